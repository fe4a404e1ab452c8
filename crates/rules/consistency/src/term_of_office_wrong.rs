//! Terms in a list of leaders: one that ends before it begins, two of one post that overlap.

use kanwu_plugin::book::{ReadingId, squeeze};
use kanwu_plugin::index::names::{Holder, Month};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule, Span};

use crate::card::term_of_office_wrong as card;
use crate::post::{is_shared, title_of};
use crate::table::posts::{BEGINS, POST_HEADS, TERM_HEADS};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge).reads(Reads::TEXT);

/// Posts that one person holds, though others of the name are shared: 区委书记 is one, 支部书记 are many.
const MOST: usize = 3;

/// Before the month in which a holder left.
const UNTIL: &str = "（任至";

fn judge(cx: &mut BookContext<'_>) {
    in_tables(cx);
    by_months(cx);
    let names = cx.index.names();
    let holders = names.holders();
    for holder in holders {
        if holder.from.zip(holder.to).is_some_and(|(from, to)| before(to, from)) {
            let finding = Finding::new(Place::Reading(holder.reading, holder.term_at), Confidence::Certain)
                .variant(card::variants::REVERSED)
                .arg(card::args::NAME, holder.name.as_str())
                .arg(card::args::FOUND, names.text(holder.reading, holder.term_at));
            cx.push(finding);
        }
    }
    for group in holders.chunk_by(|a, b| a.post_number == b.post_number) {
        let title = group.first().and_then(|holder| title_of(&holder.post));
        let sole = title.is_some_and(|title| !is_shared(title) || title == "书记" || title == "主任");
        if !sole || group.len() > MOST {
            continue;
        }
        for pair in group.windows(2) {
            let [first, next] = pair else { continue };
            if !overlap(first, next) {
                continue;
            }
            let finding = Finding::new(Place::Reading(next.reading, next.term_at), Confidence::Likely)
                .arg(card::args::NAME, next.name.as_str())
                .arg(card::args::FOUND, names.text(next.reading, next.term_at))
                .arg(card::args::OTHER, first.name.as_str())
                .arg(card::args::TERM, names.text(first.reading, first.term_at))
                .labelled(Place::Reading(first.reading, first.term_at), card::labels::OTHER);
            cx.push(finding);
        }
    }
}

/// Asks about terms in a table of those who held one post one after another: 1983—1991, 1989—1999.
fn in_tables(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut found = Vec::new();
    for table in &book.tables {
        let Some(header) = &table.header else { continue };
        let heads: Vec<String> = header.cells.iter().map(|cell| squeeze(book.text(*cell))).collect();
        let Some(column) = heads.iter().position(|head| TERM_HEADS.contains(&head.as_str())) else {
            continue;
        };
        // With a column of posts, the rows are not those of one.
        if heads.iter().any(|head| POST_HEADS.contains(&head.as_str())) {
            continue;
        }
        let terms: Option<Vec<(u32, u32, Location)>> = (table.rows.iter())
            .map(|row| {
                years(book.text(*row.cells.get(column)?)).map(|(from, to)| (from, to, row.cells[column]))
            })
            .collect();
        let Some(terms) = terms.filter(|terms| terms.len() >= MOST) else { continue };
        let overlaps: Vec<_> = (terms.windows(2))
            .filter(|pair| pair[0].0 < pair[1].0 && pair[1].0 < pair[0].1)
            .map(|pair| (pair[1].2, pair[0].2))
            .collect();
        // One is a slip; of more, the post had several holders.
        if let [one] = overlaps.as_slice() {
            found.push(*one);
        }
    }
    for (at, other) in found {
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .variant(card::variants::TABLE)
            .arg(card::args::FOUND, book.text(at))
            .arg(card::args::TERM, book.text(other))
            .labelled(Place::Source(other), card::labels::OTHER);
        cx.push(finding);
    }
}

/// 1983—1991
fn years(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['—', '－', '-', '～', '–', '至'])?;
    let year = |text: &str| {
        let digits: String = text.trim_matches(['—', '－', ' ', '年']).chars().take(4).collect();
        digits.parse().ok().filter(|year| (1800..2200).contains(year))
    };
    Some((year(from)?, year(to)?))
}

/// 卞某（任至3月）、糜某（1月任）: asks about a successor who came before the other left, in one sentence of a list.
fn by_months(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut found = Vec::new();
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        for (at, word) in reading.text.match_indices(UNTIL) {
            let Some(rest) = reading.text.get(at + word.len()..) else { continue };
            let Some((left, rest_at)) = month(rest) else { continue };
            let sentence = rest.split(['。', '；', '\n']).next().unwrap_or_default();
            let Some(open) = sentence.get(rest_at..).and_then(|next| next.find('（')) else { continue };
            let from = rest_at + open + '（'.len_utf8();
            let Some((came, length)) = rest.get(from..).and_then(month) else { continue };
            let behind = rest.get(from + length..).unwrap_or_default();
            let comes = BEGINS.iter().any(|begins| behind.starts_with(begins));
            let near = sentence.get(rest_at..from).is_some_and(|between| between.chars().count() <= NAME);
            if comes && near && came < left {
                let base = at + word.len();
                let term = Span::of(base + from..base + from + length);
                found.push((id, term, Span::of(at..base + rest_at)));
            }
        }
    }
    for (id, term, other) in found {
        let text = book.reading(id).map_or("", |reading| &*reading.text);
        let finding = Finding::new(Place::Reading(id, term), Confidence::Likely)
            .variant(card::variants::TABLE)
            .arg(card::args::FOUND, term.of_text(text))
            .arg(card::args::TERM, other.of_text(text).trim_start_matches('（'))
            .labelled(Place::Reading(id, other), card::labels::OTHER);
        cx.push(finding);
    }
}

/// Between two holders of a post stand a mark and a name, in so many characters.
const NAME: usize = 8;

/// The month that a text begins with, and its length.
fn month(text: &str) -> Option<(u32, usize)> {
    let at = text.find(han::MONTH).filter(|at| *at <= 2)?;
    let month = text.get(..at)?.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, at + han::MONTH.len_utf8()))
}

/// Whether a month is before another; where only years are printed, whether the year is.
fn before(a: Month, b: Month) -> bool {
    if a.month == 0 || b.month == 0 { a.year < b.year } else { a < b }
}

/// Whether one holder has the post of the other at the same time: the first leaves after the second comes, and came
/// before him.
fn overlap(first: &Holder, next: &Holder) -> bool {
    let (Some(came), Some(left), Some(comes)) = (first.from, first.to, next.from) else { return false };
    before(came, comes) && before(comes, left) && first.name != next.name
}
