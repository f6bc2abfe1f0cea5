//! What is typed: a verb, what it is about, and data.

/// A line that was typed.
#[derive(Debug, PartialEq)]
pub(super) enum Words<'a> {
    /// A task is done.
    Done { step: &'a str, outcome: Option<&'a str>, data: Vec<(&'a str, &'a str)> },
    /// Time passes: so much, or until the next timer.
    Wait(Option<(u32, Unit)>),
    /// A message arrives.
    Send { name: &'a str, key: Option<&'a str>, data: Vec<(&'a str, &'a str)> },
    /// A signal is given.
    Signal(&'a str),
    /// Data change.
    Set(Vec<(&'a str, &'a str)>),
    /// A worker meets a BPMN error.
    Throw { step: &'a str, code: &'a str },
    /// A worker fails.
    Fail(&'a str),
    /// What stands still is tried again.
    Retry,
    /// The case is given up.
    Cancel,
    /// How it stands.
    Show,
    /// Everything that has happened.
    Trace,
    /// What can be typed.
    Help,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    Minutes,
    Hours,
    Days,
}

impl Unit {
    pub(super) fn micros(self) -> i64 {
        const MINUTE: i64 = 60_000_000;
        match self {
            Unit::Minutes => MINUTE,
            Unit::Hours => 60 * MINUTE,
            Unit::Days => 24 * 60 * MINUTE,
        }
    }
}

/// Understands a line; `None` if it means nothing. A value with blanks stands in quotes.
pub(super) fn understand(line: &str) -> Option<Words<'_>> {
    let words = split(line)?;
    let (verb, rest) = words.split_first()?;
    let plain: Vec<&str> = rest.iter().copied().filter(|word| !word.contains('=')).collect();
    let data: Option<Vec<(&str, &str)>> =
        rest.iter().filter(|word| word.contains('=')).map(|word| pair(word)).collect();
    let data = data?;
    let bare = data.is_empty();
    Some(match (*verb, plain.as_slice()) {
        ("done" | "complete", [step]) => Words::Done { step, outcome: None, data },
        ("done" | "complete", [step, outcome]) => Words::Done { step, outcome: Some(outcome), data },
        ("wait", []) if bare => Words::Wait(None),
        ("wait", [count, unit]) if bare => Words::Wait(Some((count.parse().ok()?, unit_of(unit)?))),
        ("send", [name]) => Words::Send { name, key: None, data },
        ("send", [name, key]) => Words::Send { name, key: Some(key), data },
        ("signal", [name]) if bare => Words::Signal(name),
        ("set", []) if !bare => Words::Set(data),
        ("throw", [step, code]) if bare => Words::Throw { step, code },
        ("fail", [step]) if bare => Words::Fail(step),
        ("retry", []) if bare => Words::Retry,
        ("cancel", []) if bare => Words::Cancel,
        ("show", []) if bare => Words::Show,
        ("trace", []) if bare => Words::Trace,
        ("help" | "?", []) if bare => Words::Help,
        _ => return None,
    })
}

/// `name=value`; quotes around the value are no part of it.
pub(super) fn pair(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    (!name.is_empty()).then_some((name, bare.unwrap_or(value)))
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" => Unit::Minutes,
        "hour" | "hours" | "h" => Unit::Hours,
        "day" | "days" => Unit::Days,
        _ => return None,
    })
}

/// Words apart, those in quotes with their blanks; `None` if a quote stays open.
fn split(line: &str) -> Option<Vec<&str>> {
    let mut words = Vec::new();
    let (mut from, mut quoted) = (None, false);
    for (at, character) in line.char_indices() {
        match character {
            '"' => {
                quoted = !quoted;
                from.get_or_insert(at);
            }
            blank if blank.is_whitespace() && !quoted => words.extend(from.take().map(|from| &line[from..at])),
            _ => _ = from.get_or_insert(at),
        }
    }
    words.extend(from.map(|from| &line[from..]));
    (!quoted).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_is_done() {
        let data = vec![("area_m2", "12"), ("name", "Ali Reza")];
        assert_eq!(
            understand("done visit too_large area_m2=12 name=\"Ali Reza\""),
            Some(Words::Done { step: "visit", outcome: Some("too_large"), data })
        );
        assert_eq!(understand("wait 3 days"), Some(Words::Wait(Some((3, Unit::Days)))));
        assert_eq!(understand("wait"), Some(Words::Wait(None)));
        assert_eq!(understand("set a=1"), Some(Words::Set(vec![("a", "1")])));
    }

    #[test]
    fn what_means_nothing_is_nothing() {
        for line in ["", "done", "wait 3", "wait x days", "set", "send \"open", "show a=1", "=1", "done x =1"] {
            assert_eq!(understand(line), None, "{line}");
        }
    }
}
