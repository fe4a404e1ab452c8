//! Whether the lines of the contents were told apart: where many are not, nothing may be concluded from them.

use super::lines::digit;
use super::{ContentsEntry, Level};
use crate::table::spec_words::DATE_UNIT;
use crate::words::is_han;

/// So few odd entries are faults of the contents.
const FEW: usize = 4;

/// Whether pages stand inside many titles, or pages fall again and again: the latter not where they are `placed`, as in
/// a proof, where each stands where it is printed.
pub(super) fn is_tangled(entries: &[ContentsEntry], placed: bool) -> bool {
    let inner = entries.iter().filter(|e| inner_pages(&e.title) > 0).count();
    let pages: Vec<u32> = entries.iter().filter_map(|e| e.page).collect();
    // A wrong page here and there leaves the others in order.
    let odd = pages.len() - rising(&pages);
    inner > FEW && inner * 12 > entries.len() || !placed && odd > FEW && odd * 3 > pages.len()
}

/// How many pages at most can be kept so that none falls.
fn rising(pages: &[u32]) -> usize {
    // The least page in which so many kept ones can end.
    let mut ends: Vec<u32> = Vec::new();
    for page in pages {
        let at = ends.partition_point(|end| end <= page);
        match ends.get_mut(at) {
            Some(end) => *end = *page,
            None => ends.push(*page),
        }
    }
    ends.len()
}

/// The same of the entries of one 类目: there, two are many.
pub(super) fn is_tangled_part(entries: &[ContentsEntry]) -> bool {
    let inner = entries.iter().filter(|e| inner_pages(&e.title) > 0).count();
    let pages: Vec<u32> = entries.iter().filter_map(|e| e.page).collect();
    let odd = pages.len() - rising(&pages);
    inner > 1 && inner * 12 > entries.len() || odd > 1 && odd * 6 > pages.len()
}

/// The entries without what stands below each 类目 of which `is_bad` says, by the place of its first entry and by all
/// its entries, that it was not understood. `None` where there is none such, where less than half is left, or where
/// what is bad stands below no 类目.
pub(super) fn without_parts(
    entries: &[ContentsEntry],
    is_bad: impl Fn(usize, &[ContentsEntry]) -> bool,
) -> Option<Vec<ContentsEntry>> {
    let mut out = Vec::with_capacity(entries.len());
    let mut from = 0;
    let mut any = false;
    for part in entries.chunk_by(|_, next| next.level != Level::Category) {
        if is_bad(from, part) {
            any = true;
            let head = part.first().filter(|head| head.level == Level::Category)?;
            out.push(ContentsEntry { unread_below: true, ..head.clone() });
        } else {
            out.extend_from_slice(part);
        }
        from += part.len();
    }
    (any && out.len() * 2 > entries.len()).then_some(out)
}

/// Contents with fewer entries are read as they stand.
pub(super) const LARGE: usize = 60;

/// Whether so many entries of large contents are not in the body, are not alike or are out of order that their lines
/// were not told apart. `found`: by entry its place in the body, and whether the titles are equal.
pub(super) fn is_astray(found: &[Option<(usize, bool)>]) -> bool {
    let lost = found.iter().filter(|f| !f.is_some_and(|(_, exact)| exact)).count();
    let places: Vec<usize> = found.iter().flatten().map(|(place, _)| *place).collect();
    let falls = places.windows(2).filter(|w| w[1] < w[0]).count();
    // Contents of another book are not astray: nearly nothing is found.
    found.len() >= LARGE && (lost + falls) * 8 > found.len() && places.len() * 2 > found.len()
}

/// So many entries of one 类目 that are not found in their places are no faults of the contents.
const MANY_ASTRAY: usize = 6;

/// The same of what stands below one 类目.
pub(super) fn is_astray_part(found: &[Option<(usize, bool)>]) -> bool {
    let lost = found.iter().filter(|f| !f.is_some_and(|(_, exact)| exact)).count();
    let places: Vec<usize> = found.iter().flatten().map(|(place, _)| *place).collect();
    let falls = places.windows(2).filter(|w| w[1] < w[0]).count();
    lost + falls >= MANY_ASTRAY && (lost + falls) * 4 > found.len()
}

/// How often figures stand alone between two words: 概况 32 民族工作. 报告 2022 年 is a date.
pub(super) fn inner_pages(title: &str) -> usize {
    let parts: Vec<&str> = title.split_whitespace().collect();
    let inner = parts.windows(3).filter(|w| {
        let [before, page, after] = *w else { return false };
        let figures = page.chars().count() <= 4 && page.chars().all(|c| digit(c).is_some());
        let word = |c: Option<char>| c.is_some_and(|c| is_han(c) || "《》“”（）".contains(c));
        figures
            && word(before.chars().next_back())
            && word(after.chars().next())
            && !after.starts_with(|c: char| DATE_UNIT.contains(&c))
    });
    inner.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_inside_a_title_is_told_from_a_date() {
        assert_eq!(inner_pages("概况 32 民族工作 33 宗教工作"), 2);
        assert_eq!(inner_pages("报告 2022 年第3次会议"), 0);
        assert_eq!(inner_pages("规划 2021—2025 年"), 0);
    }

    #[test]
    fn large_contents_of_which_much_is_out_of_place_are_astray() {
        let right: Vec<_> = (0..80).map(|n| Some((n, true))).collect();
        assert!(!is_astray(&right));
        let mixed: Vec<_> = (0..80).map(|n| Some((if n % 4 == 0 { n + 40 } else { n }, true))).collect();
        assert!(is_astray(&mixed));
        assert!(!is_astray(&mixed[..40]));
    }
}
