//! 小麦500公顷，总产量3000吨，平均每公顷产6500千克: so much for each against the total and what it is shared out over; 床护比.

use kanwu_plugin::context::{ends_any, has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::in_root;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::average_per_unit as card;
use crate::clause_words::clause_words;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::DENSITY;
use crate::table::shares::{PAIRED_GROUPS, PER, PerRow, RECKONED_AS, RECKONED_BY, SURVEYED};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::terms(&WORDS).or(Triggers::flags(&[ItemFlag::Fraction])), check);

/// The words for averages.
const WORDS: [&str; PER.len()] = {
    let mut words = [""; PER.len()];
    let mut i = 0;
    while i < PER.len() {
        words[i] = PER[i].word;
        i += 1;
    }
    words
};

/// Characters between the word and its number.
const NEAR: usize = 10;

/// So many items back the total and what it is shared out over may stand.
const REACH: usize = 10;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Term(word, at) => {
            if let Some(row) = PER.get(word) {
                average(cx, row, at);
            }
        }
        Trigger::Item(i) => ratio(cx, i),
        _ => {}
    }
}

/// A total, what it is shared out over, and what each gets by them.
struct Pair<'a> {
    total: &'a Quantity,
    over: &'a Quantity,
    each: Figure,
    /// Whether it is clear that the two belong together.
    close: bool,
}

fn average(cx: &mut LocalContext<'_>, row: &PerRow, at: Span) {
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < at.end);
    let lead =
        |i: usize| paragraph.items.get(i).map(|item| paragraph.of(Span::new(at.end, item.span().start)));
    // 次均费用按收入90万元、出院300人次计为3000元: the figures stand between.
    let between = lead(next).is_some_and(|lead| has_any(lead, RECKONED_BY));
    let found_at = if between {
        let behind =
            |i: &usize| lead(*i).is_some_and(|lead| !lead.contains('。') && ends_any(lead, RECKONED_AS));
        match (next..next + 5).find(behind) {
            Some(at) => at,
            None => return,
        }
    } else {
        next
    };
    let Some(found) = paragraph.quantity(found_at).filter(|q| is_plain(q)) else { return };
    let what = lead(found_at).unwrap_or_default();
    let near = what.chars().count() <= NEAR && !what.contains(['，', '。', '；', '、', '：', '（']);
    if !between && (!near || has_any(what, SURVEYED)) || found.kind() == Some(UnitKind::Percent) {
        return;
    }
    if ends_any(paragraph.before(at.start).trim_end_matches(han::LEADS), DENSITY) {
        return;
    }
    let what = if what.is_empty() { row.what } else { what };
    let pairs = pairs(paragraph, row, found_at, found, if between { "" } else { what }, between);
    let Some(printed) = Figure::of(found).and_then(|_| in_root(found)).map(|(_, figure)| figure) else {
        return;
    };
    // Any two that fit explain the figure.
    if pairs.iter().any(|pair| pair.each.agrees(printed)) {
        return;
    }
    let off = |pair: &Pair<'_>| (pair.each.value - printed.value).abs();
    let believable = |pair: &&Pair<'_>| {
        pair.close
            && pair.each.value * Decimal::from(2) > printed.value
            && pair.each.value < printed.value * Decimal::from(2)
    };
    let Some(pair) = pairs.iter().filter(believable).min_by_key(|pair| off(pair)) else { return };
    let Some(want) =
        (pair.each.value.checked_mul(found.number.printed)).and_then(|v| v.checked_div(printed.value))
    else {
        return;
    };
    let unit = paragraph.of(found.scale_and_unit());
    let want = want.round_dp(u32::from(found.number.places)).normalize();
    report(cx, found.span, [pair.total.span, pair.over.span], format!("{want}{unit}"));
}

fn report(cx: &mut LocalContext<'_>, found: Span, [total, over]: [Span; 2], want: String) {
    let finding = Finding::likely(found)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::TOTAL, cx.of(total))
        .arg(card::args::OVER, cx.of(over))
        .arg(card::args::WANT, want)
        .labelled(Place::Here(total), card::labels::FIGURE)
        .labelled(Place::Here(over), card::labels::FIGURE);
    cx.push(finding);
}

/// All totals and what they may be shared out over.
fn pairs<'a>(
    paragraph: &'a Paragraph<'_>,
    row: &PerRow,
    found_at: usize,
    found: &Quantity,
    what: &str,
    between: bool,
) -> Vec<Pair<'a>> {
    let start = sentence_start(paragraph, found.span.start);
    let Ok(times) = row.times.parse::<Decimal>() else { return Vec::new() };
    let earlier = || {
        (found_at.saturating_sub(REACH)..found_at)
            .filter_map(|i| Some((i, paragraph.quantity(i).filter(|q| is_plain(q))?)))
    };
    let mut out = Vec::new();
    for (over_at, over) in earlier() {
        let words = clause_words(paragraph, over_at);
        let named = row.of.is_empty() || ends_any(words, row.of);
        let Some(count) = Figure::of(over).filter(|_| over.unit_key() == row.unit && named) else { continue };
        let reckoned = has_any(words, RECKONED_BY) || between;
        for (total_at, total) in earlier().filter(|(at, _)| *at != over_at) {
            let (Some((unit, sum)), Some((own, _))) = (in_root(total), in_root(found)) else { continue };
            if unit.key != own.key {
                continue;
            }
            let Some(each) = sum.over(count).and_then(|each| each.times(times)) else { continue };
            let about = clause_words(paragraph, total_at);
            let shared = what.chars().filter(|c| about.contains(*c)).count() * 2;
            let named = !what.is_empty() && shared >= what.chars().count();
            let here = over.span.start >= start;
            let close =
                here && (named || between && total.span.start >= start || what.is_empty() && reckoned);
            out.push(Pair { total, over, each, close });
        }
    }
    out
}

/// 按床位900张、护士540人计，床护比1∶0.66
fn ratio(cx: &mut LocalContext<'_>, i: usize) {
    let paragraph = cx.paragraph();
    let Some(Item::Ratio(ratio)) = paragraph.items.get(i) else { return };
    let before = paragraph.before(ratio.span.start).trim_end_matches(han::LEADS);
    let Some(name) = before.strip_suffix('比') else { return };
    let mut letters = name.chars().rev();
    let (Some(second), Some(first)) = (letters.next(), letters.next()) else { return };
    let is_group = |c: char| PAIRED_GROUPS.iter().any(|group| group.starts_with(c));
    if !is_group(first) || !is_group(second) {
        return;
    }
    let start = sentence_start(paragraph, ratio.span.start);
    let of = |own: char, other: char| {
        let mut found = (i.saturating_sub(REACH)..i).filter_map(|at| {
            let quantity = paragraph.quantity(at).filter(|q| is_plain(q) && q.span.start >= start)?;
            let words = clause_words(paragraph, at);
            (words.contains(own) && !words.contains(other) && quantity.kind() == Some(UnitKind::Count))
                .then_some(quantity)
        });
        found.next().filter(|_| found.next().is_none())
    };
    let (Some(a), Some(b)) = (of(first, second), of(second, first)) else { return };
    let (Some(one), Some(many)) = (Figure::of(a), Figure::of(b)) else { return };
    let (Some(left), Some(right)) = (Figure::rounded(&ratio.first), Figure::rounded(&ratio.second)) else {
        return;
    };
    // The term that is 1 is exact.
    let exact =
        |figure: Figure| if figure.value == Decimal::ONE { Figure::exact(Decimal::ONE) } else { figure };
    let (left, right) = (exact(left), exact(right));
    let (Some(want), Some(printed)) = (many.over(one), right.over(left)) else { return };
    let two = Decimal::TWO;
    if want.agrees(printed) || want.value > printed.value * two || want.value * two < printed.value {
        return;
    }
    let places = u32::from(ratio.second.places.max(ratio.first.places)).max(2);
    let shown = if left.value == Decimal::ONE {
        format!("1∶{}", want.value.round_dp(places).normalize())
    } else {
        let turned = one.over(many).map_or(want.value, |share| share.value);
        format!("{}∶1", turned.round_dp(places).normalize())
    };
    report(cx, ratio.span, [a.span, b.span], shown);
}
