//! A paragraph of text that ends without a point.

use kanwu_plugin::book::{BlockKind, Book, ReadingId, squeeze};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Token, TokenKind as K, Trigger,
    Triggers,
};

use crate::card::paragraph_without_stop as card;
use crate::paragraph_end::is_last;
use crate::table::list_words::PICTURES;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::paragraph(), collect, judge);

/// A paragraph of fewer bytes is a line of a list or a signature.
const TEXT: usize = 90;

/// Facts: a long paragraph with a stop in it and none at its end.
const LONG: &str = "long";

/// Facts: a short text that counts something.
const SHORT: &str = "short";

fn collect(cx: &mut LocalContext<'_>, _: Trigger) {
    if !matches!(cx.reading.kind, BlockKind::Paragraph | BlockKind::EntryHead) {
        return;
    }
    let Some(at) = cx.tokens.iter().rposition(|t| !t.kind.is_space()) else { return };
    let last: Token = cx.tokens[at];
    if is_label(cx) {
        return;
    }
    let stop = cx.tokens.iter().any(|t| t.kind == K::FullStop);
    let group = if cx.text.len() >= TEXT && stop && last.kind == K::Han { LONG } else { SHORT };
    let counted = cx.tokens.iter().any(|t| t.kind == K::Digit && t.span.start >= cx.reading.head.end);
    // 免疫点：北山乡4处: a row of a form.
    let rows = cx.tokens.iter().any(|t| t.kind == K::FullColon);
    let entry = cx.reading.kind == BlockKind::EntryHead || cx.tokens.iter().any(|t| t.kind == K::FullComma);
    let open =
        matches!(last.kind, K::Han | K::Percent | K::Digit) || last.kind == K::RightParen && notes(cx, at);
    if open && last.span.start > cx.reading.head.end && (group == LONG || counted && entry && !rows) {
        cx.fact(group, cx.of(last.span), FactValue::None, last.span);
    }
}

/// 均达标。`<b>重点</b>`: words that markup sets apart behind the last stop are a label, no sentence.
fn is_label(cx: &LocalContext<'_>) -> bool {
    cx.reading.pieces.last().is_some_and(|piece| {
        cx.before(piece.at).ends_with('。')
            && !cx.after(piece.at).contains(['。', '，'])
            && !cx.reading.joins.contains(&piece.at)
    })
}

/// Whether the bracket that token `close` closes is a note on the words before it: no signature, no sentence.
fn notes(cx: &LocalContext<'_>, close: usize) -> bool {
    let Some(open) = cx.pairing.closed_by(close).map(|p| p.open as usize) else { return false };
    let inside = &cx.tokens[open + 1..close];
    cx.kind_before(open) == Some(K::Han)
        && !inside
            .iter()
            .any(|t| matches!(t.kind, K::FullStop | K::Space | K::WideSpace | K::FullColon | K::EmDash))
        && inside.iter().map(|t| t.span.len()).sum::<u32>() >= 12
}

/// Whether a paragraph stands in the part of the book that holds nothing but pictures: it is what one shows.
fn is_of_pictures(book: &Book<'_>, reading: ReadingId) -> bool {
    let block = book.reading(reading).and_then(|reading| book.block(reading.block));
    let category = block.and_then(|block| book.category_of(block));
    category.is_some_and(|category| PICTURES.contains(&squeeze(&category.title).as_str()))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for fact in facts {
        if is_of_pictures(cx.book, fact.reading) {
            continue;
        }
        let last = is_last(cx.book, fact.reading);
        let confidence = match (fact.group, last) {
            (_, true) => Confidence::Likely,
            (LONG, _) => Confidence::Guess,
            _ => continue,
        };
        cx.push(Finding::new(fact.place(), confidence).arg(card::args::FOUND, fact.key.as_str()));
    }
}
