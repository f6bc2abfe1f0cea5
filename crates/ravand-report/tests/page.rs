//! The page of the bank's own reform, in both languages: well-formed, complete, escaped, its
//! own digits, and nothing from anywhere else. How it looks is asked of a browser, in `tests/`.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ravand_bank::Bank;
use ravand_core::{Definition, Extent, Language, Overlay, Scenario, Spanned, Title};
use ravand_lint::Weights;
use ravand_reform::{Answer, Request, compare, split};
use ravand_report::{Queues, Report, html};
use ravand_sim::Library;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Elements of HTML that have no end.
const VOID: [&str; 4] = ["meta", "br", "hr", "img"];

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

/// A text of the page and whether it stands in an element of Latin text.
struct Text {
    text: String,
    latin: bool,
}

/// What a parser sees: ids, references, texts. It fails where tags do not match.
#[derive(Default)]
struct Seen {
    ids: Vec<String>,
    links: Vec<String>,
    names: BTreeSet<String>,
    texts: Vec<Text>,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // An attribute that stands twice is an error of the iterator.
    let attributes = element.attributes().map(|attribute| attribute.expect("well-formed attributes"));
    let mut found = None;
    for attribute in attributes {
        if attribute.key.as_ref() == name {
            found = Some(attribute.value.into_owned());
        }
    }
    found
}

fn parse(page: &str) -> Seen {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = false;
    let mut seen = Seen::default();
    let mut open: Vec<(String, bool)> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                seen.ids.extend(attribute(&element, "id"));
                seen.links.extend(attribute(&element, "href"));
                seen.links.extend(attribute(&element, "src"));
                seen.names.insert(name.clone());
                if VOID.contains(&name.as_str()) {
                    continue;
                }
                let latin = open.last().is_some_and(|(_, latin)| *latin);
                let own = attribute(&element, "lang").map(|lang| lang == "en");
                open.push((name.clone(), own.unwrap_or(latin) || name == "style"));
            }
            Event::End(element) => {
                let name = element.name().as_ref().to_owned();
                assert_eq!(open.pop().map(|(name, _)| name), Some(name), "a tag closes another");
            }
            Event::Text(text) => {
                let latin = open.last().is_some_and(|(_, latin)| *latin);
                seen.texts.push(Text { text: text.to_string(), latin });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    seen
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
