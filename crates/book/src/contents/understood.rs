//! Whether the lines of the contents were told apart: where many are not, nothing may be concluded from them.

use super::ContentsEntry;
use super::lines::digit;
use crate::table::spec_words::DATE_UNIT;
use crate::words::is_han;

/// So few odd entries are faults of the contents.
const FEW: usize = 4;

/// Whether pages stand inside many titles, or pages fall again and again.
pub(super) fn is_tangled(entries: &[ContentsEntry]) -> bool {
    let inner = entries.iter().filter(|e| holds_page(&e.title)).count();
    let pages: Vec<u32> = entries.iter().filter_map(|e| e.page).collect();
    let falls = pages.windows(2).filter(|w| w[1] < w[0]).count();
    inner > FEW && inner * 12 > entries.len() || falls > FEW && falls * 8 > pages.len()
}

/// Whether figures stand alone between two words of a title: 概况 32 民族工作. 报告 2022 年 is a date.
fn holds_page(title: &str) -> bool {
    let parts: Vec<&str> = title.split_whitespace().collect();
    parts.windows(3).any(|w| {
        let [before, page, after] = w else { return false };
        let figures = page.chars().count() <= 4 && page.chars().all(|c| digit(c).is_some());
        let word = |c: Option<char>| c.is_some_and(|c| is_han(c) || "《》“”（）".contains(c));
        figures
            && word(before.chars().next_back())
            && word(after.chars().next())
            && !after.starts_with(|c: char| DATE_UNIT.contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_inside_a_title_is_told_from_a_date() {
        assert!(holds_page("概况 32 民族工作"));
        assert!(!holds_page("报告 2022 年第3次会议"));
        assert!(!holds_page("规划 2021—2025 年"));
    }
}
