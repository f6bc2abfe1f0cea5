//! `ravand bank list` and `ravand bank search`.

use super::{domain, of};
use crate::args::{BankListArgs, BankSearchArgs, Format};
use crate::codes::{NO_SUCH_DOMAIN, NOTHING_FOUND};
use crate::output::{comma, digits, heading, println, prose, style};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_bank::{Found, Hit};
use ravand_core::{Args, Code, Definition, Language};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn run(place: &Place<'_>, args: &BankListArgs) -> Result<Verdict, Failure> {
    let asked = args.domain.as_deref();
    let is_asked = |definition: &&Definition| asked.is_none_or(|asked| domain(definition).eq_ignore_ascii_case(asked));
    let mut domains: BTreeMap<&str, Vec<&Definition>> = BTreeMap::new();
    for definition in place.bank.processes.values().filter(is_asked) {
        domains.entry(domain(definition)).or_default().push(definition);
    }
    match place.common.format {
        Format::Text => {
            for (domain, processes) in &mut domains {
                processes.sort_by(|a, b| a.id.value.cmp(&b.id.value));
                heading(domain);
                processes.iter().for_each(|definition| println!("{}", line(place, definition)));
            }
        }
        Format::Json => {
            let listed = domains.values().flatten().map(|definition| entry(place, definition));
            println!("{:#}", json!({ "processes": listed.collect::<Vec<_>>() }));
        }
    }
    if domains.is_empty() && asked.is_some() {
        let known: BTreeSet<String> = place.bank.processes.values().map(|it| format!("`{}`", domain(it))).collect();
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        let args = Args::new().with("word", asked.unwrap_or_default()).with("known", known);
        return Ok(nothing(place, &NO_SUCH_DOMAIN, &args));
    }
    Ok(Verdict::Fine)
}

/// Says beside the answer that there is nothing in it.
fn nothing(place: &Place<'_>, code: &Code, args: &Args) -> Verdict {
    anstream::eprintln!("{}", crate::said(code, args, place.common.lang.language()));
    Verdict::Findings
}

/// Exit code 1 says, as with other programs that search, that nothing was found.
pub(super) fn search(place: &Place<'_>, args: &BankSearchArgs) -> Result<Verdict, Failure> {
    let hits = place.bank.search(&args.words.join(" "));
    match place.common.format {
        Format::Text => hits.iter().for_each(|hit| text(place, hit)),
        Format::Json => {
            let found: Vec<Value> = hits.iter().map(|hit| as_json(place, hit)).collect();
            println!("{:#}", json!({ "found": found }));
        }
    }
    if hits.is_empty() {
        return Ok(nothing(place, &NOTHING_FOUND, &Args::new().with("words", args.words.join(" "))));
    }
    Ok(Verdict::Fine)
}

fn text(place: &Place<'_>, hit: &Hit) {
    let Some(definition) = place.bank.processes.get(&hit.process) else { return };
    println!("{}", line(place, definition));
    let language = place.common.lang.language();
    for id in &hit.steps {
        let title = definition.steps.get(id).and_then(|step| step.attributes.title.as_ref());
        let title = title.map_or(id.as_str(), |title| title.value.or_id(language, id.as_str()));
        println!("      {id}  {}{}{}", style::DIM, prose(title, language), style::OFF);
    }
}

/// A process in one line: its id and title, and how many steps and variants it has.
fn line(place: &Place<'_>, definition: &Definition) -> String {
    let language = place.common.lang.language();
    let id = definition.id.as_str();
    let variants = place.bank.variants_of(&definition.id.value).len();
    let mut figures = match language {
        Language::En => vec![of(definition.steps.len(), "step", "steps")],
        Language::Fa => vec![format!("{} گام", definition.steps.len())],
    };
    if variants > 0 {
        figures.push(match language {
            Language::En => of(variants, "variant", "variants"),
            Language::Fa => format!("{variants} گونه"),
        });
    }
    let title = prose(definition.title.or_id(language, id), language);
    let figures = prose(&digits(&figures.join(comma(language)), language), language);
    format!("  {id}  {title}  {}{figures}{}", style::DIM, style::OFF)
}

fn entry(place: &Place<'_>, definition: &Definition) -> Value {
    json!({
        "process": definition.id.as_str(),
        "title": { "en": definition.title.en, "fa": definition.title.fa },
        "domain": definition.domain.as_ref().map(|domain| domain.value.as_str()),
        "owner": definition.owner.as_ref().map(|owner| owner.value.as_str()),
        "steps": definition.steps.len(),
        "variants": place.bank.variants_of(&definition.id.value).len(),
        "archetype": place.bank.origins.get(&definition.id.value).map(|origin| origin.archetype.as_str()),
    })
}

fn as_json(place: &Place<'_>, hit: &Hit) -> Value {
    let by = match hit.by {
        Found::Name => "name",
        Found::Place => "place",
        Found::Steps => "steps",
    };
    let steps: Vec<&str> = hit.steps.iter().map(|step| step.as_str()).collect();
    let process = place.bank.processes.get(&hit.process).map(|definition| entry(place, definition));
    json!({ "process": process, "by": by, "steps": steps })
}
