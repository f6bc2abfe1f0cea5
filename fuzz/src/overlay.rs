//! Any operations on a sample process.
//!
//! An input that begins with an even byte is the text of an overlay, put on the sample
//! whatever it says that it is for. One that begins with an odd byte is a list of choices
//! from which operations are spelt, so that most of them name what there is; they are read
//! as text all the same.

use crate::{shown, yaml};
use ravand_core::{Definition, Overlay, Sources, has_errors, merge};
use ravand_formats::{read_overlay, read_process};
use std::fmt::Write;
use std::sync::OnceLock;

/// The process that operations are put on.
pub const SAMPLE: &str = include_str!("sample.yaml");

/// Operations that are spelt from one input.
const OPERATIONS_MAX: usize = 24;

const STEPS: &[&str] =
    &["register", "visit", "rules-check", "protection-zone", "fee", "pay", "sign", "hand-over", "new-a", "nowhere"];
const NEW: &[&str] = &["new-a", "new-b", "new-c", "visit"];
const DOCUMENTS: &[&str] = &[
    "request-form",
    "title-deed",
    "case-file",
    "visit-report",
    "rules-note",
    "zone-answer",
    "receipt",
    "permit",
    "made-new",
];
const CONTENTS: &[&str] = &[
    "{ kind: check, role: clerk }",
    "{ kind: archive, needs: [visit-report], produces: [made-new] }",
    "{ kind: work, after: [register], outcomes: { ok: on, bad: back to visit }, chances: { bad: 5% } }",
    "{}",
];
const CHANGES: &[&str] = &[
    "{ discretion: none }",
    "{ needs: { add: [title-deed] } }",
    "{ needs: { drop: [case-file] } }",
    "{ needs: [made-new] }",
    "{ produces: [] }",
    "{ produces: { add: [made-new] } }",
    "{ outcomes: { too_large: dropped } }",
    "{ outcomes: { fits: skip to sign } }",
    "{ outcomes: { wrong: back to register }, chances: { wrong: 1% } }",
    "{ chances: { too_large: 5% } }",
    "{ after: { add: [pay] }, asks: [] }",
    "{ role: deputy, when: area_m2 > 3 }",
];

/// What became of the operations.
#[derive(Debug, PartialEq, Eq)]
pub enum Became {
    /// They are no overlay.
    Unread,
    /// They do not go together, or not on this process.
    Refused,
    /// A definition that is not in order.
    Broken,
    /// A definition that could run.
    Merged,
}

fn sample() -> &'static (Sources, Definition) {
    static BASE: OnceLock<(Sources, Definition)> = OnceLock::new();
    BASE.get_or_init(|| {
        let mut sources = Sources::new();
        let id = sources.add("sample.yaml", SAMPLE);
        let read = read_process(&sources, id);
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let definition = read.value.map(|file| file.definition);
        (sources, definition.unwrap_or_else(|| Definition::empty("none")))
    })
}

/// Reads, applies, checks the result, and holds that the order of writing does not matter.
pub fn run(bytes: &[u8]) -> Became {
    let text = match bytes.split_first() {
        Some((first, choices)) if first % 2 == 1 => spelt(choices),
        Some((_, text)) => match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => return Became::Unread,
        },
        None => return Became::Unread,
    };
    let (sources, base) = sample();
    let mut sources = sources.clone();
    let id = sources.add("overlay.yaml", text);
    let read = read_overlay(&sources, id);
    shown(&read.diagnostics, &sources);
    let Some(file) = read.value else { return Became::Unread };
    let mut overlay = file.overlay;
    overlay.of.value = base.id.value.clone();
    let became = put_on(base, &overlay, &sources);
    // Every second operation alone: what a comparison of operations asks for.
    _ = merge::apply_selected(base, &overlay, |operation| operation % 2 == 0);
    became
}

fn put_on(base: &Definition, overlay: &Overlay, sources: &Sources) -> Became {
    let merged = merge::apply(base, overlay);
    let mut turned = overlay.clone();
    turned.changes.reverse();
    match (&merged, merge::apply(base, &turned)) {
        (Ok(merged), Ok(turned)) => {
            assert_eq!(without_history(merged.clone()), without_history(turned), "the order of writing matters");
        }
        (Err(found), Err(_)) => {
            assert!(has_errors(found), "refused without a word");
            shown(found, sources);
        }
        (one, other) => panic!("one order of writing is refused:\n{one:?}\n{other:?}"),
    }
    match merged {
        Err(_) => Became::Refused,
        Ok(merged) if yaml::runs(&merged, sources) => Became::Merged,
        Ok(_) => Became::Broken,
    }
}

/// A definition but for which operation, by its position, touched which step.
fn without_history(mut definition: Definition) -> Definition {
    definition.steps.values_mut().for_each(|step| step.history.clear());
    definition
}

/// Choices, and the first of each once they are used up.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn next(&mut self) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte))
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of.get(self.next() % of.len()).copied().unwrap_or_default()
    }
}

/// An overlay whose operations follow from choices.
fn spelt(choices: &[u8]) -> String {
    let mut choices = Choices(choices.iter());
    let mut text = String::from("overlay: spelt\nof: shop-sign-permit\nkind: variant\nchanges:\n");
    for _ in 0..OPERATIONS_MAX {
        if choices.0.as_slice().is_empty() {
            break;
        }
        let operation = operation(&mut choices);
        _ = writeln!(text, "  - {operation}\n    why: x\n    decided_by: city");
    }
    text.push_str("decisions: { other: { inputs: [area_m2], outputs: { fee_rial: number }, rules: [{ otherwise: yes, fee_rial: 1 }] } }\n");
    text
}

fn operation(choices: &mut Choices<'_>) -> String {
    match choices.next() % 10 {
        0 | 1 => {
            let (new, after, step) = (choices.one(NEW), choices.one(STEPS), choices.one(CONTENTS));
            format!("add: {new}\n    after: {after}\n    step: {step}")
        }
        2 | 3 => format!("remove: {}{}", choices.one(STEPS), fates(choices)),
        4 => {
            let (a, b, into) = (choices.one(STEPS), choices.one(STEPS), choices.one(STEPS));
            format!("merge: [{a}, {b}]\n    into: {into}{}", fates(choices))
        }
        5 | 6 => format!("change: {}\n    to: {}", choices.one(STEPS), choices.one(CHANGES)),
        7 => format!("automate: {}", choices.one(STEPS)),
        8 => format!("decide: {}\n    by: {}", choices.one(STEPS), choices.one(&["sign-fee", "other", "none"])),
        _ => match choices.next() % 3 {
            0 => "order: by documents".to_owned(),
            1 => "order: { stage: intake, order: as written }".to_owned(),
            _ => "order: { stage: elsewhere, order: by documents }".to_owned(),
        },
    }
}

/// What becomes of up to two documents.
fn fates(choices: &mut Choices<'_>) -> String {
    let count = choices.next() % 3;
    let mut seen: Vec<&str> = Vec::new();
    let mut entries: Vec<String> = Vec::new();
    for _ in 0..count {
        let document = choices.one(DOCUMENTS);
        let fate = match choices.next() % 2 {
            0 => "{ dropped: yes }".to_owned(),
            _ => format!("{{ replaced_by: {} }}", choices.one(DOCUMENTS)),
        };
        if !seen.contains(&document) {
            seen.push(document);
            entries.push(format!("{document}: {fate}"));
        }
    }
    if entries.is_empty() { String::new() } else { format!("\n    documents: {{ {} }}", entries.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{Became, run};

    #[test]
    fn operations_are_refused_broken_or_merged() {
        let text = |changes: &str| format!(" overlay: x\nof: another\nkind: variant\nchanges:\n{changes}");
        assert_eq!(run(b"\x00\xff"), Became::Unread);
        assert_eq!(run(text("  - remove: nothing\n    why: x\n").as_bytes()), Became::Refused);
        assert_eq!(run(text("  - remove: hand-over\n    why: x\n").as_bytes()), Became::Merged);
    }

    /// Choices that are as good as drawn by lot: a target whose operations never go together
    /// would test the door alone.
    #[test]
    fn spelt_operations_go_all_the_way() {
        let mut seed = 1_u64;
        let (mut merged, mut refused) = (0, 0);
        for _ in 0..2_000 {
            let choices: Vec<u8> = std::iter::once(1)
                .chain((0..6).map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (seed >> 33) as u8
                }))
                .collect();
            match run(&choices) {
                Became::Merged => merged += 1,
                Became::Refused => refused += 1,
                _ => {}
            }
        }
        assert!(merged > 100 && refused > 100, "{merged} merged, {refused} refused");
    }
}
