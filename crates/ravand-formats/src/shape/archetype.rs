//! The keys of an archetype, of its parameters, and of a catalogue's rows.
//!
//! The body of an archetype is a process in which parameters and conditions stand: its keys
//! are put in order like a process's, and its values are the reader's to check.

use super::overlay::CHANGES;
use super::process::{BLOCKS_SHAPE, DATA, DECISIONS, DOCUMENTS, ENDS, ORDER, PROVENANCE, ROLES, SLA_SHAPE, STEPS};
use super::{Chosen, DATE, Group, ID, NAMES, Shape, TITLE_SHAPE, field};
use crate::archetype;

const GIVEN: Shape = Shape::Chosen(Chosen::Any, &Shape::Template(&Shape::Text));

pub(super) static ARCHETYPE: Group = Group {
    name: "archetype",
    keys: &archetype::ARCHETYPE,
    required: &[&["archetype"]],
    fields: &[
        field("archetype", ID, "Its id in the bank", "شناسهٔ آن در بانک"),
        field("title", Shape::Template(&TITLE_SHAPE), "Its name for people", "نام آن برای مردم"),
        field(
            "parameters",
            Shape::Chosen(Chosen::Any, &Shape::Either(&[Shape::Text, Shape::Group(&PARAMETER)])),
            "What a process made of it gives",
            "آنچه فرایندِ ساخته از آن می‌دهد",
        ),
        field("use", ID, "The archetype that it refines", "کهن‌الگویی که دقیق‌ترش می‌کند"),
        field("with", GIVEN, "What it gives to that one", "آنچه به آن می‌دهد"),
        field("changes", Shape::Template(&CHANGES), "Where that one does not quite fit", "جاهایی که آن درست نمی‌نشیند"),
        field("domain", Shape::Template(&Shape::Text), "The city's domain that it belongs to", "حوزهٔ شهری آن"),
        field("owner", Shape::Template(&Shape::Text), "The unit that answers for it", "واحدی که پاسخ‌گوی آن است"),
        field("provenance", Shape::Template(&PROVENANCE), "Where the knowledge comes from", "دانش از کجا آمده است"),
        field("valid_from", Shape::Template(&DATE), "From when it holds", "از چه روزی معتبر است"),
        field("calendar", Shape::Template(&ID), "The calendar of its offices", "تقویم کاری اداره‌های آن"),
        field("sla", Shape::Template(&SLA_SHAPE), "The promise to the citizen", "تعهد به شهروند"),
        field("order", Shape::Template(&ORDER), "How its steps are ordered", "گام‌ها به چه ترتیبی می‌آیند"),
        field("data", Shape::Template(&DATA), "What a case knows", "آنچه پرونده می‌داند"),
        field("documents", Shape::Template(&DOCUMENTS), "Its documents", "مدرک‌های آن"),
        field("roles", Shape::Template(&ROLES), "Who takes part", "چه کسانی در آن شرکت دارند"),
        field("ends", Shape::Template(&ENDS), "How a case can end", "پرونده چگونه پایان می‌یابد"),
        field("steps", Shape::Template(&STEPS), "Its steps", "گام‌های آن"),
        field("flow", Shape::Template(&BLOCKS_SHAPE), "The order of its steps", "ترتیب گام‌های آن"),
        field("decisions", Shape::Template(&DECISIONS), "Its decision tables", "جدول‌های تصمیم آن"),
    ],
};

static PARAMETER: Group = Group {
    name: "parameter",
    keys: &archetype::parameter::PARAMETER,
    required: &[&["type"], &["one_of"]],
    fields: &[
        field("type", Shape::Text, "What can be given", "چه چیزی می‌توان داد"),
        field("one_of", NAMES, "The words that can be given", "واژه‌هایی که می‌توان داد"),
        field(
            "default",
            Shape::Template(&Shape::Text),
            "What holds if nothing is given",
            "اگر چیزی ندهند چه به کار می‌رود",
        ),
        field("optional", Shape::YesNo, "Whether it can be left away", "آیا می‌توان آن را نداد"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
    ],
};

pub(super) static CATALOGUE: Group = Group {
    name: "catalogue",
    keys: &archetype::CATALOGUE,
    required: &[&["catalogue", "rows"]],
    fields: &[
        field("catalogue", ID, "Its id in the bank", "شناسهٔ آن در بانک"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("domain", Shape::Text, "The domain of its rows", "حوزهٔ ردیف‌های آن"),
        field("owner", Shape::Text, "The unit that answers for its rows", "واحدی که پاسخ‌گوی ردیف‌هاست"),
        field("provenance", PROVENANCE, "Where the knowledge comes from", "دانش از کجا آمده است"),
        field("valid_from", DATE, "From when its rows hold", "ردیف‌ها از چه روزی معتبرند"),
        field("calendar", ID, "The calendar of their offices", "تقویم کاری اداره‌های آن‌ها"),
        field("rows", Shape::List(&Shape::Group(&ROW)), "A process each", "هر ردیف یک فرایند"),
    ],
};

static ROW: Group = Group {
    name: "row",
    keys: &archetype::ROW,
    required: &[&["id", "use"]],
    fields: &[
        field("id", ID, "The process's id", "شناسهٔ فرایند"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("domain", Shape::Text, "The city's domain that it belongs to", "حوزهٔ شهری آن"),
        field("owner", Shape::Text, "The unit that answers for it", "واحدی که پاسخ‌گوی آن است"),
        field("provenance", PROVENANCE, "Where the knowledge comes from", "دانش از کجا آمده است"),
        field("valid_from", DATE, "From when it holds", "از چه روزی معتبر است"),
        field("calendar", ID, "The calendar of its offices", "تقویم کاری اداره‌های آن"),
        field("use", ID, "The archetype that it is made of", "کهن‌الگویی که از آن ساخته می‌شود"),
        field("with", GIVEN, "What it gives to the archetype", "آنچه به کهن‌الگو می‌دهد"),
        field("sla", SLA_SHAPE, "The promise to the citizen", "تعهد به شهروند"),
        field("data", DATA, "What a case knows besides", "آنچه پرونده افزون بر آن می‌داند"),
        field("documents", DOCUMENTS, "Documents that join the archetype's", "مدرک‌هایی که افزوده می‌شوند"),
        field("roles", ROLES, "Roles that join the archetype's", "نقش‌هایی که افزوده می‌شوند"),
        field("decisions", DECISIONS, "Tables that join the archetype's", "جدول‌هایی که افزوده می‌شوند"),
        field("changes", CHANGES, "Where the archetype does not quite fit", "جاهایی که کهن‌الگو درست نمی‌نشیند"),
    ],
};
