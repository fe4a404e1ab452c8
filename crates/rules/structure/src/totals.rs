//! Totals of tables against the sum of their parts.

use kanwu_plugin::book::{Book, Row, Table};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};
use rust_decimal::Decimal;

pub(crate) const RULE: Rule = Rule::book("table-total", check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let totals: Vec<usize> =
            (0..table.rows.len()).filter(|i| is_total(&label(book, &table.rows[*i]))).collect();
        let [total] = totals.as_slice() else { continue };
        let first = *total == 0;
        if !(first || total + 1 == table.rows.len()) || table.rows.len() < 3 {
            continue;
        }
        let parts: Vec<&Row> =
            table.rows.iter().enumerate().filter(|(i, _)| i != total).map(|(_, r)| r).collect();
        // 其中 and 小计 repeat what other rows hold.
        if parts.iter().any(|r| label(book, r).starts_with("其中") || label(book, r).contains("小计")) {
            continue;
        }
        for column in 1..table.rows[*total].cells.len() {
            judge(cx, table, &table.rows[*total], &parts, column);
        }
    }
}

pub(crate) fn label(book: &Book<'_>, row: &Row) -> String {
    let cells = row.cells.iter().take(2).map(|c| book.text(*c)).filter(|t| t.parse::<u32>().is_err());
    cells.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

pub(crate) fn is_total(label: &str) -> bool {
    ["合计", "总计", "共计"].iter().any(|w| label.starts_with(w))
}

fn judge(cx: &mut BookContext<'_>, table: &Table, total: &Row, parts: &[&Row], column: usize) {
    let book = cx.book;
    let head = table.header.as_ref().and_then(|h| h.cells.get(column)).map_or("", |c| book.text(*c));
    // Rates, averages and serial numbers don't add up.
    if ["率", "比", "%", "均", "增", "年", "号", "序", "速"].iter().any(|w| head.contains(w)) {
        return;
    }
    let Some(at) = total.cells.get(column) else { return };
    let Some(stated) = number(book, *at) else { return };
    let mut sum = Decimal::ZERO;
    let mut tolerance = half_unit(stated);
    for row in parts {
        let Some(cell) = row.cells.get(column) else { return };
        let Some(value) = number(book, *cell) else { return };
        sum += value;
        tolerance += half_unit(value);
    }
    // Whole numbers are counts: they are not rounded.
    let whole = stated.scale() == 0 && sum.scale() == 0;
    let off = (sum - stated).abs();
    if off.is_zero() || (!whole && off <= tolerance) {
        return;
    }
    cx.push(
        Finding::new(Place::Source(*at), Confidence::Likely)
            .arg("column", head)
            .arg("stated", stated.to_string())
            .arg("sum", sum.to_string()),
    );
}

pub(crate) fn number(book: &Book<'_>, at: Location) -> Option<Decimal> {
    let text: String = book.text(at).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    text.parse().ok()
}

/// Half of the last place printed: what rounding may hide.
fn half_unit(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}
