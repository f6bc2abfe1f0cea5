//! Graphs from a few words.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use ravand_core::graph::*;
use ravand_core::{DataDeclaration, DataName, Definition, ElementId, Flow, FlowId, Spanned, Step, StepId, Title};
use ravand_feel::Type;
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::World;
use ravand_kernel::{CompiledProcess, Status};

fn text(text: &str) -> Spanned<String> {
    Spanned::nowhere(text.replace('~', " "))
}

fn trigger(word: &str) -> Spanned<Trigger> {
    let (kind, name) = word.split_once(':').unwrap_or((word, ""));
    let code = (!name.is_empty()).then(|| name.to_owned());
    Spanned::nowhere(match kind {
        "message" => Trigger::Message { name: name.to_owned(), key: None },
        "signal" => Trigger::Signal { name: name.to_owned() },
        "after" => Trigger::Timer(TimerSpec::Duration(text(&format!("duration(\"{name}\")")))),
        "every" => Trigger::Timer(TimerSpec::Cycle { times: Some(3), every: text(&format!("duration(\"{name}\")")) }),
        "error" => Trigger::Error { code },
        "escalation" => Trigger::Escalation { code },
        "if" => Trigger::Conditional(text(name)),
        "undo" => Trigger::Compensation { activity: code.map(|name| name.as_str().into()), wait: true },
        "cancel" => Trigger::Cancel,
        "terminate" => Trigger::Terminate,
        "link" => Trigger::Link { name: name.to_owned() },
        other => panic!("no trigger {other}"),
    })
}

fn kind(words: &[&str]) -> ElementKind {
    let triggers =
        |from: usize| words[from..].iter().filter(|w| **w != "all" && **w != "beside").map(|w| trigger(w)).collect();
    let gather = if words.contains(&"all") { Gather::All } else { Gather::Any };
    let interrupting = !words.contains(&"beside");
    match words[0] {
        "start" => ElementKind::Start { triggers: triggers(1), gather, interrupting },
        "end" => ElementKind::End { triggers: triggers(1), end: None },
        "catch" => ElementKind::Catch { triggers: triggers(1), gather },
        "throw" => ElementKind::Throw { triggers: triggers(1) },
        "undone" => ElementKind::Boundary {
            host: words[1].into(),
            triggers: vec![trigger("undo")],
            gather,
            interrupting,
            handler: Some(words[2].into()),
        },
        "on" => {
            ElementKind::Boundary { host: words[1].into(), triggers: triggers(2), gather, interrupting, handler: None }
        }
        "user" | "handler" | "twice" | "loop" | "each" => ElementKind::Task(TaskType::User),
        "job" => ElementKind::Task(TaskType::Service { topic: "job".to_owned(), retries: Some(2), backoff: None }),
        "call" => ElementKind::Call(Spanned::nowhere(words[1].into())),
        "set" => ElementKind::Task(TaskType::Script {
            language: "feel".to_owned(),
            text: text(words[2]),
            result: Some(words[1].into()),
        }),
        "sub" => ElementKind::SubProcess(SubProcess::Embedded),
        "event-sub" => ElementKind::SubProcess(SubProcess::Event),
        "transaction" => ElementKind::SubProcess(SubProcess::Transaction),
        "one-by-one" => {
            ElementKind::SubProcess(SubProcess::AdHoc { sequential: true, completion: None, cancel_remaining: true })
        }
        "xor" => ElementKind::Gateway(Gateway::Exclusive),
        "and" => ElementKind::Gateway(Gateway::Parallel),
        "or" => ElementKind::Gateway(Gateway::Inclusive),
        "first" => ElementKind::Gateway(Gateway::EventBased { instantiate: false, parallel: false }),
        "some" => ElementKind::Gateway(Gateway::Complex { activation: Some(text("activation_count >= 1")) }),
        other => panic!("no kind {other}"),
    }
}

fn repeat(words: &[&str]) -> Option<Repeat> {
    let multi = |sequential, over, item: Option<&str>| {
        let (collect, completion, behaviour) = (None, None, Behaviour::All);
        let item = item.map(Into::into);
        Repeat::Multi(Box::new(MultiInstance { sequential, over, item, collect, completion, behaviour }))
    };
    match words[0] {
        "twice" => Some(multi(true, Over::Count(text("2")), None)),
        "each" => Some(multi(false, Over::Collection(text(words[1])), Some("item_of"))),
        "loop" => Some(Repeat::Loop {
            condition: Some(text(words[1])),
            test_before: words.contains(&"before"),
            maximum: None,
        }),
        _ => None,
    }
}

/// The graph that the lines describe.
pub(crate) fn graph(lines: &str) -> Definition {
    let mut definition = Definition::empty("case");
    let mut graph = Graph::default();
    let mut holders: Vec<(usize, ElementId)> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let depth = line.len() - line.trim_start().len();
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[1] == "->" {
            let mut flow = SequenceFlow::new(words[0], words[2]);
            flow.when = line.split_once(" when ").map(|(_, when)| text(when.trim()));
            flow.default = words.contains(&"otherwise");
            graph.flows.insert(FlowId::from(format!("{}-{}", words[0], words[2]).as_str()), flow);
            continue;
        }
        holders.retain(|(indent, _)| *indent < depth);
        let id = ElementId::from(words[0]);
        let mut element = Element::new(kind(&words[1..]));
        element.parent = holders.last().map(|(_, holder)| holder.clone());
        element.repeat = repeat(&words[1..]);
        element.for_compensation = words[1] == "handler";
        if matches!(element.kind, ElementKind::SubProcess(_)) {
            holders.push((depth, id.clone()));
        }
        if matches!(element.kind, ElementKind::Task(_)) {
            definition.steps.insert(StepId::from(words[0]), Step::default());
        }
        graph.elements.insert(id, element);
    }
    for name in ["x", "y", "list", "item_of", "activation_count"] {
        let (title, span) = (Title::default(), Default::default());
        let datum = DataDeclaration { ty: Type::Any, personal: false, default: None, title, span };
        definition.data.insert(DataName::from(name), datum);
    }
    definition.flow = Flow::of_graph(graph);
    definition
}

pub(crate) fn compiled(lines: &str) -> CompiledProcess {
    CompiledProcess::compile(&graph(lines)).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// A case under test.
pub(crate) struct Bench {
    pub(crate) world: World,
    pub(crate) case: InstanceKey,
}

pub(crate) fn start(lines: &str, data: &[(&str, ravand_feel::Value)]) -> Bench {
    let mut world = World::new();
    world.deploy(compiled(lines));
    let case = world.start("case", data).unwrap();
    Bench { world, case }
}

/// A visit whose outcomes flows ask for, by `lines` behind it.
pub(crate) fn visited(outcome: &str, lines: &str) -> Bench {
    let mut definition = graph(&format!("s start\nsite-visit user\nfee user\nagain user\n{lines}"));
    let step = definition.steps.get_mut("site-visit").unwrap();
    for name in ["fits", "too_large"] {
        step.outcomes.insert(name.into(), Spanned::nowhere(ravand_core::Target::On));
    }
    let mut world = World::new();
    world.deploy(CompiledProcess::compile(&definition).unwrap());
    let case = world.start("case", &[]).unwrap();
    world.complete(case, "site-visit", Some(outcome), &[]).unwrap();
    Bench { world, case }
}

impl Bench {
    /// The steps with an open task, sorted.
    pub(crate) fn open(&self) -> Vec<String> {
        let (_, process, instance) = self.world.cases().find(|(key, ..)| *key == self.case).unwrap();
        let mut open: Vec<String> =
            instance.tasks().iter().map(|task| process.step(task.step).id.to_string()).collect();
        open.sort();
        open
    }

    pub(crate) fn done(&mut self, step: &str) -> &mut Self {
        self.world.complete(self.case, step, None, &[]).unwrap();
        self
    }

    pub(crate) fn is(&mut self, open: &[&str]) -> &mut Self {
        assert_eq!(self.open(), open, "{:#?}", self.world.lines(self.case));
        self
    }

    pub(crate) fn over(&mut self) {
        let instance = self.world.instance(self.case).unwrap();
        assert!(matches!(instance.status(), Status::Ended(_)), "{:#?}", self.world.lines(self.case));
        assert!(instance.waits().is_empty() && instance.activities().is_empty() && instance.frames().is_empty());
        assert_eq!(self.world.mail().waiting(), 0);
    }

    pub(crate) fn incidents(&self) -> usize {
        self.world.instance(self.case).unwrap().incidents().len()
    }
}
