//! The drawing as a picture, in the notation of BPMN.
//!
//! It needs nothing else: no script, no font, one small block of style. Persian is drawn from
//! right to left. As a part of a page it has no style of its own, which would be the page's
//! too, and no id that another drawing has.

mod inline;
mod marks;
mod style;

pub use inline::{Inline, Mark, Marks, inline_svg};
pub use style::style;

use super::{Bounds, Diagram, Link, Point, title_of};
use marks::{of_activity, of_event, of_gateway, of_task};
use ravand_core::graph::{Element, ElementKind, Graph, SubProcess};
use ravand_core::{Definition, Language, persian};
use std::fmt::Write;

/// Around the whole.
const MARGIN: i32 = 10;
/// Between two lines of text.
const LINE: i32 = 13;
/// Letters of one line for each hundred pixels.
const LETTERS: usize = 15;

/// Draws a process as SVG, its names in `language`.
///
/// ```
/// use ravand_core::{Block, Definition, Language, Spanned, Step};
/// use ravand_formats::diagram::{layout, svg};
/// let mut letter = Definition::empty("letter");
/// letter.steps.insert("write".into(), Step::default());
/// letter.flow.blocks.push(Block::Step(Spanned::nowhere("write".into())));
/// let drawn = letter.as_graph().unwrap();
/// let graph = drawn.flow.graph.as_ref().unwrap();
/// assert!(svg(&layout(&drawn, graph), &drawn, graph, Language::En).starts_with("<svg"));
/// ```
pub fn svg(diagram: &Diagram, definition: &Definition, graph: &Graph, language: Language) -> String {
    let frame = Frame {
        title: definition.title.or_id(language, definition.id.as_str()),
        namespace: " xmlns=\"http://www.w3.org/2000/svg\"",
        style: &format!("<style>{}</style>", style("")),
    };
    let marks = Marks::default();
    Picture { definition, graph, language, prefix: "", marks: &marks, out: String::new() }.drawn(diagram, &frame)
}

/// What a picture alone has and one in a page has not, or otherwise.
struct Frame<'a> {
    /// What a screen reader says of the whole.
    title: &'a str,
    /// The namespace of its elements, where the page does not know it.
    namespace: &'static str,
    /// What stands before everything else.
    style: &'a str,
}

struct Picture<'a> {
    definition: &'a Definition,
    graph: &'a Graph,
    language: Language,
    /// What ids begin with.
    prefix: &'a str,
    marks: &'a Marks,
    out: String,
}

impl Picture<'_> {
    /// The whole.
    fn drawn(mut self, diagram: &Diagram, frame: &Frame<'_>) -> String {
        match self.language {
            Language::Fa => self.draw(&diagram.clone().mirrored(), frame),
            Language::En => self.draw(diagram, frame),
        }
        self.out
    }

    fn draw(&mut self, diagram: &Diagram, frame: &Frame<'_>) {
        let Frame { title, namespace, style } = frame;
        let (width, height) = (diagram.width + 2 * MARGIN, diagram.height + 2 * MARGIN);
        let direction = match self.language {
            Language::Fa => " direction=\"rtl\" xml:lang=\"fa\"",
            Language::En => " xml:lang=\"en\"",
        };
        self.put(&format!(
            "<svg{namespace} role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"{} {} {width} {height}\"{direction}>",
            -MARGIN, -MARGIN
        ));
        self.put(&format!("<title>{}</title>{style}", escaped(title)));
        self.put(&format!(
            "<defs><marker id=\"{}a\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"12\" \
             markerHeight=\"12\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" fill=\"#222\"/></marker></defs>",
            self.prefix
        ));
        if let Some(pool) = &diagram.pool {
            self.pool(pool, diagram);
        }
        for shape in &diagram.shapes {
            let Some(element) = self.graph.elements.get(&shape.id) else { continue };
            let title = title_of(self.definition, &shape.id, element);
            let text = title.get(self.language).to_owned();
            let mark = self.marks.elements.get(&shape.id).copied();
            if let Some(mark) = mark {
                self.put(&format!("<g class=\"{}\">", mark.class()));
            }
            self.shape(element, &shape.bounds, &text);
            if let Some(mark) = mark {
                let (x, y) = (shape.bounds.x + shape.bounds.width - 4, shape.bounds.y + 4);
                self.put(&format!("{}</g>", at(x, y, mark.sign())));
            }
            if let Some(label) = &shape.label {
                self.text(&text, label.x + label.width / 2, label.y + LINE - 3, label.width.max(80), Start::Top);
            }
        }
        for edge in &diagram.edges {
            self.edge(&edge.link, &edge.points, edge.label.as_ref());
        }
        self.put("</svg>");
    }

    fn put(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn pool(&mut self, pool: &Bounds, diagram: &Diagram) {
        self.rectangle(pool, "l", 0);
        let title = self.definition.title.or_id(self.language, self.definition.id.as_str()).to_owned();
        let right = self.language == Language::Fa;
        let middle = |bounds: &Bounds| if right { bounds.x + bounds.width - 15 } else { bounds.x + 15 };
        self.upright(&title, middle(pool), pool.y + pool.height / 2, pool.height);
        for lane in &diagram.lanes {
            self.rectangle(&lane.bounds, "l", 0);
            let Some(role) = &lane.role else { continue };
            let title = self.definition.roles.get(role).map(|role| role.title.clone()).unwrap_or_default();
            let bounds = &lane.bounds;
            let name = title.or_id(self.language, role.as_str()).to_owned();
            self.upright(&name, middle(bounds), bounds.y + bounds.height / 2, bounds.height);
        }
    }

    /// A name at the edge of a pool or a lane, read from below.
    fn upright(&mut self, text: &str, x: i32, y: i32, room: i32) {
        let letters = (room / 7).max(4) as usize;
        let lines = fitted(text, letters, 2);
        let top = 4 - (lines.len() as i32 - 1) * LINE / 2;
        self.put(&format!("<g transform=\"translate({x} {y}) rotate(-90)\">{}</g>", self.lines(text, &lines, 0, top)));
    }

    fn rectangle(&mut self, bounds: &Bounds, class: &str, round: i32) {
        let Bounds { x, y, width, height } = bounds;
        self.put(&format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
        ));
    }

    fn shape(&mut self, element: &Element, bounds: &Bounds, text: &str) {
        let Bounds { x, y, width, height } = *bounds;
        let (cx, cy) = (x + width / 2, y + height / 2);
        match &element.kind {
            ElementKind::Gateway(gateway) => {
                self.put(&format!(
                    "<path class=\"s\" d=\"M{x} {cy}L{cx} {y}L{} {cy}L{cx} {}z\"/>",
                    x + width,
                    y + height
                ));
                self.put(&at(cx, cy, &of_gateway(gateway)));
            }
            ElementKind::Task(task) => {
                self.rectangle(bounds, "s", 10);
                self.put(&at(x + 14, y + 14, of_task(task)));
                self.text(text, cx, cy, width - 10, Start::Middle);
                self.put(&at(cx, y + height - 10, &of_activity(element)));
            }
            ElementKind::Call(_) => {
                self.rectangle(bounds, "s t", 10);
                self.text(text, cx, cy, width - 10, Start::Middle);
                self.put(&at(cx, y + height - 10, &of_activity(element)));
            }
            ElementKind::SubProcess(sub) => {
                self.rectangle(bounds, if *sub == SubProcess::Event { "s o" } else { "s" }, 10);
                if *sub == SubProcess::Transaction {
                    let inner = Bounds { x: x + 3, y: y + 3, width: width - 6, height: height - 6 };
                    self.rectangle(&inner, "m", 8);
                }
                self.text(text, cx, y + 16, width - 10, Start::Top);
                self.put(&at(cx, y + height - 10, &of_activity(element)));
            }
            _ => self.event(element, cx, cy, width / 2),
        }
    }

    fn event(&mut self, element: &Element, cx: i32, cy: i32, radius: i32) {
        let (outer, double, filled, triggers) = match &element.kind {
            ElementKind::Start { triggers, interrupting, .. } => {
                (if *interrupting { "s" } else { "s d" }, false, false, triggers)
            }
            ElementKind::End { triggers, .. } => ("s t", false, true, triggers),
            ElementKind::Throw { triggers } => ("s", true, true, triggers),
            ElementKind::Boundary { triggers, interrupting, handler, .. } => {
                (if *interrupting || handler.is_some() { "s" } else { "s d" }, true, false, triggers)
            }
            ElementKind::Catch { triggers, .. } => ("s", true, false, triggers),
            _ => return,
        };
        self.put(&format!("<circle class=\"{outer}\" cx=\"{cx}\" cy=\"{cy}\" r=\"{radius}\"/>"));
        if double {
            let class = if outer == "s d" { "m d" } else { "m" };
            self.put(&format!("<circle class=\"{class}\" cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"/>", radius - 4));
        }
        self.put(&at(cx, cy, &of_event(triggers, filled)));
    }

    fn edge(&mut self, link: &Link, points: &[Point], label: Option<&Bounds>) {
        let mut way = String::new();
        for (number, point) in points.iter().enumerate() {
            _ = write!(way, "{}{} {}", if number == 0 { 'M' } else { 'L' }, point.x, point.y);
        }
        let Link::Flow(id) = link else {
            return self.put(&format!("<path class=\"f o\" d=\"{way}\"/>"));
        };
        let Some(flow) = self.graph.flows.get(id) else { return };
        let mark = self.marks.flows.get(id).map(|mark| format!(" {}", mark.class())).unwrap_or_default();
        self.put(&format!("<path class=\"f{mark}\" d=\"{way}\" marker-end=\"url(#{}a)\"/>", self.prefix));
        let from_activity = self.graph.elements.get(&flow.from).is_some_and(Element::is_activity);
        if let Some(begin) = points.first() {
            let turn = if self.language == Language::Fa { -1 } else { 1 };
            let (x, y) = (begin.x, begin.y);
            if flow.default {
                self.put(&format!("<path class=\"m\" d=\"M{} {}L{} {}\"/>", x + 5 * turn, y + 5, x + 11 * turn, y - 5));
            } else if flow.when.is_some() && from_activity {
                let (a, b) = (x + 7 * turn, x + 14 * turn);
                self.put(&format!("<path class=\"s\" d=\"M{x} {y}L{a} {}L{b} {y}L{a} {}z\"/>", y - 4, y + 4));
            }
        }
        let text = flow.title.get(self.language).to_owned();
        if let Some(label) = label {
            self.text(&text, label.x + label.width / 2, label.y + LINE - 2, label.width.max(80), Start::Top);
        }
    }

    /// Text in lines that fit, around `x`.
    fn text(&mut self, text: &str, x: i32, y: i32, width: i32, start: Start) {
        if text.is_empty() {
            return;
        }
        let letters = (width.max(20) as usize * LETTERS / 100).max(4);
        let lines = fitted(text, letters, start.lines());
        let top = match start {
            Start::Top => y,
            Start::Middle => y + 4 - (lines.len() as i32 - 1) * LINE / 2,
        };
        let text = self.lines(text, &lines, x, top);
        self.put(&text);
    }

    fn lines(&self, text: &str, lines: &[String], x: i32, top: i32) -> String {
        let mut out = format!("<text{}>", self.foreign(text));
        // What stands there whole needs no tooltip that says it again.
        if !text.split_whitespace().eq(lines.iter().flat_map(|line| line.split_whitespace())) {
            _ = write!(out, "<title>{}</title>", escaped(&self.digits(text)));
        }
        for (number, line) in lines.iter().enumerate() {
            let y = top + LINE * number as i32;
            _ = write!(out, "<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escaped(&self.digits(line)));
        }
        out.push_str("</text>");
        out
    }

    /// Figures of a Persian text are Persian; those of an expression stay as it is written.
    fn digits(&self, text: &str) -> String {
        if self.language == Language::Fa && !is_latin(text) { persian::digits(text) } else { text.to_owned() }
    }

    /// Says of an expression in a Persian drawing that it is none, for whoever reads it aloud.
    fn foreign(&self, text: &str) -> &'static str {
        if self.language == Language::Fa && is_latin(text) { " lang=\"en\"" } else { "" }
    }
}

fn is_latin(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// Where a text begins.
#[derive(Clone, Copy)]
enum Start {
    Top,
    Middle,
}

impl Start {
    fn lines(self) -> usize {
        match self {
            Start::Top => 6,
            Start::Middle => 5,
        }
    }
}

fn at(x: i32, y: i32, marks: &str) -> String {
    if marks.is_empty() { String::new() } else { format!("<g transform=\"translate({x} {y})\">{marks}</g>") }
}

/// Lines of at most so many letters; a longer word is broken.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let count = |text: &str| text.chars().count();
        match lines.last_mut() {
            Some(line) if count(line) + 1 + count(word) <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => {
                let all: Vec<char> = word.chars().collect();
                lines.extend(all.chunks(letters).map(|part| part.iter().collect::<String>()));
            }
        }
    }
    lines
}

/// At most so many lines; what does not fit is cut off, and shown to be.
fn fitted(text: &str, letters: usize, lines: usize) -> Vec<String> {
    let mut fitted = wrapped(text, letters);
    if fitted.len() > lines {
        fitted.truncate(lines);
        fitted.last_mut().into_iter().for_each(|last| last.push('…'));
    }
    fitted
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_between_words_and_words_where_they_must() {
        assert_eq!(wrapped("register the request", 9), ["register", "the", "request"]);
        assert_eq!(wrapped("register the request", 12), ["register the", "request"]);
        assert_eq!(wrapped("unbreakable", 5), ["unbre", "akabl", "e"]);
        assert!(wrapped("", 5).is_empty());
    }
}
