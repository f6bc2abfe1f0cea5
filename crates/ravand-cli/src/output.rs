//! How things look on a terminal: figures, tables, colour where a terminal shows it.

use anstream::println;
use ravand_core::Language;

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

/// The figure's digits in the language's own script.
pub(crate) fn digits(text: &str, language: Language) -> String {
    match language {
        Language::En => text.to_owned(),
        Language::Fa => text.chars().map(persian_digit).collect(),
    }
}

fn persian_digit(c: char) -> char {
    match c.to_digit(10) {
        Some(digit) if c.is_ascii_digit() => char::from_u32('۰' as u32 + digit).unwrap_or(c),
        _ => c,
    }
}
