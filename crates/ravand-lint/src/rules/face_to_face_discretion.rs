//! CT301: the citizen stands before the person whose own view decides.

use crate::rule::{Findings, Input, Methods};
use ravand_core::Contact;
use ravand_feel::{Args, Code, Severity, Words};

rule! {
    /// ### What it does
    /// Finds steps with `contact: face_to_face` whose doer's own view decides (`judgement` or
    /// `free`).
    ///
    /// ### Why is this bad?
    /// Where the one who decides and the one who wants something meet alone, both can ask and
    /// offer, and nothing of it is on the file. The honest official is under pressure there
    /// too.
    ///
    /// ### Example
    /// ```yaml
    /// steps:
    ///   facade: { kind: judge, role: facade-committee, discretion: judgement, contact: face_to_face }
    /// ```
    ///
    /// ### Use instead
    /// Hand documents in online or at a counter and decide in a back office.
    /// ```yaml
    /// steps:
    ///   facade: { kind: judge, role: facade-committee, discretion: judgement, contact: online }
    /// ```
    FACE_TO_FACE_DISCRETION {
        code: &CODE,
        name: "face-to-face-discretion",
        remedy: Words { en: "decide in a back office", fa: "تصمیم‌گیری بدون حضور متقاضی" },
        methods: Methods {
            acrc: Words {
                en: "likelihood of conflicts of interest; openness",
                fa: "احتمال تعارض منافع؛ شفافیت",
            },
            rai: Words {
                en: "personal contact of the applicant with the one who decides",
                fa: "تماس شخصی متقاضی با تصمیم‌گیرنده",
            },
            klitgaard: Words { en: "discretion − accountability", fa: "صلاحدید − پاسخ‌گویی" },
        },
        persian: "\
### چه می‌کند
گام‌هایی را می‌یابد که `contact: face_to_face` دارند و نظر انجام‌دهندهٔ کار در آن‌ها تعیین‌کننده است \
(`judgement` یا `free`).

### چرا بد است؟
جایی که تصمیم‌گیرنده و متقاضی تنها روبه‌رو می‌شوند، هر دو می‌توانند چیزی بخواهند یا پیشنهاد کنند و \
هیچ‌یک در پرونده نمی‌آید. کارمند درستکار هم در آن‌جا زیر فشار است.

### به جای آن
مدارک را برخط یا سر پیشخان بگیرید و تصمیم را بدون حضور متقاضی بگیرید.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "CT301",
    severity: Severity::Error,
    message: Words {
        en: "in `{step}` the citizen stands before the person whose own view decides",
        fa: "در گام «{step}» شهروند روبه‌روی کسی است که نظرش تعیین‌کننده است",
    },
    help: Words {
        en: "take documents in online or at a counter, and decide in a back office",
        fa: "مدارک را برخط یا سر پیشخان بگیرید و تصمیم را بدون حضور متقاضی بگیرید",
    },
};

fn check(input: &Input<'_>, findings: &mut Findings) {
    for (id, step) in &input.definition.steps {
        if let Some(contact) = &step.attributes.contact
            && contact.value == Contact::FaceToFace
            && step.discretion().is_discretionary()
        {
            findings.step(id, contact.span, Args::new().with("step", id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check_one as check;

    #[test]
    fn only_where_both_come_together() {
        check(
            "CT301",
            "
            a: { kind: judge, role: deputy, discretion: free, contact: face_to_face }  # CT301
            b: { kind: judge, role: deputy, discretion: judgement, contact: face_to_face }  # CT301
            c: { kind: judge, role: deputy, discretion: judgement, contact: office }
            d: { kind: inspect, role: deputy, discretion: criteria, contact: face_to_face }
            e: { kind: judge, role: deputy, discretion: free }
        ",
        );
    }
}
