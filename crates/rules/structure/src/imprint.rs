//! What cover, spine, title page, imprint 版权页 and CIP tell about the book beside its title.

use std::ops::Range;

use kanwu_plugin::Location;
use kanwu_plugin::book::{Block, Book};
use kanwu_plugin::text::han;

use crate::front_parts;
use crate::table::imprint_words::{
    CHIEF, COMPILER, COMPILES, NO_NAMES, NOT_CHIEF, NOT_PUBLISHERS, PUBLISHER_LABELS, PUBLISHERS,
};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// 主编: one name.
    Chief,
    /// 编者: the body that compiled it.
    Compiler,
    /// 出版者.
    Publisher,
    /// 书号, without its marks.
    Isbn,
    /// 出版年月: 2024.12.
    Date,
}

/// Told once.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub field: Field,
    pub value: String,
    pub at: Location,
    /// Which of the blocks tells it.
    pub block: usize,
}

/// Characters of a line that tells about the book, at most. CIP goes on over several.
const LONGEST: usize = 160;
/// The shortest name of a body or publisher, in characters.
const SHORTEST: usize = 4;

/// All that is told, in order.
pub(crate) fn told(book: &Book<'_>) -> Vec<Told> {
    let mut out = Vec::new();
    for (n, block) in front_parts::blocks(book, false).enumerate() {
        let text = book.text(block.at);
        if text.chars().nth(LONGEST).is_some() || text.contains('。') {
            continue;
        }
        let mut push = |field, value: String, range: Range<usize>| {
            out.push(Told { field, value, at: place(block, range), block: n });
        };
        for name in chiefs(text) {
            push(Field::Chief, bare(&text[name.clone()]), name);
        }
        for body in compiler(text).into_iter().chain(publishers(text)) {
            push(body.0, bare(&text[body.1.clone()]), body.1);
        }
        if let Some(isbn) = isbn(text) {
            push(Field::Isbn, text[isbn.clone()].chars().filter(char::is_ascii_alphanumeric).collect(), isbn);
        }
        if let Some((value, range)) = date(text) {
            push(Field::Date, value, range);
        }
    }
    out
}

fn place(block: &Block, range: Range<usize>) -> Location {
    block.at.part(range)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_name_character(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}' | '·')
}

/// Where the rest of a line begins behind a label that opens it; blanks may widen the label.
pub(crate) fn behind(text: &str, label: &str) -> Option<usize> {
    let start = text.len() - text.trim_start_matches(['#', '*', ' ', '\u{3000}']).len();
    let mut at = start;
    for c in label.chars() {
        at = text.len() - text[at..].trim_start().strip_prefix(c)?.len();
    }
    let rest = text[at..].trim_start_matches([' ', '\u{3000}', ':', '：', '\t']);
    // 主编寄语 is another word.
    (rest.len() < text.len() - at).then_some(text.len() - rest.len())
}

/// 主编　林某；林某主编: each name.
fn chiefs(text: &str) -> Vec<Range<usize>> {
    let Some(word) = CHIEF.first() else { return Vec::new() };
    if let Some(from) = behind(text, word) {
        return names(text, from..text.len());
    }
    let mut out = Vec::new();
    for (at, _) in text.match_indices(word) {
        let before = text[..at].trim_end();
        if NOT_CHIEF.iter().any(|not| before.ends_with(not)) {
            continue;
        }
        let from = before
            .rfind(['；', ';', '/', '：', ':', '.', '．', '*', '#'])
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        // In a sentence the word is no label.
        let closed =
            text[at + word.len()..].trim_start().chars().next().is_none_or(|c| !is_name_character(c));
        if closed {
            out.extend(names(text, from..before.len()));
        }
    }
    out
}

/// Names one after the other; 张　某 with a blank is one. What is none ends them.
fn names(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = range.start;
    for token in text[range].split([' ', '\u{3000}', '\t', '、', '，', ',']) {
        let own = at..at + token.len();
        at = own.end + text[own.end..].chars().next().map_or(0, char::len_utf8);
        let count = token.chars().count();
        let other = || NO_NAMES.iter().any(|word| token.contains(word));
        match (count, open.take()) {
            (0, before) => open = before,
            (1, Some(before)) if token.chars().all(is_name_character) => out.push(before.start..own.end),
            (1, None) if token.chars().all(is_name_character) => open = Some(own),
            (2..=4, _) if token.chars().all(is_name_character) && !other() => out.push(own),
            _ => break,
        }
    }
    out
}

/// 编者　某某委员会; 某某委员会编.
fn compiler(text: &str) -> Option<(Field, Range<usize>)> {
    let labelled = COMPILER.iter().find_map(|label| {
        let from = behind(text, label)?;
        let len = text[from..].find(|c: char| !is_name_character(c)).unwrap_or(text.len() - from);
        Some(from..from + len)
    });
    let signed = || {
        // 某某委员会编；… in CIP, 某某委员会　编 on a title page.
        let end = text.find(['；', ';']).unwrap_or(text.len());
        let own = text[..end].trim_end();
        let word = COMPILES.iter().filter(|word| own.ends_with(**word)).max_by_key(|word| word.len())?;
        let body = own.strip_suffix(word)?.trim_end();
        let from = body.char_indices().rev().find(|(_, c)| !is_name_character(*c));
        let from = from.map_or(0, |(at, c)| at + c.len_utf8());
        let alone = text[..from].trim_matches(['#', '*', ' ', '\u{3000}']).is_empty();
        (alone || text[..from].contains('/')).then_some(from..body.len())
    };
    let range = labelled.or_else(signed)?;
    (text[range.clone()].chars().count() >= SHORTEST).then_some((Field::Compiler, range))
}

/// Names that end like those of publishers.
fn publishers(text: &str) -> Vec<(Field, Range<usize>)> {
    let mut out = Vec::new();
    for ending in PUBLISHERS {
        for (at, word) in text.match_indices(ending) {
            let end = at + word.len();
            let rest = &text[end..];
            if NOT_PUBLISHERS.iter().any(|not| rest.starts_with(not)) {
                continue;
            }
            let from = text[..at].char_indices().rev().find(|(_, c)| !is_name_character(*c));
            let mut from = from.map_or(0, |(at, c)| at + c.len_utf8());
            while let Some(label) = PUBLISHER_LABELS.iter().find(|label| text[from..at].starts_with(**label))
            {
                from += label.len();
            }
            if text[from..end].chars().count() > SHORTEST {
                out.push((Field::Publisher, from..end));
            }
        }
    }
    out
}

/// The figures of an ISBN.
fn isbn(text: &str) -> Option<Range<usize>> {
    const WORD: &str = "ISBN";
    let word = text.find(WORD)? + WORD.len();
    let from = text.len() - text[word..].trim_start_matches([' ', '\u{3000}', ':', '：']).len();
    let mut digits = 0;
    let mut end = from;
    for (at, c) in text[from..].char_indices() {
        match c {
            '0'..='9' if digits < 13 => {
                digits += 1;
                end = from + at + 1;
            }
            '-' | '–' | '—' | '－' | '·' | ' ' => {}
            _ => break,
        }
    }
    (digits == 13).then_some(from..end)
}

/// …出版社，2024.12 in CIP; 2024年12月第1版.
fn date(text: &str) -> Option<(String, Range<usize>)> {
    let digits = |rest: &str, most: usize| rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) || digits(&text[at..], 5) != 4 {
            continue;
        }
        let year: u32 = text[at..at + 4].parse().ok().filter(|year| (1949..2100).contains(year))?;
        let rest = &text[at + 4..];
        let mark = rest.chars().next()?;
        let month_at = at + 4 + mark.len_utf8();
        let n = digits(&text[month_at..], 3);
        let Ok(month) = text[month_at..month_at + n].parse::<u32>() else { continue };
        let behind = &text[month_at + n..];
        let first = || {
            let rest = bare(behind.split_once(han::MONTH)?.1);
            Some(rest.starts_with("第1版") || rest.starts_with("第一版"))
        };
        let cip = || {
            let before = text[..at].trim_end();
            let named = |text: &str| PUBLISHERS.iter().any(|word| text.ends_with(word));
            before.strip_suffix(['，', ',']).is_some_and(|before| named(before.trim_end()))
        };
        let told = match mark {
            '.' => cip(),
            han::YEAR => behind.starts_with(han::MONTH) && first() == Some(true),
            _ => false,
        };
        if told && (1..=12).contains(&month) {
            let end = month_at + n + if mark == '.' { 0 } else { han::MONTH.len_utf8() };
            return Some((format!("{year}.{month}"), at..end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
        ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn chief_editors_are_read() {
        for (text, want) in [
            ("主　编　林青河", vec!["林青河"]),
            ("主编：林青河　副主编：王石", vec!["林青河"]),
            ("主编　张　青　李石", vec!["张　青", "李石"]),
            ("林青河主编", vec!["林青河"]),
            (
                "清河年鉴. 2023 / 清河区地方志编纂委员会编；林青河、李石主编. —— 青石：",
                vec!["林青河", "李石"],
            ),
            ("王石副主编", vec![]),
            ("执行主编　王石", vec![]),
            ("主编寄语", vec![]),
        ] {
            assert_eq!(texts(text, &chiefs(text)), want, "{text}");
        }
    }

    #[test]
    fn bodies_publishers_and_dates_are_read() {
        let body = |text: &'static str| compiler(text).map(|(_, range)| &text[range]);
        assert_eq!(body("清河区地方志编纂委员会　编"), Some("清河区地方志编纂委员会"));
        assert_eq!(body("编　者　清河区地方志办公室"), Some("清河区地方志办公室"));
        assert_eq!(body("清河年鉴. 2023 / 清河区地方志办公室编；林青河主编"), Some("清河区地方志办公室"));
        assert_eq!(body("责任编辑　许望"), None);
        let press = |text: &'static str| {
            publishers(text).into_iter().map(|(_, range)| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(press("出版发行　青岩出版社"), ["青岩出版社"]);
        assert_eq!(press("出版发行：青岩出版社（青石市河滨路1号）"), ["青岩出版社"]);
        assert_eq!(press("青岩出版社印刷厂"), Vec::<&str>::new());
        let day = |text: &'static str| date(text).map(|(value, range)| (value, &text[range]));
        assert_eq!(day("青岩出版社，2023.12"), Some(("2023.12".to_owned(), "2023.12")));
        assert_eq!(
            day("版次　2023年12月第1版　2023年12月第1次印刷"),
            Some(("2023.12".to_owned(), "2023年12月"))
        );
        assert_eq!(day("2023年12月第1次印刷"), None);
        assert_eq!(isbn("书号　ISBN 978-7-5999-0001-2").map(|r| r.len()), Some(17));
    }
}
