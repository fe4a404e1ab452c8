//! 年初结存120万元，收入80万元，支出60万元，年末结存150万元: what is left against what there was, came in and went out.

use kanwu_plugin::context::{ends_any, sentence_start};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::balance_against_parts as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{CLOSING, INFLOW, OPENING, OUTFLOW};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// A balance is told in so many figures at the most.
const MOST: usize = 7;

/// The trigger is what there was.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(first) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(opening) = paragraph.quantity(first).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    if !tells(named(paragraph, first), OPENING) {
        return;
    }
    let start = sentence_start(paragraph, opening.span.start);
    let (mut sum, mut changes) = (Figure::of(opening), 0);
    let mut last: Option<&Quantity> = None;
    for i in first + 1..(first + MOST).min(paragraph.items.len()) {
        let Some(quantity) = paragraph.quantity(i).filter(|q| is_plain(q) && q.same_unit(opening)) else {
            return;
        };
        if sentence_start(paragraph, quantity.span.start) != start {
            return;
        }
        let name = named(paragraph, i);
        let Some(figure) = Figure::of(quantity) else { return };
        if tells(name, CLOSING) {
            last = Some(quantity);
            sum = sum.filter(|_| changes > 0);
            break;
        }
        sum = match (ends_any(name, INFLOW), ends_any(name, OUTFLOW)) {
            (true, false) => sum.and_then(|sum| sum.plus(figure)),
            (false, true) => sum.and_then(|sum| sum.minus(figure)),
            _ => return,
        };
        changes += 1;
    }
    let (Some(closing), Some(want)) = (last, sum) else { return };
    let Some(printed) = Figure::of(closing).filter(|printed| !printed.agrees(want)) else { return };
    let by = 10i64.checked_pow(closing.number.scale.map_or(0, |scale| u32::from(scale.power)));
    let shown = by.and_then(|by| want.value.checked_div(by.into())).unwrap_or(printed.value);
    let scale = closing.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let unit = closing.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let finding = Finding::likely(closing.span)
        .arg(card::args::FOUND, paragraph.of(closing.span))
        .arg(card::args::WANT, format!("{}{scale}{unit}", shown.normalize()))
        .labelled(Place::Here(opening.span), card::labels::OPENING);
    cx.push(finding);
}

/// Whether words end with one of those of a balance, or with it and what is kept: 年初库存煤炭.
fn tells(name: &str, words: &[&str]) -> bool {
    let with_kept = |word: &&str| {
        let kept = name.split_once(*word).map_or("", |(_, kept)| kept);
        word.chars().count() >= 4 && (1..=KEPT).contains(&kept.chars().count())
    };
    ends_any(name, words) || words.iter().any(with_kept)
}

/// What is kept is named in so many characters.
const KEPT: usize = 4;

/// The words before item `i` in its clause.
fn named<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let from = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
    let text = paragraph.of(Span::new(from, item.span().start));
    let clause = text.rsplit(['，', '、', '；', '。', '：']).next().unwrap_or_default();
    clause.trim_end_matches([han::BE, '共', '有', '计', ' '])
}
