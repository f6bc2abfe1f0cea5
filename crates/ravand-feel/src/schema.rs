//! The declared data that expressions are checked against.
//!
//! The order of declaration is the order of the slots; a slot never moves. A schema holds
//! no values: those are a slice beside it, one per slot.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::limits::SLOTS_MAX;
use crate::types::Type;

/// The position of a declared name, and of its value in the slots of a case.
pub type SlotIndex = u16;

/// The declared data: ordered names with their types.
///
/// ```
/// use ravand_feel::{Schema, Type};
/// let mut schema = Schema::new();
/// let area = schema.add("area_m2", Type::Number, true);
/// schema.add("applicant_name", Type::Text, false);    // personal: no expression reads it
/// assert_eq!(schema.slot("area_m2"), Some(area));
/// assert_eq!(schema.name(area), Some("area_m2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    entries: IndexMap<Arc<str>, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    ty: Type,
    readable: bool,
    unit: Option<Arc<str>>,
}

impl Schema {
    /// Nothing declared.
    pub fn new() -> Schema {
        Schema::default()
    }

    /// Declares `name`. What is not `readable` is personal: its value is kept in a vault,
    /// and an expression that names it is told so.
    ///
    /// A name that was declared before keeps its slot and gets the new type. Beyond
    /// [`SLOTS_MAX`](crate::SLOTS_MAX) names nothing is added, and the slot returned holds
    /// no value: who reads declarations from a person reports that limit first.
    pub fn add(&mut self, name: impl Into<Arc<str>>, ty: Type, readable: bool) -> SlotIndex {
        let name = name.into();
        if self.entries.len() >= SLOTS_MAX && !self.entries.contains_key(&name) {
            return SlotIndex::MAX;
        }
        let unit = crate::units::of_name(&name).filter(|_| ty == Type::Number).map(Arc::from);
        let (index, _) = self.entries.insert_full(name, Entry { ty, readable, unit });
        SlotIndex::try_from(index).unwrap_or(SlotIndex::MAX)
    }

    /// The slot of that name.
    pub fn slot(&self, name: &str) -> Option<SlotIndex> {
        SlotIndex::try_from(self.entries.get_index_of(name)?).ok()
    }

    /// The name of a slot.
    pub fn name(&self, slot: SlotIndex) -> Option<&str> {
        self.entries.get_index(slot.into()).map(|(name, _)| &**name)
    }

    /// The type of a slot.
    pub fn ty(&self, slot: SlotIndex) -> Option<&Type> {
        self.entries.get_index(slot.into()).map(|(_, entry)| &entry.ty)
    }

    /// Whether expressions may read a slot; no for personal data.
    pub fn readable(&self, slot: SlotIndex) -> bool {
        self.entries.get_index(slot.into()).is_some_and(|(_, entry)| entry.readable)
    }

    /// The unit of a slot's numbers: the one that was set, or the last part of its name
    /// where that is a unit (`area_m2`). Numbers of different units are not compared or added.
    pub fn unit(&self, slot: SlotIndex) -> Option<&str> {
        self.entries.get_index(slot.into()).and_then(|(_, entry)| entry.unit.as_deref())
    }

    /// Says the unit of a slot's numbers, whatever its name; `None` for numbers without one.
    pub fn set_unit(&mut self, slot: SlotIndex, unit: Option<&str>) {
        if let Some((_, entry)) = self.entries.get_index_mut(slot.into()) {
            entry.unit = unit.map(Arc::from);
        }
    }

    /// Names, of data and of the fields of contexts, that may be more than a word.
    pub(crate) fn spaced_names(&self) -> impl Iterator<Item = &str> {
        let mut names = Vec::new();
        for (name, entry) in &self.entries {
            names.push(&**name);
            fields(&entry.ty, &mut names);
        }
        names.into_iter()
    }

    /// How many names are declared.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every slot with its name and type, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SlotIndex, &str, &Type)> {
        (0..).zip(&self.entries).map(|(slot, (name, entry))| (slot, &**name, &entry.ty))
    }
}

/// The names of all fields that a type has at any depth.
fn fields<'t>(ty: &'t Type, names: &mut Vec<&'t str>) {
    match ty {
        Type::List(of) | Type::Range(of) => fields(of, names),
        Type::Context(context) => {
            for (name, ty) in context.iter() {
                names.push(name);
                fields(ty, names);
            }
        }
        _ => {}
    }
}
