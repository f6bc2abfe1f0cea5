//! What may stand where in a file: every key with its place in the canonical order, the form
//! of its value, and what it means.
//!
//! Two things stand on it: putting a file in order (`crate::layout`), which has to know which
//! keys are the language's and which a person chose, and the JSON Schemas (`crate::schema`),
//! by which an editor completes and checks. Invariant: the keys and their order are those of
//! the readers' own [`Keys`], the words those that they compare with; a test refuses a key
//! that a reader knows and nobody described. Deliberately absent: what only a whole file can
//! tell (that a name refers to something, that chances sum to one).

mod archetype;
mod bank;
mod graph;
mod overlay;
mod process;
mod scenario;
mod step;

use crate::FileKind;
use crate::reader::Keys;
use crate::value;

/// A group of keys.
pub(crate) struct Group {
    /// Its name among the definitions of a schema.
    pub(crate) name: &'static str,
    /// What a reader knows.
    pub(crate) keys: &'static Keys,
    /// Keys that must be there; of several sets one.
    pub(crate) required: &'static [&'static [&'static str]],
    /// What each key means, in the order of `keys`.
    pub(crate) fields: &'static [Field],
}

/// A key.
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    pub(crate) en: &'static str,
    pub(crate) fa: &'static str,
}

/// The form of a value.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Any words, numbers included.
    Text,
    /// One of some words.
    Words(fn() -> Vec<&'static str>),
    /// Yes or no.
    YesNo,
    /// A text of a certain form.
    Form(Form),
    /// A whole number between two.
    Whole(u32, u32),
    /// A number.
    Number,
    /// A list.
    List(&'static Shape),
    /// Keys that a person chose: their order means something to her and is kept.
    Chosen(Chosen, &'static Shape),
    /// Keys of the language.
    Group(&'static Group),
    /// One of some forms.
    Either(&'static [Shape]),
    /// What stands in an archetype for this: a parameter, a condition, or the thing itself.
    Template(&'static Shape),
}

/// A text of a certain form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Id,
    Name,
    /// A type that is made of others.
    Compound,
    Percent,
    Date,
    Length,
    /// A length, and how it is counted.
    Term,
    Spread,
    Quantity,
    SolarDay,
    Opening,
    Staff,
}

/// What a person chooses as a key.
#[derive(Clone, Copy)]
pub(crate) enum Chosen {
    Id,
    Name,
    /// A name, or `yes` and `no`.
    Value,
    /// Of some words.
    Words(fn() -> Vec<&'static str>),
    /// Any text: an expression, `step.outcome`.
    Any,
}

/// The words of a table that a reader compares with.
macro_rules! words {
    ($table:expr) => {
        || $table.iter().map(|(word, _)| *word).collect()
    };
}
pub(crate) use words;

/// The word by which a change takes back what was said.
pub(crate) const TAKEN_BACK: Shape = Shape::Words(|| vec![crate::step::DROPPED]);
pub(crate) const ID: Shape = Shape::Form(Form::Id);
pub(crate) const NAME: Shape = Shape::Form(Form::Name);
pub(crate) const IDS: Shape = Shape::List(&ID);
pub(crate) const NAMES: Shape = Shape::List(&NAME);
pub(crate) const PERCENT: Shape = Shape::Form(Form::Percent);
pub(crate) const DATE: Shape = Shape::Form(Form::Date);
pub(crate) const LENGTH: Shape = Shape::Form(Form::Length);
pub(crate) const TERM: Shape = Shape::Form(Form::Term);
pub(crate) const SPREAD: Shape = Shape::Form(Form::Spread);
pub(crate) static TITLED: Shape = Shape::Either(&[Shape::Text, Shape::Group(&TITLE)]);
pub(crate) const TITLE_SHAPE: Shape = Shape::Either(&[Shape::Text, Shape::Group(&TITLE)]);

/// A name for people.
pub(crate) static TITLE: Group = Group {
    name: "title",
    keys: &value::TITLE,
    required: &[&["en"], &["fa"]],
    fields: &[
        field("en", Shape::Text, "The name in English", "نام به انگلیسی"),
        field("fa", Shape::Text, "The name in Persian", "نام به فارسی"),
    ],
};

pub(crate) const fn field(key: &'static str, shape: Shape, en: &'static str, fa: &'static str) -> Field {
    Field { key, shape, en, fa }
}

impl Group {
    /// The place of a key in the canonical order; `None` for one that the reader does not know.
    pub(crate) fn rank(&self, key: &str) -> Option<usize> {
        self.keys.known.iter().position(|known| *known == key)
    }

    /// Whether each of its keys can be taken back by a word.
    pub(crate) fn is_change(&self) -> bool {
        [&overlay::PROCESS_PATCH, &step::PATCH].into_iter().any(|change| std::ptr::eq(change, self))
    }

    /// The form of what stands under a key.
    pub(crate) fn shape(&self, key: &str) -> Option<&'static Shape> {
        self.fields.iter().find(|field| field.key == key).map(|field| &field.shape)
    }
}

/// What a file of a kind holds.
pub(crate) fn of_kind(kind: FileKind) -> Option<&'static Group> {
    Some(match kind {
        FileKind::Process => &process::PROCESS,
        FileKind::Overlay => &overlay::OVERLAY,
        FileKind::Scenario => &scenario::SCENARIO,
        FileKind::Calendar => &bank::CALENDAR,
        FileKind::Decision => &process::DECISION_FILE,
        FileKind::Archetype => &archetype::ARCHETYPE,
        FileKind::Catalogue => &archetype::CATALOGUE,
        FileKind::Bank => &bank::BANK,
        FileKind::Roles => &bank::ROLES_FILE,
        FileKind::Documents => &bank::DOCUMENTS_FILE,
        FileKind::Laws => &bank::LAWS_FILE,
        FileKind::Unknown => return None,
    })
}
