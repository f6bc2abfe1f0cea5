//! `docs/rules.md`, made from the rules' own text, so that the two cannot tell different
//! stories. A test compares the file with [`manual`].

use crate::risk::Band;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::weights::Weights;
use ravand_feel::{Language, Severity};
use std::fmt::Write;

const HEAD: &str = "\
# Rules

This page is made from the rules themselves: change them under `crates/ravand-lint/src/`, then run
`UPDATE_DOCS=1 cargo test -p ravand-lint`. `ravand lint --explain GS001` shows the same text.

A rule speaks of how a process is designed and never of the people who work in it. Where a score is
shown it is **a design risk, not an accusation**.

این صفحه از متن خود قاعده‌ها ساخته می‌شود. قاعده دربارهٔ طراحی فرایند سخن می‌گوید و نه دربارهٔ کسانی که در آن کار
می‌کنند: هر جا امتیازی نشان داده می‌شود، **ریسک طراحی است، نه اتهام**.
";

const SCORE: &str = "\
## The design-risk score

A golden signature (امضای طلایی) has two faces: one signature speeds a file while another on the same
letter stalls it. The power to refuse and the power to delay are scored apart and shown apart.

```text
veto  = P · H · D · (1 − Av)
delay = P · H · T · (1 − Ad)
risk  = 100 · (1 − (1 − veto) · (1 − delay_share · delay))
```

- **P**, how far a favourable end depends on the step: 1 where every way to every favourable end
  passes, inside a parallel branch too; otherwise the share of the favourable cases that pass, where
  a simulation or a scenario knows it; where nobody does, 1, and the result says that it is assumed;
  0 where no way to a favourable end passes. Where a process declares no favourable end, every end
  counts.
- **H**, concentration: 1/√holders, and 0 where there are as many as are wanted. Where nobody says
  how many hold a role, one is assumed, and the result says so. A count of golden signatures is
  printed with every assumed number of holders doubled as well.
- **D**, power to decide, by the kind of discretion. Published criteria lower it for a judgement.
- **T**, power to hold up.
- **Av**, what offsets the veto, and **Ad**, what offsets the delay: each safeguard takes its weight
  away. An objection counts if another role hears it; a second signatory counts if it is another
  role, or a role with several holders. A consequence counts only where there is a deadline, and
  not if it falls on the applicant: a time-out that ends in refusal or withdrawal makes a delay
  stronger.

Two doers have no power over anybody and score 0. A **machine** (a role of the party `system`, a
role with unlimited holders, a decision table) chooses nothing and holds nobody up. The
**applicant** (a role of the party `applicant`) may choose as she likes in her own matter, and may
let it lie. Other bodies count like the city's own offices.
";

const BANDS: &str = "\
| band | when |
|---|---|
| golden | the score is `golden_from` or more, and there is a veto |
| stamp | the score is `golden_from` or more by delay alone: a signature that decides nothing and holds up all the same |
| suspect | the score is `suspect_from` or more |
| low | the score is above 0 |
| none | the score is 0 |

The weights are a starting point that nobody has calibrated. A bank overrides them by name under
`risk` in its `bank.yaml`; how far the ranking hangs on them is measured by moving every weight by
up to a fifth, a thousand times, and printed as Kendall's τ.
";

/// The page on all rules, in Markdown.
pub fn manual() -> String {
    let mut page = format!("{HEAD}\n{SCORE}\n");
    weights(&mut page);
    let names = [Band::Golden, Band::Stamp, Band::Suspect, Band::Low, Band::None];
    let names: Vec<&str> = names.iter().map(|band| band.name(Language::Fa)).collect();
    let _ = writeln!(page, "\n{BANDS}\nPersian names, in this order: {}.\n", names.join("، "));
    index(&mut page);
    RULES.iter().for_each(|rule| section(&mut page, rule));
    page
}

fn weights(page: &mut String) {
    page.push_str("| weight | default | meaning | معنا |\n|---|---|---|---|\n");
    for weight in Weights::table() {
        let (name, default, words) = (weight.name, weight.default, weight.words);
        let _ = writeln!(page, "| `{name}` | {default} | {} | {} |", words.en, words.fa);
    }
}

fn index(page: &mut String) {
    page.push_str("## All rules\n\nEach rule says what three integrity methods call what it finds, in our words.\n\n| code | name | severity | remedy | راه چاره |\n|---|---|---|---|---|\n");
    for rule in RULES {
        let (id, name, severity) = (rule.code.id, rule.name, rule.code.severity);
        let _ = writeln!(page, "| {id} | {name} | {severity} | {} | {} |", rule.remedy.en, rule.remedy.fa);
    }
}

fn section(page: &mut String, rule: &Rule) {
    let Rule { code, name, methods, remedy, .. } = rule;
    let severity = match code.severity {
        Severity::Error => "error · خطا",
        Severity::Warning => "warning · هشدار",
        Severity::Info => "info · یادداشت",
    };
    let _ = writeln!(page, "\n## {} {name}\n\n*{severity}*\n", code.id);
    page.push_str(&rule.manual(Language::En));
    let _ = writeln!(page, "\n### What it offers\n{}.", capitalised(remedy.en));
    page.push_str("\n### What the integrity methods call it\n| method | English | فارسی |\n|---|---|---|\n");
    let methods = [
        ("ACRC, Corruption Impact Assessment", methods.acrc),
        ("RAI/RCC, corruption proofing", methods.rai),
        ("Klitgaard's heuristic", methods.klitgaard),
    ];
    for (method, words) in methods {
        let _ = writeln!(page, "| {method} | {} | {} |", words.en, words.fa);
    }
    let _ = writeln!(page, "\n<div dir=\"rtl\" lang=\"fa\">\n\n{}\n</div>", rule.persian_text());
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
