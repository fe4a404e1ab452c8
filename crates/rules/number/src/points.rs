//! Differences of rates against the rates: 由15%提高到40%，提高20个百分点; 出生率, 死亡率 and what is between them.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::growth::{is_change, opened, rises};

pub(crate) const RULE: Rule =
    Rule::local("difference-against-rates", Triggers::flags(&[ItemFlag::Percent]), check);

/// So many items back the rates of births and deaths may stand.
const REACH: usize = 12;

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
        "percentage-point" => changed(paragraph, i),
        "permille" => natural_growth(paragraph, i),
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
        .arg("found", paragraph.of(span))
        .arg("from", paragraph.of(from.span))
        .arg("to", paragraph.of(to.span))
        .arg("want", format!("{}{unit}", difference.want.value.normalize()))
        .related(Place::Here(from.span), "所据的比率", "a rate it stands on")
        .related(Place::Here(to.span), "所据的比率", "a rate it stands on");
    cx.push(finding);
}

/// 由15%提高到40%，提高25个百分点; 40%，比上年的15%提高25个百分点.
fn changed<'a>(paragraph: &'a Paragraph<'_>, i: usize) -> Option<Difference<'a>> {
    let second_at = paragraph.item_before(i)?;
    let first_at = paragraph.item_before(second_at)?;
    let (first, second) = (paragraph.quantity(first_at)?, paragraph.quantity(second_at)?);
    if first.unit_key() != "percent" || second.unit_key() != "percent" {
        return None;
    }
    let rise = rises(opened(paragraph.between(second_at, i)))?;
    let [from, to] = if is_change(paragraph, first, second) {
        [first, second]
    } else {
        let link = opened(paragraph.between(first_at, second_at));
        let based = link.starts_with(['比', '较']) && link.ends_with('的') && link.chars().count() <= 10;
        based.then_some([second, first])?
    };
    let (low, high) = (Figure::of(from)?, Figure::of(to)?);
    let want = if rise { high.minus(low)? } else { low.minus(high)? };
    // 提高 told of a fall is another fault.
    (want.value > Decimal::ZERO).then_some(Difference { rates: [from, to], want })
}

/// 出生率2.4‰，死亡率6.0‰，自然增长率-3.7‰.
fn natural_growth<'a>(paragraph: &'a Paragraph<'_>, i: usize) -> Option<Difference<'a>> {
    let named = |at: usize, name: &str| {
        let rate = paragraph.quantity(at).filter(|q| q.unit_key() == "permille")?;
        let before = paragraph.before(rate.span.start).trim_end().trim_end_matches(['为', '是', '达']);
        ends_any(before, &[name]).then_some(rate)
    };
    named(i, "自然增长率")?;
    let earlier = |name| (i.saturating_sub(REACH)..i).rev().find_map(|at| named(at, name));
    let (born, dead) = (earlier("出生率")?, earlier("死亡率")?);
    let want = Figure::of(born)?.minus(Figure::of(dead)?)?;
    Some(Difference { rates: [born, dead], want })
}
