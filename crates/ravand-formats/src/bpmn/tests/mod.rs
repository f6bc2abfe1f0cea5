//! Files that were written and are read again.

mod round_trip;
mod vendors;
