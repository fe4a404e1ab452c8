//! Faults of structure put into a clean yearbook, each at a drawn place.

use std::ops::RangeInclusive;

use fastrand::Rng;

use crate::books::{MAP_NUMBER, Part, Yearbook};

/// The rule that must find it, and how it is planted.
pub type Fault = (&'static str, fn(&mut Yearbook, &mut Rng));

pub const FAULTS: [Fault; 64] = [
    ("isbn-check-digit", |book, _| {
        book.front.push("书号：ISBN 978-7-5000-1234-5".to_owned());
    }),
    ("paragraph-split", split),
    ("divider-text", divider),
    ("heading-level", level),
    ("entry-marker-form", marker),
    ("chronicle-order", days),
    ("chronicle-date-form", |book, rng| {
        let at = pick(&book.chronicle, rng, dated);
        book.chronicle[at] = book.chronicle[at].replacen("日 ", "号 ", 1);
    }),
    ("sequence-number-gap", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("### （三）") || l.starts_with("### （四）"));
        part.lines.drain(at..at + 2);
    }),
    ("sequence-word-gap", |book, rng| {
        let lost = ["二是整修道路，", "三是培训人员，"][rng.usize(..2)];
        let (part, at) = line(book, rng, |l| l.contains(lost));
        part.lines[at] = part.lines[at].replacen(lost, "", 1);
    }),
    ("table-serial-gap", |book, rng| {
        // A number is passed over, and the rows below go on from there; or one alone is wrong.
        let from = rng.usize(2..5);
        let to = if rng.bool() { 6 } else { from };
        cells(book, rng, from..=to, |cells| {
            if let Ok(value) = cells[0].parse::<u32>() {
                cells[0] = (value + 1).to_string();
            }
        });
    }),
    ("table-row-width", |book, rng| {
        let row = rng.usize(1..5);
        cells(book, rng, row..=row, |cells| drop(cells.pop()));
    }),
    ("table-total", |book, rng| {
        let (part, at) = line(book, rng, |l| l.contains("\t合计\t"));
        let digit = if part.lines[at].ends_with('7') { "1" } else { "7" };
        part.lines[at].pop();
        part.lines[at].push_str(digit);
    }),
    ("category-count-wrong", |book, rng| {
        let count = book.parts.len();
        let wrong = if rng.bool() { count + 1 } else { count - 1 };
        book.spec = book.spec.replace(&format!("等{count}个"), &format!("等{wrong}个"));
    }),
    ("category-order-differs", |book, rng| {
        let n = rng.usize(..book.parts.len() - 1);
        book.parts.swap(n, n + 1);
    }),
    ("category-name-differs", |book, rng| {
        let n = rng.usize(..book.parts.len());
        book.parts[n].title.push_str("事业");
    }),
    ("entry-title-mark", |book, rng| {
        let mark = ["。", "，", "；", "："][rng.usize(..4)];
        let (part, at) = line(book, rng, |l| l.starts_with("**【"));
        part.lines[at] = part.lines[at].replacen('】', &format!("{mark}】"), 1);
    }),
    ("entry-title-twice", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【工作措施】"));
        part.lines[at] = part.lines[at].replacen("工作措施", "重点工作", 1);
    }),
    ("table-ditto", |book, rng| {
        let row = rng.usize(2..5);
        cells(book, rng, row..=row, |cells| cells[1] = "同上".to_owned());
    }),
    ("table-cell-empty", |book, rng| {
        // An empty cell at the end of a row is a row too short.
        let (row, column) = (rng.usize(1..5), rng.usize(1..4));
        cells(book, rng, row..=row, |cells| cells[column].clear());
    }),
    ("table-column-decimals", |book, rng| {
        let row = rng.usize(1..5);
        cells(book, rng, row..=row, |cells| {
            if let Some((whole, _)) = cells[2].clone().split_once('.') {
                cells[2] = whole.to_owned();
            }
        });
    }),
    ("table-header-differs", |book, rng| {
        let column = rng.usize(1..5);
        cells(book, rng, 0..=0, |cells| {
            cells[column] =
                ["", "单位名称", "完成比率（%）", "项目总数（个）", "资金（亿元）"][column].to_owned();
        });
    }),
    ("section-empty", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("## "));
        let next = part.lines[at + 1..].iter().position(|l| l.starts_with("## "));
        let end = next.map_or(part.lines.len(), |n| at + 1 + n);
        part.lines.drain(at + 1..end);
    }),
    ("section-without-overview", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        part.lines[at] = part.lines[at].replacen("概况", "年度目标", 1);
    }),
    ("text-without-entry", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        part.lines[at] = part.lines[at].replacen("**【概况】** ", "", 1);
    }),
    ("entry-without-text", |book, rng| {
        let n = rng.usize(..book.parts.len());
        let lines = &mut book.parts[n].lines;
        let head = |l: &String| l.starts_with("**【");
        let all: Vec<usize> = (1..lines.len()).filter(|i| head(&lines[*i]) && head(&lines[i - 1])).collect();
        let at = all[rng.usize(..all.len())] - 1;
        lines[at] = lines[at].split_inclusive("】**").take(1).collect();
    }),
    ("entry-title-long", |book, rng| {
        let more = ["有关单位", "城区各处"][rng.usize(..2)];
        let (part, at) = line(book, rng, |l| l.starts_with("**【") && !l.starts_with("**【概况"));
        let long = format!("推动{more}提高设施维护管理水平和服务群众能力】");
        part.lines[at] = part.lines[at].replacen('】', &long, 1);
    }),
    ("stray-bullet", |book, rng| {
        let at = rng.usize(..book.honours.len());
        book.honours[at].insert_str(0, "- ");
    }),
    ("signature-form", |book, rng| {
        let label = rng.bool();
        let (part, at) = line(book, rng, |l| l.starts_with('（') && l.ends_with('）'));
        let name = part.lines[at].trim_matches(['（', '）']).to_owned();
        part.lines[at] = if label { format!("撰稿：{name}") } else { name };
    }),
    ("map-number-missing", |book, _| {
        book.parts[0].lines.retain(|l| l != MAP_NUMBER);
    }),
    ("table-row-total", |book, rng| {
        let (a, b, c) = (rng.u32(10..90), rng.u32(10..90), rng.u32(10..90));
        let rows = format!("甲\t{a}\t{b}\t{}\n乙\t{b}\t{c}\t{}\n丙\t{c}\t{a}\t{}", a + b, b + c, a + c + 9);
        add(book, rng, &format!("检查情况\n\n类别\t一月\t二月\t合计\n{rows}"));
    }),
    ("table-share-column", |book, rng| {
        let wrong = ["25.0", "12.0", "45.0"][rng.usize(..3)];
        add(
            book,
            rng,
            &format!(
                "构成\n\n类别\t户数\t占比（%）\n甲\t84\t42.0\n乙\t56\t28.0\n丙\t40\t{wrong}\n丁\t20\t10.0\n合计\t200\t100.0"
            ),
        );
    }),
    ("table-cell-unit", |book, rng| {
        let n = rng.u32(1..9);
        add(book, rng, &format!("用料\n\n类别\t用量（千克）\n甲\t1400\n乙\t{n}.5吨\n丙\t1200\n丁\t1300"));
    }),
    ("sentence-repeated", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        let more = part.lines[at].replacen("**【概况】** ", "", 1);
        part.lines[at].push_str(&more);
    }),
    ("sentence-repeated-nearby", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        let more = part.lines[at].replacen("**【概况】** ", "", 1);
        part.lines[at + 1].push_str(&more);
    }),
    ("note-mark-unmatched", |book, rng| {
        let notes = ["注：①含散户。", "①含散户。\n\n③含商户。", "注：②含商户。"][rng.usize(..3)];
        add(book, rng, &format!("检查情况\n\n类别\t户数\n甲①\t84\n乙②\t56\n\n{notes}"));
    }),
    ("caption-incomplete", |book, rng| {
        let odd = rng.usize(..24);
        let caption = |n: usize| {
            let time = if n == odd { String::new() } else { format!("{}月5日，", n % 12 + 1) };
            format!("![](图{n}.jpg)\n\n图为{time}清河区在青石镇举办第{n}场文艺演出")
        };
        let all: Vec<String> = (0..24).map(caption).collect();
        add(book, rng, &all.join("\n\n"));
    }),
    ("paragraph-repeated", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        let text = part.lines[at].replacen("概况", "补充记述", 1);
        add(book, rng, &text);
    }),
    ("label-number-gap", |book, rng| {
        let wrong = [1, 3, 4][rng.usize(..3)];
        let table = |n: u32| format!("表{n}　检查情况\n\n类别\t户数\n甲\t84\n乙\t56");
        add(book, rng, &format!("{}\n\n{}", table(1), table(wrong)));
    }),
    ("reference-to-missing", |book, rng| {
        let wrong = ["表9", "附录七", "图3-2"][rng.usize(..3)];
        add(book, rng, &format!("**【分布情况】** 各镇街分布见{wrong}。"));
    }),
    ("chronicle-date-incomplete", |book, rng| {
        let lost = rng.usize(1..5);
        book.chronicle = (1..=5)
            .map(|n| {
                let date = if n == lost { format!("{}日", n + 2) } else { format!("{n}月{}日", n + 2) };
                format!("{date}　区里召开工作会议。")
            })
            .collect();
    }),
    ("sequence-mark-repeated", |book, rng| {
        let marks = [
            ["①", "②", "②", "④"],
            ["（1）", "（2）", "（2）", "（4）"],
            ["第一，", "第二，", "第四，", "第五，"],
        ];
        let [a, b, c, d] = marks[rng.usize(..3)];
        add(book, rng, &format!("**【具体要求】** 要求：{a}修渠；{b}打井；{c}架桥；{d}植树。"));
    }),
    ("entry-count-wrong", |book, rng| {
        let count = book.parts.iter().flat_map(|p| &p.lines).filter(|l| l.starts_with("**【")).count();
        let wrong = if rng.bool() { count + 1 } else { count - 1 };
        let stated = [format!("条目{wrong}条"), format!("{wrong}个条目")][rng.usize(..2)].clone();
        book.front.push(format!("五、全书设{stated}。"));
    }),
    ("volume-number-wrong", |book, rng| {
        let wrong = [14, 16][rng.usize(..2)];
        book.front.push(format!("五、《清河年鉴》2008年创刊，每年出版一卷，2022年卷为第{wrong}卷。"));
    }),
    ("reference-page-wrong", |book, rng| {
        let wrong = rng.u32(31..39);
        let entry = "<!-- page: 30 -->\n\n**【渠道整修】** 整修渠道3千米。\n\n<!-- page: 41 -->\n\n";
        add(book, rng, &format!("{entry}**【水价调整】** 水价不变，参见第{wrong}页“渠道整修”条。"));
    }),
    ("list-end-mark-differs", |book, rng| {
        let wrong = ["，", "。"][rng.usize(..2)];
        let items = format!("（一）修渠；\n\n（二）打井{wrong}\n\n（三）架桥；\n\n（四）植树。");
        add(book, rng, &format!("**【具体要求】** 提出要求：\n\n{items}"));
    }),
    ("heading-number-gap", |book, rng| {
        let wrong = [3, 4][rng.usize(..2)];
        for (n, part) in book.parts.iter_mut().enumerate() {
            let number = if n < 2 { n + 1 } else { n + wrong - 1 };
            part.title = format!("第{number}章　{}", part.title);
        }
    }),
    ("heading-twice", |book, rng| {
        if rng.bool() {
            book.parts[1].title = book.parts[0].title.clone();
        } else {
            let (part, at) = line(book, rng, |l| l.starts_with("## ") && l.ends_with("管理"));
            part.lines[at] = part.lines[0].clone();
        }
    }),
    ("overview-not-first", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
        part.lines.swap(at, at + 1);
    }),
    ("record-period-differs", |book, rng| {
        let wrong = ["2020", "2024", "2019"][rng.usize(..3)];
        book.front[0] = "# 清河年鉴2022".to_owned();
        book.front[5] = book.front[5].replace("2022年1月1日", &format!("{wrong}年1月1日"));
    }),
    ("category-listed-missing", |book, rng| {
        let at = rng.usize(..book.parts.len());
        book.parts.remove(at);
    }),
    ("item-form-differs", |book, rng| {
        let odd = ["3.", "三、", "③"][rng.usize(..3)];
        let items = format!("（1）修渠；\n\n（2）打井；\n\n{odd}架桥；\n\n（4）植树。");
        add(book, rng, &format!("**【具体要求】** 提出要求：\n\n{items}"));
    }),
    ("reference-to-missing-entry", |book, rng| {
        let wrong = ["渠道整修", "水价调整"][rng.usize(..2)];
        add(book, rng, &format!("**【分布情况】** 各镇街情况参见“{wrong}”条。"));
    }),
    ("list-count-wrong", |book, rng| {
        let wrong = ["3项", "五项", "6个方面"][rng.usize(..3)];
        let items = "1. 修渠；\n\n2. 打井；\n\n3. 架桥；\n\n4. 植树。";
        add(book, rng, &format!("**【具体要求】** 提出以下{wrong}要求：\n\n{items}"));
    }),
    ("book-title-differs", |book, rng| {
        let at = rng.usize(4..6);
        let (old, new) = [("2022》", "2021》"), ("清河年鉴", "清江年鉴")][rng.usize(..2)];
        book.front[at] = book.front[at].replacen(old, new, 1);
    }),
    ("heading-level-skipped", |book, rng| {
        let (part, at) = line(book, rng, |l| l.starts_with("## ") && !l.ends_with("管理"));
        part.lines[at] = part.lines[at].replacen("## ", "### ", 1);
    }),
    ("sequence-first-missing", |book, rng| {
        let forms = [["二、", "三、", "四、"], ["（二）", "（三）", "（四）"], ["2.", "3.", "4."]];
        let [a, b, c] = forms[rng.usize(..3)];
        add(book, rng, &format!("**【具体要求】** 主要做法如下：\n\n{a}打井；\n\n{b}架桥；\n\n{c}植树。"));
    }),
    ("series-number-gap", |book, rng| {
        let numbers = [[1, 2, 4], [1, 3, 4], [1, 2, 2]][rng.usize(..3)];
        let mark = ["）", "."][rng.usize(..2)];
        let [a, b, c] = numbers.map(|n| format!("{n}{mark}"));
        add(book, rng, &format!("**【具体要求】** 提出要求：{a}修渠；{b}打井；{c}架桥。"));
    }),
    ("table-head-unit", |book, rng| {
        let head = ["耕地面积（千米）", "受益人数（公顷）", "投资额（立方米）"][rng.usize(..3)];
        let (a, b) = (rng.u32(10..90), rng.u32(10..90));
        add(book, rng, &format!("村屯情况\n\n村屯\t{head}\n甲\t{a}\n乙\t{b}"));
    }),
    ("index-order-wrong", |book, rng| {
        let strange = ["粮食收购　8", "水库加固　8", "文物普查　8"][rng.usize(..3)];
        index(book, rng, strange);
    }),
    ("index-heading-twice", |book, rng| {
        let again = ["保障房建设　31", "办学条件　27"][rng.usize(..2)];
        index(book, rng, again);
    }),
    ("appendix-listed-missing", |book, rng| {
        let title = ["渠道整修年表", "机构沿革", "水位记录"][rng.usize(..3)];
        book.front.push(format!("五、书末附《{title}》。"));
    }),
    ("chronicle-year-differs", |book, rng| {
        let year = ["2019", "2020", "2024"][rng.usize(..3)];
        let at = pick(&book.chronicle, rng, dated);
        book.chronicle[at].insert_str(0, &format!("{year}年1月"));
    }),
    ("item-number-gap", |book, rng| {
        let forms = [["①", "②", "④"], ["1）", "2）", "2）"], ["一是", "三是", "四是"], ["A.", "B.", "D."]];
        let [a, b, c] = forms[rng.usize(..4)];
        add(book, rng, &format!("**【具体要求】** 主要做法如下：\n\n{a}打井；\n\n{b}架桥；\n\n{c}植树。"));
    }),
    ("inline-item-gap", |book, rng| {
        let forms =
            [["一要", "二要", "四要"], ["其一，", "其三，", "其四，"], ["（一）", "（二）", "（四）"]];
        let [a, b, c] = forms[rng.usize(..3)];
        add(book, rng, &format!("**【具体要求】** 主要做法：{a}打井；{b}架桥；{c}植树。"));
    }),
];

/// Adds a paragraph or a table after the overview of a drawn 分目.
fn add(book: &mut Yearbook, rng: &mut Rng, text: &str) {
    let (part, at) = line(book, rng, |l| l.starts_with("**【概况】"));
    part.lines.insert(at + 1, text.to_owned());
}

fn dated(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
}

/// A drawn line of those that fit.
fn pick(lines: &[String], rng: &mut Rng, fits: impl Fn(&str) -> bool) -> usize {
    let all: Vec<usize> = (0..lines.len()).filter(|i| fits(&lines[*i])).collect();
    all[rng.usize(..all.len())]
}

/// A drawn line of a drawn 类目.
fn line<'b>(book: &'b mut Yearbook, rng: &mut Rng, fits: impl Fn(&str) -> bool) -> (&'b mut Part, usize) {
    let n = rng.usize(..book.parts.len());
    let part = &mut book.parts[n];
    let at = pick(&part.lines, rng, fits);
    (part, at)
}

/// Changes rows, 1-based below the header, of a drawn table.
fn cells(
    book: &mut Yearbook,
    rng: &mut Rng,
    which: RangeInclusive<usize>,
    change: impl Fn(&mut Vec<String>),
) {
    let (part, at) = line(book, rng, |l| l.contains("\t合计\t"));
    let rows: Vec<String> = part.lines[at]
        .lines()
        .enumerate()
        .map(|(n, row_text)| {
            // The title and a blank line stand before the header.
            if !n.checked_sub(2).is_some_and(|row| which.contains(&row)) {
                return row_text.to_owned();
            }
            let mut cells: Vec<String> = row_text.split('\t').map(str::to_owned).collect();
            change(&mut cells);
            cells.join("\t")
        })
        .collect();
    part.lines[at] = rows.join("\n");
}

/// A paragraph cut after one of its words.
fn split(book: &mut Yearbook, rng: &mut Rng) {
    let after = ["按期", "投入", "投入资金"][rng.usize(..3)];
    let (part, at) = line(book, rng, |l| l.starts_with("**【") && l.contains(after));
    part.lines[at] = part.lines[at].replacen(after, &format!("{after}\n\n"), 1);
}

/// The same short words under two headings or more.
fn divider(book: &mut Yearbook, rng: &mut Rng) {
    let words = ["绿色\n清河", "实干\n争先", "清河\n年鉴"][rng.usize(..3)];
    let first = rng.usize(..book.parts.len() - 1);
    for part in &mut book.parts[first..] {
        part.lines.insert(0, words.to_owned());
    }
}

/// One of five sibling headings deeper, or only bold.
fn level(book: &mut Yearbook, rng: &mut Rng) {
    let bold = rng.bool();
    let (part, at) = line(book, rng, |l| l.starts_with("### （"));
    let title = part.lines[at].trim_start_matches("### ").to_owned();
    part.lines[at] = if bold { format!("**{title}**") } else { format!("#### {title}") };
}

fn marker(book: &mut Yearbook, rng: &mut Rng) {
    let heading = rng.bool();
    let (part, at) = line(book, rng, |l| l.starts_with("**【"));
    part.lines[at] = if heading {
        part.lines[at].replacen("**【", "### 【", 1).replacen("】** ", "】\n\n", 1)
    } else {
        part.lines[at].replacen("**【", "【", 1).replacen("】** ", "】", 1)
    };
}

/// Two items have changed places, so that the later day stands first.
fn days(book: &mut Yearbook, rng: &mut Rng) {
    let lines = &book.chronicle;
    let follows: Vec<usize> =
        (1..lines.len()).filter(|i| dated(&lines[i - 1]) && dated(&lines[*i])).collect();
    let at = follows[rng.usize(..follows.len())];
    book.chronicle.swap(at - 1, at);
}

/// The lines of an index.
const INDEX: [&str; 15] = [
    "B",
    "办学条件　3",
    "保障房建设　5",
    "殡葬管理　6",
    "病虫害防治　9",
    "C",
    "财政收入　12",
    "茶叶种植　15",
    "春耕备耕　16",
    "D",
    "党员教育　17",
    "道路养护　18",
    "电力供应　19",
    "F",
    "防汛演练　21",
];

/// An index with a line too many, somewhere among those of its first letter.
fn index(book: &mut Yearbook, rng: &mut Rng, line: &str) {
    let mut lines = INDEX.to_vec();
    lines.insert(rng.usize(3..=5), line);
    let lines = lines.into_iter().flat_map(|line| [line.to_owned(), String::new()]).collect();
    book.parts.push(Part { title: "索引".to_owned(), lines });
}
