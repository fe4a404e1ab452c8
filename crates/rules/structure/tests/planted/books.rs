//! Small clean yearbooks, drawn from a seed.

use fastrand::Rng;

/// A yearbook in lines; no two draws are alike in words, numbers and length.
pub struct Yearbook {
    /// Lines of the title page and of the 编辑说明.
    pub front: Vec<String>,
    pub spec: String,
    pub chronicle: Vec<String>,
    pub parts: Vec<Part>,
    /// Lines of names.
    pub honours: Vec<String>,
}

/// One 类目.
pub struct Part {
    pub title: String,
    /// Its lines, in order: headings, entries, ordinals, tables.
    pub lines: Vec<String>,
}

const CATEGORIES: [&str; 8] =
    ["农业农村", "工业", "商贸服务", "城乡建设", "卫生健康", "法治", "教育科技", "生态环境"];
const SECTIONS: [&str; 8] =
    ["种植业", "装备制造", "粮食流通", "道路建设", "妇幼保健", "社区矫正", "职业教育", "水土保持"];
const ENTRIES: [&str; 8] =
    ["项目推进", "技术改造", "队伍培训", "安全检查", "便民服务", "典型示范", "设施维护", "质量提升"];
const PLACES: [&str; 6] = ["青石镇", "河湾镇", "柳树街道", "东岭乡", "白塔街道", "北滩镇"];
const WORKS: [&str; 6] = ["修复管网", "整修道路", "培训人员", "检查单位", "新建设施", "走访居民"];

const SURNAMES: [&str; 6] = ["王", "李", "张", "赵", "孙", "周"];
const NAMES: [&str; 6] = ["小平", "文博", "晓东", "思远", "海燕", "志明"];
pub const MAP_NUMBER: &str = "审图号：清S（2023）1号";

/// One sentence of an entry.
fn sentence(rng: &mut Rng) -> String {
    let (place, work) = (PLACES[rng.usize(..6)], WORKS[rng.usize(..6)]);
    format!("全年在{place}{work}{}处，投入资金{}万元，按期完成任务。", rng.u32(12..90), rng.u32(100..900))
}

pub fn yearbook(rng: &mut Rng) -> Yearbook {
    let count = rng.usize(5..=8);
    let names = &CATEGORIES[..count];
    let parts = names.iter().enumerate().map(|(n, title)| part(rng, n, title)).collect();
    let spec =
        format!("四、本年鉴卷首设特载、大事记；卷中有{}等{count}个类目；卷末设附录。", names.join("、"));
    let front = vec![
        "# 清河年鉴".to_owned(),
        "2022".to_owned(),
        "清河区人民政府　编".to_owned(),
        "# 编辑说明".to_owned(),
        "一、《清河年鉴2022》由清河区人民政府主办。".to_owned(),
        "二、《清河年鉴2022》记述时限为2022年1月1日至12月31日。".to_owned(),
        "三、本年鉴采用类目、分目、条目三个层次。".to_owned(),
    ];
    let honours = PLACES.iter().map(|place| format!("{place}{}社区", rng.u32(2..90))).collect();
    Yearbook { front, spec, chronicle: chronicle(rng), parts, honours }
}

fn chronicle(rng: &mut Rng) -> Vec<String> {
    let mut out = Vec::new();
    for month in 1..=rng.u32(3..=6) {
        out.push(format!("## {month}月"));
        let mut day = rng.u32(1..=4);
        for n in 0..rng.u32(3..=5) {
            out.push(format!("{day}日 区里召开工作会议，{}人参加。", rng.u32(12..300)));
            if n == 1 {
                out.push(format!("同日 {}开工建设。", PLACES[rng.usize(..6)]));
            }
            day += rng.u32(1..=5);
        }
    }
    out
}

fn part(rng: &mut Rng, n: usize, title: &str) -> Part {
    let mut lines = Vec::new();
    for s in 0..2 {
        lines.push(format!("## {}{}", SECTIONS[(n + s * 3) % 8], if s == 0 { "" } else { "管理" }));
        lines.push(format!("**【概况】** 2022年，{}", sentence(rng)));
        for e in 0..rng.usize(3..=5) {
            lines.push(format!("**【{}】** {}", ENTRIES[(n + s + e) % 8], sentence(rng)));
        }
        if s == 0 {
            lines.push(format!("**【重点工作】** {}", sentence(rng)));
            for figure in ["一", "二", "三", "四", "五"] {
                lines.push(format!("### （{figure}）{}", WORKS[rng.usize(..6)]));
                lines.push(sentence(rng));
            }
            lines.push(format!(
                "**【工作措施】** 一是{}，二是{}，三是{}，四是{}。",
                WORKS[0], WORKS[1], WORKS[2], WORKS[3]
            ));
        } else {
            lines.push(table(rng, title));
            lines.push(format!("![清河区{title}位置图](图.jpg)"));
            if n == 0 {
                lines.push(MAP_NUMBER.to_owned());
            }
        }
        lines.push(format!("（{}{}）", SURNAMES[rng.usize(..6)], NAMES[rng.usize(..6)]));
    }
    Part { title: title.to_owned(), lines }
}

/// A table whose last row adds up.
fn table(rng: &mut Rng, title: &str) -> String {
    let mut out = format!("2022年{title}情况\n\n序号\t单位\t完成率（%）\t项目数（个）\t资金（万元）\n");
    let (mut items, mut funds) = (0, 0);
    for (row, place) in PLACES.iter().enumerate() {
        let (i, f) = (rng.u32(3..90), rng.u32(100..900));
        (items, funds) = (items + i, funds + f);
        out.push_str(&format!("{}\t{place}\t{}.{}\t{i}\t{f}\n", row + 1, rng.u32(80..99), rng.u32(1..9)));
    }
    out.push_str(&format!("\t合计\t95.5\t{items}\t{funds}"));
    out
}

impl Yearbook {
    pub fn print(&self) -> String {
        let mut out = String::new();
        for line in &self.front {
            out.push_str(&format!("{line}\n\n"));
        }
        out.push_str(&format!("{}\n\n# 特载\n\n全文刊载。\n\n# 大事记\n\n", self.spec));
        for line in &self.chronicle {
            out.push_str(&format!("{line}\n\n"));
        }
        for part in &self.parts {
            out.push_str(&format!("# {}\n\n", part.title));
            for line in &part.lines {
                out.push_str(&format!("{line}\n\n"));
            }
        }
        out.push_str("# 附录\n\n## 光荣榜\n\n");
        for line in &self.honours {
            out.push_str(&format!("{line}\n\n"));
        }
        out
    }
}
