//! 由41天延长至29天: a verb of rise between two levels that fall, or the other way about.

use kanwu_plugin::context::has_any;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::direction_against_levels as card;
use crate::plain_quantity::is_plain;
use crate::table::extremes::{FROM_LEVEL, RANK_UNITS, UP, UP_OR_DOWN};
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(UP_OR_DOWN), check);

/// Characters between the first level and the verb, and between the verb and the second.
const NEAR: usize = 6;

/// Characters before the first level in which 由 stands.
const BEFORE: usize = 14;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, verb) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < verb.end);
    let Some(before_at) = paragraph.item_before(next) else { return };
    let (Some(from), Some(to)) = (paragraph.quantity(before_at), paragraph.quantity(next)) else { return };
    let of = |a: u32, b: u32| paragraph.of(Span::new(a, b));
    let (lead, link) = (of(from.span.end, verb.start), of(verb.end, to.span.start));
    let apart = |text: &str| text.chars().count() > NEAR || text.contains(['，', '。', '；', '、', '：']);
    if from.span.end > verb.start || apart(lead) || apart(link) || !is_plain(from) || !is_plain(to) {
        return;
    }
    // 由上年的41天: the level that the change begins with.
    let clause = paragraph
        .before(from.span.start)
        .rsplit(['，', '。', '；', '、', '：', '\n'])
        .next()
        .unwrap_or_default();
    let opened = FROM_LEVEL.iter().filter_map(|word| clause.rfind(word)).max();
    let near = opened.is_some_and(|at| clause[at..].chars().count() <= BEFORE);
    let unit = from.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    // 由第4位提升至第2位: a smaller number is the better place.
    if !near || has_any(unit, RANK_UNITS) || unit.is_empty() {
        return;
    }
    let (Some((a, low)), Some((b, high))) = (in_root(from), in_root(to)) else { return };
    if a.key != b.key || low.value == high.value {
        return;
    }
    let rises = UP.contains(&paragraph.of(verb));
    if (high.value > low.value) == rises {
        return;
    }
    let finding = Finding::likely(verb)
        .arg(card::args::FOUND, paragraph.of(verb))
        .arg(card::args::FROM, paragraph.of(from.span))
        .arg(card::args::TO, paragraph.of(to.span))
        .labelled(Place::Here(from.span), card::labels::LEVEL)
        .labelled(Place::Here(to.span), card::labels::LEVEL);
    cx.push(finding);
}
