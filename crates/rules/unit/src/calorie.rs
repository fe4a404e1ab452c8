//! 500大卡: an energy in calories.

use kanwu_plugin::{Confidence, Rule};

use crate::card::calorie as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    let calorie = matches!(case.unit.key, "calorie" | "kilocalorie");
    // 卡 by itself is many other things; 卡/克 is not.
    let other = case.alone && words::CALORIE_SHORT.contains(&case.text);
    (calorie && !other).then_some(Confidence::Likely)
}
