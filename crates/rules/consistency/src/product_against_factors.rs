//! 12万株，每株5元，收入600万元: a number times a price that does not come to the sum.

use kanwu_plugin::context::{ends_any, has_any, sentence_before, starts_any};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::product_against_factors as card;
use crate::plain_quantity::is_plain;
use crate::table::contradictions::COMES_TO;
use crate::table::reckoning::{GRANTED, LEFT, PERSONS, SUMMED, UNIT_PRICE};
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Before the unit of a price.
const EACH: char = '每';

/// Before what each of several gets.
const EACH_OF: char = '各';

/// A verb with what is given has so many characters.
const FEW: usize = 10;

/// Characters between the price and what it comes to.
const NEAR: usize = 8;

/// What is so many times the product is none of it.
const FAR: i64 = 20;

/// The trigger is the price: 每株5元, 单价5元, 各5万元.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let lead = match i.checked_sub(1) {
        Some(before) => paragraph.between(before, i),
        None => paragraph.items.get(i).map_or("", |item| paragraph.before(item.span().start)),
    };
    let Some(per) = per_what(lead) else { return };
    let (Some(price), Some(next)) = (paragraph.quantity(i), paragraph.quantity(i + 1)) else { return };
    // The number stands before the price, or between it and the sum: 每户3000元，45户共13.5万元.
    let before = i.checked_sub(1).and_then(|at| paragraph.quantity(at));
    let (number, total, total_at, inverse) =
        match before.filter(|number| is_number_of(paragraph, number, per)) {
            Some(number) => (number, next, i + 1, false),
            None => {
                let Some(total) = paragraph.quantity(i + 2) else { return };
                let joined = paragraph.between(i, i + 1).trim_start_matches('，').chars().count() <= FEW;
                if !joined || !is_number_of(paragraph, next, per) || matches!(per, Per::Each) {
                    return;
                }
                (next, total, i + 2, true)
            }
        };
    let link = paragraph.between(total_at - 1, total_at);
    let clause = if inverse { link } else { link.strip_prefix('，').unwrap_or_default() };
    let comes = link.chars().count() <= NEAR && comes_to(clause);
    let apart = !inverse && lead.chars().count() > 2 * NEAR || lead.contains('；');
    let apart = apart || !inverse && lead.contains('。');
    // 5名每人3000元，其余36名每人2000元，累计发放…: the sum is of both.
    let start = number.span.start.min(price.span.start);
    let sentence = sentence_before(paragraph, start);
    let others = if inverse { sentence.matches(EACH).count() > 1 } else { sentence.contains(EACH) };
    let apart = apart || others || has_any(sentence, LEFT);
    if !is_plain(number) || !comes || !is_plain(price) || !is_plain(total) || apart {
        return;
    }
    judge(cx, lead, [number, price, total]);
}

/// 共计, 收入, 共培训: whether the words before a sum say that it is one.
fn comes_to(clause: &str) -> bool {
    ends_any(clause.trim_end_matches(han::LEADS), COMES_TO) || starts_any(clause, SUMMED)
}

/// What one price is for.
#[derive(Clone, Copy)]
enum Per<'a> {
    /// 每株
    Of(&'a str),
    /// 单价
    Unit,
    /// 32个村各: each of those named before.
    Each,
}

/// What a price is for, by the words before it.
fn per_what(lead: &str) -> Option<Per<'_>> {
    if let Some((_, per)) = lead.rsplit_once(EACH) {
        return Some(Per::Of(per));
    }
    if UNIT_PRICE.iter().any(|word| lead.trim_start_matches(['，', ' ']).starts_with(word)) {
        return Some(Per::Unit);
    }
    let (things, verb) = lead.rsplit_once(EACH_OF)?;
    let plain = |text: &str| !text.contains(['，', '。', '；', '、', '：']);
    let near = things.chars().count() <= NEAR && verb.chars().count() <= FEW;
    (near && plain(things) && plain(verb)).then_some(Per::Each)
}

/// Whether a quantity is the number of what a price is for.
fn is_number_of(paragraph: &Paragraph<'_>, number: &Quantity, per: Per<'_>) -> bool {
    let told = matches!(number.kind(), Some(UnitKind::Count | UnitKind::Area));
    let unit = number.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    told && !unit.is_empty()
        && match per {
            Per::Of(per) => per.starts_with(unit) || PERSONS.contains(&unit) && starts_any(per, PERSONS),
            Per::Unit => true,
            Per::Each => number.kind() == Some(UnitKind::Count),
        }
}

/// Asks about a sum that is not the product of the other two.
fn judge(cx: &mut LocalContext<'_>, lead: &str, [number, price, total]: [&Quantity; 3]) {
    let (Some((unit, each)), Some((of, sum)), Some(times)) =
        (in_root(price), in_root(total), Figure::of(number))
    else {
        return;
    };
    if unit.key != of.key {
        return;
    }
    // What is granted to each is no rounded sum.
    let granted = price.number.places == 0 && has_any(lead, GRANTED);
    let each = if granted { Figure::exact(each.value) } else { each };
    let (Some(low), Some(high), Some(value)) = (
        each.low.checked_mul(times.low),
        each.high.checked_mul(times.high),
        each.value.checked_mul(times.value),
    ) else {
        return;
    };
    let far = Decimal::from(FAR);
    let agrees = sum.low <= high && low <= sum.high;
    if agrees || value <= Decimal::ZERO || sum.value > value * far || sum.value * far < value {
        return;
    }
    let finding = Finding::likely(total.span)
        .arg(card::args::FOUND, cx.of(total.span))
        .arg(card::args::NUMBER, cx.of(number.span))
        .arg(card::args::PRICE, format!("{}{}", price_words(lead), cx.of(price.span)))
        .labelled(Place::Here(number.span.join(price.span)), card::labels::FACTORS);
    cx.push(finding);
}

/// The words of a price without what stands before them: 每株, 单价.
fn price_words(lead: &str) -> &str {
    let at = lead
        .rfind(EACH)
        .or_else(|| lead.rfind(EACH_OF))
        .or_else(|| UNIT_PRICE.iter().find_map(|word| lead.find(word)));
    lead.get(at.unwrap_or(0)..).unwrap_or_default()
}
