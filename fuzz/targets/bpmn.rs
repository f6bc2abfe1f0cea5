//! Any text as a BPMN file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ravand_fuzz::bpmn::run(bytes);
});
