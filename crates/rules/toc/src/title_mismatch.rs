//! A contents title that differs from the title it stands for.

use kanwu_rule::book::{ContentsMatch, normal};
use kanwu_rule::{Book, BookContext, Confidence, Finding, Location, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("contents-title-mismatch", &["contents", "body"], check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in book.contents.entries.iter().filter(|e| !e.exact) {
        let Some((title, at)) = body(book, entry.body) else { continue };
        // A mark at the end of a title is the title's own fault.
        if normal(title.trim_end_matches(['。', '，', '；', '：'])) == normal(&entry.title) {
            continue;
        }
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg("contents", entry.title.as_str())
            .arg("body", title.as_str())
            .related(Place::Source(at), format!("正文作“{title}”"), format!("the body has “{title}”"));
        cx.push(finding);
    }
}

fn body(book: &Book<'_>, found: ContentsMatch) -> Option<(String, Location)> {
    match found {
        ContentsMatch::None => None,
        ContentsMatch::Category(id) => book.categories.get(id.index()).map(|c| (c.title.clone(), c.at)),
        ContentsMatch::Section(id) => book.sections.get(id.index()).map(|s| (s.title.clone(), s.at)),
        ContentsMatch::Entry(id) => book.entries.get(id.index()).map(|e| (e.title.clone(), e.at)),
        ContentsMatch::Block(id) => {
            book.block(id).map(|b| (book.text(b.at).trim_start_matches(['#', ' ']).to_owned(), b.at))
        }
    }
}
