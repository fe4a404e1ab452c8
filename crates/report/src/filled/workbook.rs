//! The rows of a workbook's first sheet.

use super::package::{Archive, Node, Runs, part, walk};
use super::{Cell, FormError, MOST};

/// The rows.
pub(super) fn rows(archive: &mut Archive<'_>) -> Result<Vec<Vec<Cell>>, FormError> {
    let shared = match part(archive, "xl/sharedStrings.xml") {
        Ok(text) => strings(&text)?,
        Err(FormError::Unreadable) => Vec::new(),
        Err(error) => return Err(error),
    };
    sheet(&part(archive, "xl/worksheets/sheet1.xml")?, &shared)
}

/// The strings that cells refer to by number. In a string of several runs a bold one is set off.
fn strings(xml: &str) -> Result<Vec<Cell>, FormError> {
    let mut out = Vec::new();
    let mut runs = Runs::default();
    walk(xml, |event| {
        match event {
            Node::Start("si") => runs = Runs::default(),
            Node::End("si") => out.push(std::mem::take(&mut runs).cell()),
            other => runs.take(&other),
        }
        (out.len() <= MOST * 20).then_some(())
    })?;
    Ok(out)
}

fn sheet(xml: &str, shared: &[Cell]) -> Result<Vec<Vec<Cell>>, FormError> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut column, mut kind, mut value, mut in_value) = (0, String::new(), String::new(), false);
    let mut runs = Runs::default();
    walk(xml, |event| {
        match event {
            Node::Start("row") => {
                rows.push(Vec::new());
                column = 0;
            }
            Node::Cell { at, of } => {
                column = at.unwrap_or(column + usize::from(!value.is_empty()));
                kind = of;
                value.clear();
                runs = Runs::default();
            }
            Node::Start("v") => in_value = true,
            Node::End("v") => in_value = false,
            Node::End("c") => {
                let cell = match kind.as_str() {
                    "s" => value.parse().ok().and_then(|i: usize| shared.get(i)).cloned().unwrap_or_default(),
                    "inlineStr" => std::mem::take(&mut runs).cell(),
                    _ => Cell { text: value.clone(), marked: None },
                };
                if let Some(row) = rows.last_mut().filter(|_| column < 200) {
                    row.resize_with(row.len().max(column + 1), Cell::default);
                    row[column] = cell;
                }
                column += 1;
                value.clear();
            }
            Node::Text(text) if in_value => value.push_str(&text),
            other => runs.take(&other),
        }
        (rows.len() <= MOST).then_some(())
    })?;
    Ok(rows)
}
