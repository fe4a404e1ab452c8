//! 辖5个街道、6个镇、2个乡，共14个乡级政区: places of several kinds against the sum of them.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::places_against_sum as card;
use crate::table::reckoning::{PLACES, SUMMED, SUMMED_PLACES};
use crate::whole_number::{at_end, at_start};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(PLACES), check);

/// No list of kinds is longer.
const MOST: usize = 6;

/// The trigger is the first kind.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let before = cx.before(word.start);
    let Some((from, mut sum)) = at_end(before.strip_suffix(han::PIECE).unwrap_or(before)) else { return };
    let lead = before.get(..from).unwrap_or_default().trim_end_matches(['、', han::AND, '，']);
    if ends_any(lead, PLACES) {
        return;
    }
    let after = cx.after(word.end);
    let (mut rest, mut kinds) = (after, 1);
    while kinds < MOST
        && let Some((number, behind)) = kind(rest.trim_start_matches(['、', han::AND, '及']))
    {
        (sum, rest, kinds) = (sum.saturating_add(number), behind, kinds + 1);
    }
    let end = word.end as usize + after.len() - rest.len();
    let total = rest.trim_start_matches(['，', '（', ' ']);
    let Some(total) = SUMMED.iter().find_map(|word| total.strip_prefix(word)) else { return };
    let Some((stated, len)) = at_start(total) else { return };
    let counted = total.get(len..).unwrap_or_default();
    let named = counted.strip_prefix(han::PIECE).unwrap_or(counted);
    if kinds < 2 || stated == sum || !starts_any(named, SUMMED_PLACES) {
        return;
    }
    let at = cx.text.len() - total.len();
    let span = Span::of(at..at + len + counted.len() - named.len());
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::SUM, sum)
        .labelled(Place::Here(Span::of(from..end)), card::labels::KINDS);
    cx.push(finding);
}

/// 6个镇: a number of places, and the text behind them.
fn kind(text: &str) -> Option<(u32, &str)> {
    let (number, len) = at_start(text)?;
    let named = text.get(len..)?;
    let named = named.strip_prefix(han::PIECE).unwrap_or(named);
    let place = PLACES.iter().filter(|place| named.starts_with(**place)).max_by_key(|place| place.len())?;
    Some((number, named.get(place.len()..)?))
}
