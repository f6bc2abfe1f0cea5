//! SD403: three or more approvals in a row, and nobody learns anything new in between.

use crate::rule::{Findings, Input, Methods};
use indexmap::{IndexMap, IndexSet};
use ravand_core::documents::DocumentOrder;
use ravand_core::{Block, Definition, Kind, Order, Step, StepId};
use ravand_feel::{Args, Code, Severity, Words};
use std::collections::BTreeSet;

/// From this many on it is a row.
const ROW_FROM: usize = 3;

rule! {
    /// ### What it does
    /// Finds rows of three or more approvals (`kind: approve`) without new evidence: each comes
    /// after the one before it, and whatever makes evidence and comes before it came before the
    /// *first* of the row already. Evidence is made by a step that is no approval, no notice and
    /// no filing, and that makes a document or fills in data.
    ///
    /// What comes before what follows from the flow as it is written; under `order: by documents`
    /// it follows from who needs whose documents. The longest row is reported once.
    ///
    /// ### Why is this bad?
    /// Each signature says no more than the one before and can hold the file up all the same.
    /// Where many sign, nobody answers: each relies on the others. A second pair of eyes on what
    /// one person prepares is a safeguard; a third and a fourth are none.
    ///
    /// ### Example
    /// ```yaml
    /// steps:
    ///   sign-expert: { kind: approve, role: permit-expert, produces: [signature-1] }
    ///   sign-head:   { kind: approve, role: permit-head, needs: [signature-1], produces: [signature-2] }
    ///   sign-deputy: { kind: approve, role: district-deputy, needs: [signature-2], produces: [signature-3] }
    /// ```
    ///
    /// ### Use instead
    /// One signature of the one who answers for it.
    /// ```yaml
    /// steps:
    ///   sign-head: { kind: approve, role: permit-head, produces: [signature-1] }
    /// ```
    APPROVALS_IN_A_ROW {
        code: &CODE,
        name: "approvals-in-a-row",
        remedy: Words { en: "merge the approvals", fa: "ادغام امضاها" },
        methods: Methods {
            acrc: Words {
                en: "rationality of the burden of compliance",
                fa: "معقول بودن بار رعایت مقررات",
            },
            rai: Words {
                en: "overlapping competences, needless steps of a procedure",
                fa: "صلاحیت‌های هم‌پوشان، گام‌های زائد",
            },
            klitgaard: Words { en: "monopoly, many times over", fa: "انحصار، چند بار پشت هم" },
        },
        persian: "\
### چه می‌کند
ردیف‌هایی از سه تأیید (`kind: approve`) یا بیشتر را می‌یابد که میان آن‌ها چیز تازه‌ای به دست نمی‌آید: هر \
یک پس از دیگری می‌آید و هر گامی که مدرکی می‌سازد و پیش از آن است، پیش از نخستین تأیید ردیف هم بوده \
است. مدرک را گامی می‌سازد که تأیید، اطلاع‌رسانی یا بایگانی نباشد و مدرکی بسازد یا داده‌ای را پر کند.

این‌که چه چیزی پیش از چه چیزی می‌آید از جریان نوشته‌شده برمی‌آید؛ در ترتیب بر پایهٔ مدارک از این‌که چه \
گامی به مدرک چه گامی نیاز دارد. بلندترین ردیف یک بار گزارش می‌شود.

### چرا بد است؟
هر امضا چیزی بیش از امضای پیشین نمی‌گوید و با این همه می‌تواند پرونده را نگه دارد. جایی که بسیاری امضا \
می‌کنند کسی پاسخ‌گو نیست: هر یک به دیگران تکیه می‌کند. نگاه دومی به کار یک نفر پادمان است؛ سومی و چهارمی نه.

### به جای آن
یک امضا، از کسی که پاسخ‌گوی آن است.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "SD403",
    severity: Severity::Warning,
    message: Words {
        en: "{count} approvals in a row, from `{step}` to `{last}`, and nobody learns anything new in between",
        fa: "{count} تأیید پشت سر هم، از «{step}» تا «{last}»، و در این میان کسی چیز تازه‌ای درنمی‌یابد",
    },
    help: Words {
        en: "merge them into the signature of the one who answers for it",
        fa: "آن‌ها را در امضای کسی که پاسخ‌گوست ادغام کنید",
    },
};

static MEMBER: Words =
    Words { en: "`{step}` is number {number}", fa: "گام «{step}» شمارهٔ {number} است" };

/// Members of a row that a finding tells one by one.
const MEMBERS_SHOWN_MAX: usize = 20;

fn check(input: &Input<'_>, findings: &mut Findings) {
    let mut line = Line::default();
    line.flow(input.definition);
    let mut walk = Walk::default();
    for (id, before) in &line.before {
        if let Some(step) = input.definition.steps.get(*id) {
            walk.take(id, step, before);
        }
    }
    for row in walk.rows() {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let args = Args::new().with("step", first).with("last", last).with("count", row.len());
        let finding = findings.step(first, input.definition.step_span(first), args);
        for (position, id) in row.iter().enumerate().take(MEMBERS_SHOWN_MAX).skip(1) {
            let args = Args::new().with("step", id).with("number", position + 1);
            *finding = finding.clone().note(input.definition.step_span(id), &MEMBER, args);
        }
    }
}

/// Which steps come right before which, in an order in which everything comes after what
/// comes before it. Jumps are left out: a loop repeats a row and does not lengthen it.
#[derive(Default)]
struct Line<'a> {
    before: IndexMap<&'a StepId, BTreeSet<&'a StepId>>,
}

impl<'a> Line<'a> {
    fn flow(&mut self, definition: &'a Definition) {
        let flow = &definition.flow;
        self.ordered(definition, flow.order.value, &flow.blocks, BTreeSet::new());
    }

    fn ordered(
        &mut self,
        definition: &'a Definition,
        order: Order,
        blocks: &'a [Block],
        before: BTreeSet<&'a StepId>,
    ) -> BTreeSet<&'a StepId> {
        match order {
            Order::AsWritten => blocks.iter().fold(before, |before, block| self.block(definition, block, before)),
            Order::ByDocuments => self.by_documents(definition, blocks, before),
        }
    }

    /// Lays a block behind `before` and says what comes right before whatever follows it.
    fn block(
        &mut self,
        definition: &'a Definition,
        block: &'a Block,
        before: BTreeSet<&'a StepId>,
    ) -> BTreeSet<&'a StepId> {
        match block {
            Block::Step(id) => {
                self.before.entry(&id.value).or_default().extend(before);
                BTreeSet::from([&id.value])
            }
            Block::Stage(stage) => self.ordered(definition, stage.order.value, &stage.blocks, before),
            Block::All { branches, .. } => self.branches(definition, branches.iter().map(Vec::as_slice), before),
            Block::One { branches, .. } => {
                self.branches(definition, branches.iter().map(|b| b.blocks.as_slice()), before)
            }
            Block::End(_) => BTreeSet::new(),
            _ => before,
        }
    }

    fn branches(
        &mut self,
        definition: &'a Definition,
        branches: impl Iterator<Item = &'a [Block]>,
        before: BTreeSet<&'a StepId>,
    ) -> BTreeSet<&'a StepId> {
        let mut behind = BTreeSet::new();
        for branch in branches {
            behind.extend(self.ordered(definition, Order::AsWritten, branch, before.clone()));
        }
        behind
    }

    fn by_documents(
        &mut self,
        definition: &'a Definition,
        blocks: &'a [Block],
        before: BTreeSet<&'a StepId>,
    ) -> BTreeSet<&'a StepId> {
        let mut members = IndexSet::new();
        gather(blocks, &mut members);
        let ids: Vec<StepId> = members.iter().copied().cloned().collect();
        // Steps that wait for each other in a ring are the check's; here they make no row.
        let Ok(order) = DocumentOrder::of(definition, &ids) else { return before };
        let own = |id: &StepId| members.get(id).copied();
        let mut behind: BTreeSet<&StepId> = members.iter().copied().collect();
        for id in order.steps().filter_map(own) {
            let waits: BTreeSet<&StepId> = order.predecessors(id).filter_map(own).collect();
            waits.iter().for_each(|waited_for| {
                behind.remove(waited_for);
            });
            let waits = if waits.is_empty() { before.clone() } else { waits };
            self.before.entry(id).or_default().extend(waits);
        }
        if members.is_empty() { before } else { behind }
    }
}

fn gather<'a>(blocks: &'a [Block], into: &mut IndexSet<&'a StepId>) {
    for block in blocks {
        match block {
            Block::Step(id) => {
                into.insert(&id.value);
            }
            Block::Stage(stage) => gather(&stage.blocks, into),
            _ => {}
        }
    }
}

/// The walk along a line, one step after another.
#[derive(Default)]
struct Walk<'a> {
    seen: IndexMap<&'a StepId, Seen<'a>>,
    /// Approvals that another one follows in its row.
    continued: BTreeSet<&'a StepId>,
}

/// What is known at a step.
struct Seen<'a> {
    /// The steps that make evidence and come before it.
    evidence: Places,
    /// Whether it makes evidence itself.
    makes_evidence: bool,
    /// The longest row that ends here or in front of here.
    row: Row<'a>,
    /// The approval before it in its row.
    previous: Option<&'a StepId>,
}

/// A row of approvals. Its members are found by going back from the last, so that a long one
/// is not written down anew at each of its steps.
#[derive(Clone, Copy, Default)]
struct Row<'a> {
    first: Option<&'a StepId>,
    last: Option<&'a StepId>,
    length: usize,
}

/// A set of steps by their place in the walk.
#[derive(Clone, Default)]
struct Places(Vec<u64>);

impl Places {
    fn insert(&mut self, place: usize) {
        let word = place / u64::BITS as usize;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (place % u64::BITS as usize);
    }

    fn extend(&mut self, other: &Places) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    fn is_subset(&self, other: &Places) -> bool {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter().zip(others).all(|(word, other)| word & !other == 0)
    }
}

impl<'a> Walk<'a> {
    fn take(&mut self, id: &'a StepId, step: &Step, before: &BTreeSet<&'a StepId>) {
        let mut evidence = Places::default();
        for (place, _, seen) in before.iter().filter_map(|id| self.seen.get_full(*id)) {
            evidence.extend(&seen.evidence);
            if seen.makes_evidence {
                evidence.insert(place);
            }
        }
        let mut longest = Row::default();
        for seen in before.iter().filter_map(|id| self.seen.get(*id)) {
            if seen.row.length > longest.length && self.learns_nothing_since(&seen.row, &evidence) {
                longest = seen.row;
            }
        }
        let mut row = longest;
        if step.kind() == Kind::Approve {
            self.continued.extend(longest.last);
            row = Row { first: longest.first.or(Some(id)), last: Some(id), length: longest.length + 1 };
        }
        let makes_evidence = makes_evidence(step);
        self.seen.insert(id, Seen { evidence, makes_evidence, row, previous: longest.last });
    }

    /// Whether all of this evidence was there when the first of the row approved.
    fn learns_nothing_since(&self, row: &Row<'a>, evidence: &Places) -> bool {
        let first = row.first.and_then(|first| self.seen.get(first));
        first.is_some_and(|first| evidence.is_subset(&first.evidence))
    }

    /// Every row of approvals that is long enough and part of no longer one.
    fn rows(&self) -> impl Iterator<Item = Vec<&'a StepId>> {
        let ends = |(id, seen): &(&&'a StepId, &Seen<'a>)| {
            seen.row.last == Some(**id) && seen.row.length >= ROW_FROM && !self.continued.contains(**id)
        };
        self.seen.iter().filter(ends).map(|(id, _)| self.members(id))
    }

    /// The row that ends with this approval.
    fn members(&self, last: &'a StepId) -> Vec<&'a StepId> {
        let mut row = vec![last];
        let mut at = last;
        while let Some(previous) = self.seen.get(at).and_then(|seen| seen.previous) {
            row.push(previous);
            at = previous;
        }
        row.reverse();
        row
    }
}

/// Whether somebody knows more after a step than before it.
fn makes_evidence(step: &Step) -> bool {
    let passes_on = matches!(step.kind(), Kind::Approve | Kind::Notify | Kind::Archive);
    let leaves_something = !step.produces.is_empty() || !step.evidence.is_empty() || !step.asks.is_empty();
    leaves_something && !passes_on
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_flow, check_one as check};

    #[test]
    fn three_are_a_row_and_two_are_not() {
        check(
            "SD403",
            "
            a: { kind: approve, role: deputy }  # SD403
            b: { kind: approve, role: deputy }
            c: { kind: approve, role: deputy }
        ",
        );
        check(
            "SD403",
            "
            a: { kind: approve, role: deputy }
            b: { kind: approve, role: deputy }
        ",
        );
    }

    #[test]
    fn new_evidence_breaks_a_row_and_a_notice_does_not() {
        check(
            "SD403",
            "
            a: { kind: approve, role: deputy }
            b: { kind: approve, role: deputy }
            visit: { kind: inspect, role: clerk, produces: [report] }
            c: { kind: approve, role: deputy }
        ",
        );
        check(
            "SD403",
            "
            a: { kind: approve, role: deputy }  # SD403
            b: { kind: approve, role: deputy }
            tell: { kind: notify, role: clerk, produces: [letter] }
            c: { kind: approve, role: deputy }
        ",
        );
    }

    #[test]
    fn each_row_is_reported_once() {
        check(
            "SD403",
            "
            a: { kind: approve, role: deputy }  # SD403
            b: { kind: approve, role: deputy }
            c: { kind: approve, role: deputy }
            d: { kind: approve, role: deputy }
            visit: { kind: inspect, role: clerk, produces: [report] }
            e: { kind: approve, role: deputy }  # SD403
            f: { kind: approve, role: deputy }
            g: { kind: approve, role: deputy }
        ",
        );
    }

    #[test]
    fn approvals_side_by_side_are_no_row() {
        check_flow(
            "SD403",
            "
            a: { kind: approve, role: deputy }
            b: { kind: approve, role: deputy }
            c: { kind: approve, role: deputy }
        ",
            "[{ all: [[a], [b], [c]] }, { end: issued }]",
        );
    }

    #[test]
    fn a_row_runs_through_a_branch() {
        check_flow(
            "SD403",
            "
            a: { kind: approve, role: deputy }  # SD403
            b: { kind: approve, role: deputy }
            c: { kind: approve, role: deputy }
        ",
            "[a, { stage: s, do: [{ all: [[b], []] }] }, c, { end: issued }]",
        );
    }

    #[test]
    fn evidence_of_a_branch_beside_is_new_too() {
        check_flow(
            "SD403",
            "
            a: { kind: approve, role: deputy }
            b: { kind: approve, role: deputy }
            visit: { kind: inspect, role: clerk, produces: [report] }
            c: { kind: approve, role: deputy }
        ",
            "[a, { all: [[b], [visit]] }, c, { end: issued }]",
        );
    }

    #[test]
    fn documents_make_rows_where_they_make_the_order() {
        let steps = "
            file: { kind: receive, role: clerk, produces: [file] }
            c: { kind: approve, role: deputy, needs: [y], produces: [z] }
            a: { kind: approve, role: deputy, needs: [file], produces: [x] }  # SD403
            b: { kind: approve, role: deputy, needs: [x], produces: [y] }
        ";
        check_flow("SD403", steps, "[{ stage: s, order: by documents, do: [file, c, a, b] }, { end: issued }]");
        let independent = "
            file: { kind: receive, role: clerk, produces: [file] }
            a: { kind: approve, role: deputy, needs: [file], produces: [x] }
            b: { kind: approve, role: deputy, needs: [file], produces: [y] }
            c: { kind: approve, role: deputy, needs: [file], produces: [z] }
        ";
        check_flow("SD403", independent, "[{ stage: s, order: by documents, do: [file, a, b, c] }, { end: issued }]");
    }
}
