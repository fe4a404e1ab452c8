//! The name of the book and its volume in the front parts: title page, imprint, 编辑说明.

use kanwu_plugin::book::{Block, Book, Zone};
use kanwu_plugin::context::has_any;
use kanwu_plugin::tally::most;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::card::book_title_differs as card;
use crate::front_parts;
use crate::table::section_words::{FORMER_NAMES, OTHER_KINDS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// What the name of a yearbook ends with.
const YEARBOOK: &str = "年鉴";

/// What an imprint puts before the name.
const BOOK_NAME: &str = "书名";

/// A name of the book: base, volume where it is printed, and place.
struct Name {
    base: String,
    year: Option<u32>,
    at: Location,
    /// Whether a paragraph of the front or back matter opens with it, so that it is the book's own name.
    opens: bool,
}

fn check(cx: &mut BookContext<'_>) {
    let names = names(cx.book);
    let Some(first) = names.first() else { return };
    let base =
        most(names.iter().map(|name| name.base.as_str())).map_or(first.base.as_str(), |(base, _)| base);
    let year = most(names.iter().filter_map(|name| name.year)).map(|(year, _)| year);
    // Two names against each other: the title of the book holds.
    let pair = names.len() == 2;
    let base = if pair { first.base.as_str() } else { base };
    let year = if pair { first.year.or(year) } else { year };
    for name in &names {
        let other_word = || name.year.is_some() && name.year == year && is_other_kind(&name.base, base);
        let own = || within(&name.base, base) || is_short_form(&name.base, base) || other_word();
        let other_base = name.base != base && (near(&name.base, base) || name.opens && own());
        let other_year =
            name.base == base && name.year.zip(year).is_some_and(|(own, year)| mistaken_year(own, year));
        if other_base || other_year {
            let want = format!("{base}{}", year.map_or(String::new(), |y| y.to_string()));
            let finding = Finding::new(Place::Source(name.at), Confidence::Likely)
                .arg(card::args::FOUND, cx.book.text(name.at))
                .arg(card::args::WANT, want);
            cx.push(finding);
        }
    }
}

/// The year before or after, or its own figures in another order.
fn mistaken_year(own: u32, year: u32) -> bool {
    let figures = |year: u32| {
        let mut figures: Vec<char> = year.to_string().chars().collect();
        figures.sort_unstable();
        figures
    };
    own.abs_diff(year) == 1 || own != year && figures(own) == figures(year)
}

/// One character apart: another, one more or one less.
fn near(a: &str, b: &str) -> bool {
    let (own, other) = differing(a, b);
    own.max(other) == 1
}

/// Where the name ends that has another word for 年鉴: 清河区志 of 清河区年鉴.
fn other_kind(title: &str, base: &str) -> Option<usize> {
    let stem = base.strip_suffix(YEARBOOK).filter(|stem| stem.chars().nth(1).is_some())?;
    let rest = title.strip_prefix(stem)?;
    OTHER_KINDS.iter().find(|kind| rest.starts_with(**kind)).map(|kind| stem.len() + kind.len())
}

/// Whether only the word for 年鉴 differs.
fn is_other_kind(name: &str, base: &str) -> bool {
    other_kind(name, base) == Some(name.len())
}

/// Two characters more or less in one place.
fn within(a: &str, b: &str) -> bool {
    matches!(differing(a, b), (0, 2) | (2, 0))
}

/// 清河师大年鉴 of 清河师范大学年鉴: characters left out, the others in their order.
fn is_short_form(name: &str, base: &str) -> bool {
    let mut rest = base.chars();
    let first = name.chars().next() == base.chars().next();
    first && name.len() < base.len() && name.chars().all(|c| rest.any(|other| other == c))
}

/// How many characters of each differ, between what both begin and end with.
fn differing(a: &str, b: &str) -> (usize, usize) {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    (a.len() - head - tail, b.len() - head - tail)
}

/// The year of the volume behind a name: `None` where anything else stands there.
fn volume(rest: &str) -> Option<Option<u32>> {
    let rest = rest.trim_matches(['（', '）', '(', ')', '·', '・', '—', ' ', '　', '*']);
    let rest = rest.trim_end_matches([han::YEAR, '卷', '版']);
    let year = rest.parse::<u32>().ok().filter(|y| (1900..2100).contains(y));
    (rest.is_empty() || year.is_some()).then_some(year)
}

/// The name of a yearbook, and the year of its volume.
pub(crate) fn book_name(title: &str) -> Option<(&str, Option<u32>)> {
    let (base, rest) = title.split_at(title.find(YEARBOOK)? + YEARBOOK.len());
    Some((base, volume(rest).or_else(|| Some(Some(year_before_more(rest)?)))?))
}

/// The year that stands alone behind a name, with more behind it: that of a spine, 清河年鉴　2023　清河出版社, and of CIP,
/// 清河年鉴. 2023 / 清河区地方志编纂委员会编.
fn year_before_more(rest: &str) -> Option<u32> {
    let cip = rest.trim_start().strip_prefix(['.', '．']);
    let spine = || rest.strip_prefix([' ', '\u{3000}']);
    let rest = cip.or_else(spine)?.trim_start();
    let end = rest.find([' ', '\u{3000}', '/']).filter(|end| *end > 0)?;
    volume(rest.get(..end)?)?
}

/// The year that is all that a line says.
fn own_year(book: &Book<'_>, block: &Block) -> Option<u32> {
    let line = book.text(block.at).trim_start_matches(['#', '*', ' ']);
    volume(line).flatten().filter(|_| !line.is_empty())
}

/// What stands behind 书名： in an imprint; blanks may widen the label.
fn after_label(line: &str) -> &str {
    let mut rest = line;
    for c in BOOK_NAME.chars() {
        let Some(next) = rest.strip_prefix(c) else { return line };
        rest = next.trim_start();
    }
    rest.trim_start_matches(['：', ':', ' ', '　'])
}

fn names(book: &Book<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    let blocks: Vec<&Block> = front_parts::blocks(book, true).collect();
    for (i, block) in blocks.iter().enumerate() {
        let line = book.text(block.at);
        // Another name that it had before is no mistake.
        if has_any(line, FORMER_NAMES) {
            continue;
        }
        let title = after_label(line.trim_start_matches(['#', '*', ' ']));
        let lead = line.len() - title.len();
        if let Some((base, year)) = book_name(title)
            && (title.chars().count() <= 20 || year_before_more(&title[base.len()..]).is_some())
            && !title.contains(['《', '》', '，', '。'])
        {
            let more = year.filter(|_| volume(&title[base.len()..]).is_none());
            let end = more.and_then(|year| Some(line.find(&year.to_string())? + 4)).unwrap_or(line.len());
            let at = block.at.part(lead..end);
            // On a cover the volume stands below the name.
            let below = || blocks.get(i + 1).filter(|next| next.zone != Zone::RunningHead);
            let (year, at) =
                match year.is_none().then(below).flatten().map(|next| (own_year(book, next), next)) {
                    Some((Some(below), next)) => (Some(below), next.at),
                    _ => (year, at),
                };
            out.push(Name { base: base.to_owned(), year, at, opens: false });
        }
        for (from, _) in line.match_indices('《') {
            let Some(to) = line[from..].find('》') else { continue };
            let inner = &line[from + '《'.len_utf8()..from + to];
            // 《某某年报2019》 is near enough to be meant for the book, where the rest is its name.
            let title = out.first().map(|name| name.base.chars().count());
            let mistaken = title.and_then(|count| inner.char_indices().nth(count)).map(|(at, _)| at);
            let mistaken =
                mistaken.filter(|at| out.first().is_some_and(|name| near(&inner[..*at], &name.base)));
            // 一、《…》
            let opens = line[..from].chars().count() <= 3;
            // 《某某志》 that opens a paragraph is the book by another word.
            let kind = || out.first().filter(|_| opens).and_then(|name| other_kind(inner, &name.base));
            let end = inner.find(YEARBOOK).map(|n| n + YEARBOOK.len()).or(mistaken).or_else(kind);
            let Some(end) = end else { continue };
            let Some(year) = volume(&inner[end..]) else { continue };
            let at = block.at.part(from + '《'.len_utf8()..from + to);
            let base = inner[..end].to_owned();
            out.push(Name { base, year, at, opens });
        }
    }
    out
}
