//! Elements and edges of a flow that is a graph.

use super::*;
use crate::graph::{self, ALWAYS, NOTHING};

pub(super) const EDGES: Shape = Shape::List(&Shape::Either(&[Shape::Text, Shape::Group(&EDGE)]));

const KEY: Field = field(
    "key",
    Shape::Text,
    "What tells apart those who wait for the message",
    "آنچه منتظران پیام را از هم جدا می‌کند",
);
const MESSAGE: Field = field("message", Shape::Text, "The name of a message", "نام یک پیام");
const SIGNAL: Field =
    field("signal", Shape::Text, "The name of a signal that everybody hears", "نام نشانه‌ای که همه می‌شنوند");
const ERROR: Field = field("error", Shape::Text, "The code of an error", "کد یک خطا");
const ANY_ERROR: Field = field("any_error", Shape::YesNo, "An error, whatever its code", "خطا، با هر کدی");
const ESCALATION: Field = field("escalation", Shape::Text, "The code of an escalation", "کد یک ارجاع به بالا");
const ANY_ESCALATION: Field =
    field("any_escalation", Shape::YesNo, "An escalation, whatever its code", "ارجاع به بالا، با هر کدی");
const IF: Field = field("if", Shape::Text, "A condition that comes true", "شرطی که برقرار می‌شود");
const AT: Field = field("at", Shape::Text, "At that time, as an expression", "در این زمان، به صورت عبارت");
const AFTER: Field =
    field("after", Shape::Text, "After that time: a term, or an expression", "پس از این مدت: یک مهلت یا یک عبارت");
const EVERY: Field =
    field("every", Shape::Text, "Again and again, each time after that duration", "بارها، هر بار پس از این مدت");
const TIMES: Field =
    field("times", Shape::Whole(0, u32::MAX), "How often; without end if not said", "چند بار؛ اگر گفته نشود بی‌پایان");
const COMPENSATES: Field = field("compensates", ID, "The activity that is compensated", "فعالیتی که جبران می‌شود");
const COMPENSATES_ALL: Field = field(
    "compensates_all",
    Shape::YesNo,
    "Everything in the scope is compensated",
    "همهٔ آنچه در این محدوده است جبران می‌شود",
);
const WAIT: Field =
    field("wait", Shape::YesNo, "Whether the compensation is waited for", "آیا تا پایان جبران صبر می‌شود");
const CANCEL: Field = field("cancel", Shape::YesNo, "The transaction is cancelled", "تراکنش لغو می‌شود");
const TERMINATE: Field =
    field("terminate", Shape::YesNo, "Everything in the scope is ended", "همهٔ آنچه در این محدوده است پایان می‌یابد");
const LINK: Field =
    field("link", Shape::Text, "On to the catch event with that name", "ادامه در رویداد دریافتی با همین نام");

static TRIGGER: Group = Group {
    name: "trigger",
    keys: &graph::TRIGGER,
    required: &[&[]],
    fields: &[
        MESSAGE,
        KEY,
        SIGNAL,
        ERROR,
        ANY_ERROR,
        ESCALATION,
        ANY_ESCALATION,
        IF,
        AT,
        AFTER,
        EVERY,
        TIMES,
        COMPENSATES,
        COMPENSATES_ALL,
        WAIT,
        CANCEL,
        TERMINATE,
        LINK,
    ],
};

static CASE: Group = Group {
    name: "case-of-multi-instance",
    keys: &graph::CASE,
    required: &[&["when"]],
    fields: &[
        field("when", Shape::Text, "The condition", "شرط"),
        MESSAGE,
        KEY,
        SIGNAL,
        ERROR,
        ANY_ERROR,
        ESCALATION,
        ANY_ESCALATION,
        IF,
        AT,
        AFTER,
        EVERY,
        TIMES,
        COMPENSATES,
        COMPENSATES_ALL,
        WAIT,
        CANCEL,
        TERMINATE,
        LINK,
    ],
};

pub(super) static ELEMENT: Group = Group {
    name: "element",
    keys: &graph::ELEMENT,
    required: &[&["is"]],
    fields: &[
        field("is", Shape::Words(words!(graph::IS)), "What it is", "چه چیزی است"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("in", ID, "The subprocess that holds it", "زیرفرایندی که آن را در بر دارد"),
        field("on", ID, "The activity on whose edge it sits", "فعالیتی که این رویداد بر مرز آن است"),
        MESSAGE,
        KEY,
        SIGNAL,
        ERROR,
        ANY_ERROR,
        ESCALATION,
        ANY_ESCALATION,
        IF,
        AT,
        AFTER,
        EVERY,
        TIMES,
        COMPENSATES,
        COMPENSATES_ALL,
        WAIT,
        CANCEL,
        TERMINATE,
        LINK,
        field(
            "events",
            Shape::List(&Shape::Group(&TRIGGER)),
            "Several things that it waits for or throws",
            "چند چیز که در انتظارشان است یا پرتابشان می‌کند",
        ),
        field("all_of", Shape::YesNo, "Whether all of them must happen", "آیا همه باید رخ دهند"),
        field("interrupting", Shape::YesNo, "Whether it ends what it interrupts", "آیا آنچه را قطع می‌کند پایان می‌دهد"),
        field("handler", ID, "The activity that compensates", "فعالیتی که جبران می‌کند"),
        field("ends", ID, "How the case ends there", "پرونده آن‌جا چگونه پایان می‌یابد"),
        field("topic", Shape::Text, "What workers ask for", "آنچه کارگزارها می‌خواهند"),
        field("retries", Shape::Whole(1, u32::MAX), "How often a worker may fail", "کارگزار چند بار می‌تواند ناکام شود"),
        field("backoff", Shape::Text, "How long a job rests after a failure", "کار پس از ناکامی چه مدت می‌ماند"),
        field("instantiate", Shape::YesNo, "Whether it starts the process", "آیا فرایند را آغاز می‌کند"),
        field("parallel", Shape::YesNo, "Whether all of its events must happen", "آیا همهٔ رویدادهایش باید رخ دهند"),
        field("language", Shape::Text, "The language of a script", "زبان اسکریپت"),
        field("text", Shape::Text, "The text of a script", "متن اسکریپت"),
        field("result", NAME, "Where the result of a script goes", "نتیجهٔ اسکریپت به کجا می‌رود"),
        field("calls", ID, "The process that is called", "فرایندی که فراخوانده می‌شود"),
        field("sequential", Shape::YesNo, "One after another", "یکی پس از دیگری"),
        field("completion", Shape::Text, "When an ad-hoc subprocess is done", "زیرفرایند موردی کی تمام است"),
        field(
            "cancel_remaining",
            Shape::YesNo,
            "Whether what is under way then is cancelled",
            "آیا آنچه هنوز در جریان است لغو می‌شود",
        ),
        field(
            "activation",
            Shape::Text,
            "When the tokens of a complex gateway are enough",
            "نشانه‌های درگاه پیچیده کی کافی است",
        ),
        field(
            "repeat",
            Shape::Either(&[Shape::Words(|| vec![ALWAYS]), Shape::Group(&REPEAT)]),
            "How often it is done",
            "چند بار انجام می‌شود",
        ),
        field(
            "for_compensation",
            Shape::YesNo,
            "Whether it is done only to compensate",
            "آیا تنها برای جبران انجام می‌شود",
        ),
        field(
            "start_quantity",
            Shape::Whole(1, u32::MAX),
            "Tokens that it takes to begin",
            "چند نشانه برای آغاز لازم است",
        ),
        field(
            "completion_quantity",
            Shape::Whole(1, u32::MAX),
            "Tokens that it gives when it is done",
            "در پایان چند نشانه می‌دهد",
        ),
        field(
            "inputs",
            Shape::List(&Shape::Group(&ASSIGNMENT)),
            "Data that are set when it begins",
            "داده‌هایی که در آغاز مقدار می‌گیرند",
        ),
        field(
            "outputs",
            Shape::List(&Shape::Group(&ASSIGNMENT)),
            "Data that are set when it is done",
            "داده‌هایی که در پایان مقدار می‌گیرند",
        ),
    ],
};

static REPEAT: Group = Group {
    name: "repeat",
    keys: &graph::REPEAT,
    required: &[&[]],
    fields: &[
        field("while", Shape::Text, "As long as this holds", "تا زمانی که این برقرار است"),
        field(
            "test_before",
            Shape::YesNo,
            "Whether it is asked before the first time",
            "آیا پیش از بار نخست پرسیده می‌شود",
        ),
        field("maximum", Shape::Text, "At most so often", "حداکثر چند بار"),
        field("count", Shape::Text, "So many instances", "چند نمونه"),
        field("for_each", Shape::Text, "One instance for each element of this list", "برای هر عضو این فهرست یک نمونه"),
        field("as", NAME, "Where the element of the list stands", "عضو فهرست کجا می‌آید"),
        field("sequential", Shape::YesNo, "One after another", "یکی پس از دیگری"),
        field("collect", Shape::Group(&ASSIGNMENT), "Where the results are collected", "نتیجه‌ها کجا گرد می‌آیند"),
        field("until", Shape::Text, "When it is enough", "کی کافی است"),
        field(
            "throws",
            Shape::Group(&THROWS),
            "What is thrown as instances are done",
            "با پایان نمونه‌ها چه پرتاب می‌شود",
        ),
    ],
};

static ASSIGNMENT: Group = Group {
    name: "assignment",
    keys: &graph::ASSIGNMENT,
    required: &[&["to", "value"]],
    fields: &[
        field("to", NAME, "The datum", "داده"),
        field("value", Shape::Text, "Its value, as an expression", "مقدار آن، به صورت عبارت"),
    ],
};

const THROWN: Shape = Shape::Either(&[Shape::Words(|| vec![NOTHING]), Shape::Group(&TRIGGER)]);

static THROWS: Group = Group {
    name: "throws",
    keys: &graph::THROWS,
    required: &[&["once"], &["each_time"], &["cases"]],
    fields: &[
        field("once", THROWN, "When the first is done", "وقتی نخستین تمام شد"),
        field("each_time", THROWN, "Whenever one is done", "هر بار که یکی تمام شد"),
        field("cases", Shape::List(&Shape::Group(&CASE)), "For each condition its event", "برای هر شرط رویداد خودش"),
    ],
};

static EDGE: Group = Group {
    name: "edge",
    keys: &graph::EDGE,
    required: &[&["from", "to"]],
    fields: &[
        field("id", Shape::Text, "Its id", "شناسهٔ آن"),
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("from", ID, "Where it begins", "از کجا آغاز می‌شود"),
        field("to", ID, "Where it leads", "به کجا می‌رسد"),
        field("when", Shape::Text, "When it is taken", "کی پیموده می‌شود"),
        field("otherwise", Shape::YesNo, "Whether it is taken if no other is", "آیا وقتی یال دیگری نیست پیموده می‌شود"),
    ],
};
