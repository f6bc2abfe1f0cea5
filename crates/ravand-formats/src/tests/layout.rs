//! Files put in order: nothing is lost, nothing means anything else, and once is enough.

use super::printed::shape;
use super::{language, models, read_any};
use crate::{format, print_overlay, print_process, read_overlay, read_process};
use proptest::prelude::*;
use ravand_core::Sources;

#[track_caller]
fn formatted(text: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", text);
    match format(&sources, id) {
        Ok(text) => text,
        Err(found) => panic!("{:#?}\nin:\n{text}", super::listed(&sources, &found)),
    }
}

/// Putting `before` in order gives `after`, and doing it again changes nothing.
#[track_caller]
fn check(before: &str, after: &str) {
    assert_eq!(formatted(before), after);
    assert_eq!(formatted(after), after, "twice");
}

/// The file is refused with this code, and so not touched.
#[track_caller]
fn refused(text: &str, code: &str) {
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", text);
    let found = format(&sources, id).expect_err("is refused");
    assert_eq!(found[0].code.id, code, "{text}");
}

#[test]
fn keys_of_the_language_come_in_their_order() {
    check(
        "process: p\nflow: [a]\nsteps:\n  b: { role: x, title: B }\n  a:\n    role: x\n    kind: check\n",
        "process: p\nsteps:\n  b: { title: B, role: x }\n  a:\n    kind: check\n    role: x\nflow: [a]\n",
    );
    check(
        "overlay: o\nof: p\nchanges:\n  - why: because\n    change: a\n    to: { due: 3 days, title: T }\n",
        "overlay: o\nof: p\nchanges:\n  - change: a\n    to: { title: T, due: 3 days }\n    why: because\n",
    );
}

#[test]
fn what_a_person_chose_stays_in_its_order() {
    let text = "\
process: p
data: { z: number, a: text }
steps:
  z: {}
  a: {}
flow:
  - one:
      - when: z > 1
        do: [z]
      - otherwise: [a]
decisions:
  d:
    inputs: [z, a]
    outputs: { o: number, b: yes_no }
    rules:
      - { z: '> 2',      b: yes, o: 1, a: x }
      - { otherwise: yes, o: 2, b: no }
";
    check(text, text);
}

#[test]
fn comments_stay_with_what_they_are_about() {
    let before = "\
# About the whole file.

# About the id.
process: p   # its id

# The way, in two lines
# of comment.
flow: [a] # one step

# The steps.
steps:
  a:
    # who does it
    role: x # a clerk
      # more about the role
    title: A

    # how long
    work: exactly 1 h
    kind: check
  # at the end of the steps
# at the end of the file
";
    let after = "\
# About the whole file.

# About the id.
process: p   # its id

# The steps.
steps:
  a:
    title: A
    kind: check
    # who does it
    role: x # a clerk
      # more about the role

    # how long
    work: exactly 1 h
  # at the end of the steps

# The way, in two lines
# of comment.
flow: [a] # one step
# at the end of the file
";
    check(before, after);
}

#[test]
fn a_comment_that_comes_to_the_hyphen_gets_a_line() {
    check(
        "overlay: o\nof: p\nchanges:\n  - why: x\n    # first of all\n    remove: a\n",
        "overlay: o\nof: p\nchanges:\n  -\n    # first of all\n    remove: a\n    why: x\n",
    );
}

#[test]
fn empty_lines_between_groups_are_kept() {
    check(
        "process: p\nflow: [a]\n\n\nsteps: { a: {} }\n\ntitle: T\n",
        "process: p\n\ntitle: T\n\n\nsteps: { a: {} }\nflow: [a]\n",
    );
    check("roles:\n  a:\n    party: city\n\n    holders: 2\n", "roles:\n  a:\n    holders: 2\n\n    party: city\n");
}

#[test]
fn whatever_an_editor_does_to_lines() {
    check("process: p\r\nflow: [a]\r\nsteps: { a: {} }", "process: p\r\nsteps: { a: {} }\r\nflow: [a]\r\n");
    check("\u{FEFF}process: p\nflow: [a]\nsteps: { a: {} }\n\n\n", "\u{FEFF}process: p\nsteps: { a: {} }\nflow: [a]\n");
    check("process: p  \nsteps: { a: {} }\t\nflow: [a]   # x  \n", "process: p\nsteps: { a: {} }\nflow: [a]   # x\n");
    // Spaces and signs in a block of text are its own.
    let block = "when: |\n      x  \n       # no comment  \n      y\n";
    check(
        &format!("process: p\nsteps:\n  a:\n    {block}    role: r\nflow: [a]\n"),
        &format!("process: p\nsteps:\n  a:\n    role: r\n    {block}flow: [a]\n"),
    );
}

#[test]
fn persian_is_left_as_it_is() {
    let title = "{ fa: 'پروانهٔ ساختمانی، نیم\u{200C}فاصله', en: \"a # b\" } # یادداشت";
    check(
        &format!("process: p\ntitle: {title}\nsteps: {{ a: {{}} }}\nflow: [a]\n"),
        "process: p\ntitle: { en: \"a # b\", fa: 'پروانهٔ ساختمانی، نیم\u{200C}فاصله' } # یادداشت\nsteps: { a: {} }\nflow: [a]\n",
    );
}

#[test]
fn what_cannot_be_moved_safely_stays() {
    // Whose comment it is, nobody can say.
    let commented = "process: p\nsteps:\n  a: {\n    role: x, # who\n    title: T }\nflow: [a]\n";
    check(commented, commented);
    // An alias needs its anchor before it.
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", "process: p\nflow: &f [a]\nsteps: { a: { needs: *f } }\n");
    assert_eq!(format(&sources, id).expect_err("is refused")[0].code.id, "YA055");
    let anchored = "process: p\nsteps:\n  a: &a { role: x }\n  b: *a\nflow: [a, b]\n";
    check(anchored, anchored);
}

#[test]
fn keys_that_nobody_knows_stay_behind_their_neighbour() {
    check(
        "process: p\nflow: [a]\nnote: x\nsteps: { a: {} }\nsteps: { b: {} }\n",
        "process: p\nsteps: { a: {} }\nsteps: { b: {} }\nflow: [a]\nnote: x\n",
    );
}

#[test]
fn what_is_no_file_of_the_language_is_refused() {
    refused("process: p\n  steps: x\n", "YA011");
    refused("process: [p\n", "YA007");
    refused("", "YA003");
    refused("# nothing\n", "YA003");
    refused("shape: x\n", "YA030");
    refused("process: p\n? [a]\n: b\n", "YA018");
    refused("process: p\n---\nprocess: q\n", "YA016");
}

#[test]
fn examples_and_the_sample_are_in_order() {
    for text in language::examples().into_iter().chain([include_str!("sample.yaml")]) {
        let after = formatted(text);
        let first = text.lines().zip(after.lines()).find(|(is, should)| is != should);
        assert!(after == text, "`ravand fmt` would change the example:\n{text}\nfirst at (is, should be): {first:#?}");
    }
}

/// A small source of chance that a failing case can be made again from.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// The text with its lines in disorder (each with what is indented below it), comments
/// strewn in, and empty lines. The first line stays.
fn disordered(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let (first, rest) = lines.split_first().expect("a line");
    let mut out = vec![(*first).to_owned()];
    shuffle(rest, &mut dice, &mut out);
    out.join("\n") + "\n"
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn shuffle(lines: &[&str], dice: &mut Dice, out: &mut Vec<String>) {
    let Some(column) = lines.iter().map(|line| indent(line)).min() else { return };
    let starts: Vec<usize> = (0..lines.len()).filter(|i| indent(lines[*i]) == column || *i == 0).collect();
    let mut blocks: Vec<&[&str]> = starts
        .iter()
        .enumerate()
        .map(|(n, start)| &lines[*start..starts.get(n + 1).copied().unwrap_or(lines.len())])
        .collect();
    if !blocks.iter().any(|block| block[0].trim_start().starts_with('-')) {
        for i in (1..blocks.len()).rev() {
            blocks.swap(i, dice.below(i + 1));
        }
    }
    for block in blocks {
        match dice.below(6) {
            0 => out.push(format!("{}# c{}", " ".repeat(indent(block[0])), dice.below(99))),
            1 => out.push(String::new()),
            _ => {}
        }
        let trailing = if dice.below(5) == 0 { format!(" # t{}", dice.below(99)) } else { String::new() };
        out.push(format!("{}{trailing}", block[0]));
        shuffle(&block[1..], dice, out);
    }
}

/// A text in disorder comes into order, says what it said, and keeps every comment.
#[track_caller]
fn in_order(text: &str) {
    let (sources, found) = read_any(text);
    let id = ravand_core::SourceId(1);
    let after = match format(&sources, id) {
        Ok(after) => after,
        // What the disorder made of it may be no YAML; then it must not be touched.
        Err(refused) => {
            assert!(refused.iter().all(|d| d.code.id != "YA055"), "refused:\n{text}");
            return;
        }
    };
    assert_eq!(formatted(&after), after, "twice, of:\n{text}");
    let count = |text: &str, sign: &str| text.matches(sign).count();
    assert_eq!(count(text, "# c"), count(&after, "# c"), "{text}\n{after}");
    assert_eq!(count(text, "# t"), count(&after, "# t"), "{text}\n{after}");
    let (_, found_after) = read_any(&after);
    let ids = |found: &[ravand_core::Diagnostic]| {
        let mut ids: Vec<_> = found.iter().map(|d| d.code.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&found), ids(&found_after), "{text}\n{after}");
    let model = |text: &str| {
        let mut sources = Sources::new();
        let id = sources.add("x.yaml", text);
        format!("{}{}", shape(&read_process(&sources, id).value), shape(&read_overlay(&sources, id).value))
    };
    assert_eq!(model(text), model(&after), "{text}\n{after}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn a_process_in_disorder(model in models::definition(), seed in any::<u64>()) {
        in_order(&disordered(&print_process(&model), seed));
    }

    #[test]
    fn an_overlay_in_disorder(model in models::overlay(), seed in any::<u64>()) {
        in_order(&disordered(&print_overlay(&model), seed));
    }

    #[test]
    fn an_example_in_disorder(which in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let examples = language::examples();
        in_order(&disordered(examples[which.index(examples.len())], seed));
    }

    #[test]
    fn what_is_printed_is_in_order(model in models::definition()) {
        let printed = print_process(&model);
        prop_assert_eq!(formatted(&printed), printed);
    }

    #[test]
    fn an_overlay_that_is_printed_is_in_order(model in models::overlay()) {
        let printed = print_overlay(&model);
        prop_assert_eq!(formatted(&printed), printed);
    }
}

/// A line of many groups costs no more than as many lines.
#[test]
fn a_file_that_is_one_long_line_is_put_in_order() {
    let steps: String = (0..20_000).map(|i| format!("s{i}: {{ needs: [d], title: T }}, ")).collect();
    let text = format!("process: p\nflow: [s0]\nsteps: {{ {steps} }}\n");
    let after = formatted(&text);
    assert!(after.ends_with("flow: [s0]\n") && after.contains("s19999: { title: T, needs: [d] }"));
}
