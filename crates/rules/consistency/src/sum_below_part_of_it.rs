//! 全年46例，开展以来累计38例: a sum over years that is below the figure of one of them.

use kanwu_plugin::context::{has_any, sentence_start};
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::sum_below_part_of_it as card;
use crate::plain_quantity::is_plain;
use crate::table::extremes::{OF_YEAR, SUMMED_UP};
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(SUMMED_UP), check);

/// Characters between the word and the sum.
const NEAR: usize = 8;

/// So many figures back the one of the year may stand.
const REACH: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let at = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(sum) = paragraph.quantity(at).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    let link = paragraph.of(Span::new(word.end, sum.span.start));
    if link.chars().count() > NEAR || link.contains(['，', '。', '；', '、']) {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let of_year = (at.saturating_sub(REACH)..at).rev().find_map(|i| {
        let quantity = paragraph.quantity(i).filter(|q| is_plain(q) && q.same_unit(sum))?;
        (quantity.span.start >= start && has_any(label(paragraph, i, start), OF_YEAR)).then_some(quantity)
    });
    let Some(part) = of_year else { return };
    // 培训46人, 累计发放38人份: another thing is summed up.
    let between = paragraph.of(Span::new(part.span.end, word.start));
    if between.contains(['；', '。']) || paragraph.of(Span::new(word.end, sum.span.start)).chars().count() > 2
    {
        return;
    }
    let (Some((_, whole)), Some((_, own))) = (in_root(sum), in_root(part)) else { return };
    if whole.high >= own.low {
        return;
    }
    let finding = Finding::likely(sum.span)
        .arg(card::args::FOUND, paragraph.of(sum.span))
        .arg(card::args::PART, paragraph.of(part.span))
        .labelled(Place::Here(part.span), card::labels::PART);
    cx.push(finding);
}

/// The words between the item before and item `i`, as far as the sentence goes.
fn label<'a>(paragraph: &Paragraph<'a>, i: usize, start: u32) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let from = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |before| before.span().end);
    paragraph.of(Span::new(from.max(start), item.span().start))
}
