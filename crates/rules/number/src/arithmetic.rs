//! Figures of one sentence that must fit each other: 由100亿元增至120亿元，增长25%; 其中 above the total.

use kanwu_rule::reading::Item;
use kanwu_rule::reading::numeral::{Number, NumberForm};
use kanwu_rule::reading::quantity::Quantity;
use kanwu_rule::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trait, Wake, Woken};
use rust_decimal::Decimal;

use crate::near::{ends_any, has_any, sentence_after, sentence_start, starts_any};

pub(crate) const GROWTH: Rule = Rule::local(
    "growth-against-figures",
    &["found", "from", "to", "want"],
    Wake::traits(&[Trait::Percent]),
    growth,
);
pub(crate) const PART: Rule =
    Rule::local("part-above-total", &["found", "total"], Wake::terms(&["其中"]), part);
pub(crate) const SEXES: Rule =
    Rule::local("men-and-women-against-total", &["found", "total", "want"], Wake::terms(&["其中"]), sexes);

fn quantity_at<'a>(paragraph: &'a Paragraph<'_>, i: usize) -> Option<&'a Quantity> {
    match paragraph.items.get(i) {
        Some(Item::Quantity(quantity)) => Some(quantity),
        _ => None,
    }
}

/// A plain value in a unit: no range, no approximator.
fn is_plain(quantity: &Quantity) -> bool {
    quantity.range.is_none()
        && quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.approx_tail.is_none()
        && quantity.sign.is_none()
        && quantity.number.upper.is_none()
        && quantity.number.form != NumberForm::Han
}

fn same_unit(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.head.id == b.head.id && a.rest.len() == b.rest.len(),
        _ => false,
    }
}

/// Half of the last printed place.
fn half_place(number: &Number) -> Option<Decimal> {
    let ulp = Decimal::new(5, u32::from(number.places) + 1);
    let scale = number.scale.map_or(0, |s| u32::from(s.power));
    ulp.checked_mul(Decimal::from(10i64.checked_pow(scale)?))
}

/// Indicators whose growth is told at comparable prices.
const COMPARABLE: &[&str] = &["生产总值", "增加值", "GDP", "总产值", "可比", "不变价", "扣除价格"];

fn growth(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Item(i) = woken else { return };
    let paragraph = cx.paragraph();
    let (Some(rate), Some(from_at), Some(to_at)) =
        (quantity_at(paragraph, i), i.checked_sub(2), i.checked_sub(1))
    else {
        return;
    };
    let (Some(from), Some(to)) = (quantity_at(paragraph, from_at), quantity_at(paragraph, to_at)) else {
        return;
    };
    let percent = rate.unit.as_ref().is_some_and(|u| u.head.id.unit().key == "percent");
    if !percent || !is_plain(from) || !is_plain(to) || !is_plain(rate) || !same_unit(from, to) {
        return;
    }
    let between = |a: u32, b: u32| paragraph.of(Span::new(a, b)).trim();
    let link = between(from.span.end, to.span.start);
    let lead = between(to.span.end, rate.span.start);
    let before = paragraph.before(from.span.start).trim_end();
    let start = sentence_start(paragraph, from.span.start);
    let lead = lead.trim_start_matches(['，', '（']).trim_end_matches(['约', '达', '为', '了']);
    let rises = matches!(lead, "增长" | "提高" | "上升" | "增幅" | "增加" | "同比增长");
    let falls = matches!(lead, "下降" | "减少" | "降低" | "降幅" | "同比下降");
    let link_fits = (starts_any(
        link,
        &["增", "提高", "上升", "扩大", "降", "减", "下降", "缩减", "发展", "上涨", "升", "提升"],
    ) && ends_any(link, &["至", "到", "为", "达"])
        && link.chars().count() <= 6)
        || matches!(link, "至" | "到");
    // 由2021年的100亿元: the base may carry its year.
    let opens = paragraph.of(Span::new(start, from.span.start));
    let opened = ends_any(before, &["由", "从"])
        || has_any(opens.rsplit('，').next().unwrap_or_default(), &["由", "从"]);
    if !(rises || falls) || !link_fits || !opened || has_any(opens, COMPARABLE) {
        return;
    }
    let Some((low, high)) = growth_bounds(&from.number, &to.number) else { return };
    let printed = if falls { -rate.number.value } else { rate.number.value };
    let Some(room) = half_place(&rate.number) else { return };
    if printed >= low - room && printed <= high + room {
        return;
    }
    let Some(true_rate) = rate_of(from.number.value, to.number.value) else { return };
    let places = u32::from(rate.number.places);
    let span = Span::new(rate.number.span.start, rate.span.end);
    let finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("from", paragraph.of(from.span))
        .arg("to", paragraph.of(to.span))
        .arg("want", format!("{}%", true_rate.abs().round_dp(places)))
        .related(Place::Here(from.span), "基数", "the base")
        .related(Place::Here(to.span), "报告期数", "the figure reached");
    cx.push(finding);
}

fn rate_of(from: Decimal, to: Decimal) -> Option<Decimal> {
    to.checked_sub(from)?.checked_div(from)?.checked_mul(Decimal::from(100))
}

/// The least and the greatest rate that figures which round to these can have.
fn growth_bounds(from: &Number, to: &Number) -> Option<(Decimal, Decimal)> {
    let (a, b) = (half_place(from)?, half_place(to)?);
    let low = rate_of(from.value.checked_add(a)?, to.value.checked_sub(b)?)?;
    let high = rate_of(from.value.checked_sub(a).filter(|v| *v > Decimal::ZERO)?, to.value.checked_add(b)?)?;
    Some((low, high))
}

/// The total that 其中 speaks of: the last plain quantity before it in the sentence, and its index.
fn total_before<'a>(paragraph: &'a Paragraph<'_>, at: u32) -> Option<(usize, &'a Quantity)> {
    let start = sentence_start(paragraph, at);
    let end = paragraph.items.partition_point(|item| item.span().end <= at);
    (0..end).rev().find_map(|i| {
        let quantity = quantity_at(paragraph, i)?;
        (quantity.span.start >= start).then_some((i, quantity))
    })
}

fn part(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Term(_, word) = woken else { return };
    let paragraph = cx.paragraph();
    let after = sentence_after(paragraph, word.end);
    let limit = word.end + after.len() as u32;
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(part) = (first..paragraph.items.len())
        .map_while(|i| Some(&paragraph.items[i]).filter(|item| item.span().end <= limit).map(|_| i))
        .find_map(|i| quantity_at(paragraph, i))
    else {
        return;
    };
    // The part must follow closely: 其中甲30人, without another clause between.
    let between = paragraph.of(Span::new(word.end, part.span.start));
    if between.contains(['，', '、', '“', '（']) || between.chars().count() > 16 || !is_plain(part) {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let totals: Vec<&Quantity> = paragraph
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Quantity(q) if q.span.start >= start && q.span.end <= word.start && same_unit(q, part) => {
                Some(q)
            }
            _ => None,
        })
        .collect();
    let Some(total) = totals.last() else { return };
    let percent = part
        .unit
        .as_ref()
        .is_some_and(|u| !u.head.id.unit().kind.is_physical() && u.head.id.unit().key.contains("per"));
    let compared = has_any(between, &["增长", "下降", "同比", "比上年", "较", "提高", "累计", "最"]);
    let room = half_place(&part.number).zip(half_place(&total.number)).and_then(|(a, b)| a.checked_add(b));
    let Some(room) = room else { return };
    let above = |q: &&Quantity| part.number.value > q.number.value + room;
    if percent || compared || !totals.iter().all(above) || !is_plain(total) {
        return;
    }
    let finding = Finding::likely(part.span)
        .arg("found", paragraph.of(part.span))
        .arg("total", paragraph.of(total.span))
        .related(Place::Here(total.span), "总数", "the total");
    cx.push(finding);
}

/// 共200人，其中男120人、女90人
fn sexes(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Term(_, word) = woken else { return };
    let paragraph = cx.paragraph();
    let Some((_, total)) = total_before(paragraph, word.start) else { return };
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    let (Some(men), Some(women)) = (quantity_at(paragraph, first), quantity_at(paragraph, first + 1)) else {
        return;
    };
    let lead = paragraph.of(Span::new(word.end, men.span.start)).trim_start_matches(['：', ' ', '，']);
    let link =
        paragraph.of(Span::new(men.span.end, women.span.start)).trim_start_matches(['，', '、', ' ', '；']);
    let sex = |text: &str, word: char| text.starts_with(word) && text.chars().count() <= 3;
    let pair = (sex(lead, '男') && sex(link, '女')) || (sex(lead, '女') && sex(link, '男'));
    let plain = is_plain(total) && is_plain(men) && is_plain(women);
    if !pair || !plain || !same_unit(men, women) || !same_unit(total, men) {
        return;
    }
    let Some(sum) = men.number.value.checked_add(women.number.value) else { return };
    let rooms = [half_place(&total.number), half_place(&men.number), half_place(&women.number)];
    let room: Decimal = if total.number.places == 0 && total.number.scale.is_none() {
        Decimal::ZERO
    } else {
        rooms.into_iter().flatten().sum()
    };
    if (sum - total.number.value).abs() <= room {
        return;
    }
    let span = men.span.join(women.span);
    let finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("total", paragraph.of(total.span))
        .arg("want", sum.normalize().to_string())
        .related(Place::Here(total.span), "总数", "the total");
    cx.push(finding);
}
