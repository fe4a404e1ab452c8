//! A comma, 顿号 or semicolon at the end of the last paragraph of an entry.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers,
};

use crate::card::paragraph_ends_in_pause as card;
use crate::paragraph_end::is_last;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::paragraph(), collect, judge);

/// A paragraph of fewer characters is a line of a form.
const TEXT: usize = 10;

fn collect(cx: &mut LocalContext<'_>, _: Trigger) {
    if !matches!(cx.reading.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem) {
        return;
    }
    let Some(last) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    let pause = matches!(last.kind, K::FullComma | K::EnumerationComma | K::FullSemicolon);
    if pause && last.depth == 0 && cx.text.chars().count() >= TEXT {
        cx.fact("end", cx.of(last.span), FactValue::None, last.span);
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for fact in facts {
        if is_last(cx.book, fact.reading) {
            let finding = Finding::new(fact.place(), Confidence::Likely)
                .arg(card::args::FOUND, fact.key.as_str())
                .arg(card::args::WANT, "。")
                .fix_at(fact.place(), "。");
            cx.push(finding);
        }
    }
}
