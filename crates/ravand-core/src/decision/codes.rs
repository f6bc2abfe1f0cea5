//! What can be wrong with decisions and what they require, in words, and how one fails when a
//! case runs. An id is never reused.

ravand_feel::codes! {
    pub
    REQUIRED_UNKNOWN "DE001" Error {
        "the decision `{decision}` requires `{name}`, which is neither a decision nor data"
        "تصمیم «{decision}» به «{name}» نیاز دارد که نه تصمیم است و نه داده"
        help "correct the name, define it under `decisions`, or take it out"
        "نام را درست کنید، آن را زیر `decisions` تعریف کنید یا حذفش کنید"
    }
    CIRCLE "DE002" Error {
        "decisions require each other in a circle: {circle}"
        "تصمیم‌ها دور به یکدیگر نیاز دارند: {circle}"
        help "take one of these requirements out"
        "یکی از این نیازها را حذف کنید"
    }
    NOT_CALLED "DE003" Error {
        "`{step}` decides by `{decision}`, which has parameters and can only be called"
        "گام «{step}» با «{decision}» تصمیم می‌گیرد، ولی آن پارامتر دارد و فقط فراخوانده می‌شود"
        help "name a decision that calls it"
        "تصمیمی را نام ببرید که آن را فرا می‌خواند"
    }
    NO_OUTPUT "DE004" Error {
        "the decision `{decision}` does not say which data it gives"
        "تصمیم «{decision}» نمی‌گوید چه داده‌ای به دست می‌دهد"
        help "add `outputs: { NAME: TYPE }`"
        "بنویسید `outputs: { NAME: TYPE }`"
    }
    TOO_DEEP "DE005" Error {
        "boxed expressions stand more than {max} deep in each other"
        "عبارت‌ها بیش از {max} لایه در هم نشسته‌اند"
        help "give a part of it a decision of its own and require that"
        "بخشی از آن را تصمیمی جداگانه کنید و به آن نیاز داشته باشید"
    }
    TOO_LARGE "DE006" Error {
        "the decision `{decision}` has {found} boxed expressions; at most {max} are read"
        "تصمیم «{decision}» {found} عبارت دارد؛ حداکثر {max} عبارت خوانده می‌شود"
        help "give parts of it decisions of their own"
        "بخش‌هایی از آن را تصمیم‌های جداگانه کنید"
    }
    NAME_TAKEN "DE007" Error {
        "`{decision}` is called by its name, and data have the same one"
        "«{decision}» با نامش فراخوانده می‌شود، ولی داده‌ای همین نام را دارد"
        help "give one of the two another name"
        "به یکی از آن دو نامی دیگر بدهید"
    }
    NO_ARGUMENT "DE008" Error {
        "`{callee}` has no parameter `{name}`; it has {known}"
        "«{callee}» پارامتری به نام «{name}» ندارد؛ پارامترهایش این‌هاست: {known}"
        help "correct the name"
        "نام را درست کنید"
    }
    RELATION_WIDTH "DE009" Error {
        "this row has {found} values for {expected} columns"
        "این سطر برای {expected} ستون {found} مقدار دارد"
        help "give every column one value"
        "به هر ستون یک مقدار بدهید"
    }
    ENTRY_TWICE "DE010" Error {
        "the name `{name}` stands twice"
        "نام «{name}» دو بار آمده است"
        help "give one of them another name"
        "به یکی از آن‌ها نامی دیگر بدهید"
    }
    RESULT_TYPE "DE011" Error {
        "this gives `{found}`, and `{expected}` is wanted"
        "این `{found}` می‌دهد، ولی `{expected}` لازم است"
        help "correct the expression or the declared type"
        "عبارت یا نوع اعلام‌شده را درست کنید"
    }
    ARGUMENT_MISSING "DE012" Error {
        "the call of `{callee}` says nothing about its parameter `{name}`"
        "در فراخوانی «{callee}» از پارامتر «{name}» چیزی گفته نشده است"
        help "add it to the arguments, if need be as `null`"
        "آن را به آرگومان‌ها بیفزایید؛ اگر لازم است `null` بنویسید"
    }
    REQUIRES_TOO_MANY "DE013" Error {
        "`{decision}` requires more than {max} decisions, with all that these require"
        "«{decision}» با همهٔ آنچه تصمیم‌های دیگر لازم دارند، به بیش از {max} تصمیم نیاز دارد"
        help "divide it: let one step decide a part of it and another the rest"
        "آن را تقسیم کنید: یک گام دربارهٔ بخشی تصمیم بگیرد و گامی دیگر دربارهٔ بقیه"
    }
    FAILED "DE020" Error {
        "the decision `{decision}`: {why}"
        "تصمیم «{decision}»: {why}"
        help "correct the decision or the data that it reads"
        "تصمیم یا داده‌هایی را که می‌خواند درست کنید"
    }
    FAILED_AT "DE021" Error {
        "the decision `{decision}`, at `{expression}`: {why}"
        "تصمیم «{decision}» در `{expression}`: {why}"
        help "correct the expression or the data that it reads"
        "عبارت یا داده‌هایی را که می‌خواند درست کنید"
    }
    WRONG_RESULT "DE022" Error {
        "{found} is no `{expected}`"
        "{found} از نوع `{expected}` نیست"
        help "correct the expression or the declared type"
        "عبارت یا نوع اعلام‌شده را درست کنید"
    }
    NO_DECISION "DE023" Error {
        "there is no decision `{decision}`"
        "تصمیمی به نام «{decision}» نیست"
        help "correct the name"
        "نام را درست کنید"
    }
}
