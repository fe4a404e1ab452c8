//! Parts that do not make their total: lists after 其中 or 分别为, and before 合计.

use kanwu_plugin::context::{joined, sentence_before};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::parts_against_total as card;
use crate::part_list::{Part, PartList, is_above, is_separator, total_before};
use crate::table::part_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

/// So many of the words open a list that need not be complete.
const PARTIAL: usize = words::OF_WHICH.len() + words::INCLUDING.len();

const TERMS: [&str; PARTIAL + words::DIVIDED_INTO.len() + words::ADDED_UP.len()] =
    joined(&[words::OF_WHICH, words::INCLUDING, words::DIVIDED_INTO, words::ADDED_UP]);

/// A list with so many parts was meant to be complete, where its sum comes near the total.
const MANY: usize = 5;

/// The sum comes near the total where the difference is no more than the total divided by this.
const NEAR: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(term, word) = trigger else { return };
    let paragraph = cx.paragraph();
    if term >= PARTIAL + words::DIVIDED_INTO.len() {
        return check_added_up(cx, paragraph, word);
    }
    let partial = term < PARTIAL;
    let Some((total, whole)) = total_before(paragraph, word) else { return };
    let found = wrong_list(paragraph, word, partial, total, whole)
        .or_else(|| wrong_long_list(paragraph, word, total, whole));
    if let Some((list, sum)) = found {
        report(cx, paragraph, total, &list, sum);
    }
}

/// The list from `word` on that should make `total` and doesn't, with its sum. After 其中 (`partial`) a list need
/// not be complete.
fn wrong_list<'a>(
    paragraph: &'a Paragraph<'_>,
    word: Span,
    partial: bool,
    total: &Quantity,
    whole: Figure,
) -> Option<(PartList<'a>, Figure)> {
    let with_rest = PartList::with_rest(paragraph, word.end);
    let left_over = with_rest.is_some();
    let list = with_rest.or_else(|| PartList::after(paragraph, word.end))?;
    let alike = list.parts.iter().all(|part| part.quantity.same_unit(total));
    let single = list.parts.iter().any(|part| is_above(part.quantity, total));
    let (sum, last) = (list.sum()?, list.parts.last()?);
    if !alike || single || list.is_of_sexes() || list.begins_with(whole) {
        return None;
    }
    let direct = is_separator(paragraph.of(Span::new(total.span.end, word.start)));
    // What follows a whole set behind a semicolon is told of others.
    let ended = list.is_whole_set() && paragraph.after(last.quantity.span.end).starts_with('；');
    let complete = (is_closed(paragraph, last) || ended)
        && if partial {
            list.is_whole_pair() || list.is_whole_set() || is_stated(paragraph, word, &list)
        } else {
            direct
        };
    let exceeds = sum.low > whole.high && list.is_separate();
    (left_over || complete || exceeds).then_some((list, sum))
}

/// 分为陶瓷、书画、铜器3类: whether the sentence says before that there are so many kinds.
fn is_stated(paragraph: &Paragraph<'_>, word: Span, list: &PartList<'_>) -> bool {
    let sentence = sentence_before(paragraph, word.start);
    let start = word.start - sentence.len() as u32;
    let count = Decimal::from(list.parts.len());
    paragraph.items_at(Span::new(start, word.start)).iter().any(|item| {
        let Item::Quantity(quantity) = item else { return false };
        let kinds =
            quantity.unit.as_ref().is_some_and(|u| words::KIND_OF_PART.contains(&paragraph.of(u.span)));
        (start..word.start).contains(&quantity.span.start) && kinds && quantity.number.value == count
    })
}

/// Whether nothing more of a list follows its last part.
fn is_closed(paragraph: &Paragraph<'_>, last: &Part<'_>) -> bool {
    let rest = paragraph.after(last.quantity.span.end).trim_start();
    rest.is_empty() || rest.starts_with(['。', '）', ')'])
}

/// 总数500台，其中甲200台，乙150条，丙90台，丁40台，戊15台: many parts whose sum comes near the total, and is not it.
fn wrong_long_list<'a>(
    paragraph: &'a Paragraph<'_>,
    word: Span,
    total: &Quantity,
    whole: Figure,
) -> Option<(PartList<'a>, Figure)> {
    let list = PartList::of_all_kinds(paragraph, word.end)?;
    let (sum, last) = (list.sum()?, list.parts.last()?);
    let counted = |q: &Quantity| q.kind() == Some(UnitKind::Count);
    let alike = list.parts.iter().all(|p| {
        let fits = p.quantity.same_unit(total) || counted(p.quantity) && counted(total);
        fits && p.is_named_apart()
    });
    let difference = sum.value.checked_sub(whole.value)?.abs().checked_mul(NEAR)?;
    let near = difference <= whole.value && !list.begins_with(whole);
    let complete = alike && list.parts.len() >= MANY && is_closed(paragraph, last);
    (near && complete && !list.is_of_sexes()).then_some((list, sum))
}

/// 甲30所、乙25所，合计50所
fn check_added_up(cx: &mut LocalContext<'_>, paragraph: &Paragraph<'_>, word: Span) {
    let next = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(total) = paragraph.quantity(next) else { return };
    let between = paragraph.of(Span::new(word.end, total.span.start)).trim();
    let direct = between.is_empty() || words::BETWEEN_TOTAL_AND_NUMBER.contains(&between);
    let (Some(whole), Some(list)) = (Figure::of(total), PartList::before(paragraph, word)) else { return };
    let alike = list.parts.iter().all(|part| part.quantity.same_unit(total));
    let Some(sum) = list.sum().filter(|_| alike && direct) else { return };
    let most = list.parts.iter().map(|part| part.figure.value).max().unwrap_or_default();
    let twice = sum.value.checked_mul(Decimal::TWO);
    let possible = whole.value > most && twice.is_some_and(|twice| whole.value < twice);
    if possible && !list.makes(whole) {
        report(cx, paragraph, total, &list, sum);
    }
}

fn report(
    cx: &mut LocalContext<'_>,
    paragraph: &Paragraph<'_>,
    total: &Quantity,
    list: &PartList<'_>,
    sum: Figure,
) {
    let (Some(first), Some(last)) = (list.parts.first(), list.parts.last()) else { return };
    let parts = first.quantity.span.join(last.quantity.span);
    let scale = total.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let power = total.number.scale.map_or(0, |scale| u32::from(scale.power));
    let Some(shown) = 10i64.checked_pow(power).and_then(|by| sum.value.checked_div(Decimal::from(by))) else {
        return;
    };
    let unit = total.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let finding = Finding::likely(total.span)
        .arg(card::args::FOUND, paragraph.of(total.span))
        .arg(card::args::TOTAL, paragraph.of(parts))
        .arg(card::args::WANT, format!("{}{scale}{unit}", shown.normalize()))
        .labelled(Place::Here(parts), card::labels::PARTS);
    cx.push(finding);
}
