//! The keys of a process: head, declarations, flow, decision tables.

use super::step::STEP;
use super::{Chosen, DATE, Field, Form, Group, ID, NAMES, PERCENT, Shape, TERM, TITLE_SHAPE, field, words};
use crate::process::{self, PROVENANCES};
use crate::registry::{self, PARTIES};
use crate::{HOLDERS_MAX, decision, flow, logic};

pub(super) const PROVENANCE: Shape = Shape::Words(words!(PROVENANCES));
pub(super) const ORDER: Shape = Shape::Words(words!(flow::ORDERS));
pub(super) const ROLES: Shape = Shape::Chosen(Chosen::Id, &Shape::Group(&ROLE));
pub(super) const DOCUMENTS: Shape = Shape::Chosen(Chosen::Id, &Shape::Group(&DOCUMENT));
pub(super) const DATA: Shape = Shape::Chosen(Chosen::Name, &DATUM_SHAPE);
pub(super) const SLA_SHAPE: Shape = Shape::Group(&SLA);
pub(super) const ENDS: Shape = Shape::Chosen(Chosen::Id, &Shape::Group(&END));
pub(super) const STEPS: Shape = Shape::Chosen(Chosen::Id, &Shape::Group(&STEP));
pub(super) const BLOCKS_SHAPE: Shape = Shape::List(&BLOCK);
pub(super) const DECISIONS: Shape = Shape::Chosen(Chosen::Id, &Shape::Group(&DECISION));

const TYPE_WORD: Shape = Shape::Words(words!(registry::TYPES));
pub(super) const DATUM_SHAPE: Shape = Shape::Either(&[TYPE_WORD, Shape::Form(Form::Compound), Shape::Group(&DATUM)]);

pub(super) static PROCESS: Group = Group {
    name: "process",
    keys: &process::PROCESS,
    required: &[&["process", "steps", "flow"], &["process", "edges"]],
    fields: &[
        field("process", ID, "Its id in the bank", "شناسهٔ آن در بانک"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("domain", Shape::Text, "The city's domain that it belongs to", "حوزهٔ شهری آن"),
        field("owner", Shape::Text, "The unit that answers for it", "واحدی که پاسخ‌گوی آن است"),
        field("provenance", PROVENANCE, "Where the knowledge about it comes from", "دانش دربارهٔ آن از کجا آمده است"),
        field("valid_from", DATE, "From when it holds", "از چه روزی معتبر است"),
        field("calendar", ID, "The calendar of its offices", "تقویم کاری اداره‌های آن"),
        field("sla", Shape::Group(&SLA), "The promise to the citizen", "تعهد به شهروند"),
        field("order", ORDER, "How its steps are ordered", "گام‌ها به چه ترتیبی می‌آیند"),
        field("data", DATA, "What a case knows", "آنچه پرونده می‌داند"),
        field("documents", DOCUMENTS, "Its documents", "مدرک‌های آن"),
        field("roles", ROLES, "Who takes part", "چه کسانی در آن شرکت دارند"),
        field(
            "ends",
            Shape::Chosen(Chosen::Id, &Shape::Group(&END)),
            "How a case can end",
            "پرونده چگونه پایان می‌یابد",
        ),
        field("steps", Shape::Chosen(Chosen::Id, &Shape::Group(&STEP)), "Its steps", "گام‌های آن"),
        field("flow", Shape::List(&BLOCK), "The order of its steps", "ترتیب گام‌های آن"),
        field(
            "elements",
            Shape::Chosen(Chosen::Id, &Shape::Group(&super::graph::ELEMENT)),
            "Events, gateways and subprocesses of a flow that is a graph",
            "رویدادها، درگاه‌ها و زیرفرایندهای جریانی که گراف است",
        ),
        field("edges", super::graph::EDGES, "The edges between them", "یال‌های میان آن‌ها"),
        field("decisions", DECISIONS, "Its decisions", "تصمیم‌های آن"),
    ],
};

static SLA: Group = Group {
    name: "sla",
    keys: &process::SLA,
    required: &[&["due"]],
    fields: &[
        field("due", TERM, "The whole case's term", "مهلت کل پرونده"),
        field("warn_at", PERCENT, "Warn when this share of the term has passed", "هشدار وقتی این سهم از مهلت گذشت"),
        field("on_breach", Shape::Text, "What happens when it is broken", "اگر رعایت نشود چه می‌شود"),
    ],
};

pub(super) static ROLE: Group = Group {
    name: "role",
    keys: &registry::ROLE,
    required: &[&[]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "holders",
            Shape::Either(&[Shape::Whole(1, HOLDERS_MAX), Shape::Words(|| vec!["unlimited"])]),
            "How many people hold it",
            "چند نفر این نقش را دارند",
        ),
        field("assumed", Shape::YesNo, "Whether their number is assumed", "آیا این شمار فرضی است"),
        field("party", Shape::Words(words!(PARTIES)), "On whose side it stands", "از کدام طرف است"),
    ],
};

pub(super) static DOCUMENT: Group = Group {
    name: "document",
    keys: &registry::DOCUMENT,
    required: &[&[]],
    fields: &[
        field("from", Shape::Words(|| vec!["applicant"]), "Who brings it", "چه کسی آن را می‌آورد"),
        field("optional", Shape::YesNo, "Whether a case goes on without it", "آیا پرونده بدون آن پیش می‌رود"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
    ],
};

pub(super) static END: Group = Group {
    name: "end",
    keys: &registry::END,
    required: &[&["favourable"]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "favourable",
            Shape::YesNo,
            "Whether the applicant got what she asked for",
            "آیا متقاضی به خواسته‌اش رسیده است",
        ),
    ],
};

static DATUM: Group = Group {
    name: "datum",
    keys: &registry::DATUM,
    required: &[&["type"], &["one_of"]],
    fields: &[
        field(
            "type",
            Shape::Either(&[TYPE_WORD, Shape::Form(Form::Compound), Shape::Group(&TYPE)]),
            "Its type",
            "نوع آن",
        ),
        field("one_of", NAMES, "The values that it can have", "مقدارهایی که می‌تواند داشته باشد"),
        field("personal", Shape::YesNo, "Whether it belongs to a person", "آیا دادهٔ شخصی است"),
        field("default", Shape::Text, "Its value until a step fills it in", "مقدار آن تا وقتی گامی پرش کند"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
    ],
};

static TYPE: Group = Group {
    name: "type",
    keys: &registry::TYPE,
    required: &[&["one_of"]],
    fields: &[field("one_of", NAMES, "The values that it can have", "مقدارهایی که می‌تواند داشته باشد")],
};

/// An entry of a flow.
static BLOCK: Shape = Shape::Either(&[ID, Shape::Group(&STAGE), Shape::Group(&ITEM)]);
static BLOCKS: Shape = Shape::List(&BLOCK);

static STAGE: Group = Group {
    name: "stage",
    keys: &flow::STAGE,
    required: &[&["stage", "do"]],
    fields: &[
        field("stage", ID, "A named group of steps", "گروهی از گام‌ها که نام دارد"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("order", ORDER, "How its steps are ordered", "گام‌های آن به چه ترتیبی می‌آیند"),
        field("do", Shape::List(&BLOCK), "What is done in it", "آنچه در آن انجام می‌شود"),
    ],
};

static ITEM: Group = Group {
    name: "entry-of-flow",
    keys: &flow::ITEM,
    required: &[&["all"], &["one"], &["call"], &["end"]],
    fields: &[
        field("stage", ID, "A named group of steps", "گروهی از گام‌ها که نام دارد"),
        field("title", TITLE_SHAPE, "The stage's name for people", "نام مرحله برای مردم"),
        field("order", ORDER, "How the stage's steps are ordered", "گام‌های مرحله به چه ترتیبی می‌آیند"),
        field("do", Shape::List(&BLOCK), "What is done in the stage", "آنچه در مرحله انجام می‌شود"),
        field("all", Shape::List(&BLOCKS), "Every branch, then on", "همهٔ شاخه‌ها، سپس ادامه"),
        field(
            "one",
            Shape::List(&Shape::Group(&BRANCH)),
            "The first branch whose condition holds",
            "نخستین شاخه‌ای که شرطش برقرار است",
        ),
        field("call", ID, "Into another process, then on", "به فرایندی دیگر، سپس ادامه"),
        field(
            "end",
            Shape::Either(&[ID, Shape::Group(&INLINE_END)]),
            "The case ends here",
            "پرونده این‌جا پایان می‌یابد",
        ),
    ],
};

static BRANCH: Group = Group {
    name: "branch",
    keys: &flow::BRANCH,
    required: &[&["when", "do"], &["otherwise"]],
    fields: &[
        field("when", Shape::Text, "The condition", "شرط"),
        field("do", Shape::List(&BLOCK), "What is done if it holds", "اگر برقرار باشد چه می‌شود"),
        field(
            "otherwise",
            Shape::List(&BLOCK),
            "What is done if no condition holds",
            "اگر هیچ شرطی برقرار نباشد چه می‌شود",
        ),
    ],
};

static INLINE_END: Group = Group {
    name: "end-in-flow",
    keys: &flow::INLINE_END,
    required: &[&["id", "favourable"]],
    fields: &[
        field("id", ID, "The end's id", "شناسهٔ پایان"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "favourable",
            Shape::YesNo,
            "Whether the applicant got what she asked for",
            "آیا متقاضی به خواسته‌اش رسیده است",
        ),
    ],
};

const EXPRESSIONS: Shape = Shape::List(&Shape::Text);
const RULES: Shape = Shape::List(&Shape::Chosen(Chosen::Any, &Shape::Text));
const HITS: Shape = Shape::Words(words!(decision::HITS));

const REQUIRES: Field = field(
    "requires",
    Shape::List(&Shape::Text),
    "Decisions that are decided before, knowledge models that it calls, data that it reads",
    "تصمیم‌هایی که پیش از آن گرفته می‌شود، مدل‌های دانشی که فرا می‌خواند و داده‌هایی که می‌خواند",
);
const PARAMETERS: Field = field(
    "parameters",
    DATA,
    "What it is called with, if it is a knowledge model and no step decides by it",
    "اگر مدل دانش باشد و گامی با آن تصمیم نگیرد، با چه فراخوانده می‌شود",
);
const HIT: Field = field("hit", HITS, "Which matching rule counts", "از قاعده‌های منطبق کدام به کار می‌آید");
const INPUTS: Field = field("inputs", EXPRESSIONS, "Expressions of its input columns", "عبارت‌های ستون‌های ورودی");
const OUTPUTS: Field = field("outputs", DATA, "What it gives, with types", "آنچه به دست می‌دهد با نوعش");
const PRIORITIES: Field = field(
    "priorities",
    Shape::Chosen(Chosen::Name, &EXPRESSIONS),
    "For an output its values, the most important first",
    "مقدارهای یک ستون خروجی، مهم‌ترین در آغاز",
);
const RULES_FIELD: Field = field("rules", RULES, "Its rules in order", "قاعده‌ها به ترتیب");
const VALUE: Field =
    field("value", Shape::Either(&FORMS), "How it decides, if not by a table", "اگر با جدول نباشد چگونه تصمیم می‌گیرد");

/// Statics, because an expression holds expressions.
static FORMS: [Shape; 2] = [Shape::Text, Shape::Group(&LOGIC)];
static BOXED: Shape = Shape::Either(&FORMS);
static BOXED_LIST: Shape = Shape::List(&BOXED);

pub(super) static LOGIC: Group = Group {
    name: "expression",
    keys: &logic::LOGIC,
    required: &[
        &["context"],
        &["call"],
        &["list"],
        &["relation", "rows"],
        &["function", "value"],
        &["if", "then", "else"],
        &["filter", "match"],
        &["for", "in", "return"],
        &["some", "in", "satisfies"],
        &["every", "in", "satisfies"],
        &["table"],
        &["value"],
    ],
    fields: &[
        field(
            "context",
            Shape::Chosen(Chosen::Any, &BOXED),
            "Entries by name, each seeing those before it",
            "نام‌ها با مقدارشان؛ هر یک پیشینیان خود را می‌بیند",
        ),
        field(
            "result",
            Shape::Either(&FORMS),
            "What the context gives in place of its entries",
            "آنچه به جای خود نام‌ها به دست می‌آید",
        ),
        field(
            "call",
            Shape::Text,
            "A knowledge model or a function that is called",
            "مدل دانش یا تابعی که فراخوانده می‌شود",
        ),
        field("with", Shape::Chosen(Chosen::Any, &BOXED), "The arguments by name", "آرگومان‌ها با نامشان"),
        field("list", Shape::List(&BOXED), "Values in an order", "چند مقدار به ترتیب"),
        field("relation", EXPRESSIONS, "The columns of a relation", "ستون‌های یک رابطه"),
        field(
            "rows",
            Shape::List(&BOXED_LIST),
            "A value for each column, row by row",
            "سطر به سطر، برای هر ستون یک مقدار",
        ),
        field("function", DATA, "The parameters of a function", "پارامترهای یک تابع"),
        field("if", Shape::Either(&FORMS), "A condition", "یک شرط"),
        field("then", Shape::Either(&FORMS), "What holds if it is true", "اگر درست باشد چه برقرار است"),
        field("else", Shape::Either(&FORMS), "What holds if it is not", "اگر درست نباشد چه برقرار است"),
        field("filter", Shape::Either(&FORMS), "A list of which some items are kept", "فهرستی که برخی از آن می‌ماند"),
        field(
            "match",
            Shape::Either(&FORMS),
            "Which items are kept: a condition over `item`",
            "کدام می‌ماند: شرطی دربارهٔ `item`",
        ),
        field("for", Shape::Text, "The name of the item, to make a list", "نام هر عضو، برای ساختن فهرست"),
        field("some", Shape::Text, "The name of the item, of which one must do", "نام هر عضو؛ یکی بس است"),
        field("every", Shape::Text, "The name of the item, of which all must do", "نام هر عضو؛ همه لازم است"),
        field("in", Shape::Either(&FORMS), "The list", "فهرست"),
        field("return", Shape::Either(&FORMS), "What is made of each item", "آنچه از هر عضو ساخته می‌شود"),
        field("satisfies", Shape::Either(&FORMS), "The condition", "شرط"),
        field("table", Shape::Group(&TABLE), "A decision table", "جدول تصمیم"),
        field(
            "type",
            Shape::Either(&[TYPE_WORD, Shape::Form(Form::Compound), Shape::Group(&TYPE)]),
            "The type of an entry",
            "نوع آن",
        ),
        field(
            "value",
            Shape::Either(&FORMS),
            "What a function gives, or an entry that has a type",
            "آنچه تابع به دست می‌دهد، یا مقدار نامی که نوع دارد",
        ),
    ],
};

pub(super) static TABLE: Group = Group {
    name: "table",
    keys: &decision::TABLE,
    required: &[&["inputs", "outputs", "rules"]],
    fields: &[HIT, INPUTS, OUTPUTS, PRIORITIES, RULES_FIELD],
};

static DECISION: Group = Group {
    name: "decision",
    keys: &decision::DECISION,
    required: &[&["inputs", "outputs", "rules"], &["value"], &["see"]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("basis", Shape::Text, "What it rests on", "بر چه استوار است"),
        REQUIRES,
        PARAMETERS,
        HIT,
        INPUTS,
        OUTPUTS,
        PRIORITIES,
        RULES_FIELD,
        VALUE,
        field("see", Shape::Text, "The file that holds the decision", "فایلی که تصمیم در آن است"),
    ],
};

pub(super) static WRITTEN: Group = Group {
    name: "decision-in-place",
    keys: &decision::WRITTEN,
    required: &[&["inputs", "outputs", "rules"], &["value"]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("basis", Shape::Text, "What it rests on", "بر چه استوار است"),
        REQUIRES,
        PARAMETERS,
        HIT,
        INPUTS,
        OUTPUTS,
        PRIORITIES,
        RULES_FIELD,
        VALUE,
    ],
};

pub(super) static DECISION_FILE: Group = Group {
    name: "decision-file",
    keys: &decision::DECISION_FILE,
    required: &[&["decision", "inputs", "outputs", "rules"], &["decision", "value"]],
    fields: &[
        field("decision", ID, "Its id in the bank", "شناسهٔ آن در بانک"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("basis", Shape::Text, "What it rests on", "بر چه استوار است"),
        REQUIRES,
        PARAMETERS,
        HIT,
        INPUTS,
        OUTPUTS,
        PRIORITIES,
        RULES_FIELD,
        VALUE,
    ],
};
