//! Rules of what every model has: ids, flows, gateways, participants, expressions.

ravand_core::codes! {
    pub
    R001 "BR001" Error {
        "the imported file `{location}` is not there"
        "پروندهٔ «{location}» که وارد شده در جای خود نیست"
        help "correct the `location`, which is relative to this file"
        "مقدار `location` را که نسبت به همین پرونده است درست کنید"
    }
    R002 "BR002" Error {
        "the id `{id}` stands twice"
        "شناسهٔ «{id}» دو بار آمده است"
        help "give one of them another id"
        "به یکی از آن‌ها شناسهٔ دیگری بدهید"
    }
    R003 "BR003" Error {
        "`{element}` has no id"
        "«{element}» شناسه ندارد"
        help "give it an `id`: others refer to it"
        "به آن `id` بدهید: دیگران به آن ارجاع می‌دهند"
    }
    R004 "BR004" Error {
        "`{element}` has a text format that is no media type"
        "قالب متن در «{element}» نوع رسانه نیست"
        help "write one such as `text/plain`"
        "نوعی مانند `text/plain` بنویسید"
    }
    R006 "BR006" Error {
        "the sequence flow `{element}` leads to an artifact"
        "جریان «{element}» به یک افزوده می‌رسد"
        help "lead it to an activity, event or gateway; join artifacts by an association"
        "آن را به فعالیت، رویداد یا دروازه ببرید؛ افزوده‌ها را با پیوند وصل کنید"
    }
    R007 "BR007" Error {
        "the sequence flow `{element}` leaves an artifact"
        "جریان «{element}» از یک افزوده بیرون می‌رود"
        help "let it leave an activity, event or gateway; join artifacts by an association"
        "آن را از فعالیت، رویداد یا دروازه بیرون ببرید؛ افزوده‌ها را با پیوند وصل کنید"
    }
    R008 "BR008" Error {
        "the message flow `{element}` leads to an artifact"
        "جریان پیام «{element}» به یک افزوده می‌رسد"
        help "let a participant, an activity or an event receive it"
        "بگذارید مشارکت‌کننده، فعالیت یا رویداد آن را بگیرد"
    }
    R009 "BR009" Error {
        "the message flow `{element}` leaves an artifact"
        "جریان پیام «{element}» از یک افزوده بیرون می‌رود"
        help "let a participant, an activity or an event send it"
        "بگذارید مشارکت‌کننده، فعالیت یا رویداد آن را بفرستد"
    }
    R010 "BR010" Error {
        "the text annotation `{element}` has a text format that is no media type"
        "قالب متن در یادداشت «{element}» نوع رسانه نیست"
        help "write one such as `text/plain`"
        "نوعی مانند `text/plain` بنویسید"
    }
    R011 "BR011" Error {
        "the event `{element}` throws an escalation that has no code"
        "رویداد «{element}» تشدیدی بی کد پرتاب می‌کند"
        help "name an escalation with an `escalationCode`"
        "تشدیدی را نام ببرید که `escalationCode` دارد"
    }
    R012 "BR012" Error {
        "an expression of the executable process does not say that it is formal"
        "عبارتی در فرایند اجراپذیر نمی‌گوید که صوری است"
        help "add `xsi:type=\"tFormalExpression\"`"
        "ویژگی `xsi:type=\"tFormalExpression\"` را بیفزایید"
    }
    R013 "BR013" Error {
        "a formal expression is empty"
        "عبارتی صوری خالی است"
        help "write the expression, or take the element out"
        "عبارت را بنویسید یا عنصر را بردارید"
    }
    R014 "BR014" Error {
        "the language of an expression is no address"
        "زبان عبارت نشانی معتبری نیست"
        help "write a URI"
        "یک URI بنویسید"
    }
    R017 "BR017" Error {
        "the converging gateway `{element}` has several ways out"
        "دروازه همگرای «{element}» چند راه خروج دارد"
        help "let one sequence flow leave it, or change its `gatewayDirection`"
        "تنها یک جریان از آن بیرون برود یا `gatewayDirection` آن را تغییر دهید"
    }
    R018 "BR018" Error {
        "the gateway `{element}` goes another way than its `gatewayDirection` says"
        "دروازهٔ «{element}» جهتی جز آنچه در `gatewayDirection` آمده دارد"
        help "correct the direction, or the flows"
        "جهت یا جریان‌ها را درست کنید"
    }
    R019 "BR019" Error {
        "the mixed gateway `{element}` does not both join and split"
        "دروازهٔ آمیختهٔ «{element}» هم گردآور و هم پخش‌کننده نیست"
        help "give it several ways in and several ways out, or change its `gatewayDirection`"
        "چند راه ورود و چند راه خروج به آن بدهید یا `gatewayDirection` آن را تغییر دهید"
    }
    R020 "BR020" Error {
        "`{element}` and its item definition disagree on whether it is a collection"
        "«{element}» و تعریف داده‌اش دربارهٔ چندتایی بودن یکی نیستند"
        help "give both the same `isCollection`"
        "به هر دو یک مقدار `isCollection` بدهید"
    }
    R021 "BR021" Error {
        "the sequence flow `{element}` leaves what no token can be on"
        "جریان «{element}» از چیزی بیرون می‌رود که نشانه‌ای بر آن نمی‌نشیند"
        help "let it leave an activity, event or gateway"
        "آن را از یک فعالیت، رویداد یا دروازه بیرون ببرید"
    }
    R022 "BR022" Error {
        "the sequence flow `{element}` leads to what no token can be on"
        "جریان «{element}» به چیزی می‌رسد که نشانه‌ای بر آن نمی‌نشیند"
        help "lead it to an activity, event or gateway"
        "آن را به یک فعالیت، رویداد یا دروازه ببرید"
    }
    R023 "BR023" Error {
        "`{element}` and its sequence flows do not name each other"
        "«{element}» و جریان‌هایش از یکدیگر نام نمی‌برند"
        help "list every flow as `incoming` or `outgoing`"
        "هر جریان را در `incoming` یا `outgoing` بیاورید"
    }
    R024 "BR024" Error {
        "the sequence flow `{element}` of an executable process is not immediate"
        "جریان «{element}» در فرایند اجراپذیر بی‌درنگ نیست"
        help "take `isImmediate` out"
        "ویژگی `isImmediate` را بردارید"
    }
    R025 "BR025" Error {
        "the only flow out of `{element}` has a condition"
        "تنها جریان خروجی «{element}» شرط دارد"
        help "add the way for when it does not hold, or take the condition out"
        "راهی برای برقرار نبودن شرط بیفزایید یا شرط را بردارید"
    }
    R026 "BR026" Error {
        "the default flow of `{element}` does not leave it"
        "جریان پیش‌فرض «{element}» از آن بیرون نمی‌رود"
        help "name one of its own outgoing flows"
        "یکی از جریان‌های خروجی خودش را نام ببرید"
    }
    R027 "BR027" Error {
        "`{element}` refers to a choreography, which it may not"
        "«{element}» به یک همنوایی ارجاع می‌دهد که مجاز نیست"
        help "take the `choreographyRef` out: a collaboration may have one"
        "ویژگی `choreographyRef` را بردارید: همکاری می‌تواند آن را داشته باشد"
    }
    R028 "BR028" Error {
        "the sequence flow `{element}` leads from one process into another"
        "جریان «{element}» از فرایندی به فرایند دیگر می‌رود"
        help "send a message instead"
        "به‌جای آن پیام بفرستید"
    }
    R029 "BR029" Error {
        "`{element}` has a negative minimum"
        "کمینهٔ «{element}» منفی است"
        help "write 0 or more"
        "صفر یا بیشتر بنویسید"
    }
    R030 "BR030" Error {
        "`{element}` has a maximum below its minimum"
        "بیشینهٔ «{element}» از کمینه‌اش کمتر است"
        help "correct the numbers"
        "عددها را درست کنید"
    }
    R031 "BR031" Error {
        "the message flow `{element}` stays within one pool"
        "جریان پیام «{element}» درون یک استخر می‌ماند"
        help "let it join two participants, or use a sequence flow"
        "دو مشارکت‌کننده را با آن بپیوندید یا جریان ترتیب به کار ببرید"
    }
    R032 "BR032" Error {
        "the global conversation `{holder}` holds the conversation `{element}`"
        "گفت‌وگوی سراسری «{holder}» گفت‌وگوی «{element}» را در بر دارد"
        help "put it into a collaboration"
        "آن را در یک همکاری بگذارید"
    }
    R033 "BR033" Error {
        "the collaboration `{element}` and its choreography disagree on whether they are closed"
        "همکاری «{element}» و همنوایی آن دربارهٔ بسته بودن یکی نیستند"
        help "give both the same `isClosed`"
        "به هر دو یک مقدار `isClosed` بدهید"
    }
    R035 "BR035" Error {
        "the public process `{element}` is marked as executable"
        "فرایند عمومی «{element}» اجراپذیر خوانده شده است"
        help "set `isExecutable` to false, or make it private"
        "مقدار `isExecutable` را نادرست کنید یا فرایند را خصوصی کنید"
    }
}
