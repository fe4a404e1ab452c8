//! What a place has at one time, or makes in one year: it has one value.

use kanwu_plugin::Paragraph;
use kanwu_plugin::context::{ends_any, has_any, starts_any};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::reading::words::{WordClass, segment};

use super::fact::Read;
use super::scope::{self, WHOLE};
use crate::root::in_root;

/// Group of facts of the form 全区90个社区.
pub(super) const COUNTED: &str = "counted";

/// Group of facts of the form 全区林业用地面积2000公顷.
const NAMED: &str = "named";

/// Words between what is told of and its figure.
const LINKS: &[&str] = &[
    "累计", "完成", "达到", "达", "为", "是", "共有", "现有", "共计", "共", "有", "实现", "总计", "约", "的",
    "内", "到", "已", "仅",
];

/// How what has one value ends its name.
const STOCKS: &[&str] = &[
    "面积",
    "人口",
    "总数",
    "里程",
    "总户数",
    "总产值",
    "生产总值",
    "增加值",
    "投资",
    "总额",
    "产量",
    "收入",
    "支出",
    "余额",
    "床位",
    "床位数",
    "在校学生",
    "在校生",
    "在园幼儿",
    "教职工",
    "专任教师",
    "工业企业",
    "市场主体",
    "行政村",
    "自然村",
    "社区",
    "卫生机构",
    "户籍人口",
    "常住人口",
    "到位额",
    "储量",
    "资源量",
    "保有量",
    "覆盖率",
    "企业",
    "机构",
    "党员",
    "党组织",
    "总里程",
    "总量",
    "拥有量",
    "用电量",
    "供水量",
];

/// Names of what happens and may happen more than once, or of which there are several.
const EVENTS: &[&str] = &[
    "新增", "新建", "新开", "引进", "发展", "培训", "检查", "走访", "慰问", "帮扶", "改造", "建设", "涉及",
    "惠及", "解决", "整治", "清理", "增加", "减少", "净增", "争取", "拨付", "投入", "发放", "项目", "补贴",
    "种植", "建成", "完善", "维修", "规划", "计划", "每", "平均", "人均", "户均", "最", "本级", "其他",
    "申报", "参加", "服务", "抽", "监测", "排查", "招", "认定", "培育", "累计",
];

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 4..=14;

/// Nouns of two characters that name one kind of thing only.
const PLAIN: &[&str] = &["社区", "街道", "乡镇", "镇街", "镇村", "林场", "湖泊", "水库", "民族"];

/// What part of a whole may do: then there are more of them.
const DONE: &[&str] = &[
    "完成", "参加", "获", "创建", "实施", "建成", "达标", "被", "通过", "安装", "开展", "受", "发生", "上报",
    "超", "实现", "启动", "开工", "未", "申报", "成立", "设立", "新",
];

/// What ends [`LINKS`].
const LINK_ENDS: &str = "为仅共内到已成是有现的约计达";

/// What ends [`STOCKS`], words for the whole place, and 覆盖: most figures follow none of these, and are passed by.
const ENDS: &str = "业位体值儿入出口员工师数村构率生程织积资量额区县市旗州省盖";

/// Reads item `i`.
pub(super) fn read(paragraph: &Paragraph<'_>, i: usize) -> Option<Read> {
    let quantity = paragraph.quantity(i)?;
    let before = paragraph.before(quantity.span.start).trim_end_matches(' ');
    before.chars().next_back().filter(|c| ENDS.contains(*c) || LINK_ENDS.contains(*c))?;
    if matches!(
        quantity.kind()?,
        UnitKind::Percent | UnitKind::Ratio | UnitKind::Time | UnitKind::Temperature
    ) {
        return None;
    }
    let floor = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
    let clause = paragraph.text.get(floor as usize..quantity.span.start as usize)?;
    let clause = clause.rsplit(MARKS).next().unwrap_or_default().trim_end_matches(' ');
    let bare = unlinked(clause);
    if ends_any(bare, WHOLE) || bare.ends_with("覆盖") {
        return counted(paragraph, quantity);
    }
    named(paragraph, quantity, bare)
}

const MARKS: &[char] =
    &['，', '。', '；', '：', '、', ',', ';', ':', '（', '）', '(', ')', '“', '”', '】', '\n'];

/// A clause without the words that link it to its figure.
fn unlinked(clause: &str) -> &str {
    let mut bare = clause;
    while bare.ends_with(|c| LINK_ENDS.contains(c))
        && let Some(rest) = LINKS.iter().find_map(|link| bare.strip_suffix(link))
    {
        bare = rest.trim_end_matches(' ');
    }
    bare
}

/// 全区90个社区（村）
fn counted(paragraph: &Paragraph<'_>, quantity: &Quantity) -> Option<Read> {
    let (unit, figure) = in_root(quantity).filter(|(unit, _)| unit.kind == UnitKind::Count)?;
    let after = paragraph.after(quantity.span.end).trim_start();
    let is_name = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '（' | '）');
    let name: String = after.chars().take_while(|c| is_name(*c)).take(*NAME.end()).collect();
    let head: String = name.chars().take(2).collect();
    let year = scope::year(paragraph, quantity.span.start)?;
    let key = format!("{} {head} {year}", unit.key);
    let whole = name.chars().count() >= 2;
    whole.then_some(Read { group: COUNTED, key, name, figure, span: quantity.span })
}

/// The thing counted, cut from what follows its number; none where it may be a part of all of them.
pub(super) fn thing(name: &str) -> Option<String> {
    let mut thing = String::new();
    for word in segment(name) {
        let text = word.of(name);
        if text == "（" {
            let bracket = name.get(word.span.start as usize..)?;
            thing.push_str(bracket.get(..bracket.find('）')? + "）".len())?);
            break;
        }
        if word.class != WordClass::Noun && !PLAIN.contains(&text) {
            break;
        }
        thing.push_str(text);
    }
    let rest = name.strip_prefix(thing.as_str())?;
    let long = thing.chars().count() >= 3 || PLAIN.contains(&thing.as_str());
    (long && !starts_any(rest, DONE)).then_some(thing)
}

/// 全区林业用地面积2000公顷
fn named(paragraph: &Paragraph<'_>, quantity: &Quantity, bare: &str) -> Option<Read> {
    let name = ends_any(bare, STOCKS).then(|| own_name(bare))?;
    if !NAME.contains(&name.chars().count()) {
        return None;
    }
    let here = bare.len() > name.len() && bare.strip_suffix(name).is_some_and(is_place);
    let at = quantity.span.start;
    let scope = if here { place_scope(paragraph, bare, name) } else { scope::of(paragraph, at) }?;
    let year = scope::year(paragraph, at).filter(|_| !has_any(name, EVENTS))?;
    let (unit, figure) = in_root(quantity)?;
    let plain = name.replace(['总', '的'], "").replace("全社会", "");
    let key = format!("{scope} {plain} {} {year}", unit.key);
    Some(Read { group: NAMED, key, name: name.to_owned(), figure, span: quantity.span })
}

/// A name without the place and time before it: 望山区林业用地面积.
fn own_name(bare: &str) -> &str {
    let whole = |at: usize| {
        let rest = bare.get(at..)?;
        WHOLE.iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
    };
    let after_whole = bare.rfind('全').and_then(whole);
    let after_level = || bare.rfind(['区', '县', '市', '旗']).map(|at| at + "区".len());
    let start = after_whole.or_else(after_level).unwrap_or(0);
    let name = bare.get(start..).unwrap_or_default();
    name.trim_start_matches(['共', '有', '的', '年', '末', '底']).trim_start()
}

/// Whether a clause so far ends with the name of a place or a word for the whole.
fn is_place(before: &str) -> bool {
    before.trim_end_matches(['共', '有', '的']).ends_with(['区', '县', '市', '旗'])
}

/// The scope of 望山区林业用地面积: that of 全区 where the place is one.
fn place_scope(paragraph: &Paragraph<'_>, bare: &str, name: &str) -> Option<String> {
    let place = bare.strip_suffix(name)?.trim_end_matches(['共', '有', '的']);
    let level = place.chars().next_back()?;
    let clear = !ends_any(
        place,
        &["辖区", "园区", "校区", "小区", "地区", "城区", "新区", "社区", "景区", "山区", "开发区"],
    );
    let whole = format!("全{level}");
    clear.then(|| scope::with_section(paragraph, &whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_those_of_the_words() {
        let ends = |words: &[&str], of: &str| words.iter().all(|word| word.ends_with(|c| of.contains(c)));
        assert!(ends(LINKS, LINK_ENDS));
        assert!(ends(STOCKS, ENDS) && ends(WHOLE, ENDS) && "覆盖".ends_with(|c| ENDS.contains(c)));
    }
}
