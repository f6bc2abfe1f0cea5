//! The keys of a step, and of a change of one.

use super::{
    Chosen, Field, Group, ID, IDS, NAMES, PERCENT, SPREAD, Shape, TAKEN_BACK, TERM, TITLE_SHAPE, field, words,
};
use crate::step::{self, ASSIGNS, CONTACTS, DISCRETIONS, KINDS, QUEUES};

const OUTCOMES: Shape = Shape::Chosen(Chosen::Name, &Shape::Text);
pub(super) const CHANCES: Shape = Shape::Chosen(Chosen::Name, &PERCENT);

pub(super) static STEP: Group =
    Group { name: "step", keys: &step::STEP, required: &[&[]], fields: &fields(IDS, NAMES, CHANCES) };

pub(super) static PATCH: Group = Group {
    name: "change-of-step",
    keys: &step::STEP,
    required: &[&[]],
    fields: &fields(
        Shape::Either(&[IDS, Shape::Group(&EDIT_IDS)]),
        Shape::Either(&[NAMES, Shape::Group(&EDIT_NAMES)]),
        Shape::Chosen(Chosen::Name, &Shape::Either(&[PERCENT, TAKEN_BACK])),
    ),
};

static EDIT_IDS: Group = Group {
    name: "change-of-ids",
    keys: &step::EDIT,
    required: &[&[]],
    fields: &[
        field("add", IDS, "What comes", "آنچه افزوده می‌شود"),
        field("drop", IDS, "What goes", "آنچه برداشته می‌شود"),
    ],
};

static EDIT_NAMES: Group = Group {
    name: "change-of-names",
    keys: &step::EDIT,
    required: &[&[]],
    fields: &[
        field("add", NAMES, "What comes", "آنچه افزوده می‌شود"),
        field("drop", NAMES, "What goes", "آنچه برداشته می‌شود"),
    ],
};

static CRITERIA: Group = Group {
    name: "criteria",
    keys: &step::CRITERIA,
    required: &[&["see", "published"]],
    fields: &[
        field("see", Shape::Text, "What holds the criteria", "معیارها کجا نوشته شده‌اند"),
        field("published", Shape::YesNo, "Whether a citizen can read them", "آیا شهروند می‌تواند آن‌ها را بخواند"),
    ],
};

static VOTE: Group = Group {
    name: "vote",
    keys: &step::VOTE,
    required: &[&["members", "carried_by"]],
    fields: &[
        field("members", IDS, "The role of each seat", "نقش هر کرسی"),
        field(
            "carried_by",
            Shape::Whole(1, step::SEATS_MAX),
            "How many ballots carry a motion",
            "چند رأی برای تصویب لازم است",
        ),
        field(
            "quorum",
            Shape::Whole(1, step::SEATS_MAX),
            "How many ballots make the vote valid; all if nothing is said",
            "حد نصاب: چند رأی جلسه را رسمی می‌کند؛ اگر چیزی گفته نشود، همه",
        ),
    ],
};

/// The keys of a step; a change writes its lists in one way more.
const fn fields(ids: Shape, names: Shape, chances: Shape) -> [Field; 35] {
    [
        field("title", TITLE_SHAPE, "Its name for people", "نام آن برای مردم"),
        field("kind", Shape::Words(words!(KINDS)), "What sort of work it is", "چه نوع کاری است"),
        field("role", ID, "Who does it", "چه نقشی آن را انجام می‌دهد"),
        field("to", ID, "The body that a query asks", "نهادی که از آن استعلام می‌شود"),
        field("assign", Shape::Words(words!(ASSIGNS)), "How its doer is chosen", "انجام‌دهنده چگونه برگزیده می‌شود"),
        field(
            "not_same_person_as",
            ids,
            "Steps whose person may not do this one",
            "گام‌هایی که انجام‌دهندهٔ آن‌ها نباید این گام را انجام دهد",
        ),
        field(
            "same_person_as",
            ids,
            "Steps whose person is to do this one too",
            "گام‌هایی که انجام‌دهندهٔ آن‌ها باید این گام را هم انجام دهد",
        ),
        field(
            "discretion",
            Shape::Words(words!(DISCRETIONS)),
            "How much power the doer has over the result: none, criteria, judgement or free",
            "انجام‌دهنده چه اندازه بر نتیجه اختیار دارد: هیچ، معیار، تشخیص یا اختیار آزاد",
        ),
        field("criteria", Shape::Group(&CRITERIA), "By which criteria it decides", "با چه معیارهایی تصمیم می‌گیرد"),
        field("decision", ID, "The table by which it decides", "جدولی که با آن تصمیم می‌گیرد"),
        field(
            "legal_basis",
            Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]),
            "The law that it rests on: law/article, a list of them, or not-found",
            "قانونی که بر آن استوار است: law/article، فهرستی از آن‌ها، یا not-found",
        ),
        field("when", Shape::Text, "The condition under which it is done", "شرطی که با آن انجام می‌شود"),
        field("needs", ids, "Documents without which it cannot start", "مدرک‌هایی که بدون آن‌ها آغاز نمی‌شود"),
        field("may_use", ids, "Documents that it uses if they are there", "مدرک‌هایی که اگر باشند به کار می‌رود"),
        field("after", ids, "Steps that must be done before", "گام‌هایی که باید پیش از آن انجام شوند"),
        field("produces", ids, "Documents that it makes", "مدرک‌هایی که پدید می‌آورد"),
        field("asks", names, "Data that it fills in", "داده‌هایی که پر می‌کند"),
        field("evidence", ids, "Documents that record why it decided so", "مدرک‌هایی که دلیل تصمیم را ثبت می‌کنند"),
        field("work", SPREAD, "How long somebody is busy with it", "چه مدت کسی مشغول آن است"),
        field("wait", SPREAD, "How long it waits while nobody is busy", "چه مدت منتظر می‌ماند بی آن‌که کسی مشغول باشد"),
        field("elapsed", SPREAD, "All of its time, where only that is known", "کل زمان آن، اگر فقط همین دانسته است"),
        field("contact", Shape::Words(words!(CONTACTS)), "How the citizen meets it", "شهروند چگونه با آن روبه‌رو می‌شود"),
        field("due", TERM, "By when it must be done", "مهلت انجام آن"),
        field(
            "on_breach",
            Shape::Text,
            "What happens when it is late: reassign, escalate to ROLE, notify ROLE, consent, withdraw or refuse",
            "با گذشتن مهلت چه می‌شود: reassign، escalate to ROLE، notify ROLE، consent، withdraw یا refuse",
        ),
        field(
            "silence_basis",
            Shape::Text,
            "The statute by which silence is consent",
            "قانونی که سکوت را رضایت می‌شمارد",
        ),
        field(
            "outcomes",
            OUTCOMES,
            "Where each outcome leads: on, back to STEP, skip to STEP, call PROCESS or end END",
            "هر نتیجه به کجا می‌برد: on، back to STEP، skip to STEP، call PROCESS یا end END",
        ),
        field("chances", chances, "How often each outcome happens", "هر نتیجه چند درصد پیش می‌آید"),
        field(
            "catches",
            chances,
            "Errors that it is for, and how often it finds them",
            "خطاهایی که برای یافتنشان است و چند درصد را می‌یابد",
        ),
        field("safeguard", Shape::Text, "What harm it guards against", "از چه آسیبی جلوگیری می‌کند"),
        field("irreversible", Shape::YesNo, "Whether its result cannot be undone", "آیا نتیجه‌اش برگشت‌ناپذیر است"),
        field("reason_required", Shape::YesNo, "Whether a refusal must give reasons", "آیا رد کردن باید مستدل باشد"),
        field("objection", ID, "The body that hears objections", "مرجع رسیدگی به اعتراض"),
        field("second_signatory", ID, "Who signs as well: a role, or none", "چه کسی هم امضا می‌کند: یک نقش یا none"),
        field(
            "vote",
            Shape::Group(&VOTE),
            "Who votes on it: its outcome is the result",
            "چه کسانی دربارهٔ آن رأی می‌دهند: نتیجهٔ گام نتیجهٔ رأی است",
        ),
        field("queue", Shape::Words(words!(QUEUES)), "In which order its queue is served", "صف به چه ترتیبی پیش می‌رود"),
    ]
}
