//! 共30人，其中甲50人: a part above its total.

use kanwu_plugin::context::{has_any, sentence_after, sentence_start, starts_any, tail};
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::part_above_total as card;
use crate::part_list::is_above;
use crate::table::part_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::OF_WHICH), check);

/// So many characters at the most stand between 其中 and the part.
const LONGEST_LABEL: usize = 16;

/// How far before the total it may be said that it is one for each, in characters.
const BACK: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let limit = word.end + sentence_after(paragraph, word.end).len() as u32;
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(part) = (first..paragraph.items.len())
        .take_while(|i| paragraph.items[*i].span().end <= limit)
        .filter_map(|i| paragraph.quantity(i))
        // 六车道 names the part and counts nothing.
        .find(|q| q.number.form == NumberForm::Arabic)
    else {
        return;
    };
    // The part must follow closely: 其中甲30人, without another clause between.
    let label = paragraph.of(Span::new(word.end, part.span.start));
    if label.contains(['，', '、', '“', '（']) || label.chars().count() > LONGEST_LABEL {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let from = paragraph.items.partition_point(|item| item.span().start < start);
    let totals: Vec<&Quantity> = (from..first)
        .filter_map(|i| paragraph.quantity(i))
        .filter(|q| q.span.end <= word.start && q.same_unit(part))
        // 110千伏及以上变电站: a bound that names what is counted.
        .filter(|q| !starts_any(paragraph.after(q.span.end), words::BOUND))
        .collect();
    let Some(total) = totals.last() else { return };
    // 亩产3.5吨, 两台33万千瓦机组: of one, not of all.
    let counted = |i: usize| paragraph.quantity(i).is_some_and(|q| q.span.end == total.span.start);
    let each = has_any(tail(paragraph.before(total.span.start), BACK), words::FOR_EACH)
        || (from..first).any(counted);
    let percent = part.kind() == Some(UnitKind::Percent);
    let comparable = !each && !percent && !has_any(label, words::NOT_A_PART);
    if !comparable || !totals.iter().all(|total| is_above(part, total)) {
        return;
    }
    let finding = Finding::likely(part.span)
        .arg(card::args::FOUND, paragraph.of(part.span))
        .arg(card::args::TOTAL, paragraph.of(total.span))
        .labelled(Place::Here(total.span), card::labels::TOTAL);
    cx.push(finding);
}
