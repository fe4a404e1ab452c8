//! Numbers of persons in a spelling of their own: full-width digits, blanks or hyphens between, +86 before; and plates
//! of cars. The plain spelling is found by the rules of numbers.

use kanwu_plugin::reading::personal_number::{
    PersonalNumber, PersonalNumberKind, half_width, masked, personal_numbers,
};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers, Variant, Zone};

use crate::card::personal_number_spelt_apart::{NAME, args, variants};
use crate::table::personal_numbers::{GAP, PROVINCE};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.text;
    for number in personal_numbers(text).into_iter().filter(|number| !number.plain) {
        // In a table a row of figures may look the same.
        let doubtful = number.has_blanks && cx.zone() == Zone::Table;
        let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
        let PersonalNumber { span, kind, digits, .. } = number;
        let masked = masked(cx.of(span), digits.len());
        push(cx, span, variant(kind), masked, confidence);
    }
    for span in plates(text) {
        let masked = masked_plate(cx.of(span));
        push(cx, span, variants::PLATE, masked, Confidence::Likely);
    }
}

fn variant(kind: PersonalNumberKind) -> Variant {
    match kind {
        PersonalNumberKind::Mobile => variants::MOBILE,
        PersonalNumberKind::IdentityCard => variants::IDENTITY,
        PersonalNumberKind::Account => variants::ACCOUNT,
    }
}

fn push(cx: &mut LocalContext<'_>, span: Span, variant: Variant, masked: String, confidence: Confidence) {
    cx.push(Finding::new(Place::Here(span), confidence).variant(variant).arg(args::MASKED, masked));
}

/// The first three and the last two characters stay.
fn masked_plate(text: &str) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < 3 || i + 2 >= count { c } else { '*' }).collect()
}

/// Whether the character may stand between the letter and the number of a plate.
fn is_gap(c: char) -> bool {
    GAP.contains(&c) || matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

/// 辽A·12B45: a province, a letter, five or six characters with two digits at least.
fn plates(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| PROVINCE.contains(c)) {
        let mut rest = text.get(at + c.len_utf8()..).unwrap_or_default().char_indices().peekable();
        let letter = rest.next().is_some_and(|(_, c)| half_width(c).is_ascii_uppercase());
        if !letter {
            continue;
        }
        rest.next_if(|(_, c)| is_gap(*c));
        let mut end = 0;
        let (mut count, mut digits) = (0, 0);
        while let Some((i, c)) = rest.next_if(|(_, c)| matches!(half_width(*c), '0'..='9' | 'A'..='Z')) {
            end = i + c.len_utf8();
            count += 1;
            digits += usize::from(half_width(c).is_ascii_digit());
        }
        if matches!(count, 5 | 6) && digits >= 2 {
            out.push(Span::of(at..at + c.len_utf8() + end));
        }
    }
    out
}
