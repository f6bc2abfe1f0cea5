//! Any bytes as a file of a bank, read as far as they go.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::yaml::run(bytes);
});
