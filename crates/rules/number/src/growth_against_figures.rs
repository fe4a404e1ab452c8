//! Growth against its figures: 由100亿元增至120亿元，增长25%; 120亿元，比上年增加20亿元，增长25%.

use kanwu_plugin::context::{has_any, sentence_start, starts_any};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::growth_against_figures as card;
use crate::change::{after_mark, is_change, rises};
use crate::table::change_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// So many characters at the most stand between a level and the amount of its change.
const LONGEST_LINK: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(rate) = paragraph.quantity(i).filter(|q| q.unit_key() == "percent") else { return };
    let Some(to_at) = paragraph.item_before(i) else { return };
    let Some(from_at) = paragraph.item_before(to_at) else { return };
    let (Some(from), Some(to)) = (paragraph.quantity(from_at), paragraph.quantity(to_at)) else { return };
    let start = sentence_start(paragraph, from.span.start);
    let indicator = paragraph.of(Span::new(start, from.span.start));
    let comparable = has_any(indicator, words::COMPARABLE_PRICE);
    if !from.same_unit(to) || comparable || to.unit_key().contains("percent") {
        return;
    }
    let Some(rise) = rises(after_mark(paragraph.between(to_at, i))) else { return };
    // 由100亿元增至120亿元，增加20亿元，增长20%: the base stands before both.
    let earlier = paragraph.item_before(from_at).and_then(|at| paragraph.quantity(at));
    let whole = earlier.filter(|base| base.same_unit(from) && is_change(paragraph, base, from));
    if is_base_of_last_year(paragraph, from, to) {
        // 18万头，上年为20万头，下降10%: the base stands last.
        judge(cx, rate, [to, from], growth(to, from), rise);
    } else if is_change(paragraph, from, to) {
        judge(cx, rate, [from, to], growth(from, to), rise);
    } else if let Some(amount_rises) = amount_rises(paragraph, from, to).filter(|r| *r == rise) {
        match whole {
            _ if is_compared(paragraph, from) => {
                // 2400人，比上年的2000人增加400人，增长20%: the base stands before its rise.
                let share = Figure::of(to).zip(Figure::of(from)).and_then(|(to, from)| to.percent_of(from));
                let want = if rise { share } else { share.map(Figure::negative) };
                judge(cx, rate, [from, to], want, rise);
            }
            Some(base) => judge(cx, rate, [base, from], growth(base, from), rise),
            None => judge(cx, rate, [from, to], growth_by_amount(from, to, amount_rises), rise),
        }
    }
}

/// Whether the change that led to `level` is a rise, where `change` is its amount.
fn amount_rises(paragraph: &Paragraph<'_>, level: &Quantity, change: &Quantity) -> Option<bool> {
    let link = after_mark(paragraph.of(Span::new(level.span.end, change.span.start)));
    let short = link.chars().count() <= LONGEST_LINK && !link.contains(['，', '。', '；', '、', '：']);
    let verb = link.trim_end_matches(han::PERFECT);
    let word = words::AMOUNT_OF_CHANGE.iter().find(|w| verb.ends_with(**w)).filter(|_| short)?;
    let rest = verb.strip_suffix(word)?;
    (rest.is_empty() || has_any(rest, words::AGAINST)).then(|| rises(word)).flatten()
}

/// 比上年的2000人: whether the figure is what another is compared with.
fn is_compared(paragraph: &Paragraph<'_>, base: &Quantity) -> bool {
    let before = paragraph.before(base.span.start).trim_end();
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    starts_any(clause.trim_start(), words::BEFORE_COMPARED_YEAR) && clause.chars().count() <= LONGEST_LINK
}

/// 18万头，上年为20万头: whether the second figure is that of the year before.
fn is_base_of_last_year(paragraph: &Paragraph<'_>, level: &Quantity, base: &Quantity) -> bool {
    let link = after_mark(paragraph.of(Span::new(level.span.end, base.span.start)));
    words::LAST_YEAR_IS.contains(&link)
}

fn growth(from: &Quantity, to: &Quantity) -> Option<Figure> {
    Figure::of(to)?.growth_from(Figure::of(from)?)
}

/// The rate of a change whose result and amount are given.
fn growth_by_amount(level: &Quantity, change: &Quantity, rise: bool) -> Option<Figure> {
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
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FROM, paragraph.of(from.span))
        .arg(card::args::TO, paragraph.of(to.span))
        .arg(card::args::WANT, format!("{}%", want.value.abs().round_dp(u32::from(rate.number.places))))
        .labelled(Place::Here(from.span), card::labels::FIGURE)
        .labelled(Place::Here(to.span), card::labels::FIGURE);
    cx.push(finding);
}
