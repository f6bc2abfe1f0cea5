//! Declarations that a process and the registries of a bank share: roles, documents, data,
//! ends; and the files `roles.yaml`, `documents.yaml`, `laws.yaml` and `bank.yaml`.

use crate::archetype::codes as ar;
use crate::codes as ya;
use crate::ident::{id, id_of, name_of, twins};
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::value::{number, title, whole, yes_no};
use indexmap::IndexMap;
use ravand_core::{
    Args, CalendarId, DataDeclaration, DataName, DistrictId, DocumentDeclaration, DocumentId, EndDeclaration, Holders,
    Language, LawId, Party, RoleDeclaration, RoleId, SourceId, Sources, Span, Spanned, Title, UnitId,
};
use ravand_feel::{Number, Type, Value};
use std::collections::BTreeSet;
use std::str::FromStr;

/// Values of one `one_of`.
pub const NAMES_MAX: usize = 10_000;
/// Holders that a role can have.
pub const HOLDERS_MAX: u32 = 1_000_000;

pub(crate) static ROLE: Keys = Keys { known: &["title", "holders", "assumed", "party"], later: &[] };
pub(crate) static DOCUMENT: Keys = Keys { known: &["from", "optional", "title"], later: &[] };
pub(crate) static END: Keys = Keys { known: &["title", "favourable"], later: &[] };
pub(crate) static DATUM: Keys = Keys { known: &["type", "one_of", "personal", "default", "title"], later: &[] };
pub(crate) static TYPE: Keys = Keys { known: &["one_of"], later: &[] };
pub(crate) static LAW: Keys = Keys { known: &["title"], later: &[] };
pub(crate) static ROLES_FILE: Keys = Keys { known: &["roles"], later: &[] };
pub(crate) static DOCUMENTS_FILE: Keys = Keys { known: &["documents"], later: &[] };
pub(crate) static LAWS_FILE: Keys = Keys { known: &["laws"], later: &[] };
pub(crate) static BANK_FILE: Keys =
    Keys { known: &["bank", "title", "languages", "calendar", "units", "districts", "risk"], later: &[] };
pub(crate) static UNIT: Keys = Keys { known: &["title", "part_of"], later: &[] };
pub(crate) static DISTRICT: Keys = Keys { known: &["title", "areas"], later: &[] };

/// Areas of a district.
pub const AREAS_MAX: u32 = 1_000;

/// The types of data that one word names; what is made of others is written out: `list of text`.
pub(crate) const TYPES: &[(&str, Type)] = &[
    ("number", Type::Number),
    ("text", Type::Text),
    ("yes_no", Type::Bool),
    ("date", Type::Date),
    ("time", Type::Time),
    ("date_time", Type::DateTime),
    ("duration", Type::Days),
    ("months_duration", Type::Months),
    ("any", Type::Any),
];
/// What begins a type that is made of others.
pub(crate) const COMPOUND: &[&str] = &["list of ", "range of ", "context {"];

/// Whose side a role is on, as it is written.
pub(crate) const PARTIES: &[(&str, Party)] = &[
    ("city", Party::City),
    ("applicant", Party::Applicant),
    ("other-body", Party::OtherBody),
    ("system", Party::System),
];
/// Languages, as they are written.
pub(crate) const LANGUAGES: &[(&str, Language)] = &[("en", Language::En), ("fa", Language::Fa)];

/// The head of a bank.
#[derive(Debug, Clone, PartialEq)]
pub struct BankFile {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name for people.
    pub title: Title,
    /// The languages that its titles are written in.
    pub languages: Vec<Spanned<Language>>,
    /// The calendar of processes that name none.
    pub calendar: Option<Spanned<CalendarId>>,
    /// The units of the city, which own processes.
    pub units: IndexMap<UnitId, UnitDeclaration>,
    /// The districts of the city.
    pub districts: IndexMap<DistrictId, DistrictDeclaration>,
    /// Weights of the design-risk score that differ from the built-in ones.
    pub risk: IndexMap<String, Spanned<f64>>,
}

/// A unit of the city.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitDeclaration {
    /// Its name for people.
    pub title: Title,
    /// The unit that it is a part of.
    pub part_of: Option<Spanned<UnitId>>,
    /// Where it was declared.
    pub span: Span,
}

/// A district of the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictDeclaration {
    /// Its name for people.
    pub title: Title,
    /// How many areas it is divided into, if that is known.
    pub areas: Option<u32>,
    /// Where it was declared.
    pub span: Span,
}

/// A law that steps may rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawDeclaration {
    /// Its name for people.
    pub title: Title,
    /// Where it was declared.
    pub span: Span,
}

/// Reads `bank.yaml`.
pub fn read_bank(sources: &Sources, id: SourceId) -> Read<BankFile> {
    read_file(sources, id, "bank", &BANK_FILE, |fields, cx| {
        let id = fields.require("bank", cx, self::id::<String>);
        let title = fields.read("title", cx, title).unwrap_or_default();
        let languages = fields.read("languages", cx, |p, cx| p.list(cx, language)).unwrap_or_default();
        let calendar = fields.read("calendar", cx, self::id);
        let units = fields.read("units", cx, |p, cx| declared(p, cx, id_of, unit)).unwrap_or_default();
        units_in_order(&units, cx);
        let districts = fields.read("districts", cx, |p, cx| declared(p, cx, id_of, district)).unwrap_or_default();
        let risk = fields.read("risk", cx, |p, cx| declared(p, cx, name_of::<String>, number));
        Some(BankFile { id: id?, title, languages, calendar, units, districts, risk: risk.unwrap_or_default() })
    })
}

fn unit(place: &Place<'_>, cx: &mut Cx) -> Option<UnitDeclaration> {
    let fields = Fields::open(place, &UNIT, cx)?;
    let title = fields.require("title", cx, title)?;
    Some(UnitDeclaration { title, part_of: fields.read("part_of", cx, id), span: place.key })
}

fn district(place: &Place<'_>, cx: &mut Cx) -> Option<DistrictDeclaration> {
    let fields = Fields::open(place, &DISTRICT, cx)?;
    let title = fields.require("title", cx, title)?;
    let areas = fields.read("areas", cx, |p, cx| whole(p, cx, 1, AREAS_MAX)).map(|areas| areas.value);
    Some(DistrictDeclaration { title, areas, span: place.key })
}

/// Units are parts of units that exist, and of none that is a part of them.
fn units_in_order(units: &IndexMap<UnitId, UnitDeclaration>, cx: &mut Cx) {
    let mut settled: BTreeSet<&UnitId> = BTreeSet::new();
    for (id, declared) in units {
        let mut way = vec![id];
        let mut at = declared;
        while let Some(above) = at.part_of.as_ref().filter(|_| !settled.contains(way.last().copied().unwrap_or(id))) {
            let Some((above_id, next)) = units.get_key_value(&above.value) else {
                let at = way.last().copied().unwrap_or(id);
                cx.report(&ar::NO_UNIT, above.span, Args::new().with("id", above).with("at", at));
                break;
            };
            if let Some(first) = way.iter().position(|seen| *seen == above_id) {
                let ring = way.iter().skip(first).chain([&above_id]).map(|id| format!("`{id}`"));
                let ring = ring.collect::<Vec<_>>().join(" → ");
                cx.report(&ar::UNIT_RING, above.span, Args::new().with("ring", ring));
                break;
            }
            way.push(above_id);
            at = next;
        }
        settled.extend(way);
    }
}

/// Reads `roles.yaml`.
pub fn read_roles(sources: &Sources, id: SourceId) -> Read<IndexMap<RoleId, RoleDeclaration>> {
    read_file(sources, id, "roles", &ROLES_FILE, |fields, cx| fields.require("roles", cx, roles))
}

/// Reads `documents.yaml`.
pub fn read_documents(sources: &Sources, id: SourceId) -> Read<IndexMap<DocumentId, DocumentDeclaration>> {
    read_file(sources, id, "documents", &DOCUMENTS_FILE, |fields, cx| fields.require("documents", cx, documents))
}

/// Reads `laws.yaml`.
pub fn read_laws(sources: &Sources, id: SourceId) -> Read<IndexMap<LawId, LawDeclaration>> {
    read_file(sources, id, "laws", &LAWS_FILE, |fields, cx| {
        fields.require("laws", cx, |p, cx| declared(p, cx, id_of, law))
    })
}

fn language(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Language>> {
    place.word(cx, LANGUAGES)
}

/// A group of declarations: freely chosen keys, each with its declaration.
pub(crate) fn declared<K, V>(
    place: &Place<'_>,
    cx: &mut Cx,
    key_of: fn(&Spanned<&str>, &str, &mut Cx) -> Option<Spanned<K>>,
    read: impl Fn(&Place<'_>, &mut Cx) -> Option<V>,
) -> Option<IndexMap<K, V>>
where
    K: std::hash::Hash + Eq,
{
    let mut all = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let id = key_of(&key, &place.path, cx);
        let declaration = read(&field, cx);
        if let (Some(id), Some(declaration)) = (id, declaration) {
            all.insert(id.value, declaration);
        }
    }
    Some(all)
}

/// `roles: { … }`.
pub(crate) fn roles(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<RoleId, RoleDeclaration>> {
    twins(place, cx);
    declared(place, cx, id_of, role)
}

/// `documents: { … }`.
pub(crate) fn documents(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<DocumentId, DocumentDeclaration>> {
    twins(place, cx);
    declared(place, cx, id_of, document)
}

/// `data: { … }`.
pub(crate) fn data(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<DataName, DataDeclaration>> {
    twins(place, cx);
    declared(place, cx, name_of, datum)
}

/// `ends: { … }`.
pub(crate) fn ends(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<ravand_core::EndId, EndDeclaration>> {
    twins(place, cx);
    declared(place, cx, id_of, end)
}

pub(crate) fn end(place: &Place<'_>, cx: &mut Cx) -> Option<EndDeclaration> {
    let fields = Fields::open(place, &END, cx)?;
    end_fields(&fields, cx)
}

/// The declaration of an end, but for its id.
pub(crate) fn end_fields(fields: &Fields<'_>, cx: &mut Cx) -> Option<EndDeclaration> {
    let title = fields.read("title", cx, title).unwrap_or_default();
    let favourable = fields.require("favourable", cx, yes_no)?;
    Some(EndDeclaration { title, favourable: favourable.value, span: fields.key })
}

pub(crate) fn role(place: &Place<'_>, cx: &mut Cx) -> Option<RoleDeclaration> {
    let fields = Fields::open(place, &ROLE, cx)?;
    Some(RoleDeclaration {
        title: fields.read("title", cx, title).unwrap_or_default(),
        holders: fields.read("holders", cx, holders),
        assumed: fields.read("assumed", cx, yes_no).is_some_and(|a| a.value),
        party: fields.read("party", cx, party).unwrap_or_default(),
        span: place.key,
    })
}

fn holders(place: &Place<'_>, cx: &mut Cx) -> Option<Holders> {
    if place.text(cx)?.value == "unlimited" {
        return Some(Holders::Unlimited);
    }
    whole(place, cx, 1, HOLDERS_MAX).map(|n| Holders::Count(n.value))
}

fn party(place: &Place<'_>, cx: &mut Cx) -> Option<Party> {
    place.word(cx, PARTIES).map(|p| p.value)
}

pub(crate) fn document(place: &Place<'_>, cx: &mut Cx) -> Option<DocumentDeclaration> {
    let fields = Fields::open(place, &DOCUMENT, cx)?;
    Some(DocumentDeclaration {
        title: fields.read("title", cx, title).unwrap_or_default(),
        from_applicant: fields.read("from", cx, |p, cx| p.word(cx, &[("applicant", ())])).is_some(),
        optional: fields.read("optional", cx, yes_no).is_some_and(|o| o.value),
        span: place.key,
    })
}

fn law(place: &Place<'_>, cx: &mut Cx) -> Option<LawDeclaration> {
    let fields = Fields::open(place, &LAW, cx)?;
    let title = fields.require("title", cx, title)?;
    Some(LawDeclaration { title, span: place.key })
}

/// A datum: `number`, `{ one_of: [a, b] }`, or with more said about it.
pub(crate) fn datum(place: &Place<'_>, cx: &mut Cx) -> Option<DataDeclaration> {
    let plain = |ty| DataDeclaration { ty, personal: false, default: None, title: Title::default(), span: place.key };
    if place.mapping().is_none() {
        return plain_type(place, cx).map(plain);
    }
    let fields = Fields::open(place, &DATUM, cx)?;
    let ty = if fields.wrote("one_of") {
        if let Some(both) = fields.get("type") {
            let args = Args::new().with("key", "type").with("at", &fields.path).with("known", "one_of");
            cx.report(&ya::UNKNOWN_KEY, both.key, args);
        }
        fields.read("one_of", cx, one_of)
    } else {
        fields.require("type", cx, any_type)
    };
    let personal = fields.read("personal", cx, yes_no).is_some_and(|p| p.value);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let default = match &ty {
        Some(ty) => fields.read("default", cx, |p, cx| value_of(p, ty, cx)),
        None => None,
    };
    Some(DataDeclaration { personal, title, default, ..plain(ty?) })
}

/// A type in one word, or a list of names.
pub(crate) fn any_type(place: &Place<'_>, cx: &mut Cx) -> Option<Type> {
    if place.mapping().is_none() {
        return plain_type(place, cx);
    }
    Fields::open(place, &TYPE, cx)?.require("one_of", cx, one_of)
}

fn plain_type(place: &Place<'_>, cx: &mut Cx) -> Option<Type> {
    let text = place.text(cx)?;
    if COMPOUND.iter().any(|word| text.starts_with(word)) {
        let ty = Type::from_str(text.value).ok();
        if ty.is_none() {
            place.report(cx, &ya::NOT_ONE_OF, Args::new().with("found", text.value).with("known", compounds()));
        }
        return ty;
    }
    let words: Vec<(&'static str, usize)> = TYPES.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
    let word = place.word(cx, &words)?;
    TYPES.get(word.value).map(|(_, ty)| ty.clone())
}

fn compounds() -> String {
    let words: Vec<&str> = TYPES.iter().map(|(word, _)| *word).collect();
    format!("{}, list of TYPE, range of TYPE, context {{NAME: TYPE}}", words.join(", "))
}

fn one_of(place: &Place<'_>, cx: &mut Cx) -> Option<Type> {
    let items = place.items(cx)?;
    if items.len() > NAMES_MAX {
        let args = Args::new().with("at", &place.path).with("count", items.len()).with("max", NAMES_MAX);
        cx.report(&ya::TOO_MANY_NAMES, place.key, args);
        return None;
    }
    let mut names: IndexMap<String, Span> = IndexMap::new();
    for item in &items {
        let Some(name) = item.text(cx).and_then(|t| name_of::<String>(&t, &place.path, cx)) else {
            continue;
        };
        if let Some(first) = names.get(&name.value) {
            let args = Args::new().with("found", &name.value).with("at", &place.path);
            let twice = ravand_core::Diagnostic::at(&ya::DUPLICATE_ENTRY, name.span, args);
            cx.push(twice.note(*first, &ya::FIRST_HERE, Args::new()));
            continue;
        }
        names.insert(name.value, name.span);
    }
    if items.is_empty() {
        place.report(cx, &ya::EMPTY_TEXT, Args::new());
    }
    (!names.is_empty()).then(|| Type::one_of(names.into_keys()))
}

/// A value of a type, as a default says it.
fn value_of(place: &Place<'_>, ty: &Type, cx: &mut Cx) -> Option<Value> {
    match ty {
        Type::Bool => yes_no(place, cx).map(|v| Value::from(v.value)),
        Type::Text => place.text(cx).map(|t| Value::from(t.value)),
        Type::Number => {
            let text = place.text(cx)?;
            if crate::value::has_foreign_digits(place, &text, cx) {
                return None;
            }
            let number = Number::from_str(text.value).ok();
            if number.is_none() {
                place.report(cx, &ya::NOT_NUMBER, Args::new().with("found", text.value));
            }
            number.map(Value::from)
        }
        Type::Enum(names) => {
            let text = place.text(cx)?;
            let value = names.value(text.value);
            if value.is_none() {
                place.report(cx, &ya::NOT_ONE_OF, Args::new().with("found", text.value).with("known", names));
            }
            value.map(Value::from)
        }
        ty => {
            let text = place.text(cx)?;
            let value = ty.read(text.value);
            if value.is_none() {
                place.report(cx, &ya::NOT_ONE_OF, Args::new().with("found", text.value).with("known", ty));
            }
            value
        }
    }
}
