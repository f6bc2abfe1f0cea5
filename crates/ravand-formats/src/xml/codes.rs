//! What can be wrong with XML as such, in words. An id is never reused.

ravand_core::codes! {
    pub
    BROKEN "XM001" Error {
        "this is no well-formed XML: {why}"
        "این XML درست نوشته نشده است: {why}"
        help "mend the file at this place, or export it again from the program that wrote it"
        "پرونده را در این‌جا درست کنید یا دوباره از برنامه‌ای که آن را نوشته خروجی بگیرید"
    }
    DTD "XM002" Error {
        "the file declares a document type: entities of its own are not read"
        "این پرونده نوع سند تعریف می‌کند: موجودیت‌های خودساخته خوانده نمی‌شوند"
        help "take out the `<!DOCTYPE …>`"
        "بخش `<!DOCTYPE …>` را بردارید"
    }
    TOO_MANY "XM003" Error {
        "the file has more than {max} elements"
        "این پرونده بیش از {max} جزء دارد"
        help "split it into several files"
        "آن را به چند پرونده بشکنید"
    }
    TOO_DEEP "XM004" Error {
        "elements lie in each other deeper than {max}"
        "جزءها عمیق‌تر از {max} لایه در یکدیگر جای گرفته‌اند"
        help "take out the innermost elements"
        "درونی‌ترین جزءها را بردارید"
    }
    ENCODING "XM005" Error {
        "the file says that it is written in `{encoding}`, and its bytes are not"
        "پرونده می‌گوید با `{encoding}` نوشته شده، ولی بایت‌هایش چنین نیست"
        help "save it as UTF-8"
        "آن را با UTF-8 ذخیره کنید"
    }
}
