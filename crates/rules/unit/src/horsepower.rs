//! 120马力, 功率为120匹: a power in horsepower.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Confidence, Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::horsepower as card;
use crate::not_legal::{self, Args, NotLegal};
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, not_legal::TRIGGERS.or(Triggers::terms(words::HORSE)), check);

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

/// How far back a motor may be spoken of, in characters.
const BACK: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Term(_, at) => check_short(cx, at),
        _ => not_legal::check(cx, trigger, judge, ARGS),
    }
}

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    (case.unit.key == "horsepower").then_some(Confidence::Likely)
}

/// 匹 after a number, where a motor is spoken of: it counts no horses.
fn check_short(cx: &mut LocalContext<'_>, at: Span) {
    let next = cx.items.partition_point(|item| item.span().end < at.end);
    let Some(Item::Quantity(quantity)) = cx.items.get(next).filter(|item| item.span().end == at.end) else {
        return;
    };
    let before = tail(cx.before(quantity.span.start), BACK);
    let clause = before.rsplit(['。', '；', '，']).next().unwrap_or_default();
    let written_out = words::HORSEPOWER.iter().find(|word| cx.after(at.end).starts_with(**word));
    if written_out.is_none() && !has_any(clause, words::DRIVEN_BY_MOTOR) {
        return;
    }
    let end = at.end + written_out.map_or(0, |word| word.len() as u32);
    let (span, unit) = (Span::new(quantity.span.start, end), Span::new(at.start, end));
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::UNIT, cx.of(unit))
        .arg(card::args::WANT, words::KILOWATT.first().copied().unwrap_or_default());
    cx.push(finding);
}
