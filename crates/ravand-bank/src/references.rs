//! What files say about each other: calendars, laws, units and processes that are named
//! must be there, and calls may not run in a ring.

use crate::Bank;
use crate::codes::{
    CALL_RING, CALLS, NEAR_PROCESS, NO_CALENDAR, NO_LAW, NO_OWNER, NO_PROCESS, NO_TITLE, OF_AN_ARCHETYPE,
};
use crate::load::{calls, listed};
use indexmap::{IndexMap, IndexSet};
use ravand_core::merge;
use ravand_core::rebase::base_moved_to;
use ravand_core::{Args, CalendarId, Code, Definition, Diagnostic, Language, LegalBasis, ProcessId, Span, Spanned};
use ravand_feel::nearest;
use std::collections::BTreeSet;

/// What only this module says.
static CODES: [&Code; 9] = [
    &CALL_RING,
    &NO_CALENDAR,
    &NO_LAW,
    &NO_PROCESS,
    &NEAR_PROCESS,
    &OF_AN_ARCHETYPE,
    &NO_OWNER,
    &NO_TITLE,
    &merge::codes::BASE_MOVED,
];

/// Processes of a ring that a message names one by one.
const RING_SHOWN: usize = 12;
/// Names that are told what may have been meant: comparing every wrong name with every
/// right one takes long where both are many.
const SUGGESTIONS_MAX: usize = 200;

/// Adds what is found to the bank's diagnostics, in place of what was found before.
pub(crate) fn check(bank: &mut Bank) {
    let mut found = Found { bank, all: Vec::new(), said: BTreeSet::new(), suggested: 0 };
    let mut called = IndexMap::with_capacity(bank.processes.len());
    for (id, definition) in &bank.processes {
        if let Some(calendar) = &definition.calendar {
            found.calendar(calendar);
        }
        let calls = calls(definition);
        calls.iter().for_each(|process| found.process(process));
        found.laws(definition);
        found.head(definition);
        called.insert(id, calls);
    }
    rings(&called, &mut found);
    for overlay in bank.overlays.values() {
        found.process(&overlay.of);
        if let Some(moved) = bank.digests.get(&overlay.of.value).and_then(|is| base_moved_to(is, overlay)) {
            found.push(moved, overlay.id.as_str());
        }
    }
    for scenario in bank.scenarios.values() {
        found.process(&scenario.process);
        scenario.calendar.iter().for_each(|calendar| found.calendar(calendar));
        scenario.staff.values().filter_map(|s| s.calendar.as_ref()).for_each(|calendar| found.calendar(calendar));
    }
    let found = found.all;
    // A file that was added may have mended what was found before.
    bank.diagnostics.retain(|known| !CODES.contains(&known.code));
    bank.diagnostics.extend(found);
}

/// All that definitions call, directly and through others, each once.
pub(crate) fn called_by<'a>(bank: &'a Bank, callers: &[&Definition]) -> Vec<&'a Definition> {
    let mut seen: IndexSet<ProcessId> =
        callers.iter().flat_map(|caller| calls(caller)).map(|called| called.value).collect();
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

/// What is found, each place once: what stands in an archetype stands in many processes.
struct Found<'a> {
    bank: &'a Bank,
    all: Vec<Diagnostic>,
    said: BTreeSet<(&'static str, Span, String)>,
    suggested: usize,
}

impl Found<'_> {
    fn push(&mut self, diagnostic: Diagnostic, about: &str) {
        let place = diagnostic.span.unwrap_or_default();
        if self.said.insert((diagnostic.code.id, place, about.to_owned())) {
            self.all.push(diagnostic);
        }
    }

    fn calendar(&mut self, id: &Spanned<CalendarId>) {
        if !self.bank.calendars.contains_key(&id.value) {
            let args = Args::new().with("id", id).with("known", listed(self.bank.calendars.keys()));
            self.push(Diagnostic::at(&NO_CALENDAR, id.span, args), id.as_str());
        }
    }

    fn process(&mut self, id: &Spanned<ProcessId>) {
        if self.bank.processes.contains_key(&id.value) {
            return;
        }
        let args = Args::new().with("id", id);
        if let Some(archetype) = self.bank.archetypes.get(id.as_str()) {
            let found = Diagnostic::at(&OF_AN_ARCHETYPE, id.span, args);
            self.push(found.note(archetype.id.span, &crate::codes::IS_HERE, Args::new().with("id", id)), id.as_str());
            return;
        }
        let near = if self.suggested < SUGGESTIONS_MAX {
            nearest(id.as_str(), self.bank.processes.keys().map(ProcessId::as_str))
        } else {
            None
        };
        self.suggested += 1;
        let found = match near {
            Some(near) => Diagnostic::at(&NEAR_PROCESS, id.span, args.with("suggestion", near)),
            None => {
                let known = listed(self.bank.processes.keys());
                Diagnostic::at(&NO_PROCESS, id.span, args.with("known", known))
            }
        };
        self.push(found, id.as_str());
    }

    fn laws(&mut self, definition: &Definition) {
        for basis in definition.steps.values().filter_map(|s| s.attributes.legal_basis.as_ref()) {
            let LegalBasis::Found(citations) = &basis.value else { continue };
            for citation in citations.iter().filter(|c| !self.bank.laws.contains_key(&c.law)) {
                let args = Args::new().with("id", &citation.law);
                self.push(Diagnostic::at(&NO_LAW, basis.span, args), citation.law.as_str());
            }
        }
    }

    /// Its owner is a unit, where the bank names its units, and it has a name in each of the
    /// bank's languages. What stands in it is the linter's to judge.
    fn head(&mut self, definition: &Definition) {
        let Some(about) = &self.bank.about else { return };
        if let Some(owner) = &definition.owner
            && !about.units.is_empty()
            && !about.units.contains_key(owner.as_str())
        {
            let known = match nearest(owner, about.units.keys().map(|unit| unit.as_str())) {
                Some(near) => format!("`{near}`"),
                None => listed(about.units.keys()),
            };
            let args = Args::new().with("id", owner).with("known", known);
            self.push(Diagnostic::at(&NO_OWNER, owner.span, args), owner);
        }
        for language in &about.languages {
            let (title, word) = match language.value {
                Language::En => (&definition.title.en, "en"),
                Language::Fa => (&definition.title.fa, "fa"),
            };
            if title.is_none() {
                let args = Args::new().with("id", &definition.id).with("language", word);
                self.push(Diagnostic::at(&NO_TITLE, definition.id.span, args), word);
            }
        }
    }
}

/// Processes that call each other in a ring, each ring once, at its first call and with all
/// others beside it. A walk in depth with a stack of its own: a chain may be long.
fn rings(called: &IndexMap<&ProcessId, Vec<Spanned<ProcessId>>>, found: &mut Found<'_>) {
    let mut done: BTreeSet<&ProcessId> = BTreeSet::new();
    for start in called.keys() {
        let mut way: Vec<(&ProcessId, usize)> = Vec::new();
        if done.insert(*start) {
            way.push((*start, 0));
        }
        while let Some((at, next)) = way.last_mut() {
            let Some(call) = called.get(at).and_then(|calls| calls.get(*next)) else {
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(first) = way.iter().position(|(id, _)| **id == call.value) {
                let members = way.get(first..).unwrap_or_default();
                let diagnostic = ring(members, called);
                found.push(diagnostic, call.value.as_str());
            } else if let Some((id, _)) = called.get_key_value(&call.value)
                && done.insert(*id)
            {
                way.push((*id, 0));
            }
        }
    }
}

/// The ring of these processes; of each it is known which of its calls was followed last.
fn ring(members: &[(&ProcessId, usize)], called: &IndexMap<&ProcessId, Vec<Spanned<ProcessId>>>) -> Diagnostic {
    let shown = members.iter().take(RING_SHOWN).map(|(id, _)| format!("`{id}`"));
    let more = (members.len() > RING_SHOWN).then(|| "…".to_owned());
    let closing = members.first().map(|(id, _)| format!("`{id}`"));
    let names = shown.chain(more).chain(closing).collect::<Vec<_>>().join(" → ");
    let mut calls = members.iter().filter_map(|(id, next)| Some((*id, called.get(id)?.get(next.checked_sub(1)?)?)));
    let first = calls.next().map(|(_, call)| call.span).unwrap_or_default();
    let found = Diagnostic::at(&CALL_RING, first, Args::new().with("ring", names));
    calls
        .take(RING_SHOWN)
        .fold(found, |found, (id, call)| found.note(call.span, &CALLS, Args::new().with("id", id).with("called", call)))
}
