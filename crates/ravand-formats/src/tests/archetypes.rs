//! Archetypes and catalogues: what rows make of them, and what is wrong in either.

use super::listed;
use super::words::names;
use crate::{Archetype, Expanded, check_archetypes, draw, expand, read_archetype, read_catalogue};
use indexmap::IndexMap;
use proptest::prelude::*;
use ravand_core::{ArchetypeId, Block, Definition, Diagnostic, Language, Sources};

const LICENCE: &str = "
archetype: licence
parameters:
  visit: { type: yes_no, default: yes }
  term: duration
  fee: { type: decision, optional: yes }
  basis: { one_of: [registration, approval], default: approval }
  expert: { type: role, default: clerk }
  facts: { type: list of data, optional: yes }
  checks: { type: list of step, optional: yes }
sla: { due: $term }
ends: { issued: { favourable: yes }, refused: { favourable: no } }
steps:
  receive: { kind: receive, produces: [file], asks: [area, $facts] }
  visit: { if: visit, kind: inspect, needs: [file], produces: [report] }
  ask: { if: [visit, basis is approval], kind: query }
  decide:
    role: $expert
    due: $term
    on_breach: escalate to $expert
    needs: [file, { if: visit, then: report }]
    after: [receive, visit]
    outcomes: { fits: on, unfit: { if: basis is approval, then: end refused } }
  charge: { if: fee, decision: $fee }
flow:
  - receive
  - all:
      - [visit]
      - [ask]
      - [$checks]
  - stage: decision
    do: [decide]
  - stage: money
    do: [charge]
  - end: issued
";

struct World {
    sources: Sources,
    archetypes: IndexMap<ArchetypeId, Archetype>,
    diagnostics: Vec<Diagnostic>,
}

/// These archetypes, and what is wrong with them.
fn world(archetypes: &[&str]) -> World {
    let mut world = World { sources: Sources::new(), archetypes: IndexMap::new(), diagnostics: Vec::new() };
    for (index, text) in archetypes.iter().enumerate() {
        let id = world.sources.add(format!("a{index}.yaml"), *text);
        let read = read_archetype(&world.sources, id);
        world.diagnostics.extend(read.diagnostics);
        if let Some(archetype) = read.value {
            world.archetypes.insert(archetype.id.value.clone(), archetype);
        }
    }
    world.diagnostics.extend(check_archetypes(&world.archetypes));
    world
}

impl World {
    /// What the rows make.
    fn rows(&mut self, rows: &str) -> Vec<Expanded> {
        let id = self.sources.add("c.yaml", format!("catalogue: c\nrows:\n{rows}"));
        let read = read_catalogue(&self.sources, id);
        self.diagnostics.extend(read.diagnostics);
        let catalogue = read.value.expect("a catalogue");
        let mut made = Vec::new();
        for row in &catalogue.rows {
            let read = expand(row, &catalogue, &self.archetypes);
            self.diagnostics.extend(read.diagnostics);
            made.extend(read.value);
        }
        made
    }

    /// The findings, `file:line:column CODE`, each drawn in both languages on the way.
    fn found(&self) -> Vec<String> {
        let place = |found: &Diagnostic| {
            for language in [Language::En, Language::Fa] {
                let drawn = draw(found, &self.sources, language, false);
                for said in [found.message(language), found.help(language)] {
                    assert!(names(&said).is_empty(), "an argument is missing:\n{drawn}");
                }
            }
            let name = found.span.map_or("", |span| self.sources.name(span.source));
            let rest = listed(&self.sources, std::slice::from_ref(found)).concat();
            format!("{}:{rest}", name.trim_end_matches(".yaml"))
        };
        self.diagnostics.iter().map(place).collect()
    }
}

/// These archetypes and rows have exactly these mistakes.
#[track_caller]
fn check(archetypes: &[&str], rows: &str, want: &[&str]) {
    let mut world = world(archetypes);
    if !rows.is_empty() {
        world.rows(rows);
    }
    let found = world.found();
    let all = found.len() == want.len() && found.iter().zip(want).all(|(f, w)| f.starts_with(w));
    assert!(all, "wanted {want:#?}\nfound {found:#?}");
}

/// The one process that a row of these archetypes makes.
#[track_caller]
fn made(archetypes: &[&str], with: &str) -> Definition {
    let mut world = world(archetypes);
    let mut made = world.rows(&format!("  - {{ id: p, title: P, use: {with} }}\n"));
    assert!(world.diagnostics.is_empty(), "{:#?}", world.found());
    made.remove(0).file.definition
}

/// The flow in one line: `receive all(visit|ask) decision[decide]`.
fn flow(blocks: &[Block]) -> String {
    let word = |block: &Block| match block {
        Block::Step(id) => id.to_string(),
        Block::Stage(stage) => format!("{}[{}]", stage.id, flow(&stage.blocks)),
        Block::All { branches, .. } => {
            format!("all({})", branches.iter().map(|branch| flow(branch)).collect::<Vec<_>>().join("|"))
        }
        Block::End(end) => format!("/{end}"),
        _ => "?".to_owned(),
    };
    blocks.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The flow that a row of the licence makes.
#[track_caller]
fn flows(with: &str, want: &str) {
    assert_eq!(flow(&made(&[LICENCE], &format!("licence, with: {{ {with} }}")).flow.blocks), want, "{with}");
}

#[test]
fn what_is_given_decides_what_is_there() {
    flows("term: 3 days", "receive all(visit|ask) decision[decide] /issued");
    flows("term: 3 days, basis: registration", "receive visit decision[decide] /issued");
    flows("term: 3 days, visit: no", "receive decision[decide] /issued");
    flows("term: 3 days, visit: no, fee: f", "receive decision[decide] money[charge] /issued");
    flows("term: 3 days, visit: no, checks: { x: {}, y: { kind: check } }", "receive x y decision[decide] /issued");
    flows("term: 3 days, checks: { x: {} }", "receive all(visit|ask|x) decision[decide] /issued");
}

#[test]
fn arguments_stand_where_parameters_stood() {
    let process = made(
        &[LICENCE],
        "licence, with: { term: 3 working days, visit: no, expert: boss, facts: [a, b], basis: registration }",
    );
    let decide = &process.steps["decide"];
    assert_eq!(decide.attributes.role.as_ref().unwrap().as_str(), "boss");
    assert_eq!(decide.attributes.due.unwrap().to_string(), "3 working days");
    assert_eq!(process.sla.as_ref().unwrap().due.to_string(), "3 working days");
    assert_eq!(decide.needs.len(), 1);
    assert_eq!(decide.after.len(), 1, "a step that is not there is no predecessor");
    assert_eq!(decide.outcomes.len(), 1);
    assert_eq!(process.steps["receive"].asks.len(), 3);
    assert!(!process.steps.contains_key("visit") && !process.steps.contains_key("charge"));
}

#[test]
fn every_part_says_where_it_is_from() {
    let mut world = world(&[LICENCE]);
    let made = world.rows("  - { id: p, title: P, use: licence, with: { term: 3 days, checks: { x: {} } } }\n");
    let process = &made[0].file.definition;
    let text = |span| world.sources.slice(span).to_owned();
    let file = |span: ravand_core::Span| world.sources.name(span.source).to_owned();
    let due = process.steps["decide"].attributes.due.unwrap().span;
    assert_eq!((file(due), text(due)), ("c.yaml".to_owned(), "3 days".to_owned()));
    let role = process.steps["decide"].attributes.role.as_ref().unwrap().span;
    assert_eq!((file(role), text(role)), ("a0.yaml".to_owned(), "clerk".to_owned()));
    assert_eq!(file(process.step_span(&"x".into())), "c.yaml");
    assert_eq!(file(process.step_span(&"decide".into())), "a0.yaml");
    assert_eq!(text(process.id.span), "p");
}

#[test]
fn what_an_archetype_says_wrongly_is_said_once_and_there() {
    let step = |keys: &str| {
        format!(
            "archetype: a\nparameters:\n  t: duration\n  l: {{ type: list of role }}\n  c: {{ one_of: [x, y] }}\nsteps:\n  s: {{ due: $t, after: $l, {keys} }}\nflow: [s, {{ if: c is x, then: s }}]\n"
        )
    };
    let says = |keys: &str, want: &[&str]| check(&[&step(keys)], "", want);
    says("kind: check", &[]);
    says("role: $tt", &["a0:7:34 YA301 `$tt` in `steps.s.role` is no parameter"]);
    says("role: $quite_other", &["a0:7:34 YA300"]);
    says("role: $t", &["a0:7:34 YA303 `$t` is `duration`, and that cannot stand in `steps.s.role`"]);
    says("title: 'For $l'", &["a0:7:36 YA304"]);
    says("if: t", &["a0:7:32 YA306"]);
    says("if: c is z", &["a0:7:32 YA043"]);
    says("if: t is z", &["a0:7:32 YA307"]);
    says("if: c and t", &["a0:7:32 YA305"]);
    says("if: [not c]", &["a0:7:33 YA306"]);
    says("if: nothing", &["a0:7:32 YA300"]);
    says("if: l, kind: { if: c is x, when: y, then: check }", &["a0:7:55 YA031"]);
    says("knd: check", &["a0:7:28 YA032"]);
    says("needs: [a b]", &["a0:7:36 YA060"]);
    check(&["archetype: a\nparameters: { t: duration }\nsteps: { s: {} }\nflow: [s]\n"], "", &["a0:2:15 YA302"]);
}

#[test]
fn parameters_are_declared_rightly() {
    let says = |parameter: &str, want: &[&str]| {
        let text = format!(
            "archetype: a\nparameters: {{ x: {parameter} }}\nsteps: {{ r: {{}}, s: {{ if: x }} }}\nflow: [r, s]\n"
        );
        check(&[&text], "", want);
    };
    says("yes_no", &[]);
    says("bool", &["a0:2:18 YA043"]);
    says("list of rol", &["a0:2:18 YA044 `parameters.x` cannot be `list of rol`"]);
    says("{ type: yes_no, default: maybe }", &["a0:2:43 YA043"]);
    says("{ type: yes_no, default: yes, optional: yes }", &["a0:2:34 YA308"]);
    says("{ one_of: [a], optional: yes, type: text }", &["a0:2:48 YA031"]);
    says("{ one_of: [], optional: yes }", &["a0:2:28 YA052"]);
    says("{ type: list of duration, default: [3 days, 4] }", &["a0:2:62 YA075"]);
    says("{ type: step, optional: yes, titel: X }", &["a0:2:47 YA032"]);
    check(&["archetype: a\nsteps: { s: {} }\nflow: [s]\nwith: { x: 1 }\n"], "", &["a0:4:1 YA312"]);
    check(
        &["archetype: a\nuse: b\nsteps: { s: {} }\nflow: [s]\n", "archetype: b\nsteps: { s: {} }\nflow: [s]\n"],
        "",
        &["a0:3:1 YA311", "a0:4:1 YA311"],
    );
}

#[test]
fn what_a_row_says_wrongly_stands_at_the_row() {
    let row = |rest: &str, want: &[&str]| check(&[LICENCE], &format!("  - {{ id: p, title: P, {rest} }}\n"), want);
    row("use: licence, with: { term: 3 days }", &[]);
    row("use: licence", &["c:3:29 YA319 nothing is given for `term` of the archetype `licence`"]);
    row("use: licence, with: { term: 3 }", &["c:3:52 YA075"]);
    row("use: licence, with: { term: 3 dais }", &["c:3:52 YA074"]);
    row("use: licence, with: { term: 3 days, visit: 3 }", &["c:3:67 YA043"]);
    row("use: licence, with: { term: 3 days, visti: no }", &["c:3:60 YA318"]);
    row("use: licence, with: { term: 3 days, quite_other: no }", &["c:3:60 YA317"]);
    row("use: licence, with: { term: 3 days, basis: aproval }", &["c:3:67 YA044"]);
    row("use: licence, with: { term: 3 days, expert: [a] }", &["c:3:60 YA040"]);
    row("use: licence, with: { term: 3 days, checks: { x: { knd: check } } }", &["c:3:75 YA032"]);
    row("use: licence, with: { term: 3 days, checks: { decide: {} } }", &["c:3:70 YA033"]);
    row("use: licence, with: { term: 3 days, term: 4 days }", &["c:3:60 YA033"]);
    row("use: licence, with: { term: }", &["c:3:46 YA036"]);
    row("use: licenze", &["c:3:29 YA314"]);
    row("use: something-else", &["c:3:29 YA313"]);
    row("use: licence, with: { term: 3 days }, sla: { due: 3 }, steps: {}", &["c:3:79 YA031", "c:3:74 YA075"]);
    row("use: licence, with: { term: 3 days }, changes: [{ remove: x }]", &["c:3:74 YA123"]);
    check(&[LICENCE], "  - { id: p, use: licence, with: { term: 3 days } }\n", &["c:3:5 YA034"]);
    let twice = "  - { id: p, title: P, use: licence, with: { term: 3 days } }\n".repeat(2);
    check(&[LICENCE], &twice, &["c:4:11 YA069"]);
}

const TRADE: &str = "
archetype: trade
parameters: { trade: text, term: { type: duration, default: 20 days } }
use: licence
with: { term: $term, visit: no }
owner: trades-company
sla: { due: 90 days }
changes:
  - { change: decide, to: { title: 'Decide on the $trade' }, why: it says so }
";

#[test]
fn an_archetype_builds_on_another() {
    let mut world = world(&[LICENCE, TRADE]);
    let row = "  - { id: p, title: P, use: trade, with: { trade: car wash }, owner: mayor,\n      changes: [{ change: decide, to: { due: 1 day }, why: quick }] }\n";
    let made = world.rows(row).remove(0);
    assert!(world.diagnostics.is_empty(), "{:#?}", world.found());
    let process = &made.file.definition;
    assert_eq!(flow(&process.flow.blocks), "receive decision[decide] /issued");
    assert_eq!(process.owner.as_ref().unwrap().as_str(), "mayor", "the row's own");
    assert_eq!(process.sla.as_ref().unwrap().due.to_string(), "90 days", "the archetype's that is nearer");
    assert_eq!(process.steps["decide"].attributes.due.unwrap().to_string(), "20 days");
    let ids: Vec<_> = made.changes.iter().map(|overlay| overlay.id.to_string()).collect();
    assert_eq!(ids, ["trade", "p"], "changes of archetypes come first");
    let changed = ravand_core::merge::apply(process, &made.changes[0]).expect("it can be merged");
    assert_eq!(changed.steps["decide"].title(Language::En, &"decide".into()), "Decide on the car wash");
}

#[test]
fn what_is_handed_on_fits() {
    let trade = |with: &str| {
        TRADE
            .replace("{ term: $term, visit: no }", with)
            .replace("text,", "text, o: { type: duration, optional: yes },")
    };
    let says = |with: &str, want: &[&str]| check(&[LICENCE, &trade(with)], "", want);
    says("{ term: $term, visit: $trade }", &["a1:3:28 YA302", "a1:5:29 YA320"]);
    says("{ term: $o, fee: $term }", &["a1:5:15 YA321", "a1:5:24 YA320"]);
    says("{ term: 3 }", &["a1:3:28 YA302", "a1:3:66 YA302", "a1:5:15 YA075"]);
    says("{ visti: no }", &["a1:3:28 YA302", "a1:3:66 YA302", "a1:4:6 YA319", "a1:5:9 YA318"]);
    check(&[&TRADE.replace("use: licence", "use: nothing")], "", &["a0:4:6 YA313"]);
}

#[test]
fn archetypes_do_not_build_on_each_other_in_a_ring() {
    let uses = |id: &str, base: &str| format!("archetype: {id}\nuse: {base}\n");
    let (a, b, c) = (uses("a", "b"), uses("b", "c"), uses("c", "b"));
    check(&[&a, &b, &c], "", &["a1:2:6 YA315 archetypes build on each other in a ring: `b` → `c` → `b`"]);
    check(&[&uses("a", "a")], "", &["a0:2:6 YA315 archetypes build on each other in a ring: `a` → `a`"]);
    check(&[&a, &b, &c], "  - { id: p, title: P, use: a }\n", &["a1:2:6 YA315"]);
    let chain: Vec<String> = (0..20)
        .map(|i| {
            if i == 19 {
                "archetype: a19\nsteps: { s: {} }\nflow: [s]\n".to_owned()
            } else {
                uses(&format!("a{i}"), &format!("a{}", i + 1))
            }
        })
        .collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    check(&chain, "", &["a0:2:6 YA316", "a1:2:6 YA316", "a2:2:6 YA316", "a3:2:6 YA316"]);
    check(&chain, "  - { id: p, title: P, use: a4 }\n", &["a0:2:6", "a1:2:6", "a2:2:6", "a3:2:6"]);
}

#[test]
fn a_mistake_of_an_archetype_does_not_come_back_with_its_rows() {
    let broken = LICENCE.replace("role: $expert", "role: $term");
    let row = "  - { id: p, title: P, use: licence, with: { term: 3 days } }\n";
    check(&[&broken], row, &["a0:18:11 YA303"]);
}

#[test]
fn a_bomb_does_not_go_off() {
    let steps: String = (0..2000).map(|i| format!("  s{i}: {{ asks: $l }}\n")).collect();
    let archetype = format!("archetype: a\nparameters: {{ l: list of data }}\nsteps:\n{steps}flow: [s0]\n");
    let names: Vec<String> = (0..2000).map(|i| format!("d{i}")).collect();
    let row = format!("  - {{ id: p, title: P, use: a, with: {{ l: [{}] }} }}\n", names.join(", "));
    check(&[&archetype], &row, &["c:3:11 YA322"]);
    let text = format!(
        "archetype: a\nparameters: {{ x: text }}\nsteps: {{ s: {{ title: '{}' }} }}\nflow: [s]\n",
        "$x".repeat(4000)
    );
    let row = format!("  - {{ id: p, title: P, use: a, with: {{ x: {} }} }}\n", "long ".repeat(4000));
    check(&[&text], &row, &["c:3:11 YA322"]);
}

proptest! {
    #[test]
    fn a_broken_archetype_is_no_danger(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..6, proptest::sample::select(SIGNS)), 1..8)
    ) {
        let mut letters: Vec<char> = LICENCE.chars().collect();
        for (at, taken, sign) in edits {
            let at = at.index(letters.len());
            let end = (at + taken).min(letters.len());
            letters.splice(at..end, sign.chars());
        }
        let text: String = letters.iter().collect();
        let mut world = world(&[&text, TRADE]);
        world.rows("  - { id: p, title: P, use: licence, with: { term: 3 days, fee: f } }\n  - { id: q, title: Q, use: trade, with: { trade: x } }\n");
        for found in &world.diagnostics {
            prop_assert!(!draw(found, &world.sources, Language::Fa, false).is_empty());
        }
    }
}

/// Signs that mean something to YAML or to archetypes.
const SIGNS: &[&str] = &[
    "$",
    "$$",
    "$term",
    "$checks",
    "if",
    "if: visit",
    "then: ",
    "{ if: fee, then: ",
    "not ",
    " is ",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\n",
    "  ",
    "list of ",
    "use: licence",
    "&a ",
    "*a",
    "~",
    "ی",
];
