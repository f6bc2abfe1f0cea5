//! How things look on a terminal: figures, tables, colour where a terminal shows it.

use crate::codes::UNWRITTEN;
use ravand_core::{Args, Language};
use std::fmt;
use std::io::{ErrorKind, Write};

/// `println!` for an answer: where it cannot be written, the program ends and says so.
macro_rules! println {
    ($($arg:tt)*) => { $crate::output::line(format_args!($($arg)*)) };
}
pub(crate) use println;

/// One line of an answer. A reader that has gone (`| head`) has had what it wanted.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    match writeln!(anstream::stdout(), "{text}") {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            let args = Args::new().with("why", why);
            anstream::eprintln!("{}", crate::said(&UNWRITTEN, &args, Language::En));
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
    println!("\n{}{text}{}", style::BOLD, style::OFF);
}

/// Prints text wrapped at `width` columns, every line after `indent`.
pub(crate) fn paragraph(text: &str, indent: &str, width: usize) {
    let mut line = String::from(indent);
    let mut used = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if used > 0 && used + 1 + len > width {
            println!("{line}");
            line = String::from(indent);
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += len;
    }
    if used > 0 {
        println!("{line}");
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

/// The text with its figures in the language's own script. Ids keep theirs: `article-100`
/// is what one has to type.
pub(crate) fn digits(text: &str, language: Language) -> String {
    if language == Language::En {
        return text.to_owned();
    }
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut shown = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let alike = |c: char| in_word(c) == in_word(first);
        let end = rest.find(|c| !alike(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        if run.contains(|c: char| c.is_ascii_alphabetic()) {
            shown.push_str(run);
        } else {
            let next = run.chars().skip(1).chain([' ']);
            shown.extend(run.chars().zip(next).map(|(c, next)| persian(c, next)));
        }
        rest = behind;
    }
    shown
}

/// A digit or decimal point in Persian; anything else stays.
fn persian(c: char, next: char) -> char {
    match c.to_digit(10) {
        Some(digit) => char::from_u32('۰' as u32 + digit).unwrap_or(c),
        None if c == '.' && next.is_ascii_digit() => '٫',
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::digits;
    use ravand_core::Language;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(digits(text, Language::Fa), expected);
        assert_eq!(digits(text, Language::En), text);
    }

    #[test]
    fn figures_are_persian_and_ids_stay_what_they_are() {
        check("129 گام، ±1.4", "۱۲۹ گام، ±۱٫۴");
        check("article-100 urbanism-expert-2", "article-100 urbanism-expert-2");
        check("art5-result.refused (10%): 7", "art5-result.refused (۱۰%): ۷");
        check("0.5 .. 1 .. 1.75.", "۰٫۵ .. ۱ .. ۱٫۷۵.");
    }
}
