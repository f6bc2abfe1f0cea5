//! Every message about working calendars, with its words in both languages.
//!
//! `CA00x` and `CA01x` are about what a calendar says, `CA02x` about what it is asked, `CA03x`
//! and `CA04x` about how a date is written. An id is never reused.

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
        help "take it away, or check the year: `1401/07/15` is a Persian date, `2022-10-07` a Gregorian one"
        "آن را بردارید یا سال را بازبینی کنید: `1401/07/15` تاریخ خورشیدی است و `2022-10-07` میلادی"
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
    RULE_ENDS_FIRST "CA009" Error {
        "the rule begins on {from} and ends on {to}, before it"
        "قاعده از {from} آغاز می‌شود و پیش از آن، در {to}، پایان می‌یابد"
        help "write the earlier date under `from`; `to` is the last date on which the rule holds"
        "تاریخ زودتر را زیر `from` بنویسید؛ `to` آخرین روزی است که قاعده برقرار است"
    }
    TWO_EXCEPTIONS "CA010" Error {
        "there is another exception for {on}"
        "برای روز {on} استثنای دیگری هم نوشته شده است"
        help "keep one of the two; several openings stand in one list: `open: [08:00-12:00, 13:00-15:00]`"
        "یکی از آن دو را نگه دارید؛ چند نوبت کاری در یک فهرست می‌آید: `open: [08:00-12:00, 13:00-15:00]`"
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
    NOT_A_LEGAL_TERM "CA022" Error {
        "the law counts no term in `{term}`"
        "در قانون مهلتی به اندازهٔ `{term}` شمرده نمی‌شود"
        help "a term by law is in whole days, working days, weeks, months or years"
        "مهلت قانونی به روز، روز کاری، هفته، ماه یا سالِ کامل است"
    }
    NOT_A_DATE "CA030" Error {
        "`{found}` is no date"
        "`{found}` تاریخ نیست"
        help "write year, month and day, Persian with slashes or Gregorian with hyphens: `1401/07/15`, `2022-10-07`"
        "سال، ماه و روز را بنویسید، خورشیدی با ممیز یا میلادی با خط تیره: `1401/07/15`، `2022-10-07`"
    }
    MIXED_DIGITS "CA031" Error {
        "`{found}` mixes Latin digits with Persian or Arabic ones"
        "در `{found}` رقم‌های لاتین با رقم‌های فارسی یا عربی آمیخته‌اند"
        help "write all of them in one script: `{suggestion}`"
        "همه را یک‌دست بنویسید: `{suggestion}`"
    }
    DATE_DIGITS "CA032" Error {
        "the digits of `{found}` do not go with this date"
        "رقم‌های `{found}` با این تاریخ جور نیست"
        help "write `{suggestion}`; only dates of the Persian calendar can stand in Persian digits"
        "بنویسید `{suggestion}`؛ فقط تاریخ خورشیدی را می‌توان با رقم فارسی نوشت"
    }
    ONE_DIGIT "CA033" Error {
        "month and day of `{found}` do not have two digits each"
        "ماه و روز در `{found}` دورقمی نیستند"
        help "write `{suggestion}`"
        "بنویسید `{suggestion}`"
    }
    YEAR_LAST "CA034" Error {
        "the year stands last in `{found}`"
        "در `{found}` سال در آخر آمده است"
        help "write the year first: `{suggestion}`"
        "سال را اول بنویسید: `{suggestion}`"
    }
    YEAR_OUTSIDE "CA035" Error {
        "the year of `{found}` lies outside {from} to {to}"
        "سالِ `{found}` بیرون از بازهٔ {from} تا {to} است"
        help "check the year; Persian dates have slashes, `1401/07/15`, and Gregorian ones hyphens, `2022-10-07`"
        "سال را بازبینی کنید؛ تاریخ خورشیدی با ممیز نوشته می‌شود، `1401/07/15`، و میلادی با خط تیره، `2022-10-07`"
    }
    NO_SUCH_MONTH "CA036" Error {
        "`{found}` has month {month}, and a year has twelve"
        "ماه در `{found}` برابر {month} است، در حالی که سال دوازده ماه دارد"
        help "write year, month and day in this order: `1401/07/15`, `2022-10-07`"
        "سال، ماه و روز را به همین ترتیب بنویسید: `1401/07/15`، `2022-10-07`"
    }
    DAY_OUTSIDE_MONTH "CA037" Error {
        "there is no day `{found}`: this month has {days} days"
        "روز `{found}` وجود ندارد: این ماه {days} روز دارد"
        help "check the day; the last one of the month is `{suggestion}`"
        "روز را بازبینی کنید؛ آخرین روز این ماه `{suggestion}` است"
    }
    COMMON_YEAR "CA038" Error {
        "there is no day `{found}`: {year} is no leap year, and its Esfand has 29 days"
        "روز `{found}` وجود ندارد: سال {year} کبیسه نیست و اسفند آن ۲۹ روز دارد"
        help "write `{last}`, or `{next}` for the day after it; the nearest leap years are {before} and {after}"
        "بنویسید `{last}`، یا برای روز پس از آن `{next}`؛ نزدیک‌ترین سال‌های کبیسه {before} و {after} است"
    }
    PERSIAN_WITH_HYPHENS "CA039" Error {
        "`{found}` looks like a date of the Persian calendar, and hyphens mean a Gregorian one"
        "`{found}` به تاریخ خورشیدی می‌ماند، ولی خط تیره نشان تاریخ میلادی است"
        help "write `{persian}`, or the Gregorian date of that day: `{gregorian}`"
        "بنویسید `{persian}`، یا تاریخ میلادی همان روز را: `{gregorian}`"
    }
    GREGORIAN_WITH_SLASHES "CA040" Error {
        "`{found}` looks like a Gregorian date, and slashes mean one of the Persian calendar"
        "`{found}` به تاریخ میلادی می‌ماند، ولی ممیز نشان تاریخ خورشیدی است"
        help "write `{gregorian}`, or the Persian date of that day: `{persian}`"
        "بنویسید `{gregorian}`، یا تاریخ خورشیدی همان روز را: `{persian}`"
    }
}

/// Stands beside the first of two rules that contradict each other.
pub static FIRST_RULE: Words = Words { en: "the first rule is here", fa: "قاعدهٔ نخست این‌جاست" };

/// Stands beside the first of two exceptions for one date.
pub static FIRST_EXCEPTION: Words =
    Words { en: "the first exception is here", fa: "استثنای نخست این‌جاست" };
