//! An average against the total and the number it is taken of: 12万元，惠及300人，人均400元.

use kanwu_plugin::context::{has_any, sentence_start};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::average_against_figures as card;
use crate::table::shares::{AVERAGE, SURVEYED};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&AVERAGES), check);

/// The words for averages.
const AVERAGES: [&str; AVERAGE.len()] = {
    let mut words = [""; AVERAGE.len()];
    let mut i = 0;
    while i < AVERAGE.len() {
        words[i] = AVERAGE[i].word;
        i += 1;
    }
    words
};

/// Characters between the word and its number.
const NEAR: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(word, at) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < at.end);
    let Some(found) = paragraph.quantity(next) else { return };
    let name = paragraph.of(Span::new(at.end, found.span.start));
    let named = name.chars().count() <= NEAR && !name.contains(['，', '。', '；', '、', '：', '（']);
    if !named || has_any(name, SURVEYED) || found.kind() == Some(UnitKind::Percent) {
        return;
    }
    let Some(printed) = Figure::of(found) else { return };
    let counted = AVERAGE.get(word).map_or(&[][..], |average| average.of);
    let Some([first, second]) = figures_before(paragraph, next, sentence_start(paragraph, at.start)) else {
        return;
    };
    let is_count = |q: &Quantity| counted.contains(&q.unit_key());
    let (total, count) = if is_count(second.0) { (first, second) } else { (second, first) };
    if !is_count(count.0) || !total.0.same_unit(found) || found.unit_key() == count.0.unit_key() {
        return;
    }
    let Some(want) = total.1.over(count.1).filter(|want| !want.agrees(printed)) else { return };
    let Some(shown) = found.number.printed.checked_mul(want.value).and_then(|v| v.checked_div(printed.value))
    else {
        return;
    };
    let unit = paragraph.of(found.scale_and_unit());
    let places = u32::from(found.number.places);
    let finding = Finding::likely(found.span)
        .arg(card::args::FOUND, paragraph.of(found.span))
        .arg(card::args::TOTAL, paragraph.of(total.0.span))
        .arg(card::args::COUNT, paragraph.of(count.0.span))
        .arg(card::args::WANT, format!("{}{unit}", shown.round_dp(places)))
        .labelled(Place::Here(total.0.span), card::labels::TOTAL)
        .labelled(Place::Here(count.0.span), card::labels::NUMBER);
    cx.push(finding);
}

/// The two figures right before item `i`, where both stand in the sentence that begins at byte `start`.
fn figures_before<'a>(
    paragraph: &'a Paragraph<'_>,
    i: usize,
    start: u32,
) -> Option<[(&'a Quantity, Figure); 2]> {
    let figure = |at: usize| {
        let quantity = paragraph.quantity(at).filter(|q| q.span.start >= start)?;
        Some((quantity, Figure::of(quantity)?))
    };
    let second = paragraph.item_before(i)?;
    let first = paragraph.item_before(second)?;
    Some([figure(first)?, figure(second)?])
}
