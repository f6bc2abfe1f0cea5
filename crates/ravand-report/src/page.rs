//! The frame of the page: head, contents, sections in their order, foot.
//!
//! What was assumed comes first. The style stands in the page; nothing is loaded.

use crate::voice::Voice;
use crate::{Report, answer, assumed, counts, days, golden, operations, ribbon, time, without};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style sheet, a text of our own: nothing that a file says stands in it.
const STYLE: &str = include_str!("style.css");

/// A section: its anchor, its heading in the page's language, and what stands in it.
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) body: Markup,
}

/// What a page consists of; its frame is the same for all.
pub(crate) struct Page<'a> {
    /// The version of the program that made it.
    pub(crate) version: &'a str,
    /// What a browser writes over its window.
    pub(crate) name: &'a str,
    /// What comes after the common style; a text of our own.
    pub(crate) style: &'a str,
    /// Signs that the page uses again and again.
    pub(crate) sprite: Markup,
    /// What sort of page it is.
    pub(crate) kicker: Markup,
    /// Its heading.
    pub(crate) heading: Markup,
    /// What stands below the heading.
    pub(crate) lead: Option<Markup>,
    /// Where the way past the contents leads, and how it is called.
    pub(crate) skip: (&'static str, &'static str),
    /// What it says.
    pub(crate) sections: Vec<Section>,
    /// The command that makes it again, without its language.
    pub(crate) again: String,
}

pub(crate) fn page(report: &Report<'_>, voice: Voice) -> Markup {
    let process = voice.title(&report.base.title, report.base.id.as_str());
    let again = format!(
        "ravand reform {} --with {} --scenario {} --seed {} --replications {}",
        report.base.id, report.reform.id, report.scenario.id, report.seed, report.answer.replications
    );
    let page = Page {
        version: report.version,
        name: report.reform.title.or_id(voice.language, report.reform.id.as_str()),
        style: "",
        sprite: ribbon::sprite(),
        kicker: html! { (voice.say("Report of a reform", "گزارش اصلاح فرایند")) " · " (process) },
        heading: voice.title(&report.reform.title, report.reform.id.as_str()),
        lead: report.reform.reason.as_ref().map(|reason| voice.title(&reason.value, "")),
        skip: ("#answer", voice.say("Skip to the answer", "رفتن به پاسخ")),
        sections: sections(report, voice),
        again,
    };
    page.framed(voice)
}

impl Page<'_> {
    pub(crate) fn framed(&self, voice: Voice) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(voice.say("en", "fa")) dir=(voice.say("ltr", "rtl")) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content={ "ravand " (self.version) };
                    title { (self.name) }
                    style { (PreEscaped(STYLE)) (PreEscaped(self.style)) }
                }
                body {
                    (self.sprite)
                    a.skip href=(self.skip.0) { (self.skip.1) }
                    (self.header(voice))
                    main {
                        @for section in &self.sections {
                            section id=(section.id) aria-labelledby={ (section.id) "-h" } {
                                h2 id={ (section.id) "-h" } { (section.heading) }
                                (section.body)
                            }
                        }
                    }
                    footer { (self.foot(voice)) }
                }
            }
        }
    }

    fn header(&self, voice: Voice) -> Markup {
        html! {
            header {
                p.kicker { (self.kicker) }
                h1 { (self.heading) }
                @if let Some(lead) = &self.lead { p.lead { (lead) } }
                nav aria-label=(voice.say("Contents", "فهرست")) {
                    ol {
                        @for section in &self.sections { li { a href={ "#" (section.id) } { (section.heading) } } }
                    }
                }
            }
        }
    }

    fn foot(&self, voice: Voice) -> Markup {
        html! {
            p {
                (voice.say("Made by", "ساختهٔ")) " " (voice.id(&format!("ravand {}", self.version))) ". "
                (voice.say("The same page again:", "ساختن دوبارهٔ همین صفحه:")) " "
                bdi dir="ltr" lang="en" { code { (self.again) " --html report.html --lang " (voice.say("en", "fa")) } }
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
