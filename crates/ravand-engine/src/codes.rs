//! Every message of this crate, with its words in both languages. An id is never reused.
//!
//! `EN00x` are gates that are closed, `EN01x` what a command names wrongly, `EN02x` what the
//! engine could not do, `EN03x` what stands in a history.

ravand_core::codes! {
    pub
    OTHER_UNIT "EN001" Error {
        "the case belongs to `{unit}`"
        "این پرونده از آنِ «{unit}» است"
        help "only people of that unit may act on it"
        "تنها کسانی که از همان واحد هستند می‌توانند روی آن کار کنند"
    }
    CLAIMED "EN002" Error {
        "`{by}` has taken the task"
        "«{by}» این کار را برداشته است"
        help "ask them to give it back, or take another one"
        "از او بخواهید آن را پس بدهد یا کار دیگری بردارید"
    }
    NOT_HOLDER "EN003" Error {
        "the task is not yours to give back"
        "این کار در دست شما نیست که پس بدهید"
        help "only whoever has taken a task can give it back"
        "تنها کسی که کار را برداشته است می‌تواند آن را پس بدهد"
    }
    SUSPENDED "EN004" Error {
        "the case is suspended"
        "این پرونده معلق است"
        help "resume it first"
        "نخست آن را از تعلیق درآورید"
    }
    NOT_SUSPENDED "EN005" Error {
        "the case is not suspended"
        "این پرونده معلق نیست"
        help "there is nothing to resume"
        "چیزی برای از سر گرفتن نیست"
    }
    NOBODY "EN006" Error {
        "nobody was named who would take the task"
        "گفته نشده است چه کسی کار را برمی‌دارد"
        help "name the person with the request"
        "شخص را همراه درخواست نام ببرید"
    }
    NO_CASE "EN011" Error {
        "there is no case {case}"
        "پروندهٔ {case} وجود ندارد"
        help "look the number up in the answer that its start gave"
        "شمارهٔ آن را در پاسخی که هنگام آغاز داده شد ببینید"
    }
    NO_PROCESS "EN012" Error {
        "no process `{process}` was deployed"
        "فرایندی به نام «{process}» مستقر نشده است"
        help "deploy its definition first"
        "نخست تعریف آن را مستقر کنید"
    }
    NO_DATUM "EN013" Error {
        "the process has no datum `{name}`"
        "این فرایند داده‌ای به نام «{name}» ندارد"
        help "declare it under `data`, or leave it out"
        "آن را زیر `data` تعریف کنید یا نفرستید"
    }
    NO_OUTCOME "EN014" Error {
        "step `{step}` has no outcome `{outcome}`"
        "گام «{step}» نتیجه‌ای به نام «{outcome}» ندارد"
        help "name one of its outcomes"
        "یکی از نتیجه‌های همان گام را نام ببرید"
    }
    KEY_REUSED "EN021" Error {
        "the idempotency key `{key}` was used for another command"
        "کلید یکتایی «{key}» برای فرمان دیگری به کار رفته است"
        help "use a new key for every command, and the same only to ask for the same again"
        "برای هر فرمان کلیدی تازه بیاورید و همان کلید را تنها برای تکرار همان فرمان"
    }
    KEY_UNUSABLE "EN022" Error {
        "an idempotency key has between 1 and {max} bytes"
        "کلید یکتایی میان ۱ تا {max} بایت است"
        help "a random identifier is enough"
        "یک شناسهٔ تصادفی بس است"
    }
    BUSY "EN023" Error {
        "others were faster {times} times in a row"
        "{times} بار پیاپی دیگران زودتر رسیدند"
        help "nothing happened: give the command again"
        "چیزی انجام نشد؛ فرمان را دوباره بدهید"
    }
    TOO_MUCH "EN024" Error {
        "more than {max} commands would follow from this one"
        "بیش از {max} فرمان از این یکی برمی‌آمد"
        help "nothing happened; a process that calls or signals itself without end needs a way out"
        "چیزی انجام نشد؛ فرایندی که بی‌پایان خود را فرامی‌خواند راه خروج می‌خواهد"
    }
    STORE_FAILED "EN025" Error {
        "the store: {why}"
        "انباره: {why}"
        help "whether the command was carried out is answered by its idempotency key"
        "این که فرمان انجام شده است یا نه با همان کلید یکتایی پاسخ داده می‌شود"
    }
    NOT_DEPLOYED "EN026" Error {
        "the definition {digest} is not at hand"
        "تعریف {digest} در دسترس نیست"
        help "deploy it, or give the engine a codec so that the store keeps the texts"
        "آن را مستقر کنید یا به موتور رمزگذار بدهید تا متن تعریف‌ها در انباره بماند"
    }
    DAMAGED "EN027" Error {
        "what is stored cannot be read: {why}"
        "آنچه انباشته شده خوانا نیست: {why}"
        help "`verify` names the place"
        "`verify` جای آن را می‌گوید"
    }
    UNSTORABLE "EN028" Error {
        "{what} has no stored form"
        "{what} را نمی‌توان انباشت"
        help "a function is no datum: store what it gives"
        "تابع داده نیست؛ مقدار آن را نگه دارید"
    }
    TOO_LONG "EN029" Error {
        "{what} is longer than {max} bytes"
        "{what} بیش از {max} بایت است"
        help "shorten it"
        "آن را کوتاه کنید"
    }
    UNKNOWN_REASON "EN031" Error {
        "for a reason that this release does not know: `{code}`"
        "به دلیلی که این نسخه نمی‌شناسد: `{code}`"
        help "a later release has written it"
        "نسخه‌ای تازه‌تر آن را نوشته است"
    }
}
