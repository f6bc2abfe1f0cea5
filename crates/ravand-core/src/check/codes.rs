//! What can be inconsistent in a definition or a scenario, in words. An id is never reused.
//!
//! `DF00x` are about the flow, `DF01x` about where outcomes lead, `DF02x` about chances,
//! `DF03x` about documents, `DF04x` about names of other things, `DF05x` about data and
//! decisions, `DF06x` about order by documents; `SC0xx` about scenarios.

ravand_feel::codes! {
    pub
    STEP_UNKNOWN "DF001" Error {
        "the flow names the step `{step}`, which nobody defined"
        "جریان از گام «{step}» نام می‌برد که تعریف نشده است"
        help "define it under `steps`, or take it out of the flow"
        "آن را زیر `steps` تعریف کنید یا از جریان بردارید"
    }
    STEP_NOT_IN_FLOW "DF002" Error {
        "the step `{step}` is defined, but the flow does not name it"
        "گام «{step}» تعریف شده، ولی در جریان نیامده است"
        help "put it into the `flow` at its place, or take it out"
        "آن را در جای خود در `flow` بیاورید یا حذفش کنید"
    }
    STEP_TWICE "DF003" Error {
        "the flow names the step `{step}` twice"
        "جریان دو بار از گام «{step}» نام می‌برد"
        help "a step has one place: define a second step, or lead back with `back to {step}`"
        "هر گام یک جا دارد: گام دومی تعریف کنید یا با `back to {step}` به آن بازگردید"
    }
    STAGE_TWICE "DF004" Error {
        "two stages are named `{stage}`"
        "نام دو مرحله «{stage}» است"
        help "give one of them another id"
        "به یکی از آن‌ها شناسه‌ای دیگر بدهید"
    }
    UNREACHABLE "DF005" Error {
        "no case comes here: every way ends before"
        "هیچ پرونده‌ای به این‌جا نمی‌رسد: همهٔ راه‌ها پیش‌تر پایان می‌یابند"
        help "move the end behind it, or take it out"
        "پایان را پس از آن ببرید یا آن را حذف کنید"
    }
    NO_END "DF006" Error {
        "`{process}` has no end"
        "«{process}» پایانی ندارد"
        help "close the flow with `- end: NAME` and declare the name under `ends`"
        "جریان را با `- end: NAME` ببندید و آن نام را زیر `ends` تعریف کنید"
    }
    OPEN_END "DF007" Error {
        "the flow of `{process}` runs out without an end"
        "جریان «{process}» بی‌آن‌که به پایانی برسد تمام می‌شود"
        help "close the flow with `- end: NAME`"
        "جریان را با `- end: NAME` ببندید"
    }
    NO_FAVOURABLE_END "DF008" Warning {
        "`{process}` has no end at which the applicant gets what was asked for"
        "«{process}» پایانی ندارد که در آن متقاضی به خواستهٔ خود برسد"
        help "mark the end that grants the request with `favourable: yes`"
        "پایانی را که درخواست را برآورده می‌کند با `favourable: yes` نشان کنید"
    }
    END_UNKNOWN "DF009" Error {
        "the end `{end}` is not declared"
        "پایان «{end}» تعریف نشده است"
        help "declare it under `ends`"
        "آن را زیر `ends` تعریف کنید"
    }
    TARGET_UNKNOWN "DF010" Error {
        "the outcome `{outcome}` of `{step}` leads to `{target}`, which is no step of the flow"
        "نتیجهٔ `{outcome}` از گام «{step}» به «{target}» می‌رسد که گامی از جریان نیست"
        help "name a step of the flow"
        "گامی از جریان را بنویسید"
    }
    NOT_BACK "DF011" Error {
        "`{step}` leads `back to {target}`, which comes later"
        "گام «{step}» با `back to {target}` به گامی می‌رود که پس از آن است"
        help "write `skip to {target}`"
        "بنویسید `skip to {target}`"
    }
    NOT_FORWARD "DF012" Error {
        "`{step}` leads `skip to {target}`, which does not come later"
        "گام «{step}» با `skip to {target}` به گامی می‌رود که پس از آن نیست"
        help "write `back to {target}`"
        "بنویسید `back to {target}`"
    }
    UNSOUND_JUMP "DF013" Error {
        "`{step}` leads to `{target}` into or out of a branch that runs beside others: the case would be in two places or wait for ever"
        "گام «{step}» به «{target}» می‌رود و با این کار وارد شاخه‌ای موازی می‌شود یا از آن بیرون می‌رود: پرونده یا در دو جا خواهد بود یا همیشه منتظر می‌ماند"
        help "lead to a step of the same branch, or put the check behind the `all`"
        "به گامی از همان شاخه بروید یا بررسی را پس از `all` بیاورید"
    }
    REDO_INDEPENDENT "DF014" Error {
        "`{step}` cannot be led `back to {target}`: none of its documents comes from there"
        "گام «{step}» نمی‌تواند با `back to {target}` بازگردد: هیچ‌یک از مدارکش از آن‌جا نمی‌آید"
        help "under order by documents a redo repeats the way from `{target}` to `{step}`: name a step that makes what `{step}` needs, or add `after`"
        "در ترتیب بر پایهٔ مدارک، بازگشت راه «{target}» تا «{step}» را تکرار می‌کند: گامی را بنویسید که نیاز «{step}» را می‌سازد، یا `after` بیفزایید"
    }
    SKIP_BY_DOCUMENTS "DF015" Error {
        "`{step}` leads `skip to {target}`, but here documents make the order"
        "گام «{step}» با `skip to {target}` می‌پرد، ولی ترتیب این‌جا بر پایهٔ مدارک است"
        help "put a `when` on each step that is to be passed over"
        "روی هر گامی که باید از آن گذشت یک `when` بگذارید"
    }
    GATEWAY_BY_DOCUMENTS "DF016" Error {
        "`{word}` stands where documents make the order"
        "`{word}` در جایی آمده که ترتیب بر پایهٔ مدارک است"
        help "documents say what runs side by side; put a `when` on steps that are not always done, and a call into the outcomes of a step"
        "خود مدارک می‌گویند چه چیزها هم‌زمان پیش می‌رود؛ روی گام‌هایی که همیشه انجام نمی‌شوند `when` بگذارید و فراخوانی را در نتیجه‌های یک گام بیاورید"
    }
    NO_WAY_ON "DF017" Warning {
        "no outcome of `{step}` leads on to what follows it"
        "هیچ نتیجه‌ای از گام «{step}» به گام‌های بعدی نمی‌رسد"
        help "let one outcome lead `on`"
        "بگذارید یکی از نتیجه‌ها با `on` پیش برود"
    }
    NO_WAY_OUT "DF018" Error {
        "every outcome of `{step}` leads back: no case ever leaves the loop"
        "همهٔ نتیجه‌های گام «{step}» به عقب برمی‌گردند: هیچ پرونده‌ای از حلقه بیرون نمی‌آید"
        help "let one outcome lead `on`"
        "بگذارید یکی از نتیجه‌ها با `on` پیش برود"
    }
    CHANCE_UNKNOWN "DF020" Error {
        "`chances` of `{step}` names `{outcome}`, which is none of its outcomes"
        "در `chances` گام «{step}» نام «{outcome}» آمده که از نتیجه‌های آن نیست"
        help "declare it under `outcomes` of the step"
        "آن را زیر `outcomes` گام تعریف کنید"
    }
    CHANCE_RANGE "DF021" Error {
        "the chance of `{outcome}` of `{step}` is {chance}, not between 0% and 100%"
        "احتمال نتیجهٔ `{outcome}` از گام «{step}» برابر {chance} است، ولی باید میان ۰٪ و ۱۰۰٪ باشد"
        help "write a share such as `25%`"
        "سهمی مانند `25%` بنویسید"
    }
    CHANCE_SUM "DF022" Error {
        "the chances of `{step}` sum to {sum}"
        "جمع احتمال‌های گام «{step}» برابر {sum} است"
        help "they sum to 100%, or to less where one outcome has no chance and takes the rest"
        "جمع آن‌ها باید ۱۰۰٪ باشد، یا کمتر اگر یک نتیجه بدون احتمال باشد و باقی را بردارد"
    }
    CHANCE_REST "DF023" Error {
        "`{step}` has chances, and {count} of its outcomes have none: nobody knows which takes the rest"
        "برای گام «{step}» احتمال نوشته شده، ولی {count} نتیجهٔ آن احتمالی ندارد: روشن نیست باقی به کدام می‌رسد"
        help "leave exactly one outcome without a chance"
        "تنها یک نتیجه را بدون احتمال بگذارید"
    }
    NEED_UNMADE "DF030" Error {
        "`{step}` needs `{document}`, which nobody makes and the applicant does not bring"
        "گام «{step}» به مدرک «{document}» نیاز دارد که نه گامی آن را می‌سازد و نه متقاضی می‌آورد"
        help "let a step make it (`produces`), or declare it under `documents` with `from: applicant`"
        "بگذارید گامی آن را بسازد (`produces`) یا آن را زیر `documents` با `from: applicant` تعریف کنید"
    }
    USE_UNMADE "DF031" Warning {
        "`{what}` of `{step}` names `{document}`, which nobody makes and the applicant does not bring"
        "در `{what}` گام «{step}» مدرک «{document}» آمده که نه گامی آن را می‌سازد و نه متقاضی می‌آورد"
        help "take it out, or let a step make it"
        "آن را بردارید یا بگذارید گامی آن را بسازد"
    }
    MADE_TWICE "DF032" Warning {
        "both `{a}` and `{b}` make `{document}`"
        "هم «{a}» و هم «{b}» مدرک «{document}» را می‌سازند"
        help "give the two documents names of their own, or the makers exclusive branches"
        "به دو مدرک نام‌های جدا بدهید یا سازنده‌ها را در شاخه‌های انحصاری بگذارید"
    }
    MADE_LATER "DF033" Warning {
        "`{step}` needs `{document}`, which is only made later by `{maker}`"
        "گام «{step}» به مدرک «{document}» نیاز دارد که تازه پس از آن در «{maker}» ساخته می‌شود"
        help "move one of the two steps, or take the need out"
        "یکی از دو گام را جابه‌جا کنید یا این نیاز را بردارید"
    }
    ROLE_UNKNOWN "DF040" Error {
        "`{step}` names the role `{role}` under `{what}`, which nobody declared"
        "گام «{step}» زیر `{what}` از نقش «{role}» نام می‌برد که تعریف نشده است"
        help "declare it in the roles of the bank or under `roles`"
        "آن را در نقش‌های بانک یا زیر `roles` تعریف کنید"
    }
    OTHER_STEP_UNKNOWN "DF041" Error {
        "`{what}` of `{step}` names `{other}`, which is no step"
        "در `{what}` گام «{step}» نام «{other}» آمده که گامی نیست"
        help "name a step of this process"
        "گامی از همین فرایند را بنویسید"
    }
    ASKS_UNDECLARED "DF050" Error {
        "`{step}` asks for `{data}`, which is not declared"
        "گام «{step}» دادهٔ «{data}» را می‌پرسد که تعریف نشده است"
        help "declare it with its type under `data`"
        "آن را با نوعش زیر `data` تعریف کنید"
    }
    TABLE_UNKNOWN "DF051" Error {
        "`{step}` decides by `{table}`, which nobody defined"
        "گام «{step}» با جدول «{table}» تصمیم می‌گیرد که تعریف نشده است"
        help "define the table under `decisions`"
        "جدول را زیر `decisions` تعریف کنید"
    }
    DECIDES_BY_NOTHING "DF052" Error {
        "`{step}` is of kind `decide` but names no table"
        "نوع گام «{step}» برابر `decide` است، ولی جدولی نام نبرده است"
        help "name a table in `decision`; where a person weighs, the kind is `judge`"
        "در `decision` جدولی را بنویسید؛ آن‌جا که کسی می‌سنجد، نوع گام `judge` است"
    }
    OUTPUT_TYPE "DF053" Error {
        "the table `{table}` gives `{data}` as {given}, which is declared as {declared}"
        "جدول «{table}» دادهٔ «{data}» را از نوع `{given}` می‌دهد، ولی نوع تعریف‌شدهٔ آن `{declared}` است"
        help "give both the same type"
        "نوع هر دو را یکی کنید"
    }
    READ_UNFILLED "DF054" Warning {
        "a condition or a table reads `{data}`, which no step asks for and no table gives"
        "شرطی یا جدولی دادهٔ «{data}» را می‌خواند که نه گامی آن را می‌پرسد و نه جدولی آن را می‌دهد"
        help "let a step ask for it (`asks`), or give it a `default`"
        "بگذارید گامی آن را بپرسد (`asks`) یا برایش `default` بگذارید"
    }
    TOO_MUCH_DATA "DF055" Error {
        "the process declares {found} data, more than {max}"
        "این فرایند {found} داده تعریف می‌کند، بیش از سقف {max}"
        help "split the process, or keep lists in a document"
        "فرایند را بخش کنید یا فهرست‌ها را در یک مدرک نگه دارید"
    }
    RING "DF060" Error {
        "these steps wait for each other, so that none of them can begin: {ring}"
        "این گام‌ها منتظر یکدیگرند و هیچ‌کدام نمی‌تواند آغاز شود: {ring}"
        help "in parentheses stands the document that the next step waits for; take one of these needs (or an `after`) out of the ring"
        "درون پرانتز مدرکی آمده است که گام بعدی منتظر آن است؛ یکی از این نیازها (یا یک `after`) را از حلقه بردارید"
    }
    TOO_MANY_WAITS "DF061" Error {
        "in `{process}` more than {max} pairs of steps wait for each other's documents"
        "در «{process}» بیش از {max} جفت گام منتظر مدرک یکدیگرند"
        help "let each document have one maker, or split the process"
        "بگذارید هر مدرک یک سازنده داشته باشد یا فرایند را تقسیم کنید"
    }
    VOTE_NUMBER "DF070" Error {
        "`{key}` of the vote at `{step}` is {number}, and there are {seats} seats"
        "در رأی‌گیری گام «{step}» مقدار `{key}` برابر {number} است ولی شمار کرسی‌ها {seats} است"
        help "write a number from 1 to the number of `members`"
        "عددی از `1` تا شمار `members` بنویسید"
    }
    VOTE_WITHOUT_MOTION "DF071" Error {
        "the vote at `{step}` has nothing to choose between"
        "رأی‌گیری گام «{step}» چیزی برای برگزیدن ندارد"
        help "give the step two `outcomes` or more: motions, and last what holds where none is carried"
        "برای گام دو نتیجه یا بیشتر در `outcomes` بنویسید: پیشنهادها و در پایان آنچه اگر هیچ‌یک تصویب نشود برقرار است"
    }
    VOTE_WITHOUT_MAJORITY "DF072" Error {
        "at `{step}` several motions could be carried at once by {number} of {seats} ballots"
        "در گام «{step}» چند پیشنهاد می‌توانند هم‌زمان با {number} رأی از {seats} رأی تصویب شوند"
        help "let more than half of the seats carry a motion"
        "تصویب را به رأی بیش از نیمی از کرسی‌ها بسپارید"
    }
    VOTE_ASKS "DF073" Error {
        "`{step}` is voted on and cannot ask for `{data}`"
        "در گام «{step}» رأی‌گیری می‌شود و نمی‌تواند `{data}` را بپرسد"
        help "let the step before or after it ask"
        "پرسش را به گام پیش یا پس از آن بسپارید"
    }
    OTHER_PROCESS "SC001" Error {
        "the scenario is for `{of}`, not for `{process}`"
        "این سناریو برای «{of}» است، نه برای «{process}»"
        help "name the process in `process`"
        "شناسهٔ فرایند را در `process` بنویسید"
    }
    NOTHING_TO_DO "SC002" Error {
        "`{what}` is 0"
        "مقدار `{what}` صفر است"
        help "simulate at least one"
        "دست‌کم یکی را شبیه‌سازی کنید"
    }
    UNKNOWN_STEP "SC003" Error {
        "`{what}` names the step `{step}`, which `{process}` does not have"
        "در `{what}` نام گام «{step}» آمده که در «{process}» نیست"
        help "a scenario overrides by name only: correct the name, or take the entry out"
        "سناریو تنها با نام بازنویسی می‌کند: نام را درست کنید یا آن را بردارید"
    }
    UNKNOWN_OUTCOME "SC004" Error {
        "`chances` names `{step}.{outcome}`, but `{step}` has no such outcome"
        "در `chances` نام «{step}.{outcome}» آمده، ولی گام «{step}» چنین نتیجه‌ای ندارد"
        help "correct the name, or take the entry out"
        "نام را درست کنید یا آن را بردارید"
    }
    UNKNOWN_ROLE "SC005" Error {
        "`staff` names the role `{role}`, which `{process}` does not have"
        "در `staff` نام نقش «{role}» آمده که در «{process}» نیست"
        help "correct the name, or take the entry out"
        "نام را درست کنید یا آن را بردارید"
    }
    UNKNOWN_DATA "SC006" Error {
        "`data` names `{data}`, which `{process}` does not have"
        "در `data` نام «{data}» آمده که در «{process}» نیست"
        help "correct the name, or take the entry out"
        "نام را درست کنید یا آن را بردارید"
    }
    NO_HOLDERS "SC007" Error {
        "`{role}` has nobody"
        "هیچ‌کس در نقش «{role}» نیست"
        help "name at least one holder; a role without an entry never queues"
        "دست‌کم یک نفر بنویسید؛ نقشی که این‌جا نیاید هرگز صف ندارد"
    }
    SHARE_RANGE "SC008" Error {
        "the share of `{role}` is {share}, not above 0% and at most 100%"
        "سهم نقش «{role}» برابر {share} است، ولی باید بیش از ۰٪ و حداکثر ۱۰۰٪ باشد"
        help "write a share such as `15%`"
        "سهمی مانند `15%` بنویسید"
    }
    NO_SOURCE "SC009" Error {
        "nothing says what `{data}` is like, which `{reader}` reads"
        "«{reader}» دادهٔ «{data}» را می‌خواند، ولی هیچ‌جا گفته نشده است که مقدار آن چیست"
        help "give it an entry under `data` of the scenario"
        "زیر `data` در سناریو برایش مقدار بنویسید"
    }
    NOT_A_VALUE "SC010" Error {
        "`{value}` is no value of `{data}`, which is {type}"
        "«{value}» مقداری از دادهٔ «{data}» نیست که نوعش `{type}` است"
        help "name values of its type"
        "مقدارهایی از همان نوع بنویسید"
    }
    CHOICE_SUM "SC011" Error {
        "the chances of the values of `{data}` sum to {sum}"
        "جمع احتمال مقدارهای دادهٔ «{data}» برابر {sum} است"
        help "they sum to 100%"
        "جمع آن‌ها باید ۱۰۰٪ باشد"
    }
    NOT_A_NUMBER "SC012" Error {
        "`{data}` is {type} and cannot vary as a number"
        "نوع دادهٔ «{data}»، یعنی `{type}`، عدد نیست و نمی‌تواند مانند عدد تغییر کند"
        help "give each of its values a chance: `{ a: 30%, b: 70% }`"
        "به هر مقدار آن احتمالی بدهید: `{ a: 30%, b: 70% }`"
    }
    SOURCE_RING "SC013" Error {
        "`{data}` comes from itself in the end: {ring}"
        "دادهٔ «{data}» سرانجام از خودش به دست می‌آید: {ring}"
        help "one of them must have values of its own"
        "یکی از آن‌ها باید مقدارهای خودش را داشته باشد"
    }
    NO_TIME "SC014" Error {
        "nothing says how long `{step}` takes under `times: {times}`"
        "گفته نشده است که گام «{step}» با `times: {times}` چه اندازه طول می‌کشد"
        help "give the step a length in the process or in this scenario; `exactly 0 min` if it takes none"
        "در فرایند یا در این سناریو برای گام زمانی بنویسید؛ اگر زمانی نمی‌برد `exactly 0 min`"
    }
    NO_CHANCE "SC015" Error {
        "nothing says how often `{step}` has which outcome"
        "گفته نشده است که هر نتیجهٔ گام «{step}» چه اندازه پیش می‌آید"
        help "give all outcomes but one a chance, in the process or under `chances` of the scenario"
        "به همهٔ نتیجه‌ها جز یکی احتمال بدهید، در فرایند یا زیر `chances` در سناریو"
    }
    LOAD_RANGE "SC016" Error {
        "`load_at_most` is {load}, not above 0% and at most 100%"
        "مقدار `load_at_most` برابر {load} است، ولی باید بیش از ۰٪ و حداکثر ۱۰۰٪ باشد"
        help "write a share such as `97%`"
        "سهمی مانند `97%` بنویسید"
    }
    UNTIL_BEFORE_START "SC017" Error {
        "cases are to come until {until}, and the first day is {start}"
        "قرار است پرونده‌ها تا {until} بیایند، ولی روز آغاز {start} است"
        help "write a day after `start`"
        "روزی پس از `start` بنویسید"
    }
    UNKNOWN_ERROR "SC018" Error {
        "`{what}` names the error `{error}`, which no check of `{process}` is there to catch"
        "در `{what}` نام خطای «{error}» آمده که هیچ بررسی‌ای در «{process}» برای یافتن آن نیست"
        help "correct the name, or say which step `catches` it"
        "نام را درست کنید یا زیر `catches` بنویسید کدام گام آن را می‌یابد"
    }
    COST_WITHOUT_TIME "SC019" Error {
        "`{cost}` costs by the time, and no unit of time stands behind the amount"
        "هزینهٔ `{cost}` به زمان بستگی دارد ولی پس از مبلغ واحد زمانی نیامده است"
        help "write `900000 rial/h`"
        "بنویسید `900000 rial/h`"
    }
    COST_WITH_TIME "SC020" Error {
        "`{cost}` costs once, and the amount is for a unit of time"
        "هزینهٔ `{cost}` یک‌باره است ولی مبلغ برای واحد زمان نوشته شده است"
        help "write the amount alone: `2000000000 rial`"
        "فقط مبلغ را بنویسید: `2000000000 rial`"
    }
    NO_ERROR_SHARE "SC021" Error {
        "`{what}` speaks of the error `{error}`, and `errors` does not say how many cases carry it"
        "`{what}` از خطای «{error}» می‌گوید ولی زیر `errors` نیامده است که چه سهمی از پرونده‌ها آن را دارند"
        help "add `{error}: 5%` under `errors`"
        "زیر `errors` بنویسید `{error}: 5%`"
    }
    UNKNOWN_COST_ROLE "SC022" Error {
        "`{what}` names the role `{role}`, which `{process}` does not have"
        "در `{what}` نام نقش «{role}» آمده که در «{process}» نیست"
        help "correct the name, or take the entry out; what an error costs is written `escaped.its_name`"
        "نام را درست کنید یا آن را بردارید؛ هزینهٔ خطا را `escaped.its_name` بنویسید"
    }
    UNCERTAIN_OUTCOME "SC023" Error {
        "`uncertain` names `{step}.{outcome}`, but `{step}` has no such outcome"
        "در `uncertain` نام «{step}.{outcome}» آمده، ولی گام «{step}» چنین نتیجه‌ای ندارد"
        help "write one of its outcomes, or `work`, `wait` or `elapsed`"
        "یکی از نتیجه‌های آن یا `work`، `wait` یا `elapsed` را بنویسید"
    }
}

/// Words of second places.
pub(super) mod notes {
    use ravand_feel::Words;

    pub(in crate::check) static FIRST: Words = Words { en: "first here", fa: "نخست در این‌جا" };
    pub(in crate::check) static TARGET: Words = Words { en: "`{step}` is here", fa: "«{step}» این‌جاست" };
    pub(in crate::check) static DECLARED: Words =
        Words { en: "declared here", fa: "در این‌جا تعریف شده است" };
    pub(in crate::check) static MADE: Words =
        Words { en: "`{step}` makes it here", fa: "«{step}» در این‌جا آن را می‌سازد" };
    pub(in crate::check) static READ: Words =
        Words { en: "read here", fa: "در این‌جا خوانده می‌شود" };
}
