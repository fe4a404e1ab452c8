//! Fifty small yearbooks for each rule with one planted fault: it must be found, and the clean twin silent.

mod books;
mod faults;
mod index;
mod proofs;

use fastrand::Rng;
use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_plugin::book::parse;
use kanwu_plugin::text::{Format, Manuscript, Origin, PageMark, Source};

use books::{Yearbook, yearbook};
use faults::FAULTS;

/// The pages that comments mark.
fn pages(text: &str) -> Vec<PageMark> {
    let mark = |(n, (at, comment)): (usize, (usize, &str))| {
        let label = text[at + comment.len()..].split(' ').next()?.parse().ok();
        Some(PageMark { at: at as u32, ordinal: n as u32 + 1, label })
    };
    text.match_indices("<!-- page: ").enumerate().filter_map(mark).collect()
}

/// Names and excerpts of what the rule `only`, or every rule, finds.
fn findings(registry: &Registry, book: &Yearbook, only: Option<&str>) -> Vec<(String, String)> {
    let mut source = Source::new("book.md", Format::Markdown, book.print());
    source.pages = pages(&source.text);
    of_source(registry, source, only)
}

fn of_source(registry: &Registry, source: Source, only: Option<&str>) -> Vec<(String, String)> {
    let manuscript = Manuscript::single(source);
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let select = only.map(str::to_owned).into_iter().collect();
    run(registry, &Selection { select, ..Selection::default() }, &settings, &book, Mode::Serial)
        .into_iter()
        .filter_map(|d| Some((registry.get(d.rule)?.card.name.clone(), book.text(d.at).to_owned())))
        .collect()
}

const BOOKS: u64 = 50;

#[test]
fn clean_yearbooks_are_silent() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    for seed in 0..BOOKS {
        let found = findings(&registry, &yearbook(&mut Rng::with_seed(seed)), None);
        assert!(found.is_empty(), "seed {seed}: {found:?}");
    }
}

#[test]
fn every_rule_is_planted() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    let cards = registry.iter().map(|(_, rule)| &rule.card).filter(|card| !card.preview);
    let left = cards.map(|card| card.name.as_str()).filter(|name| FAULTS.iter().all(|f| f.0 != *name));
    let left = left.filter(|name| ![INDEX_PAGE, SHEETS].contains(name) && !IN_WHOLE_PROOFS.contains(name));
    let left: Vec<&str> = left.filter(|name| proofs::FAULTS.iter().all(|f| f.0 != *name)).collect();
    assert!(left.is_empty(), "no fault is planted of {left:?}");
}

#[test]
fn planted_faults_are_found() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    let mut report = Vec::new();
    for (rule, plant) in FAULTS {
        let (mut found, mut lost) = (0, Vec::new());
        for seed in 0..BOOKS {
            let mut rng = Rng::with_seed(seed);
            let mut book = yearbook(&mut rng);
            plant(&mut book, &mut rng);
            if findings(&registry, &book, Some(rule)).is_empty() {
                lost.push((seed, findings(&registry, &book, None)));
            } else {
                found += 1;
            }
        }
        eprintln!("{rule}: {found} of {BOOKS}");
        if found * 100 < BOOKS * 95 {
            lost.truncate(3);
            report.push(format!("{rule}: {found} of {BOOKS}; lost {lost:?}"));
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

/// Planted by a test of its own: an index is made of the pages that a book has.
const INDEX_PAGE: &str = "index-page-wrong";

/// Rules on covers, imprints, pictures and blank pages, which these books do not have. Their faults are planted in the proofs
/// of tests/plants/proofs, and found there by the tests of the whole program.
const IN_WHOLE_PROOFS: [&str; 3] = ["imprint-field-differs", "page-outside-count", "picture-without-caption"];
/// Planted beside it, in the imprint.
const SHEETS: &str = "sheets-against-pages";

#[test]
fn planted_sheets_are_found() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    let mut above = 0;
    for seed in 0..BOOKS {
        let text = yearbook(&mut Rng::with_seed(seed)).print();
        let with = |sheets: &str| {
            let imprint = format!("开本：889毫米×1194毫米　1/8　印张：{sheets}　字数：500千字");
            let source = proofs::printed(text.replacen("\n2022\n", &format!("\n2022\n\n{imprint}\n"), 1));
            let pages = source.proof().map_or(0, |proof| proof.pages.len());
            (of_source(&registry, source, Some(SHEETS)).len(), pages)
        };
        assert_eq!(with("60.5").0, 0, "seed {seed}");
        let (found, pages) = with("1");
        assert_eq!(found, usize::from(pages > 8), "seed {seed}");
        above += found;
    }
    assert!(above > 0);
}

#[test]
fn planted_pages_of_the_index_are_found() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    for seed in 0..BOOKS {
        let mut rng = Rng::with_seed(seed);
        let text = yearbook(&mut rng).print();
        let clean = proofs::printed(text.clone());
        let proof = clean.proof().unwrap();
        let listed: Vec<(&str, u32)> = proof
            .lines
            .iter()
            .filter_map(|line| Some((line.span.of_text(&text).strip_prefix("## ")?, line.page)))
            .collect();
        let wrong = rng.usize(..listed.len());
        let with_index = |by: u32| {
            let page = |i: usize, page: u32| if i == wrong { page + by } else { page };
            let lines =
                listed.iter().enumerate().map(|(i, (title, at))| format!("{title}　{}\n\n", page(i, *at)));
            proofs::printed(format!("{text}\n\n# 索引\n\n{}", lines.collect::<String>()))
        };
        assert!(of_source(&registry, with_index(0), Some(INDEX_PAGE)).is_empty(), "seed {seed}");
        assert_eq!(of_source(&registry, with_index(1), Some(INDEX_PAGE)).len(), 1, "seed {seed}");
    }
}

#[test]
fn planted_faults_of_setting_are_found() {
    let registry = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()).unwrap();
    for (rule, plant) in proofs::FAULTS {
        let mut found = 0;
        for seed in 0..BOOKS {
            let mut rng = Rng::with_seed(seed);
            let text = yearbook(&mut rng).print();
            let mut clean = proofs::printed(text.clone());
            let before = of_source(&registry, proofs::printed(text.clone()), Some(rule));
            assert!(before.is_empty(), "{rule}, seed {seed}: {before:?}");
            if let Origin::Pdf(proof) = &mut clean.origin {
                plant(proof, &text, &mut rng);
            }
            let shown = format!("{:?}", clean.proof().map(|proof| &proof.pages));
            match of_source(&registry, clean, Some(rule)).is_empty() {
                true => eprintln!("{rule}, seed {seed}: lost; {shown}"),
                false => found += 1,
            }
        }
        eprintln!("{rule}: {found} of {BOOKS} on proofs");
        assert!(found * 100 >= BOOKS * 95, "{rule}: {found} of {BOOKS}");
    }
}
