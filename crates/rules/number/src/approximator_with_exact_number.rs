//! 1237余户, 近533.3公顷: an approximator beside an exact number.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::reading::numeral::{Number, NumberForm};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use rust_decimal::Decimal;

use crate::card::approximator_with_exact_number as card;
use crate::table::approximation as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Approximate]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let number = &quantity.number;
    if is_list_number(cx, number) {
        return;
    }
    if quantity.range.is_some() || matches!(number.form, NumberForm::Han | NumberForm::Split) {
        return;
    }
    let after = quantity.approx_after.filter(|a| words::AND_MORE.contains(&a.word));
    let confidence = match (after, quantity.approx_before) {
        (Some(_), _) => judge_and_more(number),
        (None, Some(word)) if words::NEARLY.contains(&word.word) => judge_nearly(cx, quantity),
        _ => None,
    };
    let Some(confidence) = confidence else { return };
    let word = after.or(quantity.approx_before);
    let start = quantity.approx_before.map_or(number.span.start, |a| a.span.start);
    let span = Span::new(start, quantity.unit.as_ref().map_or(quantity.span.end, |u| u.span.end));
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WORD, word.map_or("", |w| w.word));
    cx.push(finding);
}

/// 8.200多个村: the number of an item of a list, which opens the clause, and a point run into the figure.
fn is_list_number(cx: &LocalContext<'_>, number: &Number) -> bool {
    let before = cx.before(number.span.start).trim_end();
    let opens = before.is_empty() || before.ends_with(['。', '；', '：', '】']);
    let (whole, part) = (number.printed.trunc(), number.places);
    opens && part >= 2 && whole < Decimal::ONE_HUNDRED && whole >= Decimal::ONE
}

/// 1237余户, 12.5余公里.
fn judge_and_more(number: &Number) -> Option<Confidence> {
    match (number.places, number.scale) {
        // 3.5万余人 is met everywhere; 13.56万余 says more than it means.
        (1, Some(_)) => Some(Confidence::Guess),
        (2.., Some(_)) => Some(Confidence::Likely),
        (1.., None) => Some(Confidence::Certain),
        (_, Some(_)) => None,
        (_, None) => {
            let whole = number.printed.trunc().to_string();
            (whole.len() >= 3 && !whole.ends_with('0')).then_some(Confidence::Certain)
        }
    }
}

/// 近533.3公顷.
fn judge_nearly(cx: &LocalContext<'_>, quantity: &Quantity) -> Option<Confidence> {
    let number = &quantity.number;
    let other = ends_any(cx.before(quantity.span.start), words::BEFORE_OTHER_NEARLY);
    if quantity.kind() == Some(UnitKind::Time) || other || number.places == 0 || number.scale.is_some() {
        return None;
    }
    let percent = quantity.kind() == Some(UnitKind::Percent);
    let loose = percent || starts_any(cx.after(number.span.end), words::LOOSE_UNIT);
    Some(if loose { Confidence::Guess } else { Confidence::Likely })
}
