//! 500顶安置2000人，平均每顶5人: an average that its figures do not give.

use kanwu_plugin::context::sentence_start;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::average_against_figures as card;
use crate::table::figure_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::AVERAGE), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, term) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < term.end);
    let Some(average) = paragraph.quantity(next) else { return };
    // 平均每顶5人: between is what it is counted by.
    let each = paragraph.of(Span::new(term.end, average.span.start)).trim();
    let start = sentence_start(paragraph, term.start);
    let first = paragraph.items.partition_point(|item| item.span().start < start);
    let before: Vec<_> = paragraph.items.get(first..next).unwrap_or_default().iter().collect();
    let [Item::Quantity(a), Item::Quantity(b)] = before.as_slice() else { return };
    let counted = |q: &kanwu_plugin::reading::quantity::Quantity| {
        q.unit.as_ref().is_some_and(|unit| unit.rest.is_empty() && paragraph.of(unit.span) == each)
    };
    let (count, total) = match (counted(a), counted(b)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return,
    };
    if each.is_empty() || !total.same_unit(average) {
        return;
    }
    let (Some(n), Some(sum), Some(printed)) = (Figure::of(count), Figure::of(total), Figure::of(average))
    else {
        return;
    };
    // A count of persons is exact as a total, but its average is rounded.
    let rounded = Figure::rounded(&average.number).unwrap_or(printed);
    let Some(want) = sum.over(n).filter(|want| !want.agrees(rounded)) else { return };
    let span = Span::new(average.number.span.start, average.span.end);
    let power = average.number.scale.map_or(0, |scale| u32::from(scale.power));
    let by = 10i64.checked_pow(power).map_or(rust_decimal::Decimal::ONE, rust_decimal::Decimal::from);
    let shown = want.value.checked_div(by).unwrap_or(want.value).round_dp(2).normalize();
    let scale = average.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::COUNT, paragraph.of(count.span))
        .arg(card::args::TOTAL, paragraph.of(total.span))
        .arg(card::args::WANT, format!("{shown}{scale}"));
    cx.push(finding);
}
