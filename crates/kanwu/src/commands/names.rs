//! `kanwu names`: 同名异写对照表, and with `--people` who stands where with which post.

use std::collections::BTreeMap;
use std::io;

use kanwu_book::{Book, ReadingId, StructureWords};
use kanwu_plugin::index::names::{Form, NameKind, Names, Slip};
use kanwu_report::Listing;
use kanwu_text::{Lang, ReadingSpan};
use serde::Serialize;

use crate::cli::{NamesArgs, TableFormat};
use crate::{Exit, Ui, failure, table};

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
    let Some(path) = &args.output else {
        if args.output_format == TableFormat::Xlsx && ui.terminal {
            return ui.fail(match lang {
                Lang::Zh => "工作簿不能显示在终端上；写 --output 对照表.xlsx。",
                Lang::En => "a terminal can't show a workbook: write --output names.xlsx.",
            });
        }
        ui.out.write_all(&bytes)?;
        return Ok(Exit::Clean);
    };
    let inputs: Vec<std::path::PathBuf> =
        book.manuscript.sources.iter().map(|source| source.path.clone().into()).collect();
    let policy = kanwu_disk::Policy { overwrite: args.overwrite, inputs: &inputs, ..kanwu_disk::Policy::NEW };
    match kanwu_disk::put(path, &bytes, &policy).map_err(failure::unsaved) {
        Ok(()) => {
            let path = failure::shown(path);
            ui.complain(match lang {
                Lang::Zh => format!("已写：{path}"),
                Lang::En => format!("written: {path}"),
            })?;
            Ok(Exit::Clean)
        }
        Err(error) => ui.fail(error.message(lang)),
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
        kind: if lang == Lang::Zh { "人名" } else { "person" },
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
    match (kind, lang) {
        (NameKind::Firm, Lang::Zh) => "企业",
        (NameKind::Body, Lang::Zh) => "机构",
        (NameKind::Place, Lang::Zh) => "地名",
        (NameKind::Honour, Lang::Zh) => "荣誉",
        (NameKind::Firm, Lang::En) => "firm",
        (NameKind::Body, Lang::En) => "body",
        (NameKind::Place, Lang::En) => "place",
        (NameKind::Honour, Lang::En) => "honour",
    }
}

fn differs(slip: Slip, lang: Lang) -> String {
    match (slip, lang) {
        (Slip::Changed(a, b), Lang::Zh) => format!("{a}作{b}"),
        (Slip::Lost(c), Lang::Zh) => format!("少“{c}”"),
        (Slip::Added(c), Lang::Zh) => format!("多“{c}”"),
        (Slip::WordLost(a, b), Lang::Zh) => format!("少“{a}{b}”"),
        (Slip::WordAdded(a, b), Lang::Zh) => format!("多“{a}{b}”"),
        (Slip::WordLost(a, b), Lang::En) => format!("without {a}{b}"),
        (Slip::WordAdded(a, b), Lang::En) => format!("with {a}{b}"),
        (Slip::Moved, Lang::Zh) => "次序不同".to_owned(),
        (Slip::Changed(a, b), Lang::En) => format!("{b} for {a}"),
        (Slip::Lost(c), Lang::En) => format!("without {c}"),
        (Slip::Added(c), Lang::En) => format!("with {c}"),
        (Slip::Moved, Lang::En) => "another order".to_owned(),
    }
}

/// Places in one cell: the lines, and the file before them where the book has several.
fn shown(places: &[Place], times: usize, lang: Lang) -> String {
    let several = places.windows(2).any(|pair| matches!(pair, [a, b] if a.path != b.path));
    let one = |place: &Place| match (place.page, lang) {
        (Some(page), Lang::Zh) => format!("第{page}页（行{}）", place.line),
        (Some(page), Lang::En) => format!("p. {page} (line {})", place.line),
        (None, _) if several => format!("{}:{}", place.path, place.line),
        (None, _) => place.line.to_string(),
    };
    let mut cells: Vec<String> = places.iter().map(one).collect();
    if times > places.len() {
        cells.push("…".to_owned());
    }
    cells.join(if lang == Lang::Zh { "、" } else { ", " })
}

fn variants(pairs: &[Pair], lang: Lang) -> Listing {
    let zh = lang == Lang::Zh;
    let row = |(n, pair): (usize, &Pair)| {
        let asked = match (pair.asked, zh) {
            (true, true) => "请核",
            (true, false) => "check",
            (false, _) => "",
        };
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
    let heads: [(&'static str, f64); 11] = if zh {
        [
            ("序号", 5.5),
            ("类别", 6.5),
            ("少见的写法", 28.0),
            ("次", 4.5),
            ("行", 14.0),
            ("多见的写法", 28.0),
            ("次", 4.5),
            ("行", 18.0),
            ("差别", 12.0),
            ("检查时", 7.0),
            ("处理", 12.0),
        ]
    } else {
        [
            ("No.", 5.5),
            ("Kind", 8.0),
            ("Rare form", 28.0),
            ("Times", 6.0),
            ("Lines", 14.0),
            ("Common form", 28.0),
            ("Times", 6.0),
            ("Lines", 18.0),
            ("Differs", 12.0),
            ("In checks", 8.0),
            ("Outcome", 12.0),
        ]
    };
    Listing {
        title: if zh { "同名异写对照表" } else { "Names in two forms" },
        tab: if zh { "同名异写" } else { "Names" },
        note: if zh {
            "两种写法只差一处，可能是一个名称，也可能是两个；哪个对由编者核定。标“请核”的，检查时也会列出。"
        } else {
            "Two forms that differ in one place may be one name or two; the editor decides. Those marked are told in checks, too."
        },
        columns: heads.to_vec(),
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
    let zh = lang == Lang::Zh;
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
        title: if zh { "人名与职务" } else { "Persons and their posts" },
        tab: if zh { "人名与职务" } else { "Persons" },
        note: if zh {
            "正文里写在职务后面的人名，以及领导名录里的姓名和任期；按姓名排列。"
        } else {
            "Names behind posts in the text, and names and terms in lists of leaders, by name."
        },
        columns: if zh {
            vec![("姓名", 10.0), ("职务", 44.0), ("任期", 20.0), ("次", 5.0), ("行", 40.0)]
        } else {
            vec![("Name", 10.0), ("Post", 44.0), ("Term", 20.0), ("Times", 6.0), ("Lines", 40.0)]
        },
        rows: held.iter().map(row).collect(),
        lang,
    }
}
