//! What a digest depends on, and what not.

use super::{Digest, DigestPrefix, canonical};
use crate::random::any_definition;
use crate::testing::{process, table};
use crate::*;
use proptest::prelude::*;

/// Digests of version 1. They never change: an overlay somewhere says one of them.
const FROZEN: [(&str, &str, &str); 4] = [
    ("", include_str!("frozen/empty.txt"), include_str!("frozen/empty.digest")),
    ("a\nb: ^a", include_str!("frozen/loop.txt"), include_str!("frozen/loop.digest")),
    (
        "{ s\na: in-form deed? > x role:r =d\n}\nall\nb: x ~x !a\nor\nc: @a /e\n}\ne",
        include_str!("frozen/blocks.txt"),
        include_str!("frozen/blocks.digest"),
    ),
    ("a: role:r", include_str!("frozen/rich.txt"), include_str!("frozen/rich.digest")),
];

/// The last sample says everything that a process can say once.
fn sample(text: &str) -> Definition {
    let mut sample = process(text);
    if text == "a: role:r" {
        enrich(&mut sample);
    }
    sample
}

fn enrich(sample: &mut Definition) {
    fn at<T>(value: T) -> Option<Spanned<T>> {
        Some(Spanned::nowhere(value))
    }
    sample.title = Title { en: Some("A \\ b\nc".to_owned()), fa: Some("روند".to_owned()) };
    sample.domain = at("BEA".to_owned());
    sample.owner = at("organisation".to_owned());
    sample.provenance = Spanned::nowhere(Provenance::Modelled);
    sample.valid_from = chrono::NaiveDate::from_ymd_opt(2024, 3, 20).map(Spanned::nowhere);
    sample.calendar = at("offices".into());
    let days = Length::new(15.0, Unit::WorkingDay);
    let on_breach = at(OnBreach::Escalate("r".into()));
    sample.sla = Some(Sla { due: Spanned::nowhere(days.into()), warn_at: at(0.8), on_breach });
    sample.decisions.insert("t".into(), table("d", "g"));
    sample.flow.order = Spanned::nowhere(Order::ByDocuments);
    sample.roles.insert(
        "r".into(),
        RoleDeclaration {
            holders: Some(Holders::Count(4)),
            assumed: true,
            party: Party::OtherBody,
            ..RoleDeclaration::default()
        },
    );
    let step = &mut sample.steps["a"];
    step.catches.insert("oversize".to_owned(), Spanned::nowhere(0.9));
    let attributes = &mut step.attributes;
    attributes.title = at(Title { en: Some("Look".to_owned()), fa: None });
    attributes.kind = at(Kind::Inspect);
    attributes.discretion = at(Discretion::Judgement);
    let citation = Citation { law: "act".into(), article: Some("55(24)".to_owned()) };
    attributes.legal_basis = at(LegalBasis::Found(vec![citation]));
    let usual = Distribution::Triangle { min: 0.5, mode: 1.0, max: 1.75 };
    attributes.work = at(VariableLength { amount: usual, unit: Unit::Hour });
    attributes.contact = at(Contact::FaceToFace);
    attributes.assign = at(Assign::LeastLoaded);
    attributes.criteria = at(Criteria { see: "t".to_owned(), published: true });
    attributes.due = at(Length::new(3.0, Unit::WorkingDay).into());
    attributes.on_breach = at(OnBreach::Reassign);
    attributes.irreversible = at(true);
    attributes.second_signatory = at(SecondSignatory::Role("r".into()));
    attributes.queue = at(Queue::HolderPicks);
    attributes.when = at("d and not(g)".to_owned());
}

#[test]
fn digests_of_version_1_stay() {
    for (text, form, digest) in FROZEN {
        let sample = sample(text);
        assert_eq!(canonical(&sample), form, "the canonical form of:\n{text}");
        assert_eq!(Digest::of(&sample).as_str(), digest.trim(), "the digest of:\n{text}");
    }
}

#[test]
fn a_prefix_names_a_digest() {
    let digest = Digest::of(&process("a"));
    assert!(DigestPrefix::parse(digest.as_str()).is_some_and(|it| it.begins(&digest)));
    assert!(DigestPrefix::parse(&digest.short()).is_some_and(|it| it.begins(&digest)));
    assert!(DigestPrefix::parse("v1:sha256:000000").is_some_and(|it| !it.begins(&digest)));
    for wrong in ["", "1f0c27", "v1:sha256:", "v1:sha256:1f0c2", "v1:sha256:1F0C27", "v2:sha256:1f0c27"] {
        assert!(DigestPrefix::parse(wrong).is_none(), "{wrong}");
    }
    assert!(DigestPrefix::parse(&format!("{digest}0")).is_none());
}

/// Whether a change of a process changes its digest.
fn check(counts: bool, what: &str, change: impl FnOnce(&mut Definition)) {
    let before = sample("a: role:r");
    let mut after = before.clone();
    change(&mut after);
    assert_eq!(Digest::of(&before) != Digest::of(&after), counts, "{what}");
}

#[test]
fn what_means_something_counts() {
    check(true, "title", |it| it.title.en = None);
    check(true, "a rule's place", |it| it.decisions["t"].rules.reverse());
    check(true, "end", |it| it.ends["done"].favourable = false);
    check(true, "holders", |it| it.roles["r"].holders = None);
    check(true, "flow", |it| it.flow.blocks.reverse());
    check(true, "order", |it| it.flow.order = Spanned::nowhere(Order::AsWritten));
    check(true, "attribute", |it| it.steps["a"].attributes.due = None);
    check(true, "catches", |it| it.steps["a"].catches.clear());
    check(true, "datum", |it| _ = it.data.insert("new".into(), crate::testing::datum()));
}

#[test]
fn what_says_nothing_does_not_count() {
    check(false, "history", |it| it.steps["a"].history.push(Applied { overlay: "o".into(), operation: 0 }));
    check(false, "overlays", |it| it.overlays.push("o".into()));
    check(false, "an unused role", |it| _ = it.roles.insert("q".into(), RoleDeclaration::default()));
    check(false, "an unused document", |it| _ = it.documents.insert("q".into(), DocumentDeclaration::default()));
    check(false, "a place", |it| it.id.span.start = 7);
    check(false, "a default", |it| {
        it.steps["a"].attributes.reason_required = Some(Spanned::nowhere(false));
    });
}

/// The same definition with everything declared in the opposite order.
fn reversed(definition: &Definition) -> Definition {
    let mut it = definition.clone();
    it.data.reverse();
    it.documents.reverse();
    it.roles.reverse();
    it.ends.reverse();
    it.steps.reverse();
    it.decisions.reverse();
    for step in it.steps.values_mut() {
        step.needs.reverse();
        step.may_use.reverse();
        step.produces.reverse();
        step.asks.reverse();
        step.evidence.reverse();
        step.after.reverse();
        step.not_same_person_as.reverse();
        step.same_person_as.reverse();
        step.outcomes.reverse();
        step.chances.reverse();
        step.catches.reverse();
    }
    it
}

/// The same definition with defaults written out.
fn written_out(definition: &Definition) -> Definition {
    let mut it = definition.clone();
    for step in it.steps.values_mut() {
        let attributes = &mut step.attributes;
        attributes.kind.get_or_insert(Spanned::nowhere(Kind::Work));
        attributes.discretion.get_or_insert(Spanned::nowhere(Discretion::None));
        attributes.contact.get_or_insert(Spanned::nowhere(Contact::None));
        attributes.irreversible.get_or_insert(Spanned::nowhere(false));
        attributes.reason_required.get_or_insert(Spanned::nowhere(false));
        attributes.second_signatory.get_or_insert(Spanned::nowhere(SecondSignatory::None));
        attributes.queue.get_or_insert(Spanned::nowhere(Queue::Fifo));
    }
    it
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_nor_written_defaults_count(definition in any_definition()) {
        prop_assert_eq!(canonical(&definition), canonical(&reversed(&definition)));
        prop_assert_eq!(canonical(&definition), canonical(&written_out(&definition)));
    }

    #[test]
    fn what_has_one_digest_has_one_form(a in any_definition(), b in any_definition()) {
        prop_assert_eq!(Digest::of(&a) == Digest::of(&b), canonical(&a) == canonical(&b));
    }
}
