//! The index 索引 at the end of the book: its titles and their pages.

use kanwu_plugin::Location;
use kanwu_plugin::book::{BlockKind, Book, normal, squeeze};

/// How the title of the index ends.
pub(crate) const INDEX: &str = "索引";

/// No title of an index is longer, in characters.
const LONGEST: usize = 40;

/// A title in the index.
pub(crate) struct Indexed {
    /// As titles are compared.
    pub key: String,
    /// As printed.
    pub title: String,
    /// Its pages, in order.
    pub pages: Vec<u32>,
    /// Title and pages.
    pub at: Location,
    /// The pages.
    pub pages_at: Location,
}

/// The titles of the index in the order of the lines.
pub(crate) fn indexed(book: &Book<'_>) -> Vec<Indexed> {
    let is_index = |title: &str| squeeze(title).ends_with(INDEX);
    let index: Vec<bool> = book.categories.iter().map(|category| is_index(&category.title)).collect();
    if !index.contains(&true) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for block in &book.blocks {
        let own = block.category.is_some_and(|category| index.get(category.index()) == Some(&true));
        let text = !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Comment | BlockKind::Break);
        if own && text {
            line(book.text(block.at), block.at, &mut out);
        }
    }
    out
}

/// Adds the titles of a line: 养蜂　17　养蚕　14、63.
fn line(text: &str, at: Location, out: &mut Vec<Indexed>) {
    let mut from: Option<usize> = None;
    let mut pages: Vec<u32> = Vec::new();
    let mut pages_at = 0..0;
    let mut push = |from: Option<usize>, pages: &mut Vec<u32>, pages_at: std::ops::Range<usize>| {
        let Some(from) = from.filter(|_| !pages.is_empty()) else { return };
        let title =
            text[from..pages_at.start].trim_end_matches(|c: char| c.is_whitespace() || "….·（(".contains(c));
        if !title.is_empty() && title.chars().count() <= LONGEST {
            out.push(Indexed {
                key: normal(title),
                title: title.to_owned(),
                pages: std::mem::take(pages),
                at: at.part(from..pages_at.end),
                pages_at: at.part(pages_at),
            });
        }
        pages.clear();
    };
    for word in words(text) {
        match page_list(&text[word.clone()]) {
            Some(list) if from.is_some() => {
                pages_at = if pages.is_empty() { word } else { pages_at.start..word.end };
                pages.extend(list);
            }
            // A figure before any title is a number of the line.
            Some(_) => {}
            None if !pages.is_empty() => {
                push(from, &mut pages, pages_at.clone());
                from = Some(word.start);
            }
            None => from = from.or(Some(word.start)),
        }
    }
    push(from, &mut pages, pages_at);
}

/// The words of a line, parted by blanks, dots and bars.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() || "|…".contains(c) {
            if let Some(from) = from.take() {
                out.push(from..at);
            }
        } else {
            from = from.or(Some(at));
        }
    }
    out
}

/// 14, 14、63, (14), 14a: pages, a letter of the column behind them.
fn page_list(word: &str) -> Option<Vec<u32>> {
    let bare = word.trim_matches(['(', ')', '（', '）', '.', '·', ',', '，', '、']);
    let page = |part: &str| {
        let digits = part.trim_end_matches(['a', 'b', 'c', 'd', '左', '右', '上', '下']);
        (1..=4).contains(&digits.len()).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let pages: Option<Vec<u32>> = bare.split([',', '，', '、', ';', '；']).map(page).collect();
    pages.filter(|pages| !pages.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<u32>)> {
        let at = Location::new(Default::default(), kanwu_plugin::text::SourceSpan::of(0..text.len()));
        let mut out = Vec::new();
        line(text, at, &mut out);
        out.into_iter().map(|i| (i.title, i.pages)).collect()
    }

    #[test]
    fn titles_and_pages_are_read() {
        let of = |title: &str, pages: &[u32]| (title.to_owned(), pages.to_vec());
        assert_eq!(read("养蜂　17"), [of("养蜂", &[17])]);
        assert_eq!(read("养蜂 …… 17、63b　养蚕\t14"), [of("养蜂", &[17, 63]), of("养蚕", &[14])]);
        assert_eq!(read("B"), []);
    }
}
