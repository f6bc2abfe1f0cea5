//! Expressions of BPMN files as FEEL: FEEL itself, and the simple form of JUEL that most
//! engines write (`${amount > 3 && kind == 'a'}`).
//!
//! A name becomes snake_case and is noted, so that it can be declared. What is not of these
//! forms stays as it is, and FEEL's own check names it.

use super::index::snake;
use std::collections::BTreeMap;

/// Words of FEEL that are no variables.
const WORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "true",
    "false",
    "null",
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "function",
    "between",
    "instance",
    "of",
    "item",
    "date",
    "time",
    "duration",
    "empty",
];

/// An expression as FEEL; the names that it reads are noted.
pub(super) fn feel(text: &str, names: &mut BTreeMap<String, String>) -> String {
    let text = text.trim();
    let inner = ["${", "#{"].iter().find_map(|open| text.strip_prefix(open)?.strip_suffix('}'));
    let text = inner.or_else(|| text.strip_prefix('=')).unwrap_or(text).trim();
    let tokens = tokens(text);
    let mut out = String::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let next = |ahead: usize| tokens.get(at + ahead).map(|token| token.text.as_str());
        match token.kind {
            Kind::Name if next(0) == Some(".") && next(2) == Some("(") && method(next(1)).is_some() => {
                let name = note(&token.text, names);
                let (open, between) = method(next(1)).unwrap_or_default();
                out.push_str(&format!("{open}{name}{between}"));
                at += 3;
            }
            Kind::Name => {
                let function = next(0) == Some("(");
                let path = at >= 2 && tokens.get(at - 2).is_some_and(|before| before.text == ".");
                if function || path || WORDS.contains(&token.text.as_str()) {
                    out.push_str(&token.text);
                } else {
                    out.push_str(&note(&token.text, names));
                }
            }
            Kind::Text => out.push_str(&token.text),
            Kind::Other => out.push_str(match token.text.as_str() {
                "==" => "=",
                "&&" => " and ",
                "||" => " or ",
                other => other,
            }),
        }
    }
    out.trim().to_owned()
}

/// A method of a text, as a function: what stands before and after its object.
fn method(name: Option<&str>) -> Option<(&'static str, &'static str)> {
    Some(match name? {
        "contains" => ("contains(", ", "),
        "startsWith" => ("starts with(", ", "),
        "endsWith" => ("ends with(", ", "),
        "equals" => ("(", " = "),
        _ => return None,
    })
}

fn note(name: &str, names: &mut BTreeMap<String, String>) -> String {
    names.entry(name.to_owned()).or_insert_with(|| snake(name)).clone()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Name,
    Text,
    Other,
}

struct Token {
    kind: Kind,
    text: String,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(&first) = rest.peek() {
        if first.is_alphabetic() || first == '_' {
            let mut name = String::new();
            while let Some(part) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                name.push(part);
            }
            tokens.push(Token { kind: Kind::Name, text: name });
        } else if first == '"' || first == '\'' {
            rest.next();
            let mut quoted = String::from("\"");
            for part in rest.by_ref().take_while(|c| *c != first) {
                if part == '"' {
                    quoted.push('\\');
                }
                quoted.push(part);
            }
            quoted.push('"');
            tokens.push(Token { kind: Kind::Text, text: quoted });
        } else {
            rest.next();
            let double = matches!((first, rest.peek()), ('=', Some('=')) | ('&', Some('&')) | ('|', Some('|')));
            let mut text = String::from(first);
            text.extend(rest.next_if(|_| double));
            tokens.push(Token { kind: Kind::Other, text });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::feel;
    use std::collections::BTreeMap;

    fn check(text: &str, expected: &str) {
        assert_eq!(feel(text, &mut BTreeMap::new()), expected, "{text}");
    }

    #[test]
    fn juel_in_its_simple_form_is_feel() {
        check("${amount > 3 && kind == 'a'}", "amount > 3  and  kind = \"a\"");
        check("test.contains(\"a\")", "contains(test, \"a\")");
        check("${integerVariable}", "integer_variable");
        check("#{name.equals('x')}", "(name = \"x\")");
    }

    #[test]
    fn feel_keeps_its_functions_and_paths() {
        check("= count(orderItems) > 0 and order.totalSum >= 2", "count(order_items) > 0 and order.totalSum >= 2");
    }

    #[test]
    fn names_are_noted() {
        let mut names = BTreeMap::new();
        feel("activationCount >= 1", &mut names);
        assert_eq!(names.get("activationCount").map(String::as_str), Some("activation_count"));
    }
}
