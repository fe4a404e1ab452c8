//! 500斤, 3磅: masses in units that are not legal.

use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Rule};

use crate::card::mass_unit_not_legal as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Mass {
        return None;
    }
    match case.unit.key {
        "jin" | "pound" | "gong-dan" | "liang" | "dan" => Some(Confidence::Likely),
        "carat" => None,
        // Gold and silver are traded by the ounce the world over; other units are rare.
        _ => Some(Confidence::Guess),
    }
}
