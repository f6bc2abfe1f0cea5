//! The engine conformance cases of betsy: each file is started with data, run to its end on
//! virtual time, and what its scripts logged is compared with what is expected.
//!
//! The scripts are words (`SCRIPT_task1` logs itself); the runner is the worker that carries
//! them out, and knows nothing else of the files.

use crate::dmn::Outcome;
use ravand::feel::{Number, Value};
use ravand::formats::bpmn::{BpmnFile, read_bpmn};
use ravand::formats::xml::decode_xml;
use ravand::kernel::exchange::InstanceKey;
use ravand::kernel::world::World;
use ravand::kernel::{Command, CompiledProcess, Job, TaskId};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::Path;

/// Jobs that one case may have.
const JOBS_MAX: usize = 1_000;
/// Timers that one case may wait for.
const TIMERS_MAX: usize = 100;

/// Runs every case of `cases.json` in a folder.
///
/// # Errors
/// When the cases cannot be read.
#[allow(clippy::disallowed_methods, reason = "the suite is files")]
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let cases: Json = serde_json::from_str(&std::fs::read_to_string(folder.join("cases.json"))?)?;
    let mut outcome = Outcome::default();
    for process in cases.as_array().into_iter().flatten() {
        let id = process["id"].as_str().unwrap_or_default();
        let path = folder.join(process["file"].as_str().unwrap_or_default());
        match read(&path) {
            Err(why) => outcome.failures.push(format!("{id}: {why}")),
            Ok(file) => {
                let wrong: Vec<String> = process["cases"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|case| judge(&file, case).err())
                    .collect();
                match wrong.is_empty() {
                    true => outcome.passed += 1,
                    false => outcome.failures.push(format!("{id}: {}", wrong.join("; "))),
                }
            }
        }
    }
    Ok(outcome)
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn read(path: &Path) -> Result<BpmnFile, String> {
    let bytes = std::fs::read(path).map_err(|why| why.to_string())?;
    let mut sources = ravand::core::Sources::new();
    let shown = |found: &[ravand::core::Diagnostic], sources: &ravand::core::Sources| {
        let lines = found.iter().map(|one| one.one_line(sources, ravand::core::Language::En));
        lines.collect::<Vec<_>>().join(" / ")
    };
    let source = decode_xml(bytes, &path.display().to_string(), &mut sources)
        .map_err(|found| shown(&[found], &ravand::core::Sources::new()))?;
    read_bpmn(&sources, source).ok().map_err(|found| shown(&found, &sources))
}

fn judge(file: &BpmnFile, case: &Json) -> Result<(), String> {
    let mut world = World::new();
    for definition in &file.processes {
        crate::forms::agree(definition)?;
        let compiled = CompiledProcess::compile(definition).map_err(|found| {
            let lines = found.iter().map(|one| one.message(ravand::core::Language::En));
            lines.collect::<Vec<_>>().join(" / ")
        })?;
        world.deploy(compiled);
    }
    let mut run = Run { file, world, log: Vec::new(), waiting: BTreeSet::new() };
    let main = file.processes.first().ok_or("no process")?.id.to_string();
    if case["parallel_process"].as_bool() == Some(true) {
        let beside = file.processes.get(1).ok_or("no second process")?.id.to_string();
        run.start(&beside, case)?;
    }
    run.start(&main, case)?;
    run.drive()?;
    let mut expected: Vec<String> =
        case["expect"].as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect();
    expected.sort();
    run.log.sort();
    if run.log == expected { Ok(()) } else { Err(format!("expected {expected:?}, found {:?}", run.log)) }
}

struct Run<'a> {
    file: &'a BpmnFile,
    world: World,
    log: Vec<String>,
    /// Jobs that wrote a time stamp while another did.
    waiting: BTreeSet<TaskId>,
}

impl Run<'_> {
    fn start(&mut self, process: &str, case: &Json) -> Result<(), String> {
        let definition = self.file.processes.iter().find(|one| one.id.as_str() == process).ok_or("no process")?;
        let mut data = Vec::new();
        if let Some(text) = case["test"].as_str() {
            data.push(("test", Value::Text(text.into())));
        }
        if let Some(number) = case["integerVariable"].as_i64() {
            data.push(("integer_variable", Value::Number(Number::from(number))));
        }
        data.retain(|(name, _)| definition.data.contains_key(*name));
        self.world.start(process, &data).map_err(|why| why.to_string())?;
        Ok(())
    }

    fn drive(&mut self) -> Result<(), String> {
        for _ in 0..TIMERS_MAX {
            self.work()?;
            let Some((at, _, _)) = self.world.next_timer() else { break };
            self.world.advance_to(at);
        }
        for (_, _, instance) in self.world.cases() {
            self.log.extend(instance.error().map(|_| "ERROR_thrownErrorEvent".to_owned()));
            self.log.extend(instance.incidents().iter().map(|_| "ERROR_runtime".to_owned()));
        }
        Ok(())
    }

    /// Does every job that is open, the oldest first.
    fn work(&mut self) -> Result<(), String> {
        for _ in 0..JOBS_MAX {
            let open = self.world.cases().flat_map(|(key, process, instance)| {
                let jobs = instance.tasks().iter();
                jobs.filter_map(move |task| Some((task.id, key, task.step, process.job(task.step)?.clone())))
            });
            let mut open: Vec<_> = open.collect();
            open.retain(|(task, key, ..)| {
                self.world.instance(*key).is_some_and(|case| {
                    !case.incidents().iter().any(|one| matches!(one.at, ravand::kernel::Place::Job(at) if at == *task))
                })
            });
            open.sort_by_key(|(task, key, ..)| (*key, *task));
            let stamps = open.iter().filter(|(.., job)| job.text.contains("CREATE_TIMESTAMP_LOG"));
            self.waiting.extend(stamps.map(|(task, ..)| *task));
            let Some((task, key, step, job)) = open.into_iter().next() else { return Ok(()) };
            self.script(task, key, step, &job)?;
        }
        Err("the jobs do not end".to_owned())
    }

    fn script(
        &mut self,
        task: TaskId,
        key: InstanceKey,
        step: ravand::kernel::StepIndex,
        job: &Job,
    ) -> Result<(), String> {
        let mut data = Vec::new();
        for word in job.text.split_whitespace() {
            match word {
                "CREATE_LOG_FILE" => {}
                "CREATE_MARKER_FILE" => self.log.push("MARKER_exists".to_owned()),
                "INCREMENT_INTEGER_VARIABLE" | "INCREMENT_INTEGER_VARIABLE_AND_LOG" => {
                    let before = match self.world.datum(key, "integer_variable") {
                        Some(Value::Number(number)) => *number,
                        _ => return Err("no integer variable".to_owned()),
                    };
                    let more = before.checked_add(Number::from(1)).ok_or("too large")?;
                    data.push(("integer_variable".to_owned(), Value::Number(more)));
                    if word.ends_with("AND_LOG") {
                        self.log.push("INCREMENT_correct".to_owned());
                    }
                }
                "SET_STRING_DATA" => {
                    for name in self.data_of(key, step, "dataOutput") {
                        data.push((name, Value::Text("String".into())));
                    }
                }
                "LOG_DATA" => {
                    let read = self.data_of(key, step, "dataInput");
                    let right = |name: &String| self.world.datum(key, name) == Some(&Value::Text("String".into()));
                    if !read.is_empty() && read.iter().all(right) {
                        self.log.push("DATA_correct".to_owned());
                    }
                }
                "THROW_ERROR" => {
                    let thrown = Command::ThrowError { task, code: "ERR_CODE" };
                    return self.world.give(key, thrown, None).map_err(|why| why.to_string());
                }
                word if word.starts_with("CREATE_TIMESTAMP_LOG") => {
                    if self.waiting.len() == 2 {
                        self.waiting.clear();
                        self.log.push("EXECUTION_parallel".to_owned());
                    }
                }
                word => self.log.push(word.to_owned()),
            }
        }
        let slot = |(name, value): &(String, Value)| {
            let (_, process, _) = self.world.cases().find(|(other, ..)| *other == key)?;
            Some((process.schema().slot(name)?, value.clone()))
        };
        let data: Vec<_> = data.iter().filter_map(slot).collect();
        let command = Command::CompleteTask { task, outcome: None, data: &data };
        self.world.give(key, command, None).map_err(|why| why.to_string())
    }

    /// The data that a task writes or reads: its own, or the properties of its process.
    fn data_of(&self, key: InstanceKey, step: ravand::kernel::StepIndex, kind: &str) -> Vec<String> {
        let Some((_, process, _)) = self.world.cases().find(|(other, ..)| *other == key) else { return Vec::new() };
        let id = process.step(step).id.as_str();
        let document = &self.file.document;
        let named = |element: &ravand::formats::xml::Element| {
            let id = element.attribute("name").or(element.attribute("id"))?;
            self.file.names.get(id).cloned()
        };
        let ours = |element: &ravand::formats::xml::Element| {
            element.attribute("id").and_then(|own| self.file.ids.get(own)).is_some_and(|own| own == id)
        };
        let task = document.iter().find(|(_, element)| ours(element)).map(|(number, _)| number);
        let io = task.and_then(|task| document.first(task, "ioSpecification"));
        let own: Vec<String> = io
            .into_iter()
            .flat_map(|(io, _)| document.named(io, kind))
            .filter_map(|(_, element)| named(element))
            .collect();
        if !own.is_empty() {
            return own;
        }
        document.iter().filter(|(_, element)| element.name == "property").filter_map(|(_, e)| named(e)).collect()
    }
}
