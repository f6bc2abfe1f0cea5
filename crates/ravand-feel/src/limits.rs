//! What an expression or a table may cost at most.
//!
//! Reaching a limit of the text is a [`Problem`](crate::Problem), reaching one of an
//! evaluation an [`EvalError`](crate::EvalError), never a crash. The numbers are far above
//! what a person writes, and low enough that no reader of the tree, which all descend by
//! recursion, can run out of stack.

/// Bytes in one expression or cell.
pub const EXPRESSION_BYTES_MAX: usize = 4_096;
/// How deep an expression may nest. A long `and` or `or` counts as one level.
pub const DEPTH_MAX: u16 = 100;
/// The largest magnitude of the exponent of `**`.
pub const EXPONENT_MAX: i32 = 999;
/// Names that one [`Schema`](crate::Schema) can hold.
pub const SLOTS_MAX: usize = 65_535;
/// Rules in one decision table.
pub const RULES_MAX: usize = 10_000;
/// Cells in one decision table, written or not: rules × (inputs + outputs).
pub const CELLS_MAX: usize = 100_000;
/// Steps of one evaluation: rounds of a loop, items looked at, stretches of text read.
pub const STEPS_MAX: u32 = 1_000_000;
/// How deep functions may call each other, counted in levels of their expressions.
pub const CALL_DEPTH_MAX: u32 = 400;
/// How deep a list or context may nest.
pub const VALUE_DEPTH_MAX: u16 = 50;
/// Parts of a list or context, those of its parts included.
pub const VALUE_SIZE_MAX: u32 = 100_000;
/// Bytes of a text that an evaluation makes.
pub const TEXT_BYTES_MAX: usize = 65_536;
/// Bytes of a pattern's compiled form.
pub const PATTERN_BYTES_MAX: usize = 262_144;
/// Combinations of inputs that the check of a table looks at.
pub const TABLE_STEPS_MAX: usize = 100_000;
