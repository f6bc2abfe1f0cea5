//! Texts of one process as somebody else would have written them: other words, no shared
//! ids, another order of declarations, and some things done otherwise. Which step is which is
//! known.

use super::{Score, score};
use ravand::bank::matching::{Decided, Follow, Sketch, Thing, TooLarge, Weights, together};
use ravand::bank::unify::{Names, Sort, Unified};
use ravand::core::{
    Action, Definition, Kind, Operation, Overlay, RoleId, Spanned, Spot, Step, StepId, StepPatch, Title, merge,
};
use std::collections::BTreeMap;

/// How far a text goes from the process that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Harm {
    /// What it is called.
    pub name: &'static str,
    /// Operations on the process before its words are changed.
    pub operations: usize,
    /// Of ten words that have another one, so many are changed.
    pub reworded: usize,
    /// Of ten titles, so many lose a word.
    pub shortened: usize,
    /// Of ten titles, so many are in one language alone.
    pub one_language: usize,
    /// Of ten titles, so many are not there.
    pub untitled: usize,
}

/// From one who looked over the other's shoulder to one who never met her.
pub const HARMS: [Harm; 3] = [
    Harm { name: "mild", operations: 4, reworded: 5, shortened: 0, one_language: 2, untitled: 0 },
    Harm { name: "harsh", operations: 8, reworded: 9, shortened: 5, one_language: 4, untitled: 0 },
    Harm { name: "worst", operations: 16, reworded: 10, shortened: 8, one_language: 8, untitled: 2 },
];

/// Words that say the same, in the language in which both stand. The second stands for the
/// first; a word may go altogether.
const WORDS: [(&str, &str); 44] = [
    ("Register", "Record"),
    ("Check", "Verify"),
    ("Receive", "Take in"),
    ("Query", "Ask for"),
    ("Control", "Examination"),
    ("signs", "puts a signature on"),
    ("approves", "gives approval to"),
    ("Pay", "Settle"),
    ("Send", "Forward"),
    ("Write", "Draw up"),
    ("Draft", "Prepare"),
    ("visit", "inspection"),
    ("visits", "inspects"),
    ("report", "minutes"),
    ("owner", "applicant"),
    ("Owner", "Applicant"),
    ("request", "application"),
    ("file", "dossier"),
    ("letters", "correspondence"),
    ("district", "regional"),
    ("office", "department"),
    ("Issue", "Hand out"),
    ("Set", "Fix"),
    ("debts", "arrears"),
    ("the ", ""),
    ("ثبت", "درج"),
    ("بررسی", "رسیدگی به"),
    ("کنترل", "بازبینی"),
    ("دریافت", "گرفتن"),
    ("تأیید", "موافقت"),
    ("صدور", "تنظیم"),
    ("ارسال", "فرستادن"),
    ("استعلام", "پرسش از"),
    ("بازدید", "معاینهٔ محلی"),
    ("تهیهٔ", "آماده‌سازی"),
    ("پرونده", "سوابق کار"),
    ("مالک", "متقاضی"),
    ("درخواست", "تقاضا"),
    ("گزارش", "صورت‌جلسه"),
    ("پرداخت", "واریز"),
    ("ادارهٔ", "واحد"),
    ("منطقه", "ناحیه"),
    ("ابلاغ", "اعلام"),
    ("توسط", "از سوی"),
];

/// Steps that an office may have of its own.
const OWN: [(&str, &str); 8] = [
    ("Stamp by the guard post", "مهر نگهبانی"),
    ("Copy the file for the deputy", "رونوشت پرونده برای معاون"),
    ("Interview with the mayor's adviser", "گفت‌وگو با مشاور شهردار"),
    ("Scan all papers", "اسکن همهٔ اوراق"),
    ("Paper register of incoming post", "دفتر کاغذی نامه‌های وارده"),
    ("Opinion of the security office", "نظر حراست"),
    ("Wait for the weekly meeting", "انتظار برای جلسهٔ هفتگی"),
    ("Fee for the map printer", "هزینهٔ چاپ نقشه"),
];

const KINDS: [Kind; 5] = [Kind::Check, Kind::Judge, Kind::Approve, Kind::Work, Kind::Receive];

/// A text, and what each of its steps is in the process that it came from.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The text.
    pub definition: Definition,
    /// For each step of the text its id in the process; of a step of its own the title.
    pub truth: BTreeMap<StepId, String>,
}

/// A text of a process, by chance that comes out of `seed`.
pub fn mutant(process: &Definition, harm: &Harm, seed: u64) -> Mutant {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03);
    let mut own: Vec<(&str, &str)> = OWN.to_vec();
    let mut text = process.clone().with_named_only();
    for _ in 0..harm.operations {
        let action = operation(&text, &mut own, &mut dice);
        let mut overlay = Overlay::empty("mutation", &text.id.value);
        overlay.changes.push(Operation::because(action, "by chance"));
        // What cannot be done here is passed over.
        if let Ok(changed) = merge::apply(&text, &overlay)
            && changed.as_graph().is_ok()
            && ravand::kernel::CompiledProcess::compile(&changed).is_ok()
        {
            text = changed;
        }
    }
    text.overlays.clear();
    let names = lost(&text, &mut dice);
    // An own step has its English title for an id until here.
    let truth = text.steps.keys().map(|id| (names.steps[id].clone(), id.to_string())).collect();
    reword(&mut text, harm, &mut dice);
    let mut definition = names.apply(&text);
    definition.steps.sort_unstable_keys();
    definition.roles.sort_unstable_keys();
    definition.documents.sort_unstable_keys();
    Mutant { definition, truth }
}

fn operation(text: &Definition, own: &mut Vec<(&'static str, &'static str)>, dice: &mut Dice) -> Action {
    let in_flow: Vec<StepId> = text.flow.steps().into_iter().map(|step| step.value.clone()).collect();
    let step = Spanned::nowhere(dice.pick(&in_flow).clone());
    let other = Spanned::nowhere(dice.pick(&in_flow).clone());
    let changed = |to: StepPatch| Action::Change { step: step.clone(), to: Box::new(to) };
    let roles: Vec<RoleId> = text.roles.keys().cloned().collect();
    let mut to = StepPatch::default();
    match dice.below(5) {
        0 => Action::Remove { step, documents: Default::default() },
        1 if !own.is_empty() => {
            let (en, fa) = own.swap_remove(dice.below(own.len()));
            let mut content = Step::default();
            content.attributes.title =
                Some(Spanned::nowhere(Title { en: Some(en.to_owned()), fa: Some(fa.to_owned()) }));
            content.attributes.role = Some(Spanned::nowhere(dice.pick(&roles).clone()));
            let new = Spanned::nowhere(en.into());
            Action::Add { step: new, at: Some(Spot::After(step)), content: Box::new(content) }
        }
        2 => Action::Move { steps: vec![step], at: Spot::After(other) },
        3 => {
            to.attributes.role = Some(Spanned::nowhere(dice.pick(&roles).clone()));
            changed(to)
        }
        _ => {
            to.attributes.kind = Some(Spanned::nowhere(*dice.pick(&KINDS)));
            changed(to)
        }
    }
}

/// Other words everywhere.
fn reword(text: &mut Definition, harm: &Harm, dice: &mut Dice) {
    text.roles.values_mut().for_each(|role| dice.title(&mut role.title, harm));
    text.documents.values_mut().for_each(|document| dice.title(&mut document.title, harm));
    text.ends.values_mut().for_each(|end| dice.title(&mut end.title, harm));
    for step in text.steps.values_mut() {
        step.attributes.title.iter_mut().for_each(|title| dice.title(&mut title.value, harm));
    }
}

/// Names that say nothing, in an order that says nothing.
fn lost(text: &Definition, dice: &mut Dice) -> Names {
    fn numbered<T: Clone + Ord + for<'a> From<&'a str>>(letter: char, ids: Vec<T>, dice: &mut Dice) -> BTreeMap<T, T> {
        let mut numbers: Vec<usize> = (1..=ids.len()).collect();
        for at in (1..numbers.len()).rev() {
            numbers.swap(at, dice.below(at + 1));
        }
        ids.into_iter().zip(numbers).map(|(id, number)| (id, T::from(&*format!("{letter}{number:03}")))).collect()
    }
    let made = text.steps.values().flat_map(|step| &step.produces).map(|made| made.value.clone());
    let documents = made.chain(text.documents.keys().cloned()).collect::<std::collections::BTreeSet<_>>();
    let stages = ravand::bank::unify::ids(text, Sort::Stage).into_iter().map(|id| id.as_str().into()).collect();
    Names {
        steps: numbered('s', text.steps.keys().cloned().collect(), dice),
        stages: numbered('g', stages, dice),
        roles: numbered('r', text.roles.keys().cloned().collect(), dice),
        documents: numbered('d', documents.into_iter().collect(), dice),
        ends: numbered('e', text.ends.keys().cloned().collect(), dice),
    }
}

/// How well the steps of mutants were brought together.
pub fn judge(mutants: &[Mutant], unified: &Unified) -> Score {
    let mut found = Score::default();
    let truth = |named: &ravand::bank::unify::Named| mutants[named.text].truth[named.id.as_str()].as_str();
    for element in unified.elements.iter().filter(|element| element.sort == Sort::Step) {
        for (at, one) in element.of.iter().enumerate() {
            for other in &element.of[at + 1..] {
                let right = truth(one) == truth(other);
                found.right += usize::from(right);
                found.wrong += usize::from(!right);
            }
        }
    }
    let mut texts_with: BTreeMap<&str, usize> = BTreeMap::new();
    mutants.iter().flat_map(|mutant| mutant.truth.values()).for_each(|id| *texts_with.entry(id).or_default() += 1);
    found.missed = texts_with.values().map(|texts| texts * (texts - 1) / 2).sum::<usize>() - found.right;
    let doubts = unified.doubts.iter().filter(|doubt| doubt.one.sort == Sort::Step);
    for doubt in doubts {
        found.questions += 1;
        found.yes += usize::from(truth(&doubt.one) == truth(&doubt.other));
    }
    found
}

/// What the titles of the steps alone give.
///
/// # Errors
/// If there is too much to compare.
pub fn by_titles(mutants: &[Mutant]) -> Result<Score, TooLarge> {
    let sketch = |mutant: &Mutant| Sketch {
        things: mutant.definition.steps.values().map(called).collect(),
        follows: Vec::<Follow>::new(),
    };
    let sketches: Vec<Sketch> = mutants.iter().map(sketch).collect();
    let truth: Vec<Vec<String>> = mutants
        .iter()
        .map(|mutant| mutant.definition.steps.keys().map(|id| mutant.truth[id].clone()).collect())
        .collect();
    Ok(score(&together(&sketches, &Weights::TITLES, &Decided::default())?, &truth))
}

fn called(step: &Step) -> Thing {
    let title = step.attributes.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    Thing { titles: [title.en, title.fa], ..Thing::default() }
}

/// Chance that comes out of a number (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % count.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn in_ten(&mut self, times: usize) -> bool {
        self.below(10) < times
    }

    fn title(&mut self, title: &mut Title, harm: &Harm) {
        if self.in_ten(harm.untitled) {
            *title = Title::default();
        }
        for text in [&mut title.en, &mut title.fa].into_iter().flatten() {
            for (word, other) in WORDS {
                if text.contains(word) && self.in_ten(harm.reworded) {
                    *text = text.replacen(word, other, 1);
                }
            }
            // Half of the offices drop what stands in brackets or behind a comma.
            if let Some((kept, _)) = text.split_once([',', '(', '،'])
                && kept.trim().chars().count() > 8
                && self.in_ten(5)
            {
                *text = kept.trim().to_owned();
            }
            let mut words: Vec<&str> = text.split_whitespace().collect();
            if words.len() > 2 && self.in_ten(harm.shortened) {
                words.remove(self.below(words.len()));
                *text = words.join(" ");
            }
        }
        if title.en.is_some() && title.fa.is_some() && self.in_ten(harm.one_language) {
            match self.below(2) {
                0 => title.en = None,
                _ => title.fa = None,
            }
        }
    }
}
