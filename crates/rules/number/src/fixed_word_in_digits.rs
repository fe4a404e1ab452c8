//! 14五规划: the numeral of a fixed word in digits.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::fixed::FixedForm;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::fixed_word_in_digits as card;
use crate::han_numeral::whole_in_han;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::FixedWord]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::FixedWord(word) = &cx.paragraph().items[i] else { return };
    if word.word != FixedForm::HanInDigits {
        return;
    }
    let found = cx.of(word.span);
    let want = with_han_numerals(found);
    let finding = Finding::certain(word.span)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want.clone())
        .fix(word.span, want);
    cx.push(finding);
}

/// The text with each run of digits as a Han numeral.
fn with_han_numerals(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (head, tail) = rest.split_at(if digits > 0 { digits } else { first.len_utf8() });
        let han = head.parse::<u32>().ok().and_then(|n| whole_in_han(n.into()));
        out.push_str(han.as_deref().unwrap_or(head));
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_of_digits_becomes_a_numeral() {
        assert_eq!(with_han_numerals("14五"), "十四五");
        assert_eq!(with_han_numerals("3会1课"), "三会一课");
    }
}
