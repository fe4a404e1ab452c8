//! Names and symbols of units that are wrongly written; what sort of mistake it is says which rule tells it.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::{UnitPart, UnitRef, Written};
use kanwu_plugin::{Applicability, Confidence, Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Misspelt]);

pub(crate) const ABOLISHED_NAME: Rule =
    Rule::local("abolished-unit-name", WAKE, |cx, w| check(cx, w, Mistake::Abolished));
pub(crate) const SHORTENED_NAME: Rule =
    Rule::local("shortened-unit-name", WAKE, |cx, w| check(cx, w, Mistake::Shortened));
pub(crate) const ABBREVIATION: Rule =
    Rule::local("abbreviation-for-unit-symbol", WAKE, |cx, w| check(cx, w, Mistake::Abbreviation));
pub(crate) const LETTER_CASE: Rule =
    Rule::local("unit-symbol-letters", WAKE, |cx, w| check(cx, w, Mistake::Letters));
pub(crate) const MIDDLE_DOT: Rule =
    Rule::local("unit-product-without-dot", WAKE, |cx, w| check(cx, w, Mistake::Dot));
pub(crate) const SUPERSCRIPT: Rule =
    Rule::local("unit-power-not-raised", WAKE, |cx, w| check(cx, w, Mistake::Power));
pub(crate) const CELSIUS: Rule =
    Rule::local("celsius-in-two-characters", WAKE, |cx, w| check(cx, w, Mistake::Celsius));
pub(crate) const COMPATIBILITY: Rule =
    Rule::local("squared-unit-character", WAKE, |cx, w| check(cx, w, Mistake::Compatibility));

/// What is wrong with a spelling.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mistake {
    /// 公分
    Abolished,
    /// 平米
    Shortened,
    /// hrs, cc, kms
    Abbreviation,
    /// KM
    Letters,
    /// kWh
    Dot,
    /// m2
    Power,
    /// °C
    Celsius,
    /// ㎡
    Compatibility,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger, mistake: Mistake) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    for unit in units(quantity) {
        for part in parts(unit) {
            check_part(cx, part, mistake);
        }
    }
}

/// The units of a quantity: of a range those of both ends.
pub(crate) fn units(quantity: &Quantity) -> impl Iterator<Item = &UnitRef> {
    let low = quantity.range.as_ref().and_then(|r| r.low.unit.as_ref());
    low.into_iter().chain(&quantity.unit)
}

/// The parts of a unit.
pub(crate) fn parts(unit: &UnitRef) -> impl Iterator<Item = &UnitPart> {
    std::iter::once(&unit.head).chain(unit.rest.iter().map(|(_, part)| part))
}

fn check_part(cx: &mut LocalContext<'_>, part: &UnitPart, mistake: Mistake) {
    let found = cx.of(part.span);
    let (right, sort) = match part.written {
        Written::WrongName(right) => (right, of_name(found)),
        Written::WrongSymbol(right) => (right, Some(of_symbol(found, right))),
        Written::Name | Written::Symbol => return,
    };
    if sort != Some(mistake) || goes_on(cx, part) {
        return;
    }
    // 平方里: an old unit, not a short form.
    if found.ends_with('方') && cx.after(part.span.end).starts_with(['里', '尺', '寸', '丈', '英', '码'])
    {
        return;
    }
    let confidence = confidence(cx, part, found, mistake);
    let mut finding = Finding::new(kanwu_plugin::Place::Here(part.span), confidence)
        .arg("found", found)
        .arg("want", right)
        .fix(part.span, right);
    if matches!(found, "平方" | "立方" | "方") {
        finding = finding.grade(Applicability::Unsafe);
    }
    cx.push(finding);
}

fn of_name(found: &str) -> Option<Mistake> {
    match found {
        "公分" | "公尺" | "公厘" | "海浬" | "浬" => Some(Mistake::Abolished),
        "平米" | "平方" | "立方" | "方" | "公方" | "立米" => Some(Mistake::Shortened),
        _ if !found.is_ascii() && is_squared(found) => Some(Mistake::Compatibility),
        _ => None,
    }
}

fn of_symbol(found: &str, right: &str) -> Mistake {
    let bare = |s: &str| s.replace(['·', '.'], "");
    if is_squared(found) {
        Mistake::Compatibility
    } else if found.ends_with(['C', 'c']) && found.chars().count() == 2 && !found.is_ascii() {
        Mistake::Celsius
    } else if right.contains('·') && bare(found).eq_ignore_ascii_case(&bare(right)) {
        Mistake::Dot
    } else if right.ends_with(['²', '³']) && found.ends_with(['2', '3']) {
        Mistake::Power
    } else if found.eq_ignore_ascii_case(right) || looks_alike(found) {
        Mistake::Letters
    } else {
        Mistake::Abbreviation
    }
}

/// One character that stands for a whole symbol: ㎡.
fn is_squared(found: &str) -> bool {
    let mut chars = found.chars();
    chars.next().is_some_and(|c| ('\u{3300}'..='\u{33ff}').contains(&c)) && chars.next().is_none()
}

/// um for μm, KY for kV: letters that were mistaken and no English word.
fn looks_alike(found: &str) -> bool {
    matches!(found, "um" | "μM" | "ug" | "KY")
}

/// 5KM-20, 3方案: the letters or characters go on to something else.
fn goes_on(cx: &LocalContext<'_>, part: &UnitPart) -> bool {
    let next = cx.char_after(part.span.end);
    let letters = cx.of(part.span).is_ascii();
    letters && next.is_some_and(|c| c == '-' || c == '+')
}

fn confidence(cx: &LocalContext<'_>, part: &UnitPart, found: &str, mistake: Mistake) -> Confidence {
    match (mistake, found) {
        // 3方 may be three parties; 5平方 and 8立方 may be powers.
        (_, "方") => Confidence::Guess,
        (_, "平方" | "立方") => Confidence::Likely,
        // Plain text can't show whether the printed page raises it.
        (Mistake::Power, _) => Confidence::Likely,
        (Mistake::Compatibility, _) => Confidence::Guess,
        (_, "ha" | "Ha") => Confidence::Guess,
        (_, "KY" | "MA" | "PA" | "DB" | "KN" | "MG") => Confidence::Likely,
        // A battery's label: 5000mAh.
        (Mistake::Dot, "mAh" | "Ah" | "Wh") => Confidence::Guess,
        _ if cx.char_after(part.span.end).is_some_and(|c| c.is_ascii_alphanumeric()) => Confidence::Guess,
        _ => Confidence::Certain,
    }
}
