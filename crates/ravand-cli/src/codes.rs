//! What the command itself has to say, in words. What is wrong in a file or in a simulation
//! has its words where it is found.

ravand_core::codes! {
    pub(crate)
    NO_BANK_HERE "CL001" Error {
        "no bank here: neither `{here}` nor a directory above it has processes/bank.yaml"
        "این‌جا بانکی نیست: نه «{here}» و نه پوشه‌ای بالاتر از آن processes/bank.yaml ندارد"
        help "name one with --bank DIR"
        "با --bank DIR پوشهٔ بانک را بنویسید"
    }
    NO_DIRECTORY "CL002" Error {
        "`{path}` is no directory that can be read: {why}"
        "«{path}» پوشه‌ای نیست که بتوان خواند: {why}"
        help "name the directory that holds bank.yaml: --bank DIR"
        "پوشه‌ای را بنویسید که bank.yaml در آن است: --bank DIR"
    }
    NOT_A_BANK "CL003" Error {
        "`{path}` holds no bank.yaml, so it is not a bank"
        "در «{path}» فایل bank.yaml نیست، پس بانک نیست"
        help "name the directory that holds bank.yaml: --bank DIR"
        "پوشه‌ای را بنویسید که bank.yaml در آن است: --bank DIR"
    }
    UNREADABLE "CL004" Error {
        "`{path}` cannot be read: {why}"
        "«{path}» خوانده نمی‌شود: {why}"
        help "see that it is a file and that you may read it"
        "ببینید که فایلی معمولی است و اجازهٔ خواندن آن را دارید"
    }
    TOO_MANY_IN_BANK "CL005" Error {
        "`{path}` holds more than {max} files"
        "در «{path}» بیش از {max} فایل است"
        help "name the directory that holds bank.yaml and nothing but the bank: --bank DIR"
        "پوشه‌ای را بنویسید که تنها بانک و bank.yaml آن در آن است: --bank DIR"
    }
    UNOPENED "CL006" Error {
        "the bank cannot be opened: {why}"
        "بانک باز نمی‌شود: `{why}`"
        help "name the directory that holds bank.yaml: --bank DIR"
        "پوشه‌ای را بنویسید که bank.yaml در آن است: --bank DIR"
    }
    NOWHERE "CL007" Error {
        "the directory that you are in cannot be found: {why}"
        "پوشه‌ای که در آن هستید پیدا نمی‌شود: {why}"
        help "go to another one, or name the bank with --bank DIR"
        "به پوشهٔ دیگری بروید یا پوشهٔ بانک را با --bank DIR بنویسید"
    }
    UNKNOWN_PROCESS "CL010" Error {
        "the bank has no process `{word}`"
        "در بانک فرایندی به نام «{word}» نیست"
        help "it has {known}; a YAML file can be named as well"
        "فرایندهای آن: {known}؛ نام یک فایل YAML هم پذیرفته است"
    }
    UNKNOWN_OVERLAY "CL011" Error {
        "the bank has no overlay `{word}`"
        "در بانک لایه‌ای به نام «{word}» نیست"
        help "it has {known}; a YAML file can be named as well"
        "لایه‌های آن: {known}؛ نام یک فایل YAML هم پذیرفته است"
    }
    UNKNOWN_SCENARIO "CL012" Error {
        "the bank has no scenario `{word}` for this process"
        "در بانک برای این فرایند سناریویی به نام «{word}» نیست"
        help "it has {known}; name one with --scenario, or a YAML file"
        "سناریوهای آن: {known}؛ یکی از آن‌ها یا یک فایل YAML را با --scenario بنویسید"
    }
    NO_PROCESS_INSIDE "CL013" Error {
        "`{path}` does not hold a process"
        "در «{path}» فرایندی نیست"
        help "name a file whose first key is `process`"
        "فایلی را بنویسید که نخستین کلیدش `process` است"
    }
    NO_OVERLAY_INSIDE "CL014" Error {
        "`{path}` does not hold a reform or variant"
        "در «{path}» اصلاح یا گونه‌ای نیست"
        help "name a file whose first key is `overlay`"
        "فایلی را بنویسید که نخستین کلیدش `overlay` است"
    }
    NO_SCENARIO_INSIDE "CL015" Error {
        "`{path}` does not hold a scenario"
        "در «{path}» سناریویی نیست"
        help "name a file whose first key is `scenario`"
        "فایلی را بنویسید که نخستین کلیدش `scenario` است"
    }
    OF_ANOTHER "CL016" Error {
        "`{id}` is for `{of}`, not for `{process}`"
        "«{id}» برای «{of}» است، نه برای «{process}»"
        help "name one that is for `{process}`, or ask about `{of}`"
        "یکی را بنویسید که برای «{process}» است، یا دربارهٔ «{of}» بپرسید"
    }
    NO_REFORM "CL017" Error {
        "the bank has no reform of `{process}`"
        "بانک برای «{process}» اصلاحی ندارد"
        help "write one under {root}/reforms, or name a file with --with FILE"
        "یکی در {root}/reforms بنویسید، یا فایلی را با --with FILE نام ببرید"
    }
    SEVERAL_REFORMS "CL018" Error {
        "`{process}` has several reforms: {known}"
        "«{process}» چند اصلاح دارد: {known}"
        help "choose one with --with ID"
        "یکی را با --with ID برگزینید"
    }
    NO_RULE "CL019" Error {
        "there is no rule `{code}`"
        "قاعده‌ای به نام «{code}» نیست"
        help "docs/rules.md lists them all"
        "فهرست همهٔ آن‌ها در docs/rules.md است"
    }
    BAD_WEIGHT "CL020" Error {
        "this weight of the risk score cannot be used: {why}"
        "این وزنِ امتیاز ریسک به کار نمی‌آید: {why}"
        help "take it out, and the built-in weight holds"
        "آن را بردارید تا وزن پیش‌فرض به کار رود"
    }
    UNUSABLE "CL021" Error {
        "the process {side} cannot be used"
        "فرایند {side} به کار نمی‌آید"
        help "mend what is listed below"
        "آنچه را در پایین آمده است درست کنید"
    }
    SIMULATION_FAILED "CL022" Error {
        "the simulation of the process {side} failed"
        "شبیه‌سازی فرایند {side} ناکام ماند"
        help "mend what is said below"
        "آنچه را در پایین گفته شده است درست کنید"
    }
    NO_THREADS "CL023" Error {
        "no threads could be started: {why}"
        "رشته‌ای برای محاسبه آغاز نشد: `{why}`"
        help "ask for fewer with --threads"
        "با --threads شمار کمتری بخواهید"
    }
    NOT_FITTED "CL024" Error {
        "nothing was fitted: {why}"
        "برازش انجام نشد: `{why}`"
        help "check the scenario with `ravand simulate` first"
        "نخست سناریو را با `ravand simulate` بیازمایید"
    }
    ELSEWHERE "CL030" Info {
        "errors in other files of the bank: {count}; `ravand lint` shows them"
        "خطا در فایل‌های دیگر بانک: {count}؛ `ravand lint` آن‌ها را نشان می‌دهد"
        help "see whether one of them matters for this answer"
        "ببینید آیا یکی از آن‌ها بر این پاسخ اثر دارد"
    }
    NOT_ALL_SHOWN "CL031" Warning {
        "`{process}` has errors ({count}), and what is shown may lack a part"
        "«{process}» خطا دارد ({count}) و شاید بخشی از آن نشان داده نشده باشد"
        help "`ravand lint` shows them"
        "`ravand lint` آن‌ها را نشان می‌دهد"
    }
    UNWRITTEN "CL040" Error {
        "the answer cannot be written: {why}"
        "پاسخ را نمی‌توان نوشت: {why}"
        help "see that there is room where it goes"
        "ببینید که در مقصد جای خالی هست"
    }
    NOT_IN_ORDER "CL041" Warning {
        "`{path}` is not in canonical order"
        "«{path}» به ترتیب متعارف نیست"
        help "`ravand fmt {path}` puts it in order; comments stay"
        "`ravand fmt {path}` آن را مرتب می‌کند و توضیح‌ها می‌مانند"
    }
    FILE_UNWRITTEN "CL042" Error {
        "`{path}` cannot be written: {why}"
        "«{path}» را نمی‌توان نوشت: {why}"
        help "see that you may write in its directory; the file is as it was"
        "ببینید که اجازهٔ نوشتن در پوشهٔ آن را دارید؛ فایل دست‌نخورده است"
    }
    FILES_OVER "CL043" Error {
        "there are more than {max} files up to `{path}`"
        "تا «{path}» بیش از {max} فایل هست"
        help "name the directories one by one"
        "پوشه‌ها را یکی‌یکی نام ببرید"
    }
    PAGE_UNWRITTEN "CL050" Error {
        "the page `{path}` cannot be written: {why}"
        "صفحهٔ «{path}» را نمی‌توان نوشت: {why}"
        help "name a file in a directory that is there and that you may write to"
        "فایلی را در پوشه‌ای بنویسید که هست و اجازهٔ نوشتن در آن را دارید"
    }
    PAGE_IS_DIRECTORY "CL051" Error {
        "`{path}` is a directory, and the page is one file"
        "«{path}» پوشه است، ولی صفحه یک فایل است"
        help "name a file in it: --html {path}/report.html"
        "فایلی درون آن را بنویسید: --html {path}/report.html"
    }
    PAGE_WRITTEN "CL052" Info {
        "the page is in `{path}`"
        "صفحه در «{path}» است"
        help "open it in a browser; it needs no other file"
        "آن را در مرورگر باز کنید؛ به فایل دیگری نیاز ندارد"
    }
    NO_QUEUES "CL053" Warning {
        "the scenario `{scenario}` cannot be used to tell work from queues"
        "سناریوی «{scenario}» برای جدا کردن کار از صف به کار نمی‌آید"
        help "mend what is listed below; the page is written without that picture"
        "آنچه را در پایین آمده است درست کنید؛ صفحه بدون آن تصویر نوشته می‌شود"
    }
    NO_STEP "CL060" Error {
        "`{process}` has no step `{step}`"
        "«{process}» گامی با شناسهٔ «{step}» ندارد"
        help "`ravand show {process}` lists its steps"
        "`ravand show {process}` گام‌های آن را فهرست می‌کند"
    }
    NO_PAIR "CL061" Error {
        "`{word}` is no datum with a value for `{process}`"
        "«{word}» داده‌ای با مقدار برای «{process}» نیست"
        help "write --data NAME=VALUE"
        "بنویسید --data NAME=VALUE"
    }
    NOT_OF_TYPE "CL062" Error {
        "`{text}` is no value for `{name}`, which is {type}"
        "«{text}» مقداری برای «{name}» نیست که از نوع `{type}` است"
        help "write it as a file would: 12.5, yes, 2024-03-20, main"
        "همان‌گونه بنویسید که در فایل می‌آید: `12.5`، `yes`، `2024-03-20`، `main`"
    }
    NOT_UNDERSTOOD "CL063" Error {
        "`{line}` is not understood"
        "«{line}» فهمیده نمی‌شود"
        help "write one of: {known}"
        "یکی از این‌ها را بنویسید: `{known}`"
    }
    NO_TIMER "CL064" Error {
        "no timer runs: nothing would happen by waiting"
        "هیچ زمان‌سنجی در کار نیست: با صبر کردن چیزی پیش نمی‌آید"
        help "complete what is open, or say how long: `wait 3 days`"
        "آنچه باز است انجام دهید یا بگویید چه مدت: `wait 3 days`"
    }
    WORLD_REFUSED "CL065" Error {
        "refused: {why}"
        "پذیرفته نشد: `{why}`"
        help "`show` lists what is open"
        "`show` آنچه را باز است فهرست می‌کند"
    }
    INPUT_UNREADABLE "CL066" Error {
        "what is typed cannot be read: {why}"
        "آنچه نوشته می‌شود خوانده نمی‌شود: {why}"
        help "pipe the lines in from a file: `ravand run PROCESS < lines.txt`"
        "خط‌ها را از فایلی بدهید: `ravand run PROCESS < lines.txt`"
    }
    STEPS_ONLY "CL067" Info {
        "the flow of `{process}` is a graph: its steps are looked at, the ways between them are not yet"
        "جریان «{process}» گراف است: گام‌هایش وارسی می‌شود، ولی راه‌های میان آن‌ها هنوز نه"
        help "write its flow as blocks if the rules about rows of steps matter"
        "اگر قاعده‌های مربوط به ردیف گام‌ها اهمیت دارد جریان را به صورت بلوک بنویسید"
    }
    UNKNOWN_ENDING "CL070" Error {
        "`{path}` ends in no notation that is known"
        "پسوند «{path}» نشانهٔ هیچ نشان‌گذاری شناخته‌شده‌ای نیست"
        help "name a file that ends in .yaml, .bpmn or .dmn"
        "نام فایلی را بنویسید که پسوندش .yaml یا .bpmn یا .dmn باشد"
    }
    NO_WAY "CL071" Error {
        "`{from}` holds nothing that `{to}` could say"
        "در «{from}» چیزی نیست که «{to}» بتواند بگوید"
        help "decisions go to .dmn and .yaml, processes to .bpmn and .yaml"
        "تصمیم‌ها به .dmn و .yaml می‌روند و فرایندها به .bpmn و .yaml"
    }
    FILE_THERE "CL072" Error {
        "`{path}` is there already"
        "«{path}» از پیش هست"
        help "name another file, or write over it with --force"
        "نام دیگری بنویسید یا با --force روی همان بنویسید"
    }
    SEVERAL_PROCESSES "CL073" Error {
        "`{path}` describes several processes: {known}"
        "«{path}» چند فرایند را توصیف می‌کند: {known}"
        help "say which one with --process ID"
        "با --process ID بگویید کدام"
    }
    NO_PROCESS_IN_DRAWING "CL074" Error {
        "`{path}` describes no process `{word}`"
        "«{path}» فرایندی به نام «{word}» را توصیف نمی‌کند"
        help "it describes {known}"
        "آنچه توصیف می‌کند: {known}"
    }
    SEVERAL_OVERLAYS "CL075" Error {
        "overlays of several processes are called `{word}`: {known}"
        "لایه‌های چند فرایند «{word}» نام دارند: {known}"
        help "say of which process with --of ID"
        "با --of ID بگویید لایهٔ کدام فرایند"
    }
    NOTHING_FOUND "CL076" Info {
        "no process says all of these words: {words}"
        "هیچ فرایندی همهٔ این واژه‌ها را ندارد: {words}"
        help "leave a word out, or see all with `ravand bank list`"
        "واژه‌ای را کنار بگذارید، یا همه را با `ravand bank list` ببینید"
    }
    NO_SUCH_DOMAIN "CL077" Info {
        "no process belongs to the domain `{word}`"
        "هیچ فرایندی از حوزهٔ «{word}» نیست"
        help "the bank has {known}"
        "آنچه بانک دارد: {known}"
    }
    ID_TAKEN "CL078" Error {
        "the bank has `{id}` already, in {file}"
        "بانک «{id}» را از پیش دارد، در {file}"
        help "choose another id"
        "شناسهٔ دیگری برگزینید"
    }
    NOT_TWO_THINGS "CL079" Error {
        "`{pair}` does not name two things of one sort in two of the texts"
        "«{pair}» دو چیز هم‌نوع از دو متن را نام نمی‌برد"
        help "write it as `north/step/visit=south/step/s2`; the texts are {known}, the sorts step, stage, role, document, end"
        "آن را چون `north/step/visit=south/step/s2` بنویسید؛ متن‌ها {known} است و نوع‌ها step، stage، role، document، end"
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn both_languages_name_the_same_things() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
            names.sort();
            names
        };
        for code in ALL {
            assert_eq!(names(code.message.en), names(code.message.fa), "{}", code.id);
            assert_eq!(names(code.help.en), names(code.help.fa), "{}", code.id);
            let persian = format!("{}{}", code.message.fa, code.help.fa);
            assert!(!persian.contains(['ي', 'ك']), "{}", code.id);
        }
    }

    #[test]
    fn an_id_is_used_once() {
        let mut ids: Vec<_> = ALL.iter().map(|code| code.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), ALL.len());
    }
}
