//! `kanwu names`: 同名异写对照表, and with `--people` who stands where with which post.

use std::collections::BTreeMap;
use std::io;

use kanwu_book::{Book, ReadingId, StructureWords};
use kanwu_plugin::index::names::{Form, NameKind, Names, Slip};
use kanwu_report::Listing;
use kanwu_text::{Lang, Message, ReadingSpan};
use serde::Serialize;

use crate::cli::{NamesArgs, TableFormat};
use crate::commands::put_table::put_table;
use crate::messages::names as said;
use crate::{Exit, Ui, table};

/// Of one form so many places are listed.
const PLACES: usize = 8;

/// A form of a name.
#[derive(Serialize)]
struct Written {
    text: String,
    times: usize,
    places: Vec<Place>,
}

#[derive(Clone, Serialize)]
struct Place {
    path: String,
    /// As printed on the page, where it is known.
    page: Option<u32>,
    /// 1-based.
    line: u32,
}

/// Two forms of what may be one name.
#[derive(Serialize)]
struct Pair {
    kind: &'static str,
    rare: Written,
    common: Written,
    differs: String,
    /// Whether `kanwu check` asks about it.
    asked: bool,
}

/// A person under a post, and where.
#[derive(Serialize)]
struct Held {
    name: String,
    post: String,
    /// The term, where a list of leaders has it.
    term: String,
    times: usize,
    places: Vec<Place>,
}

/// Writes the table; `settled` are the names that the office has settled.
pub(crate) fn write(
    ui: &mut Ui<'_>,
    book: &Book<'_>,
    settled: &[String],
    args: &NamesArgs,
) -> io::Result<Exit> {
    let names = Names::of(book, settled);
    let lang = ui.lang;
    let (listing, json) = if args.people {
        let held = held(book, &names);
        (people(&held, lang), serde_json::to_vec_pretty(&held))
    } else {
        let pairs = pairs(book, &names, lang);
        (variants(&pairs, lang), serde_json::to_vec_pretty(&pairs))
    };
    let json = json.map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    match args.output_format {
        TableFormat::Json => {
            bytes = json;
            bytes.push(b'\n');
        }
        TableFormat::Csv => listing.csv(&mut bytes)?,
        TableFormat::Markdown => listing.markdown(&mut bytes)?,
        TableFormat::Html => listing.html(&mut bytes)?,
        TableFormat::Xlsx => listing.xlsx(&mut bytes)?,
        TableFormat::Table => {
            bytes.extend(format!("{}\n{}\n\n", listing.title, listing.note).bytes());
            let head = listing.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
            let rows: Vec<Vec<String>> = std::iter::once(head).chain(listing.rows).collect();
            table::write(&mut bytes, &rows)?;
        }
    }
    let Some(path) = &args.target.output else {
        if args.output_format == TableFormat::Xlsx && ui.terminal {
            return ui.fail(said::WORKBOOK.text(lang));
        }
        ui.out.write_all(&bytes)?;
        return Ok(Exit::Clean);
    };
    let inputs: Vec<std::path::PathBuf> =
        book.manuscript.sources.iter().map(|source| source.path.clone().into()).collect();
    match put_table(ui, &args.target, path, &bytes, &inputs)? {
        Ok(()) => Ok(Exit::Clean),
        Err(message) => ui.fail(message),
    }
}

fn place(book: &Book<'_>, reading: ReadingId, span: ReadingSpan) -> Option<Place> {
    let at = book.reading(reading)?.locate_point(span.start);
    let source = book.manuscript.source(at.source)?;
    Some(Place {
        path: source.path.clone(),
        page: source.page_at(at.span.start).and_then(|mark| mark.label),
        line: source.lines().line_of(at.span.start),
    })
}

fn places(book: &Book<'_>, at: &[(ReadingId, ReadingSpan)]) -> Vec<Place> {
    at.iter().take(PLACES).filter_map(|(reading, span)| place(book, *reading, *span)).collect()
}

fn written(book: &Book<'_>, form: &Form) -> Written {
    Written { text: form.text.clone(), times: form.places.len(), places: places(book, &form.places) }
}

fn pairs(book: &Book<'_>, names: &Names<'_>, lang: Lang) -> Vec<Pair> {
    let of_names = names.pairs().iter().map(|pair| Pair {
        kind: kind(pair.kind, lang),
        rare: written(book, &pair.odd),
        common: written(book, &pair.known),
        differs: differs(pair.slip, lang),
        asked: pair.doubtful,
    });
    let persons = names.person_pairs();
    let of_persons = persons.iter().map(|(odd, known)| Pair {
        kind: said::PERSON.text(lang),
        rare: written(book, odd),
        common: written(book, known),
        differs: String::new(),
        asked: false,
    });
    let mut all: Vec<Pair> = of_names.chain(of_persons).collect();
    // What is asked about stands first, then by kind and name.
    all.sort_by(|a, b| {
        (!a.asked, a.kind, &a.common.text, &a.rare.text).cmp(&(
            !b.asked,
            b.kind,
            &b.common.text,
            &b.rare.text,
        ))
    });
    all
}

const fn kind(kind: NameKind, lang: Lang) -> &'static str {
    let word = match kind {
        NameKind::Firm => said::FIRM,
        NameKind::Body => said::BODY,
        NameKind::Place => said::PLACE,
        NameKind::Honour => said::HONOUR,
    };
    word.text(lang)
}

fn differs(slip: Slip, lang: Lang) -> String {
    match slip {
        Slip::Changed(right, wrong) => said::Changed { right, wrong }.text(lang),
        Slip::Lost(c) => said::Lost { text: c }.text(lang),
        Slip::Added(c) => said::Added { text: c }.text(lang),
        Slip::WordLost(a, b) => said::Lost { text: format!("{a}{b}") }.text(lang),
        Slip::WordAdded(a, b) => said::Added { text: format!("{a}{b}") }.text(lang),
        Slip::Moved => said::MOVED.text(lang).to_owned(),
    }
}

/// Places in one cell: the lines, and the file before them where the book has several.
fn shown(places: &[Place], times: usize, lang: Lang) -> String {
    let several = places.windows(2).any(|pair| matches!(pair, [a, b] if a.path != b.path));
    let one = |place: &Place| match place.page {
        Some(page) => said::Page { page, line: place.line }.text(lang),
        None if several => format!("{}:{}", place.path, place.line),
        None => place.line.to_string(),
    };
    let mut cells: Vec<String> = places.iter().map(one).collect();
    if times > places.len() {
        cells.push("…".to_owned());
    }
    said::Places { all: &cells }.text(lang)
}

/// Widths of the columns, in characters of Latin script.
const WIDTHS: Message<[f64; 11]> = Message {
    zh: [5.5, 6.5, 28.0, 4.5, 14.0, 28.0, 4.5, 18.0, 12.0, 7.0, 12.0],
    en: [5.5, 8.0, 28.0, 6.0, 14.0, 28.0, 6.0, 18.0, 12.0, 8.0, 12.0],
};

/// Widths of the columns of persons.
const PEOPLE_WIDTHS: Message<[f64; 5]> =
    Message { zh: [10.0, 44.0, 20.0, 5.0, 40.0], en: [10.0, 44.0, 20.0, 6.0, 40.0] };

fn variants(pairs: &[Pair], lang: Lang) -> Listing {
    let row = |(n, pair): (usize, &Pair)| {
        let asked = if pair.asked { said::CHECK.text(lang) } else { "" };
        vec![
            (n + 1).to_string(),
            pair.kind.to_owned(),
            pair.rare.text.clone(),
            pair.rare.times.to_string(),
            shown(&pair.rare.places, pair.rare.times, lang),
            pair.common.text.clone(),
            pair.common.times.to_string(),
            shown(&pair.common.places, pair.common.times, lang),
            pair.differs.clone(),
            asked.to_owned(),
            String::new(),
        ]
    };
    Listing {
        title: said::TITLE.text(lang),
        tab: said::TAB.text(lang),
        note: said::NOTE.text(lang).to_owned(),
        columns: said::COLUMNS.text(lang).into_iter().zip(WIDTHS.text(lang)).collect(),
        rows: pairs.iter().enumerate().map(row).collect(),
        lang,
    }
}

fn held(book: &Book<'_>, names: &Names<'_>) -> Vec<Held> {
    let mut all: BTreeMap<(String, String, String), Vec<(ReadingId, ReadingSpan)>> = BTreeMap::new();
    for holder in names.holders() {
        let post = if holder.body.is_empty() || holder.post.contains(&holder.body) {
            holder.post.clone()
        } else {
            format!("{} {}", holder.body, holder.post)
        };
        let term = names.text(holder.reading, holder.term_at).to_owned();
        all.entry((holder.name.clone(), post, term)).or_default().push((holder.reading, holder.name_at));
    }
    for person in names.persons() {
        let name = names.text(person.reading, person.name).to_owned();
        if !name.contains('·') && !StructureWords::get().is_name(&name) {
            continue;
        }
        let post = names.text(person.reading, person.post).to_owned();
        all.entry((name, post, String::new())).or_default().push((person.reading, person.name));
    }
    all.into_iter()
        .map(|((name, post, term), at)| Held { name, post, term, times: at.len(), places: places(book, &at) })
        .collect()
}

fn people(held: &[Held], lang: Lang) -> Listing {
    let row = |one: &Held| {
        vec![
            one.name.clone(),
            one.post.clone(),
            one.term.clone(),
            one.times.to_string(),
            shown(&one.places, one.times, lang),
        ]
    };
    Listing {
        title: said::PEOPLE_TITLE.text(lang),
        tab: said::PEOPLE_TAB.text(lang),
        note: said::PEOPLE_NOTE.text(lang).to_owned(),
        columns: said::PEOPLE_COLUMNS.text(lang).into_iter().zip(PEOPLE_WIDTHS.text(lang)).collect(),
        rows: held.iter().map(row).collect(),
        lang,
    }
}
