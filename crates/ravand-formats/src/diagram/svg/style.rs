//! What drawings look like: one table of rules, for a picture alone and for a page of many.

/// Selectors and what they say.
const RULES: [(&str, &str); 9] = [
    ("text", "font:12px sans-serif;fill:#222;text-anchor:middle;unicode-bidi:plaintext"),
    (".s", "fill:#fff;stroke:#222;stroke-width:1.5"),
    (".t", "stroke-width:3"),
    (".d", "stroke-dasharray:5 4"),
    (".o", "stroke-dasharray:1 3"),
    (".f", "fill:none;stroke:#222;stroke-width:1.5"),
    (".l", "fill:none;stroke:#888"),
    (".m", "fill:none;stroke:#222;stroke-width:1.2"),
    (".b", "fill:#222;stroke:#222;stroke-width:1.2"),
];

/// The rules of drawings below `scope`, a selector with a blank at its end; without one they
/// hold wherever they stand.
///
/// ```
/// use ravand_formats::diagram::style;
/// assert!(style(".drawing ").contains(".drawing .t{stroke-width:3}"));
/// ```
pub fn style(scope: &str) -> String {
    RULES.iter().map(|(selector, says)| format!("{scope}{selector}{{{says}}}")).collect()
}
