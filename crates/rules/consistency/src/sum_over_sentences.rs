//! 上半年调解128件。下半年调解76件。全年共调解214件: a sum against its parts, each in a sentence of its own.

use kanwu_plugin::context::{sentence_before, starts_any, tail};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::sum_over_sentences as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{COUNTED_WHOLES, QUARTERS, YEAR_HALVES};
use crate::whole_number::at_start;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// What is counted is told by so many characters before its figure.
const NAME: usize = 4;

/// So many quantities before the sum are looked at.
const BACK: usize = 16;

/// No sum has more parts.
const MOST: usize = 12;

/// The trigger is the sum.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(whole) = paragraph.quantity(i).filter(|q| is_plain(q) && q.unit.is_some()) else { return };
    let clause = clause(paragraph, whole);
    let Some(parts) = stated_parts(clause) else { return };
    let name = tail(clause, NAME);
    let mut found: Vec<&Quantity> = Vec::new();
    for at in (i.saturating_sub(BACK)..i).rev() {
        let Some(part) = paragraph.quantity(at) else { continue };
        let own = self::clause(paragraph, part);
        // Each part is the first figure of its sentence that counts the same.
        let of_it = is_plain(part)
            && part.same_unit(whole)
            && (own.ends_with(name)
                || tail(own, NAME / 2) == tail(name, NAME / 2) && names_part(own, &parts));
        if of_it && found.len() < MOST {
            found.push(part);
        }
    }
    found.reverse();
    // 1—6月，查验船员1.2万人次: the part of the year opens the sentence.
    let told: Vec<&str> = match parts {
        Parts::Count(_) => found.iter().map(|part| self::clause(paragraph, part)).collect(),
        Parts::Year => found.iter().map(|part| sentence_before(paragraph, part.span.start)).collect(),
    };
    let complete = match &parts {
        Parts::Count(count) => *count == found.len() && told.iter().all(|own| !tells_year(own)),
        Parts::Year => of_one_year(&told),
    };
    if !complete || found.len() < 2 {
        return;
    }
    let sum: Decimal = found.iter().map(|part| part.number.value).sum();
    let places = found.iter().map(|part| part.number.places).max().unwrap_or_default();
    let room = Decimal::new(if places == 0 { 0 } else { found.len() as i64 }, u32::from(places));
    let off = (sum - whole.number.value).abs();
    // What is far off is a sum of other things.
    if off <= room || off * Decimal::from(FAR) > sum {
        return;
    }
    let mut finding =
        Finding::likely(whole.span).arg(card::args::FOUND, cx.of(whole.span)).arg(card::args::SUM, sum);
    for part in &found {
        finding = finding.labelled(Place::Here(part.span), card::labels::PART);
    }
    cx.push(finding);
}

/// A sum that is off by more than a half of it is of other things.
const FAR: u32 = 2;

/// How a sum says what it is of.
enum Parts {
    /// 两码头共
    Count(usize),
    /// 全年共
    Year,
}

/// The words of the clause before a figure.
fn clause<'a>(paragraph: &Paragraph<'a>, of: &Quantity) -> &'a str {
    let before = sentence_before(paragraph, of.span.start);
    before.rsplit(['，', '；', '：', '】', '　']).next().unwrap_or_default().trim()
}

/// What a clause says to have summed: 两码头共发送旅客, 全年共调解投诉.
fn stated_parts(clause: &str) -> Option<Parts> {
    if !clause.contains(han::COUNTED) {
        return None;
    }
    if starts_any(clause, COUNTED_WHOLES) {
        return Some(Parts::Year);
    }
    let (count, _) = at_start(clause)?;
    (2..=MOST as u32).contains(&count).then_some(Parts::Count(count as usize))
}

/// Whether the words before a part name a half of the year, where the sum is of the year.
fn names_part(clause: &str, parts: &Parts) -> bool {
    matches!(parts, Parts::Count(_)) || QUARTERS.iter().any(|part| clause.contains(part))
}

/// Whether a clause is of the whole year, so that its figure is no part.
fn tells_year(clause: &str) -> bool {
    starts_any(clause, COUNTED_WHOLES)
}

/// Whether clauses are of the two halves or the four quarters of a year, each once.
fn of_one_year(told: &[&str]) -> bool {
    let halves = YEAR_HALVES.chunks_exact(2).any(|half| match (half, told) {
        ([one, other], [first, second]) => first.contains(one) && second.contains(other),
        _ => false,
    });
    let quarters = told.len() == 4
        && told.iter().zip(QUARTERS.get(2..).unwrap_or_default()).all(|(own, quarter)| own.contains(quarter));
    halves || quarters
}
