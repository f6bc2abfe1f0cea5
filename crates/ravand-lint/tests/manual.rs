//! `docs/rules.md` says what the rules say.
#![allow(clippy::disallowed_methods, reason = "a test reads the page and, when asked, writes it")]

use ravand_lint::manual;
use std::fs;
use std::path::Path;

#[test]
fn the_page_on_rules_is_in_step() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let made = manual();
    if std::env::var("UPDATE_DOCS").is_ok() {
        fs::write(&path, &made).expect("docs/rules.md can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == made,
        "docs/rules.md is out of step with the rules: run UPDATE_DOCS=1 cargo test -p ravand-lint"
    );
}
