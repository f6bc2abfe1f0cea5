//! What a person wrote wrongly in an expression, and how an evaluation can fail.

use std::ops::Range;

use crate::codes;
use crate::limits::{CALL_DEPTH_MAX, EXPONENT_MAX, STEPS_MAX, TEXT_BYTES_MAX, VALUE_DEPTH_MAX, VALUE_SIZE_MAX};
use crate::number::Number;
use crate::types::Type;
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
    /// An evaluation took more than [`STEPS_MAX`] steps.
    #[error("the evaluation took more than {STEPS_MAX} steps")]
    TooMuchWork,
    /// A text, list or context became larger than a value may be.
    #[error("a text, list or context became too large")]
    TooLarge,
    /// Functions call each other too deeply.
    #[error("functions call each other too deeply")]
    TooDeep,
    /// A pattern that the engine for regular expressions does not take.
    #[error("`{0}` is no pattern")]
    Pattern(String),
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
    /// A function from outside gave no value.
    #[error("{}", .code.message.fill(Language::En, .args))]
    Outside {
        /// Why, in words.
        code: &'static Code,
        /// The arguments of those words.
        args: Args,
    },
}

impl EvalError {
    pub(crate) fn wrong(slot: u16, expected: &Type) -> EvalError {
        let expected = expected.word();
        EvalError::WrongValue { slot, expected }
    }

    /// Its words in every language.
    pub fn code(&self) -> &'static Code {
        match self {
            EvalError::Overflow => &codes::OVERFLOW,
            EvalError::DivisionByZero => &codes::DIVISION_BY_ZERO,
            EvalError::Exponent(_) => &codes::BAD_EXPONENT,
            EvalError::TooMuchWork => &codes::TOO_MUCH_WORK,
            EvalError::TooLarge => &codes::VALUE_TOO_LARGE,
            EvalError::TooDeep => &codes::CALLS_TOO_DEEP,
            EvalError::Pattern(_) => &codes::BAD_PATTERN,
            EvalError::MissingSlot(_) => &codes::MISSING_SLOT,
            EvalError::WrongValue { .. } => &codes::WRONG_VALUE,
            EvalError::Outside { code, .. } => code,
        }
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        match self {
            EvalError::Overflow | EvalError::DivisionByZero => Args::new(),
            EvalError::Exponent(exponent) => Args::new().with("exponent", exponent).with("max", EXPONENT_MAX),
            EvalError::TooMuchWork => Args::new().with("max", STEPS_MAX),
            EvalError::TooLarge => {
                let args = Args::new().with("bytes_max", TEXT_BYTES_MAX).with("parts_max", VALUE_SIZE_MAX);
                args.with("depth_max", VALUE_DEPTH_MAX)
            }
            EvalError::TooDeep => Args::new().with("max", CALL_DEPTH_MAX),
            EvalError::Pattern(pattern) => Args::new().with("found", pattern),
            EvalError::MissingSlot(slot) => Args::new().with("slot", slot),
            EvalError::Outside { args, .. } => args.clone(),
            EvalError::WrongValue { slot, expected } => Args::new().with("slot", slot).with("expected", expected),
        }
    }
}
