//! What a reader must know before the first figure: who made the variants up, what the
//! scenario assumes, what a distance, an interval and a golden signature do not say.

use super::{DriftReport, Row};
use crate::assumed::{golden, interval, process};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::Provenance;

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    html! {
        div.notes {
            div {
                h3 { (voice.say("Constructed", "ساخته‌شده")) }
                ul { (variants(voice, rows)) (left_out(report, voice)) (process(report.base.provenance.value, voice)) (claims(voice, rows)) }
            }
            div {
                h3 { (voice.say("Assumed by the scenario", "فرض‌های سناریو")) }
                @match report.cost {
                    Some((scenario, _)) => {
                        p.minor { (voice.title(&scenario.title, scenario.id.as_str())) }
                        ul { @for assumption in &scenario.assumptions { li { (voice.title(assumption, "")) } } }
                    },
                    None => p {
                        (voice.say(
                            "Nothing was simulated: the page says how far the variants are apart, and not what they cost.",
                            "چیزی شبیه‌سازی نشده است: این صفحه می‌گوید گونه‌ها چقدر از هم دورند، نه این‌که چه هزینه‌ای دارند.",
                        ))
                    },
                }
            }
            div {
                h3 { (voice.say("What the figures say", "عددها چه می‌گویند")) }
                ul { (golden(voice)) (distances(voice)) @if report.cost.is_some() { (cases(voice)) } }
            }
        }
        (run(report, voice))
    }
}

/// Where the knowledge about the variants comes from.
fn variants(voice: Voice, rows: &[Row<'_>]) -> Markup {
    let count = |wanted: Option<Provenance>| {
        let said = |row: &&Row<'_>| row.variant.provenance.as_ref().map(|said| said.value) == wanted;
        rows.iter().filter(said).count()
    };
    let all = voice.whole(rows.len());
    let line = |count: usize, en, fa| {
        html! { @if count > 0 { li { (voice.fill(en, fa, &[&voice.whole(count), &all])) } } }
    };
    html! {
        (line(count(Some(Provenance::Synthetic)),
            "Synthetic variants: {} of {}. They are made up, of no real office.",
            "گونه‌های ساختگی: {} از {}. از هیچ دفتر واقعی نیست."))
        (line(count(Some(Provenance::Modelled)),
            "Modelled variants: {} of {}. Nobody has published them.",
            "گونه‌های مدل‌شده: {} از {}. کسی آن‌ها را منتشر نکرده است."))
        (line(count(Some(Provenance::Sourced)),
            "Variants taken from a published source: {} of {}.",
            "گونه‌های گرفته‌شده از منبعی منتشرشده: {} از {}."))
        (line(count(None),
            "Variants that do not say where they come from: {} of {}.",
            "گونه‌هایی که خاستگاهشان را نمی‌گویند: {} از {}."))
    }
}

fn left_out(report: &DriftReport<'_>, voice: Voice) -> Markup {
    html! {
        @if report.left_out > 0 {
            li {
                b { (voice.fill(
                    "Broken variants that are missing on this page: {}.",
                    "گونه‌های نادرست که در این صفحه نیامده‌اند: {}.",
                    &[&voice.whole(report.left_out)],
                )) } " "
                (voice.id("ravand bank check")) " " (voice.say("says what is wrong with them.", "می‌گوید چه ایرادی دارند."))
            }
        }
    }
}

/// Operations that say how the world is, and change no rule.
fn claims(voice: Voice, rows: &[Row<'_>]) -> Markup {
    let operations = || rows.iter().flat_map(|row| &row.variant.changes);
    let assumed = operations().filter(|operation| operation.assumed).count();
    html! {
        @if assumed > 0 {
            li {
                (voice.fill(
                    "Of their {} operations, {} are claims about the world. Nobody has measured them.",
                    "از {} عمل آن‌ها، {} تا ادعایی دربارهٔ جهان است. کسی آن‌ها را نسنجیده است.",
                    &[&voice.whole(operations().count()), &voice.whole(assumed)],
                ))
            }
        }
    }
}

fn distances(voice: Voice) -> Markup {
    html! {
        li {
            b { (voice.say("A distance", "فاصله")) } " "
            (voice.say(
                "of 0 % is the same, one of 100 % has nothing in common. Steps: which there are and what they say, their titles aside. Follows: which step comes directly after which. Profile: the same over all pairs of steps.",
                "۰٪ یعنی همان و ۱۰۰٪ یعنی هیچ چیز مشترک. گام‌ها: کدام گام‌ها هست و هر کدام چه می‌گوید، جز عنوانشان. توالی: کدام گام درست پس از کدام می‌آید. رفتار: همان، برای همهٔ جفت‌های گام.",
            ))
        }
    }
}

fn cases(voice: Voice) -> Markup {
    html! {
        li {
            (voice.say(
                "With and without a variant the same cases are simulated. That a variant takes longer does not say that it guards nothing: read its reason before you retire it.",
                "با گونه و بی آن همان پرونده‌ها شبیه‌سازی می‌شود. این‌که گونه‌ای کندتر است به این معنی نیست که چیزی را پاس نمی‌دارد: پیش از برچیدن، دلیلش را بخوانید.",
            ))
        }
    }
}

/// How the figures came about.
fn run(report: &DriftReport<'_>, voice: Voice) -> Markup {
    html! {
        dl.run {
            @if let Some((scenario, found)) = report.cost {
                div { dt { (voice.say("Cases of each variant", "پرونده برای هر گونه")) } dd { (voice.figure(&voice.whole(found.cases))) } }
                div { dt { (voice.say("Seed", "بذر")) } dd { (voice.figure(&voice.name(report.seed))) } }
                div { dt { (voice.say("First day", "نخستین روز")) } dd { (voice.date(scenario.start.value)) } }
                div { dt { (voice.say("Scenario", "سناریو")) } dd { (voice.id(scenario.id.as_str())) } }
            }
            @if let Some(today) = report.today {
                div { dt { (voice.say("Expiry judged on", "روز سنجش پایان‌ها")) } dd { (voice.date(today)) } }
            }
            div { dt { (voice.say("Process", "فرایند")) } dd { (voice.id(report.base.id.as_str())) } }
            div { dt { (voice.say("Program", "نرم‌افزار")) } dd { (voice.id(&format!("ravand {}", report.version))) } }
        }
        @if report.cost.is_some() { (interval(voice)) }
    }
}
