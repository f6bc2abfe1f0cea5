//! `ravand convert`: a process or its decisions in another notation.

use crate::args::{Common, ConvertArgs, Format};
use crate::codes as say;
use crate::output::println;
use crate::place::{Place, drawn_all};
use crate::{Failure, Verdict, files};
use ravand_bank::{because, read_bpmn_at};
use ravand_core::check::check;
use ravand_core::decision::DecisionModel;
use ravand_core::{
    Args, Block, Definition, Diagnostic, EndDeclaration, EndId, Kind, Language, ProcessId, Provenance, Sources,
    Spanned, Step, StepId, has_errors,
};
use ravand_formats::bpmn::write_bpmn;
use ravand_formats::dmn::{Dmn, read_dmn, write_dmn};
use ravand_formats::xml::{Document, decode_xml, write_xml};
use ravand_formats::{Read, print_process};
use serde_json::json;
use std::path::Path;

/// A notation, by the ending of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Notation {
    Yaml,
    Bpmn,
    Dmn,
}

impl Notation {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "bpmn" => Some(Self::Bpmn),
            "dmn" => Some(Self::Dmn),
            _ => None,
        }
    }
}

/// What was read.
enum Model {
    Process(Box<Definition>),
    /// A BPMN file as it stands.
    Drawing(Box<Document>),
    Decisions(Box<Dmn>),
}

pub(crate) fn run(common: &Common, args: &ConvertArgs) -> Result<Verdict, Failure> {
    let language = common.lang.language();
    let Some(to) = Notation::of(&args.output) else {
        let args = Args::new().with("path", args.output.display());
        return Err(Failure::said(&say::UNKNOWN_ENDING, &args, language));
    };
    let mut sources = Sources::new();
    let (model, mut found) = read(common, args, to, &mut sources)?;
    let text = match write(model, to, language, &mut found) {
        Ok(Some(text)) => text,
        Ok(None) => {
            let args = Args::new().with("from", &args.input).with("to", args.output.display());
            return Err(Failure::said(&say::NO_WAY, &args, language));
        }
        Err(found) => return Err(Failure::new(drawn_all(&found, &sources, common))),
    };
    files::write(&args.output, &text, args.force, language)?;
    report(common, args, &found, &sources);
    Ok(Verdict::Fine)
}

/// What is meant, with what is to be said about it; nothing that has errors.
fn read(
    common: &Common,
    args: &ConvertArgs,
    to: Notation,
    sources: &mut Sources,
) -> Result<(Model, Vec<Diagnostic>), Failure> {
    let path = Path::new(&args.input);
    let notation = Notation::of(path).filter(|notation| *notation != Notation::Yaml);
    let (Some(notation), None) = (notation, &args.with) else {
        let mut place = Place::open(common)?;
        let definition = place.definition(&args.input, args.with.as_deref())?.with_named_only();
        return Ok((Model::Process(Box::new(definition)), Vec::new()));
    };
    let source = decode_xml(bytes(path, common.lang.language())?, &args.input, sources)
        .map_err(|found| Failure::new(drawn_all(&[found], sources, common)))?;
    let (model, found) = match notation {
        Notation::Dmn => {
            let Read { value, diagnostics } = read_dmn(sources, source);
            (value.map(|dmn| Model::Decisions(Box::new(dmn))), diagnostics)
        }
        _ => {
            let Read { value, diagnostics } = read_bpmn_at(path, sources, source);
            let Some(file) = value else { return Err(Failure::new(drawn_all(&diagnostics, sources, common))) };
            let model = match to {
                Notation::Bpmn => Model::Drawing(Box::new(file.document)),
                _ => Model::Process(Box::new(one_of(file.processes, args, common.lang.language())?)),
            };
            (Some(model), diagnostics)
        }
    };
    match model {
        Some(model) if !has_errors(&found) => Ok((model, found)),
        _ => Err(Failure::new(drawn_all(&found, sources, common))),
    }
}

fn bytes(path: &Path, language: Language) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know that it is too large.
    let read = std::fs::File::open(path)
        .and_then(|file| file.take(ravand_formats::FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|why| {
        let (words, system) = because(&why);
        let args = Args::new().with("path", path.display()).with_said("why", words, system);
        Failure::said(&say::UNREADABLE, &args, language)
    })?;
    Ok(bytes)
}

/// The process that is meant.
fn one_of(mut processes: Vec<Definition>, args: &ConvertArgs, language: Language) -> Result<Definition, Failure> {
    let known: Vec<String> = processes.iter().map(|process| format!("`{}`", process.id)).collect();
    let said = Args::new().with("path", &args.input).with("known", known.join(", "));
    match &args.process {
        Some(id) => {
            let at = processes.iter().position(|process| process.id.as_str() == id);
            let at = at.ok_or_else(|| Failure::said(&say::NO_PROCESS_IN_DRAWING, &said.with("word", id), language))?;
            Ok(processes.swap_remove(at))
        }
        None => match processes.pop() {
            Some(only) if processes.is_empty() => Ok(only),
            Some(_) => Err(Failure::said(&say::SEVERAL_PROCESSES, &said, language)),
            None => Err(Failure::said(&say::NO_PROCESS_INSIDE, &said, language)),
        },
    }
}

/// The text in that notation; `None` if there is no way to it.
fn write(
    model: Model,
    to: Notation,
    language: Language,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<String>, Vec<Diagnostic>> {
    Ok(Some(match (model, to) {
        (Model::Process(process), Notation::Yaml) => print_process(&process),
        (Model::Process(process), Notation::Bpmn) => write_bpmn(&process, language)?,
        (Model::Drawing(document), _) => write_xml(&document),
        (Model::Process(process), Notation::Dmn) => {
            let model = DecisionModel {
                id: Spanned::nowhere(process.id.to_string()),
                title: process.title.clone(),
                data: process.data.clone(),
                decisions: process.decisions.clone(),
                ..DecisionModel::default()
            };
            if model.decisions.is_empty() {
                return Ok(None);
            }
            let written = write_dmn(&Dmn { model, ..Dmn::default() });
            found.extend(written.diagnostics);
            written.xml
        }
        (Model::Decisions(dmn), Notation::Dmn) => {
            let written = write_dmn(&dmn);
            found.extend(written.diagnostics);
            written.xml
        }
        (Model::Decisions(dmn), Notation::Yaml) => {
            let process = deciding(dmn.model);
            let wrong = check(&process);
            if has_errors(&wrong) {
                return Err(wrong);
            }
            print_process(&process)
        }
        (Model::Decisions(_), Notation::Bpmn) => return Ok(None),
    }))
}

/// A process that decides what nothing else in the model requires, one after another.
fn deciding(model: DecisionModel) -> Definition {
    let id = ravand_formats::bpmn::kebab(&model.id);
    let mut process = Definition::empty(&id);
    process.id = Spanned::nowhere(ProcessId::from(id.as_str()));
    process.provenance = Spanned::nowhere(Provenance::Modelled);
    process.title = model.title;
    process.data = model.data;
    let required = |id: &str| model.decisions.values().any(|one| one.requires.iter().any(|other| other.as_str() == id));
    for (id, decision) in model.decisions.iter().filter(|(_, decision)| decision.parameters.is_none()) {
        if required(id.as_str()) {
            continue;
        }
        let step = StepId::from(ravand_formats::bpmn::kebab(&format!("decide {id}")).as_str());
        let mut decide = Step::default();
        decide.attributes.kind = Some(Spanned::nowhere(Kind::Decide));
        decide.attributes.decision = Some(Spanned::nowhere(id.clone()));
        process.steps.insert(step.clone(), decide);
        process.flow.blocks.push(Block::Step(Spanned::nowhere(step)));
        for (output, declared) in &decision.outputs {
            process.data.entry(output.clone()).or_insert_with(|| declared.clone());
        }
    }
    let end = EndId::from("decided");
    process.flow.blocks.push(Block::End(Spanned::nowhere(end.clone())));
    process.ends.insert(end, EndDeclaration::favourable());
    process.decisions = model.decisions;
    process
}

/// Says what other tools will understand differently, and what was written.
fn report(common: &Common, args: &ConvertArgs, found: &[Diagnostic], sources: &Sources) {
    let language = common.lang.language();
    match common.format {
        Format::Text => {
            if !found.is_empty() {
                anstream::eprintln!("{}", drawn_all(found, sources, common));
            }
            println!("{}", args.output.display());
        }
        Format::Json => {
            let findings: Vec<String> = found.iter().map(|one| one.one_line(sources, language)).collect();
            println!("{:#}", json!({ "file": args.output.display().to_string(), "findings": findings }));
        }
    }
}
