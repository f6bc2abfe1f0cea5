//! What a definition says of breaches, made executable.

use super::{Breach, CompiledSla};
use crate::codes;
use crate::ids::*;
use crate::process::{CompiledEnd, CompiledProcess, CompiledTarget};
use ravand_core::{Args, Definition, Diagnostic, EndId, OnBreach, Spanned};

/// Compiles every `on_breach`; steps, outcomes and ends must have their places.
pub(crate) fn compile(definition: &Definition, process: &mut CompiledProcess, problems: &mut Vec<Diagnostic>) {
    for (index, (id, step)) in definition.steps.iter().enumerate() {
        let Some(breach) = &step.attributes.on_breach else { continue };
        if breach.value == OnBreach::Consent && step.attributes.silence_basis.is_none() {
            problems.push(Diagnostic::at(&codes::CONSENT_WITHOUT_BASIS, breach.span, Args::new().with("of", id)));
        }
        let consent = consent(process, StepIndex(index as u32)).map(Breach::Consent);
        if breach.value == OnBreach::Consent && consent.is_none() {
            problems.push(Diagnostic::at(&codes::NOTHING_TO_CONSENT, breach.span, Args::new().with("of", id)));
        }
        let compiled = compile_breach(process, &breach.value, consent);
        if let Some(step) = process.steps.get_mut(index) {
            step.on_breach = compiled;
        }
    }
    let Some(sla) = &definition.sla else { return };
    let on_breach = sla.on_breach.as_ref().and_then(|breach: &Spanned<OnBreach>| {
        if breach.value == OnBreach::Consent {
            let args = Args::new().with("of", &definition.id);
            problems.push(Diagnostic::at(&codes::PROMISE_OF_CONSENT, breach.span, args));
        }
        compile_breach(process, &breach.value, None)
    });
    process.sla = Some(CompiledSla {
        due: sla.due.value,
        warn_at: sla.warn_at.as_ref().map(|share| share.value.clamp(0.0, 1.0)),
        on_breach,
    });
}

fn compile_breach(process: &mut CompiledProcess, breach: &OnBreach, consent: Option<Breach>) -> Option<Breach> {
    Some(match breach {
        OnBreach::Reassign => Breach::Reassign,
        OnBreach::Escalate(role) => Breach::Escalate(role.clone()),
        OnBreach::Notify(role) => Breach::Notify(role.clone()),
        OnBreach::Consent => return consent,
        OnBreach::Withdraw => Breach::End(unfavourable(process, "withdrawn")),
        OnBreach::Refuse => Breach::End(unfavourable(process, "refused")),
    })
}

/// The outcome that silence stands for; `None` if there are some and none leads on.
fn consent(process: &CompiledProcess, step: StepIndex) -> Option<Option<OutcomeIndex>> {
    let outcomes = &process.steps.get(step.index())?.outcomes;
    if outcomes.is_empty() {
        return Some(None);
    }
    let favourable = |target: CompiledTarget| match target {
        CompiledTarget::On => Some(0),
        CompiledTarget::SkipTo(_) | CompiledTarget::Call(_) => Some(1),
        CompiledTarget::End(end) => process.ends.get(end.index()).filter(|end| end.favourable).map(|_| 2),
        CompiledTarget::BackTo(_) => None,
    };
    let ranked = outcomes.iter().enumerate().filter_map(|(at, outcome)| Some((favourable(outcome.target)?, at)));
    ranked.min().map(|(_, at)| Some(OutcomeIndex(at as u16)))
}

/// The end of that name, or the first that is not favourable, or a new one.
fn unfavourable(process: &mut CompiledProcess, name: &str) -> EndIndex {
    let named = process.ends.iter().position(|end| !end.favourable && end.id.as_str() == name);
    let first = || process.ends.iter().position(|end| !end.favourable);
    let at = named.or_else(first).unwrap_or(process.ends.len());
    if at == process.ends.len() {
        process.ends.push(CompiledEnd { id: EndId::from(name), favourable: false });
    }
    EndIndex(at as u16)
}
