//! Faults of an index 索引 whose pages only the contents tell.

use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_plugin::book::parse;
use kanwu_plugin::text::{Format, Manuscript, Source};

const TITLES: [&str; 6] = ["养蚕", "养蜂", "养鱼", "制茶", "种菜", "植桑"];

/// What is found of the index in a small book with an index of these lines.
fn in_index(lines: &[String]) -> Vec<String> {
    let contents: Vec<String> =
        TITLES.iter().enumerate().map(|(n, t)| format!("{t}\t{}", 10 + n * 7)).collect();
    let body: Vec<String> = TITLES.iter().map(|t| format!("# {t}\n\n青石镇从事{t}。")).collect();
    let parts = [
        "# 目录".to_owned(),
        contents.join("\n\n"),
        body.join("\n\n"),
        "# 索引".to_owned(),
        lines.join("\n\n"),
    ];
    let manuscript = Manuscript::single(Source::new("book.md", Format::Markdown, parts.join("\n\n")));
    let book = parse(&manuscript);
    let Ok(registry) = Registry::new(&[&kanwu_rules_structure::FAMILY], Vec::new()) else {
        return vec!["no registry".to_owned()];
    };
    run(&registry, &Selection::default(), &Settings::default(), &book, Mode::Serial)
        .into_iter()
        .filter_map(|d| Some(registry.get(d.rule)?.card.name.clone()))
        .filter(|name| name.starts_with("index-"))
        .collect()
}

#[test]
fn planted_faults_of_the_index_are_found() {
    let clean: Vec<String> =
        TITLES.iter().enumerate().map(|(n, title)| format!("{title}　{}", 10 + n * 7)).collect();
    assert_eq!(in_index(&clean), [""; 0]);
    for n in 0..clean.len() {
        let mut wrong = clean.clone();
        wrong[n] = format!("{}　{}", TITLES[n], 99);
        assert_eq!(in_index(&wrong), ["index-page-wrong"], "{wrong:?}");
    }
}
