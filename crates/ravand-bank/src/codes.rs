//! What files say wrongly about each other, and how a bank cannot be opened. An id is never
//! reused.

use ravand_core::{Args, Words};
use ravand_formats::FILE_BYTES_MAX;
use std::io::{Error, ErrorKind};

ravand_core::codes! {
    pub
    UNREADABLE "BK001" Error {
        "`{path}` cannot be read: {why}"
        "«{path}» خوانده نمی‌شود: {why}"
        help "see that it is a file and that you may read it"
        "ببینید که فایلی معمولی است و اجازهٔ خواندن آن را دارید"
    }
    TWICE "BK002" Error {
        "{what} `{id}` is in two files"
        "{what} «{id}» در دو فایل آمده است"
        help "keep one, or give the other an id of its own"
        "یکی را نگه دارید یا به دیگری شناسه‌ای جدا بدهید"
    }
    NO_CALENDAR "BK003" Error {
        "no file defines the calendar `{id}`"
        "تقویم «{id}» در هیچ فایلی تعریف نشده است"
        help "the bank has: {known}"
        "تقویم‌های این بانک: {known}"
    }
    NO_DECISION "BK004" Error {
        "`{path}` holds no decision table"
        "«{path}» جدول تصمیمی ندارد"
        help "paths are relative to the bank's root; the file must begin with `decision: {id}`"
        "مسیر از ریشهٔ بانک حساب می‌شود و فایل باید با `decision: {id}` آغاز شود"
    }
    NO_LAW "BK005" Error {
        "no registry knows the law `{id}`"
        "قانون «{id}» در هیچ فهرستی نیست"
        help "add it to laws.yaml, or write not-found if none was found"
        "آن را به `laws.yaml` بیفزایید یا اگر یافت نشد `not-found` بنویسید"
    }
    NO_PROCESS "BK006" Error {
        "no file defines the process `{id}`"
        "فرایند «{id}» در هیچ فایلی تعریف نشده است"
        help "the bank has: {known}"
        "فرایندهای این بانک: {known}"
    }
    MISPLACED "BK007" Warning {
        "this file belongs to no kind that the bank knows"
        "نوع این فایل برای بانک شناخته‌شده نیست"
        help "its first key says what it is: process, overlay, scenario, calendar, decision, archetype, catalogue, roles, documents, laws or bank"
        "نخستین کلید نوع فایل را می‌گوید: process، overlay، scenario، calendar، decision، archetype، catalogue، roles، documents، laws یا bank"
    }
    CALL_RING "BK008" Error {
        "processes call each other in a ring: {ring}"
        "فرایندها در حلقه یکدیگر را فرامی‌خوانند: {ring}"
        help "take one of the calls out"
        "یکی از فراخوانی‌ها را بردارید"
    }
    NEAR_PROCESS "BK009" Error {
        "no file defines the process `{id}`"
        "فرایند «{id}» در هیچ فایلی تعریف نشده است"
        help "did you mean `{suggestion}`?"
        "آیا منظورتان «{suggestion}» است؟"
    }
    OF_AN_ARCHETYPE "BK010" Error {
        "`{id}` is an archetype and not a process"
        "«{id}» الگو است، نه فرایند"
        help "name one of the processes that a catalogue makes of it, or change the archetype itself"
        "یکی از فرایندهایی را نام ببرید که از این الگو ساخته شده‌اند، یا خود الگو را تغییر دهید"
    }
    NO_OWNER "BK011" Warning {
        "`{id}` is no unit of this bank"
        "«{id}» از واحدهای این بانک نیست"
        help "declare it under `units` of bank.yaml, or write {known}"
        "آن را زیر `units` در bank.yaml تعریف کنید یا بنویسید: {known}"
    }
    NO_TITLE "BK012" Warning {
        "the process `{id}` has no title in the language `{language}` of this bank"
        "فرایند «{id}» در زبان `{language}`، که از زبان‌های این بانک است، عنوان ندارد"
        help "add `{language}: …` to its `title`"
        "به `title` آن `{language}: …` بیفزایید"
    }
    NO_TABLE "BK013" Error {
        "there is no decision table `{id}`, neither of this row nor of the bank"
        "جدول تصمیمی به نام «{id}» نه در این ردیف هست و نه در بانک"
        help "write it under `decisions` of the row, or in a file of its own; the bank has: {known}"
        "آن را زیر `decisions` در همین ردیف یا در فایلی جداگانه بنویسید؛ جدول‌های این بانک: {known}"
    }
    TOO_MUCH "BK014" Error {
        "the catalogues make more than {max} parts; this row and those behind it are not read"
        "از فهرست‌ها بیش از {max} جزء ساخته می‌شود؛ این ردیف و ردیف‌های پس از آن خوانده نشد"
        help "split the bank in two"
        "بانک را به دو بانک تقسیم کنید"
    }
    MORE_IN_CATALOGUE "BK015" Error {
        "the rows of this catalogue hold {count} more mistakes that are not listed"
        "ردیف‌های این فهرست {count} اشتباه دیگر دارد که نیامده است"
        help "mend those listed first"
        "نخست اشتباه‌هایی را که آمده است درست کنید"
    }
    FOLDER_UNREADABLE "BK016" Error {
        "the folder `{path}` cannot be listed: {why}"
        "فهرست پوشهٔ «{path}» خوانده نمی‌شود: {why}"
        help "see that it is a folder and that you may read it"
        "ببینید که پوشه است و اجازهٔ خواندنش را دارید"
    }
    LEADS_NOWHERE "BK017" Error {
        "`{path}` is a link that leads nowhere"
        "«{path}» پیوندی است که به جایی نمی‌رسد"
        help "take it away, or let it lead to what is meant: it may lead to itself, or to what was moved"
        "آن را بردارید یا به مقصد درست برسانید: شاید به خودش برمی‌گردد یا مقصدش جابه‌جا شده است"
    }
    REBASED "BK018" Info {
        "`{overlay}` was written for an older `{process}` ({file}) and is used as merged with what has changed since"
        "«{overlay}» برای نسخهٔ پیشین «{process}» نوشته شده است ({file}) و پس از ادغام با تغییرهای بعدی به کار می‌رود"
        help "`ravand rebase` prints it as it is to be written for today"
        "`ravand rebase` آن را چنان‌که باید برای امروز نوشته شود چاپ می‌کند"
    }
    NOT_COMPARED "BK019" Error {
        "`{process}` has {count} elements when it is drawn; at most {max} are compared"
        "«{process}» هنگام رسم {count} عنصر دارد؛ دست بالا {max} عنصر مقایسه می‌شود"
        help "compare its stages as processes of their own"
        "مرحله‌هایش را جداگانه، همچون فرایند، مقایسه کنید"
    }
    TOO_FEW_TEXTS "BK020" Error {
        "there is nothing to unify with"
        "چیزی برای یکی کردن با آن نیست"
        help "name two definitions of the process or more"
        "دست کم دو تعریف از فرایند را نام ببرید"
    }
    GRAPH_NOT_UNIFIED "BK021" Error {
        "the flow of `{text}` is a graph, and only flows of blocks can be unified"
        "جریان «{text}» گراف است و تنها جریان‌های بلوکی یکی می‌شوند"
        help "write its flow as blocks: stages, `all`, `one`; docs/language.md"
        "جریان آن را با بلوک بنویسید: مرحله، `all` و `one`؛ docs/language.md"
    }
    TOO_MANY_TO_UNIFY "BK022" Error {
        "{pairs} pairs of things would have to be compared; at most {max} are"
        "باید {pairs} جفت مقایسه شود؛ دست بالا {max} جفت مقایسه می‌شود"
        help "unify fewer definitions at once"
        "هر بار تعریف‌های کمتری را یکی کنید"
    }
    UNKNOWN_FOLDER "BK023" Warning {
        "nothing is read from the folder `{path}`"
        "از پوشهٔ «{path}» چیزی خوانده نمی‌شود"
        help "a bank reads the folders {known}"
        "بانک این پوشه‌ها را می‌خواند: {known}"
    }
    TOO_LONG_TO_UNIFY "BK024" Error {
        "one of the definitions has {things} things of one sort; at most {max} are compared"
        "یکی از تعریف‌ها {things} چیز هم‌نوع دارد؛ دست بالا {max} تا مقایسه می‌شود"
        help "unify its stages as processes of their own"
        "مرحله‌هایش را جداگانه، همچون فرایند، یکی کنید"
    }
    CONTRADICTION "BK025" Error {
        "`{one}` and `{other}` are said to be the same and to be different"
        "دربارهٔ «{one}» و «{other}» هم گفته شده که یکی است و هم که نیست"
        help "take one of the answers out; what is the same as a third is the same"
        "یکی از پاسخ‌ها را بردارید؛ دو چیز که با سومی یکی باشد، یکی است"
    }
    TWO_OF_ONE_TEXT "BK026" Error {
        "`{one}` and `{other}` would become one by the answers, and are two things of one text"
        "«{one}» و «{other}» با این پاسخ‌ها یکی می‌شود، اما در یک متن دو چیز است"
        help "take one of the answers out"
        "یکی از پاسخ‌ها را بردارید"
    }
}

/// What a thing of the bank is called, by the key with which its file begins.
pub(crate) fn thing(what: &'static str) -> Words {
    let fa = match what {
        "bank" => "بانک",
        "process" => "فرایند",
        "overlay" => "لایهٔ",
        "scenario" => "سناریوی",
        "calendar" => "تقویم",
        "decision" => "جدول تصمیم",
        "archetype" => "الگوی",
        "role" => "نقش",
        "document" => "مدرک",
        "law" => "قانون",
        other => other,
    };
    Words { en: what, fa }
}

/// Why the system would not read or write, in words: its own in English, and in Persian
/// those of the kind of the error.
///
/// ```
/// use ravand_core::Language;
/// let (words, args) = ravand_bank::because(&std::io::ErrorKind::NotFound.into());
/// assert_eq!(words.fill(Language::Fa, &args), "چنین فایل یا پوشه‌ای نیست");
/// ```
pub fn because(why: &Error) -> (Words, Args) {
    let fa = match why.kind() {
        ErrorKind::NotFound => "چنین فایل یا پوشه‌ای نیست",
        ErrorKind::PermissionDenied => "اجازهٔ آن داده نشده است",
        ErrorKind::NotADirectory => "بخشی از مسیر پوشه نیست",
        ErrorKind::IsADirectory => "پوشه است، نه فایل",
        ErrorKind::InvalidInput => "فایلی معمولی نیست",
        ErrorKind::FileTooLarge => "از {max} بایت بزرگ‌تر است",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "جای خالی نمانده است",
        ErrorKind::ReadOnlyFilesystem => "این‌جا فقط می‌توان خواند",
        ErrorKind::InvalidFilename => "این نام برای فایل پذیرفته نیست",
        ErrorKind::TimedOut => "پاسخی به موقع نرسید",
        ErrorKind::Interrupted => "کار نیمه‌تمام ماند",
        _ => "پیام سیستم: `{system}`",
    };
    let args = Args::new().with("system", why).with("max", FILE_BYTES_MAX);
    (Words { en: "{system}", fa }, args)
}

/// At the row with which a mistake of an archetype was found.
pub(crate) static FOUND_WITH: ravand_core::Words = ravand_core::Words {
    en: "found when the row `{id}` was read",
    fa: "هنگام خواندن ردیف «{id}» پیدا شد",
};

/// At an archetype.
pub(crate) static IS_HERE: ravand_core::Words =
    ravand_core::Words { en: "`{id}` is here", fa: "«{id}» این‌جاست" };

/// At a call of a ring.
pub(crate) static CALLS: ravand_core::Words = ravand_core::Words {
    en: "`{id}` calls `{called}` here",
    fa: "«{id}» این‌جا «{called}» را فرامی‌خواند",
};

/// At the first of two things with one id.
pub(crate) static TAKEN_FROM_HERE: ravand_core::Words = ravand_core::Words {
    en: "it stands here first, and this one is used",
    fa: "نخستین بار این‌جا آمده و همین به کار رفته است",
};
