//! The clock of a term: when it began, how long it may run, when it stood still, how it ended.
//!
//! Only these facts are kept. When the term is over is worked out anew from them and a calendar
//! each time that somebody asks; so a holiday that is announced while cases run moves every
//! term that is open. Invariant: what was found to have run out, or was done, stays as it was
//! decided then, whatever the calendar says later. Facts are entered in the order of time.
//!
//! Deliberately absent: time itself (*now* is handed in), and what a breach leads to, which is
//! the process's to say.

use crate::calendar::{CalendarError, Pause, WorkingCalendar};
use crate::term::Term;
use crate::time::Timestamp;

/// A clock can be stopped at most so many times.
pub const PAUSES_MAX: usize = 1_000;

/// The clock of one term.
///
/// ```
/// use ravand_core::calendar::WorkingCalendar;
/// use ravand_core::{Length, Standing, Term, TermClock, Timestamp, Unit};
///
/// let calendar = WorkingCalendar::around_the_clock();
/// let day = |day: i64| Timestamp::from_micros(day * 86_400_000_000 + 36_000_000_000);
/// let mut clock = TermClock::start(day(0), Length::new(3.0, Unit::Day));
/// clock.pause(day(1)).unwrap(); // a document is missing
/// clock.resume(day(6)).unwrap(); // the applicant has brought it
/// // The dates 1 to 5 did not count.
/// assert_eq!(clock.standing(&calendar, day(6))?, Standing::Open { days_left: 2, working_days_left: 2 });
/// assert_eq!(clock.standing(&calendar, day(10))?, Standing::Overdue { days: 2, working_days: 2 });
/// # Ok::<(), ravand_core::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TermClock {
    start: Timestamp,
    term: Term,
    pauses: Vec<Pause>,
    ending: Ending,
}

/// How far a clock has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Not decided yet.
    Open,
    /// It was seen to have run out at this instant.
    RanOut(Timestamp),
    /// What it was for was done, and this was its due instant then; `None` where it stood still.
    Done { at: Timestamp, due: Option<Timestamp> },
}

/// Where a clock stands at an instant. Days are local dates, today not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The term runs.
    Open {
        /// The dates that are left; 0 on the last day.
        days_left: i64,
        /// The open days among them.
        working_days_left: i64,
    },
    /// The term stands still.
    Paused {
        /// Since when.
        since: Timestamp,
    },
    /// The term is over and nothing was done.
    Overdue {
        /// The dates since its last day; 0 where it ran out today.
        days: i64,
        /// The open days among them.
        working_days: i64,
    },
    /// It was done.
    Done {
        /// Whether the term was over then.
        late: bool,
    },
}

/// What a clock does not let be entered.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ClockError {
    /// It lies before what was entered last.
    #[error("the instant lies before the last one that was entered")]
    BackInTime,
    /// It stands still already.
    #[error("the clock stands still already")]
    AlreadyPaused,
    /// It runs already.
    #[error("the clock runs already")]
    NotPaused,
    /// What it was for has been done.
    #[error("the clock has ended")]
    Ended,
    /// It was stopped [`PAUSES_MAX`] times.
    #[error("the clock was stopped {PAUSES_MAX} times, which is the limit")]
    TooManyPauses,
    /// The calendar does not know when the term is over.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

impl TermClock {
    /// A clock that starts to run: for a term by law, at the service.
    pub fn start(at: Timestamp, term: impl Into<Term>) -> Self {
        Self { start: at, term: term.into(), pauses: Vec::new(), ending: Ending::Open }
    }

    /// When it started.
    pub fn started(&self) -> Timestamp {
        self.start
    }

    /// What it measures.
    pub fn term(&self) -> Term {
        self.term
    }

    /// When it stood still, oldest first.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Stops it: the next move is the applicant's. A clock that has run out can be stopped, and
    /// stays run out.
    ///
    /// # Errors
    ///
    /// It stands still already, it has ended, or the instant lies before the last one entered.
    pub fn pause(&mut self, at: Timestamp) -> Result<(), ClockError> {
        self.check(at)?;
        if self.paused_since().is_some() {
            return Err(ClockError::AlreadyPaused);
        }
        if self.pauses.len() >= PAUSES_MAX {
            return Err(ClockError::TooManyPauses);
        }
        self.pauses.push(Pause { from: at, to: None });
        Ok(())
    }

    /// Lets it run on.
    ///
    /// # Errors
    ///
    /// It runs, it has ended, or the instant lies before the last one entered.
    pub fn resume(&mut self, at: Timestamp) -> Result<(), ClockError> {
        self.check(at)?;
        match self.pauses.last_mut() {
            Some(pause) if pause.to.is_none() => {
                pause.to = Some(at);
                Ok(())
            }
            _ => Err(ClockError::NotPaused),
        }
    }

    /// Ends it: what it was for was done. Whether in time is decided here and for good.
    ///
    /// # Errors
    ///
    /// It has ended, the instant lies before the last one entered, or the calendar has no
    /// answer.
    pub fn done(&mut self, calendar: &WorkingCalendar, at: Timestamp) -> Result<(), ClockError> {
        self.check(at)?;
        let due = self.due(calendar)?;
        self.ending = Ending::Done { at, due };
        Ok(())
    }

    /// When the term is over by this calendar; `None` while it stands still. Once it has been
    /// seen to run out, or was done, the instant that was decided then.
    ///
    /// # Errors
    ///
    /// As [`WorkingCalendar::due`].
    pub fn due(&self, calendar: &WorkingCalendar) -> Result<Option<Timestamp>, CalendarError> {
        match self.ending {
            Ending::Open => calendar.due_with_pauses(self.start, self.term, &self.pauses),
            Ending::RanOut(due) => Ok(Some(due)),
            Ending::Done { due, .. } => Ok(due),
        }
    }

    /// Looks whether the term is over now, and remembers it if so: a holiday that is announced
    /// afterwards does not bring it back. Returns whether it has just run out.
    ///
    /// # Errors
    ///
    /// As [`TermClock::due`].
    pub fn look(&mut self, calendar: &WorkingCalendar, now: Timestamp) -> Result<bool, CalendarError> {
        if self.ending != Ending::Open {
            return Ok(false);
        }
        match self.due(calendar)? {
            Some(due) if due <= now => {
                self.ending = Ending::RanOut(due);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Where it stands now. It changes nothing: see [`TermClock::look`].
    ///
    /// # Errors
    ///
    /// As [`TermClock::due`].
    pub fn standing(&self, calendar: &WorkingCalendar, now: Timestamp) -> Result<Standing, CalendarError> {
        if let Ending::Done { at, due } = self.ending {
            return Ok(Standing::Done { late: due.is_some_and(|due| due <= at) });
        }
        let Some(due) = self.due(calendar)? else {
            return Ok(Standing::Paused { since: self.paused_since().unwrap_or(self.start) });
        };
        let (days, working_days) = (calendar.days_left(now, due), calendar.working_days_left(now, due)?);
        Ok(match due <= now {
            true => Standing::Overdue { days: -days, working_days: -working_days },
            false => Standing::Open { days_left: days, working_days_left: working_days },
        })
    }

    fn paused_since(&self) -> Option<Timestamp> {
        self.pauses.last().filter(|pause| pause.to.is_none()).map(|pause| pause.from)
    }

    fn check(&self, at: Timestamp) -> Result<(), ClockError> {
        if matches!(self.ending, Ending::Done { .. }) {
            return Err(ClockError::Ended);
        }
        let last = self.pauses.last().map_or(self.start, |pause| pause.to.unwrap_or(pause.from));
        if at < last { Err(ClockError::BackInTime) } else { Ok(()) }
    }
}
