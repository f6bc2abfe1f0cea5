//! Units of numbers: an area is not compared with a height.
//!
//! A unit belongs to data, by what the schema says or by the last part of the name. A
//! constant has none and fits all; a product or quotient has none either, since nothing
//! here knows what metres times metres are. Deliberately absent: conversion.

use std::ops::Range;

use crate::ast::{Expr, Kind, Operator, Test};
use crate::codes;
use crate::problem::Problem;
use crate::schema::Schema;

/// Last parts of names that are units.
const KNOWN: [&str; 22] = [
    "m", "m2", "m3", "mm", "cm", "km", "km2", "ha", "kg", "g", "ton", "rial", "toman", "day", "days", "h", "hours",
    "min", "s", "month", "months", "percent",
];

/// Several words for one unit.
const SAME: [(&str, &str); 3] = [("days", "day"), ("hours", "h"), ("months", "month")];

/// The unit that a name ends in.
pub(crate) fn of_name(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once('_')?;
    KNOWN.iter().copied().find(|unit| *unit == last).map(plain)
}

fn plain(unit: &str) -> &str {
    SAME.iter().find(|(word, _)| *word == unit).map_or(unit, |(_, unit)| unit)
}

/// Looks for numbers of different units that meet. Knows no types: what is no number has
/// no unit.
pub(crate) struct Units<'a> {
    schema: &'a Schema,
    /// The unit of `?`.
    input: Option<String>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Units<'a> {
    pub(crate) fn new(schema: &'a Schema, input: Option<&str>, problems: &'a mut Vec<Problem>) -> Self {
        Units { schema, input: input.map(str::to_owned), problems }
    }

    /// The unit of an expression, its parts checked on the way.
    pub(crate) fn of(&mut self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            Kind::Name(name) => self.schema.slot(name).and_then(|slot| self.schema.unit(slot)).map(str::to_owned),
            Kind::Input => self.input.clone(),
            Kind::Negate(inner) => self.of(inner),
            Kind::Arithmetic(Operator::Add | Operator::Subtract, pair) | Kind::Compare(_, pair) => {
                let unit = self.meet(&pair[0], &pair[1], &expr.span);
                unit.filter(|_| matches!(expr.kind, Kind::Arithmetic(..)))
            }
            Kind::Between(parts) => {
                self.meet(&parts[0], &parts[1], &expr.span);
                self.meet(&parts[0], &parts[2], &expr.span);
                None
            }
            Kind::In(subject, tests) => {
                let unit = self.of(subject);
                let outer = std::mem::replace(&mut self.input, unit);
                self.tests(tests);
                self.input = outer;
                None
            }
            Kind::If(parts) => {
                self.of(&parts[0]);
                self.meet(&parts[1], &parts[2], &expr.span)
            }
            _ => {
                expr.children().for_each(|child| drop(self.of(child)));
                None
            }
        }
    }

    /// Tests of the input.
    pub(crate) fn tests(&mut self, tests: &[Test]) {
        for test in tests {
            match test {
                Test::Compare(_, expr) | Test::Value(expr) => self.against_input(expr),
                Test::Range(bounds) => {
                    self.against_input(&bounds.low);
                    self.against_input(&bounds.high);
                }
                Test::Condition(expr) => drop(self.of(expr)),
            }
        }
    }

    fn against_input(&mut self, expr: &Expr) {
        let (unit, input) = (self.of(expr), self.input.clone());
        self.same(input, unit, &expr.span);
    }

    fn meet(&mut self, left: &Expr, right: &Expr, span: &Range<u32>) -> Option<String> {
        let (left, right) = (self.of(left), self.of(right));
        self.same(left, right, span)
    }

    /// The unit of both; they differ only in a mistake.
    fn same(&mut self, left: Option<String>, right: Option<String>, span: &Range<u32>) -> Option<String> {
        if let (Some(left), Some(right)) = (&left, &right)
            && left != right
        {
            let problem = Problem::new(&codes::UNITS, span.clone());
            self.problems.push(problem.with("left", left).with("right", right));
            return None;
        }
        left.or(right)
    }
}
