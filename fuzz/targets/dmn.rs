//! Any text as a DMN file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::dmn::run(bytes);
});
