//! What somebody asks the worklist for. A page is told by the key of its last task and not by a
//! number of pages: tasks that come and go meanwhile neither repeat nor hide others.

use crate::CaseId;
use crate::store::WorkRow;
use ravand_core::{RoleId, Timestamp};
use ravand_kernel::{Actor, ActorId, TaskId};

/// Tasks of one page at most.
pub const PAGE_MAX: usize = 1_000;

/// Whose tasks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Whose {
    /// Whoever has them, or nobody.
    #[default]
    All,
    /// Those that nobody has taken.
    Unclaimed,
    /// Those that somebody has taken.
    Of(ActorId),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due first comes first; what is never due comes last.
    #[default]
    Due,
    /// What has waited longest comes first.
    Since,
}

/// The place of a task in an order: what a page begins behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageKey {
    pub(crate) at: i64,
    pub(crate) case: u64,
    pub(crate) task: u32,
}

/// What is asked for. Everything that is said must hold.
///
/// ```
/// use ravand_engine::WorkQuery;
/// use ravand_kernel::Actor;
/// let maryam = Actor { id: "maryam".into(), roles: vec!["clerk".into()], units: vec!["district-05".into()] };
/// let open = WorkQuery::open_to(&maryam).of_process("shop-sign").limit(50);
/// assert_eq!(open.roles.as_deref().map(<[_]>::len), Some(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkQuery {
    /// For one of these roles, or for no role in particular.
    pub roles: Option<Vec<RoleId>>,
    /// Of cases of one of these units, or of none.
    pub units: Option<Vec<String>>,
    /// Whose.
    pub whose: Whose,
    /// Due at this time or before.
    pub due_until: Option<Timestamp>,
    /// Of this process.
    pub process: Option<String>,
    /// With this text in the case's subject or the step's id.
    pub text: Option<String>,
    /// In which order.
    pub order: Order,
    /// Behind this place.
    pub after: Option<PageKey>,
    /// So many at most; [`PAGE_MAX`] at most.
    pub limit: usize,
}

impl Default for WorkQuery {
    fn default() -> Self {
        Self::all()
    }
}

impl WorkQuery {
    /// Every open task.
    pub fn all() -> Self {
        Self {
            roles: None,
            units: None,
            whose: Whose::All,
            due_until: None,
            process: None,
            text: None,
            order: Order::Due,
            after: None,
            limit: 100,
        }
    }

    /// What somebody could take: of their roles and units, and taken by nobody.
    pub fn open_to(actor: &Actor) -> Self {
        let (roles, units) = (Some(actor.roles.clone()), Some(actor.units.clone()));
        Self { roles, units, whose: Whose::Unclaimed, ..Self::all() }
    }

    /// What somebody has taken.
    pub fn taken_by(actor: &ActorId) -> Self {
        Self { whose: Whose::Of(actor.clone()), ..Self::all() }
    }

    /// The same, of one process.
    #[must_use]
    pub fn of_process(self, process: &str) -> Self {
        Self { process: Some(process.to_owned()), ..self }
    }

    /// The same, due by then.
    #[must_use]
    pub fn due_by(self, until: Timestamp) -> Self {
        Self { due_until: Some(until), ..self }
    }

    /// The same, with a text.
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..self }
    }

    /// The same, in another order.
    #[must_use]
    pub fn in_order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// The same, so many at most.
    #[must_use]
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The next page.
    #[must_use]
    pub fn behind(self, last: PageKey) -> Self {
        Self { after: Some(last), ..self }
    }

    pub(crate) fn page_size(&self) -> usize {
        self.limit.clamp(1, PAGE_MAX)
    }

    /// The place of a task in the order of this query.
    pub(crate) fn key(&self, row: &WorkRow) -> PageKey {
        let at = match self.order {
            Order::Due => row.due.unwrap_or(i64::MAX),
            Order::Since => row.since,
        };
        PageKey { at, case: row.case, task: row.task }
    }

    /// Whether a task is asked for, its place aside. A store may ask its database instead, and
    /// then answers as this does.
    pub fn admits(&self, row: &WorkRow) -> bool {
        let role = |roles: &Vec<RoleId>| {
            row.roles.is_empty() || roles.iter().any(|role| row.roles.iter().any(|own| own == role.as_str()))
        };
        let unit = |units: &Vec<String>| row.unit.as_ref().is_none_or(|unit| units.contains(unit));
        let whose = match &self.whose {
            Whose::All => true,
            Whose::Unclaimed => row.claimed_by.is_none(),
            Whose::Of(actor) => row.claimed_by.as_deref() == Some(actor.as_str()),
        };
        whose
            && self.roles.as_ref().is_none_or(role)
            && self.units.as_ref().is_none_or(unit)
            && self.due_until.is_none_or(|until| row.due.is_some_and(|due| due <= until.micros()))
            && self.process.as_ref().is_none_or(|process| row.process == *process)
            && self.text.as_ref().is_none_or(|text| row.search.contains(&folded(text)))
    }
}

/// A page of tasks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The tasks, in order.
    pub tasks: Vec<WorkItem>,
    /// What the next page begins behind; `None` if there is none.
    pub next: Option<PageKey>,
}

/// A task as the worklist shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// The case.
    pub case: CaseId,
    /// The task.
    pub task: TaskId,
    /// The process.
    pub process: String,
    /// The step.
    pub step: String,
    /// The case's unit.
    pub unit: Option<String>,
    /// What people call the case.
    pub subject: Option<String>,
    /// Roles of which one is enough.
    pub roles: Vec<RoleId>,
    /// Who has taken it.
    pub claimed_by: Option<ActorId>,
    /// Since when.
    pub since: Timestamp,
    /// By when, by the calendar of when that was worked out. Whether it is overdue is a question
    /// of now and stored nowhere.
    pub due: Option<Timestamp>,
}

impl From<&WorkRow> for WorkItem {
    fn from(row: &WorkRow) -> Self {
        Self {
            case: CaseId(row.case),
            task: row.task.into(),
            process: row.process.clone(),
            step: row.step.clone(),
            unit: row.unit.clone(),
            subject: row.subject.clone(),
            roles: row.roles.iter().map(|role| RoleId::from(role.as_str())).collect(),
            claimed_by: row.claimed_by.as_deref().map(ActorId::from),
            since: Timestamp::from_micros(row.since),
            due: row.due.map(Timestamp::from_micros),
        }
    }
}

impl Page {
    /// The rows of a page, one more than it holds if there is a next one.
    pub(crate) fn of(query: &WorkQuery, rows: &[WorkRow]) -> Self {
        let size = query.page_size();
        let shown = &rows[..rows.len().min(size)];
        let next = if rows.len() > size { shown.last().map(|row| query.key(row)) } else { None };
        Self { tasks: shown.iter().map(WorkItem::from).collect(), next }
    }
}

/// A text as it is looked for: without the difference of capitals, of Arabic and Persian forms of
/// a letter, of digits, and of the half-space.
///
/// ```
/// use ravand_engine::folded;
/// assert_eq!(folded("پروانه‌\u{64a} ساختمان\u{64a} ۱۲"), folded("پروانه ی ساختمانی 12"));
/// ```
pub fn folded(text: &str) -> String {
    let fold = |letter: char| match letter {
        '\u{64a}' | '\u{649}' => 'ی',
        '\u{643}' => 'ک',
        '\u{200c}' | '\u{a0}' => ' ',
        '۰'..='۹' => digit(letter, '۰'),
        '٠'..='٩' => digit(letter, '٠'),
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(fold).collect()
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}
