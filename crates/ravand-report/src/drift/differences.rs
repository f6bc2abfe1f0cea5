//! In what the variants differ from the process, the most common first: who has it, who
//! stands alone with it, and which difference asks for a signature more.

use super::{DriftReport, Row};
use crate::phrase::{attribute, subject};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_bank::Difference;

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    let differences = &report.drift.differences;
    if differences.is_empty() {
        return html! { p { (voice.say("None of them changes anything.", "هیچ‌کدام چیزی را عوض نمی‌کند.")) } };
    }
    let signatures = differences.iter().filter(|difference| difference.adds_signature).count();
    html! {
        p {
            (voice.fill(
                "Differences: {}. Those that ask for a signature which the process does not ask for: {}. What many do, the process itself should perhaps say.",
                "شمار تفاوت‌ها: {}. تفاوت‌هایی که امضایی افزون بر فرایند می‌خواهند: {}. آنچه بسیاری انجام می‌دهند شاید باید در خود فرایند بیاید.",
                &[&voice.whole(differences.len()), &voice.whole(signatures)],
            ))
        }
        div.scroll {
            table.differences {
                caption.vh { (voice.say("Differences from the process", "تفاوت‌ها با فرایند")) }
                thead { tr {
                    th scope="col" { (voice.say("What", "چه چیزی")) }
                    th.num scope="col" { (voice.say("Offices", "دفترها")) }
                    th scope="col" { (voice.say("Which, by their number", "کدام‌ها، با شماره")) }
                } }
                tbody { @for difference in differences { (line(report, voice, rows, difference)) } }
            }
        }
        (alone(voice, rows, differences))
    }
}

fn line(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>], difference: &Difference) -> Markup {
    let who: Vec<&Row<'_>> = rows.iter().filter(|row| difference.variants.contains(&row.at)).collect();
    let links: Vec<Markup> = who.iter().map(|row| row.link(voice)).collect();
    html! {
        tr {
            th scope="row" {
                b { (verb(voice, difference.verb)) } " "
                @if let Some(title) = who.first().and_then(|row| subject(report.names(row), voice, &difference.subject)) {
                    (title) " "
                }
                @if let Some(name) = difference.attribute { "– " (attribute(voice, name)) " " }
                span.ids { (voice.id(&difference.subject)) }
                @if difference.adds_signature {
                    " " span.badge { (voice.say("a signature more", "یک امضای بیشتر")) }
                }
            }
            td.num { (voice.figure(&voice.whole(who.len()))) }
            td {
                (voice.list(&links))
                @if difference.alone().is_some() { " " span.minor { (voice.say("alone", "تنها")) } }
            }
        }
    }
}

/// Those who have a difference that nobody else has.
fn alone(voice: Voice, rows: &[Row<'_>], differences: &[Difference]) -> Markup {
    let own = |row: &&Row<'_>| differences.iter().any(|difference| difference.alone() == Some(row.at));
    let alone: Vec<Markup> =
        rows.iter().filter(own).map(|row| html! { (row.link(voice)) " " (row.title(voice)) }).collect();
    html! {
        p {
            @if alone.is_empty() {
                (voice.say("Nobody has a difference that no other has.", "هیچ گونه‌ای تفاوتی ندارد که دیگری نداشته باشد."))
            } @else {
                (voice.say("With a difference of their own:", "با تفاوتی که کس دیگری ندارد:")) " " (voice.list(&alone))
            }
        }
    }
}

fn verb(voice: Voice, verb: &'static str) -> &'static str {
    match verb {
        "add" => voice.say("Add", "افزودن"),
        "remove" => voice.say("Remove", "حذف"),
        "merge" => voice.say("Merge", "ادغام"),
        "automate" => voice.say("By machine:", "با سامانه:"),
        "decide" => voice.say("By table:", "با جدول:"),
        "order" => voice.say("Order of", "ترتیب"),
        "move" => voice.say("Move", "جابه‌جایی"),
        "gateway" => voice.say("Branch", "انشعاب"),
        "stage" => voice.say("Group", "دسته‌بندی"),
        _ => voice.say("Change", "تغییر"),
    }
}
