//! 电站一一青石电站: two Han 一 for 破折号.

use kanwu_plugin::context::{head, starts_any, tail};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::han_ones_for_dash as card;
use crate::table::mark_forms::AFTER_ONE_BY_ONE;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["一一"]), check);

/// So many characters beside the sign are looked at.
const NEAR: usize = 6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let before = cx.before(span.start);
    let after = cx.after(span.end);
    // 二一一一: part of a number.
    if before.ends_with('一') || after.starts_with('一') || starts_any(after, AFTER_ONE_BY_ONE) {
        return;
    }
    let near = tail(before, NEAR);
    let noun = segment(near)
        .last()
        .is_some_and(|w| matches!(w.class, WordClass::Noun | WordClass::Place) && near.ends_with(w.of(near)))
        || near.ends_with('者');
    let next = head(after, NEAR);
    let thing = segment(next).first().is_some_and(|w| {
        matches!(w.class, WordClass::Noun | WordClass::Place | WordClass::Numeral)
            || w.class == WordClass::Unknown
                && w.of(next).chars().all(|c| kanwu_plugin::text::kind_of(c) == kanwu_plugin::TokenKind::Han)
    }) || next.starts_with(['“', '《']);
    if !noun || !thing {
        return;
    }
    let finding =
        Finding::likely(span).arg(card::args::FOUND, "一一").arg(card::args::WANT, "——").fix(span, "——");
    cx.push(finding);
}
