//! Flows that are graphs, driven in the test world.
//!
//! A graph is written as lines: `name kind` for elements, `a -> b` or `a -> b when x` for flows.
//! Indented lines lie in the subprocess before them.

mod drawn;
mod elements;
mod model;
mod properties;
mod written;
