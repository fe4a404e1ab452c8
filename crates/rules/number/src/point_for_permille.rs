//! 出生率6.0‰，比上年下降0.2个百分点: a difference of ‰ in points of per cent.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::point_for_permille as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// How far back the rate in ‰ may stand, in characters.
const BACK: usize = 14;

/// What is written, and what should be.
const POINTS: &str = "百分点";
const POINTS_OF_PERMILLE: &str = "千分点";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(quantity) = paragraph.quantity(i).filter(|q| q.unit_key() == "percentage-point") else {
        return;
    };
    let Some(unit) = &quantity.unit else { return };
    let earlier = paragraph.items.get(..i).into_iter().flatten().rev();
    let previous = earlier.filter_map(|item| match item {
        Item::Quantity(quantity) => Some(quantity),
        _ => None,
    });
    let Some(rate) = previous.take(1).find(|q| q.unit_key() == "permille") else { return };
    let between = paragraph.before(quantity.span.start).get(rate.span.end as usize..).unwrap_or_default();
    if between.chars().count() > BACK || between.contains(['。', '；']) {
        return;
    }
    let number = paragraph.of(quantity.number.span);
    let at = Span::new(unit.span.end - POINTS.len() as u32, unit.span.end);
    let want = paragraph.of(unit.span).replace(POINTS, POINTS_OF_PERMILLE);
    let finding = Finding::likely(at)
        .arg(card::args::FOUND, paragraph.of(Span::new(quantity.number.span.start, unit.span.end)))
        .arg(card::args::WANT, format!("{number}{want}"))
        .fix(at, POINTS_OF_PERMILLE);
    cx.push(finding);
}
