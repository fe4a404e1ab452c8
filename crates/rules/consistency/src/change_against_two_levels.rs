//! 3260人，上年末2980人，增加380人: a change against the levels of two times; 4.5亿元，为2020年1.5亿元的4倍.

use kanwu_plugin::context::{has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::change_against_two_levels as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{BEFORE_CHANGE, COMPARED, EARLIER, FALL, FIXED_PRICES, RISE, TIMES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Characters between the two levels, and between the second and the change.
const NEAR: usize = 18;

/// A change so far from what the levels give, in times of it, is one of something else.
const FAR: i64 = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(change) = paragraph.quantity(i).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    let Some(base_at) = paragraph.item_before(i) else { return };
    let Some(level_at) = paragraph.item_before(base_at) else { return };
    let (Some(level), Some(base)) = (paragraph.quantity(level_at), paragraph.quantity(base_at)) else {
        return;
    };
    if !is_plain(level) || !is_plain(base) || !level.same_unit(base) {
        return;
    }
    let link = paragraph.of(Span::new(level.span.end, base.span.start));
    let lead = paragraph.of(Span::new(base.span.end, change.span.start));
    let apart = |text: &str| text.chars().count() > NEAR || text.contains(['。', '；', '：']);
    if apart(link) || apart(lead) {
        return;
    }
    let (Some(now), Some(before), Some(printed)) = (Figure::of(level), Figure::of(base), Figure::of(change))
    else {
        return;
    };
    if change.unit_key() == TIMES_UNIT {
        let of = link.trim_start_matches(['，', ' ']);
        let is = TIMES.iter().any(|word| of.starts_with(word)) && lead.strip_prefix(han::OF) == Some("");
        let want = now.over(before).filter(|want| is && !want.agrees(printed));
        if let Some(want) = want {
            report(
                cx,
                paragraph,
                [level, base, change],
                want.value.round_dp(1).normalize().to_string(),
                false,
            );
        }
        return;
    }
    let start = sentence_start(paragraph, level.span.start);
    let indicator = paragraph.of(Span::new(start, level.span.start));
    if !(is_base(link) || is_earlier_year(paragraph, level_at, link)) || has_any(indicator, FIXED_PRICES) {
        return;
    }
    let Some(rise) = verb(lead) else { return };
    let points = change.unit_key() == "percentage-point" && level.unit_key() == "percent";
    let want = match change.unit_key() {
        "percent" if level.unit_key() != "percent" => now.growth_from(before),
        _ if points || change.same_unit(level) => now.minus(before),
        _ => return,
    };
    let Some(want) = want else { return };
    let zero = Figure::exact(Decimal::ZERO);
    let signed = if rise { printed } else { printed.negative() };
    if want.agrees(signed) || want.agrees(zero) {
        return;
    }
    let turned = want.agrees(signed.negative());
    let far = Decimal::from(FAR);
    let (a, b) = (want.value.abs(), printed.value);
    if !turned && (a > b * far || b > a * far) {
        return;
    }
    let places = u32::from(change.number.places);
    let by = 10i64.checked_pow(change.number.scale.map_or(0, |scale| u32::from(scale.power)));
    let shown = by.and_then(|by| want.value.abs().checked_div(Decimal::from(by))).unwrap_or(want.value);
    report(
        cx,
        paragraph,
        [level, base, change],
        shown.round_dp(places.max(shown.scale().min(2))).normalize().to_string(),
        turned,
    );
}

/// The key of the unit 倍.
const TIMES_UNIT: &str = "fold";

fn report(
    cx: &mut LocalContext<'_>,
    paragraph: &Paragraph<'_>,
    [level, base, change]: [&Quantity; 3],
    want: String,
    turned: bool,
) {
    let unit = change.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let scale = change.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let verb = paragraph.of(Span::new(base.span.end, change.span.start)).trim_start_matches(['，', ',', ' ']);
    let place = Span::new(change.span.start - verb.len() as u32, change.span.end);
    let finding = Finding::likely(place)
        .arg(card::args::FOUND, paragraph.of(place))
        .arg(card::args::LEVEL, paragraph.of(level.span))
        .arg(card::args::BASE, paragraph.of(base.span))
        .arg(card::args::WANT, format!("{want}{scale}{unit}"))
        .labelled(Place::Here(level.span), card::labels::LEVEL)
        .labelled(Place::Here(base.span), card::labels::LEVEL);
    cx.push(if turned { finding.variant(card::variants::TURNED) } else { finding });
}

/// Whether what stands between two levels says that the second is the earlier one.
fn is_base(link: &str) -> bool {
    let words = link.trim_start_matches(['，', ',', '（', ' ']).trim_end();
    let year = |text: &str| {
        let bare = text.trim_end_matches(han::OF).trim_end_matches(han::LEADS).trim_end_matches(han::ENDS);
        let digits = bare.strip_suffix(han::YEAR)?.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        Some(digits)
    };
    let earlier = EARLIER.contains(&words);
    let word = COMPARED.iter().find_map(|word| words.strip_prefix(word));
    let after_word = word.is_some_and(|rest| {
        let rest = rest.trim_end_matches(han::OF);
        EARLIER.contains(&rest) || year(rest).is_some_and(|rest| rest.is_empty())
    });
    earlier || after_word
}

/// 2024年为64.3%，2023年为61.8%: whether the second level is told of a year before that of the first.
fn is_earlier_year(paragraph: &Paragraph<'_>, level_at: usize, link: &str) -> bool {
    let words = link.trim_start_matches(['，', ',', ' ']).trim_end_matches(han::LEADS);
    let Some(year) = words.strip_suffix(han::YEAR).and_then(|year| year.parse::<i32>().ok()) else {
        return false;
    };
    let start = paragraph.items.get(level_at).map_or(0, |item| sentence_start(paragraph, item.span().start));
    let own = paragraph.items.get(..level_at).unwrap_or_default().iter().rev().find_map(|item| match item {
        Item::Date(date) if date.span.start >= start => date.full_year(),
        _ => None,
    });
    own.is_some_and(|own| year < own)
}

/// Whether the words before a change tell of a rise.
pub(crate) fn verb(lead: &str) -> Option<bool> {
    let mut words = lead.trim_start_matches(['，', ',', ' ']).trim_end().trim_end_matches(han::PERFECT);
    while let Some(rest) = BEFORE_CHANGE.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest.trim_start_matches('，');
    }
    if RISE.contains(&words) { Some(true) } else { FALL.contains(&words).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earlier_level_is_known_by_what_stands_before_it() {
        assert!(
            is_base("，上年末") && is_base("，比2019年的") && is_base("，较2018年") && is_base("（上年为")
        );
        assert!(!is_base("，其中女性") && !is_base("，2019年为"));
        assert_eq!(verb("，增加"), Some(true));
        assert_eq!(verb("，同比下降"), Some(false));
    }
}
