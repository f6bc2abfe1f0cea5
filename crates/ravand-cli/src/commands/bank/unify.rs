//! `ravand bank unify`: one process out of several that nobody wrote together.
//!
//! Exit code 1 says that there are questions which only a person can answer.

use crate::args::{BankUnifyArgs, Format};
use crate::codes::{FILE_THERE, NOT_TWO_THINGS};
use crate::files::{directory, write};
use crate::output::{cell, comma, digits, figure, heading, paragraph, println, prose, style, word};
use crate::place::{Place, drawn_all};
use crate::{Failure, Verdict};
use ravand_bank::unify::{Answers, Element, Named, Sort, Unified, unify};
use ravand_core::{Args, Definition, Language, OverlayId, ProcessId, Sources, has_errors};
use ravand_formats::{print_overlay, print_process, read_process};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const WIDTH: usize = 92;
const NAME_WIDTH: usize = 34;
const FIGURE_WIDTH: usize = 8;

const SORTS: [(Sort, &str); 5] = [
    (Sort::Step, "step"),
    (Sort::Stage, "stage"),
    (Sort::Role, "role"),
    (Sort::Document, "document"),
    (Sort::End, "end"),
];

struct Report<'a> {
    place: &'a Place<'a>,
    texts: Vec<(OverlayId, Definition)>,
    unified: Unified,
}

pub(super) fn run(place: &mut Place<'_>, args: &BankUnifyArgs) -> Result<Verdict, Failure> {
    let mut texts = Vec::new();
    let names = names(&args.texts);
    for (name, text) in names.into_iter().zip(&args.texts) {
        // Each may hold the same process: it is taken before the next is read.
        texts.push((OverlayId::from(name.as_str()), place.definition(text, None)?));
    }
    let place = &*place;
    let answers = answers(place, &texts, args)?;
    let process = match (&args.id, texts.first()) {
        (Some(id), _) => ProcessId::from(id.as_str()),
        (None, Some((_, first))) => first.id.value.clone(),
        (None, None) => ProcessId::from("process"),
    };
    let named: Vec<(OverlayId, &Definition)> = texts.iter().map(|(name, text)| (name.clone(), text)).collect();
    let unified = unify(&place.bank, &named, &process, &answers).map_err(|found| place.failed(&found))?;
    readable(place, &written(&unified.base))?;
    let report = Report { place, texts, unified };
    let written = args.out.as_deref().map(|folder| report.write(folder, args.force)).transpose()?;
    match place.common.format {
        Format::Text => report.text(written.as_deref(), args.all),
        Format::Json => println!("{:#}", report.json()),
    }
    Ok(if report.unified.doubts.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

/// The base as a file has it: a bank gives it the registries again.
fn written(base: &Definition) -> Definition {
    base.clone().with_named_only()
}

/// What is written must be read again: an id that somebody asked for may not be one.
fn readable(place: &Place<'_>, base: &Definition) -> Result<(), Failure> {
    let mut sources = Sources::new();
    let source = sources.add(format!("{}.yaml", base.id), print_process(base));
    let found = read_process(&sources, source).diagnostics;
    match has_errors(&found) {
        true => Err(Failure::new(drawn_all(&found, &sources, place.common))),
        false => Ok(()),
    }
}

/// A name for each text: that of its file, or of its folder where files are called alike.
fn names(texts: &[String]) -> Vec<String> {
    let stem = |text: &String| part(Path::new(text).file_stem());
    let folder = |text: &String| part(Path::new(text).parent().and_then(Path::file_name));
    let all_differ = |names: &[String]| {
        let mut sorted: Vec<&String> = names.iter().collect();
        sorted.sort();
        sorted.windows(2).all(|pair| pair[0] != pair[1]) && names.iter().all(|name| !name.is_empty())
    };
    let (stems, folders) = (texts.iter().map(stem).collect::<Vec<_>>(), texts.iter().map(folder).collect::<Vec<_>>());
    let numbered = || {
        let again = |at: usize| stems[..at].iter().filter(|earlier| **earlier == stems[at]).count();
        let name = |at: usize| match (stems[at].as_str(), again(at)) {
            ("", _) => format!("text-{}", at + 1),
            (stem, 0) => stem.to_owned(),
            (stem, again) => format!("{stem}-{}", again + 1),
        };
        (0..texts.len()).map(name).collect()
    };
    [&stems, &folders].into_iter().find(|names| all_differ(names)).cloned().unwrap_or_else(numbered)
}

/// A part of a path as an id may be.
fn part(name: Option<&std::ffi::OsStr>) -> String {
    let name = name.unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    match words.join("-") {
        name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("text-{name}"),
        name => name,
    }
}

fn answers(place: &Place<'_>, texts: &[(OverlayId, Definition)], args: &BankUnifyArgs) -> Result<Answers, Failure> {
    let pairs = |said: &[String]| said.iter().map(|pair| answer(place, texts, pair)).collect::<Result<Vec<_>, _>>();
    Ok(Answers { same: pairs(&args.same)?, different: pairs(&args.different)? })
}

/// `north/step/visit=south/step/s2`.
fn answer(place: &Place<'_>, texts: &[(OverlayId, Definition)], pair: &str) -> Result<(Named, Named), Failure> {
    let named = |said: &str| -> Option<Named> {
        let mut parts = said.trim().splitn(3, '/');
        let (text, sort, id) = (parts.next()?, parts.next()?, parts.next()?);
        let text = texts.iter().position(|(name, _)| name.as_str() == text)?;
        let sort = SORTS.iter().find(|(_, word)| *word == sort)?.0;
        let there = ravand_bank::unify::ids(&texts[text].1.clone().with_named_only(), sort).iter().any(|it| it == id);
        there.then(|| Named { text, sort, id: id.to_owned() })
    };
    let both = pair.split_once('=').and_then(|(one, other)| Some((named(one)?, named(other)?)));
    let fits = |(one, other): &(Named, Named)| one.text != other.text && one.sort == other.sort;
    both.filter(fits).ok_or_else(|| {
        let known: Vec<String> = texts.iter().map(|(name, _)| format!("`{name}`")).collect();
        let args = Args::new().with("pair", pair).with("known", known.join(", "));
        Failure::said(&NOT_TWO_THINGS, &args, place.common.lang.language())
    })
}

impl Report<'_> {
    fn language(&self) -> Language {
        self.place.common.lang.language()
    }

    fn write(&self, folder: &Path, over: bool) -> Result<Vec<PathBuf>, Failure> {
        let language = self.language();
        let file = format!("{}.yaml", self.unified.base.id);
        let mut files = vec![(folder.join("services").join(&file), print_process(&written(&self.unified.base)))];
        for overlay in &self.unified.overlays {
            files.push((folder.join("variants").join(overlay.id.as_str()).join(&file), print_overlay(overlay)));
        }
        if let Some((path, _)) = files.iter().find(|(path, _)| path.exists() && !over) {
            return Err(Failure::said(&FILE_THERE, &Args::new().with("path", path.display()), language));
        }
        let mut new: Vec<&Path> = Vec::new();
        for (path, text) in &files {
            let is_new = !path.exists();
            let folder = path.parent().map_or(Ok(()), |folder| directory(folder, language));
            if let Err(why) = folder.and_then(|()| write(path, text, over, language)) {
                // Nothing is half done: what was made goes again.
                new.into_iter().for_each(|made| _ = std::fs::remove_file(made));
                return Err(why);
            }
            new.extend(is_new.then_some(path.as_path()));
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn text(&self, written: Option<&[PathBuf]>, all: bool) {
        let language = self.language();
        let (base, texts) = (&self.unified.base, self.texts.len());
        let id = base.id.as_str();
        println!("{}{}{}  {id}", style::BOLD, prose(base.title.or_id(language, id), language), style::OFF);
        let steps = base.steps.len();
        super::said(
            self.place,
            &format!("A base of {steps} steps from {texts} texts; each text is the base with its overlay, exactly."),
            &format!("پایه‌ای با {steps} گام از {texts} متن؛ هر متن دقیقاً همان پایه است با لایهٔ خودش."),
        );
        self.elements(all);
        self.overlays();
        self.doubts();
        match written {
            Some(files) => {
                heading(word(language, "Written", "نوشته شد"));
                files.iter().for_each(|path| println!("  {}", path.display()));
            }
            None => {
                println!("");
                super::said(
                    self.place,
                    "Nothing was written: --out DIR writes the base and the overlays as a bank keeps them.",
                    "چیزی نوشته نشد: `--out DIR` پایه و لایه‌ها را به همان شکل بانک می‌نویسد.",
                );
            }
        }
    }

    /// The steps, or everything, and in how many texts each is.
    fn elements(&self, all: bool) {
        let language = self.language();
        for (sort, en, fa) in [
            (Sort::Step, "Steps", "گام‌ها"),
            (Sort::Stage, "Stages", "مرحله‌ها"),
            (Sort::Role, "Roles", "نقش‌ها"),
            (Sort::Document, "Documents", "مدارک"),
            (Sort::End, "Ends", "پایان‌ها"),
        ] {
            if sort != Sort::Step && !all {
                continue;
            }
            heading(word(language, en, fa));
            let head = [word(language, "texts", "متن"), word(language, "sure", "اطمینان")];
            let head: String = head.iter().map(|name| figure(name, FIGURE_WIDTH, language)).collect();
            println!("{}  {}{head}{}", style::DIM, cell("", NAME_WIDTH, language), style::OFF);
            for element in self.unified.elements.iter().filter(|element| element.sort == sort) {
                self.element(element);
            }
        }
    }

    fn element(&self, element: &Element) {
        let language = self.language();
        let who = if element.of.len() == self.texts.len() {
            String::new()
        } else {
            let names: Vec<&str> = element.of.iter().map(|named| self.name(named.text)).collect();
            let aside = if element.in_base { "" } else { word(language, "not in the base: ", "نه در پایه: ") };
            format!("  – {aside}{}", names.join(comma(language)))
        };
        let count = figure(&element.of.len().to_string(), FIGURE_WIDTH, language);
        let sure = match element.of.len() {
            1 => figure("–", FIGURE_WIDTH, language),
            _ => figure(&percent(element.confidence), FIGURE_WIDTH, language),
        };
        let called = element.of.first().map(|named| self.called(named)).filter(|called| *called != element.id);
        let said = prose(&digits(&format!("{}{who}", called.unwrap_or_default()), language), language);
        println!("  {}{count}{sure}  {}{said}{}", cell(&element.id, NAME_WIDTH, language), style::DIM, style::OFF);
    }

    fn overlays(&self) {
        let language = self.language();
        heading(word(language, "How each text differs from the base", "تفاوت هر متن با پایه"));
        for overlay in &self.unified.overlays {
            let mut verbs: BTreeMap<&str, usize> = BTreeMap::new();
            overlay.changes.iter().for_each(|change| *verbs.entry(change.action.verb()).or_default() += 1);
            let verbs: Vec<String> = verbs.into_iter().map(|(verb, count)| format!("{verb} {count}")).collect();
            let said = match verbs.is_empty() {
                true => word(language, "nothing", "هیچ").to_owned(),
                false => verbs.join(comma(language)),
            };
            println!(
                "  {}{}",
                cell(overlay.id.as_str(), NAME_WIDTH, language),
                prose(&digits(&said, language), language)
            );
        }
    }

    fn doubts(&self) {
        let doubts = &self.unified.doubts;
        if doubts.is_empty() {
            return;
        }
        let language = self.language();
        heading(word(language, "What only a person can say", "آنچه فقط آدم می‌تواند بگوید"));
        let (en, fa) = (
            "These may be the same and were left apart. help: say --same or, so that nobody asks again, --different",
            "شاید این‌ها یکی باشند، اما جدا مانده‌اند. راهنما: بنویسید `--same` یا برای آنکه دیگر پرسیده نشود `--different`",
        );
        paragraph(word(language, en, fa), "  ", WIDTH);
        for doubt in doubts {
            let (one, other) = (self.called(&doubt.one), self.called(&doubt.other));
            let asked = match language {
                Language::En => format!("“{one}” = “{other}”?"),
                Language::Fa => format!("«{one}» همان «{other}» است؟"),
            };
            let likely = digits(&percent(doubt.confidence), language);
            println!("  {}  {likely}", prose(&digits(&asked, language), language));
            println!("      {}--same {}={}{}", style::DIM, self.path(&doubt.one), self.path(&doubt.other), style::OFF);
        }
    }

    fn name(&self, text: usize) -> &str {
        self.texts.get(text).map_or("", |(name, _)| name.as_str())
    }

    fn path(&self, named: &Named) -> String {
        format!("{}/{}/{}", self.name(named.text), sort_word(named.sort), named.id)
    }

    /// What a text calls something of its own.
    fn called(&self, named: &Named) -> String {
        let title =
            self.texts.get(named.text).and_then(|(_, text)| ravand_bank::unify::title(text, named.sort, &named.id));
        title.map_or(named.id.clone(), |title| title.or_id(self.language(), &named.id).to_owned())
    }

    fn json(&self) -> Value {
        let named =
            |named: &Named| json!({ "text": self.name(named.text), "id": named.id, "title": self.called(named) });
        let overlays = self.unified.overlays.iter().map(|overlay| {
            json!({ "name": overlay.id.as_str(), "operations": overlay.changes.len(), "yaml": print_overlay(overlay) })
        });
        let elements = self.unified.elements.iter().map(|element| {
            json!({
                "sort": sort_word(element.sort),
                "id": element.id,
                "in_base": element.in_base,
                "confidence": element.confidence,
                "of": element.of.iter().map(named).collect::<Vec<_>>(),
            })
        });
        let questions = self.unified.doubts.iter().map(|doubt| {
            json!({
                "sort": sort_word(doubt.one.sort),
                "one": named(&doubt.one),
                "other": named(&doubt.other),
                "confidence": doubt.confidence,
                "answer": format!("{}={}", self.path(&doubt.one), self.path(&doubt.other)),
            })
        });
        let names = |texts: &Vec<usize>| texts.iter().map(|text| self.name(*text)).collect::<Vec<_>>();
        let support: BTreeMap<&str, Vec<&str>> =
            self.unified.support.iter().map(|(key, texts)| (key.as_str(), names(texts))).collect();
        json!({
            "process": self.unified.base.id.as_str(),
            "base": print_process(&written(&self.unified.base)),
            "overlays": overlays.collect::<Vec<_>>(),
            "elements": elements.collect::<Vec<_>>(),
            "questions": questions.collect::<Vec<_>>(),
            "support": support,
        })
    }
}

fn sort_word(sort: Sort) -> &'static str {
    SORTS.iter().find(|(known, _)| *known == sort).map_or("", |(_, word)| word)
}

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}
