//! 1994年至1997年 … 连续5年.

use kanwu_plugin::context::{before_any, ends_any, sentence_start};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::consecutive_years_against_range as card;
use crate::table::counting::{CONSECUTIVE, RANGE_MARKS};
use crate::table::reckoning::{CONTINUED, CONTINUES, FROM};
use crate::whole_number::{at_end, at_start};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(CONSECUTIVE), check);

/// Characters between the range and the word.
const NEAR: usize = 12;

/// So many years at least make a list.
const LISTED: u32 = 3;

/// Longer than so many years nothing is won year by year.
const MOST: u32 = 40;

/// Behind the first of several years.
const SINCE: [char; 2] = ['起', '以'];

/// What opens an ordinal.
const NTH: &str = "第";

/// 四连冠: won so many times in a row.
const TITLES: &str = "连冠";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    if cx.of(word) == TITLES {
        titles(cx, word);
        sessions(cx, word);
        return;
    }
    let after = cx.after(word.end);
    let Some((stated, len)) = at_start(after) else { return };
    if !after.get(len..).is_some_and(|rest| rest.starts_with(han::YEAR)) {
        return;
    }
    let start = sentence_start(cx.paragraph(), word.start) as usize;
    let sentence = cx.text.get(start..word.start as usize).unwrap_or_default();
    let count = Span::new(word.start, word.end + len as u32 + han::YEAR.len_utf8() as u32);
    let opening = sentence
        .split_once('，')
        .map_or(sentence, |(years, rest)| if rest.contains(han::YEAR) { sentence } else { years });
    // 2019年、2020年、2021年省赛中连续: the years may be told of something.
    let of = opening.rfind(han::YEAR).map_or(opening, |at| opening.split_at(at + han::YEAR.len_utf8()).0);
    let near =
        opening.get(of.len()..).is_some_and(|rest| rest.chars().count() <= NEAR && !rest.contains('，'));
    let listed = years_before(if near { of } else { opening }, start)
        .or_else(|| years_in_brackets(cx.after(count.end), count.end))
        .or_else(|| years_behind(cx.after(count.end), count.end));
    if let Some((years, listed)) = listed {
        if listed != stated {
            report(cx, count, years, listed);
        }
        return;
    }
    if let Some((from, first)) = since(sentence) {
        since_year(cx, count, stated, Span::of(start + from..start + from + 4), first);
        return;
    }
    let Some(year) = sentence.rfind(han::YEAR) else { return };
    if sentence[year..].chars().count() > NEAR + 1 {
        return;
    }
    let Some((to_at, to)) = at_end(&sentence[..year]).filter(|(_, y)| (1900..2200).contains(y)) else {
        return;
    };
    let head = &sentence[..to_at];
    let Some(mark) = RANGE_MARKS.iter().find(|m| head.ends_with(**m)) else { return };
    let head = head[..head.len() - mark.len()].trim_end_matches(han::YEAR);
    let Some((from_at, from)) = at_end(head).filter(|(_, y)| (1900..2200).contains(y)) else { return };
    if to <= from || to - from + 1 == stated {
        return;
    }
    let years = Span::of(start + from_at..start + year + han::YEAR.len_utf8());
    report(cx, count, years, to - from + 1);
}

fn report(cx: &mut LocalContext<'_>, count: Span, years: Span, want: u32) {
    let finding = Finding::likely(count)
        .arg(card::args::FOUND, cx.of(count))
        .arg(card::args::YEARS, cx.of(years))
        .arg(card::args::WANT, want)
        .labelled(Place::Here(years), card::labels::YEARS);
    cx.push(finding);
}

/// 自2018年起: the year, and where it stands.
fn since(sentence: &str) -> Option<(usize, u32)> {
    let (at, _) = sentence
        .rmatch_indices(han::YEAR)
        .find(|(at, _)| sentence[at + han::YEAR.len_utf8()..].starts_with(SINCE))?;
    let (from, year) = at_end(&sentence[..at]).filter(|(_, y)| (1900..2200).contains(y))?;
    (at - from == 4 && ends_any(&sentence[..from], FROM)).then_some((from, year))
}

/// 自2018年起连续6年……，2022年……: so many years from the first to the last, or to the one before it.
fn since_year(cx: &mut LocalContext<'_>, count: Span, stated: u32, first_at: Span, first: u32) {
    let paragraph = cx.paragraph();
    let after = before_any(cx.after(count.end), &['。', '；', '\n']);
    let told = after.match_indices(han::YEAR).find_map(|(at, _)| {
        let (from, year) = at_end(&after[..at])?;
        (at - from == 4 && (1900..2200).contains(&year)).then_some(year)
    });
    let recorded = paragraph.settings.record_year().and_then(|year| u32::try_from(year).ok());
    let Some(last) = told.or(recorded).filter(|last| *last > first && *last - first < MOST) else { return };
    if stated == last - first + 1 || stated == last - first {
        return;
    }
    let years = Span::new(first_at.start, first_at.end + han::YEAR.len_utf8() as u32);
    report(cx, count, years, last - first + 1);
}

/// 2018年、2019年、2020年连续: the years listed at the end of a text that begins at byte `start`, and how many they are.
fn years_before(text: &str, start: usize) -> Option<(Span, u32)> {
    let (mut head, mut next, mut count) = (text.trim_end(), None, 0);
    let end = head.len();
    loop {
        let bare = head.strip_suffix(han::YEAR).unwrap_or(head);
        let Some((at, year)) = at_end(bare).filter(|(_, year)| (1900..2200).contains(year)) else { break };
        if next.is_some_and(|next| year + 1 != next) {
            return None;
        }
        (next, count) = (Some(year), count + 1);
        head = bare.get(..at)?;
        match head.strip_suffix('、') {
            Some(rest) => head = rest,
            None => break,
        }
    }
    (count >= LISTED).then(|| (Span::of(start + head.len()..start + end), count))
}

/// （2016、2017、2018年）: the years in brackets close behind byte `end`.
fn years_in_brackets(after: &str, end: u32) -> Option<(Span, u32)> {
    let clause = after.split(['。', '；', '\n']).next()?;
    let open = clause.find('（')?;
    let inner = clause.get(open + '（'.len_utf8()..)?.split('）').next()?;
    let (years, count) = years_before(inner, end as usize + open + '（'.len_utf8())?;
    (years.len() as usize == inner.trim_end().len()).then_some((years, count))
}

/// 连续四年获评先进：2018年、2019年、2020年: the years behind a colon.
fn years_behind(after: &str, end: u32) -> Option<(Span, u32)> {
    let clause = before_any(after, &['。', '；', '，', '\n']);
    let (lead, list) = clause.split_once('：').filter(|(lead, _)| lead.chars().count() <= NEAR)?;
    let (years, count) = years_before(list, end as usize + lead.len() + '：'.len_utf8())?;
    (years.len() as usize == list.trim_end().len()).then_some((years, count))
}

/// 继第五、第六、第七届之后实现五连冠: the sessions won before, and the one at hand.
fn sessions(cx: &mut LocalContext<'_>, word: Span) {
    let Some((at, stated)) = at_end(cx.before(word.start)) else { return };
    let start = sentence_start(cx.paragraph(), word.start) as usize;
    let Some(sentence) = cx.text.get(start..at) else { return };
    let Some(from) = CONTINUES.iter().filter_map(|word| sentence.rfind(word)).max() else { return };
    let rest = sentence.get(from..).unwrap_or_default();
    let Some(to) = CONTINUED.iter().filter_map(|word| rest.find(word)).min() else { return };
    let earlier = rest.get(..to).unwrap_or_default();
    let won = earlier.matches(NTH).count() as u32 + 1;
    let listed = earlier.contains('、') && !earlier.contains(['，', han::TO, '—']);
    if !listed || won == stated {
        return;
    }
    report(cx, Span::of(at..word.end as usize), Span::of(start + from..start + from + to), won);
}

/// 自2009年起……2013年……四连冠: titles won year by year, the last one counted too.
fn titles(cx: &mut LocalContext<'_>, word: Span) {
    let Some((at, stated)) = at_end(cx.before(word.start)) else { return };
    let start = sentence_start(cx.paragraph(), word.start) as usize;
    let Some(sentence) = cx.text.get(start..at) else { return };
    let mut years = sentence.match_indices(han::YEAR).filter_map(|(end, _)| {
        let (from, year) = at_end(&sentence[..end])?;
        (1900..2200).contains(&year).then_some((from, end, year))
    });
    let (Some((from, to, first)), Some((_, end, last)), None) = (years.next(), years.next(), years.next())
    else {
        return;
    };
    let since = sentence[..from].ends_with('自') && sentence[to..].starts_with("年起");
    if !since || last <= first || last - first + 1 == stated {
        return;
    }
    let span = Span::of(at..word.end as usize);
    let years = Span::of(start + from..start + end + han::YEAR.len_utf8());
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::YEARS, cx.of(years))
        .arg(card::args::WANT, last - first + 1)
        .labelled(Place::Here(years), card::labels::YEARS);
    cx.push(finding);
}
