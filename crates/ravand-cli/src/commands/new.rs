//! `ravand new`: a commented file to start from, in the folder where the bank looks for it.

use crate::args::{Common, NewArgs, NewCommand, NewOverlayArgs, NewProcessArgs};
use crate::codes::ID_TAKEN;
use crate::files::{directory, write};
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use chrono::{DateTime, Months};
use ravand_core::{Args, Definition, Digest, Language, Sources, Span, Words, has_errors};
use ravand_formats::{read_overlay, read_process};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) fn run(common: &Common, args: &NewArgs) -> Result<Verdict, Failure> {
    let mut place = Place::open(common)?;
    match &args.command {
        NewCommand::Process(args) => process(&place, args),
        NewCommand::Overlay(args) => overlay(&mut place, args, &OVERLAY),
        NewCommand::Reform(args) => overlay(&mut place, args, &REFORM),
    }
}

fn process(place: &Place<'_>, args: &NewProcessArgs) -> Result<Verdict, Failure> {
    let text = PROCESS.fill(place, &[("id", &args.id)]);
    let mut sources = Sources::new();
    let source = sources.add(format!("services/{}.yaml", args.id), text.as_str());
    let found = read_process(&sources, source).diagnostics;
    if has_errors(&found) {
        return Err(Failure::new(crate::place::drawn_all(&found, &sources, place.common)));
    }
    if let Some(known) = place.bank.processes.get(args.id.as_str()) {
        return Err(taken(place, &args.id, known.id.span));
    }
    put(place, place.bank.root.join("services").join(format!("{}.yaml", args.id)), &text)
}

/// An overlay of a process, with an operation on its first step.
fn overlay(place: &mut Place<'_>, args: &NewOverlayArgs, template: &Template) -> Result<Verdict, Failure> {
    let of = place.process(&args.of)?;
    let place = &*place;
    let base = &place.bank.processes[&of];
    let digest = Digest::of(base).short();
    let expires = in_a_year();
    let step = first_step(base);
    let filled: [(&str, &str); 5] =
        [("id", &args.id), ("of", of.as_str()), ("base", &digest), ("expires", &expires), ("step", step)];
    let text = template.fill(place, &filled);
    let mut sources = Sources::new();
    let source = sources.add(format!("{}.yaml", args.id), text.as_str());
    let found = read_overlay(&sources, source).diagnostics;
    if has_errors(&found) {
        return Err(Failure::new(crate::place::drawn_all(&found, &sources, place.common)));
    }
    if let Some(known) = place.bank.overlay(of.as_str(), &args.id) {
        return Err(taken(place, &args.id, known.id.span));
    }
    let path = match template.folder {
        "variants" => PathBuf::from(&args.id).join(format!("{of}.yaml")),
        _ => PathBuf::from(format!("{}.yaml", args.id)),
    };
    put(place, place.bank.root.join(template.folder).join(path), &text)
}

fn taken(place: &Place<'_>, id: &str, known: Span) -> Failure {
    let args = Args::new().with("id", id).with("file", place.bank.sources.name(known.source));
    Failure::said(&ID_TAKEN, &args, place.common.lang.language())
}

/// Until when a variant holds if nobody says otherwise.
fn in_a_year() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let today = DateTime::from_timestamp(now.as_secs() as i64, 0).unwrap_or_default().date_naive();
    today.checked_add_months(Months::new(12)).unwrap_or(today).to_string()
}

fn first_step(definition: &Definition) -> &str {
    definition.steps.keys().next().map_or("step", |step| step.as_str())
}

/// Writes a file that is not there yet, and says where it is.
fn put(place: &Place<'_>, path: PathBuf, text: &str) -> Result<Verdict, Failure> {
    let language = place.common.lang.language();
    path.parent().map_or(Ok(()), |folder| directory(folder, language))?;
    write(&path, text, false, language)?;
    println!("{}", path.display());
    Ok(Verdict::Fine)
}

/// A file with `{names}` to be filled, and with notes in the language of the one who asks
/// where it says `{#}`.
struct Template {
    folder: &'static str,
    text: &'static str,
    notes: &'static [Words],
}

impl Template {
    fn fill(&self, place: &Place<'_>, values: &[(&str, &str)]) -> String {
        let language = place.common.lang.language();
        let mut text = self.text.to_owned();
        for note in self.notes {
            let note = match language {
                Language::En => note.en,
                Language::Fa => note.fa,
            };
            text = text.replacen("{#}", &format!("# {note}"), 1);
        }
        values.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

static PROCESS: Template = Template {
    folder: "services",
    text: "\
{#}

process: {id}
title: { en: {id}, fa: {id} }
{#}
provenance: modelled

{#}
data:
  area_m2: number

{#}
documents:
  request-form: { from: applicant }

roles:
  clerk: { title: { en: Clerk, fa: کارمند }, holders: 2, assumed: yes }

ends:
  issued: { title: { en: Issued, fa: صادرشده }, favourable: yes }
  refused: { title: { en: Refused, fa: ردشده }, favourable: no }

{#}
steps:

  register:
    title: { en: Register the request, fa: ثبت درخواست }
    kind: receive
    role: clerk
    discretion: none
    legal_basis: not-found
    needs: [request-form]
    produces: [request-record]
    asks: [area_m2]
    elapsed: 0.5 .. 1 .. 2 working days

  check:
    title: { en: Check the request, fa: بررسی درخواست }
    kind: check
    role: clerk
    discretion: criteria
    legal_basis: not-found
    needs: [request-record]
    produces: [answer]
    elapsed: 1 .. 2 .. 4 working days
    due: 5 working days
    outcomes: { fits: on, unfit: end refused }
    chances: { unfit: 10% }

{#}
flow:
  - register
  - check
  - end: issued
",
    notes: &[
        Words {
            en: "A process to start from: docs/language.md has every key.",
            fa: "فرایندی برای آغاز: همهٔ کلیدها در docs/language.md آمده است.",
        },
        Words {
            en: "Where the knowledge comes from: sourced, modelled or synthetic.",
            fa: "دانسته‌ها از کجاست: sourced مستند، modelled مدل‌شده، synthetic ساختگی.",
        },
        Words { en: "What a case knows.", fa: "آنچه یک پرونده می‌داند." },
        Words { en: "What the applicant brings.", fa: "آنچه متقاضی می‌آورد." },
        Words {
            en: "Who does what, by which power, on what law, with which documents, and how long it takes.",
            fa: "چه کسی، با چه اختیاری، بر پایهٔ کدام قانون و با کدام مدارک چه می‌کند و چقدر طول می‌کشد.",
        },
        Words {
            en: "The order, read from top to bottom.", fa: "ترتیب کارها، از بالا به پایین."
        },
    ],
};

static OVERLAY: Template = Template {
    folder: "variants",
    text: "\
{#}

overlay: {id}
title: { en: {id}, fa: {id} }
of: {of}
base: {base}
kind: variant
provenance: modelled
{#}
reason: { en: why this office differs, fa: چرا این دفتر متفاوت است }
expires: {expires}

{#}
changes:
  - change: {step}
    to: { due: 5 working days }
    why: { en: why this step differs, fa: چرا این گام متفاوت است }
",
    notes: &[
        Words {
            en: "How one office differs from the process: docs/bank.md.",
            fa: "تفاوت یک دفتر با فرایند: docs/bank.md.",
        },
        Words {
            en: "A variant is a debt: it says until when.", fa: "گونه یک بدهی است: می‌گوید تا کی."
        },
        Words {
            en: "One operation each: add, remove, merge, move, change, automate, decide, order, gateway.",
            fa: "هر کدام یک عمل: add، remove، merge، move، change، automate، decide، order، gateway.",
        },
    ],
};

static REFORM: Template = Template {
    folder: "reforms",
    text: "\
{#}

overlay: {id}
title: { en: {id}, fa: {id} }
of: {of}
base: {base}
kind: reform
provenance: modelled
reason: { en: what shall become better, fa: چه چیزی باید بهتر شود }

{#}
changes:
  - change: {step}
    to: { due: 5 working days }
    why: { en: why it shall be so, fa: چرا باید چنین باشد }
    decided_by: city
",
    notes: &[
        Words {
            en: "A change of the process for all offices: docs/bank.md.",
            fa: "تغییر فرایند برای همهٔ دفترها: docs/bank.md.",
        },
        Words {
            en: "Each says who would have to decide it; a claim about the world says `assumed: yes`.",
            fa: "هر عمل می‌گوید چه کسی باید دربارهٔ آن تصمیم بگیرد؛ ادعا دربارهٔ واقعیت `assumed: yes` می‌گیرد.",
        },
    ],
};
