//! When a term is over, what stands still in it, and how far away its end is.
//!
//! A due instant is a pure function of the start, the term, the pauses and the calendar; so a
//! holiday that is announced tomorrow moves it when the question is asked again. It is the
//! first instant at which the term is over: what happens at it is late.
//!
//! Deliberately absent: who remembers that a term has run out ([`crate::TermClock`] does).

use super::persian::PersianDate;
use super::{CalendarError, Hours, WorkingCalendar, whole_micros};
use crate::term::{Counting, MonthsOf, Term, TermLength};
use crate::time::{Length, MICROS_PER_DAY, Timestamp, Unit};
use chrono::{Days, Months, NaiveDate};

/// A time in which a term stands still, because the next move is not the office's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pause {
    /// From when.
    pub from: Timestamp,
    /// Until when; `None` while it lasts.
    pub to: Option<Timestamp>,
}

impl WorkingCalendar {
    /// When a term that begins at `from` is over. A [`Length`] is taken as a plain term.
    ///
    /// - *Working days*: the end of the Nth open day after `from`'s own date, which does not
    ///   count. The fraction of 2.5 working days is a share of the hours of the open day that
    ///   follows. With 0, the closing of `from`'s own day.
    /// - *Days, weeks, months*: the end of the Nth local date after `from`'s own, a month
    ///   being 30 days; a fraction of a day counts as a whole one.
    /// - *Persian and Gregorian months*: the end of the date of the same number so many months
    ///   later, or of that month's last day.
    /// - *Working hours and minutes, hours, minutes, seconds*: exact, as
    ///   [`WorkingCalendar::add`] has it.
    /// - *By law* (see [`Counting::ByLaw`]): the end of the day of action, which is the day
    ///   after the last that counts, or the next day on which the office opens. A term of
    ///   working days counts open days in the same way.
    ///
    /// A term is never over before it began.
    ///
    /// ```
    /// use ravand_core::calendar::WorkingCalendar;
    /// use ravand_core::{Length, Term, Timestamp, Unit};
    ///
    /// // An office that never closes: no last day has to move.
    /// let calendar = WorkingCalendar::around_the_clock();
    /// let served = Timestamp::from_micros(0);
    /// let ten_days = Length::new(10.0, Unit::Day);
    /// let day = |due| calendar.last_day(due).to_string();
    /// assert_eq!(day(calendar.due(served, ten_days)?), "1970-01-11");
    /// assert_eq!(day(calendar.due(served, Term::by_law(ten_days))?), "1970-01-12");
    /// # Ok::<(), ravand_core::calendar::CalendarError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`WorkingCalendar::add`]; and a term by law in a unit that the law does not know.
    pub fn due(&self, from: Timestamp, term: impl Into<Term>) -> Result<Timestamp, CalendarError> {
        let term = term.into();
        self.check_term(term)?;
        match exact(term) {
            Some(length) => self.add(from, length.amount, length.unit),
            None => self.end_of_term(from, term, Stood::default()),
        }
    }

    /// When a term with pauses is over; `None` while it stands still.
    ///
    /// The pauses are in their order and do not overlap. A pause that begins when the term is
    /// over changes nothing. Exact units stand still for exactly as long as the pause lasts.
    /// Where dates are counted, no date counts from that of the pause up to the day before
    /// that of its end, and none of them is a day of action; a pause that begins and ends on
    /// the same date changes nothing.
    ///
    /// # Errors
    ///
    /// As [`WorkingCalendar::due`].
    pub fn due_with_pauses(
        &self,
        from: Timestamp,
        term: impl Into<Term>,
        pauses: &[Pause],
    ) -> Result<Option<Timestamp>, CalendarError> {
        let term = term.into();
        self.check_term(term)?;
        match exact(term) {
            Some(length) => self.exact_with_pauses(from, length, pauses),
            None => self.dates_with_pauses(from, term, pauses),
        }
    }

    /// The last date on which something that is due at `due` can be done in time.
    pub fn last_day(&self, due: Timestamp) -> NaiveDate {
        self.local_date(due.plus_micros(-1))
    }

    /// The dates that are left after today until the last day: 0 on the last day itself.
    /// Negative by how many dates it is overdue.
    pub fn days_left(&self, now: Timestamp, due: Timestamp) -> i64 {
        (self.last_day(due) - self.local_date(now)).num_days()
    }

    /// The open days among those that [`WorkingCalendar::days_left`] counts, with its sign.
    ///
    /// # Errors
    ///
    /// An instant lies beyond the covered years.
    pub fn working_days_left(&self, now: Timestamp, due: Timestamp) -> Result<i64, CalendarError> {
        let (today, last) = (self.local_date(now), self.last_day(due));
        Ok(self.open_days_up_to(last)? - self.open_days_up_to(today)?)
    }

    /// The days that count by law from a service to an action: neither of the two does
    /// (Art. 445). Where the last day did not move, an action is in time as long as this is
    /// no more than the term.
    pub fn days_counted_by_law(&self, service: Timestamp, action: Timestamp) -> i64 {
        ((self.local_date(action) - self.local_date(service)).num_days() - 1).max(0)
    }

    fn check_term(&self, term: Term) -> Result<(), CalendarError> {
        if let TermLength::Length(Length { amount, .. }) = term.length
            && !(amount.is_finite() && amount >= 0.0)
        {
            return Err(CalendarError::NotALength { amount });
        }
        if term.counting == Counting::ByLaw && !term.is_countable_by_law() {
            return Err(CalendarError::NotALegalTerm { term });
        }
        Ok(())
    }

    /// The end of a term that counts days.
    fn end_of_term(&self, from: Timestamp, term: Term, stood: Stood) -> Result<Timestamp, CalendarError> {
        let by_law = term.counting == Counting::ByLaw;
        let start = self.local_date(from);
        let date = match term.length {
            TermLength::Length(Length { amount, unit: Unit::WorkingDay }) => {
                // The day of action stands behind those that count.
                let days = amount + stood.days as f64 + if by_law { 1.0 } else { 0.0 };
                let closing = self.due_after_working_days(from, days)?;
                return if by_law { Ok(self.end_of_date(self.last_day(closing))?.max(from)) } else { Ok(closing) };
            }
            TermLength::Length(Length { amount, unit }) => {
                let days = unit.micros().unwrap_or(MICROS_PER_DAY) / MICROS_PER_DAY;
                // The cast saturates, and so many days lie beyond every calendar.
                start.checked_add_days(Days::new((amount * days as f64).ceil() as u64))
            }
            TermLength::Months { count, of: MonthsOf::Gregorian } => start.checked_add_months(Months::new(count)),
            TermLength::Months { count, of: MonthsOf::Persian } => {
                let later = PersianDate::from_gregorian(start).and_then(|date| date.plus_months(count));
                later.map(PersianDate::gregorian)
            }
        };
        let more = Days::new(stood.days.saturating_add(u64::from(by_law)));
        let date = date.and_then(|date| date.checked_add_days(more)).ok_or_else(|| self.beyond())?;
        // A pause may begin while the day of action is already waiting for the office to open.
        let date = stood.until.map_or(date, |until| date.max(until));
        let last = if by_law { self.open_date(date)? } else { date };
        Ok(self.end_of_date(last)?.max(from))
    }

    fn dates_with_pauses(
        &self,
        from: Timestamp,
        term: Term,
        pauses: &[Pause],
    ) -> Result<Option<Timestamp>, CalendarError> {
        // The date of the start does not count, unless it is all that there is.
        let start = self.local_date(from);
        let first = if is_nothing(term) { Some(start) } else { start.succ_opt() }.ok_or_else(|| self.beyond())?;
        let open_days = matches!(term.length, TermLength::Length(Length { unit: Unit::WorkingDay, .. }));
        let mut stood = Stood::default();
        for pause in pauses {
            let due = self.end_of_term(from, term, stood)?;
            if pause.from >= due {
                return Ok(Some(due));
            }
            let Some(to) = pause.to else { return Ok(None) };
            let (a, b) = (self.local_date(pause.from).max(first), self.local_date(to).max(first));
            let days = match open_days {
                true => self.open_days_before(b)? - self.open_days_before(a)?,
                false => (b - a).num_days(),
            };
            stood.days = stood.days.saturating_add(u64::try_from(days).unwrap_or(0));
            stood.until = Some(b);
        }
        self.end_of_term(from, term, stood).map(Some)
    }

    fn exact_with_pauses(
        &self,
        from: Timestamp,
        length: Length,
        pauses: &[Pause],
    ) -> Result<Option<Timestamp>, CalendarError> {
        let unit = length.unit.micros().unwrap_or(MICROS_PER_DAY);
        let mut left = whole_micros(length.amount, unit).ok_or_else(|| self.beyond())?;
        let mut from = from;
        for pause in pauses {
            let due = self.after_micros(from, left, length.unit)?;
            if due <= pause.from {
                return Ok(Some(due));
            }
            let Some(to) = pause.to else { return Ok(None) };
            left -= match length.unit.is_working() {
                true => self.working_micros_between(from, pause.from)?,
                false => pause.from.micros_since(from),
            };
            from = to.max(pause.from);
        }
        self.after_micros(from, left, length.unit).map(Some)
    }

    fn after_micros(&self, from: Timestamp, micros: i64, unit: Unit) -> Result<Timestamp, CalendarError> {
        match &self.0 {
            Hours::Table(table) if unit.is_working() => self.covered_or(table.add_micros(from.micros(), micros)),
            _ => self.covered_or(from.micros().checked_add(micros)),
        }
    }

    fn due_after_working_days(&self, from: Timestamp, days: f64) -> Result<Timestamp, CalendarError> {
        match &self.0 {
            Hours::AroundTheClock => {
                let begin = self.end_of_date(self.local_date(from))?;
                self.add(begin, days, Unit::WorkingDay)
            }
            Hours::Table(table) => {
                let row = table.row(from.micros()).ok_or_else(|| self.beyond())?;
                let end = self.covered_or(table.end_of_open_day_after(row, days))?;
                Ok(end.max(from))
            }
        }
    }

    /// The midnight that ends a local date.
    fn end_of_date(&self, date: NaiveDate) -> Result<Timestamp, CalendarError> {
        let end = match &self.0 {
            Hours::AroundTheClock => {
                let next = date.succ_opt().map(|next| next.and_time(chrono::NaiveTime::MIN));
                next.map(|midnight| midnight.and_utc().timestamp_micros())
            }
            Hours::Table(table) => table.row_of_date(date).and_then(|row| table.start(row + 1)),
        };
        self.covered_or(end)
    }

    /// This date, or the next on which the office opens.
    fn open_date(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        match &self.0 {
            Hours::AroundTheClock => Ok(date),
            Hours::Table(table) => {
                let open = table.row_of_date(date).and_then(|row| table.open_row(row));
                open.map(|row| table.date(row)).ok_or_else(|| self.beyond())
            }
        }
    }

    /// The open days before a date, counted from the first covered one.
    fn open_days_before(&self, date: NaiveDate) -> Result<i64, CalendarError> {
        let days = match &self.0 {
            Hours::AroundTheClock => Some((date - NaiveDate::default()).num_days()),
            Hours::Table(table) => table.row_of_date(date).and_then(|row| table.open_days_before(row)).map(i64::from),
        };
        days.ok_or_else(|| self.beyond())
    }

    /// The same, with the date itself.
    fn open_days_up_to(&self, date: NaiveDate) -> Result<i64, CalendarError> {
        let days = match &self.0 {
            Hours::AroundTheClock => Some((date - NaiveDate::default()).num_days()),
            Hours::Table(table) => {
                table.row_of_date(date).and_then(|row| table.open_days_before(row + 1)).map(i64::from)
            }
        };
        days.ok_or_else(|| self.beyond())
    }
}

/// What pauses take from a term that counts days.
#[derive(Debug, Clone, Copy, Default)]
struct Stood {
    /// The days that did not count.
    days: u64,
    /// The date on which it ran on at last.
    until: Option<NaiveDate>,
}

fn is_nothing(term: Term) -> bool {
    matches!(term, Term { length: TermLength::Length(Length { amount: 0.0, .. }), counting: Counting::Plain })
}

/// The length of a term that is counted to the microsecond, not in days.
fn exact(term: Term) -> Option<Length> {
    match term.length {
        TermLength::Length(length) => {
            matches!(length.unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::WorkingMinute | Unit::WorkingHour)
                .then_some(length)
        }
        TermLength::Months { .. } => None,
    }
}
