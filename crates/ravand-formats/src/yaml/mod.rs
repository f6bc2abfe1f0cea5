//! YAML text to a tree of nodes.
//!
//! Nothing outside this module knows which parser stands behind it, and nothing in it
//! knows what a process is.

pub(crate) mod codes;
mod node;
mod parse;
mod pieces;

pub(crate) use node::{Key, Mapping, Node, NodeKind, Scalar};
pub(crate) use parse::{first_key, parse};
pub(crate) use pieces::{Piece, PieceKind, pieces};

/// Bytes in one file.
pub const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// How deep lists and keys may nest in one file.
pub const DEPTH_MAX: usize = 48;
/// Nodes of one file after its aliases were put in; what an anchor keeps counts as well.
pub const NODES_MAX: usize = 400_000;
/// Bytes of text in the values of one file, counted in the same way.
pub const TEXT_BYTES_MAX: usize = 2 * FILE_BYTES_MAX;
