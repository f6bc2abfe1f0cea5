//! Tests as marked YAML: a comment names the code that is to be found on its line.
//!
//! ```yaml
//! sign: { kind: approve, role: deputy, discretion: free }  # GS001
//! ```

use crate::risk::{RiskContext, assess_all};
use crate::rule::{Input, explain, lint};
use crate::weights::Weights;
use ravand_core::{Definition, Diagnostic, Language, Overlay, Sources, merge};
use ravand_formats::{decode, read_overlay, read_process};

/// One deputy, two members of a board, six clerks, a system and an applicant.
const ROLES: &str = "
roles:
  applicant: { party: applicant }
  board: { holders: 2 }
  clerk: { holders: 6 }
  deputy: { holders: 1 }
  system: { holders: unlimited, party: system }
ends: { issued: { favourable: yes }, refused: { favourable: no } }
";

/// Steps one after another: what `code` finds among them is what is marked.
pub(crate) fn check_one(code: &str, steps: &str) {
    check_flow(code, steps, &flow_of(steps));
}

/// The same with a flow of its own.
pub(crate) fn check_flow(code: &str, steps: &str, flow: &str) {
    let mut sources = Sources::new();
    let text = text(steps, flow);
    let definition = process(&mut sources, &text);
    compare(code, &text, &found(code, &sources, &definition, None));
}

/// What `code` finds among the operations of a reform is what is marked.
pub(crate) fn check_reform(code: &str, steps: &str, changes: &str) {
    let mut sources = Sources::new();
    let base = process(&mut sources, &text(steps, &flow_of(steps)));
    let text = format!("overlay: sample\nof: sample\nchanges:\n{changes}");
    let overlay = overlay(&mut sources, &text);
    // What becomes of the documents is no matter here, so the operations need not go together.
    let after = merge::apply(&base, &overlay).unwrap_or_else(|_| base.clone());
    compare(code, &text, &found(code, &sources, &after, Some((&base, &overlay))));
}

/// Steps one after another, as a definition.
pub(crate) fn definition(steps: &str) -> Definition {
    process(&mut Sources::new(), &text(steps, &flow_of(steps)))
}

/// Steps with a flow of their own, as a definition.
pub(crate) fn definition_with(steps: &str, flow: &str) -> Definition {
    process(&mut Sources::new(), &text(steps, flow))
}

fn text(steps: &str, flow: &str) -> String {
    let steps: String = steps.lines().map(|line| format!("  {line}\n")).collect();
    let head = "process: sample\ntitle: Sample\nprovenance: synthetic\n";
    format!("{head}{ROLES}steps:\n{steps}flow: {flow}\n")
}

/// The keys of the outermost mapping, then an end.
fn flow_of(steps: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || steps.lines().filter(|line| !line.trim().is_empty());
    let outer = lines().next().map_or(0, indent);
    let keys = lines().filter(|line| indent(line) == outer).filter_map(|line| line.split(':').next());
    let keys: Vec<&str> = keys.map(str::trim).filter(|key| !key.starts_with('#')).collect();
    format!("[{}, {{ end: issued }}]", keys.join(", "))
}

fn process(sources: &mut Sources, text: &str) -> Definition {
    let id = decode(text.as_bytes().to_vec(), "sample.yaml", sources).expect("UTF-8");
    let read = read_process(sources, id);
    expect_no_errors(sources, text, &read.diagnostics);
    read.value.expect("a process").definition
}

fn overlay(sources: &mut Sources, text: &str) -> Overlay {
    let id = decode(text.as_bytes().to_vec(), "overlay.yaml", sources).expect("UTF-8");
    let read = read_overlay(sources, id);
    expect_no_errors(sources, text, &read.diagnostics);
    read.value.expect("an overlay").overlay
}

fn expect_no_errors(sources: &Sources, text: &str, diagnostics: &[Diagnostic]) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let errors: Vec<String> = errors.map(|d| d.one_line(sources, Language::En)).collect();
    assert!(errors.is_empty(), "{}\nin\n{text}", errors.join("\n"));
}

/// The lines on which a rule finds something.
fn found(
    code: &str,
    sources: &Sources,
    definition: &Definition,
    reform: Option<(&Definition, &Overlay)>,
) -> Vec<usize> {
    let weights = Weights::default();
    let risks = assess_all(definition, &RiskContext::new(&weights));
    let input = Input::new(definition, &risks);
    let input = reform.map_or(input, |(base, overlay)| input.reformed_from(base, overlay));
    let rule = explain(code).expect("a rule");
    let findings = lint(&input).into_iter().filter(|finding| finding.rule.code == rule.code);
    findings.map(|finding| expect_words(sources, &finding.diagnostic)).collect()
}

/// The line of a finding, whose words must be complete in both languages.
fn expect_words(sources: &Sources, diagnostic: &Diagnostic) -> usize {
    for language in [Language::En, Language::Fa] {
        let notes = diagnostic.notes.iter().map(|note| note.words.fill(language, &note.args));
        let texts = [diagnostic.message(language), diagnostic.help(language)].into_iter().chain(notes);
        for text in texts {
            assert!(!text.contains('{') && !text.contains('}'), "an argument is missing: {text}");
        }
    }
    sources.line_column(diagnostic.span.expect("a place")).0
}

fn compare(code: &str, text: &str, found: &[usize]) {
    let lines = text.lines().enumerate();
    let marked = lines.filter(|(_, line)| line.split_once('#').is_some_and(|(_, mark)| mark.contains(code)));
    let marked: Vec<usize> = marked.map(|(at, _)| at + 1).collect();
    let show = |line: &usize| text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
    let missing: Vec<_> = marked.iter().filter(|line| !found.contains(line)).map(show).collect();
    let surplus: Vec<_> = found.iter().filter(|line| !marked.contains(line)).map(show).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "{code} did not find {missing:#?} and found {surplus:#?} in\n{text}"
    );
    assert_eq!(found.len(), marked.len(), "{code} found something twice in\n{text}");
}

/// How often a rule fires on an example of its manual: steps, or changes of an overlay on
/// a process whose steps `second-visit` and `file` it may name.
pub(crate) fn found_in_example(code: &str, example: &str) -> usize {
    const BASE: &str = "
  file: { kind: receive, role: clerk, produces: [file] }
  second-visit: { kind: inspect, role: clerk, safeguard: rule-of-plan, produces: [note] }
";
    let mut sources = Sources::new();
    if let Some(steps) = example.strip_prefix("steps:\n") {
        let definition = process(&mut sources, &text(steps, &flow_of(steps)));
        return found(code, &sources, &definition, None).len();
    }
    let changes = example.strip_prefix("changes:\n").expect("`steps:` or `changes:`");
    let base = process(&mut sources, &text(BASE, &flow_of(BASE)));
    let text = format!("overlay: sample\nof: sample\nchanges:\n{changes}");
    let overlay = overlay(&mut sources, &text);
    let after = merge::apply(&base, &overlay).expect("an overlay that can be applied");
    found(code, &sources, &after, Some((&base, &overlay))).len()
}
