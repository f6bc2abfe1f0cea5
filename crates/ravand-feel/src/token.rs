//! Text to tokens, with a span on each.
//!
//! What a newcomer from another language writes (`==`, `&&`, Persian digits) is reported
//! and read as what it means, so that the rest of the expression is still checked.
//! Nothing here knows grammar.

use std::ops::Range;
use std::sync::Arc;

use crate::codes;
use crate::number::Number;
use crate::problem::Problem;

/// A token. Signs and the words of FEEL share [`Token::Sign`], because the parser treats
/// them alike.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'s> {
    Number(Number),
    Text(Arc<str>),
    /// A name of one word.
    Name(&'s str),
    /// A declared name that is more than a word, its gaps made single spaces.
    Spaced(Arc<str>),
    Sign(&'static str),
}

/// The words of the grammar.
const WORDS: [&str; 20] = [
    "and",
    "between",
    "else",
    "every",
    "external",
    "false",
    "for",
    "function",
    "if",
    "in",
    "instance",
    "not",
    "null",
    "of",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
];
/// Longest first.
const SIGNS: [&str; 23] = [
    "**", "..", "<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "?", "{", "}", ":", ".",
    "@",
];
/// What other languages write, and FEEL's word for it.
const FOREIGN: [(&str, &str); 14] = [
    ("==", "="),
    ("<>", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("&&", "and"),
    ("||", "or"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("×", "*"),
    ("÷", "/"),
    ("−", "-"),
    ("،", ","),
    ("…", ".."),
];
/// Joins letters of one Persian word without showing (a half-space).
const HALF_SPACE: char = '\u{200c}';

/// Whether `text` can stand in an expression as the name of data or of a value: letters of
/// any script, digits and `_`, not beginning with a digit, and no word of FEEL.
///
/// ```
/// use ravand_feel::is_name;
/// assert!(is_name("area_m2") && is_name("مساحت"));
/// assert!(!is_name("area-m2") && !is_name("2nd") && !is_name("and") && !is_name("for"));
/// ```
pub fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name)
        && chars.all(continues_name)
        && !text.ends_with(HALF_SPACE)
        && !WORDS.contains(&text)
}

/// Whether `text` is a word of the grammar.
pub(crate) fn is_word(text: &str) -> bool {
    WORDS.contains(&text)
}

/// The names in scope that are more than a word: `monthly income`, `sign-fee`. Only who
/// knows them can tell `a-b` from a subtraction, so the lexer asks.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Longest first.
    declared: Vec<Arc<str>>,
}

/// Properties of values that are two words; they stand behind a point.
const PROPERTIES: [&str; 3] = ["end included", "start included", "time offset"];

impl Names {
    /// The names among these that are more than a word.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Names {
        let mut declared: Vec<Arc<str>> = names.into_iter().filter_map(Names::several).collect();
        declared.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        declared.dedup();
        Names { declared }
    }

    /// A name with single spaces, if it is more than a word.
    fn several(name: &str) -> Option<Arc<str>> {
        let name = spaced(name);
        let plain = name.chars().all(continues_name);
        (!plain && name.starts_with(starts_name)).then(|| name.into())
    }

    /// The longest name that stands at the beginning of `rest`, and its length there.
    fn at(&self, rest: &str, after_point: bool) -> Option<(&str, usize)> {
        let declared = self.declared.iter().map(|name| (&**name, length_of(name, rest)));
        let functions = crate::builtins::spaced_names().map(|name| (name, called(rest, length_of(name, rest))));
        let properties = PROPERTIES.iter().map(|name| (*name, length_of(name, rest).filter(|_| after_point)));
        let found = declared.chain(functions).chain(properties);
        found.filter_map(|(name, length)| Some((name, length?))).max_by_key(|(_, length)| *length)
    }
}

/// `text` with every gap one space.
pub(crate) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many bytes `name` takes at the beginning of `rest`, if it stands there as a whole.
fn length_of(name: &str, rest: &str) -> Option<usize> {
    let mut tail = rest;
    for c in name.chars() {
        if c == ' ' {
            let trimmed = tail.trim_start();
            // Around a sign no gap is needed: `a - b` may be written for `a-b` declared with gaps.
            if trimmed.len() == tail.len() {
                return None;
            }
            tail = trimmed;
        } else {
            tail = tail.strip_prefix(c)?;
        }
    }
    let ends_in_word = name.chars().next_back().is_some_and(continues_name);
    let whole = !(ends_in_word && tail.starts_with(continues_name));
    whole.then_some(rest.len() - tail.len())
}

/// The length, if a parenthesis follows: the name of a function is one only where called.
fn called(rest: &str, length: Option<usize>) -> Option<usize> {
    length.filter(|length| rest.get(*length..).is_some_and(|tail| tail.trim_start().starts_with('(')))
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

pub(crate) fn continues_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == HALF_SPACE
}

/// The tokens of `source` with their spans; what could not be read goes to `problems`.
pub(crate) fn tokens<'s>(source: &'s str, names: &Names, problems: &mut Vec<Problem>) -> Vec<(Token<'s>, Range<u32>)> {
    let mut lexer = Lexer { source, names, at: 0, problems, tokens: Vec::new() };
    while lexer.step().is_some() {}
    lexer.tokens
}

struct Lexer<'s, 'p> {
    source: &'s str,
    names: &'p Names,
    at: usize,
    problems: &'p mut Vec<Problem>,
    tokens: Vec<(Token<'s>, Range<u32>)>,
}

impl<'s> Lexer<'s, '_> {
    /// Reads one token or skips one stretch; `None` at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if first.is_whitespace() {
            self.at += first.len_utf8();
        } else if first.is_ascii_digit() || starts_with_point(rest) {
            self.number(rest);
        } else if first.is_numeric() && digit(first).is_some() {
            self.foreign_digits(rest);
        } else if starts_name(first) {
            self.name(rest);
        } else if first == '"' {
            self.text(rest);
        } else if first == '\'' {
            self.single_quoted(rest);
        } else {
            self.sign(rest, first);
        }
        Some(())
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes `length` bytes and gives their span.
    fn take(&mut self, length: usize) -> Range<u32> {
        let start = self.at;
        self.at += length;
        // Sources are at most EXPRESSION_BYTES_MAX long.
        start as u32..self.at as u32
    }

    fn push(&mut self, token: Token<'s>, span: Range<u32>) {
        self.tokens.push((token, span));
    }

    fn number(&mut self, rest: &str) {
        let length = decimal_length(rest, |c| c.is_ascii_digit());
        let text = rest.get(..length).unwrap_or_default();
        let span = self.take(length);
        let number = self.read_number(text, &span);
        self.push(Token::Number(number), span);
    }

    /// A literal that is too long is reported and read as zero: a number all the same.
    fn read_number(&mut self, text: &str, span: &Range<u32>) -> Number {
        let text = if text.starts_with('.') { format!("0{text}") } else { text.to_owned() };
        text.parse().unwrap_or_else(|_| {
            self.problems.push(Problem::new(&codes::BAD_NUMBER, span.clone()).with("found", text));
            Number::ZERO
        })
    }

    fn foreign_digits(&mut self, rest: &str) {
        let length = decimal_length(rest, |c| digit(c).is_some());
        let found = rest.get(..length).unwrap_or_default();
        let feel: String = found.chars().map(|c| digit(c).unwrap_or('.')).collect();
        let span = self.take(length);
        self.problems.push(foreign(&span, found, &feel));
        let number = self.read_number(&feel, &span);
        self.push(Token::Number(number), span);
    }

    fn name(&mut self, rest: &'s str) {
        let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
        let after_point = matches!(self.tokens.last(), Some((Token::Sign("."), _)));
        if let Some((name, longer)) = self.names.at(rest, after_point)
            && longer > length
        {
            let name = Token::Spaced(name.into());
            let span = self.take(longer);
            return self.push(name, span);
        }
        let name = rest.get(..length).unwrap_or_default();
        let span = self.take(length);
        let word = WORDS.iter().find(|word| **word == name);
        self.push(word.map_or(Token::Name(name), |word| Token::Sign(word)), span);
    }

    fn text(&mut self, rest: &str) {
        let mut text = String::new();
        let mut chars = rest.char_indices().skip(1);
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => {
                    let span = self.take(index + 1);
                    return self.push(Token::Text(text.into()), span);
                }
                '\\' => {
                    let tail = rest.get(index..).unwrap_or_default();
                    let (escaped, length) = escape(tail);
                    match escaped {
                        Some(c) => text.push(c),
                        None => self.bad_escape(index, tail, length),
                    }
                    for _ in 1..length {
                        chars.next();
                    }
                }
                c => text.push(c),
            }
        }
        let span = self.take(rest.len());
        self.problems.push(Problem::new(&codes::OPEN_TEXT, span.start..span.start + 1));
        self.push(Token::Text(text.into()), span);
    }

    fn bad_escape(&mut self, index: usize, tail: &str, length: usize) {
        let found: String = tail.chars().take(length).collect();
        let start = (self.at + index) as u32;
        let span = start..start + found.len() as u32;
        self.problems.push(Problem::new(&codes::BAD_ESCAPE, span).with("found", found));
    }

    fn single_quoted(&mut self, rest: &str) {
        let length = rest.get(1..).and_then(|inner| inner.find('\'')).map_or(rest.len(), |i| i + 2);
        let found = rest.get(..length).unwrap_or_default();
        let text = found.trim_matches('\'');
        let span = self.take(length);
        self.problems.push(foreign(&span, found, &format!("\"{text}\"")));
        self.push(Token::Text(text.into()), span);
    }

    fn sign(&mut self, rest: &str, first: char) {
        if let Some((found, feel)) = FOREIGN.iter().find(|(found, _)| rest.starts_with(found)) {
            let span = self.take(found.len());
            self.problems.push(foreign(&span, found, feel));
            self.push(Token::Sign(feel), span);
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            let span = self.take(sign.len());
            self.push(Token::Sign(sign), span);
        } else if first == '!' {
            let span = self.take(1);
            self.problems.push(foreign(&span, "!", "not(…)"));
        } else {
            let span = self.take(first.len_utf8());
            let problem = Problem::new(&codes::STRANGE_CHARACTER, span);
            self.problems.push(problem.with("found", first.escape_debug()));
        }
    }
}

fn foreign(span: &Range<u32>, found: &str, feel: &str) -> Problem {
    Problem::new(&codes::FOREIGN, span.clone()).with("found", found).with("feel", feel)
}

fn starts_with_point(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()))
}

/// The length of digits, and of a point with digits after it. In `1..5` the point belongs
/// to the range.
fn decimal_length(text: &str, digit: impl Fn(char) -> bool + Copy) -> usize {
    let whole = text.find(|c| !digit(c)).unwrap_or(text.len());
    let tail = text.get(whole..).unwrap_or_default();
    let Some(point) = tail.chars().next().filter(|c| matches!(c, '.' | '٫')) else {
        return whole;
    };
    let fraction = tail.get(point.len_utf8()..).unwrap_or_default();
    match fraction.find(|c| !digit(c)).unwrap_or(fraction.len()) {
        0 => whole,
        length => whole + point.len_utf8() + length,
    }
}

/// The ASCII form of a digit that Persian or Arabic writes.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// What a backslash stands for, and how many characters it takes with it.
fn escape(tail: &str) -> (Option<char>, usize) {
    let simple = |c| (Some(c), 2);
    match tail.chars().nth(1) {
        Some('"') => simple('"'),
        Some('\\') => simple('\\'),
        Some('n') => simple('\n'),
        Some('t') => simple('\t'),
        Some('r') => simple('\r'),
        Some('u') => {
            let digits: String = tail.chars().skip(2).take(4).take_while(char::is_ascii_hexdigit).collect();
            let read = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4);
            (read.and_then(char::from_u32), 2 + digits.len())
        }
        // A quote that ends the text is not eaten; any other character is.
        Some(_) => (None, 2),
        None => (None, 1),
    }
}
