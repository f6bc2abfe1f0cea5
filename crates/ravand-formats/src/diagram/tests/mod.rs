//! What every drawing must keep to.

mod kept;
mod properties;

use super::{Bounds, Diagram, Edge, Link, Point, layout};
use ravand_core::Definition;
use ravand_core::graph::Graph;
