//! The two shapes that the page draws: bars over a common axis, and bars that are stacked.
//!
//! They are drawn here and not by a charting library. `plotters` was looked at: its SVG has
//! fixed sizes in pixels, places text by the widths of Latin letters, and knows neither
//! patterns for a black-and-white print nor titles for a screen reader. Here shapes stretch
//! with the page while text stays text of the page, in its own font, size and direction.

use crate::voice::Voice;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Bars of a picture at most.
const BINS_MAX: u32 = 80;
/// Widths of a bar that are easy to read.
const WIDTHS: [u32; 13] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 1_000_000, 100_000_000];
/// Numbers below an axis at most.
const TICKS_MAX: u32 = 7;

/// An axis of days from 0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Days of a bar.
    pub(crate) width: u32,
    /// How many bars.
    pub(crate) bins: u32,
}

impl Axis {
    /// An axis that holds every case of all sides.
    pub(crate) fn over<'a>(sides: impl IntoIterator<Item = &'a BTreeMap<u32, u64>>) -> Self {
        let last = sides.into_iter().filter_map(|side| side.keys().next_back().copied()).max().unwrap_or(0);
        let fits = |width: &&u32| last / **width < BINS_MAX;
        let width = WIDTHS.iter().find(fits).copied().unwrap_or(u32::MAX);
        Self { width, bins: last / width + 1 }
    }

    fn days(self) -> u64 {
        u64::from(self.width) * u64::from(self.bins)
    }

    /// Where a day lies, in percent of the axis.
    pub(crate) fn percent(self, days: f64) -> f64 {
        (100.0 * days / self.days() as f64).clamp(0.0, 100.0)
    }

    /// The share of the cases in each bar.
    pub(crate) fn shares(self, cases: &BTreeMap<u32, u64>) -> Vec<f64> {
        let mut shares = vec![0.0; self.bins as usize];
        let all: u64 = cases.values().sum();
        for (days, count) in cases {
            if let Some(share) = shares.get_mut((days / self.width) as usize) {
                *share += *count as f64 / all as f64;
            }
        }
        shares
    }

    /// Days at which a number stands.
    fn ticks(self) -> Vec<u64> {
        let fits = |step: &&u32| self.days() / u64::from(**step) < u64::from(TICKS_MAX);
        let step = u64::from(WIDTHS.iter().find(fits).copied().unwrap_or(u32::MAX));
        (0..=self.days() / step).map(|tick| tick * step).collect()
    }

    /// The numbers below.
    pub(crate) fn scale(self, voice: Voice) -> Markup {
        html! {
            div.scale dir="ltr" aria-hidden="true" {
                @for tick in self.ticks() {
                    span style={ "left:" (two(self.percent(tick as f64))) "%" } { (voice.whole(tick)) }
                }
            }
        }
    }
}

/// Bars on an axis, the highest of all sides at full height; `marks` are days at which a line
/// stands, the first of them drawn through.
pub(crate) fn bars(axis: Axis, shares: &[f64], highest: f64, marks: &[f64], class: &str, told: &str) -> Markup {
    let height = |share: f64| if highest > 0.0 { 100.0 * share / highest } else { 0.0 };
    html! {
        svg.bars.(class) viewBox={ "0 0 " (axis.bins) " 100" } preserveAspectRatio="none" role="img" {
            title { (told) }
            @for (bin, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                @let tall = height(*share);
                rect x=(two(bin as f64 + 0.06)) y=(two(100.0 - tall)) width="0.88" height=(two(tall)) {}
            }
            @for (index, mark) in marks.iter().enumerate() {
                @let x = two(axis.percent(*mark) / 100.0 * f64::from(axis.bins));
                line.mid[index == 0] x1=(x) x2=(x) y1="0" y2="100" vector-effect="non-scaling-stroke" {}
            }
        }
    }
}

/// A part of a stacked bar.
pub(crate) struct Part {
    /// Its class in the style sheet: colour and pattern.
    pub(crate) class: &'static str,
    pub(crate) value: f64,
    /// What is written in it where there is room.
    pub(crate) text: String,
}

/// A stacked bar; `longest` fills the whole width.
pub(crate) fn stack(parts: &[Part], longest: f64, told: &str) -> Markup {
    let percent = |value: f64| if longest > 0.0 { (100.0 * value / longest).clamp(0.0, 100.0) } else { 0.0 };
    html! {
        div.stack role="img" aria-label=(told) {
            @for part in parts.iter().filter(|part| percent(part.value) > 0.05) {
                span.(part.class) style={ "width:" (two(percent(part.value))) "%" } {
                    @if percent(part.value) >= 7.0 { b dir="ltr" { (part.text) } }
                }
            }
        }
    }
}

/// Two decimals, for positions in a picture.
fn two(value: f64) -> String {
    format!("{value:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(days: &[(u32, u64)]) -> BTreeMap<u32, u64> {
        days.iter().copied().collect()
    }

    #[test]
    fn an_axis_holds_every_case() {
        #[track_caller]
        fn check(last: u32, expected: (u32, u32)) {
            let side = cases(&[(1, 3), (last, 1)]);
            let axis = Axis::over([&side]);
            assert_eq!((axis.width, axis.bins), expected);
            let shares = axis.shares(&side);
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
            assert!(axis.bins <= BINS_MAX && axis.ticks().len() <= TICKS_MAX as usize, "{axis:?}");
        }
        check(1, (1, 2));
        check(79, (1, 80));
        check(80, (2, 41));
        check(512, (10, 52));
        check(u32::MAX, (100_000_000, 43));
    }

    #[test]
    fn nobody_came() {
        let axis = Axis::over([]);
        assert_eq!((axis.bins, axis.shares(&cases(&[])).len()), (1, 1));
    }
}
