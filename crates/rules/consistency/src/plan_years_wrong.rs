//! “十三五”期间（2016—2021年）: the years of a five-year plan.

use kanwu_plugin::context::before_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::plan_years_wrong as card;
use crate::table::reckoning::{IN_PLAN, PLANS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::DateRange]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(Item::DateRange(range)) = paragraph.items.get(i) else { return };
    let to = range.to_in_full();
    let whole = range.from.month.is_none() && to.is_some_and(|to| to.month.is_none());
    let Some((from, to)) = range.from.full_year().zip(to.and_then(|to| to.full_year())).filter(|_| whole)
    else {
        return;
    };
    let name = before_bracket(paragraph.before(range.span.start))
        .or_else(|| behind_bracket(paragraph.after(range.span.end)));
    let Some(row) = name.and_then(|name| PLANS.iter().find(|row| row.name == name)) else { return };
    let (Ok(first), Ok(last)) = (row.first.parse::<i32>(), row.last.parse::<i32>()) else { return };
    if (from, to) == (first, last) {
        return;
    }
    let finding = Finding::likely(range.span)
        .arg(card::args::FOUND, paragraph.of(range.span))
        .arg(card::args::NAME, row.name)
        .arg(card::args::WANT, format!("{first}—{last}年"));
    cx.push(finding);
}

/// The plan that a bracket is about: “十三五”期间（.
fn before_bracket(before: &str) -> Option<&str> {
    let words = before.trim_end().strip_suffix(['（', '('])?;
    let words = IN_PLAN.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    let words = words.strip_suffix('”')?;
    words.rsplit_once('“').map(|(_, name)| name)
}

/// The plan that follows a range: 2016—2021年（“十三五”期间）.
fn behind_bracket(after: &str) -> Option<&str> {
    let words = after.trim_start().strip_prefix(['（', '('])?.strip_prefix('“')?;
    let name = before_any(words, &['”']);
    let rest = words.strip_prefix(name)?.strip_prefix('”')?;
    (rest.starts_with(['）', ')']) || IN_PLAN.iter().any(|word| rest.starts_with(word))).then_some(name)
}
