//! A title of the contents that is set otherwise than most of its level in the book, or in its 类目.

use kanwu_plugin::book::{ContentsEntry, Level, TitleStyle};
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_level_style as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many times as many titles must be set in one style as in all others; entries are many, and often mixed.
const TIMES: usize = 2;
const TIMES_OF_ENTRIES: usize = 9;
/// So many 分目 of one style make another odd.
const MANY: usize = 4;

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let of_level = |level: Level| entries.iter().filter(move |e| e.level == level).collect::<Vec<_>>();
    report_odd(cx, &of_level(Level::Category), TIMES);
    report_odd(cx, &of_level(Level::Entry), TIMES_OF_ENTRIES);
    // One among all 分目 of the book is odd even where its 类目 has but two.
    let sections = of_level(Level::Section);
    let most = most(sections.iter().map(|e| style(e.style))).map_or(0, |(_, most)| most);
    if sections.len() > MANY && most + 1 == sections.len() {
        report_odd(cx, &sections, TIMES);
        return;
    }
    for part in entries.split(|e| e.level == Level::Category) {
        let sections: Vec<&ContentsEntry> = part.iter().filter(|e| e.level == Level::Section).collect();
        report_odd(cx, &sections, TIMES);
    }
}

/// Reports those that are not set as most are.
fn report_odd(cx: &mut BookContext<'_>, entries: &[&ContentsEntry], times: usize) {
    let Some((want, most)) = most(entries.iter().map(|entry| style(entry.style))) else { return };
    if most < 2 || most < (entries.len() - most) * times {
        return;
    }
    for entry in entries.iter().filter(|e| style(e.style) != want) {
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Likely)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::FOUND, style(entry.style))
            .arg(card::args::WANT, want);
        cx.push(finding);
    }
}

/// What a message calls the style.
fn style(style: TitleStyle) -> &'static str {
    match style {
        TitleStyle::Plain => "正文体",
        TitleStyle::Bold => "加粗",
        TitleStyle::Heading(1) => "#",
        TitleStyle::Heading(2) => "##",
        TitleStyle::Heading(3) => "###",
        TitleStyle::Heading(_) => "####",
    }
}
