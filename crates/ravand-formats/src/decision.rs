//! Decision tables: in a process, in an overlay, or in a file of their own.
//!
//! A rule's cells are stored as FEEL text with their place. `yes` and `no` become `true`
//! and `false`, plain words in a text column become text in quotes; nothing is checked
//! here, since the types of the inputs stand in the process.

use crate::codes as ya;
use crate::ident::{id, id_of, name_of};
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::registry::{data, declared};
use crate::value::{title, yes_no};
use indexmap::IndexMap;
use ravand_core::{Args, DataDeclaration, DataName, Decision, DecisionId, Rule, SourceId, Sources, Spanned, Title};
use ravand_feel::{CELLS_MAX, HitPolicy, RULES_MAX, Type, nearest};
use std::collections::BTreeSet;

/// Keys of a decision.
pub(crate) static DECISION: Keys = Keys {
    known: &[
        "title",
        "basis",
        "requires",
        "parameters",
        "hit",
        "inputs",
        "outputs",
        "priorities",
        "rules",
        "value",
        "see",
    ],
    later: &[],
};
/// Keys of a decision that stands where it is written.
pub(crate) static WRITTEN: Keys = Keys {
    known: &["title", "basis", "requires", "parameters", "hit", "inputs", "outputs", "priorities", "rules", "value"],
    later: &[],
};
/// Keys of a decision in a file of its own.
pub(crate) static DECISION_FILE: Keys = Keys {
    known: &[
        "decision",
        "title",
        "basis",
        "requires",
        "parameters",
        "hit",
        "inputs",
        "outputs",
        "priorities",
        "rules",
        "value",
    ],
    later: &[],
};
/// Keys of a table inside of an expression.
pub(crate) static TABLE: Keys = Keys { known: &["hit", "inputs", "outputs", "priorities", "rules"], later: &[] };
/// Those of them that a decision with another logic has not.
const OF_TABLES: &[&str] = &["hit", "inputs", "priorities", "rules"];

/// The hit policies, as they are written.
pub(crate) const HITS: &[(&str, HitPolicy)] = HitPolicy::WORDS;

/// The word of a rule that holds when no other does.
pub(crate) const OTHERWISE: &str = "otherwise";

/// Tables that are written out, and references to files.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    pub(crate) written: IndexMap<DecisionId, Decision>,
    pub(crate) see: IndexMap<DecisionId, Spanned<String>>,
}

/// Reads a decision table in a file of its own.
pub fn read_decision(sources: &Sources, id: SourceId) -> Read<(DecisionId, Decision)> {
    read_file(sources, id, "decision", &DECISION_FILE, |fields, cx| {
        let id: Option<Spanned<DecisionId>> = fields.require("decision", cx, self::id);
        let decision = decision(fields, cx);
        Some((id?.value, decision?))
    })
}

/// `decisions: { … }`.
pub(crate) fn decisions(place: &Place<'_>, cx: &mut Cx) -> Option<Decisions> {
    let mut all = Decisions::default();
    let read: IndexMap<DecisionId, Either> = declared(place, cx, id_of, |p, cx| {
        let fields = Fields::open(p, &DECISION, cx)?;
        if fields.wrote("see") {
            let extra = DECISION.known.iter().filter(|key| **key != "see");
            for place in extra.filter_map(|key| fields.get(key)) {
                let key = place.path.rsplit('.').next().unwrap_or_default();
                cx.report(&ya::NOT_WITH_SEE, place.key, Args::new().with("key", key).with("at", &fields.path));
            }
            return fields.read("see", cx, path).map(Either::See);
        }
        decision(&fields, cx).map(|decision| Either::Written(Box::new(decision)))
    })?;
    for (id, either) in read {
        match either {
            Either::Written(decision) => drop(all.written.insert(id, *decision)),
            Either::See(path) => drop(all.see.insert(id, path)),
        }
    }
    Some(all)
}

enum Either {
    Written(Box<Decision>),
    See(Spanned<String>),
}

/// A path inside the bank: relative, without a way out.
fn path(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<String>> {
    let text = place.string(cx)?;
    let outside = text.split('/').any(|part| matches!(part, "" | "." | ".."));
    if outside || text.contains(['\\', ':']) {
        place.report(cx, &ya::SEE_PATH, Args::new().with("found", &text.value));
        return None;
    }
    Some(text)
}

/// A table that is written out in place.
pub(crate) fn written(place: &Place<'_>, cx: &mut Cx) -> Option<Decision> {
    let fields = Fields::open(place, &WRITTEN, cx)?;
    decision(&fields, cx)
}

fn decision(fields: &Fields<'_>, cx: &mut Cx) -> Option<Decision> {
    let title: Title = fields.read("title", cx, title).unwrap_or_default();
    let basis = fields.read("basis", cx, |p, cx| p.string(cx));
    let requires = fields.read("requires", cx, |p, cx| p.list(cx, required)).unwrap_or_default();
    let parameters = fields.read("parameters", cx, data);
    if fields.wrote("parameters") && parameters.is_none() {
        return None;
    }
    let decided = if fields.wrote("value") { by_value(fields, parameters.is_some(), cx) } else { by_table(fields, cx) };
    Some(Decision { title, basis, requires, parameters, ..decided? })
}

/// What a decision requires: another one, or a datum.
fn required(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<DecisionId>> {
    let text = place.text(cx)?;
    let is_datum = text.contains('_') || !text.is_ascii();
    if is_datum { name_of(&text, &place.path, cx) } else { id_of(&text, &place.path, cx) }
}

/// A decision that is no table. One with parameters may leave open what it gives.
fn by_value(fields: &Fields<'_>, is_called: bool, cx: &mut Cx) -> Option<Decision> {
    for place in OF_TABLES.iter().filter_map(|key| fields.get(key)) {
        let key = place.path.rsplit('.').next().unwrap_or_default();
        cx.report(&ya::NOT_WITH_VALUE, place.key, Args::new().with("key", key).with("at", &fields.path));
    }
    let outputs =
        if is_called && !fields.wrote("outputs") { Some(IndexMap::new()) } else { fields.require("outputs", cx, data) };
    let logic = fields.read("value", cx, crate::logic::logic);
    Some(Decision { logic: Some(Box::new(logic?)), outputs: outputs?, ..Decision::empty(fields.key) })
}

/// A table inside of an expression.
pub(crate) fn table(place: &Place<'_>, cx: &mut Cx) -> Option<Decision> {
    let fields = Fields::open(place, &TABLE, cx)?;
    by_table(&fields, cx)
}

/// `priorities: { status: [refused, granted] }`, the most important first.
fn priorities(
    place: &Place<'_>,
    outputs: &IndexMap<DataName, DataDeclaration>,
    hit: HitPolicy,
    cx: &mut Cx,
) -> Option<IndexMap<DataName, Vec<Spanned<String>>>> {
    let mut all = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let Some((name, output)) = outputs.get_key_value(key.value) else {
            let known: Vec<&str> = outputs.keys().map(DataName::as_str).collect();
            let args = Args::new().with("at", &place.path).with("key", key.value).with("known", known.join(", "));
            cx.report(&ya::NO_COLUMN, key.span, args);
            continue;
        };
        if let Some(values) = field.list(cx, |value, cx| output_cell(value, item_of(&output.ty, hit), cx)) {
            all.insert(name.clone(), values);
        }
    }
    Some(all)
}

/// Where a policy gathers lists, a rule says one item of it.
pub(crate) fn item_of(ty: &Type, hit: HitPolicy) -> &Type {
    match ty {
        Type::List(of) if hit.gives_lists() => of,
        ty => ty,
    }
}

fn by_table(fields: &Fields<'_>, cx: &mut Cx) -> Option<Decision> {
    let hit = fields.read("hit", cx, |p, cx| p.word(cx, HITS));
    let hit = match hit {
        Some(word) => word,
        // DMN's own default.
        None => Spanned::new(HitPolicy::Unique, fields.key),
    };
    let inputs = fields.require("inputs", cx, |p, cx| p.list(cx, |p, cx| p.string(cx)));
    let outputs = fields.require("outputs", cx, data);
    // Without its columns a rule cannot be read.
    let (inputs, outputs) = (inputs?, outputs?);
    let priorities = fields.read("priorities", cx, |p, cx| self::priorities(p, &outputs, hit.value, cx));
    let priorities = priorities.unwrap_or_default();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for input in &inputs {
        if !seen.insert(input.trim()) {
            let args = Args::new().with("found", &input.value).with("at", &fields.path);
            cx.report(&ya::INPUT_TWICE, input.span, args);
        }
        if outputs.contains_key(input.value.as_str()) {
            let args = Args::new().with("found", &input.value).with("at", &fields.path);
            cx.report(&ya::COLUMN_TWICE, input.span, args);
        }
    }
    let rules = fields.require("rules", cx, |p, cx| {
        let items = p.items(cx)?;
        fits(p, items.len(), inputs.len() + outputs.len(), cx)?;
        Some(items.iter().filter_map(|item| rule(item, &inputs, &outputs, hit.value, cx)).collect())
    })?;
    Some(Decision { hit, inputs, outputs, priorities, rules, ..Decision::empty(fields.key) })
}

/// Whether a table is no larger than FEEL reads. Asked before its rules are read, because
/// a rule of one word costs a cell for every column.
fn fits(place: &Place<'_>, rules: usize, columns: usize, cx: &mut Cx) -> Option<()> {
    let cells = rules.saturating_mul(columns);
    if rules <= RULES_MAX && cells <= CELLS_MAX {
        return Some(());
    }
    let args = Args::new().with("rules", rules).with("cells", cells);
    let args = args.with("rules_max", RULES_MAX).with("cells_max", CELLS_MAX);
    cx.report(&ravand_feel::codes::TABLE_TOO_LARGE, place.key, args);
    None
}

fn rule(
    place: &Place<'_>,
    inputs: &[Spanned<String>],
    outputs: &IndexMap<DataName, DataDeclaration>,
    hit: HitPolicy,
    cx: &mut Cx,
) -> Option<Rule> {
    let mut cells: Vec<Option<Spanned<String>>> = vec![None; inputs.len()];
    let mut results: Vec<Option<Spanned<String>>> = vec![None; outputs.len()];
    let (mut otherwise, mut written) = (false, Vec::new());
    for (key, field) in place.entries(cx)? {
        written.push(key.value);
        if key.value == OTHERWISE {
            otherwise = yes_no(&field, cx).is_some_and(|o| o.value);
        } else if let Some(column) = inputs.iter().position(|i| i.value.trim() == key.value.trim()) {
            cells[column] = field.string(cx).map(|text| text.map(truth));
        } else if let Some((column, _, declaration)) = outputs.get_full(key.value) {
            results[column] = output_cell(&field, item_of(&declaration.ty, hit), cx);
        } else {
            unknown_column(&key, place, inputs, outputs, cx);
        }
    }
    if otherwise && let Some(column) = cells.iter().position(Option::is_some) {
        let args = Args::new().with("at", &place.path).with("key", &inputs[column].value);
        cx.report(&ya::OTHERWISE_TESTS, place.key, args);
    }
    for name in outputs.keys() {
        if !written.contains(&name.as_str()) {
            cx.report(&ya::NO_OUTPUT, place.key, Args::new().with("at", &place.path).with("key", name));
        }
    }
    let outputs: Option<Vec<_>> = results.into_iter().collect();
    Some(Rule { inputs: cells, outputs: outputs?, otherwise, span: place.node.span })
}

fn unknown_column(
    key: &Spanned<&str>,
    place: &Place<'_>,
    inputs: &[Spanned<String>],
    outputs: &IndexMap<DataName, DataDeclaration>,
    cx: &mut Cx,
) {
    let mut columns: Vec<&str> = inputs.iter().map(|i| i.value.as_str()).collect();
    columns.extend(outputs.keys().map(DataName::as_str));
    let args = Args::new().with("key", key.value).with("found", key.value).with("at", &place.path);
    match nearest(key.value, columns.iter().copied()) {
        Some(suggestion) => cx.report(&ya::MISSPELT_KEY, key.span, args.with("suggestion", suggestion)),
        None => cx.report(&ya::UNKNOWN_COLUMN, key.span, args.with("known", columns.join(", "))),
    }
}

fn output_cell(place: &Place<'_>, ty: &Type, cx: &mut Cx) -> Option<Spanned<String>> {
    let text = place.string(cx)?;
    Some(match ty {
        Type::Bool => text.map(truth),
        Type::Text if !text.starts_with('"') && text.value != "null" => text.map(|words| feel_text(&words)),
        _ => text,
    })
}

/// `yes` as FEEL writes it. No list can have a value named `yes`, so nothing is lost.
fn truth(text: String) -> String {
    match text.as_str() {
        "yes" => "true".to_owned(),
        "no" => "false".to_owned(),
        _ => text,
    }
}

/// Words as a FEEL text.
pub(crate) fn feel_text(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}
