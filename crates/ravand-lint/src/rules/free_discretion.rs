//! GS002: a step with a free choice.

use crate::rule::{Findings, Input, Methods};
use ravand_core::Discretion;
use ravand_feel::{Args, Code, Severity, Words};

rule! {
    /// ### What it does
    /// Finds steps with `discretion: free`: whoever does them may choose as they like
    /// (صلاحیت تخییری).
    ///
    /// ### Why is this bad?
    /// Two equal requests can get two answers, and neither applicant can show that hers is
    /// wrong. A law seldom means to give that much; mostly nobody has written the rule down.
    ///
    /// ### Example
    /// ```yaml
    /// steps:
    ///   parking-charge: { kind: judge, role: revenue-head, discretion: free }
    /// ```
    ///
    /// ### Use instead
    /// A decision table, or a judgement whose criteria a citizen can read.
    /// ```yaml
    /// steps:
    ///   parking-charge:
    ///     kind: judge
    ///     role: revenue-head
    ///     discretion: judgement
    ///     criteria: { see: parking-rules, published: yes }
    /// ```
    FREE_DISCRETION {
        code: &CODE,
        name: "free-discretion",
        remedy: Words { en: "decision table", fa: "جدول تصمیم" },
        methods: Methods {
            acrc: Words {
                en: "concreteness and objectivity of discretion",
                fa: "روشنی و عینی بودن صلاحدید",
            },
            rai: Words { en: "unlimited discretion", fa: "صلاحدید نامحدود" },
            klitgaard: Words { en: "discretion", fa: "صلاحدید" },
        },
        persian: "\
### چه می‌کند
گام‌هایی را می‌یابد که `discretion: free` دارند: انجام‌دهندهٔ کار هرگونه که بخواهد برمی‌گزیند (صلاحیت تخییری).

### چرا بد است؟
دو درخواست یکسان می‌توانند دو پاسخ بگیرند و هیچ‌یک از دو متقاضی نمی‌تواند نشان دهد که پاسخ او \
نادرست است. قانون کمتر چنین اختیاری را در نظر دارد؛ بیشتر وقت‌ها کسی قاعده را ننوشته است.

### به جای آن
جدول تصمیم، یا سنجشی که شهروند بتواند معیارهایش را بخواند.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "GS002",
    severity: Severity::Error,
    message: Words {
        en: "`{step}` leaves a free choice", fa: "گام «{step}» انتخاب را آزاد می‌گذارد"
    },
    help: Words {
        en: "write the rule down as a decision table, or bind the choice by published criteria",
        fa: "قاعده را در یک جدول تصمیم بنویسید، یا انتخاب را به معیارهای منتشرشده مقید کنید",
    },
};

fn check(input: &Input<'_>, findings: &mut Findings) {
    for (id, step) in &input.definition.steps {
        if let Some(discretion) = &step.attributes.discretion
            && discretion.value == Discretion::Free
        {
            findings.step(id, discretion.span, Args::new().with("step", id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check_one as check;

    #[test]
    fn free_and_nothing_else() {
        check(
            "GS002",
            "
            a: { kind: judge, role: deputy, discretion: free }  # GS002
            b: { kind: judge, role: deputy, discretion: judgement }
            c: { kind: judge, role: deputy, discretion: criteria }
            d: { kind: judge, role: deputy }
        ",
        );
    }
}
