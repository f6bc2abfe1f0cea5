//! How alike the things of two texts are.

use super::{Decided, Place, Sketch, Thing, Weights};
use crate::fold;
use std::collections::BTreeMap;

/// How often the likeness of neighbours is taken over: as many steps away it still counts.
const ROUNDS: usize = 4;
/// What a person has said outweighs all else.
pub(super) const SAID: f64 = 1_000.0;
/// Letters of a part of a word.
const PART: usize = 3;
/// What equal ids are worth beside equal titles.
const ID_WORTH: f64 = 0.9;

/// The likeness of every two things of different texts.
pub(super) struct Likeness {
    sizes: Vec<usize>,
    /// For each two texts, in rows by the first: a row for each thing of the first. Where the
    /// first has not the lower number the table is empty.
    tables: Vec<Table>,
}

/// Rows and columns of figures.
#[derive(Default)]
struct Table {
    width: usize,
    cells: Vec<f32>,
}

impl Table {
    fn filled(height: usize, width: usize, mut cell: impl FnMut(usize, usize) -> f64) -> Self {
        let cells = (0..height).flat_map(|row| (0..width).map(move |column| (row, column)));
        Self { width, cells: cells.map(|(row, column)| cell(row, column) as f32).collect() }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        f64::from(self.cells[row * self.width + column])
    }
}

impl Likeness {
    pub(super) fn of(texts: &[Sketch], weights: &Weights, decided: &Decided) -> Self {
        let bags = Bags::of(texts);
        let around: Vec<Around> = texts.iter().map(Around::of).collect();
        let mut tables = Vec::with_capacity(texts.len() * texts.len());
        for one in 0..texts.len() {
            for other in 0..texts.len() {
                if other <= one {
                    tables.push(Table::default());
                    continue;
                }
                let seen = bags.seen((one, other), weights);
                let around = (&around[one], &around[other]);
                tables.push(if weights.neighbours > 0.0 { spread(seen, around, weights) } else { seen.alike });
            }
        }
        let mut likeness = Self { sizes: texts.iter().map(|text| text.things.len()).collect(), tables };
        decided.same.iter().for_each(|pair| likeness.say(*pair, SAID));
        decided.different.iter().for_each(|pair| likeness.say(*pair, -SAID));
        likeness
    }

    fn say(&mut self, (one, other): (Place, Place), value: f64) {
        let (first, second) = if one.0 < other.0 { (one, other) } else { (other, one) };
        let texts = self.texts();
        if first.0 < texts
            && second.0 < texts
            && let Some(table) = self.tables.get_mut(first.0 * texts + second.0)
            && second.1 < table.width
            && let Some(cell) = table.cells.get_mut(first.1 * table.width + second.1)
        {
            *cell = value as f32;
        }
    }

    pub(super) fn texts(&self) -> usize {
        self.sizes.len()
    }

    pub(super) fn size(&self, text: usize) -> usize {
        self.sizes[text]
    }

    /// From 0 to 1; [`SAID`] or its opposite where a person has decided. Two things of one
    /// text are never the same.
    pub(super) fn between(&self, one: Place, other: Place) -> f64 {
        match one.0.cmp(&other.0) {
            std::cmp::Ordering::Less => self.tables[one.0 * self.texts() + other.0].at(one.1, other.1),
            std::cmp::Ordering::Greater => self.tables[other.0 * self.texts() + one.0].at(other.1, one.1),
            std::cmp::Ordering::Equal => -SAID,
        }
    }
}

/// What titles and tags say of the things of two texts.
struct Seen {
    alike: Table,
    /// The weight of what is known of both.
    known: Table,
}

/// Takes over from neighbours what is alike in them, a few times.
fn spread(seen: Seen, around: (&Around, &Around), weights: &Weights) -> Table {
    let Seen { alike, known } = seen;
    let height = around.0.before.len();
    if around.0.is_empty() || around.1.is_empty() {
        return alike;
    }
    let mut table = Table { width: alike.width, cells: alike.cells.clone() };
    for _ in 0..ROUNDS {
        table = Table::filled(height, alike.width, |row, column| {
            let known = known.at(row, column);
            if known == 0.0 {
                // Where a thing stands says nothing if nothing else is known of it.
                return 0.0;
            }
            let before = neighbours(&table, &around.0.before[row], &around.1.before[column]);
            let behind = neighbours(&table, &around.0.behind[row], &around.1.behind[column]);
            let sum = known * alike.at(row, column) + weights.neighbours * (before + behind) / 2.0;
            sum / (known + weights.neighbours)
        });
    }
    table
}

/// How alike two sets of neighbours are: for each the best of the other side, by its weight.
fn neighbours(table: &Table, one: &[(usize, f64)], other: &[(usize, f64)]) -> f64 {
    if one.is_empty() || other.is_empty() {
        // Both are the first, or the last, of their texts.
        return if one.len() == other.len() { 1.0 } else { 0.0 };
    }
    let best = |cells: &mut dyn Iterator<Item = f64>| cells.fold(0.0, f64::max);
    let there: f64 = one.iter().map(|(a, w)| w * best(&mut other.iter().map(|(b, _)| table.at(*a, *b)))).sum();
    let back: f64 = other.iter().map(|(b, w)| w * best(&mut one.iter().map(|(a, _)| table.at(*a, *b)))).sum();
    (there + back) / 2.0
}

/// The neighbours of each thing, with shares that add up to 1.
struct Around {
    before: Vec<Vec<(usize, f64)>>,
    behind: Vec<Vec<(usize, f64)>>,
}

impl Around {
    fn of(text: &Sketch) -> Self {
        let count = text.things.len();
        let mut around = Self { before: vec![Vec::new(); count], behind: vec![Vec::new(); count] };
        for follow in text.follows.iter().filter(|follow| follow.from < count && follow.to < count) {
            around.behind[follow.from].push((follow.to, follow.weight));
            around.before[follow.to].push((follow.from, follow.weight));
        }
        for side in around.before.iter_mut().chain(&mut around.behind) {
            let all: f64 = side.iter().map(|(_, weight)| weight).sum();
            side.iter_mut().for_each(|(_, weight)| *weight /= all);
        }
        around
    }

    fn is_empty(&self) -> bool {
        self.behind.iter().all(Vec::is_empty)
    }
}

/// What every thing is called and tagged with.
struct Bags {
    titles: [Alike; 2],
    ids: Alike,
    tags: Alike,
}

/// Features by number, with weights whose squares add up to 1.
type Bag = Vec<(usize, f64)>;

impl Bags {
    fn of(texts: &[Sketch]) -> Self {
        let title = |language: usize| {
            Alike::of(bags(texts, |thing| thing.titles[language].as_deref().map(features).unwrap_or_default()))
        };
        let id = |thing: &Thing| thing.id.as_deref().filter(|id| is_words(id)).map(features).unwrap_or_default();
        Self {
            titles: [title(0), title(1)],
            ids: Alike::of(bags(texts, id)),
            tags: Alike::of(bags(texts, |thing| thing.tags.iter().map(|tag| (tag.clone(), 1.0)).collect())),
        }
    }

    fn titles(&self, one: Place, other: Place) -> Option<f64> {
        let [first, second] = &self.titles;
        let called = match (first.between(one, other), second.between(one, other)) {
            (Some(first), Some(second)) => Some((first + second) / 2.0),
            (first, second) => first.or(second),
        };
        let named = self.ids.between(one, other).map(|alike| ID_WORTH * alike);
        match (called, named) {
            (Some(called), Some(named)) => Some(called.max(named)),
            (called, named) => called.or(named),
        }
    }

    fn seen(&self, texts: (usize, usize), weights: &Weights) -> Seen {
        let (height, width) = (self.ids.numbers[texts.0].len(), self.ids.numbers[texts.1].len());
        let mut alike = Vec::with_capacity(height * width);
        let mut known = Vec::with_capacity(height * width);
        for row in 0..height {
            for column in 0..width {
                let (one, other) = ((texts.0, row), (texts.1, column));
                let parts = [(self.titles(one, other), weights.titles), (self.tags.between(one, other), weights.tags)];
                let weight: f64 = parts.iter().filter(|(part, _)| part.is_some()).map(|(_, weight)| weight).sum();
                let sum: f64 = parts.iter().filter_map(|(part, weight)| Some((*part)? * weight)).sum();
                alike.push(if weight == 0.0 { 0.0 } else { (sum / weight) as f32 });
                known.push(weight as f32);
            }
        }
        Seen { alike: Table { width, cells: alike }, known: Table { width, cells: known } }
    }
}

/// How much any two bags have in common. Texts of one process say much alike, so that equal
/// bags are compared once.
struct Alike {
    /// Of each thing the number of its bag; `None` where it is empty.
    numbers: Vec<Vec<Option<usize>>>,
    table: Table,
}

impl Alike {
    fn of(bags: Vec<Vec<Bag>>) -> Self {
        // The weights of one feature are multiples of one rarity: equal bits are equal bags.
        let key = |bag: &Bag| bag.iter().map(|(feature, weight)| (*feature, weight.to_bits())).collect::<Vec<_>>();
        let mut known: BTreeMap<Vec<(usize, u64)>, usize> = BTreeMap::new();
        let mut distinct: Vec<Bag> = Vec::new();
        let mut number = |bag: Bag| {
            let number = *known.entry(key(&bag)).or_insert(distinct.len());
            if number == distinct.len() {
                distinct.push(bag);
            }
            number
        };
        let mut of_text =
            |text: Vec<Bag>| text.into_iter().map(|bag| (!bag.is_empty()).then(|| number(bag))).collect::<Vec<_>>();
        let numbers: Vec<Vec<Option<usize>>> = bags.into_iter().map(&mut of_text).collect();
        let count = distinct.len();
        let mut table = Table { width: count, cells: vec![0.0; count * count] };
        for one in 0..count {
            for other in one..count {
                let alike = in_common(&distinct[one], &distinct[other]) as f32;
                table.cells[one * count + other] = alike;
                table.cells[other * count + one] = alike;
            }
        }
        Self { numbers, table }
    }

    /// From 0 to 1; `None` if one of them says nothing.
    fn between(&self, one: Place, other: Place) -> Option<f64> {
        Some(self.table.at(self.numbers[one.0][one.1]?, self.numbers[other.0][other.1]?))
    }
}

/// The cosine of two bags.
fn in_common(one: &Bag, other: &Bag) -> f64 {
    let (mut sum, mut at) = (0.0, 0);
    for (feature, weight) in one {
        while other.get(at).is_some_and(|(known, _)| known < feature) {
            at += 1;
        }
        if let Some((known, other)) = other.get(at)
            && known == feature
        {
            sum += weight * other;
        }
    }
    f64::min(sum, 1.0)
}

/// The features of each thing. A feature is rare if few things of a text have it: that every
/// text has it speaks for it, not against it.
fn bags(texts: &[Sketch], features: impl Fn(&Thing) -> Vec<(String, f64)>) -> Vec<Vec<Bag>> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut raw: Vec<Vec<BTreeMap<usize, f64>>> = Vec::new();
    // By feature: the things that have it, and the texts in which it is.
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for text in texts {
        let mut of_text = Vec::new();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for thing in &text.things {
            let mut bag: BTreeMap<usize, f64> = BTreeMap::new();
            for (feature, weight) in features(thing) {
                let next = numbers.len();
                *bag.entry(*numbers.entry(feature).or_insert(next)).or_default() += weight;
            }
            bag.keys().for_each(|number| *counts.entry(*number).or_default() += 1);
            of_text.push(bag);
        }
        seen.resize(numbers.len(), (0, 0));
        counts.into_iter().for_each(|(number, count)| seen[number] = (seen[number].0 + count, seen[number].1 + 1));
        raw.push(of_text);
    }
    let said = raw.iter().flatten().filter(|bag| !bag.is_empty()).count() as f64;
    let mean = said / raw.iter().filter(|text| text.iter().any(|bag| !bag.is_empty())).count().max(1) as f64;
    let rarity = |(things, texts): (usize, usize)| (1.0 + mean * texts as f64 / things as f64).ln();
    let weighed = |bag: BTreeMap<usize, f64>| {
        let bag: Bag = bag.into_iter().map(|(number, weight)| (number, weight * rarity(seen[number]))).collect();
        let length = bag.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        bag.into_iter().map(|(number, weight)| (number, weight / length)).collect()
    };
    raw.into_iter().map(|text| text.into_iter().map(weighed).collect()).collect()
}

/// The words of a text and the parts of its words. Words that share a root share parts, in
/// Persian as in English; together the parts of a word weigh as much as the word.
fn features(text: &str) -> Vec<(String, f64)> {
    let folded: String = fold(&text.replace(['\u{200c}', '-', '_'], " "));
    let mut found = Vec::new();
    for word in folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        found.push((word.to_owned(), 1.0));
        let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(['$']).collect();
        let parts = letters.windows(PART);
        let share = 1.0 / (parts.len().max(1) as f64).sqrt();
        found.extend(parts.map(|part| (format!("~{}", part.iter().collect::<String>()), share)));
    }
    found
}

/// Whether an id says something: `visit-plot` does, `s12` does not.
pub(crate) fn is_words(id: &str) -> bool {
    id.split(|letter: char| !letter.is_alphabetic()).any(|word| word.chars().count() > 2)
}
