//! The shared vocabulary of messages: a [`Code`] with its words in every language.
//!
//! It stands in the lowest crate so that an expression, a calendar, a definition and a
//! lint rule all speak the same way. A message is a template and named arguments; a
//! message that was already put into words is never stored.

use std::fmt;

/// A language that Ravand speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English, left to right.
    #[default]
    En,
    /// Persian (Farsi), right to left, with Persian digits where shown.
    Fa,
}

/// How much a message weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth mending.
    Warning,
    /// Must be mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One text in both languages. `{name}` stands for the argument of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The English text.
    pub en: &'static str,
    /// The Persian text.
    pub fa: &'static str,
}

impl Words {
    /// The text in `language`, its `{name}` replaced by the arguments.
    ///
    /// An argument that the template does not name is left out; a `{name}` without an
    /// argument stays as it is.
    pub fn fill(&self, language: Language, args: &Args) -> String {
        let template = match language {
            Language::En => self.en,
            Language::Fa => self.fa,
        };
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let Some(len) = rest[open..].find('}') else {
                break;
            };
            let name = &rest[open + 1..open + len];
            text.push_str(&rest[..open]);
            match args.get(name) {
                Some(value) => text.push_str(value),
                None => text.push_str(&rest[open..=open + len]),
            }
            rest = &rest[open + len + 1..];
        }
        text.push_str(rest);
        text
    }
}

/// A stable code with its words. Codes are `static`s that stand beside what reports them.
///
/// ```
/// use ravand_feel::{Args, Code, Language, Severity, Words};
/// static UNKNOWN: Code = Code {
///     id: "XX001",
///     severity: Severity::Error,
///     message: Words { en: "nobody defined `{name}`", fa: "«{name}» تعریف نشده است" },
///     help: Words { en: "define it under `data`", fa: "آن را زیر `data` تعریف کنید" },
/// };
/// let args = Args::new().with("name", "area");
/// assert_eq!(UNKNOWN.message.fill(Language::En, &args), "nobody defined `area`");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Letters and digits, never reused: `FE003`.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Words,
}

/// The named arguments of a message, in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Args(Vec<(&'static str, String)>);

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// These arguments and one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// The argument of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    /// All arguments.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(n, v)| (*n, v.as_str()))
    }
}

/// Declares [`Code`]s with their words, and `ALL` of them in a list.
///
/// ```
/// ravand_feel::codes! {
///     pub(crate)
///     UNKNOWN "XX001" Error {
///         "nobody defined `{name}`"
///         "«{name}» تعریف نشده است"
///         help "define it under `data`"
///         "آن را زیر `data` تعریف کنید"
///     }
/// }
/// # fn main() {
/// assert_eq!(ALL[0].id, UNKNOWN.id);
/// # }
/// ```
#[macro_export]
macro_rules! codes {
    ($vis:vis $($name:ident $id:literal $severity:ident {
        $en:literal $fa:literal help $help_en:literal $help_fa:literal
    })+) => {
        $(
            #[doc = $en]
            $vis static $name: $crate::Code = $crate::Code {
                id: $id,
                severity: $crate::Severity::$severity,
                message: $crate::Words { en: $en, fa: $fa },
                help: $crate::Words { en: $help_en, fa: $help_fa },
            };
        )+
        /// All codes declared here, in the order of their ids.
        $vis static ALL: &[&$crate::Code] = &[$(&$name),+];
    };
}
