//! Units that are no legal units of measure (法定计量单位): 斤, 英寸, 马力, 大卡, 毫米汞柱, ppm.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::{Unit, UnitKind};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::conversion::converted;
use crate::spelling::units;

const WAKE: Triggers = Triggers::flags(&[ItemFlag::NotLegal]);

pub(crate) const LENGTH: Rule = Rule::local("length-unit-not-legal", WAKE, |cx, w| check(cx, w, length));
pub(crate) const MASS: Rule = Rule::local("mass-unit-not-legal", WAKE, |cx, w| check(cx, w, mass));
pub(crate) const HORSEPOWER: Rule = Rule::local("horsepower", WAKE, |cx, w| {
    check(cx, w, |c| (c.key == "horsepower").then_some(Confidence::Likely))
});
pub(crate) const CALORIE: Rule = Rule::local("calorie", WAKE, |cx, w| check(cx, w, calorie));
pub(crate) const PRESSURE: Rule =
    Rule::local("pressure-unit-not-legal", WAKE, |cx, w| check(cx, w, pressure));
pub(crate) const PARTS_PER_MILLION: Rule =
    Rule::local("abbreviation-for-ratio", WAKE, |cx, w| check(cx, w, fraction));

/// A unit and what stands round it.
struct Case<'c> {
    key: &'static str,
    unit: &'static Unit,
    /// As written.
    text: &'c str,
    before: &'c str,
    after: &'c str,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger, judge: fn(&Case<'_>) -> Option<Confidence>) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Quantity(quantity) = &paragraph.items[i] else { return };
    // 三尺讲台, 百里: in Han numerals such units are words of the language.
    if quantity.number.form == NumberForm::Han {
        return;
    }
    let Some(head) = units(quantity).map(|u| u.head).find(|p| !p.id.unit().legal) else { return };
    let unit = head.id.unit();
    let case = Case {
        key: unit.key,
        unit,
        text: paragraph.of(head.span),
        before: paragraph.before(quantity.span.start),
        after: paragraph.after(head.span.end),
    };
    let Some(mut confidence) = judge(&case) else { return };
    // 840亿斤: statistics of whole provinces still go by it.
    if case.key == "jin" && quantity.number.scale.is_some_and(|s| s.power == 8) {
        confidence = Confidence::Guess;
    }
    let span = whole(quantity);
    let want = want(quantity, unit);
    let mut finding = Finding::new(Place::Here(span), confidence)
        .arg("found", paragraph.of(span))
        .arg("unit", case.text)
        .arg("want", want.clone().unwrap_or_else(|| unit.name.to_owned()));
    if let Some(want) = want.filter(|_| unit.conversion().is_some()) {
        finding = finding.fix(span, want);
    }
    cx.push(finding);
}

/// Number and unit without the approximators round them.
pub(crate) fn whole(quantity: &Quantity) -> Span {
    let end = quantity.unit.as_ref().map_or(quantity.span.end, |u| u.span.end);
    Span::new(quantity.number.span.start, end)
}

/// What to write, where the quantity is one plain number.
pub(crate) fn want(quantity: &Quantity, unit: &Unit) -> Option<String> {
    let simple = quantity.range.is_none() && quantity.approx_after.is_none();
    let alone = quantity.unit.as_ref().is_none_or(|u| u.rest.is_empty());
    if simple && alone { converted(&quantity.number, unit) } else { None }
}

fn length(case: &Case<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Length {
        return None;
    }
    // Sizes of goods go by inches.
    let goods = [
        "电视", "屏", "显示", "液晶", "彩电", "蛋糕", "照片", "硬盘", "LED", "管", "口径", "平板", "黑白",
        "晶圆", "硅", "电脑", "手机",
    ];
    let after = case.after.trim_start_matches(['的', '直', '拉', '大']);
    if case.key == "inch" && goods.iter().any(|w| after.starts_with(w)) {
        return None;
    }
    Some(match case.text {
        "里" | "里地" | "尺" | "寸" | "丈" | "码" => Confidence::Guess,
        _ => Confidence::Likely,
    })
}

fn mass(case: &Case<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Mass {
        return None;
    }
    match case.key {
        // Gold and silver are traded by the ounce the world over.
        "ounce" => Some(Confidence::Guess),
        "jin" | "pound" => Some(Confidence::Likely),
        "carat" => None,
        _ => Some(Confidence::Guess),
    }
}

fn calorie(case: &Case<'_>) -> Option<Confidence> {
    match case.text {
        "卡" => None,
        _ if matches!(case.key, "calorie" | "kilocalorie") => Some(Confidence::Likely),
        _ => None,
    }
}

fn pressure(case: &Case<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Pressure {
        return None;
    }
    // Blood pressure may go by mmHg.
    let near: String = case.before.chars().rev().take(30).collect();
    let blood = ["压血", "压缩收", "压张舒", "压眼"].iter().any(|w| near.contains(w));
    (!blood).then_some(Confidence::Likely)
}

fn fraction(case: &Case<'_>) -> Option<Confidence> {
    (case.unit.kind == UnitKind::Fraction).then_some(Confidence::Likely)
}
