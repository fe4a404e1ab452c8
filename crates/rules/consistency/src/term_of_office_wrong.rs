//! Terms in a list of leaders: one that ends before it begins, two of one post that overlap.

use kanwu_plugin::index::names::{Holder, Month};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::term_of_office_wrong as card;
use crate::post::{is_shared, title_of};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

/// Posts that one person holds, though others of the name are shared: 区委书记 is one, 支部书记 are many.
const MOST: usize = 3;

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let holders = names.holders();
    for holder in holders {
        if holder.from.zip(holder.to).is_some_and(|(from, to)| before(to, from)) {
            let finding = Finding::new(Place::Reading(holder.reading, holder.term_at), Confidence::Certain)
                .variant(card::variants::REVERSED)
                .arg(card::args::NAME, holder.name.as_str())
                .arg(card::args::FOUND, names.text(holder.reading, holder.term_at));
            cx.push(finding);
        }
    }
    for group in holders.chunk_by(|a, b| a.post_number == b.post_number) {
        let title = group.first().and_then(|holder| title_of(&holder.post));
        let sole = title.is_some_and(|title| !is_shared(title) || title == "书记" || title == "主任");
        if !sole || group.len() > MOST {
            continue;
        }
        for pair in group.windows(2) {
            let [first, next] = pair else { continue };
            if !overlap(first, next) {
                continue;
            }
            let finding = Finding::new(Place::Reading(next.reading, next.term_at), Confidence::Likely)
                .arg(card::args::NAME, next.name.as_str())
                .arg(card::args::FOUND, names.text(next.reading, next.term_at))
                .arg(card::args::OTHER, first.name.as_str())
                .arg(card::args::TERM, names.text(first.reading, first.term_at))
                .labelled(Place::Reading(first.reading, first.term_at), card::labels::OTHER);
            cx.push(finding);
        }
    }
}

/// Whether a month is before another; where only years are printed, whether the year is.
fn before(a: Month, b: Month) -> bool {
    if a.month == 0 || b.month == 0 { a.year < b.year } else { a < b }
}

/// Whether one holder has the post of the other at the same time: the first leaves after the second comes, and came
/// before him.
fn overlap(first: &Holder, next: &Holder) -> bool {
    let (Some(came), Some(left), Some(comes)) = (first.from, first.to, next.from) else { return false };
    before(came, comes) && before(comes, left) && first.name != next.name
}
