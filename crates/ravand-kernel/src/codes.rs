//! Every message of this crate, with its words in both languages. An id is never reused.
//!
//! `KE00x` say what a definition cannot be compiled for, beside what [`ravand_core::check`]
//! finds; `KE01x` why a case waits as an incident, `KE02x` and `KE03x` why a command is
//! refused, `KE04x` who may not, `KE05x` what spans cases; `KE06x` are incidents of graphs,
//! `KE07x` refusals of commands to them.

use ravand_core::Words;

/// In place of a value that nobody may see.
pub(crate) static PERSONAL: Words = Words { en: "what was given", fa: "مقدار داده‌شده" };

/// What a deadline is of.
pub(crate) static OF_TASK: Words = Words { en: "the task", fa: "این کار" };
pub(crate) static OF_CASE: Words = Words { en: "the case", fa: "پرونده" };
pub(crate) static OF_WARNING: Words = Words { en: "the warning", fa: "هشدار" };

ravand_core::codes! {
    pub
    TOO_MANY_STEPS "KE001" Error {
        "the process `{of}` has {count} steps; at most {limit} can run"
        "فرایند «{of}» {count} گام دارد؛ حداکثر {limit} گام قابل اجراست"
        help "split it into processes that call each other"
        "آن را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید"
    }
    TOO_MANY_ENDS "KE002" Error {
        "the process `{of}` has {count} ends; at most {limit} can be told apart"
        "فرایند «{of}» {count} پایان دارد؛ حداکثر {limit} پایان از هم بازشناخته می‌شود"
        help "let ways that end alike share one end"
        "راه‌هایی را که یکسان پایان می‌یابند به یک پایان برسانید"
    }
    TOO_MANY_OUTCOMES "KE003" Error {
        "the step `{of}` has {count} outcomes; at most {limit} can be told apart"
        "گام «{of}» {count} نتیجه دارد؛ حداکثر {limit} نتیجه از هم بازشناخته می‌شود"
        help "keep one outcome for each way that a case can go, and put the rest into data"
        "برای هر راهی که پرونده می‌تواند برود یک نتیجه بگذارید و بقیه را در داده‌ها بیاورید"
    }
    TOO_MUCH_REDO "KE004" Error {
        "from this check on, the redos of this process repeat more than {limit} steps in all"
        "از این بررسی به بعد، بازگشت‌های این فرایند روی هم بیش از {limit} گام را تکرار می‌کنند"
        help "let checks lead back to a nearer step, or split the process into stages"
        "بررسی‌ها را به گامی نزدیک‌تر برگردانید یا فرایند را به چند مرحله بشکنید"
    }
    TOO_MANY_CALLED "KE005" Error {
        "the process `{of}` calls {count} other processes; at most {limit} can be told apart"
        "فرایند «{of}» {count} فرایند دیگر را فرامی‌خواند؛ حداکثر {limit} فرایند از هم بازشناخته می‌شود"
        help "let a process between them make the choice"
        "انتخاب را به فرایندی میانی بسپارید"
    }

    CONSENT_WITHOUT_BASIS "KE006" Error {
        "silence at the step `{of}` would be consent without a statute"
        "سکوت در گام «{of}» بدون مستند قانونی به معنی موافقت گرفته شده است"
        help "name the statute under `silence_basis`, or choose another `on_breach`"
        "مستند قانونی را زیر `silence_basis` بنویسید یا برای `on_breach` مقدار دیگری برگزینید"
    }
    NOTHING_TO_CONSENT "KE007" Error {
        "no outcome of the step `{of}` leads on, so silence can be no consent"
        "هیچ نتیجه‌ای از گام «{of}» پرونده را پیش نمی‌برد، پس سکوت نمی‌تواند موافقت باشد"
        help "let one outcome lead `on`, or choose another `on_breach`"
        "یکی از نتیجه‌ها را به `on` برسانید یا برای `on_breach` مقدار دیگری برگزینید"
    }
    PROMISE_OF_CONSENT "KE008" Error {
        "the whole case of `{of}` cannot be consented to by silence"
        "سکوت نمی‌تواند موافقت با کل پروندهٔ «{of}» باشد"
        help "say `on_breach: consent` at the step whose silence a statute takes as consent, with its `silence_basis`"
        "`on_breach: consent` را در گامی بنویسید که قانون سکوت آن را موافقت می‌شمارد، همراه با `silence_basis`"
    }

    EXPRESSION_FAILED "KE010" Error {
        "`{source}` cannot be worked out: {why}; {values}"
        "`{source}` محاسبه‌شدنی نیست: {why}؛ {values}"
        help "mend the expression or the data that it reads, and let the case go on"
        "عبارت یا داده‌هایی را که می‌خواند درست کنید و بگذارید پرونده ادامه یابد"
    }
    NEITHER "KE011" Error {
        "`{source}` is neither true nor false ({values})"
        "`{source}` نه درست است و نه نادرست ({values})"
        help "let a step ask for the data that it reads, or give them a `default`"
        "بگذارید گامی داده‌هایی را که می‌خواند بپرسد، یا برای آن‌ها `default` بگذارید"
    }
    NO_BRANCH "KE012" Error {
        "no branch holds"
        "شرط هیچ شاخه‌ای برقرار نیست"
        help "add a branch with `otherwise`"
        "شاخه‌ای با `otherwise` بیفزایید"
    }
    UNDECIDED "KE013" Error {
        "the decision table gives no answer: {why}"
        "جدول تصمیم پاسخی نمی‌دهد: {why}"
        help "mend the table or the data that it reads"
        "جدول یا داده‌هایی را که می‌خواند درست کنید"
    }
    NO_DUE_DATE "KE014" Error {
        "the deadline cannot be worked out: {why}"
        "مهلت را نمی‌توان حساب کرد: {why}"
        help "give the calendar the years that are missing"
        "سال‌هایی را که در تقویم نیست به آن بیفزایید"
    }
    NO_END "KE015" Error {
        "the flow stops without an end"
        "جریان بی‌آن‌که به پایانی برسد می‌ایستد"
        help "close the flow with `- end: NAME`"
        "جریان را با `- end: NAME` ببندید"
    }
    TOO_MANY_MOVES "KE016" Error {
        "one command would make more than {max} moves"
        "یک فرمان به‌تنهایی بیش از {max} حرکت پدید می‌آورد"
        help "look for a loop in which nobody has anything to do"
        "ببینید کدام حلقه می‌چرخد بی‌آن‌که کسی در آن کاری داشته باشد"
    }
    TOO_MANY_TASKS "KE017" Error {
        "the case would have more than {max} open tasks"
        "این پرونده بیش از {max} کار باز خواهد داشت"
        help "split the process into processes that call each other"
        "فرایند را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید"
    }
    NOT_STARTED "KE020" Error {
        "the case has not begun"
        "پرونده هنوز آغاز نشده است"
        help "start it first"
        "نخست آن را آغاز کنید"
    }
    ALREADY_STARTED "KE021" Error {
        "the case has already begun"
        "پرونده پیش‌تر آغاز شده است"
        help "go on with its open tasks"
        "با کارهای باز آن ادامه دهید"
    }
    OVER "KE022" Error {
        "the case is over"
        "پرونده پایان یافته است"
        help "start another case"
        "پروندهٔ دیگری آغاز کنید"
    }
    UNKNOWN_TASK "KE023" Error {
        "task {task} is not open: it was completed, or it vanished when the case went another way"
        "کار {task} باز نیست: یا انجام شده یا با رفتن پرونده از راهی دیگر از میان رفته است"
        help "choose one of the case's open tasks"
        "یکی از کارهای باز پرونده را برگزینید"
    }
    UNKNOWN_CALL "KE024" Error {
        "call {call} is not open"
        "فراخوانی {call} باز نیست"
        help "answer each call once"
        "به هر فراخوانی یک بار پاسخ دهید"
    }
    UNKNOWN_INCIDENT "KE025" Error {
        "incident {incident} is not open"
        "رخداد {incident} باز نیست"
        help "choose one of the case's open incidents"
        "یکی از رخدادهای باز پرونده را برگزینید"
    }
    OUTCOME_MISSING "KE026" Error {
        "step `{step}` needs an outcome: one of {outcomes}"
        "گام «{step}» نتیجه می‌خواهد: یکی از {outcomes}"
        help "name one of them"
        "یکی از آن‌ها را نام ببرید"
    }
    UNKNOWN_OUTCOME "KE027" Error {
        "step `{step}` has no outcome number {outcome}"
        "گام «{step}» نتیجه‌ای با شمارهٔ {outcome} ندارد"
        help "name one of its outcomes"
        "یکی از نتیجه‌های آن را نام ببرید"
    }
    DATA_MISSING "KE028" Error {
        "step `{step}` asks for `{name}`, which was not given"
        "گام «{step}» مقدار `{name}` را می‌پرسد که داده نشده است"
        help "give it a value"
        "برای آن مقداری بدهید"
    }
    UNKNOWN_DATA "KE029" Error {
        "the process knows no datum number {slot}"
        "این فرایند داده‌ای با شمارهٔ {slot} نمی‌شناسد"
        help "give only data that the process declares"
        "فقط داده‌هایی را بدهید که در فرایند تعریف شده‌اند"
    }
    WRONG_TYPE "KE030" Error {
        "`{name}` is a {expected}; {value} is not"
        "`{name}` از نوع `{expected}` است و {value} از این نوع نیست"
        help "give a value of that type"
        "مقداری از همان نوع بدهید"
    }
    ASKED_BEFORE "KE031" Error {
        "for step `{step}` the applicant was asked before"
        "برای گام «{step}» پیش‌تر از متقاضی رفع نقص خواسته شده است"
        help "everything that is missing belongs into one notice; decide with what there is"
        "همهٔ کمبودها باید در یک نوبت اعلام شود؛ با آنچه هست تصمیم بگیرید"
    }
    NOTHING_ASKED "KE032" Error {
        "the notice for step `{step}` asks for nothing"
        "درخواست رفع نقص برای گام «{step}» چیزی نمی‌خواهد"
        help "list the documents and data that are missing"
        "مدارک و داده‌های ناقص را نام ببرید"
    }
    NOT_ASKED "KE033" Error {
        "for step `{step}` no answer of the applicant is waited for"
        "برای گام «{step}» در انتظار پاسخ متقاضی نیستیم"
        help "ask the applicant first, or complete the task"
        "نخست از متقاضی بخواهید یا کار را کامل کنید"
    }
    UNKNOWN_DOCUMENT "KE034" Error {
        "the process knows no document `{document}`"
        "این فرایند مدرکی به نام «{document}» نمی‌شناسد"
        help "ask only for documents that the process speaks of"
        "فقط مدارکی را بخواهید که در فرایند آمده‌اند"
    }
    TERM_OVER "KE035" Error {
        "the term of step `{step}` is over: it cannot stand still any more"
        "مهلت گام «{step}» گذشته است و دیگر متوقف نمی‌شود"
        help "let the deadline pass, and see what follows"
        "گذشتن مهلت را اعلام کنید و پیامد آن را ببینید"
    }
    NO_DEADLINE "KE036" Error {
        "no deadline of {of} runs: there is none, it stands still, or it has passed"
        "مهلتی برای {of} در جریان نیست: یا نبوده، یا متوقف است، یا گذشته است"
        help "look again at the deadlines of the case"
        "دوباره مهلت‌های پرونده را ببینید"
    }
    DEADLINE_AHEAD "KE037" Error {
        "the deadline of {of} lies ahead"
        "مهلت {of} هنوز نرسیده است"
        help "ask again when it has come; a holiday may have moved it"
        "وقتی رسید دوباره بخواهید؛ شاید تعطیلی آن را جابه‌جا کرده باشد"
    }
    NO_VOTE "KE038" Error {
        "nobody votes on step `{step}`"
        "دربارهٔ گام «{step}» رأی‌گیری نمی‌شود"
        help "complete it with an outcome"
        "آن را با یک نتیجه کامل کنید"
    }
    NO_SEAT "KE039" Error {
        "the body that votes on step `{step}` has no seat number {seat}"
        "هیئتی که دربارهٔ گام «{step}» رأی می‌دهد کرسی شمارهٔ {seat} ندارد"
        help "seats are counted from 0 in the order of `members`"
        "کرسی‌ها به ترتیب `members` از صفر شمرده می‌شوند"
    }
    OTHER_ROLE "KE040" Error {
        "step `{step}` is for the role `{role}`"
        "گام «{step}» کار نقش «{role}» است"
        help "let somebody who holds that role do it"
        "آن را به کسی بسپارید که این نقش را دارد"
    }
    SAME_PERSON "KE041" Error {
        "whoever did `{other}` may not do `{step}`"
        "کسی که گام «{other}» را انجام داده است نباید گام «{step}» را انجام دهد"
        help "let another person do it"
        "آن را به شخص دیگری بسپارید"
    }
    OTHER_PERSON "KE042" Error {
        "only whoever did `{other}` may do `{step}`"
        "گام «{step}» را فقط کسی باید انجام دهد که گام «{other}» را انجام داده است"
        help "let that person do it"
        "آن را به همان شخص بسپارید"
    }
    BY_VOTE "KE043" Error {
        "step `{step}` is decided by a vote"
        "نتیجهٔ گام «{step}» با رأی‌گیری تعیین می‌شود"
        help "let its members cast their ballots"
        "بگذارید اعضا رأی خود را بدهند"
    }
    VOTED "KE044" Error {
        "whoever has voted on `{step}` may not vote again"
        "کسی که در گام «{step}» رأی داده است نباید دوباره رأی دهد"
        help "let another member vote"
        "بگذارید عضو دیگری رأی دهد"
    }
    CALLS_TOO_DEEP "KE050" Error {
        "calls are nested deeper than {max}: a process calls itself, directly or through others"
        "تودرتویی فراخوانی‌ها از {max} بیشتر است: فرایندی خود را، مستقیم یا از راه فرایندهای دیگر، فرامی‌خواند"
        help "take one of the calls out of the ring"
        "یکی از فراخوانی‌های این حلقه را بردارید"
    }
    TOO_MANY_MESSAGES "KE051" Error {
        "more than {max} messages wait for a receiver"
        "بیش از {max} پیام در انتظار گیرنده‌اند"
        help "give messages a time to live"
        "برای پیام‌ها مهلت نگهداری بگذارید"
    }

    DEADLOCK "KE060" Error {
        "tokens wait here for others that cannot come any more"
        "نشانه‌ها این‌جا در انتظار نشانه‌های دیگری‌اند که دیگر نمی‌توانند برسند"
        help "join with the kind of gateway that split, or let an exclusive gateway bring the ways together"
        "شاخه‌ها را با همان نوع دروازه‌ای که آن‌ها را جدا کرده به هم برسانید، یا از دروازهٔ انحصاری استفاده کنید"
    }
    RETRIES_SPENT "KE061" Error {
        "no retry of this job is left; the worker said: {reason}"
        "از تلاش‌های این کار چیزی نمانده است؛ مجری گفت: {reason}"
        help "mend what the worker failed at, and let the case go on: it may try once more"
        "علت ناکامی را برطرف کنید و بگذارید پرونده ادامه یابد: یک بار دیگر می‌توان تلاش کرد"
    }
    ERROR_UNCAUGHT "KE062" Error {
        "the worker threw the error `{error}`, and no event of the case catches it"
        "مجری خطای «{error}» را پرتاب کرد و هیچ رویدادی در پرونده آن را نمی‌گیرد"
        help "add an error event on the edge of the task, or complete the job by hand"
        "روی لبهٔ کار رویداد خطا بگذارید یا کار را دستی کامل کنید"
    }
    UNUSABLE "KE063" Error {
        "`{source}` gives {value}, and {wanted} is wanted ({values})"
        "`{source}` مقدار {value} می‌دهد، ولی باید {wanted} باشد ({values})"
        help "mend the expression or the data that it reads, and let the case go on"
        "عبارت یا داده‌هایی را که می‌خواند درست کنید و بگذارید پرونده ادامه یابد"
    }
    TOO_MANY_TOKENS "KE064" Error {
        "the case would have more than {max} activities under way, or instances of one"
        "این پرونده بیش از {max} فعالیت در جریان، یا نمونه از یک فعالیت، خواهد داشت"
        help "split the process into processes that call each other"
        "فرایند را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید"
    }

    STARTED_FROM_OUTSIDE "KE070" Error {
        "the process is started by a message, a signal, a time or a condition, not by itself"
        "این فرایند با پیام، سیگنال، زمان یا شرط آغاز می‌شود، نه به‌خودی‌خود"
        help "send what starts it, or add a start event without a trigger"
        "آنچه آن را آغاز می‌کند بفرستید یا رویداد آغاز بی‌محرک بیفزایید"
    }
    NO_SUCH_START "KE071" Error {
        "element {element} is no start of the process that something outside triggers"
        "جزء {element} آغازی نیست که چیزی از بیرون آن را به کار اندازد"
        help "name a start event with a trigger"
        "نام رویداد آغازی را ببرید که محرک دارد"
    }
    UNKNOWN_WAIT "KE072" Error {
        "nothing waits as {wait}: it has happened, or it vanished when the case went another way"
        "انتظار {wait} دیگر نیست: رخ داده یا با رفتن پرونده به راهی دیگر از میان رفته است"
        help "look again at what the case waits for"
        "دوباره ببینید پرونده در انتظار چیست"
    }
    NOT_YET "KE073" Error {
        "the time of wait {wait} has not come"
        "زمان انتظار {wait} هنوز نرسیده است"
        help "ask again when it has come"
        "وقتی زمانش رسید دوباره بخواهید"
    }
    NOT_FROM_OUTSIDE "KE074" Error {
        "wait {wait} is for a condition, which the case looks at itself when data change"
        "انتظار {wait} برای شرطی است که پرونده خود هنگام تغییر داده‌ها آن را می‌سنجد"
        help "change the data that the condition reads"
        "داده‌هایی را که شرط می‌خواند تغییر دهید"
    }
    NOT_A_JOB "KE075" Error {
        "step `{step}` is no task of a graph: it is completed or waits"
        "گام «{step}» کاری در گراف نیست: یا کامل می‌شود یا منتظر می‌ماند"
        help "complete it with an outcome"
        "آن را با یک نتیجه کامل کنید"
    }
    SEAT_VOTED "KE076" Error {
        "seat number {seat} has voted on step `{step}`"
        "کرسی شمارهٔ {seat} در گام «{step}» رأی داده است"
        help "a ballot that was cast stays"
        "رأی داده‌شده پس گرفته نمی‌شود"
    }
}

#[cfg(test)]
mod tests {
    use super::OVER;
    use crate::exchange::ExchangeError;
    use crate::{Cause, Deadline, Gate, Rejection};
    use ravand_feel::{Args, Language, Message};

    /// Every argument that a message names is given, in both languages.
    #[track_caller]
    fn check(message: &Message, persian: &str) {
        for language in [Language::En, Language::Fa] {
            for text in [message.message(language), message.help(language)] {
                assert!(!text.is_empty() && !text.contains('{'), "{}: {text}", message.code.id);
            }
        }
        assert!(message.message(Language::Fa).contains(persian), "{}", message.message(Language::Fa));
    }

    #[test]
    fn incidents() {
        let why = Message::new(&OVER, Args::new());
        let (source, values) = ("a > b".to_owned(), "a = 3".to_owned());
        let failed = Cause::Expression { source: source.clone(), why: why.clone(), values: values.clone() };
        check(&failed.message(), "`a > b` محاسبه\u{200c}شدنی نیست: پرونده پایان یافته است؛ a = 3");
        check(&Cause::Unknown { source, values }.message(), "(a = 3)");
        check(&Cause::NoBranch.message(), "شاخه");
        check(&Cause::Decision { why: why.clone() }.message(), "جدول تصمیم پاسخی نمی\u{200c}دهد: پرونده");
        check(&Cause::Due { why }.message(), "مهلت");
        check(&Cause::NoEnd.message(), "پایان");
        check(&Cause::MoveLimit.message(), "۱۰۰۰۰۰");
        check(&Cause::TaskLimit.message(), "۱۰۰۰۰۰");
    }

    #[test]
    fn refusals() {
        let (step, name) = ("visit".to_owned(), "area_m2".to_owned());
        check(&Rejection::NotStarted.message(), "آغاز");
        check(&Rejection::AlreadyStarted.message(), "آغاز");
        check(&Rejection::Over.message(), "پایان");
        check(&Rejection::UnknownTask(7.into()).message(), "کار ۷");
        check(&Rejection::UnknownCall(7.into()).message(), "فراخوانی ۷");
        check(&Rejection::UnknownIncident(7.into()).message(), "رخداد ۷");
        let outcomes = "`fits`, `dangerous`".to_owned();
        check(&Rejection::OutcomeMissing { step: step.clone(), outcomes }.message(), "`fits`، `dangerous`");
        check(&Rejection::UnknownOutcome { step: step.clone(), outcome: 2.into() }.message(), "شمارهٔ ۲");
        check(&Rejection::DataMissing { step: step.clone(), name: name.clone() }.message(), "`area_m2`");
        check(&Rejection::UnknownData(3).message(), "شمارهٔ ۳");
        let wrong = |value: Option<&str>| Rejection::WrongType {
            name: name.clone(),
            expected: "number".to_owned(),
            value: value.map(str::to_owned),
        };
        check(&wrong(Some("12a")).message(), "`12a` از این نوع نیست");
        // What is personal is not repeated, in whatever language.
        check(&wrong(None).message(), "مقدار داده\u{200c}شده از این نوع نیست");
        check(&Gate::Role { step: step.as_str().into(), role: "clerk".into() }.message(), "«clerk»");
        check(&Gate::SamePerson { step: step.as_str().into(), other: "look".into() }.message(), "«look»");
        check(&Rejection::AskedBefore { step: step.clone() }.message(), "«visit»");
        check(&Rejection::NothingAsked { step: step.clone() }.message(), "«visit»");
        check(&Rejection::NotAsked { step: step.clone() }.message(), "«visit»");
        check(&Rejection::UnknownDocument("deed".to_owned()).message(), "«deed»");
        check(&Rejection::TermOver { step: step.clone() }.message(), "مهلت");
        check(&Rejection::NoDeadline(Deadline::Case).message(), "پرونده");
        let at = ravand_core::Timestamp::from_micros(0);
        check(&Rejection::DeadlineAhead { deadline: Deadline::Warning, at }.message(), "هشدار");
        check(&Rejection::NoVote { step: step.clone() }.message(), "رأی");
        check(&Rejection::NoSeat { step: step.clone(), seat: 3 }.message(), "شمارهٔ ۳");
        check(&Rejection::SeatVoted { step: step.clone(), seat: 3 }.message(), "شمارهٔ ۳");
        check(&Gate::OtherPerson { step: step.as_str().into(), other: "look".into() }.message(), "«look»");
        check(&Gate::ByVote { step: step.as_str().into() }.message(), "رأی");
        check(&Gate::Voted { step: step.as_str().into() }.message(), "رأی");
        check(&ExchangeError::TooDeep.message(), "۶۴");
    }
}
