//! Numbers of persons in a spelling of their own: full-width digits, blanks or hyphens between, +86 before; and plates
//! of cars. The plain spelling is found by the rules of numbers.

use kanwu_plugin::reading::personal_number::{Kind, PersonalNumber, mask, numbers};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Trigger, Triggers, Zone};

use crate::card::personal_number_spelt_apart::{NAME, args, variants};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    for number in numbers(cx.text).into_iter().filter(|number| number.apart) {
        push(cx, number);
    }
}

fn push(cx: &mut LocalContext<'_>, number: PersonalNumber) {
    let doubtful = number.by_blanks && cx.zone() == Zone::Table;
    let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
    let variant = match number.kind {
        Kind::Mobile => variants::MOBILE,
        Kind::Identity => variants::IDENTITY,
        Kind::Account => variants::ACCOUNT,
        Kind::Plate => variants::PLATE,
    };
    let masked = mask(cx.of(number.span));
    cx.push(Finding::new(Place::Here(number.span), confidence).variant(variant).arg(args::MASKED, masked));
}
