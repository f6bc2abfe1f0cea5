//! The distances of all from all as one table: by steps above the diagonal, by order below.
//!
//! Every cell says its figure; the colour only helps to find the large ones. Each half has its
//! own scale, since orders differ by tens of percent where steps differ by a few.

use super::{DriftReport, Row};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_bank::Distance;

/// Shades of a half, beside none for the same.
const SHADES: u32 = 5;
/// Variants of one map: a table of more cells is no picture any more.
const VARIANTS_MAX: usize = 60;

/// A half of the map: what it measures, its class, its largest distance.
struct Half {
    class: char,
    of: fn(&Distance) -> f64,
    most: f64,
}

impl Half {
    fn new(class: char, of: fn(&Distance) -> f64, rows: &[Row<'_>], between: &[Vec<Distance>]) -> Self {
        let all = || between.iter().flatten().chain(rows.iter().map(|row| &row.from_base));
        Self { class, of, most: all().map(of).fold(0.0, f64::max) }
    }

    /// Its shade, from 0 for the same.
    fn shade(&self, distance: f64) -> u32 {
        if self.most > 0.0 { (f64::from(SHADES) * distance / self.most).ceil() as u32 } else { 0 }
    }

    fn cell(&self, voice: Voice, distance: &Distance) -> Markup {
        let distance = (self.of)(distance);
        html! { td class={ (self.class) (self.shade(distance)) } { (voice.decimals(100.0 * distance, 1)) } }
    }
}

pub(super) fn section(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    if rows.len() > VARIANTS_MAX {
        return html! {
            p {
                (voice.fill(
                    "More than {} variants are too many for a table of each with each; `--format json` gives all distances.",
                    "بیش از {} گونه برای جدولی از هر گونه با هر گونه زیاد است؛ `--format json` همهٔ فاصله‌ها را می‌دهد.",
                    &[&voice.whole(VARIANTS_MAX)],
                ))
            }
        };
    }
    let between = &report.drift.between;
    let steps = Half::new('h', |distance| distance.steps, rows, between);
    let order = Half::new('o', |distance| distance.follows, rows, between);
    html! {
        p {
            (voice.say(
                "Distances in percent. Above the diagonal: by steps, which there are and what they say. Below it: by order, which step comes directly after which. The first two columns say how far each is from the process itself. The numbers are those of the table above.",
                "فاصله‌ها به درصد است. بالای قطر: از نظر گام‌ها، کدام گام‌ها هست و هر کدام چه می‌گوید. پایین آن: از نظر ترتیب، کدام گام درست پس از کدام می‌آید. دو ستون نخست فاصلهٔ هر گونه از خود فرایند است. شماره‌ها همان شماره‌های جدول بالاست.",
            ))
        }
        (legend(voice, &steps, voice.say("by steps, above the diagonal", "از نظر گام‌ها، بالای قطر")))
        (legend(voice, &order, voice.say("by order, below the diagonal", "از نظر ترتیب، پایین قطر")))
        div.scroll tabindex="0" role="region" aria-labelledby="map-h" { (table(report, voice, rows, &steps, &order)) }
    }
}

fn table(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>], steps: &Half, order: &Half) -> Markup {
    html! {
        table.heat {
            caption {
                (voice.say(
                    "Distances of each from each, in percent: steps above the diagonal, order below",
                    "فاصلهٔ هر گونه از هر گونه، به درصد: گام‌ها بالای قطر و ترتیب پایین آن",
                ))
            }
            thead { tr {
                th scope="col" { (voice.say("Variant", "گونه")) }
                th.of-base scope="col" { (voice.say("process, steps", "فرایند، گام‌ها")) }
                th.of-base scope="col" { (voice.say("process, order", "فرایند، ترتیب")) }
                @for row in rows { th scope="col" { (voice.whole(row.rank)) } }
            } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (voice.whole(row.rank)) " " (voice.id(row.variant.id.as_str())) }
                        (steps.cell(voice, &row.from_base))
                        (order.cell(voice, &row.from_base))
                        @for column in rows {
                            @let distance = report.drift.between.get(row.at).and_then(|of| of.get(column.at));
                            @match (distance, row.rank.cmp(&column.rank)) {
                                (Some(distance), std::cmp::Ordering::Less) => (steps.cell(voice, distance)),
                                (Some(distance), std::cmp::Ordering::Greater) => (order.cell(voice, distance)),
                                _ => td.same { "–" },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// From how many to how many percent each shade goes.
fn legend(voice: Voice, half: &Half, name: &str) -> Markup {
    let percent = |shade: u32| voice.decimals(100.0 * half.most * f64::from(shade) / f64::from(SHADES), 1);
    html! {
        div.shades {
            b { (name) }
            ul {
                li { span.shade.(format!("{}0", half.class)) { (voice.decimals(0.0, 1)) } }
                @if half.most > 0.0 {
                    @for shade in 1..=SHADES {
                        li { span.shade.(format!("{}{shade}", half.class)) { (voice.say("to ", "تا ")) (percent(shade)) } }
                    }
                }
            }
        }
    }
}
