//! 30～20℃, 8—5日: a range that runs from the greater to the smaller.

use kanwu_plugin::context::{ends_any, has_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::connector::ConnectorKind;
use kanwu_plugin::reading::date::{Calendar, DateRange, DateReading};
use kanwu_plugin::reading::quantity::{QuantityRange, RangeEnd};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::range_backwards as card;
use crate::table::change_words as words;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Range, ItemFlag::DateRange]), check);

/// How far back it may be said that the range falls, in characters.
const BACK: usize = 8;

/// A range that runs backwards.
struct Backwards {
    span: Span,
    low: Span,
    high: Option<Span>,
    confidence: Confidence,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let found = match &paragraph.items[i] {
        Item::Quantity(quantity) => quantity.range.as_ref().and_then(|range| {
            let before = tail(paragraph.before(quantity.span.start), BACK);
            let start = quantity.sign.map_or(quantity.number.span.start, |s| s.span.start);
            let end = range.high.unit.as_ref().map_or(range.high.number.span.end, |u| u.span.end);
            Some(Backwards {
                confidence: judge_numbers(range, before)?,
                span: Span::new(start, end),
                low: range.low.number.span,
                high: Some(range.high.number.span),
            })
        }),
        Item::DateRange(range) => judge_dates(range).map(|confidence| Backwards {
            span: range.span,
            low: range.from.span,
            high: range.to.map(|to| to.span),
            confidence,
        }),
        _ => None,
    };
    let Some(found) = found else { return };
    let finding = Finding::new(Place::Here(found.span), found.confidence)
        .arg(card::args::FOUND, paragraph.of(found.span))
        .arg(card::args::LOW, paragraph.of(found.low))
        .arg(card::args::HIGH, found.high.map_or("", |span| paragraph.of(span)));
    cx.push(finding);
}

fn judge_numbers(range: &QuantityRange, before: &str) -> Option<Confidence> {
    let signed = |e: &RangeEnd| {
        let negative = e.sign.is_some_and(|s| s.kind.is_negative());
        if negative { -e.number.value } else { e.number.value }
    };
    let mut low = signed(&range.low);
    // 9～16亿: the place word of the second covers the first.
    if let Some(scale) = range.high.number.scale.filter(|_| range.low.number.scale.is_none())
        && range.low.number.printed < range.high.number.printed
    {
        low = low.checked_mul(Decimal::from(10i64.checked_pow(u32::from(scale.power))?))?;
    }
    // One in each unit: 900克～1千克.
    let unit = |e: &RangeEnd| e.unit.as_ref().map(|u| u.head.id);
    if (range.low.unit.is_some() && unit(&range.low) != unit(&range.high)) || range.high.unit.is_none() {
        return None;
    }
    if low <= signed(&range.high) {
        return None;
    }
    let both_negative = low < Decimal::ZERO && signed(&range.high) < Decimal::ZERO;
    let falls = ends_any(before, words::FALLING_RANGE) || has_any(before, words::NEAR_FALLING_RANGE);
    match range.connector.kind {
        ConnectorKind::Wave | ConnectorKind::Tilde | ConnectorKind::Dash if !both_negative && !falls => {
            Some(Confidence::Certain)
        }
        ConnectorKind::Wave | ConnectorKind::Tilde | ConnectorKind::Dash => Some(Confidence::Guess),
        _ => None,
    }
}

fn judge_dates(range: &DateRange) -> Option<Confidence> {
    let (from, to) = (range.from, range.to_in_full()?);
    if from.calendar == Calendar::Lunar
        || from.era.is_some()
        || to.era.is_some()
        || range.connector.kind == ConnectorKind::Slash
    {
        return None;
    }
    let key = |d: &DateReading| (d.full_year(), d.month, d.day);
    let ((y1, m1, d1), (y2, m2, d2)) = (key(&from), key(&to));
    let backwards = match (y1, y2) {
        (Some(a), Some(b)) if a != b => a > b && a > 0,
        (None, Some(_)) | (Some(_), None) => false,
        _ => match (m1, m2) {
            // 11月—2月 goes over the turn of the year.
            (Some(a), Some(b)) if a != b => {
                a > b && y1.is_some() && range.to.is_some_and(|t| t.year.is_some())
            }
            (Some(_), None) | (None, Some(_)) => false,
            _ => d1.zip(d2).is_some_and(|(a, b)| a > b),
        },
    };
    let day_only = range.to.is_some_and(|t| t.month.is_none() && t.year.is_none());
    backwards.then_some(if day_only && y1.is_none() && m1.is_none() {
        Confidence::Likely
    } else {
        Confidence::Certain
    })
}
