//! What a person wrote wrongly in an expression, and how an evaluation can fail.

use std::ops::Range;

use crate::codes;
use crate::limits::EXPONENT_MAX;
use crate::number::Number;
use crate::value::Type;
use crate::words::{Args, Code, Language};

/// Something wrong in the text of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, and how to mend it.
    pub code: &'static Code,
    /// The arguments of its message and help.
    pub args: Args,
    /// Where: bytes of the expression's text. Empty at the place where something is missing.
    pub span: Range<u32>,
}

impl Problem {
    pub(crate) fn new(code: &'static Code, span: Range<u32>) -> Problem {
        Problem { code, args: Args::new(), span }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Problem {
        self.args = self.args.with(name, value);
        self
    }

    /// What is wrong, in words.
    pub fn message(&self, language: Language) -> String {
        self.code.message.fill(language, &self.args)
    }

    /// How to mend it, in words.
    pub fn help(&self, language: Language) -> String {
        self.code.help.fill(language, &self.args)
    }
}

/// Why an evaluation gave no value. A null is a value and not among these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A result is beyond what a [`Number`] holds.
    #[error("a number became too large")]
    Overflow,
    /// A number was divided by zero, or zero taken to a negative power.
    #[error("something was divided by zero")]
    DivisionByZero,
    /// An exponent that is not whole or too large.
    #[error("{0} cannot be an exponent")]
    Exponent(Number),
    /// The slots handed in are fewer than those declared.
    #[error("the case has no data number {0}")]
    MissingSlot(u16),
    /// A slot holds a value of another type than declared.
    #[error("data number {slot} is not of its declared type `{expected}`")]
    WrongValue {
        /// The slot.
        slot: u16,
        /// What was declared.
        expected: &'static str,
    },
}

impl EvalError {
    pub(crate) fn wrong(slot: u16, expected: &Type) -> EvalError {
        let expected = match expected {
            Type::Bool => "yes_no",
            Type::Number => "number",
            Type::Text => "text",
            Type::Enum(_) => "one_of",
        };
        EvalError::WrongValue { slot, expected }
    }

    /// Its words in every language.
    pub fn code(&self) -> &'static Code {
        match self {
            EvalError::Overflow => &codes::OVERFLOW,
            EvalError::DivisionByZero => &codes::DIVISION_BY_ZERO,
            EvalError::Exponent(_) => &codes::BAD_EXPONENT,
            EvalError::MissingSlot(_) => &codes::MISSING_SLOT,
            EvalError::WrongValue { .. } => &codes::WRONG_VALUE,
        }
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        match self {
            EvalError::Overflow | EvalError::DivisionByZero => Args::new(),
            EvalError::Exponent(exponent) => Args::new().with("exponent", exponent).with("max", EXPONENT_MAX),
            EvalError::MissingSlot(slot) => Args::new().with("slot", slot),
            EvalError::WrongValue { slot, expected } => Args::new().with("slot", slot).with("expected", expected),
        }
    }
}
