//! 年初结存120万元，收入80万元，支出60万元，年末结存150万元: what is left against what there was, came in and went out.

use kanwu_plugin::context::{ends_any, has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::balance_against_parts as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{
    CLOSING, CLOSING_TIME, COMES_IN, GOES_OUT, INFLOW, OPENING, OPENING_TIME, OUTFLOW,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// A balance is told in so many figures at the most.
const MOST: usize = 10;

/// What a figure is in a balance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    In,
    Out,
    Closing,
}

/// The trigger is what there was.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(first) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(opening) = paragraph.quantity(first).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    if !opens(named(paragraph, first), paragraph.settings.record_year()) {
        return;
    }
    let start = sentence_start(paragraph, opening.span.start);
    let (mut sum, mut parts) = (Figure::of(opening), Vec::new());
    let mut last: Option<&Quantity> = None;
    for i in first + 1..(first + MOST).min(paragraph.items.len()) {
        // The year of a part may stand before it: 2023年新增40人.
        if matches!(paragraph.items.get(i), Some(Item::Date(_))) {
            continue;
        }
        let Some(quantity) = paragraph.quantity(i).filter(|q| is_plain(q) && q.same_unit(opening)) else {
            return;
        };
        if sentence_start(paragraph, quantity.span.start) != start {
            return;
        }
        let (Some(part), Some(figure)) = (part_of(named(paragraph, i)), Figure::of(quantity)) else { return };
        sum = match part {
            Part::In => sum.and_then(|sum| sum.plus(figure)),
            Part::Out => sum.and_then(|sum| sum.minus(figure)),
            Part::Closing => {
                last = Some(quantity);
                break;
            }
        };
        parts.push(part);
    }
    // A text that tells only what came in leaves the rest out.
    sum = sum.filter(|_| parts.contains(&Part::In) && parts.contains(&Part::Out));
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

/// Whether a clause tells what there was at first: 年初党员, 上年结转, 2022年末有 in a book of 2023.
fn opens(name: &str, recorded: Option<i32>) -> bool {
    let year = name.split_once(han::YEAR).and_then(|(year, rest)| {
        let from = year.len().checked_sub(4)?;
        rest.starts_with(han::ENDS).then(|| year.get(from..)?.parse::<i32>().ok())?
    });
    has_any(name, OPENING_TIME)
        || ends_any(name, OPENING)
        || year.is_some_and(|year| recorded.is_none_or(|now| year < now))
}

/// What the words before a figure say that it is; `None` where they say nothing or more than one thing.
fn part_of(name: &str) -> Option<Part> {
    if ends_any(name, CLOSING) || has_any(name, CLOSING_TIME) {
        return Some(Part::Closing);
    }
    match (ends_any(name, INFLOW), ends_any(name, OUTFLOW)) {
        (true, false) => return Some(Part::In),
        (false, true) => return Some(Part::Out),
        _ => {}
    }
    match (has_any(name, COMES_IN), has_any(name, GOES_OUT)) {
        (true, false) => Some(Part::In),
        (false, true) => Some(Part::Out),
        _ => None,
    }
}

/// The words before item `i` in its clause, with the year that may open it.
fn named<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let before = paragraph.items.get(..i).unwrap_or_default().iter().rev();
    let from =
        before.into_iter().find(|item| !matches!(item, Item::Date(_))).map_or(0, |item| item.span().end);
    let text = paragraph.of(Span::new(from, item.span().start));
    let clause = text.rsplit(['，', '、', '；', '。', '：', '】', '\n']).next().unwrap_or_default();
    clause.trim_end_matches(' ').trim_end_matches(han::LEADS).trim_end_matches(han::COUNTED)
}
