//! A tree of keys, lists and words as YAML that a person would write.
//!
//! Invariant: what the reader makes of the text is the tree, word for word. Short groups
//! stand in `{ }` on one line, long ones below their key; quotes stand only where a bare
//! word would be read as something else; Persian is left as it is. Comments are no part of
//! the tree: who wants to keep them changes the text instead (`crate::layout`).

use std::fmt::Write;

/// Letters in a line, beyond which a group is opened into lines of its own.
const WIDTH: usize = 100;
/// Bytes of a key that may stand before its `: ` on one line; YAML allows 1024.
const KEY_MAX: usize = 800;

/// A part of a YAML text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Doc {
    Text(String),
    List(List),
    Map(Map),
}

/// Entries of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    pub(crate) items: Vec<Doc>,
    pub(crate) style: Style,
}

/// Keys with values, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Map {
    pub(crate) entries: Vec<(String, Doc)>,
    pub(crate) style: Style,
}

/// How a group stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// On one line if it fits.
    Fit,
    /// An entry to a line, however short.
    Open,
    /// The same with an empty line between two entries.
    Spaced,
}

impl Doc {
    /// A word or a text.
    pub(crate) fn text(text: impl ToString) -> Doc {
        Doc::Text(text.to_string())
    }

    /// `yes` or `no`.
    pub(crate) fn yes_no(yes: bool) -> Doc {
        Doc::text(if yes { "yes" } else { "no" })
    }

    /// A list on one line if it fits.
    pub(crate) fn list(items: impl IntoIterator<Item = Doc>) -> Doc {
        Doc::styled_list(items, Style::Fit)
    }

    pub(crate) fn styled_list(items: impl IntoIterator<Item = Doc>, style: Style) -> Doc {
        Doc::List(List { items: items.into_iter().collect(), style })
    }

    /// The whole of a file.
    pub(crate) fn print(&self) -> String {
        let mut out = String::new();
        match self {
            Doc::Map(map) if !map.entries.is_empty() => block_map(map, 0, &mut out),
            other => out.push_str(&in_line(other, usize::MAX).unwrap_or_default()),
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out
    }
}

impl Map {
    pub(crate) fn new(style: Style) -> Map {
        Map { entries: Vec::new(), style }
    }

    /// Adds a key.
    pub(crate) fn put(&mut self, key: impl ToString, value: Doc) {
        self.entries.push((key.to_string(), value));
    }

    /// Adds a key if there is something to say.
    pub(crate) fn say(&mut self, key: &str, value: Option<Doc>) {
        self.entries.extend(value.map(|value| (key.to_owned(), value)));
    }

    /// Adds a group unless it is empty.
    pub(crate) fn group(&mut self, key: &str, value: Doc) {
        let empty = match &value {
            Doc::Text(_) => false,
            Doc::List(list) => list.items.is_empty(),
            Doc::Map(map) => map.entries.is_empty(),
        };
        self.say(key, (!empty).then_some(value));
    }
}

/// The part on one line, if it may stand so and is no longer than `room` letters.
fn in_line(doc: &Doc, room: usize) -> Option<String> {
    let mut out = String::new();
    write_in_line(doc, room, &mut out).then_some(out)
}

/// Stops as soon as there is no room, so that a deep tree costs no more than its lines.
fn write_in_line(doc: &Doc, room: usize, out: &mut String) -> bool {
    let fits = |out: &String| out.len() <= room || out.chars().count() <= room;
    match doc {
        Doc::Text(text) => out.push_str(&scalar(text, Around::Braces)),
        Doc::List(List { style: Style::Open | Style::Spaced, items }) if !items.is_empty() => return false,
        Doc::Map(Map { style: Style::Open | Style::Spaced, entries }) if !entries.is_empty() => return false,
        Doc::List(List { items, .. }) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                if !write_in_line(item, room, out) || !fits(out) {
                    return false;
                }
            }
            out.push(']');
        }
        Doc::Map(Map { entries, .. }) if entries.is_empty() => out.push_str("{}"),
        Doc::Map(Map { entries, .. }) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if key.len() > KEY_MAX {
                    return false;
                }
                out.push_str(if index > 0 { ", " } else { " " });
                out.push_str(&scalar(key, Around::Braces));
                out.push_str(": ");
                if !write_in_line(value, room, out) || !fits(out) {
                    return false;
                }
            }
            out.push_str(" }");
        }
    }
    fits(out)
}

/// The keys of a group, each on a line that begins at `indent`; the first one where `out`
/// stands.
fn block_map(map: &Map, indent: usize, out: &mut String) {
    for (index, (key, value)) in map.entries.iter().enumerate() {
        let previous_is_open =
            index > 0 && map.style == Style::Spaced && stands_apart(&map.entries[index - 1].1, value);
        begin_line(index, indent, previous_is_open, out);
        let written = scalar(key, Around::Lines);
        if written.len() > KEY_MAX {
            let _ = write!(out, "? {written}\n{}:", " ".repeat(indent));
        } else {
            let _ = write!(out, "{written}:");
        }
        value_after(value, indent, " ", out);
    }
}

/// The entries of a list, each on a line that begins at `indent`.
fn block_list(list: &List, indent: usize, out: &mut String) {
    for (index, item) in list.items.iter().enumerate() {
        begin_line(index, indent, index > 0 && list.style == Style::Spaced, out);
        out.push('-');
        match item {
            // The first key or entry stands on the line of the hyphen.
            Doc::Map(map) if !map.entries.is_empty() && in_line(item, room_after(out)).is_none() => {
                out.push(' ');
                block_map(map, indent + 2, out);
            }
            Doc::List(inner) if !inner.items.is_empty() && in_line(item, room_after(out)).is_none() => {
                out.push(' ');
                block_list(inner, indent + 2, out);
            }
            _ => value_after(item, indent, " ", out),
        }
    }
}

/// In a file's outermost group an empty line stands before and behind what fills lines.
fn stands_apart(previous: &Doc, next: &Doc) -> bool {
    let open = |doc: &Doc| match doc {
        Doc::Text(_) => false,
        Doc::List(List { style, items }) => *style != Style::Fit && !items.is_empty(),
        Doc::Map(Map { style, entries }) => *style != Style::Fit && !entries.is_empty(),
    };
    open(previous) || open(next)
}

fn begin_line(index: usize, indent: usize, apart: bool, out: &mut String) {
    if index == 0 {
        return;
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    if apart {
        out.push('\n');
    }
    out.push_str(&" ".repeat(indent));
}

/// What is left of the line that `out` ends with.
fn room_after(out: &str) -> usize {
    let line = out.rsplit('\n').next().unwrap_or("");
    WIDTH.saturating_sub(line.chars().count() + 1)
}

/// A value behind its key or hyphen, which stand at `indent`.
fn value_after(value: &Doc, indent: usize, space: &str, out: &mut String) {
    if let Doc::Text(text) = value {
        out.push_str(space);
        match literal(text) {
            Some(lines) => {
                out.push_str("|-");
                for line in lines {
                    out.push('\n');
                    if !line.is_empty() {
                        let _ = write!(out, "{}{line}", " ".repeat(indent + 2));
                    }
                }
            }
            None => out.push_str(&scalar(text, Around::Lines)),
        }
        return;
    }
    if let Some(line) = in_line(value, room_after(out)) {
        out.push_str(space);
        out.push_str(&line);
        return;
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent + 2));
    match value {
        Doc::List(list) => block_list(list, indent + 2, out),
        Doc::Map(map) => block_map(map, indent + 2, out),
        Doc::Text(_) => {}
    }
}

/// The lines of a text that can stand below its key as they are.
fn literal(text: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let fits = lines.len() > 1
        && lines.iter().all(|line| line.is_empty() || !line.trim().is_empty())
        && lines.iter().all(|line| line.chars().all(is_printable))
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace);
    fits.then_some(lines)
}

/// What stands around a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// A line of its own, or a key before it.
    Lines,
    /// `{ }` or `[ ]`, where commas and brackets mean something.
    Braces,
}

/// A word or text, in quotes only if it would be read as something else without them.
fn scalar(text: &str, around: Around) -> String {
    if is_plain(text, around) {
        text.to_owned()
    } else if text.chars().all(is_printable) && (!text.contains('\'') || text.contains(['"', '\\'])) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

fn is_plain(text: &str, around: Around) -> bool {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return false };
    let begins = match first {
        '-' | '?' | ':' => letters.next().is_some_and(char::is_alphanumeric),
        _ => !",[]{}#&*!|>'\"%@`".contains(first),
    };
    begins
        && text.chars().all(is_printable)
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !matches!(text, "~" | "null")
        && !text.starts_with("...")
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && (around == Around::Lines || !text.contains([',', '[', ']', '{', '}']))
}

/// What a line can hold without an escape. The half-space of Persian and marks of direction
/// are kept; a line break is none.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}
