//! Headings without marks in a source that has no contents: short lines right before marked entries, one for the 分目,
//! or two for the 类目 and its first 分目.

use crate::contents::is_contents_heading;
use crate::ending::{End, end_of};
use crate::lines::{Line, Shape};
use crate::structure::is_chronicle;
use crate::table::spec_words::ARTICLE_FIGURE;
use crate::words::is_han;
use crate::{StructureWords, squeeze};
use kanwu_text::han;

/// So many entries a source must have before its short lines are read as headings.
const ENOUGH: usize = 4;

/// A heading has no more characters.
const LONGEST: usize = 14;

/// The title of a chronicle has no more.
const LONGEST_CHRONICLE: usize = 30;

/// Gives such lines the shape of headings of the first and second level.
pub(crate) fn recognise(lines: &mut [Line<'_>]) {
    for own in lines.chunk_by_mut(|a, b| a.at.source == b.at.source) {
        let entries = own.iter().filter(|line| line.shape == Shape::EntryHead).count();
        let marked =
            own.iter().any(|line| matches!(line.shape, Shape::Heading(_)) || is_contents_heading(line.text));
        if marked {
            continue;
        }
        if let Some(title) = own.first().map(|line| squeeze(line.text))
            && title.chars().count() <= LONGEST_CHRONICLE
            && is_chronicle(StructureWords::get(), &title)
        {
            chronicle(own);
            continue;
        }
        if entries < ENOUGH {
            continue;
        }
        let sections: Vec<usize> = (0..own.len().saturating_sub(1))
            .filter(|i| own[i + 1].shape == Shape::EntryHead && is_title(&own[*i]) && stands_apart(own, *i))
            .collect();
        for at in sections {
            own[at].shape = Shape::Heading(2);
            if at > 0 && is_title(&own[at - 1]) && stands_apart(own, at - 1) {
                own[at - 1].shape = Shape::Heading(1);
            }
        }
    }
}

/// A chronicle alone: its title, and the months below it.
fn chronicle(lines: &mut [Line<'_>]) {
    for (n, line) in lines.iter_mut().enumerate().filter(|(_, line)| line.shape == Shape::Text) {
        if n == 0 {
            line.shape = Shape::Heading(1);
        } else if is_month(line.text) {
            line.shape = Shape::Heading(2);
        }
    }
}

/// 1月, 十二月, 3月份
fn is_month(text: &str) -> bool {
    let text = squeeze(text);
    let Some(figure) = text.strip_suffix("月份").or_else(|| text.strip_suffix(han::MONTH)) else {
        return false;
    };
    (1..=2).contains(&figure.chars().count())
        && figure.chars().all(|c| c.is_ascii_digit() || ARTICLE_FIGURE.contains(&c))
}

/// A short line of Han characters alone.
pub(crate) fn is_title(line: &Line<'_>) -> bool {
    let count = line.text.chars().count();
    line.shape == Shape::Text
        && (2..=LONGEST).contains(&count)
        && line.text.chars().all(|c| is_han(c) || c == ' ' || c == '　')
}

/// Whether the text before it has ended.
pub(crate) fn stands_apart(lines: &[Line<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let line = &lines[before];
        line.shape != Shape::Text || is_title(line) || end_of(line.text) == End::Closed
    })
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use crate::parse;

    #[test]
    fn a_chronicle_alone_has_its_months() {
        let text = "清河区2022年大事记\n\n1月\n\n4日　召开会议。\n\n同日　桥梁通车。\n\n2月\n\n8日　植树。\n";
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        assert_eq!(book.categories.len(), 1);
        assert_eq!(book.sections.len(), 2);
    }

    #[test]
    fn short_lines_before_entries_are_headings() {
        let text = "清河年鉴2023\n\n编辑说明\n\n本卷记述2022年情况。\n\n农业\n\n种植业\n\n【概况】　全年种植玉米。\n\n\
                    【植保】　全年开展植保。\n\n林业\n\n【造林】　全年造林。\n\n工业\n\n机械\n\n【水泵】　全年生产水泵。\n";
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        let categories: Vec<&str> = book.categories.iter().map(|c| c.title.as_str()).collect();
        let sections: Vec<&str> = book.sections.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(categories, ["农业", "工业"]);
        assert_eq!(sections, ["种植业", "林业", "机械"]);
        assert_eq!(book.entries.len(), 4);
    }
}
