//! Texts that nobody wrote together become one process: on mutants of the five main processes,
//! of which it is known what is what.

use ravand::bank::Bank;
use ravand::bank::unify::{Answers, unify};
use ravand::core::{Digest, OverlayId, merge};
use ravand_tests::matching::mutants::{HARMS, Mutant, by_titles, judge, mutant};
use ravand_tests::matching::{FIVE, Score};
use std::path::Path;

/// Fewer than the 22 of the measurement: what each text shows is the same.
const TEXTS: u64 = 8;

#[test]
fn every_text_comes_out_of_its_base_and_overlay_again_and_most_of_it_is_recognised() {
    let bank = Bank::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes"))).expect("the bank");
    for harm in &HARMS {
        let (mut found, mut titles) = (Score::default(), Score::default());
        for id in FIVE {
            let mutants: Vec<Mutant> = (0..TEXTS).map(|seed| mutant(&bank.processes[id], harm, seed)).collect();
            let names = (0..TEXTS).map(|number| OverlayId::from(format!("office-{number}").as_str()));
            let texts: Vec<_> = names.zip(mutants.iter().map(|mutant| &mutant.definition)).collect();
            let unified = unify(&bank, &texts, &id.into(), &Answers::default()).expect("they are blocks");
            for (number, (_, text)) in texts.iter().enumerate() {
                let again = merge::apply(&unified.base, &unified.overlays[number]).expect("the overlay fits");
                let mut again = unified.names[number].inverse().apply(&again);
                again.id = text.id.clone();
                assert_eq!(Digest::of(&again), Digest::of(text), "{id}, {}, seed {number}", harm.name);
            }
            found = found.and(judge(&mutants, &unified));
            titles = titles.and(by_titles(&mutants).expect("they are small"));
        }
        assert!(found.precision() > 0.99, "{}: {found}", harm.name);
        assert!(found.recall() > 0.9, "{}: {found}", harm.name);
        assert!(found.recall() >= titles.recall(), "{}: {found}, by titles alone {titles}", harm.name);
    }
}
