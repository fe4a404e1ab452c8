//! Near misses of right forms: all concepts of a family in one pass over the text.

mod dates;
mod fit;
mod judge;
mod near;
#[cfg(test)]
mod tests;

/// The tables that the build script makes.
#[allow(dead_code)]
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

use std::collections::BTreeMap;

use kanwu_card::concept::{Derive, Filter, Form, Index, Parts, Shape};
use kanwu_card::{Card, Confidence, OUT_OF_TIME};
use kanwu_plugin::{Arg, Finding, Place, ReadingSpan};
use kanwu_text::{TokenKind, kind_of};

use crate::select::Chosen;
use crate::{Registry, RuleId};
use dates::Dates;
use fit::{Fit, Slip, SlipKind, differs_behind, fit, may_fit};
pub(crate) use kanwu_index::likeness::like;
pub(crate) use table::near_miss::NUMERAL;

/// An index, and the chosen rules whose cards have forms in it.
pub(crate) struct Concepts<'r> {
    index: &'r Index,
    /// By number of the card in the index.
    rules: Vec<Option<RuleId>>,
    /// The dates of concepts whose card has a message for them, by card and concept.
    dates: BTreeMap<(u16, u16), Dates>,
    /// The words that a concept needs in the sentence, by card and concept.
    near: BTreeMap<(u16, u16), Vec<&'r str>>,
}

/// What stands in place of a right form.
pub(crate) struct NearMiss<'i> {
    pub rule: RuleId,
    pub span: ReadingSpan,
    pub confidence: Confidence,
    right: &'i str,
    concept: u16,
    slip: &'static str,
    /// Of a right form that is out of its time: when it is in use.
    dates: Option<String>,
}

/// How far from what is nearly right forms are looked for that hold it, in bytes.
const AROUND: usize = 90;

impl<'r> Concepts<'r> {
    /// The indexes in which any chosen rule has forms.
    pub(crate) fn of(registry: &'r Registry, chosen: &Chosen) -> Vec<Concepts<'r>> {
        let on =
            |name: &str| registry.find(name).filter(|id| chosen.on.get(id.index()).copied().unwrap_or(false));
        let all = registry.concepts().filter(|index| !index.is_empty()).map(|index| {
            let rules: Vec<Option<RuleId>> = index.cards.iter().map(|name| on(name)).collect();
            Concepts { index, dates: dates(registry, &rules), near: near_words(registry, &rules), rules }
        });
        all.filter(|concepts| concepts.rules.iter().any(Option::is_some)).collect()
    }

    /// Calls `found` for each near miss in `text`. `every` looks at all places, without the filter.
    pub(crate) fn find(&self, text: &str, every: bool, mut found: impl FnMut(NearMiss<'_>)) {
        let (mut exact, mut near) = (Vec::new(), Vec::new());
        let mut keep = |fit: Fit| match fit.slips.is_empty() {
            true => exact.push(fit),
            false => near.push(fit),
        };
        self.scan(text, every, &mut keep);
        // Parts out of order and characters that changed places stand as they are in the index.
        exact.retain(|fit| match self.index.forms.get(usize::from(fit.form)).and_then(|f| f.right) {
            Some(right) => {
                let (chars, next) = Default::default();
                let slip = Slip { kind: self.whole_slip(fit, right), at: 0, span: fit.span, chars, next };
                near.push(Fit { form: right, slips: vec![slip], span: fit.span });
                false
            }
            None => true,
        });
        if !self.dates.is_empty() {
            exact.iter().filter_map(|fit| self.out_of_time(fit, text)).for_each(&mut found);
        }
        near.extend(exact.iter().filter_map(|fit| self.last_doubled(fit, text)));
        near.extend(exact.iter().filter_map(|fit| self.first_doubled(fit, text)));
        if near.is_empty() {
            return;
        }
        near.sort();
        near.dedup();
        let mut looked = 0;
        let judged = near.into_iter().filter_map(|fit| {
            let doubt = judge::doubt(self.index, &fit)?;
            // Cheaper than to look for more right forms.
            if judge::covered(self.index, &fit, &exact) {
                return None;
            }
            if !self.is_about(&fit, text) {
                return None;
            }
            self.only_right(&fit, text, &mut looked, &mut exact);
            judge::judge(self.index, &fit, doubt, &exact, text).map(|sure| (fit, sure))
        });
        let mut judged: Vec<(Fit, Confidence)> = judged.collect();
        // The surest and longest first; what overlaps it is the same fault.
        judged.sort_by_key(|(fit, sure)| {
            (fit.slips.len(), std::cmp::Reverse((*sure, fit.span.len())), fit.span.start, fit.form)
        });
        let mut taken: Vec<ReadingSpan> = Vec::new();
        for (fit, confidence) in judged {
            if taken.iter().any(|span| span.overlaps(fit.span)) {
                continue;
            }
            taken.push(fit.span);
            if let Some(miss) = self.near_miss(&fit, confidence) {
                found(miss);
            }
        }
    }

    /// Of a form that stands in the index as it is wrong: whether its words are other ones, or only in another order or
    /// fewer.
    fn whole_slip(&self, fit: &Fit, right: u16) -> SlipKind {
        let text = |form: u16| self.index.forms.get(usize::from(form)).map_or("", |form| &form.text);
        let (wrong, right) = (text(fit.form), text(right));
        if wrong.chars().all(|c| right.contains(c)) { SlipKind::Parts } else { SlipKind::Word }
    }

    /// Adds the places of forms that are only right, near to `fit`. They are looked for once in each place: up to
    /// `looked` that is done, since near misses come in order.
    fn only_right(&self, fit: &Fit, text: &str, looked: &mut usize, exact: &mut Vec<Fit>) {
        let whole = fit.span.range();
        let from = whole.start.saturating_sub(AROUND).max(*looked);
        let from = (0..=from).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let mut last: Option<(char, usize)> = None;
        for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
            let at = at + from;
            if at > whole.end + AROUND {
                break;
            }
            let Some((before, before_at)) = last.replace((c, at)) else { continue };
            for anchor in self.index.only_right.of_shape(Shape::Pair(before, c)) {
                let form = self.index.forms.get(usize::from(anchor.form));
                exact.extend(form.and_then(|form| fit::fit(form, anchor, text, before_at)));
            }
        }
        *looked = last.map_or(from, |(_, at)| at);
    }

    /// A right form after which its last character stands again: 委员会会.
    fn last_doubled(&self, fit: &Fit, text: &str) -> Option<Fit> {
        let form = self.index.forms.get(usize::from(fit.form))?;
        let last = form.text.chars().next_back()?;
        let after = text.get(fit.span.end as usize..)?;
        let long = form.derive & Derive::Doubled.bit() != 0 && form.text.chars().nth(2).is_some();
        // 碳达峰碳中和和“1+N”政策体系: the second is a word of its own.
        let joins = table::near_miss::JOINING.contains(&last);
        if !long || joins || !after.starts_with(last) || kind_of(last) != TokenKind::Han {
            return None;
        }
        let again = ReadingSpan::new(fit.span.end, fit.span.end + last.len_utf8() as u32);
        let at = form.text.chars().count();
        let slip =
            Slip { kind: SlipKind::Doubled, at, span: again, chars: (last, last), next: Default::default() };
        Some(Fit { span: ReadingSpan::new(fit.span.start, again.end), form: fit.form, slips: vec![slip] })
    }

    /// A right form before which its first character stands, and before that nothing that could go on with it: 土土族 at
    /// the head of a clause. Of a longer one words may stand before it that do not end on the character.
    fn first_doubled(&self, fit: &Fit, text: &str) -> Option<Fit> {
        let form = self.index.forms.get(usize::from(fit.form))?;
        let first = form.text.chars().next()?;
        let before = text.get(..fit.span.start as usize)?.strip_suffix(first)?;
        let derives = form.derive & Derive::Doubled.bit() != 0 && kind_of(first) == TokenKind::Han;
        let alone = before.chars().next_back().is_none_or(|c| kind_of(c) != TokenKind::Han);
        let long = form.text.chars().nth(3).is_some();
        let alone = alone || (long && judge::stands_alone(before, first));
        // 市市场监督管理局 is the one of a city.
        let of_place = table::near_miss::PLACE.contains(&first);
        if !derives || !alone || of_place || table::near_miss::NUMERAL.contains(&first) {
            return None;
        }
        let again = ReadingSpan::new(before.len() as u32, fit.span.start);
        let slip = Slip {
            kind: SlipKind::Doubled,
            at: 0,
            span: again,
            chars: (first, first),
            next: Default::default(),
        };
        Some(Fit { span: ReadingSpan::new(again.start, fit.span.end), form: fit.form, slips: vec![slip] })
    }

    /// Whether a near miss of the form is told only beside certain words.
    pub(crate) fn needs_near(&self, form: &Form) -> bool {
        self.near.contains_key(&(form.card, form.concept))
    }

    /// Whether the sentence has a word that the concept of the form needs.
    fn is_about(&self, fit: &Fit, text: &str) -> bool {
        let form = self.index.forms.get(usize::from(fit.form));
        let words = form.and_then(|form| self.near.get(&(form.card, form.concept)));
        words.is_none_or(|words| near::stands(words, text, fit.span))
    }

    fn near_miss(&self, fit: &Fit, confidence: Confidence) -> Option<NearMiss<'r>> {
        let form = self.index.forms.get(usize::from(fit.form))?;
        let rule = self.rules.get(usize::from(form.card)).copied().flatten()?;
        Some(NearMiss {
            rule,
            span: fit.span,
            confidence,
            right: &form.text,
            concept: form.concept,
            slip: slip_name(&fit.slips),
            dates: None,
        })
    }

    /// A right form in a record of a year in which it was not in use.
    fn out_of_time(&self, fit: &Fit, text: &str) -> Option<NearMiss<'r>> {
        let form = self.index.forms.get(usize::from(fit.form))?;
        let dates = self.dates.get(&(form.card, form.concept))?;
        let miss = dates.missed(text, fit.span.start).then(|| self.near_miss(fit, Confidence::Likely))??;
        Some(NearMiss { dates: Some(dates.told.clone()), ..miss })
    }

    fn scan(&self, text: &str, every: bool, keep: &mut impl FnMut(Fit)) {
        let Some(filter) = self.index.filter.bits() else { return };
        let may_be = |hash: u32| every || Filter::has(filter, hash);
        // The two characters before, where they begin, and what they add to a hash.
        let ((mut other, mut other_at), (mut last, mut last_at)) = (('\0', 0), ('\0', 0));
        let (mut of_other, mut of_last) = (Parts::of(other), Parts::of(last));
        for (at, c) in text.char_indices() {
            let parts = Parts::of(c);
            let pair = of_last.before ^ parts.last;
            if may_be(pair) {
                self.anchored(text, Shape::Pair(last, c), last_at, keep);
            }
            if may_be(of_other.gapped ^ parts.last) {
                self.anchored(text, Shape::Gapped(other, c), other_at, keep);
            }
            if may_be(of_other.first ^ pair) {
                self.anchored(text, Shape::Three(other, last, c), other_at, keep);
            }
            (other, other_at, of_other) = (last, last_at, of_last);
            (last, last_at, of_last) = (c, at, parts);
        }
    }

    /// Keeps the forms that fit where their anchor stands at byte `at`. Apart from the walk, which comes here seldom and
    /// must stay short.
    #[inline(never)]
    fn anchored(&self, text: &str, shape: Shape, at: usize, keep: &mut impl FnMut(Fit)) {
        let len = match shape {
            Shape::Pair(first, second) => first.len_utf8() + second.len_utf8(),
            Shape::Three(first, second, third) => first.len_utf8() + second.len_utf8() + third.len_utf8(),
            Shape::Gapped(..) => 0,
        };
        for anchor in self.index.anchors.of_shape(shape) {
            let form = self.index.forms.get(usize::from(anchor.form));
            let form = form.filter(|form| match shape {
                Shape::Gapped(first, _) => differs_behind(form, anchor, text, at, first.len_utf8()),
                _ => may_fit(form, anchor, text, at, len),
            });
            if let Some(fit) = form.and_then(|form| fit(form, anchor, text, at)) {
                keep(fit);
            }
        }
    }
}

/// The words that concepts need in the sentence.
fn near_words<'r>(registry: &'r Registry, rules: &[Option<RuleId>]) -> BTreeMap<(u16, u16), Vec<&'r str>> {
    let mut out = BTreeMap::new();
    for (number, rule) in rules.iter().enumerate() {
        let Some(rule) = rule.and_then(|rule| registry.get(rule)).filter(|rule| rule.card.head.has_near)
        else {
            continue;
        };
        for (concept, stated) in rule.card.concept.iter().enumerate() {
            let words = stated.near.as_deref().map(|near| near.split_whitespace().collect());
            out.extend(words.map(|words| ((number as u16, concept as u16), words)));
        }
    }
    out
}

/// The dates of concepts, where the card says what to tell of a form that is out of its time.
fn dates(registry: &Registry, rules: &[Option<RuleId>]) -> BTreeMap<(u16, u16), Dates> {
    let mut out = BTreeMap::new();
    for (number, rule) in rules.iter().enumerate() {
        let Some(rule) = rule.and_then(|rule| registry.get(rule)) else { continue };
        if !rule.card.head.has_dates {
            continue;
        }
        for (concept, dates) in rule.card.concept.iter().enumerate() {
            out.extend(Dates::of(dates).map(|dates| ((number as u16, concept as u16), dates)));
        }
    }
    out
}

/// The variant of the message for what slipped.
fn slip_name(slips: &[Slip]) -> &'static str {
    match slips {
        [one] => match one.kind {
            SlipKind::Lost => "lost",
            SlipKind::Doubled => "doubled",
            SlipKind::Extra => "extra",
            SlipKind::Swapped | SlipKind::Turned => "swapped",
            SlipKind::Replaced | SlipKind::Twin => "alike",
            SlipKind::Parts => "parts",
            SlipKind::Word => "",
        },
        _ => "",
    }
}

impl NearMiss<'_> {
    /// What the rule says of it.
    pub(crate) fn finding(&self, card: &Card, text: &str) -> Finding {
        let variant = if card.zh.variants.contains_key(self.slip) { self.slip } else { "" };
        let concept = card.concept.get(usize::from(self.concept));
        let source = concept.and_then(|c| c.source.as_deref()).unwrap_or(&card.clause);
        if let Some(dates) = &self.dates {
            return Finding::new(Place::Here(self.span), self.confidence)
                .variant(OUT_OF_TIME)
                .arg(Arg::text("found"), self.right)
                .arg(Arg::text("want"), dates.as_str())
                .arg(Arg::text("right"), self.right)
                .arg(Arg::text("source"), source);
        }
        Finding::new(Place::Here(self.span), self.confidence)
            .variant(variant)
            .arg(Arg::text("found"), self.span.of_text(text))
            .arg(Arg::text("want"), self.right)
            .arg(Arg::text("right"), self.right)
            .arg(Arg::text("source"), source)
            .fix(self.span, self.right)
    }
}
