//! The distribution of calendar days: three sides over one axis.

use crate::Report;
use crate::answer::side_names;
use crate::chart::{Axis, bars};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_reform::Side;

/// Their classes in the style sheet.
const CLASSES: [&str; 3] = ["s-before", "s-after", "s-ruled"];

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let sides = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let axis = Axis::over(sides.map(|side| &side.cases_by_days));
    let shares = sides.map(|side| axis.shares(&side.cases_by_days));
    let highest = shares.iter().flatten().copied().fold(0.0, f64::max);
    html! {
        p {
            (voice.fill(
                "All {} cases of each side, on one axis: a bar holds the cases of {} days, its height is their share. The line through is the median; the dashed lines are the days that a tenth and nine tenths of the cases take at most.",
                "همهٔ {} پروندهٔ هر سو روی یک محور: هر ستون پرونده‌های {} روز را در بر دارد و بلندی‌اش سهم آن‌هاست. خط پیوسته میانه است و خط‌چین‌ها روزهایی که یک‌دهم و نه‌دهم پرونده‌ها از آن بیشتر طول نمی‌کشند.",
                &[&voice.whole(u64::from(answer.replications) * u64::from(answer.cases)), &voice.whole(axis.width)],
            ))
        }
        div.panels {
            @for (((side, name), class), shares) in sides.iter().zip(side_names(voice)).zip(CLASSES).zip(&shares) {
                (panel(voice, side, name, class, &|marks, told| bars(axis, shares, highest, marks, class, told)))
            }
            (axis.scale(voice))
            p.axis { (voice.say("calendar days", "روز تقویمی")) }
        }
    }
}

fn panel(voice: Voice, side: &Side, name: &str, class: &str, draw: &dyn Fn(&[f64], &str) -> Markup) -> Markup {
    let days = &side.calendar_days;
    let [p10, p50, p90] = [days.p10, days.p50, days.p90].map(|estimate| estimate.value);
    let told = voice.fill(
        "{}: a tenth of the cases take at most {} days, half at most {}, nine tenths at most {}",
        "{}: یک‌دهم پرونده‌ها حداکثر {} روز طول می‌کشند، نیمی حداکثر {} و نه‌دهم حداکثر {}",
        &[name, &voice.days(p10), &voice.days(p50), &voice.days(p90)],
    );
    html! {
        figure.panel {
            figcaption {
                b.key.(class) { (name) }
                span {
                    (voice.say("mean", "میانگین")) " " (voice.estimate(&days.mean)) " · "
                    (voice.say("median", "میانه")) " " (voice.figure(&voice.days(p50))) " · "
                    (voice.say("p10–p90", "یک‌دهم تا نه‌دهم")) " "
                    (voice.figure(&voice.days(p10))) (voice.say("–", " تا ")) (voice.figure(&voice.days(p90)))
                }
            }
            (draw(&[p50, p10, p90], &told))
        }
    }
}
