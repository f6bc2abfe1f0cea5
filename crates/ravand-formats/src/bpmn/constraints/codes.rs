//! The rules of well-formed BPMN, in words. The number of a rule is that of the list of
//! constraints of Geiger and others, which suites use too. An id is never reused.

ravand_core::codes! {
    pub
    R002 "BR002" Error {
        "the id `{id}` stands twice"
        "شناسهٔ «{id}» دو بار آمده است"
        help "give one of them another id"
        "به یکی از آن‌ها شناسهٔ دیگری بدهید"
    }
    R004 "BR004" Error {
        "`{element}` has a text format that is no media type"
        "قالب متن در «{element}» نوع رسانه نیست"
        help "write one such as `text/plain`"
        "نوعی مانند `text/plain` بنویسید"
    }
    R006 "BR006" Error {
        "the sequence flow `{element}` does not join two flow nodes"
        "جریان «{element}» دو گره را به هم نمی‌پیوندد"
        help "let it lead from an activity, event or gateway to another"
        "آن را از یک فعالیت، رویداد یا دروازه به دیگری ببرید"
    }
    R008 "BR008" Error {
        "the message flow `{element}` ends at what can neither send nor receive"
        "جریان پیام «{element}» به چیزی می‌رسد که نه می‌فرستد و نه می‌گیرد"
        help "join participants, activities or events"
        "مشارکت‌کننده‌ها، فعالیت‌ها یا رویدادها را بپیوندید"
    }
    R010 "BR010" Error {
        "the text annotation `{element}` has a text format that is no media type"
        "قالب متن در یادداشت «{element}» نوع رسانه نیست"
        help "write one such as `text/plain`"
        "نوعی مانند `text/plain` بنویسید"
    }
    R012 "BR012" Error {
        "an expression of the executable process does not say that it is formal"
        "عبارتی در فرایند اجراپذیر نمی‌گوید که صوری است"
        help "add `xsi:type=\"tFormalExpression\"`"
        "ویژگی `xsi:type=\"tFormalExpression\"` را بیفزایید"
    }
    R014 "BR014" Error {
        "the language of an expression is no address"
        "زبان عبارت نشانی معتبری نیست"
        help "write a URI"
        "یک URI بنویسید"
    }
    R017 "BR017" Error {
        "the converging gateway `{element}` has several ways out"
        "درگاه همگرای «{element}» چند راه خروج دارد"
        help "let one sequence flow leave it, or change its `gatewayDirection`"
        "تنها یک جریان از آن بیرون برود یا `gatewayDirection` آن را تغییر دهید"
    }
    R018 "BR018" Error {
        "the gateway `{element}` goes another way than its `gatewayDirection` says"
        "دروازهٔ «{element}» جهتی جز آنچه در `gatewayDirection` آمده دارد"
        help "correct the direction, or the flows"
        "جهت یا جریان‌ها را درست کنید"
    }
    R020 "BR020" Error {
        "`{element}` and its item definition disagree on whether it is a collection"
        "«{element}» و تعریف داده‌اش دربارهٔ چندتایی بودن یکی نیستند"
        help "give both the same `isCollection`"
        "به هر دو یک مقدار `isCollection` بدهید"
    }
    R022 "BR022" Error {
        "a sequence flow joins the event subprocess `{element}`"
        "جریانی به زیرفرایند رویدادی «{element}» پیوسته است"
        help "take the flow out: its start event begins it"
        "جریان را بردارید: رویداد آغازش آن را شروع می‌کند"
    }
    R024 "BR024" Error {
        "the sequence flow `{element}` of an executable process is not immediate"
        "جریان «{element}» در فرایند اجراپذیر بی‌درنگ نیست"
        help "take `isImmediate` out"
        "ویژگی `isImmediate` را بردارید"
    }
    R026 "BR026" Error {
        "the default flow of `{element}` does not leave it"
        "جریان پیش‌فرض «{element}» از آن بیرون نمی‌رود"
        help "name one of its own outgoing flows"
        "یکی از جریان‌های خروجی خودش را نام ببرید"
    }
    R028 "BR028" Error {
        "the sequence flow `{element}` leads from one process into another"
        "جریان «{element}» از فرایندی به فرایند دیگر می‌رود"
        help "send a message instead"
        "به‌جای آن پیام بفرستید"
    }
    R030 "BR030" Error {
        "`{element}` has a maximum below its minimum"
        "بیشینهٔ «{element}» از کمینه‌اش کمتر است"
        help "correct the numbers"
        "عددها را درست کنید"
    }
    R032 "BR032" Error {
        "the global conversation `{holder}` holds the conversation `{element}`"
        "گفت‌وگوی سراسری «{holder}» گفت‌وگوی «{element}» را در بر دارد"
        help "put it into a collaboration"
        "آن را در یک همکاری بگذارید"
    }
    R036 "BR036" Error {
        "a choreography activity `{element}` stands in a process"
        "فعالیت همنوایی «{element}» در فرایند آمده است"
        help "put it into a choreography"
        "آن را در همنوایی بگذارید"
    }
    R037 "BR037" Error {
        "`{element}` needs fewer than one token to begin"
        "«{element}» برای آغاز کمتر از یک نشانه می‌خواهد"
        help "write a `startQuantity` of 1 or more"
        "مقدار `startQuantity` را یک یا بیشتر بنویسید"
    }
    R038 "BR038" Error {
        "`{element}` gives fewer than one token when it is done"
        "«{element}» در پایان کمتر از یک نشانه می‌دهد"
        help "write a `completionQuantity` of 1 or more"
        "مقدار `completionQuantity` را یک یا بیشتر بنویسید"
    }
    R040 "BR040" Error {
        "the role `{element}` both names who it is by an expression and binds parameters"
        "نقش «{element}» هم با عبارت گفته شده و هم مقدار پارامتر دارد"
        help "keep the expression, or a resource with its parameters"
        "یا عبارت را نگه دارید یا منبع را با پارامترهایش"
    }
    R042 "BR042" Error {
        "the service task `{element}` has no data for the message of its operation"
        "کار سرویس «{element}» برای پیام عمل خود داده‌ای ندارد"
        help "add the data input or output that the message goes to"
        "ورودی یا خروجی داده‌ای را که پیام به آن می‌رود بیفزایید"
    }
    R044 "BR044" Error {
        "the data of the service task `{element}` are of another item than the message of its operation"
        "داده‌های کار سرویس «{element}» از نوع دیگری جز پیام عمل آن است"
        help "give them the item definition of the message"
        "تعریف دادهٔ پیام را به آن‌ها بدهید"
    }
    R046 "BR046" Error {
        "the send task `{element}` has more than one input set"
        "کار ارسال «{element}» بیش از یک مجموعهٔ ورودی دارد"
        help "keep the one that its message takes"
        "همان را که پیامش می‌گیرد نگه دارید"
    }
    R048 "BR048" Error {
        "the data of the send task `{element}` are not of the item of its message"
        "داده‌های کار ارسال «{element}» از نوع پیام آن نیست"
        help "give its data input the item definition of the message"
        "تعریف دادهٔ پیام را به ورودی آن بدهید"
    }
    R050 "BR050" Error {
        "the receive task `{element}` has more than one output set"
        "کار دریافت «{element}» بیش از یک مجموعهٔ خروجی دارد"
        help "keep the one that its message gives"
        "همان را که پیامش می‌دهد نگه دارید"
    }
    R052 "BR052" Error {
        "the data of the receive task `{element}` are not of the item of its message"
        "داده‌های کار دریافت «{element}» از نوع پیام آن نیست"
        help "give its data output the item definition of the message"
        "تعریف دادهٔ پیام را به خروجی آن بدهید"
    }
    R054 "BR054" Error {
        "`{element}` has both loop markers"
        "«{element}» هر دو نشان تکرار را دارد"
        help "keep one of them"
        "یکی را نگه دارید"
    }
    R056 "BR056" Error {
        "a choreography activity `{element}` stands in a subprocess"
        "فعالیت همنوایی «{element}» در زیرفرایند آمده است"
        help "put it into a choreography"
        "آن را در همنوایی بگذارید"
    }
    R058 "BR058" Error {
        "the event subprocess `{element}` does not have exactly one start event"
        "زیرفرایند رویدادی «{element}» دقیقاً یک رویداد آغاز ندارد"
        help "give it one start event"
        "یک رویداد آغاز به آن بدهید"
    }
    R060 "BR060" Error {
        "the method of the transaction `{element}` is no address"
        "روش تراکنش «{element}» نشانی معتبری نیست"
        help "write a URI"
        "یک URI بنویسید"
    }
    R062 "BR062" Error {
        "the ad-hoc subprocess `{holder}` holds `{element}`, which it may not"
        "زیرفرایند موردی «{holder}» جزء «{element}» را دارد که مجاز نیست"
        help "take it out: ad-hoc activities have neither start nor end"
        "آن را بردارید: فعالیت‌های موردی آغاز و پایان ندارند"
    }
    R064 "BR064" Error {
        "`{element}` supports an interface and binds its data to none of its operations"
        "«{element}» از یک واسط پشتیبانی می‌کند ولی داده‌هایش را به هیچ عملی نمی‌بندد"
        help "add an `ioBinding`"
        "یک `ioBinding` بیفزایید"
    }
    R068 "BR068" Error {
        "the instances of `{element}` are made of what is no datum"
        "نمونه‌های «{element}» از چیزی ساخته می‌شود که داده نیست"
        help "refer to a data input or output"
        "به ورودی یا خروجی داده ارجاع دهید"
    }
    R070 "BR070" Error {
        "an instance of `{element}` gets something other than an element of the collection"
        "نمونهٔ «{element}» چیزی جز عضو مجموعه می‌گیرد"
        help "give the item of one instance the structure of the collection, without `isCollection`"
        "ساختار مجموعه را بدون `isCollection` به دادهٔ هر نمونه بدهید"
    }
    R072 "BR072" Error {
        "`{text}` is no condition"
        "`{text}` شرط نیست"
        help "write an expression that is true or false"
        "عبارتی بنویسید که درست یا نادرست باشد"
    }
    R076 "BR076" Error {
        "`{element}` shows a data object in a state and is not called after both"
        "«{element}» شیء داده‌ای را در یک حالت نشان می‌دهد ولی به نام هر دو نیست"
        help "give the state a name, and call the reference `object [state]`"
        "به حالت نامی بدهید و ارجاع را `object [state]` بنامید"
    }
    R078 "BR078" Error {
        "the property `{element}` belongs to no process, activity or event"
        "ویژگی «{element}» از آن هیچ فرایند، فعالیت یا رویدادی نیست"
        help "put it into one of them"
        "آن را در یکی از آن‌ها بگذارید"
    }
    R080 "BR080" Error {
        "the data association `{element}` writes into an input of the process"
        "پیوند دادهٔ «{element}» در ورودی فرایند می‌نویسد"
        help "write into a data object or an output"
        "در یک شیء داده یا خروجی بنویسید"
    }
    R082 "BR082" Error {
        "the data association `{element}` reads an output of the process"
        "پیوند دادهٔ «{element}» خروجی فرایند را می‌خواند"
        help "read a data object or an input"
        "از یک شیء داده یا ورودی بخوانید"
    }
    R084 "BR084" Error {
        "no input set refers to the data input `{element}`"
        "هیچ مجموعهٔ ورودی به دادهٔ ورودی «{element}» ارجاع نمی‌دهد"
        help "add it to an input set"
        "آن را به یک مجموعهٔ ورودی بیفزایید"
    }
    R086 "BR086" Error {
        "an input set reads `{id}` while executing and does not hold it"
        "مجموعهٔ ورودی «{id}» را هنگام اجرا می‌خواند ولی آن را ندارد"
        help "add it to the `dataInputRefs` of the set"
        "آن را به `dataInputRefs` همان مجموعه بیفزایید"
    }
    R088 "BR088" Error {
        "no output set refers to the data output `{element}`"
        "هیچ مجموعهٔ خروجی به دادهٔ خروجی «{element}» ارجاع نمی‌دهد"
        help "add it to an output set"
        "آن را به یک مجموعهٔ خروجی بیفزایید"
    }
    R090 "BR090" Error {
        "an output set writes `{id}` while executing and does not hold it"
        "مجموعهٔ خروجی «{id}» را هنگام اجرا می‌نویسد ولی آن را ندارد"
        help "add it to the `dataOutputRefs` of the set"
        "آن را به `dataOutputRefs` همان مجموعه بیفزایید"
    }
    R092 "BR092" Error {
        "the data association `{element}` has several sources and no transformation"
        "پیوند دادهٔ «{element}» چند مبدأ دارد ولی تبدیلی ندارد"
        help "say how one value is made of them"
        "بگویید چگونه از آن‌ها یک مقدار ساخته می‌شود"
    }
    R094 "BR094" Error {
        "the data of the event `{element}` are not those of what it throws or catches"
        "داده‌های رویداد «{element}» همان داده‌های چیزی نیست که پرتاب یا دریافت می‌کند"
        help "give it one datum for each definition, of the same item"
        "برای هر تعریف یک داده از همان نوع بگذارید"
    }
    R096 "BR096" Error {
        "a sequence flow leads to the start event `{element}`"
        "جریانی به رویداد آغاز «{element}» می‌رسد"
        help "lead it to what follows the start"
        "آن را به آنچه پس از آغاز است ببرید"
    }
    R098 "BR098" Error {
        "the start event `{element}` of a process has a trigger that cannot start one"
        "رویداد آغاز «{element}» محرکی دارد که نمی‌تواند فرایندی را آغاز کند"
        help "use a message, timer, signal or condition"
        "پیام، زمان، سیگنال یا شرط به کار ببرید"
    }
    R100 "BR100" Error {
        "the start event `{element}` of an embedded subprocess has a trigger"
        "رویداد آغاز «{element}» در زیرفرایند درونی محرک دارد"
        help "take the trigger out: the token begins it"
        "محرک را بردارید: نشانه آن را آغاز می‌کند"
    }
    R102 "BR102" Error {
        "a message flow leaves the start event `{element}`"
        "جریان پیامی از رویداد آغاز «{element}» بیرون می‌رود"
        help "let an activity or a throw event send it"
        "بگذارید فعالیت یا رویداد فرستنده آن را بفرستد"
    }
    R104 "BR104" Error {
        "a sequence flow leaves the end event `{element}`"
        "جریانی از رویداد پایان «{element}» بیرون می‌رود"
        help "take it out, or use an intermediate event"
        "آن را بردارید یا از رویداد میانی استفاده کنید"
    }
    R106 "BR106" Error {
        "the cancel end event `{element}` stands outside of a transaction"
        "رویداد پایان لغو «{element}» بیرون از تراکنش است"
        help "put it into a transaction"
        "آن را در تراکنش بگذارید"
    }
    R108 "BR108" Error {
        "a message flow leads to the end event `{element}`"
        "جریان پیامی به رویداد پایان «{element}» می‌رسد"
        help "let an activity or a catch event receive it"
        "بگذارید فعالیت یا رویداد گیرنده آن را بگیرد"
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
    R114 "BR114" Error {
        "a sequence flow leaves the compensation event `{element}`"
        "جریانی از رویداد جبران «{element}» بیرون می‌رود"
        help "use an association to the activity that compensates"
        "با پیوند به فعالیت جبران‌کننده وصل کنید"
    }
    R116 "BR116" Error {
        "no sequence flow leaves the intermediate event `{element}`"
        "هیچ جریانی از رویداد میانی «{element}» بیرون نمی‌رود"
        help "lead on from it, or use an end event"
        "از آن ادامه دهید یا رویداد پایان به کار ببرید"
    }
    R118 "BR118" Error {
        "the link events `{element}` and `{other}` do not name each other"
        "رویدادهای پیوند «{element}» و «{other}» از یکدیگر نام نمی‌برند"
        help "let the target name this event as its source"
        "مقصد باید این رویداد را منبع خود بخواند"
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
    R124 "BR124" Error {
        "no link event leads to `{element}`"
        "هیچ رویداد پیوندی به «{element}» نمی‌رسد"
        help "add the link that leads here"
        "پیوندی را که به این‌جا می‌آید بیفزایید"
    }
    R126 "BR126" Error {
        "the link of `{element}` leads out of its scope"
        "پیوند «{element}» از محدودهٔ خود بیرون می‌رود"
        help "put both ends into one process or subprocess"
        "هر دو سر را در یک فرایند یا زیرفرایند بگذارید"
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
    R132 "BR132" Error {
        "`{text}` is no date of ISO 8601"
        "`{text}` تاریخ «ایزو ۸۶۰۱» نیست"
        help "write `2024-03-20T08:00:00Z`"
        "بنویسید `2024-03-20T08:00:00Z`"
    }
    R134 "BR134" Error {
        "`{text}` is no duration of ISO 8601"
        "`{text}` مدت «ایزو ۸۶۰۱» نیست"
        help "write `PT3H`"
        "بنویسید `PT3H`"
    }
    R136 "BR136" Error {
        "the event-based gateway `{element}` has fewer than two ways"
        "دروازهٔ رویدادی «{element}» کمتر از دو راه دارد"
        help "give it another event to wait for"
        "رویداد دیگری برای انتظار به آن بدهید"
    }
    R138 "BR138" Error {
        "the event-based gateway `{gateway}` leads to `{element}`, which waits for nothing that it could choose by"
        "دروازهٔ رویدادی «{gateway}» به «{element}» می‌رسد که انتظاری برای انتخاب ندارد"
        help "lead it to catch events or receive tasks"
        "آن را به رویدادهای گیرنده یا کارهای دریافت ببرید"
    }
    R140 "BR140" Error {
        "the receive task `{element}` behind an event-based gateway has an event on its edge"
        "کار دریافت «{element}» پس از دروازهٔ رویدادی رویداد مرزی دارد"
        help "take the boundary event out"
        "رویداد مرزی را بردارید"
    }
    R142 "BR142" Error {
        "a sequence flow leads to the gateway `{element}`, which starts the process"
        "جریانی به دروازهٔ «{element}» می‌رسد که خود فرایند را آغاز می‌کند"
        help "take the flow out, or `instantiate`"
        "جریان یا `instantiate` را بردارید"
    }
    R144 "BR144" Error {
        "the compensation event `{event}` leads to `{element}`, which is not for compensation"
        "رویداد جبران «{event}» به «{element}» می‌رسد که برای جبران نیست"
        help "mark the activity `isForCompensation`"
        "فعالیت را `isForCompensation` کنید"
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
    R150 "BR150" Error {
        "`{element}` and its sequence flows do not name each other"
        "«{element}» و جریان‌هایش از یکدیگر نام نمی‌برند"
        help "list every flow as `incoming` or `outgoing`"
        "هر جریان را در `incoming` یا `outgoing` بیاورید"
    }
    R152 "BR152" Error {
        "the sequence flow `{element}` crosses the border of a subprocess"
        "جریان «{element}» از مرز یک زیرفرایند می‌گذرد"
        help "end the subprocess first, or leave it by a boundary event"
        "نخست زیرفرایند را پایان دهید یا با رویداد مرزی از آن بیرون بروید"
    }
}
