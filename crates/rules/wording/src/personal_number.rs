//! Numbers of persons in a spelling of their own: full-width digits, blanks or hyphens between, +86 before; and plates
//! of cars. The plain spelling is found by the rules of numbers.

use kanwu_plugin::reading::personal_number::{PersonalNumber, PersonalNumberKind as Kind, personal_numbers};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, TokenKind as K, Trigger, Triggers, Zone};

use crate::card::personal_number_spelt_apart::{NAME, args, variants};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::paragraph(), check);

/// Digits of the shortest number.
const FEWEST: usize = 11;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    if !may_have_any(cx) {
        return;
    }
    for number in personal_numbers(cx.text).into_iter().filter(|number| !number.plain) {
        push(cx, &number);
    }
}

/// Whether so many digits stand with no Han character between, or letters for a plate: most paragraphs have neither.
fn may_have_any(cx: &LocalContext<'_>) -> bool {
    if !cx.has(K::Digit.bit() | K::WideDigit.bit()) {
        return false;
    }
    let mut digits = 0;
    cx.has(K::Latin.bit() | K::WideLatin.bit())
        || cx.tokens.iter().any(|token| {
            digits = match token.kind {
                K::Han => 0,
                K::Digit => digits + token.span.len() as usize,
                K::WideDigit => digits + token.span.len() as usize / 3,
                _ => digits,
            };
            digits >= FEWEST
        })
}

fn push(cx: &mut LocalContext<'_>, number: &PersonalNumber) {
    // In a table a row of figures may look the same.
    let doubtful = number.has_blanks && cx.zone() == Zone::Table;
    let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
    let variant = match number.kind {
        Kind::Mobile => variants::MOBILE,
        Kind::IdentityCard => variants::IDENTITY,
        Kind::Account => variants::ACCOUNT,
        Kind::Plate => variants::PLATE,
    };
    let masked = number.masked(cx.text);
    cx.push(Finding::new(Place::Here(number.span), confidence).variant(variant).arg(args::MASKED, masked));
}
