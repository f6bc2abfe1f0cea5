//! The page of the bank's own reform, in both languages: well-formed, complete, escaped, its
//! own digits, and nothing from anywhere else. How it looks is asked of a browser, in `tests/`.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod markup;

use markup::parse;
use ravand_bank::Bank;
use ravand_core::{Definition, Extent, Language, Overlay, Scenario, Spanned, Title};
use ravand_lint::Weights;
use ravand_reform::{Answer, Request, compare, split};
use ravand_report::{Queues, Report, html};
use ravand_sim::Library;
use std::collections::BTreeSet;
use std::sync::LazyLock;

struct World {
    bank: Bank,
    base: Definition,
    reform: Overlay,
    elapsed: Scenario,
    district: Scenario,
    answer: Answer,
}

/// Few cases: what the page says of them is no matter here.
static WORLD: LazyLock<World> = LazyLock::new(|| {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes").as_ref()).expect("the bank");
    let base = bank.processes["building-permit"].clone();
    let reform = bank.overlay("building-permit", "permit-1401").expect("the shipped reform").clone();
    let scenario = |id: &str| bank.scenarios[&(base.id.value.clone(), id.into())].clone();
    let (elapsed, mut district) = (scenario("elapsed"), scenario("district"));
    district.extent = Extent::Cases(Spanned::nowhere(20));
    let answer = compare(&request(&bank, &base, &reform, &elapsed), &|_| ()).expect("an answer");
    World { base, reform, elapsed, district, answer, bank }
});
static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::default);
static LIBRARY: LazyLock<Library> = LazyLock::new(Library::new);

fn request<'a>(bank: &'a Bank, base: &'a Definition, reform: &'a Overlay, scenario: &'a Scenario) -> Request<'a> {
    Request {
        base,
        reform,
        scenario,
        calendars: &bank.calendars,
        called: &LIBRARY,
        weights: &WEIGHTS,
        seed: 1,
        threads: None,
        replications: Some(2),
        cases_per_operation: Some(2),
    }
}

fn page(language: Language) -> String {
    let world = &*WORLD;
    let (base, reform) = (&world.base, &world.reform);
    let split = split(&request(&world.bank, base, reform, &world.district)).expect("a split");
    let report = Report::new(&world.bank, base, reform, &world.elapsed, &world.answer).expect("a report");
    html(&report.seed(1).version("0.0.0").queues(Queues { scenario: &world.district, split: &split }), language)
}

#[test]
fn a_parser_finds_it_well_formed_and_complete() {
    for language in [Language::En, Language::Fa] {
        let seen = parse(&page(language));
        let unique: BTreeSet<&String> = seen.ids.iter().collect();
        assert_eq!(unique.len(), seen.ids.len(), "an id stands twice");
        for number in 1..=WORLD.reform.changes.len() {
            assert!(unique.contains(&format!("op-{number}")), "operation {number} is missing");
        }
        for link in &seen.links {
            let target = link.strip_prefix('#').expect("every link stays in the page");
            assert!(unique.contains(&target.to_owned()), "#{target} leads nowhere");
        }
        for name in ["script", "img", "link", "iframe"] {
            assert!(!seen.names.contains(name), "<{name}>");
        }
    }
}

#[test]
fn nothing_comes_from_elsewhere() {
    for language in [Language::En, Language::Fa] {
        let page = page(language);
        for wrong in ["http:", "https:", "@import", "url(//", "data:"] {
            assert!(!page.contains(wrong), "{wrong}");
        }
    }
}

#[test]
fn persian_has_persian_digits_only() {
    let seen = parse(&page(Language::Fa));
    let texts = seen.texts.iter().filter(|text| !text.latin);
    // An entity such as `&#39;` is no text of this event.
    let wrong: Vec<&str> =
        texts.map(|text| text.text.as_str()).filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let wrong: Vec<&str> =
        seen.texts.iter().map(|text| text.text.as_str()).filter(|text| text.contains(['ي', 'ك'])).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_a_file_says_is_escaped() {
    let evil = || Title { en: Some("</style><script>alert(1)</script>\"'&".into()), fa: None };
    let world = &*WORLD;
    let (mut base, mut reform) = (world.base.clone(), world.reform.clone());
    base.title = evil();
    reform.title = evil();
    reform.reason = Some(Spanned::nowhere(evil()));
    for change in &mut reform.changes {
        for words in [&mut change.why, &mut change.needs_first, &mut change.decided_by, &mut change.caught_by] {
            *words = Some(Spanned::nowhere(evil()));
        }
    }
    for step in base.steps.values_mut() {
        step.attributes.title = Some(Spanned::nowhere(evil()));
        step.attributes.safeguard = Some(Spanned::nowhere("<script>".into()));
    }
    let report = Report::new(&world.bank, &base, &reform, &world.elapsed, &world.answer).expect("a report");
    for language in [Language::En, Language::Fa] {
        let page = html(&report, language);
        assert!(!page.contains("<script"), "a script got in");
        assert!(page.contains("&lt;script&gt;"));
        parse(&page);
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    assert_eq!(page(Language::Fa), page(Language::Fa));
}
