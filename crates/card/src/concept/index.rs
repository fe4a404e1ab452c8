//! All forms of a family's concepts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::anchor::{self, TWO_SLIPS};
use super::{Anchor, Anchors, Derive, Filter, Tables, stated, whole};
use crate::{Card, Confidence};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written.
    pub text: Cow<'static, str>,
    /// Number of its card in [`Index::cards`].
    pub card: u16,
    /// Number of its concept in the card.
    pub concept: u16,
    /// Set of [`Derive`] bits; none where it is only right.
    pub derive: u16,
    /// How sure a finding is at most.
    pub confidence: Confidence,
    /// Of a form that is wrong as it stands (parts in another order): the right one.
    pub right: Option<u16>,
}

impl Form {
    /// Whether it may have two slips. Told by its bytes, of which a Han character has three: it is asked often.
    pub fn may_slip_twice(&self) -> bool {
        self.text.len() >= 3 * TWO_SLIPS
    }
}

/// The forms of a family, found by their anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Names of cards.
    pub cards: Cow<'static, [Cow<'static, str>]>,
    /// The forms.
    pub forms: Cow<'static, [Form]>,
    /// Of forms that near misses are found of.
    pub anchors: Anchors,
    /// Of forms that are only right: asked where something is nearly right.
    pub only_right: Anchors,
    /// The keys of `anchors`.
    pub filter: Filter,
}

impl Index {
    /// For cards that bring their right forms along: a pack's.
    pub fn of_cards(cards: &[Card]) -> Result<Index, String> {
        let none = |table: &str, _: &str| Err(format!("there is no table `{table}` here: use `right`"));
        Index::build(cards, &none, &|_, _| 0)
    }

    /// The index of all concepts of the cards.
    pub(crate) fn build(
        cards: &[Card],
        tables: Tables<'_>,
        weigh: &dyn Fn(char, char) -> u64,
    ) -> Result<Index, String> {
        let (mut names, mut forms) = (Vec::new(), Forms::default());
        for card in cards.iter().filter(|card| !card.concept.is_empty()) {
            let number = names.len() as u16;
            names.push(Cow::Owned(card.name.clone()));
            for (i, concept) in card.concept.iter().enumerate() {
                let stated = stated(concept, tables).map_err(|e| format!("{}: {e}", card.code))?;
                let derive = concept.derives();
                let confidence = concept.confidence.unwrap_or(Confidence::Certain);
                let form = |text: &str, derive| Form {
                    text: Cow::Owned(whole(text)),
                    card: number,
                    concept: i as u16,
                    derive,
                    confidence,
                    right: None,
                };
                for right in &stated.right {
                    let mut wrong = parts(right, derive, &concept.last);
                    if derive & Derive::Crossed.bit() != 0 {
                        wrong.extend(crossed(&whole(right)));
                    }
                    let name = Derive::Proper.bit() | Derive::Other.bit();
                    if derive & Derive::Swapped.bit() != 0 && derive & name != 0 {
                        wrong.extend(turned(&whole(right)));
                    }
                    if derive & Derive::CutShort.bit() != 0 {
                        wrong.extend(cut_short(&whole(right)));
                    }
                    if derive & Derive::WordLost.bit() != 0 {
                        wrong.extend(word_lost(right));
                    }
                    wrong.extend(neighbours(&whole(right), &stated.neighbours));
                    forms.add(form(right, derive), wrong);
                }
                for also in &stated.also {
                    forms.add(form(also, 0), Vec::new());
                }
            }
        }
        forms.index(names, weigh)
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

/// Forms by text: one that several cards state stays with the first that derives of it, and derives what all do.
#[derive(Default)]
struct Forms {
    all: Vec<Form>,
    by_text: BTreeMap<String, usize>,
    wrong: Vec<(String, usize)>,
}

impl Forms {
    fn add(&mut self, form: Form, wrong: Vec<String>) {
        let at = match self.by_text.get(form.text.as_ref()) {
            Some(at) => {
                match self.all[*at].derive {
                    0 => self.all[*at] = form,
                    _ => self.all[*at].derive |= form.derive,
                }
                *at
            }
            None => {
                self.by_text.insert(form.text.clone().into_owned(), self.all.len());
                self.all.push(form);
                self.all.len() - 1
            }
        };
        self.wrong.extend(wrong.into_iter().map(|w| (w, at)));
    }

    fn index(
        mut self,
        names: Vec<Cow<'static, str>>,
        weigh: &dyn Fn(char, char) -> u64,
    ) -> Result<Index, String> {
        for (wrong, right) in std::mem::take(&mut self.wrong) {
            if !self.by_text.contains_key(&wrong) {
                let text = Cow::Owned(wrong.clone());
                let form = Form { text, derive: 0, right: Some(right as u16), ..self.all[right].clone() };
                self.by_text.insert(wrong, self.all.len());
                self.all.push(form);
            }
        }
        if self.all.len() > usize::from(u16::MAX) {
            return Err("there are more forms of concepts than numbers for them".to_owned());
        }
        let spelled: Vec<Vec<char>> = self.all.iter().map(|f| f.text.chars().collect()).collect();
        let mut shared: BTreeMap<(char, char), u64> = BTreeMap::new();
        for pair in spelled.iter().flat_map(|form| form.windows(2)) {
            *shared.entry((pair[0], pair[1])).or_default() += 1;
        }
        // A pair that many forms share is dear: each of them is looked at.
        let weigh = |a, b| {
            let forms = shared.get(&(a, b)).copied().unwrap_or(1);
            forms.saturating_mul(weigh(a, b).saturating_add(20))
        };
        let (mut anchors, mut only_right) = (Vec::new(), Vec::new());
        for (i, (form, spelled)) in self.all.iter().zip(&spelled).enumerate() {
            let sought = form.derive != 0 || form.right.is_some();
            let list = if sought { &mut anchors } else { &mut only_right };
            for (shape, at) in anchor::choose(spelled, form.derive != 0, &weigh) {
                let at = spelled.iter().take(at.into()).map(|c| c.len_utf8() as u16).sum();
                list.push((shape, Anchor { key: shape.key(), form: i as u16, at }));
            }
        }
        Ok(Index {
            cards: Cow::Owned(names),
            forms: Cow::Owned(self.all),
            filter: Filter::of(anchors.iter().map(|(shape, _)| shape.hash())),
            anchors: Anchors::of(anchors),
            only_right: Anchors::of(only_right),
        })
    }
}

/// A form with two of its characters in each other's place, one of them at least between the two. Marks stay.
fn crossed(form: &str) -> Vec<String> {
    let chars: Vec<char> = form.chars().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut out = Vec::new();
    for first in 0..chars.len() {
        for second in first + 2..chars.len() {
            let (a, b) = (chars[first], chars[second]);
            if a != b && han(a) && han(b) {
                let mut wrong = chars.clone();
                wrong.swap(first, second);
                out.push(wrong.into_iter().collect());
            }
        }
    }
    out
}

/// A form with two words of two characters in each other's place, where they are so much of it that no anchor is left
/// whole: 新疆|建设|生产|兵团. Of longer forms, and beside the ends, the anchors find it.
fn turned(form: &str) -> Vec<String> {
    let chars: Vec<char> = form.chars().collect();
    let n = chars.len();
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    // The words begin an even number of characters from one of the ends.
    let starts = (1..n.saturating_sub(4)).filter(|at| at.is_multiple_of(2) || (n - at).is_multiple_of(2));
    let starts = starts.filter(|at| (7..=9).contains(&n) && chars[*at..at + 4].iter().all(han));
    let wrong = starts.map(|at| {
        let mut wrong = chars.clone();
        wrong[at..at + 4].rotate_left(2);
        wrong.into_iter().collect()
    });
    wrong.filter(|wrong: &String| wrong != form).collect()
}

/// A form without its last character.
fn cut_short(form: &str) -> Option<String> {
    let (last, _) = form.char_indices().next_back()?;
    (form.chars().count() > WORDED + 1).then(|| form[..last].to_owned())
}

/// A form that has lost one of the parts between the first and the last, if so much of it is left that it is still told
/// from anything else.
fn word_lost(form: &str) -> Vec<String> {
    let parts: Vec<&str> = form.split('|').collect();
    let end = parts.len().saturating_sub(1);
    let without = (1..end).map(|lost| [&parts[..lost], &parts[lost + 1..]].concat().concat());
    without.filter(|wrong| wrong.chars().count() > WORDED).collect()
}

/// Forms of fewer characters have no word in place of another: what is left of them is anything.
const WORDED: usize = 5;

/// A form with one of its words in place of which another of its class stands: 国家医疗保险局 for 国家医疗保障局.
fn neighbours(form: &str, classes: &[Vec<String>]) -> Vec<String> {
    let mut out = Vec::new();
    if form.chars().count() < WORDED {
        return out;
    }
    for class in classes {
        for word in class {
            for (at, _) in form.match_indices(word.as_str()) {
                let (before, after) = (&form[..at], &form[at + word.len()..]);
                let others = class.iter().filter(|other| *other != word);
                out.extend(others.map(|other| [before, other, after].concat()));
            }
        }
    }
    out
}

/// Wrong forms that come of the parts of a form; `last` are parts that stand wrongly in place of its last one.
fn parts(form: &str, derive: u16, last: &[String]) -> Vec<String> {
    let parts: Vec<&str> = form.split('|').collect();
    let (order, lost) = (derive & Derive::PartOrder.bit() != 0, derive & Derive::PartLost.bit() != 0);
    let mut out = Vec::new();
    // The first part and the last are no parts of the enumeration.
    let end = parts.len().saturating_sub(1);
    for from in 1..end {
        for to in from + 1..=end {
            // One part or several that stand together are lost, or change places with those before them.
            if lost {
                out.push([&parts[..from], &parts[to..]].concat().concat());
            }
            for start in (1..from).filter(|_| order) {
                let moved = [&parts[..start], &parts[from..to], &parts[start..from], &parts[to..]];
                out.push(moved.concat().concat());
            }
        }
    }
    if let [first, middle @ .., right] = parts.as_slice() {
        for wrong in last.iter().filter(|wrong| wrong.as_str() != *right) {
            out.push([first, &*middle.concat(), wrong].concat());
            if lost && !middle.is_empty() {
                out.push([first, wrong.as_str()].concat());
            }
        }
    }
    out
}
