//! 全年召开例会18次，12月5日召开第20次: an ordinal above the count of the year.

use kanwu_plugin::context::{before_any, has_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::ordinal::OrdinalKind;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::ordinal_above_count as card;
use crate::clause_words::clause_words;
use crate::plain_quantity::is_plain;
use crate::table::contradictions::{COUNTED_FROM_BEFORE, HELD, NUMBERED_ONE_BY_ONE};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), check);

/// Characters between the count and the ordinal.
const NEAR: usize = 24;

/// So many items back the count may stand: a date may stand between.
const BACK: usize = 3;

/// The trigger is the ordinal.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(Item::Ordinal(ordinal)) = paragraph.items.get(i).filter(|_| i > 0) else { return };
    let Some(classifier) = ordinal.classifier.filter(|_| ordinal.kind == OrdinalKind::Nth) else { return };
    let measure = paragraph.of(classifier);
    if !NUMBERED_ONE_BY_ONE.contains(&measure) {
        return;
    }
    let counts =
        |q: &&Quantity| is_plain(q) && q.unit.as_ref().is_some_and(|unit| paragraph.of(unit.span) == measure);
    let count = (i.saturating_sub(BACK)..i).rev().find_map(|at| Some((at, paragraph.quantity(at)?)));
    let Some((at, count)) = count.filter(|(_, q)| counts(q)) else { return };
    let link = paragraph.of(Span::new(count.span.end, ordinal.span.start));
    let told = has_any(clause_words(paragraph, at), HELD) || has_any(link, HELD);
    let near = link.chars().count() <= NEAR && !link.contains(['。', '；', '\n']);
    // 第20次常务会议 may be numbered through the term; where the year's count stands beside it, it is the year's.
    let whole =
        before_any(paragraph.after(ordinal.span.end), &['，', '。', '；', '、', '（', '\n']).is_empty();
    if !near || !told || !whole || has_any(link, COUNTED_FROM_BEFORE) {
        return;
    }
    let (most, number) = (count.number.value, ordinal.number.value);
    // Far above it the ordinal goes on from the years before.
    if most < Decimal::TWO || number <= most || number > most * Decimal::TWO {
        return;
    }
    let finding = Finding::likely(ordinal.span)
        .arg(card::args::FOUND, paragraph.of(ordinal.span))
        .arg(card::args::COUNT, paragraph.of(count.span))
        .labelled(Place::Here(count.span), card::labels::COUNT);
    cx.push(finding);
}
