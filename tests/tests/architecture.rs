//! The house keeps its own rules: which crate may use which, and how files look.
//!
//! The table is that of ARCHITECTURE.md. An edge that is not in it fails, so that a new
//! dependency is a decision and not a line in a manifest. What crates.io crates are used
//! is no business of this test: `cargo deny` looks at those.
#![allow(clippy::disallowed_methods, reason = "reads the repository's own files")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test's helpers fail as the test does")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const ALL: &[&str] = &["*"];

/// Who may use whom. A crate that does not exist yet has its row already.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ravand-feel", &[]),
    ("ravand-core", &["ravand-feel"]),
    ("ravand-kernel", &["ravand-core", "ravand-feel"]),
    ("ravand-formats", &["ravand-core", "ravand-feel"]),
    ("ravand-bank", &["ravand-core", "ravand-feel", "ravand-formats"]),
    ("ravand-lint", &["ravand-core", "ravand-feel", "ravand-kernel"]),
    ("ravand-sim", &["ravand-core", "ravand-feel", "ravand-kernel"]),
    ("ravand-reform", &["ravand-core", "ravand-feel", "ravand-lint", "ravand-sim"]),
    ("ravand-engine", &["ravand-core", "ravand-feel", "ravand-kernel"]),
    ("ravand-report", &["ravand-core", "ravand-formats", "ravand-bank", "ravand-lint", "ravand-sim", "ravand-reform"]),
    (
        "ravand",
        &[
            "ravand-feel",
            "ravand-core",
            "ravand-kernel",
            "ravand-formats",
            "ravand-bank",
            "ravand-lint",
            "ravand-sim",
            "ravand-reform",
            "ravand-engine",
            "ravand-report",
        ],
    ),
    ("ravand-desk", &["ravand"]),
    ("ravand-cli", ALL),
    ("ravand-tests", ALL),
    ("ravand-benches", ALL),
    ("ravand-examples", ALL),
];

/// Invariant 1: no clock, no files, no environment, no chance that was not handed in.
const PURE: &[&str] = &["ravand-feel", "ravand-core", "ravand-kernel", "ravand-lint", "ravand-sim"];

/// A file of more lines asks for a second room.
const LINES_MAX: usize = 600;

/// Files that are longer, each with its reason.
const LONGER: &[(&str, &str)] =
    &[("crates/ravand-formats/src/codes.rs", "one list of messages, in the order of their ids")];

#[test]
fn every_edge_is_in_the_table() {
    let members = members();
    let mut wrong = Vec::new();
    for member in &members {
        let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == member.name) else {
            wrong.push(format!("{} is not in the table", member.name));
            continue;
        };
        for used in &member.uses {
            if *may_use != ALL && !may_use.contains(&used.as_str()) {
                wrong.push(format!("{} may not use {used}", member.name));
            }
        }
    }
    assert!(members.len() >= 10, "cargo metadata knows only {} members", members.len());
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_uses_who_only_looks_from_outside() {
    let outside = ["ravand-cli", "ravand-desk", "ravand-tests", "ravand-benches", "ravand-examples"];
    for member in members() {
        let used: Vec<_> = member.uses.iter().filter(|used| outside.contains(&used.as_str())).collect();
        assert!(used.is_empty(), "{} uses {used:?}", member.name);
    }
}

#[test]
fn no_circle_even_through_dev_dependencies() {
    let members = members();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for member in &members {
        let all = member.uses.iter().chain(&member.uses_in_tests);
        uses.insert(&member.name, all.map(String::as_str).collect());
    }
    // Takes away who uses nobody, until nobody is left or all that are left wait in a circle.
    while let Some(free) = uses.iter().find(|(_, used)| used.is_empty()).map(|(name, _)| *name) {
        uses.remove(free);
        uses.values_mut().for_each(|used| {
            used.remove(free);
        });
    }
    assert!(uses.is_empty(), "a circle among {:?}", uses.keys().collect::<Vec<_>>());
}

#[test]
fn folders_bear_the_names_of_their_packages() {
    for member in members().iter().filter(|m| m.is_crate()) {
        assert_eq!(member.folder.file_name().and_then(|f| f.to_str()), Some(member.name.as_str()));
    }
}

#[test]
fn every_member_inherits_the_workspace_lints() {
    for member in members() {
        let manifest = read(&member.folder.join("Cargo.toml"));
        let mut lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
        assert_eq!(lines.next(), Some("workspace = true"), "[lints] of {}", member.name);
    }
}

#[test]
fn no_source_file_is_longer_than_a_room() {
    let root = root();
    let mut found = BTreeSet::new();
    for file in members().iter().flat_map(|member| sources(&member.folder)) {
        let lines = read(&file).lines().count();
        let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
        if lines > LINES_MAX && !LONGER.iter().any(|(longer, _)| *longer == name) {
            found.insert(format!("{name}: {lines} lines"));
        }
    }
    assert_eq!(found, BTreeSet::new());
    for (name, reason) in LONGER {
        let lines = read(&root.join(name)).lines().count();
        assert!(lines > LINES_MAX && !reason.is_empty(), "{name} need not be in the list");
    }
}

#[test]
fn every_source_file_says_what_it_is() {
    let mut silent = Vec::new();
    for member in members().iter().filter(|member| member.is_crate()) {
        for file in sources(&member.folder.join("src")) {
            let text = read(&file);
            let header = text.lines().next().unwrap_or_default();
            // A word is no sentence.
            if !header.strip_prefix("//! ").is_some_and(|said| said.contains(' ')) {
                silent.push(format!("{} begins with `{header}`", file.display()));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn the_pure_crates_stay_pure() {
    let members = members();
    for name in PURE {
        let member = members.iter().find(|member| member.name == *name);
        let folder = &member.unwrap_or_else(|| panic!("{name} is no member")).folder;
        for file in sources(&folder.join("src")) {
            let text = read(&file);
            for lint in ["disallowed_methods", "disallowed_types"] {
                assert!(!text.contains(lint), "{} allows clippy::{lint}", file.display());
            }
        }
    }
}

struct Member {
    name: String,
    folder: PathBuf,
    /// Normal and build dependencies on members.
    uses: BTreeSet<String>,
    /// Development dependencies on members.
    uses_in_tests: BTreeSet<String>,
}

impl Member {
    /// Whether it lies under `crates/`.
    fn is_crate(&self) -> bool {
        self.folder.parent().and_then(Path::file_name).is_some_and(|folder| folder == "crates")
    }
}

fn members() -> Vec<Member> {
    let packages = metadata();
    let packages = packages["packages"].as_array().expect("packages");
    packages.iter().map(member).collect()
}

fn member(package: &Value) -> Member {
    let mut member = Member {
        name: text(&package["name"]),
        folder: PathBuf::from(text(&package["manifest_path"])),
        uses: BTreeSet::new(),
        uses_in_tests: BTreeSet::new(),
    };
    member.folder.pop();
    for dependency in package["dependencies"].as_array().expect("dependencies") {
        // Only members are found by a path.
        if dependency["path"].is_null() {
            continue;
        }
        let uses = if dependency["kind"] == "dev" { &mut member.uses_in_tests } else { &mut member.uses };
        uses.insert(text(&dependency["name"]));
    }
    member
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}

/// All `.rs` files under a folder, without what was built.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a directory entry").path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
