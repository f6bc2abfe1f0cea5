//! The ids of a BPMN file: who has which, and what they are called here.

use crate::ident::{FLOW_WORDS, ID_LENGTH_MAX};
use crate::xml::{Document, ElementNumber};
use std::collections::{BTreeMap, BTreeSet};

/// Who has which id.
pub(super) struct Index<'d> {
    document: &'d Document,
    by_id: BTreeMap<&'d str, ElementNumber>,
    /// What each id is called here.
    pub(super) ours: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// The next number for a name that was wanted before.
    numbers: BTreeMap<String, usize>,
}

impl<'d> Index<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let (by_id, ours) = (BTreeMap::new(), BTreeMap::new());
        let mut index = Self { document, by_id, ours, taken: BTreeSet::new(), numbers: BTreeMap::new() };
        // What is an id here as it stands keeps it, wherever it stands: others give way.
        let mut others = Vec::new();
        for (number, element) in document.iter().filter(|(_, element)| element.namespace == super::MODEL) {
            let Some(id) = element.attribute("id") else { continue };
            if index.by_id.insert(id, number).is_some() {
                continue;
            }
            let said = element.vendor("id").filter(|said| said.namespace == super::RAVAND);
            let ours = said.map_or_else(|| usable(id), |said| said.value.clone());
            if said.is_some() || ours == id {
                let ours = index.fresh(&ours);
                index.ours.insert(id.to_owned(), ours);
            } else {
                others.push((id, ours));
            }
        }
        for (id, ours) in others {
            let ours = index.fresh(&ours);
            index.ours.insert(id.to_owned(), ours);
        }
        index
    }

    /// The element that a reference names; a prefix is a namespace of the file and does not
    /// tell ids apart.
    pub(super) fn get(&self, reference: &str) -> Option<ElementNumber> {
        let local = reference.rsplit(':').next().unwrap_or(reference).trim();
        self.by_id.get(reference.trim()).or_else(|| self.by_id.get(local)).copied()
    }

    /// What an id is called here.
    pub(super) fn called(&self, reference: &str) -> String {
        let local = reference.rsplit(':').next().unwrap_or(reference).trim();
        self.ours.get(reference.trim()).or_else(|| self.ours.get(local)).cloned().unwrap_or_else(|| kebab(local))
    }

    /// What an element is called here; one without an id gets a name of its own.
    pub(super) fn name_of(&mut self, number: ElementNumber) -> String {
        let element = self.document.element(number);
        match element.attribute("id") {
            Some(id) => self.called(id),
            None => self.fresh(&kebab(&element.name)),
        }
    }

    fn fresh(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let name = format!("{wanted}-{number}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// An id of a file as one of the language: in kebab-case, no word of a flow, and not too long.
pub(super) fn usable(id: &str) -> String {
    let mut id = kebab(id);
    id.truncate(ID_LENGTH_MAX - 10);
    let kept = id.trim_end_matches('-').len();
    id.truncate(kept);
    if FLOW_WORDS.contains(&id.as_str()) { format!("{id}-here") } else { id }
}

/// An id in kebab-case: `SequenceFlow_1` is `sequence-flow-1`.
pub fn kebab(text: &str) -> String {
    words(text, '-')
}

/// A name in snake_case: `integerVariable` is `integer_variable`.
pub(super) fn snake(text: &str) -> String {
    words(text, '_')
}

fn words(text: &str, between: char) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for character in text.chars() {
        let starts = character.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit());
        if character.is_ascii_alphanumeric() {
            if (starts || !before.is_ascii_alphanumeric()) && !out.is_empty() && !out.ends_with(between) {
                out.push(between);
            }
            out.push(character.to_ascii_lowercase());
        }
        before = character;
    }
    match out.chars().next() {
        Some(first) if first.is_ascii_lowercase() => out,
        Some(_) => format!("x{between}{out}"),
        None => "x".to_owned(),
    }
}
