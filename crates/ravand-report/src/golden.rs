//! The golden signatures, with all that their score is made of and what becomes of each.

use crate::Report;
use crate::fate::Fate;
use crate::phrase::{role, step_title};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::StepId;
use ravand_lint::{Band, RISK_NOTE, Risk};

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let golden = golden(report);
    html! {
        p {
            b { (voice.say("A design risk, not an accusation.", "ریسک طراحی است، نه اتهام.")) } " "
            (voice.say(
                "A golden signature is a step at which a file hangs on the taste of few: it can be refused or held up, and little stands against that.",
                "امضای طلایی گامی است که پرونده در آن به سلیقهٔ کسانی انگشت‌شمار وابسته است: می‌توان آن را رد کرد یا نگه داشت و چیز چندانی جلودارش نیست.",
            ))
        }
        (formula(voice))
        @if golden.is_empty() {
            p { (voice.say("The process has none.", "این فرایند امضای طلایی ندارد.")) }
        } @else {
            table.ops.golden-list {
                caption.vh { (voice.say(RISK_NOTE.en, RISK_NOTE.fa)) }
                thead { tr {
                    th.num scope="col" { (voice.say("score", "امتیاز")) }
                    th scope="col" { (voice.say("step", "گام")) }
                    th scope="col" { (voice.say("in the reform", "در اصلاح")) }
                } }
                tbody { @for (id, risk) in &golden { (row(report, voice, id, risk)) } }
            }
        }
        (remaining(report, voice))
    }
}

/// The golden steps of the process as it is, highest score first.
fn golden<'a>(report: &'a Report<'_>) -> Vec<(&'a StepId, &'a Risk)> {
    let mut golden: Vec<_> = report.answer.before.risks.iter().filter(|(_, risk)| risk.band == Band::Golden).collect();
    golden.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    golden
}

fn row(report: &Report<'_>, voice: Voice, id: &StepId, risk: &Risk) -> Markup {
    let doer = report.base.steps.get(id).and_then(|step| step.role());
    let fate = Fate::of(report, id);
    html! {
        tr {
            td.num.score { b { (voice.figure(&voice.decimals(risk.score, 0))) } }
            td.what {
                p.phrase { (step_title(report.names(), voice, id)) " " span.ids { (voice.id(id.as_str())) } }
                p { @if let Some(doer) = doer { (role(report.names(), voice, doer.as_str())) } }
                p.factors dir="ltr" lang="en" { (factors(voice, risk)) }
                @if let Some(offset) = &risk.best_offset {
                    p.offset {
                        (voice.say("What would lower it most:", "آنچه بیش از همه آن را کم می‌کند:")) " "
                        (offset.safeguard.what(voice.language)) " (" (voice.say("to", "تا")) " "
                        (voice.figure(&voice.decimals(offset.score_after, 0))) ")"
                    }
                }
            }
            td.fate data-label=(voice.say("in the reform", "در اصلاح")) {
                (fate.words(voice))
                @if let Some(after) = report.answer.after.risks.get(id) {
                    ", " (voice.say("score", "امتیاز")) " " (voice.figure(&voice.decimals(after.score, 0)))
                }
            }
        }
    }
}

/// `P 1.00 · H 1.00* · …`: the letters of the formula.
fn factors(voice: Voice, risk: &Risk) -> Markup {
    let f = &risk.factors;
    let star = if risk.holders.is_assumed() { "*" } else { "" };
    let parts = [("P", f.p, ""), ("H", f.h, star), ("D", f.d, ""), ("T", f.t, ""), ("Av", f.av, ""), ("Ad", f.ad, "")];
    html! {
        @for (letter, value, star) in parts { span { (letter) "\u{a0}" (voice.decimals(value, 2)) (star) } " " }
        span { "veto\u{a0}" (voice.decimals(risk.veto, 2)) } " "
        span { "delay\u{a0}" (voice.decimals(risk.delay, 2)) }
    }
}

fn formula(voice: Voice) -> Markup {
    html! {
        details open="" {
            summary { (voice.say("How the score is made", "امتیاز چگونه ساخته می‌شود")) }
            pre dir="ltr" lang="en" {
                "veto  = P · H · D · (1 − Av)\n"
                "delay = P · H · T · (1 − Ad)\n"
                "score = 100 · (1 − (1 − veto) · (1 − 0.6 · delay))"
            }
            dl.letters {
                (letter(voice, "P", "share of the favourable ends that pass the step", "سهم پایان‌های مساعدی که از این گام می‌گذرد"))
                (letter(voice, "H", "1/√holders of the role (* their number is assumed)", "یک بر ریشهٔ دوم شمار دارندگان نقش (* یعنی شمار فرضی است)"))
                (letter(voice, "D", "power to decide", "توان تصمیم"))
                (letter(voice, "T", "power to hold up", "توان نگه‌داشتن"))
                (letter(voice, "Av", "what stands against a wrong refusal", "پادمان‌های رد نادرست"))
                (letter(voice, "Ad", "what stands against delay", "پادمان‌های تأخیر"))
            }
        }
    }
}

fn letter(voice: Voice, letter: &str, en: &'static str, fa: &'static str) -> Markup {
    html! { div { dt { (voice.id(letter)) } dd { (voice.say(en, fa)) } } }
}

/// Those that the reform leaves or makes.
fn remaining(report: &Report<'_>, voice: Voice) -> Markup {
    let left: Vec<Markup> = report
        .answer
        .after
        .risks
        .iter()
        .filter(|(_, risk)| risk.band == Band::Golden)
        .map(|(id, risk)| html! { (step_title(report.names(), voice, id)) " (" (voice.figure(&voice.decimals(risk.score, 0))) ")" })
        .collect();
    let doubled = voice.whole(report.answer.after.golden.with_assumed_holders_doubled);
    html! {
        @if !left.is_empty() {
            aside.callout {
                p {
                    b { (voice.fill("{} remain after the reform:", "{} امضای طلایی پس از اصلاح می‌ماند:", &[&voice.whole(left.len())])) } " "
                    (voice.list(&left)) ". "
                    (voice.fill(
                        "If the assumed office-holders were double: {}.",
                        "اگر دارندگان فرضی دو برابر باشند: {}.",
                        &[&doubled],
                    ))
                }
            }
        }
    }
}
