//! What is the same in texts of a few lines.

use super::*;

/// Things as `title | tag tag`, in a row; ids are `s1`, `s2` …
fn text(lines: &str) -> Sketch {
    let thing = |(number, line): (usize, &str)| {
        let (title, tags) = line.split_once('|').unwrap_or((line, ""));
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        let is_persian = title.iter().flat_map(|title| title.chars()).any(|letter| !letter.is_ascii());
        Thing {
            titles: if is_persian { [None, title] } else { [title, None] },
            id: Some(format!("s{number}")),
            tags: tags.split_whitespace().map(str::to_owned).collect(),
        }
    };
    let things: Vec<Thing> =
        lines.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate().map(thing).collect();
    let follows = (1..things.len()).map(|to| Follow { from: to - 1, to, weight: 1.0 }).collect();
    Sketch { things, follows }
}

/// The groups as `0.0 1.0`, text and place, with those that are alone left out.
fn check(texts: &[Sketch], decided: &Decided, expected: &[&str]) -> Matching {
    let found = together(texts, &Weights::ALL, decided).expect("they are small");
    let shown =
        found.groups.iter().filter(|group| group.members.len() > 1).map(|group| {
            group.members.iter().map(|(text, thing)| format!("{text}.{thing}")).collect::<Vec<_>>().join(" ")
        });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{found:#?}");
    let count: usize = found.groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(count, texts.iter().map(|text| text.things.len()).sum::<usize>(), "each thing once");
    found
}

#[test]
fn persian_titles_are_compared_without_their_spelling() {
    let one = text("ثبت درخواستِ متقاضی\nبازديد از ملك\nصدور پروانه");
    let other = text("ثبت‌درخواست متقاضی\nبازدید از ملک\nصدور پروانهٔ ساختمان");
    check(&[one, other], &Decided::default(), &["0.0 1.0", "0.1 1.1", "0.2 1.2"]);
}

#[test]
fn equal_titles_are_told_apart_by_what_stands_around_them() {
    let one = text("Register\nSign\nVisit the plot\nSign\nIssue the permit");
    let other = text("Register\nSign\nVisit the plot\nPay the fee\nSign\nIssue the permit");
    check(&[one, other], &Decided::default(), &["0.0 1.0", "0.1 1.1", "0.2 1.2", "0.3 1.4", "0.4 1.5"]);
}

#[test]
fn what_is_not_sure_is_a_question_and_no_group() {
    let one = text("Visit the plot | role:inspector\nIssue the permit | role:head");
    let other = text("Look at the place | role:clerk\nIssue the permit | role:head");
    let texts = [one, other];
    let found = check(&texts, &Decided::default(), &["0.1 1.1"]);
    assert_eq!(found.questions.len(), 1, "{found:#?}");
    let question = found.questions[0];
    assert_eq!((question.one, question.other), ((0, 0), (1, 0)));
    assert!((ASKED..SURE).contains(&question.confidence));

    let pair = vec![((1, 0), (0, 0))];
    let same = Decided { same: pair.clone(), ..Decided::default() };
    let found = check(&texts, &same, &["0.0 1.0", "0.1 1.1"]);
    assert_eq!(found.questions, []);
    let different = Decided { different: pair, ..Decided::default() };
    assert_eq!(check(&texts, &different, &["0.1 1.1"]).questions, []);
}

#[test]
fn who_says_that_equals_differ_is_obeyed() {
    let texts = ["Sign\nIssue", "Sign\nIssue", "Sign\nIssue"].map(text);
    let different = Decided { different: vec![((0, 0), (2, 0))], ..Decided::default() };
    let found = together(&texts, &Weights::ALL, &different).expect("they are small");
    let both = |group: &Group| group.members.contains(&(0, 0)) && group.members.contains(&(2, 0));
    assert!(!found.groups.iter().any(both), "{found:#?}");
}

#[test]
fn nothing_and_single_texts_are_no_trouble() {
    assert_eq!(check(&[], &Decided::default(), &[]).groups, []);
    check(&[text("")], &Decided::default(), &[]);
    check(&[text("Register\nRegister")], &Decided::default(), &[]);
    check(&[text(""), text("Register")], &Decided::default(), &[]);
    // Without titles and tags only their places speak, and those are not enough.
    check(&[text("|\n|"), text("|\n|")], &Decided::default(), &[]);
}

#[test]
fn what_nobody_can_compare_is_refused() {
    let many = |count: usize| Sketch { things: vec![Thing::default(); count], follows: Vec::new() };
    let refused = |texts: &[Sketch]| together(texts, &Weights::ALL, &Decided::default());
    assert_eq!(refused(&[many(10), many(2_001)]), Err(TooLarge::Things(2_001)));
    assert_eq!(refused(&vec![many(2_000); 6]), Err(TooLarge::Pairs(60_000_000)));
}

#[test]
fn a_decision_about_what_is_not_there_is_passed_over() {
    let texts = ["Sign", "Sign"].map(text);
    let decided = Decided { same: vec![((0, 7), (9, 0))], different: vec![((3, 0), (0, 5))] };
    check(&texts, &decided, &["0.0 1.0"]);
}
