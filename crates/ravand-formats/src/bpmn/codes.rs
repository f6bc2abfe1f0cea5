//! What can be wrong with a BPMN file, in words. An id is never reused.

ravand_core::codes! {
    pub
    NOT_BPMN "BP001" Error {
        "the outermost element is `{name}`, not BPMN's `definitions`"
        "بیرونی‌ترین جزء `{name}` است، نه `definitions` در BPMN"
        help "open a file that a BPMN editor wrote"
        "پرونده‌ای را باز کنید که ویرایشگر BPMN نوشته است"
    }
    NO_SUCH_ID "BP002" Error {
        "`{element}` names `{id}` in `{attribute}`, and nothing in the file has that id"
        "«{element}» در `{attribute}` از «{id}» نام می‌برد، ولی چیزی با این شناسه در پرونده نیست"
        help "correct the reference, or add what it names"
        "این ارجاع را درست کنید یا آنچه نام برده شده را بیفزایید"
    }
    NOT_EXECUTED "BP004" Warning {
        "`{name}` is kept and not executed"
        "`{name}` نگه داشته می‌شود ولی اجرا نمی‌شود"
        help "what it should do needs another element of the process"
        "آنچه باید انجام دهد جزء دیگری از فرایند می‌خواهد"
    }
    NO_PROCESS "BP005" Warning {
        "the file describes no process that can be executed"
        "این پرونده هیچ فرایند اجراپذیری را توصیف نمی‌کند"
        help "it is kept as it is"
        "همان‌گونه که هست نگه داشته می‌شود"
    }
    TIMER_UNREADABLE "BP006" Error {
        "`{text}` is no time that can be read: a date, a duration or a cycle of ISO 8601 is wanted"
        "`{text}` زمانی خواندنی نیست: تاریخ، مدت یا دورهٔ «ایزو ۸۶۰۱» لازم است"
        help "write `PT3H`, `2024-03-20T08:00:00Z` or `R3/PT10M`"
        "بنویسید `PT3H`، `2024-03-20T08:00:00Z` یا `R3/PT10M`"
    }
    NOT_SAID "BP007" Error {
        "`{element}` does not say its `{what}`"
        "«{element}» مقدار `{what}` را نمی‌گوید"
        help "add it: without it nothing can be executed"
        "آن را بیفزایید: بی آن چیزی اجرا نمی‌شود"
    }
    INCOMPLETE "BP008" Warning {
        "`{element}` does not say its `{what}`: it is executed without"
        "«{element}» مقدار `{what}` را نمی‌گوید: بدون آن اجرا می‌شود"
        help "add it if it matters"
        "اگر مهم است آن را بیفزایید"
    }
    NOT_SAID_YET "BP009" Warning {
        "`{element}` does not say its `{what}`: its process, which is not marked as executable, cannot be executed"
        "«{element}» مقدار `{what}` را نمی‌گوید: فرایند آن، که اجراپذیر نشانه‌گذاری نشده، قابل اجرا نیست"
        help "add it and mark the process `isExecutable` if it is to be executed"
        "اگر باید اجرا شود آن را بیفزایید و فرایند را `isExecutable` کنید"
    }
    CARRIED_UNREADABLE "BP010" Warning {
        "what the process carries along as YAML cannot be read: it is taken as it is drawn"
        "آنچه فرایند به‌صورت YAML همراه دارد خواندنی نیست: همان‌گونه که کشیده شده خوانده می‌شود"
        help "convert it again from its YAML if deadlines, powers and times are missed"
        "اگر مهلت‌ها، اختیارها و زمان‌ها کم است آن را دوباره از YAML بسازید"
    }
    DRAWING_CHANGED "BP011" Info {
        "the drawing of `{process}` was changed: its flow is now elements and edges, no longer blocks"
        "نمودار «{process}» تغییر کرده است: ترتیب آن اکنون جزءها و یال‌هاست، نه بلوک‌ها"
        help "nothing is lost; whoever wants blocks writes `flow` anew"
        "چیزی از دست نرفته است؛ هر که بلوک می‌خواهد `flow` را از نو بنویسد"
    }
    IMPORT_NOT_READ "BP012" Warning {
        "the imported file `{location}` is not read: what is meant by its ids is unknown here"
        "پروندهٔ واردشدهٔ «{location}» خوانده نمی‌شود: آنچه شناسه‌هایش می‌گویند اینجا ناشناخته است"
        help "put what is called into this file, or beside it in the bank"
        "آنچه فراخوانده می‌شود در همین پرونده یا کنار آن در بانک بگذارید"
    }
    KEPT_OF_ANOTHER "BP013" Warning {
        "`{element}` says `{what}` to another engine: it is kept, and means nothing here"
        "«{element}» به موتور دیگری `{what}` را می‌گوید: نگه داشته می‌شود ولی اینجا معنایی ندارد"
        help "say who may do a step by its role, and until when by a duration such as `P3D`"
        "با نقش بگویید چه کسی گام را انجام دهد و با مدتی مانند `P3D` بگویید تا کی"
    }
}
