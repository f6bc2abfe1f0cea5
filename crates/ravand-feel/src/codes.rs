//! Every message of this crate, with its words in both languages.
//!
//! `FE00x` are about letters, `FE01x` about grammar, `FE02x` and `FE03x` about names and
//! types, `FE04x` about decision tables, `FE05x` and `FE06x` about what fails when a case
//! runs, `FE07x` about functions and operators, `FE08x` about what fits and cannot be
//! meant, `FE09x` about what a decision table leaves open. An id is never reused. What FEEL itself says (`and`, `null`, `number`) stands in
//! backquotes and is not translated.

crate::codes! {
    pub
    TOO_LONG "FE001" Error {
        "the expression is {found} bytes long, more than {max}"
        "طول این عبارت {found} بایت و بیش از سقف {max} بایت است"
        help "move a part of it into data of its own or into a decision table"
        "بخشی از آن را به یک دادهٔ جداگانه یا به یک جدول تصمیم ببرید"
    }
    TOO_DEEP "FE002" Error {
        "the expression nests deeper than {max} levels"
        "تودرتویی این عبارت بیش از {max} سطح است"
        help "take parentheses away, or move a part of it into data of its own"
        "پرانتزها را کم کنید یا بخشی از عبارت را به یک دادهٔ جداگانه ببرید"
    }
    STRANGE_CHARACTER "FE003" Error {
        "`{found}` has no meaning in an expression"
        "«{found}» در عبارت معنایی ندارد"
        help "take it away; text stands in double quotes, names are letters, digits and `_`"
        "آن را بردارید؛ متن میان دو گیومهٔ لاتین `\"` می‌آید و نام‌ها از حرف، رقم و `_` ساخته می‌شوند"
    }
    FOREIGN "FE004" Error {
        "`{found}` is not how FEEL writes this"
        "در زبان FEEL این را به شکل `{found}` نمی‌نویسند"
        help "write `{feel}`"
        "بنویسید `{feel}`"
    }
    OPEN_TEXT "FE005" Error {
        "the text that begins here is not closed"
        "متنی که از این‌جا آغاز می‌شود بسته نشده است"
        help "put a `\"` at its end"
        "در پایان آن یک `\"` بگذارید"
    }
    BAD_ESCAPE "FE006" Error {
        "`{found}` is not a character that a text can name"
        "«{found}» نشانهٔ هیچ نویسه‌ای در متن نیست"
        help "write `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r` or `\\u0623`; a lone backslash is `\\\\`"
        "یکی از `\\\"`، `\\\\`، `\\n`، `\\t`، `\\r` یا `\\u0623` را بنویسید؛ خود ممیز وارون را `\\\\` می‌نویسند"
    }
    BAD_NUMBER "FE007" Error {
        "`{found}` has more digits than a number can hold"
        "رقم‌های `{found}` بیش از گنجایش یک عدد است"
        help "a number has at most 28 digits"
        "یک عدد حداکثر ۲۸ رقم دارد"
    }
    BAD_TIME "FE008" Error {
        "`{found}` is no date, time or duration"
        "«{found}» نه تاریخ است، نه زمان و نه مدت"
        help "write `2024-03-20`, `07:30:00`, `2024-03-20T07:30:00`, `P3DT4H` or `P1Y2M`; the day must exist in the calendar"
        "بنویسید `2024-03-20`، `07:30:00`، `2024-03-20T07:30:00`، `P3DT4H` یا `P1Y2M`؛ آن روز باید در تقویم وجود داشته باشد"
    }
    EMPTY "FE010" Error {
        "there is no expression here"
        "این‌جا عبارتی نوشته نشده است"
        help "write a condition such as `area_m2 > 12`; in a decision table `-` means: anything"
        "شرطی مانند `area_m2 > 12` بنویسید؛ در جدول تصمیم `-` یعنی هر مقداری"
    }
    OPERAND_MISSING "FE011" Error {
        "a value is missing here"
        "این‌جا یک مقدار کم است"
        help "write a name, a number, a text in double quotes, or an expression in parentheses"
        "یک نام، یک عدد، متنی میان `\"` و `\"`، یا عبارتی در پرانتز بنویسید"
    }
    TOKEN_MISSING "FE012" Error {
        "`{expected}` is missing here"
        "این‌جا `{expected}` کم است"
        help "the whole is written `{example}`"
        "شکل کامل آن `{example}` است"
    }
    TRAILING "FE013" Error {
        "the expression is complete before `{found}`"
        "عبارت پیش از `{found}` تمام شده است"
        help "join two conditions with `and` or `or`; put text in double quotes"
        "دو شرط را با `and` یا `or` به هم پیوند دهید؛ متن را میان `\"` و `\"` بگذارید"
    }
    NOT_WITHOUT_PARENTHESES "FE014" Error {
        "`not` wants parentheses"
        "`not` پرانتز می‌خواهد"
        help "write `not(…)`, as in `not(frontage = main)`"
        "بنویسید `not(…)`، مانند `not(frontage = main)`"
    }
    NO_FUNCTION "FE015" Error {
        "there is no function `{name}`"
        "تابعی به نام `{name}` وجود ندارد"
        help "use operators, `if … then … else …`, or a decision table"
        "از عملگرها، از `if … then … else …` یا از یک جدول تصمیم استفاده کنید"
    }
    AMBIGUOUS_POWER "FE016" Error {
        "this power can be read in two ways"
        "این توان را دو جور می‌توان خواند"
        help "put parentheses: `(-a) ** b` or `-(a ** b)`, `(a ** b) ** c` or `a ** (b ** c)`"
        "پرانتز بگذارید: `(-a) ** b` یا `-(a ** b)`، و `(a ** b) ** c` یا `a ** (b ** c)`"
    }
    RESERVED "FE017" Error {
        "`{name}` is a word of FEEL and no name"
        "`{name}` از واژه‌های خود FEEL است و نام داده نیست"
        help "choose another name for what is meant"
        "برای آن نام دیگری برگزینید"
    }
    INPUT_OUTSIDE "FE018" Error {
        "`?` stands for the value under test, and nothing is tested here"
        "`?` به جای مقدار زیر آزمون می‌نشیند و این‌جا چیزی آزموده نمی‌شود"
        help "write the name of the data; `?` belongs in a cell of a decision table or after `in`"
        "نام داده را بنویسید؛ جای `?` در خانه‌های جدول تصمیم یا پس از `in` است"
    }
    CHAINED "FE019" Error {
        "comparisons cannot be chained"
        "مقایسه‌ها را نمی‌توان پشت سر هم آورد"
        help "write `x in [1..3]`, `x between 1 and 3`, or two comparisons joined with `and`"
        "بنویسید `x in [1..3]` یا `x between 1 and 3`، یا دو مقایسه را با `and` پیوند دهید"
    }
    UNKNOWN_NAME "FE020" Error {
        "nobody declared `{name}`"
        "دادهٔ `{name}` تعریف نشده است"
        help "declare it under `data`, or put it in double quotes if it is a text"
        "آن را زیر `data` تعریف کنید، یا اگر متن است میان `\"` و `\"` بگذارید"
    }
    UNKNOWN_NAME_NEAR "FE021" Error {
        "nobody declared `{name}`"
        "دادهٔ `{name}` تعریف نشده است"
        help "did you mean `{near}`? otherwise declare `{name}` under `data`"
        "آیا منظورتان `{near}` است؟ وگرنه `{name}` را زیر `data` تعریف کنید"
    }
    PERSONAL "FE022" Error {
        "`{name}` is personal: no condition reads it"
        "`{name}` دادهٔ شخصی است و هیچ شرطی آن را نمی‌خواند"
        help "declare a derived value that is not personal (`is_adult` in place of a birth date) and read that"
        "دادهٔ مشتق‌شده‌ای تعریف کنید که شخصی نباشد (مانند `is_adult` به جای تاریخ تولد) و همان را بخوانید"
    }
    NOT_A_VALUE "FE023" Error {
        "`{name}` is none of the possible values"
        "`{name}` هیچ‌یک از مقدارهای ممکن نیست"
        help "the values are {values}"
        "مقدارهای ممکن این‌ها هستند: {values}"
    }
    NOT_A_VALUE_NEAR "FE024" Error {
        "`{name}` is none of the possible values"
        "`{name}` هیچ‌یک از مقدارهای ممکن نیست"
        help "did you mean `{near}`? the values are {values}"
        "آیا منظورتان `{near}` است؟ مقدارهای ممکن این‌ها هستند: {values}"
    }
    LONE_VALUE "FE025" Error {
        "`{name}` is a value of `{data}` and says nothing alone"
        "`{name}` یکی از مقدارهای `{data}` است و به‌تنهایی معنایی ندارد"
        help "compare: `{data} = {name}`"
        "مقایسه کنید: `{data} = {name}`"
    }
    AMBIGUOUS_NAME "FE026" Error {
        "`{name}` is declared data and also one of the values {values}"
        "`{name}` هم نام یک داده است و هم یکی از مقدارهای {values}"
        help "rename one of the two"
        "نام یکی از آن دو را عوض کنید"
    }
    DIFFERENT_TYPES "FE027" Error {
        "`{left}` and `{right}` cannot be compared"
        "`{left}` و `{right}` را نمی‌توان با هم مقایسه کرد"
        help "compare values of one type; text stands in double quotes, numbers do not"
        "مقدارهایی از یک نوع را با هم مقایسه کنید؛ متن میان `\"` و `\"` می‌آید و عدد نه"
    }
    NOT_A_CONDITION "FE028" Error {
        "a condition must be true or false; this is `{found}`"
        "شرط باید درست یا نادرست باشد؛ این از نوع `{found}` است"
        help "compare it with something, as in `area_m2 > 12`"
        "آن را با چیزی مقایسه کنید، مانند `area_m2 > 12`"
    }
    WRONG_TYPE "FE029" Error {
        "this is `{found}` where `{expected}` is wanted"
        "این از نوع `{found}` است؛ نوع `{expected}` لازم است"
        help "write a value of type `{expected}`; in a decision table, a condition on the input uses `?`, as in `? > 3`"
        "مقداری از نوع `{expected}` بنویسید؛ در جدول تصمیم، شرطی دربارهٔ ورودی با `?` نوشته می‌شود، مانند `? > 3`"
    }
    NOT_A_NUMBER "FE030" Error {
        "`{operator}` wants numbers; this is `{found}`"
        "عملگر `{operator}` عدد می‌خواهد؛ این از نوع `{found}` است"
        help "use data declared as `number`"
        "از داده‌ای استفاده کنید که `number` تعریف شده است"
    }
    NO_ORDER "FE031" Error {
        "values of `{found}` have no order"
        "مقدارهای نوع `{found}` ترتیب ندارند"
        help "compare them with `=` or `!=`, or list them: `frontage in (main, side)`"
        "آن‌ها را با `=` یا `!=` مقایسه کنید یا فهرست کنید: `frontage in (main, side)`"
    }
    DASHED_NAME "FE032" Error {
        "`{name}` is a subtraction here, not a name"
        "`{name}` این‌جا تفریق است و نام نیست"
        help "names that stand in expressions are written with `_`: `{snake}`"
        "نام‌هایی که در عبارت می‌آیند با `_` نوشته می‌شوند: `{snake}`"
    }
    EMPTY_RANGE "FE033" Error {
        "nothing lies between {low} and {high}"
        "هیچ مقداری میان {low} و {high} نیست"
        help "the smaller end stands first; `[1..1]` holds the one value 1"
        "کران کوچک‌تر اول می‌آید؛ `[1..1]` تنها مقدار ۱ را در بر دارد"
    }
    QUOTED_VALUE "FE034" Error {
        "`{name}` is a value and no text"
        "`{name}` مقداری از یک فهرست است و متن نیست"
        help "write {name} without quotes"
        "{name} را بدون `\"` بنویسید"
    }
    JOINED_TESTS "FE035" Error {
        "tests of one value cannot be joined with `{found}`"
        "آزمون‌های یک مقدار را با `{found}` به هم نمی‌پیوندند"
        help "write a range, `(4..12]`; a list, `< 4, > 12`, where one of them is enough; or a condition with `?`: `? > 4 and ? <= 12`"
        "بازه بنویسید، `(4..12]`؛ یا فهرستی که یکی از آن بس است، `< 4, > 12`؛ یا شرطی با `?`، مانند `? > 4 and ? <= 12`"
    }
    UNKNOWN_TYPE "FE036" Error {
        "`{found}` is no type"
        "«{found}» نام هیچ نوعی نیست"
        help "the types are `number`, `text`, `yes_no`, `date`, `time`, `date_time`, `duration`, `months_duration`, `one_of [a, b]`, `list of T`, `range of T`, `context <a: T>`, `any`"
        "نوع‌ها این‌ها هستند: `number`، `text`، `yes_no`، `date`، `time`، `date_time`، `duration`، `months_duration`، `one_of [a, b]`، `list of T`، `range of T`، `context <a: T>` و `any`"
    }
    REPEATED_FIELD "FE037" Error {
        "`{name}` stands here twice"
        "`{name}` این‌جا دو بار آمده است"
        help "take one of the two away"
        "یکی از آن دو را بردارید"
    }
    EXTERNAL "FE038" Error {
        "a function from outside cannot be called"
        "تابعی را که بیرون از عبارت است نمی‌توان صدا زد"
        help "write its body as an expression: an evaluation touches nothing but its data"
        "متن تابع را به شکل عبارت بنویسید؛ محاسبه به چیزی جز داده‌های خود دست نمی‌زند"
    }
    NO_FIELD "FE039" Error {
        "`{found}` has no part `{name}`"
        "نوع `{found}` جزئی به نام `{name}` ندارد"
        help "its parts are: {known}"
        "جزءهای آن این‌ها هستند: {known}"
    }
    NO_RULES "FE040" Error {
        "this decision table has no rules"
        "این جدول تصمیم هیچ قاعده‌ای ندارد"
        help "write at least one rule"
        "دست‌کم یک قاعده بنویسید"
    }
    NO_OUTPUTS "FE041" Error {
        "this decision table decides nothing"
        "این جدول تصمیم دربارهٔ چیزی تصمیم نمی‌گیرد"
        help "name at least one output"
        "دست‌کم یک خروجی نام ببرید"
    }
    REPEATED_OUTPUT "FE042" Error {
        "the output `{name}` stands here twice"
        "خروجی `{name}` دو بار آمده است"
        help "take one of the two away"
        "یکی از آن دو را بردارید"
    }
    RULE_WIDTH "FE043" Error {
        "this rule has {found} cells where the table has {expected} columns"
        "این قاعده {found} خانه دارد و جدول {expected} ستون"
        help "write one cell per column, `-` where any input will do"
        "برای هر ستون یک خانه بنویسید؛ هر جا ورودی مهم نیست `-` بگذارید"
    }
    OUTPUT_MISSING "FE044" Error {
        "this rule does not say what `{name}` becomes"
        "این قاعده نمی‌گوید `{name}` چه می‌شود"
        help "write a value for `{name}`; `null` means: not known"
        "برای `{name}` مقداری بنویسید؛ `null` یعنی نامعلوم"
    }
    OTHERWISE_NOT_LAST "FE045" Error {
        "no rule can follow `otherwise`"
        "پس از `otherwise` قاعده‌ای نمی‌آید"
        help "move `otherwise` to the end of the rules"
        "`otherwise` را به پایان قاعده‌ها ببرید"
    }
    TABLE_TOO_LARGE "FE046" Error {
        "this decision table has {rules} rules and {cells} cells, more than {rules_max} or {cells_max}"
        "این جدول تصمیم {rules} قاعده و {cells} خانه دارد؛ سقف آن {rules_max} قاعده و {cells_max} خانه است"
        help "split it into tables that feed each other"
        "آن را به چند جدول تقسیم کنید که نتیجهٔ یکی ورودی دیگری باشد"
    }
    NOT_A_LIST_OUTPUT "FE047" Error {
        "`hit: {hit}` gives a list for `{name}`, which is `{found}`"
        "`hit: {hit}` برای `{name}` فهرست می‌دهد، ولی نوع آن `{found}` است"
        help "declare it as `list of {found}`, or choose a policy that gives one value"
        "آن را `list of {found}` تعریف کنید یا سیاستی برگزینید که یک مقدار می‌دهد"
    }
    NOT_AGGREGABLE "FE048" Error {
        "`hit: {hit}` cannot reckon with `{name}`, which is `{found}`"
        "`hit: {hit}` با `{name}` که از نوع `{found}` است کار نمی‌کند"
        help "`sum` wants numbers or durations, `min` and `max` values with an order, `count` gives a number"
        "`sum` عدد یا مدت می‌خواهد، `min` و `max` مقدارهایی با ترتیب می‌خواهند و `count` عدد می‌دهد"
    }
    NO_PRIORITY "FE049" Error {
        "`hit: {hit}` does not know which outputs come first"
        "`hit: {hit}` نمی‌داند کدام خروجی مقدم است"
        help "give an output a list of its values, the most important first: `one_of: [refused, granted]`"
        "برای یک خروجی فهرست مقدارهایش را بنویسید و مهم‌ترین را اول بیاورید: `one_of: [refused, granted]`"
    }
    OVERFLOW "FE050" Error {
        "a number became too large"
        "عددی بیش از اندازه بزرگ شد"
        help "numbers have 28 digits; look at what is multiplied"
        "عدد حداکثر ۲۸ رقم دارد؛ ببینید چه چیزی در هم ضرب می‌شود"
    }
    DIVISION_BY_ZERO "FE051" Error {
        "something was divided by zero"
        "تقسیم بر صفر رخ داد"
        help "guard it: `if count = 0 then … else total / count`"
        "جلوی آن را بگیرید: `if count = 0 then … else total / count`"
    }
    BAD_EXPONENT "FE052" Error {
        "{exponent} cannot be an exponent"
        "{exponent} نمی‌تواند توان باشد"
        help "an exponent is a whole number between -{max} and {max}"
        "توان عددی صحیح میان -{max} و {max} است"
    }
    MISSING_SLOT "FE053" Error {
        "the case has no data number {slot}"
        "پرونده دادهٔ شمارهٔ {slot} را ندارد"
        help "the expression was compiled for another process, or the case is of another version"
        "این عبارت برای فرایند دیگری ساخته شده یا پرونده از نسخهٔ دیگری است"
    }
    WRONG_VALUE "FE054" Error {
        "data number {slot} is not of its declared type `{expected}`"
        "دادهٔ شمارهٔ {slot} از نوع تعریف‌شدهٔ خود، `{expected}`، نیست"
        help "values are checked against their type before they are stored: find out who did not"
        "مقدارها پیش از ذخیره با نوعشان سنجیده می‌شوند؛ ببینید کدام بخش این کار را نکرده است"
    }
    TOO_MUCH_WORK "FE055" Error {
        "the evaluation took more than {max} steps"
        "محاسبه بیش از {max} گام طول کشید"
        help "loop over less, or move a part into data of its own"
        "در حلقه‌ها مقدارهای کمتری را بپیمایید یا بخشی را به یک دادهٔ جداگانه ببرید"
    }
    VALUE_TOO_LARGE "FE056" Error {
        "a text, list or context became too large"
        "متن، فهرست یا مجموعه‌ای بیش از اندازه بزرگ شد"
        help "a text has at most {bytes_max} bytes, a list or context {parts_max} parts and {depth_max} levels"
        "متن حداکثر {bytes_max} بایت دارد و فهرست یا مجموعه حداکثر {parts_max} جزء و {depth_max} سطح"
    }
    CALLS_TOO_DEEP "FE057" Error {
        "functions call each other too deeply"
        "تابع‌ها بیش از اندازه یکدیگر را صدا می‌زنند"
        help "a chain of calls has at most {max} levels; a function that calls itself must come to an end"
        "زنجیرهٔ فراخوانی‌ها حداکثر {max} سطح دارد؛ تابعی که خود را صدا می‌زند باید پایان داشته باشد"
    }
    BAD_PATTERN "FE058" Error {
        "`{found}` is no pattern"
        "«{found}» الگوی درستی نیست"
        help "look for an open bracket; look-around and back-references are not known, and a pattern has a size limit"
        "ببینید پرانتز یا کروشه‌ای باز نمانده باشد؛ نگاه به پس و پیش و ارجاع به عقب پشتیبانی نمی‌شود و اندازهٔ الگو محدود است"
    }
    NOT_UNIQUE "FE060" Error {
        "rules {first} and {second} both match"
        "قاعده‌های {first} و {second} هر دو صدق می‌کنند"
        help "make the rules exclude each other, or set `hit: first`"
        "قاعده‌ها را چنان بنویسید که با هم صدق نکنند، یا `hit: first` بگذارید"
    }
    NO_RULE "FE061" Error {
        "no rule matches {inputs}"
        "هیچ قاعده‌ای با {inputs} نمی‌خواند"
        help "add a rule for this, or an `otherwise`"
        "برای این حالت یک قاعده یا یک `otherwise` بیفزایید"
    }
    ANY_DIFFERS "FE062" Error {
        "rules {first} and {second} both match and say different things"
        "قاعده‌های {first} و {second} هر دو صدق می‌کنند و نتیجه‌شان یکی نیست"
        help "make them say the same, make them exclude each other, or choose another `hit`"
        "نتیجه‌ها را یکی کنید، قاعده‌ها را چنان بنویسید که با هم صدق نکنند، یا `hit` دیگری برگزینید"
    }
    NO_PRIORITY_VALUE "FE063" Error {
        "rule {rule} gives {value}, which is not in the list of values of `{name}`"
        "قاعدهٔ {rule} مقدار {value} را می‌دهد که در فهرست مقدارهای `{name}` نیست"
        help "add it to the list in its place, or mend the rule"
        "آن را در جای خود به فهرست بیفزایید یا قاعده را اصلاح کنید"
    }
    NO_FUNCTION_NEAR "FE070" Error {
        "there is no function `{name}`"
        "تابعی به نام `{name}` وجود ندارد"
        help "did you mean `{near}`?"
        "آیا منظورتان `{near}` است؟"
    }
    WRONG_COUNT "FE071" Error {
        "`{name}` is given {found} arguments and wants {expected}"
        "به `{name}` {found} آرگومان داده شده است؛ تعداد لازم {expected} است"
        help "look at the list of functions in docs/feel.md"
        "فهرست تابع‌ها را در docs/feel.md ببینید"
    }
    WRONG_ARGUMENT "FE072" Error {
        "`{name}` is given `{found}` here and wants {expected}"
        "به `{name}` این‌جا مقداری از نوع `{found}` داده شده است؛ نوع لازم {expected} است"
        help "give it a value of that type; `number(…)`, `string(…)` and `date(…)` convert"
        "مقداری از آن نوع بدهید؛ `number(…)`، `string(…)` و `date(…)` نوع را تبدیل می‌کنند"
    }
    NO_PARAMETER "FE073" Error {
        "`{name}` has no parameter `{found}`"
        "`{name}` پارامتری به نام `{found}` ندارد"
        help "its parameters are: {known}"
        "پارامترهای آن این‌ها هستند: {known}"
    }
    CLOCK "FE074" Error {
        "`{name}` would read a clock, and nothing here does"
        "`{name}` ساعت را می‌خواند و این‌جا هیچ عبارتی ساعت را نمی‌خواند"
        help "declare the date as data and let a step fill it in: then the case can be replayed"
        "تاریخ را به شکل داده تعریف کنید تا یک گام آن را پر کند؛ آن‌گاه پرونده را می‌توان بازپخش کرد"
    }
    NOT_CALLABLE "FE075" Error {
        "this is `{found}` and no function"
        "این از نوع `{found}` است و تابع نیست"
        help "take the parentheses away, or call a function"
        "پرانتزها را بردارید یا تابعی را صدا بزنید"
    }
    NOT_A_LIST "FE076" Error {
        "this is `{found}`; a loop wants a list or a range"
        "این از نوع `{found}` است؛ حلقه فهرست یا بازه می‌خواهد"
        help "write a list, `[a, b]`, or a range, `1..10`"
        "فهرست بنویسید، `[a, b]`، یا بازه، `1..10`"
    }
    WRONG_OPERANDS "FE077" Error {
        "`{operator}` does not go with `{left}` and `{right}`"
        "عملگر `{operator}` با `{left}` و `{right}` به کار نمی‌رود"
        help "numbers go with numbers, text with text, a date with a duration; months and days are different durations"
        "عدد با عدد، متن با متن و تاریخ با مدت به کار می‌رود؛ مدت بر پایهٔ ماه و مدت بر پایهٔ روز یکی نیستند"
    }
    NO_FIELD_NEAR "FE078" Error {
        "`{found}` has no part `{name}`"
        "نوع `{found}` جزئی به نام `{name}` ندارد"
        help "did you mean `{near}`?"
        "آیا منظورتان `{near}` است؟"
    }
    UNITS "FE080" Error {
        "`{left}` and `{right}` are different units"
        "`{left}` و `{right}` دو یکای متفاوت‌اند"
        help "convert one of them by a product or quotient, which has no unit; constants fit every unit"
        "یکی از آن دو را با ضرب یا تقسیم تبدیل کنید که حاصل آن یکا ندارد؛ عدد ثابت با هر یکایی جور است"
    }
    NEVER "FE081" Warning {
        "this never holds"
        "این هرگز برقرار نیست"
        help "compare with data; two constants give the same answer in every case"
        "با یک داده مقایسه کنید؛ مقایسهٔ دو مقدار ثابت در همهٔ پرونده‌ها یک پاسخ دارد"
    }
    CONTRADICTION "FE082" Warning {
        "`{name}` cannot meet this and what stands before it"
        "`{name}` نمی‌تواند هم این و هم شرط پیش از این را برآورده کند"
        help "write `or` where one of the two is enough, or turn a comparison around"
        "اگر یکی از دو شرط بس است `or` بنویسید، یا یکی از مقایسه‌ها را برگردانید"
    }
    GAP "FE090" Warning {
        "no rule matches {inputs}"
        "هیچ قاعده‌ای با {inputs} نمی‌خواند"
        help "add a rule for this, or an `otherwise`"
        "برای این حالت یک قاعده یا یک `otherwise` بیفزایید"
    }
    OVERLAP "FE091" Error {
        "rules {first} and {second} both match {inputs}"
        "قاعده‌های {first} و {second} هر دو با {inputs} می‌خوانند"
        help "make the rules exclude each other, or set `hit: first`"
        "قاعده‌ها را چنان بنویسید که با هم صدق نکنند، یا `hit: first` بگذارید"
    }
    OVERLAP_DIFFERS "FE092" Error {
        "rules {first} and {second} both match {inputs} and say different things"
        "قاعده‌های {first} و {second} هر دو با {inputs} می‌خوانند و نتیجه‌شان یکی نیست"
        help "make them say the same, make them exclude each other, or choose another `hit`"
        "نتیجه‌ها را یکی کنید، قاعده‌ها را چنان بنویسید که با هم صدق نکنند، یا `hit` دیگری برگزینید"
    }
    DEAD_RULE "FE093" Warning {
        "rule {rule} is never reached"
        "نوبت هرگز به قاعدهٔ {rule} نمی‌رسد"
        help "rules before it match all that it would match, or it matches nothing: take it away, move it up, or mend its tests"
        "قاعده‌های پیش از آن همهٔ حالت‌هایش را می‌گیرند یا خود با هیچ مقداری نمی‌خواند: آن را بردارید، بالاتر ببرید یا آزمون‌هایش را اصلاح کنید"
    }
    NOT_CHECKED "FE094" Info {
        "the table has more than {max} combinations of inputs: gaps and overlaps were not looked for"
        "ترکیب‌های ورودی این جدول بیش از {max} است؛ جای خالی و هم‌پوشانی جست‌وجو نشد"
        help "split it into tables that feed each other"
        "آن را به چند جدول تقسیم کنید که نتیجهٔ یکی ورودی دیگری باشد"
    }
}
