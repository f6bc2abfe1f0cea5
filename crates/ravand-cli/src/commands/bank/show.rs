//! `ravand bank show`: what is said of a process, and what is tied to it.

use crate::args::{BankShowArgs, Format};
use crate::output::{cell, comma, digits, println, prose, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::{Definition, Digest, Overlay};
use serde_json::{Value, json};

const NAME_WIDTH: usize = 16;

pub(super) fn run(place: &mut Place<'_>, args: &BankShowArgs) -> Result<Verdict, Failure> {
    let id = place.process(&args.process)?;
    let place = &*place;
    let definition = &place.bank.processes[&id];
    let calls: Vec<String> =
        place.bank.with_called(&id).into_iter().skip(1).map(|called| called.id.to_string()).collect();
    let called_by: Vec<String> = place
        .bank
        .processes
        .values()
        .filter(|other| other.id.value != id && place.bank.with_called(&other.id.value).contains(&definition))
        .map(|other| other.id.to_string())
        .collect();
    let ids = |overlays: Vec<&Overlay>| overlays.into_iter().map(|overlay| overlay.id.to_string()).collect::<Vec<_>>();
    let reforms = ids(place.bank.reforms_of(&id));
    let variants = ids(place.bank.variants_of(&id));
    let scenarios: Vec<String> = place.bank.scenarios_of(&id).map(|scenario| scenario.id.to_string()).collect();
    let digest = Digest::of(definition);
    let file = place.bank.sources.name(definition.id.span.source).to_owned();
    match place.common.format {
        Format::Text => {
            let language = place.common.lang.language();
            let title = definition.title.or_id(language, id.as_str());
            println!("{}{}{}  {id}", style::BOLD, prose(title, language), style::OFF);
            let line = |en: &'static str, fa: &'static str, value: String| {
                if !value.is_empty() {
                    println!("  {}{value}", cell(word(language, en, fa), NAME_WIDTH, language));
                }
            };
            let list = |values: &[String]| values.join(comma(language));
            line("domain", "حوزه", super::domain(definition).to_owned());
            line("owner", "متولی", owner(place, definition));
            line("provenance", "خاستگاه", definition.provenance.value.as_str().to_owned());
            line("file", "فایل", file);
            line("digest", "چکیده", digest.to_string());
            line("archetype", "الگو", archetype(place, definition).unwrap_or_default());
            line("steps", "گام", digits(&definition.steps.len().to_string(), language));
            line("calls", "فرامی‌خواند", list(&calls));
            line("called by", "فراخوانده از", list(&called_by));
            line("reforms", "اصلاح", list(&reforms));
            line("variants", "گونه", list(&variants));
            line("scenarios", "سناریو", list(&scenarios));
        }
        Format::Json => {
            let shown: Value = json!({
                "process": id.as_str(),
                "title": { "en": definition.title.en, "fa": definition.title.fa },
                "domain": definition.domain.as_ref().map(|domain| domain.value.as_str()),
                "owner": definition.owner.as_ref().map(|owner| owner.value.as_str()),
                "provenance": definition.provenance.value.as_str(),
                "file": file,
                "digest": digest.as_str(),
                "archetype": archetype(place, definition),
                "steps": definition.steps.len(),
                "calls": calls,
                "called_by": called_by,
                "reforms": reforms,
                "variants": variants,
                "scenarios": scenarios,
            });
            println!("{shown:#}");
        }
    }
    Ok(Verdict::Fine)
}

fn owner(place: &Place<'_>, definition: &Definition) -> String {
    let Some(owner) = &definition.owner else { return String::new() };
    let unit = place.bank.about.as_ref().and_then(|about| about.units.get(owner.value.as_str()));
    let language = place.common.lang.language();
    prose(unit.map_or(owner.value.as_str(), |unit| unit.title.or_id(language, &owner.value)), language)
}

fn archetype(place: &Place<'_>, definition: &Definition) -> Option<String> {
    place.bank.origins.get(&definition.id.value).map(|origin| origin.archetype.to_string())
}
