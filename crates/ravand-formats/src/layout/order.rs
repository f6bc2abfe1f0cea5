//! Which keys belong to the language, and in which order they stand.

use crate::shape::{Group, Shape};

/// What the keys of one group are.
#[derive(Clone, Copy)]
pub(super) enum Known<'s> {
    /// The language's: each has its place.
    Group(&'static Group),
    /// A person's, with values of one form: they stay as they are.
    Chosen(&'s Shape),
    /// Nothing is known about them.
    Unknown,
}

/// What the keys that stand where `shape` belongs are.
pub(super) fn of_keys<'s>(shape: Option<&'s Shape>, keys: &[String]) -> Known<'s> {
    match shape {
        Some(Shape::Group(group)) => Known::Group(group),
        Some(Shape::Chosen(_, value)) => Known::Chosen(value),
        Some(Shape::Template(inside)) => of_keys(Some(inside), keys),
        Some(Shape::Either(forms)) => {
            let groups = || {
                forms.iter().filter_map(|form| match form {
                    Shape::Group(group) => Some(*group),
                    _ => None,
                })
            };
            let chosen = forms.iter().find_map(|form| match form {
                Shape::Chosen(_, value) => Some(Known::Chosen(value)),
                _ => None,
            });
            let fitting = groups().find(|group| keys.iter().all(|key| group.rank(key).is_some()));
            fitting.map(Known::Group).or(chosen).or(groups().next().map(Known::Group)).unwrap_or(Known::Unknown)
        }
        _ => Known::Unknown,
    }
}

/// The form of the entries of a list that stands where `shape` belongs.
pub(super) fn of_items(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::List(item) => Some(item),
        Shape::Template(inside) => of_items(inside),
        Shape::Either(forms) => forms.iter().find_map(of_items),
        _ => None,
    }
}

impl<'s> Known<'s> {
    /// The positions of keys in the order in which they should stand. A key that nobody
    /// knows stays behind the one that it follows; equal keys keep their order.
    pub(super) fn order(&self, keys: &[String]) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..keys.len()).collect();
        if let Known::Group(group) = self {
            let mut before = 0;
            let ranks: Vec<usize> = keys
                .iter()
                .map(|key| {
                    before = group.rank(key).unwrap_or(before);
                    before
                })
                .collect();
            positions.sort_by_key(|position| ranks[*position]);
        }
        positions
    }

    /// The form of what stands under a key.
    pub(super) fn shape(&self, key: &str) -> Option<&'s Shape> {
        match self {
            Known::Group(group) => group.shape(key),
            Known::Chosen(value) => Some(value),
            Known::Unknown => None,
        }
    }
}
