//! Every number of the design-risk score, in one table that a bank can override.
//!
//! Invariant: a weight is a finite number from 0 to its maximum. The defaults are a starting
//! point that nobody has calibrated; [`stability`](crate::stability) says how far a ranking
//! hangs on them.

use crate::codes::{WEIGHT_OUT_OF_RANGE, WEIGHT_UNKNOWN};
use ravand_feel::{Args, Code, Words};

/// One number of the score.
#[derive(Debug, Clone, Copy)]
pub struct Weight {
    /// As a bank's `risk` names it: `discretion_free`.
    pub name: &'static str,
    /// What it weighs.
    pub words: Words,
    /// Its value where nobody says another.
    pub default: f64,
    /// Its largest value; the smallest is 0.
    pub max: f64,
    slot: fn(&mut Weights) -> &mut f64,
    value: fn(&Weights) -> f64,
}

/// Declares [`Weights`] and the table of their names, so that neither can miss one.
macro_rules! weights {
    ($($name:ident = $default:literal up to $max:literal, $en:literal, $fa:literal;)*) => {
        /// The weights of the score.
        ///
        /// ```
        /// use ravand_lint::Weights;
        /// let mut weights = Weights::default();
        /// weights.set("discretion_free", 0.9)?;
        /// assert_eq!(weights.get("discretion_free"), Some(0.9));
        /// assert!(weights.set("discretion_fre", 0.9).is_err());
        /// # Ok::<(), ravand_lint::WeightError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq)]
        pub struct Weights {
            $(#[doc = $en] pub(crate) $name: f64,)*
        }

        impl Default for Weights {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        static TABLE: &[Weight] = &[$(Weight {
            name: stringify!($name),
            words: Words { en: $en, fa: $fa },
            default: $default,
            max: $max,
            slot: |weights| &mut weights.$name,
            value: |weights| weights.$name,
        },)*];
    };
}

weights! {
    discretion_none = 0.0 up to 1.0, "D without discretion", "D، بدون صلاحدید";
    discretion_criteria = 0.2 up to 1.0, "D bound by criteria", "D، تکلیفی بر پایهٔ معیار";
    discretion_published_judgement = 0.4 up to 1.0, "D of a judgement on published criteria", "D، تشخیصی با معیار منتشرشده";
    discretion_judgement = 0.7 up to 1.0, "D of any other judgement", "D، تشخیصی در حالت‌های دیگر";
    discretion_free = 1.0 up to 1.0, "D of a free choice", "D، تخییری";
    hold_up_decision = 1.0 up to 1.0, "T of a person who approves, judges or decides", "T، شخصی که تأیید می‌کند، می‌سنجد یا تصمیم می‌گیرد";
    hold_up_work = 0.5 up to 1.0, "T of a person's other work", "T، دیگر کارهای یک شخص";
    hold_up_machine = 0.0 up to 1.0, "T of a machine", "T، سامانه";
    reasons = 0.25 up to 1.0, "Av: a refusal must give reasons", "Av، رد باید با دلیل باشد";
    published_criteria = 0.25 up to 1.0, "Av: published criteria", "Av، معیارهای منتشرشده";
    objection = 0.20 up to 1.0, "Av: an objection that another role hears", "Av، اعتراض نزد نقشی دیگر";
    second_signatory = 0.15 up to 1.0, "Av: a second signatory", "Av، امضای دوم";
    evidence = 0.15 up to 1.0, "Av: recorded evidence", "Av، مستندات ثبت‌شده";
    due = 0.30 up to 1.0, "Ad: a deadline", "Ad، مهلت";
    on_breach = 0.40 up to 1.0, "Ad: a consequence when the deadline passes", "Ad، پیامد گذشتن مهلت";
    assigned = 0.15 up to 1.0, "Ad: the doer is assigned, not chosen", "Ad، ارجاع کار بدون انتخاب شخص";
    queue_fifo = 0.15 up to 1.0, "Ad: the order of the queue is not chosen", "Ad، ترتیب صف به دلخواه نیست";
    delay_share = 0.6 up to 1.0, "how much a delay weighs beside a veto", "وزن تأخیر در کنار وتو";
    golden_from = 60.0 up to 100.0, "golden from this score on", "طلایی از این امتیاز به بالا";
    suspect_from = 35.0 up to 100.0, "suspect from this score on", "مشکوک از این امتیاز به بالا";
}

/// Why a weight cannot be set.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightError {
    /// The score has no such weight.
    #[error("the risk score has no weight `{name}`; its weights are: {}", Weights::list())]
    Unknown {
        /// What was written.
        name: String,
    },
    /// The value is outside of what the weight can be.
    #[error("the weight `{name}` cannot be {value}: write a number from 0 to {max}")]
    OutOfRange {
        /// The weight.
        name: &'static str,
        /// What was written.
        value: f64,
        /// Its largest value.
        max: f64,
    },
}

impl Weights {
    /// Every weight, in the order in which the formula uses it.
    pub fn table() -> &'static [Weight] {
        TABLE
    }

    /// The names of all weights.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|weight| weight.name)
    }

    /// The value of a weight, if there is one of that name.
    pub fn get(&self, name: &str) -> Option<f64> {
        TABLE.iter().find(|weight| weight.name == name).map(|weight| (weight.value)(self))
    }

    /// Overrides a weight.
    ///
    /// # Errors
    /// If there is no such weight, or the value is not from 0 to its maximum.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), WeightError> {
        let Some(weight) = TABLE.iter().find(|weight| weight.name == name) else {
            return Err(WeightError::Unknown { name: name.to_owned() });
        };
        if !(0.0..=weight.max).contains(&value) {
            return Err(WeightError::OutOfRange { name: weight.name, value, max: weight.max });
        }
        *(weight.slot)(self) = value;
        Ok(())
    }

    /// These weights, each taken times the factor that `of` gives for its position.
    pub(crate) fn scaled(&self, of: impl Fn(usize) -> f64) -> Self {
        let mut scaled = self.clone();
        for (position, weight) in TABLE.iter().enumerate() {
            let slot = (weight.slot)(&mut scaled);
            *slot = (*slot * of(position)).min(weight.max);
        }
        scaled
    }

    fn list() -> String {
        Self::names().collect::<Vec<_>>().join(", ")
    }
}

impl WeightError {
    /// Its words in every language.
    pub fn code(&self) -> &'static Code {
        match self {
            WeightError::Unknown { .. } => &WEIGHT_UNKNOWN,
            WeightError::OutOfRange { .. } => &WEIGHT_OUT_OF_RANGE,
        }
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        match self {
            WeightError::Unknown { name } => Args::new().with("name", name).with("names", Weights::list()),
            WeightError::OutOfRange { name, value, max } => {
                Args::new().with("name", name).with("value", value).with("max", max)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ravand_feel::Language;

    #[test]
    fn every_weight_can_be_read_and_set() {
        let mut weights = Weights::default();
        for weight in Weights::table() {
            assert_eq!(weights.get(weight.name), Some(weight.default), "{}", weight.name);
            weights.set(weight.name, 0.125).unwrap();
            assert_eq!(weights.get(weight.name), Some(0.125), "{}", weight.name);
        }
    }

    #[test]
    fn each_kind_of_offset_can_take_all_of_a_power_away() {
        let sum = |names: &[&str]| -> f64 { names.iter().filter_map(|name| Weights::default().get(name)).sum() };
        let veto = ["reasons", "published_criteria", "objection", "second_signatory", "evidence"];
        assert!((sum(&veto) - 1.0).abs() < 1e-12);
        assert!((sum(&["due", "on_breach", "assigned", "queue_fifo"]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_weight_is_refused_in_words() {
        let mut weights = Weights::default();
        for value in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            let error = weights.set("reasons", value).unwrap_err();
            assert_eq!(error.code().id, "LN002", "{value}");
        }
        let error = weights.set("reason", 0.1).unwrap_err();
        let help = error.code().help.fill(Language::Fa, &error.args());
        assert!(help.contains("reasons، published_criteria"), "{help}");
        assert_eq!(weights, Weights::default());
    }
}
