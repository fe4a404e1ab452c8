//! Divider pages 篇章页 that bear the title of a 类目, which is printed again on the page that it opens.

use kanwu_text::{Manuscript, PageMark};

use crate::lines::Line;
use crate::markup::plain;
use crate::{BlockKind, Contents, normal};

/// Of the two titles one is the heading, the other design: the contents tell on whose page the 类目 begins; where they do
/// not, it is the first.
pub(crate) fn mark(
    manuscript: &Manuscript,
    lines: &[Line<'_>],
    kinds: &mut [BlockKind],
    from: usize,
    contents: &Contents,
) {
    let page = |i: usize| -> Option<&PageMark> {
        manuscript.source(lines[i].at.source)?.page_at(lines[i].at.span.start)
    };
    let mut headings = (from..lines.len())
        .filter(|i| !matches!(kinds[*i], BlockKind::Comment | BlockKind::Break | BlockKind::Image));
    let Some(mut first) = headings.next() else { return };
    let mut design = Vec::new();
    for second in headings {
        let pair = (first, second);
        first = second;
        let (BlockKind::Heading { .. }, BlockKind::Heading { .. }) = (kinds[pair.0], kinds[pair.1]) else {
            continue;
        };
        let (Some(own), Some(next)) = (page(pair.0), page(pair.1)) else { continue };
        let title = normal(&plain(&lines[pair.0]));
        if own.ordinal >= next.ordinal || title != normal(&plain(&lines[pair.1])) {
            continue;
        }
        let listed = |mark: &PageMark| {
            mark.label.is_some()
                && contents.entries.iter().any(|e| e.page == mark.label && normal(&e.title) == title)
        };
        design.push(if listed(next) && !listed(own) { pair.0 } else { pair.1 });
    }
    for i in design {
        kinds[i] = BlockKind::Divider;
    }
}
