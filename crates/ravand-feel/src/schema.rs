//! The declared data that expressions are checked against.
//!
//! The order of declaration is the order of the slots; a slot never moves. A schema holds
//! no values: those are a slice beside it, one per slot.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::limits::SLOTS_MAX;
use crate::value::Type;

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
        let (index, _) = self.entries.insert_full(name, Entry { ty, readable });
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
