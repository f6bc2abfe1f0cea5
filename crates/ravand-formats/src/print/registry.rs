//! Declarations that a process and the registries of a bank share, and those registries.

use super::value::{declared, title};
use super::yaml::{Doc, Map, Style};
use crate::registry::{LANGUAGES, PARTIES};
use crate::{BankFile, DistrictDeclaration, LawDeclaration, UnitDeclaration};
use indexmap::IndexMap;
use ravand_core::{
    DataDeclaration, DataName, DocumentDeclaration, DocumentId, EndDeclaration, EndId, Holders, LawId, Party,
    RoleDeclaration, RoleId,
};
use ravand_feel::{Type, Value};

use super::value::word;

/// A bank's head as YAML: `bank.yaml`.
pub fn print_bank(bank: &BankFile) -> String {
    let BankFile { id, title: name, languages, calendar, units, districts, risk } = bank;
    let mut map = Map::new(Style::Spaced);
    map.put("bank", Doc::text(&id.value));
    map.say("title", title(name));
    map.group("languages", Doc::list(languages.iter().filter_map(|language| word(LANGUAGES, &language.value))));
    map.say("calendar", super::value::shown(calendar));
    map.group("units", declared(units, unit));
    map.group("districts", declared(districts, district));
    map.group("risk", declared(risk, |weight| Doc::text(weight.value)));
    Doc::Map(map).print()
}

fn unit(unit: &UnitDeclaration) -> Doc {
    let UnitDeclaration { title: name, part_of, span: _ } = unit;
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    map.say("part_of", super::value::shown(part_of));
    Doc::Map(map)
}

fn district(district: &DistrictDeclaration) -> Doc {
    let DistrictDeclaration { title: name, areas, span: _ } = district;
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    map.say("areas", areas.map(Doc::text));
    Doc::Map(map)
}

/// A registry of roles as YAML: `roles.yaml`.
pub fn print_roles(all: &IndexMap<RoleId, RoleDeclaration>) -> String {
    file("roles", roles(all))
}

/// A registry of documents as YAML: `documents.yaml`.
pub fn print_documents(all: &IndexMap<DocumentId, DocumentDeclaration>) -> String {
    file("documents", documents(all))
}

/// A registry of laws as YAML: `laws.yaml`.
pub fn print_laws(all: &IndexMap<LawId, LawDeclaration>) -> String {
    file("laws", declared(all, law))
}

fn file(key: &str, declarations: Doc) -> String {
    let mut map = Map::new(Style::Spaced);
    map.put(key, declarations);
    Doc::Map(map).print()
}

pub(crate) fn roles(all: &IndexMap<RoleId, RoleDeclaration>) -> Doc {
    declared(all, role)
}

pub(crate) fn documents(all: &IndexMap<DocumentId, DocumentDeclaration>) -> Doc {
    declared(all, document)
}

pub(crate) fn data(all: &IndexMap<DataName, DataDeclaration>) -> Doc {
    declared(all, datum)
}

pub(crate) fn ends(all: &IndexMap<EndId, EndDeclaration>) -> Doc {
    declared(all, end)
}

pub(crate) fn role(role: &RoleDeclaration) -> Doc {
    let RoleDeclaration { title: name, holders, assumed, party, span: _ } = role;
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    map.say(
        "holders",
        holders.map(|holders| match holders {
            Holders::Count(count) => Doc::text(count),
            Holders::Unlimited => Doc::text("unlimited"),
        }),
    );
    map.say("assumed", assumed.then(|| Doc::yes_no(true)));
    if *party != Party::default() {
        map.say("party", word(PARTIES, party));
    }
    Doc::Map(map)
}

pub(crate) fn document(document: &DocumentDeclaration) -> Doc {
    let DocumentDeclaration { title: name, from_applicant, optional, span: _ } = document;
    let mut map = Map::new(Style::Fit);
    map.say("from", from_applicant.then(|| Doc::text("applicant")));
    map.say("optional", optional.then(|| Doc::yes_no(true)));
    map.say("title", title(name));
    Doc::Map(map)
}

pub(crate) fn end(end: &EndDeclaration) -> Doc {
    let EndDeclaration { title: name, favourable, span: _ } = end;
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    map.put("favourable", Doc::yes_no(*favourable));
    Doc::Map(map)
}

fn law(law: &LawDeclaration) -> Doc {
    let LawDeclaration { title: name, span: _ } = law;
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    Doc::Map(map)
}

/// A type alone.
pub(crate) fn type_of(ty: &Type) -> Doc {
    match ty {
        Type::Enum(names) => {
            let mut map = Map::new(Style::Fit);
            map.put("one_of", Doc::list(names.names().iter().map(Doc::text)));
            Doc::Map(map)
        }
        plain => Doc::text(plain),
    }
}

/// A datum: its type alone, or with what more is said of it.
pub(crate) fn datum(datum: &DataDeclaration) -> Doc {
    let DataDeclaration { ty, personal, default, title: name, span: _ } = datum;
    let mut more = Map::new(Style::Fit);
    more.say("personal", personal.then(|| Doc::yes_no(true)));
    more.say("default", default.as_ref().map(|value| Doc::Text(value_text(ty, value))));
    more.say("title", title(name));
    let mut map = Map::new(Style::Fit);
    match ty {
        Type::Enum(names) => map.put("one_of", Doc::list(names.names().iter().map(Doc::text))),
        // The type's own word is the language's.
        plain if more.entries.is_empty() => return Doc::text(plain),
        plain => map.put("type", Doc::text(plain)),
    }
    map.entries.append(&mut more.entries);
    Doc::Map(map)
}

fn value_text(ty: &Type, value: &Value) -> String {
    match value {
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Text(text) => text.to_string(),
        // Where a datum of that type is known, a time needs no sign before it.
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::Days(value) => value.to_string(),
        Value::Months(value) => value.to_string(),
        other => ty.show(other),
    }
}
