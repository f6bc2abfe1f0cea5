//! Each variant beside the process: what it does in words, and the places at which the two
//! differ as drawings.
//!
//! A whole process of a hundred steps beside another is read by nobody. What is drawn of each
//! place is what differs, the steps next to it, and how many steps are left out around it; the
//! process stands above or beside the variant, whichever fits.

mod excerpt;
#[cfg(test)]
mod tests;
mod units;

use super::{DriftReport, Row};
use crate::phrase::phrase;
use crate::stages::groups;
use crate::voice::Voice;
use excerpt::{Excerpt, KEPT_MAX, excerpt, parts};
use maud::{Markup, PreEscaped, html};
use ravand_core::graph::Graph;
use ravand_core::{Action, Definition, ElementId, Flow, FlowId, StepId, Title};
use ravand_formats::diagram::{Inline, Mark, Marks, inline_svg, layout};
use std::collections::{BTreeMap, BTreeSet};
use units::Units;

/// How marks look; the sign at a shape's corner tells them without their colours.
pub(super) const STYLE: &str = include_str!("drawings.css");
/// Places of one variant that are drawn.
const PLACES_MAX: usize = 40;
/// Around a drawing, as `ravand-formats` draws it.
const MARGIN: i32 = 20;
const MARKS: [Mark; 4] = [Mark::Added, Mark::Removed, Mark::Changed, Mark::Moved];

/// A process as it is drawn.
struct Side {
    /// Its titles; nobody's lane, so that a place stays narrow.
    definition: Definition,
    graph: Graph,
}

impl Side {
    fn of(definition: &Definition) -> Option<Self> {
        let mut definition = definition.as_graph().ok()?;
        let graph = std::mem::replace(&mut definition.flow, Flow::of_graph(Graph::default())).graph?;
        definition.steps.values_mut().for_each(|step| step.attributes.role = None);
        Some(Self { definition, graph: *graph })
    }
}

/// A process and the units of its graph, which all of its places are cut out of.
type Drawn<'a> = (&'a Side, Units<'a>);

/// One drawing of a pair.
struct Picture<'a> {
    side: &'a Side,
    excerpt: &'a Excerpt,
    marks: Marks,
    caption: &'static str,
    prefix: String,
}

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    let base = Side::of(report.base);
    let base = base.as_ref().map(|side| (side, Units::of(&side.graph)));
    html! {
        p {
            (voice.say(
                "Of each place at which a variant differs: the process, and the variant. What is left out around it is a dashed box with the number of its steps; who does a step, and ways back within what is left out, are not drawn. Open a variant to see its places.",
                "از هر جایی که گونه تفاوت دارد: خود فرایند و گونه. آنچه پیرامون آن نیامده جعبه‌ای خط‌چین با شمار گام‌هایش است؛ انجام‌دهندهٔ گام و راه‌های برگشت میان آنچه نیامده رسم نشده است. هر گونه را باز کنید تا جاهایش را ببینید.",
            ))
        }
        (legend(voice))
        @for row in rows { (variant(report, voice, base.as_ref(), row)) }
    }
}

fn legend(voice: Voice) -> Markup {
    html! {
        div.legend.drawing {
            ul aria-label=(voice.say("Marks", "نشان‌ها")) {
                @for mark in MARKS {
                    li {
                        svg.(mark.class()) viewBox="-12 -12 24 24" width="22" height="22" aria-hidden="true" {
                            (PreEscaped(mark.sign()))
                        }
                        span { (words(voice, mark)) }
                    }
                }
                li { span.line.new {} span { (voice.say("a way that only the variant has", "راهی که تنها گونه دارد")) } }
                li { span.line.old {} span { (voice.say("a way that only the process has", "راهی که تنها فرایند دارد")) } }
            }
        }
    }
}

fn words(voice: Voice, mark: Mark) -> &'static str {
    match mark {
        Mark::Added => voice.say("only the variant has it", "تنها گونه آن را دارد"),
        Mark::Removed => voice.say("only the process has it", "تنها فرایند آن را دارد"),
        Mark::Changed => {
            voice.say("both have it and say something else of it", "هر دو دارند و چیز دیگری دربارهٔ آن می‌گویند")
        }
        Mark::Moved => voice.say("it stands elsewhere", "جایش عوض شده است"),
        Mark::Hidden => voice.say("what is not drawn", "آنچه رسم نشده است"),
    }
}

fn variant(report: &DriftReport<'_>, voice: Voice, base: Option<&Drawn<'_>>, row: &Row<'_>) -> Markup {
    html! {
        details.variant id={ "v-" (row.rank) } {
            summary {
                b { (voice.whole(row.rank)) ". " (row.title(voice)) } " "
                span.ids { (voice.id(row.variant.id.as_str())) }
                @if let Some(cost) = row.cost { " " span.minor { (voice.difference(&cost.longer_days)) " " (voice.say("days", "روز")) } }
            }
            @if let Some(reason) = &row.variant.reason { p { (voice.title(&reason.value, "")) } }
            (operations(report, voice, row))
            (places(report, voice, base, row))
        }
    }
}

/// What the variant does, and why.
fn operations(report: &DriftReport<'_>, voice: Voice, row: &Row<'_>) -> Markup {
    let changes = &row.variant.changes;
    html! {
        @if changes.is_empty() {
            p { (voice.say("It changes nothing.", "چیزی را عوض نمی‌کند.")) }
        } @else {
            ul.does {
                @for operation in changes {
                    li {
                        (phrase(report.names(row), voice, operation))
                        @if operation.assumed { " " span.badge { (voice.say("assumed", "فرض")) } }
                        @if let Some(why) = &operation.why { p.minor { (voice.title(&why.value, "")) } }
                    }
                }
            }
        }
    }
}

fn places(report: &DriftReport<'_>, voice: Voice, base: Option<&Drawn<'_>>, row: &Row<'_>) -> Markup {
    let (Some(base), Some(other)) = (base, Side::of(row.merged)) else { return html! {} };
    let other = (&other, Units::of(&other.graph));
    let contrast = row.contrast;
    let steps = [&contrast.added, &contrast.removed, &contrast.changed, &contrast.reordered];
    let touched: BTreeSet<ElementId> = steps.into_iter().flatten().map(|id| ElementId::from(id.as_str())).collect();
    let places = parts([&base.1, &other.1], &touched);
    html! {
        @if places.is_empty() {
            p.minor { (voice.say("Its drawing is that of the process.", "نقشهٔ آن همان نقشهٔ فرایند است.")) }
        }
        @for (number, place) in places.iter().take(PLACES_MAX).enumerate() {
            h3 { (where_it_lies(report, voice, row, place)) }
            @if place.len() > KEPT_MAX {
                p.minor {
                    (voice.fill(
                        "Here they differ in {} elements: too many to be read side by side.",
                        "اینجا در {} عنصر تفاوت دارند: بیش از آن که کنار هم خوانده شود.",
                        &[&voice.whole(place.len())],
                    ))
                }
            } @else {
                (pair(voice, row, [base, &other], place, &format!("v{}-{number}", row.rank)))
            }
        }
        (hidden(voice, places.len()))
    }
}

/// That not all places are drawn, where they are not.
fn hidden(voice: Voice, places: usize) -> Markup {
    let more = places.saturating_sub(PLACES_MAX);
    html! {
        @if more > 0 {
            p.minor { (voice.fill("Places that are not drawn: {}.", "جاهایی که رسم نشده است: {}.", &[&voice.whole(more)])) }
        }
    }
}

/// The stages in which a place lies.
fn where_it_lies(report: &DriftReport<'_>, voice: Voice, row: &Row<'_>, place: &BTreeSet<ElementId>) -> Markup {
    let mut found: Vec<(&str, Markup)> = Vec::new();
    for definition in [report.base, row.merged] {
        for group in groups(definition) {
            let Some((id, title)) = group.stage else { continue };
            let lies_here = group.steps.iter().any(|(step, _)| place.iter().any(|kept| kept.as_str() == step.as_str()));
            if lies_here && !found.iter().any(|(known, _)| *known == id.as_str()) {
                found.push((id.as_str(), voice.title(title, id.as_str())));
            }
        }
    }
    let titles: Vec<Markup> = found.into_iter().map(|(_, title)| title).collect();
    html! { @if titles.is_empty() { (voice.say("Here they differ", "جای تفاوت")) } @else { (voice.list(&titles)) } }
}

fn pair(voice: Voice, row: &Row<'_>, sides: [&Drawn<'_>; 2], place: &BTreeSet<ElementId>, prefix: &str) -> Markup {
    let called = |steps: usize| match steps {
        0 => Title { en: Some("…".to_owned()), fa: Some("…".to_owned()) },
        1 => Title { en: Some("… 1 step".to_owned()), fa: Some("… ۱ گام".to_owned()) },
        _ => Title {
            en: Some(format!("… {steps} steps")),
            fa: Some(ravand_core::persian::digits(&format!("… {steps} گام"))),
        },
    };
    let excerpts = sides.map(|(_, units)| excerpt(units, place, &called));
    let ways = [ways(&excerpts[0]), ways(&excerpts[1])];
    let picture = |at: usize, flows: Mark, caption| Picture {
        side: sides[at].0,
        excerpt: &excerpts[at],
        marks: Marks {
            elements: elements(row, &excerpts[at]),
            flows: ways[at]
                .iter()
                .filter(|(way, _)| !ways[1 - at].contains_key(*way))
                .map(|(_, id)| (FlowId::clone(id), flows))
                .collect(),
        },
        caption,
        prefix: format!("{prefix}-{at}"),
    };
    html! {
        div.pair {
            (picture(0, Mark::Removed, voice.say("the process", "فرایند")).drawn(voice))
            (picture(1, Mark::Added, voice.say("the variant", "گونه")).drawn(voice))
        }
    }
}

/// Every way between elements that are drawn as they are, by its ends.
fn ways(excerpt: &Excerpt) -> BTreeMap<(&ElementId, &ElementId), &FlowId> {
    let flows = excerpt.graph.flows.iter().map(|(id, flow)| ((&flow.from, &flow.to), id));
    flows.filter(|((from, to), _)| !excerpt.hidden.contains(*from) && !excerpt.hidden.contains(*to)).collect()
}

/// How the elements of a drawing are marked.
fn elements(row: &Row<'_>, excerpt: &Excerpt) -> BTreeMap<ElementId, Mark> {
    let contrast = row.contrast;
    let moved = |id: &str| {
        let names = |action: &Action| matches!(action, Action::Move { steps, .. } if steps.iter().any(|step| step.as_str() == id));
        row.variant.changes.iter().any(|operation| names(&operation.action))
    };
    let mark = |id: &ElementId| {
        let has = |steps: &BTreeSet<StepId>| steps.contains(id.as_str());
        match () {
            () if excerpt.hidden.contains(id) => Some(Mark::Hidden),
            () if has(&contrast.added) => Some(Mark::Added),
            () if has(&contrast.removed) => Some(Mark::Removed),
            () if has(&contrast.changed) => Some(Mark::Changed),
            () if has(&contrast.reordered) && moved(id.as_str()) => Some(Mark::Moved),
            () => None,
        }
    };
    excerpt.graph.elements.keys().filter_map(|id| Some((id.clone(), mark(id)?))).collect()
}

impl Picture<'_> {
    fn drawn(&self, voice: Voice) -> Markup {
        let diagram = layout(&self.side.definition, &self.excerpt.graph);
        let told = self.told(voice);
        let inline = Inline { language: voice.language, prefix: &self.prefix, told: &told, marks: &self.marks };
        let svg = inline_svg(&diagram, &self.side.definition, &self.excerpt.graph, &inline);
        html! {
            figure style={ "--natural:" (diagram.width + MARGIN) "px" } {
                figcaption { (self.caption) }
                div.scroll.drawing tabindex="0" role="group" aria-label=(self.caption) { (PreEscaped(svg)) }
            }
        }
    }

    /// What a screen reader says: which drawing, and what is marked in it.
    fn told(&self, voice: Voice) -> String {
        let titles = |mark: Mark| -> Vec<String> {
            let marked = self.marks.elements.iter().filter(|(_, found)| **found == mark);
            let title = |id: &ElementId| {
                let step = self.side.definition.steps.get(id.as_str());
                step.map_or_else(
                    || id.to_string(),
                    |step| step.title(voice.language, &StepId::from(id.as_str())).to_owned(),
                )
            };
            marked.map(|(id, _)| title(id)).collect()
        };
        let mut told = self.caption.to_owned();
        for mark in MARKS {
            let titles = titles(mark);
            if !titles.is_empty() {
                told.push_str(&format!("; {}: {}", words(voice, mark), titles.join(voice.say(", ", "، "))));
            }
        }
        told.replace(';', voice.say(";", "؛"))
    }
}
