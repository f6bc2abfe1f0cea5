//! What events wait for and throw.

use super::element::not_in_form;
use super::feel;
use crate::codes as ya;
use crate::ident::id;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::value::{whole, yes_no};
use ravand_core::graph::{TimerSpec, Trigger};
use ravand_core::{Args, ElementId, Spanned};

/// Keys of a trigger, where there are several.
pub(crate) static TRIGGER: Keys = Keys {
    known: &[
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

/// The keys that say what a trigger is; the others belong to one of them.
const WORDS: [&str; 14] = [
    "message",
    "signal",
    "error",
    "any_error",
    "escalation",
    "any_escalation",
    "if",
    "at",
    "after",
    "every",
    "compensates",
    "compensates_all",
    "cancel",
    "terminate",
];
const LINK: &str = "link";

/// Every trigger that stands among these keys.
pub(super) fn triggers(fields: &Fields<'_>, cx: &mut Cx) -> Vec<Spanned<Trigger>> {
    for (key, wanted) in [("key", "message"), ("times", "every")] {
        if fields.wrote(key) && !fields.wrote(wanted) {
            not_in_form(fields, key, wanted, cx);
        }
    }
    if fields.wrote("wait") && !fields.wrote("compensates") && !fields.wrote("compensates_all") {
        not_in_form(fields, "wait", "compensates", cx);
    }
    let words = WORDS.iter().chain([&LINK]).filter(|word| fields.get(word).is_some());
    words.filter_map(|word| one(word, fields, cx)).collect()
}

/// The one trigger that stands in a group of its own.
pub(super) fn trigger(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Trigger>> {
    let fields = Fields::open(place, &TRIGGER, cx)?;
    only(&fields, place, cx)
}

pub(super) fn only(fields: &Fields<'_>, place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Trigger>> {
    let mark = cx.mark();
    let mut found = triggers(fields, cx);
    if found.len() != 1 && !cx.has_errors_since(mark) {
        cx.report(&ya::ONE_TRIGGER, place.key, Args::new().with("at", &place.path).with("known", WORDS.join(", ")));
    }
    found.pop()
}

fn one(word: &str, fields: &Fields<'_>, cx: &mut Cx) -> Option<Spanned<Trigger>> {
    let place = fields.get(word)?;
    let span = place.key;
    let text = |cx: &mut Cx| place.string(cx).map(|text| text.value);
    let said = |cx: &mut Cx| yes_no(place, cx).filter(|yes| yes.value);
    let trigger = match word {
        "message" => Trigger::Message { name: text(cx)?, key: fields.read("key", cx, feel) },
        "signal" => Trigger::Signal { name: text(cx)? },
        "error" => Trigger::Error { code: Some(text(cx)?) },
        "any_error" => said(cx).map(|_| Trigger::Error { code: None })?,
        "escalation" => Trigger::Escalation { code: Some(text(cx)?) },
        "any_escalation" => said(cx).map(|_| Trigger::Escalation { code: None })?,
        "if" => Trigger::Conditional(feel(place, cx)?),
        "at" => Trigger::Timer(TimerSpec::Date(feel(place, cx)?)),
        "after" => Trigger::Timer(after(place, cx)?),
        "every" => Trigger::Timer(TimerSpec::Cycle {
            times: fields.read("times", cx, |p, cx| whole(p, cx, 0, u32::MAX)).map(|times| times.value),
            every: feel(place, cx)?,
        }),
        "compensates" => {
            let activity: Spanned<ElementId> = id(place, cx)?;
            Trigger::Compensation { activity: Some(activity.value), wait: waits(fields, cx) }
        }
        "compensates_all" => said(cx).map(|_| Trigger::Compensation { activity: None, wait: waits(fields, cx) })?,
        "cancel" => said(cx).map(|_| Trigger::Cancel)?,
        "terminate" => said(cx).map(|_| Trigger::Terminate)?,
        _ => Trigger::Link { name: text(cx)? },
    };
    Some(Spanned::new(trigger, span))
}

fn waits(fields: &Fields<'_>, cx: &mut Cx) -> bool {
    fields.read("wait", cx, yes_no).is_none_or(|yes| yes.value)
}

/// A term as an analyst writes it, or a FEEL expression for a duration.
fn after(place: &Place<'_>, cx: &mut Cx) -> Option<TimerSpec> {
    let text = feel(place, cx)?;
    Some(match crate::term::term_of(&text.value) {
        Ok(term) => TimerSpec::Term(term),
        Err(_) => TimerSpec::Duration(text),
    })
}
