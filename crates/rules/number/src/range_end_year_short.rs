//! 2019—23年: the last year of a range in two digits.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::connector::ConnectorKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::range_end_year_short as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::DateRange]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::DateRange(range) = &cx.paragraph().items[i] else { return };
    let Some(to) = range.to else { return };
    let (Some(first), Some(last)) = (range.from.full_year(), to.year) else { return };
    let slash = matches!(range.connector.kind, ConnectorKind::Slash);
    if to.year_digits != 2 || slash || range.from.year_digits != 4 || to.era.is_some() {
        return;
    }
    let mut full = first - first.rem_euclid(100) + last;
    if full < first {
        full += 100;
    }
    let text = cx.of(to.span);
    if !text.as_bytes().iter().take(2).all(u8::is_ascii_digit) {
        return;
    }
    let digits = Span::new(to.span.start, to.span.start + 2);
    let want = cx.of(range.span).replacen(text, &text.replacen(cx.of(digits), &full.to_string(), 1), 1);
    let finding = Finding::certain(range.span)
        .arg(card::args::FOUND, cx.of(range.span))
        .arg(card::args::WANT, want)
        .fix(digits, full.to_string());
    cx.push(finding);
}
