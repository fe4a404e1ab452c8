//! Lists of leaders (领导名录): who holds a post, and from when to when.

use kanwu_book::{BlockKind, Book, Reading, ReadingId, Row, StructureWords, Table, squeeze};
use kanwu_text::han;
use kanwu_text::{Location, ReadingSpan, TokenKind, kind_of};

use super::Person;
use crate::table::name_posts::{NAME_COLUMNS, POST_COLUMNS, POSTS, ROSTER_HEADS, TERM_COLUMNS};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12; 0 where only the year is printed.
    pub month: u8,
}

/// Somebody who holds or held a post by a list of leaders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The name, without the blank that widens one of two characters.
    pub name: String,
    /// What the list is of, by the line above it; empty where none.
    pub body: String,
    /// The post as the list has it: 区财政局党组书记、局长.
    pub post: String,
    /// From when.
    pub from: Option<Month>,
    /// To when; `None` where the term goes on.
    pub to: Option<Month>,
    /// The paragraph.
    pub reading: ReadingId,
    /// Where the name stands.
    pub name_at: ReadingSpan,
    /// Where the term stands.
    pub term_at: ReadingSpan,
    /// Posts of one list have one number, counted from 0.
    pub list: usize,
    /// The number of the post in the book: holders of one post share it.
    pub post_number: usize,
}

/// A post has at most so many characters.
const LONGEST: usize = 40;

/// The holders of posts, in order. A line is one of a list where it has a term in brackets behind a name, where it stands
/// under a heading of such lists and holds a post and names, or where a sentence has nothing but posts with their holders. A
/// table is one where it has columns of posts, names and terms. `persons`: those of the text, in order.
pub(super) fn read(book: &Book<'_>, persons: &[Person]) -> Vec<Holder> {
    let mut list = List::default();
    let mut persons = persons.chunk_by(|a, b| a.reading == b.reading).peekable();
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        while persons.next_if(|group| group.first().is_some_and(|p| p.reading < id)).is_some() {}
        if matches!(reading.kind, BlockKind::Heading { .. }) {
            list.head(&reading.text);
            continue;
        }
        if let Some(group) = persons.next_if(|group| group.first().is_some_and(|p| p.reading == id)) {
            list.sentence(book, reading, group);
        }
        let mut at = 0;
        for line in reading.text.split('\n') {
            list.line(id, line, at);
            at += line.len() + 1;
        }
    }
    for table in &book.tables {
        list.table(book, table);
    }
    list.holders.sort_by_key(|holder| (holder.reading, holder.name_at.start));
    list.holders
}

#[derive(Default)]
struct List {
    body: String,
    post: String,
    /// Whether the heading is one of lists of leaders, so that lines without terms are read.
    plain: bool,
    number: usize,
    lists: usize,
    holders: Vec<Holder>,
}

impl List {
    fn head(&mut self, text: &str) {
        let bare = text.split(['（', '(']).next().unwrap_or_default();
        let title: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
        self.plain = ROSTER_HEADS.iter().any(|word| title.ends_with(word));
        // 领导名录 is of the body that the heading above names.
        if !ROSTER_HEADS.contains(&title.as_str()) {
            self.body = title;
        }
        self.post.clear();
        self.lists += 1;
    }

    /// 院长为王某，书记为李某。: persons that stand one right behind the other, and nothing else in the sentence.
    fn sentence(&mut self, book: &Book<'_>, reading: &Reading<'_>, persons: &[Person]) {
        let text = &*reading.text;
        let between = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        let mut run: Vec<&Person> = Vec::new();
        let mut runs: Vec<Vec<&Person>> = Vec::new();
        for person in persons.iter().filter(|person| person.formed) {
            let joined = run.last().is_some_and(|last| {
                matches!(between(last.name.end, person.post.start), "，" | "、" | "；" | "。" | "。\n")
            });
            if !joined {
                runs.push(std::mem::take(&mut run));
            }
            run.push(person);
        }
        runs.push(run);
        for run in runs.into_iter().filter(|run| run.len() > 1) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let before = text.get(..first.post.start as usize).unwrap_or_default().trim_end();
            let after = text.get(last.name.end as usize..).unwrap_or_default();
            let opens = before.is_empty()
                || before.ends_with(['。', '：', '】', '\n'])
                || first.post.start <= reading.head.end;
            if !opens || !(after.trim().is_empty() || after.starts_with(['。', '；', '\n'])) {
                continue;
            }
            let entry =
                book.block(reading.block).and_then(|b| b.entry).and_then(|e| book.entries.get(e.index()));
            let body = entry.map_or_else(|| self.body.clone(), |entry| squeezed(&entry.title));
            self.lists += 1;
            for person in run {
                self.number += 1;
                self.holders.push(Holder {
                    name: between(person.name.start, person.name.end).to_owned(),
                    body: body.clone(),
                    post: between(person.post.start, person.post.end).to_owned(),
                    from: None,
                    to: None,
                    reading: person.reading,
                    name_at: person.name,
                    term_at: person.name,
                    list: self.lists,
                    post_number: self.number,
                });
            }
        }
    }

    /// 副院长　王某　李某: a post and the names of its holders, and nothing else.
    fn post_and_names(&mut self, id: ReadingId, line: &str, at: usize) -> bool {
        let bare = without_number(line);
        let offset = line.len() - bare.len();
        let (post, names, from) = match bare.find(['：', ':']) {
            Some(colon) => {
                let len = bare.get(colon..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                (
                    bare.get(..colon).unwrap_or_default(),
                    bare.get(colon + len..).unwrap_or_default(),
                    colon + len,
                )
            }
            None => split_post(bare),
        };
        let post = squeezed(post);
        let Some(names) = names_of(names).filter(|names| !names.is_empty()) else { return false };
        if post.is_empty() || !has_post(&post) || post.chars().count() > LONGEST {
            return false;
        }
        self.post = post;
        self.number += 1;
        for (name, span) in names {
            let base = at + offset + from;
            let name_at = ReadingSpan::of(base + span.start..base + span.end);
            self.holders.push(Holder {
                name,
                body: self.body.clone(),
                post: self.post.clone(),
                from: None,
                to: None,
                reading: id,
                name_at,
                term_at: name_at,
                list: self.lists,
                post_number: self.number,
            });
        }
        true
    }

    /// | 区财政局局长 | 李平（女） | 2022.04— |: a post, its holder and the term in each row.
    fn table(&mut self, book: &Book<'_>, table: &Table) {
        let Some(header) = &table.header else { return };
        let column = |heads: &[&str]| {
            header.cells.iter().position(|cell| heads.contains(&squeeze(book.text(*cell)).as_str()))
        };
        let (Some(posts), Some(names), Some(terms)) =
            (column(POST_COLUMNS), column(NAME_COLUMNS), column(TERM_COLUMNS))
        else {
            return;
        };
        self.lists += 1;
        self.post.clear();
        for row in &table.rows {
            let cell = |column: usize| row.cells.get(column).map_or("", |cell| book.text(*cell));
            // An empty cell stands for the post above.
            let post = squeeze(cell(posts));
            if !post.is_empty() && post != self.post {
                self.post = post;
                self.number += 1;
            }
            let printed = cell(names);
            let bare = printed.split(['（', '(']).next().unwrap_or_default().trim();
            let name = squeeze(bare);
            let is_name = name.contains('·') || StructureWords::get().is_name(&name);
            let (Some(name_at), Some(term_at)) = (cell_at(book, row, names), cell_at(book, row, terms))
            else {
                continue;
            };
            let (Some((.., from, to)), true) = (term(cell(terms)), is_name && has_post(&self.post)) else {
                continue;
            };
            let own = ReadingSpan::new(name_at.1.start, name_at.1.start + bare.len() as u32);
            self.holders.push(Holder {
                name,
                body: String::new(),
                post: self.post.clone(),
                from,
                to,
                reading: name_at.0,
                name_at: own,
                term_at: term_at.1,
                list: self.lists,
                post_number: self.number,
            });
        }
        self.post.clear();
    }

    /// A line that begins at byte `at` of the paragraph.
    fn line(&mut self, id: ReadingId, line: &str, at: usize) {
        let mut from = 0;
        let mut any = false;
        // Most lines have no brackets, and to look for one character costs little.
        if !line.contains('（') && !line.contains('(') {
            from = line.len();
        }
        while let Some(open) = line.get(from..).and_then(|rest| rest.find(['（', '('])).map(|n| from + n) {
            let inner_at = open + line.get(open..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
            let Some(close) = line.get(inner_at..).and_then(|rest| rest.find(['）', ')'])) else { break };
            let inner = line.get(inner_at..inner_at + close).unwrap_or_default();
            let next = inner_at + close;
            let next = next + line.get(next..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
            let term = term(inner);
            let Some((start, end, first, last)) = term else {
                from = next;
                continue;
            };
            let before = line.get(from..open).unwrap_or_default();
            if let Some((post, name, place)) = named(before) {
                any = true;
                if !post.is_empty() && post != self.post {
                    self.post = post;
                    self.number += 1;
                }
                let name_at = at + from + place.start;
                self.holders.push(Holder {
                    name,
                    body: self.body.clone(),
                    post: self.post.clone(),
                    from: first,
                    to: last,
                    reading: id,
                    name_at: ReadingSpan::of(name_at..at + from + place.end),
                    term_at: ReadingSpan::of(at + inner_at + start..at + inner_at + end),
                    list: self.lists,
                    post_number: self.number,
                });
            }
            from = next;
        }
        if any || line.trim().is_empty() || self.plain && self.post_and_names(id, line, at) {
            return;
        }
        // A line with a post alone: the holders follow.
        let bare = without_number(line).trim();
        match bare.strip_suffix(['：', ':']).filter(|post| post.chars().count() <= LONGEST) {
            Some(post) if has_post(post) => {
                self.post = squeezed(post);
                self.number += 1;
            }
            _ => self.post.clear(),
        }
    }
}

/// Where the words of a cell stand in the reading of their row.
fn cell_at(book: &Book<'_>, row: &Row, column: usize) -> Option<(ReadingId, ReadingSpan)> {
    let cell: Location = *row.cells.get(column)?;
    let id = book.block(row.block)?.reading?;
    let span = book.reading(id)?.span_of(cell)?;
    let words = book.text(cell);
    let lead = (words.len() - words.trim_start().len()) as u32;
    let start = span.start + lead;
    Some((id, ReadingSpan::new(start, start + words.trim().len() as u32)))
}

/// The names that a text consists of, parted by blanks and 、, with their bytes; a blank may widen a name of two characters.
fn names_of(text: &str) -> Option<Vec<(String, std::ops::Range<usize>)>> {
    let mut out: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    let mut single: Option<(String, usize)> = None;
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() && c != '、' && c != '，' {
            continue;
        }
        let token = text.get(from..at)?;
        let span = from..at;
        from = at + c.len_utf8();
        if token.is_empty() {
            continue;
        }
        let name = match single.take() {
            Some((first, start)) if token.chars().count() == 1 => (first + token, start..span.end),
            Some(_) => return None,
            None if token.chars().count() == 1 => {
                single = Some((token.to_owned(), span.start));
                continue;
            }
            None => (token.to_owned(), span),
        };
        if !name.0.contains('·') && !StructureWords::get().is_name(&name.0) {
            return None;
        }
        out.push(name);
    }
    single.is_none().then_some(out)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn has_post(text: &str) -> bool {
    let text = text.trim_end();
    POSTS.iter().any(|post| text.ends_with(post))
}

/// A line without the number before it: `12. `, `- `.
fn without_number(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
    bare.trim_start_matches(['.', '．', '、', '-', '*', '•', ' ', '　'])
}

/// Post and name before a bracket, and the bytes of the name. The post is empty where the line has only the name.
fn named(before: &str) -> Option<(String, String, std::ops::Range<usize>)> {
    let trimmed = before.trim_end();
    let bare = without_number(trimmed);
    let offset = trimmed.len() - bare.len();
    let (post, name, at) = match bare.rfind(['：', ':']) {
        Some(colon) => {
            let len = bare.get(colon..)?.chars().next()?.len_utf8();
            (bare.get(..colon)?, bare.get(colon + len..)?, colon + len)
        }
        None => split_post(bare),
    };
    let lead = name.len() - name.trim_start_matches([' ', '　', '、', '，']).len();
    let name_at = offset + at + lead;
    let printed = name.get(lead..)?.trim_end();
    let name = squeezed(printed);
    let count = name.chars().count();
    let is_name = name.contains('·') || (2..=4).contains(&count);
    let han = name.chars().all(|c| kind_of(c) == TokenKind::Han || c == '·');
    let known = name.contains('·') || StructureWords::get().is_name(&name) || count <= 4;
    let no_post = !has_post(&name);
    let post = squeezed(post.trim_start_matches(['、', '，', '；', ' ', '　']));
    (is_name && han && known && no_post && post.chars().count() <= LONGEST)
        .then(|| (post, name, name_at..name_at + printed.len()))
}

/// A post and the name behind it, parted by blanks; where the line has no post, all of it is the name.
fn split_post(text: &str) -> (&str, &str, usize) {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    // 县　长　张明: a blank widens the post of two characters.
    let post = ends.into_iter().find(|at| text.get(..*at).is_some_and(|post| has_post(&squeezed(post))));
    match post {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default(), at),
        None => ("", text, 0),
    }
}

type Term = (usize, usize, Option<Month>, Option<Month>);

/// A term within brackets: where it begins and ends, and its months. 女，2016.11—
fn term(inner: &str) -> Option<Term> {
    let (dash_at, dash) =
        inner.char_indices().find(|(_, c)| matches!(c, '—' | '－' | '-' | '–' | '～' | '~'))?;
    let (before, after) = (inner.get(..dash_at)?, inner.get(dash_at..)?);
    let after = after.trim_start_matches(dash);
    let start = before
        .rfind(['，', ',', '；', ' ', '　', '、'])
        .map_or(0, |at| at + before.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    let from = month(before.get(start..)?)?;
    let rest = after.trim();
    let to = if rest.is_empty() || rest == "今" || rest == "至今" { None } else { Some(month(rest)?) };
    Some((start, inner.trim_end().len(), Some(from), to))
}

/// 2022.04, 2022年4月, 2022.
fn month(text: &str) -> Option<Month> {
    let text = text.trim().trim_end_matches([han::MONTH, '始', '起']);
    let mut parts = text.split(['.', '．', han::YEAR, '-', '/']).map(str::trim);
    let year: i32 = parts.next()?.parse().ok().filter(|year| (1800..=2200).contains(year))?;
    let month = match parts.next() {
        None | Some("") => 0,
        Some(month) => month.parse().ok().filter(|month| (1..=12).contains(month))?,
    };
    Some(Month { year, month })
}

#[cfg(test)]
mod tests {
    use kanwu_book::parse;
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;

    #[test]
    fn tables_of_leaders_are_read() {
        let text = "# 附录\n\n| 职务 | 姓名 | 任期 |\n|---|---|---|\n| 区水务局局长 | 李平 | 2020.04—2022.04 |\n| | 魏来（女） | 2022.04— |\n| 科员 | 钱进 | 2022.04— |\n";
        let manuscript = Manuscript::single(Source::new("a.md", Format::Markdown, text));
        let book = parse(&manuscript);
        let found = read(&book, &[]);
        let places: Vec<&str> =
            found.iter().map(|h| h.name_at.of_text(&book.reading(h.reading).unwrap().text)).collect();
        assert_eq!(places, ["李平", "魏来"]);
        let posts: Vec<&str> = found.iter().map(|h| h.post.as_str()).collect();
        assert_eq!(posts, ["区水务局局长", "区水务局局长"]);
        assert_eq!(found[0].post_number, found[1].post_number);
    }

    #[test]
    fn lists_of_leaders_are_read() {
        let text = "# 附录\n\n## 领导名录\n\n### 清河区人民政府（9人）\n\n区长：张明（2021.07—）\n\n1. 区财政局局长：\n李 平（2017.04—2022.04）\n\n魏来（女，2022.04—）\n\n副院长　钮珍（女，2016.11—　）\n\n县　长　韦 远（2020.11—）\n";
        let manuscript = Manuscript::single(Source::new("a.md", Format::Markdown, text));
        let book = parse(&manuscript);
        let found: Vec<(String, String, Option<Month>)> =
            read(&book, &[]).into_iter().map(|h| (h.post, h.name, h.to)).collect();
        let of = |post: &str, name: &str, to| (post.to_owned(), name.to_owned(), to);
        assert_eq!(
            found,
            [
                of("区长", "张明", None),
                of("区财政局局长", "李平", Some(Month { year: 2022, month: 4 })),
                of("区财政局局长", "魏来", None),
                of("副院长", "钮珍", None),
                of("县长", "韦远", None),
            ]
        );
    }
}
