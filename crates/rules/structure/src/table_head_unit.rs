//! The unit in the head of a column against what the head names and against the unit of the whole table.

use kanwu_plugin::book::{Book, Table};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::table_head_unit as card;
use crate::table::head_units::KIND;
use crate::table_cell_unit::unit_above;
use crate::table_cells::squeezed;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let overall = unit_above(book, table);
        let Some(header) = &table.header else { continue };
        for head in header.cells.iter().skip(1) {
            if let Some(finding) = judge(book, table, *head, overall.as_ref()) {
                cx.push(finding);
            }
        }
    }
}

fn judge(
    book: &Book<'_>,
    table: &Table,
    head: Location,
    overall: Option<&(String, Location)>,
) -> Option<Finding> {
    let text = squeezed(book, head);
    let inner = text.strip_suffix(['）', ')'])?;
    let (name, unit) = inner.rsplit_once(['（', '('])?;
    let finding = || {
        Finding::new(Place::Source(head), Confidence::Likely)
            .arg(card::args::FOUND, unit)
            .arg(card::args::NAME, name)
    };
    let of_unit = |unit: &str| KIND.iter().find(|kind| words(kind.units).any(|u| u == unit));
    // 面积（千米）: a unit of another kind of quantity.
    let own = KIND.iter().find(|kind| words(kind.heads).any(|head| name.ends_with(head)));
    if let (Some(own), Some(other)) = (own, of_unit(unit))
        && own.name != other.name
        && !words(own.units).any(|u| u == unit)
    {
        return Some(finding().variant(card::variants::KIND));
    }
    // 单位：万元 over the table, and 亿元 in one head: 亿 more or less.
    let (overall, title) = overall.filter(|(overall, _)| overall != unit)?;
    let (scale, base) = scaled(unit);
    let (overall_scale, overall_base) = scaled(overall);
    let alone =
        table.header.as_ref()?.cells.iter().filter(|c| squeezed(book, **c).contains(unit)).count() == 1;
    (base == overall_base && scale != overall_scale && alone && of_unit(unit).is_some()).then(|| {
        let finding = finding().arg(card::args::WANT, overall.as_str());
        finding.labelled(Place::Source(*title), card::labels::TITLE)
    })
}

/// 万 and 元 of 万元.
fn scaled(unit: &str) -> (&str, &str) {
    let base = unit.trim_start_matches(han::MAGNITUDES);
    (&unit[..unit.len() - base.len()], base)
}

fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(' ')
}
