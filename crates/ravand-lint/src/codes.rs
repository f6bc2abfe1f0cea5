//! Words of this crate that belong to no single rule: a weight that cannot be set, and the
//! note that stands wherever a score is shown. A rule's own words stand in its file.

use ravand_feel::{Code, Severity, Words};

/// Stands wherever a score is shown.
pub static RISK_NOTE: Words =
    Words { en: "a design risk, not an accusation", fa: "ریسک طراحی است، نه اتهام" };

pub(crate) static WEIGHT_UNKNOWN: Code = Code {
    id: "LN001",
    severity: Severity::Error,
    message: Words {
        en: "the risk score has no weight `{name}`", fa: "امتیاز ریسک وزنی به نام «{name}» ندارد"
    },
    help: Words { en: "its weights are: {names}", fa: "وزن‌های آن این‌هاست: {names}" },
};

pub(crate) static WEIGHT_OUT_OF_RANGE: Code = Code {
    id: "LN002",
    severity: Severity::Error,
    message: Words {
        en: "the weight `{name}` cannot be {value}", fa: "وزن «{name}» نمی‌تواند {value} باشد"
    },
    help: Words { en: "write a number from 0 to {max}", fa: "عددی از ۰ تا {max} بنویسید" },
};
