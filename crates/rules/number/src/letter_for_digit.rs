//! 1O个, l2人, 20l8年: a letter that looks like a digit.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::reading::ProtectedKind;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::letter_for_digit as card;
use crate::table::figure_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i].span;
    if cx.protected_at(token.start).is_some_and(|p| p.kind != ProtectedKind::Model) {
        return;
    }
    let like = |c: char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I');
    let lead: usize = cx.before(token.start).bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = token.start - lead as u32;
    let len = cx.after(start).bytes().take_while(u8::is_ascii_alphanumeric).count();
    let span = Span::new(start, start + len as u32);
    let run = cx.of(span);
    // Only the first token of letters reports the number.
    let first = run.find(|c: char| c.is_ascii_alphabetic()).is_some_and(|n| start + n as u32 == token.start);
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let letters = run.len() - digits;
    if !first || digits == 0 || !run.chars().all(like) || letters > digits + 1 {
        return;
    }
    let code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_' | '·' | '+');
    let joined = cx.char_before(span.start).is_some_and(code) || cx.char_after(span.end).is_some_and(code);
    // O2 and O3 are gases, 5l is a volume, 3I no number.
    let other = run.starts_with(['O', 'o'])
        || run.strip_suffix('l').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    if joined || other || !starts_any(cx.after(span.end), words::AFTER_DIGITS) {
        return;
    }
    let want: String = run
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            _ => c,
        })
        .collect();
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, run)
        .arg(card::args::WANT, want.as_str())
        .fix(span, want);
    cx.push(finding);
}
