//! Looking for processes by words, in either language.
//!
//! Persian is typed in many ways: with Arabic ي and ك, with and without half-spaces, hamzas
//! and other marks, with digits of three scripts. What means the same is found.

use crate::Bank;
use ravand_core::{Definition, Language, ProcessId, StepId};

/// A process that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The process.
    pub process: ProcessId,
    /// How well it was found.
    pub by: Found,
    /// The steps in which words were found that the process itself does not say.
    pub steps: Vec<StepId>,
}

/// Where the words were found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// In its id or its title.
    Name,
    /// In its domain or its owner.
    Place,
    /// In its steps.
    Steps,
}

impl Bank {
    /// The processes in which every word of a text occurs, the best first.
    ///
    /// ```
    /// use ravand_bank::Bank;
    /// use ravand_core::Definition;
    /// let mut bank = Bank::default();
    /// let mut certificate = Definition::empty("completion-certificate");
    /// certificate.title.fa = Some("گواهی پایان‌کار".to_owned());
    /// bank.processes.insert(certificate.id.value.clone(), certificate);
    /// for typed in ["پایان کار", "پایان‌کار", "گواهي", "Completion"] {
    ///     assert_eq!(bank.search(typed).len(), 1, "{typed}");
    /// }
    /// ```
    pub fn search(&self, text: &str) -> Vec<Hit> {
        let wanted: Vec<String> = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<Hit> = self.processes.values().filter_map(|process| self.hit(process, &wanted)).collect();
        hits.sort_by(|a, b| (a.by, &a.process).cmp(&(b.by, &b.process)));
        hits
    }

    fn hit(&self, process: &Definition, wanted: &[String]) -> Option<Hit> {
        let hit = |by, steps| Some(Hit { process: process.id.value.clone(), by, steps });
        let mut said = Said::default();
        said.add(process.id.as_str());
        said.title(&process.title);
        if said.missing(wanted).is_empty() {
            return hit(Found::Name, Vec::new());
        }
        for place in [&process.domain, &process.owner].into_iter().flatten() {
            said.add(place);
            let unit = self.about.as_ref().and_then(|about| about.units.get(place.value.as_str()));
            unit.iter().for_each(|unit| said.title(&unit.title));
        }
        let missing = said.missing(wanted);
        if missing.is_empty() {
            return hit(Found::Place, Vec::new());
        }
        let mut steps = Vec::new();
        for (id, step) in &process.steps {
            let mut of_step = Said::default();
            of_step.add(id.as_str());
            step.attributes.title.iter().for_each(|title| of_step.title(&title.value));
            let missing_here = of_step.missing(wanted);
            if missing.iter().any(|word| !missing_here.contains(word)) {
                steps.push(id.clone());
            }
            said.text.push_str(&of_step.text);
        }
        if said.missing(wanted).is_empty() { hit(Found::Steps, steps) } else { None }
    }
}

/// What is said somewhere, folded; with and without the spaces of each text.
#[derive(Default)]
struct Said {
    text: String,
}

impl Said {
    fn add(&mut self, text: &str) {
        let folded = fold(text);
        let joined: String = folded.split_whitespace().collect();
        for form in [folded, joined] {
            self.text.push_str(&form);
            self.text.push('\n');
        }
    }

    fn title(&mut self, title: &ravand_core::Title) {
        for language in [Language::En, Language::Fa] {
            self.add(title.get(language));
        }
    }

    fn missing<'a>(&self, wanted: &'a [String]) -> Vec<&'a String> {
        wanted.iter().filter(|word| !self.text.contains(word.as_str())).collect()
    }
}

/// A text as it is compared: small letters, one form for each letter and digit, no marks and
/// no half-spaces.
///
/// ```
/// use ravand_bank::fold;
/// assert_eq!(fold("كميسيونِ مادهٔ ۱۰۰"), "کمیسیون ماده 100");
/// assert_eq!(fold("پرونده‌ها"), fold("پروندهها"));
/// ```
pub fn fold(text: &str) -> String {
    text.chars().filter_map(letter).flat_map(char::to_lowercase).collect()
}

/// The form of a letter in which it is compared; `None` for marks and what cannot be seen.
fn letter(letter: char) -> Option<char> {
    Some(match letter {
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        '۰'..='۹' => digit(letter, '۰')?,
        '٠'..='٩' => digit(letter, '٠')?,
        // Vowel marks, hamza above, tatweel, half-spaces and marks of direction.
        '\u{064b}'..='\u{065f}'
        | '\u{0670}'
        | '\u{0640}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2066}'..='\u{2069}'
        | '\u{202a}'..='\u{202e}'
        | '\u{061c}'
        | '\u{feff}' => {
            return None;
        }
        other => other,
    })
}

fn digit(letter: char, zero: char) -> Option<char> {
    char::from_digit(letter as u32 - zero as u32, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ravand_core::{Spanned, Step, Title};

    fn bank() -> Bank {
        let mut bank = Bank::default();
        for (id, en, fa) in [
            ("article-100", "Article 100 commission case", "پروندهٔ کمیسیون مادهٔ ۱۰۰"),
            ("qr-report", "Citizen report", "گزارش مردمی"),
        ] {
            let mut process = Definition::empty(id);
            process.title = Title { en: Some(en.to_owned()), fa: Some(fa.to_owned()) };
            bank.processes.insert(process.id.value.clone(), process);
        }
        let report = bank.processes.get_mut("qr-report").expect("it is there");
        report.domain = Some(Spanned::nowhere("INS".to_owned()));
        let mut step = Step::default();
        step.attributes.title =
            Some(Spanned::nowhere(Title { en: None, fa: Some("حذف گزارش‌های تکراری".to_owned()) }));
        report.steps.insert("dedupe".into(), step);
        bank
    }

    #[test]
    fn typing_does_not_matter() {
        let bank = bank();
        let found = |text: &str| bank.search(text).into_iter().map(|hit| hit.process.to_string()).collect::<Vec<_>>();
        for typed in ["ماده 100", "مادهٔ ۱۰۰", "ماده ١٠٠", "كميسيون", "COMMISSION case", "article-100", "پرونده ۱۰۰"]
        {
            assert_eq!(found(typed), ["article-100"], "{typed}");
        }
        for typed in ["گزارشهای تکراری", "گزارش های", "گزارش‌های"] {
            assert_eq!(found(typed), ["qr-report"], "{typed}");
        }
        for typed in ["", "  ", "\u{200c}", "nothing of the kind", "commission report"] {
            assert!(found(typed).is_empty(), "{typed:?}");
        }
    }

    #[test]
    fn a_name_is_better_than_a_step() {
        let bank = bank();
        assert_eq!(bank.search("گزارش")[0].by, Found::Name);
        assert_eq!(bank.search("ins")[0].by, Found::Place);
        let steps = &bank.search("تکراری مردمی")[0];
        assert_eq!((steps.by, steps.steps.as_slice()), (Found::Steps, &[StepId::from("dedupe")][..]));
    }
}
