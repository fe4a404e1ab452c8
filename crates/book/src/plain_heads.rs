//! Headings without marks in a source that has no contents: short lines right before marked entries, one for the 分目,
//! or two for the 类目 and its first 分目.

use crate::contents::is_contents_heading;
use crate::ending::{End, end_of};
use crate::lines::{Line, Shape};
use crate::words::is_han;

/// So many entries a source must have before its short lines are read as headings.
const ENOUGH: usize = 4;

/// A heading has no more characters.
const LONGEST: usize = 14;

/// Gives such lines the shape of headings of the first and second level.
pub(crate) fn recognise(lines: &mut [Line<'_>]) {
    for own in lines.chunk_by_mut(|a, b| a.at.source == b.at.source) {
        let entries = own.iter().filter(|line| line.shape == Shape::EntryHead).count();
        let marked =
            own.iter().any(|line| matches!(line.shape, Shape::Heading(_)) || is_contents_heading(line.text));
        if entries < ENOUGH || marked {
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
