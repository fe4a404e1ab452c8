//! 居第四位，比居第五位的青石镇低0.3分: a better rank beside a lower score.

use kanwu_plugin::context::{has_any, sentence_before, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::ordinal::{Ordinal, OrdinalKind};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::rank_against_gap as card;
use crate::table::extremes::{ABOVE, BELOW, LESS_IS_BETTER, RANK_UNITS};
use crate::table::reckoning::COMPARED;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), check);

/// Between the two ranks stand so few characters.
const LINK: usize = 12;

/// The one that is compared with is named in so many.
const NAMED: usize = 16;

/// The trigger is the second rank.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(before) = i.checked_sub(1) else { return };
    let rank = |at: usize| match cx.items.get(at) {
        Some(Item::Ordinal(ordinal)) if ordinal.kind == OrdinalKind::Nth => {
            ordinal.classifier.filter(|unit| RANK_UNITS.contains(&cx.of(*unit))).map(|_| *ordinal)
        }
        _ => None,
    };
    let (Some(own), Some(other)): (Option<Ordinal>, Option<Ordinal>) = (rank(before), rank(i)) else {
        return;
    };
    let link = cx.of(Span::new(own.span.end, other.span.start));
    let compares = starts_any(link.trim_start_matches('，'), COMPARED) && link.chars().count() <= LINK;
    let Some(named) = cx.items.get(i + 1).map(|item| cx.of(Span::new(other.span.end, item.span().start)))
    else {
        return;
    };
    if !compares || named.chars().count() > NAMED || named.contains(['，', '。', '；']) {
        return;
    }
    let (below, above) =
        (BELOW.iter().any(|word| named.ends_with(word)), ABOVE.iter().any(|word| named.ends_with(word)));
    let (mine, theirs) = (own.number.value, other.number.value);
    let wrong = below && mine < theirs || above && mine > theirs;
    if !wrong || has_any(sentence_before(cx.paragraph(), own.span.start), LESS_IS_BETTER) {
        return;
    }
    let finding = Finding::likely(own.span)
        .arg(card::args::FOUND, cx.of(own.span))
        .arg(card::args::OTHER, cx.of(other.span))
        .arg(card::args::WORDS, named)
        .labelled(Place::Here(other.span), card::labels::OTHER);
    cx.push(finding);
}
