//! 最高5600元，最低3100元，平均6400元: an average that lies above the greatest or below the least.

use kanwu_plugin::context::{has_any, sentence_after, sentence_start};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::average_outside_range as card;
use crate::plain_quantity::is_plain;
use crate::table::extremes::{GREATEST, LEAST, MEAN};
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(MEAN), check);

/// Characters between the word and its figure.
const NEAR: usize = 10;

/// So many figures before and behind the average may be the greatest and the least.
const REACH: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let at = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(mean) = paragraph.quantity(at).filter(|q| is_plain(q)) else { return };
    let link = paragraph.of(Span::new(word.end, mean.span.start));
    if link.chars().count() > NEAR || link.contains(['，', '。', '；', '、']) {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let end = mean.span.end + sentence_after(paragraph, mean.span.end).len() as u32;
    let around = at.saturating_sub(REACH)..(at + REACH + 1).min(paragraph.items.len());
    let of = |words: &[&str]| {
        let mut found = around.clone().filter(|i| *i != at).filter_map(|i| {
            let quantity = paragraph.quantity(i).filter(|q| is_plain(q) && q.same_unit(mean))?;
            let inside = quantity.span.start >= start && quantity.span.end <= end;
            (inside && has_any(label(paragraph, i), words)).then_some(quantity)
        });
        // Of two greatest it is not known which belongs to the average.
        found.next().filter(|_| found.next().is_none())
    };
    let (Some(greatest), Some(least)) = (of(GREATEST), of(LEAST)) else { return };
    let value = |q: &Quantity| in_root(q).map(|(_, figure)| figure.value);
    let (Some(own), Some(high), Some(low)) = (value(mean), value(greatest), value(least)) else { return };
    if low > high || (low..=high).contains(&own) {
        return;
    }
    let finding = Finding::likely(mean.span)
        .arg(card::args::FOUND, paragraph.of(mean.span))
        .arg(card::args::LOW, paragraph.of(least.span))
        .arg(card::args::HIGH, paragraph.of(greatest.span))
        .labelled(Place::Here(least.span), card::labels::RANGE)
        .labelled(Place::Here(greatest.span), card::labels::RANGE);
    cx.push(finding);
}

/// The words right before item `i`, as far as its clause goes.
fn label<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let from = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |before| before.span().end);
    let text = paragraph.of(Span::new(from, item.span().start));
    text.rsplit(['，', '、', '；', '。', '：']).next().unwrap_or_default()
}
