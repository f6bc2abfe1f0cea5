//! What files say about each other: calendars, laws and processes that are named must be
//! there, and calls may not run in a ring.

use crate::Bank;
use crate::codes::{CALL_RING, NO_CALENDAR, NO_LAW, NO_PROCESS};
use crate::load::{calls, listed};
use indexmap::IndexSet;
use ravand_core::{Args, CalendarId, Code, Definition, Diagnostic, LegalBasis, ProcessId, Spanned};

/// What only this module says.
static CODES: [&Code; 4] = [&CALL_RING, &NO_CALENDAR, &NO_LAW, &NO_PROCESS];

/// Adds what is found to the bank's diagnostics, in place of what was found before.
pub(crate) fn check(bank: &mut Bank) {
    let mut found = Vec::new();
    for definition in bank.processes.values() {
        if let Some(calendar) = &definition.calendar {
            known_calendar(bank, calendar, &mut found);
        }
        for process in calls(definition) {
            known_process(bank, &process, &mut found);
        }
        laws(bank, definition, &mut found);
        ring(bank, definition, &mut found);
    }
    for overlay in bank.overlays.values() {
        known_process(bank, &overlay.of, &mut found);
    }
    for scenario in bank.scenarios.values() {
        known_process(bank, &scenario.process, &mut found);
        scenario.calendar.iter().for_each(|c| known_calendar(bank, c, &mut found));
        scenario.staff.values().filter_map(|s| s.calendar.as_ref()).for_each(|c| {
            known_calendar(bank, c, &mut found);
        });
    }
    // A file that was added may have mended what was found before.
    bank.diagnostics.retain(|known| !CODES.contains(&known.code));
    bank.diagnostics.extend(found);
}

/// A process and all that it calls, each once, itself first.
pub(crate) fn reachable<'a>(bank: &'a Bank, process: &ProcessId) -> Vec<&'a Definition> {
    let mut seen: IndexSet<ProcessId> = IndexSet::from([process.clone()]);
    let mut definitions = Vec::new();
    let mut next = 0;
    while let Some(id) = seen.get_index(next) {
        next += 1;
        let Some(definition) = bank.processes.get(id) else { continue };
        definitions.push(definition);
        seen.extend(calls(definition).into_iter().map(|called| called.value));
    }
    definitions
}

fn known_calendar(bank: &Bank, id: &Spanned<CalendarId>, found: &mut Vec<Diagnostic>) {
    if !bank.calendars.contains_key(&id.value) {
        let args = Args::new().with("id", id).with("known", listed(bank.calendars.keys()));
        found.push(Diagnostic::at(&NO_CALENDAR, id.span, args));
    }
}

fn known_process(bank: &Bank, id: &Spanned<ProcessId>, found: &mut Vec<Diagnostic>) {
    if !bank.processes.contains_key(&id.value) {
        let args = Args::new().with("id", id).with("known", listed(bank.processes.keys()));
        found.push(Diagnostic::at(&NO_PROCESS, id.span, args));
    }
}

fn laws(bank: &Bank, definition: &Definition, found: &mut Vec<Diagnostic>) {
    for basis in definition.steps.values().filter_map(|s| s.attributes.legal_basis.as_ref()) {
        let LegalBasis::Found(citations) = &basis.value else { continue };
        for citation in citations.iter().filter(|c| !bank.laws.contains_key(&c.law)) {
            let args = Args::new().with("id", &citation.law);
            found.push(Diagnostic::at(&NO_LAW, basis.span, args));
        }
    }
}

/// Whether a process calls itself, directly or through others.
fn ring(bank: &Bank, definition: &Definition, found: &mut Vec<Diagnostic>) {
    for call in calls(definition) {
        let back = reachable(bank, &call.value)
            .iter()
            .find(|d| calls(d).iter().any(|c| c.value == definition.id.value))
            .map(|d| d.id.value.clone());
        if let Some(last) = back {
            let (first, next) = (&definition.id.value, &call.value);
            let ring = if last == *next {
                format!("`{first}` → `{next}` → `{first}`")
            } else {
                format!("`{first}` → `{next}` → … → `{last}` → `{first}`")
            };
            found.push(Diagnostic::at(&CALL_RING, call.span, Args::new().with("ring", ring)));
        }
    }
}
