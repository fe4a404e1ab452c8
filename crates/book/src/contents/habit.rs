//! How a contents page sets its pages where neither a leader nor a tab tells: by what many of its lines do alike.

use super::extent::is_prose;
use super::lines::{digit, ends_with_page};
use crate::words::is_han;

/// So many lines make a habit.
const ENOUGH: usize = 3;
/// So many lines with two entries each are a habit, however many there are with one.
const MANY: usize = 8;
/// No more lines are looked at.
const MOST: usize = 4000;

/// What is taken for a page though nothing but its place says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habit {
    /// 农业（12）
    pub brackets: bool,
    /// 农业/12
    pub slash: bool,
    /// 农业——12
    pub dash: bool,
    /// 12　农业
    pub left: bool,
    /// 种植业 9　概况 9: more than one entry on a line.
    pub several: bool,
}

impl Habit {
    /// The habit of the lines after the heading 目录; what stands after the contents is left out as far as it can be
    /// told from titles.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Habit {
        let (mut brackets, mut slash, mut dash, mut left) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut titles, mut several, mut prose) = (0_usize, 0_usize, 0_usize);
        for text in lines.take(MOST) {
            if is_prose(text) {
                prose += 1;
                if prose == 2 {
                    break;
                }
                continue;
            }
            prose = 0;
            titles += 1;
            several += usize::from(has_several(text));
            if let Some(page) = left_page(text) {
                left.push(page.value);
            }
            if ends_with_page(text) {
                continue;
            }
            match last_page(text) {
                Some((Form::Brackets, page)) => brackets.push(page),
                Some((Form::Slash, page)) => slash.push(page),
                Some((Form::Dash, page)) => dash.push(page),
                None => {}
            }
        }
        let usual =
            |pages: &[u32]| pages.len() >= ENOUGH && pages.len() * 5 >= titles * 2 && mostly_rise(pages);
        // 1 综述, 2 农业 … are numbers of the titles.
        let counted = left.first().is_some_and(|n| *n <= 1) && left.windows(2).all(|w| w[1] == w[0] + 1);
        Habit {
            brackets: usual(&brackets),
            slash: usual(&slash),
            dash: usual(&dash),
            left: usual(&left) && !counted,
            // Of long contents only some pages may have two columns.
            several: several >= 2 && (several * 10 >= titles * 3 || several >= MANY),
        }
    }
}

/// How a page is set at the end of a line.
enum Form {
    Brackets,
    Slash,
    Dash,
}

/// The page at the end of a line, with a title right before it.
fn last_page(text: &str) -> Option<(Form, u32)> {
    let text = text.trim_end_matches(['*', ' ', '|']);
    let bare = text.strip_suffix(['）', ')']).unwrap_or(text);
    let head = bare.trim_end_matches(|c| digit(c).is_some());
    let page = number(&bare[head.len()..])?;
    let (form, title) = if bare.len() < text.len() {
        (Form::Brackets, head.strip_suffix(['（', '('])?)
    } else if let Some(title) = head.trim_end().strip_suffix(['/', '／']) {
        (Form::Slash, title)
    } else {
        (Form::Dash, head.trim_end().strip_suffix('—')?)
    };
    title.chars().any(is_han).then_some((form, page))
}

/// A page at the start of a line.
pub(super) struct LeftPage {
    /// Its value.
    pub value: u32,
    /// Where its digits end.
    pub end: usize,
    /// Where the title begins.
    pub title: usize,
}

/// The page that a line opens with: figures, a blank or dots, a title.
pub(super) fn left_page(text: &str) -> Option<LeftPage> {
    let end = text.find(|c| digit(c).is_none())?;
    let value = number(&text[..end])?;
    let rest = &text[end..];
    let title = rest.trim_start_matches([' ', '　', '\t', '.', '…', '·', '|', '\u{a0}']);
    let apart = title.len() < rest.len() && (!rest.starts_with('.') || rest.starts_with(".."));
    let opens = title.chars().next().is_some_and(|c| is_han(c) || "《“".contains(c));
    (apart && opens && !title.ends_with(|c| digit(c).is_some())).then_some(LeftPage {
        value,
        end,
        title: text.len() - title.len(),
    })
}

/// Whether a line without tabs holds two titles, each with a page after a blank or in brackets.
fn has_several(text: &str) -> bool {
    let last = text.trim_end_matches(['）', ')']).ends_with(|c| digit(c).is_some());
    last && !text.contains(['\t', '|'])
        && after_page(text).is_some_and(|n| text[n..].trim_start().chars().any(is_han))
}

/// Where the first page of a field ends that a title stands behind: 种植业 9|　概况 9, 种植业（9）|　概况（9）.
pub(super) fn after_page(field: &str) -> Option<usize> {
    let mut titled = false;
    let mut from: Option<usize> = None;
    let mut parted = false;
    for (i, c) in field.char_indices() {
        if digit(c).is_some() {
            if from.is_none() && parted && titled {
                from = Some(i);
            }
            continue;
        }
        let closes = matches!(c, '）' | ')');
        if let Some(start) = from
            && (c.is_whitespace() || closes)
        {
            let end = if closes { i + c.len_utf8() } else { i };
            let rest = &field[end..];
            let next = rest.trim_start();
            let opens = next.chars().next().is_some_and(|c| is_han(c) || "《“".contains(c));
            if next.len() < rest.len() && opens && field[start..i].chars().count() <= 4 {
                return Some(end);
            }
        }
        from = None;
        parted = c.is_whitespace() || matches!(c, '（' | '(' | '/' | '／' | '.' | '…' | '·');
        titled |= is_han(c);
    }
    None
}

fn number(figures: &str) -> Option<u32> {
    let count = figures.chars().count();
    (1..=4).contains(&count).then(|| figures.chars().filter_map(digit).fold(0, |n, d| n * 10 + d))
}

/// Pages go up; a wrong one here and there is a fault of the contents.
fn mostly_rise(pages: &[u32]) -> bool {
    let falls = pages.windows(2).filter(|w| w[1] < w[0]).count();
    falls * 4 <= pages.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Habit {
        Habit::of(lines.iter().copied())
    }

    #[test]
    fn what_many_lines_do_is_a_habit() {
        assert!(of(&["农业（9）", "种植业（9）", "林业（12）"]).brackets);
        assert!(of(&["农业/9", "种植业/9", "林业/12"]).slash);
        assert!(of(&["农业——9", "种植业——9", "林业——12"]).dash);
        assert!(of(&["9　农业", "9　种植业", "12　林业"]).left);
        assert!(of(&["农业", "种植业 9 林业 12", "水利 13 农机 15"]).several);
        assert!(of(&["种植业（9）　林业（12）", "水利（13）　农机（15）"]).several);
    }

    #[test]
    fn one_line_is_none_and_numbers_of_titles_are_no_pages() {
        assert_eq!(of(&["农业……9", "庆祝建社（30）", "林业……12"]), Habit::default());
        assert!(!of(&["1 农业", "2 工业", "3 商业", "4 教育"]).left);
    }
}
