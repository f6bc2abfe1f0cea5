//! Any text as an expression, a test and a table, evaluated on any data.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::feel::run(bytes);
});
