//! Standard numbers without the blank between code and number: GB 18030, ISO 9001.

use kanwu_plugin::reading::ProtectedKind;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::standard_number_gap as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let start = cx.tokens[i].span.start;
    let standard =
        cx.protected_at(start).filter(|p| p.kind == ProtectedKind::StandardNumber && p.span.start == start);
    let Some(whole) = standard.map(|p| p.span) else { return };
    // A number that a line break cuts may have its blank there.
    if cx.reading.locate(whole).len() > 1 {
        return;
    }
    let Some(at) = number_without_blank(cx.of(whole)) else { return };
    let found = cx.of(whole);
    let (code, number) = found.split_at(at);
    let want = format!("{code} {number}");
    let at = Span::empty(whole.start + at as u32);
    // The names of management systems are often written without: ISO9001认证.
    let national = found.starts_with("GB") || found.starts_with("DB");
    let finding = if national { Finding::likely(whole) } else { Finding::guess(whole) };
    let finding = finding.arg(card::args::FOUND, found).arg(card::args::WANT, want).fix(at, " ");
    cx.push(finding);
}

/// Where the number follows the code without a blank, in bytes.
fn number_without_blank(number: &str) -> Option<usize> {
    let letters = |from: usize| {
        let rest = number.get(from..)?;
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '/').unwrap_or(rest.len());
        (end > 0).then_some(from + end)
    };
    let mut at = letters(0)?;
    // DB21/T 1234: the two digits are the province's and belong to the code.
    if number.starts_with("DB") && at == 2 {
        let digits = number.get(2..)?.bytes().take_while(u8::is_ascii_digit).count();
        at = letters(2 + digits)?;
    }
    number.get(at..)?.starts_with(|c: char| c.is_ascii_digit()).then_some(at)
}
