//! FEEL for Ravand: expressions and decision tables that are checked before anything runs.
//!
//! An expression is read with spans, type-checked against the declared data (a
//! [`Schema`]), compiled to a typed tree over slots, and evaluated as often as a
//! simulation likes. What a person wrote wrongly is a [`Problem`], and all of them are
//! reported; what fails when a case runs is an [`EvalError`]. Truth has three values,
//! numbers are exact decimals, and nothing here reads a clock or the environment.
//!
//! | written | means |
//! |---|---|
//! | `12.5` `"text"` `true` `false` `null` | literals |
//! | `area_m2` `مساحت` | declared data |
//! | `frontage = main` | a value of a list, by its bare name |
//! | `= != < <= > >=` | comparison; text by its code points |
//! | `x between 1 and 3`, `x in [1..3)`, `x in (1, > 5)` | ranges and lists of tests |
//! | `a and b or not(c)` | three-valued logic |
//! | `+ - * / **` | arithmetic; null with anything is null |
//! | `if a then b else c` | choice; a null condition chooses `c` |
//! | `-` `<= 4` `main, side` `not(main)` `? > 3` | the cells of a [`Table`] |
//!
//! Not read, in this version: dates, times and durations, lists and contexts as values,
//! functions, iteration, text arithmetic.

mod ast;
mod check;
pub mod codes;
mod expression;
mod limits;
mod nearest;
mod node;
mod number;
mod parse;
pub mod persian;
mod problem;
mod schema;
mod table;
mod token;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use expression::{Expression, UnaryTests};
pub use limits::{CELLS_MAX, DEPTH_MAX, EXPONENT_MAX, EXPRESSION_BYTES_MAX, RULES_MAX, SLOTS_MAX};
pub use nearest::nearest;
pub use number::{NotANumber, Number};
pub use problem::{EvalError, Problem};
pub use schema::{Schema, SlotIndex};
pub use table::{Cell, Decided, HitPolicy, RuleSource, Table, TableError, TableSource, When};
pub use token::is_name;
pub use value::{EnumType, EnumValue, Type, Value};
pub use words::{Args, Code, Language, Message, Severity, Words};
