//! Contents pages in twenty layouts with planted faults: each must be found, and nothing else reported.

use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_rule::Settings;
use kanwu_rule::book::parse;
use kanwu_rule::text::{Format, Manuscript, PageMark, Source};

/// A title with its level (0 类目, 1 分目, 2 条目), its page, and where it stands.
#[derive(Clone, Debug)]
struct Item {
    level: u8,
    title: String,
    page: u32,
}

const SECTIONS: [[&str; 3]; 4] = [
    ["种植业", "畜牧业", "水利建设"],
    ["装备制造", "冶金工业", "食品加工"],
    ["普通教育", "群众文化", "体育事业"],
    ["道路建设", "园林绿化", "物业管理"],
];
const CATEGORIES: [&str; 4] = ["农业农村", "工业", "社会事业", "城乡建设"];
const ENTRIES: [&str; 12] = [
    "概况",
    "项目推进",
    "技术改造",
    "队伍培训",
    "安全检查",
    "便民服务",
    "典型示范",
    "设施维护",
    "质量提升",
    "对外合作",
    "宣传活动",
    "考核评比",
];

/// A book of 4 类目, 12 分目 and some 60 条目; numbers vary with `seed`.
fn items(seed: usize) -> Vec<Item> {
    let mut out = Vec::new();
    let mut page = 10 + seed as u32;
    for (c, category) in CATEGORIES.iter().enumerate() {
        page += 2;
        out.push(Item { level: 0, title: (*category).to_owned(), page });
        for (s, section) in SECTIONS[c].iter().enumerate() {
            out.push(Item { level: 1, title: (*section).to_owned(), page });
            for e in 0..5 {
                let word = if e == 0 { ENTRIES[0] } else { ENTRIES[1 + (seed + c + s * 4 + e) % 11] };
                out.push(Item { level: 2, title: word.to_owned(), page });
                if e % 2 == 1 {
                    page += 1;
                }
            }
            page += 1;
        }
    }
    out
}

/// One of twenty layouts: heading or bold 类目, bold or plain 分目, four leaders, letter-spaced titles.
fn layout(items: &[Item], n: usize) -> String {
    let leader = [" ..... \t", "·····\t", "\t", " …… "][n % 4];
    let spaced = n % 5 == 3;
    let mut out = String::from("## 目 录\n\n");
    for item in items {
        let mut title = item.title.clone();
        if spaced && item.level == 1 && title.chars().count() <= 4 {
            title = title.chars().map(String::from).collect::<Vec<_>>().join(" ");
        }
        match (item.level, n % 2) {
            (0, _) => out.push_str(&format!("\n## {title}\n\n")),
            (1, 0) => out.push_str(&format!("<b>{title}</b>{leader}{}\n", item.page)),
            _ => out.push_str(&format!("{title}{leader}{}\n", item.page)),
        }
    }
    out.push('\n');
    out
}

/// The body, with a page mark wherever the page changes.
fn body(items: &[Item], from: usize) -> (String, Vec<PageMark>) {
    let mut out = String::new();
    let mut marks: Vec<PageMark> = Vec::new();
    for item in items {
        if marks.last().is_none_or(|m| m.label != Some(item.page)) {
            let ordinal = marks.len() as u32 + 1;
            marks.push(PageMark { at: (from + out.len()) as u32, ordinal, label: Some(item.page) });
        }
        match item.level {
            0 => out.push_str(&format!("# {}\n\n", item.title)),
            1 => out.push_str(&format!("## {}\n\n", item.title)),
            _ => out.push_str(&format!("**【{}】** 全年按计划完成各项任务，通过验收。\n\n", item.title)),
        }
    }
    (out, marks)
}

/// Names and excerpts of what is found.
fn findings(contents: &[Item], printed: &[Item], n: usize, marked: bool) -> Vec<(String, String)> {
    let head = layout(contents, n);
    let (text, pages) = body(printed, head.len());
    let mut source = Source::new("book.md", Format::Markdown, head + &text);
    if marked {
        source.pages = pages;
    }
    let manuscript = Manuscript::single(source);
    let book = parse(&manuscript);
    let Ok(registry) = Registry::new(&[&kanwu_rules_toc::FAMILY], Vec::new()) else { return Vec::new() };
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    run(&registry, &Selection::default(), &settings, &book, Mode::Serial)
        .into_iter()
        .filter_map(|d| Some((registry.get(d.rule)?.card.name.clone(), book.text(d.at).to_owned())))
        .collect()
}

/// Plants one fault; gives the contents with it and what must be found.
fn plant(items: &[Item], fault: usize, seed: usize) -> (Vec<Item>, &'static [&'static str]) {
    let mut out = items.to_vec();
    let entries: Vec<usize> = (1..out.len() - 2)
        .filter(|i| out[*i].level == 2 && out[i + 1].level == 2 && out[*i].title != "概况")
        .collect();
    let at = entries[(seed * 7 + fault * 3) % entries.len()];
    match fault {
        // Two pages swapped that differ.
        0 => {
            let other = (at + 1..out.len()).find(|i| out[*i].page > out[at].page).unwrap_or(at);
            let page = out[at].page;
            out[at].page = out[other].page;
            out[other].page = page;
            (out, &["contents-page-falls", "contents-page-wrong"])
        }
        // Off by one: only page marks can show it.
        1 => {
            out[at].page += 1;
            (out, &["contents-page-wrong"])
        }
        2 => {
            let mut chars: Vec<char> = out[at].title.chars().collect();
            chars[1] = '展';
            out[at].title = chars.into_iter().collect();
            (out, &["contents-title-mismatch"])
        }
        3 => {
            out.remove(at);
            (out, &["contents-entry-missing"])
        }
        _ => {
            let (a, b) = (out[at].title.clone(), out[at + 1].title.clone());
            out[at].title = b;
            out[at + 1].title = a;
            (out, &["contents-order"])
        }
    }
}

#[test]
fn clean_contents_are_silent() {
    for n in 0..20 {
        let items = items(n);
        for marked in [false, true] {
            let found = findings(&items, &items, n, marked);
            assert!(found.is_empty(), "layout {n}, page marks {marked}: {found:?}");
        }
    }
}

#[test]
fn planted_faults_are_found() {
    let (mut planted, mut found) = (0, 0);
    let mut lost = Vec::new();
    for n in 0..20 {
        let items = items(n);
        for fault in 0..5 {
            let (contents, names) = plant(&items, fault, n);
            let all = findings(&contents, &items, n, true);
            planted += 1;
            if all.iter().any(|(name, _)| names.contains(&name.as_str())) {
                found += 1;
            } else {
                lost.push((n, fault, all.clone()));
            }
            // A swap may be told by either page, and falls besides; nothing of another kind is reported.
            let kin = |name: &str| {
                names.contains(&name)
                    || fault == 4 && name == "contents-page-wrong"
                    || fault == 1 && name == "contents-page-falls"
            };
            assert!(all.iter().all(|(name, _)| kin(name)), "layout {n}, fault {fault}: {all:?}");
        }
    }
    assert!(found * 100 >= planted * 95, "{found} of {planted}: {lost:?}");
}
