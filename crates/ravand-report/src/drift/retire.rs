//! What is left to retire, in the order in which it pays, and what that would save.
//!
//! Days are added up over those variants only of which it was shown that a case takes longer:
//! one case of each office. What is quicker stands apart, since retiring it would cost days.

use super::rows::Finding;
use super::{DriftReport, Row};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_reform::More;

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    if rows.is_empty() {
        return html! { p.sentence { (voice.say("There is no variant left to retire.", "گونه‌ای برای برچیدن نمانده است.")) } };
    }
    html! {
        @match report.cost {
            Some(_) => { p.sentence { (sentence(voice, rows)) } (cards(voice, rows)) (explained(voice)) },
            None => p {
                (voice.say(
                    "What is furthest from the process by its steps stands first: what it costs was not simulated.",
                    "آنچه گام‌هایش از فرایند دورتر است نخست می‌آید: هزینهٔ آن شبیه‌سازی نشده است.",
                ))
            },
        }
        (table(report, voice, rows))
    }
}

/// The days of all variants with that finding, one case each, and how many they are.
fn together(rows: &[Row<'_>], finding: Finding) -> (f64, usize) {
    let costs = rows.iter().filter_map(|row| row.cost).filter(|cost| cost.finding() == finding);
    costs.fold((0.0, 0), |(days, count), cost| (days + cost.longer_days.value, count + 1))
}

fn sentence(voice: Voice, rows: &[Row<'_>]) -> String {
    let (saved, slower) = together(rows, Finding::Slower);
    let (_, quicker) = together(rows, Finding::Quicker);
    let (_, unclear) = together(rows, Finding::Nothing);
    voice.fill(
        "Variants left to retire: {}. Retiring the {} with which a case takes longer saves {} days, one case of each taken together. With {} a case is quicker, and with {} nothing was shown.",
        "گونه‌های مانده برای برچیدن: {}. با {} گونه پرونده کندتر است و برچیدن آن‌ها، از هر کدام یک پرونده، روی هم {} روز کم می‌کند. با {} گونه پرونده سریع‌تر است و {} گونه تفاوتی نشان نداد.",
        &[
            &voice.whole(rows.len()),
            &voice.whole(slower),
            &voice.days(saved),
            &voice.whole(quicker),
            &voice.whole(unclear),
        ],
    )
}

fn cards(voice: Voice, rows: &[Row<'_>]) -> Markup {
    let (saved, _) = together(rows, Finding::Slower);
    let (lost, _) = together(rows, Finding::Quicker);
    let sum = |of: fn(&More) -> i64| rows.iter().filter_map(|row| row.cost).map(|cost| of(&cost.more)).sum::<i64>();
    let card = |label: &str, figure: String| {
        html! { div.card { span.label { (label) } span.change { strong { (voice.figure(&figure)) } } } }
    };
    html! {
        div.cards {
            (card(voice.say("days saved by those that take longer", "روز صرفه‌جویی از گونه‌های کندتر"), voice.days(saved)))
            (card(voice.say("days lost with those that are quicker", "روز از دست‌رفته با گونه‌های سریع‌تر"), voice.days(-lost)))
            (card(voice.say("approval signatures more, in all", "امضای تأیید بیشتر، روی هم"), signed(voice, sum(|more| more.signatures))))
            (card(voice.say("documents more, in all", "مدرک بیشتر، روی هم"), signed(voice, sum(|more| more.documents))))
            (card(voice.say("visits more, in all", "مراجعهٔ حضوری بیشتر، روی هم"), signed(voice, sum(|more| more.visits))))
            (card(voice.say("golden signatures more, in all", "امضای طلایی بیشتر، روی هم"), signed(voice, sum(|more| more.golden))))
        }
    }
}

fn explained(voice: Voice) -> Markup {
    html! {
        p.minor {
            (voice.say(
                "Days: how many calendar days a case takes longer than without the variant. Together: what retiring all down to this line saves, one case of each. What was not shown to take longer is not added. Days are differences of means; how many cases an office has is not known here.",
                "روز: پرونده چند روز تقویمی بیشتر از حالت بی‌گونه طول می‌کشد. روی هم: برچیدن همهٔ گونه‌ها تا این سطر، از هر کدام یک پرونده، چند روز کم می‌کند. گونه‌ای که کندتر بودنش نشان داده نشده جمع نمی‌شود. روزها تفاوت میانگین‌هاست و شمار پرونده‌های هر دفتر اینجا معلوم نیست.",
            ))
        }
    }
}

fn table(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    let costs = report.cost.is_some();
    let mut saved = 0.0;
    html! {
        table.retire {
            caption.vh { (voice.say("Variants in the order in which retiring them pays", "گونه‌ها به ترتیب سودی که برچیدنشان دارد")) }
            thead { tr {
                th scope="col" { (voice.say("No.", "ردیف")) }
                th scope="col" { (voice.say("Variant and its reason", "گونه و دلیل آن")) }
                @for (name, _) in heads(voice, costs) { th.num scope="col" { (name) } }
                th scope="col" { (voice.say("until", "تا")) }
            } }
            tbody {
                @for row in rows {
                    @let cells = cells(voice, row, &mut saved);
                    tr {
                        td.no { (row.link(voice)) }
                        th.what scope="row" {
                            p.phrase { (row.title(voice)) " " span.ids { (voice.id(row.variant.id.as_str())) } }
                            @if let Some(reason) = &row.variant.reason { p.minor { (voice.title(&reason.value, "")) } }
                            @if let Some(cost) = row.cost {
                                @let finding = cost.finding();
                                p { span.finding.(finding.class()) { (finding.words(voice)) } }
                            }
                        }
                        @for ((name, strong), cell) in heads(voice, costs).into_iter().zip(cells) {
                            td.num.strong[strong] data-label=(name) { (cell) }
                        }
                        td.until data-label=(voice.say("until", "تا")) { (until(report, voice, row)) }
                    }
                }
            }
        }
    }
}

/// What each column of figures is called, and whether it is one of those that count most.
fn heads(voice: Voice, costs: bool) -> Vec<(&'static str, bool)> {
    let mut heads = Vec::new();
    if costs {
        heads.extend([(voice.say("days", "روز"), true), (voice.say("together", "روی هم"), false)]);
    }
    heads.extend([
        (voice.say("steps", "گام‌ها"), false),
        (voice.say("follows", "توالی"), false),
        (voice.say("profile", "رفتار"), false),
        (voice.say("from others", "از دیگران"), false),
    ]);
    if costs {
        heads.extend([
            (voice.say("signatures", "امضا"), false),
            (voice.say("documents", "مدرک"), false),
            (voice.say("visits", "حضور"), false),
            (voice.say("golden", "طلایی"), false),
        ]);
    }
    heads
}

/// The figures of a row; `saved` is what those above it save together.
fn cells(voice: Voice, row: &Row<'_>, saved: &mut f64) -> Vec<Markup> {
    let percent = |share: f64| voice.figure(&format!("{}{}", voice.decimals(100.0 * share, 1), voice.say("%", "٪")));
    let mut cells = Vec::new();
    if let Some(cost) = row.cost {
        cells.push(voice.difference(&cost.longer_days));
        cells.push(if cost.finding() == Finding::Slower {
            *saved += cost.longer_days.value;
            voice.figure(&voice.days(*saved))
        } else {
            html! { span.nothing { "–" } }
        });
    }
    cells.extend(
        [row.from_base.steps, row.from_base.follows, row.from_base.profile, row.from_others.steps].map(percent),
    );
    if let Some(cost) = row.cost {
        let More { signatures, documents, visits, golden } = cost.more;
        cells.extend([signatures, documents, visits, golden].map(|more| voice.figure(&signed(voice, more))));
    }
    cells
}

fn until(report: &DriftReport<'_>, voice: Voice, row: &Row<'_>) -> Markup {
    let Some(date) = row.variant.expires.as_ref().map(|date| date.value) else {
        return html! { (voice.say("no end", "بی پایان")) };
    };
    html! {
        (voice.short_date(date))
        @if report.today.is_some_and(|today| date < today) {
            " " span.badge { (voice.say("expired", "گذشته")) }
        }
    }
}

/// A count with its sign.
pub(super) fn signed(voice: Voice, count: i64) -> String {
    let plain = voice.whole(count.unsigned_abs());
    match count {
        0 => plain,
        1.. => format!("+{plain}"),
        _ => format!("−{plain}"),
    }
}
