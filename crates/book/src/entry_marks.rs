//! Entries that are marked otherwise than by 【】: 〔题〕, ［题］, 〖题〗, [题], ■题　正文, a bold or slanted title before the
//! text, or 题　正文 with nothing but a wide blank between.

use crate::lines::{Line, Shape};
use crate::table::spec_words::MARKED_BY;
use crate::words::{is_han, is_one};
use crate::{StructureWords, squeeze};
use kanwu_text::han;

/// So many lines of a source must open in one way, with text behind the title, before it is the source's way to
/// mark entries.
const ENOUGH: usize = 4;

/// Right below a heading a bracket or a sign says more: so many do.
const ENOUGH_BRACKETS_BELOW_HEADING: usize = 1;
const ENOUGH_SIGNS_BELOW_HEADING: usize = 2;

/// A title has no more characters.
const LONGEST: usize = 30;

/// A title that only a blank parts from the text has no more.
const SHORT: usize = 16;

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
    /// `*题*`
    Slanted,
    /// 题　正文
    Blank,
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
        '〔' | '［' | '〖' | '[' => {
            let close = match first {
                '〔' => '〕',
                '［' => '］',
                '〖' => '〗',
                _ => ']',
            };
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
            let close = stars + bare.find("**")?;
            // **题：**正文
            let to = stars + line[stars..close].trim_end_matches(['：', ':']).len();
            Marked { mark: Mark::Bold, from: stars, to, end: close + 2 }
        }
        '*' => {
            let to = 1 + line[1..].find('*').filter(|n| *n > 0)?;
            Marked { mark: Mark::Slanted, from: 1, to, end: to + 1 }
        }
        _ if is_han(first) || first == '“' => {
            let to = line.find('　')?;
            Marked { mark: Mark::Blank, from: 0, to, end: to }
        }
        _ => return None,
    };
    let title = line.get(found.from..found.to)?;
    let count = title.chars().count();
    let words = title.chars().filter(|c| is_han(*c)).count() * 2 >= count;
    // A mark at the end is a fault of the title.
    let inner = if matches!(found.mark, Mark::Bracket(_)) {
        title.trim_end_matches(['。', '，', '；'])
    } else {
        title
    };
    let one = !inner.contains(['。', '；', '：', ':', '，', '（', '【', '・', '·']);
    // Nothing but a blank says so: the title is short, and no date and no number of a list.
    let plain = found.mark != Mark::Blank
        || count <= SHORT
            && title.chars().all(|c| is_han(c) || "“”".contains(c))
            && !title.ends_with([han::DAY, han::MONTH, han::YEAR]);
    ((2..=LONGEST).contains(&count) && words && one && plain).then_some(found)
}

/// Whether the text of the entry stands behind the title.
fn runs_in(line: &str, found: Marked, tight: bool) -> bool {
    let rest = line.get(found.end..).unwrap_or_default().trim_start_matches('*');
    let apart = found.mark != Mark::Bold || tight || rest.starts_with([' ', '　']);
    // [题](address) is a link.
    let link = found.mark == Mark::Bracket('[') && rest.starts_with('(');
    apart && !link && rest.contains('。')
}

/// Gives the lines that open entries their shape, source by source. A source that marks entries with 【】 has no other
/// way besides.
pub(crate) fn recognise(lines: &mut [Line<'_>]) {
    for own in lines.chunk_by_mut(|a, b| a.at.source == b.at.source) {
        let lenses = own.iter().filter(|line| opens_with_lenses(line)).count();
        if lenses >= ENOUGH {
            continue;
        }
        let tight = own.iter().any(|line| line.shape == Shape::Text && is_bold_overview(line.text));
        // By mark: how many lines open so, and whether one of them stands right below a heading.
        let mut counts: Vec<(Mark, usize, bool)> = Vec::new();
        for (i, line) in own.iter().enumerate().filter(|(_, line)| line.shape == Shape::Text) {
            let Some(found) = marked(line.text) else { continue };
            let text_below =
                || own.get(i + 1).is_some_and(|l| l.shape == Shape::Text && l.text.contains('。'));
            let lone = is_lone(line.text, found) && (found.mark != Mark::Bold || tight) && text_below();
            if !runs_in(line.text, found, tight) && !lone {
                continue;
            }
            let below = i.checked_sub(1).is_some_and(|n| matches!(own[n].shape, Shape::Heading(_)));
            match counts.iter_mut().find(|(mark, ..)| *mark == found.mark) {
                Some((_, count, any_below)) => {
                    *count += 1;
                    *any_below |= below;
                }
                None => counts.push((found.mark, 1, below)),
            }
        }
        // What is only a blank may part a line of anything: it must be what most paragraphs do.
        let texts = own.iter().filter(|line| line.shape == Shape::Text && line.text.contains('。')).count();
        let usual = |mark: Mark, n: usize, below: bool| {
            let stated = own.iter().any(|line| states(line.text, mark));
            let enough = match mark {
                // [题] may be anything.
                Mark::Bracket(open) if open != '[' && below && lenses == 0 => ENOUGH_BRACKETS_BELOW_HEADING,
                Mark::Sign(_) if below && lenses == 0 => ENOUGH_SIGNS_BELOW_HEADING,
                _ => ENOUGH,
            };
            n >= enough && (mark != Mark::Blank || n * 2 > texts && texts >= ENOUGH * 2) || stated
        };
        let usual = counts.into_iter().filter(|(mark, n, below)| usual(*mark, *n, *below));
        let Some((mark, ..)) = usual.max_by_key(|(_, n, _)| *n) else {
            continue;
        };
        for line in own.iter_mut().filter(|line| line.shape == Shape::Text) {
            let found = marked(line.text).filter(|found| found.mark == mark);
            let lone = |found: Marked| (found.mark != Mark::Bold || tight) && is_lone(line.text, found);
            // A mark that the source is known by needs no whole sentence behind it.
            let known = matches!(mark, Mark::Bracket(_) | Mark::Sign(_));
            if found.is_some_and(|f| known || runs_in(line.text, f, tight) || lone(f)) {
                line.shape = Shape::EntryHead;
            }
        }
    }
}

/// Whether the title is all that the line holds.
fn is_lone(line: &str, found: Marked) -> bool {
    let rest = line.get(found.end..).map(|rest| rest.trim_matches(['*', ' ', '　']));
    rest.is_some_and(str::is_empty) && !matches!(found.mark, Mark::Slanted | Mark::Blank)
}

/// Whether a line opens with a bold 概况: bold is then how the source marks its entries, and not how it stresses words.
fn is_bold_overview(line: &str) -> bool {
    let words = StructureWords::get();
    marked(line).is_some_and(|found| {
        found.mark == Mark::Bold
            && line.get(found.from..found.to).is_some_and(|title| is_one(words.overviews, &squeeze(title)))
    })
}

/// Whether a line may say in what mark titles of entries stand.
pub(crate) fn may_state(text: &str) -> bool {
    text.contains("条目")
}

/// Whether a line says that titles of entries stand in this mark: 条目标题用〔〕标示.
fn states(text: &str, mark: Mark) -> bool {
    let sign = match mark {
        Mark::Bracket(open) | Mark::Sign(open) => open,
        Mark::Bold | Mark::Slanted | Mark::Blank => return false,
    };
    text.contains(sign) && may_state(text) && MARKED_BY.iter().any(|word| text.contains(word))
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
        assert_eq!(titles(&book(|t| format!("**{t}：**青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("**{t}**青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("*{t}*　青石镇修路3千米。"))), all);
        assert_eq!(titles(&book(|t| format!("[{t}] 青石镇修路3千米。"))), all);
    }

    #[test]
    fn a_title_without_text_is_one_of_them() {
        let text = book(|t| format!("■{t}　青石镇修路3千米。")) + "\n■路灯维修\n";
        assert_eq!(titles(&text).last().map(String::as_str), Some("路灯维修"));
    }

    #[test]
    fn one_in_brackets_right_below_a_heading_is_enough() {
        let text =
            "# 交通\n\n## 公路\n\n〔桥梁养护〕青石镇修桥3座。\n\n## 水路\n\n〔渡口撤并〕撤并渡口2处。\n";
        assert_eq!(titles(text), ["桥梁养护", "渡口撤并"]);
        assert!(titles("# 交通\n\n## 公路\n\n青石镇修路。\n\n〔桥梁养护〕青石镇修桥3座。\n").is_empty());
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
