//! 1米81: a value whose unit stands for the decimal point.

use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use rust_decimal::Decimal;

use crate::card::value_split_by_unit as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::terms(words::METRE_BEFORE_DIGIT)
        .or(Triggers::kinds(&[K::Latin]))
        .or(Triggers::flags(&[ItemFlag::Quantity])),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let unit = match trigger {
        Trigger::Item(i) => return check_compound(cx, i),
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

/// 2米35厘米, 4千米260米: one length in two units.
fn check_compound(cx: &mut LocalContext<'_>, i: usize) {
    let paragraph = cx.paragraph();
    let plain = |q: &&Quantity| {
        let alone = q.unit.as_ref().is_some_and(|unit| unit.rest.is_empty() && unit.head.id.unit().legal);
        q.kind() == Some(UnitKind::Length)
            && alone
            && q.range.is_none()
            && q.approx_before.is_none()
            && q.number.form == NumberForm::Arabic
    };
    let Some(first) = paragraph.quantity(i).filter(plain) else { return };
    let Some(second) = paragraph.quantity(i + 1).filter(plain) else { return };
    if first.span.end != second.span.start || first.number.places > 0 || first.same_unit(second) {
        return;
    }
    let size = |q: &Quantity| {
        q.unit.as_ref().and_then(|u| u.head.id.unit().conversion()).and_then(|c| c.of(Decimal::ONE))
    };
    let (large, small) = (size(first).unwrap_or(Decimal::ONE), size(second).unwrap_or(Decimal::ONE));
    let total = small.checked_mul(second.number.value).and_then(|v| v.checked_div(large));
    let Some(total) =
        total.filter(|part| *part < Decimal::ONE).and_then(|part| part.checked_add(first.number.value))
    else {
        return;
    };
    let span = first.span.join(second.span);
    let name = first.unit.as_ref().map_or("", |unit| paragraph.of(unit.span));
    let want = format!("{}{name}", total.normalize());
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}
