//! How things look on a terminal: figures, tables, colour where a terminal shows it, and the
//! direction of a line.
//!
//! A terminal may take every line for one that runs from left to right, or guess by its first
//! letter; many can do neither. So a Persian sentence and a Persian cell carry their own
//! direction, and a row of a table holds nothing else: its columns stand in one order
//! everywhere.

use crate::codes::UNWRITTEN;
use ravand_core::{Args, Language, persian};
use std::fmt;
use std::io::{ErrorKind, Write};
use std::sync::OnceLock;

/// `println!` for an answer: where it cannot be written, the program ends and says so.
macro_rules! println {
    ($($arg:tt)*) => { $crate::output::line(format_args!($($arg)*)) };
}
pub(crate) use println;

/// The language that was asked for, set once before anything is printed: a property of the
/// whole run, like the terminal.
static ASKED: OnceLock<Language> = OnceLock::new();

/// Says in which language this run prints.
pub(crate) fn speak(language: Language) {
    // A second call would change the language in the middle of an answer.
    let _ = ASKED.set(language);
}

fn asked() -> Language {
    ASKED.get().copied().unwrap_or_default()
}

/// One line of an answer. A reader that has gone (`| head`) has had what it wanted.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    match writeln!(anstream::stdout(), "{text}") {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            let (words, system) = ravand_bank::because(&why);
            let args = Args::new().with_said("why", words, system);
            anstream::eprintln!("{}", crate::said(&UNWRITTEN, &args, asked()));
            std::process::exit(2);
        }
        _ => {}
    }
}

/// ANSI styles; `anstream` drops them where nobody sees colour.
pub(crate) mod style {
    pub(crate) const BOLD: &str = "\x1b[1m";
    pub(crate) const DIM: &str = "\x1b[2m";
    pub(crate) const RED: &str = "\x1b[31m";
    pub(crate) const YELLOW: &str = "\x1b[33m";
    pub(crate) const OFF: &str = "\x1b[0m";
}

/// Prints a heading.
pub(crate) fn heading(text: &str) {
    println!("\n{}{}{}", style::BOLD, prose(text, asked()), style::OFF);
}

/// Prints text wrapped at `width` columns, every line after `indent`.
pub(crate) fn paragraph(text: &str, indent: &str, width: usize) {
    let language = asked();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && persian::columns(&line) + 1 + persian::columns(word) > width {
            println!("{indent}{}", prose(&line, language));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        println!("{indent}{}", prose(&line, language));
    }
}

/// A sentence in its own direction.
pub(crate) fn prose(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fa => persian::sentence(text),
    }
}

/// A cell of a table with its text at the beginning.
pub(crate) fn cell(text: &str, width: usize, language: Language) -> String {
    let room = width.saturating_sub(persian::columns(text));
    format!("{}{}", kept(text, language), " ".repeat(room))
}

/// A cell with its text at the end: figures and what stands above them.
pub(crate) fn figure(text: &str, width: usize, language: Language) -> String {
    let room = width.saturating_sub(persian::columns(text));
    format!("{}{}", " ".repeat(room), kept(&digits(text, language), language))
}

/// A row of a table: a name, and figures behind it.
pub(crate) fn row<const N: usize>(cells: &[String; N], widths: &[usize; N], language: Language) -> String {
    let shown = cells.iter().zip(widths).enumerate();
    let shown = shown.map(|(at, (text, width))| match at {
        0 => cell(text, *width, language),
        _ => figure(text, *width, language),
    });
    shown.collect()
}

/// The text with the direction of its first letter, whatever stands beside it.
fn kept(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fa if text.trim().is_empty() => text.to_owned(),
        Language::Fa => format!("\u{2068}{text}\u{2069}"),
    }
}

/// A figure with as many decimals as carry meaning for days.
pub(crate) fn days(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// The text in the language of the two.
pub(crate) fn word(language: Language, en: &'static str, fa: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Fa => fa,
    }
}

/// The comma of a list.
pub(crate) fn comma(language: Language) -> &'static str {
    word(language, ", ", "، ")
}

/// The text with its figures in the language's own script. Ids keep theirs.
pub(crate) fn digits(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fa => persian::digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{cell, digits, figure};
    use ravand_core::Language::{En, Fa};

    #[test]
    fn figures_are_persian_and_ids_stay_what_they_are() {
        assert_eq!(digits("129 گام از article-100", Fa), "۱۲۹ گام از article-100");
        assert_eq!(digits("129 of article-100", En), "129 of article-100");
    }

    #[test]
    fn a_cell_is_as_wide_as_it_looks() {
        assert_eq!(cell("steps", 7, En), "steps  ");
        assert_eq!(figure("12.5", 6, En), "  12.5");
        assert_eq!(cell("گام‌ها", 7, Fa), "\u{2068}گام‌ها\u{2069}  ");
        assert_eq!(figure("12.5", 6, Fa), "  \u{2068}۱۲٫۵\u{2069}");
        assert_eq!(cell("", 3, Fa), "   ");
        assert_eq!(cell("longer than that", 3, En), "longer than that");
    }
}
