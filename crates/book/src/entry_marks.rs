//! Entries that are marked otherwise than by 【】: 〔题〕, ［题］, ■题　正文, or a bold title before the text.

use crate::lines::{Line, Shape};
use crate::words::is_han;

/// So many lines of a source must open in one way, with text behind the title, before it is the source's way to
/// mark entries.
const ENOUGH: usize = 4;

/// A title has no more characters.
const LONGEST: usize = 30;

/// Marks that stand before a title.
const SIGNS: [char; 8] = ['■', '●', '▲', '★', '◆', '□', '▇', '◎'];

/// How a title is set off from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// 〔题〕 or ［题］, by the opening bracket.
    Bracket(char),
    /// ■题, by the sign.
    Sign(char),
    /// `**题**`
    Bold,
}

/// The title that a line opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// How it is set off.
    pub mark: Mark,
    /// Its first byte in the line.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Where its closing mark ends.
    pub end: usize,
}

/// The title of an entry that is marked otherwise than by 【】.
pub(crate) fn marked(line: &str) -> Option<Marked> {
    let bare = line.strip_prefix("**").unwrap_or(line);
    let stars = line.len() - bare.len();
    let first = bare.chars().next()?;
    let from = stars + first.len_utf8();
    let found = match first {
        '〔' | '［' => {
            let close = if first == '〔' { '〕' } else { '］' };
            let to = from + line[from..].find(close)?;
            Marked { mark: Mark::Bracket(first), from, to, end: to + close.len_utf8() }
        }
        sign if SIGNS.contains(&sign) => {
            let inner = line[from..].trim_start_matches([' ', '　']);
            let from = line.len() - inner.len();
            let to = inner.find([' ', '　', '*']).map_or(line.len(), |n| from + n);
            Marked { mark: Mark::Sign(sign), from, to, end: to }
        }
        _ if stars > 0 => {
            let to = stars + bare.find("**")?;
            Marked { mark: Mark::Bold, from: stars, to, end: to + 2 }
        }
        _ => return None,
    };
    let title = line.get(found.from..found.to)?;
    let count = title.chars().count();
    let words = title.chars().filter(|c| is_han(*c)).count() * 2 >= count;
    let one = !title.contains(['。', '；', '：', ':', '，', '（', '【', '・', '·']);
    ((2..=LONGEST).contains(&count) && words && one).then_some(found)
}

/// Whether the text of the entry stands behind the title.
fn runs_in(line: &str, found: Marked) -> bool {
    let rest = line.get(found.end..).unwrap_or_default().trim_start_matches('*');
    let apart = found.mark != Mark::Bold || rest.starts_with([' ', '　']);
    apart && rest.contains('。')
}

/// Gives the lines that open entries their shape, source by source. A source that marks entries with 【】 has no other
/// way besides.
pub(crate) fn recognise(lines: &mut [Line<'_>]) {
    for own in lines.chunk_by_mut(|a, b| a.at.source == b.at.source) {
        if own.iter().filter(|line| opens_with_lenses(line)).count() >= ENOUGH {
            continue;
        }
        let mut counts: Vec<(Mark, usize)> = Vec::new();
        for line in own.iter().filter(|line| line.shape == Shape::Text) {
            let Some(found) = marked(line.text).filter(|found| runs_in(line.text, *found)) else { continue };
            match counts.iter_mut().find(|(mark, _)| *mark == found.mark) {
                Some((_, count)) => *count += 1,
                None => counts.push((found.mark, 1)),
            }
        }
        let Some((mark, _)) = counts.into_iter().filter(|(_, n)| *n >= ENOUGH).max_by_key(|(_, n)| *n) else {
            continue;
        };
        for line in own.iter_mut().filter(|line| line.shape == Shape::Text) {
            let found = marked(line.text).filter(|found| found.mark == mark);
            let alone =
                |found: Marked| line.text.get(found.end..).is_some_and(|r| r.trim_matches('*').is_empty());
            if found.is_some_and(|f| runs_in(line.text, f) || mark != Mark::Bold && alone(f)) {
                line.shape = Shape::EntryHead;
            }
        }
    }
}

fn opens_with_lenses(line: &Line<'_>) -> bool {
    line.text.trim_start_matches(['#', ' ', '*']).starts_with('【')
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use crate::parse;

    fn titles(text: &str) -> Vec<String> {
        let manuscript = Manuscript::single(Source::new("a.md", Format::Markdown, text));
        parse(&manuscript).entries.iter().map(|e| e.title.clone()).collect()
    }

    fn book(line: impl Fn(&str) -> String) -> String {
        let entries: Vec<String> = ["概况", "桥梁养护", "渡口撤并", "公交改线"].map(line).to_vec();
        format!("# 交通\n\n## 公路\n\n{}\n", entries.join("\n\n"))
    }

    #[test]
    fn each_mark_is_read() {
        let all = ["概况", "桥梁养护", "渡口撤并", "公交改线"];
        assert_eq!(titles(&book(|t| format!("〔{t}〕青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("［{t}］　青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("■{t}　青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("● {t} 青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("**{t}**　青石镇修路3千米。"))), all);
    }

    #[test]
    fn a_title_without_text_is_one_of_them() {
        let text = book(|t| format!("■{t}　青石镇修路3千米。")) + "\n■路灯维修\n";
        assert_eq!(titles(&text).last().map(String::as_str), Some("路灯维修"));
    }

    #[test]
    fn lists_and_numbers_are_none() {
        assert!(
            titles("# 交通\n\n## 公路\n\n〔2023〕5号。\n\n〔2023〕6号。\n\n〔2023〕7号。\n\n〔2023〕8号。\n")
                .is_empty()
        );
        assert!(titles("# 交通\n\n## 公路\n\n● 修路3千米。\n\n● 架桥2座。\n").is_empty());
    }
}
