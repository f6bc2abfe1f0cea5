//! Canonical digests: what they do not depend on, and what they were. A digest that moves
//! here has moved in every overlay that names it: the form has versions for that.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::bank::Bank;
use ravand::core::{Definition, Digest, Sources, diff, merge};
use ravand::formats::{print_overlay, read_overlay, read_process};

fn process(text: &str) -> Definition {
    let mut sources = Sources::new();
    let id = sources.add("sample.yaml", text);
    read_process(&sources, id).ok().expect("a sample without mistakes").definition
}

fn digest(text: &str) -> String {
    Digest::of(&process(text)).to_string()
}

const SMALL: &str = include_str!("../data/digests/small.yaml");
const OTHERWISE: &str = include_str!("../data/digests/small-otherwise.yaml");
const SIGN: &str = include_str!("../data/digests/shop-sign.yaml");

#[test]
fn digests_of_version_one_stay_what_they_were() {
    assert_eq!(digest(SMALL), "v1:sha256:1ebd1fcdca95aa5d18e110e3c41a74e4f965fb7d7e911bcba578a8797407a156");
    assert_eq!(digest(SIGN), "v1:sha256:711bb4fc4ad4e5805cb42d7a887a502cb875b7cac09809a579d22834d9fe19ae");
}

#[test]
fn a_digest_is_of_the_meaning_and_not_of_the_writing() {
    assert_eq!(digest(OTHERWISE), digest(SMALL));
    let differs = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from}");
        assert_ne!(digest(&SMALL.replacen(from, to, 1)), digest(SMALL), "{from} → {to}");
    };
    differs("10 days by law", "11 days by law");
    differs("default: no", "default: yes");
    differs("holders: 2", "holders: 3");
    differs("flow: [look, tell,", "flow: [tell, look,");
    differs("نگاه", "بازدید");
}

#[test]
fn the_difference_between_the_permit_and_its_reform_leads_there_as_text_too() {
    let bank = Bank::open("../processes".as_ref()).expect("the shipped bank");
    let permit = &bank.processes["building-permit"];
    let reformed = merge::apply(permit, bank.overlay("building-permit", "permit-1401").expect("it ships"))
        .expect("the shipped reform");
    let overlay = diff(permit, &reformed).expect("a way there");
    assert_eq!(Digest::of(&merge::apply(permit, &overlay).expect("it fits")), Digest::of(&reformed));
    let mut sources = Sources::new();
    let id = sources.add("difference.yaml", print_overlay(&overlay));
    let read = read_overlay(&sources, id).ok().expect("what was printed is read").overlay;
    assert_eq!(Digest::of(&merge::apply(permit, &read).expect("it fits")), Digest::of(&reformed));
}
