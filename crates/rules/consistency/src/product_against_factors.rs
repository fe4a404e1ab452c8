//! 12万株，每株5元，收入600万元: a number times a price that does not come to the sum.

use kanwu_plugin::context::{ends_any, has_any, sentence_before, starts_any};
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::product_against_factors as card;
use crate::plain_quantity::is_plain;
use crate::table::contradictions::COMES_TO;
use crate::table::reckoning::{LEFT, PERSONS, UNIT_PRICE};
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Before the unit of a price.
const EACH: char = '每';

/// Characters between the price and what it comes to.
const NEAR: usize = 8;

/// What is so many times the product is none of it.
const FAR: i64 = 20;

/// The trigger is the price: 每株5元, 单价5元.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(before) = i.checked_sub(1) else { return };
    let lead = paragraph.between(before, i);
    let priced = UNIT_PRICE.iter().any(|word| lead.trim_start_matches(['，', ' ']).starts_with(word));
    let per = lead.rsplit_once(EACH).map(|(_, per)| per).or(priced.then_some(""));
    let Some(per) = per else { return };
    let (Some(number), Some(price), Some(total)) =
        (paragraph.quantity(before), paragraph.quantity(i), paragraph.quantity(i + 1))
    else {
        return;
    };
    let told = matches!(number.kind(), Some(UnitKind::Count | UnitKind::Area));
    let unit = number.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let person = PERSONS.contains(&unit) && starts_any(per, PERSONS);
    let same = !unit.is_empty() && (per.starts_with(unit) || person || priced);
    let link = paragraph.between(i, i + 1);
    let clause = link.strip_prefix('，').unwrap_or_default();
    let comes = link.chars().count() <= NEAR && ends_any(clause.trim_end_matches(['为', '达']), COMES_TO);
    let apart = lead.chars().count() > 2 * NEAR || lead.contains(['。', '；']);
    // 5名每人3000元，其余36名每人2000元，累计发放…: the sum is of both.
    let sentence = sentence_before(paragraph, number.span.start);
    let apart = apart || sentence.contains(EACH) || has_any(sentence, LEFT);
    if !told || !is_plain(number) || !same || !comes || !is_plain(price) || !is_plain(total) || apart {
        return;
    }
    let (Some((unit, each)), Some((of, sum)), Some(times)) =
        (in_root(price), in_root(total), kanwu_plugin::reading::figure::Figure::of(number))
    else {
        return;
    };
    if unit.key != of.key {
        return;
    }
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
    let at = lead.rfind(EACH).or_else(|| UNIT_PRICE.iter().find_map(|word| lead.find(word)));
    lead.get(at.unwrap_or(0)..).unwrap_or_default()
}
