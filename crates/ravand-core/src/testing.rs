//! Small processes and overlays as text, for the tests of this crate.
//!
//! A process is one step per line, in the order of its flow: `b: x y? > z` is step `b`,
//! which needs x, may use y and makes z. Documents named `in-…` come from the applicant.
//! Further words of a line: `@a` after a, `!a` not the same person as a, `~x` evidence x,
//! `=x` asks the yes_no datum x, `^a` an outcome `bad` back to a (with `ok` on and a
//! chance of 10 %), `/a` an outcome `past` that skips to a, `role:r`. A line `{ s` opens
//! stage s and `}` closes it; `all` / `or` / `}` are the branches of a parallel gateway.
//!
//! An overlay is one operation per line: `add n after a: …` (or `before a`, `first`,
//! `first s`, `last s`, or nothing), `remove a: x dropped y->z`, `merge a b into c: …`,
//! `move a b after c`, `change a: role:r +x -x ok:dropped bad:^c bad%5 bad%dropped
//! unset:role !b -!b err~50`, the same with `automate a`, `decide a by t`, `all a | b c`,
//! `when a b`, `stage t around a b`, `unstage s`, `title s`, `order s` / `order`, and
//! `write: …` / `write s: …` with a flow on one line: `a { s b } ( c / d ) .`.

use crate::*;
use indexmap::IndexMap;

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::nowhere(value)
}

pub(crate) fn process(text: &str) -> Definition {
    let mut definition = Definition::empty("p");
    definition.ends = IndexMap::from([("done".into(), end(true)), ("refused".into(), end(false))]);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    definition.flow.blocks = blocks(&mut lines, &mut definition);
    definition.flow.blocks.push(Block::End(spanned("done".into())));
    definition
}

fn end(favourable: bool) -> EndDeclaration {
    EndDeclaration { title: Title::default(), favourable, span: Span::default() }
}

fn blocks<'a>(
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    definition: &mut Definition,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    while let Some(line) = lines.next_if(|line| *line != "}" && *line != "or") {
        if let Some(stage) = line.strip_prefix("{ ") {
            let inner = self::blocks(lines, definition);
            lines.next();
            let order = spanned(Order::AsWritten);
            blocks.push(Block::Stage(Stage {
                id: spanned(stage.into()),
                title: Title::default(),
                order,
                blocks: inner,
            }));
        } else if line == "all" {
            let mut branches = vec![self::blocks(lines, definition)];
            while lines.next() == Some("or") {
                branches.push(self::blocks(lines, definition));
            }
            blocks.push(Block::All { branches, span: Span::default() });
        } else {
            let (id, content) = line.split_once(':').unwrap_or((line, ""));
            let (step, brought, data) = step(content);
            definition.documents.extend(brought);
            definition.data.extend(data);
            if let Some(role) = step.role() {
                definition.roles.insert(role.clone(), RoleDeclaration::default());
            }
            definition.steps.insert(id.into(), step);
            blocks.push(Block::Step(spanned(id.into())));
        }
    }
    blocks
}

type Brought = Vec<(DocumentId, DocumentDeclaration)>;
type Asked = Vec<(DataName, DataDeclaration)>;

fn step(content: &str) -> (Step, Brought, Asked) {
    let (mut step, mut brought, mut data) = (Step::default(), Vec::new(), Vec::new());
    let mut makes = false;
    for word in content.split_whitespace() {
        let name = word.trim_start_matches(['@', '!', '~', '=', '^', '/']).trim_end_matches('?');
        if name.starts_with("in-") {
            brought.push((name.into(), DocumentDeclaration { from_applicant: true, ..Default::default() }));
        }
        match word.chars().next() {
            Some('>') => makes = true,
            Some('@') => step.after.push(spanned(name.into())),
            Some('!') => step.not_same_person_as.push(spanned(name.into())),
            Some('~') => step.evidence.push(spanned(name.into())),
            Some('=') => {
                step.asks.push(spanned(name.into()));
                data.push((name.into(), datum()));
            }
            Some('^') => {
                step.outcomes.insert("ok".into(), spanned(Target::On));
                step.outcomes.insert("bad".into(), spanned(Target::BackTo(name.into())));
                step.chances.insert("bad".into(), spanned(0.1));
            }
            Some('/') => {
                step.outcomes.insert("ok".into(), spanned(Target::On));
                step.outcomes.insert("past".into(), spanned(Target::SkipTo(name.into())));
                step.chances.insert("past".into(), spanned(0.1));
            }
            _ if word.starts_with("role:") => step.attributes.role = Some(spanned(word[5..].into())),
            _ if makes => step.produces.push(spanned(name.into())),
            _ if word.ends_with('?') => step.may_use.push(spanned(name.into())),
            _ => step.needs.push(spanned(name.into())),
        }
    }
    (step, brought, data)
}

pub(crate) fn datum() -> DataDeclaration {
    DataDeclaration {
        ty: ravand_feel::Type::Bool,
        personal: false,
        default: None,
        title: Title::default(),
        span: Span::default(),
    }
}

/// A table over one yes_no datum that gives another.
pub(crate) fn table(input: &str, output: &str) -> Decision {
    let rule = |test: Option<&str>, result: &str| Rule {
        inputs: vec![test.map(|test| spanned(test.to_owned()))],
        outputs: vec![spanned(result.to_owned())],
        otherwise: test.is_none(),
        span: Span::default(),
    };
    Decision {
        hit: spanned(ravand_feel::HitPolicy::First),
        inputs: vec![spanned(input.to_owned())],
        outputs: IndexMap::from([(output.into(), datum())]),
        rules: vec![rule(Some("true"), "false"), rule(None, "true")],
        ..Decision::empty(Span::default())
    }
}

pub(crate) fn overlay(text: &str) -> Overlay {
    Overlay {
        kind: OverlayKind::Reform,
        changes: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(operation).collect(),
        ..Overlay::empty("o", &"p".into())
    }
}

/// `after a`, `before a`, `first`, `first s`, `last s`.
fn spot(words: &[&str]) -> Option<Spot> {
    let stage = |name: &[&str]| spanned(name.first().map(|name| (*name).into()));
    match words {
        [] => None,
        ["after", step] => Some(Spot::After(spanned((*step).into()))),
        ["before", step] => Some(Spot::Before(spanned((*step).into()))),
        ["first", of @ ..] => Some(Spot::First(stage(of))),
        ["last", of @ ..] => Some(Spot::Last(stage(of))),
        _ => panic!("no place: {words:?}"),
    }
}

/// Blocks on one line: `a { s b } ( c / d ) .`.
pub(crate) fn line_of_flow(words: &mut std::iter::Peekable<std::str::SplitWhitespace<'_>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    while let Some(word) = words.next_if(|word| !matches!(*word, "}" | ")" | "/")) {
        blocks.push(match word {
            "." => Block::End(spanned("done".into())),
            "{" => {
                let id = spanned(words.next().unwrap().into());
                let inner = line_of_flow(words);
                words.next();
                Block::Stage(Stage { id, title: Title::default(), order: spanned(Order::AsWritten), blocks: inner })
            }
            "(" => {
                let mut branches = vec![line_of_flow(words)];
                while words.next() == Some("/") {
                    branches.push(line_of_flow(words));
                }
                Block::All { branches, span: Span::default() }
            }
            step => Block::Step(spanned(step.into())),
        });
    }
    blocks
}

fn operation(line: &str) -> Operation {
    let (head, rest) = line.split_once(": ").unwrap_or((line, ""));
    let words: Vec<&str> = head.split_whitespace().collect();
    let action = match words.as_slice() {
        ["add", step, place @ ..] => {
            Action::Add { step: spanned((*step).into()), at: spot(place), content: Box::new(self::step(rest).0) }
        }
        ["remove", step] => Action::Remove { step: spanned((*step).into()), documents: fates(rest) },
        ["merge", steps @ .., "into", into] => Action::Merge {
            steps: steps.iter().map(|step| spanned((*step).into())).collect(),
            into: spanned((*into).into()),
            documents: fates(rest),
        },
        ["change", step] => Action::Change { step: spanned((*step).into()), to: Box::new(patch(rest)) },
        ["automate", step] => Action::Automate { step: spanned((*step).into()), to: Box::new(patch(rest)) },
        ["decide", step, "by", table] => {
            Action::Decide { step: spanned((*step).into()), by: spanned((*table).into()), to: Box::new(patch(rest)) }
        }
        ["order", stage @ ..] => Action::Order {
            stage: stage.first().map(|stage| spanned((*stage).into())),
            order: Some(spanned(Order::ByDocuments)),
            blocks: None,
            span: Span::default(),
        },
        ["write" | "write:", stage @ ..] => Action::Order {
            stage: stage.first().map(|stage| spanned((*stage).into())),
            order: None,
            blocks: Some(line_of_flow(&mut rest.split_whitespace().peekable())),
            span: Span::default(),
        },
        ["move", words @ ..] => {
            let at = words.iter().position(|word| ["after", "before", "first", "last"].contains(word)).unwrap();
            let steps = words[..at].iter().map(|step| spanned((*step).into())).collect();
            Action::Move { steps, at: spot(&words[at..]).unwrap() }
        }
        ["all", words @ ..] => {
            let branches = words.split(|word| *word == "|");
            let branches = branches.map(|b| b.iter().map(|step| spanned((*step).into())).collect()).collect();
            Action::Gateway { kind: GatewayKind::All, branches }
        }
        ["when", steps @ ..] => Action::Gateway {
            kind: GatewayKind::One { when: spanned("d".to_owned()) },
            branches: vec![steps.iter().map(|step| spanned((*step).into())).collect()],
        },
        ["stage", stage, "around", steps @ ..] => Action::Stage {
            stage: spanned((*stage).into()),
            title: Title::default(),
            order: spanned(Order::AsWritten),
            around: steps.iter().map(|step| spanned((*step).into())).collect(),
        },
        ["unstage", stage] => Action::RemoveStage { stage: spanned((*stage).into()) },
        ["title", stage] => Action::ChangeStage {
            stage: spanned((*stage).into()),
            title: Title { en: Some("New".to_owned()), fa: None },
        },
        ["withdraw", role] => Action::Withdraw { subject: spanned(Subject::Role((*role).into())) },
        ["redeclare", role] => Action::Redeclare {
            span: Span::default(),
            to: Box::new(Declaration::Role((*role).into(), RoleDeclaration::default())),
        },
        _ => panic!("no operation: {line}"),
    };
    Operation {
        action,
        why: None,
        decided_by: None,
        needs_first: None,
        caught_by: None,
        assumed: false,
        span: Span::default(),
    }
}

fn fates(text: &str) -> IndexMap<DocumentId, Spanned<DocumentFate>> {
    let mut fates = IndexMap::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        match word.split_once("->") {
            Some((document, by)) => fates.insert(document.into(), spanned(DocumentFate::ReplacedBy(by.into()))),
            None => {
                words.next_if_eq(&"dropped");
                fates.insert(word.into(), spanned(DocumentFate::Dropped))
            }
        };
    }
    fates
}

fn patch(text: &str) -> StepPatch {
    let mut patch = StepPatch::default();
    let (mut add, mut drop) = (Vec::new(), Vec::new());
    let (mut others, mut not_others) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        if let Some(item) = word.strip_prefix("-!") {
            not_others.push(spanned(item.into()));
        } else if let Some(item) = word.strip_prefix('!') {
            others.push(spanned(item.into()));
        } else if let Some(name) = word.strip_prefix("unset:") {
            patch.unset.push(spanned(AttributeName::parse(name).unwrap()));
        } else if let Some((error, percent)) = word.split_once('~') {
            let share = percent.parse::<f64>().ok().map(|percent| percent / 100.0);
            patch.catches.insert(error.to_owned(), spanned(share));
        } else if let Some(item) = word.strip_prefix('+') {
            add.push(spanned(item.into()));
        } else if let Some(item) = word.strip_prefix('-') {
            drop.push(spanned(item.into()));
        } else if let Some(items) = word.strip_prefix("needs=") {
            let items = items.split(',').filter(|item| !item.is_empty()).map(|item| spanned(item.into()));
            patch.needs = Some(ListEdit::Replace(items.collect()));
        } else if let Some(item) = word.strip_prefix("unmake:") {
            patch.produces = Some(ListEdit::Edit { add: Vec::new(), drop: vec![spanned(item.into())] });
        } else if let Some(role) = word.strip_prefix("role:") {
            patch.attributes.role = Some(spanned(role.into()));
        } else if let Some(outcome) = word.strip_suffix(":dropped") {
            patch.outcomes.insert(outcome.into(), spanned(None));
        } else if let Some((outcome, to)) = word.split_once(":^") {
            patch.outcomes.insert(outcome.into(), spanned(Some(Target::BackTo(to.into()))));
        } else if let Some((outcome, percent)) = word.split_once('%') {
            let chance = percent.parse::<f64>().ok().map(|percent| percent / 100.0);
            patch.chances.insert(outcome.into(), spanned(chance));
        } else {
            panic!("no change: {word}");
        }
    }
    if !(others.is_empty() && not_others.is_empty()) {
        patch.not_same_person_as = Some(ListEdit::Edit { add: others, drop: not_others });
    }
    if !(add.is_empty() && drop.is_empty()) {
        patch.needs = Some(ListEdit::Edit { add, drop });
    }
    patch
}

/// The ids of findings, in order, separated by spaces.
pub(crate) fn ids(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect::<Vec<_>>().join(" ")
}

/// A definition as [`process`] reads it, as far as merging is concerned: `b: x y? > z @a`.
pub(crate) fn show(definition: &Definition) -> String {
    let in_flow = definition.flow.steps().into_iter().map(|id| {
        let mut words = vec![format!("{id}:")];
        let Some(step) = definition.steps.get(&id.value) else {
            return format!("{id}?");
        };
        words.extend(step.needs.iter().map(|need| need.to_string()));
        words.extend(step.may_use.iter().map(|used| format!("{used}?")));
        words.extend(step.after.iter().map(|after| format!("@{after}")));
        words.extend(step.not_same_person_as.iter().map(|other| format!("!{other}")));
        words.extend(step.evidence.iter().map(|document| format!("~{document}")));
        words.extend(step.asks.iter().map(|name| format!("={name}")));
        for target in step.outcomes.values() {
            match &target.value {
                Target::BackTo(to) => words.push(format!("^{to}")),
                Target::SkipTo(to) => words.push(format!("/{to}")),
                _ => {}
            }
        }
        words.extend(step.catches.iter().map(|(error, share)| format!("{error}~{}", share.value * 100.0)));
        words.extend(step.role().map(|role| format!("role:{role}")));
        if !step.produces.is_empty() {
            words.push(">".to_owned());
            words.extend(step.produces.iter().map(|made| made.to_string()));
        }
        words.join(" ")
    });
    in_flow.collect::<Vec<_>>().join("\n")
}
