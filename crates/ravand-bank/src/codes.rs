//! What files say wrongly about each other, and how a bank cannot be opened. An id is never
//! reused.

use ravand_core::{Args, Words};
use ravand_formats::FILE_BYTES_MAX;
use std::io::{Error, ErrorKind};

ravand_core::codes! {
    pub(crate)
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
        help "its first key says what it is: process, overlay, scenario, calendar, decision, roles, documents, laws or bank"
        "نخستین کلید نوع فایل را می‌گوید: process، overlay، scenario، calendar، decision، roles، documents، laws یا bank"
    }
    CALL_RING "BK008" Error {
        "processes call each other in a ring: {ring}"
        "فرایندها در حلقه یکدیگر را فرامی‌خوانند: {ring}"
        help "take one of the calls out"
        "یکی از فراخوانی‌ها را بردارید"
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

/// At the first of two things with one id.
pub(crate) static TAKEN_FROM_HERE: ravand_core::Words = ravand_core::Words {
    en: "it stands here first, and this one is used",
    fa: "نخستین بار این‌جا آمده و همین به کار رفته است",
};
