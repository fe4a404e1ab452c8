//! 2022年接种2万剂次……2023年接种2.4万剂次……比上年增长25%: a rate against the figures of two years in other sentences.

use kanwu_plugin::context::{ends_any, near_end};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::growth_between_years as card;
use crate::table::contradictions::{
    AT_FIXED_PRICES, BEFORE_THING, FALLS, NO_PLAIN_FIGURE, PLACE_ENDS, RISES,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// So many items back the figures may stand.
const REACH: usize = 10;

/// Characters between a year and its figure.
const NEAR: usize = 14;

/// A figure, the year that it is of and the words between them.
struct Told<'a> {
    year: i32,
    words: &'a str,
    quantity: &'a Quantity,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(percent) = paragraph.quantity(i).filter(|q| q.sign.is_none() && q.unit_key() == "percent")
    else {
        return;
    };
    let lead = near_end(paragraph.before(percent.span.start));
    let falls = ends_any(lead, FALLS);
    if !falls && !ends_any(lead, RISES) {
        return;
    }
    let from = i.saturating_sub(REACH);
    let told: Vec<Told<'_>> = (from..i).filter_map(|at| read(paragraph, at)).collect();
    let (Some(new), Some(old)) = pair(&told) else { return };
    let Some(figures) = Figure::of(new.quantity).zip(Figure::of(old.quantity)) else { return };
    let Some((growth, printed)) = figures.0.growth_from(figures.1).zip(Figure::of(percent)) else { return };
    let printed = if falls { printed.negative() } else { printed };
    // Another thing than these two figures, where they are far from it.
    let far = (growth.value - printed.value).abs() > Decimal::from(20);
    if growth.agrees(printed) || far || (growth.value < Decimal::ZERO) != falls {
        return;
    }
    let want = growth.value.abs().round_dp(u32::from(percent.number.places));
    let finding = Finding::likely(percent.span)
        .arg(card::args::FOUND, cx.of(percent.span))
        .arg(card::args::WANT, format!("{want}%"))
        .labelled(Place::Here(old.quantity.span), card::labels::FIGURE)
        .labelled(Place::Here(new.quantity.span), card::labels::FIGURE);
    cx.push(finding);
}

/// The figures of one thing in two years that follow each other, the later first; none where there are more.
fn pair<'t, 'a>(told: &'t [Told<'a>]) -> (Option<&'t Told<'a>>, Option<&'t Told<'a>>) {
    let Some(last) = told.last() else { return (None, None) };
    let one: Vec<&Told<'_>> = told.iter().filter(|t| t.quantity.same_unit(last.quantity)).collect();
    let [first, second] = one.as_slice() else { return (None, None) };
    let (new, old) = if first.year > second.year { (*first, *second) } else { (*second, *first) };
    let follow = new.year == old.year + 1;
    if follow && one_thing(new.words, old.words) { (Some(new), Some(old)) } else { (None, None) }
}

/// Whether both name one thing: the shorter words stand in the longer, or both begin alike.
fn one_thing(a: &str, b: &str) -> bool {
    let start = |text: &str| text.chars().take(2).collect::<String>();
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 2 && (long.contains(short) || long.contains(&start(short)))
}

/// A figure right behind its year.
fn read<'a>(paragraph: &'a Paragraph<'_>, at: usize) -> Option<Told<'a>> {
    let quantity = paragraph.quantity(at).filter(|q| q.range.is_none() && q.sign.is_none())?;
    let Item::Date(date) = paragraph.items.get(at.checked_sub(1)?)? else { return None };
    let whole = date.month.is_none() && date.quarter.is_none();
    let words = paragraph.between(at - 1, at).trim_start_matches(BEFORE_THING);
    let near = words.chars().count() <= NEAR && !words.contains(NO_PLAIN_FIGURE);
    let fixed = AT_FIXED_PRICES.iter().any(|word| words.contains(word));
    let year = date.full_year().filter(|_| whole && near && !fixed)?;
    // 岚关县接种: the place before the verb is no part of the thing.
    let words = words.rsplit(PLACE_ENDS).next().unwrap_or(words);
    Some(Told { year, words, quantity })
}
