//! Notes on a proof: highlights 标记 with a text each, as an update behind the file that leaves every other byte.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_text::PageBox;
use pdfboss_core::{Dict, Document, Name, ObjRef, Object, Stream};

use crate::PdfError;
use crate::update::Update;

/// A note to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// 1-based count of its page.
    pub page: u32,
    /// What is highlighted, line by line.
    pub boxes: Vec<PageBox>,
    /// What it says.
    pub text: String,
    /// By which it is known again.
    pub name: String,
}

/// A proof with notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The file.
    pub bytes: Vec<u8>,
    /// Notes added.
    pub added: usize,
    /// Notes that were there already.
    pub known: usize,
}

/// Highlighter yellow.
const COLOUR: [f64; 3] = [1.0, 0.85, 0.25];

/// Puts notes into `original`. `date` is that of a run, `2023-05-01T08:00:00Z`. Notes that an earlier run made are
/// not made again; with nothing new the bytes stay as they are.
pub fn annotate(original: &[u8], notes: &[Note], author: &str, date: &str) -> Result<Noted, PdfError> {
    let document = crate::open(original)?;
    if document.is_encrypted() {
        return Err(PdfError::Password);
    }
    let mut by_page: BTreeMap<u32, Vec<&Note>> = BTreeMap::new();
    for note in notes {
        by_page.entry(note.page).or_default().push(note);
    }
    let mut update = Update::of(&document, original)?;
    let (mut added, mut known) = (0, 0);
    for (ordinal, notes) in by_page {
        let Some(index) = (ordinal as usize).checked_sub(1) else { continue };
        let damaged = |error: pdfboss_core::Error| PdfError::Damaged(error.to_string());
        let page = document.page(index).map_err(damaged)?;
        let Some(at) = page.object_ref() else { continue };
        let Object::Dict(mut dict) = document.get(at).map_err(damaged)? else { continue };
        let mut list = existing(&document, &dict);
        let mut names = names(&document, &list);
        let before = list.len();
        for note in notes {
            if note.boxes.is_empty() || !names.insert(note.name.clone()) {
                known += 1;
                continue;
            }
            let look = update.add(look(&note.boxes));
            list.push(Object::Ref(update.add(highlight(note, at, look, author, date))));
            added += 1;
        }
        if list.len() > before {
            dict.insert(name("Annots"), Object::Array(list));
            update.replace(at, Object::Dict(dict));
        }
    }
    let bytes = if added == 0 { original.to_vec() } else { update.written()? };
    Ok(Noted { bytes, added, known })
}

/// The annotations that a page has.
pub(crate) fn existing(document: &Document, page: &Dict) -> Vec<Object> {
    let list = page.get("Annots").and_then(|list| document.resolve(list).ok());
    list.and_then(|list| list.as_array().map(<[Object]>::to_vec)).unwrap_or_default()
}

/// The names of annotations.
fn names(document: &Document, list: &[Object]) -> BTreeSet<String> {
    let name = |one: &Object| {
        let resolved = document.resolve(one).ok()?;
        let name = resolved.as_dict()?.get("NM")?.as_str_bytes()?.to_vec();
        Some(pdfboss_core::object::decode_text_string(&name))
    };
    list.iter().filter_map(name).collect()
}

fn name(text: &str) -> Name {
    Name(text.to_owned())
}

fn dict(entries: impl IntoIterator<Item = (&'static str, Object)>) -> Dict {
    let mut dict = Dict::new();
    for (key, value) in entries {
        dict.insert(name(key), value);
    }
    dict
}

fn numbers(all: impl IntoIterator<Item = f64>) -> Object {
    Object::Array(all.into_iter().map(Object::Real).collect())
}

/// Hundredths of a point as points.
fn points(hundredths: i32) -> f64 {
    f64::from(hundredths) / 100.0
}

/// What all boxes reach over.
fn hull(boxes: &[PageBox]) -> PageBox {
    let join = |a: PageBox, b: &PageBox| PageBox {
        left: a.left.min(b.left),
        bottom: a.bottom.min(b.bottom),
        right: a.right.max(b.right),
        top: a.top.max(b.top),
    };
    boxes.iter().fold(boxes.first().copied().unwrap_or_default(), join)
}

fn rectangle(of: PageBox) -> Object {
    numbers([of.left, of.bottom, of.right, of.top].map(points))
}

/// Text as PDF has it outside of pages: UTF-16 with its mark.
fn text(text: &str) -> Object {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect())
}

fn highlight(note: &Note, page: ObjRef, look: ObjRef, author: &str, date: &str) -> Object {
    // Upper left, upper right, lower left, lower right: the order that viewers read, whatever the standard says.
    let corners =
        |b: &PageBox| [b.left, b.top, b.right, b.top, b.left, b.bottom, b.right, b.bottom].map(points);
    Object::Dict(dict([
        ("Type", Object::Name(name("Annot"))),
        ("Subtype", Object::Name(name("Highlight"))),
        ("Rect", rectangle(hull(&note.boxes))),
        ("QuadPoints", numbers(note.boxes.iter().flat_map(corners))),
        ("Contents", text(&note.text)),
        ("T", text(author)),
        ("NM", text(&note.name)),
        ("M", Object::String(pdf_date(date).into_bytes())),
        ("C", numbers(COLOUR)),
        ("F", Object::Int(4)),
        ("P", Object::Ref(page)),
        ("AP", Object::Dict(dict([("N", Object::Ref(look))]))),
    ]))
}

/// How it looks: the boxes, multiplied with what is printed, so that the text under them can be read.
fn look(boxes: &[PageBox]) -> Object {
    let mut data = format!("/G gs {} {} {} rg\n", COLOUR[0], COLOUR[1], COLOUR[2]);
    for b in boxes {
        let (width, height) = (points(b.right - b.left), points(b.top - b.bottom));
        data.push_str(&format!("{} {} {width} {height} re\n", points(b.left), points(b.bottom)));
    }
    data.push_str("f\n");
    let blend = dict([("BM", Object::Name(name("Multiply")))]);
    let states = dict([("G", Object::Dict(blend))]);
    Object::Stream(Stream {
        dict: dict([
            ("Type", Object::Name(name("XObject"))),
            ("Subtype", Object::Name(name("Form"))),
            ("BBox", rectangle(hull(boxes))),
            ("Resources", Object::Dict(dict([("ExtGState", Object::Dict(states))]))),
        ]),
        data: data.into_bytes(),
    })
}

/// 2023-05-01T08:00:00Z → D:20230501080000Z
fn pdf_date(date: &str) -> String {
    let digits: String = date.chars().filter(char::is_ascii_digit).take(14).collect();
    format!("D:{digits}Z")
}
