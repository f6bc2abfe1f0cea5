//! What [`clap`] says of the words of a command line, in the language that was asked for.
//! The English is clap's own; the exit code is the same in both.

use crate::help::wanted;
use crate::output::prose;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use ravand_core::Language;
use std::process::ExitCode;

/// Prints help, version or what is wrong, and says with what the command ends.
pub(crate) fn print(error: &clap::Error, language: Language) -> ExitCode {
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if language == Language::En || asked_for {
        // Nobody is left to tell if there is no way to print it.
        let _ = error.print();
    } else {
        anstream::eprintln!("{}", persian(error));
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn persian(error: &clap::Error) -> String {
    let mut lines = vec![format!("خطا: {}", fa(&message(error)))];
    lines.extend(suggestion(error).map(|text| format!("  پیشنهاد: {}", fa(&text))));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        lines.push(format!("  کاربرد: \u{2066}{usage}\u{2069}"));
    }
    lines.push(format!("  راهنما: {}", fa("با `--lang fa --help` همهٔ آنچه می‌توان نوشت نشان داده می‌شود")));
    lines.join("\n")
}

fn fa(text: &str) -> String {
    prose(text, Language::Fa)
}

fn message(error: &clap::Error) -> String {
    let argument = texts(error, ContextKind::InvalidArg);
    let value = texts(error, ContextKind::InvalidValue);
    let known = texts(error, ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.trim_matches('`').is_empty() => format!("مقدار {argument} نوشته نشده است"),
        ErrorKind::InvalidValue if known.is_empty() => format!("{argument} نمی‌تواند {value} باشد"),
        ErrorKind::InvalidValue => format!("{argument} نمی‌تواند {value} باشد؛ یکی از این‌ها را می‌پذیرد: {known}"),
        ErrorKind::ValueValidation => match wanted(argument.trim_matches('`')) {
            Some(wanted) => format!("{argument} نمی‌تواند {value} باشد؛ {wanted} می‌خواهد"),
            None => format!("{argument} نمی‌تواند {value} باشد"),
        },
        ErrorKind::UnknownArgument => format!("{argument} شناخته‌شده نیست"),
        ErrorKind::InvalidSubcommand => {
            format!("دستوری به نام {} نیست", texts(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => format!("دستور نوشته نشده است: {}", texts(error, ContextKind::ValidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("نوشته نشده است: {argument}"),
        ErrorKind::ArgumentConflict => {
            let prior = texts(error, ContextKind::PriorArg);
            if prior == argument || prior.is_empty() {
                format!("{argument} را فقط یک بار می‌توان نوشت")
            } else {
                format!("{argument} با {prior} نمی‌آید")
            }
        }
        ErrorKind::NoEquals => format!("مقدار {argument} پس از `=` می‌آید"),
        ErrorKind::TooManyValues => format!("{value} برای {argument} زیادی است"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("شمار مقدارهای {argument} درست نیست"),
        ErrorKind::InvalidUtf8 => "یکی از آرگومان‌ها متن UTF-8 نیست".to_owned(),
        _ => "آنچه نوشته شده است فهمیده نمی‌شود".to_owned(),
    }
}

fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let near = kinds.into_iter().map(|kind| texts(error, kind)).find(|near| !near.is_empty())?;
    Some(format!("آیا منظورتان {near} است؟"))
}

/// What the error says of that kind, as code, with Persian commas.
fn texts(error: &clap::Error, kind: ContextKind) -> String {
    let texts = match error.get(kind) {
        Some(ContextValue::String(text)) => std::slice::from_ref(text),
        Some(ContextValue::Strings(texts)) => texts,
        _ => &[],
    };
    let quoted: Vec<_> = texts.iter().map(|text| format!("`{}`", text.replace('`', "'"))).collect();
    quoted.join("، ")
}
