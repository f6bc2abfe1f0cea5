//! The commands, one file each: text for people, JSON for programs.

pub(crate) mod bank;
mod calibrate;
pub(crate) mod convert;
pub(crate) mod diff;
pub(crate) mod digest;
pub(crate) mod fmt;
pub(crate) mod lint;
pub(crate) mod new;
pub(crate) mod origins;
mod page;
pub(crate) mod rebase;
pub(crate) mod reform;
pub(crate) mod run;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod simulate;
