//! Bringing things together, text by text.

use super::likeness::{Likeness, SAID};
use super::{ASKED, Decided, Group, Matching, Place, Question, SURE};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::{BTreeMap, BTreeSet};

/// A thing that is less like a group than this on the mean is none of its members.
const APART: f64 = 0.25;
/// How often every text is placed once more.
const ROUNDS: usize = 3;
/// A pair that is ahead of the next best by so much is as clear as can be.
const CLEAR: f64 = 0.15;
/// What is left of a likeness where something else is as alike.
const UNCLEAR: f64 = 0.5;
/// The assignment works with whole numbers.
const UNITS: f64 = 1e6;

pub(super) fn groups(likeness: &Likeness, decided: &Decided) -> Matching {
    let mut order = Vec::new();
    let mut loose: Vec<Vec<Place>> = Vec::new();
    for text in by_nearness(likeness) {
        place(likeness, text, &mut loose);
        order.push(text);
    }
    for _ in 0..ROUNDS {
        let before = sorted(&loose);
        for text in &order {
            loose.iter_mut().for_each(|members| members.retain(|(of, _)| of != text));
            loose.retain(|members| !members.is_empty());
            place(likeness, *text, &mut loose);
        }
        if sorted(&loose) == before {
            break;
        }
    }
    let loose = sorted(&loose);
    let clearness = Clearness { likeness, decided, best: best(likeness) };
    let mut groups: Vec<Group> = loose.iter().flat_map(|members| clearness.split(members)).collect();
    groups.sort_by_key(|group| group.members.first().copied());
    let questions = clearness.questions(&loose, &groups);
    Matching { groups, questions }
}

/// The texts, beginning with the one that is most like the others, then those that are most
/// like it.
fn by_nearness(likeness: &Likeness) -> Vec<usize> {
    let texts: Vec<usize> = (0..likeness.texts()).collect();
    let near = |one: usize, other: usize| -> f64 {
        let best =
            |row: usize| (0..likeness.size(other)).map(move |column| likeness.between((one, row), (other, column)));
        (0..likeness.size(one)).map(|row| best(row).fold(0.0, f64::max).min(1.0)).sum()
    };
    let to_all = |one: usize| texts.iter().filter(|other| **other != one).map(|other| near(one, *other)).sum::<f64>();
    let sums: Vec<f64> = texts.iter().map(|one| to_all(*one)).collect();
    let Some(first) = texts.iter().copied().max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a))) else {
        return Vec::new();
    };
    let mut others: Vec<(usize, f64)> =
        texts.iter().filter(|text| **text != first).map(|text| (*text, near(first, *text))).collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    std::iter::once(first).chain(others.into_iter().map(|(text, _)| text)).collect()
}

/// Puts each thing of a text into the group that suits the text best as a whole, or into one
/// of its own.
fn place(likeness: &Likeness, text: usize, groups: &mut Vec<Vec<Place>>) {
    let mean = |thing: usize, members: &[Place]| {
        members.iter().map(|member| likeness.between((text, thing), *member)).sum::<f64>() / members.len() as f64
    };
    let mut near: Vec<(usize, usize, f64)> = Vec::new();
    for thing in 0..likeness.size(text) {
        let means = groups.iter().enumerate().map(|(group, members)| (thing, group, mean(thing, members)));
        near.extend(means.filter(|(_, _, mean)| *mean > APART));
    }
    let mut alone: BTreeSet<usize> = (0..likeness.size(text)).collect();
    for island in islands(&near) {
        for (thing, group) in assign(&island) {
            alone.remove(&thing);
            groups[group].push((text, thing));
        }
    }
    groups.extend(alone.into_iter().map(|thing| vec![(text, thing)]));
}

/// Pairs of a thing and a group that bear on each other. What is near nothing stays alone in any
/// case, and the assignment takes time with the third power.
fn islands(near: &[(usize, usize, f64)]) -> Vec<Vec<(usize, usize, f64)>> {
    let mut of_thing: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_group: BTreeMap<usize, usize> = BTreeMap::new();
    let mut islands: Vec<Vec<(usize, usize, f64)>> = Vec::new();
    for pair in near {
        let (first, second) = (of_thing.get(&pair.0).copied(), of_group.get(&pair.1).copied());
        let keep = first.or(second).unwrap_or(islands.len());
        if keep == islands.len() {
            islands.push(Vec::new());
        }
        islands[keep].push(*pair);
        of_thing.insert(pair.0, keep);
        of_group.insert(pair.1, keep);
        if let Some(other) = second.filter(|other| *other != keep) {
            let joined = std::mem::take(&mut islands[other]);
            for (thing, group, _) in &joined {
                of_thing.insert(*thing, keep);
                of_group.insert(*group, keep);
            }
            islands[keep].extend(joined);
        }
    }
    islands.retain(|island| !island.is_empty());
    islands
}

/// The things of an island with the groups that suit them best as a whole.
fn assign(island: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
    let things: Vec<usize> = island.iter().map(|pair| pair.0).collect::<BTreeSet<_>>().into_iter().collect();
    let groups: Vec<usize> = island.iter().map(|pair| pair.1).collect::<BTreeSet<_>>().into_iter().collect();
    let units = |weight: f64| (weight * UNITS) as i64;
    // A column for each group, and for each thing one in which it stays alone.
    let mut weights = Matrix::new(things.len(), groups.len() + things.len(), units(APART));
    for (row, _) in things.iter().enumerate() {
        (0..groups.len()).for_each(|column| weights[(row, column)] = 0);
    }
    for (thing, group, mean) in island {
        if let (Ok(row), Ok(column)) = (things.binary_search(thing), groups.binary_search(group)) {
            weights[(row, column)] = units(*mean);
        }
    }
    let (_, columns) = kuhn_munkres(&weights);
    columns.into_iter().enumerate().filter_map(|(row, column)| Some((things[row], *groups.get(column)?))).collect()
}

fn sorted(groups: &[Vec<Place>]) -> Vec<Vec<Place>> {
    let mut groups: Vec<Vec<Place>> = groups.to_vec();
    groups.iter_mut().for_each(|members| members.sort_unstable());
    groups.sort();
    groups
}

/// Of each thing and each other text, the best two likenesses.
fn best(likeness: &Likeness) -> BTreeMap<(Place, usize), [f64; 2]> {
    let mut best = BTreeMap::new();
    for one in 0..likeness.texts() {
        for thing in 0..likeness.size(one) {
            for other in (0..likeness.texts()).filter(|other| *other != one) {
                let mut two = [0.0; 2];
                for candidate in 0..likeness.size(other) {
                    let alike = likeness.between((one, thing), (other, candidate));
                    if alike > two[0] {
                        two = [alike, two[0]];
                    } else if alike > two[1] {
                        two[1] = alike;
                    }
                }
                best.insert(((one, thing), other), two);
            }
        }
    }
    best
}

struct Clearness<'a> {
    likeness: &'a Likeness,
    decided: &'a Decided,
    best: BTreeMap<(Place, usize), [f64; 2]>,
}

impl Clearness<'_> {
    /// The likeness of two things, the less the nearer something else comes to it.
    fn confidence(&self, one: Place, other: Place) -> f64 {
        let alike = self.likeness.between(one, other);
        if alike >= SAID {
            return 1.0;
        }
        if alike <= 0.0 {
            return 0.0;
        }
        let rival = |of: Place, text: usize| {
            let [first, second] = self.best[&(of, text)];
            if first > alike { first } else { second }
        };
        let ahead = alike - rival(one, other.0).max(rival(other, one.0));
        alike * (UNCLEAR + (1.0 - UNCLEAR) * (ahead / CLEAR).clamp(0.0, 1.0))
    }

    /// Takes a loose group apart into those that sure pairs hold together.
    fn split(&self, members: &[Place]) -> Vec<Group> {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (one, first) in members.iter().enumerate() {
            for (other, second) in members.iter().enumerate().skip(one + 1) {
                pairs.push((self.confidence(*first, *second), one, other));
            }
        }
        pairs.retain(|(confidence, ..)| *confidence >= SURE);
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut parts: Vec<Group> =
            members.iter().map(|member| Group { members: vec![*member], confidence: 1.0 }).collect();
        for (confidence, one, other) in pairs {
            let holds = |place: Place| parts.iter().position(|part| part.members.contains(&place));
            let (Some(keep), Some(join)) = (holds(members[one]), holds(members[other])) else { continue };
            if keep == join || self.forbidden(&parts[keep], &parts[join]) {
                continue;
            }
            let joined = std::mem::take(&mut parts[join]);
            let part = &mut parts[keep];
            part.confidence = part.confidence.min(joined.confidence).min(confidence);
            part.members.extend(joined.members);
        }
        parts.retain(|part| !part.members.is_empty());
        parts.iter_mut().for_each(|part| part.members.sort_unstable());
        parts
    }

    /// Whether a person has said that something of one group is not what is in the other.
    fn forbidden(&self, one: &Group, other: &Group) -> bool {
        let apart = |a: &Place, b: &Place| one.members.contains(a) && other.members.contains(b);
        self.decided.different.iter().any(|(a, b)| apart(a, b) || apart(b, a))
    }

    /// Groups that came near each other and were not sure to be one: of each two the likeliest
    /// pair. What stayed alone is asked about with what is likest to it.
    fn questions(&self, loose: &[Vec<Place>], groups: &[Group]) -> Vec<Question> {
        let numbers = groups.iter().enumerate();
        let of: BTreeMap<Place, usize> =
            numbers.flat_map(|(number, group)| group.members.iter().map(move |member| (*member, number))).collect();
        let mut asked: BTreeMap<(usize, usize), Question> = BTreeMap::new();
        let mut ask = |one: Place, other: Place| {
            let (first, second) = (of[&one].min(of[&other]), of[&one].max(of[&other]));
            let confidence = self.confidence(one, other);
            let share_a_text =
                || groups[first].members.iter().any(|(a, _)| groups[second].members.iter().any(|(b, _)| a == b));
            if first == second
                || confidence < ASKED
                || share_a_text()
                || self.forbidden(&groups[first], &groups[second])
            {
                return;
            }
            let question = Question { one: one.min(other), other: one.max(other), confidence };
            let known = asked.entry((first, second)).or_insert(question);
            if known.confidence < confidence {
                *known = question;
            }
        };
        for members in loose {
            for (at, one) in members.iter().enumerate() {
                members[at + 1..].iter().for_each(|other| ask(*one, *other));
            }
        }
        for alone in groups.iter().filter(|group| group.members.len() == 1) {
            let likest = alone.members.first().and_then(|one| Some((*one, self.likest(*one)?)));
            likest.into_iter().for_each(|(one, other)| ask(one, other));
        }
        let mut asked: Vec<Question> = asked.into_values().collect();
        asked.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then((a.one, a.other).cmp(&(b.one, b.other))));
        asked
    }

    fn likest(&self, one: Place) -> Option<Place> {
        let others = (0..self.likeness.texts()).filter(|text| *text != one.0);
        let places = others.flat_map(|text| (0..self.likeness.size(text)).map(move |thing| (text, thing)));
        let rated = places.map(|other| (other, self.confidence(one, other)));
        rated.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(other, _)| other)
    }
}
