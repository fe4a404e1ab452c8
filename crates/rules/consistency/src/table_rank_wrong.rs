//! | 景区 | 游客 | 位次 |: a column of ranks against the figures that it ranks.

use kanwu_plugin::book::{Table, squeeze};
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Location, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_rank_wrong as card;
use crate::table::fact_words::RANK_COLUMNS;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many rows tell by what they are ranked.
const ENOUGH: usize = 4;

/// A row that stands out is told from the others where there are so many.
const TELLING: usize = 5;

/// A row: its rank, the figure that is ranked, its name and where its rank stands.
struct Line<'b> {
    rank: u32,
    value: Decimal,
    name: &'b str,
    at: Location,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(header) = &table.header else { continue };
        let heads: Vec<String> = header.cells.iter().map(|cell| squeeze(book.text(*cell))).collect();
        let Some(column) = heads.iter().position(|head| RANK_COLUMNS.contains(&head.as_str())) else {
            continue;
        };
        if heads.iter().filter(|head| RANK_COLUMNS.contains(&head.as_str())).count() == 1 {
            judge(cx, book, table, column, heads.len());
        }
    }
}

fn judge(cx: &mut BookContext<'_>, book: &Book<'_>, table: &Table, column: usize, columns: usize) {
    // The figures ranked are those of the column with which most rows go along.
    let ranked = (1..columns).filter(|n| *n != column).filter_map(|n| {
        let lines = lines(book, table, column, n)?;
        let odd = odd_ones(&lines);
        (odd.len() <= 1).then_some((odd, lines))
    });
    let Some((odd, lines)) = ranked.min_by_key(|(odd, _)| odd.len()) else { return };
    let odd = odd.first().copied();
    if let Some(odd) = odd.filter(|_| lines.len() >= TELLING).and_then(|n| lines.get(n)) {
        let finding = Finding::new(Place::Source(odd.at), Confidence::Likely)
            .arg(card::args::ROW, odd.name)
            .arg(card::args::RANK, odd.rank)
            .arg(card::args::VALUE, odd.value);
        cx.push(finding);
    }
    for (n, line) in lines.iter().enumerate() {
        let earlier = lines.get(..n).unwrap_or_default();
        let Some(at) = earlier.iter().position(|first| first.rank == line.rank) else { continue };
        let Some(first) = earlier.get(at) else { continue };
        // Where another row stands out, the column may be none of what is ranked.
        if odd.is_some_and(|odd| odd != at && odd != n) {
            continue;
        }
        // Where the next rank is held, the two do not share theirs by a slip alone.
        let followed = lines.iter().any(|other| other.rank == line.rank + 1);
        if first.value != line.value && !followed {
            let finding = Finding::new(Place::Source(line.at), Confidence::Likely)
                .variant(card::variants::TWICE)
                .arg(card::args::ROW, line.name)
                .arg(card::args::RANK, line.rank)
                .arg(card::args::VALUE, line.value)
                .arg(card::args::OTHER, first.name)
                .labelled(Place::Source(first.at), card::labels::OTHER);
            cx.push(finding);
        }
    }
}

/// The rows that are ranked, where the ranks are those of one row each from 1 on and the column has only figures.
fn lines<'b>(book: &'b Book<'_>, table: &Table, column: usize, figures: usize) -> Option<Vec<Line<'b>>> {
    let mut out = Vec::new();
    for row in &table.rows {
        let Some(at) = row.cells.get(column) else { continue };
        let Ok(rank) = book.text(*at).trim().parse::<u32>() else { continue };
        let printed = squeeze(book.text(*row.cells.get(figures)?)).replace([',', '，', '%'], "");
        let name = row.cells.iter().map(|cell| book.text(*cell).trim()).find(|text| !text.is_empty())?;
        out.push(Line { rank, value: printed.parse().ok()?, name, at: *at });
    }
    let held = out.iter().all(|line| line.rank >= 1 && line.rank as usize <= out.len());
    (held && out.len() >= ENOUGH && out.iter().any(|line| line.rank == 1)).then_some(out)
}

/// The rows of which each alone keeps the figures from falling as the ranks rise; all of them where no single one does. None
/// where they fall. Of two that have changed places either may be wrong, so that both are named.
fn odd_ones(lines: &[Line<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|n| lines.get(*n).map(|line| line.rank));
    let falls = |without: Option<usize>| {
        let rest: Vec<&Line<'_>> =
            order.iter().filter(|n| Some(**n) != without).filter_map(|n| lines.get(*n)).collect();
        rest.windows(2).all(|pair| pair[0].rank == pair[1].rank || pair[0].value >= pair[1].value)
    };
    if falls(None) {
        return Vec::new();
    }
    let alone: Vec<usize> = order.iter().copied().filter(|n| falls(Some(*n))).collect();
    if alone.is_empty() { order } else { alone }
}
