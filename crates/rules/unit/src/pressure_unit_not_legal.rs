//! 760毫米汞柱: pressures in units that are not legal.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Rule};

use crate::card::pressure_unit_not_legal as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

/// How far back the pressure may be said to be of the body, in characters.
const BACK: usize = 30;

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Pressure {
        return None;
    }
    // Blood pressure may go by mmHg.
    let body = has_any(tail(case.before, BACK), words::BODY_PRESSURE);
    (!body).then_some(Confidence::Likely)
}
