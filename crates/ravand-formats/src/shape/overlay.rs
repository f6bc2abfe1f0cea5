//! The keys of an overlay and of its operations.

use super::process::{DATA, DECISIONS, DOCUMENTS, ORDER, PROVENANCE, ROLES};
use super::step::{PATCH, STEP};
use super::{Chosen, DATE, Group, ID, IDS, Shape, TITLE_SHAPE, field, words};
use crate::overlay::{self, KINDS};

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
        field("decisions", DECISIONS, "Decision tables that it brings", "جدول‌های تصمیمی که می‌آورد"),
    ],
};

static CHANGE: Group = Group {
    name: "operation",
    keys: &overlay::CHANGE,
    required: &[
        &["add", "after", "step", "why"],
        &["remove", "why"],
        &["merge", "into", "why"],
        &["change", "to", "why"],
        &["automate", "why"],
        &["decide", "by", "why"],
        &["order", "why"],
    ],
    fields: &[
        field("add", ID, "A new step", "گامی تازه"),
        field("remove", ID, "A step goes", "گامی برداشته می‌شود"),
        field("merge", IDS, "Steps go into another one", "گام‌هایی در گامی دیگر ادغام می‌شوند"),
        field("change", ID, "Attributes of a step change", "ویژگی‌های گامی تغییر می‌کند"),
        field("automate", ID, "A machine does a step", "گامی را سامانه انجام می‌دهد"),
        field("decide", ID, "A table decides a step", "جدولی دربارهٔ گامی تصمیم می‌گیرد"),
        field(
            "order",
            Shape::Either(&[ORDER, Shape::Group(&STAGE_ORDER)]),
            "The order of the process or of a stage changes",
            "ترتیب فرایند یا یک مرحله تغییر می‌کند",
        ),
        field("after", ID, "The step that the new one follows", "گامی که گام تازه پس از آن می‌آید"),
        field("into", ID, "The step that takes the others in", "گامی که دیگران در آن ادغام می‌شوند"),
        field("by", ID, "The table that decides", "جدولی که تصمیم می‌گیرد"),
        field("step", Shape::Group(&STEP), "What the new step is", "گام تازه چیست"),
        field("to", Shape::Group(&PATCH), "The step's new keys", "کلیدهای تازهٔ گام"),
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

static STAGE_ORDER: Group = Group {
    name: "order-of-stage",
    keys: &overlay::STAGE_ORDER,
    required: &[&["stage", "order"]],
    fields: &[field("stage", ID, "The stage", "مرحله"), field("order", ORDER, "Its new order", "ترتیب تازهٔ آن")],
};

static FATE: Group = Group {
    name: "fate-of-document",
    keys: &overlay::FATE,
    required: &[&["dropped"], &["replaced_by"]],
    fields: &[
        field("dropped", Shape::YesNo, "Nobody needs it any more", "دیگر کسی به آن نیاز ندارد"),
        field("replaced_by", ID, "The document in its place", "مدرکی که جای آن را می‌گیرد"),
    ],
};
