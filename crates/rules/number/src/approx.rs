//! 约500余人: approximators that stand together, or beside an exact number.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::{Number, NumberForm};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use kanwu_plugin::context::{ends_any, starts_any};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Approximate]);

pub(crate) const DOUBLED: Rule = Rule::local("doubled-approximator", WAKE, doubled);
pub(crate) const EXACT: Rule = Rule::local("approximator-with-exact-number", WAKE, exact);

fn quantity<'a>(cx: &LocalContext<'a>, trigger: Trigger) -> Option<&'a Quantity> {
    let Trigger::Item(i) = trigger else { return None };
    match cx.paragraph().items.get(i) {
        Some(Item::Quantity(quantity)) => Some(quantity),
        _ => None,
    }
}

fn doubled(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = quantity(cx, trigger) else { return };
    let before = cx.before(quantity.span.start);
    let (first, start) = match quantity.approx_before {
        Some(word) => (word.word, word.span.start),
        None if before.trim_end().ends_with("突破") && quantity.approx_tail.is_none() => {
            ("突破", before.trim_end().len() as u32 - "突破".len() as u32)
        }
        None => return,
    };
    let Some(last) = quantity.approx_after.or(quantity.approx_tail) else { return };
    let time = quantity.kind() == Some(UnitKind::Time);
    // 近十余年: 近 is “recent” there. 几十多, 上百来: parts of one approximate number.
    if (first == "近" && time) || matches!(first, "几" | "数" | "上") {
        return;
    }
    let bound = matches!(last.word, "以上" | "以下" | "以内" | "之内");
    let confidence = match first {
        _ if bound && matches!(first, "约" | "近" | "大约" | "大概") => return,
        _ if bound => Confidence::Guess,
        "突破" => Confidence::Likely,
        "不超过" | "不低于" | "不少于" | "至少" | "至多" => Confidence::Likely,
        _ => Confidence::Certain,
    };
    let span = Span::new(start, quantity.span.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", cx.of(span))
        .arg("first", first)
        .arg("second", last.word);
    cx.push(finding);
}

fn exact(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = quantity(cx, trigger) else { return };
    let number = &quantity.number;
    if quantity.range.is_some() || number.form == NumberForm::Han || number.form == NumberForm::Split {
        return;
    }
    let after = quantity.approx_after.filter(|a| matches!(a.word, "余" | "多"));
    let confidence = match (after, quantity.approx_before) {
        (Some(_), _) => with_tail(number),
        (None, Some(word)) if word.word == "近" => with_near(cx, quantity),
        _ => None,
    };
    let Some(confidence) = confidence else { return };
    let word = after.or(quantity.approx_before);
    let start = quantity.approx_before.map_or(number.span.start, |a| a.span.start);
    let span = Span::new(start, quantity.unit.as_ref().map_or(quantity.span.end, |u| u.span.end));
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", cx.of(span))
        .arg("word", word.map_or("", |w| w.word));
    cx.push(finding);
}

/// 1237余户, 12.5余公里.
fn with_tail(number: &Number) -> Option<Confidence> {
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
fn with_near(cx: &LocalContext<'_>, quantity: &Quantity) -> Option<Confidence> {
    let number = &quantity.number;
    let percent = quantity.kind() == Some(UnitKind::Percent);
    let before = cx.before(quantity.span.start);
    if quantity.kind() == Some(UnitKind::Time) || ends_any(before, &["附", "最"]) {
        return None;
    }
    if number.places > 0 && number.scale.is_none() {
        let loose = percent || starts_any(cx.after(number.span.end), &["倍", "成"]);
        return Some(if loose { Confidence::Guess } else { Confidence::Likely });
    }
    None
}
