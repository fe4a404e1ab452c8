//! 91.2%，上升2.5个百分点（上年为89.7%）: a change whose base stands behind it; 高于目标; 比上年末的100人多20人，为115人.

use kanwu_plugin::context::{ends_any, has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::change_with_base_behind as card;
use crate::change_against_two_levels::verb;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{ABOVE, BELOW, COMPARED, EARLIER, FIXED_PRICES, GAINED, REACHES, TOTALS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Characters between two of the figures.
const NEAR: usize = 16;

/// A change so many times what the levels give is one of something else.
const FAR: i64 = 10;

/// The trigger is the change.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(change) = paragraph.quantity(i).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    if change.unit_key() == "percent" {
        return;
    }
    let Some((level, base, rises)) = base_behind(paragraph, i, change)
        .or_else(|| against_target(paragraph, i, change))
        .or_else(|| level_behind(paragraph, i, change))
    else {
        return gained(cx, i);
    };
    let start = sentence_start(paragraph, level.span.start.min(base.span.start));
    let indicator = paragraph.of(Span::new(start, level.span.start.max(start)));
    if has_any(indicator, FIXED_PRICES) {
        return;
    }
    let (Some(now), Some(before), Some(printed)) = (Figure::of(level), Figure::of(base), Figure::of(change))
    else {
        return;
    };
    let Some(want) = now.minus(before) else { return };
    let signed = if rises { printed } else { printed.negative() };
    let (a, b) = (want.value.abs(), printed.value);
    let far = Decimal::from(FAR);
    if want.agrees(signed) || a > b * far || b > a * far {
        return;
    }
    report(cx, change, [level, base], want.value.abs());
}

fn report(cx: &mut LocalContext<'_>, change: &Quantity, [level, base]: [&Quantity; 2], want: Decimal) {
    let paragraph = cx.paragraph();
    let by = 10i64.checked_pow(change.number.scale.map_or(0, |scale| u32::from(scale.power)));
    let Some(shown) = by.and_then(|by| want.checked_div(Decimal::from(by))) else { return };
    let unit = paragraph.of(change.scale_and_unit());
    let finding = Finding::likely(change.span)
        .arg(card::args::FOUND, paragraph.of(change.span))
        .arg(card::args::LEVEL, paragraph.of(level.span))
        .arg(card::args::BASE, paragraph.of(base.span))
        .arg(card::args::WANT, format!("{}{unit}", shown.normalize()))
        .labelled(Place::Here(level.span), card::labels::LEVEL)
        .labelled(Place::Here(base.span), card::labels::LEVEL);
    cx.push(finding);
}

/// Whether both may be subtracted, and the difference told as `change`.
fn fits(a: &Quantity, b: &Quantity, change: &Quantity) -> bool {
    let points = change.unit_key() == "percentage-point" && a.unit_key() == "percent";
    is_plain(a) && is_plain(b) && a.same_unit(b) && (points || change.same_unit(a))
}

/// Level, base, and whether the one is said to be above the other.
type Levels<'a> = (&'a Quantity, &'a Quantity, bool);

/// 91.2%，同比上升2.5个百分点（上年为89.7%）
fn base_behind<'a>(paragraph: &'a Paragraph<'_>, i: usize, change: &Quantity) -> Option<Levels<'a>> {
    let level_at = paragraph.item_before(i)?;
    let base_at = (i + 1..i + 3).find(|at| paragraph.quantity(*at).is_some())?;
    let (level, base) = (paragraph.quantity(level_at)?, paragraph.quantity(base_at)?);
    let lead = paragraph.of(Span::new(level.span.end, change.span.start));
    let link = paragraph.of(Span::new(change.span.end, base.span.start));
    let near = |text: &str| text.chars().count() <= NEAR && !text.contains(['。', '；', '、', '：']);
    if !fits(level, base, change) || !near(lead) || !near(link) || !is_earlier(paragraph, i, base_at, link) {
        return None;
    }
    Some((level, base, verb(lead)?))
}

/// （上年为, ，2021年为: whether the words before a figure say that it is that of an earlier time.
fn is_earlier(paragraph: &Paragraph<'_>, i: usize, base_at: usize, link: &str) -> bool {
    if !link.starts_with(['，', '（']) {
        return false;
    }
    let words = link.trim_start_matches(['，', '（']).trim_end_matches(han::LEADS);
    let earlier = |word: &&&str| word.trim_end_matches(han::BE) == words;
    if EARLIER.iter().any(|word| earlier(&word)) {
        return true;
    }
    let year = (i + 1..base_at).find_map(|at| match paragraph.items.get(at) {
        Some(Item::Date(date)) if date.month.is_none() => date.full_year(),
        _ => None,
    });
    let digits = words.trim_end_matches(han::ENDS).strip_suffix(han::YEAR);
    let plain = digits.is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()));
    plain && year.is_none_or(|year| paragraph.settings.record_year().is_none_or(|now| year < now))
}

/// 42.5%，高于年度目标（41.0%）2.5个百分点
fn against_target<'a>(paragraph: &'a Paragraph<'_>, i: usize, change: &Quantity) -> Option<Levels<'a>> {
    let base_at = paragraph.item_before(i)?;
    let level_at = paragraph.item_before(base_at)?;
    let (level, base) = (paragraph.quantity(level_at)?, paragraph.quantity(base_at)?);
    let link = paragraph.of(Span::new(level.span.end, base.span.start)).trim_start_matches('，');
    let lead = paragraph.of(Span::new(base.span.end, change.span.start));
    let joined =
        lead.trim_start_matches('）').trim_end_matches(han::LEADS).trim_end_matches(han::OF).is_empty();
    let near = link.chars().count() <= NEAR && !link.contains(['，', '。', '；', '、', '：']);
    let above = ABOVE.iter().any(|word| link.starts_with(word));
    let below = BELOW.iter().any(|word| link.starts_with(word));
    (fits(level, base, change) && joined && near && (above || below)).then_some((level, base, above))
}

/// 职工比上年末的1200人多30人，为1230人
fn level_behind<'a>(paragraph: &'a Paragraph<'_>, i: usize, change: &Quantity) -> Option<Levels<'a>> {
    let base_at = paragraph.item_before(i)?;
    let (base, level) = (paragraph.quantity(base_at)?, paragraph.quantity(i + 1)?);
    let before = paragraph.before(base.span.start);
    let clause = before.rsplit(['，', '。', '；', '\n']).next()?.strip_suffix(han::OF)?;
    let (_, when) =
        COMPARED.iter().filter_map(|word| clause.rsplit_once(word)).max_by_key(|(head, _)| head.len())?;
    let year = when.trim_end_matches(han::ENDS).strip_suffix(han::YEAR);
    let timed = EARLIER.contains(&when) || year.is_some_and(|year| year.len() == 4);
    let lead = paragraph.of(Span::new(base.span.end, change.span.start));
    let link = paragraph.of(Span::new(change.span.end, level.span.start)).trim_start_matches('，');
    let reached = REACHES.contains(&link);
    let rises = verb(lead)?;
    (fits(level, base, change) && timed && reached).then_some((level, base, rises))
}

/// 新增公交车24辆，总数达318辆，上年末为276辆: what is new can't be less than the rise.
fn gained(cx: &mut LocalContext<'_>, i: usize) {
    let paragraph = cx.paragraph();
    let Some(new) = paragraph.quantity(i) else { return };
    let level_at = i + 1;
    let base_at = (i + 2..i + 4).find(|at| paragraph.quantity(*at).is_some());
    let (Some(level), Some(base_at)) = (paragraph.quantity(level_at), base_at) else { return };
    let Some(base) = paragraph.quantity(base_at).filter(|base| fits(level, base, new)) else { return };
    let before = paragraph.before(new.span.start);
    let clause = before.rsplit(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
    let link = paragraph.of(Span::new(new.span.end, level.span.start));
    let back = paragraph.of(Span::new(level.span.end, base.span.start));
    let what = GAINED.iter().find_map(|word| clause.rsplit_once(word)).map(|(_, what)| what);
    let Some(what) = what.filter(|what| what.chars().count() >= 2 && link.contains(*what)) else { return };
    let total = ends_any(link.trim_end_matches(han::LEADS).trim_end_matches(han::COUNTED), TOTALS);
    if what.is_empty() || !link.starts_with('，') || !total || !is_earlier(paragraph, level_at, base_at, back)
    {
        return;
    }
    let (Some(now), Some(then), Some(printed)) = (Figure::of(level), Figure::of(base), Figure::of(new))
    else {
        return;
    };
    let Some(rise) = now.minus(then).filter(|rise| rise.low > printed.high) else { return };
    report(cx, new, [level, base], rise.value);
}
