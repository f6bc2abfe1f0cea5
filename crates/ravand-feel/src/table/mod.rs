//! Decision tables, after DMN: rules that decide outputs from inputs.
//!
//! Invariant: a compiled table is complete and typed; what can still fail when a case
//! runs is that no rule matches, that two do, or arithmetic. Whether rules overlap, leave
//! gaps or are never reached is asked of a compiled table: [`Table::findings`].

mod findings;
mod hit;
mod regions;

pub use hit::{Aggregator, HitPolicy};

use std::sync::Arc;

use crate::codes;
use crate::expression::{Expression, UnaryTests};
use crate::general::Budget;
use crate::limits::{CELLS_MAX, RULES_MAX};
use crate::problem::{EvalError, Problem};
use crate::schema::Schema;
use crate::types::Type;
use crate::value::Value;
use crate::words::{Args, Code};

/// A piece of text that the caller can find again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// An expression, a test, or a name.
    pub text: String,
    /// Anything by which the caller knows the place; a problem comes back with it.
    pub at: usize,
}

impl Cell {
    /// A text and its place.
    pub fn new(text: impl Into<String>, at: usize) -> Cell {
        Cell { text: text.into(), at }
    }
}

/// A decision table as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSource {
    /// What to do when several rules match.
    pub hit: HitPolicy,
    /// Expressions, mostly the name of data.
    pub inputs: Vec<Cell>,
    /// Names of declared data.
    pub outputs: Vec<Cell>,
    /// For each output its possible values, the most important first, as expressions; an
    /// empty list, or none at all, where nobody said. The values of a type that lists its
    /// names need not be said again.
    pub priorities: Vec<Vec<Cell>>,
    /// The rules, in order.
    pub rules: Vec<RuleSource>,
    /// The place of the table itself.
    pub at: usize,
}

/// A rule as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSource {
    /// When it matches.
    pub when: When,
    /// One expression per output, of the output's type. A `None` is reported: a rule says
    /// what it decides, if need be `null`.
    pub outputs: Vec<Option<Cell>>,
    /// The place of the rule itself.
    pub at: usize,
}

/// When a rule matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// One test per input; `None` means `-`, anything.
    Cells(Vec<Option<Cell>>),
    /// Where no other rule matches, whatever the hit policy. Only the last rule can say so.
    Otherwise,
}

/// A compiled decision table. Cheap to clone.
///
/// ```
/// use ravand_feel::{Cell, HitPolicy, RuleSource, Schema, Table, TableSource, Type, Value, When};
/// let mut schema = Schema::new();
/// schema.add("area_m2", Type::Number, true);
/// schema.add("fee_rial", Type::Number, true);
/// let rule = |test: &str, fee: &str| RuleSource {
///     when: When::Cells(vec![Some(Cell::new(test, 0))]),
///     outputs: vec![Some(Cell::new(fee, 0))],
///     at: 0,
/// };
/// let source = TableSource {
///     hit: HitPolicy::Unique,
///     inputs: vec![Cell::new("area_m2", 0)],
///     outputs: vec![Cell::new("fee_rial", 0)],
///     priorities: Vec::new(),
///     rules: vec![rule("<= 4", "2000000"), rule("> 4", "area_m2 * 600000")],
///     at: 0,
/// };
/// let table = Table::compile(&source, &schema).unwrap();
/// let decided = table.evaluate(&[Value::from(10), Value::Null]).unwrap();
/// assert_eq!((decided.rule, decided.outputs), (1, vec![Value::from(6_000_000)]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    hit: HitPolicy,
    inputs: Arc<[Expression]>,
    outputs: Arc<[u16]>,
    /// The names of the outputs.
    names: Arc<[String]>,
    rules: Arc<[Rule]>,
    otherwise: Option<Arc<[Expression]>>,
    /// For each output the values that come first; empty where none do.
    priorities: Arc<[Vec<Value>]>,
    reads: Arc<[u16]>,
}

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    /// The inputs that it looks at, with the test of each.
    tests: Vec<(usize, UnaryTests)>,
    outputs: Vec<Expression>,
    /// Its place in the source.
    at: usize,
}

/// What a table decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The position of the rule that counted, from 0; the first of them where several did.
    /// The number of rules, where a policy that gives lists found none.
    pub rule: usize,
    /// One value per output, in the order of [`Table::outputs`].
    pub outputs: Vec<Value>,
}

/// Why a table decided nothing. Rules are numbered from 1, as a person counts them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Two rules of a unique table match.
    #[error("rules {first} and {second} both match")]
    NotUnique {
        /// The first that matches.
        first: usize,
        /// The next that does.
        second: usize,
    },
    /// Two rules of a table with the policy *any* match and differ.
    #[error("rules {first} and {second} both match and say different things")]
    Differ {
        /// The first that matches.
        first: usize,
        /// The one that says something else.
        second: usize,
    },
    /// A rule gives a value without a priority.
    #[error("rule {rule} gives {value}, which is not in the list of values of `{name}`")]
    NoPriority {
        /// The rule's number.
        rule: usize,
        /// What it gives.
        value: String,
        /// The output.
        name: String,
    },
    /// No rule matches.
    #[error("no rule matches {inputs}")]
    NoRule {
        /// The inputs with their values: `area_m2 = 4, frontage = main`. None of them is
        /// personal, because no expression reads what is.
        inputs: String,
    },
    /// An input could not be evaluated.
    #[error("input `{input}`: {source}")]
    Input {
        /// Its text.
        input: String,
        /// Why.
        source: EvalError,
    },
    /// A cell could not be evaluated.
    #[error("rule {rule}: {source}")]
    Rule {
        /// The rule's number.
        rule: usize,
        /// Why.
        source: EvalError,
    },
}

impl TableError {
    /// Its words in every language; for an input or a cell, those of what failed there.
    pub fn code(&self) -> &'static Code {
        match self {
            TableError::NotUnique { .. } => &codes::NOT_UNIQUE,
            TableError::Differ { .. } => &codes::ANY_DIFFERS,
            TableError::NoPriority { .. } => &codes::NO_PRIORITY_VALUE,
            TableError::NoRule { .. } => &codes::NO_RULE,
            TableError::Input { source, .. } | TableError::Rule { source, .. } => source.code(),
        }
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        match self {
            TableError::NotUnique { first, second } | TableError::Differ { first, second } => {
                Args::new().with("first", first).with("second", second)
            }
            TableError::NoPriority { rule, value, name } => {
                Args::new().with("rule", rule).with("value", value).with("name", name)
            }
            TableError::NoRule { inputs } => Args::new().with("inputs", inputs),
            TableError::Input { input, source } => source.args().with("input", input),
            TableError::Rule { rule, source } => source.args().with("rule", rule),
        }
    }
}

impl Table {
    /// Compiles a table against the declared data.
    ///
    /// # Errors
    /// Everything that is wrong with it, each problem with the `at` of its cell (or of
    /// the rule or table, where no cell is to blame; the span is then empty).
    pub fn compile(source: &TableSource, schema: &Schema) -> Result<Table, Vec<(usize, Problem)>> {
        let mut compiler = Compiler { schema, problems: Vec::new(), reads: Vec::new() };
        if !compiler.shape(source) {
            return Err(compiler.problems);
        }
        let inputs: Vec<_> = source.inputs.iter().map(|cell| compiler.input(cell)).collect();
        let outputs = compiler.outputs(&source.outputs);
        let cells = compiler.cell_types(source.hit, &source.outputs, &outputs);
        let priorities = compiler.priorities(source, &cells);
        let mut rules = Vec::new();
        let mut otherwise = None;
        for rule in &source.rules {
            // What stands for no rule at all is no item of a list but the whole.
            let whole: Vec<_> =
                outputs.iter().map(|o| o.as_ref().map(|(slot, ty)| (*slot, Some(ty.clone())))).collect();
            match rule.when {
                When::Cells(_) => {
                    let (tests, values) = compiler.rule(rule, &inputs, &cells);
                    rules.push(Rule { tests, outputs: values, at: rule.at });
                }
                When::Otherwise => otherwise = Some(compiler.rule(rule, &inputs, &whole).1.into()),
            }
        }
        if !compiler.problems.is_empty() {
            return Err(compiler.problems);
        }
        compiler.reads.sort_unstable();
        compiler.reads.dedup();
        Ok(Table {
            hit: source.hit,
            // Without problems nothing is missing from either list.
            inputs: inputs.into_iter().flatten().collect(),
            outputs: outputs.into_iter().flatten().map(|(slot, _)| slot).collect(),
            names: source.outputs.iter().map(|cell| cell.text.trim().to_owned()).collect(),
            rules: rules.into(),
            otherwise,
            priorities: priorities.into(),
            reads: compiler.reads.into(),
        })
    }

    /// The slots that it writes, in the order of its outputs.
    pub fn outputs(&self) -> &[u16] {
        &self.outputs
    }

    /// The slots that it reads, ascending.
    pub fn reads(&self) -> &[u16] {
        &self.reads
    }

    /// What to do when several rules match.
    pub fn hit(&self) -> HitPolicy {
        self.hit
    }

    /// How many rules it has, `otherwise` included.
    pub fn len(&self) -> usize {
        self.rules.len() + usize::from(self.otherwise.is_some())
    }

    /// Whether it has no rules; never true of a table that was compiled.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Decides, where `slots` holds the declared data in the order of the schema.
    ///
    /// # Errors
    /// When no rule matches, when two match that must not, and when a cell fails. A policy
    /// that gives lists gives empty ones where no rule matches.
    pub fn evaluate(&self, slots: &[Value]) -> Result<Decided, TableError> {
        self.run(slots, None)
    }

    /// The same on what is left of a budget that several evaluations share.
    ///
    /// # Errors
    /// As [`evaluate`](Table::evaluate), and when nothing is left.
    pub fn evaluate_within(&self, slots: &[Value], budget: &Budget) -> Result<Decided, TableError> {
        let tests = self.rules.len().saturating_mul(1 + self.inputs.len());
        budget.spend(u32::try_from(tests).unwrap_or(u32::MAX)).map_err(in_rule(0))?;
        self.run(slots, Some(budget))
    }

    /// Every expression on a budget of its own where none is handed in.
    fn run(&self, slots: &[Value], budget: Option<&Budget>) -> Result<Decided, TableError> {
        let inputs = self.read(slots, budget)?;
        let mut hits = Vec::new();
        for (index, rule) in self.rules.iter().enumerate() {
            if !rule.matches(&inputs, slots, budget).map_err(in_rule(index))? {
                continue;
            }
            match (self.hit, hits.first()) {
                (HitPolicy::First, _) => return decide(index, &rule.outputs, slots, budget),
                (HitPolicy::Unique, Some(first)) => {
                    return Err(TableError::NotUnique { first: first + 1, second: index + 1 });
                }
                _ => hits.push(index),
            }
        }
        match (hits.as_slice(), &self.otherwise) {
            ([], Some(outputs)) => decide(self.rules.len(), outputs, slots, budget),
            ([], None) if !self.hit.wants_a_rule() => self.reckon(&[], slots, budget),
            ([], None) => Err(TableError::NoRule { inputs: self.show(&inputs) }),
            (hits, _) => self.reckon(hits, slots, budget),
        }
    }

    fn read(&self, slots: &[Value], budget: Option<&Budget>) -> Result<Vec<Value>, TableError> {
        let read = |input: &Expression| {
            value(input, slots, budget).map_err(|source| TableError::Input { input: input.source().to_owned(), source })
        };
        self.inputs.iter().map(read).collect()
    }

    fn show(&self, values: &[Value]) -> String {
        let show = |(input, value): (&Expression, &Value)| format!("{} = {}", input.source(), input.ty().show(value));
        self.inputs.iter().zip(values).map(show).collect::<Vec<_>>().join(", ")
    }
}

impl Rule {
    /// Whether every test holds for certain; a null is no match.
    fn matches(&self, inputs: &[Value], slots: &[Value], budget: Option<&Budget>) -> Result<bool, EvalError> {
        for (input, test) in &self.tests {
            let input = inputs.get(*input).unwrap_or(&Value::Null);
            let matches = match budget {
                Some(budget) => test.matches_within(input, slots, budget)?,
                None => test.matches(input, slots)?,
            };
            if matches != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn in_rule(index: usize) -> impl Fn(EvalError) -> TableError {
    move |source| TableError::Rule { rule: index + 1, source }
}

fn value(expression: &Expression, slots: &[Value], budget: Option<&Budget>) -> Result<Value, EvalError> {
    match budget {
        Some(budget) => expression.evaluate_within(slots, budget),
        None => expression.evaluate(slots),
    }
}

fn decide(
    rule: usize,
    outputs: &[Expression],
    slots: &[Value],
    budget: Option<&Budget>,
) -> Result<Decided, TableError> {
    let values = outputs.iter().map(|cell| value(cell, slots, budget));
    let outputs = values.collect::<Result<_, _>>().map_err(in_rule(rule))?;
    Ok(Decided { rule, outputs })
}

struct Compiler<'a> {
    schema: &'a Schema,
    problems: Vec<(usize, Problem)>,
    reads: Vec<u16>,
}

impl Compiler<'_> {
    fn report(&mut self, at: usize, code: &'static Code, args: Args) {
        self.problems.push((at, Problem { code, args, span: 0..0 }));
    }

    /// What is wrong with the table before any cell is read; `false` if none should be.
    fn shape(&mut self, source: &TableSource) -> bool {
        let (rules, columns) = (source.rules.len(), source.inputs.len() + source.outputs.len());
        let cells = rules.saturating_mul(columns);
        if rules > RULES_MAX || cells > CELLS_MAX {
            let found = Args::new().with("rules", rules).with("cells", cells);
            let args = found.with("rules_max", RULES_MAX).with("cells_max", CELLS_MAX);
            self.report(source.at, &codes::TABLE_TOO_LARGE, args);
            return false;
        }
        if rules == 0 {
            self.report(source.at, &codes::NO_RULES, Args::new());
        }
        if source.outputs.is_empty() {
            self.report(source.at, &codes::NO_OUTPUTS, Args::new());
        }
        for (index, rule) in source.rules.iter().enumerate() {
            let inputs = match &rule.when {
                When::Cells(cells) => cells.len(),
                When::Otherwise => source.inputs.len(),
            };
            let found = inputs + rule.outputs.len();
            if inputs != source.inputs.len() || rule.outputs.len() != source.outputs.len() {
                let args = Args::new().with("found", found).with("expected", columns);
                self.report(rule.at, &codes::RULE_WIDTH, args);
            }
            if rule.when == When::Otherwise && index + 1 < rules {
                self.report(rule.at, &codes::OTHERWISE_NOT_LAST, Args::new());
            }
        }
        true
    }

    /// What the cells of each output must be, whose data may be lists of it: `None` for
    /// anything, where only the number of rules counts.
    fn cell_types(
        &mut self,
        hit: HitPolicy,
        names: &[Cell],
        outputs: &[Option<(u16, Type)>],
    ) -> Vec<Option<(u16, Option<Type>)>> {
        let mut cells = Vec::new();
        for (name, output) in names.iter().zip(outputs) {
            cells.push(output.as_ref().and_then(|(slot, ty)| match hit.cell_type(ty) {
                Ok(cell) => Some((*slot, cell)),
                Err(code) => {
                    let args = Args::new().with("hit", hit).with("name", name.text.trim()).with("found", ty);
                    self.report(name.at, code, args);
                    None
                }
            }));
        }
        cells
    }

    /// For each output its values in the order of their priority.
    fn priorities(&mut self, source: &TableSource, cells: &[Option<(u16, Option<Type>)>]) -> Vec<Vec<Value>> {
        let mut all = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let ty = cell.as_ref().and_then(|(_, ty)| ty.as_ref());
            let written = source.priorities.get(column).map(Vec::as_slice).unwrap_or_default();
            let mut values = Vec::new();
            for value in written {
                let found = self.expression(value, ty).and_then(|expression| expression.evaluate(&[]).ok());
                values.extend(found);
            }
            if let (true, Some(Type::Enum(names))) = (written.is_empty(), ty) {
                values.extend(names.names().iter().filter_map(|name| names.value(name)).map(Value::Enum));
            }
            all.push(values);
        }
        if source.hit.wants_priorities() && all.iter().all(Vec::is_empty) && cells.iter().all(Option::is_some) {
            self.report(source.at, &codes::NO_PRIORITY, Args::new().with("hit", source.hit));
        }
        all
    }

    fn input(&mut self, cell: &Cell) -> Option<Expression> {
        self.expression(cell, None)
    }

    fn outputs(&mut self, cells: &[Cell]) -> Vec<Option<(u16, Type)>> {
        let mut outputs: Vec<Option<(u16, Type)>> = Vec::new();
        for cell in cells {
            let output = self.output(cell);
            if let Some((slot, _)) = &output
                && outputs.iter().flatten().any(|(other, _)| other == slot)
            {
                let args = Args::new().with("name", &cell.text);
                self.report(cell.at, &codes::REPEATED_OUTPUT, args);
            }
            outputs.push(output);
        }
        outputs
    }

    fn output(&mut self, cell: &Cell) -> Option<(u16, Type)> {
        let name = cell.text.trim();
        let found = self.schema.slot(name).and_then(|slot| Some((slot, self.schema.ty(slot)?)));
        if let Some((slot, ty)) = found {
            return Some((slot, ty.clone()));
        }
        let names = self.schema.iter().map(|(_, name, _)| name);
        let (code, args) = match crate::nearest::nearest(name, names) {
            Some(near) => (&codes::UNKNOWN_NAME_NEAR, Args::new().with("near", near)),
            None => (&codes::UNKNOWN_NAME, Args::new()),
        };
        let span = 0..u32::try_from(cell.text.len()).unwrap_or(u32::MAX);
        let args = args.with("name", name);
        self.problems.push((cell.at, Problem { code, args, span }));
        None
    }

    fn rule(
        &mut self,
        rule: &RuleSource,
        inputs: &[Option<Expression>],
        outputs: &[Option<(u16, Option<Type>)>],
    ) -> (Vec<(usize, UnaryTests)>, Vec<Expression>) {
        let mut tests = Vec::new();
        if let When::Cells(cells) = &rule.when {
            for (index, (cell, input)) in cells.iter().zip(inputs).enumerate() {
                // An input that is wrong itself says nothing about its cells.
                let (Some(cell), Some(input)) = (cell, input) else {
                    continue;
                };
                if let Some(test) = self.test(cell, input)
                    && !test.is_any()
                {
                    tests.push((index, test));
                }
            }
        }
        let mut values = Vec::new();
        for (cell, output) in rule.outputs.iter().zip(outputs) {
            let Some((slot, ty)) = output else { continue };
            match cell {
                Some(cell) => {
                    let value = self.expression(cell, ty.as_ref());
                    self.same_unit(cell, value.as_ref(), *slot);
                    values.extend(value);
                }
                None => {
                    let name = self.schema.name(*slot).unwrap_or_default();
                    let args = Args::new().with("name", name);
                    self.report(rule.at, &codes::OUTPUT_MISSING, args);
                }
            }
        }
        (tests, values)
    }

    fn expression(&mut self, cell: &Cell, expected: Option<&Type>) -> Option<Expression> {
        let compiled = Expression::compile(&cell.text, self.schema, expected);
        let expression = self.keep(cell, compiled)?;
        self.reads.extend(expression.reads());
        Some(expression)
    }

    /// Whether what a cell gives has the unit of what it is given to.
    fn same_unit(&mut self, cell: &Cell, value: Option<&Expression>, slot: u16) {
        if let (Some(left), Some(right)) = (value.and_then(Expression::unit), self.schema.unit(slot))
            && left != right
        {
            let span = 0..u32::try_from(cell.text.len()).unwrap_or(u32::MAX);
            let args = Args::new().with("left", left).with("right", right);
            self.problems.push((cell.at, Problem { code: &codes::UNITS, args, span }));
        }
    }

    fn test(&mut self, cell: &Cell, input: &Expression) -> Option<UnaryTests> {
        let compiled = UnaryTests::with_unit(&cell.text, input.ty(), input.unit(), self.schema);
        let test = self.keep(cell, compiled)?;
        self.reads.extend(test.reads());
        Some(test)
    }

    fn keep<T>(&mut self, cell: &Cell, compiled: Result<T, Vec<Problem>>) -> Option<T> {
        match compiled {
            Ok(compiled) => Some(compiled),
            Err(problems) => {
                self.problems.extend(problems.into_iter().map(|problem| (cell.at, problem)));
                None
            }
        }
    }
}
