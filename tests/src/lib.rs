//! What the end-to-end tests share: judges that know nothing of how Ravand decides.
//!
//! [`transcript`] reads what a case did, line by line, and holds it against a frozen table.
//! [`permit`] makes such transcripts from the bank. A judge must not use the code that it
//! judges, so nothing in [`transcript`] names a crate of Ravand. [`persian`] judges how
//! Persian is written. [`betsy`], [`miwg`] and [`dmn`] lift conformance suites
//! into the public interface; [`forms`] takes their processes to YAML and BPMN and back. [`world`] lets any
//! process of the bank run. [`matching`] measures what unification recognises.

pub mod betsy;
pub mod constraints;
pub mod dmn;
pub mod forms;
pub mod matching;
pub mod miwg;
pub mod permit;
pub mod persian;
pub mod transcript;
pub mod world;
