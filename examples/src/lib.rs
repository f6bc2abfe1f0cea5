//! Runnable embeddings of Ravand: see the files beside this crate.
