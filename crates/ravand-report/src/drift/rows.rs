//! The variants in the order in which retiring them pays, each with what was found of it.

use super::DriftReport;
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_bank::{Contrast, Distance};
use ravand_core::{Definition, Overlay};
use ravand_reform::{Estimate, More};

/// A variant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its place in the order, from 1.
    pub(super) rank: usize,
    /// Its place in every list of the drift.
    pub(super) at: usize,
    pub(super) variant: &'a Overlay,
    pub(super) merged: &'a Definition,
    pub(super) from_base: Distance,
    pub(super) from_others: Distance,
    /// In which steps it differs from the process.
    pub(super) contrast: &'a Contrast,
    pub(super) cost: Option<Cost>,
}

/// What a variant costs a case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    /// Calendar days more than without it.
    pub(super) longer_days: Estimate,
    /// What else it asks for more.
    pub(super) more: More,
}

/// What the days of a variant show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// A case takes longer with it.
    Slower,
    /// Chance alone could have made the difference.
    Nothing,
    /// A case is quicker with it.
    Quicker,
}

impl Cost {
    /// What stands on one side of zero with its whole interval is shown.
    pub(super) fn finding(&self) -> Finding {
        match &self.longer_days.interval {
            Some(interval) if interval.low > 0.0 => Finding::Slower,
            Some(interval) if interval.high < 0.0 => Finding::Quicker,
            _ => Finding::Nothing,
        }
    }
}

impl Finding {
    pub(super) fn words(self, voice: Voice) -> &'static str {
        match self {
            Finding::Slower => voice.say("takes longer", "کندتر است"),
            Finding::Nothing => voice.say("nothing shown", "تفاوتی نشان نداد"),
            Finding::Quicker => voice.say("is quicker", "سریع‌تر است"),
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Finding::Slower => "slower",
            Finding::Nothing => "unclear",
            Finding::Quicker => "quicker",
        }
    }
}

impl Row<'_> {
    /// Its number, as a way to its drawings.
    pub(super) fn link(&self, voice: Voice) -> Markup {
        html! { a href={ "#v-" (self.rank) } { (voice.whole(self.rank)) } }
    }

    /// Its title.
    pub(super) fn title(&self, voice: Voice) -> Markup {
        voice.title(&self.variant.title, self.variant.id.as_str())
    }
}

/// The variants of a report in their order.
pub(super) fn rows<'r>(report: &'r DriftReport<'_>) -> Vec<Row<'r>> {
    let drift = report.drift;
    let order = report.cost.map_or_else(|| drift.furthest_first(), |(_, found)| found.costliest_first());
    let row = |at: usize| {
        let cost = match report.cost {
            Some((_, found)) => {
                let variant = found.variants.get(at)?;
                Some(Cost { longer_days: variant.longer_days, more: found.more(variant) })
            }
            None => None,
        };
        Some(Row {
            rank: 0,
            at,
            variant: report.variants.get(at)?,
            merged: report.merged.get(at)?,
            from_base: *drift.from_base.get(at)?,
            from_others: *drift.from_others.get(at)?,
            contrast: drift.contrasts.get(at)?,
            cost,
        })
    };
    let found = order.into_iter().filter_map(row).enumerate();
    found.map(|(place, row)| Row { rank: place + 1, ..row }).collect()
}
