//! What holds for every rule: its words, its manual, its examples.

use super::RULES;
use crate::rule::{Input, Rule, explain, lint};
use crate::testing::{definition, found_in_example};
use crate::{RiskContext, Weights, assess_all};
use ravand_core::Language;
use std::collections::BTreeSet;

/// The YAML blocks of a manual.
fn blocks(manual: &str) -> Vec<&str> {
    manual.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn codes_and_names_are_used_once_and_lead_to_their_rule() {
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code.id).collect();
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!((codes.len(), names.len()), (RULES.len(), RULES.len()));
    for rule in RULES {
        assert_eq!(explain(rule.code.id).map(|found| found.name), Some(rule.name));
        assert_eq!(explain(rule.name).map(|found| found.name), Some(rule.name));
    }
    assert!(explain("GS999").is_none());
}

#[test]
fn every_manual_has_its_parts_in_both_languages() {
    let english = ["### What it does", "### Why is this bad?", "### Example", "### Use instead"];
    let persian = ["### چه می‌کند", "### چرا بد است؟", "### به جای آن"];
    for rule in RULES {
        let (en, fa) = (rule.manual(Language::En), rule.manual(Language::Fa));
        english.iter().for_each(|part| assert!(en.contains(part), "{rule:?}: {part}"));
        assert_eq!(blocks(&fa), blocks(&en), "{rule:?}: the examples");
        persian.iter().for_each(|part| assert!(fa.contains(part), "{rule:?}: {part}"));
    }
}

#[test]
fn both_languages_name_the_same_arguments_in_persian_letters() {
    let arguments = |text: &str| -> BTreeSet<String> {
        let opened = text.split('{').skip(1);
        opened.filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
    };
    for Rule { code, persian, .. } in RULES {
        for words in [code.message, code.help] {
            assert_eq!(arguments(words.en), arguments(words.fa), "{}", code.id);
        }
        for text in [code.message.fa, code.help.fa, persian] {
            assert!(!text.contains(['ي', 'ك']), "{}: Arabic letters", code.id);
            let digits = |c: char| c.is_ascii_digit();
            let prose = text.split('`').step_by(2).flat_map(str::split_whitespace);
            let mut stray = prose.filter(|word| word.starts_with(digits));
            assert_eq!(stray.next(), None, "{}: Latin digits", code.id);
        }
    }
}

#[test]
fn every_example_is_found_and_what_to_use_instead_is_not() {
    for rule in RULES {
        let manual = rule.manual(Language::En);
        let [example, instead] = blocks(&manual)[..] else { panic!("{rule:?}: two blocks of YAML") };
        assert_eq!(found_in_example(rule.code.id, example), 1, "{rule:?}: {example}");
        assert_eq!(found_in_example(rule.code.id, instead), 0, "{rule:?}: {instead}");
    }
}

#[test]
fn findings_stand_in_the_order_of_the_file() {
    let definition = definition(
        "
        b: { kind: approve, role: deputy, discretion: free, contact: face_to_face, legal_basis: not-found }
        a: { kind: approve, role: deputy, legal_basis: not-found, contact: face_to_face, discretion: free }
    ",
    );
    let weights = Weights::default();
    let risks = assess_all(&definition, &RiskContext::new(&weights));
    let found = lint(&Input::new(&definition, &risks));
    let shown: Vec<String> =
        found.iter().map(|finding| format!("{} {}", finding.step.as_ref().unwrap(), finding.rule.code.id)).collect();
    let expected = ["b GS001", "b GS002", "b CT301", "b GS005", "a GS001", "a GS005", "a CT301", "a GS002"];
    assert_eq!(shown, expected);
}
