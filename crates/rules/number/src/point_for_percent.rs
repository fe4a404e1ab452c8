//! 收案9812件，同比下降6.4个百分点: points for the change of an amount.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::point_for_percent as card;
use crate::table::{change_words, figure_words};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(points) = paragraph.quantity(i).filter(|q| q.unit_key() == "percentage-point") else { return };
    if points.unit.is_none() || points.range.is_some() {
        return;
    }
    if is_amount_named(paragraph.before(points.span.start)) {
        return report(cx, points);
    }
    let Some(amount) = i.checked_sub(1).and_then(|at| paragraph.quantity(at)) else { return };
    let counted = amount.unit.is_some()
        && amount.unit.as_ref().is_some_and(|u| u.rest.is_empty())
        && !matches!(
            amount.kind(),
            Some(
                UnitKind::Percent
                    | UnitKind::Ratio
                    | UnitKind::Fraction
                    | UnitKind::Time
                    | UnitKind::Temperature
            )
        );
    // Nothing but the verb and what is compared with stands between: the amount itself changed.
    let link = paragraph.between(i - 1, i).trim();
    let Some(verb) = link.strip_prefix('，') else { return };
    let mut rest = verb.trim().trim_end_matches(han::PERFECT);
    let Some(compared) = change_words::RATE_CHANGE.iter().find_map(|word| rest.strip_suffix(word)) else {
        return;
    };
    rest = compared.trim();
    while let Some(shorter) = change_words::RATE_AGAINST.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim();
    }
    let before = paragraph.before(amount.span.start);
    let clause = before.rsplit(['。', '；', '，', '：']).next().unwrap_or_default();
    if !counted || !rest.is_empty() || has_any(clause, figure_words::RATE_NEAR) {
        return;
    }
    report(cx, points);
}

/// 客运量同比增长17个百分点: whether the clause ends in the name of an amount, what it is compared with, and a verb.
fn is_amount_named(before: &str) -> bool {
    let mut text = before.trim_end().trim_end_matches(han::PERFECT);
    let Some(rest) = change_words::RATE_CHANGE.iter().find_map(|word| text.strip_suffix(word)) else {
        return false;
    };
    text = rest.trim_end();
    while let Some(rest) = change_words::RATE_AGAINST.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest.trim_end();
    }
    let clause = text.rsplit(['。', '；', '，', '：', '、']).next().unwrap_or_default();
    // 拉动全市投资增长10.7个百分点: what it adds to a rate is told in points.
    let adds = has_any(clause, change_words::ADDS_TO_RATE);
    !adds && ends_any(text, change_words::AMOUNT_NAME) && !has_any(clause, figure_words::RATE_NEAR)
}

fn report(cx: &mut LocalContext<'_>, points: &Quantity) {
    let paragraph = cx.paragraph();
    let Some(unit) = points.unit.as_ref() else { return };
    let span = Span::new(points.number.span.start, unit.span.end);
    let number = paragraph.of(points.number.span);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, format!("{number}%"))
        .fix(unit.span, "%");
    cx.push(finding);
}
