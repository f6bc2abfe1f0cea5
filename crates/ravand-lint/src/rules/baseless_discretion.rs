//! GS005: a judgement or a free choice that rests on no law that anybody found.

use crate::rule::{Findings, Input, Methods};
use ravand_core::LegalBasis;
use ravand_feel::{Args, Code, Severity, Words};

rule! {
    /// ### What it does
    /// Finds steps whose doer's own view decides (`judgement` or `free`) and for which no law
    /// was found: `legal_basis: not-found`, or no `legal_basis` at all.
    ///
    /// ### Why is this bad?
    /// Power over a citizen needs a law that gives it. Not found is not to say that there is
    /// none; but whoever uses the power should be able to name it. A judgement with a named
    /// basis is no finding.
    ///
    /// ### Example
    /// ```yaml
    /// steps:
    ///   head-review: { kind: judge, role: urbanism-head, discretion: judgement, legal_basis: not-found }
    /// ```
    ///
    /// ### Use instead
    /// Name the law, or take the step out.
    /// ```yaml
    /// steps:
    ///   head-review: { kind: judge, role: urbanism-head, discretion: judgement, legal_basis: municipalities-act/55(24) }
    /// ```
    BASELESS_DISCRETION {
        code: &CODE,
        name: "baseless-discretion",
        remedy: Words { en: "find the basis or eliminate the step", fa: "یافتن مبنای قانونی یا حذف گام" },
        methods: Methods {
            acrc: Words {
                en: "concreteness and objectivity of discretion; reliability of controls",
                fa: "روشنی و عینی بودن صلاحدید؛ اتکاپذیری کنترل‌ها",
            },
            rai: Words { en: "competence without a legal basis", fa: "صلاحیت بدون مبنای قانونی" },
            klitgaard: Words { en: "discretion − accountability", fa: "صلاحدید − پاسخ‌گویی" },
        },
        persian: "\
### چه می‌کند
گام‌هایی را می‌یابد که نظر انجام‌دهندهٔ کار تعیین‌کننده است (`judgement` یا `free`) و قانونی برای آن‌ها یافت \
نشده است: `legal_basis: not-found`، یا هیچ `legal_basis`.

### چرا بد است؟
اختیار بر شهروند قانونی می‌خواهد که آن را داده باشد. یافت‌نشدن به معنای نبودن نیست؛ ولی کسی که \
اختیار را به کار می‌برد باید بتواند قانونش را نام ببرد. سنجشی که مبنایش نام برده شده، یافته به شمار \
نمی‌آید.

### به جای آن
قانون را نام ببرید یا گام را بردارید.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "GS005",
    severity: Severity::Error,
    message: Words {
        en: "the view of one person decides in `{step}`, and no law was found that gives this power",
        fa: "در گام «{step}» نظر یک شخص تعیین‌کننده است و قانونی یافت نشده که این اختیار را بدهد",
    },
    help: Words {
        en: "name the law under `legal_basis`, or take the step out",
        fa: "قانون را زیر `legal_basis` نام ببرید یا گام را بردارید",
    },
};

fn check(input: &Input<'_>, findings: &mut Findings) {
    for (id, step) in &input.definition.steps {
        let basis = step.attributes.legal_basis.as_ref();
        let found = matches!(basis.map(|basis| &basis.value), Some(LegalBasis::Found(_)));
        if !step.discretion().is_discretionary() || found {
            continue;
        }
        let discretion = step.attributes.discretion.as_ref().map(|discretion| discretion.span);
        let place = basis.map(|basis| basis.span).or(discretion);
        let place = place.unwrap_or_else(|| input.definition.step_span(id));
        findings.step(id, place, Args::new().with("step", id));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check_one as check;

    #[test]
    fn power_without_a_law() {
        check(
            "GS005",
            "
            a: { kind: judge, role: deputy, discretion: free, legal_basis: not-found }  # GS005
            b: { kind: judge, role: deputy, discretion: judgement }  # GS005
        ",
        );
    }

    #[test]
    fn bound_work_and_named_laws_are_fine() {
        check(
            "GS005",
            "
            a: { kind: judge, role: deputy, discretion: free, legal_basis: municipalities-act/77 }
            b: { kind: check, role: deputy, discretion: criteria, legal_basis: not-found }
        ",
        );
    }
}
