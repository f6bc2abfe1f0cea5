//! The frame of all rules: what a rule is, what it is given, what it finds.
//!
//! A rule is one file under `rules/`: its doc comment is its manual, and [`Rule::manual`]
//! hands out that very text. A rule reads; it never changes what it is given, and it does
//! not know the other rules.

use crate::risk::Risk;
use crate::rules::RULES;
use indexmap::IndexMap;
use ravand_core::{Definition, Diagnostic, Overlay, Span, StepId};
use ravand_feel::{Args, Code, Language, Words};
use std::fmt;

/// The heading of the part on what to use instead.
const INSTEAD_FA: &str = "### به جای آن";

/// A rule with its words.
pub struct Rule {
    /// Its stable code, with message and help.
    pub code: &'static Code,
    /// Its name, which reads after "allow": `free-discretion`.
    pub name: &'static str,
    /// What it offers to do about what it finds.
    pub remedy: Words,
    /// What the integrity methods call what it finds.
    pub methods: Methods,
    pub(crate) english: &'static str,
    pub(crate) persian: &'static str,
    pub(crate) check: fn(&Input<'_>, &mut Findings),
}

/// What the integrity methods call what a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Methods {
    /// The criterion of the Corruption Impact Assessment of Korea's Anti-Corruption and
    /// Civil Rights Commission (ACRC).
    pub acrc: Words,
    /// The factor of the corruption proofing of the Regional Anti-Corruption Initiative and
    /// the Regional Cooperation Council (RAI/RCC), whose own example is a building permit.
    pub rai: Words,
    /// The term of Klitgaard's heuristic: monopoly + discretion − accountability.
    pub klitgaard: Words,
}

/// What rules are given.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Input<'a> {
    /// The process, its overlays merged.
    pub definition: &'a Definition,
    /// The design risk of its steps, from [`assess_all`](crate::assess_all).
    pub risks: &'a IndexMap<StepId, Risk>,
    /// How it came about, if it was reformed.
    pub reform: Option<ReformInput<'a>>,
}

/// An overlay that was merged into the process.
#[derive(Debug, Clone, Copy)]
pub struct ReformInput<'a> {
    /// The process without it.
    pub base: &'a Definition,
    /// The overlay.
    pub overlay: &'a Overlay,
}

/// Something that a rule found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The step that it is about.
    pub step: Option<StepId>,
    /// What is to be said, and where.
    pub diagnostic: Diagnostic,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    found: Vec<Finding>,
}

/// Everything that the rules find, by place: file, position in it, code.
///
/// What a program built without a file keeps the order of the rules and of the definition.
pub fn lint(input: &Input<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for rule in RULES {
        let mut findings = Findings { rule, found: Vec::new() };
        (rule.check)(input, &mut findings);
        all.append(&mut findings.found);
    }
    all.sort_by_key(|finding| {
        let span = finding.diagnostic.span.unwrap_or_default();
        (span.source, span.start, finding.rule.code.id)
    });
    all
}

/// The rule of a code (`GS001`, in any case) or of a name.
///
/// ```
/// use ravand_lint::explain;
/// use ravand_core::Language;
/// let rule = explain("gs002").expect("a rule");
/// assert_eq!(rule.name, "free-discretion");
/// assert!(rule.manual(Language::En).contains("Why is this bad?"));
/// ```
pub fn explain(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.id.eq_ignore_ascii_case(code) || rule.name == code).copied()
}

impl Rule {
    /// Its manual, in Markdown, with an example and what to use instead.
    pub fn manual(&self, language: Language) -> String {
        let english = plain(self.english);
        if language == Language::En {
            return english;
        }
        // Examples are the same in every language, so that they stand in one place only.
        let mut examples = english.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let mut block = || examples.next().map(|yaml| format!("```yaml\n{yaml}```\n")).unwrap_or_default();
        let (example, instead) = (block(), block());
        let persian = self.persian_text();
        let (before, after) = persian.split_once(INSTEAD_FA).unwrap_or((&persian, ""));
        format!("{before}### نمونه\n{example}\n{INSTEAD_FA}{after}{instead}")
    }

    /// Its Persian manual without the examples.
    pub(crate) fn persian_text(&self) -> String {
        plain(self.persian)
    }
}

/// Lines without the blank that a doc comment has behind its slashes.
fn plain(text: &str) -> String {
    let lines = text.trim_matches('\n').lines();
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code.id, self.name)
    }
}

impl<'a> Input<'a> {
    /// A process and its risks.
    pub fn new(definition: &'a Definition, risks: &'a IndexMap<StepId, Risk>) -> Self {
        Self { definition, risks, reform: None }
    }

    /// The same process as what an overlay made of `base`.
    #[must_use]
    pub fn reformed_from(mut self, base: &'a Definition, overlay: &'a Overlay) -> Self {
        self.reform = Some(ReformInput { base, overlay });
        self
    }
}

impl Findings {
    /// A finding about a step, at a place; notes may be hung on what is returned.
    pub fn step(&mut self, step: &StepId, span: Span, args: Args) -> &mut Diagnostic {
        let at = self.found.len();
        let diagnostic = Diagnostic::at(self.rule.code, span, args);
        self.found.push(Finding { rule: self.rule, step: Some(step.clone()), diagnostic });
        &mut self.found[at].diagnostic
    }
}
