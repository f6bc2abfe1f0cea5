//! The command `ravand` as a person or a program meets it: what is typed, what is printed,
//! what it exits with. What the figures are is the libraries' and the workspace's tests'.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "these tests write the banks that the command reads")]

mod answers;
mod arguments;
mod bank;
mod cases;
mod fresh;
mod large;
mod layout;
mod mistakes;
mod notations;
mod offices;
mod outside;
mod overlays;
mod page;
mod persian;
mod spelling;
mod unify;
