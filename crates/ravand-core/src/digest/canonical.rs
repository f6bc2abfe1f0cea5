//! The canonical form: a definition as keys with values, in the order of the keys.
//!
//! Invariant: two definitions have the same entries if and only if they mean the same. What
//! says its default has no entry. Every struct is taken apart with all of its fields, so
//! that a new one does not compile before somebody has decided what its default is. What is
//! written here is version 1 and stays: a word that changes changes every digest.
//!
//! A key is a way: `steps/visit/role`, `steps/visit/needs/case-file`. Roles and documents
//! count as far as something names them: a registry that grows changes no process.

use super::graph::{element_text, flow_text as edge_text};
use super::words::{
    assign_word, basis_text, contact_word, discretion_word, on_breach_text, quoted, target_text, vote_text, yes_no,
};
use crate::definition::{
    Block, Branch, DataDeclaration, Decision, Definition, DocumentDeclaration, EndDeclaration, Flow, Holders, Order,
    Party, Provenance, RoleDeclaration, Rule, Sla, Stage,
};
use crate::graph::Graph;
use crate::id::DataName;
use crate::named::Named;
use crate::overlay::Declaration;
use crate::span::{Span, Spanned};
use crate::step::{Attributes, Criteria, Kind, Queue, SecondSignatory, Step};
use crate::title::Title;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// What a definition says at one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says; empty where being there is all there is to say.
    pub value: String,
    /// Where that was written.
    pub span: Span,
}

/// Everything that a definition says beyond its defaults, by key.
pub type Entries = BTreeMap<String, Entry>;

/// The entries of a definition.
///
/// ```
/// use ravand_core::{Definition, digest};
/// let mut permit = Definition::empty("shop-sign-permit");
/// permit.title.en = Some("Shop sign permit".to_owned());
/// let entries = digest::entries(&permit);
/// assert_eq!(entries["title/en"].value, "Shop sign permit");
/// ```
pub fn entries(definition: &Definition) -> Entries {
    let mut form = Form::default();
    form.definition(definition);
    form.entries
}

/// The text that is digested: a head line, then a line for each entry.
pub fn canonical(definition: &Definition) -> String {
    let mut text = String::from("ravand definition v1\n");
    for (key, entry) in entries(definition) {
        text.push_str(&key);
        text.push('\t');
        let plain = !entry.value.contains(['\\', '\n']);
        let escaped = || Cow::Owned(entry.value.replace('\\', "\\\\").replace('\n', "\\n"));
        text.push_str(&if plain { Cow::Borrowed(entry.value.as_str()) } else { escaped() });
        text.push('\n');
    }
    text
}

/// An id as a part of a key: what would end the part is written by its number.
pub(crate) fn part(id: &str) -> Cow<'_, str> {
    if !id.contains(['/', '%', '\t', '\n']) {
        return Cow::Borrowed(id);
    }
    let escaped = id.replace('%', "%25").replace('/', "%2F").replace('\t', "%09").replace('\n', "%0A");
    Cow::Owned(escaped)
}

/// What a declaration says, however its id is called.
pub(crate) fn declaration_entries(declaration: &Declaration) -> Entries {
    let mut form = Form::default();
    match declaration {
        Declaration::Role(_, role) => form.role("it", role),
        Declaration::Document(_, document) => form.document("it", document),
        Declaration::Datum(_, datum) => form.datum("it", datum),
        Declaration::End(_, end) => form.end("it", end),
        Declaration::Decision(_, decision) => form.decision("it", decision),
    }
    form.entries
}

#[derive(Default)]
struct Form {
    entries: Entries,
}

impl Form {
    fn put(&mut self, key: String, value: impl fmt::Display, span: Span) {
        self.entries.insert(key, Entry { value: value.to_string(), span });
    }

    fn maybe<T>(&mut self, key: &str, value: &Option<Spanned<T>>, show: impl FnOnce(&T) -> Option<String>) {
        if let Some(value) = value
            && let Some(shown) = show(&value.value)
        {
            self.put(key.to_owned(), shown, value.span);
        }
    }

    fn title(&mut self, at: &str, title: &Title, span: Span) {
        let Title { en, fa } = title;
        for (language, text) in [("en", en), ("fa", fa)] {
            if let Some(text) = text {
                self.put(format!("{at}title/{language}"), text, span);
            }
        }
    }

    fn definition(&mut self, definition: &Definition) {
        // Places, and what overlays gave it, are no part of what it means.
        let Definition {
            id,
            title,
            domain,
            owner,
            provenance,
            valid_from,
            calendar,
            sla,
            data,
            documents,
            roles,
            ends,
            steps,
            step_spans: _,
            flow,
            decisions,
            overlays: _,
        } = definition;
        self.put("process".to_owned(), id, id.span);
        self.title("", title, id.span);
        self.maybe("domain", domain, said);
        self.maybe("owner", owner, said);
        if provenance.value != Provenance::Synthetic {
            self.put("provenance".to_owned(), provenance.value.as_str(), provenance.span);
        }
        self.maybe("valid_from", valid_from, said);
        self.maybe("calendar", calendar, said);
        if let Some(sla) = sla {
            self.sla(sla);
        }
        let named = Named::of(definition);
        for (name, datum) in data {
            self.datum(&format!("data/{}", part(name.as_str())), datum);
        }
        for (id, document) in documents.iter().filter(|(id, _)| named.documents.contains(id)) {
            self.document(&format!("documents/{}", part(id.as_str())), document);
        }
        for (id, role) in roles.iter().filter(|(id, _)| named.roles.contains(id)) {
            self.role(&format!("roles/{}", part(id.as_str())), role);
        }
        for (id, end) in ends {
            self.end(&format!("ends/{}", part(id.as_str())), end);
        }
        for (id, step) in steps {
            self.step(&format!("steps/{}", part(id.as_str())), step, definition.step_span(id));
        }
        self.flow(flow);
        for (id, decision) in decisions {
            self.decision(&format!("decisions/{}", part(id.as_str())), decision);
        }
    }

    fn sla(&mut self, sla: &Sla) {
        let Sla { due, warn_at, on_breach } = sla;
        self.put("sla/due".to_owned(), due, due.span);
        self.maybe("sla/warn_at", warn_at, said);
        self.maybe("sla/on_breach", on_breach, |breach| Some(on_breach_text(breach)));
    }

    fn datum(&mut self, at: &str, datum: &DataDeclaration) {
        let DataDeclaration { ty, personal, default, title, span } = datum;
        self.put(at.to_owned(), ty, *span);
        if *personal {
            self.put(format!("{at}/personal"), "yes", *span);
        }
        if let Some(default) = default {
            self.put(format!("{at}/default"), ty.show(default), *span);
        }
        self.title(&format!("{at}/"), title, *span);
    }

    fn document(&mut self, at: &str, document: &DocumentDeclaration) {
        let DocumentDeclaration { title, from_applicant, optional, span } = document;
        if *from_applicant {
            self.put(format!("{at}/from"), "applicant", *span);
        }
        if *optional {
            self.put(format!("{at}/optional"), "yes", *span);
        }
        self.title(&format!("{at}/"), title, *span);
    }

    fn role(&mut self, at: &str, role: &RoleDeclaration) {
        let RoleDeclaration { title, holders, assumed, party, span } = role;
        self.put(at.to_owned(), "", *span);
        match holders {
            Some(Holders::Count(count)) => self.put(format!("{at}/holders"), count, *span),
            Some(Holders::Unlimited) => self.put(format!("{at}/holders"), "unlimited", *span),
            None => {}
        }
        if *assumed {
            self.put(format!("{at}/assumed"), "yes", *span);
        }
        let party = match party {
            Party::City => None,
            Party::Applicant => Some("applicant"),
            Party::OtherBody => Some("other-body"),
            Party::System => Some("system"),
        };
        if let Some(party) = party {
            self.put(format!("{at}/party"), party, *span);
        }
        self.title(&format!("{at}/"), title, *span);
    }

    fn end(&mut self, at: &str, end: &EndDeclaration) {
        let EndDeclaration { title, favourable, span } = end;
        self.put(format!("{at}/favourable"), yes_no(*favourable), *span);
        self.title(&format!("{at}/"), title, *span);
    }

    fn step(&mut self, at: &str, step: &Step, span: Span) {
        let Step {
            attributes,
            needs,
            may_use,
            produces,
            asks,
            evidence,
            after,
            not_same_person_as,
            same_person_as,
            outcomes,
            chances,
            catches,
            history: _,
        } = step;
        self.put(at.to_owned(), "", span);
        self.attributes(at, attributes);
        self.items(at, "needs", needs);
        self.items(at, "may_use", may_use);
        self.items(at, "produces", produces);
        self.items(at, "asks", asks);
        self.items(at, "evidence", evidence);
        self.items(at, "after", after);
        self.items(at, "not_same_person_as", not_same_person_as);
        self.items(at, "same_person_as", same_person_as);
        for (outcome, target) in outcomes {
            let key = format!("{at}/outcomes/{}", part(outcome.as_str()));
            self.put(key, target_text(&target.value), target.span);
        }
        for (outcome, chance) in chances {
            self.put(format!("{at}/chances/{}", part(outcome.as_str())), chance.value, chance.span);
        }
        for (error, share) in catches {
            self.put(format!("{at}/catches/{}", part(error)), share.value, share.span);
        }
    }

    /// A list of a step is a set: in which order somebody wrote it means nothing.
    fn items<T: fmt::Display>(&mut self, at: &str, list: &str, items: &[Spanned<T>]) {
        for item in items {
            self.put(format!("{at}/{list}/{}", part(&item.to_string())), "", item.span);
        }
    }

    fn attributes(&mut self, at: &str, attributes: &Attributes) {
        let Attributes {
            title,
            kind,
            role,
            discretion,
            legal_basis,
            work,
            wait,
            elapsed,
            contact,
            assign,
            criteria,
            due,
            on_breach,
            silence_basis,
            safeguard,
            irreversible,
            decision,
            reason_required,
            objection,
            second_signatory,
            queue,
            when,
            to,
            vote,
        } = attributes;
        if let Some(title) = title {
            self.title(&format!("{at}/"), &title.value, title.span);
        }
        let key = |name: &str| format!("{at}/{name}");
        self.maybe(&key("kind"), kind, |kind| (*kind != Kind::Work).then(|| kind.as_str().to_owned()));
        self.maybe(&key("role"), role, said);
        self.maybe(&key("discretion"), discretion, |it| discretion_word(*it).map(str::to_owned));
        self.maybe(&key("legal_basis"), legal_basis, |basis| Some(basis_text(basis)));
        self.maybe(&key("work"), work, said);
        self.maybe(&key("wait"), wait, said);
        self.maybe(&key("elapsed"), elapsed, said);
        self.maybe(&key("contact"), contact, |it| contact_word(*it).map(str::to_owned));
        self.maybe(&key("assign"), assign, |it| Some(assign_word(*it).to_owned()));
        self.maybe(&key("criteria"), criteria, |criteria| {
            let Criteria { see, published } = criteria;
            Some(format!("{} published {}", quoted(see), yes_no(*published)))
        });
        self.maybe(&key("due"), due, said);
        self.maybe(&key("on_breach"), on_breach, |breach| Some(on_breach_text(breach)));
        self.maybe(&key("silence_basis"), silence_basis, said);
        self.maybe(&key("safeguard"), safeguard, said);
        self.maybe(&key("irreversible"), irreversible, |it| it.then(|| "yes".to_owned()));
        self.maybe(&key("decision"), decision, said);
        self.maybe(&key("reason_required"), reason_required, |it| it.then(|| "yes".to_owned()));
        self.maybe(&key("objection"), objection, said);
        self.maybe(&key("second_signatory"), second_signatory, |second| match second {
            SecondSignatory::None => None,
            SecondSignatory::Role(role) => Some(role.to_string()),
        });
        self.maybe(&key("queue"), queue, |queue| match queue {
            Queue::Fifo => None,
            Queue::HolderPicks => Some("holder picks".to_owned()),
        });
        self.maybe(&key("when"), when, |when| Some(when.trim().to_owned()));
        self.maybe(&key("to"), to, said);
        self.maybe(&key("vote"), vote, |vote| Some(vote_text(vote)));
    }

    fn flow(&mut self, flow: &Flow) {
        let Flow { order, blocks, graph } = flow;
        if let Some(graph) = graph {
            return self.graph(graph);
        }
        if order.value == Order::ByDocuments {
            self.put("order".to_owned(), "by documents", order.span);
        }
        let span = blocks.first().map(block_span).unwrap_or_default();
        self.put("flow".to_owned(), flow_text(blocks), span);
        let mut seen = BTreeMap::new();
        self.stages(blocks, &mut seen);
    }

    /// A graph has neither blocks nor an order. What a step says stands at the step; the order
    /// of edges counts, as gateways ask in it.
    fn graph(&mut self, graph: &Graph) {
        let Graph { elements, flows } = graph;
        for (id, element) in elements {
            let at = format!("elements/{}", part(id.as_str()));
            self.put(at.clone(), element_text(element), element.span);
            self.title(&format!("{at}/"), &element.title, element.span);
        }
        for (number, (id, flow)) in flows.iter().enumerate() {
            let at = format!("edges/{number:06}");
            self.put(at.clone(), edge_text(flow), flow.span);
            self.put(format!("{at}/id"), quoted(id.as_str()), flow.span);
            self.title(&format!("{at}/"), &flow.title, flow.span);
        }
    }

    fn stages<'a>(&mut self, blocks: &'a [Block], seen: &mut BTreeMap<&'a str, usize>) {
        for block in blocks {
            match block {
                Block::Stage(Stage { id, title, order, blocks }) => {
                    let count = seen.entry(id.as_str()).or_default();
                    *count += 1;
                    // An id that stands twice is wrong, but it must not make two texts one.
                    let again = if *count > 1 { format!("%{count}") } else { String::new() };
                    let at = format!("stages/{}{again}", part(id.as_str()));
                    if order.value == Order::ByDocuments {
                        self.put(format!("{at}/order"), "by documents", order.span);
                    }
                    self.title(&format!("{at}/"), title, id.span);
                    self.stages(blocks, seen);
                }
                Block::All { branches, span: _ } => branches.iter().for_each(|branch| self.stages(branch, seen)),
                Block::One { branches, span: _ } => {
                    branches.iter().for_each(|branch| self.stages(&branch.blocks, seen));
                }
                Block::Step(_) | Block::Call(_) | Block::End(_) => {}
            }
        }
    }

    /// What was not in the language from the beginning is said where it was written only.
    fn decision(&mut self, at: &str, decision: &Decision) {
        let Decision { title, basis, requires, parameters, logic, hit, inputs, outputs, priorities, rules, span } =
            decision;
        self.title(&format!("{at}/"), title, *span);
        self.maybe(&format!("{at}/basis"), basis, said);
        if !requires.is_empty() {
            let mut names: Vec<String> = requires.iter().map(|name| part(name.as_str()).into_owned()).collect();
            names.sort();
            self.put(format!("{at}/requires"), names.join(" "), *span);
        }
        if let Some(parameters) = parameters {
            let names: Vec<String> = parameters.keys().map(|name| part(name.as_str()).into_owned()).collect();
            self.put(format!("{at}/parameters"), names.join(" "), *span);
            for (name, parameter) in parameters {
                self.datum(&format!("{at}/parameters/{}", part(name.as_str())), parameter);
            }
        }
        if let Some(logic) = logic {
            self.outputs(at, outputs);
            return self.put(format!("{at}/value"), super::logic::logic_text(logic), logic.span());
        }
        if hit.value != ravand_feel::HitPolicy::default() {
            self.put(format!("{at}/hit"), hit.value, hit.span);
        }
        for (name, values) in priorities {
            let values: Vec<String> = values.iter().map(|value| quoted(value.trim())).collect();
            self.put(format!("{at}/priorities/{}", part(name.as_str())), values.join(" "), *span);
        }
        let columns: Vec<String> = inputs.iter().map(|input| quoted(input.trim())).collect();
        self.put(format!("{at}/inputs"), columns.join(" "), *span);
        self.outputs(at, outputs);
        let names: Vec<&str> = outputs.keys().map(|name| name.as_str()).collect();
        let text: Vec<String> = rules.iter().map(|rule| rule_text(rule, &names)).collect();
        self.put(format!("{at}/rules"), text.join("\n"), *span);
    }

    fn outputs(&mut self, at: &str, outputs: &IndexMap<DataName, DataDeclaration>) {
        for (name, output) in outputs {
            self.datum(&format!("{at}/outputs/{}", part(name.as_str())), output);
        }
    }
}

/// A rule: its tests in the order of the columns, its results by the name of the output.
pub(super) fn rule_text(rule: &Rule, outputs: &[&str]) -> String {
    let Rule { inputs, outputs: results, otherwise, span: _ } = rule;
    let tests = inputs.iter().map(|cell| cell.as_ref().map_or("-".to_owned(), |cell| quoted(cell.trim())));
    let mut words: Vec<String> = tests.collect();
    if *otherwise {
        words.push("otherwise".to_owned());
    }
    words.push("=>".to_owned());
    let mut results: Vec<String> =
        outputs.iter().zip(results).map(|(name, cell)| format!("{name}={}", quoted(cell.trim()))).collect();
    results.sort();
    words.extend(results);
    words.join(" ")
}

/// The blocks of a flow on one line.
pub(crate) fn flow_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    write_blocks(blocks, &mut text);
    text
}

fn write_blocks(blocks: &[Block], text: &mut String) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        match block {
            Block::Step(id) => text.push_str(&part(id.as_str())),
            // Its title and its order have keys of their own.
            Block::Stage(Stage { id, title: _, order: _, blocks }) => {
                text.push_str("stage:");
                text.push_str(&part(id.as_str()));
                text.push('(');
                write_blocks(blocks, text);
                text.push(')');
            }
            Block::All { branches, span: _ } => {
                text.push_str("all(");
                for branch in branches {
                    text.push('(');
                    write_blocks(branch, text);
                    text.push(')');
                }
                text.push(')');
            }
            Block::One { branches, span: _ } => {
                text.push_str("one(");
                for Branch { when, blocks } in branches {
                    text.push('(');
                    match when {
                        Some(when) => text.push_str(&quoted(when.trim())),
                        None => text.push_str("otherwise"),
                    }
                    text.push_str(": ");
                    write_blocks(blocks, text);
                    text.push(')');
                }
                text.push(')');
            }
            Block::Call(process) => _ = write!(text, "call:{}", part(process.as_str())),
            Block::End(end) => _ = write!(text, "end:{}", part(end.as_str())),
        }
    }
}

fn block_span(block: &Block) -> Span {
    match block {
        Block::Step(id) => id.span,
        Block::Stage(stage) => stage.id.span,
        Block::All { span, .. } | Block::One { span, .. } => *span,
        Block::Call(id) => id.span,
        Block::End(id) => id.span,
    }
}

fn said<T: fmt::Display>(value: &T) -> Option<String> {
    Some(value.to_string())
}
