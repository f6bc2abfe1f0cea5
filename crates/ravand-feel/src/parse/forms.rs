//! The forms of FEEL beyond operators: lists, contexts, paths, filters, loops, functions.

use super::{LOWEST, Parsed, Parser, SUM};
use crate::ast::{Argument, Bounds, Expr, Field, Iterator, Kind};
use crate::codes;
use crate::limits::DEPTH_MAX;
use crate::problem::Problem;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
use crate::token::{Token, continues_name as is_name_part, is_word, spaced};
use crate::value::Value;

/// Names that the text itself brings: keys of contexts and parameters, before a colon.
/// Found before the tokens are, because a key with a gap in it is read as one name where
/// it is used.
pub(super) fn own_names(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (index, c) in source.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' | ',' | '(' if !quoted => start = index + 1,
            ':' if !quoted => names.extend(source.get(start..index).map(spaced)),
            _ => {}
        }
    }
    names.retain(|name| is_key(name));
    names
}

/// Whether a text could be meant as a key: no word of the grammar, no sign but those that
/// the standard allows in names.
fn is_key(name: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '/' | '\'' | '+' | '*' | '.');
    name.len() < 200 && name.chars().all(|c| c == ' ' || sign(c) || is_name_part(c)) && !name.split(' ').any(is_word)
}

impl Parser<'_, '_> {
    // Behind an operand.

    pub(super) fn followed(&mut self, mut expr: Expr) -> Parsed<Expr> {
        loop {
            let start = expr.span.start;
            let inside = expr.height;
            expr = match self.sign() {
                Some(".") => {
                    self.at += 1;
                    let field = self.field()?;
                    self.node(Kind::Path(Box::new(expr), field), start, inside)?
                }
                Some("[") if !self.at_range_end => {
                    self.at += 1;
                    let filter = self.inside(|parser| parser.level(LOWEST))?;
                    self.want("]", "list[item > 3]")?;
                    let inside = inside.max(filter.height);
                    self.node(Kind::Filter(Box::new([expr, filter])), start, inside)?
                }
                Some("(") if callable(&expr) => {
                    self.at += 1;
                    let arguments = self.inside(Self::arguments)?;
                    let inside = arguments.iter().map(|argument| argument.value.height).fold(inside, u16::max);
                    self.node(Kind::Call(Box::new(expr), arguments), start, inside)?
                }
                _ => return Ok(expr),
            };
        }
    }

    /// A name behind a point: any word will do.
    fn field(&mut self) -> Parsed<Field> {
        let span = self.here();
        let name = match self.tokens.get(self.at) {
            Some((Token::Name(name), _)) => (*name).into(),
            Some((Token::Spaced(name), _)) => name.clone(),
            Some((Token::Sign(word), _)) if word.starts_with(|c: char| c.is_ascii_alphabetic()) => (*word).into(),
            _ => return Err(self.missing("name", "loan.amount")),
        };
        self.at += 1;
        Ok(Field { name, span })
    }

    fn arguments(&mut self) -> Parsed<Vec<Argument>> {
        const EXAMPLE: &str = "max(a, b)";
        let mut arguments = Vec::new();
        if self.take(")") {
            return Ok(arguments);
        }
        loop {
            let name = self.key();
            arguments.push(Argument { name, value: self.level(LOWEST)? });
            if !self.take(",") {
                break;
            }
        }
        self.want(")", EXAMPLE)?;
        Ok(arguments)
    }

    /// What stands before a colon, if there is one before anything else.
    fn key(&mut self) -> Option<Field> {
        let mut end = self.at;
        let field = loop {
            match &self.tokens.get(end)?.0 {
                Token::Sign(":") if end > self.at => break self.text_between(self.at, end)?,
                Token::Text(text) if end == self.at => {
                    if !matches!(self.tokens.get(end + 1), Some((Token::Sign(":"), _))) {
                        return None;
                    }
                    let span = self.here();
                    end += 1;
                    break Field { name: text.clone(), span };
                }
                Token::Sign("(" | ")" | "[" | "]" | "{" | "}" | "," | "@" | "?" | ":") | Token::Text(_) => return None,
                _ => end += 1,
            }
        };
        self.at = end + 1;
        Some(field)
    }

    /// The text of these tokens as a name.
    fn text_between(&self, from: usize, to: usize) -> Option<Field> {
        let start = self.tokens.get(from)?.1.start;
        let end = self.tokens.get(to.checked_sub(1)?)?.1.end;
        let text = self.source.get(start as usize..end as usize)?;
        Some(Field { name: spaced(text).into(), span: start..end })
    }

    // Literals.

    /// After `[`: `[1, 2]`, `[]` or `[1..2]`.
    pub(super) fn list(&mut self, start: u32) -> Parsed<Expr> {
        let mut items = Vec::new();
        if !self.take("]") {
            let first = self.level(LOWEST)?;
            if self.sign() == Some("..") {
                let bounds = self.bounds(first, false)?;
                return self.range_node(bounds, start);
            }
            items.push(first);
            while self.take(",") {
                items.push(self.level(LOWEST)?);
            }
            self.want("]", "[1, 2, 3]")?;
        }
        let inside = items.iter().map(|item| item.height).max().unwrap_or(0);
        self.node(Kind::List(items), start, inside)
    }

    /// After `]`, which opens a range without its lower end.
    pub(super) fn open_range(&mut self, start: u32) -> Parsed<Expr> {
        let low = self.level(SUM)?;
        let bounds = self.bounds(low, true)?;
        self.range_node(bounds, start)
    }

    pub(super) fn range_node(&mut self, bounds: Bounds<Expr>, start: u32) -> Parsed<Expr> {
        let inside = bounds.low.height.max(bounds.high.height);
        self.node(Kind::Range(Box::new(bounds)), start, inside)
    }

    /// After `{`.
    pub(super) fn context(&mut self, start: u32) -> Parsed<Expr> {
        const EXAMPLE: &str = "{a: 1, b: a + 1}";
        let mut entries: Vec<(Field, Expr)> = Vec::new();
        if !self.take("}") {
            loop {
                let Some(field) = self.key() else {
                    return Err(self.missing("name: value", EXAMPLE));
                };
                if entries.iter().any(|(known, _)| known.name == field.name) {
                    let problem = Problem::new(&codes::REPEATED_FIELD, field.span).with("name", field.name);
                    return Err(self.stop(problem));
                }
                entries.push((field, self.level(LOWEST)?));
                if !self.take(",") {
                    break;
                }
            }
            self.want("}", EXAMPLE)?;
        }
        let inside = entries.iter().map(|(_, value)| value.height).max().unwrap_or(0);
        self.node(Kind::Context(entries), start, inside)
    }

    /// After `@`: a date, a time or a duration in quotes.
    pub(super) fn at_literal(&mut self, start: u32) -> Parsed<Expr> {
        let Some((Token::Text(text), _)) = self.tokens.get(self.at).cloned() else {
            return Err(self.missing("\"2024-03-20\"", "@\"2024-03-20\""));
        };
        self.at += 1;
        match at_value(&text) {
            Some(value) => self.node(Kind::At(value), start, 0),
            None => {
                let span = self.since(start);
                Err(self.stop(Problem::new(&codes::BAD_TIME, span).with("found", text)))
            }
        }
    }

    // Forms with a word of their own.

    pub(super) fn name_follows(&self) -> bool {
        matches!(self.tokens.get(self.at), Some((Token::Name(_) | Token::Spaced(_), _)))
    }

    pub(super) fn iteration(&mut self, start: u32) -> Parsed<Expr> {
        const EXAMPLE: &str = "for x in list return x + 1";
        let iterators = self.iterators(EXAMPLE)?;
        self.want("return", EXAMPLE)?;
        let body = self.level(LOWEST)?;
        let inside = around(&iterators).max(body.height);
        self.node(Kind::For(iterators, Box::new(body)), start, inside)
    }

    pub(super) fn quantified(&mut self, start: u32, some: bool) -> Parsed<Expr> {
        const EXAMPLE: &str = "some x in list satisfies x > 3";
        let iterators = self.iterators(EXAMPLE)?;
        self.want("satisfies", EXAMPLE)?;
        let body = self.level(LOWEST)?;
        let inside = around(&iterators).max(body.height);
        self.node(Kind::Quantified(some, iterators, Box::new(body)), start, inside)
    }

    fn iterators(&mut self, example: &str) -> Parsed<Vec<Iterator>> {
        let mut iterators: Vec<Iterator> = Vec::new();
        loop {
            let name = self.field()?;
            self.want("in", example)?;
            let domain = self.level(LOWEST)?;
            let to = if self.take("..") { Some(self.level(SUM)?) } else { None };
            iterators.push(Iterator { name, domain, to });
            // Every iterator is a level of the loop that it stands for.
            if iterators.len() > usize::from(DEPTH_MAX) {
                let span = self.here();
                return Err(self.too_deep(span));
            }
            // A comma may be missing: `some x in xs y in ys satisfies …`.
            if !self.take(",") && !self.name_follows() {
                return Ok(iterators);
            }
        }
    }

    /// After `function`, at its parenthesis.
    pub(super) fn function(&mut self, start: u32) -> Parsed<Expr> {
        const EXAMPLE: &str = "function(a: number, b) a + b";
        self.at += 1;
        let mut params = Vec::new();
        if !self.take(")") {
            loop {
                match self.key() {
                    Some(field) => {
                        let ty = self.ty(EXAMPLE)?;
                        params.push((field, ty));
                    }
                    None => params.push((self.field()?, None)),
                }
                if !self.take(",") {
                    break;
                }
            }
            self.want(")", EXAMPLE)?;
        }
        if self.sign() == Some("external") {
            let span = self.here();
            return Err(self.stop(Problem::new(&codes::EXTERNAL, span)));
        }
        let body = self.inside(|parser| parser.level(LOWEST))?;
        let inside = body.height;
        self.node(Kind::Function(params, Box::new(body)), start, inside)
    }

    pub(super) fn instance_of(&mut self, value: Expr) -> Parsed<Expr> {
        const EXAMPLE: &str = "x instance of number";
        self.want("of", EXAMPLE)?;
        let ty = self.ty(EXAMPLE)?;
        let (start, inside) = (value.span.start, value.height);
        let expr = self.node(Kind::InstanceOf(Box::new(value), ty), start, inside)?;
        self.no_chain(expr)
    }
}

/// Whether a parenthesis behind it means a call. Behind a number it is a mistake.
fn callable(expr: &Expr) -> bool {
    matches!(expr.kind, Kind::Name(_) | Kind::Path(..) | Kind::Call(..) | Kind::Filter(_) | Kind::Function(..))
}

fn around(iterators: &[Iterator]) -> u16 {
    let heights = iterators.iter().map(|i| i.domain.height.max(i.to.as_ref().map_or(0, |to| to.height)));
    // Each iterator nests what follows it.
    heights.max().unwrap_or(0).max(iterators.len() as u16)
}

/// What a text behind `@` stands for.
pub(crate) fn at_value(text: &str) -> Option<Value> {
    let date = || text.parse::<Date>().ok().map(Value::from);
    let moment = || text.parse::<DateTime>().ok().map(Value::from);
    let time = || text.parse::<Time>().ok().map(Value::from);
    let days = || text.parse::<DaysDuration>().ok().map(Value::from);
    let months = || text.parse::<MonthsDuration>().ok().map(Value::from);
    date().or_else(moment).or_else(time).or_else(days).or_else(months)
}
