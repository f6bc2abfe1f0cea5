//! Messages about archetypes and catalogues, `YA300`–`YA324`; `YA33x` is about the units of
//! a bank and what a scenario leaves uncertain. An id is never reused.

use ravand_core::Words;

/// At a parameter.
pub(crate) static DECLARED: Words =
    Words { en: "the parameter is declared here", fa: "پارامتر این‌جا تعریف شده است" };
/// At the use of an archetype in a ring.
pub(crate) static BUILDS_ON: Words =
    Words { en: "`{id}` builds on `{base}` here", fa: "«{id}» این‌جا بر «{base}» بنا شده است" };

ravand_core::codes! {
    pub(crate)
    UNKNOWN "YA300" Error {
        "`${name}` in `{at}` is no parameter of the archetype"
        "`${name}` در `{at}` از پارامترهای این الگو نیست"
        help "declare it under `parameters`; there are: {known}. A dollar sign is written `$$`"
        "آن را زیر `parameters` تعریف کنید؛ پارامترهای موجود: {known}. خود نشانهٔ دلار را `$$` بنویسید"
    }
    MISSPELT "YA301" Error {
        "`${name}` in `{at}` is no parameter of the archetype"
        "`${name}` در `{at}` از پارامترهای این الگو نیست"
        help "did you mean `${suggestion}`?"
        "آیا منظورتان `${suggestion}` است؟"
    }
    UNUSED "YA302" Warning {
        "nothing in the archetype uses the parameter `{name}`"
        "پارامتر `{name}` در هیچ‌جای این الگو به کار نرفته است"
        help "write `${name}` or `if: {name}` where it matters, or take it away"
        "هر جا لازم است `${name}` یا `if: {name}` بنویسید، یا پارامتر را بردارید"
    }
    MISFIT "YA303" Error {
        "`${name}` is `{type}`, and that cannot stand in `{at}`"
        "نوع `${name}` برابر `{type}` است و چنین چیزی در `{at}` نمی‌گنجد"
        help "give the parameter the type that belongs there, or use another one"
        "به پارامتر نوعی بدهید که جایش آن‌جاست، یا پارامتر دیگری به کار ببرید"
    }
    PART_OF_TEXT "YA304" Error {
        "`${name}` is `{type}` and cannot be a part of a text or a key, in `{at}`"
        "نوع `${name}` برابر `{type}` است و نمی‌تواند در `{at}` بخشی از یک متن یا کلید باشد"
        help "let it stand alone as a value, or use a parameter that is one word"
        "بگذارید تنها و به‌جای کل مقدار بیاید، یا پارامتری تک‌مقداری به کار ببرید"
    }
    CONDITION "YA305" Error {
        "`{found}` in `{at}` is no condition of an archetype"
        "`{found}` در `{at}` شرط الگو نیست"
        help "write `if: visit`, `if: not visit`, `if: basis is approval`, or a list of such, of which all must hold; what differs from case to case is a step's `when`"
        "بنویسید `if: visit`، `if: not visit`، `if: basis is approval` یا فهرستی از این‌ها که همه باید برقرار باشند؛ آنچه از پرونده‌ای به پروندهٔ دیگر فرق می‌کند `when` گام است"
    }
    ALWAYS_HOLDS "YA306" Error {
        "`if` in `{at}` asks for `{name}`, which is always there"
        "`if` در `{at}` بودنِ `{name}` را می‌پرسد که همیشه هست"
        help "ask a parameter of type `yes_no`, a list, or one that is `optional: yes`"
        "پارامتری از نوع `yes_no`، یک فهرست یا پارامتری با `optional: yes` را بپرسید"
    }
    NOT_A_CHOICE "YA307" Error {
        "`is` in `{at}` compares `{name}`, which is `{type}` and not one of some names"
        "`is` در `{at}` پارامتر `{name}` را می‌سنجد که نوعش `{type}` است و میان چند نام برگزیده نمی‌شود"
        help "give the parameter its names: `{name}: { one_of: [a, b] }`"
        "نام‌ها را برای پارامتر بنویسید: `{name}: { one_of: [a, b] }`"
    }
    DEFAULT_AND_OPTIONAL "YA308" Error {
        "`{at}` is optional and has a default, so it is never left out"
        "`{at}` هم اختیاری است و هم مقدار پیش‌فرض دارد، پس هرگز بی‌مقدار نمی‌ماند"
        help "keep one of the two"
        "یکی از آن دو را نگه دارید"
    }
    ONE_STEP "YA309" Error {
        "`{at}` wants one step"
        "`{at}` یک گام می‌خواهد"
        help "write its id and its keys: `{ id-of-the-step: { kind: check, role: … } }`; several steps are a `list of step`"
        "شناسه و کلیدهای گام را بنویسید: `{ id-of-the-step: { kind: check, role: … } }`؛ نوع چند گام `list of step` است"
    }
    TOO_MANY "YA310" Error {
        "an archetype cannot have more than {max} parameters"
        "الگو نمی‌تواند بیش از {max} پارامتر داشته باشد"
        help "make two archetypes of it, or let the rows change what differs"
        "آن را دو الگو کنید یا تفاوت‌ها را با `changes` در ردیف‌ها بنویسید"
    }
    NOT_WITH_USE "YA311" Error {
        "`{key}` in `{at}` does not go with `use`: the steps are those of the archetype that it names"
        "`{key}` در `{at}` با `use` نمی‌آید: گام‌ها از همان الگویی است که نام برده شده"
        help "write what differs under `changes`, or write the archetype out without `use`"
        "تفاوت‌ها را زیر `changes` بنویسید، یا الگو را بدون `use` کامل بنویسید"
    }
    ONLY_WITH_USE "YA312" Error {
        "`{key}` in `{at}` goes only with `use`"
        "`{key}` در `{at}` فقط با `use` می‌آید"
        help "name the archetype that this one builds on, or take the key away"
        "الگویی را که این بر آن بنا می‌شود نام ببرید یا کلید را بردارید"
    }
    NO_ARCHETYPE "YA313" Error {
        "there is no archetype `{id}`"
        "الگویی به نام «{id}» وجود ندارد"
        help "the bank has: {known}"
        "الگوهای این بانک: {known}"
    }
    MISSPELT_ARCHETYPE "YA314" Error {
        "there is no archetype `{id}`"
        "الگویی به نام «{id}» وجود ندارد"
        help "did you mean `{suggestion}`?"
        "آیا منظورتان `{suggestion}` است؟"
    }
    RING "YA315" Error {
        "archetypes build on each other in a ring: {ring}"
        "الگوها در یک حلقه بر یکدیگر بنا شده‌اند: {ring}"
        help "one of them must be written out, with `steps` and `flow` in place of `use`"
        "یکی از آن‌ها باید به‌جای `use` با `steps` و `flow` کامل نوشته شود"
    }
    TOO_DEEP "YA316" Error {
        "`{id}` builds on more than {max} archetypes, one on another"
        "«{id}» روی بیش از {max} الگوی پی‌درپی بنا شده است"
        help "leave some of them out"
        "چند الگوی میانی را حذف کنید"
    }
    NO_PARAMETER "YA317" Error {
        "the archetype `{archetype}` has no parameter `{name}`"
        "الگوی «{archetype}» پارامتری به نام `{name}` ندارد"
        help "it has: {known}"
        "پارامترهای آن: {known}"
    }
    MISSPELT_ARGUMENT "YA318" Error {
        "the archetype `{archetype}` has no parameter `{name}`"
        "الگوی «{archetype}» پارامتری به نام `{name}` ندارد"
        help "did you mean `{suggestion}`?"
        "آیا منظورتان `{suggestion}` است؟"
    }
    NOT_GIVEN "YA319" Error {
        "nothing is given for `{name}` of the archetype `{archetype}`"
        "برای پارامتر `{name}` از الگوی «{archetype}» مقداری داده نشده است"
        help "add `{name}: …` under `with`; it is `{type}`"
        "زیر `with` بنویسید `{name}: …`؛ نوع آن `{type}` است"
    }
    HANDED_ON "YA320" Error {
        "`${given}` is `{found}`, and `{name}` of the archetype `{archetype}` is `{type}`"
        "نوع `${given}` برابر `{found}` است ولی نوع `{name}` در الگوی «{archetype}» برابر `{type}` است"
        help "declare the two with one type"
        "هر دو را با یک نوع تعریف کنید"
    }
    MAY_BE_MISSING "YA321" Error {
        "`${given}` may be left out, and `{name}` of the archetype `{archetype}` must be given"
        "ممکن است `${given}` داده نشود ولی `{name}` در الگوی «{archetype}» باید داده شود"
        help "give `{given}` a default, or make `{name}` optional"
        "به `{given}` مقدار پیش‌فرض بدهید یا `{name}` را اختیاری کنید"
    }
    GROWN "YA322" Error {
        "the process that `{at}` makes grows beyond {max} parts"
        "فرایندی که از `{at}` ساخته می‌شود از {max} جزء بیشتر می‌شود"
        help "give less, or let the archetype repeat less"
        "مقدار کمتری بدهید یا تکرار را در الگو کم کنید"
    }
    ROWS "YA323" Error {
        "the catalogue has {found} rows, more than {max}"
        "این فهرست {found} ردیف دارد و سقف آن {max} ردیف است"
        help "split it into several files"
        "آن را به چند فایل تقسیم کنید"
    }

    NO_UNIT "YA330" Error {
        "there is no unit `{id}`, of which `{at}` says that it is a part"
        "واحدی به نام «{id}» که `{at}` خود را بخشی از آن می‌داند وجود ندارد"
        help "declare it under `units`"
        "آن را زیر `units` تعریف کنید"
    }
    UNIT_RING "YA331" Error {
        "units are parts of each other in a ring: {ring}"
        "واحدها در یک حلقه بخشی از یکدیگرند: {ring}"
        help "take one of the `part_of` away"
        "یکی از `part_of`ها را بردارید"
    }

    UNCERTAIN_KEY "YA335" Error {
        "`{found}` in `{at}` names nothing that can be uncertain"
        "`{found}` در `{at}` چیزی را نام نمی‌برد که نادانسته باشد"
        help "write `arrivals`, `errors.oversize`, a step's time (`visit.work`) or an outcome (`visit.too_large`)"
        "بنویسید `arrivals`، `errors.oversize`، زمان یک گام (`visit.work`) یا یک نتیجه (`visit.too_large`)"
    }
    NOT_PLUS_MINUS "YA336" Error {
        "`{at}` does not say how far the truth may be off: `{found}`"
        "`{at}` نمی‌گوید واقعیت تا چه اندازه ممکن است دور باشد: `{found}`"
        help "write `±20%`"
        "بنویسید `±20%`"
    }
}
