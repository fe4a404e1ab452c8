//! 抽检食品820批次，合格880批次: more passed than were tested.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::outcome_above_total as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{PASSED, TESTED};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(PASSED), check);

/// Characters between what was tested and what passed.
const NEAR: usize = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let part_at = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(whole_at) = part_at.checked_sub(1) else { return };
    let (Some(whole), Some(part)) = (paragraph.quantity(whole_at), paragraph.quantity(part_at)) else {
        return;
    };
    let link = paragraph.of(Span::new(whole.span.end, part.span.start));
    let after_word = paragraph.of(Span::new(word.end, part.span.start));
    let close = link.chars().count() <= NEAR
        && link.starts_with(['，', '、', '；', '中'])
        && after_word.chars().count() <= 1;
    let floor =
        whole_at.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
    let before = paragraph.of(Span::new(floor, whole.span.start));
    let clause = before.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or_default();
    let tested = has_any(clause, TESTED) && !ends_any(clause, PASSED);
    if !close || !tested || !whole.same_unit(part) || !is_plain(whole) || !is_plain(part) {
        return;
    }
    let above = Figure::of(part).zip(Figure::of(whole)).is_some_and(|(part, whole)| part.low > whole.high);
    if !above {
        return;
    }
    let finding = Finding::likely(part.span)
        .arg(card::args::FOUND, paragraph.of(part.span))
        .arg(card::args::TOTAL, paragraph.of(whole.span))
        .labelled(Place::Here(whole.span), card::labels::TOTAL);
    cx.push(finding);
}
