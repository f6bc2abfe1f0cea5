//! Types as written: behind `instance of` and at parameters in the words of the standard,
//! and in declarations in those of `data`. Both are read in both places.

use std::str::FromStr;

use super::{Parsed, Parser};
use crate::codes;
use crate::problem::Problem;
use crate::schema::Schema;
use crate::token::{Token, spaced};
use crate::types::{ContextType, Type};
use crate::value::NotAValue;

/// Reads a type as a declaration writes it.
fn ty(source: &str, problems: &mut Vec<Problem>) -> Option<Type> {
    let mut parser = Parser::new(source, &Schema::new(), problems)?;
    let read = parser.ty("list of number").and_then(|ty| parser.end().map(|()| ty));
    read.ok().flatten()
}

impl Parser<'_, '_> {
    /// `None` for `Null`, the type of null alone.
    pub(super) fn ty(&mut self, example: &str) -> Parsed<Option<Type>> {
        self.enter()?;
        let start = self.here().start;
        let word = self.type_word(example)?;
        let ty = match word.as_str() {
            "number" => Type::Number,
            "text" | "string" => Type::Text,
            "yes_no" | "boolean" => Type::Bool,
            "date" => Type::Date,
            "time" => Type::Time,
            "date_time" | "date and time" | "dateTime" => Type::DateTime,
            "duration" | "days and time duration" | "dayTimeDuration" => Type::Days,
            "months_duration" | "years and months duration" | "yearMonthDuration" => Type::Months,
            "any" | "Any" => Type::Any,
            "Null" => {
                self.depth -= 1;
                return Ok(None);
            }
            "one_of" => self.names()?,
            "list" => Type::list(self.parameter(example)?),
            "range" => Type::range(self.parameter(example)?),
            "context" => self.fields()?,
            "function" => self.signature(example)?,
            _ => {
                let span = self.since(start);
                return Err(self.stop(Problem::new(&codes::UNKNOWN_TYPE, span).with("found", word)));
            }
        };
        self.depth -= 1;
        Ok(Some(ty))
    }

    /// One word, or the several that name a kind of time.
    fn type_word(&mut self, example: &str) -> Parsed<String> {
        let from = self.at;
        let longest = match self.word_at(from) {
            Some("years" | "days") => 4,
            Some("date") if self.word_at(from + 1) == Some("and") => 3,
            Some(_) => 1,
            None => return Err(self.missing("type", example)),
        };
        self.at += longest.min(self.tokens.len() - from);
        let span = self.since(self.tokens.get(from).map_or(0, |(_, span)| span.start));
        Ok(spaced(self.source.get(span.start as usize..span.end as usize).unwrap_or_default()))
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((Token::Name(name), _)) => Some(name),
            Some((Token::Spaced(name), _)) => Some(name),
            Some((Token::Sign(word), _)) if word.starts_with(|c: char| c.is_ascii_alphabetic()) => Some(word),
            _ => None,
        }
    }

    /// `<number>` or `of number`; nothing means anything.
    fn parameter(&mut self, example: &str) -> Parsed<Type> {
        if self.take("<") {
            let ty = self.ty(example)?;
            self.want(">", "list<number>")?;
            return Ok(ty.unwrap_or(Type::Any));
        }
        if self.take("of") {
            return Ok(self.ty(example)?.unwrap_or(Type::Any));
        }
        Ok(Type::Any)
    }

    /// `[main, side]`
    fn names(&mut self) -> Parsed<Type> {
        const EXAMPLE: &str = "one_of [main, side]";
        self.want("[", EXAMPLE)?;
        let mut names = Vec::new();
        loop {
            let Some(name) = self.word_at(self.at).map(str::to_owned) else {
                return Err(self.missing("name", EXAMPLE));
            };
            self.at += 1;
            names.push(name);
            if !self.take(",") {
                break;
            }
        }
        self.want("]", EXAMPLE)?;
        Ok(Type::one_of(names))
    }

    /// `{a: number}` or `<a: number>`
    fn fields(&mut self) -> Parsed<Type> {
        const EXAMPLE: &str = "context {a: number, b: text}";
        let close = match self.sign() {
            Some("{") => "}",
            Some("<") => ">",
            _ => return Ok(Type::Context(ContextType::default().into())),
        };
        self.at += 1;
        let mut fields: Vec<(std::sync::Arc<str>, Type)> = Vec::new();
        while !self.take(close) {
            let name = match self.tokens.get(self.at) {
                Some((Token::Text(text), _)) => text.clone(),
                _ => match self.word_at(self.at) {
                    Some(name) => name.into(),
                    None => return Err(self.missing("name", EXAMPLE)),
                },
            };
            self.at += 1;
            self.want(":", EXAMPLE)?;
            let ty = self.ty(EXAMPLE)?.unwrap_or(Type::Any);
            fields.push((name, ty));
            if !self.take(",") {
                self.want(close, EXAMPLE)?;
                break;
            }
        }
        Ok(Type::context(fields))
    }

    /// `<number, number> -> number`, of which only the number of parameters is kept.
    fn signature(&mut self, example: &str) -> Parsed<Type> {
        if !self.take("<") {
            return Ok(Type::Function(None));
        }
        let mut count = 0;
        while !self.take(">") {
            self.ty(example)?;
            count += 1;
            if !self.take(",") {
                self.want(">", "function<number> -> number")?;
                break;
            }
        }
        if self.take("-") {
            self.want(">", "function<number> -> number")?;
            self.ty(example)?;
        }
        Ok(Type::Function(Some(count)))
    }
}

/// Reads what [`Display`](std::fmt::Display) writes, and the standard's own words.
impl FromStr for Type {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let mut problems = Vec::new();
        ty(text, &mut problems).filter(|_| problems.is_empty()).ok_or_else(|| NotAValue::new(text, "type"))
    }
}
