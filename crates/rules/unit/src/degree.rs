//! 度 for electric energy: 千瓦时.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::Written;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

pub(crate) const RULE: Rule =
    Rule::local("degree-for-kilowatt-hour", Triggers::flags(&[ItemFlag::Degree]), check);

/// How far back electricity must be spoken of, in characters.
const BACK: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = quantity.unit.as_ref().filter(|u| u.head.id.unit().key == "degree") else { return };
    if unit.head.written != Written::Name {
        return;
    }
    let before: String = cx.before(quantity.span.start).chars().rev().take(BACK).collect();
    let clause: String = before.chars().take_while(|c| !matches!(c, '。' | '；')).collect();
    let electric = clause.contains('电') || cx.after(unit.span.end).starts_with('电');
    let other =
        ["温", "角", "纬", "经", "坡", "转"].iter().any(|w| clause.chars().take(4).any(|c| w.contains(c)));
    if electric && !other {
        let finding = Finding::likely(unit.head.span)
            .arg("found", cx.of(quantity.span))
            .arg("want", "千瓦时")
            .fix(unit.head.span, "千瓦时");
        cx.push(finding);
    }
}
