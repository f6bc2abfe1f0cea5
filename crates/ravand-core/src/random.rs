//! Definitions by chance, for properties: rich in everything that a definition can say, and
//! consistent as far as names go (what is named is there, what is needed is made).
//!
//! A definition is grown from *pieces*, one small number each: the flow, the roles, each
//! step, and so on. Two definitions that share most of their pieces differ like two
//! versions of one process, and a failing case shrinks piece by piece.

use crate::*;
use chrono::NaiveDate;
use indexmap::IndexMap;
use proptest::prelude::*;
use std::sync::Arc;

const STEPS: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
const PIECES: usize = 8 + STEPS.len();

/// Chance that comes out of a number (splitmix64).
struct Dice(u64);

impl Dice {
    fn new(piece: u8, salt: u64) -> Self {
        Self(u64::from(piece).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ salt.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn maybe<T: Clone>(&mut self, of: &[T]) -> Option<Spanned<T>> {
        let picked = self.pick(of);
        self.one_in(3).then(|| Spanned::nowhere(picked))
    }

    fn some<T: From<&'static str>>(&mut self, of: &[&'static str]) -> Vec<Spanned<T>> {
        of.iter().filter(|_| self.one_in(4)).map(|id| Spanned::nowhere(T::from(id))).collect()
    }

    fn title(&mut self) -> Title {
        let text =
            |dice: &mut Self| dice.one_in(2).then(|| dice.pick(&["One", "two\nlines", "سه", "a\\b \"c\""]).to_owned());
        Title { en: text(self), fa: text(self) }
    }

    fn length(&mut self) -> Length {
        Length::new(self.pick(&[1.0, 2.5, 10.0]), self.pick(&[Unit::Day, Unit::WorkingDay, Unit::Hour]))
    }

    fn variable(&mut self) -> VariableLength {
        let amount = match self.below(5) {
            0 => Distribution::Exactly(2.0),
            1 => Distribution::Triangle { min: 1.0, mode: 2.0, max: 4.5 },
            2 => Distribution::Uniform { min: 1.0, max: 3.0 },
            3 => Distribution::Exponential { mean: 4.0 },
            _ => Distribution::Lognormal { mean: 2.0, sd: 1.0 },
        };
        VariableLength { amount, unit: self.pick(&[Unit::Hour, Unit::WorkingDay]) }
    }

    fn breach(&mut self) -> OnBreach {
        match self.below(6) {
            0 => OnBreach::Reassign,
            1 => OnBreach::Escalate("clerk".into()),
            2 => OnBreach::Consent,
            3 => OnBreach::Withdraw,
            4 => OnBreach::Refuse,
            _ => OnBreach::Notify("head".into()),
        }
    }
}

/// A definition by chance.
pub(crate) fn any_definition() -> impl Strategy<Value = Definition> {
    any_pieces().prop_map(|pieces| definition(&pieces))
}

/// Two definitions of one process, that share about two thirds of their pieces.
pub(crate) fn two_definitions() -> impl Strategy<Value = (Definition, Definition)> {
    let mask = prop::collection::vec(0..3_u8, PIECES);
    (any_pieces(), any_pieces(), mask).prop_map(|(one, other, mask)| {
        let mixed: Vec<u8> = one
            .iter()
            .zip(&other)
            .zip(mask)
            .map(|((one, other), mask)| if mask == 0 { *other } else { *one })
            .collect();
        (definition(&one), definition(&mixed))
    })
}

/// Three definitions: one, and two that differ from it, each elsewhere.
pub(crate) fn three_definitions() -> impl Strategy<Value = (Definition, Definition, Definition)> {
    let mask = prop::collection::vec(0..8_u8, PIECES);
    (any_pieces(), any_pieces(), mask).prop_map(|(one, other, mask)| {
        let mixed = |which: u8| -> Vec<u8> {
            let pieces = one.iter().zip(&other).zip(&mask);
            pieces.map(|((one, other), mask)| if *mask == which { *other } else { *one }).collect()
        };
        (definition(&one), definition(&mixed(0)), definition(&mixed(1)))
    })
}

fn any_pieces() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..24_u8, PIECES)
}

fn definition(pieces: &[u8]) -> Definition {
    let dice = |piece: usize| Dice::new(pieces[piece], piece as u64 + 1);
    let mut result = Definition::empty("p");
    head(&mut result, &mut dice(0));
    declarations(&mut result, &mut dice(1), &mut dice(2), &mut dice(3), &mut dice(4));
    tables(&mut result, &mut dice(5));
    let mut present = dice(6);
    let there: Vec<&'static str> = STEPS.into_iter().filter(|_| !present.one_in(4)).collect();
    for (index, id) in STEPS.iter().enumerate().filter(|(_, id)| there.contains(id)) {
        result.steps.insert((*id).into(), step(&mut dice(8 + index), &there, &result));
        result.step_spans.insert((*id).into(), Span::default());
    }
    mend(&mut result);
    result.flow = flow(&mut dice(7), &there);
    result
}

fn head(result: &mut Definition, dice: &mut Dice) {
    result.title = dice.title();
    result.domain = dice.maybe(&["BEA".to_owned(), "URB".to_owned()]);
    result.owner = dice.maybe(&["x".to_owned()]);
    result.provenance =
        Spanned::nowhere(dice.pick(&[Provenance::Sourced, Provenance::Modelled, Provenance::Synthetic]));
    result.valid_from = dice.maybe(&[NaiveDate::from_ymd_opt(2024, 3, 20).unwrap_or_default()]);
    result.calendar = dice.maybe(&["offices".into(), "clock".into()]);
    if dice.one_in(2) {
        let (due, breach) = (Spanned::nowhere(Term::from(dice.length())), dice.breach());
        result.sla = Some(Sla { due, warn_at: dice.maybe(&[0.8, 0.5]), on_breach: dice.maybe(&[breach]) });
    }
}

fn declarations(result: &mut Definition, roles: &mut Dice, documents: &mut Dice, data: &mut Dice, ends: &mut Dice) {
    for id in ["clerk", "head", "system"] {
        let declaration = RoleDeclaration {
            title: roles.title(),
            holders: roles.maybe(&[Holders::Count(2), Holders::Unlimited]).map(|it| it.value),
            assumed: roles.one_in(4),
            party: roles.pick(&[Party::City, Party::System, Party::OtherBody, Party::Applicant]),
            span: Span::default(),
        };
        result.roles.insert(id.into(), declaration);
    }
    for id in ["form", "deed", "a-paper"] {
        let from_applicant = id != "a-paper";
        let declaration = DocumentDeclaration {
            title: documents.title(),
            from_applicant,
            optional: documents.one_in(4),
            span: Span::default(),
        };
        if from_applicant || documents.one_in(2) {
            result.documents.insert(id.into(), declaration);
        }
    }
    for id in ["area", "lit", "side"] {
        if data.one_in(4) {
            continue;
        }
        result.data.insert(id.into(), datum(data));
    }
    for id in ["done", "refused", "lost"] {
        let declaration = EndDeclaration { title: ends.title(), favourable: ends.one_in(2), span: Span::default() };
        if id == "done" || ends.one_in(2) {
            result.ends.insert(id.into(), declaration);
        }
    }
}

fn datum(dice: &mut Dice) -> DataDeclaration {
    use ravand_feel::{Type, Value};
    let ty = match dice.below(4) {
        0 => Type::Bool,
        1 => Type::Number,
        2 => Type::Text,
        _ => Type::one_of(["main", "side"].map(Arc::<str>::from)),
    };
    let default = match &ty {
        Type::Bool => Value::from(true),
        Type::Number => Value::from(3),
        Type::Text => Value::from("text"),
        _ => Value::Null,
    };
    let default = dice.one_in(2).then_some(default);
    DataDeclaration { ty, personal: dice.one_in(5), default, title: dice.title(), span: Span::default() }
}

fn tables(result: &mut Definition, dice: &mut Dice) {
    let cell = |dice: &mut Dice| Spanned::nowhere(dice.pick(&["true", "1", "\"x\"", " 2 "]).to_owned());
    for id in ["fee", "rate"] {
        if dice.one_in(3) {
            continue;
        }
        let outputs: IndexMap<DataName, DataDeclaration> = ["out", "more"]
            .iter()
            .filter(|_| !dice.one_in(3))
            .map(|name| ((*name).into(), datum(&mut Dice(7))))
            .collect();
        let rules = (0..dice.below(4)).map(|_| Rule {
            inputs: vec![dice.one_in(3).then(|| cell(dice))],
            outputs: outputs.keys().map(|_| cell(dice)).collect(),
            otherwise: dice.one_in(4),
            span: Span::default(),
        });
        let rules = rules.collect();
        let decision = Decision {
            title: dice.title(),
            basis: dice.maybe(&["council".to_owned()]),
            hit: Spanned::nowhere(dice.pick(&[ravand_feel::HitPolicy::Unique, ravand_feel::HitPolicy::First])),
            inputs: vec![Spanned::nowhere("area".to_owned())],
            outputs,
            rules,
            ..logic(dice)
        };
        result.decisions.insert(id.into(), decision);
    }
}

/// What a decision can have besides a table.
fn logic(dice: &mut Dice) -> Decision {
    use crate::decision::{ContextEntry, Logic};
    let text = |text: &str| Logic::literal(text);
    let entry =
        |name: &str, logic| ContextEntry { name: Spanned::nowhere(name.to_owned()), ty: ravand_feel::Type::Any, logic };
    let logic = match dice.below(6) {
        0 => Some(text(dice.pick(&["area", "area + 1"]))),
        1 => Some(Logic::Context {
            entries: vec![entry("a", text("1")), entry("b", text(dice.pick(&["a", "2"])))],
            result: dice.one_in(2).then(|| Box::new(text("a"))),
            span: Span::default(),
        }),
        2 => Some(Logic::Call {
            callee: Spanned::nowhere("t2".to_owned()),
            with: IndexMap::from([("x".to_owned(), text("area"))]),
            span: Span::default(),
        }),
        _ => None,
    };
    Decision {
        requires: if dice.one_in(3) { vec![Spanned::nowhere("area".into())] } else { Vec::new() },
        parameters: dice.one_in(6).then(|| IndexMap::from([("x".into(), datum(&mut Dice(7)))])),
        logic: logic.map(Box::new),
        ..Decision::empty(Span::default())
    }
}

fn step(dice: &mut Dice, there: &[&'static str], definition: &Definition) -> Step {
    use crate::step::{Assign, Contact, Discretion, Queue, SecondSignatory};
    let roles = ["clerk", "head"].map(RoleId::from);
    let (title, variable, other, length, breach) =
        (dice.title(), dice.variable(), dice.variable(), dice.length(), dice.breach());
    let citation = Citation { law: "act".into(), article: dice.one_in(2).then(|| "55(24)".to_owned()) };
    let attributes = Attributes {
        title: dice.maybe(&[title]),
        kind: dice.maybe(&[Kind::Approve, Kind::Work, Kind::Check]),
        role: dice.maybe(&roles),
        discretion: dice.maybe(&[Discretion::None, Discretion::Free, Discretion::Criteria]),
        legal_basis: dice.maybe(&[LegalBasis::NotFound, LegalBasis::Found(vec![citation])]),
        work: dice.maybe(&[variable]),
        wait: dice.maybe(&[other]),
        elapsed: dice.maybe(&[variable]),
        contact: dice.maybe(&[Contact::None, Contact::FaceToFace]),
        assign: dice.maybe(&[Assign::Random, Assign::Pull]),
        criteria: dice.maybe(&[Criteria { see: "here".to_owned(), published: true }]),
        due: dice.maybe(&[length.into()]),
        on_breach: dice.maybe(&[breach]),
        silence_basis: dice.maybe(&["rule".to_owned()]),
        safeguard: dice.maybe(&["safety".to_owned(), "money".to_owned()]),
        irreversible: dice.maybe(&[true, false]),
        decision: dice.maybe(&["fee".into()]).filter(|_| definition.decisions.contains_key("fee")),
        reason_required: dice.maybe(&[true, false]),
        objection: dice.maybe(&roles),
        second_signatory: dice.maybe(&[SecondSignatory::None, SecondSignatory::Role("head".into())]),
        queue: dice.maybe(&[Queue::Fifo, Queue::HolderPicks]),
        when: dice.maybe(&["area > 3".to_owned(), " lit ".to_owned()]),
        to: dice.maybe(&roles),
        // What a change makes of its outcomes could leave nothing to vote on.
        vote: None,
    };
    let mut step = Step {
        attributes,
        needs: dice.some(&["form", "deed", "a-paper", "b-paper"]),
        may_use: dice.some(&["form", "c-paper"]),
        produces: dice.some(&["a-paper", "b-paper", "c-paper"]),
        asks: dice.some(&["area", "lit"]),
        evidence: dice.some(&["a-paper", "form"]),
        after: dice.some(there),
        not_same_person_as: dice.some(there),
        same_person_as: dice.some(there),
        ..Step::default()
    };
    for (name, target) in [
        ("ok", Target::On),
        ("bad", Target::BackTo(dice.pick(there).into())),
        ("past", Target::SkipTo(dice.pick(there).into())),
        ("out", Target::End("done".into())),
        ("aside", Target::Call("other".into())),
    ] {
        if dice.one_in(3) {
            step.outcomes.insert(name.into(), Spanned::nowhere(target));
            if dice.one_in(2) {
                step.chances.insert(name.into(), Spanned::nowhere(dice.pick(&[0.1, 0.25])));
            }
        }
    }
    if dice.one_in(3) {
        step.catches.insert("oversize".to_owned(), Spanned::nowhere(dice.pick(&[0.5, 0.9])));
    }
    step
}

/// Leaves out what names something that is not there.
fn mend(definition: &mut Definition) {
    let made: Vec<DocumentId> =
        definition.steps.values().flat_map(|step| &step.produces).map(|made| made.value.clone()).collect();
    let brought = |id: &DocumentId| definition.documents.get(id).is_some_and(|it| it.from_applicant);
    let there = |id: &Spanned<DocumentId>| made.contains(&id.value) || brought(&id.value);
    for step in definition.steps.values_mut() {
        step.needs.retain(there);
        step.may_use.retain(there);
        step.evidence.retain(there);
    }
}

fn flow(dice: &mut Dice, there: &[&'static str]) -> Flow {
    let mut left: Vec<&'static str> = there.to_vec();
    if dice.one_in(3) && left.len() > 1 {
        let at = dice.below(left.len());
        let step = left.remove(at);
        left.push(step);
    }
    let mut stages = vec!["s", "t", "u"];
    let mut blocks = Vec::new();
    while !left.is_empty() {
        blocks.push(block(dice, &mut left, &mut stages, 0));
    }
    blocks.push(Block::End(Spanned::nowhere("done".into())));
    let order = dice.pick(&[Order::AsWritten, Order::AsWritten, Order::ByDocuments]);
    Flow { order: Spanned::nowhere(order), blocks, graph: None }
}

fn blocks(dice: &mut Dice, left: &mut Vec<&'static str>, stages: &mut Vec<&'static str>, depth: usize) -> Vec<Block> {
    let mut made = Vec::new();
    for _ in 0..dice.below(4) {
        if !left.is_empty() {
            made.push(block(dice, left, stages, depth));
        }
    }
    made
}

fn block(dice: &mut Dice, left: &mut Vec<&'static str>, stages: &mut Vec<&'static str>, depth: usize) -> Block {
    match dice.below(9) {
        0 if depth < 2 && !stages.is_empty() => {
            let id = Spanned::nowhere(stages.remove(0).into());
            let order = Spanned::nowhere(dice.pick(&[Order::AsWritten, Order::ByDocuments]));
            let title = dice.title();
            Block::Stage(Stage { id, title, order, blocks: blocks(dice, left, stages, depth + 1) })
        }
        1 if depth < 2 => {
            let branches = (0..2).map(|_| blocks(dice, left, stages, depth + 1)).collect();
            Block::All { branches, span: Span::default() }
        }
        2 if depth < 2 => {
            let when = Some(Spanned::nowhere("lit".to_owned()));
            let first = Branch { when, blocks: blocks(dice, left, stages, depth + 1) };
            let other = Branch { when: None, blocks: blocks(dice, left, stages, depth + 1) };
            Block::One { branches: vec![first, other], span: Span::default() }
        }
        3 => Block::Call(Spanned::nowhere("other".into())),
        _ => Block::Step(Spanned::nowhere(left.remove(0).into())),
    }
}
