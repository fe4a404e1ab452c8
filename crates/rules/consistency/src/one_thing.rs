//! Whether two figures are told of one thing, by the words round them.

use kanwu_plugin::Book;
use kanwu_plugin::book::{Block, BlockId};
use kanwu_plugin::context::{ends_any, last_end, tail};
use kanwu_plugin::index::facts::{Observation, Origin, Qualifier, plain, shared_end};
use kanwu_plugin::reading::unit::{UnitId, UnitKind};
use kanwu_plugin::text::han;

use crate::table::fact_words::{BODIES, GENERIC, PLAIN_HEADS, SUBJECTS, WHOLE};

/// A name of so many characters tells a thing apart from others of its kind.
const TELLING: usize = 6;

/// A shorter one must be so long, and both figures must be of the whole place.
const NAMED: usize = 4;

/// So many characters that stand before both figures tell that both are of one event.
const SHARED: usize = 5;

/// So far back words are shared, in characters.
const NEAR: usize = 60;

/// No sentence of which the end is looked for is longer, in characters.
const SENTENCE: usize = 1000;

/// Digits by which alone a figure is known again.
const DIGITS: u8 = 3;

/// Whether two figures of prose are of one thing, so that only one of them can be right. `digits` is how many digits
/// of the figures tell.
pub(crate) fn in_prose(book: &Book<'_>, a: &Observation, b: &Observation, digits: u8) -> bool {
    let actual = matches!(a.qualifier, Qualifier::Actual | Qualifier::Cumulative);
    if !actual || a.qualifier != b.qualifier || !a.period.meets(b.period) {
        return false;
    }
    let (one, other) = (name(book, a), name(book, b));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let count = short.chars().count();
    let whole = shared_end(short, long) == count || is_bag_in(short, long);
    // Names are short and tell most pairs apart, so that the text is looked at last.
    if !whole || count < 2 || in_one_sentence(book, a, b) || !one_scope(book, a, b) {
        return false;
    }
    let telling = count >= TELLING && (digits >= DIGITS || short == long && count > TELLING)
        || short == long && count + 1 == TELLING && digits >= DIGITS;
    let of_whole = || {
        let both = [a, b].into_iter().all(|o| WHOLE.iter().any(|word| sentence(book, o).contains(word)));
        count >= NAMED && digits >= DIGITS && both
    };
    !ends_any(short, GENERIC) && (telling || of_whole()) || shared_words(book, a, b, short)
}

/// Whether a figure of prose and the cell of a table are of one thing.
pub(crate) fn in_table(book: &Book<'_>, prose: &Observation, cell: &Observation, digits: u8) -> bool {
    let Origin::Cell { row, column, .. } = cell.origin else { return false };
    if prose.qualifier != cell.qualifier || !prose.period.meets(cell.period) {
        return false;
    }
    let near = section(book, prose) == section(book, cell);
    let told = name(book, prose);
    let (row, column) = (head_name(book.text(row)), head_name(book.text(column)));
    let plain_head = PLAIN_HEADS.contains(&column.as_str())
        || column.chars().all(|c| c.is_ascii_digit() || c == han::YEAR);
    let names =
        if plain_head { vec![row.clone()] } else { vec![format!("{row}{column}"), format!("{column}{row}")] };
    let told_by = |name: &String| {
        let count = name.chars().count();
        let enough = if near { 2 } else { NAMED };
        count >= enough && told.ends_with(name.as_str()) && (near || digits >= DIGITS)
    };
    // 塔城口岸进境车辆41260辆次: the head of the row stands before that of the column with words between.
    let parted =
        !plain_head && near && row.chars().count() >= 2 && told.ends_with(&column) && told.contains(&row);
    let as_one = || near && (is_told_as(&told, &row, &column, plain_head));
    (names.iter().any(told_by) || parted || as_one()) && (near || one_scope(book, prose, cell))
}

/// 出栏生猪 of the row 生猪出栏; 生产原油 of the row 原油 in the column 产量; 录取本科新生 of 本科 in 录取人数.
fn is_told_as(told: &str, row: &str, column: &str, plain_head: bool) -> bool {
    let count = row.chars().count();
    if plain_head {
        let sorted = |name: &str| {
            let mut chars: Vec<char> = name.chars().collect();
            chars.sort_unstable();
            chars
        };
        return count >= NAMED && sorted(row) == sorted(told);
    }
    let Some((verb, rest)) = told.split_once(row).filter(|_| count >= 2) else { return false };
    let heads: Vec<char> = column.chars().take(2).collect();
    let verb_in_column = verb.chars().rev().take(2).any(|c| heads.contains(&c));
    verb_in_column && rest.chars().count() <= 2
}

/// The name of a figure: the words before it, and for what is counted those after it.
fn name(book: &Book<'_>, of: &Observation) -> String {
    let before = plain(of.before(book));
    let counted = UnitId::of_key(of.unit).is_some_and(|unit| unit.unit().kind == UnitKind::Count);
    if counted { format!("{before}{}", plain(of.after(book))) } else { before }
}

/// The words of a head without its unit.
fn head_name(head: &str) -> String {
    let head = head.trim().trim_start_matches("其中").trim_start_matches(['：', ':', ' ']);
    plain(head.split(['（', '(']).next().unwrap_or(head))
}

/// Whether all characters of `short` stand in `long`, which has no more than two others.
fn is_bag_in(short: &str, long: &str) -> bool {
    let (count, more) = (short.chars().count(), long.chars().count());
    if count < SHARED || more > count + 2 {
        return false;
    }
    let mut left: Vec<char> = long.chars().collect();
    short.chars().all(|c| left.iter().position(|l| *l == c).map(|at| left.swap_remove(at)).is_some())
}

/// Whether both figures stand in one sentence, which tells them apart by itself.
fn in_one_sentence(book: &Book<'_>, a: &Observation, b: &Observation) -> bool {
    let (Origin::Prose { reading, span, .. }, Origin::Prose { reading: of, span: other, .. }) =
        (a.origin, b.origin)
    else {
        return false;
    };
    let (first, last) = if span.start < other.start { (span, other) } else { (other, span) };
    let between = book.reading(reading).and_then(|r| r.text.get(first.end as usize..last.start as usize));
    reading == of
        && between.is_some_and(|text| !text.chars().take(SENTENCE).any(|c| matches!(c, '。' | '\n')))
}

/// The text of the sentence before a figure.
fn sentence<'b>(book: &'b Book<'_>, of: &Observation) -> &'b str {
    let Origin::Prose { reading, span, .. } = of.origin else { return "" };
    let text = book.reading(reading).and_then(|r| r.text.get(..span.start as usize)).unwrap_or_default();
    let near = tail(text, 2 * NEAR);
    near.rsplit(['。', '\n', '】']).next().unwrap_or_default()
}

/// Whether words other than the name stand before both figures, so that both tell of one event.
fn shared_words(book: &Book<'_>, a: &Observation, b: &Observation, name: &str) -> bool {
    let context = |of: &Observation| {
        let words = sentence(book, of);
        let title = titles(book, of).0.unwrap_or_default();
        let before = words.len().saturating_sub(of.before(book).len());
        let head: String = format!("{title}。{}", words.get(..before).unwrap_or(words));
        head.chars().collect::<Vec<char>>()
    };
    let (one, other) = (context(a), context(b));
    let is_name = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let other: String = other.into_iter().collect();
    one.windows(SHARED).any(|part| {
        let words: String = part.iter().collect();
        part.iter().all(is_name) && !name.contains(&words) && other.contains(&words)
    })
}

/// Whether both may be of one place or body: those that the titles and the sentences name do not differ.
fn one_scope(book: &Book<'_>, a: &Observation, b: &Observation) -> bool {
    let own = |of: &Observation| {
        let (entry, section, category) = titles(book, of);
        [entry, section, category].into_iter().flatten().find(|title| ends_any(title, BODIES))
    };
    let differ = matches!((own(a), own(b)), (Some(one), Some(other)) if one != other);
    let subjects = (subject(sentence(book, a)), subject(sentence(book, b)));
    !differ && !matches!(subjects, (Some(one), Some(other)) if one != other)
}

/// The body that a sentence names last.
fn subject(sentence: &str) -> Option<&str> {
    Some(tail(sentence.get(..last_end(sentence, SUBJECTS)?)?, 3))
}

/// The titles of the entry, section and category that a figure stands in.
fn titles<'b>(book: &'b Book<'_>, of: &Observation) -> (Option<&'b str>, Option<&'b str>, Option<&'b str>) {
    block(book, of).map_or((None, None, None), |block| book.place(block))
}

/// The section that a figure stands in.
fn section(book: &Book<'_>, of: &Observation) -> Option<u32> {
    match of.origin {
        Origin::Prose { .. } => block(book, of)?.section.map(|section| section.0),
        Origin::Cell { table, .. } => book.tables.get(table.index())?.section.map(|section| section.0),
    }
}

fn block<'b>(book: &'b Book<'_>, of: &Observation) -> Option<&'b Block> {
    let id: BlockId = match of.origin {
        Origin::Prose { reading, .. } => book.reading(reading)?.block,
        Origin::Cell { table, .. } => book.tables.get(table.index())?.header.as_ref()?.block,
    };
    book.block(id)
}
