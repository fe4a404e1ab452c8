//! How a contents page sets its pages where neither a leader nor a tab tells: by what many of its lines do alike.

use kanwu_text::han;
use rustc_hash::FxHashSet;

use super::extent::is_prose;
use super::lines::{digit, ends_with_page};
use super::titles::without_number;
use crate::normal;
use crate::words::is_han;

/// So many lines make a habit.
const ENOUGH: usize = 3;
/// So many lines with two entries each are a habit, however many there are with one.
const MANY: usize = 8;
/// No more lines are looked at.
const MOST: usize = 4000;
/// A heading of the body has no more bytes.
const LONGEST_HEADING: usize = 90;

/// What is taken for a page though nothing but its place says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habit {
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
        let lines: Vec<&str> = lines.take(MOST).collect();
        let mut seen = Seen::default();
        for text in &lines[..before_prose(&lines)] {
            seen.line(text);
        }
        if seen.is_plain() {
            return Habit::default();
        }
        let mut body: Option<FxHashSet<String>> = None;
        let mut usual = |set: &Set| set.is_usual(seen.titles) || set.stands_again(&mut body, &lines);
        // 1 综述, 2 农业 … are numbers of the titles, unless nothing else can be their pages.
        let left = &seen.left.pages;
        let counted = left.first().is_some_and(|n| *n <= 1) && left.windows(2).all(|w| w[1] == w[0] + 1);
        let numbers = counted && (left.len() >= ENOUGH || seen.plain > 0);
        let several = seen.several.pages.len();
        Habit {
            brackets: usual(&seen.brackets),
            slash: usual(&seen.slash),
            dash: usual(&seen.dash),
            left: !numbers && usual(&seen.left),
            // Of long contents only some pages may have two columns.
            several: several >= 2 && (several * 10 >= seen.titles * 3 || several >= MANY)
                || seen.several.stands_again(&mut body, &lines),
        }
    }
}

/// How many lines stand before the first two sentences in a row.
fn before_prose(lines: &[&str]) -> usize {
    let two = lines.windows(2).position(|pair| pair.iter().all(|text| is_prose(text)));
    two.unwrap_or(lines.len())
}

/// The lines that set a page in one form.
#[derive(Default)]
struct Set<'a> {
    pages: Vec<u32>,
    titles: Vec<&'a str>,
}

impl Set<'_> {
    fn is_usual(&self, titles: usize) -> bool {
        let pages = &self.pages;
        pages.len() >= ENOUGH && pages.len() * 5 >= titles * 2 && mostly_rise(pages)
    }

    /// Whether, of a few lines, one has a title that stands again alone, as a heading does. `body` is filled when it is
    /// first asked for.
    fn stands_again(&self, body: &mut Option<FxHashSet<String>>, lines: &[&str]) -> bool {
        if self.titles.is_empty() {
            return false;
        }
        let body = body.get_or_insert_with(|| lines.iter().filter_map(|text| lone_title(text)).collect());
        let again = self.titles.iter().filter(|title| body.contains(&normal(without_number(title)))).count();
        again > 0 && again * 3 >= self.titles.len() && (again > 1 || self.titles.len() > 1)
    }
}

/// What was seen of the lines of the contents.
#[derive(Default)]
struct Seen<'a> {
    brackets: Set<'a>,
    slash: Set<'a>,
    dash: Set<'a>,
    left: Set<'a>,
    several: Set<'a>,
    titles: usize,
    /// Lines whose pages need no habit to be known.
    plain: usize,
}

impl<'a> Seen<'a> {
    fn line(&mut self, text: &'a str) {
        if is_prose(text) {
            return;
        }
        self.titles += 1;
        if has_several(text) {
            let first = after_page(text).map_or(text, |end| &text[..end]);
            self.several.pages.push(0);
            self.several.titles.push(without_page(first));
            self.several.titles.extend(text.get(first.len()..).map(without_page));
        }
        let row = text.trim_start_matches(['|', ' ']);
        let cells = || row.matches('|').count() == 2;
        if let Some(page) = left_page(row).filter(|_| !text.starts_with('|') || cells()) {
            self.left.pages.push(page.value);
            self.left.titles.push(without_page(&row[page.title..]));
        }
        if ends_with_page(text) {
            self.plain += 1;
            return;
        }
        let Some((form, page, title)) = last_page(text) else { return };
        let set = match form {
            Form::Brackets => &mut self.brackets,
            Form::Slash => &mut self.slash,
            Form::Dash => &mut self.dash,
        };
        set.pages.push(page);
        set.titles.push(title);
    }

    /// Whether no line needs a habit.
    fn is_plain(&self) -> bool {
        let sets = [&self.brackets, &self.slash, &self.dash, &self.left, &self.several];
        sets.iter().all(|set| set.titles.is_empty())
    }
}

/// The title that is all a line holds, or that a line opens with in 【】, as titles are compared.
fn lone_title(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "#*".contains(c));
    if let Some((title, _)) = bare.strip_prefix('【').and_then(|rest| rest.split_once('】')) {
        return Some(normal(title));
    }
    let short = bare.len() <= LONGEST_HEADING && !bare.ends_with(['。', '；']);
    (short && !bare.ends_with(|c| digit(c).is_some())).then(|| normal(without_number(bare)))
}

/// A title without the page, the marks and the leader round it.
fn without_page(text: &str) -> &str {
    let marks = |c: char| digit(c).is_some() || c.is_whitespace() || "（）()/／….·-*#【】|".contains(c);
    text.trim_matches(marks)
}

/// How a page is set at the end of a line.
enum Form {
    Brackets,
    Slash,
    Dash,
}

/// The page at the end of a line, with a title right before it: the form, the page, the title.
fn last_page(text: &str) -> Option<(Form, u32, &str)> {
    let text = text.trim_end_matches(['*', ' ', '|']);
    let bare = text.strip_suffix(['）', ')']).unwrap_or(text);
    let bracketed = bare.len() < text.len();
    let bare = bare.strip_suffix(han::PAGE).filter(|_| bracketed).unwrap_or(bare);
    let head = bare.trim_end_matches(|c| digit(c).is_some());
    let page = number(&bare[head.len()..])?;
    let (form, title) = if bracketed {
        (Form::Brackets, head.strip_suffix(['（', '('])?)
    } else if let Some(title) = head.trim_end().strip_suffix(['/', '／']) {
        (Form::Slash, title)
    } else {
        (Form::Dash, head.trim_end().strip_suffix('—')?)
    };
    title.chars().any(is_han).then(|| (form, page, without_page(title.trim_end_matches('—'))))
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
    let opens = title.chars().next().is_some_and(|c| is_han(c) || "《“【".contains(c));
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
    // Where dots lead to the pages of a line, a figure after a blank belongs to a title: 建校 100 周年…… 105.
    let led = has_leader(field);
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
            let opens = next.chars().next().is_some_and(|c| is_han(c) || "《“【".contains(c));
            if next.len() < rest.len() && opens && field[start..i].chars().count() <= 4 {
                return Some(end);
            }
        }
        from = None;
        let blank = c.is_whitespace() && (parted || !led);
        parted = blank || matches!(c, '（' | '(' | '/' | '／' | '.' | '…' | '·');
        titled |= is_han(c);
    }
    None
}

/// Whether dots that lead to a page may stand in a field.
pub(super) fn has_leader(field: &str) -> bool {
    ["..", "··", "…"].iter().any(|dots| memchr::memmem::find(field.as_bytes(), dots.as_bytes()).is_some())
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
    fn figures_in_a_title_are_no_page_where_dots_lead_to_the_pages() {
        assert_eq!(after_page("建校 100 周年 ….. 105"), None);
        assert_eq!(after_page("会议 ….. 45 清河区 2021 年"), Some("会议 ….. 45".len()));
        assert_eq!(after_page("概况 32 民族工作 37"), Some("概况 32".len()));
    }

    #[test]
    fn one_line_is_none_and_numbers_of_titles_are_no_pages() {
        assert_eq!(of(&["农业……9", "庆祝建社（30）", "林业……12"]), Habit::default());
        assert!(!of(&["1 农业", "2 工业", "3 商业", "4 教育"]).left);
    }
}
