//! 1,2345: commas that do not part the digits in threes.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::reading::numeral::Grouping;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::digits_not_in_threes as card;
use crate::table::number_form_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Grouped]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let irregular = triggered::number(cx, trigger).filter(|n| n.grouping == Grouping::Irregular);
    let Some(number) = irregular else { return };
    if starts_any(cx.after(number.span.end), words::AFTER_LISTED_NUMBERS) {
        return;
    }
    let text = cx.of(number.span);
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let finding = Finding::certain(number.span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, parted_in_threes(&plain));
    cx.push(finding);
}

/// 12345 to 12,345.
fn parted_in_threes(digits: &str) -> String {
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(w, r)| (w, r));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}
