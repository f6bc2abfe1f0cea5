//! What can be counted, stage by stage, before and after.
//!
//! Documents and roles are counted once in each stage, so that stages do not add up to the
//! whole; the last row counts the whole by itself.

use crate::Report;
use crate::stages::{Group, Tally, brought, side_by_side};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::{Definition, Title};

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let names = [
        voice.say("steps", "گام"),
        voice.say("discretionary", "با صلاحدید"),
        voice.say("signatures", "امضا"),
        voice.say("face to face", "حضوری"),
        voice.say("documents", "مدرک"),
        voice.say("roles", "نقش"),
    ];
    html! {
        div.scroll {
            table.figures.pairs {
                caption { (voice.say("As it is, and after the reform", "وضع موجود و پس از اصلاح")) }
                thead { tr { td {} @for name in names { th scope="col" { (name) } } } }
                tbody {
                    @for (before, after) in side_by_side(report.base, &report.after) {
                        @let stage = before.as_ref().or(after.as_ref()).and_then(|group| group.stage);
                        tr {
                            th scope="row" {
                                @match stage {
                                    Some((id, title)) => (voice.title(title, id.as_str())),
                                    None => (voice.say("outside the stages", "بیرون از مرحله‌ها")),
                                }
                            }
                            (cells(voice, tally(report.base, before.as_ref()), tally(&report.after, after.as_ref())))
                        }
                    }
                }
                tfoot {
                    tr.strong {
                        th scope="row" { (voice.say("the whole process", "کل فرایند")) }
                        (cells(voice, whole(report.base), whole(&report.after)))
                    }
                }
            }
        }
        p.minor {
            (voice.say(
                "Documents are those that the applicant brings. A document or a role that several stages use is counted in each of them and once in the whole.",
                "مدرک یعنی آنچه متقاضی می‌آورد. مدرک یا نقشی که چند مرحله به کار می‌برند در هر مرحله و در کل یک بار شمرده شده است.",
            ))
        }
        (documents(report, voice))
    }
}

fn tally(definition: &Definition, group: Option<&Group<'_>>) -> Tally {
    Tally::of(definition, group.map_or(&[], |group| &group.steps))
}

fn whole(definition: &Definition) -> Tally {
    Tally::of(definition, &definition.steps.iter().collect::<Vec<_>>())
}

fn cells(voice: Voice, before: Tally, after: Tally) -> Markup {
    let figures = |tally: Tally| {
        [tally.steps, tally.discretionary, tally.signatures, tally.face_to_face, tally.documents, tally.roles]
    };
    html! {
        @for (before, after) in figures(before).into_iter().zip(figures(after)) {
            td.num {
                @if before == 0 && after == 0 { span.nothing { "–" } }
                @else {
                    span.was { (voice.figure(&voice.whole(before))) } " "
                    span.arrow aria-label=(voice.say("to", "به")) { (voice.say("→", "←")) } " "
                    b { (voice.figure(&voice.whole(after))) }
                }
            }
        }
    }
}

/// Which documents the applicant brings, and which of them no longer.
fn documents(report: &Report<'_>, voice: Voice) -> Markup {
    let before = brought(report.base, report.base.steps.values());
    let after = brought(&report.after, report.after.steps.values());
    let title = |id: &ravand_core::DocumentId| {
        let declared = report.base.documents.get(id).or_else(|| report.after.documents.get(id));
        voice.title(declared.map_or(&Title::default(), |document| &document.title), id.as_str())
    };
    let kept: Vec<Markup> = after.iter().map(|id| title(id)).collect();
    let gone: Vec<Markup> = before.difference(&after).map(|id| title(id)).collect();
    html! {
        dl.documents {
            dt { (voice.say("The applicant still brings", "متقاضی همچنان می‌آورد")) }
            dd { @if kept.is_empty() { "–" } @else { (voice.list(&kept)) } }
            dt { (voice.say("and no longer", "و دیگر نمی‌آورد")) }
            dd { @if gone.is_empty() { "–" } @else { (voice.list(&gone)) } }
        }
    }
}
