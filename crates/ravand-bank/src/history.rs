//! Overlays whose base has moved, where the bank keeps the version that they were written for.
//!
//! Such an overlay is merged with what has changed since, and used as it is to be written
//! for today; that this was done is said, and the overlay as somebody wrote it is kept. What
//! cannot be merged stands as conflicts in its file. Nothing is written to disk.

use crate::codes::REBASED;
use crate::{Bank, OverlayKey};
use ravand_core::rebase::{base_moved_to, rebase};
use ravand_core::{Args, Diagnostic, Digest, Overlay};

/// Merges every overlay of which the old base is at hand, in place of what was merged before.
pub(crate) fn settle(bank: &mut Bank) {
    digest_bases(bank);
    for (id, written) in std::mem::take(&mut bank.as_written) {
        if let Some(overlay) = bank.overlays.get_mut(&id) {
            *overlay = written;
        }
    }
    let before = std::mem::take(&mut bank.settled);
    bank.diagnostics.retain(|found| !before.contains(found));
    let moved: Vec<OverlayKey> = bank
        .overlays
        .iter()
        .filter(|(_, overlay)| old_base(bank, overlay).is_some())
        .map(|(id, _)| id.clone())
        .collect();
    for id in moved {
        settle_one(bank, &id);
    }
    bank.diagnostics.extend(bank.settled.iter().cloned());
}

/// Every process of which an overlay says for what version of it it was written has its digest.
fn digest_bases(bank: &mut Bank) {
    let asked = bank.overlays.values().filter(|overlay| overlay.base.is_some()).map(|overlay| &overlay.of.value);
    for of in asked {
        if let Some(base) = bank.processes.get(of).filter(|_| !bank.digests.contains_key(of)) {
            bank.digests.insert(of.clone(), Digest::of(base));
        }
    }
}

/// The old version of a process that has moved under an overlay.
fn old_base(bank: &Bank, overlay: &Overlay) -> Option<usize> {
    let written_for = overlay.base.as_ref()?;
    let of = &overlay.of.value;
    base_moved_to(bank.digests.get(of)?, overlay)?;
    bank.history.iter().position(|(digest, old)| old.id.value == *of && written_for.begins(digest))
}

fn settle_one(bank: &mut Bank, key: &OverlayKey) {
    let Some(overlay) = bank.overlays.get(key) else { return };
    let old = old_base(bank, overlay).and_then(|at| bank.history.get(at));
    let Some(((_, old), new)) = old.zip(bank.processes.get(&overlay.of.value)) else { return };
    match rebase(old, new, overlay) {
        Ok(rebased) => {
            let args = Args::new().with("overlay", &overlay.id).with("process", &overlay.of);
            let args = args.with("file", bank.sources.name(old.id.span.source));
            let place = overlay.base.as_ref().map_or(overlay.id.span, |base| base.span);
            bank.settled.push(Diagnostic::at(&REBASED, place, args));
            if let Some(written) = bank.overlays.insert(key.clone(), rebased) {
                bank.as_written.insert(key.clone(), written);
            }
        }
        Err(conflicts) => bank.settled.extend(conflicts),
    }
}
