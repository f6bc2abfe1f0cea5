//! The shared vocabulary of messages: a [`Code`] with its words in every language.
//!
//! It stands in the lowest crate so that an expression, a calendar, a definition and a
//! lint rule all speak the same way. A message is a template and named arguments; a
//! message that was already put into words is never stored. An argument is an id or a
//! figure, or it has words of its own in every language ([`Args::with_words`]): a sentence is
//! never half in one language and half in another.

use crate::persian;
use std::borrow::Cow;
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
    /// The text of that language, with its `{name}` as they stand.
    pub const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fa => self.fa,
        }
    }

    /// The text in `language`, its `{name}` replaced by the arguments.
    ///
    /// An argument that the template does not name is left out; a `{name}` without an
    /// argument stays as it is. In Persian a figure gets Persian digits and a list its
    /// comma, unless the template holds them between backquotes or «guillemets»: there
    /// stands what somebody typed.
    pub fn fill(&self, language: Language, args: &Args) -> String {
        fill(self.of(language), language, args)
    }
}

/// A template with its `{name}` replaced by the arguments: see [`Words::fill`].
fn fill(template: &str, language: Language, args: &Args) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    let mut typed = Typed::default();
    while let Some(open) = rest.find('{') {
        let Some(len) = rest[open..].find('}') else {
            break;
        };
        let name = &rest[open + 1..open + len];
        typed.pass(&rest[..open]);
        text.push_str(&rest[..open]);
        match args.value(name, language) {
            Some(value) if language == Language::En || typed.inside() => text.push_str(&value),
            Some(value) => text.push_str(&persian::value(&value)),
            None => text.push_str(&rest[open..=open + len]),
        }
        rest = &rest[open + len + 1..];
    }
    text.push_str(rest);
    text
}

/// Whether a place of a template is one for what somebody typed.
#[derive(Default)]
struct Typed {
    code: bool,
    guillemets: bool,
}

impl Typed {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '`' => self.code = !self.code,
                '«' => self.guillemets = true,
                '»' => self.guillemets = false,
                _ => {}
            }
        }
    }

    fn inside(&self) -> bool {
        self.code || self.guillemets
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

/// A code with its arguments, not yet put into words: what an error or an event keeps of
/// why something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is, with its words.
    pub code: &'static Code,
    /// What the words speak of.
    pub args: Args,
}

impl Message {
    /// A code with its arguments.
    pub const fn new(code: &'static Code, args: Args) -> Self {
        Self { code, args }
    }

    /// What is wrong, in `language`.
    pub fn message(&self, language: Language) -> String {
        self.code.message.fill(language, &self.args)
    }

    /// How to mend it, in `language`.
    pub fn help(&self, language: Language) -> String {
        self.code.help.fill(language, &self.args)
    }
}

/// The named arguments of a message. They belong to no language: the words of an argument
/// are chosen when the message is filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Args(Vec<(Cow<'static, str>, Argument)>);

/// What a message speaks of under one name. Whoever stores a message stores its code and
/// these, never the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// An id, a figure, a piece of code: the same in every language.
    Text(String),
    /// The same for a reader of English and for one of Persian.
    Both(String, String),
    /// Words with arguments of their own.
    Said {
        /// The English words, their `{name}` as they stand.
        en: Cow<'static, str>,
        /// The Persian ones.
        fa: Cow<'static, str>,
        /// What they speak of.
        args: Args,
    },
}

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// These arguments and one more: an id, a figure or a piece of code, which is the same
    /// in every language. One of that name that was there is replaced.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.and(name, Argument::Text(value.to_string()))
    }

    /// These arguments and one more, which has a form of its own in Persian: a date of the
    /// Persian calendar.
    #[must_use]
    pub fn with_persian(self, name: &'static str, value: impl fmt::Display, persian: impl fmt::Display) -> Self {
        self.and(name, Argument::Both(value.to_string(), persian.to_string()))
    }

    /// These arguments and one that is a word or a phrase.
    ///
    /// ```
    /// use ravand_feel::{Args, Language, Words};
    /// let process = Words { en: "process", fa: "فرایند" };
    /// let twice = Words { en: "{what} `{id}` is there twice", fa: "{what} «{id}» دو بار آمده است" };
    /// let args = Args::new().with_words("what", process).with("id", "sign");
    /// assert_eq!(twice.fill(Language::En, &args), "process `sign` is there twice");
    /// assert_eq!(twice.fill(Language::Fa, &args), "فرایند «sign» دو بار آمده است");
    /// ```
    #[must_use]
    pub fn with_words(self, name: &'static str, words: Words) -> Self {
        self.with_said(name, words, Self::new())
    }

    /// These arguments and one that is a message itself: why something failed.
    #[must_use]
    pub fn with_said(self, name: &'static str, words: Words, args: Args) -> Self {
        self.and(name, Argument::Said { en: Cow::Borrowed(words.en), fa: Cow::Borrowed(words.fa), args })
    }

    /// These arguments and one that is why something failed.
    #[must_use]
    pub fn with_message(self, name: &'static str, message: &Message) -> Self {
        self.with_said(name, message.code.message, message.args.clone())
    }

    fn and(mut self, name: &'static str, value: Argument) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((Cow::Borrowed(name), value));
        self
    }

    /// Every name with what stands under it, in the order of their coming.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Argument)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// The id, figure or code of that name; `None` if there is none, or if it is words.
    pub fn get(&self, name: &str) -> Option<&str> {
        match self.find(name)? {
            Argument::Text(text) | Argument::Both(text, _) => Some(text),
            Argument::Said { .. } => None,
        }
    }

    /// The argument of that name as it stands in a message of that language.
    fn value(&self, name: &str, language: Language) -> Option<Cow<'_, str>> {
        Some(match self.find(name)? {
            Argument::Text(text) => Cow::Borrowed(text),
            Argument::Both(text, _) if language == Language::En => Cow::Borrowed(text),
            Argument::Both(_, persian) => Cow::Borrowed(persian),
            Argument::Said { en, args, .. } if language == Language::En => Cow::Owned(fill(en, language, args)),
            Argument::Said { fa, args, .. } => Cow::Owned(fill(fa, language, args)),
        })
    }

    fn find(&self, name: &str) -> Option<&Argument> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value)
    }
}

/// Arguments that were recorded; of a repeated name the last counts.
///
/// ```
/// use ravand_feel::{Args, Argument};
/// let args = Args::new().with("name", "area");
/// let recorded = args.iter().map(|(name, value)| (name.to_owned(), value.clone()));
/// assert_eq!(recorded.collect::<Args>(), args);
/// ```
impl FromIterator<(String, Argument)> for Args {
    fn from_iter<I: IntoIterator<Item = (String, Argument)>>(recorded: I) -> Self {
        let mut args = Self::new();
        for (name, value) in recorded {
            args.0.retain(|(known, _)| *known != name);
            args.0.push((Cow::Owned(name), value));
        }
        args
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

#[cfg(test)]
mod tests {
    use super::{Args, Language, Words};

    #[track_caller]
    fn check(fa: &'static str, args: &Args, expected: &str) {
        assert_eq!(Words { en: "", fa }.fill(Language::Fa, args), expected);
    }

    #[test]
    fn figures_are_persian_outside_of_what_was_typed() {
        let args = Args::new().with("found", "12").with("known", "a, b-2").with("sum", "97.5%");
        check("{found} تا", &args, "۱۲ تا");
        check("`{found}` و «{found}» و {found}", &args, "`12` و «12» و ۱۲");
        check("جمع {sum}: {known}", &args, "جمع ۹۷٫۵٪: a، b-2");
        check("«{nobody}» {nobody}", &args, "«{nobody}» {nobody}");
    }

    #[test]
    fn words_within_words_keep_to_the_language() {
        let inner = Words { en: "more than {max}", fa: "بیش از {max}" };
        let args = Args::new().with_said("why", inner, Args::new().with("max", 7));
        check("نشد: {why}", &args, "نشد: بیش از ۷");
        assert_eq!(Words { en: "no: {why}", fa: "" }.fill(Language::En, &args), "no: more than 7");
        assert_eq!(args.get("why"), None);
    }

    #[test]
    fn the_later_argument_of_a_name_wins() {
        let args = Args::new().with("list", "a, b, c").with("list", "a …");
        assert_eq!(args.get("list"), Some("a …"));
    }
}
