//! 三次产业结构为12.4∶45.1∶52.5; 煤炭占61.2%、矿石占28.3%、其他占20.5%: shares that make no whole.

use kanwu_plugin::context::{before_any, has_any, sentence_before};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::shares_not_hundred as card;
use crate::table::counting::{REST, STRUCTURE, STRUCTURE_AND_REST};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(STRUCTURE_AND_REST), check);

/// Characters between the word and the ratio.
const NEAR: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    if STRUCTURE.contains(&cx.of(word)) {
        ratio(cx, word)
    } else if REST.contains(&cx.of(word)) {
        rest(cx, word)
    }
}

/// 结构为12.4∶45.1∶52.5
fn ratio(cx: &mut LocalContext<'_>, word: Span) {
    let after = before_any(cx.after(word.end), &['，', '。', '；', '\n']);
    let Some(from) = after.find(|c: char| c.is_ascii_digit()) else { return };
    if after[..from].chars().count() > NEAR {
        return;
    }
    let figures = &after[from..];
    let len = figures.find(|c: char| !(c.is_ascii_digit() || ".∶：:".contains(c))).unwrap_or(figures.len());
    let parts: Vec<&str> = figures[..len].split(['∶', '：', ':']).collect();
    let values: Vec<Decimal> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if values.len() != parts.len() || values.len() < 3 {
        return;
    }
    let start = word.end + from as u32;
    judge(cx, Span::new(start, start + len as u32), &values);
}

/// 甲占61.2%、乙占28.3%、其他占20.5%
fn rest(cx: &mut LocalContext<'_>, word: Span) {
    let before = sentence_before(cx.paragraph(), word.start);
    let after = before_any(cx.after(word.end), &['，', '。', '；', '\n', '、']);
    let Some(last) = after.strip_suffix('%').and_then(|f| f.parse::<Decimal>().ok()) else { return };
    let mut values = vec![last];
    let mut head = before.trim_end_matches(['、', '，']);
    while let Some(rest) = head.strip_suffix('%') {
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let Ok(value) = rest[digits.len()..].parse() else { return };
        values.push(value);
        if !digits.ends_with('占') {
            return;
        }
        let name = digits.trim_end_matches('占');
        let cut = name.rfind(['、', '，']).unwrap_or(0);
        let open = cut == 0 || has_any(&name[..cut], &["%"]) && !name[..cut].ends_with('%');
        head = &name[..cut];
        if open {
            break;
        }
    }
    if values.len() < 3 {
        return;
    }
    let end = word.end + after.len() as u32;
    judge(cx, Span::new(word.start, end), &values);
}

fn judge(cx: &mut LocalContext<'_>, span: Span, values: &[Decimal]) {
    let sum: Decimal = values.iter().sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    let places = values.iter().map(Decimal::scale).max().unwrap_or_default();
    // Each share may be rounded by half of its last place; one more is allowed, since offices adjust.
    let rounding = Decimal::new(values.len() as i64, places);
    if off <= rounding || off > Decimal::from(30) {
        return;
    }
    let finding =
        Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::SUM, sum.normalize());
    cx.push(finding);
}
