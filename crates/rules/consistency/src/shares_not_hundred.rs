//! 三次产业结构为12.4∶45.1∶52.5; 煤炭占61.2%、矿石占28.3%、其他占20.5%: shares that make no whole.

use kanwu_plugin::context::{before_any, has_any, sentence_before};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::shares_not_hundred as card;
use crate::classed::is_classed;
use crate::plain_quantity::is_plain;
use crate::table::counting::{REST, SHARED_OUT, STRUCTURE, STRUCTURE_AND_REST, STRUCTURE_OF};
use crate::table::reckoning::{LEFT, OVERLAP, SHARE_LINKS};

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::terms(STRUCTURE_AND_REST).or(Triggers::flags(&[ItemFlag::Percent])),
    check,
);

/// A share is named in so many characters at the most.
const LABEL: usize = 10;

/// No series of shares is longer.
const MOST: usize = 12;

/// Before a share.
const TAKES_PART: char = '占';

/// Characters between the word and the ratio.
const NEAR: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let word = match trigger {
        Trigger::Term(_, word) => word,
        Trigger::Item(i) => return series(cx, i),
        _ => return,
    };
    if STRUCTURE.contains(&cx.of(word)) {
        ratio(cx, word)
    } else if REST.contains(&cx.of(word)) {
        rest(cx, word)
    } else if SHARED_OUT.contains(&cx.of(word)) {
        shared_out(cx, word);
    }
}

/// 第一、第二、第三产业分别占8%、42%和50%: shares told one after another behind what they are of.
fn shared_out(cx: &mut LocalContext<'_>, word: Span) {
    let paragraph = cx.paragraph();
    let start = sentence_before(paragraph, word.start);
    // 分航空、铁路、公路三路，依次占…: what is shared stands in the clause before.
    let start = start.trim_end_matches('，');
    let named = start.rsplit(['，', '：', '；', '\n']).next().unwrap_or_default();
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    let mut shares = Vec::new();
    for i in first..(first + MOST).min(paragraph.items.len()) {
        let Some(share) = paragraph.quantity(i).filter(|q| q.unit_key() == "percent" && is_plain(q)) else {
            break;
        };
        let link = match shares.last() {
            None => paragraph.of(Span::new(word.end, share.span.start)),
            Some(_) => paragraph.between(i - 1, i),
        };
        if shares.is_empty() && !link.is_empty() || !shares.is_empty() && !is_listed(link) {
            break;
        }
        shares.push(share);
    }
    let industries = has_any(named, STRUCTURE_OF);
    let values: Vec<Decimal> = shares.iter().map(|share| share.number.value).collect();
    let sum: Decimal = values.iter().sum();
    let listed = named.matches('、').count() + 1 >= shares.len().saturating_sub(1);
    let (Some(from), Some(to)) = (shares.first(), shares.last()) else { return };
    let whole = industries || sum > Decimal::ONE_HUNDRED && listed && !has_any(named, OVERLAP);
    if shares.len() < 3 || !whole {
        return;
    }
    judge(cx, from.span.join(to.span), &values);
}

/// Whether no more than a mark or a small word stands between two shares.
fn is_listed(link: &str) -> bool {
    let mut chars = link.chars();
    chars.next().is_some_and(|c| SHARE_LINKS.contains(&c)) && chars.next().is_none()
}

/// 结构为12.4∶45.1∶52.5
fn ratio(cx: &mut LocalContext<'_>, word: Span) {
    let after = before_any(cx.after(word.end), &['，', '。', '；', '\n']);
    let Some(from) = after.find(|c: char| c.is_ascii_digit()) else { return };
    if after[..from].chars().count() > NEAR {
        return;
    }
    let figures = &after[from..];
    let len = figures.find(|c: char| !(c.is_ascii_digit() || ".∶：:".contains(c))).unwrap_or(figures.len());
    let parts: Vec<&str> = figures[..len].split(['∶', '：', ':']).collect();
    let values: Vec<Decimal> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if values.len() != parts.len() || values.len() < 3 {
        return;
    }
    let start = word.end + from as u32;
    judge(cx, Span::new(start, start + len as u32), &values);
}

/// 甲占61.2%、乙占28.3%、其他占20.5%
fn rest(cx: &mut LocalContext<'_>, word: Span) {
    let before = sentence_before(cx.paragraph(), word.start);
    let after = before_any(cx.after(word.end), &['，', '。', '；', '\n', '、']);
    let Some(last) = after.strip_suffix('%').and_then(|f| f.parse::<Decimal>().ok()) else { return };
    let mut values = vec![last];
    let mut head = before.trim_end_matches(['、', '，']);
    while let Some(rest) = head.strip_suffix('%') {
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let Ok(value) = rest[digits.len()..].parse() else { return };
        values.push(value);
        if !digits.ends_with(TAKES_PART) {
            return;
        }
        let name = digits.trim_end_matches(TAKES_PART);
        let cut = name.rfind(['、', '，']).unwrap_or(0);
        let open = cut == 0 || has_any(&name[..cut], &["%"]) && !name[..cut].ends_with('%');
        head = &name[..cut];
        if open {
            break;
        }
    }
    if values.len() < 3 {
        return;
    }
    let end = word.end + after.len() as u32;
    judge(cx, Span::new(word.start, end), &values);
}

/// 甲占18%，乙占35%，丙占49%，丁占6%: shares told one after another that are more than all, or with what is left less.
/// The trigger is the first.
fn series(cx: &mut LocalContext<'_>, first: usize) {
    let paragraph = cx.paragraph();
    let percent = |i: usize| paragraph.quantity(i).filter(|q| q.unit_key() == "percent");
    // The share before item `i`: an ordinal (第二产业) or a small count (一次电力) may stand between.
    let earlier = |i: usize| (i.saturating_sub(3)..i).rev().find(|at| percent(*at).is_some());
    let share = |i: usize| {
        let quantity = percent(i).filter(|q| is_plain(q))?;
        let from = earlier(i).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
        let link = paragraph.of(Span::new(from, quantity.span.start));
        let named = link.trim_end_matches(han::LEADS);
        let label = named.strip_suffix(TAKES_PART)?.rsplit(['，', '、', '；', '。', '：']).next()?;
        let fits = is_age_band(label) || !has_any(label, OVERLAP);
        let one = (1..=LABEL).contains(&label.chars().count()) && fits;
        one.then_some((quantity, label, link))
    };
    let Some((opening, ..)) = share(first) else { return };
    // A share of a series but the first stands right behind the one before.
    let joined = |i: usize| {
        share(i)
            .filter(|(.., link)| link.starts_with(['，', '、', '；']) && link.chars().count() <= LABEL + 3)
    };
    if earlier(first).is_some_and(|at| share(at).is_some() && joined(first).is_some()) {
        return;
    }
    let mut shares = vec![opening];
    let mut open_band = false;
    let (mut left, mut alone) = (false, false);
    for i in (first + 1..(first + 2 * MOST).min(paragraph.items.len())).filter(|i| percent(*i).is_some()) {
        let Some((quantity, label, _)) = joined(i) else { break };
        // 65岁及以上 behind 60岁及以上 is a part of it.
        if open_band && is_age_band(label) {
            break;
        }
        open_band |= is_age_band(label) && label.ends_with(OPEN_BAND);
        shares.push(quantity);
        left |= has_any(label, LEFT);
        alone = LEFT.contains(&label);
    }
    let values: Vec<Decimal> = shares.iter().map(|share| share.number.value).collect();
    let sum: Decimal = values.iter().sum();
    let above = sum > Decimal::ONE_HUNDRED;
    let classed = is_classed(sentence_before(paragraph, opening.span.start));
    let Some(last) = shares.last().filter(|_| values.len() >= 3 && (above || left || classed)) else {
        return;
    };
    // 其他占 is a trigger of its own.
    if alone {
        return;
    }
    judge(cx, opening.span.join(last.span), &values);
}

/// The end of the last of several ages: 60岁及以上.
const OPEN_BAND: &str = "以上";

/// 0～17岁, 60岁及以上: ages that part people without remainder.
fn is_age_band(label: &str) -> bool {
    let age = label.trim_end_matches(['及', '以', '上', '下']);
    age.strip_suffix('岁').is_some_and(|age| {
        age.ends_with(|c: char| c.is_ascii_digit()) && age.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn judge(cx: &mut LocalContext<'_>, span: Span, values: &[Decimal]) {
    let sum: Decimal = values.iter().sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    let places = values.iter().map(Decimal::scale).max().unwrap_or_default();
    // Each share may be rounded by half of its last place.
    let rounding = Decimal::new(5 * values.len() as i64, places + 1);
    if off <= rounding || off > Decimal::from(30) {
        return;
    }
    let finding =
        Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::SUM, sum.normalize());
    cx.push(finding);
}
