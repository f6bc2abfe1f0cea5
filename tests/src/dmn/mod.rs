//! DMN files and their test cases, lifted into the public interface: enough of the XML to
//! run the suite of the DMN TCK, and no more. It is no reader of DMN for people: what it
//! does not know is the reason of a failure.
//!
//! The standard makes a null of what cannot be reckoned and of what does not fit. So does
//! this runner with an error of an evaluation and with a mistake of types; a mistake of
//! grammar or an unknown name is a failure.

mod parts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parts::{as_text, child, children, is_logic, logic_of, same, text_of, value};
use ravand::feel::{
    Aggregator, Cell, Expression, HitPolicy, Problem, RuleSource, Schema, Table, TableError, TableSource, Type, Value,
    When,
};
use roxmltree::{Document, Node};

/// How deep decisions may require each other.
const REQUIRED_MAX: usize = 50;

/// What became of all test cases of a folder.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Results that were as expected.
    pub passed: usize,
    /// A line for each that was not.
    pub failures: Vec<String>,
}

/// Runs every `*.xml` test below a folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    for file in files {
        if let Err(why) = run_file(&file, &mut outcome) {
            outcome.failures.push(format!("{}: {why}", file.display()));
        }
    }
    Ok(outcome)
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    Ok(())
}

type Found<T> = Result<T, String>;

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn run_file(path: &Path, outcome: &mut Outcome) -> Found<()> {
    let text = std::fs::read_to_string(path).map_err(|why| why.to_string())?;
    let tests = Document::parse(&text).map_err(|why| why.to_string())?;
    let root = tests.root_element();
    let model = child(root, "modelName").and_then(|node| node.text()).unwrap_or_default().trim();
    let model = std::fs::read_to_string(path.with_file_name(model)).map_err(|why| format!("{model}: {why}"))?;
    let model = Document::parse(&model).map_err(|why| why.to_string())?;
    let model = Model::new(model.root_element());
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    for case in children(root, "testCase") {
        let id = case.attribute("id").unwrap_or_default();
        for result in children(case, "resultNode") {
            let decision = result.attribute("name").unwrap_or_default();
            match judge(&model, case, result, decision) {
                Ok(()) => outcome.passed += 1,
                Err(why) => outcome.failures.push(format!("{name} {id} {decision}: {why}")),
            }
        }
    }
    Ok(())
}

fn judge(model: &Model<'_, '_>, case: Node<'_, '_>, result: Node<'_, '_>, decision: &str) -> Found<()> {
    let mut inputs = BTreeMap::new();
    for input in children(case, "inputNode") {
        let name = input.attribute("name").unwrap_or_default();
        inputs.insert(name.to_owned(), value(input)?);
    }
    let expected = match child(result, "expected") {
        Some(expected) => value(expected)?,
        None => Value::Null,
    };
    let found = model.decide(decision, &inputs, 0)?.value;
    if same(&expected, &found) { Ok(()) } else { Err(format!("expected {expected}, found {found}")) }
}

// The model.

struct Model<'d, 'i> {
    root: Node<'d, 'i>,
    types: BTreeMap<&'d str, Node<'d, 'i>>,
}

/// A value with its type.
#[derive(Clone)]
struct Typed {
    ty: Type,
    value: Value,
}

/// The names that an expression sees.
type Scope = BTreeMap<String, Typed>;
type Inputs = BTreeMap<String, Value>;

impl<'d, 'i> Model<'d, 'i> {
    fn new(root: Node<'d, 'i>) -> Self {
        let types = children(root, "itemDefinition").filter_map(|item| Some((item.attribute("name")?, item)));
        Model { root, types: types.collect() }
    }

    fn named(&self, kind: &str, name: &str) -> Option<Node<'d, 'i>> {
        children(self.root, kind).find(|node| node.attribute("name").map(str::trim) == Some(name))
    }

    fn with_id(&self, id: &str) -> Option<Node<'d, 'i>> {
        let id = id.rsplit('#').next()?;
        self.root.children().find(|node| node.attribute("id") == Some(id))
    }

    fn ty(&self, name: Option<&str>, depth: usize) -> Type {
        let Some(name) = name.filter(|_| depth < 20) else { return Type::Any };
        if let Some(item) = self.types.get(name) {
            return self.item_type(*item, depth + 1);
        }
        let plain = name.rsplit(':').next().unwrap_or(name);
        match plain {
            "string" => Type::Text,
            "number" => Type::Number,
            "boolean" => Type::Bool,
            "date" => Type::Date,
            "time" => Type::Time,
            "date and time" | "dateTime" => Type::DateTime,
            "days and time duration" | "dayTimeDuration" => Type::Days,
            "years and months duration" | "yearMonthDuration" => Type::Months,
            _ => Type::Any,
        }
    }

    fn item_type(&self, item: Node<'d, 'i>, depth: usize) -> Type {
        let fields: Vec<(String, Type)> = children(item, "itemComponent")
            .map(|field| (field.attribute("name").unwrap_or_default().to_owned(), self.item_type(field, depth + 1)))
            .collect();
        let of = match child(item, "typeRef").and_then(|node| node.text()) {
            Some(name) => self.ty(Some(name.trim()), depth),
            None if fields.is_empty() => Type::Any,
            None => Type::context(fields),
        };
        if item.attribute("isCollection") == Some("true") { Type::list(of) } else { of }
    }

    fn variable_type(&self, node: Node<'d, 'i>) -> Type {
        self.ty(child(node, "variable").and_then(|variable| variable.attribute("typeRef")), 0)
    }

    /// The value of a decision where the inputs are known.
    fn decide(&self, name: &str, inputs: &Inputs, depth: usize) -> Found<Typed> {
        let decision = self.named("decision", name).ok_or_else(|| format!("no decision `{name}`"))?;
        let scope = self.required(decision, inputs, depth)?;
        let ty = self.variable_type(decision);
        let logic = logic_of(decision).ok_or("a decision without logic")?;
        let found = self.reckon(logic, &scope, &ty)?;
        Ok(Typed { value: fitted(found.value, &ty), ty: if ty == Type::Any { found.ty } else { ty } })
    }

    /// What a decision or a knowledge model sees.
    fn required(&self, node: Node<'d, 'i>, inputs: &Inputs, depth: usize) -> Found<Scope> {
        if depth > REQUIRED_MAX {
            return Err("decisions require each other in a circle".to_owned());
        }
        let mut scope = Scope::new();
        for requirement in node.children().filter(|node| node.tag_name().name().ends_with("Requirement")) {
            let Some(target) = requirement.children().find_map(|node| self.with_id(node.attribute("href")?)) else {
                continue;
            };
            let name = target.attribute("name").unwrap_or_default().trim().to_owned();
            let typed = match target.tag_name().name() {
                "inputData" => {
                    let ty = self.variable_type(target);
                    let value = inputs.get(&name).cloned().unwrap_or_default();
                    Typed { value: fitted(value, &ty), ty }
                }
                "decision" => self.decide(&name, inputs, depth + 1)?,
                "businessKnowledgeModel" => match self.function(target, inputs, depth + 1)? {
                    Some(typed) => typed,
                    None => continue,
                },
                _ => continue,
            };
            scope.insert(name, typed);
        }
        Ok(scope)
    }

    /// A knowledge model as a function value; one that decides by a table is none.
    fn function(&self, model: Node<'d, 'i>, inputs: &Inputs, depth: usize) -> Found<Option<Typed>> {
        let scope = self.required(model, inputs, depth)?;
        let Some(logic) = child(model, "encapsulatedLogic") else { return Ok(None) };
        match logic_of(logic).and_then(as_text) {
            Some(body) => self.function_value(logic, &body, &scope).map(Some),
            None => Ok(None),
        }
    }

    fn function_value(&self, logic: Node<'d, 'i>, body: &str, scope: &Scope) -> Found<Typed> {
        let params = children(logic, "formalParameter").filter_map(|param| param.attribute("name"));
        let params: Vec<String> = params.map(|name| format!("{name}: any")).collect();
        evaluate(&format!("function({}) {body}", params.join(", ")), scope, &Type::Any)
    }

    /// Calls a knowledge model of any logic.
    fn invoke(&self, name: &str, arguments: Scope) -> Found<Typed> {
        let model = self.named("businessKnowledgeModel", name).ok_or_else(|| format!("nothing to call: `{name}`"))?;
        let logic = child(model, "encapsulatedLogic").ok_or("a knowledge model without logic")?;
        let body = logic_of(logic).ok_or("a knowledge model without logic")?;
        let mut inner = self.required(model, &Inputs::new(), 0)?;
        for param in children(logic, "formalParameter") {
            let name = param.attribute("name").unwrap_or_default();
            let declared = self.ty(param.attribute("typeRef"), 0);
            let given = arguments.get(name).cloned().unwrap_or(Typed { ty: Type::Any, value: Value::Null });
            let ty = if declared == Type::Any { given.ty } else { declared };
            inner.insert(name.to_owned(), Typed { value: fitted(given.value, &ty), ty });
        }
        self.reckon(body, &inner, &self.variable_type(model))
    }

    /// The value of any boxed expression.
    fn reckon(&self, logic: Node<'d, 'i>, scope: &Scope, expected: &Type) -> Found<Typed> {
        match logic.tag_name().name() {
            "literalExpression" => evaluate(text_of(logic), scope, expected),
            "decisionTable" => self.table(logic, scope, expected),
            "context" => self.context(logic, scope),
            "invocation" => self.invocation(logic, scope),
            "relation" => self.relation(logic, scope, expected),
            "list" => {
                let items = logic.children().filter(Node::is_element).filter(|node| is_logic(*node));
                let items = items.map(|item| self.reckon(item, scope, &Type::Any)).collect::<Found<Vec<_>>>()?;
                let list = Value::list(items.into_iter().map(|item| item.value));
                Ok(Typed { value: list.map_err(|why| why.to_string())?, ty: Type::list(Type::Any) })
            }
            "functionDefinition" => match logic_of(logic).and_then(as_text) {
                Some(body) => self.function_value(logic, &body, scope),
                None => Err("a function that decides by a table".to_owned()),
            },
            "conditional" => {
                let part = |name: &str| child(logic, name).and_then(logic_of).ok_or("a choice without a branch");
                let holds = self.reckon(part("if")?, scope, &Type::Bool)?.value == Value::Bool(true);
                self.reckon(part(if holds { "then" } else { "else" })?, scope, expected)
            }
            other => Err(format!("`{other}` is not understood")),
        }
    }

    fn context(&self, logic: Node<'d, 'i>, scope: &Scope) -> Found<Typed> {
        let mut inner = scope.clone();
        let (mut entries, mut types) = (Vec::new(), Vec::new());
        for entry in children(logic, "contextEntry") {
            let variable = child(entry, "variable");
            let ty = self.ty(variable.and_then(|variable| variable.attribute("typeRef")), 0);
            let body = logic_of(entry).ok_or("an entry without a value")?;
            let found = self.reckon(body, &inner, &ty)?;
            let value = fitted(found.value, &ty);
            let ty = if ty == Type::Any { found.ty } else { ty };
            match variable.and_then(|variable| variable.attribute("name")) {
                Some(name) => {
                    inner.insert(name.to_owned(), Typed { ty: ty.clone(), value: value.clone() });
                    entries.push((name.to_owned(), value));
                    types.push((name.to_owned(), ty));
                }
                None => return Ok(Typed { ty, value }),
            }
        }
        Ok(Typed { value: Value::context(entries).map_err(|why| why.to_string())?, ty: Type::context(types) })
    }

    fn invocation(&self, logic: Node<'d, 'i>, scope: &Scope) -> Found<Typed> {
        let callee = child(logic, "literalExpression").map(text_of).unwrap_or_default().trim();
        let mut arguments = Scope::new();
        for binding in children(logic, "binding") {
            let name = child(binding, "parameter").and_then(|parameter| parameter.attribute("name"));
            let value = match logic_of(binding) {
                Some(body) => self.reckon(body, scope, &Type::Any)?,
                None => Typed { ty: Type::Any, value: Value::Null },
            };
            arguments.insert(name.unwrap_or_default().to_owned(), value);
        }
        if self.named("businessKnowledgeModel", callee).is_some() {
            return self.invoke(callee, arguments);
        }
        // A function of the context, called by the names of its parameters.
        let call: Vec<String> = arguments.keys().map(|name| format!("{name}: {name}")).collect();
        let mut inner = scope.clone();
        inner.extend(arguments);
        evaluate(&format!("{callee}({})", call.join(", ")), &inner, &Type::Any)
    }

    fn relation(&self, logic: Node<'d, 'i>, scope: &Scope, expected: &Type) -> Found<Typed> {
        let columns: Vec<&str> = children(logic, "column").filter_map(|column| column.attribute("name")).collect();
        let mut rows = Vec::new();
        for row in children(logic, "row") {
            let cells = row.children().filter(|node| is_logic(*node));
            let values = cells.map(|cell| self.reckon(cell, scope, &Type::Any)).collect::<Found<Vec<_>>>()?;
            let entries = columns.iter().zip(values).map(|(name, typed)| ((*name).to_owned(), typed.value));
            rows.push(Value::context(entries).map_err(|why| why.to_string())?);
        }
        let ty = if *expected == Type::Any { Type::list(Type::Any) } else { expected.clone() };
        Ok(Typed { value: Value::list(rows).map_err(|why| why.to_string())?, ty })
    }

    fn table(&self, logic: Node<'d, 'i>, scope: &Scope, expected: &Type) -> Found<Typed> {
        let hit = policy(logic)?;
        let columns: Vec<Node<'d, 'i>> = children(logic, "output").collect();
        let single = columns.len() == 1;
        let mut scope_and_outputs = scope.clone();
        let (mut names, mut outputs, mut priorities, mut defaults) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate() {
            let written = column.attribute("name").unwrap_or_default();
            let item = self.column_type(*column, written, logic, expected, single);
            let ty = if hit.gives_lists() { Type::list(item) } else { item };
            let slot = format!("output_{at}_of_this_table");
            scope_and_outputs.insert(slot.clone(), Typed { ty, value: Value::Null });
            outputs.push(Cell::new(slot, 0));
            names.push(written.to_owned());
            let values = child(*column, "outputValues").map(|values| split_list(text_of(values))).unwrap_or_default();
            priorities.push(values.into_iter().map(|value| Cell::new(value, 0)).collect());
            // The default stands for no rule, so that it is the whole of a list.
            let default = child(*column, "defaultOutputEntry").map(|entry| match hit.gives_lists() {
                true => format!("[{}]", text_of(entry)),
                false => text_of(entry).to_owned(),
            });
            defaults.push(default.map(|text| Cell::new(text, 0)));
        }
        let inputs = children(logic, "input").map(|input| {
            let text = child(input, "inputExpression").map(text_of).unwrap_or_default();
            Cell::new(text, 0)
        });
        let mut rules: Vec<RuleSource> = children(logic, "rule").map(rule).collect();
        if defaults.iter().all(Option::is_some) && !defaults.is_empty() {
            rules.push(RuleSource { when: When::Otherwise, outputs: defaults, at: 0 });
        }
        let source = TableSource { hit, inputs: inputs.collect(), outputs, priorities, rules, at: 0 };
        let (schema, slots) = declared(&scope_and_outputs);
        let table = match Table::compile(&source, &schema) {
            Ok(table) => table,
            Err(problems) => return nothing(problems.into_iter().map(|(_, problem)| problem).collect()),
        };
        let lists = hit.gives_lists();
        let decided = match table.evaluate(&slots) {
            Ok(decided) => decided,
            Err(TableError::NotUnique { .. } | TableError::Differ { .. } | TableError::NoRule { .. }) | Err(_) => {
                return Ok(Typed { ty: expected.clone(), value: Value::Null });
            }
        };
        let value = if single {
            decided.outputs.into_iter().next().unwrap_or_default()
        } else if lists && decided.rule < table.len() {
            rows_of(&names, &decided.outputs)?
        } else {
            Value::context(names.into_iter().zip(decided.outputs)).map_err(|why| why.to_string())?
        };
        Ok(Typed { ty: expected.clone(), value })
    }

    /// The type of a column: its own, that of its field in the result, or that of the result.
    fn column_type(
        &self,
        column: Node<'d, 'i>,
        name: &str,
        table: Node<'d, 'i>,
        expected: &Type,
        single: bool,
    ) -> Type {
        let written = column.attribute("typeRef").or_else(|| table.attribute("typeRef").filter(|_| single));
        let own = self.ty(written, 0);
        let of_result = match expected {
            Type::List(of) => of,
            ty => ty,
        };
        let own = match own {
            Type::List(of) if single => (*of).clone(),
            ty => ty,
        };
        match (own, of_result) {
            (Type::Any, Type::Context(fields)) if !single => fields.get(name).cloned().unwrap_or(Type::Any),
            (Type::Any, ty) if single => ty.clone(),
            (own, _) => own,
        }
    }
}

/// Lists of each output as a list of rows.
fn rows_of(names: &[String], columns: &[Value]) -> Found<Value> {
    let lists: Vec<&[Value]> = columns
        .iter()
        .map(|column| match column {
            Value::List(list) => list.items(),
            _ => &[],
        })
        .collect();
    let count = lists.first().map_or(0, |list| list.len());
    let row = |at: usize| {
        let cells = lists.iter().map(|list| list.get(at).cloned().unwrap_or_default());
        Value::context(names.iter().cloned().zip(cells))
    };
    let rows = (0..count).map(row).collect::<Result<Vec<_>, _>>().map_err(|why| why.to_string())?;
    Value::list(rows).map_err(|why| why.to_string())
}

fn policy(table: Node<'_, '_>) -> Found<HitPolicy> {
    Ok(match (table.attribute("hitPolicy").unwrap_or("UNIQUE"), table.attribute("aggregation")) {
        ("UNIQUE", _) => HitPolicy::Unique,
        ("ANY", _) => HitPolicy::Any,
        ("PRIORITY", _) => HitPolicy::Priority,
        ("FIRST", _) => HitPolicy::First,
        ("RULE ORDER", _) => HitPolicy::RuleOrder,
        ("OUTPUT ORDER", _) => HitPolicy::OutputOrder,
        ("COLLECT", None) => HitPolicy::Collect(None),
        ("COLLECT", Some("SUM")) => HitPolicy::Collect(Some(Aggregator::Sum)),
        ("COLLECT", Some("MIN")) => HitPolicy::Collect(Some(Aggregator::Min)),
        ("COLLECT", Some("MAX")) => HitPolicy::Collect(Some(Aggregator::Max)),
        ("COLLECT", Some("COUNT")) => HitPolicy::Collect(Some(Aggregator::Count)),
        (hit, _) => return Err(format!("the hit policy `{hit}` is not understood")),
    })
}

fn rule(node: Node<'_, '_>) -> RuleSource {
    let tests = children(node, "inputEntry").map(|entry| match text_of(entry).trim() {
        "" | "-" => None,
        text => Some(Cell::new(text, 0)),
    });
    let outputs = children(node, "outputEntry").map(|entry| match text_of(entry).trim() {
        "" | "-" => Some(Cell::new("null", 0)),
        text => Some(Cell::new(text, 0)),
    });
    RuleSource { when: When::Cells(tests.collect()), outputs: outputs.collect(), at: 0 }
}

/// The parts of `"a", "b, c"`.
fn split_list(text: &str) -> Vec<String> {
    let (mut parts, mut quoted, mut depth) = (vec![String::new()], false, 0);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        if c == ',' && !quoted && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

// Expressions.

fn declared(scope: &Scope) -> (Schema, Vec<Value>) {
    let mut schema = Schema::new();
    let mut slots = Vec::new();
    for (name, typed) in scope {
        let slot = schema.add(name.as_str(), typed.ty.clone(), true);
        schema.set_unit(slot, None);
        slots.push(typed.value.clone());
    }
    (schema, slots)
}

fn evaluate(text: &str, scope: &Scope, expected: &Type) -> Found<Typed> {
    let (schema, slots) = declared(scope);
    match Expression::compile(text, &schema, None) {
        Ok(expression) => {
            let value = expression.evaluate(&slots).unwrap_or_default();
            let ty = if *expected == Type::Any { expression.ty().clone() } else { expected.clone() };
            Ok(Typed { value, ty })
        }
        Err(problems) => nothing(problems),
    }
}

/// A mistake of types is a null, any other a failure.
fn nothing(problems: Vec<Problem>) -> Found<Typed> {
    const OF_TYPES: [&str; 14] = [
        "FE008", "FE027", "FE028", "FE029", "FE030", "FE031", "FE033", "FE039", "FE071", "FE072", "FE073", "FE076",
        "FE077", "FE078",
    ];
    let other = problems.iter().find(|problem| !OF_TYPES.contains(&problem.code.id));
    match other {
        Some(problem) => Err(format!("{} {}", problem.code.id, problem.message(ravand::feel::Language::En))),
        None => Ok(Typed { ty: Type::Any, value: Value::Null }),
    }
}

/// The value as its type wants it: a list of one for what is no list, its item for a list
/// of one, and null for what does not fit.
fn fitted(value: Value, ty: &Type) -> Value {
    let value = match (value, ty) {
        (value @ (Value::List(_) | Value::Null), Type::List(_)) => value,
        (value, Type::List(_)) => Value::list([value]).unwrap_or_default(),
        (Value::List(list), ty) if *ty != Type::Any && list.items().len() == 1 => {
            list.items().first().cloned().unwrap_or_default()
        }
        // A date is its midnight where a moment is wanted.
        (Value::Date(date), Type::DateTime) => Type::DateTime.read(&format!("{date}T00:00:00Z")).unwrap_or_default(),
        (value, _) => value,
    };
    if ty.admits(&value) { value } else { Value::Null }
}
