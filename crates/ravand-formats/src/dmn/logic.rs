//! Boxed expressions of DMN as those of the model.

use super::codes;
use super::tree::Element;
use super::types::{Types, column};
use crate::reader::Cx;
use indexmap::IndexMap;
use ravand_core::decision::{ContextEntry, Each, Logic};
use ravand_core::{Args, DataDeclaration, DataName, Decision, Rule, Span, Spanned, Title};
use ravand_feel::{Aggregator, HitPolicy, Type};

/// Every element that is a boxed expression.
const KINDS: [&str; 12] = [
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "relation",
    "list",
    "functionDefinition",
    "conditional",
    "filter",
    "for",
    "every",
    "some",
];

/// The boxed expression inside an element.
pub(super) fn inside(element: &Element) -> Option<&Element> {
    element.children.iter().find(|child| child.namespace == element.namespace && KINDS.contains(&child.name.as_str()))
}

/// A text with its place; that of its element where it does not stand in the file as it is.
pub(super) fn text_of(element: &Element) -> Option<Spanned<String>> {
    let text = element.child("text")?;
    let trimmed = text.text.trim();
    let before = text.text.len() - text.text.trim_start().len();
    let span = match text.text_at {
        Some(at) => {
            let start = at.saturating_add(before as u32);
            Span { start, end: start.saturating_add(trimmed.len() as u32), ..text.span }
        }
        None => text.span,
    };
    Some(Spanned::new(trimmed.to_owned(), span))
}

/// A name as other elements write it: spaces count once.
pub(super) fn name_of(element: &Element) -> Option<String> {
    let name: Vec<&str> = element.attribute("name")?.split_whitespace().collect();
    (!name.is_empty()).then(|| name.join(" "))
}

pub(super) fn declaration(ty: Type, span: Span) -> DataDeclaration {
    DataDeclaration { ty, personal: false, default: None, title: Title::default(), span }
}

pub(super) struct Reader<'r, 'e> {
    pub(super) types: &'r mut Types<'e>,
    pub(super) cx: &'r mut Cx,
}

impl Reader<'_, '_> {
    /// The expression inside an element, which must be there.
    fn part(&mut self, element: &Element, ty: &Type) -> Option<Logic> {
        match inside(element) {
            Some(logic) => self.logic(logic, ty),
            None => {
                self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", &element.name));
                None
            }
        }
    }

    fn part_of(&mut self, element: &Element, name: &str, ty: &Type) -> Option<Box<Logic>> {
        match element.child(name) {
            Some(part) => self.part(part, ty).map(Box::new),
            None => {
                self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", name));
                None
            }
        }
    }

    /// A boxed expression, whose value should be of a type.
    pub(super) fn logic(&mut self, element: &Element, ty: &Type) -> Option<Logic> {
        let span = element.span;
        match element.name.as_str() {
            "literalExpression" => self.literal(element).map(Logic::Literal),
            "decisionTable" => {
                let own = self.types.of_attribute(Some(element), self.cx);
                let ty = if *ty == Type::Any { own } else { ty.clone() };
                Some(Logic::Table(Box::new(self.table(element, &ty, None)?)))
            }
            "context" => self.context(element, ty),
            "invocation" => self.invocation(element),
            "relation" => self.relation(element),
            "list" => {
                let items = element
                    .children
                    .iter()
                    .filter(|child| child.namespace == element.namespace && KINDS.contains(&child.name.as_str()));
                let items = items.map(|item| self.logic(item, &Type::Any)).collect::<Vec<_>>();
                Some(Logic::List { items: items.into_iter().collect::<Option<_>>()?, span })
            }
            "functionDefinition" => {
                let (parameters, body) = self.function(element, &Type::Any)?;
                Some(Logic::Function { parameters, body: Box::new(body), span })
            }
            "conditional" => {
                let condition = self.part_of(element, "if", &Type::Bool);
                let (then, otherwise) = (self.part_of(element, "then", ty), self.part_of(element, "else", ty));
                Some(Logic::If { condition: condition?, then: then?, otherwise: otherwise?, span })
            }
            "filter" => {
                let (list, keep) =
                    (self.part_of(element, "in", &Type::Any), self.part_of(element, "match", &Type::Bool));
                Some(Logic::Filter { list: list?, keep: keep?, span })
            }
            other => {
                let (what, body) = match other {
                    "for" => (Each::For, "return"),
                    "every" => (Each::Every, "satisfies"),
                    _ => (Each::Some, "satisfies"),
                };
                let variable = element.attribute("iteratorVariable").unwrap_or("item").trim().to_owned();
                let (list, body) = (self.part_of(element, "in", &Type::Any), self.part_of(element, body, &Type::Any));
                Some(Logic::Each { what, variable: Spanned::new(variable, span), list: list?, body: body?, span })
            }
        }
    }

    fn literal(&mut self, element: &Element) -> Option<Spanned<String>> {
        if let Some(language) = element.attribute("expressionLanguage")
            && !language.to_ascii_lowercase().contains("feel")
        {
            self.cx.report(&codes::LANGUAGE, element.span, Args::new().with("language", language));
            return None;
        }
        if let Some(values) = element.child("importedValues") {
            self.cx.report(&codes::NOT_SUPPORTED, values.span, Args::new().with("element", "importedValues"));
            return None;
        }
        let text = text_of(element).filter(|text| !text.is_empty());
        if text.is_none() {
            self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", &element.name));
        }
        text
    }

    fn context(&mut self, element: &Element, ty: &Type) -> Option<Logic> {
        let (mut entries, mut result, mut whole) = (Vec::new(), None, true);
        for entry in element.all("contextEntry") {
            let variable = entry.child("variable");
            let own = self.types.of_attribute(variable, self.cx);
            match variable.and_then(name_of) {
                Some(name) => {
                    let at = variable.map_or(entry.span, |variable| variable.span);
                    match self.part(entry, &own) {
                        Some(logic) => entries.push(ContextEntry { name: Spanned::new(name, at), ty: own, logic }),
                        None => whole = false,
                    }
                }
                // An entry without a name is what the whole gives.
                None => match self.part(entry, ty) {
                    Some(logic) => result = Some(Box::new(logic)),
                    None => whole = false,
                },
            }
        }
        whole.then_some(Logic::Context { entries, result, span: element.span })
    }

    fn invocation(&mut self, element: &Element) -> Option<Logic> {
        let callee = match element.child("literalExpression") {
            Some(callee) => self.literal(callee)?,
            None => {
                self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", "invocation"));
                return None;
            }
        };
        let (mut with, mut whole) = (IndexMap::new(), true);
        for binding in element.all("binding") {
            let Some(name) = binding.child("parameter").and_then(name_of) else {
                self.cx.report(&codes::NO_NAME, binding.span, Args::new().with("element", "parameter"));
                whole = false;
                continue;
            };
            let value = match inside(binding) {
                Some(logic) => self.logic(logic, &Type::Any),
                None => Some(Logic::Literal(Spanned::new("null".to_owned(), binding.span))),
            };
            match value {
                Some(value) => drop(with.insert(name, value)),
                None => whole = false,
            }
        }
        whole.then_some(Logic::Call { callee, with, span: element.span })
    }

    fn relation(&mut self, element: &Element) -> Option<Logic> {
        let columns: Vec<Spanned<String>> =
            element.all("column").filter_map(|column| Some(Spanned::new(name_of(column)?, column.span))).collect();
        let (mut rows, mut whole) = (Vec::new(), true);
        for row in element.all("row") {
            let cells = row.children.iter().filter(|cell| KINDS.contains(&cell.name.as_str()));
            let cells: Vec<Option<Logic>> = cells.map(|cell| self.logic(cell, &Type::Any)).collect();
            match cells.into_iter().collect::<Option<Vec<_>>>() {
                Some(cells) => rows.push(cells),
                None => whole = false,
            }
        }
        whole.then_some(Logic::Relation { columns, rows, span: element.span })
    }

    /// The parameters and the body of a function or a knowledge model.
    pub(super) fn function(
        &mut self,
        element: &Element,
        ty: &Type,
    ) -> Option<(IndexMap<DataName, DataDeclaration>, Logic)> {
        if let Some(kind) = element.attribute("kind").filter(|kind| *kind != "FEEL") {
            let args = Args::new().with("element", format_args!("kind=\"{kind}\""));
            self.cx.report(&codes::NOT_SUPPORTED, element.span, args);
            return None;
        }
        let mut parameters = IndexMap::new();
        for parameter in element.all("formalParameter") {
            let Some(name) = name_of(parameter) else {
                self.cx.report(&codes::NO_NAME, parameter.span, Args::new().with("element", "formalParameter"));
                continue;
            };
            let ty = self.types.of_attribute(Some(parameter), self.cx);
            parameters.insert(DataName::from(name.as_str()), declaration(ty, parameter.span));
        }
        Some((parameters, self.part(element, ty)?))
    }

    /// A table; its one column gets the name of what it gives, where that is known.
    pub(super) fn table(&mut self, element: &Element, ty: &Type, only: Option<&str>) -> Option<Decision> {
        let hit = self.policy(element)?;
        let columns: Vec<&Element> = element.all("output").collect();
        let inputs: Vec<&Element> = element.all("input").collect();
        let single = columns.len() == 1;
        let mut table = Decision { hit: Spanned::new(hit, element.span), ..Decision::empty(element.span) };
        for input in &inputs {
            let expression = input.child("inputExpression").and_then(text_of).filter(|text| !text.is_empty());
            match expression {
                Some(expression) => table.inputs.push(expression),
                None => {
                    self.cx.report(&codes::NO_LOGIC, input.span, Args::new().with("name", "inputExpression"));
                    return None;
                }
            }
        }
        let mut defaults = Vec::new();
        for (at, output) in columns.iter().enumerate() {
            let written = name_of(output).or_else(|| Some(only?.to_owned()).filter(|_| single));
            let name =
                written.unwrap_or_else(|| if single { "result".to_owned() } else { format!("output {}", at + 1) });
            let name = only.filter(|_| single).map_or(name, str::to_owned);
            let own = self.types.of_attribute(Some(output), self.cx);
            let of = column(own, ty, &name, single, hit);
            let name = DataName::from(name.as_str());
            if let Some(values) = output.child("outputValues").and_then(text_of) {
                table.priorities.insert(name.clone(), split(&values));
            }
            defaults.push(output.child("defaultOutputEntry").and_then(text_of).filter(|text| !text.is_empty()));
            if table.outputs.insert(name.clone(), declaration(of, output.span)).is_some() {
                self.cx.report(&codes::NAME_TWICE, output.span, Args::new().with("name", name));
                return None;
            }
        }
        for rule in element.all("rule") {
            let rule = self.rule(rule, inputs.len(), columns.len())?;
            table.rules.push(rule);
        }
        if defaults.iter().any(Option::is_some) {
            table.rules.push(otherwise(defaults, inputs.len(), hit, element.span));
        }
        Some(table)
    }

    fn rule(&mut self, rule: &Element, inputs: usize, outputs: usize) -> Option<Rule> {
        let tests: Vec<Option<Spanned<String>>> = rule
            .all("inputEntry")
            .map(|entry| text_of(entry).filter(|text| !matches!(text.as_str(), "" | "-")))
            .collect();
        let results: Vec<Spanned<String>> = rule
            .all("outputEntry")
            .map(|entry| match text_of(entry).filter(|text| !matches!(text.as_str(), "" | "-")) {
                Some(text) => text,
                None => Spanned::new("null".to_owned(), entry.span),
            })
            .collect();
        let found = tests.len() + results.len();
        if tests.len() != inputs || results.len() != outputs {
            let args = Args::new().with("found", found).with("expected", inputs + outputs);
            self.cx.report(&codes::RULE_WIDTH, rule.span, args);
            return None;
        }
        Some(Rule { inputs: tests, outputs: results, otherwise: false, span: rule.span })
    }

    fn policy(&mut self, table: &Element) -> Option<HitPolicy> {
        let written = table.attribute("hitPolicy").unwrap_or("UNIQUE").trim();
        let aggregation = table.attribute("aggregation").map(str::trim);
        let found =
            POLICIES.iter().find(|(word, of, _)| *word == written && (written != "COLLECT" || *of == aggregation));
        if found.is_none() {
            let known: Vec<String> = POLICIES.iter().map(|(word, of, _)| words(word, *of)).collect();
            let args = Args::new().with("found", words(written, aggregation)).with("known", known.join(", "));
            self.cx.report(&codes::HIT_POLICY, table.span, args);
        }
        found.map(|(_, _, hit)| *hit)
    }
}

/// The hit policies with their aggregations, as DMN writes them.
pub(super) const POLICIES: [(&str, Option<&str>, HitPolicy); 11] = [
    ("UNIQUE", None, HitPolicy::Unique),
    ("ANY", None, HitPolicy::Any),
    ("PRIORITY", None, HitPolicy::Priority),
    ("FIRST", None, HitPolicy::First),
    ("RULE ORDER", None, HitPolicy::RuleOrder),
    ("OUTPUT ORDER", None, HitPolicy::OutputOrder),
    ("COLLECT", None, HitPolicy::Collect(None)),
    ("COLLECT", Some("SUM"), HitPolicy::Collect(Some(Aggregator::Sum))),
    ("COLLECT", Some("MIN"), HitPolicy::Collect(Some(Aggregator::Min))),
    ("COLLECT", Some("MAX"), HitPolicy::Collect(Some(Aggregator::Max))),
    ("COLLECT", Some("COUNT"), HitPolicy::Collect(Some(Aggregator::Count))),
];

fn words(policy: &str, aggregation: Option<&str>) -> String {
    aggregation.map_or(policy.to_owned(), |aggregation| format!("{policy} {aggregation}"))
}

/// The defaults of the outputs as the rule that holds when no other does. It stands for no
/// rule at all, so that it is the whole of a list.
fn otherwise(defaults: Vec<Option<Spanned<String>>>, inputs: usize, hit: HitPolicy, span: Span) -> Rule {
    let cell = |default: Option<Spanned<String>>| {
        let text = default.unwrap_or_else(|| Spanned::new("null".to_owned(), span));
        if hit.gives_lists() { text.map(|text| format!("[{text}]")) } else { text }
    };
    Rule { inputs: vec![None; inputs], outputs: defaults.into_iter().map(cell).collect(), otherwise: true, span }
}

/// The parts of `"a", "b, c"`.
fn split(text: &Spanned<String>) -> Vec<Spanned<String>> {
    let (mut parts, mut quoted, mut escaped, mut depth, mut start) = (Vec::new(), false, false, 0_usize, 0);
    let mut push = |from: usize, to: usize| {
        let part = text.value.get(from..to).unwrap_or_default();
        let before = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            let at = text.span.start.saturating_add((from + before) as u32);
            let end = at.saturating_add(part.trim().len() as u32);
            let span = if end <= text.span.end { Span { start: at, end, ..text.span } } else { text.span };
            parts.push(Spanned::new(part.trim().to_owned(), span));
        }
    };
    for (at, letter) in text.value.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                push(start, at);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(start, text.value.len());
    parts
}
