//! What a reader asks for in words: “甲”改为“乙”, 删“甲”, “甲”后补“乙”.

use std::ops::Range;

use crate::Asking;
use crate::table::request_words as words;

/// How a query was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What was proposed is to be done.
    Accepted,
    /// Something else is to be done: what the answer says.
    Other,
    /// The text stays.
    Kept,
    /// It is not settled, or not answered.
    Open,
}

/// Reads the answer to a query.
pub fn answer(text: &str) -> Answer {
    let text = text.trim();
    let opens = |list: &[&str]| list.iter().any(|word| text.starts_with(word));
    let whole = |list: &[&str]| {
        let head = text.split(['（', '(', '，', ',', '。', '：', ':', ' ']).next().unwrap_or_default();
        list.contains(&head)
    };
    if text.is_empty() || opens(words::HOLD) {
        Answer::Open
    } else if opens(words::KEEP) {
        Answer::Kept
    } else if whole(words::ACCEPT) {
        Answer::Accepted
    } else {
        Answer::Other
    }
}

/// What `said` asks for at `span` of a paragraph: where exactly, and what. `None` where it leaves the text as it is.
pub fn wish(paragraph: &str, span: Range<usize>, said: &str) -> Option<(Range<usize>, Asking)> {
    let said = said.trim();
    if matches!(answer(said), Answer::Kept) || words::HOLD.iter().any(|word| said.starts_with(word)) {
        return None;
    }
    let place = Place { paragraph, span: span.clone() };
    // One remark says one thing; of several lines the last word counts that can be read.
    let read =
        said.lines().rev().find_map(|line| place.read(line.trim().trim_end_matches(['。', '.', '！'])));
    Some(read.unwrap_or((span, Asking::Open)))
}

struct Place<'p> {
    paragraph: &'p str,
    span: Range<usize>,
}

impl Place<'_> {
    fn read(&self, said: &str) -> Option<(Range<usize>, Asking)> {
        self.replacement(said).or_else(|| self.deletion(said)).or_else(|| self.insertion(said))
    }

    /// “甲”改为“乙”, 改为“乙”, 应为乙
    fn replacement(&self, said: &str) -> Option<(Range<usize>, Asking)> {
        let (before, after) = split(said, words::BECOMES)?;
        let want = wanted(after)?;
        let named = quoted_last(before).or_else(|| {
            let bare =
                words::OBJECT.iter().fold(before.trim(), |rest, word| rest.trim_start_matches(word).trim());
            (!bare.is_empty() && self.paragraph.contains(bare)).then_some(bare)
        });
        let span = match named {
            Some(named) => self.find(named)?,
            None if self.span.is_empty() => return None,
            None => self.span.clone(),
        };
        Some((span, Asking::Text(want.to_owned())))
    }

    /// 删去“甲”, “甲”删, 删
    fn deletion(&self, said: &str) -> Option<(Range<usize>, Asking)> {
        let (before, after) = split(said, words::DELETE)?;
        let named = quoted_first(after).or_else(|| quoted_last(before));
        let span = match named {
            Some(named) => self.find(named)?,
            None => {
                let rest = after.trim_matches(|c: char| c.is_whitespace() || c == '。');
                let all = before.trim().is_empty() && rest.chars().count() <= 2 && !self.span.is_empty();
                if !all {
                    return None;
                }
                self.span.clone()
            }
        };
        Some((span, Asking::Text(String::new())))
    }

    /// 补“乙”, “甲”后补“乙”
    fn insertion(&self, said: &str) -> Option<(Range<usize>, Asking)> {
        let (before, after) = split(said, words::INSERT)?;
        let want = quoted_first(after)?;
        let at = match quoted_last(before) {
            Some(named) => {
                let found = self.find(named)?;
                let leads = words::BEFORE.iter().any(|word| before.trim_end().ends_with(word));
                if leads { found.start } else { found.end }
            }
            None if before.trim().chars().count() > 4 => return None,
            None => self.span.end,
        };
        Some((at..at, Asking::Text(want.to_owned())))
    }

    /// The nearest place of a text that is named: within what the remark is on, if it stands there.
    fn find(&self, named: &str) -> Option<Range<usize>> {
        let all = self.paragraph.match_indices(named).map(|(at, text)| at..at + text.len());
        all.min_by_key(|found| {
            let outside =
                self.span.start.saturating_sub(found.start) + found.end.saturating_sub(self.span.end);
            (outside, found.start)
        })
    }
}

/// What stands before and behind the first of some words.
fn split<'t>(text: &'t str, by: &[&str]) -> Option<(&'t str, &'t str)> {
    // Words within quotation marks are those of the book.
    let (at, word) = by
        .iter()
        .filter_map(|word| {
            let found = text.match_indices(word).find(|(at, _)| !within_marks(text, *at))?;
            Some((found.0, found.1))
        })
        .min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))?;
    Some((&text[..at], &text[at + word.len()..]))
}

fn within_marks(text: &str, at: usize) -> bool {
    text[..at].chars().fold(0_i32, |open, c| match c {
        '“' | '「' | '‘' => open + 1,
        '”' | '」' | '’' => open - 1,
        _ => open,
    }) > 0
}

/// The text that is wanted: in quotation marks, or without them to the end of the clause.
fn wanted(after: &str) -> Option<&str> {
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || c == '：' || c == ':');
    if after.starts_with(['“', '"', '「', '‘', '\'']) {
        return quoted_first(after);
    }
    let bare = after.split(['，', '。', '；', '（', '(', ';']).next().unwrap_or_default().trim();
    (!bare.is_empty() && bare.chars().count() <= 40).then_some(bare)
}

const MARKS: [(char, char); 5] = [('“', '”'), ('「', '」'), ('‘', '’'), ('"', '"'), ('\'', '\'')];

/// What stands in the first quotation marks.
fn quoted_first(text: &str) -> Option<&str> {
    let (at, open) = text.char_indices().find(|(_, c)| MARKS.iter().any(|(open, _)| open == c))?;
    let close = MARKS.iter().find(|(mark, _)| *mark == open)?.1;
    let inner = &text[at + open.len_utf8()..];
    Some(
        &inner[..inner
            .rfind(close)
            .filter(|_| open != close && !inner.contains(open))
            .or_else(|| inner.find(close))?],
    )
}

/// What stands in the last quotation marks.
fn quoted_last(text: &str) -> Option<&str> {
    let (at, close) = text.char_indices().rev().find(|(_, c)| MARKS.iter().any(|(_, close)| close == c))?;
    let open = MARKS.iter().find(|(_, mark)| *mark == close)?.0;
    let inner = &text[..at];
    Some(&inner[inner.rfind(open)? + open.len_utf8()..])
}

/// Where in `context` the text stands that `want` is the corrected form of: the stretch round `at` that is nearest to
/// it. `None` where nothing is near: then `want` is no text of the book, but words about it.
pub fn corrected(context: &str, at: Range<usize>, want: &str) -> Option<Range<usize>> {
    let chars: Vec<(usize, char)> = context.char_indices().collect();
    let index = |byte: usize| chars.partition_point(|(start, _)| *start < byte);
    let (from, to) = (index(at.start), index(at.end));
    let target: Vec<char> = want.chars().collect();
    if target.len() > 200 || chars.len() > 400 {
        return None;
    }
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for start in (0..=from).rev() {
        // The distances of all stretches that begin here.
        let mut row: Vec<usize> = (0..=target.len()).collect();
        for end in start..=chars.len() {
            if end > start {
                let c = chars[end - 1].1;
                let mut corner = row[0];
                row[0] += 1;
                for (j, wanted) in target.iter().enumerate() {
                    let next = (corner + usize::from(*wanted != c)).min(row[j] + 1).min(row[j + 1] + 1);
                    corner = std::mem::replace(&mut row[j + 1], next);
                }
            }
            let cost = row[target.len()];
            if end >= to && best.as_ref().is_none_or(|(least, size, _)| (cost, end - start) < (*least, *size))
            {
                best = Some((cost, end - start, start..end));
            }
        }
    }
    let (cost, size, found) = best?;
    if cost * 2 > target.len().max(size) && target.len() > 12 {
        return None;
    }
    let byte = |i: usize| chars.get(i).map_or(context.len(), |(at, _)| *at);
    Some(byte(found.start)..byte(found.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "清河区副书记李明到青石镇调研，青石镇汇报了工作。";

    fn read(span: &str, said: &str) -> Option<(String, Option<String>)> {
        let at = TEXT.find(span).unwrap();
        let (place, asking) = wish(TEXT, at..at + span.len(), said)?;
        let want = match asking {
            Asking::Text(want) => Some(want),
            _ => None,
        };
        Some((TEXT[place].to_owned(), want))
    }

    fn some(at: &str, want: &str) -> Option<(String, Option<String>)> {
        Some((at.to_owned(), Some(want.to_owned())))
    }

    #[test]
    fn wishes_are_read() {
        assert_eq!(read("区副书记", "应为“区委副书记”。"), some("区副书记", "区委副书记"));
        assert_eq!(read("区副书记", "改为区委副书记，请核"), some("区副书记", "区委副书记"));
        assert_eq!(read("李明", "“副书记”改为“书记”"), some("副书记", "书记"));
        assert_eq!(read("青石镇汇报", "将青石镇改成镇政府"), some("青石镇", "镇政府"));
        assert_eq!(read("汇报了", "删“了”字"), some("了", ""));
        assert_eq!(read("汇报了", "删"), some("汇报了", ""));
        assert_eq!(read("李明", "“到”前补“一行”"), some("", "一行"));
        assert_eq!(read("李明", "补“等”"), some("", "等"));
        assert_eq!(read("李明", "请核任免文件"), Some(("李明".to_owned(), None)));
        assert_eq!(read("李明", "不改"), None);
        assert_eq!(read("李明", "是否为李鸣？\n应为“李鸣”"), some("李明", "李鸣"));
    }

    #[test]
    fn answers_are_read() {
        assert_eq!(answer("改（王编辑）"), Answer::Accepted);
        assert_eq!(answer("不改（原件如此）"), Answer::Kept);
        assert_eq!(answer("改为“区委”"), Answer::Other);
        assert_eq!(answer(""), Answer::Open);
        assert_eq!(answer("待核"), Answer::Open);
    }

    #[test]
    fn corrected_text_finds_its_place() {
        let context = "产量增长15～30%，比上年提高";
        let at = context.find("15～30%").unwrap();
        let at = at..at + "15～30%".len();
        assert_eq!(corrected(context, at.clone(), "15%～30%"), Some(at.clone()));
        assert_eq!(corrected(context, at.clone(), "范围两端都应带百分号，请查原表后补写"), None);
        let point = context.find('，').unwrap();
        assert_eq!(corrected(context, point..point, "；"), Some(point..point));
    }
}
