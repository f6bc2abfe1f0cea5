//! Item definitions as types, and back.

use super::codes;
use super::tree::Element;
use crate::reader::Cx;
use indexmap::IndexMap;
use ravand_core::decision::TypeDeclaration;
use ravand_core::{Args, Spanned};
use ravand_feel::{HitPolicy, Type};
use std::collections::BTreeMap;

/// How deep named types may name each other.
pub const TYPE_DEPTH_MAX: usize = 32;
/// Parts of one type, those of the types that it names included.
pub const TYPE_PARTS_MAX: usize = 2_000;

/// The types of the standard, each with the word for it that is written.
const BUILT_IN: [(&str, Type); 9] = [
    ("string", Type::Text),
    ("number", Type::Number),
    ("boolean", Type::Bool),
    ("date", Type::Date),
    ("time", Type::Time),
    ("date and time", Type::DateTime),
    ("days and time duration", Type::Days),
    ("years and months duration", Type::Months),
    ("Any", Type::Any),
];

/// The item definitions of a file, resolved as they are asked for, each once.
pub(super) struct Types<'e> {
    definitions: IndexMap<&'e str, &'e Element>,
    /// With the number of their parts: types that name each other twice grow like rabbits.
    known: BTreeMap<String, (Type, usize)>,
    /// Names that are being resolved.
    open: Vec<String>,
}

impl<'e> Types<'e> {
    pub(super) fn of(root: &'e Element) -> Self {
        let named = root.all("itemDefinition").filter_map(|item| Some((item.attribute("name")?.trim(), item)));
        Self { definitions: named.collect(), known: BTreeMap::new(), open: Vec::new() }
    }

    /// Every type that has a name.
    pub(super) fn declarations(&mut self, cx: &mut Cx) -> IndexMap<String, TypeDeclaration> {
        let definitions = self.definitions.clone();
        let declare = |(name, item): (&&str, &&Element)| {
            let (ty, _) = self.named(name, item, cx);
            let allowed = item.child("allowedValues").and_then(|values| values.child("text"));
            let allowed = allowed.map(|text| Spanned::new(text.text.trim().to_owned(), text.span));
            ((*name).to_owned(), TypeDeclaration { ty, allowed, span: item.span })
        };
        definitions.iter().map(declare).collect()
    }

    /// The type that an attribute or an element names, with the number of its parts;
    /// anything where it names none.
    fn named(&mut self, name: &str, place: &Element, cx: &mut Cx) -> (Type, usize) {
        let name = name.trim();
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        if let Some(item) = self.definitions.get(name).copied() {
            let args = || Args::new().with("name", name);
            if self.open.iter().any(|open| open == name) {
                cx.report(&codes::TYPE_CIRCLE, item.span, args());
                return (Type::Any, 1);
            }
            let mut found = (Type::Any, 1);
            if self.open.len() < TYPE_DEPTH_MAX {
                self.open.push(name.to_owned());
                found = self.item(item, cx);
                self.open.pop();
            }
            if self.open.len() >= TYPE_DEPTH_MAX || found.1 > TYPE_PARTS_MAX {
                let args = args().with("depth", TYPE_DEPTH_MAX).with("parts", TYPE_PARTS_MAX);
                cx.report(&codes::TYPE_TOO_LARGE, item.span, args);
                found = (Type::Any, 1);
            }
            self.known.insert(name.to_owned(), found.clone());
            return found;
        }
        let plain = name.rsplit(':').next().unwrap_or(name);
        let plain = match plain {
            "dateTime" => "date and time",
            "dayTimeDuration" => "days and time duration",
            "yearMonthDuration" => "years and months duration",
            "" | "any" | "context" | "list" | "function" | "<Undefined>" => "Any",
            plain => plain,
        };
        let found = match BUILT_IN.iter().find(|(word, _)| *word == plain) {
            Some((_, ty)) => (ty.clone(), 1),
            None => {
                cx.report(&codes::TYPE_UNKNOWN, place.span, Args::new().with("name", name));
                (Type::Any, 1)
            }
        };
        self.known.insert(name.to_owned(), found.clone());
        found
    }

    /// That of an attribute `typeRef`.
    pub(super) fn of_attribute(&mut self, element: Option<&Element>, cx: &mut Cx) -> Type {
        match element.and_then(|element| Some((element, element.attribute("typeRef")?))) {
            Some((element, name)) => self.named(name, element, cx).0,
            None => Type::Any,
        }
    }

    fn item(&mut self, item: &Element, cx: &mut Cx) -> (Type, usize) {
        let components: Vec<&Element> = item.all("itemComponent").collect();
        let one_of = item.attribute("ravand:one-of");
        let (of, parts) = match item.child("typeRef") {
            Some(_) if one_of.is_some() => (Type::one_of(one_of.unwrap_or_default().split(',').map(str::trim)), 1),
            Some(name) => self.named(&name.text, name, cx),
            None if components.is_empty() => match item.child("functionItem") {
                Some(function) => {
                    let count = u16::try_from(function.all("parameters").count()).ok();
                    (Type::Function(count), 1)
                }
                None => (Type::Any, 1),
            },
            None => {
                let (mut fields, mut parts) = (Vec::new(), 1_usize);
                for field in components {
                    let (ty, of) = self.item(field, cx);
                    parts = parts.saturating_add(of);
                    fields.push((field.attribute("name").unwrap_or_default().trim(), ty));
                    if parts > TYPE_PARTS_MAX {
                        break;
                    }
                }
                (Type::context(fields), parts)
            }
        };
        let many = item.attribute("isCollection").map(str::trim) == Some("true");
        (if many { Type::list(of) } else { of }, parts.saturating_add(1))
    }
}

/// What a column of a table is: what it says itself, else its part of the whole result.
pub(super) fn column(own: Type, result: &Type, name: &str, single: bool, hit: HitPolicy) -> Type {
    let row = match result {
        Type::List(of) if !single || hit.gives_lists() => of,
        ty => ty,
    };
    let item = match (own, row) {
        (Type::List(of), _) if single && hit.gives_lists() => (*of).clone(),
        (Type::Any, Type::Context(fields)) if !single => fields.get(name).cloned().unwrap_or(Type::Any),
        (Type::Any, ty) if single => ty.clone(),
        (own, _) => own,
    };
    if hit.gives_lists() { Type::list(item) } else { item }
}

/// The words for types in a file that is written, and the item definitions that it needs.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<(Type, String)>,
    /// Definitions that the model did not have.
    pub(super) new: Vec<(String, Type)>,
}

impl Names {
    pub(super) fn of(declared: &IndexMap<String, TypeDeclaration>) -> Self {
        let plain = |ty: &Type| BUILT_IN.iter().any(|(_, known)| known == ty);
        let named = declared.iter().filter(|(_, declaration)| !plain(&declaration.ty));
        Self { names: named.map(|(name, it)| (it.ty.clone(), name.clone())).collect(), new: Vec::new() }
    }

    /// The word for a type; `None` where nothing has to be said.
    pub(super) fn word(&mut self, ty: &Type, taken: &IndexMap<String, TypeDeclaration>) -> Option<String> {
        if *ty == Type::Any {
            return None;
        }
        if let Some((word, _)) = BUILT_IN.iter().find(|(_, known)| known == ty) {
            return Some((*word).to_owned());
        }
        if let Some((_, name)) = self.names.iter().find(|(known, _)| known == ty) {
            return Some(name.clone());
        }
        // One that is neither taken nor like a type of the standard.
        let free = (self.new.len() + 1..).map(|number| format!("t{number}"));
        let name = free.into_iter().find(|name| !taken.contains_key(name))?;
        self.names.push((ty.clone(), name.clone()));
        self.new.push((name.clone(), ty.clone()));
        Some(name)
    }
}

/// The word of a type that the standard names itself.
pub(super) fn built_in(ty: &Type) -> Option<&'static str> {
    BUILT_IN.iter().find(|(_, known)| known == ty).map(|(word, _)| *word)
}
