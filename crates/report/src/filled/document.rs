//! The rows of the tables of a Word document, one after the other. What stands in tables within tables belongs to the cell
//! that holds them; what was deleted with tracking is left out.

use super::package::{Archive, Node, Runs, part, walk};
use super::{Cell, FormError, MOST};

const BODY: &str = "word/document.xml";
/// The most columns that a cell may reach over.
const WIDEST: usize = 64;

/// Whether the package is a document.
pub(super) fn is(archive: &Archive<'_>) -> bool {
    archive.index_for_name(BODY).is_some()
}

/// The rows.
pub(super) fn rows(archive: &mut Archive<'_>) -> Result<Vec<Vec<Cell>>, FormError> {
    let text = part(archive, BODY)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut depth, mut width) = (0_usize, 1);
    let mut runs = Runs::default();
    walk(&text, |event| {
        match event {
            Node::Start("tbl") => depth += 1,
            Node::End("tbl") => depth = depth.saturating_sub(1),
            Node::Start("tr") if depth == 1 => rows.push(Vec::new()),
            Node::Start("tc") if depth == 1 => (runs, width) = (Runs::default(), 1),
            Node::Valued("gridSpan", columns) if depth == 1 => {
                width = columns.parse().unwrap_or(1).clamp(1, WIDEST);
            }
            Node::End("tc") if depth == 1 => {
                if let Some(row) = rows.last_mut() {
                    row.push(std::mem::take(&mut runs).cell());
                    row.resize_with(row.len() + width - 1, Cell::default);
                }
            }
            other if depth > 0 => runs.take(&other),
            _ => {}
        }
        (rows.len() <= MOST).then_some(())
    })?;
    Ok(rows)
}
