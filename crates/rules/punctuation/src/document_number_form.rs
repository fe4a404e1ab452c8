//! 发文字号: the year stands in 〔〕, without 第 and without leading zeros.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Applicability, Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::document_number_form as card;
use crate::table::documents::{AGENCY_ENDS, REGISTERS};

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::LeftSquare, K::LeftRound, K::LeftParen, K::LeftLens, K::LeftWide, K::LeftShell]),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if cx.kind_after(i) != Some(K::Digit) || cx.kind_before(i) != Some(K::Han) {
        return;
    }
    let at = cx.tokens[i].span;
    let items = cx.paragraph().items;
    let from = items.partition_point(|item| item.span().end <= at.start);
    let number = items[from..].iter().take(4).find_map(|item| match item {
        Item::DocumentNumber(n) if n.open == at => Some(n),
        _ => None,
    });
    let Some(number) = number else { return };
    let right = cx.of(number.open) == "〔" && cx.of(number.close) == "〕";
    let zero = cx.of(number.number).starts_with('0');
    let digits = cx.of(number.number).trim_start_matches('0');
    // A number of full-width brackets only may be a plan or a batch, unless its agency is named.
    let round = matches!(cx.kind(i), Some(K::LeftRound | K::LeftParen));
    let agency = number.agency.is_some() || ends_like_agency(cx.before(at.start));
    let register = REGISTERS.iter().any(|word| cx.before(at.start).ends_with(word));
    if !agency || register || right && number.ordinal_word.is_none() && !zero {
        return;
    }
    let want = format!("〔{}〕{digits}", cx.of(number.year));
    let span = Span::new(number.open.start, number.number.end);
    let found = cx.of(span);
    let mut finding = if right || round { Finding::likely(span) } else { Finding::certain(span) };
    finding = finding.arg(card::args::FOUND, found).arg(card::args::WANT, want);
    if !right {
        finding = finding.fix(number.open, "〔").fix(number.close, "〕");
    }
    if let Some(word) = number.ordinal_word {
        finding = finding.fix(word, "").grade(Applicability::Unsafe);
    }
    if zero {
        finding = finding.fix(number.number, digits).grade(Applicability::Unsafe);
    }
    cx.push(finding);
}

/// 清政发, 清委办函: 机关代字 end in the word for the kind of paper.
fn ends_like_agency(before: &str) -> bool {
    before.ends_with(AGENCY_ENDS)
}
