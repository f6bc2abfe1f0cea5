//! Messages about text and YAML: `YA001` to `YA029`. An id is never reused.

ravand_core::codes! {
    pub(crate)
    NOT_UTF8 "YA001" Error {
        "the file is not UTF-8 text: byte {offset}, in line {line}, belongs to no letter"
        "این فایل متن UTF-8 نیست: بایت {offset}، در سطر {line}، جزو هیچ حرفی نیست"
        help "save the file as UTF-8 in your editor"
        "فایل را در ویرایشگر خود با کدگذاری UTF-8 ذخیره کنید"
    }
    TOO_LARGE "YA002" Error {
        "the file has {found} bytes, more than {max}"
        "اندازهٔ فایل {found} بایت و بیش از سقف {max} بایت است"
        help "split it into several files"
        "آن را به چند فایل تقسیم کنید"
    }
    EMPTY "YA003" Error {
        "the file is empty"
        "فایل خالی است"
        help "begin it with `process: its-id`, or another first key: {known}"
        "آن را با `process: its-id` یا یکی دیگر از این کلیدها آغاز کنید: {known}"
    }
    TAB "YA004" Error {
        "a tab stands in the indentation"
        "در تورفتگی این سطر نویسهٔ Tab آمده است"
        help "indent with spaces"
        "برای تورفتگی از فاصله استفاده کنید"
    }
    SECOND_COLON "YA005" Error {
        "the value holds a second `: `"
        "در این مقدار یک `: ` دوم آمده است"
        help "put the value in quotes: `key: 'a: b'`"
        "مقدار را در گیومهٔ لاتین بگذارید: `key: 'a: b'`"
    }
    OPEN_QUOTE "YA006" Error {
        "the quote that opens here is not closed"
        "گیومه‌ای که این‌جا باز می‌شود بسته نشده است"
        help "close it; inside single quotes an apostrophe is written twice: `'it''s'`"
        "آن را ببندید؛ آپوستروف درون گیومهٔ تکی دو بار نوشته می‌شود: `'it''s'`"
    }
    BRACKET "YA007" Error {
        "a bracket has no partner"
        "یک کروشه یا آکولاد جفت ندارد"
        help "close every `{` with `}` and every `[` with `]`"
        "هر `{` را با `}` و هر `[` را با `]` ببندید"
    }
    SEPARATOR "YA008" Error {
        "commas and brackets do not fit together here"
        "ویرگول‌ها و کروشه‌ها این‌جا با هم نمی‌خوانند"
        help "separate entries with one comma and close what is open; put text that holds `: `, brackets or commas in quotes"
        "مدخل‌ها را با یک ویرگول لاتین از هم جدا کنید و هر کروشهٔ باز را ببندید؛ متنی را که `: `، کروشه یا ویرگول دارد در گیومهٔ لاتین بگذارید"
    }
    AFTER_QUOTE "YA009" Error {
        "text goes on after the closing quote"
        "پس از بسته شدن گیومه متن ادامه دارد"
        help "put all of it in single quotes: `'name = \"x\"'`"
        "همهٔ آن را در گیومهٔ تکی بگذارید: `'name = \"x\"'`"
    }
    QUOTE_IT "YA010" Error {
        "a value cannot begin with `{found}` unless it is quoted"
        "مقدار بدون گیومه نمی‌تواند با `{found}` آغاز شود"
        help "put the value in quotes: `'>= 3'`"
        "مقدار را در گیومهٔ لاتین بگذارید: `'>= 3'`"
    }
    INDENTATION "YA011" Error {
        "this line does not fit the indentation of those above"
        "تورفتگی این سطر با سطرهای بالای آن نمی‌خواند"
        help "give the keys of one group the same number of spaces, and those inside it two more"
        "به کلیدهای هم‌گروه به یک اندازه فاصله بدهید و به کلیدهای درون هر یک دو فاصلهٔ بیشتر"
    }
    UNKNOWN_ALIAS "YA012" Error {
        "no `&name` above belongs to this `*name`"
        "برای این `*name` هیچ `&name` در بالای آن نیست"
        help "put text that begins with `*` in quotes, or write what is meant in full"
        "متنی را که با `*` آغاز می‌شود در گیومهٔ لاتین بگذارید یا منظور را کامل بنویسید"
    }
    ALIAS_INSIDE "YA013" Error {
        "this `*name` stands inside what it names"
        "این `*name` درون همان چیزی است که نامش را می‌برد"
        help "write what is meant in full"
        "منظور را کامل بنویسید"
    }
    TOO_DEEP "YA014" Error {
        "lists and keys nest deeper than the limit"
        "تودرتویی فهرست‌ها و کلیدها از سقف بیشتر است"
        help "take brackets away; a process needs far fewer levels"
        "از کروشه‌ها و آکولادها کم کنید؛ یک فرایند به این همه سطح نیاز ندارد"
    }
    TOO_MANY_NODES "YA015" Error {
        "the file holds more than {max} values, counting those that its `*name` aliases put in"
        "این فایل با شمردن آنچه نام‌های `*name` در آن می‌گذارند بیش از {max} مقدار دارد"
        help "split it into several files, and use fewer aliases"
        "آن را به چند فایل بشکنید و نام‌های `*name` را کمتر به کار ببرید"
    }
    DOCUMENTS "YA016" Error {
        "a second document begins here; the rest is not read"
        "این‌جا بخش مستقل دومی (سند YAML) آغاز می‌شود؛ از این‌جا به بعد خوانده نمی‌شود"
        help "take the `---` away, or move what follows it into a file of its own"
        "`---` را بردارید یا آنچه را پس از آن آمده به فایلی جداگانه ببرید"
    }
    TAG "YA017" Error {
        "a tag with `!` has no meaning here"
        "برچسب `!` این‌جا معنایی ندارد"
        help "take it away; put text that begins with `!` in quotes"
        "آن را بردارید؛ متنی را که با `!` آغاز می‌شود در گیومهٔ لاتین بگذارید"
    }
    KEY_IS_NO_WORD "YA018" Error {
        "a key must be one word or text, not a list, a group or nothing"
        "کلید باید یک واژه یا متن باشد، نه فهرست، نه گروه و نه هیچ"
        help "write `key: value`; put text that begins with a bracket in quotes"
        "بنویسید `key: value`؛ متنی را که با کروشه یا آکولاد آغاز می‌شود در گیومهٔ لاتین بگذارید"
    }
    ESCAPE "YA019" Error {
        "this backslash begins nothing that YAML knows"
        "این ممیز وارون در YAML معنایی ندارد"
        help "write `\\\\` for a backslash, or use single quotes"
        "برای ممیز وارون `\\\\` بنویسید یا گیومهٔ تکی به کار ببرید"
    }
    NOT_YAML "YA020" Error {
        "the text stops being YAML here"
        "متن از این‌جا دیگر YAML نیست"
        help "write `key: value`, one to a line; put text with special signs in quotes"
        "هر `key: value` را در یک سطر بنویسید؛ متنی را که نشانه‌های ویژه دارد در گیومهٔ لاتین بگذارید"
    }
    TOO_MUCH_TEXT "YA021" Error {
        "the file holds more than {max} bytes of text once its `*name` aliases are put in"
        "این فایل پس از جای‌گذاری نام‌های `*name` بیش از {max} بایت متن دارد"
        help "use fewer aliases, or shorten what they repeat"
        "نام‌های `*name` را کمتر به کار ببرید یا متنی را که تکرار می‌کنند کوتاه کنید"
    }
    UNSEEN "YA022" Error {
        "a sign that nobody sees ({code}) stands here, where YAML allows none"
        "این‌جا نویسه‌ای نادیدنی ({code}) آمده است که YAML آن را نمی‌پذیرد"
        help "take it away, or type the line anew: it often comes along when text is pasted"
        "آن را پاک کنید یا سطر را از نو بنویسید: بیشتر هنگام چسباندن متن همراه آن می‌آید"
    }
}
