//! GS001: a step whose design-risk score is in the golden band.

use crate::risk::{Band, HolderCount, Risk};
use crate::rule::{Findings, Input, Methods};
use crate::safeguard::Safeguard;
use ravand_feel::{Args, Code, Severity, Words};

rule! {
    /// ### What it does
    /// Finds steps in the golden band of the design-risk score: 60 or more, and not by delay
    /// alone. The score and its factors stand under *The design-risk score*; a bank moves the
    /// threshold with `golden_from`.
    ///
    /// It is a design risk, not an accusation: it says what a place in the process makes
    /// possible, never what somebody does there.
    ///
    /// ### Why is this bad?
    /// Who alone can refuse, or let a file lie, without published criteria, reasons, a second
    /// signature or a deadline holds what is called a golden signature (امضای طلایی). The
    /// same design burdens the honest holder: whatever is decided can be suspected.
    ///
    /// ### Example
    /// ```yaml
    /// steps:
    ///   discount:
    ///     kind: judge
    ///     role: district-mayor      # one holder
    ///     discretion: free
    /// ```
    ///
    /// ### Use instead
    /// Drop the step, let a table decide, or add what is missing. The finding names the one
    /// safeguard that would lower the score most.
    /// ```yaml
    /// steps:
    ///   discount:
    ///     kind: judge
    ///     role: district-mayor
    ///     discretion: judgement
    ///     criteria: { see: discount-rules, published: yes }
    ///     reason_required: yes
    ///     objection: review-board
    ///     evidence: [discount-note]
    ///     produces: [discount-note]
    ///     due: 3 working days
    ///     on_breach: escalate to review-board
    /// ```
    GOLDEN_SIGNATURE {
        code: &CODE,
        name: "golden-signature",
        remedy: Words { en: "eliminate or redesign the step", fa: "حذف یا بازطراحی گام" },
        methods: Methods {
            acrc: Words {
                en: "concreteness and objectivity of discretion; predictability",
                fa: "روشنی و عینی بودن صلاحدید؛ پیش‌بینی‌پذیری",
            },
            rai: Words {
                en: "excessive powers of one official without oversight",
                fa: "اختیار بیش از اندازهٔ یک مقام بدون نظارت",
            },
            klitgaard: Words {
                en: "monopoly + discretion − accountability",
                fa: "انحصار + صلاحدید − پاسخ‌گویی",
            },
        },
        persian: "\
### چه می‌کند
گام‌هایی را می‌یابد که امتیاز ریسک طراحی آن‌ها طلایی است: ۶۰ یا بیشتر، و نه تنها از راه تأخیر. \
امتیاز و عامل‌های آن زیر عنوان «امتیاز ریسک طراحی» آمده است و بانک می‌تواند آستانه را با \
`golden_from` جابه‌جا کند.

این ریسک طراحی است، نه اتهام: می‌گوید جایگاه یک گام در فرایند چه چیزی را ممکن می‌کند، نه این‌که \
کسی در آن‌جا چه می‌کند.

### چرا بد است؟
کسی که به‌تنهایی می‌تواند رد کند یا پرونده را نگه دارد، بی‌آن‌که معیار منتشرشده، دلیل مکتوب، \
امضای دوم یا مهلتی در کار باشد، دارندهٔ امضای طلایی است. همین طراحی برای دارندهٔ درستکار هم بار \
است: به هر تصمیمی می‌توان بدگمان شد.

### به جای آن
گام را حذف کنید، تصمیم را به جدول بسپارید، یا آنچه را کم است بیفزایید. هر یافته آن یک پادمان را \
نام می‌برد که امتیاز را بیش از همه پایین می‌آورد.
",
        check: check,
    }
}

static CODE: Code = Code {
    id: "GS001",
    severity: Severity::Error,
    message: Words {
        en: "`{step}` is a golden signature by design: risk {score} of 100 (veto {veto}, delay {delay}; a design risk, not an accusation)",
        fa: "گام «{step}» بنا بر طراحی امضای طلایی است: ریسک {score} از ۱۰۰ (وتو {veto}، تأخیر {delay}؛ ریسک طراحی است، نه اتهام)",
    },
    help: Words {
        en: "take the step out, let a table decide, or add the safeguard that lowers it most",
        fa: "گام را بردارید، تصمیم را به جدول بسپارید، یا پادمانی بیفزایید که ریسک را بیش از همه پایین می‌آورد",
    },
};

static KNOWN: Words = Words {
    en: "P {p} · H {h} · D {d} · T {t} · Av {av} · Ad {ad}",
    fa: "P {p} · H {h} · D {d} · T {t} · Av {av} · Ad {ad}",
};

static ASSUMED: Words = Words {
    en: "P {p} · H {h} (the number of holders is assumed) · D {d} · T {t} · Av {av} · Ad {ad}",
    fa: "P {p} · H {h} (شمار دارندگان فرض شده است) · D {d} · T {t} · Av {av} · Ad {ad}",
};

static UNKNOWN: Words = Words {
    en: "P {p} · H {h} (nobody says how many hold the role: one is assumed) · D {d} · T {t} · Av {av} · Ad {ad}",
    fa: "P {p} · H {h} (شمار دارندگان نقش گفته نشده و یک نفر فرض شده است) · D {d} · T {t} · Av {av} · Ad {ad}",
};

fn check(input: &Input<'_>, findings: &mut Findings) {
    for (id, risk) in input.risks.iter().filter(|(_, risk)| risk.band == Band::Golden) {
        let place = input.definition.step_span(id);
        let args = Args::new()
            .with("step", id)
            .with("score", format!("{:.0}", risk.score))
            .with("veto", format!("{:.2}", risk.veto))
            .with("delay", format!("{:.2}", risk.delay));
        let finding = findings.step(id, place, args);
        *finding = finding.clone().note(place, factors_in(risk), factors(risk));
        if let Some(offset) = risk.best_offset {
            let args = Args::new().with("after", format!("{:.0}", offset.score_after));
            *finding = finding.clone().note(place, with(offset.safeguard), args);
        }
    }
}

fn factors_in(risk: &Risk) -> &'static Words {
    match risk.holders {
        HolderCount::Known(_) | HolderCount::Unlimited => &KNOWN,
        HolderCount::Assumed(_) => &ASSUMED,
        HolderCount::Unknown => &UNKNOWN,
    }
}

fn factors(risk: &Risk) -> Args {
    let f = &risk.factors;
    let named = [("p", f.p), ("h", f.h), ("d", f.d), ("t", f.t), ("av", f.av), ("ad", f.ad)];
    named.into_iter().fold(Args::new(), |args, (name, value)| args.with(name, format!("{value:.2}")))
}

/// What one more safeguard would do. Whole sentences for each: a name put into a frame
/// would not bend as Persian wants it.
fn with(safeguard: Safeguard) -> &'static Words {
    match safeguard {
        Safeguard::Reasons => &Words {
            en: "{after} if every refusal must give its reasons (`reason_required`)",
            fa: "{after}، اگر هر رد باید با دلیل مکتوب باشد (`reason_required`)",
        },
        Safeguard::PublishedCriteria => &Words {
            en: "{after} if its criteria are published (`criteria`)",
            fa: "{after}، اگر معیارهای آن منتشر شود (`criteria`)",
        },
        Safeguard::IndependentObjection => &Words {
            en: "{after} if another role hears objections (`objection`)",
            fa: "{after}، اگر نقشی دیگر به اعتراض‌ها رسیدگی کند (`objection`)",
        },
        Safeguard::SecondSignatory => &Words {
            en: "{after} if somebody else signs as well (`second_signatory`)",
            fa: "{after}، اگر کس دیگری هم امضا کند (`second_signatory`)",
        },
        Safeguard::RecordedEvidence => &Words {
            en: "{after} if its grounds are recorded (`evidence`)",
            fa: "{after}، اگر مستندات آن ثبت شود (`evidence`)",
        },
        Safeguard::Deadline => &Words {
            en: "{after} if it has a deadline (`due`)",
            fa: "{after}، اگر مهلت داشته باشد (`due`)",
        },
        Safeguard::Consequence => &Words {
            en: "{after} if something follows when the deadline passes (`on_breach`)",
            fa: "{after}، اگر گذشتن مهلت پیامدی داشته باشد (`on_breach`)",
        },
        Safeguard::Assignment => &Words {
            en: "{after} if its doer is assigned (`assign`)",
            fa: "{after}، اگر انجام‌دهندهٔ آن را کسی انتخاب نکند (`assign`)",
        },
        Safeguard::FifoQueue => &Words {
            en: "{after} if its queue is served in the order of arrival (`queue: fifo`)",
            fa: "{after}، اگر صف آن به ترتیب ورود باشد (`queue: fifo`)",
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check_one as check;

    #[test]
    fn a_free_choice_of_one_holder_is_golden() {
        check(
            "GS001",
            "
            sign: { kind: approve, role: deputy, discretion: free, legal_basis: act }  # GS001
        ",
        );
    }

    #[test]
    fn a_stamp_is_not_golden() {
        check(
            "GS001",
            "
            stamp: { kind: approve, role: deputy, discretion: none }
        ",
        );
    }

    #[test]
    fn many_holders_or_safeguards_take_the_gold_off() {
        check(
            "GS001",
            "
            a: { kind: approve, role: clerk, discretion: free }
            b: { kind: approve, role: deputy, discretion: judgement, reason_required: yes,
                 criteria: { see: rules, published: yes }, due: 3 working days, on_breach: escalate to board }
        ",
        );
    }

    #[test]
    fn the_applicant_has_no_power_over_herself() {
        check(
            "GS001",
            "
            choose: { kind: judge, role: applicant, discretion: free }
        ",
        );
    }
}
