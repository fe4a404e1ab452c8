//! Parts against their total: 其中 above the total, men and women, lists with 其中, 分别为 or 合计.

use kanwu_plugin::context::{before_any, has_any, sentence_after, sentence_start, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

pub(crate) const PART: Rule = Rule::local("part-above-total", Triggers::terms(&["其中"]), part);
pub(crate) const SEXES: Rule = Rule::local("men-and-women-against-total", Triggers::terms(&["其中"]), sexes);
pub(crate) const SUM: Rule = Rule::local("parts-against-total", Triggers::terms(OPENERS), sum);

/// Words that part a total into a list, and words that add a list up.
const OPENERS: &[&str] = &["其中", "分别为", "分别是", "分为", "合计", "总计", "共计"];

/// Of [`OPENERS`], those that stand after the list.
const TOTALS: &[&str] = &["合计", "总计", "共计"];

/// So many parts a list has at the most.
const MOST: usize = 40;

/// Characters that name a part.
const LABEL: usize = 14;

/// Groups of people that overlap, and words for what is in no group of its own.
const OVERLAPPING: &[&str] = &[
    "女",
    "男",
    "族",
    "党员",
    "岁",
    "学历",
    "本科",
    "硕士",
    "博士",
    "研究生",
    "高级",
    "中级",
    "职称",
    "以上",
    "以下",
    "含",
    "新增",
    "新建",
    "重点",
    "专任",
    "骨干",
    "累计",
    "增长",
    "同比",
    "比上年",
    "残疾",
    "贫困",
];

/// With what kinds of groups end that share nobody and nothing.
const SEPARATE: &[char] = &[
    '村', '乡', '镇', '道', '区', '县', '市', '州', '校', '班', '组', '队', '奖', '类', '级', '学', '办',
    '季', '月', '所', '园', '院', '站', '店', '厂', '社', '车', '房', '楼', '林', '地', '田', '菜', '粮',
    '果', '米',
];

/// Pairs that make the whole between them.
const PAIRS: &[(&str, &str)] = &[
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("省内", "省外"),
    ("市内", "市外"),
    ("县内", "县外"),
    ("区内", "区外"),
    ("境内", "境外"),
    ("国内", "国外"),
];

/// Whether `part` can't be a part of `total`.
fn is_above(part: &Quantity, total: &Quantity) -> bool {
    Figure::of(part).zip(Figure::of(total)).is_some_and(|(part, total)| part.low > total.high)
}

fn part(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let limit = word.end + sentence_after(paragraph, word.end).len() as u32;
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(part) = (first..paragraph.items.len())
        .take_while(|i| paragraph.items[*i].span().end <= limit)
        .find_map(|i| paragraph.quantity(i))
    else {
        return;
    };
    // The part must follow closely: 其中甲30人, without another clause between.
    let between = paragraph.of(Span::new(word.end, part.span.start));
    if between.contains(['，', '、', '“', '（']) || between.chars().count() > 16 {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let from = paragraph.items.partition_point(|item| item.span().start < start);
    let totals: Vec<&Quantity> = (from..first)
        .filter_map(|i| paragraph.quantity(i))
        .filter(|q| q.span.end <= word.start && q.same_unit(part))
        .collect();
    let Some(total) = totals.last() else { return };
    // 亩产3.5吨, 两台33万千瓦机组: of one, not of all.
    let lead = tail(paragraph.before(total.span.start), 12);
    let counted = |i: usize| paragraph.quantity(i).is_some_and(|q| q.span.end == total.span.start);
    let each = has_any(lead, &["每", "亩产", "单产", "平均", "人均"]) || (from..first).any(counted);
    let compared = each || has_any(between, &["增长", "下降", "同比", "比上年", "较", "提高", "累计", "最"]);
    let percent = part.kind() == Some(UnitKind::Percent);
    if percent || compared || !totals.iter().all(|total| is_above(part, total)) {
        return;
    }
    let finding = Finding::likely(part.span)
        .arg("found", paragraph.of(part.span))
        .arg("total", paragraph.of(total.span))
        .related(Place::Here(total.span), "总数", "the total");
    cx.push(finding);
}

/// 共200人，其中男120人、女90人
fn sexes(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let (Some((total, whole)), Some(list)) =
        (total_before(paragraph, word), List::after(paragraph, word.end))
    else {
        return;
    };
    let [men, women] = list.parts.as_slice() else { return };
    let pair = men.is_of('男') && women.is_of('女') || men.is_of('女') && women.is_of('男');
    if !pair || !men.quantity.same_unit(total) {
        return;
    }
    let Some(made) = list.sum().filter(|sum| !sum.agrees(whole)) else { return };
    let span = men.quantity.span.join(women.quantity.span);
    let finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("total", paragraph.of(total.span))
        .arg("want", made.value.normalize().to_string())
        .related(Place::Here(total.span), "总数", "the total");
    cx.push(finding);
}

/// The total that is parted at `word`: the quantity that stands close before it, and its figure.
fn total_before<'a>(paragraph: &'a Paragraph<'_>, word: Span) -> Option<(&'a Quantity, Figure)> {
    let next = paragraph.items.partition_point(|item| item.span().end <= word.start);
    let total = paragraph.quantity(next.checked_sub(1)?)?;
    let link = paragraph.of(Span::new(total.span.end, word.start));
    let close = link.chars().count() <= LABEL && !link.trim_end_matches(['。', ' ']).contains('。');
    Figure::of(total)
        .filter(|_| close && total.kind() != Some(UnitKind::Percent))
        .map(|figure| (total, figure))
}

/// A part of a list, and what it is called.
struct Part<'a> {
    quantity: &'a Quantity,
    figure: Figure,
    label: &'a str,
}

impl Part<'_> {
    fn is_of(&self, sex: char) -> bool {
        self.label.starts_with(sex) && self.label.chars().count() <= 3
    }
}

/// Parts in one unit that stand one after another.
struct List<'a> {
    parts: Vec<Part<'a>>,
    /// Whether nothing but 顿号 stands between them.
    tight: bool,
    /// Whether counts in several measure words may be parts: 锅炉44台、管道100条.
    mixed: bool,
}

impl<'a> List<'a> {
    /// The list that begins at byte `at`, in the same sentence.
    fn after(paragraph: &'a Paragraph<'_>, at: u32) -> Option<List<'a>> {
        List::up_to(paragraph, at, at + sentence_after(paragraph, at).len() as u32)
    }

    /// The list that begins at byte `at` and ends in what is left over: 甲27件；乙51件；其他4件. Its parts may be
    /// parted by 分号.
    fn with_rest(paragraph: &'a Paragraph<'_>, at: u32) -> Option<List<'a>> {
        let text = before_any(paragraph.after(at), &['。', '\n']);
        let mut list = List::up_to(paragraph, at, at + text.len() as u32)?;
        let rest = list.parts.iter().position(|part| starts_any(part.label, &["其他", "其它", "其余"]))?;
        list.parts.truncate(rest + 1);
        (rest >= 2).then_some(list)
    }

    fn up_to(paragraph: &'a Paragraph<'_>, at: u32, limit: u32) -> Option<List<'a>> {
        List { parts: Vec::new(), tight: true, mixed: false }.filled(paragraph, at, limit)
    }

    /// The list that begins at byte `at`, whatever its parts are counted in, to the end of its sentence.
    fn of_all_kinds(paragraph: &'a Paragraph<'_>, at: u32) -> Option<List<'a>> {
        let text = before_any(paragraph.after(at), &['。', '\n']);
        let list = List { parts: Vec::new(), tight: true, mixed: true };
        list.filled(paragraph, at, at + text.len() as u32)
    }

    fn filled(self, paragraph: &'a Paragraph<'_>, at: u32, limit: u32) -> Option<List<'a>> {
        let mut list = self;
        let mut from = at;
        let first = paragraph.items.partition_point(|item| item.span().start < at);
        for item in paragraph.items.get(first..)?.iter().take_while(|item| item.span().end <= limit) {
            let Item::Quantity(quantity) = item else { continue };
            if quantity.kind() == Some(UnitKind::Percent) && !list.parts.is_empty() {
                continue;
            }
            let Some(part) = list.read(paragraph, from, quantity) else { break };
            from = quantity.span.end;
            list.parts.push(part);
            if list.parts.len() > MOST {
                return None;
            }
        }
        Some(list).filter(|list| list.parts.len() >= 2)
    }

    /// `quantity` as the next part, where what stands since byte `from` names one.
    fn read(&mut self, paragraph: &Paragraph<'a>, from: u32, quantity: &'a Quantity) -> Option<Part<'a>> {
        let text = paragraph.of(Span::new(from, quantity.span.start));
        let first = self.parts.first();
        let counted = |q: &Quantity| q.kind() == Some(UnitKind::Count);
        let mixed = |first: &Part<'_>| self.mixed && counted(first.quantity) && counted(quantity);
        let alike = first.is_none_or(|first| first.quantity.same_unit(quantity) || mixed(first));
        let parted = first.is_none() || text.contains(SEPARATORS) || text.starts_with('和');
        let label = text.rsplit(SEPARATORS).next().unwrap_or_default();
        let label = label.trim_start_matches(['和', '：', ':']).trim();
        let bracketed = text.contains(['（', '(', '）', ')', '“']) || label.starts_with('等');
        let fits = alike && parted && !bracketed && label.chars().count() <= LABEL;
        let figure = Figure::of(quantity).filter(|_| fits)?;
        self.tight &= first.is_none() || !text.contains(['，', ',', '；']);
        Some(Part { quantity, figure, label })
    }

    /// The list that ends before `word`, back to the beginning of its sentence; none where anything else is
    /// counted there.
    fn before(paragraph: &'a Paragraph<'_>, word: Span) -> Option<List<'a>> {
        let start = sentence_start(paragraph, word.start);
        let from = paragraph.items.partition_point(|item| item.span().start < start);
        let to = paragraph.items.partition_point(|item| item.span().end <= word.start);
        let items = paragraph.items.get(from..to).filter(|items| items.len() <= MOST)?;
        let mut list = List { parts: Vec::new(), tight: true, mixed: false };
        let mut at = start;
        for item in items {
            let Item::Quantity(quantity) = item else { continue };
            // Before the first part stands what the sentence is about.
            let head = if list.parts.is_empty() { last_clause(paragraph, at, quantity) } else { at };
            let part = list.read(paragraph, head, quantity)?;
            list.parts.push(part);
            at = quantity.span.end;
        }
        let joined =
            paragraph.of(Span::new(at, word.start)).chars().all(|c| SEPARATORS.contains(&c) || c == ' ');
        Some(list).filter(|list| joined && list.parts.len() >= 2)
    }

    fn is_of_sexes(&self) -> bool {
        self.parts.iter().any(|part| part.is_of('男') || part.is_of('女'))
    }

    fn sum(&self) -> Option<Figure> {
        self.parts.iter().try_fold(Figure::exact(Decimal::ZERO), |sum, part| sum.plus(part.figure))
    }

    /// Whether its last parts, or all of them, make `total`.
    fn makes(&self, total: Figure) -> bool {
        let mut sum = Some(Figure::exact(Decimal::ZERO));
        self.parts.iter().rev().any(|part| {
            sum = sum.and_then(|sum| sum.plus(part.figure));
            sum.is_some_and(|sum| sum.agrees(total))
        })
    }

    /// Whether its parts share nothing: no person is in two of them.
    fn is_separate(&self) -> bool {
        let last = |part: &Part<'_>| part.label.chars().next_back();
        let kind = self.parts.first().and_then(last);
        let alike = kind.is_some_and(|c| SEPARATE.contains(&c)) && self.parts.iter().all(|p| last(p) == kind);
        // What is spent or weighed is spent or weighed once; a road may be mended and lit.
        let once = self.parts.iter().all(|p| {
            matches!(p.quantity.kind(), Some(UnitKind::Currency | UnitKind::Mass | UnitKind::Energy))
        });
        let named = self.parts.iter().all(|p| !p.label.is_empty() && !has_any(p.label, OVERLAPPING));
        named && (alike || self.tight && once)
    }

    /// Whether its two parts make the whole between them: 城镇 and 农村, 国有 and 非国有.
    fn is_whole_pair(&self) -> bool {
        let [a, b] = self.parts.as_slice() else { return false };
        let (a, b) = (a.label, b.label);
        let pair = |(x, y): &(&str, &str)| {
            let of = |label: &str, word: &str| label.starts_with(word) || label.ends_with(word);
            of(a, x) && of(b, y) || of(a, y) && of(b, x)
        };
        let rest = |(a, b): (&str, &str)| PAIRS.iter().any(pair) && a.chars().count() == b.chars().count();
        b.strip_prefix('非').is_some_and(|b| b == a && !a.is_empty()) || rest((a, b))
    }
}

const SEPARATORS: &[char] = &['，', '、', '；', ','];

/// Where the clause begins that holds the first part.
fn last_clause(paragraph: &Paragraph<'_>, from: u32, first: &Quantity) -> u32 {
    let text = paragraph.of(Span::new(from, first.span.start));
    let clause = text.rsplit(['，', '：', ',', ':', '）', ')']).next().unwrap_or_default();
    first.span.start - clause.len() as u32
}

/// What may stand between 合计 and its number.
const TOTAL_OF: &[&str] =
    &["", "为", "达", "有", "面积", "金额", "资金", "人数", "投资", "数量", "产量", "收入", "支出"];

fn sum(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(term, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let opener = OPENERS.get(term).copied().unwrap_or_default();
    if TOTALS.contains(&opener) {
        return added_up(cx, paragraph, word);
    }
    let Some((total, whole)) = total_before(paragraph, word) else { return };
    if let Some((list, made)) = listed(paragraph, word, opener, total, whole) {
        return report(cx, paragraph, total, &list, made);
    }
    if let Some((list, made)) = nearly(paragraph, word, total, whole) {
        report(cx, paragraph, total, &list, made);
    }
}

/// The list from `word` on that should make `total` and doesn't, with its sum.
fn listed<'a>(
    paragraph: &'a Paragraph<'_>,
    word: Span,
    opener: &str,
    total: &Quantity,
    whole: Figure,
) -> Option<(List<'a>, Figure)> {
    let with_rest = List::with_rest(paragraph, word.end);
    let left_over = with_rest.is_some();
    let list = with_rest.or_else(|| List::after(paragraph, word.end))?;
    let alike = list.parts.iter().all(|part| part.quantity.same_unit(total));
    let single = list.parts.iter().any(|part| is_above(part.quantity, total));
    let (made, last) = (list.sum()?, list.parts.last()?);
    if !alike || single || list.is_of_sexes() || made.agrees(whole) {
        return None;
    }
    let link = paragraph.of(Span::new(total.span.end, word.start));
    let direct = link.chars().all(|c| SEPARATORS.contains(&c) || c == ' ');
    let closed = is_closed(paragraph, last);
    let to_the_end = closed && if opener == "其中" { list.is_whole_pair() } else { direct };
    let exceeds = made.low > whole.high && list.is_separate();
    (left_over || to_the_end || exceeds).then_some((list, made))
}

/// Whether nothing more of a list follows its last part.
fn is_closed(paragraph: &Paragraph<'_>, last: &Part<'_>) -> bool {
    let rest = paragraph.after(last.quantity.span.end).trim_start();
    rest.is_empty() || rest.starts_with(['。', '）', ')'])
}

/// So many parts are a list of all kinds, where they come within [`SHORT`] of the total.
const MANY: usize = 5;

/// One in so many of the total may be wanting in a list that was meant to be complete.
const SHORT: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// 总数500台，其中甲200台，乙150条，丙90台，丁40台，戊15台: many parts that come near the total, and miss it.
fn nearly<'a>(
    paragraph: &'a Paragraph<'_>,
    word: Span,
    total: &Quantity,
    whole: Figure,
) -> Option<(List<'a>, Figure)> {
    let list = List::of_all_kinds(paragraph, word.end)?;
    let (made, last) = (list.sum()?, list.parts.last()?);
    let counted = |q: &Quantity| q.kind() == Some(UnitKind::Count);
    let alike = list.parts.iter().all(|p| {
        let fits = p.quantity.same_unit(total) || counted(p.quantity) && counted(total);
        fits && !p.label.is_empty() && !has_any(p.label, OVERLAPPING)
    });
    let off = made.value.checked_sub(whole.value)?.abs().checked_mul(SHORT)?;
    let near = off <= whole.value && !made.agrees(whole);
    let complete = alike && list.parts.len() >= MANY && is_closed(paragraph, last);
    (near && complete && !list.is_of_sexes()).then_some((list, made))
}

/// 甲30所、乙25所，合计50所
fn added_up(cx: &mut LocalContext<'_>, paragraph: &Paragraph<'_>, word: Span) {
    let next = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(total) = paragraph.quantity(next) else { return };
    let called = paragraph.of(Span::new(word.end, total.span.start)).trim();
    let (Some(whole), Some(list)) = (Figure::of(total), List::before(paragraph, word)) else { return };
    let alike = list.parts.iter().all(|part| part.quantity.same_unit(total));
    let Some(made) = list.sum().filter(|_| alike && TOTAL_OF.contains(&called)) else { return };
    let most = list.parts.iter().map(|part| part.figure.value).max().unwrap_or_default();
    let twice = made.value.checked_mul(Decimal::TWO);
    let possible = whole.value > most && twice.is_some_and(|twice| whole.value < twice);
    if possible && !list.makes(whole) {
        report(cx, paragraph, total, &list, made);
    }
}

fn report(
    cx: &mut LocalContext<'_>,
    paragraph: &Paragraph<'_>,
    total: &Quantity,
    list: &List<'_>,
    made: Figure,
) {
    let (Some(first), Some(last)) = (list.parts.first(), list.parts.last()) else { return };
    let scale = total.number.scale.map_or("", |scale| paragraph.of(scale.span));
    let power = total.number.scale.map_or(0, |scale| u32::from(scale.power));
    let Some(shown) = 10i64.checked_pow(power).and_then(|by| made.value.checked_div(Decimal::from(by)))
    else {
        return;
    };
    let unit = total.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let finding = Finding::likely(total.span)
        .arg("found", paragraph.of(total.span))
        .arg("total", paragraph.of(first.quantity.span.join(last.quantity.span)))
        .arg("want", format!("{}{scale}{unit}", shown.normalize()))
        .related(Place::Here(first.quantity.span.join(last.quantity.span)), "各部分", "the parts");
    cx.push(finding);
}
