//! Rules of events, and of how nodes are joined.

ravand_core::codes! {
    pub
    R095 "BR095" Error {
        "`{element}` uses what another event throws"
        "«{element}» آنچه را رویداد دیگری پرتاب می‌کند به کار می‌برد"
        help "give it a definition of its own, or put the shared one at the root of the file"
        "تعریف خودش را به آن بدهید یا تعریف مشترک را در ریشهٔ پرونده بگذارید"
    }
    R096 "BR096" Error {
        "a sequence flow leads to the start event `{element}`"
        "جریانی به رویداد آغاز «{element}» می‌رسد"
        help "lead it to what follows the start"
        "آن را به آنچه پس از آغاز است ببرید"
    }
    R097 "BR097" Error {
        "the end event `{element}` stands where there is no start event"
        "رویداد پایان «{element}» جایی است که رویداد آغاز ندارد"
        help "add a start event beside it"
        "رویداد آغازی کنار آن بیفزایید"
    }
    R098 "BR098" Error {
        "the start event `{element}` of a process has a trigger that cannot start one"
        "رویداد آغاز «{element}» محرکی دارد که نمی‌تواند فرایندی را آغاز کند"
        help "use a message, timer, signal or condition"
        "پیام، زمان، سیگنال یا شرط به کار ببرید"
    }
    R099 "BR099" Error {
        "the call `{element}` calls a process that cannot be called"
        "فراخوانی «{element}» فرایندی را فرا می‌خواند که فراخواندنی نیست"
        help "give that process a start event without a trigger"
        "به آن فرایند یک رویداد آغاز بی محرک بدهید"
    }
    R100 "BR100" Error {
        "the start event `{element}` of an embedded subprocess has a trigger"
        "رویداد آغاز «{element}» در زیرفرایند درونی محرک دارد"
        help "take the trigger out: the token begins it"
        "محرک را بردارید: نشانه آن را آغاز می‌کند"
    }
    R101 "BR101" Error {
        "no sequence flow leaves the start event `{element}`"
        "هیچ جریانی از رویداد آغاز «{element}» بیرون نمی‌رود"
        help "lead on from it"
        "از آن ادامه دهید"
    }
    R102 "BR102" Error {
        "a message flow leaves the start event `{element}`"
        "جریان پیامی از رویداد آغاز «{element}» بیرون می‌رود"
        help "let an activity or a throw event send it"
        "بگذارید فعالیت یا رویداد فرستنده آن را بفرستد"
    }
    R103 "BR103" Error {
        "a message flow leads to the start event `{element}`, which waits for no message"
        "جریان پیامی به رویداد آغاز «{element}» می‌رسد که در انتظار پیام نیست"
        help "give it a message definition"
        "تعریف پیامی به آن بدهید"
    }
    R104 "BR104" Error {
        "a sequence flow leaves the end event `{element}`"
        "جریانی از رویداد پایان «{element}» بیرون می‌رود"
        help "take it out, or use an intermediate event"
        "آن را بردارید یا از رویداد میانی استفاده کنید"
    }
    R105 "BR105" Error {
        "the start event `{element}` stands where there is no end event"
        "رویداد آغاز «{element}» جایی است که رویداد پایان ندارد"
        help "add an end event beside it"
        "رویداد پایانی کنار آن بیفزایید"
    }
    R106 "BR106" Error {
        "the cancel end event `{element}` stands outside of a transaction"
        "رویداد پایان لغو «{element}» بیرون از تراکنش است"
        help "put it into a transaction"
        "آن را در تراکنش بگذارید"
    }
    R107 "BR107" Error {
        "no sequence flow leads to the end event `{element}`"
        "هیچ جریانی به رویداد پایان «{element}» نمی‌رسد"
        help "lead to it, or take it out"
        "جریانی به آن برسانید یا آن را بردارید"
    }
    R108 "BR108" Error {
        "a message flow leads to the end event `{element}`"
        "جریان پیامی به رویداد پایان «{element}» می‌رسد"
        help "let an activity or a catch event receive it"
        "بگذارید فعالیت یا رویداد گیرنده آن را بگیرد"
    }
    R109 "BR109" Error {
        "a message flow leaves the end event `{element}`, which throws no message"
        "جریان پیامی از رویداد پایان «{element}» بیرون می‌رود که پیامی پرتاب نمی‌کند"
        help "give it a message definition"
        "تعریف پیامی به آن بدهید"
    }
    R110 "BR110" Error {
        "the boundary event `{element}` may not have this trigger, or not without ending its activity"
        "رویداد مرزی «{element}» نمی‌تواند این محرک را داشته باشد، یا نه بی پایان‌دادن به فعالیت"
        help "use another trigger, or let it cancel the activity"
        "محرک دیگری به کار ببرید یا بگذارید فعالیت را لغو کند"
    }
    R112 "BR112" Error {
        "a sequence flow leads to the boundary event `{element}`"
        "جریانی به رویداد مرزی «{element}» می‌رسد"
        help "lead it to the activity"
        "آن را به خود فعالیت ببرید"
    }
    R113 "BR113" Error {
        "no sequence flow leaves the boundary event `{element}`"
        "هیچ جریانی از رویداد مرزی «{element}» بیرون نمی‌رود"
        help "lead on from it"
        "از آن ادامه دهید"
    }
    R114 "BR114" Error {
        "a sequence flow leaves the compensation event `{element}`"
        "جریانی از رویداد جبران «{element}» بیرون می‌رود"
        help "use an association to the activity that compensates"
        "با پیوند به فعالیت جبران‌کننده وصل کنید"
    }
    R115 "BR115" Error {
        "no sequence flow leads to the intermediate event `{element}`"
        "هیچ جریانی به رویداد میانی «{element}» نمی‌رسد"
        help "lead to it, or take it out"
        "جریانی به آن برسانید یا آن را بردارید"
    }
    R116 "BR116" Error {
        "no sequence flow leaves the intermediate event `{element}`"
        "هیچ جریانی از رویداد میانی «{element}» بیرون نمی‌رود"
        help "lead on from it, or use an end event"
        "از آن ادامه دهید یا رویداد پایان به کار ببرید"
    }
    R117 "BR117" Error {
        "a sequence flow joins the side of the link event `{element}` where the link itself goes"
        "جریانی به همان سوی رویداد پیوند «{element}» وصل است که خود پیوند می‌رود"
        help "let flows only lead to what throws a link, and only leave what catches one"
        "جریان‌ها تنها به پرتابندهٔ پیوند برسند و تنها از گیرندهٔ آن بیرون بروند"
    }
    R118 "BR118" Error {
        "the link events `{element}` and `{other}` do not name each other"
        "رویدادهای پیوند «{element}» و «{other}» از یکدیگر نام نمی‌برند"
        help "let the target name this event as its source"
        "مقصد باید این رویداد را منبع خود بخواند"
    }
    R119 "BR119" Error {
        "a message flow joins the event `{element}` the wrong way"
        "جریان پیامی رویداد «{element}» را وارونه می‌پیوندد"
        help "messages leave what throws and lead to what catches"
        "پیام از پرتابنده بیرون می‌رود و به گیرنده می‌رسد"
    }
    R120 "BR120" Error {
        "the cancel event `{element}` sits on what is no transaction"
        "رویداد لغو «{element}» روی چیزی است که تراکنش نیست"
        help "put it on a transaction"
        "آن را روی تراکنش بگذارید"
    }
    R122 "BR122" Error {
        "the intermediate event `{element}` waits for a compensation"
        "رویداد میانی «{element}» در انتظار جبران است"
        help "compensation is thrown, or caught on an activity"
        "جبران پرتاب می‌شود یا روی فعالیت گرفته می‌شود"
    }
    R123 "BR123" Error {
        "a condition of the executable process is not a formal expression"
        "شرطی در فرایند اجراپذیر عبارت صوری نیست"
        help "write the condition with `xsi:type=\"tFormalExpression\"`"
        "شرط را با `xsi:type=\"tFormalExpression\"` بنویسید"
    }
    R124 "BR124" Error {
        "no link event leads to `{element}`"
        "هیچ رویداد پیوندی به «{element}» نمی‌رسد"
        help "add the link that leads here"
        "پیوندی را که به این‌جا می‌آید بیفزایید"
    }
    R125 "BR125" Error {
        "the link that `{element}` throws does not lead to exactly one target"
        "پیوندی که «{element}» پرتاب می‌کند دقیقاً به یک مقصد نمی‌رسد"
        help "name one `target`"
        "یک `target` نام ببرید"
    }
    R126 "BR126" Error {
        "the link of `{element}` leads out of its scope"
        "پیوند «{element}» از محدودهٔ خود بیرون می‌رود"
        help "put both ends into one process or subprocess"
        "هر دو سر را در یک فرایند یا زیرفرایند بگذارید"
    }
    R127 "BR127" Error {
        "a message event of an executable process names no message"
        "رویداد پیام در فرایند اجراپذیر نام هیچ پیامی را نمی‌برد"
        help "add `messageRef`"
        "ویژگی `messageRef` را بیفزایید"
    }
    R128 "BR128" Error {
        "a message event of an executable process names no operation"
        "رویداد پیام در فرایند اجراپذیر نام هیچ عملی را نمی‌برد"
        help "add `operationRef`"
        "ویژگی `operationRef` را بیفزایید"
    }
    R130 "BR130" Error {
        "the boundary event `{element}` waits for nothing"
        "رویداد مرزی «{element}» در انتظار چیزی نیست"
        help "give it a trigger"
        "محرکی به آن بدهید"
    }
    R131 "BR131" Error {
        "a timer of the executable process does not say exactly one time"
        "زمانی در فرایند اجراپذیر دقیقاً یک وقت را نمی‌گوید"
        help "write one of `timeDate`, `timeDuration`, `timeCycle`"
        "یکی از `timeDate`، `timeDuration` و `timeCycle` را بنویسید"
    }
    R132 "BR132" Error {
        "`{text}` is no date of ISO 8601"
        "`{text}` تاریخ «ایزو ۸۶۰۱» نیست"
        help "write `2024-03-20T08:00:00Z`"
        "بنویسید `2024-03-20T08:00:00Z`"
    }
    R133 "BR133" Error {
        "`{text}` is no cycle of ISO 8601"
        "`{text}` دورهٔ «ایزو ۸۶۰۱» نیست"
        help "write `R3/PT10H`"
        "بنویسید `R3/PT10H`"
    }
    R134 "BR134" Error {
        "`{text}` is no duration of ISO 8601"
        "`{text}` مدت «ایزو ۸۶۰۱» نیست"
        help "write `PT3H`"
        "بنویسید `PT3H`"
    }
    R135 "BR135" Error {
        "the gateway `{element}` neither joins nor splits"
        "دروازهٔ «{element}» نه گرد می‌آورد و نه پخش می‌کند"
        help "give it several ways in or several ways out, or take it out"
        "چند راه ورود یا خروج به آن بدهید یا آن را بردارید"
    }
    R136 "BR136" Error {
        "the event-based gateway `{element}` has fewer than two ways"
        "دروازهٔ رویدادی «{element}» کمتر از دو راه دارد"
        help "give it another event to wait for"
        "رویداد دیگری برای انتظار به آن بدهید"
    }
    R137 "BR137" Error {
        "the sequence flow `{element}` out of an event-based gateway has a condition"
        "جریان «{element}» از دروازهٔ رویدادی شرط دارد"
        help "take the condition out: the event chooses"
        "شرط را بردارید: رویداد برمی‌گزیند"
    }
    R138 "BR138" Error {
        "the event-based gateway `{gateway}` leads to `{element}`, which waits for nothing that it could choose by"
        "دروازهٔ رویدادی «{gateway}» به «{element}» می‌رسد که انتظاری برای انتخاب ندارد"
        help "lead it to catch events or receive tasks"
        "آن را به رویدادهای گیرنده یا کارهای دریافت ببرید"
    }
    R139 "BR139" Error {
        "the event-based gateway `{element}` leads both to receive tasks and to events that catch messages"
        "دروازهٔ رویدادی «{element}» هم به کار دریافت می‌رسد و هم به رویداد گیرندهٔ پیام"
        help "use one or the other"
        "تنها یکی از این دو را به کار ببرید"
    }
    R140 "BR140" Error {
        "the receive task `{element}` behind an event-based gateway has an event on its edge"
        "کار دریافت «{element}» پس از دروازهٔ رویدادی رویداد مرزی دارد"
        help "take the boundary event out"
        "رویداد مرزی را بردارید"
    }
    R141 "BR141" Error {
        "a second sequence flow leads to `{element}`, which waits behind an event-based gateway"
        "جریان دومی به «{element}» می‌رسد که پشت دروازهٔ رویدادی در انتظار است"
        help "let it be reached by the gateway alone"
        "تنها از راه دروازه به آن برسید"
    }
    R142 "BR142" Error {
        "a sequence flow leads to the gateway `{element}`, which starts the process"
        "جریانی به دروازهٔ «{element}» می‌رسد که خود فرایند را آغاز می‌کند"
        help "take the flow out, or `instantiate`"
        "جریان یا `instantiate` را بردارید"
    }
    R143 "BR143" Error {
        "the compensation event `{element}` leads to no activity"
        "رویداد جبران «{element}» به هیچ فعالیتی نمی‌رسد"
        help "join it to the activity that compensates, by an association"
        "آن را با پیوند به فعالیت جبران‌کننده وصل کنید"
    }
    R144 "BR144" Error {
        "the compensation event `{event}` leads to `{element}`, which is not for compensation"
        "رویداد جبران «{event}» به «{element}» می‌رسد که برای جبران نیست"
        help "mark the activity `isForCompensation`"
        "فعالیت را `isForCompensation` کنید"
    }
    R145 "BR145" Error {
        "a sequence flow joins `{element}`, which is for compensation"
        "جریانی به «{element}» وصل است که برای جبران است"
        help "take the flow out: the compensation event leads to it"
        "جریان را بردارید: رویداد جبران به آن می‌رسد"
    }
    R146 "BR146" Error {
        "the end event `{element}` cannot throw this"
        "رویداد پایان «{element}» نمی‌تواند این را پرتاب کند"
        help "use what an end event throws: a message, signal, error, escalation …"
        "آنچه رویداد پایان پرتاب می‌کند به کار ببرید: پیام، سیگنال، خطا، تشدید …"
    }
    R148 "BR148" Error {
        "the catch event `{element}` cannot wait for this"
        "رویداد گیرندهٔ «{element}» نمی‌تواند در انتظار این باشد"
        help "use a message, timer, signal, condition or link"
        "پیام، زمان، سیگنال، شرط یا پیوند به کار ببرید"
    }
    R149 "BR149" Error {
        "the throw event `{element}` cannot throw this"
        "رویداد پرتابندهٔ «{element}» نمی‌تواند این را پرتاب کند"
        help "use a message, signal, escalation, link or compensation"
        "پیام، سیگنال، تشدید، پیوند یا جبران به کار ببرید"
    }
    R150 "BR150" Error {
        "no sequence flow leads to `{element}`"
        "هیچ جریانی به «{element}» نمی‌رسد"
        help "lead to it from the start event, or take it out"
        "از رویداد آغاز جریانی به آن برسانید یا آن را بردارید"
    }
    R151 "BR151" Error {
        "no sequence flow leaves `{element}`"
        "هیچ جریانی از «{element}» بیرون نمی‌رود"
        help "lead on from it to an end event"
        "از آن تا رویداد پایان ادامه دهید"
    }
    R152 "BR152" Error {
        "the sequence flow `{element}` crosses the border of a subprocess"
        "جریان «{element}» از مرز یک زیرفرایند می‌گذرد"
        help "end the subprocess first, or leave it by a boundary event"
        "نخست زیرفرایند را پایان دهید یا با رویداد مرزی از آن بیرون بروید"
    }
}
