//! Reads the transcript of a case and says where a step started before its documents.
//!
//! The judge is a program of its own: it knows a table of who needs and makes what, and the
//! lines `todo`, `done`, `passed over`, `redo` and `ended` of a transcript. It does not know
//! how the kernel orders steps, and every other line is nothing to it. Deliberately absent:
//! time. That a step starts as *soon* as it may is not judged here.

use std::collections::BTreeMap;
use std::fmt;

/// Who needs and who makes what.
///
/// ```
/// use ravand_tests::transcript::{Judge, Needs};
/// let needs = Needs::parse("applicant: -> form\nask: form -> answer\nsign: answer -> permit")?;
/// let mut judge = Judge::new(&needs, "issued");
/// judge.next_case(7);
/// for line in ["started", "todo ask", "todo sign"] {
///     judge.line(line);
/// }
/// assert_eq!(judge.complaints()[0].to_string(), "case 7, line 3: sign starts without answer of ask");
/// # Ok::<(), ravand_tests::transcript::TableError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Needs {
    names: Vec<String>,
    index: BTreeMap<String, usize>,
    /// For each step the documents that it needs and who makes them; what the applicant
    /// brings is left out, because it is there from the start.
    needs: Vec<Vec<(String, usize)>>,
    /// For each step, whether another lies behind it: waits for it, directly or not.
    behind: Vec<Vec<bool>>,
}

/// Complaints that a judge keeps in words; the rest is only counted.
pub const COMPLAINTS_MAX: usize = 1_000;

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A line is not `STEP: DOCUMENT … -> DOCUMENT …`.
    #[error("line {0} is not `STEP: DOCUMENT … -> DOCUMENT …`")]
    Line(usize),
    /// A step has two lines, or a document two makers.
    #[error("`{0}` stands there twice")]
    Twice(String),
    /// Nobody makes a document that a step needs.
    #[error("`{step}` needs `{document}`, which nobody makes")]
    NoMaker {
        /// The step.
        step: String,
        /// The document.
        document: String,
    },
}

/// Reads transcripts, one after another.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    needs: &'a Needs,
    /// The end at which every step must have had its turn.
    whole_end: &'a str,
    case: Case,
    complaints: Vec<Complaint>,
    complaint_count: u64,
    starts: u64,
    redos: u64,
}

/// A step that did what it may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The case.
    pub case: u32,
    /// The line of the transcript, from 1.
    pub line: u32,
    /// What happened.
    pub what: String,
}

/// How far one case is.
#[derive(Debug, Clone, Default)]
struct Case {
    number: u32,
    line: u32,
    steps: Vec<Progress>,
    redos: Vec<Redo>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// Tasks that are open.
    open: u32,
    /// The line at which it was done or passed over last; 0 if it never was.
    done: u32,
    /// The one before, for a check that takes itself back.
    done_before: u32,
}

#[derive(Debug, Clone, Copy)]
struct Redo {
    id: u32,
    started: u32,
    check: usize,
    /// The step with which it began.
    from: Option<usize>,
}

impl Needs {
    /// Reads a table: a line per step, `#` begins a comment, `applicant` brings what is
    /// there from the start.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let mut table = Self { names: vec![], index: BTreeMap::new(), needs: vec![], behind: vec![] };
        let mut brought = Vec::new();
        let mut makers = BTreeMap::new();
        let mut wanted = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let (step, rest) = line.split_once(':').ok_or(TableError::Line(number + 1))?;
            let (needed, made) = rest.split_once("->").ok_or(TableError::Line(number + 1))?;
            if step == "applicant" {
                brought.extend(made.split_whitespace());
                continue;
            }
            let index = table.names.len();
            table.names.push(step.to_owned());
            if table.index.insert(step.to_owned(), index).is_some() {
                return Err(TableError::Twice(step.to_owned()));
            }
            for document in made.split_whitespace() {
                if makers.insert(document, index).is_some() {
                    return Err(TableError::Twice(document.to_owned()));
                }
            }
            wanted.push(needed.split_whitespace().filter(|d| !brought.contains(d)).collect::<Vec<_>>());
        }
        for (step, documents) in wanted.iter().enumerate() {
            let made = documents.iter().map(|document| match makers.get(document) {
                Some(maker) => Ok(((*document).to_owned(), *maker)),
                None => Err(TableError::NoMaker { step: table.names[step].clone(), document: (*document).to_owned() }),
            });
            table.needs.push(made.collect::<Result<_, _>>()?);
        }
        table.behind = behind(&table.needs);
        Ok(table)
    }

    /// How many steps it knows.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Each need that no other need of the same step implies: the step, the document and its
    /// maker.
    pub fn binding(&self) -> Vec<(&str, &str, &str)> {
        let mut found = Vec::new();
        for (step, needs) in self.needs.iter().enumerate() {
            for (at, (document, maker)) in needs.iter().enumerate() {
                let implies =
                    |(other, (_, m)): (usize, &(String, usize))| other != at && (m == maker || self.behind[*maker][*m]);
                if !needs.iter().enumerate().any(implies) {
                    found.push((&*self.names[step], &**document, &*self.names[*maker]));
                }
            }
        }
        found
    }

    /// Whether `step` lies on a way from `from` to `to`, either of them included.
    fn between(&self, from: usize, step: usize, to: usize) -> bool {
        (from == step || self.behind[from][step]) && (step == to || self.behind[step][to])
    }
}

impl<'a> Judge<'a> {
    /// A judge who expects a case that ends at `whole_end` to have done every step or to
    /// have passed it over.
    pub fn new(needs: &'a Needs, whole_end: &'a str) -> Self {
        let mut judge = Self {
            needs,
            whole_end,
            case: Case::default(),
            complaints: vec![],
            complaint_count: 0,
            starts: 0,
            redos: 0,
        };
        judge.next_case(0);
        judge
    }

    /// Begins the transcript of another case.
    pub fn next_case(&mut self, number: u32) {
        self.case.number = number;
        self.case.line = 0;
        self.case.redos.clear();
        self.case.steps.clear();
        self.case.steps.resize(self.needs.len(), Progress::default());
    }

    /// What was wrong, up to [`COMPLAINTS_MAX`].
    pub fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }

    /// How often something was wrong.
    pub fn complaint_count(&self) -> u64 {
        self.complaint_count
    }

    /// How many tasks were started, over all cases.
    pub fn starts(&self) -> u64 {
        self.starts
    }

    /// How many branches were sent back, over all cases.
    pub fn redos(&self) -> u64 {
        self.redos
    }

    /// Takes the next line.
    pub fn line(&mut self, line: &str) {
        self.case.line += 1;
        if let Some(rest) = line.strip_prefix("todo ") {
            self.todo(rest);
        } else if let Some(rest) = line.strip_prefix("done ") {
            self.done(rest.split(':').next().unwrap_or(rest));
        } else if let Some(step) = line.strip_prefix("passed over ") {
            if let Some(step) = self.step(step) {
                self.finish(step);
            }
        } else if let Some(rest) = line.strip_prefix("redo ") {
            if let Some((id, check)) = rest.split_once(" for ") {
                self.redo(id, check);
            }
        } else if line.strip_prefix("ended ") == Some(self.whole_end) {
            self.ended();
        }
    }

    /// `STEP`, `STEP #2`, `STEP in redo 7`, `STEP #2 in redo 7`.
    fn todo(&mut self, rest: &str) {
        let (task, redo) = match rest.split_once(" in redo ") {
            Some((task, redo)) => (task, Some(redo)),
            None => (rest, None),
        };
        let Some(step) = self.step(task.split(" #").next().unwrap_or(task)) else { return };
        self.starts += 1;
        self.case.steps[step].open += 1;
        for (document, maker) in &self.needs.needs[step] {
            if self.case.steps[*maker].done == 0 {
                self.complain(format!("{} starts without {document} of {}", self.name(step), self.name(*maker)));
            }
        }
        if let Some(redo) = redo {
            self.todo_again(step, redo);
        }
    }

    /// In a redo, what the redo repeats must have been made anew.
    fn todo_again(&mut self, step: usize, redo: &str) {
        let needs = self.needs;
        let Some(at) = self.case.redos.iter().position(|known| redo.parse() == Ok(known.id)) else {
            return self.complain(format!("{} starts in redo {redo}, which nobody began", self.name(step)));
        };
        let known = &mut self.case.redos[at];
        let Some(from) = known.from else {
            known.from = Some(step);
            return;
        };
        let Redo { check, started, .. } = *known;
        if !needs.between(from, step, check) {
            self.complain(format!("{} is repeated, but {} does not wait for it", self.name(step), self.name(check)));
        }
        for (document, maker) in &needs.needs[step] {
            if needs.between(from, *maker, check) && self.case.steps[*maker].done < started {
                self.complain(format!("{} starts again with the old {document}", self.name(step)));
            }
        }
    }

    fn done(&mut self, step: &str) {
        let Some(step) = self.step(step) else { return };
        match self.case.steps[step].open.checked_sub(1) {
            Some(open) => self.case.steps[step].open = open,
            None => self.complain(format!("{} is done, but it was not to do", self.name(step))),
        }
        self.finish(step);
    }

    fn finish(&mut self, step: usize) {
        let progress = &mut self.case.steps[step];
        (progress.done_before, progress.done) = (progress.done, self.case.line);
    }

    /// A check that sends its branch back made nothing: it takes its `done` back.
    fn redo(&mut self, id: &str, check: &str) {
        let Some(check) = self.step(check) else { return };
        let Ok(id) = id.parse() else { return self.complain(format!("`{id}` is no number of a redo")) };
        self.redos += 1;
        let progress = &mut self.case.steps[check];
        progress.done = progress.done_before;
        self.case.redos.push(Redo { id, started: self.case.line, check, from: None });
    }

    fn ended(&mut self) {
        for step in 0..self.needs.len() {
            if self.case.steps[step].done == 0 {
                self.complain(format!("the case ended without {}", self.name(step)));
            }
        }
    }

    fn step(&mut self, name: &str) -> Option<usize> {
        let found = self.needs.index.get(name).copied();
        if found.is_none() {
            self.complain(format!("{name} is not in the table"));
        }
        found
    }

    fn name(&self, step: usize) -> &'a str {
        &self.needs.names[step]
    }

    fn complain(&mut self, what: String) {
        self.complaint_count += 1;
        if self.complaints.len() < COMPLAINTS_MAX {
            self.complaints.push(Complaint { case: self.case.number, line: self.case.line, what });
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "case {}, line {}: {}", self.case, self.line, self.what)
    }
}

/// Who lies behind whom, by walking from each step to all that wait for it.
fn behind(needs: &[Vec<(String, usize)>]) -> Vec<Vec<bool>> {
    let waits_for = |step: usize, maker: usize| needs[step].iter().any(|(_, m)| *m == maker);
    let from = |first: usize| {
        let mut reached = vec![false; needs.len()];
        let mut left = vec![first];
        while let Some(maker) = left.pop() {
            for (step, reached) in reached.iter_mut().enumerate() {
                if !*reached && waits_for(step, maker) {
                    *reached = true;
                    left.push(step);
                }
            }
        }
        reached
    };
    (0..needs.len()).map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::{Judge, Needs, TableError};

    const TABLE: &str = "
        applicant: -> form          # brought
        draw: form -> drawing
        test-soil: form -> soil
        check: drawing -> checked
        fire: drawing -> fire-note
        sign: checked soil fire-note -> permit";

    /// One transcript, and what the judge has to say about it.
    fn check(transcript: &str, complaints: &[&str]) {
        let table = TABLE.replace("        ", "");
        let needs = Needs::parse(&table).unwrap();
        let mut judge = Judge::new(&needs, "issued");
        transcript.split(", ").for_each(|line| judge.line(line));
        let found: Vec<_> = judge.complaints().iter().map(|c| format!("line {}: {}", c.line, c.what)).collect();
        assert_eq!(found, complaints);
    }

    #[test]
    fn a_case_in_order() {
        check(
            "started, todo draw, todo test-soil, set a = 3, done draw, todo check, todo fire, done check: good, done fire, done test-soil, todo sign, done sign, ended issued",
            &[],
        );
    }

    #[test]
    fn a_start_too_early() {
        check("todo draw, todo check", &["line 2: check starts without drawing of draw"]);
    }

    #[test]
    fn a_step_passed_over_holds_nobody_up() {
        check(
            "todo draw, done draw, passed over fire, todo check, done check: good, passed over test-soil, todo sign",
            &[],
        );
    }

    #[test]
    fn a_check_that_sends_back_made_nothing() {
        check(
            "todo draw, done draw, todo check, todo fire, done fire, passed over test-soil, done check: bad, set a = 1, redo 5 for check, todo sign",
            &["line 10: sign starts without checked of check"],
        );
    }

    #[test]
    fn a_redo_in_order_and_one_inside_another() {
        check(
            "todo draw, done draw, todo check, done check: bad, redo 5 for check, todo draw #2 in redo 5, done draw, todo check #2 in redo 5, done check: bad, redo 9 for check, todo draw #3 in redo 9, done draw, todo check #3 in redo 9, done check: good",
            &[],
        );
    }

    #[test]
    fn a_redo_with_the_old_document() {
        check(
            "todo draw, done draw, todo check, done check: bad, redo 5 for check, todo draw #2 in redo 5, todo check #2 in redo 5",
            &["line 7: check starts again with the old drawing"],
        );
    }

    #[test]
    fn a_redo_of_what_the_check_does_not_wait_for() {
        check(
            "todo draw, done draw, todo check, done check: bad, redo 5 for check, todo draw #2 in redo 5, done draw, todo fire in redo 5",
            &["line 8: fire is repeated, but check does not wait for it"],
        );
    }

    #[test]
    fn an_end_before_its_time() {
        check(
            "todo draw, done draw, todo check, todo fire, todo test-soil, done check: good, done fire, ended issued",
            &["line 8: the case ended without test-soil", "line 8: the case ended without sign"],
        );
    }

    #[test]
    fn what_was_never_to_do() {
        check("done draw", &["line 1: draw is done, but it was not to do"]);
        check("todo dance", &["line 1: dance is not in the table"]);
        check("todo draw in redo 4", &["line 1: draw starts in redo 4, which nobody began"]);
    }

    #[test]
    fn a_table_with_a_mistake() {
        assert_eq!(Needs::parse("a -> b").unwrap_err(), TableError::Line(1));
        assert_eq!(Needs::parse("a: -> x\nb: -> x").unwrap_err(), TableError::Twice("x".into()));
        let no_maker = TableError::NoMaker { step: "a".into(), document: "x".into() };
        assert_eq!(Needs::parse("a: x -> y").unwrap_err(), no_maker);
    }
}
