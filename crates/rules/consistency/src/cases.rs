//! Cases taken in and cases closed, told kind by kind, against their totals: where one column adds up, the
//! other must.

use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
};
use rust_decimal::Decimal;

/// See the card.
pub(crate) const RULE: Rule = Rule::survey("cases-against-total", Triggers::terms(&["受理"]), collect, judge);

/// Characters between the word and its number, and between the two numbers.
const NEAR: usize = 14;

/// What a total is of.
const ALL: &[&str] = &["各类案件", "各种案件", "各类诉讼案件", "案件总数", "各类审判执行案件"];

/// So many kinds there must be besides the total.
const ENOUGH: usize = 3;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < word.end);
    let (Some(taken), Some(closed)) = (paragraph.quantity(next), paragraph.quantity(next + 1)) else {
        return;
    };
    let name = paragraph.of(Span::new(word.end, taken.span.start));
    let link = paragraph.between(next, next + 1);
    let near = |text: &str| text.chars().count() <= NEAR && !text.contains(['。', '；']);
    let plain = near(name) && near(link) && of_a_kind(name) && link.contains('结');
    if !plain || !taken.same_unit(closed) || Figure::of(taken).is_none() || Figure::of(closed).is_none() {
        return;
    }
    let value = format!("{} {}", taken.number.value, closed.number.value);
    let key = if has_any(name, ALL) { "total" } else { "part" };
    cx.fact("cases", key, value, taken.span.join(closed.span));
}

/// Whether cases are named by their kind: not 某法庭受理案件30件, which are in the kinds already.
fn of_a_kind(name: &str) -> bool {
    name.find('案').is_some_and(|at| !name.get(..at).unwrap_or_default().trim().is_empty())
}

/// What a place tells.
struct Told<'f> {
    fact: &'f Fact,
    taken: Decimal,
    closed: Decimal,
}

impl<'f> Told<'f> {
    fn of(fact: &'f Fact) -> Option<Told<'f>> {
        let (taken, closed) = fact.value.split_once(' ')?;
        Some(Told { fact, taken: taken.parse().ok()?, closed: closed.parse().ok()? })
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let section = |fact: &Fact| {
        let reading = cx.book.reading(fact.reading)?;
        cx.book.block(reading.block)?.section
    };
    for (_, facts) in Fact::grouped(facts.iter().filter(|fact| section(fact).is_some()), section) {
        let (totals, parts): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.key == "total");
        let parts: Vec<Told<'_>> = parts.into_iter().filter_map(Told::of).collect();
        if let ([total], true) = (totals.as_slice(), parts.len() >= ENOUGH)
            && let Some(total) = Told::of(total)
        {
            compare(cx, &total, &parts);
        }
    }
}

fn compare(cx: &mut BookContext<'_>, total: &Told<'_>, parts: &[Told<'_>]) {
    let taken: Decimal = parts.iter().map(|part| part.taken).sum();
    let closed: Decimal = parts.iter().map(|part| part.closed).sum();
    let (found, want, other) = match (taken == total.taken, closed == total.closed) {
        (true, false) => (total.closed, closed, total.taken),
        (false, true) => (total.taken, taken, total.closed),
        _ => return,
    };
    let facts: Vec<&Fact> = parts.iter().map(|part| part.fact).collect();
    let finding = Finding::new(number(cx, total.fact, found), Confidence::Likely)
        .arg("found", found.to_string())
        .arg("want", want.to_string())
        .arg("other", other.to_string())
        .related_facts(&facts, "分项", "one of the kinds");
    cx.push(finding);
}

/// Where a number stands in a fact's place.
fn number(cx: &BookContext<'_>, fact: &Fact, number: Decimal) -> Place {
    let digits = number.to_string();
    let text = cx.book.reading(fact.reading).map_or("", |reading| fact.span.of_text(&reading.text));
    let span = text.find(&digits).map(|at| {
        let from = fact.span.start + at as u32;
        Span::new(from, from + digits.len() as u32)
    });
    Place::Reading(fact.reading, span.unwrap_or(fact.span))
}
