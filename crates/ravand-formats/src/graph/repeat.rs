//! Loops and multi-instance.

use super::element::not_in_form;
use super::trigger::{only, trigger};
use super::{ALWAYS, NOTHING, feel};
use crate::codes as ya;
use crate::ident::name;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::value::yes_no;
use ravand_core::graph::{Assignment, Behaviour, MultiInstance, Over, Repeat, Trigger};
use ravand_core::{Args, Spanned};

/// Keys of `repeat`.
pub(crate) static REPEAT: Keys = Keys {
    known: &["while", "test_before", "maximum", "count", "for_each", "as", "sequential", "collect", "until", "throws"],
    later: &[],
};
/// Keys of a value for a datum: an input, an output, what is collected.
pub(crate) static ASSIGNMENT: Keys = Keys { known: &["to", "value"], later: &[] };
/// Keys of `throws`.
pub(crate) static THROWS: Keys = Keys { known: &["once", "each_time", "cases"], later: &[] };
/// Keys of a case of `throws`.
pub(crate) static CASE: Keys = Keys {
    known: &[
        "when",
        "message",
        "key",
        "signal",
        "error",
        "any_error",
        "escalation",
        "any_escalation",
        "if",
        "at",
        "after",
        "every",
        "times",
        "compensates",
        "compensates_all",
        "wait",
        "cancel",
        "terminate",
        "link",
    ],
    later: &[],
};

pub(super) fn repeat(place: &Place<'_>, cx: &mut Cx) -> Option<Repeat> {
    if place.mapping().is_none() {
        place.word(cx, &[(ALWAYS, ())])?;
        return Some(Repeat::Loop { condition: None, test_before: false, maximum: None });
    }
    let fields = Fields::open(place, &REPEAT, cx)?;
    let over = match (fields.get("count"), fields.get("for_each")) {
        (Some(count), None) => Some(Over::Count(feel(count, cx)?)),
        (None, Some(list)) => Some(Over::Collection(feel(list, cx)?)),
        (None, None) => None,
        (Some(_), Some(second)) => {
            let args = Args::new().with("at", &place.path).with("first", "count").with("second", "for_each");
            cx.report(&ya::NOT_BOTH, second.key, args);
            return None;
        }
    };
    let (wrong, form): (&[&str], _) = match &over {
        Some(_) => (&["while", "test_before", "maximum"], "count, for_each"),
        None => (&["as", "sequential", "collect", "until", "throws"], "while"),
    };
    wrong.iter().for_each(|key| not_in_form(&fields, key, form, cx));
    let Some(over) = over else {
        return Some(Repeat::Loop {
            condition: fields.read("while", cx, feel),
            test_before: fields.read("test_before", cx, yes_no).is_some_and(|yes| yes.value),
            maximum: fields.read("maximum", cx, feel),
        });
    };
    Some(Repeat::Multi(Box::new(MultiInstance {
        sequential: fields.read("sequential", cx, yes_no).is_some_and(|yes| yes.value),
        over,
        item: fields.read("as", cx, name).map(|item| item.value),
        collect: fields.read("collect", cx, assignment),
        completion: fields.read("until", cx, feel),
        behaviour: fields.read("throws", cx, behaviour).unwrap_or(Behaviour::All),
    })))
}

/// `{ to: DATUM, value: EXPRESSION }`.
pub(super) fn assignment(place: &Place<'_>, cx: &mut Cx) -> Option<Assignment> {
    let fields = Fields::open(place, &ASSIGNMENT, cx)?;
    let (to, value) = (fields.require("to", cx, name), fields.require("value", cx, feel));
    Some(Assignment { to: to?, value: value? })
}

fn behaviour(place: &Place<'_>, cx: &mut Cx) -> Option<Behaviour> {
    let fields = Fields::open(place, &THROWS, cx)?;
    let thrown = |place: &Place<'_>, cx: &mut Cx| -> Option<Option<Trigger>> {
        if place.mapping().is_none() {
            return place.word(cx, &[(NOTHING, ())]).map(|_| None);
        }
        trigger(place, cx).map(|trigger| Some(trigger.value))
    };
    let said: Vec<&str> = THROWS.known.iter().copied().filter(|key| fields.wrote(key)).collect();
    said.iter().skip(1).for_each(|key| not_in_form(&fields, key, said[0], cx));
    if let Some(once) = fields.get("once") {
        return thrown(once, cx).map(Behaviour::One);
    }
    if let Some(each) = fields.get("each_time") {
        return thrown(each, cx).map(Behaviour::None);
    }
    let cases = fields.require("cases", cx, |place, cx| place.list(cx, case))?;
    Some(Behaviour::Complex(cases))
}

fn case(place: &Place<'_>, cx: &mut Cx) -> Option<(Spanned<String>, Trigger)> {
    let fields = Fields::open(place, &CASE, cx)?;
    let when = fields.require("when", cx, feel);
    let trigger = only(&fields, place, cx);
    Some((when?, trigger?.value))
}
