//! RF701: a reform takes a control away and does not say what catches now what it caught.

use crate::control::{Control, controls_lost};
use crate::rule::{Findings, Input, Methods, ReformInput};
use ravand_core::Diagnostic;
use ravand_feel::{Args, Code, Severity, Words};

rule! {
    /// ### What it does
    /// Finds operations of an overlay that take a control away, if they do not say in
    /// `caught_by` what catches now what it caught. A control is a step with a `safeguard`, with
    /// a detection rate under `catches`, or with an outcome that with some chance leads back, out
    /// or into another process. It is taken away
    /// - by `remove`;
    /// - by `merge`, unless the step that takes it in guards against the same harm, catches the
    ///   same errors and, if the control sent cases away, sends cases away too;
    /// - by a `to` that puts another `safeguard` in the place of the one that was there.
    ///
    /// ### Why is this bad?
    /// Rework that a removed check no longer causes is saved at once and shows in every figure.
    /// The errors that it found go on, are found later at a higher price, or never. A reform that
    /// books the one and keeps silent about the other is advertising.
    ///
    /// ### Example
    /// ```yaml
    /// changes:
    ///   - remove: second-visit
    ///     why: one visit is enough
    /// ```
    ///
    /// ### Use instead
    /// Name the remaining control, or keep the step.
    /// ```yaml
    /// changes:
    ///   - remove: second-visit
    ///     why: a risk-based sample is enough
    ///     caught_by: sample audit after issue
    /// ```
    UNCAUGHT {
        code: &CODE,
        name: "uncaught",
        remedy: Words { en: "name the remaining control", fa: "نام بردن از کنترل باقی‌مانده" },
        methods: Methods {
            acrc: Words { en: "reliability of controls", fa: "اتکاپذیری کنترل‌ها" },
            rai: Words { en: "missing oversight", fa: "نبود نظارت" },
            klitgaard: Words { en: "− accountability", fa: "− پاسخ‌گویی" },
        },
        persian: "\
### چه می‌کند
عمل‌هایی از یک لایه را می‌یابد که کنترلی را برمی‌دارند و با `caught_by` نمی‌گویند اکنون چه چیزی خطاهای \
آن را می‌گیرد. کنترل گامی است که `safeguard` دارد، زیر `catches` نرخ کشف دارد، یا نتیجه‌ای دارد که با \
احتمالی پرونده را برمی‌گرداند، بیرون می‌فرستد یا به فرایندی دیگر می‌برد. کنترل برداشته می‌شود
- با `remove`؛
- با `merge`، مگر آن‌که گام پذیرنده از همان آسیب محافظت کند، همان خطاها را بگیرد و اگر کنترل پرونده‌ها را \
برمی‌گرداند، خود نیز برگرداند؛
- با `to`یی که `safeguard` دیگری به جای پیشین می‌نشاند.

### چرا بد است؟
دوباره‌کاری‌ای که بررسی حذف‌شده دیگر پدید نمی‌آورد بی‌درنگ صرفه‌جویی به شمار می‌آید و در هر رقمی پیداست. \
خطاهایی که می‌یافت پیش می‌روند، دیرتر و گران‌تر یافت می‌شوند، یا هرگز. اصلاحی که یکی را به حساب بیاورد و \
از دیگری چیزی نگوید تبلیغ است.

### به جای آن
کنترل باقی‌مانده را نام ببرید یا گام را نگه دارید.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "RF701",
    severity: Severity::Error,
    message: Words {
        en: "`{verb}` takes the control `{step}` away and does not say what catches now what it caught",
        fa: "عمل `{verb}` کنترل «{step}» را برمی‌دارد و نمی‌گوید اکنون چه چیزی خطاهای آن را می‌گیرد",
    },
    help: Words {
        en: "name the remaining control with `caught_by`, or keep the step",
        fa: "کنترل باقی‌مانده را با `caught_by` نام ببرید یا گام را نگه دارید",
    },
};

static GUARDS: Words =
    Words { en: "it guards against: {safeguard}", fa: "از این آسیب محافظت می‌کند: {safeguard}" };
static CATCHES: Words =
    Words { en: "it finds {rate} % of `{error}`", fa: "{rate} درصد از `{error}` را می‌یابد" };
static SENDS: Words = Words {
    en: "it sends {rate} % of the cases away with `{outcome}`",
    fa: "{rate} درصد از پرونده‌ها را با `{outcome}` برمی‌گرداند یا بیرون می‌فرستد",
};

fn check(input: &Input<'_>, findings: &mut Findings) {
    let Some(ReformInput { base, overlay }) = input.reform else { return };
    for operation in &overlay.changes {
        if operation.caught_by.as_ref().is_some_and(|control| !control.is_blank()) {
            continue;
        }
        for (id, lost) in controls_lost(base, input.definition, operation) {
            let args = Args::new().with("verb", operation.action.verb()).with("step", id);
            let finding = findings.step(id, operation.span, args);
            *finding = notes(&lost, finding.clone());
        }
    }
}

/// One note for each thing that is lost, where it was written.
fn notes(lost: &Control<'_>, mut diagnostic: Diagnostic) -> Diagnostic {
    if let Some(harm) = lost.safeguard {
        diagnostic = diagnostic.note(harm.span, &GUARDS, Args::new().with("safeguard", harm));
    }
    for (error, rate) in &lost.catches {
        let args = Args::new().with("rate", percent(rate.value)).with("error", error);
        diagnostic = diagnostic.note(rate.span, &CATCHES, args);
    }
    for (outcome, rate) in &lost.sends {
        let args = Args::new().with("rate", percent(rate.value)).with("outcome", outcome);
        diagnostic = diagnostic.note(rate.span, &SENDS, args);
    }
    diagnostic
}

/// `12`, `0.5`: no more digits than a person would write.
fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{tenths}")
}

#[cfg(test)]
mod tests {
    use crate::testing::check_reform as check;

    const STEPS: &str = "
        file: { kind: receive, role: clerk, produces: [file] }
        guard: { kind: check, role: clerk, safeguard: life-safety, produces: [a] }
        finder: { kind: check, role: clerk, catches: { oversize: 90% }, produces: [b] }
        sender: { kind: check, role: clerk, outcomes: { good: on, bad: back to file }, chances: { bad: 10% }, produces: [c] }
        twin: { kind: check, role: clerk, safeguard: life-safety, produces: [d] }
        plain: { kind: work, role: clerk, produces: [e] }
    ";

    #[test]
    fn a_control_that_is_removed_without_a_word() {
        check(
            "RF701",
            STEPS,
            "
            - { remove: guard, why: x }  # RF701
            - { remove: finder, why: x }  # RF701
            - { remove: sender, why: x }  # RF701
            - { remove: plain, why: x }
        ",
        );
    }

    #[test]
    fn what_is_caught_elsewhere_may_go() {
        check(
            "RF701",
            STEPS,
            "
            - { remove: guard, why: x, caught_by: sample audit }
            - { remove: sender, why: x, caught_by: the portal }
        ",
        );
    }

    #[test]
    fn a_merge_asks_whether_the_target_does_the_same() {
        check(
            "RF701",
            STEPS,
            "
            - { merge: [guard], into: twin, why: x }
            - { merge: [finder], into: plain, why: x }  # RF701
            - { merge: [sender], into: file, why: x }  # RF701
        ",
        );
    }

    #[test]
    fn a_safeguard_that_is_exchanged() {
        check(
            "RF701",
            STEPS,
            "
            - { change: guard, to: { safeguard: public-money }, why: x }  # RF701
            - { change: twin, to: { safeguard: life-safety }, why: x }
            - { automate: sender, to: { work: exactly 2 min }, why: x }
        ",
        );
    }
}
