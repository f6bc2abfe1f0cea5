//! Words of this crate that belong to no single rule: a weight that cannot be set, and the
//! note that stands wherever a score is shown. A rule's own words stand in its file.

use ravand_feel::Words;

/// Stands wherever a score is shown.
pub static RISK_NOTE: Words =
    Words { en: "a design risk, not an accusation", fa: "ریسک طراحی است، نه اتهام" };

ravand_feel::codes! {
    pub
    WEIGHT_UNKNOWN "LN001" Error {
        "the risk score has no weight `{name}`"
        "امتیاز ریسک وزنی به نام «{name}» ندارد"
        help "its weights are: {names}"
        "وزن‌های آن این‌هاست: {names}"
    }
    WEIGHT_OUT_OF_RANGE "LN002" Error {
        "the weight `{name}` cannot be {value}"
        "وزن «{name}» نمی‌تواند {value} باشد"
        help "write a number from 0 to {max}"
        "عددی از ۰ تا {max} بنویسید"
    }
}
