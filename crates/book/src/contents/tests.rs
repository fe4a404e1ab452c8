use kanwu_text::{Source, SourceId, SourceSpan};
use proptest::prelude::*;

use super::*;
use crate::{Category, Entry, EntryForm, Section, Zone};

fn manuscript(text: &str) -> Manuscript {
    Manuscript::single(Source::new("a.md", Default::default(), text))
}

/// Lines that are not blank, trimmed as a parser of the body does: a tab may open a row.
fn places(text: &str) -> Vec<Location> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        let kept = line.trim_end().trim_start_matches(' ');
        let start = at + line.trim_end().len() - kept.len();
        if !kept.is_empty() {
            out.push(Location::new(SourceId(0), SourceSpan::of(start..start + kept.len())));
        }
        at += line.len() + 1;
    }
    out
}

fn contents_of(text: &str) -> Contents {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty() && !is_contents_heading(line));
    read(&manuscript(text), &places(text), Habit::of(lines))
}

fn titles(text: &str) -> Vec<(String, Option<u32>)> {
    contents_of(text).entries.into_iter().map(|e| (e.title, e.page)).collect()
}

fn list(items: &[(&str, u32)]) -> Vec<(String, Option<u32>)> {
    items.iter().map(|(title, page)| ((*title).to_owned(), (*page > 0).then_some(*page))).collect()
}

/// A body in short: `# ` opens a 类目, `## ` a 分目, `* ` a 条目, `= ` a heading that opens none.
#[derive(Default)]
struct Small {
    categories: Vec<Category>,
    sections: Vec<Section>,
    entries: Vec<Entry>,
    headings: Vec<(BlockId, Location, u8, String)>,
}

impl Small {
    fn new(text: &str) -> Small {
        let mut small = Small::default();
        for (n, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
            let (mark, title) = line.trim().split_once(' ').unwrap();
            let (block, at, title) = (BlockId(n as u32), Location::default(), title.to_owned());
            let category = small.categories.len().checked_sub(1).map(|n| CategoryId(n as u32));
            let section = small.sections.len().checked_sub(1).map(|n| SectionId(n as u32));
            match mark {
                "#" => small.categories.push(Category { title, at, block, zone: Zone::Prose }),
                "##" => small.sections.push(Section { title, at, block, category }),
                "*" => {
                    small.entries.push(Entry { title, at, block, form: EntryForm::Bold, category, section })
                }
                _ => small.headings.push((block, at, 3, title)),
            }
        }
        small
    }

    fn body(&self) -> Body<'_> {
        Body {
            categories: &self.categories,
            sections: &self.sections,
            entries: &self.entries,
            headings: &self.headings,
        }
    }
}

fn aligned(contents: &str, body: &str) -> Contents {
    let mut contents = contents_of(contents);
    align(&mut contents, &Small::new(body).body());
    contents
}

#[test]
fn one_column_with_leaders_of_each_kind() {
    let text =
        "## 特 载\n\n工作报告·····\t2\n\n## 民主党派·工商联\n\n概况 .....\t9\n民主党派\t9\n商会 .....10\n";
    let contents = contents_of(text);
    assert_eq!(
        titles(text),
        list(&[
            ("特 载", 0),
            ("工作报告", 2),
            ("民主党派·工商联", 0),
            ("概况", 9),
            ("民主党派", 9),
            ("商会", 10)
        ])
    );
    let leaders: Vec<Leader> = contents.entries.iter().map(|e| e.leader).collect();
    assert_eq!(
        leaders,
        [Leader::None, Leader::MiddleDots, Leader::None, Leader::Periods, Leader::None, Leader::Periods]
    );
    let levels: Vec<Level> = contents.entries.iter().map(|e| e.level).collect();
    assert_eq!(levels[..4], [Level::Category, Level::Entry, Level::Category, Level::Entry]);
    for entry in &contents.entries {
        assert_eq!(entry.place().span.of_text(text), entry.title);
        let printed = entry.page_at.map(|at| at.span.of_text(text).to_owned());
        assert_eq!(printed, entry.page.map(|p| p.to_string()));
    }
}

#[test]
fn two_columns_are_read_down() {
    let text = "甲\t1\t丁\t4\n乙 .....\t2\t戊 .....\t5\n\t\t<b>农 业</b>\n\t\t<b>农 业</b> .....\t6\n丙\t3\n";
    assert_eq!(
        titles(text),
        list(&[("甲", 1), ("乙", 2), ("丙", 3), ("丁", 4), ("戊", 5), ("农 业", 0), ("农 业", 6)])
    );
    let contents = contents_of(text);
    assert_eq!(contents.entries[3].column, 1);
    assert_eq!(contents.entries[5].level, Level::Category);
    assert_eq!(contents.entries[6].level, Level::Section);
}

#[test]
fn tabs_of_a_column_that_has_ended_keep_a_lone_cell_in_its_own() {
    let text = "# 目录\n\n## 工业\n\n甲事\t1\t丁事\t4\n乙事\t2\t戊事\t5\n丙事\t3\t己事\t6\n\t\t<b>农业</b>\t\n\t\t庚事\t7\n概况\t\t\t\n\n# 工业\n\n正文。\n";
    let manuscript = manuscript(text);
    let book = crate::parse(&manuscript);
    let read: Vec<(&str, Option<u32>)> =
        book.contents.entries.iter().map(|e| (e.title.as_str(), e.page)).collect();
    let list = [("工业", 0), ("甲事", 1), ("乙事", 2), ("丙事", 3), ("概况", 0), ("丁事", 4), ("戊事", 5)];
    let list = list.into_iter().chain([("己事", 6), ("农业", 0), ("庚事", 7)]);
    assert_eq!(read, list.map(|(t, p)| (t, (p > 0).then_some(p))).collect::<Vec<_>>());
}

#[test]
fn rows_read_across_where_the_pages_say_so() {
    let text = "| 甲 | 1 | 乙 | 2 |\n|---|---|---|---|\n| 丙 | 3 | 丁 | 4 |\n| 戊 | 5 | 己 | 6 |\n";
    assert_eq!(titles(text), list(&[("甲", 1), ("乙", 2), ("丙", 3), ("丁", 4), ("戊", 5), ("己", 6)]));
}

#[test]
fn wrapped_cells_are_joined_down_their_column() {
    let text = "清河区人大常委会关于批准清河区\t\t清河区人大常委会关于《清河区政府关于\n2022 年决算的决议 .....\t9\t全区环境状况的报告》的审议\n概况 .....\t9\t意见 .....\t12\n";
    assert_eq!(
        titles(text),
        list(&[
            ("清河区人大常委会关于批准清河区2022 年决算的决议", 9),
            ("概况", 9),
            ("清河区人大常委会关于《清河区政府关于全区环境状况的报告》的审议意见", 12)
        ])
    );
    let wrapped = &contents_of(text).entries[2];
    let parts: Vec<&str> = wrapped.title_at.iter().map(|at| at.span.of_text(text)).collect();
    assert_eq!(parts, ["清河区人大常委会关于《清河区政府关于", "全区环境状况的报告》的审议", "意见"]);
    assert!(wrapped.wraps.iter().all(|w| w.kind == WrapKind::Line));
}

#[test]
fn a_page_break_inside_an_entry() {
    let text = "甲事\t3\t区人民代表大会常务委员会三次会议\n\n会议 .....\t45\t区人大常委会组成人员对《清河区政府\n乙事 .....\t46\t\n\n关于林长制落实情况的报告》的审议意见\t60\n";
    let contents = contents_of(text);
    assert_eq!(
        titles(text),
        list(&[
            ("甲事", 3),
            ("区人民代表大会常务委员会三次会议", 45),
            ("乙事", 46),
            ("区人大常委会组成人员对《清河区政府关于林长制落实情况的报告》的审议意见", 60)
        ])
    );
    assert_eq!(contents.entries[1].wraps[0].kind, WrapKind::Repeated);
    assert_eq!(contents.entries[3].wraps[0].kind, WrapKind::Break);
}

#[test]
fn a_title_without_a_page_is_not_taken_for_a_wrapped_one() {
    let text = "## 区情\n地貌·····\t24\n地区气候\n气温·····\t25\n降水·····\t25\n";
    let contents = contents_of(text);
    assert_eq!(contents.entries[2].title, "地区气候");
    assert_eq!(contents.entries[2].page, None);
    assert_eq!(contents.entries.len(), 5);
}

#[test]
fn a_displaced_column_goes_back() {
    let text = "## 人大\n监督\t60\n代表\t67\n\n第四次会议\t71\n第五次会议\t72\n第六次会议\t72\n信访\t73\n\n## 政府\n\n常务会议\t70\n第二次会议\t70\n第三次会议\t71\n\n## 政协\n\n综述\t80\n";
    let contents = contents_of(text);
    let order: Vec<&str> = contents.entries.iter().map(|e| e.title.as_str()).collect();
    assert_eq!(
        order,
        [
            "人大",
            "监督",
            "代表",
            "政府",
            "常务会议",
            "第二次会议",
            "第三次会议",
            "第四次会议",
            "第五次会议",
            "第六次会议",
            "信访",
            "政协",
            "综述"
        ]
    );
    let displaced = contents.entries.iter().filter(|e| e.displaced).count();
    assert_eq!(displaced, 4);
}

#[test]
fn columns_in_the_wrong_order_inside_a_category() {
    let text = "## 政府\n丁\t74\n戊\t75\n己\t76\n甲\t71\n乙\t72\n丙\t73\n## 政协\n综述\t80\n";
    let order: String = contents_of(text).entries[1..7].iter().map(|e| e.title.as_str()).collect();
    assert_eq!(order, "甲乙丙丁戊己");
}

#[test]
fn a_wrong_page_moves_nothing() {
    let text = "## 区情\n水资源\t26\n清河\t25\n浑河\t25\n人口\t26\n## 经济\n概况\t267\n## 农业\n农业\t30\n水利\t31\n";
    let order: String = contents_of(text).entries.iter().map(|e| e.title.as_str()).collect();
    assert_eq!(order, "区情水资源清河浑河人口经济概况农业农业水利");
}

#[test]
fn levels_of_other_offices() {
    let levels = |text: &str| contents_of(text).entries.iter().map(|e| e.level).collect::<Vec<_>>();
    use Level::*;
    assert_eq!(levels("特载\n报告……1\n讲话……3\n大事记\n1月……5\n"), [Category, Entry, Entry, Category, Entry]);
    assert_eq!(
        levels("# 特载 1\n## 报告 1\n# 经济 5\n## 综述 5\n概况 5\n"),
        [Category, Section, Category, Section, Entry]
    );
    assert_eq!(levels("**特载** ... 1\n报告 ... 1\n"), [Category, Entry]);
    assert_eq!(
        levels("# 特载\n**报告**\n甲\n# 经济\n**农业**\n"),
        [Category, Section, Entry, Category, Section]
    );
}

#[test]
fn page_heads_and_a_second_list_are_left_out() {
    let text = "## 特载\n报告……2\n— 1 —\n目 录\n讲话……5\n# CONTENTS\n## Special\nReport……2\n";
    assert_eq!(titles(text), list(&[("特载", 0), ("报告", 2), ("讲话", 5)]));
}

#[test]
fn levels_come_from_the_body() {
    let contents = aligned(
        "## 区 情\n地 貌\t1\n位置\t1\n气候\t2\n气温\t2\n## 农业\n农业\t3\n概况\t3\n水利\t4\n概况\t4\n",
        "# 区情\n## 地貌\n* 位置\n= 一、山地\n## 气候\n* 气温\n# 农 业\n## 农业\n* 概况\n## 水利\n* 概况\n",
    );
    let found: Vec<ContentsMatch> = contents.entries.iter().map(|e| e.body).collect();
    use ContentsMatch as M;
    let (c, s, e) = (|n| M::Category(CategoryId(n)), |n| M::Section(SectionId(n)), |n| M::Entry(EntryId(n)));
    assert_eq!(found, [c(0), s(0), e(0), s(1), e(1), c(1), s(2), e(2), s(3), e(3)]);
    assert!(contents.entries.iter().all(|e| e.exact));
    assert_eq!(contents.entries[3].level, Level::Section);
}

#[test]
fn missing_and_changed_titles_leave_the_others_in_place() {
    let contents = aligned(
        "## 经济\n财政\t3\n概况\t3\n收入管理\t3\n税务\t4\n概况\t4\n安体教育\t4\n多余一条\t4\n统计公告\t5\n",
        "# 经济\n## 财政\n* 概况\n* 预算执行\n* 收入管理\n## 税务\n* 概况\n* 安全教育\n## 统计公报\n",
    );
    let by = |title: &str| contents.entries.iter().filter(|e| e.title == title).collect::<Vec<_>>();
    assert_eq!(by("概况")[1].body, ContentsMatch::Entry(EntryId(3)));
    assert_eq!(by("安体教育")[0].body, ContentsMatch::Entry(EntryId(4)));
    assert!(!by("安体教育")[0].exact);
    assert_eq!(by("多余一条")[0].body, ContentsMatch::None);
    assert_eq!(by("统计公告")[0].body, ContentsMatch::Section(SectionId(2)));
}

#[test]
fn a_title_out_of_order_is_found() {
    let contents = aligned(
        "## 甲类\n清河区水库除险加固工程\t1\n防汛\t2\n抗旱\t2\n",
        "# 甲类\n* 防汛\n* 抗旱\n* 清河区水库除险加固工程\n",
    );
    assert_eq!(contents.entries[1].body, ContentsMatch::Entry(EntryId(2)));
    assert!(contents.entries[1].exact);
}

#[test]
fn halves_of_a_title_become_one_entry() {
    let contents = aligned(
        "## 附录\n调研报告\t1\n推动商圈建设，带动服务业\t2\n做大做强\t2\n",
        "# 附录\n## 调研报告\n* 推动商圈建设，带动服务业做大做强\n",
    );
    assert_eq!(contents.entries.len(), 3);
    let last = &contents.entries[2];
    assert_eq!(last.title, "推动商圈建设，带动服务业做大做强");
    assert_eq!(last.title_at.len(), 2);
    assert_eq!((last.page, last.exact, last.wraps[0].kind), (Some(2), true, WrapKind::Entries));
}

#[test]
fn blanks_of_line_ends_go_and_wanted_ones_stay() {
    let text = "## 特载\n学习贯彻会议精神 开创振兴新局面 ——2022年12月9日在区委九次 全会上的报告\t1\n## 要会\n区委常委班子学习教育 专题会\t2\n文化惠民 书香进村\t2\n地 貌\t3\n区委 区政府关于印发 《办法》的通知\t3\n";
    let contents = aligned(
        text,
        "# 特载\n* 学习贯彻会议精神 开创振兴新局面\n# 要会\n* 区委常委班子学习教育专题会\n* 文化惠民 书香进村\n* 地貌\n* 区委 区政府关于印发《办法》的通知\n",
    );
    let of = |n: usize| (contents.entries[n].title.as_str(), contents.entries[n].wraps.len());
    assert_eq!(of(1), ("学习贯彻会议精神 开创振兴新局面 ——2022年12月9日在区委九次全会上的报告", 1));
    assert!(contents.entries[1].exact);
    assert_eq!(of(3), ("区委常委班子学习教育专题会", 1));
    assert_eq!(of(4), ("文化惠民 书香进村", 0));
    assert_eq!(of(5), ("地 貌", 0));
    assert_eq!(of(6), ("区委 区政府关于印发《办法》的通知", 1));
    let blank = contents.entries[6].wraps[0].at.span;
    assert_eq!((blank.of_text(text), text[blank.range().end..].starts_with("《办法》")), (" ", true));
}

#[test]
fn headings_are_classified_by_the_contents() {
    let contents = contents_of(
        "## 特 载\n工作报告 ——2022年在会上\t2\n讲话\t9\n## 大事记\n1月\t16\n2月\t17\n## 区情\n地 貌\t24\n位置\t24\n统计公报\t27\n## 农业\n农业\t30\n概况\t30\n",
    );
    let headings = [
        (1, "特载"),
        (1, "工作报告"),
        (2, "一、回顾"),
        (1, "讲 话"),
        (1, "大事记"),
        (2, "1月"),
        (3, "2 月"),
        (1, "区情"),
        (2, "地貌"),
        (3, "一、山地"),
        (2, "统计公报"),
        (3, "一、总量"),
        (1, "农业"),
        (2, "农业"),
    ];
    use Level::*;
    assert_eq!(
        classify(&contents, &headings, &[]),
        [
            Some(Category),
            Some(Entry),
            None,
            Some(Entry),
            Some(Category),
            Some(Section),
            Some(Section),
            Some(Category),
            Some(Section),
            None,
            Some(Section),
            None,
            Some(Category),
            Some(Section)
        ]
    );
    assert_eq!(classify(&Contents::default(), &[(1, "特载")], &[]), [None]);
}

/// The figures of a printed yearbook, for those who have one at hand: `KANWU_CORPUS` names its file.
#[test]
fn figures_of_a_printed_yearbook() {
    let Some(text) = std::env::var_os("KANWU_CORPUS").and_then(|path| std::fs::read_to_string(path).ok())
    else {
        return;
    };
    let manuscript = manuscript(&text);
    let all = places(&text);
    let lines: Vec<(Location, &str)> = all.iter().map(|at| (*at, at.span.of_text(&text))).collect();
    let start = lines.iter().position(|l| is_contents_heading(l.1)).map_or(0, |n| n + 1);
    let (end, habit) = extent(&lines, start);
    let mut contents = read(&manuscript, &all[start..end], habit);
    let title_of = |line: &str| line.trim_matches(|c: char| "#* ".contains(c)).to_owned();
    let in_lenses = |line: &str| Some(line[line.find('【')? + 3..].split('】').next()?.replace("**", ""));
    let opens_entry = |line: &str| line.trim_start_matches(['#', '*', ' ']).starts_with('【');
    let headings: Vec<(usize, u8, String)> = (end..lines.len())
        .filter(|n| lines[*n].1.starts_with('#') && !opens_entry(lines[*n].1))
        .map(|n| (n, lines::heading_level(lines[n].1), title_of(lines[n].1)))
        .collect();
    let list: Vec<(u8, &str)> = headings.iter().map(|h| (h.1, h.2.as_str())).collect();
    let levels: std::collections::HashMap<usize, Level> = headings
        .iter()
        .zip(classify(&contents, &list, &[]))
        .filter_map(|(h, level)| Some((h.0, level?)))
        .collect();
    let mut body = String::new();
    for (n, (_, line)) in lines.iter().enumerate().skip(end) {
        let title = title_of(line);
        match (levels.get(&n), line.starts_with("## ") && !title.contains('、') && !title.contains("工作"))
        {
            (Some(Level::Category), _) => body += &format!("# {title}\n"),
            (Some(Level::Section), _) | (None, true) => body += &format!("## {title}\n"),
            (Some(Level::Entry), _) => body += &format!("* {title}\n"),
            (None, false) if opens_entry(line) => {
                body += &format!("* {}\n", in_lenses(line).unwrap_or_default())
            }
            (None, false) => {}
        }
    }
    align(&mut contents, &Small::new(&body).body());
    let count = |level| contents.entries.iter().filter(|e| e.level == level).count();
    assert_eq!((count(Level::Category), count(Level::Section), count(Level::Entry)), (24, 101, 550));
    assert!(contents.entries.iter().all(|e| e.body != ContentsMatch::None));
    assert_eq!(contents.entries.iter().filter(|e| crate::squeeze(&e.title) == "概况").count(), 61);
}

proptest! {
    #[test]
    fn any_lines_are_read(text in "[甲乙丙 \u{a0}\t\n#*<b>|.·…—0-9《》（）“”会议\r、。【】]{0,120}") {
        let contents = contents_of(&text);
        for entry in &contents.entries {
            prop_assert!(!entry.title.trim().is_empty());
            for at in &entry.title_at {
                prop_assert!(!at.span.of_text(&text).is_empty());
            }
            for wrap in &entry.wraps {
                prop_assert!(!wrap.at.span.of_text(&text).is_empty());
            }
        }
        let lines: Vec<(Location, &str)> = places(&text).into_iter().map(|at| (at, at.span.of_text(&text))).collect();
        prop_assert!(extent(&lines, 0).0 <= lines.len());
    }

    #[test]
    fn any_body_is_aligned(
        contents in prop::collection::vec(("[甲乙丙丁 —]{1,4}", 0_u32..40), 0..12),
        body in prop::collection::vec(("#|##|\\*|=", "[甲乙丙丁 —]{1,4}"), 0..12),
    ) {
        let text: String = contents
            .iter()
            .map(|(title, page)| if *page == 0 { format!("## {title}\n") } else { format!("{title}\t{page}\n") })
            .collect();
        let body: String = body.iter().map(|(mark, title)| format!("{mark} 子{title}\n")).collect();
        let before = contents_of(&text);
        let after = aligned(&text, &body);
        prop_assert!(after.entries.len() <= before.entries.len());
        let mut used: Vec<String> =
            after.entries.iter().filter(|e| e.body != ContentsMatch::None).map(|e| format!("{:?}", e.body)).collect();
        let all = used.len();
        used.sort();
        used.dedup();
        prop_assert_eq!(used.len(), all, "no place is used twice");
    }
}
