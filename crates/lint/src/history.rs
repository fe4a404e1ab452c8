//! Edits made round after round, told as edits of the text that stood first.

use kanwu_text::{
    BlockEvidence, Document, Edit, Format, Left, Origin, PageMark, PartOrigins, Replaced, Source, SourceSpan,
    apply,
};

/// What the text of a source has become.
#[derive(Clone, Debug)]
pub struct EditHistory {
    segments: Vec<Segment>,
    /// Where each ends in the text as it is now.
    ends: Vec<u32>,
    /// Bytes of the first text.
    first: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    /// Bytes of the first text.
    Kept(SourceSpan),
    New(String),
}

impl Segment {
    fn len(&self) -> u32 {
        match self {
            Segment::Kept(span) => span.len(),
            Segment::New(text) => SourceSpan::of(0..text.len()).end,
        }
    }

    /// From byte `from` to byte `to` of the segment.
    fn part(&self, from: u32, to: u32) -> Segment {
        match self {
            Segment::Kept(span) => Segment::Kept(SourceSpan::new(span.start + from, span.start + to)),
            Segment::New(text) => Segment::New(SourceSpan::new(from, to).of_text(text).to_owned()),
        }
    }
}

impl EditHistory {
    /// Of a text of so many bytes, to which nothing has been done.
    pub fn new(bytes: usize) -> EditHistory {
        let whole = SourceSpan::of(0..bytes);
        EditHistory { segments: vec![Segment::Kept(whole)], ends: vec![whole.end], first: whole.end }
    }

    /// Notes edits of the text as it is now: sorted, and apart.
    pub fn edit(&mut self, edits: &[Edit<SourceSpan>]) {
        let mut segments = Vec::with_capacity(self.segments.len() + 2 * edits.len());
        let mut at = 0;
        for edit in edits {
            self.copy(SourceSpan::new(at, edit.at.start), &mut segments);
            if !edit.content.is_empty() {
                segments.push(Segment::New(edit.content.clone()));
            }
            at = edit.at.end;
        }
        self.copy(SourceSpan::new(at, u32::MAX), &mut segments);
        let mut end = 0;
        self.ends.clear();
        self.ends.extend(segments.iter().map(|segment| {
            end += segment.len();
            end
        }));
        self.segments = segments;
    }

    fn copy(&self, span: SourceSpan, out: &mut Vec<Segment>) {
        let first = self.ends.partition_point(|end| *end <= span.start);
        for (segment, end) in self.segments.iter().zip(&self.ends).skip(first) {
            let at = end - segment.len();
            if at >= span.end {
                break;
            }
            let (from, to) = (span.start.max(at), span.end.min(*end));
            if from < to {
                out.push(segment.part(from - at, to - at));
            }
        }
    }

    /// All that was done, as edits of the first text.
    pub fn edits(&self) -> Vec<Edit<SourceSpan>> {
        let mut out = Vec::new();
        let mut kept = 0;
        let mut content = String::new();
        let end = Segment::Kept(SourceSpan::empty(self.first));
        for segment in self.segments.iter().chain([&end]) {
            match segment {
                Segment::New(text) => content.push_str(text),
                Segment::Kept(span) => {
                    if span.start > kept || !content.is_empty() {
                        let content = std::mem::take(&mut content);
                        out.push(Edit::new(SourceSpan::new(kept, span.start), content));
                    }
                    kept = span.end;
                }
            }
        }
        out
    }

    /// Where in the first text a place of the text as it is now stood: what was put in stands for what it
    /// replaced.
    pub fn origin(&self, span: SourceSpan) -> SourceSpan {
        // The segment that holds the first byte, and the one that the last byte ends in.
        let (from, to) = (
            self.ends.partition_point(|end| *end <= span.start),
            self.ends.partition_point(|end| *end < span.end),
        );
        let place = |i: usize, at: u32| match self.segments.get(i)? {
            Segment::Kept(own) => Some(own.start + at + self.segments[i].len() - self.ends[i]),
            Segment::New(_) => None,
        };
        let kept = |segment: &Segment| if let Segment::Kept(own) = segment { Some(*own) } else { None };
        let start = match (place(from, span.start), self.segments.get(..from)) {
            (Some(start), _) => start,
            (None, Some(before)) if from < self.segments.len() => {
                before.iter().rev().find_map(kept).map_or(0, |own| own.end)
            }
            _ => self.first,
        };
        let end = place(to, span.end).unwrap_or_else(|| {
            let after = self.segments.get(to + 1..).unwrap_or_default();
            after.iter().find_map(kept).map_or(self.first, |own| own.start)
        });
        SourceSpan::new(start, end.max(start))
    }
}

/// A source with its text edited; what it knows beside the text moves along. `None` where the edits are not sorted,
/// apart and on characters. The text of a proof stands as it is printed: an edit of it gives `None`.
pub fn edited(source: &Source, edits: &[Edit<SourceSpan>]) -> Option<Source> {
    let text = apply(&source.text, edits)?;
    // Places come in order, so that each edit is counted once.
    let moves = || {
        let mut edits = edits.iter().peekable();
        let mut by = 0_i64;
        move |at: u32| {
            while let Some(edit) = edits.next_if(|e| e.at.end <= at) {
                by += edit.content.len() as i64 - i64::from(edit.at.len());
            }
            u32::try_from(i64::from(at) + by).unwrap_or(0)
        }
    };
    let followed = match edits {
        [edit] => {
            let replaced = Replaced { at: edit.at, len: SourceSpan::of(0..edit.content.len()).end };
            kanwu_intake::relayout(source, &text, replaced)
        }
        _ => None,
    };
    let anew = || (source.format == Format::Markdown).then(|| kanwu_intake::layout(&text));
    let layout = followed.or_else(anew);
    let mut out = Source::new(source.path.clone(), source.format, text);
    if let Some(layout) = layout {
        out = out.with_layout(layout);
    }
    out.encoding = source.encoding;
    let mut moved = moves();
    out.pages = source.pages.iter().map(|page| PageMark { at: moved(page.at), ..page.clone() }).collect();
    if let Some(proof) = source.proof() {
        out.origin = Origin::Pdf(proof.clone());
        return edits.is_empty().then_some(out);
    }
    if let Some(document) = source.document() {
        let (mut starts, mut paragraphs, mut blocks) = (moves(), moves(), moves());
        let made = document.made.iter().map(|made| {
            let start = starts(made.start);
            SourceSpan::new(start, start + made.len())
        });
        let mut closed = moves();
        let closed = document.closed.iter().map(|span| {
            let start = closed(span.start);
            SourceSpan::new(start, start + span.len())
        });
        out.origin = Origin::DocxPart(Document {
            made: made.collect(),
            closed: closed.collect(),
            origins: PartOrigins::default(),
            paragraphs: document.paragraphs.iter().map(|at| paragraphs(*at)).collect(),
            blocks: document.blocks.iter().map(|b| BlockEvidence { at: blocks(b.at), ..*b }).collect(),
            left: document.left.iter().map(|left| Left { at: moves()(left.at), ..*left }).collect(),
            unread: document.unread.clone(),
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edit(start: u32, end: u32, content: &str) -> Edit<SourceSpan> {
        Edit::new(SourceSpan::new(start, end), content)
    }

    #[test]
    fn rounds_become_one() {
        let mut history = EditHistory::new(10);
        history.edit(&[edit(2, 4, "abc"), edit(8, 8, "x")]);
        // 01 abc 4567 x 89
        history.edit(&[edit(4, 6, ""), edit(9, 10, "yz")]);
        // 01 ab 567 yz 89
        assert_eq!(history.edits(), [edit(2, 5, "ab"), edit(8, 8, "yz")]);
        assert_eq!(history.origin(SourceSpan::new(0, 2)), SourceSpan::new(0, 2));
        assert_eq!(history.origin(SourceSpan::new(2, 3)), SourceSpan::new(2, 5));
        assert_eq!(history.origin(SourceSpan::new(4, 6)), SourceSpan::new(5, 7));
    }

    #[test]
    fn what_a_source_knows_moves_along() {
        let mut source = Source::new("a.docx", Format::Docx, "# 甲,乙\n丙\n");
        source.origin = Origin::DocxPart(Document {
            made: vec![SourceSpan::new(0, 2), SourceSpan::new(9, 10), SourceSpan::new(13, 14)],
            paragraphs: vec![0, 10],
            ..Document::default()
        });
        source.pages = vec![PageMark { at: 10, ordinal: 2, label: None }];
        let edited = edited(&source, &[edit(5, 6, "，")]).unwrap();
        let document = edited.document().unwrap();
        assert_eq!(edited.text, "# 甲，乙\n丙\n");
        assert_eq!(document.made, [SourceSpan::new(0, 2), SourceSpan::new(11, 12), SourceSpan::new(15, 16)]);
        assert_eq!((document.paragraphs.clone(), edited.pages[0].at), (vec![0, 12], 12));
    }

    proptest! {
        #[test]
        fn rounds_give_the_same_text(
            text in "[a-e]{0,20}",
            rounds in proptest::collection::vec(proptest::collection::vec((0u32..24, 0u32..4, "[v-z]{0,3}"), 0..4), 0..4),
        ) {
            let first = Source::new("a.md", Format::Markdown, text.clone());
            let mut now = edited(&first, &[]).unwrap();
            let mut history = EditHistory::new(text.len());
            for mut round in rounds {
                round.sort();
                let mut edits: Vec<Edit<SourceSpan>> = Vec::new();
                for (start, len, content) in round {
                    let end = (start + len).min(now.text.len() as u32);
                    if start <= end && edits.last().is_none_or(|last| last.at.end < start) {
                        edits.push(edit(start, end, &content));
                    }
                }
                history.edit(&edits);
                now = edited(&now, &edits).unwrap();
            }
            prop_assert_eq!(edited(&first, &history.edits()).unwrap().text, now.text);
        }
    }
}
