//! A column of shares against the column whose shares they are.

use kanwu_plugin::book::Table;
use kanwu_plugin::context::has_any;
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Location, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_share_column as card;
use crate::table::table_words::SHARE_COLUMNS;
use crate::table_cells::{is_total, label, number};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

struct Share {
    at: Location,
    part: Decimal,
    stated: Decimal,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let heads = table.header.as_ref().map_or(0, |h| h.cells.len());
        for column in 2..heads {
            judge(cx, book, table, column);
        }
    }
}

fn judge(cx: &mut BookContext<'_>, book: &Book<'_>, table: &Table, column: usize) {
    let head = table.header.as_ref().and_then(|h| h.cells.get(column)).map_or("", |c| book.text(*c));
    if !has_any(head, SHARE_COLUMNS) {
        return;
    }
    let mut whole = None;
    let mut shares = Vec::new();
    for row in &table.rows {
        let (Some(part), Some(at)) = (row.cells.get(column - 1), row.cells.get(column)) else { return };
        let (Some(part), Some(stated)) = (number(book, *part), number(book, *at)) else { continue };
        if is_total(&label(book, row)) {
            whole = Some(part);
        } else {
            shares.push(Share { at: *at, part, stated });
        }
    }
    // Without a row for the whole the parts make it up, where the shares of most do.
    let sum = || (shares.len() > 2).then(|| shares.iter().map(|s| s.part).sum::<Decimal>());
    let whole = whole.or_else(sum);
    let Some(whole) = whole.filter(|w| *w > Decimal::ZERO) else { return };
    let want = |share: &Share| (share.part * Decimal::ONE_HUNDRED / whole).round_dp(share.stated.scale());
    let right = |share: &Share| (want(share) - share.stated).abs() <= Decimal::new(1, share.stated.scale());
    let count = shares.iter().filter(|share| right(share)).count();
    if count < 2 || count * 3 < shares.len() * 2 {
        return;
    }
    for share in shares.iter().filter(|share| !right(share)) {
        let finding = Finding::new(Place::Source(share.at), Confidence::Likely)
            .arg(card::args::FOUND, share.stated)
            .arg(card::args::PART, share.part)
            .arg(card::args::WHOLE, whole)
            .arg(card::args::WANT, want(share));
        cx.push(finding);
    }
}
