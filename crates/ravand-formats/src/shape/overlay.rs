//! The keys of an overlay and of its operations.

use super::process::{
    BLOCKS_SHAPE, DATA, DATUM_SHAPE, DECISIONS, DOCUMENT, DOCUMENTS, END, ENDS, ORDER, PROVENANCE, ROLE, ROLES,
    SLA_SHAPE, WRITTEN,
};
use super::step::{PATCH, STEP};
use super::{Chosen, DATE, Group, ID, IDS, NAME, Shape, TITLE_SHAPE, field, words};
use crate::action;
use crate::overlay::{self, KINDS};

const STEP_OR_SUBJECT: Shape = Shape::Either(&[ID, Shape::Group(&SUBJECT)]);
/// Of a step, the process, a stage, a role, a document, an end, a datum or a table.
const TO: Shape = Shape::Either(&[
    Shape::Group(&PATCH),
    Shape::Group(&PROCESS_PATCH),
    Shape::Group(&STAGE_PATCH),
    Shape::Group(&NEW_STAGE),
    Shape::Group(&ROLE),
    Shape::Group(&DOCUMENT),
    Shape::Group(&END),
    DATUM_SHAPE,
    Shape::Group(&WRITTEN),
]);
pub(super) const CHANGES: Shape = Shape::List(&Shape::Group(&CHANGE));

pub(super) static OVERLAY: Group = Group {
    name: "overlay",
    keys: &overlay::OVERLAY,
    required: &[&["overlay", "of", "changes"]],
    fields: &[
        field("overlay", ID, "Its id in the bank", "شناسهٔ آن در بانک"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("of", ID, "The process that it changes", "فرایندی که تغییر می‌دهد"),
        field(
            "base",
            Shape::Text,
            "The digest of the process that it was written for",
            "چکیدهٔ فرایندی که برای آن نوشته شده است",
        ),
        field(
            "kind",
            Shape::Words(words!(KINDS)),
            "A reform for all, or how one office differs",
            "اصلاحی برای همه، یا تفاوت یک اداره",
        ),
        field("provenance", PROVENANCE, "Where the knowledge about it comes from", "دانش دربارهٔ آن از کجا آمده است"),
        field("reason", TITLE_SHAPE, "Why it exists", "چرا هست"),
        field("expires", DATE, "Until when: a variant is a debt", "تا چه روزی: هر گونه یک بدهی است"),
        field(
            "changes",
            Shape::List(&Shape::Group(&CHANGE)),
            "Its operations, in any order",
            "عمل‌های آن، به هر ترتیبی",
        ),
        field("roles", ROLES, "Roles that it brings", "نقش‌هایی که می‌آورد"),
        field("documents", DOCUMENTS, "Documents that it brings", "مدرک‌هایی که می‌آورد"),
        field("data", DATA, "Data that it brings", "داده‌هایی که می‌آورد"),
        field("ends", ENDS, "Ends that it brings", "پایان‌هایی که می‌آورد"),
        field("decisions", DECISIONS, "Decision tables that it brings", "جدول‌های تصمیمی که می‌آورد"),
    ],
};

static CHANGE: Group = Group {
    name: "operation",
    keys: &overlay::CHANGE,
    required: &[
        &["add", "step", "why"],
        &["remove", "why"],
        &["merge", "into", "why"],
        &["move", "why"],
        &["change", "to", "why"],
        &["automate", "why"],
        &["decide", "by", "why"],
        &["order", "why"],
        &["gateway", "around", "why"],
        &["stage", "around", "why"],
    ],
    fields: &[
        field("add", ID, "A new step", "گامی تازه"),
        field("remove", STEP_OR_SUBJECT, "A step, a stage or a declaration goes", "گام، مرحله یا تعریفی برداشته می‌شود"),
        field("merge", IDS, "Steps go into another one", "گام‌هایی در گامی دیگر ادغام می‌شوند"),
        field(
            "move",
            Shape::Either(&[ID, IDS]),
            "Steps stand elsewhere in the flow",
            "گام‌هایی در جای دیگری از جریان می‌ایستند",
        ),
        field(
            "change",
            STEP_OR_SUBJECT,
            "A step, a stage, the process or a declaration changes",
            "گام، مرحله، فرایند یا تعریفی تغییر می‌کند",
        ),
        field("automate", ID, "A machine does a step", "گامی را سامانه انجام می‌دهد"),
        field("decide", ID, "A table decides a step", "جدولی دربارهٔ گامی تصمیم می‌گیرد"),
        field(
            "order",
            Shape::Either(&[ORDER, Shape::Group(&ORDERED)]),
            "The order of the process or of a stage changes",
            "ترتیب فرایند یا یک مرحله تغییر می‌کند",
        ),
        field(
            "gateway",
            Shape::Words(words!(action::GATEWAYS)),
            "Steps come into a gateway",
            "گام‌هایی درون یک درگاه می‌روند",
        ),
        field("stage", ID, "Steps become a stage", "گام‌هایی یک مرحله می‌شوند"),
        field("after", ID, "The step behind which it stands", "گامی که پس از آن می‌ایستد"),
        field("before", ID, "The step before which it stands", "گامی که پیش از آن می‌ایستد"),
        field("first_in", ID, "The stage, or flow, in which it is the first", "مرحله یا flow که در آن نخستین است"),
        field("last_in", ID, "The stage, or flow, in which it is the last", "مرحله یا flow که در آن واپسین است"),
        field(
            "around",
            Shape::Either(&[IDS, Shape::List(&IDS)]),
            "The steps that come into the stage or the gateway, by branches",
            "گام‌هایی که درون مرحله یا درگاه می‌روند، شاخه به شاخه",
        ),
        field("when", Shape::Text, "The condition of the gateway", "شرط درگاه"),
        field("into", ID, "The step that takes the others in", "گامی که دیگران در آن ادغام می‌شوند"),
        field("by", ID, "The table that decides", "جدولی که تصمیم می‌گیرد"),
        field("step", Shape::Group(&STEP), "What the new step is", "گام تازه چیست"),
        field("to", TO, "The new keys of what changes", "کلیدهای تازهٔ آنچه تغییر می‌کند"),
        field(
            "documents",
            Shape::Chosen(Chosen::Id, &Shape::Group(&FATE)),
            "What becomes of those who need what it made",
            "تکلیف گام‌هایی که به ساختهٔ آن نیاز دارند",
        ),
        field("assumed", Shape::YesNo, "Whether it is a claim about the world", "آیا ادعایی دربارهٔ جهان است"),
        field("why", TITLE_SHAPE, "The reason", "دلیل"),
        field(
            "caught_by",
            TITLE_SHAPE,
            "What finds now what the step found",
            "اکنون چه چیزی آنچه را گام می‌یافت می‌یابد",
        ),
        field("needs_first", TITLE_SHAPE, "What must exist first", "پیش از آن چه باید باشد"),
        field("decided_by", TITLE_SHAPE, "Who would have to decide it", "چه کسی باید درباره‌اش تصمیم بگیرد"),
    ],
};

static ORDERED: Group = Group {
    name: "order-of-flow",
    keys: &action::ORDER,
    required: &[&["order"], &["do"]],
    fields: &[
        field("stage", ID, "The stage; the whole flow if not said", "مرحله؛ اگر نگویید همهٔ جریان"),
        field("order", ORDER, "Its new order", "ترتیب تازهٔ آن"),
        field("do", BLOCKS_SHAPE, "Its flow, written out anew", "جریان آن که از نو نوشته می‌شود"),
    ],
};

static SUBJECT: Group = Group {
    name: "subject",
    keys: &action::SUBJECT,
    required: &[&["process"], &["stage"], &["role"], &["document"], &["data"], &["end"], &["decision"]],
    fields: &[
        field("process", ID, "The process", "فرایند"),
        field("stage", ID, "A stage of the flow", "مرحله‌ای از جریان"),
        field("role", ID, "A role", "یک نقش"),
        field("document", ID, "A document", "یک مدرک"),
        field("data", NAME, "A datum", "یک داده"),
        field("end", ID, "A way to end", "یک پایان"),
        field("decision", ID, "A decision table", "یک جدول تصمیم"),
    ],
};

pub(super) static PROCESS_PATCH: Group = Group {
    name: "change-of-process",
    keys: &action::PROCESS_PATCH,
    required: &[&[]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("domain", Shape::Text, "The city's domain that it belongs to", "حوزهٔ شهری آن"),
        field("owner", Shape::Text, "The unit that answers for it", "واحدی که پاسخ‌گوی آن است"),
        field("provenance", PROVENANCE, "Where the knowledge about it comes from", "دانش دربارهٔ آن از کجا آمده است"),
        field("valid_from", DATE, "From when it holds", "از چه روزی معتبر است"),
        field("calendar", ID, "The calendar of its offices", "تقویم کاری اداره‌های آن"),
        field("sla", SLA_SHAPE, "The promise to the citizen", "تعهد به شهروند"),
    ],
};

static STAGE_PATCH: Group = Group {
    name: "change-of-stage",
    keys: &action::STAGE_PATCH,
    required: &[&["title"]],
    fields: &[field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم")],
};

static NEW_STAGE: Group = Group {
    name: "new-stage",
    keys: &action::NEW_STAGE,
    required: &[&[]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("order", ORDER, "How its steps are ordered", "گام‌های آن به چه ترتیبی می‌آیند"),
    ],
};

static FATE: Group = Group {
    name: "fate-of-document",
    keys: &action::FATE,
    required: &[&["dropped"], &["replaced_by"]],
    fields: &[
        field("dropped", Shape::YesNo, "Nobody needs it any more", "دیگر کسی به آن نیاز ندارد"),
        field("replaced_by", ID, "The document in its place", "مدرکی که جای آن را می‌گیرد"),
    ],
};
