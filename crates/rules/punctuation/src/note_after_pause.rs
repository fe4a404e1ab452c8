//! ，（明前茶）: a comma between a word and the note on it.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::note_after_pause as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["，（", "、（"]), check);

/// A note on a word has at most so many bytes.
const NOTE: usize = 60;

/// A clause of so many characters is an adverbial, and no note is on it: 至此，（成渝）中欧班列.
const ADVERBIAL: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let Some(mark) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.opened_by(mark + 1) else { return };
    let close = pair.close as usize;
    let point = cx.tokens[mark].span;
    let note = Span::new(cx.tokens[mark + 1].span.start, cx.tokens[close].span.end);
    let inside = cx.of(Span::new(cx.tokens[mark + 1].span.end, cx.tokens[close].span.start));
    // （一）, （1）, （二十） number what follows; a note with a stop inside is a sentence.
    let numbers = inside.chars().all(|c| c.is_ascii_alphanumeric() || han::is_figure(c));
    let touches = matches!(
        cx.kind_before(mark),
        Some(K::Han | K::Digit | K::RightTitle | K::RightDouble | K::Percent | K::Celsius | K::Permille)
    );
    let begins = cx.tokens[..mark].iter().rfind(|t| t.kind.is_point()).map_or(0, |t| t.span.end);
    let clause = cx.of(Span::new(begins, point.start));
    let adverbial = cx.kind(mark) == Some(K::FullComma) && clause.chars().count() <= ADVERBIAL;
    if numbers || adverbial || inside.len() > NOTE || inside.contains(['。', '；', '：']) || !touches {
        return;
    }
    let follows = cx.kind_after(close);
    let goes_on =
        matches!(follows, Some(K::Han | K::FullComma | K::FullStop | K::FullSemicolon | K::EnumerationComma));
    if !goes_on {
        return;
    }
    let moved = !follows.is_some_and(K::is_point);
    let want = format!("{}{}", cx.of(note), if moved { cx.of(point) } else { "" });
    let mut finding = Finding::likely(Span::new(point.start, note.end))
        .arg(card::args::FOUND, cx.of(Span::new(point.start, note.end)))
        .arg(card::args::WANT, want)
        .fix(point, "");
    if moved {
        finding = finding.fix(Span::empty(note.end), cx.of(point));
    }
    cx.push(finding);
}
