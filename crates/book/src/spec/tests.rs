use kanwu_text::{Manuscript, Source, SourceId, SourceSpan};
use proptest::prelude::*;

use super::*;

fn read_text(text: &str) -> (EditorialSpec, Manuscript) {
    let manuscript = Manuscript::single(Source::new("a.md", Default::default(), text));
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            lines.push(Location::new(SourceId(0), SourceSpan::of(at..at + line.len())));
        }
        at += line.len() + 1;
    }
    (read(&manuscript, &lines), manuscript)
}

fn spec(text: &str) -> EditorialSpec {
    read_text(text).0
}

fn names(list: &[Stated<String>]) -> Vec<&str> {
    list.iter().map(|s| s.value.as_str()).collect()
}

#[test]
fn clauses_hold_the_lines_that_follow() {
    let text = "一、指导思想。\n二、本年鉴的体例。\n补充一段。\n（三）其他。\n第四条 再说。\n";
    let (spec, manuscript) = read_text(text);
    let clauses: Vec<(&str, &str)> =
        spec.clauses.iter().map(|c| (c.number.as_str(), manuscript.text_at(c.at))).collect();
    assert_eq!(
        clauses,
        [
            ("一", "一、指导思想。"),
            ("二", "二、本年鉴的体例。\n补充一段。"),
            ("三", "（三）其他。"),
            ("四", "第四条 再说。")
        ]
    );
}

#[test]
fn record_periods() {
    let whole = |year| Period { from: (year, 1, 1), to: (year, 12, 31) };
    for (line, period, place) in [
        ("三、记述时限为2021年1月1日至12月31日，部分上溯。", whole(2021), "2021年1月1日至12月31日"),
        (
            "本年鉴记载时间为 2021 年 1 月 1 日—2021 年 12 月 31 日。",
            whole(2021),
            "2021 年 1 月 1 日—2021 年 12 月 31 日",
        ),
        (
            "时间断限：上限为2021年1月1日，下限为2021年12月31日。",
            whole(2021),
            "2021年1月1日，下限为2021年12月31日",
        ),
        ("收录时限为2021年度。", whole(2021), "2021年度"),
        ("记述时间为二〇二一年一月一日至十二月三十一日。", whole(2021), "二〇二一年一月一日至十二月三十一日"),
        (
            "记述时限为2020年7月至2021年6月，个别内容延至2022年。",
            Period { from: (2020, 7, 1), to: (2021, 6, 30) },
            "2020年7月至2021年6月",
        ),
    ] {
        let (spec, manuscript) = read_text(line);
        let stated = spec.period.unwrap_or_else(|| panic!("{line}"));
        assert_eq!(stated.value, period, "{line}");
        assert_eq!(stated.at.map(|at| manuscript.text_at(at)), Some(place));
    }
    assert_eq!(spec("本年鉴于2021年创刊。").period, None);
    assert_eq!(spec("记述时限为2021年12月31日至1月1日。").period, None);
}

#[test]
fn standards_and_units() {
    let (spec, manuscript) = read_text(
        "七、标点遵照《标点符号用法》（GB/T 15834—2011）；数字遵照 GB/T15835-2011，除涉农内容保留“亩”外，计量单位遵照GB3100～3102—1993。GDP增长。",
    );
    assert_eq!(names(&spec.standards), ["GB/T 15834—2011", "GB/T15835-2011", "GB3100～3102—1993"]);
    let mu = spec.keeps_mu.unwrap();
    assert!(mu.value);
    assert_eq!(mu.at.map(|at| manuscript.text_at(at)), Some("除涉农内容保留“亩”外"));
    assert_eq!(self::spec("面积不使用亩，一律换算为公顷。").keeps_mu.map(|s| s.value), Some(false));
    assert_eq!(self::spec("全区有耕地2万亩。").keeps_mu, None);
}

#[test]
fn bulletins() {
    let named = |line: &str| spec(line).bulletin.map(|b| b.value);
    let text = "统计数据以区统计局《2021清河区国民经济和社会发展统计公报》为准。";
    let (spec, manuscript) = read_text(text);
    let bulletin = spec.bulletin.unwrap();
    assert_eq!(bulletin.value, "2021清河区国民经济和社会发展统计公报");
    assert_eq!(bulletin.at.map(|at| manuscript.text_at(at)), Some(bulletin.value.as_str()));
    assert_eq!(named("数据以清河区统计公报为准。").as_deref(), Some("清河区统计公报"));
    assert_eq!(named("数据由各部门提供。"), None);
}

#[test]
fn categories_counted_by_the_specs_own_wording() {
    let (spec, manuscript) = read_text(
        "四、本年鉴卷首设特载、大事记；卷中有中共清河区委、城乡建设与管理、民主党派·工商联、开发区·街道（镇、乡）等4个类目，每一类目为三级结构；卷末有附录、索引。",
    );
    assert_eq!(
        names(&spec.categories),
        ["中共清河区委", "城乡建设与管理", "民主党派·工商联", "开发区·街道（镇、乡）"]
    );
    assert_eq!(names(&spec.other_categories), ["特载", "大事记", "附录", "索引"]);
    assert_eq!(spec.category_count.as_ref().map(|c| c.value), Some(4));
    for stated in spec.categories.iter().chain(&spec.other_categories) {
        assert_eq!(stated.at.map(|at| manuscript.text_at(at)), Some(stated.value.as_str()));
    }
}

#[test]
fn categories_in_other_wordings() {
    let all = spec("全书共设二十九个类目、188个分目、1200个条目。");
    assert_eq!((all.category_count.map(|c| c.value), all.categories.len()), (Some(29), 0));
    let after = spec("全书设3个类目：特载、大事记、经济。");
    assert_eq!(names(&after.categories), ["特载", "大事记", "经济"]);
    let listed = spec("设有特载、大事记、经济，共3个类目。");
    assert_eq!(names(&listed.categories), ["特载", "大事记", "经济"]);
    let other = spec("全书设3个类目，收有条目1200条、图片30幅。");
    assert_eq!((other.category_count.map(|c| c.value), other.categories.len()), (Some(3), 0));
    let none = spec("采用类目、分目、条目三级结构，卷首有彩页。");
    assert_eq!((none.category_count, none.categories.len()), (None, 0));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[一二十0-9年月日至—上下限时记述设有等个类目、，。；：《》统计公报亩保留GB/T \n卷首末]{0,100}") {
        let (spec, manuscript) = read_text(&text);
        for stated in spec.categories.iter().chain(&spec.other_categories).chain(&spec.standards).chain(&spec.bulletin) {
            prop_assert_eq!(stated.at.map(|at| manuscript.text_at(at)), Some(stated.value.as_str()));
        }
        for clause in &spec.clauses {
            prop_assert!(!manuscript.text_at(clause.at).is_empty());
        }
    }
}
