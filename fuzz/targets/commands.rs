//! Any bytes as commands to a case.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::commands::run(bytes);
});
