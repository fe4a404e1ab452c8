//! The layout of a text after an edit within one line: that line is looked at, and all else has only moved.

use kanwu_text::layout::line_marks;
use kanwu_text::{Format, LaidLine, Layout, LineShape, MarkupKind, Replaced, Source, SourceSpan, Stretch};

use crate::markdown::{is_blank_line, is_plain_line};

/// A paragraph of more lines is not looked at: all of the text is laid out again.
const MOST_LINES: usize = 64;

/// How `text` is laid out, which is `before` with a stretch replaced. `None` where the edit may have changed more than
/// one line of running text.
pub fn relayout(before: &Source, text: &str, replaced: Replaced) -> Option<Layout> {
    let tags = match before.format {
        Format::Plain => true,
        // In Markdown only what stands in a plain paragraph is told by its line alone.
        Format::Markdown => false,
        Format::Docx | Format::Pdf => return None,
    };
    let layout = before.layout();
    let n = layout.lines.partition_point(|line| line.span.end <= replaced.at.start);
    let line = layout.lines.get(n)?;
    let inside = line.span.start < replaced.at.start && replaced.at.end < line.span.end;
    if !inside || line.shape != LineShape::Text {
        return None;
    }
    let span = replaced.span(line.span);
    let (old, new) = (line.span.of_text(&before.text), text.get(span.range())?);
    if new.contains('\n') || LineShape::of(old) != LineShape::Text || LineShape::of(new) != LineShape::Text {
        return None;
    }
    let markdown = before.format == Format::Markdown;
    if markdown && !(is_plain_paragraph(&before.text, line.span) && is_plain_paragraph(text, span)) {
        return None;
    }
    let marks = |text: &str, at: u32| {
        let mut marks = Vec::new();
        line_marks(text, at, tags, &mut marks);
        marks
    };
    let own = layout.within(line.span);
    let by_line_alone = own == marks(old, line.span.start).as_slice();
    if !by_line_alone || markdown && own.iter().any(|mark| mark.kind != MarkupKind::Syntax) {
        return None;
    }
    let first = layout.stretches.partition_point(|mark| mark.span.end <= line.span.start);
    let moved = |mark: &Stretch| Stretch { span: replaced.span(mark.span), ..*mark };
    let mut stretches = Vec::with_capacity(layout.stretches.len() + 4);
    stretches.extend(layout.stretches.iter().take(first));
    stretches.extend(marks(new, span.start));
    stretches.extend(layout.stretches.iter().skip(first + own.len()).map(moved));
    let lines = layout.lines.iter().map(|line| LaidLine { span: replaced.span(line.span), ..*line });
    Some(Layout { lines: lines.collect(), stretches })
}

/// Whether the paragraph that a line belongs to has no sign of markup beside those which a line tells by itself.
fn is_plain_paragraph(text: &str, line: SourceSpan) -> bool {
    let above = text.get(..line.start as usize).unwrap_or_default();
    // The blanks before the line are a part of it.
    let (above, own) = text.split_at(above.rfind('\n').map_or(0, |at| at + 1));
    let above = above.split_inclusive('\n').rev().take_while(|line| !is_blank_line(line));
    let below = own.split_inclusive('\n').take_while(|line| !is_blank_line(line));
    above.chain(below).enumerate().all(|(n, line)| n < MOST_LINES && is_plain_line(line))
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Edit, apply};
    use proptest::prelude::*;

    use super::*;
    use crate::layout;

    const TEXT: &str = "# 综合\n\n**【概况】** 清河区有学校15所，学生3600人。\n全年开展活动。\n\n- 一项\n- 又一项\n\n\
        | 项目 | 数量 |\n|---|---|\n| 学校 | 15 |\n\n> 引文一段。\n\n    代码\n\n青石镇*重点*工作，见[文](a.md)。\n\n\
        ```\n甲乙丙\n```\n\n区里**召开**会议，部署工作。\n";

    fn source(format: Format, text: &str) -> Source {
        let source = Source::new("a.md", format, text);
        if format == Format::Markdown { source.with_layout(layout(text)) } else { source }
    }

    #[test]
    fn an_edit_within_a_paragraph_is_followed() {
        let before = source(Format::Markdown, TEXT);
        let at = SourceSpan::empty(TEXT.find("学生").map_or(0, |at| at as u32));
        let text = apply(TEXT, &[Edit::new(at, "教师")]).unwrap();
        let told = relayout(&before, &text, Replaced { at, len: 6 });
        assert_eq!(told, Some(layout(&text)));
    }

    proptest! {
        #[test]
        fn it_is_laid_out_as_it_would_be_anew(
            at in 0..TEXT.len(),
            gone in 0_usize..8,
            new in "(，|[甲 ]|\\*\\*|\\*|`|\n|#|<b>|\\||>|- |\t|1\\.|~|\\[){0,3}",
            plain in any::<bool>(),
        ) {
            let format = if plain { Format::Plain } else { Format::Markdown };
            let from = TEXT.floor_char_boundary(at);
            let span = SourceSpan::of(from..TEXT.floor_char_boundary((at + gone).min(TEXT.len())).max(from));
            let before = source(format, TEXT);
            let text = apply(TEXT, &[Edit::new(span, new.as_str())]).unwrap();
            let len = new.len() as u32;
            if let Some(told) = relayout(&before, &text, Replaced { at: span, len }) {
                let anew = source(format, &text);
                prop_assert_eq!(&told, anew.layout());
            }
        }
    }
}
