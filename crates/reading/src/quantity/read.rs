//! Reading a quantity round the number that begins at a place.

use super::{Quantity, QuantityRange, RangeEnd, sign};
use crate::approx;
use crate::connector::{ConnectorKind, read_connector};
use crate::numeral::{Grouping, HanStyle, Number, NumberForm, NumberRead, read_any};
use crate::unit::{UnitKind, UnitRef, currency_before, find, prefixed_name_at, read_unit};
use crate::view::{View, span};

/// A quantity, or a number that nothing measures.
#[allow(clippy::large_enum_variant, reason = "it is moved at once into an item of the same size")]
pub(crate) enum QuantityRead {
    Quantity(Quantity),
    Bare(Number),
}

/// What the number at `at` says.
pub(crate) fn read_quantity(view: View, at: usize, read: &NumberRead) -> Option<QuantityRead> {
    let approx_before = approx::before_number(view, at);
    let (mut low, mut end) = end_of(view, read);
    if read.number.form == NumberForm::Han
        && !is_meant(view, at, read, low.unit.as_ref(), approx_before.is_some())
    {
        return None;
    }
    low.sign = sign::before(view, at, &low);
    let range = range(view, &low, end);
    if let Some((_, stop)) = &range {
        end = *stop;
        // A hyphen before a range is a sign where it is one before its first number: the unit may come last.
        if low.sign.is_none()
            && let Some((range, _)) = &range
        {
            low.sign = sign::before(view, at, &RangeEnd { unit: range.high.unit.clone(), ..low.clone() });
        }
    }
    let mut start = low.sign.map_or(at, |s| s.span.start as usize);
    let currency = currency_before(view, start).map(|(from, id)| (id, span(from, start)));
    start = currency.map_or(start, |(_, s)| s.start as usize);
    let approx_before = if start == at { approx_before } else { approx::before_number(view, start) };
    start = approx_before.map_or(start, |a| a.span.start as usize);
    let approx_tail = approx::tail(view, end);
    end = approx_tail.map_or(end, |a| a.span.end as usize);

    let unit = match &range {
        Some((range, _)) => range.high.unit.clone(),
        None => low.unit.clone(),
    };
    let plain = unit.is_none()
        && range.is_none()
        && low.sign.is_none()
        && currency.is_none()
        && approx_before.is_none()
        && read.after.is_none()
        && approx_tail.is_none()
        && is_plain(&read.number);
    if plain {
        return Some(QuantityRead::Bare(read.number));
    }
    Some(QuantityRead::Quantity(Quantity {
        span: span(start, end),
        sign: low.sign,
        currency,
        number: read.number,
        approx_before,
        approx_after: read.after,
        approx_tail,
        unit,
        range: range.map(|(mut range, _)| {
            range.low.sign = low.sign;
            Box::new(range)
        }),
    }))
}

fn is_plain(number: &Number) -> bool {
    number.scale.is_none() && number.places == 0 && number.grouping == Grouping::None
}

/// The number with its unit, and where they end.
fn end_of(view: View, read: &NumberRead) -> (RangeEnd, usize) {
    let unit = read_unit(view, read.tenths.unwrap_or_else(|| view.skip_blank(read.end)));
    let end = unit.as_ref().map_or(read.end, |u| read.end.max(u.span.end as usize));
    (RangeEnd { sign: None, number: read.number, unit }, end)
}

/// Whether a Han numeral counts something: most of them are parts of words.
fn is_meant(view: View, at: usize, read: &NumberRead, unit: Option<&UnitRef>, approximate: bool) -> bool {
    let number = &read.number;
    let chars = number.span.len() / 3;
    let alone = chars == 1;
    if number.han == Some(HanStyle::PlaceOnly) {
        return approximate && unit.is_some() && !prefixed_name_at(view, at);
    }
    match unit {
        // 十一是, 十二是 order what follows.
        None => chars > 1 && !view.starts(read.end, "是"),
        Some(unit) if alone && find(view, unit.span.start as usize).is_some_and(|s| s.digits_only) => false,
        Some(_) if alone && view.starts(at, "一") => {
            !view.before(at).is_some_and(|c| "统唯单同归专划之逐万".contains(c))
        }
        Some(_) if alone && view.starts(at, "零") => false,
        Some(_) => true,
    }
}

/// The second end of a range after `low`, and where it ends.
fn range(view: View, low: &RangeEnd, end: usize) -> Option<(QuantityRange, usize)> {
    let (connector, next) = read_connector(view, end)?;
    let ahead = View { floor: next, ..view };
    let number_at = match view.at(next)? {
        c @ ('-' | '−' | '－' | '–' | '负') if connector.kind != ConnectorKind::Hyphen => {
            next + c.len_utf8()
        }
        '零' if view.starts(next, "零下") => next + "零下".len(),
        _ => next,
    };
    let read = read_any(ahead, number_at)?;
    let (mut high, stop) = end_of(ahead, &read);
    if number_at > next {
        high.sign = sign::before(ahead, number_at, &high);
        high.sign?;
    }
    let han = |n: &Number| n.form == NumberForm::Han;
    if han(&low.number) != han(&high.number) || read.number.han == Some(HanStyle::PlaceOnly) {
        return None;
    }
    let kind = |e: &RangeEnd| e.unit.as_ref().map(|u| u.head.id.unit().kind);
    let fits = match (kind(low), kind(&high)) {
        (Some(first), Some(second)) => {
            let same = low.unit.as_ref().map(|u| u.head.id) == high.unit.as_ref().map(|u| u.head.id);
            same || (first == second && !matches!(first, UnitKind::Count | UnitKind::Angle))
        }
        (Some(_), None) => false,
        (None, Some(_)) => connector.kind != ConnectorKind::DoubleDash,
        (None, None) => {
            let scaled = low.number.scale.is_some() || high.number.scale.is_some();
            let mark =
                matches!(connector.kind, ConnectorKind::Wave | ConnectorKind::Tilde | ConnectorKind::Dash);
            (mark || scaled && connector.kind != ConnectorKind::DoubleDash) && !han(&low.number)
        }
    };
    let hyphenated = connector.kind == ConnectorKind::Hyphen
        && (view.byte(low.number.span.start as usize) == b'0' && low.number.places == 0
            || view.before(low.number.span.start as usize).is_some_and(|c| c.is_ascii_alphanumeric()));
    let goes_on = high.unit.is_none()
        && (read_connector(ahead, stop)
            .is_some_and(|(c, n)| c.kind.is_mark() && view.byte(n).is_ascii_digit())
            || view.starts(view.skip_blank(stop), "号"));
    if !fits || hyphenated || goes_on {
        return None;
    }
    Some((QuantityRange { connector, low: low.clone(), high }, stop))
}
