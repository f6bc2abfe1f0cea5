//! What a reader must know before the first figure: what was assumed, what was constructed,
//! and what a score and an interval do not say.

use crate::Report;
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::Provenance;
use ravand_lint::RISK_NOTE;

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    html! {
        div.notes {
            div {
                h3 { (voice.say("Constructed", "ساخته‌شده")) }
                ul { (process(report.base.provenance.value, voice)) (scores(report, voice)) }
            }
            div {
                h3 { (voice.say("Assumed by the scenario", "فرض‌های سناریو")) }
                p.minor { (voice.title(&report.scenario.title, report.scenario.id.as_str())) }
                ul { @for assumption in &report.scenario.assumptions { li { (voice.title(assumption, "")) } } }
            }
            div {
                h3 { (voice.say("Assumed by the reform", "فرض‌های خود اصلاح")) }
                ul { (claims(report, voice)) }
            }
        }
        (run(report, voice))
    }
}

/// Where the knowledge about the process comes from.
pub(crate) fn process(provenance: Provenance, voice: Voice) -> Markup {
    let text = match provenance {
        Provenance::Sourced => {
            voice.say("The steps are those of a published source.", "گام‌ها از منبعی منتشرشده گرفته شده است.")
        }
        Provenance::Modelled => voice.say(
            "The steps and their durations are modelled from public knowledge: nobody has published the city's own.",
            "گام‌ها و مدت‌هایشان از دانسته‌های عمومی مدل شده است؛ کسی گام‌های خود شهر را منتشر نکرده است.",
        ),
        Provenance::Synthetic => voice.say(
            "The process is made up, for tests and examples.",
            "این فرایند ساختگی است و برای آزمون و نمونه به کار می‌رود.",
        ),
    };
    html! { li { (text) } }
}

fn scores(report: &Report<'_>, voice: Voice) -> Markup {
    let assumed = report.answer.before.risks.values().filter(|risk| risk.holders.is_assumed()).count();
    html! {
        (golden(voice))
        @if assumed > 0 {
            li {
                (voice.fill(
                    "How many people hold the role is assumed at {} steps; the counts are also given with twice as many.",
                    "شمار دارندگان نقش در {} گام فرض شده است؛ شمارش‌ها با دو برابر آن نیز آمده است.",
                    &[&voice.whole(assumed)],
                ))
            }
        }
    }
}

/// What a golden signature is, and is not.
pub(crate) fn golden(voice: Voice) -> Markup {
    html! {
        li {
            b { (voice.say("A golden signature is " , "امضای طلایی یعنی ")) (voice.say(RISK_NOTE.en, RISK_NOTE.fa)) "." } " "
            (voice.say(
                "The score speaks of how a step is designed and never of the people who do it. Its weights are a starting point that nobody has calibrated.",
                "این امتیاز دربارهٔ طراحی گام است و هرگز دربارهٔ کسانی که آن را انجام می‌دهند نیست. وزن‌های آن نقطهٔ آغاز است و کسی آن‌ها را واسنجی نکرده است.",
            ))
        }
    }
}

fn claims(report: &Report<'_>, voice: Voice) -> Markup {
    let changes = &report.reform.changes;
    let assumed = changes.iter().filter(|operation| operation.assumed).count();
    let (assumed, all) = (voice.whole(assumed), voice.whole(changes.len()));
    html! {
        li {
            (voice.fill(
                "Of its {} operations, {} are claims about the world (that a step becomes faster, that a check fails less often) and no rule. Nobody has measured them.",
                "از {} عمل آن، {} تا ادعایی دربارهٔ جهان است (این‌که گامی سریع‌تر می‌شود یا بررسی‌ای کمتر رد می‌کند) و نه قاعده. کسی آن‌ها را نسنجیده است.",
                &[&all, &assumed],
            ))
        }
        li {
            (voice.say(
                "They are marked throughout, and every result is also given without them.",
                "این ادعاها همه‌جا نشانه دارد و هر نتیجه‌ای بدون آن‌ها هم آمده است.",
            ))
        }
    }
}

/// How the figures came about.
fn run(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let start = voice.date(report.scenario.start.value);
    html! {
        dl.run {
            div { dt { (voice.say("Replications × cases", "تکرار × پرونده")) }
                dd { (voice.figure(&format!("{} × {}", voice.whole(answer.replications), voice.whole(answer.cases)))) } }
            div { dt { (voice.say("Cases when one operation is judged", "پرونده برای سنجش هر عمل")) }
                dd { (voice.figure(&format!("{} × {}", voice.whole(answer.replications), voice.whole(answer.cases_per_operation)))) } }
            div { dt { (voice.say("Seed", "بذر")) } dd { (voice.figure(&voice.name(report.seed))) } }
            div { dt { (voice.say("First day", "نخستین روز")) } dd { (start) } }
            div { dt { (voice.say("Scenario", "سناریو")) } dd { (voice.id(report.scenario.id.as_str())) } }
            div { dt { (voice.say("Program", "نرم‌افزار")) } dd { (voice.id(&format!("ravand {}", report.version))) } }
        }
        (interval(voice))
    }
}

/// What an interval says.
pub(crate) fn interval(voice: Voice) -> Markup {
    html! {
        p.minor {
            (voice.say(
                "± is half of a 95 % interval between replications: it says how well the model is known, not how well the model knows the city.",
                "± نیمی از بازهٔ ۹۵ درصدی میان تکرارهاست: می‌گوید مدل را چقدر می‌شناسیم، نه این‌که مدل شهر را چقدر می‌شناسد.",
            ))
        }
    }
}
