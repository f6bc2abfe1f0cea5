//! `ravand fmt` and `ravand schema`.

use crate::bank::{ravand, run};
use std::fs;
use std::path::Path;

