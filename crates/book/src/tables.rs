//! Rows gathered into tables; a table continued on the next page is one table.

use crate::lines::Line;
use crate::{Block, BlockId, BlockKind, Row, Table};

/// Gathers the tables of the body.
pub(crate) fn gather(lines: &[Line<'_>], blocks: &[Block]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut open = false;
    let mut continues = None;
    for (i, block) in blocks.iter().enumerate() {
        let id = BlockId(i as u32);
        match block.kind {
            BlockKind::TableContinued => {
                continues = (!tables.is_empty()).then_some(id);
                open = false;
            }
            BlockKind::TableRow => {
                let Some(row) = row(id, &lines[i]) else { continue };
                let same_place =
                    tables.last().is_some_and(|t| t.section == block.section && t.category == block.category);
                let header_again = tables
                    .last()
                    .is_some_and(|t| t.header.as_ref().is_some_and(|h| same_cells(h, &row, lines)));
                if open {
                    if header_again {
                        push_continued(&mut tables, id);
                    } else {
                        push_row(&mut tables, row);
                    }
                } else if same_place && (continues.is_some() || header_again) {
                    push_continued(&mut tables, continues.unwrap_or(id));
                    if !header_again {
                        push_row(&mut tables, row);
                    }
                } else {
                    let title = i.checked_sub(1).filter(|p| blocks[*p].kind == BlockKind::TableTitle);
                    tables.push(Table {
                        title: title.map(|p| BlockId(p as u32)),
                        header: Some(row),
                        rows: Vec::new(),
                        continued: Vec::new(),
                        category: block.category,
                        section: block.section,
                    });
                }
                open = true;
                continues = None;
            }
            BlockKind::Comment | BlockKind::Break | BlockKind::Image | BlockKind::TableNote => {}
            _ => {
                open = false;
                continues = None;
            }
        }
    }
    tables
}

fn push_row(tables: &mut [Table], row: Row) {
    if let Some(table) = tables.last_mut() {
        table.rows.push(row);
    }
}

fn push_continued(tables: &mut [Table], id: BlockId) {
    if let Some(table) = tables.last_mut() {
        table.continued.push(id);
    }
}

/// Whether two rows say the same, white space aside.
fn same_cells(a: &Row, b: &Row, lines: &[Line<'_>]) -> bool {
    let text = |row: &Row| {
        let line = lines.get(row.block.index()).map_or("", |l| l.text);
        line.chars().filter(|c| !c.is_whitespace())
    };
    a.cells.len() == b.cells.len() && text(a).eq(text(b))
}

/// Cuts a line into cells; `None` for the rule under a pipe table's header.
fn row(id: BlockId, line: &Line<'_>) -> Option<Row> {
    let text = line.text;
    let piped = text.starts_with('|');
    if piped && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
        return None;
    }
    let inner = if piped { text.trim_start_matches('|').trim_end_matches('|') } else { text };
    let lead = if piped { text.len() - text.trim_start_matches('|').len() } else { 0 };
    let mut cells = Vec::new();
    let mut from = lead;
    for cell in inner.split(if piped { '|' } else { '\t' }) {
        let trimmed = cell.trim();
        let start = from + (cell.len() - cell.trim_start().len()).min(cell.len());
        cells.push(line.at.part(start..start + trimmed.len()));
        from += cell.len() + 1;
    }
    Some(Row { block: id, cells })
}
