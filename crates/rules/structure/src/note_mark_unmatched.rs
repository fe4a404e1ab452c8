//! 拖拉机①, 插秧机②, and below the table notes on ① alone: marks and notes that do not match.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Block, BlockKind, Book, Table};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Variant};

use crate::card::note_mark_unmatched as card;
use crate::table::table_words::NOTE_COLUMNS;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many lines below a table may be its notes.
const LINES: usize = 12;

/// Marks by number, with the first place of each.
type Marks = BTreeMap<u32, Location>;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut found = Vec::new();
    for table in &book.tables {
        let (marks, last) = in_cells(book, table);
        if !marks.is_empty() {
            compare(&marks, &below(book, last), &mut found);
        }
    }
    for part in book.blocks.chunk_by(|a, b| a.entry == b.entry && a.section == b.section) {
        let (marks, notes) = in_prose(book, part);
        if !marks.is_empty() {
            compare(&marks, &notes, &mut found);
        }
    }
    found.sort_unstable_by_key(|(at, ..)| *at);
    for (at, mark, variant) in found {
        let finding = Finding::new(Place::Source(at), Confidence::Likely).arg(card::args::FOUND, mark);
        cx.push(match variant {
            Some(variant) => finding.variant(variant),
            None => finding,
        });
    }
}

/// What has no counterpart. Where there are no notes at all, the marks are of another kind.
fn compare(marks: &Marks, notes: &Marks, found: &mut Vec<(Location, String, Option<Variant>)>) {
    if notes.is_empty() {
        return;
    }
    let alone = |these: &Marks, those: &Marks, variant: Option<Variant>| {
        let odd = these.iter().filter(|(number, _)| !those.contains_key(*number));
        odd.map(|(number, at)| (*at, sign(*number), variant)).collect::<Vec<_>>()
    };
    found.extend(alone(marks, notes, None));
    found.extend(alone(notes, marks, Some(card::variants::UNUSED)));
    // ① and ③ both above and below: the second is lost.
    let numbers: Vec<u32> = notes.keys().copied().collect();
    let gap = numbers.windows(2).find(|pair| pair[1] == pair[0] + 2 && !marks.contains_key(&(pair[0] + 1)));
    if let Some(at) = gap.and_then(|pair| marks.get(&pair[1]).and(notes.get(&pair[1]))) {
        found.push((*at, sign(gap.map_or(0, |pair| pair[1])), Some(card::variants::GAP)));
    }
}

fn sign(number: u32) -> String {
    char::from_u32(FIRST + number - 1).map_or(String::new(), String::from)
}

/// ①
const FIRST: u32 = 0x2460;

/// The bytes that ① to ⑳ begin with in UTF-8.
const MARK_BYTES: [u8; 2] = [0xe2, 0x91];

/// The number of ① to ⑳.
fn circled(c: char) -> Option<u32> {
    (FIRST..FIRST + 20).contains(&(c as u32)).then(|| c as u32 - FIRST + 1)
}

/// Whether a line may hold a mark: seen from the first two bytes of all, which is cheaper than to read its characters.
fn has_mark(line: &str) -> bool {
    line.as_bytes().windows(2).any(|two| two == MARK_BYTES)
}

/// The marks behind words in the cells of a table, and the block of its last row.
fn in_cells(book: &Book<'_>, table: &Table) -> (Marks, usize) {
    let mut marks = Marks::new();
    let mut last = 0;
    for row in table.header.iter().chain(&table.rows) {
        last = last.max(row.block.index());
        for cell in &row.cells {
            behind_words(book, *cell, &mut marks);
        }
    }
    (marks, last)
}

/// Adds the marks in a line that stand right behind a word.
fn behind_words(book: &Book<'_>, at: Location, marks: &mut Marks) {
    let line = book.text(at);
    if !has_mark(line) {
        return;
    }
    for (n, mark) in line.match_indices(|c| circled(c).is_some()) {
        let before = line[..n].chars().next_back().unwrap_or(' ');
        let word = before.is_alphanumeric() || "”》）)%".contains(before);
        if let Some(number) = mark.chars().next().and_then(circled).filter(|_| word) {
            marks.entry(number).or_insert_with(|| at.part(n..n + mark.len()));
        }
    }
}

/// The notes in the lines below a table.
fn below(book: &Book<'_>, last: usize) -> Marks {
    let mut notes = Marks::new();
    for block in book.blocks.iter().skip(last + 1).take(LINES) {
        let line = book.text(block.at);
        let note = block.kind == BlockKind::TableNote
            || is_text(block)
                && (line.starts_with(|c| circled(c).is_some())
                    || NOTE_COLUMNS.iter().any(|word| line.starts_with(word)));
        if !note {
            break;
        }
        let mut before = ' ';
        for (n, c) in line.char_indices() {
            if let Some(number) = circled(c).filter(|_| " 　：:；。".contains(before)) {
                notes.entry(number).or_insert_with(|| block.at.part(n..n + c.len_utf8()));
            }
            before = c;
        }
    }
    notes
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::EntryHead)
}

/// The marks behind words of an entry, and its lines that open with a mark.
fn in_prose(book: &Book<'_>, part: &[Block]) -> (Marks, Marks) {
    let (mut marks, mut notes) = (Marks::new(), Marks::new());
    for block in part.iter().filter(|block| is_text(block)) {
        let line = book.text(block.at);
        match line.chars().next().and_then(circled) {
            // A line opens a note only behind the text that it is on.
            Some(number) if !marks.is_empty() => {
                notes.entry(number).or_insert_with(|| block.at.part(0..'①'.len_utf8()));
            }
            Some(_) => {}
            None => behind_words(book, block.at, &mut marks),
        }
    }
    // 包括①建库；②补贴: what opens clauses counts items and refers to no note.
    let items = part.iter().filter(|block| is_text(block)).any(|block| {
        let line = book.text(block.at);
        has_mark(line)
            && line
                .char_indices()
                .any(|(n, c)| circled(c).is_some() && n > 0 && line[..n].ends_with(['：', '；', '。']))
    });
    if items { (Marks::new(), Marks::new()) } else { (marks, notes) }
}
