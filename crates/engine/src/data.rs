//! Rules whose whole body is in their card.

use std::borrow::Cow;

use kanwu_card::{Condition, Confidence, LiteralTable, Way};
use kanwu_plugin::{Arg, Finding, LocalContext, Place, ReadingSpan};
use kanwu_reading::words::{WordClass, segment};
use kanwu_text::WordHash;

use crate::collocation::Collocation;

/// The literals of a family's cards, or of packs.
pub(crate) struct Body(Cow<'static, LiteralTable>);

impl Body {
    /// Of a family, whose patterns were checked when the program was built.
    pub(crate) fn own(table: &'static LiteralTable) -> Body {
        Body(Cow::Borrowed(table))
    }

    /// Of cards that were read when the program ran.
    pub(crate) fn read(mut table: LiteralTable) -> Body {
        // Names of variants live as long as the program: there are as many as the cards name.
        for one in table.surroundings.to_mut() {
            let name: &'static str = Box::leak(one.variant.as_ref().to_owned().into_boxed_str());
            one.variant = Cow::Borrowed(name);
        }
        Body(Cow::Owned(table))
    }

    /// What the literals are looked for by.
    pub(crate) fn hashes(&self) -> &[WordHash] {
        &self.0.hashes
    }

    /// The word of literal number `number`, and the number of its card.
    pub(crate) fn literal(&self, number: usize) -> Option<(&str, u16)> {
        self.0.literals.get(number).map(|one| (one.word.as_ref(), one.card))
    }

    /// The literals: the number of each, the word, and the number of its card.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (u32, &str, u16)> {
        self.0.literals.iter().zip(0..).map(|(one, number)| (number, one.word.as_ref(), one.card))
    }

    /// Literal number `number` stands at `span`.
    pub(crate) fn check(&self, cx: &mut LocalContext<'_>, number: usize, span: ReadingSpan) {
        let Some(literal) = self.0.literals.get(number) else { return };
        let Some(p) = self.0.surroundings.get(usize::from(literal.surroundings)) else { return };
        if literal.replace.is_some() && p.is_bare() && !is_doubled(&literal.word) && straddles(cx.text, span)
        {
            return;
        }
        let Some(collocation) = Collocation::of(p, cx.text, span) else { return };
        // What is quoted is no part of the clause that quotes it.
        if collocation.partner.is_some_and(|partner| cx.depth_at(partner.start) != cx.depth_at(span.start)) {
            return;
        }
        let before = cx.before(collocation.whole.start);
        let after = cx.after(collocation.whole.end);
        let holds = |condition: &Option<Condition>, way, text| {
            condition.as_ref().is_none_or(|condition| condition.holds(way, text))
        };
        let bars = |condition: &Option<Condition>, way, text| {
            condition.as_ref().is_some_and(|condition| condition.holds(way, text))
        };
        let between = cx.of(collocation.between);
        if !holds(&p.before, Way::Back, before)
            || !holds(&p.after, Way::On, after)
            || !holds(&p.between, Way::Anywhere, between)
            || bars(&p.not_before, Way::Back, before)
            || bars(&p.not_after, Way::On, after)
            || bars(&p.not_between, Way::Anywhere, between)
        {
            return;
        }
        let variant = match p.variant {
            Cow::Borrowed(name) => name,
            Cow::Owned(_) => "",
        };
        let confidence = p.confidence.unwrap_or(Confidence::Certain);
        let fault = collocation.fault;
        let mut finding = Finding::new(Place::Here(fault), confidence)
            .variant(variant)
            .arg(Arg::text("found"), cx.of(fault))
            .arg(Arg::text("want"), literal.replace.as_deref().unwrap_or_default())
            .arg(Arg::text("collocation"), collocation.told(cx.text));
        if let Some(replace) = &literal.replace {
            finding = finding.fix(fault, replace.as_ref());
        }
        cx.push(finding);
    }
}

/// 此此, which is a slip because it ends one word and begins the next.
fn is_doubled(literal: &str) -> bool {
    let mut chars = literal.chars();
    chars.next() == chars.next()
}

/// How far round a short literal the text is cut into words, in characters.
const NEAR: usize = 4;

/// Whether a literal of two characters is the end of one word and the beginning of the next: 克⟦服疫⟧情 is no
/// slip of 服役. Of a literal that is a word itself, one side is enough: 黄⟦精采⟧用.
fn straddles(text: &str, span: ReadingSpan) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    if span.of_text(text).chars().count() != 2 {
        return false;
    }
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    let from = start - before.chars().rev().take(NEAR).map(char::len_utf8).sum::<usize>();
    let to = end + after.chars().take(NEAR).map(char::len_utf8).sum::<usize>();
    let words = segment(text.get(from..to).unwrap_or_default());
    let crosses = |at: usize| {
        let at = (at - from) as u32;
        words.iter().any(|word| word.span.start < at && at < word.span.end)
    };
    let is_word =
        || matches!(segment(span.of_text(text)).as_slice(), [word] if word.class != WordClass::Unknown);
    match (crosses(start), crosses(end)) {
        (true, true) => true,
        (false, false) => false,
        _ => is_word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_of_two_words_is_told() {
        let told = |text: &str, literal: &str| {
            let start = text.find(literal).unwrap();
            straddles(text, ReadingSpan::of(start..start + literal.len()))
        };
        assert!(told("克服疫情影响", "服疫"));
        assert!(told("击退疫情", "退疫"));
        assert!(!told("青年应征服疫", "服疫"));
        assert!(told("滇黄精采用传统工艺", "精采"));
        assert!(told("签订合同，约定单芽分级计价", "定单"));
        assert!(!told("表演十分精采，观众满座", "精采"));
        assert!(!told("争当中帼标兵", "中帼"));
    }
}
