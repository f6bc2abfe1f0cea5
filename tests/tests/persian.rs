//! How the project writes Persian: every title of the bank, every public message, and every
//! Persian text in the source of the crates, the command line's included.
//!
//! What is judged here can be told without understanding the text: letters, digits, spaces,
//! a missing language, and arguments that only one language names. Whether a sentence is
//! good Persian is not asked.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "reads the repository's own files")]

use ravand::bank::Bank;
use ravand::core::{
    Action, Block, Code, DataDeclaration, DataName, Decision, Definition, Language, Overlay, Scenario, Severity, Step,
    Title, Words,
};
use ravand_tests::persian::{arguments, faults, persian_texts, prose};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn complaints(words: &Words) -> Vec<String> {
    let mut found: Vec<String> = faults(&prose(words.fa)).into_iter().map(str::to_owned).collect();
    if words.en.trim().is_empty() || words.fa.trim().is_empty() {
        found.push("a missing language".to_owned());
    }
    let (english, persian) = (arguments(words.en), arguments(words.fa));
    if english != persian {
        found.push(format!("arguments {english:?} in English, {persian:?} in Persian"));
    }
    found
}

/// Titles with the place that they belong to, and what is wrong with them.
#[derive(Default)]
struct Titles {
    seen: usize,
    wrong: Vec<String>,
}

impl Titles {
    fn must(&mut self, place: String, title: &Title) {
        self.seen += 1;
        let written = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        for (language, text) in [("English", &title.en), ("Persian", &title.fa)] {
            if !written(text) {
                self.wrong.push(format!("{place}: no {language}"));
            }
        }
        for fault in title.fa.iter().flat_map(|text| faults(text)) {
            self.wrong.push(format!("{place}: {fault} in {:?}", title.fa));
        }
    }

    /// What needs no title, since its id is enough; if it has one, then in both languages.
    fn may(&mut self, place: String, title: &Title) {
        if *title != Title::default() {
            self.must(place, title);
        }
    }

    fn step(&mut self, place: String, step: &Step) {
        let none = Title::default();
        self.must(place, step.attributes.title.as_ref().map_or(&none, |title| &title.value));
    }

    fn data<'a>(&mut self, of: &str, data: impl IntoIterator<Item = (&'a DataName, &'a DataDeclaration)>) {
        for (id, datum) in data {
            self.may(format!("{of}, data {id}"), &datum.title);
        }
    }

    fn decision(&mut self, id: &str, decision: &Decision) {
        self.must(format!("decision {id}"), &decision.title);
        self.data(&format!("decision {id}"), &decision.outputs);
    }

    fn definition(&mut self, definition: &Definition) {
        let of = &definition.id.value;
        self.must(format!("process {of}"), &definition.title);
        definition.steps.iter().for_each(|(id, step)| self.step(format!("{of}, step {id}"), step));
        definition.ends.iter().for_each(|(id, end)| self.must(format!("{of}, end {id}"), &end.title));
        definition.roles.iter().for_each(|(id, role)| self.must(format!("{of}, role {id}"), &role.title));
        definition.documents.iter().for_each(|(id, paper)| self.must(format!("{of}, document {id}"), &paper.title));
        definition.decisions.iter().for_each(|(id, decision)| self.decision(id.as_str(), decision));
        self.data(of.as_str(), &definition.data);
        self.stages(of.as_str(), &definition.flow.blocks);
    }

    fn stages(&mut self, of: &str, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Stage(stage) => {
                    self.must(format!("{of}, stage {}", stage.id.value), &stage.title);
                    self.stages(of, &stage.blocks);
                }
                Block::All { branches, .. } => branches.iter().for_each(|branch| self.stages(of, branch)),
                Block::One { branches, .. } => branches.iter().for_each(|branch| self.stages(of, &branch.blocks)),
                _ => {}
            }
        }
    }

    fn overlay(&mut self, overlay: &Overlay) {
        let of = &overlay.id.value;
        self.must(format!("overlay {of}"), &overlay.title);
        overlay.reason.iter().for_each(|reason| self.must(format!("{of}, reason"), reason));
        let mut operations = 1..;
        for operation in &overlay.changes {
            let number = operations.next().unwrap_or_default();
            for (what, words) in [("why", &operation.why), ("needs_first", &operation.needs_first)] {
                words.iter().for_each(|words| self.must(format!("{of}, {what} of operation {number}"), words));
            }
            // Who decides and what catches may be ids, whose own titles are shown.
            for words in [&operation.decided_by, &operation.caught_by].into_iter().flatten() {
                if words.fa.is_some() || words.get(Language::En).contains(' ') {
                    self.must(format!("{of}, operation {number}"), words);
                }
            }
            if let Action::Add { step, content, .. } = &operation.action {
                self.step(format!("{of}, added step {}", step.value), content);
            }
        }
        overlay.roles.iter().for_each(|(id, role)| self.must(format!("{of}, role {id}"), &role.title));
        overlay.documents.iter().for_each(|(id, paper)| self.must(format!("{of}, document {id}"), &paper.title));
        overlay.decisions.iter().for_each(|(id, decision)| self.decision(id.as_str(), decision));
        self.data(of.as_str(), &overlay.data);
    }

    fn scenario(&mut self, scenario: &Scenario) {
        let of = format!("scenario {} of {}", scenario.id.value, scenario.process.value);
        self.must(of.clone(), &scenario.title);
        for (number, assumption) in scenario.assumptions.iter().enumerate() {
            self.must(format!("{of}, assumption {}", number + 1), assumption);
        }
    }
}

#[test]
fn every_title_of_the_bank() {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank");
    let mut titles = Titles::default();
    bank.about.iter().for_each(|about| titles.must("bank".to_owned(), &about.title));
    bank.roles.iter().for_each(|(id, role)| titles.must(format!("role {id}"), &role.title));
    bank.documents.iter().for_each(|(id, paper)| titles.must(format!("document {id}"), &paper.title));
    bank.laws.iter().for_each(|(id, law)| titles.must(format!("law {id}"), &law.title));
    bank.decisions.iter().for_each(|(id, decision)| titles.decision(id.as_str(), decision));
    bank.processes.values().for_each(|process| titles.definition(process));
    bank.overlays.values().for_each(|overlay| titles.overlay(overlay));
    bank.scenarios.values().for_each(|scenario| titles.scenario(scenario));
    assert!(titles.wrong.is_empty(), "{}", titles.wrong.join("\n"));
    // A bank that could not be read has no titles, and nothing wrong in them.
    assert!(titles.seen > 400, "only {} titles were read", titles.seen);
}

#[test]
fn every_public_message() {
    let listed = [
        ravand::feel::codes::ALL,
        ravand::core::calendar::codes::ALL,
        ravand::core::check::codes::ALL,
        ravand::core::merge::codes::ALL,
        ravand::kernel::codes::ALL,
        ravand::bank::codes::ALL,
        ravand::lint::codes::ALL,
        ravand::sim::codes::ALL,
    ];
    let rules = ravand::lint::rules::RULES.iter().map(|rule| rule.code);
    let codes: Vec<&Code> =
        listed.iter().flat_map(|list| list.iter().copied()).chain(ravand::formats::codes()).chain(rules).collect();
    let wrong: Vec<String> = codes
        .iter()
        .flat_map(|code| [(code, &code.message), (code, &code.help)])
        .flat_map(|(code, words)| complaints(words).into_iter().map(move |what| format!("{}: {what}", code.id)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let ids: BTreeSet<&str> = codes.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), codes.len(), "an id is used twice");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file below a folder, tests left out.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() && !matches!(name.as_str(), "tests" | "target") {
            sources(&entry, into);
        } else if name.ends_with(".rs") && !matches!(name.as_str(), "tests.rs" | "testing.rs") {
            into.push(entry);
        }
    }
}

/// Persian texts of the crates, each with its file.
fn written() -> Vec<(String, String)> {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    let read = |file: &PathBuf| std::fs::read_to_string(file).expect("a source file");
    files
        .iter()
        .flat_map(|file| persian_texts(&read(file)).into_iter().map(|text| (file.display().to_string(), text)))
        .collect()
}

#[test]
fn every_persian_text_in_the_source() {
    let texts = written();
    let wrong: Vec<String> = texts
        .iter()
        .flat_map(|(file, text)| text.lines().map(move |line| (file, line.trim())))
        .flat_map(|(file, line)| faults(&prose(line)).into_iter().map(move |what| format!("{file}: {what} in {line}")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(texts.len() > 800, "only {} texts were found", texts.len());
}

/// The rows of the glossary: English, Persian, what is not written.
fn glossary() -> Vec<[String; 3]> {
    let page = std::fs::read_to_string(root().join("docs/glossary.md")).expect("the glossary");
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        [(); 3].map(|()| cells.next().unwrap_or_default())
    })
    .collect()
}

#[test]
fn words_are_those_of_the_glossary() {
    let rows = glossary();
    assert!(rows.len() > 40, "only {} rows", rows.len());
    let texts = written();
    let word = |c: char| c.is_whitespace() || "،؛؟:.()«»".contains(c);
    let mut wrong = Vec::new();
    for [english, persian, instead] in &rows {
        assert_eq!(faults(persian), Vec::<&str>::new(), "{english}: {persian}");
        for avoided in instead.split('،').map(str::trim).filter(|avoided| !avoided.is_empty()) {
            let used = texts.iter().filter(|(_, text)| prose(text).split(word).any(|written| written == avoided));
            let said = |(file, text): &(String, String)| {
                format!("{english} is «{persian}» and not «{avoided}»: {file}: {text}")
            };
            wrong.extend(used.map(said));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_judge_sees_a_fault() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(faults(text), expected, "{text}");
    }
    check("پرونده‌ها ثبت می‌شوند، نه ۱۲ روز", &[]);
    check("کنترل شکلي", &["an Arabic letter"]);
    check("مادهٔ 100", &["a Latin digit"]);
    check("مادهٔ ١٠٠", &["an Arabic digit"]);
    check("دو  فاصله", &["a doubled space"]);
    check("این می شود", &["a space for a half-space"]);
    check("آب , برق", &["Latin punctuation"]);
    check("آب ، برق", &["a space before punctuation"]);
    check("متن UTF-8", &[]);
    check("نام: «گام»، نقش", &[]);
    check("میان دو میدان", &[]);
    check("این میشود و آن نمیکند", &["no half-space after می"]);
    check("بزرگ ترین", &["a space for a half-space"]);
    check("خانه\u{200c}ی ما", &["an ezafe that is not ٔ"]);
    check("نامۀ ما", &["a letter that has another form"]);
    check("« گام»", &["a space before punctuation"]);
    check("«گام", &["« without » or the other way round"]);
    check("»گام«", &["« without » or the other way round"]);
    check("گام،نقش", &["no space after punctuation"]);
    check("گام\u{200c}\u{200c}ها", &["a doubled half-space"]);
}

#[test]
fn the_judge_finds_persian_in_a_source() {
    let source = "\
// \"در توضیح\"
const A: &str = \"سلام {name}\"; let quote = '\"'; f(\"plain\", \"دو \\
    پاره \\\"x\\\"\");
#[cfg(test)] const B: &str = \"در آزمون\";";
    assert_eq!(persian_texts(source), ["سلام {name}", "دو پاره \"x\""]);
    assert_eq!(prose("با `a, b` تا {max:.1}"), "با x تا x");
}

#[test]
fn the_judge_compares_arguments() {
    let words = Words { en: "`{step}` needs `{document}`", fa: "گام «{step}» به `{paper}` نیاز دارد" };
    assert_eq!(complaints(&words).len(), 1);
    assert_eq!(arguments("write `{key}: { dropped: yes }`"), BTreeSet::from(["key"]));
    let code = Code { id: "XX001", severity: Severity::Error, message: words, help: Words { en: "no", fa: "" } };
    assert_eq!(complaints(&code.help), ["a missing language"]);
}
