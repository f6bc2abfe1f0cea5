//! The frame of the page: head, contents, sections in their order, foot.
//!
//! What was assumed comes first. The style stands in the page; nothing is loaded.

use crate::voice::Voice;
use crate::{Report, answer, assumed, counts, days, golden, operations, ribbon, time, without};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style sheet, a text of our own: nothing that a file says stands in it.
const STYLE: &str = include_str!("style.css");

/// A section: its anchor, its heading in both languages, and what stands in it.
struct Section {
    id: &'static str,
    heading: &'static str,
    body: Markup,
}

pub(crate) fn page(report: &Report<'_>, voice: Voice) -> Markup {
    let process = voice.title(&report.base.title, report.base.id.as_str());
    let reform = voice.title(&report.reform.title, report.reform.id.as_str());
    let name = report.reform.title.or_id(voice.language, report.reform.id.as_str());
    let sections = sections(report, voice);
    html! {
        (DOCTYPE)
        html lang=(voice.say("en", "fa")) dir=(voice.say("ltr", "rtl")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "ravand " (report.version) };
                title { (name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (ribbon::sprite())
                a.skip href="#answer" { (voice.say("Skip to the answer", "رفتن به پاسخ")) }
                header {
                    p.kicker { (voice.say("Report of a reform", "گزارش اصلاح فرایند")) " · " (process) }
                    h1 { (reform) }
                    @if let Some(reason) = &report.reform.reason {
                        p.lead { (voice.title(&reason.value, "")) }
                    }
                    nav aria-label=(voice.say("Contents", "فهرست")) {
                        ol {
                            @for section in &sections { li { a href={ "#" (section.id) } { (section.heading) } } }
                        }
                    }
                }
                main {
                    @for section in &sections {
                        section id=(section.id) aria-labelledby={ (section.id) "-h" } {
                            h2 id={ (section.id) "-h" } { (section.heading) }
                            (section.body)
                        }
                    }
                }
                footer { (foot(report, voice)) }
            }
        }
    }
}

fn sections(report: &Report<'_>, voice: Voice) -> Vec<Section> {
    let section = |id, en, fa, body| Section { id, heading: voice.say(en, fa), body };
    vec![
        section("assumed", "What was assumed", "آنچه فرض شده است", assumed::section(report, voice)),
        section("answer", "The answer", "پاسخ", answer::section(report, voice)),
        section(
            "steps",
            "Step by step, before and after",
            "گام به گام، پیش و پس از اصلاح",
            ribbon::section(report, voice),
        ),
        section("days", "How many days a case takes", "هر پرونده چند روز طول می‌کشد", days::section(report, voice)),
        section("time", "Where the days go", "روزها کجا می‌رود", time::section(report, voice)),
        section("operations", "Every operation", "تک‌تک عمل‌ها", operations::section(report, voice)),
        section(
            "without",
            "The same without what is assumed",
            "همان پاسخ، بدون فرض‌ها",
            without::section(report, voice),
        ),
        section("counts", "Counts by stage", "شمارش به تفکیک مرحله", counts::section(report, voice)),
        section("golden", "Golden signatures", "امضاهای طلایی", golden::section(report, voice)),
    ]
}

fn foot(report: &Report<'_>, voice: Voice) -> Markup {
    html! {
        p {
            (voice.say("Made by", "ساختهٔ")) " " (voice.id(&format!("ravand {}", report.version))) ". "
            (voice.say("The same page again:", "ساختن دوبارهٔ همین صفحه:")) " "
            bdi dir="ltr" lang="en" {
                code {
                    "ravand reform " (report.base.id) " --with " (report.reform.id) " --scenario " (report.scenario.id)
                    " --seed " (report.seed) " --replications " (report.answer.replications)
                    " --html report.html --lang " (voice.say("en", "fa"))
                }
            }
        }
    }
}
