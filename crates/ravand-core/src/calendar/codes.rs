//! Every message about working calendars, with its words in both languages.
//!
//! `CA00x` are about what a calendar says, `CA02x` about what it is asked. An id is never
//! reused.

use ravand_feel::Words;

ravand_feel::codes! {
    pub
    UNKNOWN_ZONE "CA001" Error {
        "nobody knows the time zone `{zone}`"
        "منطقهٔ زمانی «{zone}» شناخته‌شده نیست"
        help "write the name that the IANA database gives it, such as `{example}`"
        "نامی را که در پایگاه IANA دارد بنویسید، مانند `{example}`"
    }
    ENDS_BEFORE_IT_BEGINS "CA002" Error {
        "the hours {open}-{close} end before they begin"
        "ساعت‌های {open}-{close} پیش از آغاز به پایان می‌رسند"
        help "write the earlier time first; hours past midnight are two: `22:00-24:00` and, on the next day, `00:00-06:00`"
        "زمان زودتر را نخست بنویسید؛ ساعت‌هایی را که از نیمه‌شب می‌گذرند دو پاره کنید: `22:00-24:00` و برای روز بعد `00:00-06:00`"
    }
    HOURS_OVERLAP "CA003" Error {
        "the hours {first} and {second} overlap"
        "ساعت‌های {first} و {second} روی هم افتاده‌اند"
        help "join them to one, or let the second begin when the first has ended"
        "آن‌ها را یکی کنید یا دومی را پس از پایان اولی آغاز کنید"
    }
    NO_SUCH_DAY "CA004" Error {
        "the Persian calendar has no day {month}/{day}"
        "تقویم خورشیدی روز {month}/{day} ندارد"
        help "write month/day: months 1 to 6 have 31 days, 7 to 12 have 30"
        "به شکل ماه/روز بنویسید: ماه‌های ۱ تا ۶ سی‌ویک روز و ماه‌های ۷ تا ۱۲ سی روز دارند"
    }
    NEVER_OPEN "CA005" Error {
        "the calendar `{calendar}` has not a single working hour"
        "تقویم «{calendar}» حتی یک ساعت کاری ندارد"
        help "give it `hours` on a day that is no weekend: `{ from: 2015-03-21, open: 07:30-14:30 }`"
        "برای روزی که تعطیل هفتگی نیست `hours` بنویسید: `{ from: 2015-03-21, open: 07:30-14:30 }`"
    }
    OUTSIDE_COVERAGE "CA006" Error {
        "{date} lies outside the dates that a calendar covers, {from} to {to}"
        "تاریخ {date} بیرون از بازهٔ تقویم، یعنی {from} تا {to}، است"
        help "take it away, or check the year: dates are Gregorian here, Persian only as month/day under `solar`"
        "آن را بردارید یا سال را بازبینی کنید: تاریخ‌ها این‌جا میلادی‌اند و تنها ماه/روز زیر `solar` خورشیدی است"
    }
    TWO_RULES "CA007" Error {
        "another rule begins on {from} for the same days"
        "قاعدهٔ دیگری هم برای همین روزها از {from} آغاز می‌شود"
        help "keep one of the two, or give them different dates or days"
        "یکی از آن دو را نگه دارید یا تاریخ یا روزهایشان را از هم جدا کنید"
    }
    TOO_MANY "CA008" Error {
        "there are {found} entries in `{of}`, more than {max}"
        "شمار سطرهای `{of}` به {found} می‌رسد که بیش از سقف {max} است"
        help "split the calendar in two, each for its own offices or years"
        "تقویم را به دو تقویم بخش کنید، هر یک برای اداره‌ها یا سال‌های خودش"
    }
    BEYOND_COVERAGE "CA020" Error {
        "the calendar covers {from} to {to}, and the time lies beyond"
        "تقویم از {from} تا {to} را در بر دارد و این زمان بیرون از آن است"
        help "use dates within these years"
        "تاریخ‌هایی در همین سال‌ها به کار ببرید"
    }
    NOT_A_LENGTH "CA021" Error {
        "{amount} is not an amount of time"
        "{amount} مدت زمان نیست"
        help "an amount of time is a number, 0 or more"
        "مدت زمان عددی است صفر یا بیشتر"
    }
}

/// Stands beside the first of two rules that contradict each other.
pub static FIRST_RULE: Words = Words { en: "the first rule is here", fa: "قاعدهٔ نخست این‌جاست" };
