//! A graph in the canonical form. None of these words ever changes.

use super::words::{quoted, yes_no};
use crate::graph::{
    Assignment, Behaviour, Element, ElementKind, Gateway, Gather, MultiInstance, Over, Repeat, SequenceFlow,
    SubProcess, TaskType, TimerSpec, Trigger,
};
use crate::span::Spanned;

/// Words in a row, what is not said left out.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn put(&mut self, word: impl Into<String>) {
        self.0.push(word.into());
    }

    fn say(&mut self, key: &str, value: Option<String>) {
        self.0.extend(value.map(|value| format!("{key} {value}")));
    }

    fn feel(&mut self, key: &str, value: Option<&Spanned<String>>) {
        self.say(key, value.map(|text| quoted(text.trim())));
    }

    fn yes(&mut self, key: &str, yes: bool) {
        if yes {
            self.put(key);
        }
    }

    fn text(self) -> String {
        self.0.join(" ")
    }
}

pub(super) fn element_text(element: &Element) -> String {
    let Element {
        title: _,
        parent,
        kind,
        repeat,
        for_compensation,
        start_quantity,
        completion_quantity,
        inputs,
        outputs,
        span: _,
    } = element;
    let mut words = Words::default();
    of_kind(kind, &mut words);
    words.say("in", parent.as_ref().map(ToString::to_string));
    if let Some(repeat) = repeat {
        of_repeat(repeat, &mut words);
    }
    words.yes("for-compensation", *for_compensation);
    words.say("takes", (*start_quantity != 1).then(|| start_quantity.to_string()));
    words.say("gives", (*completion_quantity != 1).then(|| completion_quantity.to_string()));
    words.say("inputs", (!inputs.is_empty()).then(|| assignments(inputs)));
    words.say("outputs", (!outputs.is_empty()).then(|| assignments(outputs)));
    words.text()
}

pub(super) fn flow_text(flow: &SequenceFlow) -> String {
    let SequenceFlow { title: _, from, to, when, default, span: _ } = flow;
    let mut words = Words::default();
    words.put(format!("{from} -> {to}"));
    words.feel("when", when.as_ref());
    words.yes("otherwise", *default);
    words.text()
}

fn of_kind(kind: &ElementKind, words: &mut Words) {
    match kind {
        ElementKind::Start { triggers: all, gather, interrupting } => {
            words.put("start");
            triggers(all, *gather, words);
            words.yes("non-interrupting", !interrupting);
        }
        ElementKind::Catch { triggers: all, gather } => {
            words.put("catch");
            triggers(all, *gather, words);
        }
        ElementKind::Throw { triggers: all } => {
            words.put("throw");
            triggers(all, Gather::Any, words);
        }
        ElementKind::End { triggers: all, end } => {
            words.put("end");
            triggers(all, Gather::Any, words);
            words.say("ends", end.as_ref().map(ToString::to_string));
        }
        ElementKind::Boundary { host, triggers: all, gather, interrupting, handler } => {
            words.put(format!("boundary of {host}"));
            triggers(all, *gather, words);
            words.yes("non-interrupting", !interrupting);
            words.say("handler", handler.as_ref().map(ToString::to_string));
        }
        ElementKind::Task(task) => of_task(task, words),
        ElementKind::Call(process) => words.put(format!("call {process}")),
        ElementKind::SubProcess(sub) => match sub {
            SubProcess::Embedded => words.put("subprocess"),
            SubProcess::Event => words.put("event-subprocess"),
            SubProcess::Transaction => words.put("transaction"),
            SubProcess::AdHoc { sequential, completion, cancel_remaining } => {
                words.put("ad-hoc");
                words.yes("sequential", *sequential);
                words.feel("until", completion.as_ref());
                words.say("cancel-remaining", Some(yes_no(*cancel_remaining).to_owned()));
            }
        },
        ElementKind::Gateway(gateway) => match gateway {
            Gateway::Exclusive => words.put("exclusive"),
            Gateway::Parallel => words.put("parallel"),
            Gateway::Inclusive => words.put("inclusive"),
            Gateway::EventBased { instantiate, parallel } => {
                words.put("event-based");
                words.yes("instantiate", *instantiate);
                words.yes("parallel", *parallel);
            }
            Gateway::Complex { activation } => {
                words.put("complex");
                words.feel("activation", activation.as_ref());
            }
        },
    }
}

fn of_task(task: &TaskType, words: &mut Words) {
    match task {
        TaskType::Abstract => words.put("task"),
        TaskType::User => words.put("user-task"),
        TaskType::Manual => words.put("manual-task"),
        TaskType::BusinessRule => words.put("rule-task"),
        TaskType::Service { topic, retries, backoff } => {
            words.put(format!("service-task {}", quoted(topic)));
            words.say("retries", retries.map(|retries| retries.to_string()));
            words.feel("backoff", backoff.as_ref());
        }
        TaskType::Send(message) => words.put(format!("send-task {}", trigger(message))),
        TaskType::Receive { message, instantiate } => {
            words.put(format!("receive-task {}", trigger(message)));
            words.yes("instantiate", *instantiate);
        }
        TaskType::Script { language, text, result } => {
            words.put(format!("script-task {} {}", quoted(language), quoted(text)));
            words.say("result", result.as_ref().map(ToString::to_string));
        }
    }
}

fn triggers(all: &[Spanned<Trigger>], gather: Gather, words: &mut Words) {
    all.iter().for_each(|one| words.put(trigger(one)));
    words.yes("all-of", gather == Gather::All);
}

fn trigger(trigger: &Trigger) -> String {
    let coded = |word: &str, code: &Option<String>| match code {
        Some(code) => format!("[{word} {}]", quoted(code)),
        None => format!("[any-{word}]"),
    };
    match trigger {
        Trigger::Message { name, key: None } => format!("[message {}]", quoted(name)),
        Trigger::Message { name, key: Some(key) } => format!("[message {} {}]", quoted(name), quoted(key.trim())),
        Trigger::Signal { name } => format!("[signal {}]", quoted(name)),
        Trigger::Error { code } => coded("error", code),
        Trigger::Escalation { code } => coded("escalation", code),
        Trigger::Conditional(when) => format!("[if {}]", quoted(when.trim())),
        Trigger::Timer(TimerSpec::Date(at)) => format!("[at {}]", quoted(at.trim())),
        Trigger::Timer(TimerSpec::Duration(after)) => format!("[after {}]", quoted(after.trim())),
        Trigger::Timer(TimerSpec::Term(term)) => format!("[after {term}]"),
        Trigger::Timer(TimerSpec::Cycle { times, every }) => {
            let times = times.map_or_else(|| "always".to_owned(), |times| times.to_string());
            format!("[every {} {times}]", quoted(every.trim()))
        }
        Trigger::Compensation { activity, wait } => {
            let activity = activity.as_ref().map_or("*", |activity| activity.as_str());
            format!("[compensate {activity} {}]", yes_no(*wait))
        }
        Trigger::Cancel => "[cancel]".to_owned(),
        Trigger::Terminate => "[terminate]".to_owned(),
        Trigger::Link { name } => format!("[link {}]", quoted(name)),
    }
}

fn of_repeat(repeat: &Repeat, words: &mut Words) {
    match repeat {
        Repeat::Loop { condition, test_before, maximum } => {
            words.put("loop");
            words.feel("while", condition.as_ref());
            words.yes("test-before", *test_before);
            words.feel("maximum", maximum.as_ref());
        }
        Repeat::Multi(multi) => of_multi(multi, words),
    }
}

fn of_multi(multi: &MultiInstance, words: &mut Words) {
    let MultiInstance { sequential, over, item, collect, completion, behaviour } = multi;
    match over {
        Over::Count(count) => words.put(format!("count {}", quoted(count.trim()))),
        Over::Collection(list) => words.put(format!("for-each {}", quoted(list.trim()))),
    }
    words.say("as", item.as_ref().map(ToString::to_string));
    words.yes("sequential", *sequential);
    words.say("collect", collect.as_ref().map(|one| assignments(std::slice::from_ref(one))));
    words.feel("until", completion.as_ref());
    let thrown = |thrown: &Option<Trigger>| thrown.as_ref().map_or_else(|| "nothing".to_owned(), trigger);
    match behaviour {
        Behaviour::All => {}
        Behaviour::One(one) => words.put(format!("throws-once {}", thrown(one))),
        Behaviour::None(each) => words.put(format!("throws-each {}", thrown(each))),
        Behaviour::Complex(cases) => {
            let cases = cases.iter().map(|(when, one)| format!("{} {}", quoted(when.trim()), trigger(one)));
            words.put(format!("throws-cases ({})", cases.collect::<Vec<_>>().join(", ")));
        }
    }
}

fn assignments(all: &[Assignment]) -> String {
    let all = all.iter().map(|Assignment { to, value }| format!("{to} = {}", quoted(value.trim())));
    format!("({})", all.collect::<Vec<_>>().join(", "))
}
