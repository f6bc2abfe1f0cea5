//! Rows of catalogues into processes.
//!
//! What a row makes is a process like any other: it is completed from the registries, its
//! changes are merged in place, and nothing of them is left over as an overlay. A mistake
//! that stands in an archetype is said once, with the first row that meets it as its second
//! place, however many rows there are.

use crate::codes::{FOUND_WITH, MORE_IN_CATALOGUE, NO_TABLE, TOO_MUCH};
use crate::load::{Duplicates, complete, insert, listed, resolve};
use crate::{Bank, Origin};
use ravand_core::{Args, DecisionId, Definition, Diagnostic, Span, Spanned, merge};
use ravand_formats::{self as formats, Catalogue, DIAGNOSTICS_MAX, Expanded, Row};
use std::collections::BTreeSet;

/// Parts (keys, values, entries) that all rows of a bank may make together.
pub const PARTS_MAX: usize = 50_000_000;

/// Makes the processes of a catalogue.
pub(crate) fn understand(bank: &mut Bank, catalogue: &Catalogue, duplicates: Duplicates) {
    let mut said = Said::of(bank);
    for row in &catalogue.rows {
        if bank.parts > PARTS_MAX {
            let args = Args::new().with("max", PARTS_MAX);
            bank.diagnostics.push(Diagnostic::at(&TOO_MUCH, row.id.span, args));
            break;
        }
        let read = formats::expand(row, catalogue, &bank.archetypes);
        said.say(bank, row, read.diagnostics);
        let Some(expanded) = read.value else { continue };
        bank.parts += expanded.parts;
        let (definition, found) = process(bank, expanded);
        said.say(bank, row, found);
        let origin = Origin {
            archetype: row.uses.value.clone(),
            catalogue: catalogue.id.value.clone(),
            row: row.span,
            rows: catalogue.span,
        };
        let id = definition.id.clone();
        if insert(&mut bank.processes, &mut bank.diagnostics, &id, definition, ("process", duplicates), |it| {
            Some(it.id.span)
        }) {
            bank.origins.insert(id.value, origin);
        }
    }
    said.finish(bank, catalogue.id.span);
}

/// A process that is complete, with its changes merged. One whose changes cannot be merged
/// stays without them: what names it need not be a mistake too.
fn process(bank: &Bank, expanded: Expanded) -> (Definition, Vec<Diagnostic>) {
    let Expanded { file, changes, tables, .. } = expanded;
    let mut definition = file.definition;
    let mut found = Vec::new();
    resolve(bank, &mut definition.decisions, &file.see, &mut found);
    for table in &tables {
        // A table that stands nowhere is not one of the process's own either: `see` said so.
        if !file.see.contains_key(&table.value) {
            given_table(bank, &mut definition, table, &mut found);
        }
    }
    complete(bank, &mut definition);
    for overlay in &changes {
        match merge::apply(&definition, overlay) {
            Ok(changed) => definition = changed,
            Err(problems) => {
                found.extend(problems);
                break;
            }
        }
    }
    // They are the process as it is, not something that lies on top of it.
    definition.overlays.clear();
    definition.steps.values_mut().for_each(|step| step.history.clear());
    (definition, found)
}

/// A table that a row gives by its id is the process's own, or else the bank's.
fn given_table(bank: &Bank, definition: &mut Definition, id: &Spanned<DecisionId>, found: &mut Vec<Diagnostic>) {
    if definition.decisions.contains_key(&id.value) {
        return;
    }
    match bank.decisions.get(&id.value) {
        Some(decision) => _ = definition.decisions.insert(id.value.clone(), decision.clone()),
        None => {
            let args = Args::new().with("id", id).with("known", listed(bank.decisions.keys()));
            found.push(Diagnostic::at(&NO_TABLE, id.span, args));
        }
    }
}

/// What was said already, so that a mistake of an archetype is not said with every row.
struct Said {
    places: BTreeSet<(&'static str, Span)>,
    of_rows: usize,
    left_out: usize,
}

impl Said {
    fn of(bank: &Bank) -> Self {
        let places = bank.diagnostics.iter().filter_map(|found| Some((found.code.id, found.span?)));
        Self { places: places.collect(), of_rows: 0, left_out: 0 }
    }

    fn say(&mut self, bank: &mut Bank, row: &Row, found: Vec<Diagnostic>) {
        for found in found {
            let elsewhere = found.span.filter(|span| span.source != row.span.source);
            if let Some(span) = elsewhere
                && !self.places.insert((found.code.id, span))
            {
                continue;
            }
            if self.of_rows == DIAGNOSTICS_MAX {
                self.left_out += 1;
                continue;
            }
            self.of_rows += 1;
            bank.diagnostics.push(match elsewhere {
                Some(_) => found.note(row.id.span, &FOUND_WITH, Args::new().with("id", &row.id)),
                None => found,
            });
        }
    }

    fn finish(self, bank: &mut Bank, place: Span) {
        if self.left_out > 0 {
            let args = Args::new().with("count", self.left_out);
            bank.diagnostics.push(Diagnostic::at(&MORE_IN_CATALOGUE, place, args));
        }
    }
}
