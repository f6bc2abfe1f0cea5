//! What a digest depends on, and what not.
