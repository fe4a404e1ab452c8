//! 1245起。其中，甲318起，乙527起，丙409起: parts that add up to the whole with two figures changed about.

use kanwu_plugin::context::{ends_any, has_any, tail};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::whole_against_parts as card;
use crate::classed::is_classed;
use crate::plain_quantity::is_plain;
use crate::same_figures::same_figures;
use crate::table::contradictions::HALVES;
use crate::table::counting::{HOLDS_NOT_A_PART, NOT_A_PART};
use crate::table::reckoning::{EXCLUSIVE, GROUNDS, OVERLAP, SEVERAL_KINDS, SITES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// So many parts there must be.
const ENOUGH: usize = 2;

/// No list of parts is longer.
const MOST: usize = 12;

/// Characters between two parts.
const NEAR: usize = 16;

/// Before parts that need not be all.
const PART: &str = "其中";

/// Two parts come near their whole where they are off by no more than the whole divided by this.
const PART_OF_WHOLE: u32 = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(first) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(whole) = paragraph.quantity(first).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    let mut parts: Vec<&Quantity> = Vec::new();
    for i in first + 1..(first + 1 + MOST).min(paragraph.items.len()) {
        let link = paragraph.between(i - 1, i);
        let Some(part) = paragraph.quantity(i).filter(|q| is_plain(q) && q.same_unit(whole)) else { break };
        let near = || link.chars().count() <= NEAR && !tells_other(link);
        let follows = if parts.is_empty() {
            link.starts_with(['，', '。', '：', '；'])
        } else {
            link.starts_with(['，', '、', '；', han::AND])
        };
        if !follows || !near() || link.matches(['，', '。', '；', '：', '、']).count() > 2 {
            break;
        }
        parts.push(part);
    }
    if parts.len() < ENOUGH {
        return;
    }
    let sum: Decimal = parts.iter().map(|part| part.number.value).sum();
    let whole_value = whole.number.value;
    let largest = parts.iter().map(|p| p.number.value).max().unwrap_or_default();
    let slipped = same_figures(sum, whole_value)
        || is_whole(paragraph, first, parts.len(), sum, whole_value)
        || sum > whole_value && share_nothing(paragraph, first, parts.len());
    // 国内5300件，涉外1500件。涉港澳台200件: the last part stands behind the stop.
    let rest = paragraph.quantity(first + parts.len() + 1).filter(|q| is_plain(q) && q.same_unit(whole));
    let goes_on = rest.is_some_and(|rest| sum + rest.number.value == whole_value);
    // 其中甲9亿元、乙21亿元；赔付10亿元: the first parts make the whole, and what follows is another thing.
    let made = (ENOUGH..=parts.len()).any(|n| parts.get(..n).is_some_and(|parts| agrees(whole, parts)));
    // 214件，其中集体62件、个人152件。按内容分，经济86件，社会128件: the parts are those of a whole told before.
    let told = (first.saturating_sub(MOST)..first)
        .filter_map(|i| paragraph.quantity(i))
        .any(|before| before.same_unit(whole) && before.number.value == sum);
    if goes_on || made || told || largest >= whole_value || !slipped {
        return;
    }
    let ends =
        parts.last().is_some_and(|part| cx.char_after(part.span.end).is_none_or(|c| "。；，组".contains(c)));
    let (Some(from), Some(to), true) = (parts.first(), parts.last(), ends) else { return };
    let finding = Finding::likely(whole.span)
        .arg(card::args::FOUND, cx.of(whole.span))
        .arg(card::args::SUM, sum.normalize())
        .labelled(Place::Here(from.span.join(to.span)), card::labels::PARTS);
    cx.push(finding);
}

/// Whether the parts make the whole within the roundings of all; what cannot be reckoned does.
fn agrees(whole: &Quantity, parts: &[&Quantity]) -> bool {
    let sum = parts.iter().try_fold(Figure::exact(Decimal::ZERO), |sum, part| sum.plus(Figure::of(part)?));
    // That all were rounded the same way to the last is no chance to count on.
    let meets = |a: Figure, b: Figure| a.value == b.value || a.low < b.high && b.low < a.high;
    sum.zip(Figure::of(whole)).is_none_or(|(sum, whole)| meets(sum, whole))
}

/// Whether the parts are known to be the whole: 水田 and 旱地, or 由……组成 around them, or things of the kind that the
/// whole is of: three and more, or two that come near it.
fn is_whole(paragraph: &Paragraph<'_>, first: usize, parts: usize, sum: Decimal, whole: Decimal) -> bool {
    let link = |i: usize| paragraph.between(i - 1, i);
    let last = first + parts;
    let after = paragraph.items.get(last).map_or("", |item| paragraph.after(item.span().end));
    let composed = link(first + 1).contains('由') && after.starts_with("组成");
    let halves = parts == 2
        && HALVES.iter().any(|row| {
            let (a, b) = (link(first + 1), link(first + 2));
            names(a, row.one) && names(b, row.other) || names(a, row.other) && names(b, row.one)
        });
    let noun = paragraph.items.get(first).map_or("", |whole| tail(paragraph.before(whole.span().start), 2));
    let near = (sum - whole).abs() * Decimal::from(PART_OF_WHOLE) <= whole;
    let kinds = (parts > 2 || near)
        && noun.chars().count() == 2
        && link(first + 1).starts_with(['。', '：'])
        && !(first + 1..=last).any(|i| link(i).contains(PART))
        && (first + 1..=last).all(|i| link(i).ends_with(noun));
    composed || halves || kinds || near && is_classed(link(first + 1))
}

/// Whether the words before a figure tell that it is no part: 另有, 比上年. 公共 is none of them.
fn tells_other(link: &str) -> bool {
    let mut words = link.to_owned();
    for word in HOLDS_NOT_A_PART {
        if words.contains(word) {
            words = words.replace(word, "");
        }
    }
    has_any(&words, NOT_A_PART)
}

/// Whether the words before a part begin or end with a name.
fn names(link: &str, name: &str) -> bool {
    let clause = link.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or_default();
    clause.ends_with(name) || name.chars().count() > 1 && clause.starts_with(name)
}

/// Whether nothing can be in two of the parts: kinds of ground or of other things, sites, things of one kind, or such as
/// the whole is of.
fn share_nothing(paragraph: &Paragraph<'_>, first: usize, parts: usize) -> bool {
    let label = |i: usize| {
        let link = paragraph.between(i - 1, i);
        let clause = link.rsplit(['，', '。', '；', '：', '、', han::AND]).next().unwrap_or_default();
        clause.trim_start_matches(PART).trim()
    };
    let labels: Vec<&str> = (first + 1..=first + parts).map(label).collect();
    let noun = paragraph.items.get(first).map_or("", |whole| tail(paragraph.before(whole.span().start), 2));
    let of_whole = noun.chars().count() == 2 && labels.iter().all(|label| label.ends_with(noun));
    let end = |label: &&str| label.chars().next_back();
    let one = labels.first().and_then(end);
    let short = labels.iter().all(|label| (2..=4).contains(&label.chars().count()));
    let alike = short && labels.iter().all(|label| end(label) == one);
    let grounds = labels.iter().all(|label| GROUNDS.contains(label));
    let lead = paragraph.between(first, first + 1);
    let opens = lead.contains(PART);
    // What is itself one of the parts is no whole of the others.
    let own = paragraph.items.get(first).map_or("", |whole| paragraph.before(whole.span().start));
    let sites = labels.iter().all(|label| ends_any(label, SITES)) && !ends_any(own, SITES);
    let grounds_alone = grounds && !ends_any(own, GROUNDS);
    if sites || grounds_alone || kinds_apart(&labels, own) || is_classed(lead) {
        return true;
    }
    opens
        && (of_whole || parts > 2 && (alike || grounds))
        && !labels.iter().any(|label| has_any(label, OVERLAP))
}

/// Whether the parts are of different kinds of one row, of which nothing is two at once, and the whole, which is named
/// last in `own`, is none of them.
fn kinds_apart(labels: &[&str], own: &str) -> bool {
    EXCLUSIVE.iter().filter(|row| ends_any(own, SEVERAL_KINDS) || !ends_any(own, row.kinds)).any(|row| {
        let mut kinds: Vec<&str> = Vec::with_capacity(labels.len());
        for label in labels {
            let kind = row.kinds.iter().filter(|kind| label.ends_with(**kind)).max_by_key(|kind| kind.len());
            match kind {
                Some(kind) if !kinds.contains(kind) => kinds.push(kind),
                _ => return false,
            }
        }
        true
    })
}
