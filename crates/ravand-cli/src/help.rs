//! Help in Persian. English stands in the doc comments of `args.rs`; every command and every
//! argument has its Persian words in [`TABLE`], and a test fails, naming the line to add,
//! where one has none.
//!
//! What is typed is the same in both languages: names of commands, options and values.

use crate::args::Cli;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, Parser};
use ravand_core::{Language, persian};
use std::ffi::{OsStr, OsString};

/// What a command or an argument is, in Persian. What English says in a second paragraph is
/// said in the same sentence or not at all; values that `words` does not name are listed.
struct Entry {
    /// The command; `*` for an argument that means the same in all of them.
    command: &'static str,
    /// The argument by its id; empty for the command itself.
    argument: &'static str,
    /// What it does.
    words: &'static str,
    /// What may be written there, where not every text or path may.
    wanted: &'static str,
}

const fn entry(command: &'static str, argument: &'static str, words: &'static str) -> Entry {
    Entry { command, argument, words, wanted: "" }
}

static TABLE: &[Entry] = &[
    entry("ravand", "", "فرایند یک بار نوشته می‌شود: نگاهش کنید، وارسی‌اش کنید، شبیه‌سازی‌اش کنید، اصلاحش کنید"),
    entry("*", "bank", "پوشهٔ بانک؛ اگر گفته نشود `processes` در همین پوشه یا بالاتر از آن"),
    entry("*", "format", "شکل پاسخ: `text` برای آدم‌ها، `json` برای برنامه‌ها (شرحش در docs/json.md)"),
    entry("*", "lang", "زبان نام‌ها و پیام‌ها: `en` انگلیسی، `fa` فارسی"),
    entry("*", "process", "فرایندی از بانک یا یک فایل YAML"),
    entry("*", "scenario", "سناریو: شناسهٔ آن یا یک فایل YAML؛ اگر گفته نشود `elapsed` یا تنها سناریوی موجود"),
    Entry {
        command: "*",
        argument: "seed",
        words: "بذر عددهای تصادفی: با یک بذر همیشه همان پاسخ به دست می‌آید",
        wanted: "عددی صحیح و نامنفی",
    },
    Entry {
        command: "*",
        argument: "threads",
        words: "شمار رشته‌ها؛ اگر گفته نشود همهٔ هسته‌ها",
        wanted: "عددی صحیح از ۱ تا ۱۰۲۴",
    },
    Entry {
        command: "*",
        argument: "replications",
        words: "شمار تکرارهای مستقل، به جای آنچه سناریو می‌گوید",
        wanted: "عددی صحیح از ۱ تا ۱۰۰۰۰",
    },
    entry("*", "help", "همین راهنما را نشان می‌دهد"),
    entry("*", "version", "نسخهٔ برنامه را نشان می‌دهد"),
    entry("help", "", "راهنمای برنامه یا یکی از دستورها را نشان می‌دهد"),
    entry("help", "of", "دستوری که راهنمایش را می‌خواهید"),
    entry("reform", "", "یک اصلاح چه چیزی را تغییر می‌دهد: پیش، پس، و آنچه هر عمل کم می‌کند"),
    entry("reform", "with", "اصلاح، اگر بانک چند اصلاح دارد: شناسهٔ آن یا یک فایل YAML"),
    entry("reform", "all", "همهٔ عمل‌ها را نشان می‌دهد، نه فقط بیست عمل نخست را"),
    entry("reform", "html", "گزارش را در یک صفحهٔ مستقل می‌نویسد که به چیز دیگری نیاز ندارد، به زبان `--lang`"),
    entry("lint", "", "قاعده‌هایی که یک فرایند رعایت نمی‌کند"),
    entry("lint", "process", "فرایندی از بانک یا یک فایل YAML؛ اگر گفته نشود همهٔ فرایندها"),
    entry("lint", "with", "فرایند را با ادغام این اصلاح یا گونه وارسی می‌کند: شناسهٔ آن یا یک فایل YAML"),
    entry(
        "lint",
        "scenario",
        "سهم پرونده‌هایی را که از هر گام می‌گذرند از این سناریو می‌گیرد؛ بدون آن، برای گامی که همهٔ مسیرها \
         از آن نمی‌گذرند این سهم کامل فرض می‌شود",
    ),
    entry("lint", "explain", "می‌گوید یک قاعده چه معنایی دارد و یافته‌اش را چگونه درست می‌کنند"),
    entry("simulate", "", "پرونده‌ها چقدر طول می‌کشند، کجا می‌مانند و چه کسی مشغول است"),
    entry("simulate", "with", "فرایند را با ادغام این اصلاح یا گونه شبیه‌سازی می‌کند: شناسهٔ آن یا یک فایل YAML"),
    entry("simulate", "calibrate", "کارکنان سناریو را با مدت‌های سپری‌شده برازش می‌دهد و آن را به شکل YAML می‌نویسد"),
    entry("show", "", "یک فرایند، گام به گام"),
    entry("show", "svg", "آن را به شکل تصویر می‌نویسد، نام‌ها به زبان `--lang`؛ فارسی از راست به چپ"),
    entry("run", "", "یک پرونده در زمان مجازی، گام به گام: آنچه می‌شود را بنویسید یا از فایلی بدهید"),
    entry("run", "process", "فرایندی از بانک یا یک فایل: .yaml، .bpmn"),
    entry("run", "with", "پرونده را با ادغام این اصلاح یا گونه پیش می‌برد: شناسهٔ آن یا یک فایل YAML"),
    entry("run", "data", "آنچه پرونده از آغاز می‌داند؛ می‌توان چند بار گفت"),
    entry("run", "at", "روزی که پرونده آغاز می‌شود، میلادی یا خورشیدی؛ اگر گفته نشود `2025-04-05`"),
    entry("run", "trace", "همهٔ رویدادها را نشان می‌دهد"),
    entry("convert", "", "یک فرایند یا تصمیم‌های آن را به نشان‌گذاری دیگری می‌نویسد: YAML، BPMN، DMN"),
    entry("convert", "input", "فرایندی از بانک یا یک فایل: .yaml، .bpmn، .dmn"),
    entry("convert", "output", "فایلی که نوشته می‌شود: .yaml، .bpmn، .dmn"),
    entry("convert", "with", "فرایند را با ادغام این اصلاح یا گونه می‌نویسد: شناسهٔ آن یا یک فایل YAML"),
    entry("convert", "process", "کدام فرایند، اگر در فایل BPMN چند فرایند هست"),
    entry("convert", "force", "اگر فایل از پیش هست روی آن می‌نویسد"),
    entry("fmt", "", "کلیدهای فایل‌ها را به ترتیب متعارف می‌آورد؛ توضیح‌ها می‌مانند"),
    entry("fmt", "files", "فایل‌ها، یا پوشه‌ها با همهٔ فایل‌های YAML درونشان؛ اگر گفته نشود بانک"),
    entry("fmt", "check", "چیزی را تغییر نمی‌دهد؛ فقط می‌گوید کدام فایل‌ها مرتب نیستند"),
    entry("schema", "", "زبان برای ویرایشگرها: طرح‌وارهٔ JSON یک نوع فایل"),
    entry("schema", "kind", "نوع فایل، همان نخستین کلید آن: `process`، `overlay`، `scenario` و مانند این‌ها"),
    entry("show", "step", "همهٔ آنچه دربارهٔ این گام گفته شده است: در کدام سطر، و با کدام عمل و چرا"),
    entry("digest", "", "چکیدهٔ متعارف یک فرایند، برای `base` در یک لایه"),
    entry("digest", "with", "چکیده را با ادغام این اصلاح یا گونه می‌دهد: شناسهٔ آن یا یک فایل YAML"),
    entry("diff", "", "لایه‌ای که یک فرایند را به فرایند دیگر می‌رساند، به شکل YAML"),
    entry("diff", "from", "فرایند چنان که هست: از بانک یا یک فایل YAML"),
    entry("diff", "to", "فرایند چنان که باید باشد: از بانک یا یک فایل YAML"),
    entry("diff", "with", "این اصلاح یا گونه را در فرایند دوم ادغام می‌کند: شناسهٔ آن یا یک فایل YAML"),
    entry("rebase", "", "یک لایه، نوشته برای فرایند امروز: ادغام سه‌طرفه"),
    entry("rebase", "overlay", "لایه: شناسهٔ آن یا یک فایل YAML"),
    entry("rebase", "base", "فرایندی که لایه برای آن نوشته شده است، به شکل فایل YAML"),
    entry("rebase", "of", "فرایندی که لایه آن را تغییر می‌دهد، اگر چند فرایند لایه‌ای به این نام دارند"),
    entry("new", "", "فایلی با یادداشت برای آغاز، در پوشه‌ای که بانک در آن می‌جوید"),
    entry("new process", "", "یک فرایند: `services/ID.yaml`"),
    entry("new process", "id", "شناسهٔ آن، به شکل kebab-case"),
    entry("new overlay", "", "گونهٔ یک دفتر: `variants/ID/PROCESS.yaml`"),
    entry("new overlay", "id", "شناسهٔ آن دفتر، به شکل kebab-case"),
    entry("new overlay", "of", "فرایندی که تغییر می‌کند"),
    entry("new reform", "", "یک اصلاح: `reforms/ID.yaml`"),
    entry("new reform", "id", "شناسهٔ آن، به شکل kebab-case"),
    entry("new reform", "of", "فرایندی که تغییر می‌کند"),
    entry("bank", "", "بانک چه دارد و دفترهایش چقدر از هم دورند"),
    entry("bank list", "", "همهٔ فرایندها به تفکیک حوزه"),
    entry("bank list", "domain", "فقط این حوزه: کد آن"),
    entry("bank search", "", "فرایندهایی که همهٔ این واژه‌ها در آن‌ها هست؛ شیوهٔ نوشتن فارسی مهم نیست"),
    entry("bank search", "words", "آنچه در شناسه‌ها، عنوان‌ها، حوزه‌ها، متولی‌ها و گام‌ها جست‌وجو می‌شود"),
    entry("bank show", "", "آنچه دربارهٔ یک فرایند گفته شده و آنچه به آن وابسته است"),
    entry("bank stats", "", "از هر چیز چند تا هست"),
    entry("bank check", "", "هر ایرادی که در فایل‌های بانک هست"),
    entry("bank drift", "", "گونه‌های یک فرایند چقدر از آن و از یکدیگر دورند"),
    entry("bank drift", "structure_only", "هزینهٔ گونه‌ها به روز شبیه‌سازی نمی‌شود"),
    entry("bank drift", "all", "همهٔ تفاوت‌ها را نشان می‌دهد، نه فقط رایج‌ترین‌ها را"),
    entry("bank unify", "", "یک فرایند و برای هر کدام یک گونه، از تعریف‌هایی که جدا از هم نوشته شده‌اند"),
    entry("bank unify", "texts", "تعریف‌های یک فرایند: فایل YAML یا فرایندی از بانک"),
    entry("bank unify", "id", "شناسهٔ فرایندی که از آن‌ها به دست می‌آید؛ اگر گفته نشود شناسهٔ نخستین"),
    entry("bank unify", "out", "پایه و گونه‌ها را در این پوشه و در زیرپوشه‌های بانک می‌نویسد"),
    entry("bank unify", "force", "روی فایل‌های موجود می‌نویسد"),
    entry("bank unify", "same", "این دو یکی است: `north/step/visit=south/step/s2`؛ چند بار هم می‌شود گفت"),
    entry("bank unify", "different", "این دو یکی نیست، به همان شکل"),
    entry("bank unify", "all", "مرحله‌ها، نقش‌ها، مدارک و پایان‌ها را هم نشان می‌دهد"),
    entry("bank drift", "html", "آن را در یک صفحهٔ مستقل می‌نویسد که به چیز دیگری نیاز ندارد، به زبان `--lang`"),
    entry(
        "bank drift",
        "at",
        "صفحه می‌گوید تا این روز، میلادی یا خورشیدی، پایان کدام گونه‌ها گذشته است؛ اگر گفته نشود فقط روز پایان می‌آید",
    ),
    entry("bank export", "", "همهٔ فرایندها به شکل فایل BPMN، و هر گونه جداگانه"),
    entry("bank export", "directory", "پوشه‌ای که فایل‌ها در آن نوشته می‌شوند"),
    entry("bank export", "force", "روی فایل‌های موجود می‌نویسد"),
    entry("show", "with", "فرایند را با ادغام این اصلاح یا گونه نشان می‌دهد: شناسهٔ آن یا یک فایل YAML"),
];

fn find(command: &str, argument: &str) -> Option<&'static Entry> {
    let of = |command: &str| TABLE.iter().find(|entry| entry.command == command && entry.argument == argument);
    // `bank diff` is `diff` under another name.
    let last = command.rsplit(' ').next().unwrap_or(command);
    of(command).or_else(|| of(last)).or_else(|| of("*"))
}

/// What may be written at the argument that is called so: `--threads <THREADS>`.
pub(crate) fn wanted(shown: &str) -> Option<&'static str> {
    let name = shown.trim_start_matches('-').split([' ', '=']).next()?;
    find("*", name).map(|entry| entry.wanted).filter(|wanted| !wanted.is_empty())
}

/// The language that was asked for. It is looked for before the words are understood, so that
/// what is wrong with them can be said in it.
pub(crate) fn asked(words: &[OsString]) -> Language {
    let words = words.iter().map(OsString::as_os_str).take_while(|word| *word != OsStr::new("--"));
    let mut after_lang = false;
    for word in words {
        let value = match word.to_str() {
            Some(value) if after_lang => value,
            Some(word) => word.strip_prefix("--lang=").unwrap_or_default(),
            None => "",
        };
        if value == "fa" {
            return Language::Fa;
        }
        after_lang = word == OsStr::new("--lang");
    }
    Language::En
}

/// Understands the words of the command line.
///
/// # Errors
/// What [`clap`] says of them, help and version included.
pub(crate) fn parse(words: &[OsString], language: Language) -> Result<Cli, clap::Error> {
    if language == Language::En {
        return Cli::try_parse_from(words);
    }
    let mut command = command();
    let matches = command.try_get_matches_from_mut(words)?;
    if let Some(("help", help)) = matches.subcommand() {
        // Asked for as a command, it is what the option says of the same command.
        let of = help.get_many::<String>("of").into_iter().flatten().cloned();
        let words = ["ravand".to_owned()].into_iter().chain(of).chain(["--help".to_owned()]);
        command.try_get_matches_from_mut(words)?;
        return Err(command.error(ErrorKind::DisplayHelp, ""));
    }
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The command with its help in Persian.
fn command() -> Command {
    let help = Command::new("help").arg(Arg::new("of").value_name("COMMAND").num_args(0..));
    // A terminal wraps a Persian line better than somebody who counts letters.
    in_persian(Cli::command().disable_help_subcommand(true).subcommand(help).term_width(usize::MAX), "ravand")
}

/// What the table calls a command of another: `bank drift`; one of the program has its own name.
fn called(name: &str, of: &str) -> String {
    if of == "ravand" { name.to_owned() } else { format!("{of} {name}") }
}

fn in_persian(command: Command, name: &str) -> Command {
    let about = find(name, "").map_or("", |entry| entry.words);
    let example = command.get_after_help().map(|text| text.to_string().replace("Example:", "نمونه:"));
    let has_commands = command.get_subcommands().next().is_some();
    let has_positionals = command.get_positionals().next().is_some();
    let mut template = String::from("{about-with-newline}\nکاربرد: {usage}\n\n");
    if has_commands {
        template.push_str("دستورها:\n{subcommands}\n\n");
    }
    if has_positionals {
        template.push_str("آرگومان‌ها:\n{positionals}\n\n");
    }
    template.push_str("گزینه‌ها:\n{options}{after-help}");
    let command = command
        .about(persian::sentence(about))
        .long_about(None)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .mut_args(|argument| argument_in_persian(name, argument))
        .mut_subcommands(|command| {
            let name = called(command.get_name(), name);
            in_persian(command.disable_help_subcommand(true), &name)
        })
        .help_template(template);
    match example {
        Some(example) => command.after_help(example),
        None => command,
    }
}

fn argument_in_persian(command: &str, argument: Arg) -> Arg {
    let mut words = find(command, argument.get_id().as_str()).map_or_else(String::new, |entry| entry.words.to_owned());
    let argument = argument.long_help(None);
    if !argument.get_action().takes_values() {
        return argument.help(persian::sentence(&words));
    }
    let values = argument.get_possible_values();
    let unsaid = values.iter().map(|value| format!("`{}`", value.get_name())).filter(|name| !words.contains(name));
    let unsaid: Vec<_> = unsaid.collect();
    if !unsaid.is_empty() {
        words.push_str(&format!(": یکی از {}", unsaid.join("، ")));
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        words.push_str(&format!(" (اگر گفته نشود {})", persian::digits(&defaults.join("، "))));
    }
    argument.help(persian::sentence(&words)).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::{TABLE, asked, called, command, find, wanted};
    use crate::args::Cli;
    use clap::builder::ValueParser;
    use clap::{Command, CommandFactory};
    use ravand_core::Language;
    use std::ffi::OsString;

    /// Every command with every argument, by what the table would call them.
    fn all(command: &Command, name: &str, seen: &mut Vec<(String, String)>) {
        seen.push((name.to_owned(), String::new()));
        seen.extend(command.get_arguments().map(|argument| (name.to_owned(), argument.get_id().to_string())));
        command.get_subcommands().for_each(|command| all(command, &called(command.get_name(), name), seen));
    }

    #[test]
    fn every_command_and_argument_has_persian_words() {
        let mut seen = Vec::new();
        all(&Cli::command(), "ravand", &mut seen);
        let missing: Vec<_> = seen
            .iter()
            .filter(|(command, argument)| find(command, argument).is_none())
            .map(|(command, argument)| format!("    entry({command:?}, {argument:?}, \"…\"),"))
            .collect();
        assert!(missing.is_empty(), "add to TABLE in src/help.rs:\n{}", missing.join("\n"));
    }

    #[test]
    fn nothing_of_the_table_is_idle() {
        let mut seen = Vec::new();
        all(&command(), "ravand", &mut seen);
        for entry in TABLE {
            let used = seen
                .iter()
                .any(|(command, argument)| find(command, argument).is_some_and(|found| std::ptr::eq(found, entry)));
            assert!(used, "nothing is called `{}` `{}`", entry.command, entry.argument);
            let persian = |text: &str| text.chars().any(|c| ('\u{0600}'..='\u{06ff}').contains(&c));
            assert!(persian(entry.words), "{}", entry.words);
            let prose: String = entry.words.split('`').step_by(2).collect();
            assert!(!prose.contains(['ي', 'ك', ',', ';', '?']) && !prose.contains(|c: char| c.is_ascii_digit()));
        }
    }

    /// A number or the like can be wrong in ways that only the table can name.
    #[test]
    fn what_can_be_refused_says_what_is_wanted() {
        let command = Cli::command();
        let free = [ValueParser::string().type_id(), ValueParser::path_buf().type_id()];
        let of_commands = command.get_subcommands().flat_map(Command::get_arguments);
        for argument in command.get_arguments().chain(of_commands) {
            let listed = !argument.get_possible_values().is_empty();
            if argument.get_action().takes_values() && !listed && !free.contains(&argument.get_value_parser().type_id())
            {
                let name = argument.get_long().unwrap_or_default();
                assert!(wanted(&format!("--{name} <X>")).is_some(), "say in TABLE what is `wanted` at --{name}");
            }
        }
    }

    #[test]
    fn the_persian_command_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn the_language_is_found_among_wrong_words() {
        let check = |line: &str, expected| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(asked(&words), expected, "{line}");
        };
        check("ravand --lang fa --no-such-thing", Language::Fa);
        check("ravand shwo --lang=fa", Language::Fa);
        check("ravand show --lang", Language::En);
        check("ravand show --lang en", Language::En);
        check("ravand show fa", Language::En);
        check("ravand show -- --lang fa", Language::En);
    }
}
