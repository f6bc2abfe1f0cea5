//! Functions of texts. A character is a Unicode scalar value, counted from 1.
//!
//! Patterns are those of the `regex` crate: linear in the length of the text, without
//! look-around and back-references. The standard names XPath's, which differ in rare
//! forms: `docs/feel.md` lists them.

use regex::{Regex, RegexBuilder};

use super::{Evaluated, Function, Gives, Takes, arg, function, items_of, may, need, or_null, text_of, whole_of, with};
use crate::limits::{PATTERN_BYTES_MAX, TEXT_BYTES_MAX};
use crate::node::Env;
use crate::problem::EvalError;
use crate::value::Value;

pub(super) static FUNCTIONS: &[Function] = &[
    function(
        "substring",
        &[with(
            &[need("string", Takes::Text), need("start position", Takes::Number), may("length", Takes::Number)],
            Gives::Text,
        )],
        substring,
    ),
    function("string length", &[with(&[need("string", Takes::Text)], Gives::Number)], |args, _| {
        or_null(text_of(args, 0).map(|text| Value::from(text.chars().count() as i64)))
    }),
    function("upper case", &[with(&[need("string", Takes::Text)], Gives::Text)], |args, _| {
        text_of(args, 0).map_or(Ok(Value::Null), |text| Value::text(text.to_uppercase()))
    }),
    function("lower case", &[with(&[need("string", Takes::Text)], Gives::Text)], |args, _| {
        text_of(args, 0).map_or(Ok(Value::Null), |text| Value::text(text.to_lowercase()))
    }),
    function("trim", &[with(&[need("string", Takes::Text)], Gives::Text)], |args, _| {
        or_null(text_of(args, 0).map(|text| Value::from(text.trim())))
    }),
    function(
        "substring before",
        &[with(&[need("string", Takes::Text), need("match", Takes::Text)], Gives::Text)],
        |args, _| two(args, |text, part| text.split_once(part).map_or("", |(before, _)| before).into()),
    ),
    function(
        "substring after",
        &[with(&[need("string", Takes::Text), need("match", Takes::Text)], Gives::Text)],
        |args, _| two(args, |text, part| text.split_once(part).map_or("", |(_, after)| after).into()),
    ),
    function(
        "contains",
        &[with(&[need("string", Takes::Text), need("match", Takes::Text)], Gives::Bool)],
        |args, _| two(args, |text, part| text.contains(part).into()),
    ),
    function(
        "starts with",
        &[with(&[need("string", Takes::Text), need("match", Takes::Text)], Gives::Bool)],
        |args, _| two(args, |text, part| text.starts_with(part).into()),
    ),
    function(
        "ends with",
        &[with(&[need("string", Takes::Text), need("match", Takes::Text)], Gives::Bool)],
        |args, _| two(args, |text, part| text.ends_with(part).into()),
    ),
    function(
        "matches",
        &[with(&[need("input", Takes::Text), need("pattern", Takes::Text), may("flags", Takes::Text)], Gives::Bool)],
        matches,
    ),
    function(
        "replace",
        &[with(
            &[
                need("input", Takes::Text),
                need("pattern", Takes::Text),
                need("replacement", Takes::Text),
                may("flags", Takes::Text),
            ],
            Gives::Text,
        )],
        replace,
    ),
    function("split", &[with(&[need("string", Takes::Text), need("delimiter", Takes::Text)], Gives::Texts)], split),
    function(
        "string join",
        &[with(
            &[
                need("list", Takes::Texts),
                may("delimiter", Takes::Text),
                may("prefix", Takes::Text),
                may("suffix", Takes::Text),
            ],
            Gives::Text,
        )],
        string_join,
    ),
];

fn two(args: &[Value], read: impl Fn(&str, &str) -> Value) -> Evaluated {
    Ok(match (text_of(args, 0), text_of(args, 1)) {
        (Some(text), Some(part)) => read(text, part),
        _ => Value::Null,
    })
}

fn substring(args: &[Value], _: &Env<'_>) -> Evaluated {
    let (Some(text), Some(start)) = (text_of(args, 0), whole_of(args, 1)) else { return Ok(Value::Null) };
    let count = text.chars().count() as i64;
    let from = match start {
        1.. => start - 1,
        0 => return Ok(Value::Null),
        _ => count.saturating_add(start),
    };
    let length = match args.get(2) {
        None | Some(Value::Null) => count,
        Some(_) => whole_of(args, 2).unwrap_or(0),
    };
    if length < 1 || !(0..=count).contains(&from) {
        return Ok(if length < 1 { Value::Null } else { Value::from("") });
    }
    let part: String = text.chars().skip(from as usize).take(length as usize).collect();
    Value::text(part)
}

/// A pattern with its flags, `None` where a flag is none.
fn pattern(text: &str, flags: &str, env: &Env<'_>) -> Result<Option<Regex>, EvalError> {
    // To compile a pattern costs more than to read a text of its length.
    env.state.spend(100 + text.len() as u32)?;
    let literal = flags.contains('q');
    let source = if literal { regex::escape(text) } else { text.to_owned() };
    let mut builder = RegexBuilder::new(&source);
    builder.size_limit(PATTERN_BYTES_MAX).dfa_size_limit(PATTERN_BYTES_MAX);
    for flag in flags.chars() {
        match flag {
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'i' => builder.case_insensitive(true),
            'x' if !literal => builder.ignore_whitespace(true),
            'x' | 'q' => &mut builder,
            _ => return Ok(None),
        };
    }
    builder.build().map(Some).map_err(|_| EvalError::Pattern(text.chars().take(80).collect()))
}

/// The pattern at one place with the flags at another; `None` where something is null.
fn pattern_of(args: &[Value], at: usize, flags: usize, env: &Env<'_>) -> Result<Option<Regex>, EvalError> {
    match (text_of(args, at), arg(args, flags)) {
        (Some(text), Value::Null) => pattern(text, "", env),
        (Some(text), Value::Text(flags)) => pattern(text, flags, env),
        _ => Ok(None),
    }
}

fn matches(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Some(text) = text_of(args, 0) else { return Ok(Value::Null) };
    let found = pattern_of(args, 1, 2, env)?;
    or_null(found.map(|pattern| Value::Bool(pattern.is_match(text))))
}

fn replace(args: &[Value], env: &Env<'_>) -> Evaluated {
    let (Some(text), Some(replacement)) = (text_of(args, 0), text_of(args, 2)) else { return Ok(Value::Null) };
    let Some(pattern) = pattern_of(args, 1, 3, env)? else { return Ok(Value::Null) };
    let literal = text_of(args, 3).is_some_and(|flags| flags.contains('q'));
    let mut made = String::new();
    let mut last = 0;
    for found in pattern.captures_iter(text) {
        env.state.spend(1)?;
        let Some(whole) = found.get(0) else { continue };
        made.push_str(text.get(last..whole.start()).unwrap_or_default());
        if literal {
            made.push_str(replacement)
        } else {
            expand(replacement, &found, &mut made)
        }
        last = whole.end();
        if made.len() > TEXT_BYTES_MAX {
            return Err(EvalError::TooLarge);
        }
    }
    made.push_str(text.get(last..).unwrap_or_default());
    Value::text(made)
}

/// `$1` is the first group, `\$` a dollar. Of more digits as many count as name a group.
fn expand(replacement: &str, found: &regex::Captures<'_>, into: &mut String) {
    let mut rest = replacement.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' if matches!(rest.peek(), Some('$' | '\\')) => into.extend(rest.next()),
            '$' if rest.peek().is_some_and(char::is_ascii_digit) => {
                let mut group = 0_usize;
                while let Some(digit) = rest.peek().and_then(|c| c.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer >= found.len() && group > 0 {
                        break;
                    }
                    group = longer;
                    rest.next();
                    if group == 0 {
                        break;
                    }
                }
                into.push_str(found.get(group).map_or("", |group| group.as_str()));
            }
            c => into.push(c),
        }
    }
}

fn split(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Some(text) = text_of(args, 0) else { return Ok(Value::Null) };
    let Some(pattern) = pattern_of(args, 1, 2, env)? else { return Ok(Value::Null) };
    Value::list(pattern.split(text).map(Value::from))
}

fn string_join(args: &[Value], _: &Env<'_>) -> Evaluated {
    let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
    let mut joined = text_of(args, 2).unwrap_or_default().to_owned();
    let mut first = true;
    for item in items {
        let text = match item {
            Value::Text(text) => text,
            Value::Null => continue,
            _ => return Ok(Value::Null),
        };
        if !first {
            joined.push_str(text_of(args, 1).unwrap_or_default());
        }
        first = false;
        joined.push_str(text);
        if joined.len() > TEXT_BYTES_MAX {
            return Err(EvalError::TooLarge);
        }
    }
    joined.push_str(text_of(args, 3).unwrap_or_default());
    Value::text(joined)
}
