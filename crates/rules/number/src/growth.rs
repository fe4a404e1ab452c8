//! Growth against its figures: 由100亿元增至120亿元，增长25%; 120亿元，比上年增加20亿元，增长25%.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

pub(crate) const RULE: Rule =
    Rule::local("growth-against-figures", Triggers::flags(&[ItemFlag::Percent]), check);

/// Indicators whose growth is told at comparable prices.
const COMPARABLE: &[&str] = &["生产总值", "增加值", "GDP", "总产值", "可比", "不变价", "扣除价格"];

/// What links a base to what became of it, less 至, 到 or 为.
const LINKS: &[&str] =
    &["增", "提高", "上升", "扩大", "降", "减", "下降", "缩减", "发展", "上涨", "升", "提升"];

/// With what a change is told.
const AGAINST: &[&str] = &["比", "较", "同比", "上年"];

/// Whether a word of change tells of a rise; none where it is no such word.
pub(crate) fn rises(words: &str) -> Option<bool> {
    let words = words.trim_end_matches(['了', '为', '达']).trim();
    let bare = ["同比", "比上年", "较上年", "比上年同期", "较上年同期"].iter();
    let words = bare.fold(words, |words, prefix| words.strip_prefix(prefix).unwrap_or(words));
    match words {
        "增长" | "提高" | "上升" | "增幅" | "增加" | "净增" | "增" | "提升" | "多" => {
            Some(true)
        }
        "下降" | "减少" | "降低" | "降幅" | "减" | "净减" | "回落" | "少" => Some(false),
        _ => None,
    }
}

/// Whether `from` and `to` are the base and the result of one change: 由…增至….
pub(crate) fn is_change(paragraph: &Paragraph<'_>, from: &Quantity, to: &Quantity) -> bool {
    let link = paragraph.of(Span::new(from.span.end, to.span.start)).trim();
    let linked =
        starts_any(link, LINKS) && ends_any(link, &["至", "到", "为", "达"]) && link.chars().count() <= 6
            || matches!(link, "至" | "到");
    // 由2021年的100亿元: the base may carry its year.
    let opens = paragraph.of(Span::new(sentence_start(paragraph, from.span.start), from.span.start));
    let clause = opens.rsplit('，').next().unwrap_or_default();
    linked && has_any(clause, &["由", "从"])
}

/// What follows a figure, without the mark before it.
pub(crate) fn opened(text: &str) -> &str {
    text.trim().trim_start_matches(['，', '（', '、', ' '])
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(rate) = paragraph.quantity(i).filter(|q| q.unit_key() == "percent") else { return };
    let Some(to_at) = paragraph.item_before(i) else { return };
    let Some(from_at) = paragraph.item_before(to_at) else { return };
    let (Some(from), Some(to)) = (paragraph.quantity(from_at), paragraph.quantity(to_at)) else { return };
    let start = sentence_start(paragraph, from.span.start);
    let indicator = paragraph.of(Span::new(start, from.span.start));
    if !from.same_unit(to) || has_any(indicator, COMPARABLE) || to.unit_key().contains("percent") {
        return;
    }
    let Some(rise) = rises(opened(paragraph.between(to_at, i))) else { return };
    // 由100亿元增至120亿元，增加20亿元，增长20%: the base stands before both.
    let earlier = paragraph.item_before(from_at).and_then(|at| paragraph.quantity(at));
    let whole = earlier.filter(|base| base.same_unit(from) && is_change(paragraph, base, from));
    if is_change(paragraph, from, to) {
        judge(cx, rate, [from, to], growth(from, to), rise);
    } else if let Some(amount_rises) = amount(paragraph, from, to).filter(|r| *r == rise) {
        match whole {
            Some(base) => judge(cx, rate, [base, from], growth(base, from), rise),
            None => judge(cx, rate, [from, to], of_amount(from, to, amount_rises), rise),
        }
    }
}

/// Whether `change` is told as the change that led to `level`, and whether it is a rise.
fn amount(paragraph: &Paragraph<'_>, level: &Quantity, change: &Quantity) -> Option<bool> {
    let link = opened(paragraph.of(Span::new(level.span.end, change.span.start)));
    let short = link.chars().count() <= 16 && !link.contains(['，', '。', '；', '、', '：']);
    let words = ["净增", "净减", "增加", "减少", "增长", "下降", "提高", "降低", "增", "减", "多", "少"];
    let ends = link.trim_end_matches('了');
    let word = words.iter().find(|w| ends.ends_with(**w)).filter(|_| short)?;
    let rest = ends.strip_suffix(word)?;
    (rest.is_empty() || has_any(rest, AGAINST)).then(|| rises(word)).flatten()
}

fn growth(from: &Quantity, to: &Quantity) -> Option<Figure> {
    Figure::of(to)?.growth_from(Figure::of(from)?)
}

/// The rate of a change told by the level reached and by its amount.
fn of_amount(level: &Quantity, change: &Quantity, rise: bool) -> Option<Figure> {
    let one = Figure::exact(Decimal::ONE);
    let ratio = Figure::of(level)?.over(Figure::of(change)?)?;
    let base = if rise { ratio.minus(one) } else { ratio.plus(one) };
    let rate = Figure::exact(Decimal::ONE_HUNDRED).over(base?)?;
    Some(if rise { rate } else { rate.negative() })
}

fn judge(
    cx: &mut LocalContext<'_>,
    rate: &Quantity,
    figures: [&Quantity; 2],
    want: Option<Figure>,
    rise: bool,
) {
    let (Some(want), Some(printed)) = (want, Figure::of(rate)) else { return };
    let signed = if rise { printed } else { printed.negative() };
    if want.agrees(signed) {
        return;
    }
    let paragraph = cx.paragraph();
    let span = Span::new(rate.number.span.start, rate.span.end);
    let [from, to] = figures;
    let finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("from", paragraph.of(from.span))
        .arg("to", paragraph.of(to.span))
        .arg("want", format!("{}%", want.value.abs().round_dp(u32::from(rate.number.places))))
        .related(Place::Here(from.span), "所据的数", "a figure it stands on")
        .related(Place::Here(to.span), "所据的数", "a figure it stands on");
    cx.push(finding);
}
