//! 占38.2%，超过四成: a share in words that the figure beside it denies.

use kanwu_plugin::context::joined;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::word_fraction_against_figure as card;
use crate::quantity_form::is_exact;
use crate::table::figure_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

const ABOVE_HALF: usize = words::ABOVE_HALF.len();
const BELOW_HALF: usize = ABOVE_HALF + words::BELOW_HALF.len();
const ABOVE: usize = BELOW_HALF + words::SHARE_ABOVE.len();
const TERMS: [&str; ABOVE + words::SHARE_BELOW.len()] =
    joined(&[words::ABOVE_HALF, words::BELOW_HALF, words::SHARE_ABOVE, words::SHARE_BELOW]);

/// Half, in per cent.
const HALF: i64 = 50;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, term) = trigger else { return };
    let paragraph = cx.paragraph();
    let above = n < ABOVE_HALF || (BELOW_HALF..ABOVE).contains(&n);
    let (percent, end) = if n < BELOW_HALF {
        (HALF, term.end)
    } else {
        let after = paragraph.after(term.end);
        let Some(row) = words::SHARE_WORD.iter().find(|row| after.starts_with(row.word)) else { return };
        (row.percent, term.end + row.word.len() as u32)
    };
    // 超过五成 is a term by itself as well, and 超 the beginning of 超过.
    let before = paragraph.before(term.start);
    if n >= BELOW_HALF && words::ABOVE_HALF.iter().any(|w| paragraph.after(term.start).starts_with(w)) {
        return;
    }
    let Some(clause) = before.strip_suffix('，').or_else(|| before.strip_suffix('（')) else { return };
    let next = paragraph.items.partition_point(|item| item.span().end <= term.start);
    let percent_of =
        |q: &&Quantity| q.unit_key() == "percent" && is_exact(q) && q.span.end as usize == clause.len();
    let Some(figure) = next.checked_sub(1).and_then(|at| paragraph.quantity(at)).filter(percent_of) else {
        return;
    };
    let bound = Decimal::from(percent);
    let value = figure.number.value;
    // 三分之一 is a little more than 33%, so that one per cent of room is left.
    let wrong = if above { value < bound } else { value > bound + Decimal::ONE };
    if !wrong {
        return;
    }
    let span = Span::new(term.start, end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FIGURE, paragraph.of(figure.span));
    cx.push(finding);
}
