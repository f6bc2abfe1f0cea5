//! What a scenario can have wrong and what it assumes, with its words.
//!
//! `SI0xx` forbid a simulation, `SI1xx` end one, `SI2xx` say what a result rests on.

ravand_core::codes! {
    pub
    NO_CALENDAR "SI001" Error {
        "neither the scenario nor process `{process}` names a calendar"
        "نه سناریو تقویمی نام برده است و نه فرایند «{process}»"
        help "write `calendar: …` in the scenario, or in the process"
        "در سناریو یا در فرایند بنویسید `calendar: …`"
    }
    UNKNOWN_CALENDAR "SI002" Error {
        "there is no calendar `{calendar}`"
        "تقویمی به نام «{calendar}» وجود ندارد"
        help "known are: {known}"
        "تقویم‌های شناخته‌شده: {known}"
    }
    OTHER_PROCESS "SI003" Error {
        "the scenario is for process `{expected}`, not for `{process}`"
        "این سناریو برای فرایند «{expected}» است، نه برای «{process}»"
        help "choose a scenario of `{process}`, or change `process:` in it"
        "سناریویی از «{process}» برگزینید یا `process:` را در آن تغییر دهید"
    }
    UNKNOWN_STEP "SI004" Error {
        "the scenario speaks of step `{step}`, which no simulated process has"
        "سناریو از گام «{step}» نام می‌برد که در هیچ‌یک از فرایندهای شبیه‌سازی‌شده نیست"
        help "correct the name, or take the entry out; a step of a called process counts under `calls: simulate` only"
        "نام را درست کنید یا این سطر را بردارید؛ گام فرایند فراخوانده فقط با `calls: simulate` به شمار می‌آید"
    }
    UNKNOWN_OUTCOME "SI005" Error {
        "step `{step}` has no outcome `{outcome}`"
        "گام «{step}» نتیجه‌ای به نام «{outcome}» ندارد"
        help "its outcomes are: {known}"
        "نتیجه‌های آن: {known}"
    }
    UNKNOWN_ROLE "SI006" Error {
        "the scenario gives staff to role `{role}`, which no simulated step has"
        "سناریو برای نقش «{role}» کارمند گذاشته، ولی هیچ گامی این نقش را ندارد"
        help "correct the name, or take the entry out"
        "نام را درست کنید یا این سطر را بردارید"
    }
    UNKNOWN_DATUM "SI007" Error {
        "the scenario gives values to `{name}`, which no simulated process declares"
        "سناریو به «{name}» مقدار می‌دهد، ولی هیچ فرایندی آن را تعریف نکرده است"
        help "correct the name, or take the entry out"
        "نام را درست کنید یا این سطر را بردارید"
    }
    NO_SOURCE "SI008" Error {
        "step `{step}` asks for `{name}`, and the scenario does not say what it is"
        "گام «{step}» مقدار «{name}» را می‌پرسد و سناریو نمی‌گوید چیست"
        help "add `{name}` under `data:` of the scenario"
        "«{name}» را زیر `data:` سناریو بیفزایید"
    }
    NOT_A_VALUE "SI009" Error {
        "`{value}` is no value of `{name}`, which is `{type}`"
        "«{value}» مقداری برای «{name}» نیست که نوع آن `{type}` است"
        help "write values of that type; a `yes_no` takes `yes` and `no`, a number takes a distribution"
        "مقداری از همان نوع بنویسید؛ `yes_no` فقط `yes` و `no` می‌پذیرد و عدد یک توزیع می‌خواهد"
    }
    NO_CHANCE "SI010" Error {
        "the outcomes {outcomes} of step `{step}` have no chance; one at most may take the rest"
        "نتیجه‌های {outcomes} از گام «{step}» احتمالی ندارند؛ حداکثر یکی می‌تواند باقی‌مانده را بگیرد"
        help "give all but one of them a chance, in the step or as `{step}.… : 10%` under `chances:` of the scenario"
        "برای همه به‌جز یکی احتمال بنویسید، در خود گام یا به شکل `{step}.… : 10%` زیر `chances:` سناریو"
    }
    CHANCES_SUM "SI011" Error {
        "the chances of {what} sum to {sum} instead of 100 %"
        "جمع احتمال‌های {what} به جای ۱۰۰٪ برابر {sum} است"
        help "correct them, or leave one outcome without a chance so that it takes the rest"
        "آن‌ها را درست کنید یا یک نتیجه را بی‌احتمال بگذارید تا باقی‌مانده به آن برسد"
    }
    BAD_DISTRIBUTION "SI012" Error {
        "`{what}` of `{name}` is no distribution: {distribution}"
        "`{what}` برای «{name}» توزیع درستی نیست: `{distribution}`"
        help "the smallest value stands first, and every number is finite"
        "کوچک‌ترین مقدار نخست می‌آید و همهٔ عددها متناهی‌اند"
    }
    NEGATIVE_TIME "SI013" Error {
        "`{what}` of `{name}` can be below zero: {distribution}"
        "`{what}` برای «{name}» می‌تواند کمتر از صفر شود: `{distribution}`"
        help "a length of time starts at 0"
        "مدت زمان از صفر آغاز می‌شود"
    }
    WORK_BY_THE_CLOCK "SI014" Error {
        "the work of step `{step}` is given in {unit}, and nobody works around the clock"
        "کار گام «{step}» با واحد `{unit}` آمده است، ولی هیچ‌کس شبانه‌روزی کار نمی‌کند"
        help "write working days, working hours, hours or minutes; what nobody is busy with is `wait`"
        "روز کاری، ساعت کاری، ساعت یا دقیقه بنویسید؛ زمانی که کسی مشغول نیست `wait` است"
    }
    WARM_UP_AT_START "SI015" Error {
        "all cases arrive at the start, so a warm-up leaves none to count"
        "همهٔ پرونده‌ها در آغاز می‌رسند؛ پس دورهٔ گرم‌شدن چیزی برای شمردن باقی نمی‌گذارد"
        help "take `warm_up:` out, or let cases arrive one after another"
        "`warm_up:` را بردارید یا بگذارید پرونده‌ها یکی پس از دیگری برسند"
    }
    DATA_CIRCLE "SI016" Error {
        "the data {names} are worked out from each other"
        "داده‌های {names} از روی یکدیگر محاسبه می‌شوند"
        help "give one of them a distribution or chances of its own"
        "به یکی از آن‌ها توزیع یا احتمال جداگانه بدهید"
    }
    CALLED_MISSING "SI017" Error {
        "process `{process}` calls `{called}`, which was not found"
        "فرایند «{process}» فرایند «{called}» را فرامی‌خواند که پیدا نشد"
        help "add `{called}` to the bank, or write `calls: skip` in the scenario"
        "«{called}» را به بانک بیفزایید یا در سناریو بنویسید `calls: skip`"
    }
    BAD_STAFF "SI018" Error {
        "role `{role}` has {holders} holders with a share of {share} each"
        "نقش «{role}» دارای {holders} نفر، هر یک با سهم {share} است"
        help "at least one holder, and a share above 0 and at most 100 %"
        "دست‌کم یک نفر، و سهمی بیش از صفر و حداکثر ۱۰۰٪"
    }
    NO_CASES "SI019" Error {
        "nothing is simulated: {cases} cases, {replications} replications"
        "چیزی شبیه‌سازی نمی‌شود: {cases} پرونده، {replications} تکرار"
        help "at least one of each"
        "از هر کدام دست‌کم یکی لازم است"
    }
    ARRIVALS_AT_ONCE "SI020" Error {
        "the time between two arrivals is zero"
        "فاصلهٔ رسیدن دو پرونده صفر است"
        help "give a time above zero, or write `arrivals: at start`"
        "زمانی بیش از صفر بنویسید یا `arrivals: at start`"
    }
    START_NOT_COVERED "SI021" Error {
        "the calendar does not reach {date}"
        "تقویم به تاریخ {date} نمی‌رسد"
        help "begin on a day that the calendar covers"
        "روزی را برای آغاز برگزینید که در پوشش تقویم باشد"
    }
    WARM_UP_NOT_COVERED "SI022" Error {
        "a warm-up of {length} reaches beyond the calendar"
        "دورهٔ گرم‌شدن با مدت `{length}` از محدودهٔ تقویم بیرون می‌رود"
        help "shorten it, or begin earlier"
        "آن را کوتاه‌تر کنید یا زودتر آغاز کنید"
    }
    UNTIL_AT_START "SI023" Error {
        "all cases arrive at the start, so there is no `until`"
        "همهٔ پرونده‌ها در آغاز می‌رسند و `until` معنایی ندارد"
        help "write `cases: 500` instead, or let cases arrive one after another"
        "به‌جای آن بنویسید `cases: 500`، یا بگذارید پرونده‌ها یکی پس از دیگری برسند"
    }
    UNTIL_NOT_COVERED "SI024" Error {
        "the calendar does not reach {date}"
        "تقویم به {date} نمی‌رسد"
        help "end on a day that the calendar covers"
        "روزی را برای پایان برگزینید که در پوشش تقویم باشد"
    }
    UNTIL_TOO_EARLY "SI025" Error {
        "no case counts before {date}: the start and the warm-up reach as far"
        "پیش از {date} هیچ پرونده‌ای شمرده نمی‌شود، چون آغاز و دورهٔ گرم‌شدن تا آن روز می‌رسد"
        help "write a later day, or shorten the warm-up"
        "روزی دیرتر بنویسید یا دورهٔ گرم‌شدن را کوتاه کنید"
    }

    INCIDENT "SI101" Error {
        "case {case} cannot go on at {step}: {cause}"
        "پروندهٔ {case} در {step} نمی‌تواند ادامه یابد: {cause}"
        help "mend the process or the scenario's data: the engine would stop at the same place"
        "فرایند یا داده‌های سناریو را درست کنید؛ موتور اجرا هم همین‌جا می‌ایستد"
    }
    BEYOND_CALENDAR "SI102" Error {
        "case {case} reaches beyond its calendar at {step}: {why}"
        "پروندهٔ {case} در {step} از محدودهٔ تقویم بیرون می‌رود: {why}"
        help "shorten the times, simulate fewer cases, or check that the staff can do the work"
        "زمان‌ها را کوتاه کنید، پروندهٔ کمتری بگیرید، یا ببینید کارمندان از پس کار برمی‌آیند"
    }
    REFUSED "SI103" Error {
        "the kernel refused a command for case {case} at {step}: {why}"
        "هسته فرمانی را برای پروندهٔ {case} در {step} نپذیرفت: {why}"
        help "check the scenario's data for this step"
        "داده‌های سناریو را برای این گام بررسی کنید"
    }
    BAD_DATUM "SI104" Error {
        "case {case} cannot be given `{name}` at {step}: {why}"
        "به پروندهٔ {case} در {step} نمی‌توان «{name}» داد: {why}"
        help "mend its source under `data:` of the scenario"
        "منبع آن را زیر `data:` سناریو درست کنید"
    }
    ENDLESS_CASE "SI105" Error {
        "case {case} has more than {max} tasks"
        "پروندهٔ {case} بیش از {max} کار دارد"
        help "a loop is never left: look at its chances"
        "از یک حلقه هیچ‌گاه خارج نمی‌شود؛ احتمال‌های آن را ببینید"
    }
    TOO_MANY_CASES "SI106" Error {
        "more than {max} cases are open at once"
        "بیش از {max} پرونده هم‌زمان باز است"
        help "more work arrives than the staff can do: more staff, or fewer arrivals"
        "کار بیش از توان کارمندان می‌رسد: کارمند بیشتر یا ورود کمتر"
    }
    TOO_MANY_ARRIVALS "SI111" Error {
        "more than {max} cases arrive until the last counted one"
        "تا رسیدن آخرین پروندهٔ شمرده‌شده بیش از {max} پرونده می‌رسد"
        help "let fewer arrive, or shorten the warm-up"
        "ورود پرونده‌ها را کم یا دورهٔ گرم‌شدن را کوتاه کنید"
    }
    CALLS_TOO_DEEP "SI107" Error {
        "case {case} calls too deep: {why}"
        "فراخوانی‌های پروندهٔ {case} بیش از اندازه تودرتوست: {why}"
        help "a process must not call itself for ever; or write `calls: skip`"
        "فرایند نباید بی‌پایان خود را فرابخواند؛ یا بنویسید `calls: skip`"
    }
    NO_THREADS "SI108" Error {
        "no threads to compute on: {why}"
        "رشته‌ای برای محاسبه در دست نیست: `{why}`"
        help "ask for fewer threads"
        "رشته‌های کمتری بخواهید"
    }
    STALLED "SI109" Error {
        "case {case} waits for nothing and does not end"
        "پروندهٔ {case} منتظر چیزی نیست و پایان هم نمی‌یابد"
        help "every path of the flow must lead to an end"
        "هر مسیر جریان باید به پایانی برسد"
    }

    NOBODY_ARRIVES "SI112" Error {
        "in replication {replication} no case arrives before the scenario ends"
        "در تکرار {replication} پیش از پایان سناریو هیچ پرونده‌ای نمی‌رسد"
        help "write a later `until`, or let cases arrive more often"
        "`until` را دیرتر بگذارید یا فاصلهٔ ورود پرونده‌ها را کمتر کنید"
    }
    UNKNOWN_YET "SI110" Error {
        "case {case} cannot be given `{name}` at {step}: what it is worked out from is not known yet"
        "به پروندهٔ {case} در {step} نمی‌توان «{name}» داد: آنچه از روی آن محاسبه می‌شود هنوز معلوم نیست"
        help "give `{name}` a source that reads only what is asked before, or give it values of its own"
        "برای «{name}» منبعی بنویسید که فقط از داده‌های پیش‌تر پرسیده‌شده بخواند، یا مقدارهای جداگانه به آن بدهید"
    }

    CHANCES_REPLACED "SI201" Info {
        "{count} chances are the scenario's and not the process's: {list}"
        "{count} احتمال از سناریوست و نه از فرایند: {list}"
        help "take them out of `chances:` to use the process's own"
        "برای به‌کارگیری احتمال‌های خود فرایند، آن‌ها را از `chances:` بردارید"
    }
    TIMES_REPLACED "SI202" Info {
        "`{what}` of {count} steps is the scenario's and not the process's: {list}"
        "`{what}` در {count} گام از سناریوست و نه از فرایند: {list}"
        help "take them out of the scenario to use the process's own"
        "برای به‌کارگیری زمان‌های خود فرایند، آن‌ها را از سناریو بردارید"
    }
    WORK_BY_KIND "SI203" Info {
        "{count} steps take the work time of their kind: {list}"
        "{count} گام زمان کار نوع خود را می‌گیرد: {list}"
        help "write `work:` in the step where it is known"
        "هر جا زمان کار را می‌دانید، در گام `work:` بنویسید"
    }
    NO_STAFF "SI204" Info {
        "{count} roles have no staff here, so nobody queues for them: {list}"
        "{count} نقش در این‌جا کارمندی ندارد و کسی برای آن در صف نمی‌ماند: {list}"
        help "give them staff under `staff:` to see their queues"
        "برای دیدن صف‌هایشان زیر `staff:` برایشان کارمند بگذارید"
    }
    ELAPSED_AS_WAIT "SI205" Info {
        "{count} steps have no work time, so all their elapsed time is waiting: {list}"
        "{count} گام زمان کار ندارد و همهٔ زمان سپری‌شدهٔ آن انتظار به شمار آمده است: {list}"
        help "write `work:` and `wait:` where they are known"
        "هر جا `work:` و `wait:` را می‌دانید بنویسید"
    }
    NO_TIME "SI206" Warning {
        "{count} steps that people do have no time at all and take none: {list}"
        "{count} گام که به دست آدم‌ها انجام می‌شود هیچ زمانی ندارد و آنی به شمار آمده است: {list}"
        help "write `elapsed:`, or `work:` and `wait:`, in the step or the scenario"
        "در گام یا در سناریو `elapsed:` یا `work:` و `wait:` بنویسید"
    }
    CALLS_SKIPPED "SI207" Info {
        "{count} called processes take no time and end in favour: {list}"
        "{count} فرایند فراخوانده زمانی نمی‌برد و به سود متقاضی پایان می‌یابد: {list}"
        help "write `calls: simulate` to run them"
        "برای اجرای آن‌ها بنویسید `calls: simulate`"
    }
    EXITS_OFF "SI208" Info {
        "{count} outcomes that would end a case do not happen: {list}"
        "{count} نتیجه که به پرونده پایان می‌دهد رخ نمی‌دهد: {list}"
        help "write `exits: simulate` to let them happen"
        "برای رخ‌دادن آن‌ها بنویسید `exits: simulate`"
    }
    DATA_UNUSED "SI209" Info {
        "the values of {count} data are never drawn, since no step asks for them: {list}"
        "برای {count} داده هرگز مقداری تولید نمی‌شود، چون هیچ گامی آن‌ها را نمی‌پرسد: {list}"
        help "list them under `asks:` of a step, or take them out of the scenario"
        "آن‌ها را زیر `asks:` یک گام بیاورید یا از سناریو بردارید"
    }
    WORK_UNUSED "SI210" Info {
        "under `times: elapsed` nobody queues; staff and work times of the scenario are not used"
        "با `times: elapsed` کسی در صف نمی‌ماند؛ کارمندان و زمان‌های کار سناریو به کار نمی‌آیند"
        help "write `times: work_and_wait` to use them"
        "برای به‌کارگیری آن‌ها بنویسید `times: work_and_wait`"
    }
    ENTRIES_UNUSED "SI211" Info {
        "{count} entries of the scenario speak of what an overlay took away: {list}"
        "{count} سطر سناریو از چیزی نام می‌برد که یک لایه آن را برداشته است: {list}"
        help "nothing is to be done: they count for the process without the overlay"
        "کاری لازم نیست: این سطرها برای فرایندِ بدون آن لایه به کار می‌آیند"
    }
    NOT_USED_YET "SI212" Info {
        "`{what}` has no effect yet; {count} entries of it were checked and not used: {list}"
        "`{what}` هنوز اثری ندارد؛ {count} سطر آن بررسی شده ولی به کار نرفته است: {list}"
        help "leave them for later versions: the result does not rest on them"
        "آن‌ها را برای نسخه‌های بعدی نگه دارید: این نتیجه بر آن‌ها استوار نیست"
    }
    IS_GRAPH "SI213" Error {
        "the flow of `{process}` is a graph, which cannot be simulated yet"
        "جریان «{process}» گراف است و هنوز نمی‌توان آن را شبیه‌سازی کرد"
        help "write its flow as blocks; `ravand run` steps through it as it is"
        "جریان را به صورت بلوک بنویسید؛ `ravand run` آن را همان‌گونه که هست پیش می‌برد"
    }
}
