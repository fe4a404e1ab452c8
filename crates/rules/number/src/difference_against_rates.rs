//! Differences of rates against the rates: 由15%提高到40%，提高20个百分点; 出生率, 死亡率 and what is between them.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::difference_against_rates as card;
use crate::change::{after_mark, is_change, rises};
use crate::table::change_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// How many items back the rates of births and deaths may stand.
const BACK: usize = 12;

/// So many characters at the most stand between a rate and the one it is compared with.
const LONGEST_LINK: usize = 10;

/// Two rates and what is between them.
struct Difference<'a> {
    rates: [&'a Quantity; 2],
    want: Figure,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(found) = paragraph.quantity(i) else { return };
    let difference = match found.unit_key() {
        "percentage-point" => change_of_rate(paragraph, i),
        "permille" => words::RATE_DIFFERENCE.iter().find_map(|row| difference_by_name(paragraph, i, row)),
        _ => None,
    };
    let (Some(difference), Some(printed)) = (difference, Figure::of(found)) else { return };
    if difference.want.agrees(printed) {
        return;
    }
    let span = Span::new(found.sign.map_or(found.number.span.start, |s| s.span.start), found.span.end);
    let unit = found.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let [from, to] = difference.rates;
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FROM, paragraph.of(from.span))
        .arg(card::args::TO, paragraph.of(to.span))
        .arg(card::args::WANT, format!("{}{unit}", difference.want.value.normalize()))
        .labelled(Place::Here(from.span), card::labels::RATE)
        .labelled(Place::Here(to.span), card::labels::RATE);
    cx.push(finding);
}

/// 由15%提高到40%，提高25个百分点; 40%，比上年的15%提高25个百分点.
fn change_of_rate<'a>(paragraph: &'a Paragraph<'_>, i: usize) -> Option<Difference<'a>> {
    let second_at = paragraph.item_before(i)?;
    let first_at = paragraph.item_before(second_at)?;
    let (first, second) = (paragraph.quantity(first_at)?, paragraph.quantity(second_at)?);
    if first.unit_key() != "percent" || second.unit_key() != "percent" {
        return None;
    }
    let rise = rises(after_mark(paragraph.between(second_at, i)))?;
    let [from, to] = if is_change(paragraph, first, second) {
        [first, second]
    } else {
        let link = after_mark(paragraph.between(first_at, second_at));
        let compared = link.starts_with(words::BEFORE_COMPARED_RATE) && link.ends_with(han::OF);
        (compared && link.chars().count() <= LONGEST_LINK).then_some([second, first])?
    };
    let (low, high) = (Figure::of(from)?, Figure::of(to)?);
    let want = if rise { high.minus(low)? } else { low.minus(high)? };
    // 提高 beside a fall is another fault.
    (want.value > Decimal::ZERO).then_some(Difference { rates: [from, to], want })
}

/// 出生率2.4‰，死亡率6.0‰，自然增长率-3.7‰.
fn difference_by_name<'a>(
    paragraph: &'a Paragraph<'_>,
    i: usize,
    row: &words::RateDifferenceRow,
) -> Option<Difference<'a>> {
    let named = |at: usize, name: &str| {
        let rate = paragraph.quantity(at).filter(|q| q.unit_key() == "permille")?;
        let before = paragraph.before(rate.span.start).trim_end().trim_end_matches(words::BEFORE_VALUE);
        before.ends_with(name).then_some(rate)
    };
    named(i, row.rate)?;
    let earlier = |name| (i.saturating_sub(BACK)..i).rev().find_map(|at| named(at, name));
    let (more, less) = (earlier(row.more)?, earlier(row.less)?);
    let want = Figure::of(more)?.minus(Figure::of(less)?)?;
    Some(Difference { rates: [more, less], want })
}
