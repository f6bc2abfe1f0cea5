//! What several texts have in common.

use crate::Bank;
use indexmap::IndexMap;
use ravand_core::check::check;
use ravand_core::digest::{Entries, entries};
use ravand_core::{Definition, Diagnostic, Operation, Overlay, Span, diff, merge};
use ravand_formats::print_overlay;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

/// How often the base takes over what the majority does.
const ROUNDS: usize = 8;

/// The base of texts under one set of ids, and how each differs from it.
pub(super) fn choose(bank: &Bank, texts: &[Definition]) -> Result<(Definition, Vec<Overlay>), Vec<Diagnostic>> {
    let texts: Vec<Definition> = texts.iter().map(|text| completed(bank, text.clone())).collect();
    let mut base = nearest(&texts).clone();
    let mut overlays = overlays(&base, &texts)?;
    for _ in 0..ROUNDS {
        let Some((better, fewer)) = improved(bank, &base, &overlays, &texts) else { break };
        (base, overlays) = (better, fewer);
    }
    Ok((base, overlays))
}

/// With what the registries give to every process, and without what nothing in it names.
fn completed(bank: &Bank, text: Definition) -> Definition {
    let mut text = text.with_named_only();
    for (id, role) in &bank.roles {
        text.roles.entry(id.clone()).or_insert_with(|| role.clone());
    }
    for (id, document) in &bank.documents {
        text.documents.entry(id.clone()).or_insert_with(|| document.clone());
    }
    text
}

/// How much is wrong in a definition by itself.
pub(super) fn errors(definition: &Definition) -> usize {
    check(definition).iter().filter(|found| found.is_error()).count()
}

fn overlays(base: &Definition, texts: &[Definition]) -> Result<Vec<Overlay>, Vec<Diagnostic>> {
    texts.iter().map(|text| diff(base, text)).collect()
}

/// The text that says the least that others do not.
fn nearest(texts: &[Definition]) -> &Definition {
    let said: Vec<Entries> = texts.iter().map(entries).collect();
    let apart = |one: &Entries, other: &Entries| {
        let lacks = |a: &Entries, b: &Entries| {
            a.iter().filter(|(key, entry)| b.get(*key).is_none_or(|it| it.value != entry.value)).count()
        };
        lacks(one, other) + lacks(other, one)
    };
    let mut sums = vec![0; texts.len()];
    for one in 0..said.len() {
        for other in one + 1..said.len() {
            let distance = apart(&said[one], &said[other]);
            sums[one] += distance;
            sums[other] += distance;
        }
    }
    let nearest = (0..texts.len()).min_by_key(|at| (sums[*at], *at)).unwrap_or_default();
    &texts[nearest]
}

/// The base with every change that most texts make alike, if that leaves less to change.
fn improved(
    bank: &Bank,
    base: &Definition,
    overlays: &[Overlay],
    texts: &[Definition],
) -> Option<(Definition, Vec<Overlay>)> {
    let common = common(base, overlays);
    let all = (common.len() > 1).then_some(common.as_slice());
    // What does not fit together may fit one by one.
    let tries = all.into_iter().chain(common.chunks(1));
    let before = size(overlays);
    for changes in tries {
        let mut overlay = Overlay::empty("majority", &base.id.value);
        overlay.changes = changes.to_vec();
        declare(&mut overlay, overlays);
        let Ok(mut better) = merge::apply(base, &overlay) else { continue };
        better.overlays.clear();
        better.steps.values_mut().for_each(|step| step.history.clear());
        let better = completed(bank, better);
        // Most may have withdrawn what the base still names.
        if errors(&better) <= errors(base)
            && let Ok(fewer) = self::overlays(&better, texts)
            && size(&fewer) < before
        {
            return Some((better, fewer));
        }
    }
    None
}

fn size(overlays: &[Overlay]) -> usize {
    overlays.iter().map(|overlay| overlay.changes.len()).sum()
}

/// The operations that more than half of the overlays have.
fn common(base: &Definition, overlays: &[Overlay]) -> Vec<Operation> {
    let mut counted: BTreeMap<String, (usize, &Operation)> = BTreeMap::new();
    for overlay in overlays {
        let mut seen = BTreeSet::new();
        for operation in &overlay.changes {
            let mut alone = Overlay::empty("majority", &base.id.value);
            alone.changes.push(Operation { why: None, span: Span::default(), ..operation.clone() });
            let text = print_overlay(&alone);
            if seen.insert(text.clone()) {
                counted.entry(text).or_insert((0, operation)).0 += 1;
            }
        }
    }
    let most = counted.into_values().filter(|(count, _)| 2 * count > overlays.len());
    most.map(|(_, operation)| operation.clone()).collect()
}

/// Declares what changes may name: roles and documents of anybody, since what nothing names is
/// taken away again, and of the rest what most declare.
fn declare(overlay: &mut Overlay, all: &[Overlay]) {
    take(&mut overlay.roles, all, |of| &of.roles, 0);
    take(&mut overlay.documents, all, |of| &of.documents, 0);
    let half = all.len() / 2;
    take(&mut overlay.data, all, |of| &of.data, half);
    take(&mut overlay.ends, all, |of| &of.ends, half);
    take(&mut overlay.decisions, all, |of| &of.decisions, half);
}

/// Takes over what more than so many of the overlays declare.
fn take<K: Clone + Eq + Hash, V: Clone>(
    into: &mut IndexMap<K, V>,
    all: &[Overlay],
    declared: impl Fn(&Overlay) -> &IndexMap<K, V>,
    more_than: usize,
) {
    for (id, declaration) in all.iter().flat_map(&declared) {
        if all.iter().filter(|it| declared(it).contains_key(id)).count() > more_than {
            into.entry(id.clone()).or_insert_with(|| declaration.clone());
        }
    }
}
