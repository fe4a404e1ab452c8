//! Units that are no legal units of measure (法定计量单位): 斤, 英寸, 马力, 大卡, 毫米汞柱, ppm.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::unit::Unit;
use kanwu_plugin::{Arg, Confidence, Finding, ItemFlag, LocalContext, Place, Trigger, Triggers, Variant};

use crate::conversion::converted;
use crate::table::unit_words as words;
use crate::unit_parts::{number_and_unit, units};

/// What triggers a rule on such units.
pub(crate) const TRIGGERS: Triggers = Triggers::flags(&[ItemFlag::NotLegal]);

/// The power of ten of 亿.
const HUNDRED_MILLION: u8 = 8;

/// A unit and what stands round it.
pub(crate) struct NotLegal<'c> {
    pub(crate) unit: &'static Unit,
    /// As written.
    pub(crate) text: &'c str,
    pub(crate) before: &'c str,
    pub(crate) after: &'c str,
    /// Whether the size of a thing is told.
    pub(crate) size: bool,
    /// Whether it is no part of a unit such as 卡/克.
    pub(crate) alone: bool,
}

/// Names of the arguments that a rule's messages have.
pub(crate) struct Args {
    pub(crate) found: Arg,
    pub(crate) unit: Arg,
    /// What it comes to, and the message where that can't be told; `None` where the messages do not say what to write.
    pub(crate) want: Option<(Arg, Variant)>,
}

/// Reports the unit where `judge` says how sure the rule is of it.
pub(crate) fn check(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&NotLegal<'_>) -> Option<Confidence>,
    args: Args,
) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Quantity(quantity) = &paragraph.items[i] else { return };
    // 三尺讲台, 百里: in Han numerals such units are words of the language, but not where a size is told: 高六丈.
    let before = paragraph.before(quantity.span.start);
    let size = ends_any(before, words::SIZE) && !ends_any(before, words::NO_SIZE);
    if quantity.number.form == NumberForm::Han && !size {
        return;
    }
    let Some(head) = units(quantity).map(|u| u.head).find(|p| !p.id.unit().legal) else { return };
    let unit = head.id.unit();
    let text = paragraph.of(head.span);
    let case = NotLegal {
        unit,
        text,
        before,
        after: paragraph.after(head.span.end),
        size,
        alone: quantity.unit.as_ref().is_none_or(|unit| unit.rest.is_empty()),
    };
    let Some(mut confidence) = judge(&case) else { return };
    // 840亿斤: statistics of whole provinces still go by it.
    if unit.key == "jin" && quantity.number.scale.is_some_and(|s| s.power == HUNDRED_MILLION) {
        confidence = Confidence::Guess;
    }
    let span = number_and_unit(quantity);
    let want = converted(quantity, unit);
    let mut finding =
        Finding::new(Place::Here(span), confidence).arg(args.found, paragraph.of(span)).arg(args.unit, text);
    if let Some((name, unconverted)) = args.want {
        finding = match &want {
            Some(want) => finding.arg(name, want.as_str()),
            None => finding.variant(unconverted),
        };
    }
    if let Some(want) = want {
        finding = finding.fix(span, want);
    }
    cx.push(finding);
}
