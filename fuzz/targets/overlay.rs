//! Any operations on a sample process.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::overlay::run(bytes);
});
