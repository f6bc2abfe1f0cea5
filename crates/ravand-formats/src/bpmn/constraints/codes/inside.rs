//! Rules of processes, activities and data.

ravand_core::codes! {
    pub
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
    R043 "BR043" Error {
        "the service task `{element}` has more than one output set"
        "کار سرویس «{element}» بیش از یک مجموعهٔ خروجی دارد"
        help "keep the one that its operation gives"
        "همان را که عملش می‌دهد نگه دارید"
    }
    R044 "BR044" Error {
        "the data of the service task `{element}` are of another item than the message of its operation"
        "داده‌های کار سرویس «{element}» از نوع دیگری جز پیام عمل آن است"
        help "give them the item definition of the message"
        "تعریف دادهٔ پیام را به آن‌ها بدهید"
    }
    R045 "BR045" Error {
        "what the service task `{element}` gives is of another item than its operation's answer"
        "آنچه کار سرویس «{element}» می‌دهد از نوع دیگری جز پاسخ عمل آن است"
        help "give its data output the item definition of the `outMessageRef`"
        "تعریف دادهٔ `outMessageRef` را به خروجی آن بدهید"
    }
    R046 "BR046" Error {
        "the send task `{element}` has more than one input set"
        "کار ارسال «{element}» بیش از یک مجموعهٔ ورودی دارد"
        help "keep the one that its message takes"
        "همان را که پیامش می‌گیرد نگه دارید"
    }
    R047 "BR047" Error {
        "the send task `{element}` has more than one data input"
        "کار ارسال «{element}» بیش از یک ورودی داده دارد"
        help "keep the one that its message takes"
        "همان را که پیامش می‌گیرد نگه دارید"
    }
    R048 "BR048" Error {
        "the data of the send task `{element}` are not of the item of its message"
        "داده‌های کار ارسال «{element}» از نوع پیام آن نیست"
        help "give its data input the item definition of the message"
        "تعریف دادهٔ پیام را به ورودی آن بدهید"
    }
    R049 "BR049" Error {
        "a sequence flow leads to the receive task `{element}`, which starts the process"
        "جریانی به کار دریافت «{element}» می‌رسد که خود فرایند را آغاز می‌کند"
        help "take the flow out, or `instantiate`"
        "جریان یا `instantiate` را بردارید"
    }
    R050 "BR050" Error {
        "the receive task `{element}` has more than one output set"
        "کار دریافت «{element}» بیش از یک مجموعهٔ خروجی دارد"
        help "keep the one that its message gives"
        "همان را که پیامش می‌دهد نگه دارید"
    }
    R051 "BR051" Error {
        "the receive task `{element}` has more than one data output"
        "کار دریافت «{element}» بیش از یک خروجی داده دارد"
        help "keep the one that its message gives"
        "همان را که پیامش می‌دهد نگه دارید"
    }
    R052 "BR052" Error {
        "the data of the receive task `{element}` are not of the item of its message"
        "داده‌های کار دریافت «{element}» از نوع پیام آن نیست"
        help "give its data output the item definition of the message"
        "تعریف دادهٔ پیام را به خروجی آن بدهید"
    }
    R053 "BR053" Error {
        "the script of `{element}` does not say its language"
        "اسکریپت «{element}» زبانش را نمی‌گوید"
        help "add `scriptFormat`"
        "ویژگی `scriptFormat` را بیفزایید"
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
    R059 "BR059" Error {
        "the event subprocess `{holder}` cannot be started by `{element}`"
        "«{element}» نمی‌تواند زیرفرایند رویدادی «{holder}» را آغاز کند"
        help "use a message, timer, signal, condition, error, escalation or compensation; errors and compensation always interrupt"
        "پیام، زمان، سیگنال، شرط، خطا، تشدید یا جبران به کار ببرید؛ خطا و جبران همیشه قطع می‌کنند"
    }
    R060 "BR060" Error {
        "the method of the transaction `{element}` is no address"
        "روش تراکنش «{element}» نشانی معتبری نیست"
        help "write a URI"
        "یک URI بنویسید"
    }
    R061 "BR061" Error {
        "the ad-hoc subprocess `{element}` holds no activity"
        "زیرفرایند موردی «{element}» هیچ فعالیتی ندارد"
        help "add an activity"
        "فعالیتی بیفزایید"
    }
    R062 "BR062" Error {
        "the ad-hoc subprocess `{holder}` holds `{element}`, which it may not"
        "زیرفرایند موردی «{holder}» جزء «{element}» را دارد که مجاز نیست"
        help "take it out: ad-hoc activities have neither start nor end"
        "آن را بردارید: فعالیت‌های موردی آغاز و پایان ندارند"
    }
    R063 "BR063" Error {
        "the data of the call `{element}` are not those of what it calls"
        "داده‌های فراخوانی «{element}» همان داده‌های فراخوانده‌شده نیست"
        help "give it the same data inputs, outputs and sets, of the same items"
        "همان ورودی‌ها، خروجی‌ها و مجموعه‌ها را از همان نوع به آن بدهید"
    }
    R064 "BR064" Error {
        "`{element}` supports an interface and binds its data to none of its operations"
        "«{element}» از یک واسط پشتیبانی می‌کند ولی داده‌هایش را به هیچ عملی نمی‌بندد"
        help "add an `ioBinding`"
        "یک `ioBinding` بیفزایید"
    }
    R065 "BR065" Error {
        "the binding of `{element}` is of other data than its operation's messages"
        "پیوند «{element}» از داده‌هایی جز پیام‌های عمل آن است"
        help "bind data of the item definitions of the operation's messages"
        "داده‌هایی از نوع پیام‌های همان عمل را ببندید"
    }
    R067 "BR067" Error {
        "nothing says how many instances of `{element}` there are"
        "چیزی نمی‌گوید که چند نمونه از «{element}» ساخته شود"
        help "add a `loopCardinality` or a `loopDataInputRef`"
        "یک `loopCardinality` یا `loopDataInputRef` بیفزایید"
    }
    R068 "BR068" Error {
        "the instances of `{element}` are made of what is no datum"
        "نمونه‌های «{element}» از چیزی ساخته می‌شود که داده نیست"
        help "refer to a data input or output"
        "به ورودی یا خروجی داده ارجاع دهید"
    }
    R069 "BR069" Error {
        "an instance of `{element}` gives something other than an element of the collection"
        "نمونهٔ «{element}» چیزی جز عضو مجموعه می‌دهد"
        help "give the item of one instance the structure of the collection, without `isCollection`"
        "ساختار مجموعه را بدون `isCollection` به دادهٔ هر نمونه بدهید"
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
    R079 "BR079" Error {
        "the subprocess `{element}` has data inputs or outputs of its own"
        "زیرفرایند «{element}» ورودی یا خروجی دادهٔ خود را دارد"
        help "take the `ioSpecification` out: it sees the data around it"
        "بخش `ioSpecification` را بردارید: داده‌های پیرامون خود را می‌بیند"
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
    R085 "BR085" Error {
        "an input set can do without `{id}` and does not hold it"
        "مجموعهٔ ورودی به «{id}» نیاز حتمی ندارد ولی آن را هم ندارد"
        help "add it to the `dataInputRefs` of the set"
        "آن را به `dataInputRefs` همان مجموعه بیفزایید"
    }
    R086 "BR086" Error {
        "an input set reads `{id}` while executing and does not hold it"
        "مجموعهٔ ورودی «{id}» را هنگام اجرا می‌خواند ولی آن را ندارد"
        help "add it to the `dataInputRefs` of the set"
        "آن را به `dataInputRefs` همان مجموعه بیفزایید"
    }
    R087 "BR087" Error {
        "the sets `{element}` and `{other}` do not name each other"
        "مجموعه‌های «{element}» و «{other}» از یکدیگر نام نمی‌برند"
        help "let each refer to the other, by `outputSetRefs` and `inputSetRefs`"
        "با `outputSetRefs` و `inputSetRefs` هر یک به دیگری ارجاع دهد"
    }
    R088 "BR088" Error {
        "no output set refers to the data output `{element}`"
        "هیچ مجموعهٔ خروجی به دادهٔ خروجی «{element}» ارجاع نمی‌دهد"
        help "add it to an output set"
        "آن را به یک مجموعهٔ خروجی بیفزایید"
    }
    R089 "BR089" Error {
        "an output set can do without `{id}` and does not hold it"
        "مجموعهٔ خروجی به «{id}» نیاز حتمی ندارد ولی آن را هم ندارد"
        help "add it to the `dataOutputRefs` of the set"
        "آن را به `dataOutputRefs` همان مجموعه بیفزایید"
    }
    R090 "BR090" Error {
        "an output set writes `{id}` while executing and does not hold it"
        "مجموعهٔ خروجی «{id}» را هنگام اجرا می‌نویسد ولی آن را ندارد"
        help "add it to the `dataOutputRefs` of the set"
        "آن را به `dataOutputRefs` همان مجموعه بیفزایید"
    }
    R091 "BR091" Error {
        "the data association `{element}` joins data of different items"
        "پیوند دادهٔ «{element}» داده‌هایی از نوع‌های گوناگون را می‌پیوندد"
        help "give both the same item definition, or say how one is made of the other by a `transformation`"
        "به هر دو یک تعریف داده بدهید یا با `transformation` بگویید یکی چگونه از دیگری ساخته می‌شود"
    }
    R092 "BR092" Error {
        "the data association `{element}` has several sources and no transformation"
        "پیوند دادهٔ «{element}» چند مبدأ دارد ولی تبدیلی ندارد"
        help "say how one value is made of them"
        "بگویید چگونه از آن‌ها یک مقدار ساخته می‌شود"
    }
    R093 "BR093" Error {
        "the event `{element}` has another number of data than of what it throws or catches"
        "شمار داده‌های رویداد «{element}» با شمار آنچه پرتاب یا دریافت می‌کند یکی نیست"
        help "give it one datum for each definition"
        "برای هر تعریف یک داده بگذارید"
    }
    R094 "BR094" Error {
        "the data of the event `{element}` are not those of what it throws or catches"
        "داده‌های رویداد «{element}» همان داده‌های چیزی نیست که پرتاب یا دریافت می‌کند"
        help "give it one datum for each definition, of the same item"
        "برای هر تعریف یک داده از همان نوع بگذارید"
    }
}
