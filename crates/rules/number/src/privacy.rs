//! Numbers of persons that no yearbook prints: identity cards, mobile telephones, bank cards.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use kanwu_plugin::context::{has_any, tail};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Serial]);

pub(crate) const IDENTITY: Rule = Rule::local("identity-card-number", WAKE, identity);
pub(crate) const MOBILE: Rule = Rule::local("mobile-number", WAKE, mobile);
pub(crate) const BANK: Rule = Rule::local("bank-card-number", WAKE, bank);

fn report(cx: &mut LocalContext<'_>, span: Span, confidence: Confidence) {
    let masked = masked(cx.of(span));
    cx.push(Finding::new(Place::Here(span), confidence).arg("masked", masked));
}

/// The first three and the last two characters stay.
fn masked(text: &str) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < 3 || i + 2 >= count { c } else { '*' }).collect()
}

fn identity(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::IdCard(card) = &cx.paragraph().items[i] else { return };
    report(cx, card.span, if card.checks { Confidence::Certain } else { Confidence::Likely });
}

/// Offices may print a number of theirs; that is for the editor to say.
fn mobile(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Phone(span) = &cx.paragraph().items[i] else { return };
    let text = cx.of(*span);
    let is_mobile = text.len() == 11
        && text.starts_with('1')
        && text.bytes().all(|b| b.is_ascii_digit())
        && matches!(text.as_bytes().get(1), Some(b'3'..=b'9'));
    if is_mobile {
        report(cx, *span, Confidence::Likely);
    }
}

fn bank(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Serial(span) = &cx.paragraph().items[i] else { return };
    let text = cx.of(*span);
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    let card = (16..=19).contains(&digits.len())
        && digits.len() == text.len()
        && text.starts_with(['6', '4', '5', '3']);
    let named = has_any(tail(cx.before(span.start), 10), &["卡号", "账号", "账户", "银行"]);
    if card && (luhn(&digits) || named) {
        report(cx, *span, Confidence::Likely);
    }
}

/// The check of card numbers.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| {
            let d = u32::from(*d);
            if i % 2 == 0 {
                d
            } else if d > 4 {
                d * 2 - 9
            } else {
                d * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
