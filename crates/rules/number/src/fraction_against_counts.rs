//! 80名学员中20名来自农村，占三分之一: a fraction in words that the two counts before it deny.

use kanwu_plugin::context::sentence_start;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::fraction_against_counts as card;
use crate::quantity_form::is_exact;
use crate::table::figure_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::TAKES_FRACTION), check);

/// So many per cent lie between a fraction and what may still be called so.
const ROOM: i64 = 4;

/// So many quantities of the sentence are looked at, from the fraction back.
const MOST: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, verb) = trigger else { return };
    let paragraph = cx.paragraph();
    // 人均水资源占有量的二分之一
    if paragraph.after(verb.end).starts_with(words::NO_SHARE) {
        return;
    }
    let clause: &str = paragraph.after(verb.end).split(['，', '。', '；']).next().unwrap_or_default();
    // 占三分之一, 占总数的三分之一
    let Some(row) = words::FRACTION.iter().find(|row| clause.trim_end().ends_with(row.word)) else { return };
    let lead = clause.trim_end().strip_suffix(row.word).unwrap_or_default();
    if !lead.is_empty() && !lead.ends_with(words::OF_WHOLE) {
        return;
    }
    let at = verb.end + lead.len() as u32;
    let start = sentence_start(paragraph, verb.start);
    let next = paragraph.items.partition_point(|item| item.span().start < at);
    let before: Vec<&Quantity> = (next.saturating_sub(MOST)..next)
        .filter_map(|i| paragraph.quantity(i))
        .filter(|q| q.span.start >= start && q.span.end <= at)
        .collect();
    let [a, b] = before.as_slice() else { return };
    let counted = |q: &Quantity| q.unit.is_some() && is_exact(q) && q.number.value > Decimal::ZERO;
    if !a.same_unit(b) || !counted(a) || !counted(b) {
        return;
    }
    let (part, whole) = if a.number.value < b.number.value { (a, b) } else { (b, a) };
    let share =
        part.number.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(whole.number.value));
    let Some(share) = share.filter(|share| *share < Decimal::ONE_HUNDRED) else { return };
    let told = Decimal::from(row.numerator) * Decimal::ONE_HUNDRED / Decimal::from(row.denominator.max(1));
    if (share - told).abs() <= Decimal::from(ROOM) {
        return;
    }
    let span = Span::new(at, at + row.word.len() as u32);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, row.word)
        .arg(card::args::PART, paragraph.of(part.span))
        .arg(card::args::WHOLE, paragraph.of(whole.span))
        .arg(card::args::SHARE, format!("{}%", share.round_dp(1).normalize()))
        .labelled(Place::Here(part.span), card::labels::FIGURE)
        .labelled(Place::Here(whole.span), card::labels::FIGURE);
    cx.push(finding);
}
