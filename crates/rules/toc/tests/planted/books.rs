//! Small yearbooks: titles with levels and pages, and the body they stand in.

use kanwu_plugin::text::PageMark;

/// A title with its level (0 类目, 1 分目, 2 条目) and the page it stands on.
#[derive(Clone, Debug)]
pub struct Item {
    pub level: u8,
    pub title: String,
    pub page: u32,
    /// How it is set in the contents, where not as its siblings are.
    pub set: Set,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Set {
    AsSiblings,
    /// A 分目 as a 条目.
    Plain,
    /// With other dots.
    OtherLeader,
    NoPage,
}

const CATEGORIES: [&str; 4] = ["农业农村", "工业", "社会事业", "城乡建设"];
const SECTIONS: [[&str; 3]; 4] = [
    ["种植业", "畜牧业", "水利建设"],
    ["装备制造", "冶金工业", "食品加工"],
    ["普通教育", "群众文化", "体育事业"],
    ["道路建设", "园林绿化", "物业管理"],
];
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

/// A book of 4 类目, 12 分目 and 60 条目, one title of each 分目 longer than a printed line.
pub fn items(seed: usize) -> Vec<Item> {
    let mut out = Vec::new();
    let mut page = 10 + seed as u32;
    for (c, category) in CATEGORIES.iter().enumerate() {
        page += 2;
        let item =
            |level, title: &str, page| Item { level, title: title.to_owned(), page, set: Set::AsSiblings };
        out.push(item(0, category, page));
        for (s, section) in SECTIONS[c].iter().enumerate() {
            out.push(item(1, section, page));
            for e in 0..5 {
                let title = match e {
                    0 => ENTRIES[0].to_owned(),
                    3 => format!("清河区举办第{}届{section}经验交流会暨先进集体表彰大会", seed + 3),
                    _ => ENTRIES[1 + (seed + c + s * 4 + e) % 11].to_owned(),
                };
                out.push(item(2, &title, page));
                if e % 2 == 1 {
                    page += 1;
                }
            }
            page += 1;
        }
    }
    out
}

/// Sentences of an entry: two entries fill a page.
const FILLED: usize = 20;

/// The body, and a page mark wherever the page changes; `from` bytes stand before it.
pub fn body(items: &[Item], from: usize, marked: bool) -> (String, Vec<PageMark>) {
    let mut out = String::new();
    let mut marks: Vec<PageMark> = Vec::new();
    for item in items {
        if marked && marks.last().is_none_or(|m| m.label != Some(item.page)) {
            let ordinal = marks.len() as u32 + 1;
            marks.push(PageMark { at: (from + out.len()) as u32, ordinal, label: Some(item.page) });
            out.push_str(&format!("<!-- page: {} -->\n\n", item.page));
        }
        match item.level {
            0 => out.push_str(&format!("# {}\n\n", item.title)),
            1 => out.push_str(&format!("## {}\n\n", item.title)),
            _ => {
                let text = "全年按计划完成各项任务，通过验收。".repeat(FILLED);
                out.push_str(&format!("**【{}】** {text}\n\n", item.title));
            }
        }
    }
    (out, marks)
}
