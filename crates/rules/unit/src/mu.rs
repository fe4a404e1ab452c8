//! 亩: no legal unit. Books keep it for farming, by their editorial spec; land for industry goes by 公顷.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};

use crate::not_legal::{want, whole};
use crate::spelling::units;

pub(crate) const RULE: Rule =
    Rule::local("mu-outside-farming", Triggers::flags(&[ItemFlag::NotLegal]), check);

/// How far back and on the text is asked what the land is for, in characters.
const BACK: usize = 100;
const ON: usize = 12;

/// Words of farming, forestry and fishery.
const FARM: &[&str] = &[
    "农", "田", "耕", "种植", "粮", "菜", "果", "林", "草", "渔", "水面", "养殖", "玉米", "水稻", "稻",
    "大豆", "小麦", "麦", "大棚", "温室", "灌", "播", "牧", "茶", "药材", "苗", "花卉", "作物", "秸秆", "桑",
    "棉", "油菜", "花生", "薯", "虾", "鱼", "蟹", "竹", "退耕", "湿地", "病虫", "瓜",
];

/// Words of land for building and industry.
const BUILT: &[&str] = &[
    "工业",
    "建设用地",
    "住宅",
    "商业",
    "开发区",
    "园区",
    "产业园",
    "厂",
    "出让",
    "挂牌",
    "拍卖",
    "供地",
    "地块",
    "征收",
    "征地",
    "收储",
    "储备",
    "损毁",
    "修复",
    "矿",
    "房地产",
    "占地",
    "物流",
    "仓储",
    "公园",
    "绿地",
    "广场",
    "拆迁",
    "闲置土地",
    "批而未供",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Land {
    Farm,
    Built,
    Unknown,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Quantity(quantity) = &paragraph.items[i] else { return };
    let Some(head) = units(quantity).map(|u| u.head).find(|p| p.id.unit().key == "mu") else { return };
    let after = paragraph.after(head.span.end);
    if ["均", "产"].iter().any(|w| after.starts_with(w))
        || quantity.unit.as_ref().is_some_and(|u| !u.rest.is_empty())
    {
        return;
    }
    let land = land(paragraph, quantity.span.start, head.span.end);
    let keeps = paragraph.settings.spec.keeps_mu.as_ref().map(|k| k.value);
    let confidence = match (keeps, land) {
        (Some(true), Land::Farm) => return,
        (Some(_), Land::Built) => Confidence::Likely,
        (Some(false), _) => Confidence::Likely,
        _ => Confidence::Guess,
    };
    let span = whole(quantity);
    let want = want(quantity, head.id.unit());
    let mut finding = Finding::new(Place::Here(span), confidence)
        .arg("found", paragraph.of(span))
        .arg("want", want.clone().unwrap_or_else(|| "公顷".to_owned()));
    if keeps != Some(true) {
        finding = finding.variant("no-clause");
    }
    if let Some(want) = want {
        finding = finding.fix(span, want);
    }
    cx.push(finding);
}

/// What the land is for: the nearest word decides, of those after it in the clause, then of those before it;
/// then the chapter.
fn land(paragraph: &Paragraph<'_>, start: u32, end: u32) -> Land {
    let clause: String = paragraph
        .after(end)
        .chars()
        .take(ON)
        .take_while(|c| !matches!(c, '，' | '。' | '；' | ',' | ';' | '、'))
        .collect();
    let before = paragraph.before(start);
    let from = before.char_indices().rev().take(BACK).last().map_or(0, |(at, _)| at);
    let back = before.get(from..).unwrap_or_default();
    let last = |words: &[&str]| words.iter().filter_map(|w| back.rfind(w).map(|at| at + w.len())).max();
    if FARM.iter().any(|w| clause.contains(w)) {
        return Land::Farm;
    }
    if BUILT.iter().any(|w| clause.contains(w)) {
        return Land::Built;
    }
    match (last(FARM), last(BUILT)) {
        (Some(farm), Some(built)) => return if farm >= built { Land::Farm } else { Land::Built },
        (Some(_), None) => return Land::Farm,
        (None, Some(_)) => return Land::Built,
        (None, None) => {}
    }
    let titles = [paragraph.entry, paragraph.section, paragraph.category];
    let farming = titles
        .into_iter()
        .flatten()
        .any(|t| ["农", "林", "水利", "粮", "牧", "渔"].iter().any(|w| t.contains(w)));
    if farming { Land::Farm } else { Land::Unknown }
}
