//! Before and after as ribbons: one tile for each step, by stage.
//!
//! A tile tells a step's discretion three times over, by colour, pattern and sign, so that it
//! can be told on a black-and-white print and by whoever does not see colours; its lower half
//! says what the reform makes of the step. Signs are drawn, not typed: no font is needed.

use crate::Report;
use crate::answer::side_names;
use crate::fate::Fate;
use crate::phrase::step_text;
use crate::stages::side_by_side;
use crate::voice::Voice;
use maud::{Markup, PreEscaped, html};
use ravand_core::{Discretion, Step, StepId};
use ravand_lint::Band;

/// The drawn signs; a text of our own.
const SPRITE: &str = include_str!("sprite.svg");
const DISCRETIONS: [Discretion; 4] = [Discretion::Free, Discretion::Judgement, Discretion::Criteria, Discretion::None];

/// The signs, once for the whole page.
pub(crate) fn sprite() -> Markup {
    PreEscaped(SPRITE.to_owned())
}

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let names = side_names(voice);
    html! {
        p {
            (voice.say(
                "One tile is one step. Above: how much power the doer has over the result. Below: what the reform makes of the step.",
                "هر خانه یک گام است. نشان بالایی می‌گوید انجام‌دهنده چقدر بر نتیجه قدرت دارد و نشان پایینی می‌گوید اصلاح با آن گام چه می‌کند.",
            ))
        }
        (legend(voice))
        div.ribbons {
            div.ribbon-head aria-hidden="true" { span {} span { (names[0]) } span { (names[1]) } }
            @for (before, after) in side_by_side(report.base, &report.after) {
                @let stage = before.as_ref().or(after.as_ref()).and_then(|group| group.stage);
                div.stage {
                    h3 {
                        @match stage {
                            Some((id, title)) => (voice.title(title, id.as_str())),
                            None => (voice.say("Outside the stages", "بیرون از مرحله‌ها")),
                        }
                    }
                    (tiles(report, voice, names[0], before.as_ref().map_or(&[], |group| &group.steps), true))
                    (tiles(report, voice, names[1], after.as_ref().map_or(&[], |group| &group.steps), false))
                }
            }
        }
    }
}

fn tiles(report: &Report<'_>, voice: Voice, side: &str, steps: &[(&StepId, &Step)], before: bool) -> Markup {
    let count = voice.whole(steps.len());
    html! {
        div.side {
            p.count { span.of { (side) " · " } (voice.figure(&count)) }
            ul.tiles {
                @for (id, step) in steps { li { (tile_of(report, voice, id, step, before)) } }
            }
        }
    }
}

fn tile_of(report: &Report<'_>, voice: Voice, id: &StepId, step: &Step, before: bool) -> Markup {
    let side = if before { &report.answer.before } else { &report.answer.after };
    let golden = side.risks.get(id).is_some_and(|risk| risk.band == Band::Golden);
    // After the reform a tile says only what is new about it: what it was stands beside it.
    let fate = Fate::of(report, id);
    let mut told = vec![step_text(report.names(), voice, id)];
    if let Some(role) = step.role() {
        let declared = report.base.roles.get(role).or_else(|| report.after.roles.get(role));
        told.push(declared.map_or(role.as_str(), |r| r.title.or_id(voice.language, role.as_str())).to_owned());
    }
    told.push(discretion_words(voice, step.discretion()).to_owned());
    if golden {
        told.push(voice.say("golden signature", "امضای طلایی").to_owned());
    }
    told.push(fate.words(voice).to_owned());
    tile(step.discretion(), golden, fate, &told.join(voice.say(", ", "، ")))
}

/// One tile. `told` is its tooltip and what a screen reader says.
fn tile(discretion: Discretion, golden: bool, fate: Fate, told: &str) -> Markup {
    let gone = matches!(fate, Fate::Removed | Fate::Merged);
    html! {
        svg.tile.gone[gone].golden[golden] viewBox="0 0 24 34" width="24" height="34" role="img" {
            title { (told) }
            use href={ "#d-" (discretion_id(discretion)) } {}
            @if golden { use href="#m-golden" {} }
            use href={ "#f-" (fate_id(fate)) } {}
        }
    }
}

fn legend(voice: Voice) -> Markup {
    let item = |tile: Markup, words: &str| html! { li { (tile) " " span { (words) } } };
    html! {
        div.legend {
            ul aria-label=(voice.say("Discretion", "صلاحدید")) {
                @for discretion in DISCRETIONS {
                    @let words = discretion_words(voice, discretion);
                    (item(tile(discretion, false, Fate::Kept, words), words))
                }
                @let words = voice.say("golden signature, a design risk", "امضای طلایی، یک ریسک طراحی");
                (item(tile(Discretion::Free, true, Fate::Kept, words), words))
            }
            ul aria-label=(voice.say("What becomes of a step", "سرنوشت گام")) {
                @for fate in Fate::ALL {
                    (item(tile(Discretion::None, false, fate, fate.words(voice)), fate.words(voice)))
                }
            }
        }
    }
}

pub(crate) fn discretion_words(voice: Voice, discretion: Discretion) -> &'static str {
    match discretion {
        Discretion::Free => voice.say("free choice", "اختیار آزاد (تخییری)"),
        Discretion::Judgement => voice.say("judgement", "تشخیص شخصی (تشخیصی)"),
        Discretion::Criteria => voice.say("bound by criteria", "مقید به معیار (تکلیفی)"),
        Discretion::None => voice.say("no discretion", "بی صلاحدید"),
    }
}

const fn discretion_id(discretion: Discretion) -> &'static str {
    match discretion {
        Discretion::Free => "free",
        Discretion::Judgement => "judgement",
        Discretion::Criteria => "criteria",
        Discretion::None => "none",
    }
}

const fn fate_id(fate: Fate) -> &'static str {
    match fate {
        Fate::Kept => "kept",
        Fate::Changed => "changed",
        Fate::Machine => "machine",
        Fate::Table => "table",
        Fate::Merged => "merged",
        Fate::Removed => "removed",
        Fate::Added => "added",
    }
}
