//! 1米81: a value whose unit stands for the decimal point.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::value_split_by_unit as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::terms(words::METRE_BEFORE_DIGIT).or(Triggers::kinds(&[K::Latin])),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let unit = match trigger {
        // The term holds one digit after the unit.
        Trigger::Term(_, at) => {
            // 21千米5, 6公里8
            let prefix = cx.char_before(at.start).filter(|c| words::BEFORE_METRE.contains(c));
            Span::new(at.start - prefix.map_or(0, |c| c.len_utf8() as u32), at.end - 1)
        }
        // 7m32
        Trigger::Token(i) if cx.token_text(i) == "m" => cx.tokens[i].span,
        _ => return,
    };
    // m2 and m3 are powers that the line can't raise.
    let least = if matches!(trigger, Trigger::Token(_)) { 2 } else { 1 };
    let rest = cx.after(unit.end);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (decimals, after) = rest.split_at(digits);
    let ends = after
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）') || words::AFTER_LENGTH.contains(&c));
    let whole = cx.before(unit.start).bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = unit.start - whole as u32;
    let joined = cx.char_before(start).is_some_and(|c| c == '.' || c.is_ascii_alphabetic());
    if !(least..=2).contains(&digits) || !(1..=3).contains(&whole) || !ends || joined {
        return;
    }
    let span = Span::new(start, unit.end + digits as u32);
    let want = format!("{}.{decimals}{}", cx.of(Span::new(start, unit.start)), cx.of(unit));
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}
