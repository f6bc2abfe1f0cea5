//! The same outcome without what is assumed: what the rules alone would do.

use crate::Report;
use crate::operations::assumed;
use crate::phrase::phrase;
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::{Action, Operation};
use ravand_reform::Side;

/// Assumed operations that are named here; all of them stand in the list of operations.
const NAMED: usize = 10;

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let (before, after, ruled) = (&answer.before, &answer.after, &answer.after_without_assumptions);
    let mean = |side: &Side| side.calendar_days.mean.value;
    let (whole, rules) = (mean(before) - mean(after), mean(before) - mean(ruled));
    let share = if whole > 0.0 { rules / whole } else { 0.0 };
    html! {
        p.sentence {
            (voice.fill(
                "The rules alone take the average from {} days to {}: {} of the whole saving. The rest, {} days, rests on claims that nobody has measured.",
                "قاعده‌ها به‌تنهایی میانگین را از {} روز به {} روز می‌رسانند، یعنی {} کل صرفه‌جویی. باقی آن، {} روز، بر ادعاهایی استوار است که کسی نسنجیده است.",
                &[
                    &voice.decimals(mean(before), 0),
                    &voice.decimals(mean(ruled), 0),
                    &voice.percent((share * 100.0).round() / 100.0),
                    &voice.days(whole - rules),
                ],
            ))
        }
        (kinds(report, voice))
        p {
            (voice.say(
                "No count changes: steps, signatures, contacts and documents are the rules' doing. Days change:",
                "هیچ شمارشی عوض نمی‌شود: گام‌ها، امضاها، مراجعه‌ها و مدارک کار قاعده‌هاست. روزها عوض می‌شود:",
            ))
        }
        (days(voice, before, after, ruled))
        h3 { (voice.say("The claims on which most rests", "ادعاهایی که بیشترین روز به آن‌ها وابسته است")) }
        (heaviest(report, voice))
    }
}

fn days(voice: Voice, before: &Side, after: &Side, ruled: &Side) -> Markup {
    let row = |name: &str, side: &Side| {
        let days = &side.calendar_days;
        html! {
            tr {
                th scope="row" { (name) }
                @for estimate in [&days.mean, &days.p10, &days.p50, &days.p90] { td.num { (voice.estimate(estimate)) } }
            }
        }
    };
    html! {
        div.scroll {
            table.figures.compact {
                caption.vh { (voice.say("Calendar days of the three sides", "روز تقویمی سه سو")) }
                thead { tr {
                    td {}
                    th scope="col" { (voice.say("mean", "میانگین")) }
                    th scope="col" { (voice.say("a tenth below", "یک‌دهم کمتر از")) }
                    th scope="col" { (voice.say("half below", "نیمی کمتر از")) }
                    th scope="col" { (voice.say("nine tenths below", "نه‌دهم کمتر از")) }
                } }
                tbody {
                    (row(voice.say("as it is", "وضع موجود"), before))
                    (row(voice.say("reformed", "پس از اصلاح"), after))
                    (row(voice.say("without what is assumed", "بدون فرض‌ها"), ruled))
                }
            }
        }
    }
}

/// What sort of claims there are.
fn kinds(report: &Report<'_>, voice: Voice) -> Markup {
    let assumed = || report.reform.changes.iter().filter(|operation| operation.assumed);
    let count = |wanted: fn(&Operation) -> bool| voice.whole(assumed().filter(|operation| wanted(operation)).count());
    html! {
        ul {
            li { (voice.fill("{} say that a step takes another time than today", "{} ادعا می‌گوید گامی مدتی جز امروز می‌خواهد", &[&count(is_time)])) }
            li { (voice.fill("{} say that a check sends fewer cases back", "{} ادعا می‌گوید بررسی‌ای پرونده‌های کمتری را برمی‌گرداند", &[&count(is_chance)])) }
            li { (voice.fill("{} say that a loop or a way out is no longer taken", "{} ادعا می‌گوید بازگشت یا خروجی‌ای دیگر رخ نمی‌دهد", &[&count(is_outcome)])) }
        }
    }
}

fn is_time(operation: &Operation) -> bool {
    let Action::Change { to, .. } = &operation.action else { return false };
    to.attributes.elapsed.is_some() || to.attributes.work.is_some() || to.attributes.wait.is_some()
}

fn is_chance(operation: &Operation) -> bool {
    matches!(&operation.action, Action::Change { to, .. } if !to.chances.is_empty())
}

fn is_outcome(operation: &Operation) -> bool {
    matches!(&operation.action, Action::Change { to, .. } if !to.outcomes.is_empty())
}

fn heaviest(report: &Report<'_>, voice: Voice) -> Markup {
    html! {
        ol.heaviest {
            @for entry in assumed(report).iter().take(NAMED) {
                @let number = entry.effect.operation + 1;
                li {
                    (phrase(report.names(), voice, entry.operation)) " — "
                    @match &entry.effect.lost_without_it_days {
                        Some(days) => { (voice.estimate(days)) " " (voice.say("days lost without it", "روز از دست می‌رود اگر درست نباشد")) },
                        None => (voice.say("others cannot stand without it", "دیگر عمل‌ها بدون آن ممکن نیستند")),
                    }
                    " (" a href={ "#op-" (number) } { "#" (voice.whole(number)) } ")"
                }
            }
        }
    }
}
