//! 约500余人: two approximators for one number.

use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::doubled_approximator as card;
use crate::table::approximation as words;
use crate::table::figure_words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Approximate]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let (first, start) = match quantity.approx_before {
        Some(word) => (word.word, word.span.start),
        None => {
            let before = cx.before(quantity.span.start).trim_end();
            let bound = quantity.approx_tail.is_none();
            let Some((word, at)) = lead(before, bound) else { return };
            (word, at as u32)
        }
    };
    let Some(last) = quantity.approx_after.or(quantity.approx_tail) else {
        // 约4米多
        let after = cx.after(quantity.span.end);
        let more = words::MORE_AFTER_UNIT.iter().find(|word| after.starts_with(**word));
        let ends = |word: &str| {
            after.get(word.len()..).and_then(|s| s.chars().next()).is_none_or(|c| "，。；、）".contains(c))
        };
        if let Some(word) = more.filter(|word| ends(word) && words::ABOUT.contains(&first)) {
            let span = Span::new(start, quantity.span.end + word.len() as u32);
            let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(span));
            cx.push(finding.arg(card::args::FIRST, first).arg(card::args::SECOND, *word));
        }
        return;
    };
    // 近十余年: 近 is “recent” there.
    let recent = words::NEARLY.contains(&first) && quantity.kind() == Some(UnitKind::Time);
    if recent || words::PART_OF_NUMBER.contains(&first) {
        return;
    }
    let bound = words::BOUND_AFTER.contains(&last.word);
    // 至少60件以上: both say that it is no less.
    let same = figure_words::BOUND_UP.contains(&first) && figure_words::BOUND_UP_AFTER.contains(&last.word)
        || figure_words::BOUND_DOWN.contains(&first) && figure_words::BOUND_DOWN_AFTER.contains(&last.word);
    let confidence = match bound {
        true if same => Confidence::Likely,
        true if words::ABOUT.contains(&first) => return,
        true => Confidence::Guess,
        false if words::BOUND_BEFORE.contains(&first) => Confidence::Likely,
        false => Confidence::Certain,
    };
    let span = Span::new(start, quantity.span.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::FIRST, first)
        .arg(card::args::SECOND, last.word);
    cx.push(finding);
}

/// A verb that makes its object a bound, or 约 before a verb: 约占六成. With where it begins.
fn lead(before: &str, bound: bool) -> Option<(&'static str, usize)> {
    let verb = words::BOUND_VERB.iter().find(|verb| bound && before.ends_with(**verb));
    if let Some(verb) = verb {
        return Some((*verb, before.len() - verb.len()));
    }
    let rest = words::VERB_AFTER_ABOUT.iter().find_map(|verb| before.strip_suffix(*verb))?;
    let about = words::ABOUT_BEFORE_VERB.iter().find(|word| rest.ends_with(**word))?;
    Some((*about, rest.len() - about.len()))
}
