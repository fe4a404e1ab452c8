//! Wrong forms made of the right ones that cards state, to see whether they are found.

use kanwu_card::concept::{Derive, Form};
use kanwu_plugin::Family;
use kanwu_text::{TokenKind, kind_of};

use rustc_hash::FxHashSet;

use crate::concept::{Concepts, like};
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
    /// Whether it is found where it stands alone.
    pub found: bool,
}

/// So many wrong forms of one concept are tried: all, or a sample, the same at each run.
const TRIED: usize = 2000;

/// So many characters of like sound or shape are tried at one place.
const LIKE: usize = 3;

/// Forms, each with a wrong one made of it.
type Wrong<'f> = Vec<(&'f Form, String)>;

/// Makes wrong forms of all concepts of a family and looks for each. Left out are those that are right forms
/// themselves.
pub fn derived_forms(family: &Family) -> Vec<Derived> {
    let Ok(registry) = Registry::new(&[family], Vec::new()) else { return Vec::new() };
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let concepts = Concepts::of(&registry, &selection.choose(&registry));
    let index = family.concepts;
    let rights: FxHashSet<&str> =
        index.forms.iter().filter(|form| form.right.is_none()).map(|form| form.text.as_ref()).collect();
    let mut by_concept: Vec<((u16, u16), Wrong<'_>)> = Vec::new();
    for form in index.forms.iter().filter(|form| form.derive != 0 && form.right.is_none()) {
        let place = (form.card, form.concept);
        if by_concept.last().is_none_or(|(last, _)| *last != place) {
            by_concept.push((place, Vec::new()));
        }
        let wrong = wrong_forms(form).into_iter().filter(|wrong| !rights.contains(wrong.as_str()));
        if let Some((_, all)) = by_concept.last_mut() {
            all.extend(wrong.map(|wrong| (form, wrong)));
        }
    }
    let mut out = Vec::new();
    for (_, all) in by_concept {
        // A stride that is prime to most lengths takes from all forms alike.
        let step = all.len().div_ceil(TRIED).max(1);
        for (form, wrong) in all.into_iter().step_by(step) {
            let mut found = false;
            let text = format!("，{wrong}。");
            concepts.iter().for_each(|c| c.find(&text, false, |_| found = true));
            let card = index.cards.get(usize::from(form.card)).map(|name| name.to_string());
            let right = form.text.to_string();
            out.push(Derived { card: card.unwrap_or_default(), right, wrong, found });
        }
    }
    out
}

/// The wrong forms that a form derives, each slip in each place.
fn wrong_forms(form: &Form) -> Vec<String> {
    let spelled: Vec<char> = form.text.chars().collect();
    let han = |at: usize| spelled.get(at).is_some_and(|c| kind_of(*c) == TokenKind::Han);
    let derives = |derive: Derive| form.derive & derive.bit() != 0;
    let n = spelled.len();
    let mut out = Vec::new();
    let mut add = |wrong: Vec<char>| {
        if wrong != spelled {
            out.push(wrong.into_iter().collect::<String>());
        }
    };
    for at in (0..n).filter(|at| han(*at)) {
        let inner = (0..at).any(han) && (at + 1..n).any(han);
        if derives(Derive::Lost) && inner && n > 3 {
            let mut wrong = spelled.clone();
            wrong.remove(at);
            add(wrong);
        }
        if derives(Derive::Doubled) && inner && n > 3 {
            let mut wrong = spelled.clone();
            wrong.insert(at, spelled[at]);
            add(wrong);
        }
        if derives(Derive::Swapped) && han(at + 1) && n > 3 {
            let mut wrong = spelled.clone();
            wrong.swap(at, at + 1);
            add(wrong);
        }
        if derives(Derive::Sound) && derives(Derive::Shape) {
            for other in like(spelled[at]).into_iter().take(LIKE) {
                let mut wrong = spelled.clone();
                wrong[at] = other;
                add(wrong);
            }
        }
    }
    out
}
