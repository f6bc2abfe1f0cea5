//! Names that many elements share: written down once.

use indexmap::IndexSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A name, a prefix or a namespace; empty for none.
///
/// ```
/// use ravand_formats::xml::Name;
/// let task = Name::from("task");
/// assert!(task == "task" && task.ends_with("sk") && task == task.clone());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The names of one file.
pub(super) struct Names {
    all: IndexSet<Arc<str>>,
    /// Most attributes have neither prefix nor namespace.
    none: Name,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { all: IndexSet::new(), none: Name::from("") }
    }

    /// That name: the same one for the same text.
    pub(super) fn name(&mut self, text: &str) -> Name {
        if text.is_empty() {
            return self.none.clone();
        }
        if let Some(known) = self.all.get(text) {
            return Name(known.clone());
        }
        let name: Arc<str> = text.into();
        self.all.insert(name.clone());
        Name(name)
    }
}
