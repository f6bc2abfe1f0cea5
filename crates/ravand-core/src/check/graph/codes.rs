//! What can be wrong with a graph, in words. An id is never reused.

ravand_feel::codes! {
    pub
    ELEMENT_UNKNOWN "GR001" Error {
        "`{element}` names `{other}`, and there is no such element where it may stand"
        "«{element}» از «{other}» نام می‌برد، ولی چنین جزئی در جای مجاز آن نیست"
        help "correct the name, or add the element"
        "نام را درست کنید یا این جزء را بیفزایید"
    }
    TASK_WITHOUT_STEP "GR002" Error {
        "the task `{element}` has no step of the same id"
        "برای کار «{element}» گامی با همین شناسه نیست"
        help "add it under `steps`"
        "آن را زیر `steps` بنویسید"
    }
    NOT_AN_ACTIVITY_BESIDE "GR003" Error {
        "the boundary event `{element}` names `{other}`, which is no activity beside it"
        "رویداد مرزی «{element}» از «{other}» نام می‌برد که فعالیتی در همان سطح نیست"
        help "put the event on a task, a call or a subprocess of its own level"
        "رویداد را روی یک کار، فراخوانی یا زیرفرایندِ هم‌سطح بگذارید"
    }
    FLOW_ACROSS "GR004" Error {
        "the sequence flow `{flow}` crosses the border of a subprocess"
        "جریان «{flow}» از مرز یک زیرفرایند می‌گذرد"
        help "end the subprocess first, or leave it by a boundary event"
        "نخست زیرفرایند را پایان دهید یا با رویداد مرزی از آن بیرون بروید"
    }
    OUTCOME_IN_GRAPH "GR005" Error {
        "outcome `{outcome}` of step `{step}` leads elsewhere, and in a graph the flows say where it goes on"
        "نتیجهٔ «{outcome}» در گام «{step}» به جای دیگری می‌برد، ولی در گراف مسیر را جریان‌ها می‌گویند"
        help "let it lead `on` and put conditions on the flows"
        "آن را `on` بگذارید و شرط را روی جریان‌ها بنویسید"
    }
    DATUM_UNKNOWN "GR006" Error {
        "a value is put into `{data}`, which is not declared"
        "مقداری در `{data}` گذاشته می‌شود که تعریف نشده است"
        help "declare it under `data`"
        "آن را زیر `data` تعریف کنید"
    }
    TOO_DEEP "GR007" Error {
        "`{element}` lies deeper than {max} subprocesses, or holds itself"
        "«{element}» در بیش از {max} زیرفرایند تودرتو است یا خودش را در بر دارد"
        help "let a call take the place of the inner subprocesses"
        "به‌جای زیرفرایندهای درونی از فراخوانی استفاده کنید"
    }
    JOINED_WITH_NOTHING "GR008" Warning {
        "nothing leads to `{element}`, and it leads nowhere"
        "هیچ یالی به «{element}» نمی‌رسد و از آن هم نمی‌رود"
        help "add the edges that join it, or take it out"
        "یال‌هایی را که به آن می‌پیوندد بیفزایید یا آن را بردارید"
    }
    SEVERAL_DEFAULTS "GR009" Error {
        "several edges out of `{element}` are taken when no other is"
        "چند یال از «{element}» برای هنگامی است که هیچ یال دیگری برقرار نباشد"
        help "keep one of them as the default, and give the others a condition"
        "یکی را پیش‌فرض نگه دارید و به بقیه شرط بدهید"
    }
}
