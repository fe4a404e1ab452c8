//! 大事记: days under the heading of a month must be in that month, and come in order.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::reading::date::days_in_month;
use kanwu_plugin::reading::numeral::parse_number;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Zone};

use crate::card::chronicle_day_out_of_place as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A day at the head of an entry, and its bytes in the line.
struct Day {
    day: u8,
    len: usize,
}

fn check(cx: &mut BookContext<'_>) {
    let mut month: Option<u8> = None;
    let mut last: Option<(u8, Location, String)> = None;
    let mut findings = Vec::new();
    for block in &cx.book.blocks {
        let text = cx.book.text(block.at);
        if matches!(block.kind, BlockKind::Heading { .. }) {
            month = month_of(text);
            last = None;
            continue;
        }
        if block.zone != Zone::Chronicle {
            continue;
        }
        let bare = text.trim_start_matches(['*', ' ', '#', '【']);
        if let Some(found) = month_of(bare) {
            month = Some(found);
            last = None;
            continue;
        }
        let (Some(month), Some(day)) = (month, leading_day(bare)) else { continue };
        let lead = text.len() - bare.len();
        let at = block.at.part(lead..lead + day.len);
        let found = cx.book.text(at).to_owned();
        let possible = (1..=days_in_month(None, month)).contains(&day.day);
        let finding = |confidence| {
            Finding::new(Place::Source(at), confidence)
                .arg(card::args::FOUND, found.clone())
                .arg(card::args::MONTH, month)
        };
        if !possible {
            findings.push(finding(Confidence::Certain).variant(card::variants::IMPOSSIBLE));
        } else if let Some((earlier, place, words)) = &last
            && *earlier > day.day
        {
            let finding = finding(Confidence::Likely).arg(card::args::BEFORE, words.clone());
            findings.push(finding.labelled(Place::Source(*place), card::labels::BEFORE));
        }
        last = Some((day.day, at, found));
    }
    for finding in findings {
        cx.push(finding);
    }
}

/// 6月, 六月, 六 月 alone in a line.
fn month_of(line: &str) -> Option<u8> {
    let bare: String =
        line.chars().filter(|c| !matches!(c, '#' | '*' | ' ' | '\u{3000}' | '【' | '】')).collect();
    let number = bare.strip_suffix(han::MONTH).or_else(|| bare.strip_suffix("月份"))?;
    let value = parse_number(number)?.value;
    u8::try_from(value).ok().filter(|m| (1..=12).contains(m))
}

/// 5日, 5—8日 at the head of a line.
fn leading_day(line: &str) -> Option<Day> {
    let run = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let digits = run(line);
    let day: u8 = line.get(..digits).filter(|d| (1..=2).contains(&d.len()))?.parse().ok()?;
    let mut len = digits;
    let rest = line.get(len..)?;
    if let Some(next) = rest.strip_prefix(['—', '～', '-', '~', han::TO, '、']) {
        let more = run(next);
        if more == 0 {
            return None;
        }
        len += rest.len() - next.len() + more;
    }
    line.get(len..)?.starts_with(han::DAY).then(|| Day { day, len: len + "日".len() })
}
