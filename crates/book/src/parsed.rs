//! A book kept while its manuscript is edited. An edit of running text leaves the structure as it is: places behind it
//! move, one paragraph reads otherwise, and nothing is parsed again.

use std::borrow::Cow;

use kanwu_text::{Location, Manuscript, ReadingSpan, Replaced, Source, SourceId, SourceSpan};

use crate::running_text::{free_text, reads_alike};
use crate::{BlockKind, Book, ContentsEntry, EditorialSpec, Piece, Reading, ReadingId, Stated, Zone};

/// What stands in a manuscript that has no sources.
static NOTHING: Manuscript = Manuscript { sources: Vec::new() };

/// The first lines of a source may be its title, whatever they look like.
const FIRST_LINES: usize = 8;

/// A book apart from its manuscript.
#[derive(Debug)]
pub struct ParsedBook(Book<'static>);

impl Book<'_> {
    /// Whether a block is a paragraph of the body, of which structure and contents read no more than how it looks.
    fn may_be_running_text(&self, n: usize) -> bool {
        let Some(block) = self.blocks.get(n) else { return false };
        let first = n.checked_sub(FIRST_LINES).and_then(|first| self.blocks.get(first));
        matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead)
            && block.zone != Zone::FrontMatter
            && first.is_some_and(|first| first.at.source == block.at.source)
            && !self.spec_blocks.contains(&n)
    }

    /// Where the title ends that a block opens with; 0 where it opens with none.
    fn title_end(&self, n: usize) -> u32 {
        let entry = self.blocks.get(n).and_then(|block| self.entries.get(block.entry?.index()));
        entry.filter(|entry| entry.block.index() == n).map_or(0, |entry| entry.at.span.end)
    }

    /// Where running text stands that nothing but the rules reads: whatever letters and figures stand there instead, the
    /// structure of the book is the same.
    pub fn running_text(&self) -> Vec<(ReadingId, Location)> {
        let all = (0..self.blocks.len()).filter(|n| self.may_be_running_text(*n));
        let place = |n: usize| {
            let block = self.blocks.get(n)?;
            let source =
                self.manuscript.source(block.at.source).filter(|source| source.document().is_none())?;
            let free = free_text(self.text(block.at))?;
            let marks = source.layout().within(block.at.span).last().map_or(0, |mark| mark.span.end);
            let at = block.at.part(free).span;
            let start = at.start.max(marks).max(self.title_end(n) + 1) as usize;
            let start = source.text.ceil_char_boundary(start);
            let place = SourceSpan::of(start..(at.end as usize).max(start));
            Some((block.reading?, Location::new(block.at.source, place)))
        };
        all.filter_map(place).filter(|(_, at)| !at.span.is_empty()).collect()
    }

    /// Lets go of the manuscript. Paragraphs that stand in one piece of it are read from there again.
    pub fn apart(self) -> ParsedBook {
        let apart = |reading: Reading<'_>| Reading {
            text: match reading.text {
                Cow::Borrowed(_) if reading.pieces.len() == 1 => Cow::Borrowed(""),
                text => Cow::Owned(text.into_owned()),
            },
            pieces: reading.pieces,
            zone: reading.zone,
            kind: reading.kind,
            block: reading.block,
            joins: reading.joins,
            head: reading.head,
            literal: reading.literal,
        };
        ParsedBook(Book {
            manuscript: &NOTHING,
            blocks: self.blocks,
            readings: self.readings.into_iter().map(apart).collect(),
            categories: self.categories,
            sections: self.sections,
            entries: self.entries,
            tables: self.tables,
            runs: self.runs,
            contents: self.contents,
            spec: self.spec,
            spec_blocks: self.spec_blocks,
        })
    }
}

impl ParsedBook {
    /// The book of the manuscript that it was parsed from, with the edits that it has followed.
    pub fn of(self, manuscript: &Manuscript) -> Book<'_> {
        let mut book: Book<'_> = self.0;
        book.manuscript = manuscript;
        for reading in &mut book.readings {
            if let (Cow::Borrowed(_), [piece]) = (&reading.text, reading.pieces.as_slice()) {
                let span = SourceSpan::new(piece.start, piece.start + piece.len);
                reading.text = Cow::Borrowed(manuscript.text_at(Location::new(piece.source, span)));
            }
        }
        book
    }

    /// Follows an edit of a source, which was `before` and is `now`, and adds the paragraphs that it changed. Whether it
    /// could: an edit that may change what the structure is read from is not followed, and the book is of no use then.
    pub fn follow(
        &mut self,
        id: SourceId,
        before: &Source,
        now: &Source,
        replaced: Replaced,
        changed: &mut Vec<ReadingId>,
    ) -> bool {
        let Some((reading, piece)) = self.running_text(id, before, now, replaced) else { return false };
        let Some(own) = self.0.readings.get_mut(reading.index()) else { return false };
        change(own, piece, now, replaced);
        self.shift(id, replaced);
        let parted = |reading: &Reading<'_>| {
            let mut starts =
                reading.pieces.iter().filter(|piece| piece.source == id).map(|piece| piece.start);
            starts.clone().any(|at| at < replaced.at.start) && starts.any(|at| at > replaced.at.start)
        };
        changed.push(reading);
        // How far its pieces stand apart is a part of what a paragraph is.
        changed.extend(
            (0..)
                .map(ReadingId)
                .zip(&self.0.readings)
                .filter(|(_, reading)| parted(reading))
                .map(|(id, _)| id),
        );
        true
    }

    /// The paragraph that an edit is in, and the piece of it, where the edit leaves all else as it is.
    fn running_text(
        &self,
        id: SourceId,
        before: &Source,
        now: &Source,
        replaced: Replaced,
    ) -> Option<(ReadingId, usize)> {
        let book = &self.0;
        let at = replaced.at;
        let after = book.blocks.partition_point(|b| (b.at.source, b.at.span.start) <= (id, at.start));
        let n = after.checked_sub(1)?;
        let block = book.blocks.get(n).filter(|block| block.at.source == id)?;
        let line = block.at.span;
        if !book.may_be_running_text(n)
            || at.start <= line.start
            || line.end <= at.end
            || before.document().is_some()
        {
            return None;
        }
        // Markup before the edit belongs to a title.
        let rest = SourceSpan::new(at.start, line.end);
        let bare =
            before.layout().within(rest).is_empty() && now.layout().within(replaced.span(rest)).is_empty();
        let (old, new) = (line.of_text(&before.text), replaced.span(line).of_text(&now.text));
        if !bare || !reads_alike(old, new, (at.start - line.start) as usize) {
            return None;
        }
        if book.title_end(n) >= at.start {
            return None;
        }
        let reading = block.reading?;
        let own = book.reading(reading)?;
        let holds =
            |piece: &Piece| piece.source == id && piece.start < at.start && at.end < piece.start + piece.len;
        let piece = own.pieces.iter().position(holds)?;
        let within = own.pieces.get(piece).map(|piece| at.start - piece.start + piece.at)?;
        let held = match &own.text {
            Cow::Owned(text) => {
                SourceSpan::new(within, within + at.len()).of_text(text) == at.of_text(&before.text)
            }
            Cow::Borrowed(_) => true,
        };
        (held && own.head.end <= within).then_some((reading, piece))
    }

    /// Moves what stands behind an edit.
    fn shift(&mut self, id: SourceId, replaced: Replaced) {
        let shift = |at: &mut Location| {
            if at.source == id {
                at.span = replaced.span(at.span);
            }
        };
        let book = &mut self.0;
        book.blocks.iter_mut().for_each(|block| shift(&mut block.at));
        for piece in book.readings.iter_mut().flat_map(|reading| &mut reading.pieces) {
            if piece.source == id {
                piece.start = replaced.place(piece.start);
            }
        }
        book.categories.iter_mut().for_each(|category| shift(&mut category.at));
        book.sections.iter_mut().for_each(|section| shift(&mut section.at));
        book.entries.iter_mut().for_each(|entry| shift(&mut entry.at));
        for table in &mut book.tables {
            let rows = table.header.iter_mut().chain(&mut table.rows);
            rows.flat_map(|row| &mut row.cells).for_each(shift);
        }
        book.contents.at.iter_mut().for_each(shift);
        book.contents.entries.iter_mut().for_each(|entry| shift_entry(entry, shift));
        shift_spec(&mut book.spec, shift);
    }
}

/// Puts what was written in the place of what was replaced, in piece `n` of a paragraph.
fn change(reading: &mut Reading<'_>, n: usize, now: &Source, replaced: Replaced) {
    let Some(piece) = reading.pieces.get(n).copied() else { return };
    let from = piece.at + replaced.at.start - piece.start;
    // The edit as one of the paragraph.
    let own = Replaced { at: SourceSpan::new(from, from + replaced.at.len()), ..replaced };
    let new = SourceSpan::new(replaced.at.start, replaced.at.start + replaced.len).of_text(&now.text);
    if let Cow::Owned(text) = &mut reading.text {
        text.replace_range(own.at.range(), new);
    }
    for (i, piece) in reading.pieces.iter_mut().enumerate().skip(n) {
        if i == n {
            piece.len = piece.len - replaced.at.len() + replaced.len;
        } else {
            piece.at = own.place(piece.at);
        }
    }
    reading.joins.iter_mut().for_each(|at| *at = own.place(*at));
    for span in &mut reading.literal {
        *span = ReadingSpan::new(own.place(span.start), own.place(span.end));
    }
}

fn shift_entry(entry: &mut ContentsEntry, shift: impl Fn(&mut Location)) {
    let parts = entry.title_at.iter_mut().chain(&mut entry.page_at).chain(&mut entry.leader_at);
    parts.chain(entry.wraps.iter_mut().map(|wrap| &mut wrap.at)).for_each(shift);
}

fn shift_spec(spec: &mut EditorialSpec, shift: impl Fn(&mut Location)) {
    fn places<T>(stated: &mut [Stated<T>]) -> impl Iterator<Item = &mut Location> {
        stated.iter_mut().filter_map(|one| one.at.as_mut())
    }
    let EditorialSpec {
        at,
        clauses,
        period,
        standards,
        keeps_mu,
        bulletin,
        categories,
        category_count,
        other_categories,
    } = spec;
    at.iter_mut().for_each(&shift);
    clauses.iter_mut().for_each(|clause| shift(&mut clause.at));
    places(period.as_mut_slice()).for_each(&shift);
    places(standards).for_each(&shift);
    places(keeps_mu.as_mut_slice()).for_each(&shift);
    places(bulletin.as_mut_slice()).for_each(&shift);
    places(categories).for_each(&shift);
    places(category_count.as_mut_slice()).for_each(&shift);
    places(other_categories).for_each(&shift);
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Edit, Format, apply};

    use super::*;
    use crate::parse;

    const TEXT: &str = "清河年鉴2023\n\n编辑说明\n\n一、本卷记述2022年清河区的情况，分类目、分目、条目三个层次编写，条目标题用【】标示。\n\n\
        目　录\n\n农业……1\n种植业……1\n工业……4\n机械……4\n\n农业\n\n种植业\n\n【概况】　全年种植玉米3万亩，总产1.2万吨，\
        比上年增长5%，其中青石镇种植1万亩，总产0.4万吨，占全区的三分之一，带动农户3600户增收。\n\n\
        【植保】　全年开展植保（含飞防）作业12次，覆盖农田2万亩，培训农民1500人次，印发“明白纸”3000份，病虫害损失率控制在\n\n\
        5%以内，全区各镇（街道）都成立了植保服务队，配备人员120人、机械60台，服务农户2100户，群众反映良好，成效显著。\n\n\
        工业\n\n机械\n\n【水泵】　全年生产水泵1.5万台，产值3亿元，新增产品5种，获得专利12项，其中发明专利3项，产品销往全国\
        20个省份，出口到6个国家，企业职工人数达到800人，人均工资增长4%。\n\n| 项目 | 数量 |\n\n3月5日　清河区召开会议。\n";

    fn source(text: &str) -> Source {
        Source::new("a.txt", Format::Plain, text)
    }

    /// All that a book holds.
    fn written(book: &Book<'_>) -> String {
        format!(
            "{:?}",
            (
                (&book.blocks, &book.readings, &book.categories, &book.sections, &book.entries),
                (&book.tables, &book.runs, &book.contents, &book.spec, &book.spec_blocks)
            )
        )
    }

    #[test]
    fn a_book_that_has_followed_an_edit_is_the_book_parsed_anew() {
        let before = Manuscript::single(source(TEXT));
        let mut followed = 0;
        for (at, _) in TEXT.char_indices() {
            for (gone, new) in [(0, "，"), (0, "区里"), (1, ""), (2, "5%"), (1, "）"), (0, "\n"), (0, "。")]
            {
                let end = TEXT[at..].char_indices().nth(gone).map_or(TEXT.len(), |(n, _)| at + n);
                let span = SourceSpan::of(at..end);
                let text = apply(TEXT, &[Edit::new(span, new)]).unwrap();
                let now = Manuscript::single(source(&text));
                let mut book = parse(&before).apart();
                let replaced = Replaced { at: span, len: new.len() as u32 };
                let mut changed = Vec::new();
                let (old, new) = (&before.sources[0], &now.sources[0]);
                if book.follow(SourceId(0), old, new, replaced, &mut changed) {
                    assert_eq!(written(&book.of(&now)), written(&parse(&now)), "{text}");
                    followed += 1;
                }
            }
        }
        assert!(followed > 100, "{followed}");
    }
}
