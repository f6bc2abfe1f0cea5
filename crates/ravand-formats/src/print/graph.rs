//! A flow that is a graph.

use super::value::{term_text, title};
use super::yaml::{Doc, Map, Style};
use crate::graph::{ALWAYS, IS, Is, NOTHING, edge_id};
use indexmap::IndexMap;
use ravand_core::graph::{
    Assignment, Behaviour, Element, ElementKind, Gateway, Gather, Graph, MultiInstance, Over, Repeat, SequenceFlow,
    SubProcess, TaskType, TimerSpec, Trigger,
};
use ravand_core::{Definition, FlowId, Spanned};

/// The elements; a user task with nothing to say is left out, its step says all.
pub(super) fn elements(definition: &Definition, graph: &Graph) -> Doc {
    let mut all = Map::new(Style::Open);
    let plain = Element::new(ElementKind::Task(TaskType::User));
    for (id, element_) in &graph.elements {
        let bare = Element { span: plain.span, ..element_.clone() };
        if bare == plain && definition.steps.contains_key(id.as_str()) {
            continue;
        }
        all.put(id, element(element_));
    }
    Doc::Map(all)
}

pub(super) fn edges(graph: &Graph) -> Doc {
    let mut before: IndexMap<FlowId, SequenceFlow> = IndexMap::new();
    let mut edges = Vec::new();
    for (id, flow) in &graph.flows {
        let named = edge_id(flow, &before) != *id;
        edges.push(edge(id, flow, named));
        before.insert(id.clone(), flow.clone());
    }
    Doc::styled_list(edges, Style::Open)
}

fn edge(id: &FlowId, flow: &SequenceFlow, named: bool) -> Doc {
    let SequenceFlow { title: name, from, to, when, default, span: _ } = flow;
    // What a line cannot say: a condition beside `otherwise`, or one that begins with blanks.
    let plain = when.as_ref().is_none_or(|when| !default && when.trim() == when.value && !when.is_empty());
    if !named && name.is_blank() && plain {
        let rest = match when {
            Some(when) => format!(" when {when}"),
            None if *default => " otherwise".to_owned(),
            None => String::new(),
        };
        return Doc::Text(format!("{from} -> {to}{rest}"));
    }
    let mut map = Map::new(Style::Fit);
    map.say("id", named.then(|| Doc::text(id)));
    map.say("title", title(name));
    map.put("from", Doc::text(from));
    map.put("to", Doc::text(to));
    map.say("when", when.as_ref().map(Doc::text));
    map.say("otherwise", default.then(|| Doc::yes_no(true)));
    Doc::Map(map)
}

fn element(element: &Element) -> Doc {
    let Element {
        title: name,
        parent,
        kind,
        repeat: repeated,
        for_compensation,
        start_quantity,
        completion_quantity,
        inputs,
        outputs,
        span: _,
    } = element;
    let mut map = Map::new(Style::Fit);
    let is = is(kind);
    map.say("is", IS.iter().find(|(_, known)| *known == is).map(|(word, _)| Doc::text(word)));
    map.say("title", title(name));
    map.say("in", parent.as_ref().map(Doc::text));
    self::kind(kind, &mut map);
    map.say("repeat", repeated.as_ref().map(repeat));
    say_yes("for_compensation", *for_compensation, &mut map);
    map.say("start_quantity", (*start_quantity != 1).then(|| Doc::text(start_quantity)));
    map.say("completion_quantity", (*completion_quantity != 1).then(|| Doc::text(completion_quantity)));
    map.group("inputs", Doc::list(inputs.iter().map(assignment)));
    map.group("outputs", Doc::list(outputs.iter().map(assignment)));
    Doc::Map(map)
}

fn say_yes(key: &str, yes: bool, map: &mut Map) {
    map.say(key, yes.then(|| Doc::yes_no(true)));
}

fn is(kind: &ElementKind) -> Is {
    match kind {
        ElementKind::Start { .. } => Is::Start,
        ElementKind::Catch { .. } => Is::Catch,
        ElementKind::Throw { .. } => Is::Throw,
        ElementKind::End { .. } => Is::End,
        ElementKind::Boundary { .. } => Is::Boundary,
        ElementKind::Call(_) => Is::Call,
        ElementKind::Task(TaskType::Abstract) => Is::Task,
        ElementKind::Task(TaskType::User) => Is::User,
        ElementKind::Task(TaskType::Manual) => Is::Manual,
        ElementKind::Task(TaskType::Service { .. }) => Is::Service,
        ElementKind::Task(TaskType::Send(_)) => Is::Send,
        ElementKind::Task(TaskType::Receive { .. }) => Is::Receive,
        ElementKind::Task(TaskType::Script { .. }) => Is::Script,
        ElementKind::Task(TaskType::BusinessRule) => Is::Rule,
        ElementKind::SubProcess(SubProcess::Embedded) => Is::Embedded,
        ElementKind::SubProcess(SubProcess::Event) => Is::EventSubProcess,
        ElementKind::SubProcess(SubProcess::Transaction) => Is::Transaction,
        ElementKind::SubProcess(SubProcess::AdHoc { .. }) => Is::AdHoc,
        ElementKind::Gateway(Gateway::Exclusive) => Is::Exclusive,
        ElementKind::Gateway(Gateway::Parallel) => Is::Parallel,
        ElementKind::Gateway(Gateway::Inclusive) => Is::Inclusive,
        ElementKind::Gateway(Gateway::EventBased { .. }) => Is::EventBased,
        ElementKind::Gateway(Gateway::Complex { .. }) => Is::Complex,
    }
}

fn kind(kind: &ElementKind, map: &mut Map) {
    match kind {
        ElementKind::Start { triggers, gather, interrupting } => {
            several(triggers, gather, map);
            map.say("interrupting", (!interrupting).then(|| Doc::yes_no(false)));
        }
        ElementKind::Catch { triggers, gather } => several(triggers, gather, map),
        ElementKind::Throw { triggers } => several(triggers, &Gather::Any, map),
        ElementKind::End { triggers, end } => {
            several(triggers, &Gather::Any, map);
            map.say("ends", end.as_ref().map(Doc::text));
        }
        ElementKind::Boundary { host, triggers, gather, interrupting, handler } => {
            map.put("on", Doc::text(host));
            several(triggers, gather, map);
            map.say("interrupting", (!interrupting).then(|| Doc::yes_no(false)));
            map.say("handler", handler.as_ref().map(Doc::text));
        }
        ElementKind::Call(process) => map.put("calls", Doc::text(&process.value)),
        ElementKind::Task(task_) => task(task_, map),
        ElementKind::SubProcess(SubProcess::AdHoc { sequential, completion, cancel_remaining }) => {
            say_yes("sequential", *sequential, map);
            map.say("completion", completion.as_ref().map(Doc::text));
            map.say("cancel_remaining", (!cancel_remaining).then(|| Doc::yes_no(false)));
        }
        ElementKind::SubProcess(_) => {}
        ElementKind::Gateway(Gateway::EventBased { instantiate, parallel }) => {
            say_yes("instantiate", *instantiate, map);
            say_yes("parallel", *parallel, map);
        }
        ElementKind::Gateway(Gateway::Complex { activation }) => {
            map.say("activation", activation.as_ref().map(Doc::text));
        }
        ElementKind::Gateway(_) => {}
    }
}

fn task(task: &TaskType, map: &mut Map) {
    match task {
        TaskType::Service { topic, retries, backoff } => {
            map.put("topic", Doc::text(topic));
            map.say("retries", retries.map(Doc::text));
            map.say("backoff", backoff.as_ref().map(Doc::text));
        }
        TaskType::Send(message) => trigger(message, map),
        TaskType::Receive { message, instantiate } => {
            trigger(message, map);
            say_yes("instantiate", *instantiate, map);
        }
        TaskType::Script { language, text, result } => {
            map.say("language", (!language.is_empty()).then(|| Doc::text(language)));
            map.say("text", (!text.is_empty()).then(|| Doc::text(text)));
            map.say("result", result.as_ref().map(Doc::text));
        }
        TaskType::Abstract | TaskType::User | TaskType::Manual | TaskType::BusinessRule => {}
    }
}

/// One trigger stands among the other keys, several under `events`.
fn several(triggers: &[Spanned<Trigger>], gather: &Gather, map: &mut Map) {
    match triggers {
        [one] => trigger(one, map),
        several => map.group("events", Doc::list(several.iter().map(|one| own(one)))),
    }
    say_yes("all_of", *gather == Gather::All, map);
}

fn own(one: &Trigger) -> Doc {
    let mut map = Map::new(Style::Fit);
    trigger(one, &mut map);
    Doc::Map(map)
}

fn trigger(trigger: &Trigger, map: &mut Map) {
    match trigger {
        Trigger::Message { name, key } => {
            map.put("message", Doc::text(name));
            map.say("key", key.as_ref().map(Doc::text));
        }
        Trigger::Signal { name } => map.put("signal", Doc::text(name)),
        Trigger::Error { code: Some(code) } => map.put("error", Doc::text(code)),
        Trigger::Error { code: None } => map.put("any_error", Doc::yes_no(true)),
        Trigger::Escalation { code: Some(code) } => map.put("escalation", Doc::text(code)),
        Trigger::Escalation { code: None } => map.put("any_escalation", Doc::yes_no(true)),
        Trigger::Conditional(when) => map.put("if", Doc::text(when)),
        Trigger::Timer(TimerSpec::Date(at)) => map.put("at", Doc::text(at)),
        Trigger::Timer(TimerSpec::Duration(after)) => map.put("after", Doc::text(after)),
        Trigger::Timer(TimerSpec::Term(term)) => map.put("after", Doc::Text(term_text(term))),
        Trigger::Timer(TimerSpec::Cycle { times, every }) => {
            map.put("every", Doc::text(every));
            map.say("times", times.map(Doc::text));
        }
        Trigger::Compensation { activity, wait } => {
            match activity {
                Some(activity) => map.put("compensates", Doc::text(activity)),
                None => map.put("compensates_all", Doc::yes_no(true)),
            }
            map.say("wait", (!wait).then(|| Doc::yes_no(false)));
        }
        Trigger::Cancel => map.put("cancel", Doc::yes_no(true)),
        Trigger::Terminate => map.put("terminate", Doc::yes_no(true)),
        Trigger::Link { name } => map.put("link", Doc::text(name)),
    }
}

fn repeat(repeat: &Repeat) -> Doc {
    let mut map = Map::new(Style::Fit);
    match repeat {
        Repeat::Loop { condition: None, test_before: false, maximum: None } => return Doc::text(ALWAYS),
        Repeat::Loop { condition, test_before, maximum } => {
            map.say("while", condition.as_ref().map(Doc::text));
            say_yes("test_before", *test_before, &mut map);
            map.say("maximum", maximum.as_ref().map(Doc::text));
        }
        Repeat::Multi(multi_) => multi(multi_, &mut map),
    }
    Doc::Map(map)
}

fn multi(multi: &MultiInstance, map: &mut Map) {
    let MultiInstance { sequential, over, item, collect, completion, behaviour } = multi;
    match over {
        Over::Count(count) => map.put("count", Doc::text(count)),
        Over::Collection(list) => map.put("for_each", Doc::text(list)),
    }
    map.say("as", item.as_ref().map(Doc::text));
    say_yes("sequential", *sequential, map);
    map.say("collect", collect.as_ref().map(assignment));
    map.say("until", completion.as_ref().map(Doc::text));
    let thrown = |trigger: &Option<Trigger>| trigger.as_ref().map_or_else(|| Doc::text(NOTHING), own);
    let mut throws = Map::new(Style::Fit);
    match behaviour {
        Behaviour::All => {}
        Behaviour::One(trigger) => throws.put("once", thrown(trigger)),
        Behaviour::None(trigger) => throws.put("each_time", thrown(trigger)),
        Behaviour::Complex(cases) => {
            let case = |(when, one): &(Spanned<String>, Trigger)| {
                let mut map = Map::new(Style::Fit);
                map.put("when", Doc::text(when));
                trigger(one, &mut map);
                Doc::Map(map)
            };
            throws.put("cases", Doc::list(cases.iter().map(case)));
        }
    }
    map.group("throws", Doc::Map(throws));
}

fn assignment(assignment: &Assignment) -> Doc {
    let mut map = Map::new(Style::Fit);
    map.put("to", Doc::text(&assignment.to.value));
    map.put("value", Doc::text(&assignment.value));
    Doc::Map(map)
}
