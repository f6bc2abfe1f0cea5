//! What matching sees of a text.

use super::Sort;
use crate::drift::Relations;
use crate::matching::{Follow, Matching, Sketch, Thing};
use indexmap::IndexSet;
use ravand_core::{Definition, Diagnostic, Step, Target, Title};
use std::collections::{BTreeMap, BTreeSet};

/// A text that is unified: without what the registries gave it and nothing names.
pub(super) struct Text {
    pub(super) definition: Definition,
    ids: BTreeMap<Sort, Vec<String>>,
    /// Which step follows which directly, by their places.
    follows: Vec<Follow>,
}

/// Of a thing of one text, the number of the group that it is in.
type Groups = BTreeMap<(Sort, usize, String), usize>;

impl Text {
    pub(super) fn of(definition: &Definition) -> Result<Self, Vec<Diagnostic>> {
        let definition = definition.clone().with_named_only();
        let sorts = [Sort::Role, Sort::Document, Sort::End, Sort::Step, Sort::Stage];
        let ids = sorts.map(|sort| (sort, Self::ids_of(&definition, sort))).into_iter().collect();
        let relations = Relations::of(&definition)?;
        let place = |id: &ravand_core::StepId| definition.steps.get_index_of(id);
        let pairs = relations.follows(&definition.steps.keys().collect());
        let follows =
            pairs.into_iter().filter_map(|(from, to)| Some(Follow { from: place(from)?, to: place(to)?, weight: 1.0 }));
        let follows = follows.collect();
        Ok(Self { definition, ids, follows })
    }

    /// The ids of all things of a sort, in their order.
    pub(super) fn ids(&self, sort: Sort) -> &[String] {
        self.ids.get(&sort).map_or(&[], Vec::as_slice)
    }

    pub(super) fn ids_of(definition: &Definition, sort: Sort) -> Vec<String> {
        fn strings<'a, T: ToString + 'a>(ids: impl Iterator<Item = &'a T>) -> Vec<String> {
            ids.map(ToString::to_string).collect()
        }
        match sort {
            Sort::Role => strings(definition.roles.keys()),
            // Some are made and used without a declaration.
            Sort::Document => {
                let named = definition.steps.values().flat_map(documents).map(|(_, document)| document);
                let all = definition.documents.keys().map(|id| id.as_str()).chain(named);
                all.collect::<IndexSet<_>>().into_iter().map(str::to_owned).collect()
            }
            Sort::End => strings(definition.ends.keys()),
            Sort::Step => strings(definition.steps.keys()),
            Sort::Stage => definition.flow.stages().iter().map(|stage| stage.id.to_string()).collect(),
        }
    }

    pub(super) fn title_of<'d>(of: &'d Definition, sort: Sort, id: &str) -> Option<&'d Title> {
        match sort {
            Sort::Role => of.roles.get(id).map(|role| &role.title),
            Sort::Document => of.documents.get(id).map(|document| &document.title),
            Sort::End => of.ends.get(id).map(|end| &end.title),
            Sort::Step => of.steps.get(id)?.attributes.title.as_ref().map(|title| &title.value),
            Sort::Stage => of.flow.stages().into_iter().find(|stage| stage.id.as_str() == id).map(|it| &it.title),
        }
    }
}

/// The documents that a step names, each with the word under which it does.
fn documents(step: &Step) -> impl Iterator<Item = (&'static str, &str)> {
    let lists =
        [("needs", &step.needs), ("uses", &step.may_use), ("makes", &step.produces), ("records", &step.evidence)];
    lists.into_iter().flat_map(|(word, list)| list.iter().map(move |document| (word, document.as_str())))
}

/// What is known of the things of one sort: titles, and tags by what was matched before.
pub(super) fn sketches(texts: &[Text], sort: Sort, matched: &BTreeMap<Sort, Matching>) -> Vec<Sketch> {
    let mut groups = Groups::new();
    for (sort, matching) in matched {
        for (number, group) in matching.groups.iter().enumerate() {
            let members = group.members.iter().map(|(text, at)| (*sort, *text, texts[*text].ids(*sort)[*at].clone()));
            groups.extend(members.map(|member| (member, number)));
        }
    }
    let sketch = |(number, text): (usize, &Text)| {
        let tags = Tags { number, text, groups: &groups };
        let things = text.ids(sort).iter().map(|id| Thing {
            titles: Text::title_of(&text.definition, sort, id)
                .map_or([None, None], |title| [title.en.clone(), title.fa.clone()]),
            id: Some(id.clone()),
            tags: tags.of(sort, id),
        });
        let things = things.collect();
        Sketch { things, follows: if sort == Sort::Step { text.follows.clone() } else { Vec::new() } }
    };
    texts.iter().enumerate().map(sketch).collect()
}

struct Tags<'a> {
    number: usize,
    text: &'a Text,
    groups: &'a Groups,
}

impl Tags<'_> {
    fn of(&self, sort: Sort, id: &str) -> BTreeSet<String> {
        let definition = &self.text.definition;
        let mut tags = BTreeSet::new();
        match sort {
            Sort::Role => {
                let party = definition.roles.get(id).map(|role| format!("party:{:?}", role.party));
                tags.extend(party);
                self.steps(&mut tags, |step| {
                    if step.role().is_some_and(|role| role.as_str() == id) { vec!["does"] } else { Vec::new() }
                });
            }
            Sort::Document => {
                if definition.documents.get(id).is_some_and(|document| document.from_applicant) {
                    tags.insert("from:applicant".to_owned());
                }
                self.steps(&mut tags, |step| {
                    documents(step).filter(|(_, it)| *it == id).map(|(word, _)| word).collect()
                });
            }
            Sort::End => {
                tags.extend(definition.ends.get(id).map(|end| format!("favourable:{}", end.favourable)));
                let leads = |step: &Step| {
                    step.outcomes.values().any(|to| matches!(&to.value, Target::End(end) if end.as_str() == id))
                };
                self.steps(&mut tags, |step| if leads(step) { vec!["leads"] } else { Vec::new() });
            }
            Sort::Step => {
                definition.steps.get(id).into_iter().for_each(|step| self.step(&mut tags, step));
            }
            Sort::Stage => {
                let stage = definition.flow.stages().into_iter().find(|stage| stage.id.as_str() == id);
                for step in stage.iter().flat_map(|stage| stage.steps()) {
                    self.group(&mut tags, "holds", Sort::Step, step.as_str());
                }
            }
        }
        tags
    }

    /// The group of what is named, if its sort was matched before.
    fn group(&self, tags: &mut BTreeSet<String>, facet: &str, sort: Sort, id: &str) {
        let group = self.groups.get(&(sort, self.number, id.to_owned()));
        tags.extend(group.map(|group| format!("{facet}:{group}")));
    }

    /// The steps that name something, by the words under which they do.
    fn steps(&self, tags: &mut BTreeSet<String>, words: impl Fn(&Step) -> Vec<&'static str>) {
        for (id, step) in &self.text.definition.steps {
            words(step).into_iter().for_each(|word| self.group(tags, word, Sort::Step, id.as_str()));
        }
    }

    fn step(&self, tags: &mut BTreeSet<String>, step: &Step) {
        let said = &step.attributes;
        tags.extend(said.kind.as_ref().map(|kind| format!("kind:{}", kind.as_str())));
        tags.extend(said.contact.as_ref().map(|contact| format!("contact:{:?}", contact.value)));
        tags.extend(said.legal_basis.as_ref().map(|basis| format!("law:{:?}", basis.value)));
        tags.extend(said.decision.as_ref().map(|table| format!("table:{table}")));
        tags.extend(step.asks.iter().map(|datum| format!("asks:{datum}")));
        tags.extend(step.outcomes.keys().map(|outcome| format!("outcome:{outcome}")));
        for (facet, role) in [("role", &said.role), ("objection", &said.objection), ("to", &said.to)] {
            role.iter().for_each(|role| self.group(tags, facet, Sort::Role, role.as_str()));
        }
        documents(step).for_each(|(word, document)| self.group(tags, word, Sort::Document, document));
        for target in step.outcomes.values() {
            match &target.value {
                Target::End(end) => self.group(tags, "leads", Sort::End, end.as_str()),
                Target::Call(process) => _ = tags.insert(format!("calls:{process}")),
                _ => {}
            }
        }
    }
}
