//! What the workbooks for Excel and WPS have in common.

use kanwu_text::AmbiguousWidth;
use kanwu_text::lines::display_width;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The size of A4 in the numbering of the format.
const A4: u8 = 9;

/// The height of a line, in points.
pub(crate) const LINE: f64 = 15.0;

/// Lines that a row of a list shows at most.
const MOST_LINES: f64 = 16.0;

/// The height of a row whose texts are wrapped in columns of these widths: not every program makes it so by itself.
pub(crate) fn row_height<'t>(cells: impl Iterator<Item = (&'t str, f64)>) -> f64 {
    let taken = |line: &str, width: f64| {
        (display_width(line, AmbiguousWidth::Two) as f64 * 1.1 / width).ceil().max(1.0)
    };
    let lines = cells.map(|(text, width)| text.split('\n').map(|line| taken(line, width)).sum::<f64>());
    LINE * lines.fold(1.0, f64::max).min(MOST_LINES)
}

/// A workbook with this title; none where it is empty.
pub(crate) fn workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The day of making would make the same input give other bytes.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    let properties = if title.is_empty() { properties } else { properties.set_title(title) };
    book.set_properties(&properties);
    Ok(book)
}

/// A cell of a table: its text wrapped.
pub(crate) fn cell() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

/// A cell over a column of a form.
pub(crate) fn head_cell() -> Format {
    cell().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xE8_EE_F4))
}

/// The page is printed on A4 across, the head of the table, in row `head`, on every page; what stands above and in the
/// head stays in sight.
pub(crate) fn print_across(page: &mut Worksheet, head: u32) -> Result<(), XlsxError> {
    page.set_freeze_panes(head + 1, 0)?;
    page.set_repeat_rows(head, head)?;
    page.set_landscape();
    page.set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Writes a text in three parts, the middle one, where there is any, bold and red.
pub(crate) fn write_marked(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    [before, at, after]: [&str; 3],
    format: &Format,
) -> Result<(), XlsxError> {
    let red = |format: Format| format.set_bold().set_font_color(Color::Red);
    let (plain, fault) = (Format::new(), red(Format::new()));
    let parts = [(&plain, before), (&fault, at), (&plain, after)];
    let parts: Vec<(&Format, &str)> = parts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    match parts.as_slice() {
        [] => page.write_blank(row, column, format)?,
        [(_, whole)] if at.is_empty() => page.write_string_with_format(row, column, *whole, format)?,
        [(_, whole)] => page.write_string_with_format(row, column, *whole, &red(format.clone()))?,
        parts => page.write_rich_string_with_format(row, column, parts, format)?,
    };
    Ok(())
}
