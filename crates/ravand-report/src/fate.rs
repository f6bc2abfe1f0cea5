//! What a reform makes of each step.

use crate::Report;
use crate::voice::Voice;
use ravand_core::{Action, Operation, StepId};

/// What becomes of a step of the process as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays as it is.
    Kept,
    /// It stays and differs.
    Changed,
    /// A machine does it.
    Machine,
    /// A table decides it.
    Table,
    /// Another step takes it in.
    Merged,
    /// It is gone.
    Removed,
    /// It was not there before.
    Added,
}

impl Fate {
    pub(crate) const ALL: [Fate; 7] =
        [Fate::Kept, Fate::Changed, Fate::Machine, Fate::Table, Fate::Merged, Fate::Removed, Fate::Added];

    pub(crate) fn words(self, voice: Voice) -> &'static str {
        match self {
            Fate::Kept => voice.say("kept as it is", "بی‌تغییر می‌ماند"),
            Fate::Changed => voice.say("kept and changed", "می‌ماند و تغییر می‌کند"),
            Fate::Machine => voice.say("done by a machine", "سامانه انجام می‌دهد"),
            Fate::Table => voice.say("decided by a published table", "جدول منتشرشده تصمیم می‌گیرد"),
            Fate::Merged => voice.say("merged into another step", "در گامی دیگر ادغام می‌شود"),
            Fate::Removed => voice.say("removed", "حذف می‌شود"),
            Fate::Added => voice.say("new", "تازه است"),
        }
    }

    /// The strongest thing that the reform does to a step; changes that are only claimed about
    /// the world leave it what it is.
    pub(crate) fn of(report: &Report<'_>, id: &StepId) -> Self {
        if !report.base.steps.contains_key(id) {
            return Fate::Added;
        }
        let of = |operation: &Operation| match &operation.action {
            Action::Remove { step, .. } if step.value == *id => Fate::Removed,
            Action::Merge { steps, .. } if steps.iter().any(|step| step.value == *id) => Fate::Merged,
            Action::Decide { step, .. } if step.value == *id => Fate::Table,
            Action::Automate { step, .. } if step.value == *id => Fate::Machine,
            Action::Change { step, .. } if step.value == *id && !operation.assumed => Fate::Changed,
            _ => Fate::Kept,
        };
        let strength = |fate: &Fate| Fate::ALL.iter().position(|known| known == fate);
        report.reform.changes.iter().map(of).max_by_key(strength).unwrap_or(Fate::Kept)
    }
}
