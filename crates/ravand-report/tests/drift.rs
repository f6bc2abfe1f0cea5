//! The page of the drift of the bank's own variants, in both languages: well-formed, complete,
//! escaped, its own digits, and nothing from anywhere else. How it looks is asked of a browser.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod markup;

use chrono::NaiveDate;
use markup::parse;
use ravand_bank::{Bank, Drift};
use ravand_core::{
    Action, Block, Definition, Language, Operation, Overlay, Scenario, Spanned, Spot, Step, StepId, Title,
};
use ravand_lint::Weights;
use ravand_reform::{More, Survey, Surveyed, survey};
use ravand_report::{DriftReport, drift_html};
use ravand_sim::Library;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const LANGUAGES: [Language; 2] = [Language::En, Language::Fa];

struct World {
    bank: Bank,
    base: Definition,
    variants: Vec<Overlay>,
    scenario: Scenario,
    found: Surveyed,
}

/// Few cases: what the page says of them is no matter here.
static WORLD: LazyLock<World> = LazyLock::new(|| {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes").as_ref()).expect("the bank");
    let base = bank.processes["building-permit"].clone();
    let variants: Vec<Overlay> = bank.variants_of(&base.id.value).into_iter().cloned().collect();
    let scenario = bank.scenarios[&(base.id.value.clone(), "elapsed".into())].clone();
    let found = surveyed(&bank, &base, &variants, &scenario);
    World { bank, base, variants, scenario, found }
});

fn surveyed(bank: &Bank, base: &Definition, variants: &[Overlay], scenario: &Scenario) -> Surveyed {
    let (weights, called) = (Weights::default(), Library::new());
    let survey_of = Survey {
        base,
        variants: &variants.iter().collect::<Vec<_>>(),
        scenario,
        calendars: &bank.calendars,
        called: &called,
        weights: &weights,
        seed: 1,
        threads: None,
        replications: Some(3),
        cases: Some(10),
    };
    survey(&survey_of).expect("a survey")
}

/// The page of these variants; `with` puts in what a test is about.
fn page_of(
    base: &Definition,
    variants: &[Overlay],
    language: Language,
    with: impl for<'a> Fn(DriftReport<'a>) -> DriftReport<'a>,
) -> String {
    let variants: Vec<&Overlay> = variants.iter().collect();
    let drift = Drift::measure(base, &variants).expect("they fit");
    let report = DriftReport::new(&WORLD.bank, base, &variants, &drift).expect("a report");
    drift_html(&with(report.version("0.0.0")), language)
}

/// The page of the bank's variants with all that there is to say of them.
fn page(language: Language) -> String {
    let world = &*WORLD;
    let variants: Vec<&Overlay> = world.variants.iter().collect();
    let drift = Drift::measure(&world.base, &variants).expect("they fit");
    let report = DriftReport::new(&world.bank, &world.base, &variants, &drift).expect("a report").version("0.0.0");
    drift_html(&report.cost(&world.scenario, &world.found).seed(1).today(day(2027, 5, 1)), language)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// That it is well-formed, its ids and links are in order, and nothing runs or is loaded.
#[track_caller]
fn check(page: &str) -> BTreeSet<String> {
    let seen = parse(page);
    let ids: BTreeSet<String> = seen.ids.iter().cloned().collect();
    assert_eq!(ids.len(), seen.ids.len(), "an id stands twice");
    for link in &seen.links {
        let target = link.strip_prefix('#').expect("every link stays in the page");
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
    for name in ["script", "img", "link", "iframe"] {
        assert!(!seen.names.contains(name), "<{name}>");
    }
    for wrong in ["http:", "https:", "@import", "url(//", "data:"] {
        assert!(!page.contains(wrong), "{wrong}");
    }
    ids
}

#[test]
fn a_parser_finds_it_well_formed_and_complete() {
    for language in LANGUAGES {
        let page = page(language);
        let ids = check(&page);
        for number in 1..=WORLD.variants.len() {
            assert!(ids.contains(&format!("v-{number}")), "variant {number} is missing");
        }
        for reference in page.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(ids.contains(reference), "an arrow has no head: {reference}");
        }
    }
}

#[test]
fn persian_has_persian_digits_only() {
    let seen = parse(&page(Language::Fa));
    let texts = seen.texts.iter().filter(|text| !text.latin).map(|text| text.text.as_str());
    let wrong: Vec<&str> = texts.filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let texts = seen.texts.iter().map(|text| text.text.as_str());
    let wrong: Vec<&str> = texts.filter(|text| text.contains(['ي', 'ك'])).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_costs_most_comes_first_and_what_is_saved_is_added_up() {
    let (page, found) = (page(Language::En), &WORLD.found);
    let order = found.costliest_first();
    let days: Vec<f64> = order.iter().map(|at| found.variants[*at].longer_days.value).collect();
    assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
    let table = page.split("class=\"retire\"").nth(1).expect("the table");
    let places: Vec<usize> = order
        .iter()
        .map(|at| table.find(&format!("<code>{}<", WORLD.variants[*at].id)).expect("in the table"))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let slower = found.variants.iter().map(|variant| variant.longer_days);
    let slower = slower.filter(|days| days.interval.is_some_and(|interval| interval.low > 0.0));
    let saved: f64 = slower.map(|days| days.value).sum();
    assert!(saved > 100.0 && page.contains(&format!("saves {saved:.0} days")), "{saved}");
    // By hand from its file: one signature, one paper; an appointment and a letter at the counter.
    let ninth = WORLD.variants.iter().position(|variant| variant.id.as_str() == "sample-09").expect("it ships");
    let more = found.more(&found.variants[ninth]);
    assert_eq!(more, More { signatures: 1, documents: 1, visits: 2, golden: 2 });
}

#[test]
fn without_a_scenario_it_says_that_nothing_was_simulated() {
    for (language, part) in [(Language::En, "Nothing was simulated"), (Language::Fa, "چیزی شبیه‌سازی نشده است")]
    {
        let page = page_of(&WORLD.base, &WORLD.variants, language, |report| report);
        check(&page);
        assert!(page.contains(part) && page.contains("--structure-only"));
        assert!(!page.contains("class=\"cards\""), "days that nobody simulated");
    }
}

#[test]
fn what_has_expired_is_said_for_the_day_that_is_handed_in() {
    let mut variants = WORLD.variants[..3].to_vec();
    variants[0].expires = Some(Spanned::nowhere(day(2027, 3, 20)));
    variants[1].expires = Some(Spanned::nowhere(day(2027, 3, 21)));
    variants[2].expires = None;
    let of = |today: Option<NaiveDate>| {
        page_of(&WORLD.base, &variants, Language::En, |report| match today {
            Some(today) => report.today(today),
            None => report,
        })
    };
    assert!(of(None).contains("reads no clock") && !of(None).contains("class=\"badge\">expired"));
    let last_day = of(Some(day(2027, 3, 20)));
    assert!(last_day.contains("Expired: 0. Next to expire, on 20 March 2027 (1405/12/29): 1. Without an end: 1."));
    let after = of(Some(day(2027, 3, 21)));
    assert!(after.contains("Expired: 1. Next to expire, on 21 March 2027 (1406/01/01): 1. Without an end: 1."));
    assert!(after.contains("1 day ago") && after.contains("that very day") && after.contains("--at 2027-03-21"));
}

#[test]
fn few_variants_and_none_are_pages_too() {
    let nothing = Overlay::empty("nothing", &WORLD.base.id.value);
    for language in LANGUAGES {
        check(&page_of(&WORLD.base, &[], language, |report| report));
        check(&page_of(&WORLD.base, &WORLD.variants[..1], language, |report| report.left_out(2)));
        check(&page_of(&WORLD.base, std::slice::from_ref(&nothing), language, |report| report));
        let found = surveyed(&WORLD.bank, &WORLD.base, std::slice::from_ref(&nothing), &WORLD.scenario);
        let variants = [&nothing];
        let drift = Drift::measure(&WORLD.base, &variants).expect("it fits");
        let report = DriftReport::new(&WORLD.bank, &WORLD.base, &variants, &drift).expect("a report");
        check(&drift_html(&report.cost(&WORLD.scenario, &found), language));
    }
    let none = page_of(&WORLD.base, &[], Language::En, |report| report);
    assert!(none.contains("no variant left to retire"));
    let left_out = page_of(&WORLD.base, &[], Language::Fa, |report| report.left_out(2));
    assert!(left_out.contains("گونه‌های نادرست که در این صفحه نیامده‌اند: ۲."));
    let same = page_of(&WORLD.base, &[nothing], Language::En, |report| report);
    assert!(same.contains("It changes nothing.") && same.contains("Its drawing is that of the process."));
}

#[test]
fn so_many_places_are_drawn_and_no_more() {
    let mut base = Definition::empty("long");
    let mut variant = Overlay::empty("many", &base.id.value);
    for number in 0..200 {
        let step: Spanned<StepId> = Spanned::nowhere(format!("s{number}").as_str().into());
        base.steps.insert(step.value.clone(), Step::default());
        base.flow.blocks.push(Block::Step(step.clone()));
        if number % 4 == 0 {
            variant.changes.push(Operation::because(
                Action::Add {
                    step: Spanned::nowhere(format!("x{number}").as_str().into()),
                    at: Some(Spot::After(step)),
                    content: Box::default(),
                },
                "so",
            ));
        }
    }
    let page = page_of(&base, &[variant], Language::En, |report| report);
    check(&page);
    assert_eq!(page.matches("<svg role").count(), 80, "forty places, each twice");
    assert!(page.contains("Places that are not drawn: 10."));
    // One place of all steps is told in words.
    let mut turned = Overlay::empty("turned", &base.id.value);
    let blocks = base.flow.blocks.iter().rev().cloned().collect();
    turned.changes.push(Operation::because(
        Action::Order { stage: None, order: None, blocks: Some(blocks), span: ravand_core::Span::default() },
        "so",
    ));
    let page = page_of(&base, &[turned], Language::En, |report| report);
    check(&page);
    assert!(page.contains("too many to be read side by side") && !page.contains("<svg role"));
}

#[test]
fn what_cannot_be_merged_makes_no_report() {
    let mut astray = Overlay::empty("astray", &WORLD.base.id.value);
    let step = Spanned::nowhere("nowhere".into());
    astray.changes.push(Operation::because(Action::Remove { step, documents: Default::default() }, "so"));
    let drift = Drift::measure(&WORLD.base, &[]).expect("nothing is measured");
    assert!(DriftReport::new(&WORLD.bank, &WORLD.base, &[&astray], &drift).is_err());
    // Of one that was not measured nothing is said.
    let unmeasured = DriftReport::new(&WORLD.bank, &WORLD.base, &[&WORLD.variants[0]], &drift)
        .map(|report| drift_html(&report, Language::En));
    check(&unmeasured.expect("a report"));
}

#[test]
fn what_a_file_says_is_escaped_and_turns_nothing_else() {
    let evil = || Title { en: Some("</style><script>alert(1)</script>\"'&\u{202e}".into()), fa: None };
    let mut base = WORLD.base.clone();
    base.title = evil();
    for step in base.steps.values_mut() {
        step.attributes.title = Some(Spanned::nowhere(evil()));
    }
    let mut variants = WORLD.variants[..4].to_vec();
    for variant in &mut variants {
        variant.title = evil();
        variant.reason = Some(Spanned::nowhere(evil()));
        for change in &mut variant.changes {
            change.why = Some(Spanned::nowhere(evil()));
            if let Action::Add { content, .. } = &mut change.action {
                content.attributes.title = Some(Spanned::nowhere(evil()));
            }
        }
        let step = Spanned::nowhere("<b>\"&'".into());
        let at = Some(Spot::After(Spanned::nowhere("visit-site".into())));
        variant.changes.push(Operation::because(Action::Add { step, at, content: Box::new(Step::default()) }, "so"));
    }
    for language in LANGUAGES {
        let page = page_of(&base, &variants, language, |report| report);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "a script got in");
        check(&page);
        // A mark that turns text stands in an element of its own direction.
        assert!(!page.contains("\u{202e}</p>") && !page.contains("\u{202e}</h1>"), "a mark turns what follows");
    }
}

#[test]
fn the_same_drift_gives_the_same_bytes() {
    assert_eq!(page(Language::Fa), page(Language::Fa));
}
