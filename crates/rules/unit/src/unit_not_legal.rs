//! 60加仑, 3500高斯, 1.2泊: units that are not legal, of quantities that have no rule of their own.

use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Rule};

use crate::card::unit_not_legal as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    matches!(
        case.unit.kind,
        UnitKind::Volume
            | UnitKind::Force
            | UnitKind::Electricity
            | UnitKind::Radioactivity
            | UnitKind::Temperature
    )
    .then_some(Confidence::Likely)
}
