//! Wrong forms made of the right ones that cards state, to see whether they are found.

use std::borrow::Cow;

use kanwu_card::concept::{Derive, Form, Index};
use kanwu_plugin::Family;
use kanwu_text::{TokenKind, kind_of};

use rustc_hash::FxHashSet;

use crate::concept::{Concepts, NUMERAL, like};
use crate::{Registry, Selection};

/// A wrong form and the right one it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The card's name.
    pub card: String,
    /// The right form.
    pub right: String,
    /// The wrong one.
    pub wrong: String,
    /// What slipped: `lost`, `doubled`, `swapped`, `alike`, `number`, `parts`, `two`.
    pub slip: &'static str,
    /// Whether it is found where it stands alone.
    pub found: bool,
}

/// So many wrong forms of one concept are tried: all, or a sample, the same at each run.
const TRIED: usize = 2000;

/// So many characters of like sound or shape are tried at one place.
const LIKE: usize = 3;

/// Forms, each with a wrong one made of it, and what slipped.
type Wrong<'f> = Vec<(&'f Form, &'static str, String)>;

/// Sentences in which forms are looked for.
const FRAMES: [(&str, &str); 3] = [("，", "。"), ("“", "”"), ("《", "》")];

/// The right forms of a family's concepts.
fn right_forms(index: &Index) -> FxHashSet<&str> {
    index.forms.iter().filter(|form| form.right.is_none()).map(|form| form.text.as_ref()).collect()
}

/// Makes wrong forms of all concepts of a family and looks for each. Left out are those that are right forms
/// themselves.
pub fn derived_forms(family: &Family) -> Vec<Derived> {
    let Ok(registry) = Registry::new(&[family], Vec::new()) else { return Vec::new() };
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let concepts = Concepts::of(&registry, &selection.choose(&registry));
    let index = family.concepts;
    let rights = right_forms(index);
    let mut by_concept: Vec<((u16, u16), Wrong<'_>)> = Vec::new();
    for form in index.forms.iter().filter(|form| form.derive != 0 && form.right.is_none()) {
        let place = (form.card, form.concept);
        if by_concept.last().is_none_or(|(last, _)| *last != place) {
            by_concept.push((place, Vec::new()));
        }
        let wrong = wrong_forms(form).into_iter().filter(|(_, wrong)| !rights.contains(wrong.as_str()));
        if let Some((_, all)) = by_concept.last_mut() {
            all.extend(wrong.map(|(slip, wrong)| (form, slip, wrong)));
        }
    }
    let mut out = Vec::new();
    for (_, all) in by_concept {
        // A stride that is prime to most lengths takes from all forms alike.
        let step = all.len().div_ceil(TRIED).max(1);
        out.extend(all.into_iter().step_by(step).map(|(form, slip, wrong)| {
            let (before, after) = title(&concepts, form).unwrap_or(("，", "。"));
            let text = format!("{before}{wrong}{after}");
            derived(&index.cards, form, slip, wrong, is_found(&concepts, &text))
        }));
    }
    out
}

/// `count` wrong forms of all concepts of a family, taken at random: of each a form, a slip and a sentence. The same
/// `seed` gives the same ones. Parts in another order are among them, and two slips in long forms.
pub fn random_forms(family: &Family, count: usize, seed: u64) -> Vec<Derived> {
    let Ok(registry) = Registry::new(&[family], Vec::new()) else { return Vec::new() };
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let concepts = Concepts::of(&registry, &selection.choose(&registry));
    let index = family.concepts;
    let rights = right_forms(index);
    let sought: Vec<&Form> =
        index.forms.iter().filter(|form| form.derive != 0 || form.right.is_some()).collect();
    let mut random = Random(seed);
    let mut out = Vec::new();
    while out.len() < count && !sought.is_empty() {
        let form = sought[random.below(sought.len())];
        let (right, all) = match form.right.and_then(|right| index.forms.get(usize::from(right))) {
            Some(right) => (right, vec![("parts", form.text.to_string())]),
            None => (form, wrong_forms(form)),
        };
        if all.is_empty() {
            continue;
        }
        let (mut slip, mut wrong) = all[random.below(all.len())].clone();
        // Each tenth long form has a second slip, far from the first.
        if slip != "parts" && form.may_slip_twice() && random.below(10) == 0 {
            let twice = Form { text: wrong.clone().into(), ..form.clone() };
            let apart = wrong_forms(&twice).into_iter().filter(|(_, w)| far(&form.text, &wrong, w));
            let apart: Vec<_> = apart.collect();
            if let Some((_, both)) = apart.get(random.below(apart.len().max(1))) {
                (slip, wrong) = ("two", both.clone());
            }
        }
        if rights.contains(wrong.as_str()) {
            continue;
        }
        let frame = FRAMES[random.below(FRAMES.len())];
        let (before, after) = title(&concepts, right).unwrap_or(frame);
        let found = is_found(&concepts, &format!("{before}{wrong}{after}"));
        out.push(derived(&index.cards, right, slip, wrong, found));
    }
    out
}

/// Right forms of a family, also those that nothing is derived of, that are accused where they stand alone.
pub fn right_forms_accused(family: &Family) -> Vec<String> {
    let Ok(registry) = Registry::new(&[family], Vec::new()) else { return Vec::new() };
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let concepts = Concepts::of(&registry, &selection.choose(&registry));
    let rights = family.concepts.forms.iter().filter(|form| form.right.is_none());
    let accused = rights.filter(|form| is_found(&concepts, &format!("，{}。", form.text)));
    accused.map(|form| form.text.to_string()).collect()
}

/// What stands round a form that is told only beside certain words: as the title of a work it needs none.
fn title(concepts: &[Concepts<'_>], form: &Form) -> Option<(&'static str, &'static str)> {
    concepts.iter().any(|c| c.needs_near(form)).then_some(("《", "》"))
}

fn is_found(concepts: &[Concepts<'_>], text: &str) -> bool {
    let mut found = false;
    concepts.iter().for_each(|c| c.find(text, false, |_| found = true));
    found
}

fn derived(cards: &[Cow<'_, str>], form: &Form, slip: &'static str, wrong: String, found: bool) -> Derived {
    let card = cards.get(usize::from(form.card)).map(|name| name.to_string()).unwrap_or_default();
    Derived { card, right: form.text.to_string(), wrong, slip, found }
}

/// Whether `twice` is a slip of `once` that stands four characters or more from where `once` slipped of `right`.
fn far(right: &str, once: &str, twice: &str) -> bool {
    let differs = |a: &str, b: &str| a.chars().zip(b.chars()).position(|(a, b)| a != b);
    match (differs(right, once), differs(once, twice)) {
        (Some(first), Some(second)) => first.abs_diff(second) >= 4,
        _ => false,
    }
}

/// Numbers at random, the same for one seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// The wrong forms that a form derives, each slip in each place.
fn wrong_forms(form: &Form) -> Vec<(&'static str, String)> {
    let spelled: Vec<char> = form.text.chars().collect();
    let han = |at: usize| spelled.get(at).is_some_and(|c| kind_of(*c) == TokenKind::Han);
    let derives = |derive: Derive| form.derive & derive.bit() != 0;
    let n = spelled.len();
    let mut out = Vec::new();
    let mut add = |slip, wrong: Vec<char>| {
        if wrong != spelled {
            out.push((slip, wrong.into_iter().collect::<String>()));
        }
    };
    for at in (0..n).filter(|at| han(*at)) {
        let inner = (0..at).any(han) && (at + 1..n).any(han);
        if derives(Derive::Lost) && inner && n > 3 {
            let mut wrong = spelled.clone();
            wrong.remove(at);
            add("lost", wrong);
        }
        if derives(Derive::Doubled) && inner && n > 3 {
            let mut wrong = spelled.clone();
            wrong.insert(at, spelled[at]);
            add("doubled", wrong);
        }
        if derives(Derive::Swapped) && han(at + 1) && n > 3 {
            let mut wrong = spelled.clone();
            wrong.swap(at, at + 1);
            add("swapped", wrong);
        }
        if derives(Derive::Sound) && derives(Derive::Shape) {
            for other in like(spelled[at]).into_iter().take(LIKE) {
                let mut wrong = spelled.clone();
                wrong[at] = other;
                add("alike", wrong);
            }
        }
        if derives(Derive::Number) && NUMERAL.contains(&spelled[at]) {
            for other in NUMERAL.iter().filter(|other| **other != spelled[at]) {
                let mut wrong = spelled.clone();
                wrong[at] = *other;
                add("number", wrong);
            }
        }
    }
    out
}
