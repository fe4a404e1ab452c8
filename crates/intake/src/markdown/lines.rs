//! What each line of a Markdown text looks like: by itself, and by the block that it stands in.

use kanwu_text::layout::for_lines;
use kanwu_text::{LaidLine, LineShape, MarkupKind, Stretch};

use super::reader::{Block, BlockKind, Parsed};

/// The lines that are not blank.
pub(super) fn shaped(text: &str, parsed: &Parsed) -> Vec<LaidLine> {
    let mut lines = Vec::new();
    let mut blocks: &[Block] = &parsed.blocks;
    let mut stretches: &[Stretch] = &parsed.stretches;
    for_lines(text, |span, blanks| {
        while let Some((first, rest)) = blocks.split_first()
            && first.span.end <= span.start
        {
            blocks = rest;
        }
        while let Some((first, rest)) = stretches.split_first()
            && first.span.end <= span.start
        {
            stretches = rest;
        }
        let line = span.of_text(text);
        let block = blocks.first().filter(|block| block.span.start <= span.start).map(|block| block.kind);
        let shape = match (block, LineShape::of(line)) {
            (Some(BlockKind::Literal), _) => LineShape::Literal,
            (Some(BlockKind::Comment), _) => LineShape::Comment,
            (Some(BlockKind::Table), LineShape::Text) if line.contains('|') => LineShape::Row,
            (_, LineShape::Text | LineShape::Image) if is_unread(text, span.range(), stretches) => match line
            {
                _ if line.starts_with("<img") || line.starts_with("![") => LineShape::Image,
                _ if line.starts_with("<!--") => LineShape::Comment,
                _ => LineShape::Literal,
            },
            (_, shape) => shape,
        };
        lines.push(LaidLine { span, shape, blanks });
    });
    lines
}

/// Whether tags, comments, code and formulas are all that stands in `line`.
fn is_unread(text: &str, line: std::ops::Range<usize>, stretches: &[Stretch]) -> bool {
    let mut from = line.start;
    let blank = |from: usize, to: usize| text.get(from..to).is_none_or(|t| t.trim().is_empty());
    let own = stretches.iter().take_while(|s| (s.span.start as usize) < line.end);
    let mut any = false;
    for s in own.filter(|s| !matches!(s.kind, MarkupKind::Raw)) {
        if !blank(from, s.span.start as usize) {
            return false;
        }
        any |= matches!(s.kind, MarkupKind::Hidden | MarkupKind::Literal);
        from = (s.span.end as usize).max(from);
    }
    any && blank(from, line.end)
}
