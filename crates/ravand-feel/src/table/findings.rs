//! Gaps, overlaps and rules that are never reached.
//!
//! The regions of each input ([`regions`](super::regions)) that the same rules match are
//! one class; the classes of all inputs span boxes, and each box is asked which rules
//! match all of it. The answer is exact where every test only compares its input with
//! constants. A rule with another test counts as possibly matching: it hides a gap and
//! causes no overlap. A box of which no rule is left is not looked into further, and the
//! whole ends at [`TABLE_STEPS_MAX`] boxes with a word that it did.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::regions::{constants, samples};
use super::{HitPolicy, Table};
use crate::codes;
use crate::limits::TABLE_STEPS_MAX;
use crate::node::Node;
use crate::problem::Problem;
use crate::value::Value;
use crate::words::{Args, Code};

/// Pairs of rules that are reported as overlapping.
const OVERLAPS_MAX: usize = 20;

/// A set of rules.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rules(Vec<u64>);

impl Rules {
    fn none(count: usize) -> Rules {
        Rules(vec![0; count.div_ceil(64)])
    }

    fn insert(&mut self, rule: usize) {
        if let Some(word) = self.0.get_mut(rule / 64) {
            *word |= 1 << (rule % 64);
        }
    }

    fn and(&self, other: &Rules) -> Rules {
        Rules(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let bits = |(at, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit)
        };
        self.0.iter().enumerate().flat_map(bits)
    }
}

/// What one input tells apart: a value of each class, and the rules that match it.
type Classes = Vec<(Value, Rules)>;

/// Why a table is not looked into.
enum Skipped {
    /// It has an input without regions, or two inputs that read the same data and so do
    /// not vary freely.
    NoRegions,
    TooLarge,
}

struct Search<'t> {
    table: &'t Table,
    inputs: Vec<Rc<Classes>>,
    /// Rules all of whose tests are understood.
    certain: Vec<bool>,
    steps: usize,
    gap: Option<Vec<Value>>,
    overlaps: Vec<(usize, usize, Vec<Value>)>,
    paired: BTreeSet<(usize, usize)>,
    reached: Vec<bool>,
}

impl Table {
    /// What the table leaves open: a gap between its rules (once, with an example), rules
    /// that overlap where the policy forbids it, and rules that are never reached. Each
    /// comes with the place of the rule or table; where it was too large to look, it says
    /// so.
    ///
    /// A null input is not looked at: it matches nothing but `-` anyway.
    pub fn findings(&self, at: usize) -> Vec<(usize, Problem)> {
        let mut found = Vec::new();
        let mut report = |at: usize, code: &'static Code, args: Args| {
            found.push((at, Problem { code, args, span: 0..0 }));
        };
        let mut all = Rules::none(self.rules.len());
        (0..self.rules.len()).for_each(|rule| all.insert(rule));
        let mut search = match Search::new(self) {
            Ok(search) => search,
            Err(Skipped::NoRegions) => return found,
            Err(Skipped::TooLarge) => {
                report(at, &codes::NOT_CHECKED, Args::new().with("max", TABLE_STEPS_MAX));
                return found;
            }
        };
        if search.boxes(0, all, &mut Vec::new()).is_none() {
            report(at, &codes::NOT_CHECKED, Args::new().with("max", TABLE_STEPS_MAX));
            return found;
        }
        for (first, second, inputs) in &search.overlaps {
            let code = if self.hit == HitPolicy::Any { &codes::OVERLAP_DIFFERS } else { &codes::OVERLAP };
            let args = Args::new().with("first", first + 1).with("second", second + 1);
            report(self.place(*second, at), code, args.with("inputs", self.show(inputs)));
        }
        for (rule, _) in search.reached.iter().enumerate().filter(|(_, reached)| !**reached) {
            report(self.place(rule, at), &codes::DEAD_RULE, Args::new().with("rule", rule + 1));
        }
        if let Some(inputs) = &search.gap {
            report(at, &codes::GAP, Args::new().with("inputs", self.show(inputs)));
        }
        found
    }

    fn place(&self, rule: usize, table: usize) -> usize {
        self.rules.get(rule).map_or(table, |rule| rule.at)
    }
}

impl<'t> Search<'t> {
    fn new(table: &'t Table) -> Result<Search<'t>, Skipped> {
        let mut read = BTreeSet::new();
        if table.inputs.iter().any(|input| input.reads().iter().any(|slot| !read.insert(*slot))) {
            return Err(Skipped::NoRegions);
        }
        let count = table.rules.len();
        let mut certain = vec![true; count];
        let mut inputs = Vec::new();
        for (column, input) in table.inputs.iter().enumerate() {
            let tests: Vec<_> = table
                .rules
                .iter()
                .map(|rule| rule.tests.iter().find(|(at, _)| *at == column).map(|(_, test)| test))
                .collect();
            let mut known = Vec::new();
            let mut understood = vec![true; count];
            for (rule, test) in tests.iter().enumerate() {
                let mut own = Vec::new();
                if test.is_none_or(|test| test.reads().is_empty() && constants(test.root(), &mut own)) {
                    known.extend(own);
                } else if let (Some(understood), Some(certain)) = (understood.get_mut(rule), certain.get_mut(rule)) {
                    (*understood, *certain) = (false, false);
                }
            }
            let mut classes: Classes = Vec::new();
            let samples = samples(input.ty(), known).ok_or(Skipped::NoRegions)?;
            if samples.len().saturating_mul(count) > TABLE_STEPS_MAX * 20 {
                return Err(Skipped::TooLarge);
            }
            for sample in samples {
                let mut matching = Rules::none(count);
                for (rule, (test, understood)) in tests.iter().zip(&understood).enumerate() {
                    let holds = |test: &&crate::UnaryTests| test.matches(&sample, &[]) == Ok(Some(true));
                    if !understood || test.as_ref().is_none_or(holds) {
                        matching.insert(rule);
                    }
                }
                if !classes.iter().any(|(_, known)| *known == matching) {
                    classes.push((sample, matching));
                }
            }
            // An input that is not data itself may not take all values of its type.
            let free = matches!(input.root(), node if Node::as_slot(node).is_some());
            if !free && classes.len() > 1 {
                return Err(Skipped::NoRegions);
            }
            inputs.push(Rc::new(classes));
        }
        let reached = certain.iter().map(|certain| !certain).collect();
        Ok(Search {
            table,
            inputs,
            certain,
            steps: 0,
            gap: None,
            overlaps: Vec::new(),
            paired: BTreeSet::new(),
            reached,
        })
    }

    /// Looks into every box of the inputs from `column` on. `None` at the limit.
    fn boxes(&mut self, column: usize, left: Rules, values: &mut Vec<Value>) -> Option<()> {
        self.steps += 1;
        if self.steps > TABLE_STEPS_MAX {
            return None;
        }
        if left.is_empty() {
            self.note_gap(values);
            return Some(());
        }
        let Some(classes) = self.inputs.get(column).cloned() else {
            self.whole_box(&left, values);
            return Some(());
        };
        for (value, matching) in classes.iter() {
            values.push(value.clone());
            self.boxes(column + 1, left.and(matching), values)?;
            values.pop();
        }
        Some(())
    }

    fn note_gap(&mut self, values: &[Value]) {
        if self.gap.is_some() || self.table.otherwise.is_some() || !self.table.hit.wants_a_rule() {
            return;
        }
        let rest = self.inputs.iter().skip(values.len());
        let rest = rest.filter_map(|classes| classes.first().map(|(value, _)| value.clone()));
        self.gap = Some(values.iter().cloned().chain(rest).collect());
    }

    /// The rules that match all of one box.
    fn whole_box(&mut self, matching: &Rules, values: &[Value]) {
        let certain: Vec<usize> = matching.iter().filter(|rule| self.certain.get(*rule) == Some(&true)).collect();
        for rule in &certain {
            if let Some(reached) = self.reached.get_mut(*rule) {
                *reached = true;
            }
            if self.table.hit == HitPolicy::First {
                // What a rule with another test may take first is not taken for certain.
                break;
            }
        }
        if !matches!(self.table.hit, HitPolicy::Unique | HitPolicy::Any) {
            return;
        }
        for (at, first) in certain.iter().enumerate() {
            for second in certain.iter().skip(at + 1) {
                self.steps += 1;
                if self.overlaps.len() >= OVERLAPS_MAX || self.steps > TABLE_STEPS_MAX {
                    return;
                }
                if self.forbidden(*first, *second) && self.paired.insert((*first, *second)) {
                    self.overlaps.push((*first, *second, values.to_vec()));
                }
            }
        }
    }

    /// Whether two rules may not match together. Rules of the policy *any* may, if they say
    /// the same; what they say is known beforehand where it is constant.
    fn forbidden(&self, first: usize, second: usize) -> bool {
        if self.table.hit == HitPolicy::Unique {
            return true;
        }
        let outputs = |rule: usize| {
            let rule = self.table.rules.get(rule)?;
            let constant = rule.outputs.iter().all(|output| output.reads().is_empty());
            let values = rule.outputs.iter().map(|output| output.evaluate(&[]).ok()).collect::<Option<Vec<Value>>>();
            values.filter(|_| constant)
        };
        matches!((outputs(first), outputs(second)), (Some(a), Some(b)) if a != b)
    }
}
