//! 下降-3.2%, and a hyphen for a minus.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::quantity::SignKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};

use kanwu_plugin::context::{ends_any, tail};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Signed]);

pub(crate) const DOUBLED: Rule = Rule::local("fall-with-minus", WAKE, doubled);
pub(crate) const HYPHEN: Rule = Rule::local("hyphen-for-minus", WAKE, hyphen);

fn doubled(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(sign) =
        quantity.sign.filter(|s| matches!(s.kind, SignKind::Hyphen | SignKind::Minus | SignKind::Negative))
    else {
        return;
    };
    let before = cx.before(quantity.span.start).trim_end().trim_end_matches(['了', '约']);
    let words = ["下降", "减少", "降低", "回落", "下滑", "减幅", "降幅", "同比减", "同比降"];
    let rises = ["同比增长", "增长", "上升", "提高"];
    let confidence = if ends_any(before, &words) {
        Confidence::Certain
    } else if ends_any(before, &rises) {
        Confidence::Likely
    } else {
        return;
    };
    let word = if confidence == Confidence::Certain { tail(before, 2) } else { "下降" };
    let span = kanwu_plugin::Span::new(sign.span.start, quantity.span.end);
    let want =
        format!("{word}{}", cx.of(kanwu_plugin::Span::new(quantity.number.span.start, quantity.span.end)));
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", format!("{}{}", tail(before, 2), cx.of(span)))
        .arg("word", tail(before, 2))
        .arg("want", want);
    cx.push(finding);
}

fn hyphen(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let high = quantity.range.as_ref().and_then(|r| r.high.sign);
    for sign in [quantity.sign, high].into_iter().flatten().filter(|s| s.kind == SignKind::Hyphen) {
        let finding =
            Finding::guess(sign.span).arg("found", cx.of(sign.span)).arg("want", "−").fix(sign.span, "−");
        cx.push(finding);
    }
}
