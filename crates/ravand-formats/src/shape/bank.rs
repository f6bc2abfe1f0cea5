//! The keys of a bank's head, its registries and its calendars.

use super::process::{DOCUMENTS, ROLES};
use super::{Chosen, DATE, Form, Group, ID, Shape, TITLE_SHAPE, field, words};
use crate::calendar::{self, WEEKDAYS};
use crate::registry::{self, AREAS_MAX, LANGUAGES};

pub(super) static BANK: Group = Group {
    name: "bank",
    keys: &registry::BANK_FILE,
    required: &[&["bank"]],
    fields: &[
        field("bank", ID, "Its id", "شناسهٔ آن"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "languages",
            Shape::List(&Shape::Words(words!(LANGUAGES))),
            "The languages of its titles",
            "زبان‌های عنوان‌ها",
        ),
        field("calendar", ID, "The calendar of processes that name none", "تقویم فرایندهایی که تقویمی نام نبرده‌اند"),
        field(
            "units",
            Shape::Chosen(Chosen::Id, &Shape::Group(&UNIT)),
            "Who owns processes",
            "چه واحدهایی صاحب فرایندند",
        ),
        field(
            "districts",
            Shape::Chosen(Chosen::Id, &Shape::Group(&DISTRICT)),
            "The districts of the city",
            "منطقه‌های شهر",
        ),
        field(
            "risk",
            Shape::Chosen(Chosen::Name, &Shape::Number),
            "Weights of the risk score that differ",
            "وزن‌های متفاوت در امتیاز ریسک",
        ),
    ],
};

static UNIT: Group = Group {
    name: "unit",
    keys: &registry::UNIT,
    required: &[&[]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("part_of", ID, "The unit that it belongs to", "واحدی که زیر آن است"),
    ],
};

static DISTRICT: Group = Group {
    name: "district",
    keys: &registry::DISTRICT,
    required: &[&[]],
    fields: &[
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("areas", Shape::Whole(1, AREAS_MAX), "How many areas it has", "چند ناحیه دارد"),
    ],
};

pub(super) static ROLES_FILE: Group = Group {
    name: "roles",
    keys: &registry::ROLES_FILE,
    required: &[&["roles"]],
    fields: &[field("roles", ROLES, "Roles that processes share", "نقش‌های مشترک فرایندها")],
};

pub(super) static DOCUMENTS_FILE: Group = Group {
    name: "documents",
    keys: &registry::DOCUMENTS_FILE,
    required: &[&["documents"]],
    fields: &[field("documents", DOCUMENTS, "Documents that processes share", "مدرک‌های مشترک فرایندها")],
};

pub(super) static LAWS_FILE: Group = Group {
    name: "laws",
    keys: &registry::LAWS_FILE,
    required: &[&["laws"]],
    fields: &[field(
        "laws",
        Shape::Chosen(Chosen::Id, &Shape::Group(&LAW)),
        "Laws that steps rest on",
        "قانون‌هایی که گام‌ها بر آن‌ها استوارند",
    )],
};

static LAW: Group = Group {
    name: "law",
    keys: &registry::LAW,
    required: &[&["title"]],
    fields: &[field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم")],
};

pub(super) static CALENDAR: Group = Group {
    name: "calendar",
    keys: &calendar::CALENDAR,
    required: &[&["calendar", "zone", "hours"]],
    fields: &[
        field("calendar", ID, "Its id", "شناسهٔ آن"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("zone", Shape::Text, "An IANA time zone: Asia/Tehran", "منطقهٔ زمانی IANA: Asia/Tehran"),
        field(
            "weekends",
            Shape::List(&Shape::Group(&WEEKEND)),
            "The weekly days off, dated",
            "روزهای تعطیل هفته، با تاریخ",
        ),
        field("hours", Shape::List(&Shape::Group(&HOURS)), "The opening hours, dated", "ساعت‌های کار، با تاریخ"),
        field("holidays", Shape::Group(&HOLIDAYS), "The days off beside the weekly ones", "تعطیلی‌های جز آخر هفته"),
        field(
            "exceptions",
            Shape::List(&Shape::Group(&EXCEPTION)),
            "Single days that follow no rule",
            "روزهایی که از هیچ قاعده‌ای پیروی نمی‌کنند",
        ),
    ],
};

const DAYS: Shape = Shape::List(&Shape::Words(words!(WEEKDAYS)));

static WEEKEND: Group = Group {
    name: "weekend",
    keys: &calendar::WEEKEND,
    required: &[&["from", "days"]],
    fields: &[
        field("from", DATE, "The first date for which it holds", "نخستین روزی که برقرار است"),
        field("to", DATE, "The last one; without it there is no end", "آخرین روز؛ اگر نگویید پایانی ندارد"),
        field("days", DAYS, "The days off", "روزهای تعطیل"),
    ],
};

const OPENING: Shape = Shape::Form(Form::Opening);
const OPENINGS: Shape = Shape::Either(&[OPENING, Shape::List(&OPENING)]);

static EXCEPTION: Group = Group {
    name: "exception",
    keys: &calendar::EXCEPTION,
    required: &[&["on", "open"]],
    fields: &[
        field("on", DATE, "The day", "روز"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("open", OPENINGS, "From when to when: 07:30-14:30", "از کی تا کی: `07:30-14:30`"),
    ],
};

static HOURS: Group = Group {
    name: "hours",
    keys: &calendar::HOURS,
    required: &[&["from", "open"]],
    fields: &[
        field("from", DATE, "The first date for which it holds", "نخستین روزی که برقرار است"),
        field("to", DATE, "The last one; without it there is no end", "آخرین روز؛ اگر نگویید پایانی ندارد"),
        field(
            "days",
            DAYS,
            "The weekdays that it speaks of; all if not said",
            "روزهایی که درباره‌شان است؛ اگر نگویید همهٔ روزها",
        ),
        field("open", OPENINGS, "From when to when: 07:30-14:30", "از کی تا کی: `07:30-14:30`"),
    ],
};

static HOLIDAYS: Group = Group {
    name: "holidays",
    keys: &calendar::HOLIDAYS,
    required: &[&[]],
    fields: &[
        field("solar", Shape::List(&Shape::Group(&SOLAR)), "Days of every Persian year", "روزهای هر سال خورشیدی"),
        field("dated", Shape::List(&Shape::Group(&DATED)), "Single days", "روزهای تکی"),
    ],
};

static SOLAR: Group = Group {
    name: "solar-holiday",
    keys: &calendar::HOLIDAY,
    required: &[&["on"]],
    fields: &[
        field(
            "on",
            Shape::Form(Form::SolarDay),
            "Month and day of the Persian year: 01/13",
            "ماه و روز سال خورشیدی: `01/13`",
        ),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "estimated",
            Shape::YesNo,
            "Whether it was computed and not yet announced",
            "آیا حساب شده و هنوز اعلام نشده است",
        ),
    ],
};

static DATED: Group = Group {
    name: "dated-holiday",
    keys: &calendar::HOLIDAY,
    required: &[&["on"]],
    fields: &[
        field("on", DATE, "The day", "روز"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field(
            "estimated",
            Shape::YesNo,
            "Whether it was computed and not yet announced",
            "آیا حساب شده و هنوز اعلام نشده است",
        ),
    ],
};
