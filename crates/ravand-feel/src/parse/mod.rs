//! Tokens to a tree, by precedence climbing.
//!
//! Strength of operators, weakest first: `or`; `and`; comparison, `between`, `in` and
//! `instance of` (which do not chain); `+ -`; `* /`; `**`; unary minus; `.`, `[…]` and
//! `(…)`. A power of a negation and a power of a power are refused without parentheses,
//! because readers disagree on them. What begins with a word of its own (`if`, `for`,
//! `some`, a function) goes on as far as it can.
//!
//! The letters of an expression are all checked, its grammar up to the first mistake:
//! after that, what follows would be guesswork. Types are not looked at here.

use std::ops::Range;

mod forms;
mod types;

pub(crate) use forms::at_value;

use crate::ast::{Bounds, Comparison, Expr, Kind, Operator, Test, Tests};
use crate::codes;
use crate::limits::{DEPTH_MAX, EXPRESSION_BYTES_MAX};
use crate::problem::Problem;
use crate::schema::Schema;
use crate::token::{Names, Token, tokens};

/// A problem was reported; the rest is not read.
struct Stop;
type Parsed<T> = Result<T, Stop>;

/// Reads a whole expression. `None` if it has no tree; either way `problems` says why.
pub(crate) fn expression(source: &str, schema: &Schema, problems: &mut Vec<Problem>) -> Option<Expr> {
    let mut parser = Parser::new(source, schema, problems)?;
    let whole = parser.level(LOWEST).and_then(|expr| parser.end().map(|()| expr));
    whole.ok()
}

/// Reads a cell of a decision table.
pub(crate) fn cell(source: &str, schema: &Schema, problems: &mut Vec<Problem>) -> Option<Tests> {
    let mut parser = Parser::new(source, schema, problems)?;
    parser.input_allowed = true;
    let whole = parser.cell().and_then(|tests| parser.end().map(|()| tests));
    whole.ok()
}

const LOWEST: u8 = 1;
const AND: u8 = 2;
const COMPARISON: u8 = 3;
const SUM: u8 = 4;
const PRODUCT: u8 = 5;
const POWER: u8 = 6;

fn strength(sign: &str) -> Option<u8> {
    Some(match sign {
        "or" => LOWEST,
        "and" => AND,
        "=" | "!=" | "<" | "<=" | ">" | ">=" | "between" | "in" | "instance" => COMPARISON,
        "+" | "-" => SUM,
        "*" | "/" => PRODUCT,
        "**" => POWER,
        _ => return None,
    })
}

struct Parser<'s, 'p> {
    source: &'s str,
    tokens: Vec<(Token<'s>, Range<u32>)>,
    at: usize,
    depth: u16,
    /// Inside a test, where `?` has a meaning.
    input_allowed: bool,
    /// Whether the test that is being read has used `?`.
    input_used: bool,
    /// At the end of a range, where a bracket closes it and filters nothing.
    at_range_end: bool,
    problems: &'p mut Vec<Problem>,
}

impl<'s, 'p> Parser<'s, 'p> {
    fn new(source: &'s str, schema: &Schema, problems: &'p mut Vec<Problem>) -> Option<Self> {
        if source.len() > EXPRESSION_BYTES_MAX {
            let problem = Problem::new(&codes::TOO_LONG, 0..EXPRESSION_BYTES_MAX as u32);
            problems.push(problem.with("found", source.len()).with("max", EXPRESSION_BYTES_MAX));
            return None;
        }
        let own = forms::own_names(source);
        let names = Names::new(schema.spaced_names().chain(own.iter().map(String::as_str)));
        let tokens = tokens(source, &names, problems);
        if tokens.is_empty() {
            if problems.is_empty() {
                problems.push(Problem::new(&codes::EMPTY, 0..source.len() as u32));
            }
            return None;
        }
        Some(Parser {
            source,
            tokens,
            at: 0,
            depth: 0,
            input_allowed: false,
            input_used: false,
            at_range_end: false,
            problems,
        })
    }

    // Cells and tests.

    fn cell(&mut self) -> Parsed<Tests> {
        if self.tokens.len() == 1 && self.take("-") {
            return Ok(Tests::Any);
        }
        if self.sign() != Some("not") || self.sign_at(1) != Some("(") {
            return self.any_of();
        }
        // `not(main, side)` negates tests, `not(? > 3) or …` is a condition; the end tells.
        let known = self.problems.len();
        if let Ok(tests) = self.none_of() {
            return Ok(Tests::NoneOf(tests));
        }
        let negation_read = self.at;
        let negation_problems = self.problems.split_off(known);
        (self.at, self.depth) = (0, 0);
        let tests = self.any_of();
        if tests.is_err() && negation_read >= self.at {
            self.problems.truncate(known);
            self.problems.extend(negation_problems);
        }
        tests
    }

    fn any_of(&mut self) -> Parsed<Tests> {
        let mut tests = Vec::new();
        self.test_list(&mut tests)?;
        Ok(Tests::AnyOf(tests))
    }

    fn none_of(&mut self) -> Parsed<Vec<Test>> {
        self.at += 2;
        let mut tests = Vec::new();
        self.test_list(&mut tests)?;
        self.want(")", "not(main, side)")?;
        self.end()?;
        Ok(tests)
    }

    fn test_list(&mut self, tests: &mut Vec<Test>) -> Parsed<()> {
        self.test(tests, LOWEST)?;
        while self.take(",") {
            self.test(tests, LOWEST)?;
        }
        Ok(())
    }

    /// What follows `in`: a list in parentheses, or one test.
    fn tests_after_in(&mut self) -> Parsed<Vec<Test>> {
        let outer = (self.input_allowed, self.input_used);
        self.input_allowed = true;
        let mut tests = Vec::new();
        if self.take("(") {
            self.enter()?;
            self.test_list(&mut tests)?;
            match tests.as_slice() {
                [Test::Value(_)] if self.sign() == Some("..") => self.close_range(&mut tests)?,
                _ => self.want(")", "x in (1, 2, 3)")?,
            }
            self.depth -= 1;
        } else {
            self.test(&mut tests, SUM)?;
        }
        (self.input_allowed, self.input_used) = outer;
        Ok(tests)
    }

    /// What was read as the only test of a list is the low end of a range.
    fn close_range(&mut self, tests: &mut Vec<Test>) -> Parsed<()> {
        if let Some(Test::Value(low)) = tests.pop() {
            tests.push(self.range(low, true)?);
        }
        Ok(())
    }

    fn test(&mut self, tests: &mut Vec<Test>, level: u8) -> Parsed<()> {
        self.enter()?;
        self.input_used = false;
        if let Some(comparison) = self.sign().and_then(Comparison::of_sign) {
            self.at += 1;
            tests.push(Test::Compare(comparison, self.level(SUM)?));
            // After `in` an `and` joins whole conditions; in a list it joins nothing.
            if level == LOWEST
                && let Some(found @ ("and" | "or")) = self.sign()
            {
                return Err(self.stop(Problem::new(&codes::JOINED_TESTS, self.here()).with("found", found)));
            }
        } else if self.take("[") {
            self.list_or_range(tests)?;
        } else if self.take("]") {
            let low = self.level(SUM)?;
            tests.push(self.range(low, true)?);
        } else if self.sign() == Some("(") {
            let test = self.term_or_range(level)?;
            tests.push(test);
        } else {
            let test = self.value_or_condition(level)?;
            tests.push(test);
        }
        self.depth -= 1;
        Ok(())
    }

    /// At a parenthesis: `(1..3]`, or an expression that begins so, `(a + 1) * 2`.
    fn term_or_range(&mut self, level: u8) -> Parsed<Test> {
        let start = self.here().start;
        self.at += 1;
        let mut inner = self.inside(|parser| parser.level(LOWEST))?;
        if self.sign() == Some("..") {
            return self.range(inner, true);
        }
        self.want(")", "(a + b) * c")?;
        inner.span = self.since(start);
        let inner = self.followed(inner)?;
        let expr = self.continued(inner, level)?;
        Ok(if self.input_used { Test::Condition(expr) } else { Test::Value(expr) })
    }

    fn value_or_condition(&mut self, level: u8) -> Parsed<Test> {
        self.input_used = false;
        let expr = self.level(level)?;
        Ok(if self.input_used { Test::Condition(expr) } else { Test::Value(expr) })
    }

    /// After `[`: `[1..3]` or `[1, 2, 3]`.
    fn list_or_range(&mut self, tests: &mut Vec<Test>) -> Parsed<()> {
        if self.take("]") {
            // In an empty list is nothing.
            return Ok(());
        }
        match self.value_or_condition(LOWEST)? {
            Test::Value(low) if self.sign() == Some("..") => tests.push(self.range(low, false)?),
            first => {
                tests.push(first);
                while self.take(",") {
                    let test = self.value_or_condition(LOWEST)?;
                    tests.push(test);
                }
                self.want("]", "[1, 2, 3]")?;
            }
        }
        Ok(())
    }

    /// From the two points of a range to its end.
    fn range(&mut self, low: Expr, low_open: bool) -> Parsed<Test> {
        Ok(Test::Range(self.bounds(low, low_open)?))
    }

    fn bounds(&mut self, low: Expr, low_open: bool) -> Parsed<Bounds<Expr>> {
        self.want("..", "[1..3]")?;
        let outer = std::mem::replace(&mut self.at_range_end, true);
        let high = self.level(SUM);
        self.at_range_end = outer;
        let high = high?;
        let high_open = match self.sign() {
            Some(")" | "[") => true,
            Some("]") => false,
            _ => return Err(self.missing("]", "[1..3]")),
        };
        self.at += 1;
        Ok(Bounds { low, low_open, high, high_open })
    }

    // Expressions.

    /// An expression whose operators are all at least as strong as `weakest`.
    fn level(&mut self, weakest: u8) -> Parsed<Expr> {
        self.enter()?;
        let left = self.operand()?;
        let whole = self.continued(left, weakest)?;
        self.depth -= 1;
        Ok(whole)
    }

    /// All that follows a first operand.
    fn continued(&mut self, mut left: Expr, weakest: u8) -> Parsed<Expr> {
        while let Some(sign) = self.sign()
            && let Some(strength) = strength(sign)
            && strength >= weakest
        {
            self.at += 1;
            left = self.operation(left, sign, strength)?;
        }
        Ok(left)
    }

    fn operation(&mut self, left: Expr, sign: &'static str, strength: u8) -> Parsed<Expr> {
        match sign {
            "or" | "and" => self.junction(left, sign, strength),
            "between" => self.between(left),
            "instance" => self.instance_of(left),
            "in" => {
                let tests = self.tests_after_in()?;
                let start = left.span.start;
                let inside = tests.iter().map(height).max().unwrap_or(0).max(left.height);
                let expr = self.node(Kind::In(Box::new(left), tests), start, inside)?;
                self.no_chain(expr)
            }
            _ => {
                let right = self.level(strength + 1)?;
                let (start, inside) = (left.span.start, left.height.max(right.height));
                let both = Box::new([left, right]);
                match Comparison::of_sign(sign) {
                    Some(comparison) => {
                        let expr = self.node(Kind::Compare(comparison, both), start, inside)?;
                        self.no_chain(expr)
                    }
                    None => self.arithmetic(sign, both, start, inside),
                }
            }
        }
    }

    /// All that one kind of junction joins, so that a long list of conditions is flat.
    fn junction(&mut self, left: Expr, sign: &'static str, strength: u8) -> Parsed<Expr> {
        let (start, mut inside) = (left.span.start, left.height);
        let mut items = vec![left];
        loop {
            let item = self.level(strength + 1)?;
            inside = inside.max(item.height);
            items.push(item);
            if !self.take(sign) {
                break;
            }
        }
        let kind = if sign == "and" { Kind::And(items) } else { Kind::Or(items) };
        self.node(kind, start, inside)
    }

    fn between(&mut self, value: Expr) -> Parsed<Expr> {
        let low = self.level(SUM)?;
        self.want("and", "x between 1 and 3")?;
        let high = self.level(SUM)?;
        let (start, inside) = (value.span.start, value.height.max(low.height).max(high.height));
        let expr = self.node(Kind::Between(Box::new([value, low, high])), start, inside)?;
        self.no_chain(expr)
    }

    fn arithmetic(&mut self, sign: &str, both: Box<[Expr; 2]>, start: u32, inside: u16) -> Parsed<Expr> {
        let operator = match sign {
            "+" => Operator::Add,
            "-" => Operator::Subtract,
            "*" => Operator::Multiply,
            "/" => Operator::Divide,
            _ => Operator::Power,
        };
        if operator == Operator::Power && self.sign() == Some("**") {
            return Err(self.stop(Problem::new(&codes::AMBIGUOUS_POWER, self.here())));
        }
        self.node(Kind::Arithmetic(operator, both), start, inside)
    }

    fn no_chain(&mut self, expr: Expr) -> Parsed<Expr> {
        match self.sign().and_then(strength) {
            Some(COMPARISON) => Err(self.stop(Problem::new(&codes::CHAINED, self.here()))),
            _ => Ok(expr),
        }
    }

    /// An operand with what follows it closely: `.name`, `[filter]`, `(arguments)`.
    fn operand(&mut self) -> Parsed<Expr> {
        let first = self.primary()?;
        self.followed(first)
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let Some((token, span)) = self.tokens.get(self.at).cloned() else {
            return Err(self.stop(Problem::new(&codes::OPERAND_MISSING, self.here())));
        };
        let start = span.start;
        self.at += 1;
        let kind = match token {
            Token::Number(number) => Kind::Number(number),
            Token::Text(text) => Kind::Text(text),
            Token::Name(name) => Kind::Name(name.to_owned()),
            Token::Spaced(name) => Kind::Name(name.to_string()),
            Token::Sign("true") => Kind::Bool(true),
            Token::Sign("false") => Kind::Bool(false),
            Token::Sign("null") => Kind::Null,
            Token::Sign("?") if self.input_allowed => {
                self.input_used = true;
                Kind::Input
            }
            Token::Sign("?") => return Err(self.stop(Problem::new(&codes::INPUT_OUTSIDE, span))),
            Token::Sign("(") => return self.parenthesis(start),
            Token::Sign("[") => return self.inside(|parser| parser.list(start)),
            Token::Sign("]") => return self.inside(|parser| parser.open_range(start)),
            Token::Sign("{") => return self.inside(|parser| parser.context(start)),
            Token::Sign("@") => return self.at_literal(start),
            Token::Sign("-") => return self.negation(start),
            Token::Sign("not") => return self.not(start),
            Token::Sign("if") => return self.choice(start),
            Token::Sign("for") if self.name_follows() => return self.iteration(start),
            Token::Sign("some") if self.name_follows() => return self.quantified(start, true),
            Token::Sign("every") if self.name_follows() => return self.quantified(start, false),
            Token::Sign("function") if self.sign() == Some("(") => return self.function(start),
            Token::Sign(
                word
                @ ("for" | "some" | "every" | "function" | "external" | "instance" | "of" | "return" | "satisfies"),
            ) => {
                return Err(self.stop(Problem::new(&codes::RESERVED, span).with("name", word)));
            }
            Token::Sign(_) => {
                self.at -= 1;
                return Err(self.stop(Problem::new(&codes::OPERAND_MISSING, span)));
            }
        };
        self.node(kind, start, 0)
    }

    /// `(a + b)` or `(1..3]`.
    fn parenthesis(&mut self, start: u32) -> Parsed<Expr> {
        self.inside(|parser| {
            let mut inner = parser.level(LOWEST)?;
            if parser.sign() == Some("..") {
                let bounds = parser.bounds(inner, true)?;
                return parser.range_node(bounds, start);
            }
            parser.want(")", "(a + b) * c")?;
            inner.span = parser.since(start);
            Ok(inner)
        })
    }

    /// Reads between brackets, where an outer range does not end.
    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = std::mem::replace(&mut self.at_range_end, false);
        let result = read(self);
        self.at_range_end = outer;
        result
    }

    fn negation(&mut self, start: u32) -> Parsed<Expr> {
        self.enter()?;
        let inner = self.operand()?;
        self.depth -= 1;
        if self.sign() == Some("**") {
            return Err(self.stop(Problem::new(&codes::AMBIGUOUS_POWER, self.since(start))));
        }
        let inside = inner.height;
        self.node(Kind::Negate(Box::new(inner)), start, inside)
    }

    fn not(&mut self, start: u32) -> Parsed<Expr> {
        if !self.take("(") {
            let span = self.since(start);
            return Err(self.stop(Problem::new(&codes::NOT_WITHOUT_PARENTHESES, span)));
        }
        let inner = self.inside(|parser| parser.level(LOWEST))?;
        self.want(")", "not(a)")?;
        let inside = inner.height;
        self.node(Kind::Not(Box::new(inner)), start, inside)
    }

    fn choice(&mut self, start: u32) -> Parsed<Expr> {
        const EXAMPLE: &str = "if a > 1 then b else c";
        let condition = self.level(LOWEST)?;
        self.want("then", EXAMPLE)?;
        let then = self.level(LOWEST)?;
        self.want("else", EXAMPLE)?;
        let other = self.level(LOWEST)?;
        let inside = condition.height.max(then.height).max(other.height);
        self.node(Kind::If(Box::new([condition, then, other])), start, inside)
    }

    // Small change.

    fn node(&mut self, kind: Kind, start: u32, inside: u16) -> Parsed<Expr> {
        let span = self.since(start);
        if inside >= DEPTH_MAX {
            return Err(self.too_deep(span));
        }
        Ok(Expr { kind, span, height: inside + 1 })
    }

    /// One level deeper; who calls this takes the level back after.
    fn enter(&mut self) -> Parsed<()> {
        // Parentheses, tests and levels count separately here, the tree's height later.
        if self.depth >= DEPTH_MAX * 2 {
            return Err(self.too_deep(self.here()));
        }
        self.depth += 1;
        Ok(())
    }

    fn too_deep(&mut self, span: Range<u32>) -> Stop {
        self.stop(Problem::new(&codes::TOO_DEEP, span).with("max", DEPTH_MAX))
    }

    fn stop(&mut self, problem: Problem) -> Stop {
        self.problems.push(problem);
        Stop
    }

    fn end(&mut self) -> Parsed<()> {
        let Some((_, span)) = self.tokens.get(self.at).cloned() else {
            return Ok(());
        };
        let found = self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
        Err(self.stop(Problem::new(&codes::TRAILING, span).with("found", found)))
    }

    fn want(&mut self, sign: &'static str, example: &str) -> Parsed<()> {
        if self.take(sign) { Ok(()) } else { Err(self.missing(sign, example)) }
    }

    fn missing(&mut self, expected: &str, example: &str) -> Stop {
        let problem = Problem::new(&codes::TOKEN_MISSING, self.here());
        self.stop(problem.with("expected", expected).with("example", example))
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn sign(&self) -> Option<&'static str> {
        self.sign_at(self.at)
    }

    fn sign_at(&self, at: usize) -> Option<&'static str> {
        match self.tokens.get(at) {
            Some((Token::Sign(sign), _)) => Some(sign),
            _ => None,
        }
    }

    /// The next token, or the empty place behind the last one.
    fn here(&self) -> Range<u32> {
        let end = self.tokens.last().map_or(0, |(_, span)| span.end);
        self.tokens.get(self.at).map_or(end..end, |(_, span)| span.clone())
    }

    /// From `start` to the end of the token read last.
    fn since(&self, start: u32) -> Range<u32> {
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |(_, span)| span.end)
    }
}

fn height(test: &Test) -> u16 {
    match test {
        Test::Compare(_, expr) | Test::Value(expr) | Test::Condition(expr) => expr.height,
        Test::Range(bounds) => bounds.low.height.max(bounds.high.height),
    }
}
