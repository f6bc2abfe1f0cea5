//! What a DMN file says that cannot be read, or is not kept, in words. An id is never reused.

ravand_core::codes! {
    pub(crate)
    NOT_XML "DM001" Error {
        "this is no XML: `{why}`"
        "این XML نیست: `{why}`"
        help "open the file in the editor that wrote it, and save it again"
        "فایل را در ویرایشگری که آن را نوشته باز و دوباره ذخیره کنید"
    }
    DOCTYPE "DM002" Error {
        "a document type declaration is not read: its entities could make the file grow without end"
        "اعلان نوع سند خوانده نمی‌شود: موجودیت‌های آن می‌تواند فایل را بی‌پایان بزرگ کند"
        help "take it out; no DMN editor writes one"
        "آن را بردارید؛ هیچ ویرایشگر DMN آن را نمی‌نویسد"
    }
    ENTITY "DM003" Error {
        "nobody declared the entity `{name}`"
        "موجودیت `{name}` تعریف نشده است"
        help "write the letter itself; `&` is written `&amp;`"
        "خود نویسه را بنویسید؛ `&` را `&amp;` بنویسید"
    }
    XML_TOO_DEEP "DM004" Error {
        "elements stand more than {max} deep in each other"
        "عنصرها بیش از {max} لایه در هم نشسته‌اند"
        help "give a part of it a decision of its own"
        "بخشی از آن را تصمیمی جداگانه کنید"
    }
    XML_TOO_LARGE "DM005" Error {
        "the file has more than {max} elements and attributes"
        "فایل بیش از {max} عنصر و ویژگی دارد"
        help "divide it into several files"
        "آن را به چند فایل تقسیم کنید"
    }
    NOT_DMN "DM010" Error {
        "the root is `{found}` of the namespace `{namespace}`, and no DMN of version 1.2 to 1.5"
        "ریشهٔ فایل `{found}` از فضای نام `{namespace}` است، نه DMN نسخهٔ ۱٫۲ تا ۱٫۵"
        help "export the model as DMN 1.3, 1.4 or 1.5"
        "مدل را در قالب DMN نسخهٔ ۱٫۳، ۱٫۴ یا ۱٫۵ صادر کنید"
    }
    NO_NAME "DM011" Error {
        "this `{element}` has no name"
        "این `{element}` نام ندارد"
        help "give it the attribute `name`"
        "ویژگی `name` را به آن بدهید"
    }
    NAME_TWICE "DM012" Error {
        "two decisions or inputs have the name `{name}`"
        "دو تصمیم یا ورودی نام «{name}» دارند"
        help "give one of them another name"
        "به یکی از آن‌ها نامی دیگر بدهید"
    }
    NO_TARGET "DM013" Error {
        "nothing has the id `{id}` that is required here"
        "چیزی با شناسهٔ `{id}` که این‌جا لازم است نیست"
        help "require what is in this file; what another file holds is not read"
        "به چیزی نیاز داشته باشید که در همین فایل است؛ فایل‌های دیگر خوانده نمی‌شود"
    }
    NO_LOGIC "DM014" Error {
        "«{name}» does not say how it is decided"
        "«{name}» نمی‌گوید چگونه تصمیم گرفته می‌شود"
        help "add a decision table or an expression"
        "یک جدول تصمیم یا یک عبارت بیفزایید"
    }
    NOT_SUPPORTED "DM015" Error {
        "`{element}` is not supported, and without it the model means something else"
        "`{element}` پشتیبانی نمی‌شود و بی آن مدل معنایی دیگر دارد"
        help "say the same with decisions, knowledge models and FEEL"
        "همان را با تصمیم، مدل دانش و FEEL بگویید"
    }
    KEPT_ONLY "DM016" Info {
        "`{element}` is kept as it is, and nothing is done with it"
        "`{element}` همان‌گونه که هست نگه داشته می‌شود و کاری با آن نمی‌شود"
        help "nothing has to be done"
        "لازم نیست کاری بکنید"
    }
    LEFT_OUT "DM017" Warning {
        "`{element}` is left out when the model is written again"
        "`{element}` هنگام بازنویسی مدل نوشته نمی‌شود"
        help "keep the original file if you need it"
        "اگر به آن نیاز دارید فایل اصلی را نگه دارید"
    }
    LANGUAGE "DM018" Error {
        "the expression is written in `{language}`; FEEL is read"
        "این عبارت به `{language}` نوشته شده است؛ فقط FEEL خوانده می‌شود"
        help "write it in FEEL"
        "آن را به FEEL بنویسید"
    }
    HIT_POLICY "DM019" Error {
        "`{found}` is no hit policy"
        "`{found}` سیاست انتخاب قاعده نیست"
        help "write one of {known}"
        "یکی از این‌ها را بنویسید: {known}"
    }
    TYPE_UNKNOWN "DM020" Warning {
        "nobody defined the type `{name}`; its values are not checked"
        "نوع `{name}` تعریف نشده است؛ مقدارهای آن بررسی نمی‌شود"
        help "define it as an item definition, or correct the name"
        "آن را در item definition تعریف کنید یا نام را درست کنید"
    }
    TYPE_CIRCLE "DM021" Warning {
        "the type `{name}` holds itself; its values are not checked"
        "نوع `{name}` خودش را در بر دارد؛ مقدارهای آن بررسی نمی‌شود"
        help "take itself out of it"
        "خودش را از آن بردارید"
    }
    RULE_WIDTH "DM022" Error {
        "this rule has {found} entries for {expected} columns"
        "این قاعده برای {expected} ستون {found} خانه دارد"
        help "give every column one entry"
        "به هر ستون یک خانه بدهید"
    }
    TYPE_TOO_LARGE "DM023" Warning {
        "the type `{name}` has more than {parts} parts, or types that name each other more than {depth} deep"
        "نوع `{name}` بیش از {parts} جزء دارد، یا نوع‌هایی که بیش از {depth} لایه یکدیگر را نام می‌برند"
        help "make it smaller; its values are not checked"
        "آن را کوچک‌تر کنید؛ مقدارهای آن بررسی نمی‌شود"
    }
    SEVERAL_OUTPUTS "DM030" Warning {
        "`{decision}` gives several data at once; other tools know them as parts of «{decision}» only"
        "`{decision}` چند داده را با هم می‌دهد؛ ابزارهای دیگر آن‌ها را فقط بخشی از «{decision}» می‌شناسند"
        help "require the parts by `{decision}.NAME` in the other tool, or give each a decision of its own"
        "در ابزار دیگر آن‌ها را با `{decision}.NAME` بخوانید یا برای هر یک تصمیمی جداگانه بنویسید"
    }
}
