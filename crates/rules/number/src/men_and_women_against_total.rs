//! 共200人，其中男120人、女90人: men and women that do not make the total.

use kanwu_plugin::{Finding, LocalContext, Place, Rule, Trigger, Triggers};

use crate::card::men_and_women_against_total as card;
use crate::part_list::{PartList, total_before};
use crate::table::part_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::OF_WHICH), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let (Some((total, whole)), Some(list)) =
        (total_before(paragraph, word), PartList::after(paragraph, word.end))
    else {
        return;
    };
    let [first, last] = list.parts.as_slice() else { return };
    let pair = matches!((first.sex(), last.sex()), (Some(a), Some(b)) if a != b);
    if !pair || !first.quantity.same_unit(total) {
        return;
    }
    let Some(sum) = list.sum().filter(|sum| !sum.agrees(whole)) else { return };
    let span = first.quantity.span.join(last.quantity.span);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::TOTAL, paragraph.of(total.span))
        .arg(card::args::WANT, sum.value.normalize())
        .labelled(Place::Here(total.span), card::labels::TOTAL);
    cx.push(finding);
}
