//! A form 校对质疑表 or 退改单 that has been filled in, as CSV, as a workbook or as a Word document: what was proposed, and
//! how it was answered.

mod document;
mod package;
mod workbook;

use std::ops::Range;

use csv::ReaderBuilder;
use kanwu_text::Lang;

use crate::messages::sheet as said;
use crate::table::form_columns as names;
use crate::window::{CUT_LEFT, CUT_RIGHT};

/// The most rows that a form has.
const MOST: usize = 100_000;

/// A row of a filled form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledRow {
    /// The file, where the form has several.
    pub path: String,
    /// The printed page.
    pub page: Option<u32>,
    /// The text that the row is about, with what stands round it.
    pub text: String,
    /// Bytes of it that are marked, where the form says.
    pub at: Option<Range<usize>>,
    /// What was proposed.
    pub want: String,
    /// How that was answered.
    pub opinion: String,
    /// By whom.
    pub person: String,
}

/// Why a file is no filled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    /// It is no workbook, no document and no table.
    Unreadable,
    /// No row has the names of the columns.
    NoColumns,
    /// It is larger than a form can be.
    TooLarge,
}

/// What a file may be as a form, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// A workbook or CSV, which nothing else is taken for.
    Sheet,
    /// A Word document, which may be a manuscript or a commented copy as well.
    Document,
}

impl FormKind {
    /// By the end of the name.
    pub fn of(name: &str) -> Option<FormKind> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" | "csv" => Some(FormKind::Sheet),
            "docx" | "docm" => Some(FormKind::Document),
            _ => None,
        }
    }
}

/// The form that a file is among files that say what is to be changed. `None` where it is no form by its name, or a
/// document without the columns of one, which is then a commented copy.
pub fn form_among_requests(name: &str, bytes: &[u8]) -> Option<Result<Vec<FilledRow>, FormError>> {
    match FormKind::of(name)? {
        FormKind::Sheet => Some(read_form(bytes)),
        FormKind::Document => read_form(bytes).ok().map(Ok),
    }
}

/// Reads a filled form. What is no workbook and no document is read as CSV in UTF-8.
pub fn read_form(bytes: &[u8]) -> Result<Vec<FilledRow>, FormError> {
    let rows = cells(bytes)?;
    let (head, columns) = rows
        .iter()
        .enumerate()
        .take(20)
        .find_map(|(i, row)| Some((i, Columns::of(row)?)))
        .ok_or(FormError::NoColumns)?;
    // A head that is printed again, as in the next table of a document, is no row.
    let rows = rows.iter().skip(head + 1).filter(|row| Columns::of(row).is_none());
    Ok(rows.filter_map(|row| columns.row(row)).collect())
}

/// A cell: its text, and the part of it that is set off.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    marked: Option<Range<usize>>,
}

/// Which column holds what.
struct Columns {
    path: Option<usize>,
    page: Option<usize>,
    text: usize,
    want: Option<usize>,
    opinion: Option<usize>,
    person: Option<usize>,
}

impl Columns {
    /// By the names in a row; none where they are not those of a form.
    fn of(row: &[Cell]) -> Option<Columns> {
        let own = said::COLUMNS.text(Lang::En);
        let column = |list: &[&str], english: &str| {
            let is = |cell: &Cell| {
                let name = cell.text.trim();
                list.contains(&name) || name.eq_ignore_ascii_case(english)
            };
            row.iter().position(is)
        };
        let columns = Columns {
            path: column(names::PATH, own[1]),
            page: column(names::PAGE, own[2]),
            text: column(names::TEXT, own[5])?,
            want: column(names::WANT, own[6]),
            opinion: column(names::OPINION, own[10]),
            person: column(names::PERSON, own[11]),
        };
        (columns.want.is_some() || columns.opinion.is_some()).then_some(columns)
    }

    fn row(&self, row: &[Cell]) -> Option<FilledRow> {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at));
        let text = |at| cell(at).map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
        let (text_of, at) = placed(cell(Some(self.text))?);
        if text_of.is_empty() {
            return None;
        }
        Some(FilledRow {
            path: text(self.path),
            page: text(self.page).split('.').next().and_then(|page| page.parse().ok()),
            text: text_of,
            at,
            want: text(self.want),
            opinion: text(self.opinion),
            person: text(self.person),
        })
    }
}

/// The cells of a list of words that an office brings, as a workbook, a table of a document or CSV in UTF-8, row after row, without the heads
/// of its columns.
///
/// # Errors
/// Where it is neither, or larger than a list can be.
pub fn read_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, FormError> {
    let mut rows: Vec<Vec<String>> =
        cells(bytes)?.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect();
    let first = rows.first().and_then(|row| row.first()).map(|cell| cell.trim());
    if first.is_some_and(|cell| names::WORD_HEADS.contains(&cell)) {
        rows.remove(0);
    }
    Ok(rows)
}

/// The cells of a workbook, of the tables of a document, or of CSV in UTF-8.
fn cells(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, FormError> {
    let rows = match package::open(bytes) {
        Some(mut archive) if document::is(&archive) => document::rows(&mut archive)?,
        Some(mut archive) => workbook::rows(&mut archive)?,
        None if bytes.starts_with(b"PK") => return Err(FormError::Unreadable),
        None => table(bytes)?,
    };
    if rows.len() > MOST { Err(FormError::TooLarge) } else { Ok(rows) }
}

/// The text of a cell without the signs of its cuts, and the place in it: between ⟦ and ⟧, at ∧, or what is set off.
fn placed(cell: &Cell) -> (String, Option<Range<usize>>) {
    let text = cell.text.strip_prefix('\'').unwrap_or(&cell.text);
    if let Some((before, rest)) = text.split_once('⟦')
        && let Some((at, after)) = rest.split_once('⟧')
    {
        let before = before.trim_start_matches(CUT_LEFT);
        let place = before.len()..before.len() + at.len();
        return (format!("{before}{at}{}", after.trim_end_matches(CUT_RIGHT)), Some(place));
    }
    let bare = cell.text.trim_start_matches(CUT_LEFT);
    let cut = cell.text.len() - bare.len();
    let bare = bare.trim_end_matches(CUT_RIGHT);
    let Some(marked) = &cell.marked else { return (bare.to_owned(), None) };
    let at = marked.start.saturating_sub(cut)..marked.end.saturating_sub(cut).min(bare.len());
    match bare.get(at.clone()) {
        Some("∧") => (format!("{}{}", &bare[..at.start], &bare[at.end..]), Some(at.start..at.start)),
        Some(_) => (bare.to_owned(), Some(at)),
        None => (bare.to_owned(), None),
    }
}

fn table(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, FormError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FormError::Unreadable)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cell = |text: &str| Cell { text: text.to_owned(), marked: None };
    let rows = reader.records().map(|row| row.map(|row| row.iter().map(cell).collect()));
    rows.collect::<Result<_, _>>().map_err(|_| FormError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checked, Csv, Extent, Options, Xlsx, sample, whole};

    fn form(csv: &str) -> Vec<FilledRow> {
        read_form(csv.as_bytes()).unwrap()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let rows = form("\u{feff}校对质疑表,,\n页码,原文,建议改为,责编答复\n12,◂甲⟦乙⟧丙▸,丁,改\n,,,\n");
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.page, row.text.as_str(), row.at.clone()), (Some(12), "甲乙丙", Some(3..6)));
        assert_eq!((row.want.as_str(), row.opinion.as_str()), ("丁", "改"));
        assert_eq!(read_form(b"a,b\n1,2\n"), Err(FormError::NoColumns));
        assert_eq!(read_form(b"PK\x03\x04"), Err(FormError::Unreadable));
        assert_eq!(read_form(&[0xFF, 0xFE]), Err(FormError::Unreadable));
    }

    /// A document with this body.
    fn document(body: &str) -> Vec<u8> {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        write!(zip, "<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>").unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_tables_of_a_document_are_rows() {
        let cell = |runs: &str| format!("<w:tc><w:p>{runs}</w:p></w:tc>");
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
        let head = row(&["条目", "原句", "单位答复"].map(|name| cell(&run(name))));
        let marked = format!("{}<w:r><w:rPr><w:b/></w:rPr><w:t>乙</w:t></w:r>{}", run("◂甲"), run("丙"));
        let not =
            "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>丁</w:t></w:r><w:r><w:delText>删</w:delText></w:r>";
        let wide =
            "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>合并</w:t></w:r></w:p></w:tc>";
        let nested = format!("<w:tc><w:tbl>{}</w:tbl></w:tc>", row(&[cell(&run("改"))]));
        let rows = [
            row(&[cell(&run("教育")), cell(&marked), cell(&run("改"))]),
            row(&[cell(""), cell(not), nested]),
            row(&[wide.to_owned(), cell(&run("不改"))]),
        ];
        let body = format!("{}<w:tbl>{head}{}</w:tbl><w:tbl>{head}</w:tbl>", run("退改单"), rows.concat());
        let read = read_form(&document(&body)).unwrap();
        let told: Vec<_> = read.iter().map(|r| (r.text.as_str(), r.at.clone(), r.opinion.as_str())).collect();
        assert_eq!(told, [("甲乙丙", Some(3..6), "改"), ("丁", None, "改")]);
        assert_eq!(read_form(&document(&run("只有一段话"))), Err(FormError::NoColumns));
    }

    #[test]
    fn what_we_write_is_read_back() {
        let (manuscript, findings) = (sample::manuscript(), sample::findings());
        let book = kanwu_book::parse(&manuscript);
        let cards = sample::cards();
        let cards: Vec<_> = cards.iter().collect();
        let checked = Checked::part(vec![(&book, findings.as_slice())], &cards);
        let extent = Extent { manuscripts: 1, files: 2 };
        let options = Options::default();
        let (mut csv, mut xlsx) = (Vec::new(), Vec::new());
        whole(&mut Csv::new(&options, extent), &mut csv, &checked, options.lang).unwrap();
        whole(&mut Xlsx::new(&options, extent), &mut xlsx, &checked, options.lang).unwrap();
        let (csv, xlsx) = (read_form(&csv).unwrap(), read_form(&xlsx).unwrap());
        assert!(!xlsx.is_empty());
        for (one, other) in xlsx.iter().zip(&csv) {
            assert_eq!((&one.text, &one.want, &one.opinion), (&other.text, &other.want, &other.opinion));
            // Of a cell that is set off as a whole its text says where.
            assert!(one.at == other.at || one.at.is_none(), "{one:?} {other:?}");
        }
    }
}
