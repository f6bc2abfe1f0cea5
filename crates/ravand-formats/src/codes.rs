//! Messages about what a file says, with their words in both languages.
//!
//! `YA001`–`YA029` are about text and YAML (in `yaml`), `YA03x` and `YA04x` about keys and
//! plain values, `YA06x` about ids and names, `YA07x` about lengths of time, `YA09x` about
//! steps, `YA10x` about flows, `YA11x` about decision tables, `YA207` and what follows about other decisions, `YA12x` about overlays,
//! `YA13x` about scenarios, `YA14x` about calendars and banks, `YA18x` about names in Persian. An id is never reused.
//! `{at}` is the place in the file: `steps.visit.work`.

use ravand_core::Words;

/// Stands beside the first of two equal keys.
pub(crate) static FIRST_HERE: Words =
    Words { en: "first written here", fa: "بار نخست این‌جا نوشته شده است" };

ravand_core::codes! {
    pub(crate)
    WRONG_FILE "YA030" Error {
        "this file begins with `{found}`, wanted is one that begins with `{wanted}`"
        "این فایل با `{found}` آغاز می‌شود؛ فایلی لازم است که با `{wanted}` آغاز شود"
        help "the first key says what a file is: {known}"
        "نخستین کلید می‌گوید فایل چیست: {known}"
    }
    UNKNOWN_KEY "YA031" Error {
        "`{key}` is no key of `{at}`"
        "کلید `{key}` در `{at}` شناخته‌شده نیست"
        help "take it away or use one of: {known}"
        "آن را بردارید یا یکی از این‌ها را به کار ببرید: {known}"
    }
    MISSPELT_KEY "YA032" Error {
        "`{key}` is no key of `{at}`"
        "کلید `{key}` در `{at}` شناخته‌شده نیست"
        help "did you mean `{suggestion}`?"
        "آیا منظورتان `{suggestion}` است؟"
    }
    DUPLICATE_KEY "YA033" Error {
        "the key `{key}` stands twice in `{at}`"
        "کلید `{key}` دو بار در `{at}` آمده است"
        help "keep one of the two; the first one was read"
        "یکی از آن دو را نگه دارید؛ اولی خوانده شد"
    }
    MISSING_KEY "YA034" Error {
        "`{at}` lacks the key `{key}`"
        "`{at}` کلید `{key}` را کم دارد"
        help "add `{key}: …`"
        "`{key}: …` را بیفزایید"
    }
    NO_VALUE "YA035" Error {
        "`{key}` in `{at}` has no value"
        "`{key}` در `{at}` مقداری ندارد"
        help "write its value, or take the key away"
        "مقدارش را بنویسید یا کلید را بردارید"
    }
    ALONE "YA036" Error {
        "`{key}` stands alone in `{at}`: a comma inside `{ }` ends an entry"
        "`{key}` در `{at}` تنها مانده است: ویرگول لاتین درون `{ }` مدخل را تمام می‌کند"
        help "put text that holds a comma in quotes: `{ en: 'One, two' }`"
        "متنی را که ویرگول لاتین دارد در گیومهٔ لاتین بگذارید: `{ en: 'One, two' }`"
    }
    NOT_BUILT "YA037" Error {
        "`{key}` in `{at}` belongs to the language but is not built yet"
        "`{key}` در `{at}` جزو زبان است ولی هنوز ساخته نشده است"
        help "say it with what is there today: {known}"
        "آن را با امکان‌های امروز بنویسید: {known}"
    }
    WANT_TEXT "YA040" Error {
        "`{at}` wants one value, and a list or a group of keys stands here"
        "`{at}` یک مقدار می‌خواهد ولی این‌جا فهرست یا گروهی از کلیدها آمده است"
        help "write one value; put text that begins with a bracket in quotes"
        "یک مقدار بنویسید؛ متنی را که با کروشه یا آکولاد آغاز می‌شود در گیومهٔ لاتین بگذارید"
    }
    WANT_LIST "YA041" Error {
        "`{at}` wants a list"
        "`{at}` یک فهرست می‌خواهد"
        help "write `[a, b]`, or each entry on a line of its own after `- `"
        "بنویسید `[a, b]` یا هر مدخل را در سطری جداگانه پس از `- ` بیاورید"
    }
    WANT_KEYS "YA042" Error {
        "`{at}` wants keys with values"
        "`{at}` کلیدهایی با مقدار می‌خواهد"
        help "write `key: value` lines below it, or `{ key: value }`"
        "زیر آن سطرهای `key: value` یا در همان سطر `{ key: value }` بنویسید"
    }
    NOT_ONE_OF "YA043" Error {
        "`{at}` cannot be `{found}`"
        "`{at}` نمی‌تواند `{found}` باشد"
        help "write one of: {known}"
        "یکی از این‌ها را بنویسید: {known}"
    }
    MISSPELT_VALUE "YA044" Error {
        "`{at}` cannot be `{found}`"
        "`{at}` نمی‌تواند `{found}` باشد"
        help "did you mean `{suggestion}`? It can be one of: {known}"
        "آیا منظورتان `{suggestion}` است؟ مقدارهای ممکن: {known}"
    }
    NOT_WHOLE "YA045" Error {
        "`{at}` wants a whole number from {min} to {max}, not `{found}`"
        "`{at}` عددی صحیح از {min} تا {max} می‌خواهد، نه `{found}`"
        help "write digits only: `12`"
        "فقط رقم بنویسید: `12`"
    }
    NOT_NUMBER "YA046" Error {
        "`{at}` wants a number, not `{found}`"
        "`{at}` عدد می‌خواهد، نه `{found}`"
        help "write it with the digits 0-9 and a point: `2.5`"
        "آن را با رقم‌های لاتین `0` تا `9` و نقطهٔ اعشار بنویسید: `2.5`"
    }
    NOT_PERCENT "YA047" Error {
        "`{at}` wants a percentage, not `{found}`"
        "`{at}` درصد می‌خواهد، نه `{found}`"
        help "write a number and a percent sign: `25%`"
        "یک عدد و نشانهٔ درصد بنویسید: `25%`"
    }
    PERCENT_RANGE "YA048" Error {
        "`{at}` is `{found}`, outside 0% to 100%"
        "`{at}` برابر `{found}` و بیرون از بازهٔ ۰٪ تا ۱۰۰٪ است"
        help "write a percentage from 0% to 100%"
        "درصدی از ۰٪ تا ۱۰۰٪ بنویسید"
    }
    NOT_DATE "YA049" Error {
        "`{at}` wants a date, and `{found}` is none"
        "`{at}` تاریخ می‌خواهد و `{found}` تاریخ نیست"
        help "write year, month and day, the year with four digits: Persian `1401/07/15` or Gregorian `2022-10-07`"
        "سال را چهاررقمی و پیش از ماه و روز بنویسید: خورشیدی `1401/07/15` یا میلادی `2022-10-07`"
    }
    PERSIAN_DATE "YA050" Error {
        "`{at}` is `{found}`, which looks like a date of the Persian calendar, and hyphens mean a Gregorian one"
        "`{at}` برابر `{found}` است که به تاریخ خورشیدی می‌ماند، ولی خط تیره نشان تاریخ میلادی است"
        help "write `{persian}`, or the Gregorian date of that day: `{gregorian}`"
        "بنویسید `{persian}`، یا تاریخ میلادی همان روز را: `{gregorian}`"
    }
    FOREIGN_DIGITS "YA051" Error {
        "`{found}` in `{at}` is not written with the digits 0-9"
        "`{found}` در `{at}` با رقم‌های لاتین `0` تا `9` نوشته نشده است"
        help "write `{suggestion}`"
        "بنویسید `{suggestion}`"
    }
    EMPTY_TEXT "YA052" Error {
        "`{at}` is empty"
        "`{at}` خالی است"
        help "write what belongs there, or take the key away"
        "آنچه را جایش این‌جاست بنویسید یا کلید را بردارید"
    }
    ARABIC_LETTERS "YA053" Warning {
        "the Persian text of `{at}` holds the Arabic letter `{found}`"
        "در متن فارسی `{at}` حرف عربی `{found}` آمده است"
        help "write `{suggestion}`, or nobody who searches for the word will find it"
        "بنویسید `{suggestion}`، وگرنه با جست‌وجوی این واژه پیدا نمی‌شود"
    }
    AND_MORE "YA054" Error {
        "the file holds {count} more mistakes that are not listed"
        "این فایل {count} اشتباه دیگر دارد که در این فهرست نیامده است"
        help "mend those listed first"
        "نخست اشتباه‌های همین فهرست را درست کنید"
    }

    NOT_ORDERED "YA055" Error {
        "putting this file in order would change what it says, or lose a comment"
        "مرتب کردن این فایل معنای آن را تغییر می‌داد یا توضیحی را از میان می‌برد"
        help "the file was left as it is: put its keys in order by hand"
        "فایل دست‌نخورده ماند: کلیدهایش را به دست خود مرتب کنید"
    }

    ID_SHAPE "YA060" Error {
        "`{found}` in `{at}` is not a well-formed id"
        "`{found}` در `{at}` شناسهٔ درستی نیست"
        help "ids are small letters a-z, digits and single hyphens, and begin with a letter: `{suggestion}`"
        "شناسه از حرف‌های کوچک a تا z، رقم و خط تیرهٔ تکی ساخته و با حرف آغاز می‌شود: `{suggestion}`"
    }
    NAME_SHAPE "YA061" Error {
        "`{found}` in `{at}` is not a well-formed name"
        "`{found}` در `{at}` نام درستی نیست"
        help "names in expressions are small letters a-z, digits and single underscores, and begin with a letter: `{suggestion}`"
        "نام در عبارت‌ها از حرف‌های کوچک a تا z، رقم و زیرخط تکی ساخته و با حرف آغاز می‌شود: `{suggestion}`"
    }
    ID_CASE "YA062" Error {
        "`{found}` in `{at}` holds a capital letter"
        "`{found}` در `{at}` حرف بزرگ دارد"
        help "write it with small letters: `{suggestion}`"
        "آن را با حرف‌های کوچک بنویسید: `{suggestion}`"
    }
    ID_INVISIBLE "YA063" Error {
        "`{shown}` in `{at}` holds an invisible character ({code}), such as a right-to-left mark"
        "`{shown}` در `{at}` نویسه‌ای نادیدنی ({code}) مانند نشانهٔ راست‌به‌چپ دارد"
        help "delete the word and type it again: `{suggestion}`"
        "واژه را پاک کنید و دوباره بنویسید: `{suggestion}`"
    }
    ID_PERSIAN "YA064" Error {
        "`{found}` in `{at}` holds `{letter}`; ids are written with Latin letters"
        "`{found}` در `{at}` حرف `{letter}` دارد؛ شناسه با حرف‌های لاتین نوشته می‌شود"
        help "write the id in letters a-z and the Persian words in its `title: { fa: … }`"
        "شناسه را با حرف‌های a تا z و نام فارسی را در `title: { fa: … }` بنویسید"
    }
    ID_LOOKALIKE "YA065" Error {
        "`{found}` in `{at}` holds `{letter}` ({code}), which is not one of the letters a-z"
        "`{found}` در `{at}` نویسهٔ `{letter}` ({code}) دارد که از حرف‌های a تا z نیست"
        help "type it on a Latin keyboard: `{suggestion}`"
        "آن را با صفحه‌کلید لاتین بنویسید: `{suggestion}`"
    }
    ID_RESERVED "YA066" Error {
        "`{found}` is a word of the language and cannot be the id of a step"
        "`{found}` از واژه‌های زبان است و نمی‌تواند شناسهٔ گام باشد"
        help "say more in the id: `{found}-request`"
        "شناسه را گویاتر کنید: `{found}-request`"
    }
    NAME_RESERVED "YA067" Error {
        "`{found}` is a word of expressions and cannot be a name in `{at}`"
        "`{found}` از واژه‌های عبارت‌هاست و نمی‌تواند در `{at}` نام باشد"
        help "say more in the name: `{found}_value`; for yes and no there is the type `yes_no`"
        "نام را گویاتر کنید: `{found}_value`؛ برای آری و نه، نوع `yes_no` هست"
    }
    ID_LENGTH "YA068" Error {
        "the id in `{at}` is longer than {max} letters"
        "شناسه در `{at}` از {max} حرف بلندتر است"
        help "shorten it and put the words in its title"
        "کوتاهش کنید و نام کامل را در `title` بنویسید"
    }
    DUPLICATE_ENTRY "YA069" Error {
        "`{found}` stands twice in `{at}`"
        "`{found}` دو بار در `{at}` آمده است"
        help "keep one of the two"
        "یکی از آن دو را نگه دارید"
    }

    NOT_LENGTH "YA070" Error {
        "`{at}` wants a length of time, not `{found}`"
        "`{at}` مدت می‌خواهد، نه `{found}`"
        help "write a number and a unit: `3 working days`, `20 min`, `2 h`, `15 days`"
        "یک عدد و یک واحد بنویسید: `3 working days`، `20 min`، `2 h`، `15 days`"
    }
    NOT_SPREAD "YA071" Error {
        "`{at}` wants a time that varies, not `{found}`"
        "`{at}` مدتی متغیر می‌خواهد، نه `{found}`"
        help "write `0.5 .. 1 .. 2 working days`, `exactly 2 h`, `uniform(1 .. 3 h)`, `exponential(4 h)` or `lognormal(mean 2 h, sd 1 h)`"
        "بنویسید `0.5 .. 1 .. 2 working days`، `exactly 2 h`، `uniform(1 .. 3 h)`، `exponential(4 h)` یا `lognormal(mean 2 h, sd 1 h)`"
    }
    FIXED "YA072" Error {
        "`{at}` is the single time `{found}`: does it always take that long?"
        "`{at}` تنها یک مدت است، `{found}`: آیا همیشه همین اندازه طول می‌کشد؟"
        help "write `exactly {found}` if so, or shortest .. usual .. longest: `1 .. 2 .. 4 h`"
        "اگر چنین است `exactly {found}` بنویسید، وگرنه کوتاه‌ترین .. معمول .. بلندترین: `1 .. 2 .. 4 h`"
    }
    TWO_PARTS "YA073" Error {
        "`{at}` has {count} parts, wanted are three: shortest .. usual .. longest"
        "`{at}` {count} بخش دارد و سه بخش لازم است: کوتاه‌ترین .. معمول .. بلندترین"
        help "write `1 .. 2 .. 4 h`; where nothing is more usual, `uniform(1 .. 4 h)`"
        "بنویسید `1 .. 2 .. 4 h`؛ اگر هیچ مقداری معمول‌تر نیست، `uniform(1 .. 4 h)`"
    }
    UNKNOWN_UNIT "YA074" Error {
        "`{found}` in `{at}` is no unit of time"
        "`{found}` در `{at}` واحد زمان نیست"
        help "write one of: s, min, h, days, weeks, months, working minutes, working hours, working days; a term can be in Persian months or Gregorian months too"
        "یکی از این‌ها را بنویسید: s، min، h، days، weeks، months، working minutes، working hours، working days؛ مهلت به Persian months یا Gregorian months هم می‌تواند باشد"
    }
    NO_UNIT "YA075" Error {
        "`{found}` in `{at}` has no unit of time"
        "`{found}` در `{at}` واحد زمان ندارد"
        help "add one: `{found} min`, `{found} h` or `{found} working days`"
        "یک واحد بیفزایید: `{found} min`، `{found} h` یا `{found} working days`"
    }
    MIXED_UNITS "YA076" Error {
        "`{found}` in `{at}` mixes units that cannot be compared: `{first}` and `{last}`"
        "`{found}` در `{at}` واحدهایی را می‌آمیزد که سنجیدنی نیستند: `{first}` و `{last}`"
        help "use one unit, or units of one kind (`min` with `h`, `working hours` with `working minutes`); give it to the last part or to every part"
        "یک واحد یا واحدهای هم‌جنس به کار ببرید (`min` با `h`، `working hours` با `working minutes`)؛ آن را به بخش آخر یا به همهٔ بخش‌ها بدهید"
    }
    NEGATIVE "YA077" Error {
        "`{found}` in `{at}` is negative; a time cannot be"
        "`{found}` در `{at}` منفی است؛ مدت منفی نمی‌شود"
        help "write zero or more"
        "صفر یا بیشتر بنویسید"
    }
    MIN_ABOVE_MAX "YA078" Error {
        "the smallest value `{min}` in `{at}` is above the largest, `{max}`"
        "کمترین مقدار `{min}` در `{at}` از بیشترین مقدار، `{max}`، بزرگ‌تر است"
        help "write the smallest first: `{suggestion}`"
        "کمترین را اول بنویسید: `{suggestion}`"
    }
    MODE_OUTSIDE "YA079" Error {
        "the usual value `{mode}` in `{at}` lies outside `{min}` to `{max}`"
        "مقدار معمول `{mode}` در `{at}` بیرون از `{min}` تا `{max}` است"
        help "write smallest .. usual .. largest, in this order"
        "به این ترتیب بنویسید: کمترین .. معمول .. بیشترین"
    }
    NOT_POSITIVE "YA080" Error {
        "`{part}` in `{at}` must be above zero"
        "`{part}` در `{at}` باید بزرگ‌تر از صفر باشد"
        help "write a number above zero; for a fixed value there is `exactly`"
        "عددی بزرگ‌تر از صفر بنویسید؛ برای مقدار ثابت `exactly` هست"
    }
    TOO_BIG "YA081" Error {
        "`{found}` in `{at}` is larger than {max}"
        "`{found}` در `{at}` از {max} بزرگ‌تر است"
        help "use a larger unit, or check the number of zeros"
        "واحد بزرگ‌تری به کار ببرید یا تعداد صفرها را بررسی کنید"
    }
    NOT_DISTRIBUTION "YA082" Error {
        "`{at}` wants a number that varies, not `{found}`"
        "`{at}` عددی متغیر می‌خواهد، نه `{found}`"
        help "write `exactly 4`, `uniform(1 .. 3)`, `triangle(1 .. 2 .. 5)`, `lognormal(mean 180, sd 60)` or `exponential(3)`"
        "بنویسید `exactly 4`، `uniform(1 .. 3)`، `triangle(1 .. 2 .. 5)`، `lognormal(mean 180, sd 60)` یا `exponential(3)`"
    }

    TOO_LONG "YA083" Error {
        "`{found}` in `{at}` is longer than {years} years"
        "`{found}` در `{at}` از {years} سال درازتر است"
        help "check the number and the unit"
        "عدد و واحد را بازبینی کنید"
    }
    ZERO_TERM "YA084" Error {
        "`{found}` in `{at}` is over before anybody could act"
        "`{found}` در `{at}` پیش از آن‌که کسی بتواند کاری کند به پایان می‌رسد"
        help "write a term above zero, or take the key away where there is none"
        "مهلتی بزرگ‌تر از صفر بنویسید، یا اگر مهلتی نیست کلید را بردارید"
    }
    NOT_BY_LAW "YA085" Error {
        "`{found}` in `{at}`: the law counts whole days, working days, weeks, months and years"
        "`{found}` در `{at}`: قانون روز، روز کاری، هفته، ماه و سالِ کامل را می‌شمارد"
        help "write such a term, as in `10 days by law`, or take `by law` away"
        "چنین مهلتی بنویسید، مانند `10 days by law`، یا `by law` را بردارید"
    }
    CALENDAR_MONTHS "YA086" Error {
        "`{found}` in `{at}` is no whole number of months of a calendar from 1 to {max}"
        "`{found}` در `{at}` شمار کاملی از ماه‌های تقویم، از ۱ تا {max}، نیست"
        help "write a whole number, as in `2 Persian months`; `15 days` is a length as well"
        "عددی کامل بنویسید، مانند `2 Persian months`؛ `15 days` هم مدت است"
    }
    ONLY_A_TERM "YA087" Error {
        "`{found}` in `{at}` is a way to count a term, and this is a length of time"
        "`{found}` در `{at}` شیوهٔ شمردن مهلت است، ولی این‌جا طول زمان لازم است"
        help "leave `{word}` to `due`; a month as a length is `30 days`"
        "`{word}` را برای `due` بگذارید؛ ماه، به عنوان طول زمان، `30 days` است"
    }
    YEARS_BY_LAW "YA088" Error {
        "`{found}` in `{at}`: a year is not the same length everywhere"
        "`{found}` در `{at}`: سال در همه‌جا به یک اندازه نیست"
        help "write `{count} Persian years`, `{count} years by law` (twelve months of thirty days) or a number of days"
        "بنویسید `{count} Persian years`، `{count} years by law` (دوازده ماه سی‌روزه) یا شمار روزها"
    }

    TARGET "YA090" Error {
        "`{found}` in `{at}` does not say where the outcome leads"
        "`{found}` در `{at}` نمی‌گوید این نتیجه به کجا می‌برد"
        help "write `on`, `back to STEP`, `skip to STEP`, `call PROCESS` or `end END`"
        "یکی از `on`، `back to STEP`، `skip to STEP`، `call PROCESS` یا `end END` را بنویسید"
    }
    BREACH "YA091" Error {
        "`{found}` in `{at}` does not say what happens when the term is over"
        "`{found}` در `{at}` نمی‌گوید با گذشتن مهلت چه می‌شود"
        help "write `reassign`, `escalate to ROLE`, `notify ROLE`, `consent`, `withdraw` or `refuse`"
        "یکی از `reassign`، `escalate to ROLE`، `notify ROLE`، `consent`، `withdraw` یا `refuse` را بنویسید"
    }
    CITATION "YA092" Error {
        "`{found}` in `{at}` names no article after the slash"
        "`{found}` در `{at}` پس از ممیز ماده‌ای را نام نمی‌برد"
        help "write `law/55(24)`, or the law alone, or `not-found`"
        "بنویسید `law/55(24)`، یا فقط شناسهٔ قانون، یا `not-found`"
    }
    DROPPED_HERE "YA093" Error {
        "`dropped` in `{at}` takes an outcome away, which only a change of a step can do"
        "`dropped` در `{at}` نتیجه‌ای را برمی‌دارد و این کار فقط در تغییر یک گام ممکن است"
        help "leave the outcome out of the step instead"
        "به جای آن، نتیجه را در گام ننویسید"
    }

    FLOW_ITEM "YA100" Error {
        "`{found}` is no word of a flow (in `{at}`)"
        "واژهٔ `{found}` در `{at}` شناخته‌شده نیست"
        help "write a step's id, or one of `stage`, `all`, `one`, `call` and `end`"
        "شناسهٔ یک گام یا یکی از `stage`، `all`، `one`، `call` و `end` را بنویسید"
    }
    FLOW_WORDS "YA101" Error {
        "`{first}` and `{second}` stand in one entry of `{at}`"
        "`{first}` و `{second}` در یک مدخل از `{at}` آمده‌اند"
        help "give each a `- ` of its own"
        "برای هر یک `- ` جداگانه بنویسید"
    }
    NO_CONDITION "YA102" Error {
        "a branch of `{at}` has neither `when` nor `otherwise`"
        "شاخه‌ای از `{at}` نه `when` دارد و نه `otherwise`"
        help "write `- when: condition` with `do: [...]`, or `- otherwise: [...]`"
        "بنویسید `- when: condition` با `do: [...]`، یا `- otherwise: [...]`"
    }
    OTHERWISE_LAST "YA103" Error {
        "a branch of `{at}` stands behind `otherwise` and can never be taken"
        "شاخه‌ای از `{at}` پس از `otherwise` آمده است و هرگز نوبتش نمی‌رسد"
        help "put `otherwise` last"
        "`otherwise` را در آخر بنویسید"
    }
    END_TWICE "YA104" Error {
        "the end `{found}` is declared twice"
        "پایان `{found}` دو بار تعریف شده است"
        help "declare it once, under `ends` or in the flow, and write `- end: {found}` elsewhere"
        "آن را یک بار، زیر `ends` یا در جریان، تعریف کنید و جاهای دیگر `- end: {found}` بنویسید"
    }
    TOO_FEW_BRANCHES "YA105" Error {
        "`{at}` has {count} branches; a choice or a split needs two"
        "`{at}` {count} شاخه دارد؛ گزینش یا انشعاب دست‌کم دو شاخه می‌خواهد"
        help "add a branch, or write its steps without `all` or `one`"
        "شاخه‌ای بیفزایید یا گام‌ها را بدون `all` و `one` بنویسید"
    }
    NOT_IN_BRANCH "YA106" Error {
        "`{key}` in `{at}` does not go with `otherwise`"
        "`{key}` در `{at}` با `otherwise` نمی‌آید"
        help "write `- otherwise: [...]` alone, with its steps in the list; a condition has a branch of its own"
        "بنویسید `- otherwise: [...]` و گام‌ها را در همان فهرست بیاورید؛ شرط شاخه‌ای جداگانه دارد"
    }

    UNKNOWN_COLUMN "YA110" Error {
        "`{found}` in `{at}` is neither an input nor an output of the table"
        "`{found}` در `{at}` نه ورودی جدول است و نه خروجی آن"
        help "the columns are: {known}"
        "ستون‌ها این‌ها هستند: {known}"
    }
    NO_OUTPUT "YA111" Error {
        "`{at}` gives no value for the output `{key}`"
        "`{at}` برای خروجی `{key}` مقداری نمی‌دهد"
        help "add `{key}: …` to the rule"
        "`{key}: …` را به این قاعده بیفزایید"
    }
    OTHERWISE_TESTS "YA112" Error {
        "`{at}` holds otherwise and tests `{key}` as well"
        "`{at}` هم `otherwise` دارد و هم `{key}` را می‌آزماید"
        help "take one of the two away"
        "یکی از آن دو را بردارید"
    }
    COLUMN_TWICE "YA113" Error {
        "`{found}` in `{at}` is an input and an output"
        "`{found}` در `{at}` هم ورودی است و هم خروجی"
        help "a rule could not say which it means: give the output another name"
        "قاعده نمی‌تواند بگوید کدام منظور است: به خروجی نام دیگری بدهید"
    }
    SEE_PATH "YA114" Error {
        "`{found}` in `{at}` is no path inside the bank"
        "`{found}` در `{at}` مسیری درون بانک فرایند نیست"
        help "write it from the bank's folder on, without `..`: `decisions/sign-fee.yaml`"
        "آن را از پوشهٔ بانک و بدون `..` بنویسید: `decisions/sign-fee.yaml`"
    }
    NOT_WITH_SEE "YA115" Error {
        "`{key}` in `{at}` does not go with `see`"
        "`{key}` در `{at}` با `see` نمی‌آید"
        help "the table stands in the file that `see` names: write it there, or write it here without `see`"
        "جدول در فایلی است که `see` نام می‌برد: آن را همان‌جا بنویسید یا این‌جا و بدون `see`"
    }
    INPUT_TWICE "YA116" Error {
        "the input `{found}` in `{at}` stands there twice"
        "ورودی `{found}` در `{at}` دو بار آمده است"
        help "take one of the two away: a rule names an input by its text"
        "یکی از آن دو را بردارید: قاعده ورودی را با متنش نام می‌برد"
    }

    NO_VERB "YA120" Error {
        "the operation in `{at}` does not say what it does"
        "عملِ `{at}` نمی‌گوید چه می‌کند"
        help "begin it with one of: add, remove, merge, change, automate, decide, order"
        "آن را با یکی از این‌ها آغاز کنید: add، remove، merge، change، automate، decide، order"
    }
    TWO_VERBS "YA121" Error {
        "the operation in `{at}` does two things: `{first}` and `{second}`"
        "عملِ `{at}` دو کار می‌کند: `{first}` و `{second}`"
        help "write two operations, each with its `why`"
        "دو عمل جداگانه بنویسید و برای هر یک `why` بیاورید"
    }
    NOT_WITH_VERB "YA122" Error {
        "`{key}` in `{at}` does not go with `{verb}`"
        "`{key}` در `{at}` با `{verb}` نمی‌آید"
        help "with `{verb}` can stand: {known}"
        "همراه `{verb}` این‌ها می‌آیند: {known}"
    }
    NO_WHY "YA123" Error {
        "the operation `{at}` gives no reason"
        "عملِ `{at}` دلیلی نمی‌آورد"
        help "add `why: …`: a change without a reason cannot be judged"
        "`why: …` را بیفزایید: دربارهٔ تغییر بی‌دلیل نمی‌توان داوری کرد"
    }
    NO_DECIDER "YA124" Error {
        "the operation `{at}` of a reform does not say who would have to decide it"
        "عملِ `{at}` در این اصلاح نمی‌گوید چه کسی باید درباره‌اش تصمیم بگیرد"
        help "add `decided_by: …`"
        "`decided_by: …` را بیفزایید"
    }
    FATE "YA125" Error {
        "`{at}` does not say what becomes of the document"
        "`{at}` نمی‌گوید سرنوشت این مدرک چیست"
        help "write `{ dropped: yes }` or `{ replaced_by: another-document }`"
        "بنویسید `{ dropped: yes }` یا `{ replaced_by: another-document }`"
    }

    CHANCE_KEY "YA130" Error {
        "`{found}` in `{at}` names no step and outcome"
        "`{found}` در `{at}` گام و نتیجه‌ای را نام نمی‌برد"
        help "write `step.outcome: 8%`"
        "بنویسید `step.outcome: 8%`"
    }
    CHOICE_SUM "YA131" Error {
        "the chances in `{at}` sum to {found}%, not to 100%"
        "جمع احتمال‌ها در `{at}` برابر {found}٪ است، نه ۱۰۰٪"
        help "change them until they sum to 100%"
        "آن‌ها را چنان تغییر دهید که جمعشان ۱۰۰٪ شود"
    }
    STAFF "YA132" Error {
        "`{at}` does not say how many people there are: `{found}`"
        "`{at}` نمی‌گوید چند نفرند: `{found}`"
        help "write `14`, `1 at 15%`, or `{ holders: 2, share: 15%, calendar: id }`"
        "بنویسید `14`، `1 at 15%` یا `{ holders: 2, share: 15%, calendar: id }`"
    }
    NO_SHARE "YA133" Error {
        "nobody can work with a share of 0% in `{at}`"
        "کسی نمی‌تواند با سهم ۰٪ در `{at}` کار کند"
        help "write a share above 0%, or leave the role out"
        "سهمی بیش از ۰٪ بنویسید یا این نقش را حذف کنید"
    }
    ARRIVALS "YA134" Error {
        "`{found}` in `{at}` does not say when cases come"
        "`{found}` در `{at}` نمی‌گوید پرونده‌ها کی می‌رسند"
        help "write `at start` or `{ every: exponential(4 working hours) }`"
        "بنویسید `at start` یا `{ every: exponential(4 working hours) }`"
    }
    CASES_AND_UNTIL "YA135" Error {
        "a scenario says how many cases count or until when they come, not both"
        "سناریو یا شمار پرونده‌ها را می‌گوید یا تا چه روزی می‌آیند، نه هر دو را"
        help "keep `cases` or `until`"
        "یکی از `cases` و `until` را نگه دارید"
    }
    NEITHER_CASES_NOR_UNTIL "YA136" Error {
        "`{at}` does not say how many cases count or until when they come"
        "`{at}` نه شمار پرونده‌ها را می‌گوید و نه این‌که تا چه روزی می‌آیند"
        help "add `cases: 500`, or `until: 2024-03-20`"
        "بنویسید `cases: 500` یا `until: 2024-03-20`"
    }
    COST_KEY "YA137" Error {
        "`{found}` in `{at}` is neither a role nor an error that escapes"
        "`{found}` در `{at}` نه نقش است و نه خطایی که کسی آن را نمی‌یابد"
        help "write `district-inspector: 900000 rial/h` or `escaped.oversize: 2000000000 rial`"
        "بنویسید `district-inspector: 900000 rial/h` یا `escaped.oversize: 2000000000 rial`"
    }
    NOT_MONEY "YA138" Error {
        "`{at}` wants an amount of money, not `{found}`"
        "`{at}` مبلغی پول می‌خواهد، نه `{found}`"
        help "write digits without separators and `rial`: `900000 rial/h`, `2000000000 rial`"
        "رقم‌ها را بدون جداکننده و با `rial` بنویسید: `900000 rial/h`، `2000000000 rial`"
    }
    TOMAN "YA139" Error {
        "`{found}` in `{at}` is in toman, and amounts are in rial"
        "`{found}` در `{at}` به تومان است و مبلغ‌ها به ریال‌اند"
        help "write ten times the number, and `rial`"
        "عدد را ده برابر کنید و `rial` بنویسید"
    }

    NOT_CLOCK "YA140" Error {
        "`{found}` in `{at}` is no time of day"
        "`{found}` در `{at}` ساعت روز نیست"
        help "write opening and closing time: `07:30-14:30`"
        "ساعت باز شدن و بسته شدن را بنویسید: `07:30-14:30`"
    }
    NOT_SOLAR "YA141" Error {
        "`{found}` in `{at}` is no day of the Persian year"
        "`{found}` در `{at}` روزی از سال خورشیدی نیست"
        help "write month and day: `01/13`; the months 01 to 06 have 31 days, the others 30"
        "ماه و روز را بنویسید: `01/13`؛ ماه‌های ۱ تا ۶ سی‌ویک روز و ماه‌های دیگر سی روز دارند"
    }

    NAME_SCRIPTS "YA180" Error {
        "`{found}` in `{at}` mixes Persian letters with those of another script"
        "`{found}` در `{at}` حرف‌های فارسی را با حرف‌های خطی دیگر آمیخته است"
        help "write the whole name in one script: `area_m2` or `مساحت_متر`"
        "همهٔ نام را به یک خط بنویسید: `area_m2` یا `مساحت_متر`"
    }
    NAME_ARABIC "YA181" Error {
        "`{found}` in `{at}` holds `{letter}` ({code}), which is read as a Persian letter and is another one"
        "`{found}` در `{at}` نویسهٔ `{letter}` ({code}) دارد که به حرفی فارسی می‌ماند ولی آن نیست"
        help "type it on a Persian keyboard: `{suggestion}`"
        "آن را با صفحه‌کلید فارسی بنویسید: `{suggestion}`"
    }
    ID_DIGITS "YA182" Error {
        "`{found}` in `{at}` holds `{letter}`, a digit of another script"
        "`{found}` در `{at}` رقم `{letter}` از خطی دیگر دارد"
        help "write digits in the script of the letters: `{suggestion}`"
        "رقم‌ها را به خط حرف‌ها بنویسید: `{suggestion}`"
    }
    NAME_FORM "YA183" Error {
        "`{found}` in `{at}` is not in the one form in which a Persian name is written"
        "`{found}` در `{at}` به شکل یکتای نام فارسی نوشته نشده است"
        help "no vowel signs and no spaces, half-spaces only where they show, `_` between words: `{suggestion}`"
        "بی اعراب و فاصله، نیم‌فاصله فقط جایی که دیده شود، و `_` میان واژه‌ها: `{suggestion}`"
    }
    LOOK_ALIKE "YA184" Warning {
        "`{found}` and `{other}` in `{at}` look alike"
        "`{found}` و `{other}` در `{at}` به چشم یکی می‌آیند"
        help "rename one of them so that nobody takes it for the other"
        "نام یکی را چنان تغییر دهید که با دیگری اشتباه نشود"
    }
    NOT_DRAWN "YA190" Info {
        "{count} more findings are not drawn"
        "{count} یافتهٔ دیگر کشیده نشده است"
        help "mend those above first; `ravand lint --format json` lists all of them"
        "نخست یافته‌های بالا را برطرف کنید؛ `ravand lint --format json` همه را فهرست می‌کند"
    }
    TOO_MANY_CHANGES "YA191" Error {
        "`{at}` lists {count} operations, more than {max}"
        "`{at}` شامل {count} عمل و بیش از سقف {max} عمل است"
        help "split the overlay; a reform that nobody can read to its end convinces nobody"
        "لایه را به چند لایه بشکنید؛ اصلاحی که کسی نتواند تا آخر بخواند کسی را قانع نمی‌کند"
    }
    TOO_MANY_NAMES "YA192" Error {
        "`{at}` lists {count} values, more than {max}"
        "`{at}` شامل {count} مقدار و بیش از سقف {max} مقدار است"
        help "list only what a condition or a table asks for; what is merely written down is `text`"
        "فقط مقدارهایی را بیاورید که شرط یا جدولی آن‌ها را می‌پرسد؛ آنچه صرفاً نوشته می‌شود از نوع `text` است"
    }
    SPOTS "YA200" Error {
        "`{at}` says `{first}` and `{second}`, and a step stands at one place"
        "`{at}` هم `{first}` و هم `{second}` دارد، ولی یک گام فقط یک جا دارد"
        help "keep one of the two"
        "یکی از آن دو را نگه دارید"
    }
    NO_SPOT "YA201" Error {
        "`{at}` does not say where the step goes"
        "`{at}` نمی‌گوید گام به کجا می‌رود"
        help "add one of: {known}"
        "یکی از این‌ها را بیفزایید: {known}"
    }
    SUBJECT "YA202" Error {
        "`{at}` names one thing that is changed or removed"
        "`{at}` باید یک چیز را برای تغییر یا برداشتن نام ببرد"
        help "write one key: {known}"
        "یکی از این کلیدها را بنویسید: {known}"
    }
    NOT_REMOVABLE "YA203" Error {
        "`{at}` cannot remove the process that the overlay is of"
        "`{at}` نمی‌تواند فرایندی را بردارد که خود لایه از آن است"
        help "remove steps, stages or declarations; a process goes with its file"
        "گام‌ها، مرحله‌ها یا تعریف‌ها را بردارید؛ فرایند با فایل خود می‌رود"
    }
    GATEWAY_WHEN "YA204" Error {
        "`{at}` puts a condition to the wrong gateway"
        "`{at}` شرط را به درگاه نادرستی داده است"
        help "`gateway: one` has a `when`, `gateway: all` has none"
        "`gateway: one` یک `when` دارد و `gateway: all` ندارد"
    }
    ORDER_OF_NOTHING "YA205" Error {
        "`{at}` says neither how it is ordered nor what is done"
        "`{at}` نه ترتیب را می‌گوید و نه کارها را"
        help "add `order: by documents`, or the flow under `do`"
        "`order: by documents` را بیفزایید، یا جریان را زیر `do` بنویسید"
    }
    NOT_A_DIGEST "YA206" Error {
        "`{found}` in `{at}` is no digest of a process"
        "`{found}` در `{at}` چکیدهٔ یک فرایند نیست"
        help "write `v1:sha256:` and at least {digits} of its digits, as `ravand digest` prints them"
        "`v1:sha256:` و دست‌کم {digits} رقم آن را چنان بنویسید که `ravand digest` چاپ می‌کند"
    }
    NO_FORM "YA207" Error {
        "`{at}` has none of the keys that say what it is"
        "`{at}` هیچ‌یک از کلیدهایی را ندارد که می‌گوید چیست"
        help "write a FEEL expression, or one of {known}"
        "یک عبارت FEEL بنویسید، یا یکی از این‌ها: {known}"
    }
    NOT_IN_FORM "YA208" Error {
        "`{key}` does not belong beside `{form}` in `{at}`"
        "`{key}` در `{at}` کنار `{form}` جایی ندارد"
        help "take it out, or put it into an expression of its own"
        "آن را بردارید یا در عبارتی جداگانه بنویسید"
    }
    NOT_WITH_VALUE "YA209" Error {
        "`{at}` has a `value`; `{key}` belongs to a table"
        "`{at}` یک `value` دارد؛ `{key}` از آن جدول است"
        help "take one of the two out"
        "یکی از این دو را بردارید"
    }
    NO_COLUMN "YA210" Error {
        "`{at}` orders the values of `{key}`, which is no output"
        "`{at}` مقدارهای `{key}` را مرتب می‌کند که ستون خروجی نیست"
        help "correct the name; the outputs are {known}"
        "نام را درست کنید؛ ستون‌های خروجی این‌هاست: {known}"
    }
    NOT_AN_EDGE "YA211" Error {
        "`{found}` in `{at}` is no edge"
        "`{found}` در `{at}` یال نیست"
        help "write `a -> b`, `a -> b when CONDITION` or `a -> b otherwise`"
        "بنویسید `a -> b`، `a -> b when CONDITION` یا `a -> b otherwise`"
    }
    EDGE_TWICE "YA212" Error {
        "two edges have the id `{found}`, the second is `{at}`"
        "دو یال شناسهٔ «{found}» دارند و دومی `{at}` است"
        help "give one of them another id, or none"
        "به یکی شناسهٔ دیگری بدهید یا هیچ"
    }
    ONE_TRIGGER "YA213" Error {
        "`{at}` needs one thing that it waits for or throws"
        "`{at}` باید درست یک چیز داشته باشد که در انتظارش است یا پرتابش می‌کند"
        help "write one of: {known}"
        "یکی از این‌ها را بنویسید: {known}"
    }
    NOT_BOTH "YA214" Error {
        "`{at}` has both `{first}` and `{second}`"
        "`{at}` هم `{first}` دارد و هم `{second}`"
        help "take one of the two out"
        "یکی از این دو را بردارید"
    }
}
