//! 表1, 表3; 图1, 图1: numbers of tables and figures that skip or repeat.

use std::collections::BTreeMap;

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::card::label_number_gap as card;
use crate::numbered_label::label;
use crate::record_period_differs::title_year;
use crate::table::table_words::{HEADING_LABELS, LABELS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

struct Last {
    number: u32,
    at: Location,
    section: (Option<u32>, Option<u32>),
}

/// Where a series begins.
struct First {
    number: u32,
    at: Location,
    /// Labels of the series.
    count: usize,
    /// Whether one of them is the first.
    one: bool,
}

impl First {
    /// 表2, 表3 and no 表1.
    fn begins_late(&self) -> bool {
        self.number == 2 && self.count > 1 && !self.one
    }
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut series: BTreeMap<(&str, String), Last> = BTreeMap::new();
    let mut firsts: BTreeMap<(&str, String), First> = BTreeMap::new();
    let mut found = Vec::new();
    for block in &book.blocks {
        let kinds = match block.kind {
            BlockKind::TableTitle | BlockKind::Caption | BlockKind::Paragraph => LABELS,
            BlockKind::Heading { .. } => HEADING_LABELS,
            _ => continue,
        };
        let line = book.text(block.at);
        let body = line.trim_start_matches(['*', '#', ' ']);
        let Some(here) = label(body, kinds) else { continue };
        let rest = &body[here.len..];
        let titled = rest.starts_with(['　', ' ', '：', ':']) && !rest.contains(['。', '；']);
        if !titled {
            continue;
        }
        let lead = line.len() - body.len();
        let at = block.at.part(lead..lead + here.len);
        let section = (block.category.map(|c| c.0), block.section.map(|s| s.0));
        let key = (here.kind, here.part.to_owned());
        let first =
            firsts.entry(key.clone()).or_insert(First { number: here.number, at, count: 0, one: false });
        first.count += 1;
        first.one |= here.number == 1;
        let before = series.get(&key).map(|l| (l.number, l.at, l.section));
        let mut number = here.number;
        if let Some((last, last_at, last_section)) = before {
            let anew = here.number == 1 && section != last_section;
            let gap = here.number == last || (here.number > last + 1 && here.number <= last + 3);
            if gap && !anew && (section == last_section || here.number != last) {
                found.push((at, last_at, &body[..here.len], here.kind, here.part, last));
                // One that stands twice is counted on, so that the next is not reported too.
                number = number.max(last + 1);
            }
        }
        series.insert(key, Last { number, at, section });
    }
    // A part of a book may begin with any number.
    let whole = title_year(book).is_some();
    for ((kind, part), first) in firsts.iter().filter(|(_, first)| whole && first.begins_late()) {
        let finding = Finding::new(Place::Source(first.at), Confidence::Likely)
            .variant(card::variants::FIRST)
            .arg(card::args::FOUND, book.text(first.at).trim())
            .arg(card::args::BEFORE, "")
            .arg(card::args::WANT, format!("{kind}{part}1"));
        cx.push(finding);
    }
    for (at, before, words, kind, part, last) in found {
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::FOUND, words)
            .arg(card::args::BEFORE, format!("{kind}{part}{last}"))
            .arg(card::args::WANT, format!("{kind}{part}{}", last + 1))
            .labelled(Place::Source(before), card::labels::BEFORE);
        cx.push(finding);
    }
}
