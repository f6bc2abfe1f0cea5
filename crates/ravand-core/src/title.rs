//! A name for people, in the languages that somebody wrote.

use ravand_feel::Language;

/// A title in English, Persian or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// English.
    pub en: Option<String>,
    /// Persian.
    pub fa: Option<String>,
}

impl Title {
    /// Plain text, which is taken for English.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { en: Some(text.into()), fa: None }
    }

    /// Whether nothing is written in any language.
    pub fn is_blank(&self) -> bool {
        self.get(Language::En).trim().is_empty()
    }

    /// The title in `language`, or else in the other; empty if there is none.
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::En => (&self.en, &self.fa),
            Language::Fa => (&self.fa, &self.en),
        };
        first.as_deref().or(second.as_deref()).unwrap_or("")
    }

    /// The title in `language`, or else in the other, or else `id`.
    pub fn or_id<'a>(&'a self, language: Language, id: &'a str) -> &'a str {
        match self.get(language) {
            "" => id,
            title => title,
        }
    }
}
