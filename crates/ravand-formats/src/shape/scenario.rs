//! The keys of a scenario.

use super::{Chosen, DATE, Form, Group, ID, LENGTH, PERCENT, SPREAD, Shape, TITLE_SHAPE, TITLED, field, words};
use crate::HOLDERS_MAX;
use crate::scenario::{self, CALLS, CASES_MAX, EXITS, REPLICATIONS_MAX, TIMES};
use crate::step::KINDS;

const SPREADS: Shape = Shape::Chosen(Chosen::Id, &SPREAD);
static SOURCE: Shape =
    Shape::Either(&[Shape::Form(Form::Quantity), Shape::Group(&FROM), Shape::Chosen(Chosen::Value, &PERCENT)]);
static STAFF_SHAPE: Shape =
    Shape::Either(&[Shape::Whole(1, HOLDERS_MAX), Shape::Form(Form::Staff), Shape::Group(&STAFF)]);

pub(super) static SCENARIO: Group = Group {
    name: "scenario",
    keys: &scenario::SCENARIO,
    required: &[
        &["scenario", "process", "start", "cases", "arrivals", "times"],
        &["scenario", "process", "start", "until", "arrivals", "times"],
    ],
    fields: &[
        field("scenario", ID, "Its id, among those of its process", "شناسهٔ آن در میان سناریوهای فرایندش"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("process", ID, "The process that it is for", "فرایندی که برای آن است"),
        field(
            "assumptions",
            Shape::List(&TITLED),
            "What is assumed, shown with every result",
            "فرض‌ها؛ با هر نتیجه نشان داده می‌شوند",
        ),
        field("start", DATE, "The first day", "روز نخست"),
        field(
            "cases",
            Shape::Whole(1, CASES_MAX),
            "How many cases, warm-up not counted",
            "شمار پرونده‌ها، بدون دورهٔ گرم شدن",
        ),
        field("until", DATE, "The cases that come before this day", "پرونده‌هایی که پیش از این روز می‌آیند"),
        field("replications", Shape::Whole(1, REPLICATIONS_MAX), "Independent repetitions", "تکرارهای مستقل"),
        field("warm_up", LENGTH, "Cases of this first time are not counted", "پرونده‌های این مدت آغازین شمرده نمی‌شوند"),
        field(
            "arrivals",
            Shape::Either(&[Shape::Words(|| vec!["at start"]), Shape::Group(&ARRIVALS)]),
            "When cases come",
            "پرونده‌ها کی می‌رسند",
        ),
        field("times", Shape::Words(words!(TIMES)), "Which of a step's times count", "کدام زمان گام‌ها به حساب می‌آید"),
        field("calendar", ID, "The calendar of whoever has none of their own", "تقویم کسانی که تقویم خود را ندارند"),
        field(
            "calls",
            Shape::Words(words!(CALLS)),
            "Whether called processes run",
            "آیا فرایندهای فراخوانده اجرا می‌شوند",
        ),
        field(
            "exits",
            Shape::Words(words!(EXITS)),
            "Whether outcomes that end the case happen",
            "آیا نتیجه‌های پایان‌دهنده رخ می‌دهند",
        ),
        field(
            "work_by_kind",
            Shape::Chosen(Chosen::Words(words!(KINDS)), &SPREAD),
            "Work times of steps that say none",
            "زمان کار گام‌هایی که آن را نگفته‌اند",
        ),
        field("work", SPREADS, "Work times in place of the process's", "زمان‌های کار به جای زمان‌های فرایند"),
        field(
            "staff",
            Shape::Chosen(Chosen::Id, &STAFF_SHAPE),
            "Who is there, by role",
            "چه کسانی هستند، به تفکیک نقش",
        ),
        field("wait", SPREADS, "Waiting times in place of the process's", "زمان‌های انتظار به جای زمان‌های فرایند"),
        field("elapsed", SPREADS, "Elapsed times in place of the process's", "زمان‌های سپری‌شده به جای زمان‌های فرایند"),
        field("calibration", Shape::Group(&CALIBRATION), "How the staff was fitted", "کارکنان چگونه برازش شده‌اند"),
        field("data", Shape::Chosen(Chosen::Name, &SOURCE), "What cases are like", "پرونده‌ها چگونه‌اند"),
        field(
            "chances",
            Shape::Chosen(Chosen::Any, &PERCENT),
            "Chances in place of the process's: step.outcome",
            "احتمال‌ها به جای احتمال‌های فرایند: step.outcome",
        ),
        field(
            "errors",
            Shape::Chosen(Chosen::Name, &PERCENT),
            "How many cases carry what checks are there to catch",
            "چه سهمی از پرونده‌ها خطایی دارند که بررسی‌ها برای یافتن آن‌اند",
        ),
        field(
            "costs",
            Shape::Chosen(Chosen::Any, &Shape::Text),
            "What an hour of a role costs, and an error that escapes: `900000 rial/h`",
            "هزینهٔ یک ساعتِ هر نقش و هزینهٔ خطایی که یافته نشود: `900000 rial/h`",
        ),
        field(
            "uncertain",
            Shape::Chosen(Chosen::Any, &Shape::Text),
            "How far the truth may be off: `±20%`",
            "واقعیت تا چه اندازه ممکن است دور باشد: `±20%`",
        ),
    ],
};

static ARRIVALS: Group = Group {
    name: "arrivals",
    keys: &scenario::ARRIVALS,
    required: &[&["every"]],
    fields: &[
        field("every", SPREAD, "The time between two cases", "فاصلهٔ دو پرونده"),
        field("calendar", ID, "On which calendar", "بر پایهٔ کدام تقویم"),
    ],
};

static STAFF: Group = Group {
    name: "staff",
    keys: &scenario::STAFF,
    required: &[&["holders"]],
    fields: &[
        field("holders", Shape::Whole(1, HOLDERS_MAX), "How many people", "چند نفر"),
        field("share", PERCENT, "The share of their time for this process", "سهم وقتشان برای این فرایند"),
        field("calendar", ID, "Their calendar", "تقویم آن‌ها"),
    ],
};

static FROM: Group = Group {
    name: "from-other-data",
    keys: &scenario::FROM,
    required: &[&["from"]],
    fields: &[field("from", Shape::Text, "An expression over other data", "عبارتی بر پایهٔ داده‌های دیگر")],
};

static CALIBRATION: Group = Group {
    name: "calibration",
    keys: &scenario::CALIBRATION,
    required: &[&["to", "load_at_most"]],
    fields: &[
        field(
            "to",
            Shape::Words(words!(TIMES)),
            "What the steps' times were fitted to",
            "زمان گام‌ها با چه برازش شده است",
        ),
        field("load_at_most", PERCENT, "No pool was loaded more than this", "بار هیچ گروهی از این بیشتر نشده است"),
    ],
};
