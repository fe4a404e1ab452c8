//! A contents title that differs from the title it stands for.

use kanwu_plugin::book::normal;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("contents-title-mismatch", check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in book.contents.entries.iter().filter(|e| !e.exact) {
        let Some((title, at)) = book.titled(entry.body) else { continue };
        // A mark at the end of a title is the title's own fault.
        if normal(title.trim_end_matches(['。', '，', '；', '：'])) == normal(&entry.title) {
            continue;
        }
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg("contents", entry.title.as_str())
            .arg("body", title)
            .related(Place::Source(at), format!("正文作“{title}”"), format!("the body has “{title}”"));
        cx.push(finding);
    }
}
