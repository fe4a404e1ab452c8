//! Where the contents pages begin and end.

use kanwu_text::Location;
use kanwu_text::han;
use rustc_hash::FxHashSet;

use super::Leader;
use super::columns::is_lone_head;
use super::habit::Habit;
use super::lines::{Row, ends_with_page, heading_level, row};
use super::understood::inner_pages;
use crate::words::is_one;
use crate::{StructureWords, normal, squeeze};

/// A title has at most so many characters; longer lines are prose.
const LONGEST_TITLE: usize = 90;
/// So many lines without a page end contents that have pages.
const MOST_PAGELESS: usize = 24;
/// So many pages inside a line are those of entries.
const RUN_TOGETHER: usize = 3;
/// The titles of so many first lines are kept, by which the body is known to begin.
const FIRST_LINES: usize = 40;

/// Whether a line is the heading 目录, however it is marked and spaced.
pub(crate) fn is_contents_heading(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let trimmed = line.trim_matches(|c: char| c.is_whitespace() || "#*".contains(c));
    if !trimmed.starts_with(['目', '总', '<', 'C', 'c', '【']) {
        return false;
    }
    let bare = trimmed.trim_start_matches("<b>").trim_end_matches("</b>");
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "【】*".contains(c));
    let title = squeeze(bare);
    let han = title.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let latin = title[han.len()..].to_ascii_lowercase();
    (han.is_empty() || is_one(StructureWords::get().contents, han))
        && matches!(latin.as_str(), "" | "contents" | "content")
        && !title.is_empty()
}

/// Index of the first line after the contents, and how they set their pages. `lines` are all lines that are not blank;
/// `start` is the first after the heading 目录.
pub(crate) fn extent(lines: &[(Location, &str)], start: usize) -> (usize, Habit) {
    let Some(source) = lines.get(start).map(|l| l.0.source) else {
        return (lines.len().min(start), Habit::default());
    };
    let texts = lines.iter().skip(start).take_while(|l| l.0.source == source).map(|l| l.1);
    let habit = Habit::of(texts.filter(|text| !is_contents_heading(text)));
    let mut scan = Scan { habit, ..Scan::default() };
    let end = lines
        .iter()
        .enumerate()
        .skip(start)
        .find_map(|(i, (at, text))| if at.source == source { scan.line(i, *at, text) } else { Some(i) });
    let end = end.unwrap_or_else(|| scan.last_end(lines.len())).max(start);
    let lone = end > start && lines.get(end - 1..=end).is_some_and(ends_in_lone_head);
    (end + usize::from(lone), habit)
}

/// Whether two lines are a row of two columns and, right below, the first line of a title that goes on at the
/// top of the right column: it has no page, yet belongs to the contents.
fn ends_in_lone_head(lines: &[(Location, &str)]) -> bool {
    let [(above, wide), (at, head)] = lines else { return false };
    above.source == at.source
        && above.span.end + 1 == at.span.start
        && row(wide, *above, false, Habit::default()).is_some_and(|r| r.cells.len() > 1 && r.tabular)
        && heading_level(head) == 0
        && !is_prose(head)
        && row(head, *at, false, Habit::default()).is_some_and(|r| is_lone_head(&r))
}

#[derive(Default)]
struct Scan {
    /// How the contents set their pages.
    habit: Habit,
    /// Squeezed titles of the headings and lines without a page so far.
    openers: Vec<String>,
    /// Squeezed titles of the lines with a page so far.
    listed: FxHashSet<String>,
    /// Squeezed title of the first line.
    first: Option<String>,
    /// Level of the first heading.
    depth: Option<u8>,
    entries: usize,
    paged: usize,
    /// One past the last line with a page.
    after_page: usize,
    pageless: usize,
    /// Whether lines with pages have their titles in 【】.
    marked: bool,
    /// Whether the first heading stands after lines with pages: it is the body's, unless lines with pages follow.
    headed: bool,
    /// The first of the prose lines or headings that now stand last.
    tail: Option<usize>,
    prose: usize,
}

impl Scan {
    /// Takes one line; gives the end where it is certain.
    fn line(&mut self, i: usize, at: Location, text: &str) -> Option<usize> {
        if is_contents_heading(text) {
            return None;
        }
        if is_prose(text) {
            let headed = self.headed && self.tail.is_some();
            self.tail.get_or_insert(i);
            self.prose += 1;
            let surely = opens_with_title(text) && self.entries > 0 || headed && text.ends_with('。');
            return (self.prose >= 2 || surely).then(|| self.last_end(i));
        }
        let row = if ends_with_page(text) { None } else { Some(row(text, at, false, self.habit)?) };
        let prose = std::mem::take(&mut self.prose);
        let whole = row.as_ref().and_then(|r| r.cells.first()).map(|cell| normal(cell.title));
        let Some(row) = row.filter(|r| r.cells.iter().all(|c| c.page.is_none())) else {
            self.entries += 1;
            self.paged += 1;
            self.marked |= text.contains('【');
            self.list(whole, text, at);
            self.after_page = i + 1;
            self.pageless = 0;
            self.tail = None;
            self.headed = false;
            return None;
        };
        if whole.as_ref().is_some_and(|title| self.begins_body(title, text)) {
            // A sentence or a heading that the contents do not have, right before it, was the body's, too.
            return Some(self.tail.filter(|_| prose > 0 || self.headed).unwrap_or(i));
        }
        // 【题名】 alone is an entry of the body where the contents have none in brackets.
        if opens_with_title(text) && self.paged > 0 && !self.marked {
            return Some(self.last_end(i));
        }
        self.pageless += 1;
        if self.is_paged() && self.pageless > MOST_PAGELESS {
            return Some(self.after_page);
        }
        // A leader leads to a page that is lost.
        if row.cells.iter().any(|cell| cell.leader != Leader::None) {
            self.after_page = i + 1;
        }
        self.opener(i, &row, text)
    }

    /// Keeps the title of a line with a page.
    fn list(&mut self, whole: Option<String>, text: &str, at: Location) {
        // What ends plainly with a page is not cut before it is needed: the first lines only.
        let title = whole.or_else(|| {
            let few = self.paged <= FIRST_LINES;
            let row = few.then(|| row(text, at, false, self.habit)).flatten()?;
            row.cells.first().map(|cell| normal(cell.title))
        });
        let Some(title) = title else { return };
        if self.first.is_none() && self.openers.is_empty() {
            self.first = Some(title.clone());
        }
        self.listed.insert(title);
    }

    /// Whether a line begins the body: one that says again what the first line said, or, where no heading stands among
    /// the contents, a heading that says what any line said.
    fn begins_body(&self, title: &str, text: &str) -> bool {
        let again = self.first.as_deref() == Some(title);
        let heading = heading_level(text) > 0 && (self.depth.is_none() || self.headed);
        self.paged > 0
            && self.entries >= 2
            && (again || (heading || opens_with_title(text)) && self.listed.contains(title))
    }

    /// A line without a page: a 类目, or the body's first heading, which says again what the contents said.
    fn opener(&mut self, i: usize, row: &Row<'_>, text: &str) -> Option<usize> {
        let level = heading_level(text);
        let heading = level > 0;
        if heading {
            // The first heading after lines with pages.
            self.headed |= self.depth.is_none() && self.paged > 0;
            self.tail.get_or_insert(i);
        } else {
            self.tail = None;
        }
        if row.cells.len() == 1 && (heading || self.is_paged() || self.paged == 0) {
            let title = normal(row.cells[0].title);
            let again = self.openers.iter().position(|o| *o == title);
            // 概况 stands many times as a heading of a lower level, or without a mark.
            let high = heading && level <= *self.depth.get_or_insert(level);
            let trusted = high || again == Some(0);
            if again.is_some() && trusted && self.entries.max(self.openers.len()) >= 2 {
                return Some(i);
            }
            self.openers.push(title);
        }
        self.entries += row.cells.len();
        None
    }

    fn is_paged(&self) -> bool {
        self.paged * 3 > self.entries
    }

    /// The end where only the lines so far can tell.
    fn last_end(&self, now: usize) -> usize {
        if self.is_paged() && self.after_page > 0 {
            self.after_page
        } else {
            self.tail.unwrap_or(now).min(now)
        }
    }
}

/// Whether a line opens with a title in 【】.
fn opens_with_title(text: &str) -> bool {
    text.trim_start_matches(['*', '#', ' ', '-', '　']).starts_with('【')
}

/// Whether nothing stands beside the titles in 【】 but pages.
fn holds_titles_alone(text: &str) -> bool {
    let mut depth = false;
    text.chars().all(|c| match c {
        '【' => !std::mem::replace(&mut depth, true),
        '】' => std::mem::take(&mut depth),
        _ => depth || !c.is_alphabetic() || matches!(c, han::ORDINAL | han::PAGE | 'P' | 'p'),
    })
}

/// A line too long for a title, or one that ends like a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    if text.len() <= 40 && !text.contains(['。', '【']) {
        return false;
    }
    let opens_entry = opens_with_title(text) && !holds_titles_alone(text);
    let sentence = text.ends_with(['。', '；', '！', '？']) || text.ends_with("。”");
    let columns = text.contains('\t') || text.contains("...") || text.contains("···") || text.contains('…');
    (opens_entry || sentence || text.chars().count() > LONGEST_TITLE) && !columns && !runs_together(text)
}

/// Whether a line holds several entries that a conversion has run together: 概况 32 督查工作 32 党内法规工作 32.
fn runs_together(text: &str) -> bool {
    !text.ends_with('。') && inner_pages(text) >= RUN_TOGETHER
}

#[cfg(test)]
mod tests {
    use kanwu_text::SourceSpan;

    use super::*;

    fn end(text: &str) -> usize {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            let from = at;
            at += line.len() + 1;
            if !line.trim().is_empty() {
                lines
                    .push((Location::new(Default::default(), SourceSpan::of(from..from + line.len())), line));
            }
        }
        extent(&lines, 1).0
    }

    #[test]
    fn headings() {
        for line in [
            "# 目录",
            "## 目 录",
            "**目　　录**",
            "目录 Contents",
            "CONTENTS",
            "<b>总 目</b>",
            "目次",
            "【目录】",
        ] {
            assert!(is_contents_heading(line), "{line}");
        }
        for line in
            ["目录如下：", "# 目标任务", "## 图书目录", "contents of the book", "", "#", "**", "总目标"]
        {
            assert!(!is_contents_heading(line), "{line}");
        }
    }

    #[test]
    fn ends_where_the_first_category_comes_again() {
        assert_eq!(end("# 目录\n## 特 载\n报告……2\n## 经济\n概况……9\n# 特载\n创新\n# 报告\n正文。\n"), 5);
        assert_eq!(end("目录\n特载\n报告……2\n经济\n概况……9\n特载\n报告\n正文。\n"), 5);
    }

    #[test]
    fn ends_where_a_heading_says_again_what_a_line_with_a_page_said() {
        let body = "# 特载\n## 报告\n正文。\n";
        assert_eq!(end(&format!("# 目录\n特载 1\n报告 1\n经济\n概况 9\n{body}")), 5);
        assert_eq!(end(&format!("# 目录\n- 特载 / 1\n- 报告 / 1\n- 经济\n- 概况 / 9\n{body}")), 5);
    }

    #[test]
    fn ends_before_prose() {
        let text = "# 目录\n特载……1\n报告……2\n# 特载\n清河区一年来，各项事业取得新的进展，人民生活改善。\n又一段话，说的是另外一件事情，同样写成一个句子。\n";
        assert_eq!(end(text), 3);
        assert_eq!(end("# 目录\n特载\n大事记\n经济\n# 区情\n**【地貌】** 清河区位于东部。\n"), 4);
    }

    #[test]
    fn a_title_that_goes_on_at_the_top_of_the_right_column_belongs_to_it() {
        let text = "# 目录\n特载……1\n报告\t2\t次会议\t3\n概况\t2\t视察\t3\n清河区人民代表大会常务委员会第三\n\n# 特载\n正文。\n";
        assert_eq!(end(text), 5);
        assert_eq!(end(&text.replace("第三\n", "第三次会议召开。\n")), 4);
    }

    #[test]
    fn contents_to_the_end_of_the_file() {
        assert_eq!(end("# 目录\n特载……1\n报告……2\n"), 3);
        assert_eq!(end("# 目录\n"), 1);
    }
}
