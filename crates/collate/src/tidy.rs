//! Differences as a reader tells them: a number changes as a whole, chance agreements between changes are none, and a
//! sentence that was put in begins where a sentence begins.

use std::ops::Range;

use crate::Stream;

/// A difference: what stands in the place of what. One side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

impl Edit {
    fn size(&self) -> usize {
        self.old.len().max(self.new.len())
    }

    /// How many characters agree between this edit and the next one.
    fn apart(&self, next: &Edit) -> usize {
        next.old.start - self.old.end
    }

    fn join(&mut self, next: &Edit) {
        self.old.end = next.old.end;
        self.new.end = next.new.end;
    }
}

/// Numbers and Latin words longer than this are not taken whole.
const LONGEST_WORD: usize = 24;

/// Two states between whose edits all agrees.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'s, 't> {
    pub old: &'s Stream<'t>,
    pub new: &'s Stream<'t>,
}

impl Sides<'_, '_> {
    /// Edits told where they begin best. `within` is the stretch of the old run that they stand in.
    pub fn slid(&self, mut edits: Vec<Edit>, within: Range<usize>) -> Vec<Edit> {
        for i in 0..edits.len() {
            let from = i.checked_sub(1).map_or(within.start, |before| edits[before].old.end);
            let to = edits.get(i + 1).map_or(within.end, |next| next.old.start);
            self.slide(&mut edits[i], from, to);
        }
        edits
    }

    /// The same differences, without chance agreements, and told where they begin best.
    pub fn tidy(&self, edits: Vec<Edit>, within: Range<usize>) -> Vec<Edit> {
        self.slid(without_chance(edits), within)
    }

    /// The same differences with numbers and Latin words taken whole; each with the edits that it is made of. Those
    /// that `skip` names are left out.
    pub fn told(
        &self,
        edits: &[Edit],
        within: Range<usize>,
        skip: impl Fn(usize) -> bool,
    ) -> Vec<(Edit, Range<usize>)> {
        let mut out: Vec<(Edit, Range<usize>)> = Vec::with_capacity(edits.len());
        for (i, edit) in edits.iter().enumerate().filter(|(i, _)| !skip(*i)) {
            let from = i.checked_sub(1).map_or(within.start, |before| edits[before].old.end);
            let to = edits.get(i + 1).map_or(within.end, |next| next.old.start);
            let mut edit = edit.clone();
            self.take_words(&mut edit, from, to);
            match out.last_mut() {
                // Two that take the same number.
                Some((last, own))
                    if own.end == i && edit.old.start <= last.old.end && edit.new.start <= last.new.end =>
                {
                    last.join(&edit);
                    own.end = i + 1;
                }
                _ => out.push((edit, i..i + 1)),
            }
        }
        out
    }

    /// What was put in or left out may be told in several ways: of 。甲。 the 甲。 or the 。甲. It is told so that it begins
    /// with a paragraph, a sentence or a clause, if it can be.
    fn slide(&self, edit: &mut Edit, from: usize, to: usize) {
        let Some((lowest, highest)) = self.reach(edit, from, to) else { return };
        let best = (lowest..=highest).max_by_key(|by| {
            let (at, end) = self.moved(edit, *by);
            // Of equal places that which the alignment has chosen.
            (self.boundary(at).min(self.boundary(end)), std::cmp::Reverse(by.abs()))
        });
        let Some(by) = best.filter(|by| *by != 0) else { return };
        let shift =
            |range: &Range<usize>| range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by);
        (edit.old, edit.new) = (shift(&edit.old), shift(&edit.new));
    }

    /// How far an edit with one empty side can be told further to the left and right, between characters `from` and `to`
    /// of the old run.
    pub fn reach(&self, edit: &Edit, from: usize, to: usize) -> Option<(isize, isize)> {
        let (chars, span) = match (edit.old.is_empty(), edit.new.is_empty()) {
            (true, false) => (self.new.chars(), &edit.new),
            (false, true) => (self.old.chars(), &edit.old),
            _ => return None,
        };
        let left = (1..=edit.old.start - from)
            .take_while(|by| chars[span.start - by] == chars[span.end - by])
            .count();
        let right = (0..to - edit.old.end)
            .take_while(|by| chars.get(span.start + by) == chars.get(span.end + by))
            .count();
        Some((-(left as isize), right as isize))
    }

    /// Both ends of the side of an edit that is not empty, told `by` characters further on.
    fn moved(&self, edit: &Edit, by: isize) -> (End, End) {
        let (new, span) = (edit.old.is_empty(), if edit.old.is_empty() { &edit.new } else { &edit.old });
        let end = |at: usize| End { new, at: at.saturating_add_signed(by) };
        (end(span.start), end(span.end))
    }

    /// How good a place is for a change to begin or end.
    fn boundary(&self, End { new, at }: End) -> u8 {
        let side = if new { self.new } else { self.old };
        if side.begins_paragraph(at) {
            return 4;
        }
        match at.checked_sub(1).and_then(|before| side.chars().get(before)) {
            None => 4,
            Some('。' | '！' | '？' | '；') => 3,
            Some('，' | '、' | '：' | '）' | '》' | '”' | '】') => 2,
            _ => 0,
        }
    }

    /// Widens an edit within a number or a Latin word to the whole of it.
    fn take_words(&self, edit: &mut Edit, from: usize, to: usize) {
        let old = self.old.chars();
        let first = [old.get(edit.old.clone()), self.new.chars().get(edit.new.clone())];
        let first: Vec<&[char]> = first.into_iter().flatten().filter(|side| !side.is_empty()).collect();
        let opens = |before: char| first.iter().any(|side| sticks(before, side[0]));
        let mut by = 0;
        // A side that is empty has no border of its own.
        let borders = |at: fn(&Range<usize>) -> usize| {
            !edit.old.is_empty() && self.old.parted(at(&edit.old))
                || !edit.new.is_empty() && self.new.parted(at(&edit.new))
        };
        let (starts, ends) = (borders(|range| range.start), borders(|range| range.end));
        if edit.old.start > from && !starts && opens(old[edit.old.start - 1]) {
            by = 1;
            while by < LONGEST_WORD && edit.old.start - by > from {
                let at = edit.old.start - by;
                if !sticks(old[at - 1], old[at]) || self.old.parted(at) {
                    break;
                }
                by += 1;
            }
        }
        let closes = |behind: char| first.iter().any(|side| sticks(side[side.len() - 1], behind));
        let mut ahead = 0;
        if edit.old.end < to && !ends && closes(old[edit.old.end]) {
            ahead = 1;
            while ahead < LONGEST_WORD && edit.old.end + ahead < to {
                let at = edit.old.end + ahead;
                if !sticks(old[at - 1], old[at]) || self.old.parted(at) {
                    break;
                }
                ahead += 1;
            }
        }
        edit.old = edit.old.start - by..edit.old.end + ahead;
        edit.new = edit.new.start - by..edit.new.end + ahead;
    }
}

/// A place in one of the runs.
#[derive(Clone, Copy)]
struct End {
    new: bool,
    at: usize,
}

/// Whether two characters belong to one number or one Latin word.
fn sticks(a: char, b: char) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    let point = |c: char| c == '.' || c == ',';
    figure(a) && (figure(b) || point(b) || b == '%')
        || point(a) && figure(b)
        || a.is_ascii_alphabetic() && b.is_ascii_alphabetic()
}

/// Edits joined where fewer characters agree between two of them than either changes: in two texts that have nothing
/// to do with each other some agree by chance.
fn without_chance(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let mut edit = edit;
        while let Some(last) = out.last_mut() {
            let apart = last.apart(&edit);
            // Single characters that change close to one another are changes of their own.
            if apart >= last.size().min(edit.size()) || edit.size().min(last.size()) < 2 {
                break;
            }
            last.join(&edit);
            edit = last.clone();
            out.pop();
        }
        out.push(edit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paragraph;
    use crate::align::align;
    use crate::collation::between;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new) = ([Paragraph::text(old)], [Paragraph::text(new)]);
        let (old, new) = (Stream::new(&old), Stream::new(&new));
        let runs = align(old.chars(), new.chars());
        let (all, other) = (0..old.chars().len(), 0..new.chars().len());
        let sides = Sides { old: &old, new: &new };
        let edits = sides.tidy(between(&runs, all.clone(), other), all.clone());
        sides
            .told(&edits, all, |_| false)
            .into_iter()
            .map(|(e, _)| (old.text(e.old), new.text(e.new)))
            .collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn numbers_change_as_a_whole() {
        assert_eq!(told("增长12.5%，共3个", "增长12.6%，共3个"), pairs(&[("12.5%", "12.6%")]));
        assert_eq!(told("共123个", "共1234个"), pairs(&[("123", "1234")]));
        // Each cell of a table has a number of its own.
        assert_eq!(told("青石镇\t12\t13.4\t620", "青石镇\t21\t13.4\t620"), pairs(&[("12", "21")]));
        assert_eq!(told("青石镇\t12\t13.4\t620", "青石镇\t12\t13.4\t602"), pairs(&[("620", "602")]));
    }

    #[test]
    fn a_sentence_begins_behind_a_stop() {
        assert_eq!(told("甲。乙地增产。丙。", "甲。丙。"), pairs(&[("乙地增产。", "")]));
        assert_eq!(told("甲。丙。", "甲。乙地增产。丙。"), pairs(&[("", "乙地增产。")]));
    }

    #[test]
    fn chance_agreements_are_no_text() {
        assert_eq!(told("甲乙的丙丁", "戊己的庚辛"), pairs(&[("甲乙的丙丁", "戊己的庚辛")]));
    }
}
