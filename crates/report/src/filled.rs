//! A form 校对质疑表 that has been filled in, as CSV or as a workbook: what was proposed, and how it was answered.

use std::io::{Cursor, Read};
use std::ops::Range;

use csv::ReaderBuilder;
use kanwu_text::Lang;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::messages::sheet as said;
use crate::table::form_columns as names;
use crate::window::{CUT_LEFT, CUT_RIGHT};

/// The most bytes that a part of a workbook may unpack to.
const LARGEST: u64 = 64 << 20;
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
    /// It is no workbook and no table.
    Unreadable,
    /// No row has the names of the columns.
    NoColumns,
    /// It is larger than a form can be.
    TooLarge,
}

/// Reads a filled form. What is no workbook is read as CSV in UTF-8.
pub fn read_form(bytes: &[u8]) -> Result<Vec<FilledRow>, FormError> {
    let rows = cells(bytes)?;
    let (head, columns) = rows
        .iter()
        .enumerate()
        .take(20)
        .find_map(|(i, row)| Some((i, Columns::of(row)?)))
        .ok_or(FormError::NoColumns)?;
    Ok(rows[head + 1..].iter().filter_map(|row| columns.row(row)).collect())
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

/// The cells of a list of words that an office brings, as a workbook or as CSV in UTF-8, row after row, without the heads
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

/// The cells of a workbook, or of CSV in UTF-8.
fn cells(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, FormError> {
    let rows = if bytes.starts_with(b"PK") { workbook(bytes)? } else { table(bytes)? };
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

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, FormError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormError::Unreadable)?;
    let shared = match part(&mut archive, "xl/sharedStrings.xml") {
        Ok(text) => strings(&text)?,
        Err(FormError::Unreadable) => Vec::new(),
        Err(error) => return Err(error),
    };
    sheet(&part(&mut archive, "xl/worksheets/sheet1.xml")?, &shared)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, FormError> {
    let entry = archive.by_name(name).map_err(|_| FormError::Unreadable)?;
    let mut text = String::new();
    let read = entry.take(LARGEST + 1).read_to_string(&mut text).map_err(|_| FormError::Unreadable)?;
    if read as u64 > LARGEST { Err(FormError::TooLarge) } else { Ok(text) }
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

/// Runs of a string so far.
#[derive(Default)]
struct Runs {
    cell: Cell,
    bold: bool,
    in_text: bool,
    /// 拼音, which is no part of the text.
    phonetic: bool,
}

impl Runs {
    fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("r") => self.bold = false,
            Node::Start("b") => self.bold = true,
            Node::Start("rPh") => self.phonetic = true,
            Node::End("rPh") => self.phonetic = false,
            Node::Start("t") => self.in_text = true,
            Node::End("t") => self.in_text = false,
            Node::Text(text) if self.in_text && !self.phonetic => {
                let from = self.cell.text.len();
                self.cell.text.push_str(text);
                if self.bold {
                    let start = self.cell.marked.as_ref().map_or(from, |marked| marked.start);
                    self.cell.marked = Some(start..self.cell.text.len());
                }
            }
            _ => {}
        }
    }

    fn cell(self) -> Cell {
        let whole = self.cell.marked == Some(0..self.cell.text.len());
        Cell { marked: self.cell.marked.filter(|_| !whole), ..self.cell }
    }
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

/// What a workbook's part is made of, as far as it is read.
enum Node<'x> {
    Start(&'x str),
    End(&'x str),
    Text(String),
    /// A cell: its column, and what kind of value it has.
    Cell {
        at: Option<usize>,
        of: String,
    },
}

/// Hands each element and text to `each`, which gives `None` where it is too much.
fn walk(xml: &str, mut each: impl FnMut(Node<'_>) -> Option<()>) -> Result<(), FormError> {
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|_| FormError::Unreadable)?;
        let go_on = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = local(tag.name().0);
                let empty = matches!(event, Event::Empty(_));
                let node = if name == "c" { cell(tag) } else { Node::Start(name) };
                each(node).and_then(|()| if empty { each(Node::End(name)) } else { Some(()) })
            }
            Event::End(tag) => each(Node::End(local(tag.name().0))),
            Event::Text(text) => {
                let text = unescape(text).map_err(|_| FormError::Unreadable)?.into_owned();
                each(Node::Text(text))
            }
            Event::GeneralRef(name) => {
                let text =
                    unescape(&format!("&{};", &**name)).map_err(|_| FormError::Unreadable)?.into_owned();
                each(Node::Text(text))
            }
            Event::Eof => return Ok(()),
            _ => Some(()),
        };
        go_on.ok_or(FormError::TooLarge)?;
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn cell<'x>(tag: &BytesStart<'_>) -> Node<'x> {
    let attribute = |key: &str| {
        let found = tag.attributes().flatten().find(|attribute| attribute.key.0 == key)?;
        Some(found.value.into_owned())
    };
    // C12 is in the third column.
    let at = attribute("r").map(|name| {
        let letters = name.chars().take_while(char::is_ascii_alphabetic).take(3);
        letters.fold(0, |sum, c| sum * 26 + (c.to_ascii_uppercase() as usize - 'A' as usize) + 1)
    });
    Node::Cell { at: at.and_then(|at: usize| at.checked_sub(1)), of: attribute("t").unwrap_or_default() }
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
