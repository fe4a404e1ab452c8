//! The number of a bank card.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::bank_card_number as card;
use crate::masked::masked;
use crate::table::personal_data as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Serial]), check);

/// How far back the number may be called an account, in characters.
const BACK: usize = 10;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Serial(span) = &cx.paragraph().items[i] else { return };
    let text = cx.of(*span);
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    let formed = (16..=19).contains(&digits.len())
        && digits.len() == text.len()
        && text.starts_with(['6', '4', '5', '3']);
    let named = has_any(tail(cx.before(span.start), BACK), words::ACCOUNT);
    if formed && (luhn(&digits) || named) {
        cx.push(Finding::likely(*span).arg(card::args::MASKED, masked(text)));
    }
}

/// The check of card numbers.
fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u32| if d > 4 { d * 2 - 9 } else { d * 2 };
    let digits = digits.iter().rev().map(|d| u32::from(*d)).enumerate();
    let sum: u32 = digits.map(|(i, d)| if i % 2 == 0 { d } else { doubled(d) }).sum();
    sum.is_multiple_of(10)
}
