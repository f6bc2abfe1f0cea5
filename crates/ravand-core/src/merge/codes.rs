//! What can be wrong with an overlay, in words. An id is never reused.
//!
//! `OV00x` are about which operations go together, `OV01x` about what they name, `OV02x`
//! about what becomes of documents, `OV03x` and `OV04x` about places in the flow and about
//! what is taken back or declared anew, `OV05x` about a base that has moved.

ravand_feel::codes! {
    pub
    OF_ANOTHER "OV001" Error {
        "the overlay is for `{of}`, not for `{process}`"
        "این لایه برای «{of}» است، نه برای «{process}»"
        help "name the process that it changes in `of`"
        "در `of` شناسهٔ فرایندی را بنویسید که این لایه تغییر می‌دهد"
    }
    GONE_TWICE "OV002" Error {
        "two operations take out `{step}`"
        "دو عمل، گام «{step}» را برمی‌دارند"
        help "a step goes once: keep the one operation whose reason holds"
        "هر گام یک بار برداشته می‌شود: عملی را نگه دارید که دلیلش درست است"
    }
    CHANGED_AND_GONE "OV003" Error {
        "`{verb}` works on `{step}`, which a `{other}` of the same overlay takes out"
        "عمل `{verb}` روی گام «{step}» کار می‌کند که `{other}` در همین لایه آن را برمی‌دارد"
        help "take one of the two operations out"
        "یکی از این دو عمل را بردارید"
    }
    SET_TWICE "OV004" Error {
        "two operations set `{what}` of `{step}`"
        "دو عمل، `{what}` گام «{step}» را تعیین می‌کنند"
        help "an overlay is a set, so no operation comes last: say it in one of them"
        "لایه یک مجموعه است و هیچ عملی «آخرین» نیست: آن را تنها در یکی از دو عمل بگویید"
    }
    LIST_REPLACED "OV005" Error {
        "an operation replaces the list `{what}` of `{step}` and another changes it too"
        "عملی فهرست `{what}` گام «{step}» را جایگزین می‌کند و عمل دیگری هم آن را تغییر می‌دهد"
        help "use `add` and `drop` in both, or say the whole list in one of them"
        "در هر دو `add` و `drop` به کار ببرید یا همهٔ فهرست را در یکی از آن‌ها بنویسید"
    }
    ADDED_AT_ONE_PLACE "OV006" Error {
        "`{a}` and `{b}` are both put at the same place beside `{step}`, and nothing says which comes first"
        "«{a}» و «{b}» هر دو در یک جا کنار «{step}» گذاشته می‌شوند و روشن نیست کدام نخست می‌آید"
        help "put one of them behind the other: `after: {a}`"
        "یکی را پس از دیگری بگذارید: `after: {a}`"
    }
    ADDED_AGAIN "OV007" Error {
        "`{step}` is added but exists"
        "«{step}» افزوده می‌شود، ولی از پیش هست"
        help "give the new step an id of its own, or use `change`"
        "به گام تازه شناسه‌ای دیگر بدهید یا از `change` استفاده کنید"
    }
    CHANGES_ADDED "OV008" Error {
        "`{verb}` works on `{step}`, which the same overlay adds"
        "عمل `{verb}` روی گام «{step}» کار می‌کند که همین لایه آن را می‌افزاید"
        help "write it in the `step` of its `add`"
        "آن را در بخش `step` همان `add` بنویسید"
    }
    INTO_ITSELF "OV009" Error {
        "`{step}` is merged into itself"
        "«{step}» در خودش ادغام می‌شود"
        help "name another step in `into`"
        "در `into` گام دیگری را بنویسید"
    }
    UNKNOWN_STEP "OV010" Error {
        "`{verb}` names the step `{step}`, which `{process}` does not have"
        "عمل `{verb}` از گام «{step}» نام می‌برد که در «{process}» نیست"
        help "the step may have gone in the base or in an earlier overlay: take the operation out or name the step that does its work now"
        "شاید این گام در نسخهٔ پایه یا در لایه‌ای پیشین برداشته شده است: عمل را بردارید یا گامی را بنویسید که اکنون کار آن را انجام می‌دهد"
    }
    NOT_IN_FLOW "OV011" Error {
        "`{step}` cannot be put beside `{after}`: the flow does not lead there"
        "«{step}» را نمی‌توان کنار «{after}» گذاشت: جریان به آن نمی‌رسد"
        help "name a step of the flow; steps cannot stand behind each other in a circle"
        "گامی از جریان را نام ببرید؛ گام‌ها نمی‌توانند حلقه‌وار پس از یکدیگر بیایند"
    }
    UNKNOWN_STAGE "OV012" Error {
        "`{verb}` names the stage `{stage}`, which `{process}` does not have"
        "عمل `{verb}` از مرحلهٔ «{stage}» نام می‌برد که در «{process}» نیست"
        help "name a `stage` of the flow"
        "شناسهٔ یکی از مرحله‌های (`stage`) جریان را بنویسید"
    }
    UNKNOWN_TABLE "OV013" Error {
        "`{step}` is to decide by `{table}`, which nobody defined"
        "قرار است «{step}» با جدول «{table}» تصمیم بگیرد که تعریف نشده است"
        help "define the table under `decisions`"
        "جدول را زیر `decisions` تعریف کنید"
    }
    NOT_THERE "OV014" Error {
        "`{item}` is dropped from `{what}` of `{step}`, where it is not"
        "«{item}» از `{what}` گام «{step}» برداشته می‌شود، ولی در آن نیست"
        help "take it out of the operation"
        "آن را از این عمل بردارید"
    }
    THERE_ALREADY "OV015" Error {
        "`{item}` is added to `{what}` of `{step}`, where it is already"
        "«{item}» به `{what}` گام «{step}» افزوده می‌شود، ولی از پیش در آن هست"
        help "take it out of the operation"
        "آن را از این عمل بردارید"
    }
    REDEFINED "OV016" Error {
        "the overlay brings `{id}` under `{what}`, which exists with another content"
        "این لایه زیر `{what}`، «{id}» را می‌آورد که از پیش با محتوایی دیگر تعریف شده است"
        help "give it an id of its own, or declare it anew with an operation: `change: { … }`"
        "به آن شناسه‌ای دیگر بدهید، یا با عملی آن را از نو تعریف کنید: `change: { … }`"
    }
    NOTHING_FOLLOWS "OV017" Error {
        "`{step}` goes, and no step follows it to which `{outcome}` of `{from}` could lead instead"
        "گام «{step}» برداشته می‌شود و پس از آن گامی نیست که نتیجهٔ `{outcome}` از گام «{from}» بتواند به آن برسد"
        help "say in a `change` of `{from}` where the outcome leads now, or drop it"
        "در یک `change` برای «{from}» بگویید این نتیجه اکنون به کجا می‌رسد، یا آن را بردارید"
    }
    NOT_ITS_DOCUMENT "OV020" Error {
        "`{verb}` says what becomes of `{document}`, which `{step}` does not make"
        "عمل `{verb}` سرنوشت مدرک «{document}» را می‌گوید که «{step}» آن را نمی‌سازد"
        help "name a document that the step `produces`"
        "مدرکی را بنویسید که این گام می‌سازد (`produces`)"
    }
    FATE_TWICE "OV021" Error {
        "two operations say different things about what becomes of `{document}`"
        "دو عمل دربارهٔ سرنوشت مدرک «{document}» دو چیز متفاوت می‌گویند"
        help "say it once"
        "آن را یک بار بگویید"
    }
    FATE_RING "OV022" Error {
        "`{document}` is in the end replaced by itself"
        "مدرک «{document}» سرانجام با خودش جایگزین می‌شود"
        help "one of the documents in the ring must stay or be dropped"
        "یکی از مدارک این حلقه باید بماند یا کنار گذاشته شود"
    }
    REPLACED_BY_NOTHING "OV023" Error {
        "`{document}` is replaced by `{by}`, which nobody makes and the applicant does not bring"
        "مدرک «{document}» با «{by}» جایگزین می‌شود که نه گامی آن را می‌سازد و نه متقاضی می‌آورد"
        help "name a document that exists after the change, or say `dropped`"
        "مدرکی را بنویسید که پس از تغییر وجود دارد، یا بگویید `dropped`"
    }
    STILL_NEEDED "OV024" Error {
        "`{step}` needs `{document}`, which nobody makes any more once `{maker}` is gone"
        "گام «{step}» به مدرک «{document}» نیاز دارد که با رفتن «{maker}» دیگر کسی آن را نمی‌سازد"
        help "say under `documents` of the operation `{document}: { dropped: yes }` or `{document}: { replaced_by: … }`, or change what `{step}` needs"
        "زیر `documents` همان عمل بنویسید `{document}: { dropped: yes }` یا `{document}: { replaced_by: … }`، یا نیازهای «{step}» را تغییر دهید"
    }
    STILL_NEEDED_OF "OV025" Error {
        "`{step}` needs `{document}`, which `{maker}` does not make any more"
        "گام «{step}» به مدرک «{document}» نیاز دارد که «{maker}» دیگر آن را نمی‌سازد"
        help "change what `{step}` needs as well, or leave `{document}` in `produces` of `{maker}`"
        "نیازهای «{step}» را هم تغییر دهید، یا «{document}» را در `produces` گام «{maker}» نگه دارید"
    }
    NEEDS_UNMADE "OV026" Error {
        "after this overlay `{step}` needs `{document}`, which nobody makes and the applicant does not bring"
        "پس از این لایه گام «{step}» به مدرک «{document}» نیاز دارد که نه گامی آن را می‌سازد و نه متقاضی می‌آورد"
        help "name a document that a step makes, or declare it under `documents` with `from: applicant`"
        "مدرکی را بنویسید که گامی آن را می‌سازد، یا آن را زیر `documents` با `from: applicant` تعریف کنید"
    }

    PLACED_TWICE "OV030" Error {
        "two operations say where `{step}` stands"
        "دو عمل جای گام «{step}» را تعیین می‌کنند"
        help "an overlay is a set, so no operation comes last: say it in one of them"
        "لایه یک مجموعه است و هیچ عملی «آخرین» نیست: آن را تنها در یکی از دو عمل بگویید"
    }
    ANCHOR_WRAPPED "OV031" Error {
        "`{a}` is put beside `{step}`, around which a `{verb}` of the same overlay comes: is `{a}` inside or outside?"
        "«{a}» کنار «{step}» گذاشته می‌شود که یک `{verb}` در همین لایه آن را دربر می‌گیرد: «{a}» درون آن است یا بیرون؟"
        help "put `{a}` beside a step that stays where it is, or write the flow out with `order`"
        "«{a}» را کنار گامی بگذارید که سر جایش می‌ماند، یا جریان را با `order` یک‌جا بنویسید"
    }
    NOT_TOGETHER "OV032" Error {
        "`{verb}` comes around steps that do not stand directly behind each other: {steps}"
        "عمل `{verb}` گام‌هایی را دربر می‌گیرد که درست پشت سر هم نیستند: {steps}"
        help "name them in the order of the flow and leave none out, or write the flow out with `order`"
        "آن‌ها را به ترتیب جریان و بدون جاافتادگی نام ببرید، یا جریان را با `order` یک‌جا بنویسید"
    }
    STAGE_EXISTS "OV033" Error {
        "the stage `{stage}` exists"
        "مرحلهٔ «{stage}» از پیش هست"
        help "give the new stage an id of its own"
        "به مرحلهٔ تازه شناسه‌ای دیگر بدهید"
    }
    STAGE_GONE "OV034" Error {
        "`{verb}` works on the stage `{stage}`, which another operation of the same overlay takes out"
        "عمل `{verb}` روی مرحلهٔ «{stage}» کار می‌کند که عمل دیگری در همین لایه آن را برمی‌دارد"
        help "take one of the two operations out"
        "یکی از این دو عمل را بردارید"
    }
    WRITTEN_OUT "OV035" Error {
        "`{verb}` works on the flow of `{place}`, which an `order` of the same overlay writes out"
        "عمل `{verb}` روی جریان «{place}» کار می‌کند که یک `order` در همین لایه آن را یک‌جا می‌نویسد"
        help "say it in the `do` of the `order`"
        "آن را در `do` همان `order` بگویید"
    }
    WRITTEN_TWICE "OV036" Error {
        "`{step}` stands twice in what `order` writes out"
        "گام «{step}» در آنچه `order` می‌نویسد دو بار آمده است"
        help "a step stands in one place: keep one of the two"
        "هر گام یک جا دارد: یکی از آن دو را نگه دارید"
    }
    NO_PLACE "OV037" Error {
        "nothing says where `{step}` stands in the flow"
        "جای گام «{step}» در جریان گفته نشده است"
        help "add `after: …`, `before: …`, `first_in: …` or `last_in: …`, or name it in an `order` that writes the flow out"
        "`after: …`، `before: …`، `first_in: …` یا `last_in: …` را بیفزایید، یا آن را در `order`ی که جریان را می‌نویسد نام ببرید"
    }
    STANDS_ELSEWHERE "OV038" Error {
        "`{verb}` writes the stage `{stage}` out and names `{step}`, which stands outside of it"
        "عمل `{verb}` مرحلهٔ «{stage}» را می‌نویسد و «{step}» را نام می‌برد که بیرون از آن است"
        help "bring it there with `move`, or write the whole flow out"
        "آن را با `move` به آنجا ببرید، یا همهٔ جریان را یک‌جا بنویسید"
    }
    JUMP_DEPENDS "OV039" Error {
        "`{step}` goes, and where `{outcome}` of `{from}` leads then depends on an operation that changes what follows `{step}`"
        "گام «{step}» برداشته می‌شود و این‌که نتیجهٔ `{outcome}` از «{from}» آنگاه به کجا می‌رسد، به عملی بستگی دارد که گام‌های پس از «{step}» را جابه‌جا می‌کند"
        help "say in a `change` of `{from}` where the outcome leads now"
        "در یک `change` برای «{from}» بگویید این نتیجه اکنون به کجا می‌رسد"
    }
    NOT_SAID "OV040" Error {
        "`{what}` of `{step}` is taken back, but nothing says it"
        "`{what}` از «{step}» پس گرفته می‌شود، ولی از پیش گفته نشده است"
        help "take it out of `unset`"
        "آن را از `unset` بردارید"
    }
    UNDECLARED "OV041" Error {
        "`{verb}` names the {what} `{id}`, which `{process}` does not declare"
        "عمل `{verb}` از `{what}` با شناسهٔ «{id}» نام می‌برد که در «{process}» تعریف نشده است"
        help "name one that is declared, or bring a new one beside `changes`"
        "چیزی را نام ببرید که تعریف شده است، یا چیز تازه را در کنار `changes` بیاورید"
    }
    RESTS_ON_CHANGED "OV042" Error {
        "`{verb}` rests on `{subject}`, which another operation of the same overlay changes"
        "عمل `{verb}` بر «{subject}» تکیه دارد که عمل دیگری در همین لایه آن را تغییر می‌دهد"
        help "give the new declaration an id of its own, or take one of the two operations out"
        "به تعریف تازه شناسه‌ای دیگر بدهید، یا یکی از این دو عمل را بردارید"
    }

    NAMES_GONE "OV043" Error {
        "`{verb}` of `{step}` names `{item}`, which another operation of the same overlay takes out"
        "عمل `{verb}` برای «{step}» از «{item}» نام می‌برد که عمل دیگری در همین لایه آن را برمی‌دارد"
        help "name a step that stays"
        "گامی را نام ببرید که می‌ماند"
    }
    UNREACHED "OV050" Error {
        "no overlay leads to this version of `{process}`: `{what}` rests on something that it does not have"
        "هیچ لایه‌ای به این نسخهٔ «{process}» نمی‌رسد: `{what}` بر چیزی تکیه دارد که در آن نیست"
        help "mend it first: `ravand lint` says what it names and does not have"
        "نخست آن را درست کنید: `ravand lint` می‌گوید از چه نام می‌برد که در آن نیست"
    }
    BASE_MOVED "OV051" Warning {
        "`{overlay}` was written for {base}, and `{process}` is {is} now"
        "«{overlay}» برای {base} نوشته شده است، ولی «{process}» اکنون {is} است"
        help "see that it still means what it should, then write `base: {is}`; `ravand rebase` compares with the old process"
        "ببینید هنوز همان معنا را دارد، سپس `base: {is}` بنویسید؛ `ravand rebase` آن را با فرایند پیشین می‌سنجد"
    }
    BOTH_CHANGED "OV052" Error {
        "`{verb}` sets `{what}` of `{step}`, which the base has changed meanwhile"
        "عمل `{verb}`، `{what}` از «{step}» را تعیین می‌کند که پایه در این میان آن را تغییر داده است"
        help "decide which of the two holds: change the operation, or take it out"
        "تصمیم بگیرید کدام‌یک درست است: عمل را تغییر دهید یا آن را بردارید"
    }
    BASE_LACKS "OV053" Error {
        "`{verb}` works on `{step}`, which the base does not have any more"
        "عمل `{verb}` روی «{step}» کار می‌کند که دیگر در پایه نیست"
        help "name what does its work now, or take the operation out"
        "چیزی را نام ببرید که اکنون کار آن را انجام می‌دهد، یا عمل را بردارید"
    }
    GONE_AND_CHANGED "OV054" Error {
        "`{verb}` takes out `{step}`, whose `{what}` the base has changed meanwhile"
        "عمل `{verb}`، «{step}» را برمی‌دارد که پایه در این میان `{what}` آن را تغییر داده است"
        help "see whether the reason still holds; if so, say so by the new `base`"
        "ببینید آیا دلیل آن هنوز درست است؛ اگر هست، با `base` تازه آن را تأیید کنید"
    }
    BOTH_ADD "OV055" Error {
        "`{verb}` brings `{step}`, which the base has by now with another content"
        "عمل `{verb}`، «{step}» را می‌آورد که اکنون با محتوایی دیگر در پایه هست"
        help "give it an id of its own, or change the one that is there"
        "به آن شناسه‌ای دیگر بدهید، یا آن را که در پایه هست تغییر دهید"
    }
    LEFT_HANGING "OV056" Error {
        "with what the base has changed meanwhile, `{step}` would name `{item}` under `{what}`, which is not there any more"
        "با آنچه پایه در این میان تغییر داده است، «{step}» زیر `{what}` از «{item}» نام می‌برد که دیگر نیست"
        help "say in the overlay what stands in its place, or leave it in"
        "در لایه بگویید چه چیزی جای آن را می‌گیرد، یا آن را نگه دارید"
    }
    JOINS_ANEW "OV057" Error {
        "the flow of `{process}` is a graph, and this would join its steps anew"
        "جریان «{process}» گراف است و این کار گام‌هایش را از نو به هم می‌پیوندد"
        help "write its `elements` and `edges` anew; an overlay changes what its steps say"
        "`elements` و `edges` آن را از نو بنویسید؛ لایه تنها گفته‌های گام‌ها را تغییر می‌دهد"
    }
}

/// Words of second places.
pub(crate) mod notes {
    use ravand_feel::Words;

    pub(in crate::merge) static OTHER: Words = Words { en: "the other operation", fa: "عمل دیگر" };
    pub(in crate::merge) static TAKEN_OUT: Words =
        Words { en: "`{step}` is taken out here", fa: "«{step}» در این‌جا برداشته می‌شود" };
    pub(in crate::merge) static ADDED: Words =
        Words { en: "`{step}` is added here", fa: "«{step}» در این‌جا افزوده می‌شود" };
    pub(in crate::merge) static EXISTS: Words =
        Words { en: "it exists here", fa: "در این‌جا تعریف شده است" };
    pub(in crate::merge) static NEEDED: Words =
        Words { en: "`{step}` needs it here", fa: "«{step}» در این‌جا به آن نیاز دارد" };
    pub(crate) static BASE_SAYS: Words = Words {
        en: "the base says it here by now",
        fa: "پایه اکنون در این‌جا آن را می‌گوید",
    };
    pub(crate) static BASE_SAID: Words = Words {
        en: "the base said it here before",
        fa: "پایه پیش‌تر در این‌جا آن را می‌گفت",
    };
    pub(in crate::merge) static LEADS: Words =
        Words { en: "`{step}` leads there", fa: "«{step}» به آن‌جا می‌رسد" };
}
