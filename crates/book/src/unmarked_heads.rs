//! Headings without marks, told by the contents, by what stands after them and by their numbers; and the level that
//! each has among the others.

use rustc_hash::FxHashMap;

use crate::lines::{Line, Shape};
use crate::plain_heads::{is_title, stands_apart};
use crate::{BlockKind, Contents, Level, normal};

/// Lines right before an entry, or before such a line, in sources whose headings carry no marks: their indexes.
/// `source_is_bare` says by source whether it has none.
pub(crate) fn before_entries(
    lines: &[Line<'_>],
    body: usize,
    source_is_bare: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for i in (body..lines.len().saturating_sub(1)).rev() {
        let (line, next) = (&lines[i], &lines[i + 1]);
        let opens = next.shape == Shape::EntryHead || out.last() == Some(&(i + 1));
        // Three lines deep nothing is a heading for this reason alone.
        let deep = out.ends_with(&[i + 2, i + 1]);
        if opens
            && !deep
            && line.at.source == next.at.source
            && source_is_bare(line.at.source.index())
            && is_title(line)
            && stands_apart(lines, i)
        {
            out.push(i);
        }
    }
    out
}

/// The level of each heading without a mark, from 1: where headings follow each other without text between, each
/// stands below the one before.
pub(crate) fn depths(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    body: usize,
    contents: &Contents,
) -> FxHashMap<usize, u8> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (i, kind) in kinds.iter().enumerate().skip(body) {
        match kind {
            BlockKind::Heading { level: 0 } => match runs.last_mut().filter(|_| open) {
                Some(run) => run.push(i),
                None => runs.push(vec![i]),
            },
            BlockKind::Comment | BlockKind::Break | BlockKind::Image => continue,
            _ => {
                open = false;
                continue;
            }
        }
        open = true;
    }
    let shown = |i: usize| {
        let title = normal(lines[i].text);
        let found = contents.entries.iter().find(|e| e.level == Level::Category && normal(&e.title) == title);
        found.is_some()
    };
    let marked = lines[body.min(lines.len())..].iter().any(|line| line.shape == Shape::EntryHead);
    let most = if marked { 2 } else { 3 };
    let longest = usual_length(&runs).min(most);
    let mut out = FxHashMap::default();
    for run in &runs {
        for (n, i) in run.iter().enumerate() {
            let from_end = run.len() - n;
            let level =
                if n == 0 && run.len() > longest { 1 } else { (longest + 1).saturating_sub(from_end).max(1) };
            let level = if level > 1 && shown(*i) { 1 } else { level };
            // A second 分目 right after the first has no entries; it is no 类目.
            let level = if n > 0 && level == 1 && longest > 1 && !shown(*i) { 2 } else { level };
            out.insert(*i, level as u8);
        }
    }
    out
}

/// The greatest length that two runs have, or one where there are few.
fn usual_length(runs: &[Vec<usize>]) -> usize {
    let with = |len: usize| runs.iter().filter(|run| run.len() >= len).count();
    let longest = runs.iter().map(Vec::len).max().unwrap_or(0);
    (1..=longest).rev().find(|len| with(*len) >= 2 || *len <= 2).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use crate::parse;

    const BODY: &str = "农业\n\n种植业\n\n【概况】　全年种植玉米。\n\n【植保】　全年开展植保。\n\n林业\n\n【造林】　全年造林。\n\n\
                        工业\n\n机械\n\n【水泵】　全年生产水泵。\n";

    fn outline(contents: &str) -> (Vec<String>, Vec<String>, usize) {
        let text = format!("清河年鉴2023\n\n目　录\n\n{contents}\n\n{BODY}");
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        let categories = book.categories.iter().map(|c| c.title.clone()).collect();
        let sections = book.sections.iter().map(|s| s.title.clone()).collect();
        (categories, sections, book.entries.len())
    }

    #[test]
    fn flat_contents_leave_the_levels_to_the_body() {
        let layouts = [
            "农业……1\n种植业……1\n概况……1\n植保……2\n林业……3\n造林……3\n工业……4\n机械……4\n水泵……4",
            "农业（1）\n种植业（1）\n概况（1）\n植保（2）\n林业（3）\n造林（3）\n工业（4）\n机械（4）\n水泵（4）",
            "农业/1\n种植业/1\n概况/1\n植保/2\n林业/3\n造林/3\n工业/4\n机械/4\n水泵/4",
            "农业\n种植业……1\n林业……3\n工业\n机械……4",
            "农业……1\n　种植业……1\n　　概况……1\n　　植保……2\n　林业……3\n　　造林……3\n工业……4\n　机械……4\n　　水泵……4",
        ];
        for contents in layouts {
            let (categories, sections, entries) = outline(contents);
            assert_eq!(categories, ["农业", "工业"], "{contents}");
            assert_eq!(sections, ["种植业", "林业", "机械"], "{contents}");
            assert_eq!(entries, 4);
        }
    }
}
