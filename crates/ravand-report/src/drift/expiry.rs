//! What is left, by the day on which it ends: what expires next, what has no end.

use super::rows::Finding;
use super::{DriftReport, Row};
use crate::voice::Voice;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    let mut groups: BTreeMap<NaiveDate, Vec<&Row<'_>>> = BTreeMap::new();
    let mut endless: Vec<&Row<'_>> = Vec::new();
    for row in rows {
        match &row.variant.expires {
            Some(date) => groups.entry(date.value).or_default().push(row),
            None => endless.push(row),
        }
    }
    html! {
        p.sentence { (sentence(report, voice, &groups, endless.len())) }
        @if report.today.is_none() {
            p.minor {
                (voice.say(
                    "The page reads no clock: it does not say which of these days have passed. Nothing ends a variant by itself.",
                    "این صفحه تاریخ امروز را نمی‌داند و نمی‌گوید کدام روز گذشته است. هیچ گونه‌ای خودبه‌خود پایان نمی‌یابد.",
                ))
            }
        }
        @if !rows.is_empty() { (table(report, voice, &groups, &endless, rows.len())) }
    }
}

fn sentence(
    report: &DriftReport<'_>,
    voice: Voice,
    groups: &BTreeMap<NaiveDate, Vec<&Row<'_>>>,
    endless: usize,
) -> String {
    let passed = |date: &NaiveDate| report.today.is_some_and(|today| *date < today);
    let expired: usize = groups.iter().filter(|(date, _)| passed(date)).map(|(_, rows)| rows.len()).sum();
    let mut said = Vec::new();
    if report.today.is_some() {
        said.push(voice.fill("Expired: {}.", "گذشته: {} گونه.", &[&voice.whole(expired)]));
    }
    if let Some((date, rows)) = groups.iter().find(|(date, _)| !passed(date)) {
        said.push(voice.fill(
            "Next to expire, on {}: {}.",
            "پایان بعدی، {}: {} گونه.",
            &[&voice.date(*date), &voice.whole(rows.len())],
        ));
    }
    said.push(voice.fill("Without an end: {}.", "بی پایان: {} گونه.", &[&voice.whole(endless)]));
    said.join(" ")
}

fn table(
    report: &DriftReport<'_>,
    voice: Voice,
    groups: &BTreeMap<NaiveDate, Vec<&Row<'_>>>,
    endless: &[&Row<'_>],
    all: usize,
) -> Markup {
    let mut left = all;
    let groups = groups.iter().map(|(date, rows)| {
        left -= rows.len();
        (*date, rows, left)
    });
    html! {
        div.scroll {
            table.expiry {
                caption.vh { (voice.say("Variants by the day on which they expire", "گونه‌ها به ترتیب روز پایان")) }
                thead { tr {
                    th scope="col" { (voice.say("until", "تا")) }
                    th scope="col" { (voice.say("variants, by their number above", "گونه‌ها، با شمارهٔ بالا")) }
                    @if report.cost.is_some() { th.num scope="col" { (voice.say("days saved", "روز صرفه‌جویی")) } }
                    th.num scope="col" { (voice.say("left after it", "مانده پس از آن")) }
                } }
                tbody {
                    @for (date, rows, left) in groups {
                        tr {
                            th scope="row" { (voice.date(date)) (passed(report, voice, date)) }
                            (cells(report, voice, rows))
                            td.num { (voice.figure(&voice.whole(left))) }
                        }
                    }
                    @if !endless.is_empty() {
                        tr {
                            th scope="row" { (voice.say("no end is said", "پایانی گفته نشده")) }
                            (cells(report, voice, endless))
                            td.num { span.nothing { "–" } }
                        }
                    }
                }
            }
        }
    }
}

/// How long ago or ahead a day is, where today is known.
fn passed(report: &DriftReport<'_>, voice: Voice, date: NaiveDate) -> Markup {
    let Some(today) = report.today else { return html! {} };
    let days = (date - today).num_days();
    let count = voice.whole(days.unsigned_abs());
    let away = match days {
        0 => voice.say("that very day", "همان روز").to_owned(),
        -1 => voice.fill("{} day ago", "{} روز پیش", &[&count]),
        1 => voice.fill("in {} day", "{} روز دیگر", &[&count]),
        ..0 => voice.fill("{} days ago", "{} روز پیش", &[&count]),
        _ => voice.fill("in {} days", "{} روز دیگر", &[&count]),
    };
    html! {
        " "
        @if days < 0 { span.badge { (voice.say("expired", "گذشته")) } " " }
        span.minor { (away) }
    }
}

fn cells(report: &DriftReport<'_>, voice: Voice, rows: &[&Row<'_>]) -> Markup {
    let links: Vec<Markup> = rows.iter().map(|row| row.link(voice)).collect();
    let slower = rows.iter().filter_map(|row| row.cost).filter(|cost| cost.finding() == Finding::Slower);
    let days: f64 = slower.map(|cost| cost.longer_days.value).sum();
    html! {
        td { (voice.list(&links)) }
        @if report.cost.is_some() { td.num { (voice.figure(&voice.days(days))) } }
    }
}
