//! An average against the total and the number it is taken of: 12万元，惠及300人，人均400元.

use kanwu_plugin::context::{has_any, sentence_start};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

/// See the card.
pub(crate) const RULE: Rule = Rule::local("average-against-figures", Triggers::terms(AVERAGES), check);

const AVERAGES: &[&str] = &["人均", "户均", "平均每人", "平均每户"];

/// Of what each of [`AVERAGES`] is taken.
const COUNTED: &[&[&str]] = &[&["人", "名", "人次"], &["户"], &["人", "名", "人次"], &["户"]];

/// Averages that are surveyed, not reckoned.
const SURVEYED: &[&str] = &["收入", "支出", "生产总值", "GDP", "消费", "增长", "下降", "提高", "以上"];

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
    let counted = COUNTED.get(word).copied().unwrap_or_default();
    let Some([first, second]) = told_before(paragraph, next, sentence_start(paragraph, at.start)) else {
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
    let unit_from = found.number.scale.map_or(found.number.span.end, |scale| scale.span.start);
    let unit = paragraph.of(Span::new(unit_from, found.span.end));
    let places = u32::from(found.number.places);
    let finding = Finding::likely(found.span)
        .arg("found", paragraph.of(found.span))
        .arg("total", paragraph.of(total.0.span))
        .arg("count", paragraph.of(count.0.span))
        .arg("want", format!("{}{unit}", shown.round_dp(places)))
        .related(Place::Here(total.0.span), "总量", "the total")
        .related(Place::Here(count.0.span), "数目", "the number");
    cx.push(finding);
}

/// The two figures right before item `i`, where both stand in the sentence that begins at byte `start`.
fn told_before<'a>(
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
