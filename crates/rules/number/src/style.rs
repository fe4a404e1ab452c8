//! Numerals of one kind written in two ways; digits with 、 that mean “about”.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use kanwu_plugin::context::{ends_any, has_any, starts_any, tail};

pub(crate) const MIXED: Rule =
    Rule::local("numerals-of-one-kind-mixed", Triggers::flags(&[ItemFlag::Han]), mixed);
pub(crate) const ABOUT: Rule = Rule::local("approximate-pair-with-comma", Triggers::terms(PAIRS), about);
pub(crate) const MEASURED: Rule =
    Rule::local("measured-in-han-numerals", Triggers::flags(&[ItemFlag::Han]), measured);

/// Counts of what a text sums up keep their Han numerals.
const SUMMED_UP: &[&str] = &[
    "方面", "环节", "要求", "步骤", "阶段", "层面", "维度", "重点", "关键", "坚持", "统一", "必须", "结合",
    "体系", "机制", "工程", "行动", "任务", "措施", "原则", "问题", "意识", "自信", "维护", "确立", "服务",
    "领域", "清单", "制度", "模式", "专项", "工作", "特色", "亮点", "中心", "平台", "板块", "篇章", "大",
    "点", "级", "部曲", "化", "联动", "聚焦",
];

/// Measure words of things that are counted for the record.
const COUNTED: &[&str] = &[
    "家", "户", "名", "台", "座", "辆", "栋", "幢", "层", "支", "所", "间", "条", "件", "人", "类", "处",
    "套", "例", "起",
];

fn mixed(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Quantity(quantity) = &paragraph.items[i] else { return };
    let Some(unit) = counted(quantity) else { return };
    let number = &quantity.number;
    if number.form != NumberForm::Han || number.value < Decimal::from(3) || !is_exact(quantity) {
        return;
    }
    let word = paragraph.of(unit);
    let after = paragraph.after(unit.end);
    let before = paragraph.before(quantity.span.start);
    // 百十家 is about a hundred.
    let about = ["百十", "千百"].contains(&paragraph.of(number.span));
    if about
        || !COUNTED.contains(&word)
        || starts_any(after, SUMMED_UP)
        || ends_any(before, &["第", "前", "、", "这", "各", "以", "的", "整", "每", "全", "同"])
    {
        return;
    }
    let arabic = || {
        paragraph.items.iter().filter_map(|item| match item {
            Item::Quantity(q) if q.number.form == NumberForm::Arabic => counted(q).map(|u| (q, u)),
            _ => None,
        })
    };
    let distance = |q: &Quantity| q.span.start.abs_diff(quantity.span.start);
    let same = arabic().filter(|(_, u)| paragraph.of(*u) == word).min_by_key(|(q, _)| distance(q));
    // 新建八台电渣炉: things put up or bought are counted for the record, whatever else is counted there.
    let built = ends_any(before, &["新建", "新购", "购置", "购买", "安装", "更换"])
        && matches!(word, "台" | "辆" | "座" | "栋" | "幢" | "套");
    let Some((other, _)) = same.or_else(|| arabic().min_by_key(|(q, _)| distance(q)).filter(|_| built))
    else {
        return;
    };
    let near = built || distance(other) < 150;
    let confidence =
        if near && word != "类" && word != "人" { Confidence::Likely } else { Confidence::Guess };
    let want = format!("{}{word}", number.value.normalize());
    let span = Span::new(number.span.start, unit.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", paragraph.of(span))
        .arg("want", want)
        .arg("other", paragraph.of(other.span))
        .related(Place::Here(other.span), "同类数字", "a number of the same kind")
        .fix(number.span, number.value.normalize().to_string());
    cx.push(finding);
}

fn counted(quantity: &Quantity) -> Option<Span> {
    quantity
        .unit
        .as_ref()
        .filter(|u| u.rest.is_empty() && u.head.id.unit().kind == UnitKind::Count)
        .map(|u| u.span)
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.approx_tail.is_none()
        && quantity.range.is_none()
        && quantity.number.upper.is_none()
}

/// Neighbours that may mean “about”.
const PAIRS: &[&str] = &[
    "一、二",
    "二、三",
    "三、四",
    "三、五",
    "四、五",
    "五、六",
    "六、七",
    "七、八",
    "八、九",
    "1、2",
    "2、3",
    "3、4",
    "3、5",
    "4、5",
    "5、6",
    "6、7",
    "7、8",
    "8、9",
];

/// 三、五天, 3、4个月
fn about(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, pair) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(comma) = paragraph.of(pair).find('、') else { return };
    let at = pair.start + comma as u32;
    let mark = Span::new(at, at + "、".len() as u32);
    let left = paragraph.char_before(mark.start);
    let right = paragraph.char_after(mark.end);
    let (Some(a), Some(b)) = (left.and_then(digit), right.and_then(digit)) else { return };
    let (Some(left), Some(right)) = (left, right) else { return };
    let start = mark.start - left.len_utf8() as u32;
    let end = mark.end + right.len_utf8() as u32;
    let before = paragraph.before(start);
    let after = paragraph.after(end);
    let pair = b == a + 1 || (a, b) == (3, 5);
    let alone = !before.chars().next_back().is_some_and(|c| {
        digit(c).is_some() || matches!(c, '、' | '.' | '第' | '年' | '十' | '-' | '—' | '（' | '“')
    });
    let unit =
        starts_any(after, &["个月", "天", "十人", "百人", "十个", "百米", "个小时", "十天", "十名", "百名"]);
    if !pair || !alone || !unit || has_any(tail(before, 4), &["第", "前"]) {
        return;
    }
    let han = |d: u32| "〇一二三四五六七八九".chars().nth(d as usize).unwrap_or_default();
    let span = Span::new(start, end);
    let want = format!("{}{}", han(a), han(b));
    let finding =
        Finding::likely(span).arg("found", paragraph.of(span)).arg("want", want.clone()).fix(span, want);
    cx.push(finding);
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10)
        .or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c).map(|p| p as u32))
        .filter(|d| *d > 0)
}

/// 十二点五公里
fn measured(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = &quantity.unit else { return };
    let kind = unit.head.id.unit().kind;
    let number = &quantity.number;
    let physical = kind.is_physical() && kind != UnitKind::Time && unit.head.id.unit().legal;
    if number.form != NumberForm::Han || !is_exact(quantity) || !physical || number.value < Decimal::from(10)
    {
        return;
    }
    let exact = number.places > 0 || !(number.value % Decimal::from(10)).is_zero();
    if exact {
        let span = Span::new(number.span.start, unit.span.end);
        cx.push(Finding::guess(span).arg("found", cx.of(span)));
    }
}
