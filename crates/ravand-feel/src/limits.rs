//! What an expression or a table may cost at most.
//!
//! Reaching a limit is a [`Problem`](crate::Problem), never a crash. The numbers are far
//! above what a person writes, and low enough that no reader of the tree, which all
//! descend by recursion, can run out of stack.

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
