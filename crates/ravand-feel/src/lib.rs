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
//! | `12.5` `"text"` `true` `false` `null` `@"2024-03-20"` | literals |
//! | `area_m2` `مساحت` `sign-fee` | declared data |
//! | `frontage = main` | a value of a list, by its bare name |
//! | `= != < <= > >=` | comparison; text by its code points |
//! | `x between 1 and 3`, `x in [1..3)`, `x in (1, > 5)` | ranges and lists of tests |
//! | `a and b or not(c)` | three-valued logic |
//! | `+ - * / **` | arithmetic on numbers, texts, times, durations |
//! | `if a then b else c` | choice; a null condition chooses `c` |
//! | `[1, 2]` `{a: 1}` `[1..3)` | lists, contexts, ranges as values |
//! | `loan.amount`, `list[-1]`, `list[item > 3]` | into contexts and lists |
//! | `for x in xs return x + 1`, `some x in xs satisfies x > 3` | loops |
//! | `sum(fees)`, `substring(string: s, start position: 2)` | the functions of the standard |
//! | `-` `<= 4` `main, side` `not(main)` `? > 3` | the cells of a [`Table`] |
//!
//! `docs/feel.md` has the whole language, and each difference from the standard by name.

mod ast;
mod builtins;
mod check;
pub mod codes;
mod expression;
mod general;
mod limits;
mod nearest;
mod node;
mod number;
mod parse;
pub mod persian;
mod problem;
mod schema;
mod table;
mod temporal;
mod token;
mod types;
mod units;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use builtins::function_names;
pub use expression::{Expression, UnaryTests};
pub use general::Budget;
pub use limits::*;
pub use nearest::nearest;
pub use number::{NotANumber, Number};
pub use problem::{EvalError, Problem};
pub use schema::{Schema, SlotIndex};
pub use table::{Aggregator, Cell, Decided, HitPolicy, RuleSource, Table, TableError, TableSource, When};
pub use temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
pub use token::is_name;
pub use types::{ContextType, EnumType, Type};
pub use value::{Context, EnumValue, Function, List, NotAValue, RangeValue, Value};
pub use words::{Args, Argument, Code, Language, Message, Severity, Words};
