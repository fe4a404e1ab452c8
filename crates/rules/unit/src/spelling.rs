//! Names and symbols of units that are wrongly written. Each sort of mistake is a rule of its own.

use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::{UnitPart, Written};
use kanwu_plugin::{
    Applicability, Arg, Confidence, Finding, ItemFlag, LocalContext, Place, Trigger, Triggers,
};

use crate::table::unit_words as words;
use crate::unit_parts::{parts, units};

/// What triggers a rule on spellings.
pub(crate) const TRIGGERS: Triggers = Triggers::flags(&[ItemFlag::Misspelt]);

/// Short names that may be something else, so that the fix is not safe.
const SHORT_SQUARES: [&[&str]; 2] = [words::MAY_BE_PARTY, words::MAY_BE_POWER];

/// What is wrong with a spelling.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
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

/// Names of the arguments that a rule's messages have.
#[derive(Clone, Copy)]
pub(crate) struct Args {
    pub(crate) found: Arg,
    pub(crate) want: Arg,
}

/// Reports the parts of units that are written with this mistake.
pub(crate) fn check(cx: &mut LocalContext<'_>, trigger: Trigger, mistake: Mistake, args: Args) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    for unit in units(quantity) {
        for part in parts(unit) {
            check_part(cx, part, mistake, args);
        }
    }
}

fn check_part(cx: &mut LocalContext<'_>, part: &UnitPart, mistake: Mistake, args: Args) {
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
    let squared = SHORT_SQUARES.iter().any(|list| list.contains(&found));
    if squared && cx.after(part.span.end).starts_with(words::OLD_LENGTH_AFTER_SQUARE) {
        return;
    }
    let confidence = confidence(cx, part, found, mistake);
    let finding = Finding::new(Place::Here(part.span), confidence)
        .arg(args.found, found)
        .arg(args.want, right)
        .fix(part.span, right);
    let finding = if squared { finding.grade(Applicability::Unsafe) } else { finding };
    cx.push(finding);
}

fn of_name(found: &str) -> Option<Mistake> {
    if words::ABOLISHED_NAME.contains(&found) {
        Some(Mistake::Abolished)
    } else if words::SHORTENED_NAME.contains(&found) {
        Some(Mistake::Shortened)
    } else {
        is_squared(found).then_some(Mistake::Compatibility)
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
        // 36万方 of earth are cubic metres.
        _ if words::MAY_BE_PARTY.contains(&found) && is_cube(cx, part) => Confidence::Likely,
        // 3方 may be three parties; 5平方 and 8立方 may be powers.
        _ if words::MAY_BE_PARTY.contains(&found) => Confidence::Guess,
        _ if words::MAY_BE_POWER.contains(&found) => Confidence::Likely,
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

/// Whether the clause speaks of what is measured by the cubic metre, and the number is large.
fn is_cube(cx: &LocalContext<'_>, part: &UnitPart) -> bool {
    let before = cx.before(part.span.start);
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    before.trim_end().ends_with(['万', '亿', '0']) && has_any(clause, words::MEASURED_BY_CUBE)
}
