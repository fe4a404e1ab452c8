//! All forms of a family's concepts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::anchor::{self, Shape, TWO_SLIPS};
use super::{Anchor, Derive, Filter, Tables, stated, whole};
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
    /// Of forms that near misses are found of, in order of their keys.
    pub anchors: Cow<'static, [Anchor]>,
    /// Of forms that are only right, in order of their keys: asked where something is nearly right.
    pub only_right: Cow<'static, [Anchor]>,
    /// Of anchors that stand together.
    pub near: Filter,
    /// Of anchors with a character between.
    pub gapped: Filter,
    /// Of anchors of three.
    pub three: Filter,
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
                    forms.add(form(right, derive), parts(right, derive));
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

    /// The anchors with this key.
    pub fn anchors_at(&self, key: u64) -> &[Anchor] {
        with_key(&self.anchors, key)
    }

    /// Those of forms that are only right.
    pub fn only_right_at(&self, key: u64) -> &[Anchor] {
        with_key(&self.only_right, key)
    }
}

fn with_key(anchors: &[Anchor], key: u64) -> &[Anchor] {
    let from = anchors.partition_point(|a| a.key < key);
    let len = anchors[from..].iter().take_while(|a| a.key == key).count();
    &anchors[from..from + len]
}

/// Forms by text: one that several cards state stays with the first that derives of it.
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
                if self.all[*at].derive == 0 {
                    self.all[*at] = form;
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
        let (mut anchors, mut only_right, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
        for (i, (form, spelled)) in self.all.iter().zip(&spelled).enumerate() {
            let sought = form.derive != 0 || form.right.is_some();
            for (shape, at) in anchor::choose(spelled, form.derive != 0, &weigh) {
                let at = spelled.iter().take(at.into()).map(|c| c.len_utf8() as u16).sum();
                let list = if sought { &mut anchors } else { &mut only_right };
                list.push(Anchor { key: shape.key(), form: i as u16, at });
                shapes.extend(Some(shape).filter(|_| sought));
            }
        }
        anchors.sort_unstable();
        only_right.sort_unstable();
        let filter = |of: &dyn Fn(&Shape) -> Option<(u32, char)>| Filter::of(shapes.iter().filter_map(of));
        Ok(Index {
            cards: Cow::Owned(names),
            near: filter(&|shape| match shape {
                Shape::Pair(first, second) => Some((*first as u32, *second)),
                _ => None,
            }),
            gapped: filter(&|shape| match shape {
                Shape::Gapped(first, second) => Some((*first as u32, *second)),
                _ => None,
            }),
            three: filter(&|shape| match shape {
                Shape::Three(first, second, third) => Some((anchor::two(*first, *second), *third)),
                _ => None,
            }),
            forms: Cow::Owned(self.all),
            anchors: Cow::Owned(anchors),
            only_right: Cow::Owned(only_right),
        })
    }
}

/// Wrong forms that come of the parts of a form.
fn parts(form: &str, derive: u16) -> Vec<String> {
    let parts: Vec<&str> = form.split('|').collect();
    let mut out = Vec::new();
    // The first part and the last are no parts of the enumeration.
    for at in 1..parts.len().saturating_sub(1) {
        if derive & Derive::PartOrder.bit() != 0 && at + 2 < parts.len() {
            let mut other = parts.clone();
            other.swap(at, at + 1);
            out.push(other.concat());
        }
        if derive & Derive::PartLost.bit() != 0 && parts.len() > 3 {
            let mut other = parts.clone();
            other.remove(at);
            out.push(other.concat());
        }
    }
    out
}
