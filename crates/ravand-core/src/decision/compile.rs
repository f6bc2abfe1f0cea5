//! Logic → what can be evaluated: names become slots, texts become expressions.
//!
//! Invariant: names that a boxed expression brings (entries, parameters, items) stand behind
//! the slots of the case, or take the slot of what they hide; an evaluation works on a copy
//! of the slots that is as long as the schema it was compiled against.

use super::codes;
use super::order::all_required_first;
use super::{Each, LOGIC_DEPTH_MAX, LOGIC_NODES_MAX, Logic};
use crate::definition::{DataDeclaration, Decision};
use crate::diagnostic::Diagnostic;
use crate::id::{DataName, DecisionId};
use crate::schema::{table_problem, table_source};
use crate::span::{Span, Spanned};
use indexmap::IndexMap;
use ravand_feel::{Args, Code, Expression, Problem, SLOTS_MAX, Schema, Table, Type, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What becomes of what does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Strictness {
    /// A mistake of types is found before anything runs, and what fails at last is an error
    /// with its place. So decide the steps of a process.
    #[default]
    Strict,
    /// Both are null, as the standard wants. So are models judged that others wrote.
    Standard,
}

/// Mistakes of types, which the standard knows as a null only.
const OF_TYPES: [&str; 14] = [
    "FE008", "FE027", "FE028", "FE029", "FE030", "FE031", "FE033", "FE039", "FE071", "FE072", "FE073", "FE076",
    "FE077", "FE078",
];

/// Makes the name of a column one that no person wrote, and shows like it: a table that
/// stands in an expression writes no data of the case.
const COLUMN_MARK: char = '\u{2060}';

/// The knowledge models of a process or a file, ready to be called.
#[derive(Debug, Clone, Default)]
pub struct Library {
    pub(super) models: BTreeMap<DecisionId, Arc<Knowledge>>,
}

/// A knowledge model that can be called.
#[derive(Debug)]
pub(super) struct Knowledge {
    pub(super) id: DecisionId,
    pub(super) params: Vec<(Arc<str>, Type)>,
    pub(super) ty: Type,
    /// Against the parameters, then the models that it requires itself.
    pub(super) body: Node,
    pub(super) functions: Vec<(u16, Value)>,
    pub(super) slots: usize,
    pub(super) strict: bool,
}

/// One decision, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct CompiledLogic {
    pub(super) id: DecisionId,
    pub(super) how: How,
    /// Slots behind those of the case, and the functions that stand in some.
    pub(super) slots: usize,
    pub(super) functions: Vec<(u16, Value)>,
    pub(super) strict: bool,
    reads: Vec<u16>,
    outputs: Vec<u16>,
    warnings: Vec<Diagnostic>,
}

#[derive(Debug, Clone)]
pub(super) enum How {
    /// The decision's own table, which writes the data of the case.
    Table(Table),
    /// A value for one output, or a context of several.
    Logic(Arc<Node>, Vec<(u16, Arc<str>, Type)>),
}

/// A boxed expression that can be evaluated.
#[derive(Debug)]
pub(super) enum Node {
    Literal(Expression),
    /// What the standard makes of a mistake of types.
    Null,
    Table(TableNode),
    Context(Vec<EntryNode>, Option<Box<Node>>, usize),
    Call(Arc<Knowledge>, Vec<(usize, Node)>),
    /// A call of what an expression names; the arguments get slots of their own.
    Apply(Vec<(u16, Node)>, Expression, usize),
    List(Vec<Node>),
    Relation(Vec<Arc<str>>, Vec<Vec<Node>>),
    Function(Arc<FunctionNode>),
    If(Box<[Node; 3]>),
    /// The list, the condition, the slot of the item and those of its fields.
    Filter(Box<[Node; 2]>, u16, Vec<(u16, Arc<str>)>, usize),
    Each(Each, Box<[Node; 2]>, u16, usize),
}

#[derive(Debug)]
pub(super) struct TableNode {
    pub(super) table: Table,
    pub(super) names: Vec<Arc<str>>,
    pub(super) slots: usize,
}

#[derive(Debug)]
pub(super) struct EntryNode {
    pub(super) name: Arc<str>,
    pub(super) slot: u16,
    pub(super) ty: Type,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) struct FunctionNode {
    pub(super) params: Vec<(u16, Arc<str>, Type)>,
    pub(super) body: Node,
    pub(super) slots: usize,
    pub(super) strict: bool,
}

impl Library {
    /// Compiles every knowledge model. Circles must have been ruled out before
    /// ([`circle`](super::circle)); a model in one does not see what it requires.
    ///
    /// # Errors
    /// None: what is wrong stands beside, and a model with a mistake is not in the library.
    pub fn compile(decisions: &IndexMap<DecisionId, Decision>, strictness: Strictness) -> (Library, Vec<Diagnostic>) {
        let mut library = Library::default();
        let mut problems = Vec::new();
        for id in all_required_first(decisions) {
            let Some(decision) = decisions.get(id).filter(|decision| decision.is_knowledge()) else { continue };
            if let Some(model) = Knowledge::compile(id, decision, &library, strictness, &mut problems) {
                library.models.insert(id.clone(), Arc::new(model));
            }
        }
        (library, problems)
    }

    /// Declares the knowledge models that a decision requires, each under its id.
    fn declare(&self, decision: &Decision, schema: &mut Schema) -> Vec<(u16, Value)> {
        let required = decision.requires.iter().filter_map(|id| self.models.get(id.as_str()));
        required
            .map(|model| {
                let count = u16::try_from(model.params.len()).unwrap_or(u16::MAX);
                let slot = schema.add(model.id.as_str(), Type::Function(Some(count)), true);
                (slot, Knowledge::value(model))
            })
            .collect()
    }
}

impl Knowledge {
    fn compile(
        id: &DecisionId,
        decision: &Decision,
        library: &Library,
        strictness: Strictness,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Knowledge> {
        let mut schema = Schema::new();
        let functions = library.declare(decision, &mut schema);
        let params: Vec<(Arc<str>, Type)> = decision
            .parameters
            .iter()
            .flatten()
            .map(|(name, declared)| (Arc::from(name.as_str()), declared.ty.clone()))
            .collect();
        // Behind the functions, so that an argument may hide one of them.
        let places: Vec<u16> = params.iter().map(|(name, ty)| schema.add(name.clone(), ty.clone(), true)).collect();
        let mut compiler = Compiler::new(library, strictness, problems);
        let ty = result_type(decision);
        let body = compiler.body(id, decision, &schema, &ty)?;
        // Arguments come first in the order of the parameters; the slots say where they go.
        let functions = functions.into_iter().filter(|(slot, _)| !places.contains(slot)).collect();
        let strict = strictness == Strictness::Strict;
        let slots = schema.len();
        let body = Node::Function(Arc::new(FunctionNode {
            params: places
                .into_iter()
                .zip(&params)
                .map(|(slot, (name, ty))| (slot, name.clone(), ty.clone()))
                .collect(),
            body,
            slots,
            strict,
        }));
        Some(Knowledge { id: id.clone(), params, ty, body, functions, slots, strict })
    }
}

/// What a decision gives as one value.
fn result_type(decision: &Decision) -> Type {
    let mut outputs = decision.outputs.iter();
    match (outputs.next(), outputs.next()) {
        (None, _) => Type::Any,
        (Some((_, only)), None) => only.ty.clone(),
        _ if decision.logic.is_none() => rows_type(decision),
        _ => Type::context(decision.outputs.iter().map(|(name, output)| (name.as_str(), output.ty.clone()))),
    }
}

/// The type of a table of several outputs.
fn rows_type(decision: &Decision) -> Type {
    let lists = decision.hit.gives_lists();
    let item = |ty: &Type| match ty {
        Type::List(of) if lists => (**of).clone(),
        ty => ty.clone(),
    };
    let row = Type::context(decision.outputs.iter().map(|(name, output)| (name.as_str(), item(&output.ty))));
    if lists { Type::list(row) } else { row }
}

impl CompiledLogic {
    /// Compiles one decision against the data of a case, to which the knowledge models that
    /// it requires are added.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its place.
    pub fn compile(
        id: &DecisionId,
        decision: &Decision,
        data: &Schema,
        library: &Library,
        strictness: Strictness,
    ) -> Result<CompiledLogic, Vec<Diagnostic>> {
        let mut schema = data.clone();
        let functions = library.declare(decision, &mut schema);
        let mut problems = Vec::new();
        let mut compiler = Compiler::new(library, strictness, &mut problems);
        let how = match &decision.logic {
            None => compiler.own_table(decision, &schema),
            Some(logic) => compiler.logic_of(id, decision, logic, &schema),
        };
        let reads = compiler.reads.into_iter().filter(|slot| usize::from(*slot) < data.len()).collect();
        match how {
            Some(how) if !crate::diagnostic::has_errors(&problems) => {
                let outputs = match &how {
                    How::Table(table) => table.outputs().to_vec(),
                    How::Logic(_, outputs) => outputs.iter().map(|(slot, ..)| *slot).collect(),
                };
                let strict = strictness == Strictness::Strict;
                let id = id.clone();
                let slots = schema.len();
                Ok(CompiledLogic { id, how, slots, functions, strict, reads, outputs, warnings: problems })
            }
            _ => Err(problems),
        }
    }

    /// The slots of the case that it reads, ascending.
    pub fn reads(&self) -> &[u16] {
        &self.reads
    }

    /// The slots of the case that it writes.
    pub fn outputs(&self) -> &[u16] {
        &self.outputs
    }

    /// What is not wrong but cannot be meant.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The table, where the decision is one and needs nothing else.
    pub fn plain_table(&self) -> Option<&Table> {
        match &self.how {
            How::Table(table) if self.functions.is_empty() => Some(table),
            _ => None,
        }
    }
}

pub(super) struct Compiler<'a> {
    pub(super) library: &'a Library,
    pub(super) strict: bool,
    problems: &'a mut Vec<Diagnostic>,
    pub(super) reads: BTreeSet<u16>,
}

impl<'a> Compiler<'a> {
    fn new(library: &'a Library, strictness: Strictness, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { library, strict: strictness == Strictness::Strict, problems, reads: BTreeSet::new() }
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span, args: Args) {
        self.problems.push(Diagnostic::at(code, span, args));
    }

    fn own_table(&mut self, decision: &Decision, schema: &Schema) -> Option<How> {
        match Table::compile(&table_source(decision), schema) {
            Ok(table) => {
                self.reads.extend(table.reads());
                if self.strict {
                    let found = table.findings(0).into_iter();
                    self.problems.extend(found.map(|(at, problem)| table_problem(decision, at, problem)));
                }
                Some(How::Table(table))
            }
            Err(found) => {
                let null = !self.strict && found.iter().all(|(_, problem)| OF_TYPES.contains(&problem.code.id));
                if null {
                    let outputs = outputs_in(decision, schema);
                    return Some(How::Logic(Arc::new(Node::Null), outputs));
                }
                self.problems.extend(found.into_iter().map(|(at, problem)| table_problem(decision, at, problem)));
                None
            }
        }
    }

    fn logic_of(&mut self, id: &DecisionId, decision: &Decision, logic: &Logic, schema: &Schema) -> Option<How> {
        if decision.outputs.is_empty() {
            self.report(&codes::NO_OUTPUT, decision.span, Args::new().with("decision", id));
            return None;
        }
        if !self.fits(id, logic) {
            return None;
        }
        let (node, _) = self.logic(logic, schema, &result_type(decision), 0)?;
        Some(How::Logic(Arc::new(node), outputs_in(decision, schema)))
    }

    /// The logic of a knowledge model, be it a table or anything else.
    fn body(&mut self, id: &DecisionId, decision: &Decision, schema: &Schema, ty: &Type) -> Option<Node> {
        match &decision.logic {
            Some(logic) if !self.fits(id, logic) => None,
            Some(logic) => self.logic(logic, schema, ty, 0).map(|(node, _)| node),
            None => self.table(decision, schema).map(|(node, _)| node),
        }
    }

    fn fits(&mut self, id: &DecisionId, logic: &Logic) -> bool {
        let found = logic.count();
        if found > LOGIC_NODES_MAX {
            let args = Args::new().with("decision", id).with("found", found).with("max", LOGIC_NODES_MAX);
            self.report(&codes::TOO_LARGE, logic.span(), args);
        }
        found <= LOGIC_NODES_MAX
    }

    pub(super) fn logic(&mut self, logic: &Logic, schema: &Schema, ty: &Type, depth: usize) -> Option<(Node, Type)> {
        if depth >= LOGIC_DEPTH_MAX {
            self.report(&codes::TOO_DEEP, logic.span(), Args::new().with("max", LOGIC_DEPTH_MAX));
            return None;
        }
        let depth = depth + 1;
        match logic {
            Logic::Literal(text) => self.literal(text, schema, ty),
            Logic::Table(table) => self.table(table, schema),
            Logic::Context { entries, result, .. } => self.context(entries, result.as_deref(), schema, ty, depth),
            Logic::Call { callee, with, span } => self.call(callee, with, *span, schema, depth),
            Logic::List { items, .. } => {
                let of = item_of(ty);
                let items: Vec<_> = items.iter().map(|item| self.logic(item, schema, &of, depth)).collect();
                let items = items.into_iter().map(|item| Some(item?.0)).collect::<Option<Vec<_>>>()?;
                Some((Node::List(items), known(ty, Type::list(Type::Any))))
            }
            Logic::Relation { columns, rows, span } => self.relation(columns, rows, *span, schema, ty, depth),
            Logic::Function { parameters, body, .. } => self.function(parameters, body, schema, depth),
            Logic::If { condition, then, otherwise, .. } => {
                let condition = self.logic(condition, schema, &Type::Bool, depth);
                let then = self.logic(then, schema, ty, depth);
                let (otherwise, _) = self.logic(otherwise, schema, ty, depth)?;
                let (then, given) = then?;
                Some((Node::If(Box::new([condition?.0, then, otherwise])), known(ty, given)))
            }
            Logic::Filter { list, keep, .. } => self.filter(list, keep, schema, ty, depth),
            Logic::Each { what, variable, list, body, .. } => {
                let (list, given) = self.logic(list, schema, &Type::Any, depth)?;
                let mut inner = schema.clone();
                let slot = self.add(&mut inner, variable, item_of(&given));
                let wanted = if *what == Each::For { item_of(ty) } else { Type::Bool };
                let (body, of) = self.logic(body, &inner, &wanted, depth)?;
                let given = if *what == Each::For { Type::list(of) } else { Type::Bool };
                Some((Node::Each(*what, Box::new([list, body]), slot, inner.len()), known(ty, given)))
            }
        }
    }

    fn literal(&mut self, text: &Spanned<String>, schema: &Schema, ty: &Type) -> Option<(Node, Type)> {
        let expected = Some(ty).filter(|ty| self.strict && **ty != Type::Any);
        match Expression::compile(&text.value, schema, expected) {
            Ok(expression) => {
                self.reads.extend(expression.reads());
                if self.strict {
                    let found = expression.warnings().iter().cloned();
                    self.problems.extend(found.map(|problem| crate::schema::problem_at(text, problem)));
                }
                let given = known(ty, expression.ty().clone());
                Some((Node::Literal(expression), given))
            }
            Err(found) => self.mistaken(found, |problem| crate::schema::problem_at(text, problem)),
        }
    }

    /// What becomes of an expression with mistakes.
    pub(super) fn mistaken(&mut self, found: Vec<Problem>, at: impl Fn(Problem) -> Diagnostic) -> Option<(Node, Type)> {
        if !self.strict && found.iter().all(|problem| OF_TYPES.contains(&problem.code.id)) {
            return Some((Node::Null, Type::Any));
        }
        self.problems.extend(found.into_iter().map(at));
        None
    }

    fn table(&mut self, table: &Decision, schema: &Schema) -> Option<(Node, Type)> {
        let mut inner = schema.clone();
        let mut source = table_source(table);
        for (cell, (_, output)) in source.outputs.iter_mut().zip(&table.outputs) {
            cell.text.push(COLUMN_MARK);
            let slot = inner.add(cell.text.as_str(), output.ty.clone(), true);
            inner.set_unit(slot, None);
        }
        match Table::compile(&source, &inner) {
            Ok(compiled) => {
                self.reads.extend(compiled.reads());
                let names = table.outputs.keys().map(|name| Arc::from(name.as_str())).collect();
                let ty = match table.outputs.first() {
                    Some((_, only)) if table.outputs.len() == 1 => only.ty.clone(),
                    _ => rows_type(table),
                };
                Some((Node::Table(TableNode { table: compiled, names, slots: inner.len() }), ty))
            }
            Err(found) => {
                if !self.strict && found.iter().all(|(_, problem)| OF_TYPES.contains(&problem.code.id)) {
                    return Some((Node::Null, Type::Any));
                }
                self.problems.extend(found.into_iter().map(|(at, problem)| table_problem(table, at, problem)));
                None
            }
        }
    }

    /// A name that stands in the logic itself. Its numbers have no unit but the one that
    /// their expression gave them.
    pub(super) fn add(&mut self, schema: &mut Schema, name: &Spanned<String>, ty: Type) -> u16 {
        let slot = schema.add(name.as_str(), ty, true);
        if slot == u16::MAX {
            let args = Args::new().with("found", SLOTS_MAX + 1).with("max", SLOTS_MAX);
            self.report(&crate::check::codes::TOO_MUCH_DATA, name.span, args);
        }
        schema.set_unit(slot, None);
        slot
    }
}

/// The slots that a decision writes, with the parts of its value that they get.
fn outputs_in(decision: &Decision, schema: &Schema) -> Vec<(u16, Arc<str>, Type)> {
    let slot = |(name, output): (&DataName, &DataDeclaration)| {
        Some((schema.slot(name.as_str())?, Arc::from(name.as_str()), output.ty.clone()))
    };
    decision.outputs.iter().filter_map(slot).collect()
}

/// The declared type, or the one that was found where none was declared.
pub(super) fn known(declared: &Type, found: Type) -> Type {
    if *declared == Type::Any { found } else { declared.clone() }
}

pub(super) fn item_of(ty: &Type) -> Type {
    match ty {
        Type::List(of) => (**of).clone(),
        _ => Type::Any,
    }
}
