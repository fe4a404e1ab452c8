//! 由12个增至15个，增加4个: a difference that its figures do not give.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::difference_against_figures as card;
use crate::change::{after_mark, is_change, rises};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(change) = paragraph.quantity(i) else { return };
    let Some(to_at) = paragraph.item_before(i) else { return };
    let Some(from_at) = paragraph.item_before(to_at) else { return };
    let (Some(from), Some(to)) = (paragraph.quantity(from_at), paragraph.quantity(to_at)) else { return };
    if !from.same_unit(to) || !to.same_unit(change) || !is_change(paragraph, from, to) {
        return;
    }
    let Some(rise) = rises(after_mark(paragraph.between(to_at, i))) else { return };
    let (Some(low), Some(high), Some(printed)) = (Figure::of(from), Figure::of(to), Figure::of(change))
    else {
        return;
    };
    let want = if rise { high.minus(low) } else { low.minus(high) };
    let Some(want) = want.filter(|want| !want.agrees(printed)) else { return };
    let span = Span::new(change.number.span.start, change.span.end);
    let scale = change.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let shown =
        if scale.is_empty() { want.value.normalize().to_string() } else { scaled(want.value, change) };
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FROM, paragraph.of(from.span))
        .arg(card::args::TO, paragraph.of(to.span))
        .arg(card::args::WANT, format!("{shown}{scale}"));
    cx.push(finding);
}

/// A value told in the place word of another figure.
fn scaled(value: rust_decimal::Decimal, like: &kanwu_plugin::reading::quantity::Quantity) -> String {
    let power = like.number.scale.map_or(0, |scale| u32::from(scale.power));
    let by = 10i64.checked_pow(power).map_or(rust_decimal::Decimal::ONE, rust_decimal::Decimal::from);
    value.checked_div(by).unwrap_or(value).normalize().to_string()
}
