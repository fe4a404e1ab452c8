//! Contents pages in twenty-three layouts with planted faults: each must be found, and nothing else reported.

mod books;
mod faults;
mod layouts;

use std::collections::BTreeMap;

use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_plugin::book::{Level, parse};
use kanwu_plugin::text::{Format, Manuscript, Source};

use books::{Item, body, items};
use faults::{FAULTS, plant};
use layouts::{LAYOUTS, Layout};

fn manuscript(layout: &Layout, contents: &[Item], printed: &[Item], marked: bool) -> Manuscript {
    let head = layout.set(contents);
    let (text, pages) = body(printed, head.len(), marked);
    let mut source = Source::new("book.md", Format::Markdown, head + &text);
    source.pages = pages;
    Manuscript::single(source)
}

/// Names and excerpts of what is found.
fn findings(layout: &Layout, contents: &[Item], printed: &[Item], marked: bool) -> Vec<(String, String)> {
    let manuscript = manuscript(layout, contents, printed, marked);
    let book = parse(&manuscript);
    let Ok(registry) = Registry::new(&[&kanwu_rules_toc::FAMILY], Vec::new()) else {
        return vec![("no registry".to_owned(), String::new())];
    };
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    run(&registry, &Selection::default(), &settings, &book, Mode::Serial)
        .into_iter()
        .filter_map(|d| Some((registry.get(d.rule)?.card.name.clone(), book.text(d.at).to_owned())))
        .collect()
}

#[test]
fn every_layout_is_read_in_order() {
    let mut misread = Vec::new();
    for (n, layout) in LAYOUTS.iter().enumerate() {
        let items = items(n);
        let manuscript = manuscript(layout, &items, &items, false);
        let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let read: Vec<(u8, String, Option<u32>)> = parse(&manuscript)
            .contents
            .entries
            .iter()
            .map(|e| {
                let level = match e.level {
                    Level::Category => 0,
                    Level::Section => 1,
                    Level::Entry => 2,
                };
                (level, squeeze(&e.title), e.page)
            })
            .collect();
        let want: Vec<(u8, String, Option<u32>)> =
            items.iter().map(|i| (i.level, i.title.clone(), (i.level > 0).then_some(i.page))).collect();
        if let Some(at) = (0..want.len().max(read.len())).find(|i| read.get(*i) != want.get(*i)) {
            misread.push((n, read.get(at).cloned(), want.get(at).cloned()));
        }
    }
    assert!(misread.is_empty(), "{misread:?}");
}

#[test]
fn clean_contents_are_silent() {
    for (n, layout) in LAYOUTS.iter().enumerate() {
        let items = items(n);
        for marked in [false, true] {
            let found = findings(layout, &items, &items, marked);
            let owed = |name: &str| layout.owes().contains(&name);
            assert!(found.iter().all(|(name, _)| owed(name)), "layout {n}, page marks {marked}: {found:?}");
            assert_eq!(found.len(), layout.owes().len(), "layout {n}, page marks {marked}: {found:?}");
        }
    }
}

#[test]
fn every_rule_is_planted() {
    let registry = Registry::new(&[&kanwu_rules_toc::FAMILY], Vec::new()).unwrap();
    let planted: Vec<&str> = FAULTS.iter().flat_map(|f| f.found_by()).copied().collect();
    // A displaced column is a layout here.
    let owed: Vec<&str> = LAYOUTS.iter().flat_map(|l| l.owes()).copied().collect();
    let cards = registry.iter().map(|(_, rule)| &rule.card).filter(|card| !card.preview);
    let left: Vec<&str> = cards
        .map(|card| card.name.as_str())
        .filter(|name| !planted.contains(name) && !owed.contains(name) && !INDEX.contains(name))
        .collect();
    assert!(left.is_empty(), "no fault is planted of {left:?}");
}

/// Rules of the index at the end of the book.
const INDEX: [&str; 2] = ["index-page-differs", "index-entry-twice"];

/// What is found in a small book with an index of these lines.
fn in_index(lines: &[String]) -> Vec<String> {
    let titles: Vec<String> = ["养蚕", "养蜂", "养鱼", "制茶", "种菜", "植桑"].map(String::from).to_vec();
    let contents: Vec<String> =
        titles.iter().enumerate().map(|(n, t)| format!("{t}\t{}", 10 + n * 7)).collect();
    let body: Vec<String> = titles.iter().map(|t| format!("# {t}\n\n青石镇从事{t}。")).collect();
    let parts = [
        "# 目录".to_owned(),
        contents.join("\n\n"),
        body.join("\n\n"),
        "# 索引".to_owned(),
        lines.join("\n\n"),
    ];
    let manuscript = Manuscript::single(Source::new("book.md", Format::Markdown, parts.join("\n\n")));
    let book = parse(&manuscript);
    let Ok(registry) = Registry::new(&[&kanwu_rules_toc::FAMILY], Vec::new()) else { return Vec::new() };
    run(&registry, &Selection::default(), &Settings::default(), &book, Mode::Serial)
        .into_iter()
        .filter_map(|d| Some(registry.get(d.rule)?.card.name.clone()))
        .collect()
}

#[test]
fn planted_faults_of_the_index_are_found() {
    let clean: Vec<String> = ["养蚕", "养蜂", "养鱼", "制茶", "种菜", "植桑"]
        .iter()
        .enumerate()
        .map(|(n, title)| format!("{title}　{}", 10 + n * 7))
        .collect();
    assert!(in_index(&clean).is_empty(), "{:?}", in_index(&clean));
    for n in 0..clean.len() {
        let mut wrong = clean.clone();
        wrong[n] = wrong[n].replacen('　', "　9", 1);
        assert_eq!(in_index(&wrong), [INDEX[0]], "{wrong:?}");
        let mut twice = clean.clone();
        twice.insert(n, clean[n].clone());
        assert_eq!(in_index(&twice), [INDEX[1]], "{twice:?}");
    }
}

#[test]
fn planted_faults_are_found() {
    let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut lost, mut false_alarms) = (Vec::new(), Vec::new());
    for (n, layout) in LAYOUTS.iter().enumerate() {
        let items = items(n);
        let cases = FAULTS.iter().flat_map(|f| [true, false].map(|marked| (*f, marked)));
        let cases = cases.filter(|(fault, marked)| fault.can_be(layout, *marked));
        for (fault, marked, place) in cases.flat_map(|(f, m)| (0..3).map(move |p| (f, m, p))) {
            let contents = plant(&items, fault, n + place * 20);
            let all = findings(layout, &contents, &items, marked);
            let (planted, found) = tally.entry(format!("{fault:?}")).or_default();
            *planted += 1;
            let case = (n, fault, marked, place);
            if all.iter().any(|(name, _)| fault.found_by().contains(&name.as_str())) {
                *found += 1;
            } else {
                lost.push((case, all.clone()));
            }
            let known = |name: &&str| [fault.found_by(), fault.kin(), layout.owes()].concat().contains(name);
            if let Some(alarm) = all.iter().find(|(name, _)| !known(&name.as_str())) {
                false_alarms.push((case, alarm.clone()));
            }
        }
    }
    eprintln!("{tally:?}");
    for (fault, (planted, found)) in tally {
        assert!(found * 100 >= planted * 95, "{fault}: {found} of {planted}: {lost:#?}");
    }
    assert!(false_alarms.is_empty(), "{false_alarms:?}");
}
