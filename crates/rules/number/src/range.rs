//! Ranges: 9～16亿元, 30～20℃, 2019—23年, 3~5名.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::connector::ConnectorKind;
use kanwu_plugin::reading::date::{Calendar, DateRange, DateReading};
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::{QuantityRange, RangeEnd};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use kanwu_plugin::context::{ends_any, tail};

pub(crate) const SCALE: Rule =
    Rule::local("range-left-scale-missing", Triggers::flags(&[ItemFlag::Range]), scale);
pub(crate) const REVERSED: Rule =
    Rule::local("range-backwards", Triggers::flags(&[ItemFlag::Range, ItemFlag::DateRange]), reversed);
pub(crate) const SHORT_YEAR: Rule =
    Rule::local("range-end-year-short", Triggers::flags(&[ItemFlag::DateRange]), short_year);

fn scale(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(range) = &quantity.range else { return };
    let (low, high) = (&range.low, &range.high);
    let Some(scale) = high.number.scale.filter(|_| low.number.scale.is_none() && low.unit.is_none()) else {
        return;
    };
    let han = low.number.form == NumberForm::Han;
    // 500～1万 are two plain numbers.
    if han || low.number.printed > high.number.printed || low.number.printed >= Decimal::from(1000) {
        return;
    }
    let word = cx.of(scale.span);
    let span = Span::new(low.number.span.start, scale.span.end);
    let at = Span::empty(low.number.span.end);
    let want =
        format!("{}{word}{}{}", cx.of(low.number.span), cx.of(range.connector.span), cx.of(high.number.span));
    let finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", want).fix(at, word);
    cx.push(finding);
}

fn reversed(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let found = match &paragraph.items[i] {
        Item::Quantity(quantity) => quantity.range.as_ref().and_then(|range| {
            let start = quantity.sign.map_or(quantity.number.span.start, |s| s.span.start);
            let end = range.high.unit.as_ref().map_or(range.high.number.span.end, |u| u.span.end);
            let span = Span::new(start, end);
            let before = tail(paragraph.before(quantity.span.start), 8);
            numbers(range, before).map(|confidence| (span, confidence))
        }),
        Item::DateRange(range) => dates(range).map(|confidence| (range.span, confidence)),
        _ => None,
    };
    let Some((span, confidence)) = found else { return };
    let (low, high) = match &paragraph.items[i] {
        Item::Quantity(q) => q
            .range
            .as_ref()
            .map_or(("", ""), |r| (paragraph.of(r.low.number.span), paragraph.of(r.high.number.span))),
        Item::DateRange(r) => (paragraph.of(r.from.span), r.to.map_or("", |t| paragraph.of(t.span))),
        _ => ("", ""),
    };
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", paragraph.of(span))
        .arg("low", low)
        .arg("high", high);
    cx.push(finding);
}

fn numbers(range: &QuantityRange, before: &str) -> Option<Confidence> {
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
    let falls =
        ends_any(before, &["由", "从", "自"]) || ["降", "减", "由", "从"].iter().any(|w| before.contains(w));
    match range.connector.kind {
        ConnectorKind::Wave | ConnectorKind::Tilde | ConnectorKind::Dash if !both_negative && !falls => {
            Some(Confidence::Certain)
        }
        ConnectorKind::Wave | ConnectorKind::Tilde | ConnectorKind::Dash => Some(Confidence::Guess),
        _ => None,
    }
}

fn dates(range: &DateRange) -> Option<Confidence> {
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

fn short_year(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::DateRange(range) = &cx.paragraph().items[i] else { return };
    let Some(to) = range.to else { return };
    let (Some(first), Some(last)) = (range.from.full_year(), to.year) else { return };
    let mark = !matches!(range.connector.kind, ConnectorKind::Slash);
    if to.year_digits != 2 || !mark || range.from.year_digits != 4 || to.era.is_some() {
        return;
    }
    let mut full = first - first.rem_euclid(100) + last;
    if full < first {
        full += 100;
    }
    let text = cx.of(to.span);
    let digits = Span::new(to.span.start, to.span.start + 2);
    if !text.as_bytes().iter().take(2).all(u8::is_ascii_digit) {
        return;
    }
    let want = cx.of(range.span).replacen(text, &text.replacen(cx.of(digits), &full.to_string(), 1), 1);
    let finding = Finding::certain(range.span)
        .arg("found", cx.of(range.span))
        .arg("want", want)
        .fix(digits, full.to_string());
    cx.push(finding);
}
