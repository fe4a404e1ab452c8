//! A form as a workbook: the head, the table, and lines to sign, one under the other.

use kanwu_text::AmbiguousWidth;
use kanwu_text::lines::display_width;
use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::Paper;
use crate::workbook::{LINE, cell, head_cell, print_across, workbook, write_marked};

/// Columns of Latin script that a page across has room for.
const ACROSS: f64 = 140.0;
/// Lines that a row shows at most.
const MOST_LINES: f64 = 20.0;

pub(super) fn bytes(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(&paper.title)?;
    let page = book.add_worksheet();
    page.set_name(&paper.title)?;
    let last = u16::try_from(paper.columns.len().saturating_sub(1)).unwrap_or_default();
    let (cell, name) = (cell(), head_cell());
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    if last > 0 {
        page.merge_range(0, 0, 0, last, &paper.title, &title)?;
    } else {
        page.write_string_with_format(0, 0, &paper.title, &title)?;
    }
    let head: Vec<String> = paper.head.iter().map(|(name, value)| format!("{name}：{value}")).collect();
    page.write_string(1, 0, head.join("　　"))?;
    for (i, column) in (0_u16..).zip(&paper.columns) {
        page.set_column_width(i, ACROSS * f64::from(column.width) / 100.0)?;
        page.write_string_with_format(2, i, &column.name, &name)?;
    }
    let mut line = 2;
    for row in &paper.rows {
        line += 1;
        let high = row.iter().zip(&paper.columns).map(|(cell, column)| {
            let taken: usize =
                cell.parts().iter().map(|t| display_width(t, AmbiguousWidth::Two) as usize).sum();
            (taken as f64 * 1.1 / (ACROSS * f64::from(column.width) / 100.0)).ceil()
        });
        let high = high.fold(1.0, f64::max).min(MOST_LINES);
        page.set_row_height(line, LINE * high)?;
        for (i, content) in (0_u16..).zip(row) {
            write_marked(page, (line, i), content.parts(), &cell)?;
        }
    }
    let end = line;
    for note in &paper.notes {
        line += 1;
        page.write_string(line, 0, note)?;
    }
    let signs: Vec<String> = paper.signatures.iter().map(|name| format!("{name}：＿＿＿＿＿＿")).collect();
    page.write_string(line + 2, 0, signs.join("　　"))?;
    if !paper.rows.is_empty() {
        page.autofilter(2, 0, end, last)?;
    }
    print_across(page, 2)?;
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_footer("&C&P / &N");
    book.save_to_buffer()
}
