//! “千村美丽、万村整洁” and “千村美丽，万村整洁”: one name with different marks.

use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Paragraph, Rule, Span, Token, TokenKind as K,
    Trigger, Triggers, Zone,
};

use crate::card::name_marks_vary as card;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::kinds(&[K::LeftDouble, K::LeftTitle]), collect, judge);

/// Shorter ones, in bytes, are words rather than names, longer ones sentences.
const BYTES: std::ops::RangeInclusive<u32> = 18..=180;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(pair) = cx.pairing.opened_by(i).filter(|p| !p.mismatched) else { return };
    let Some(inner) = cx.tokens.get(i + 1..pair.close as usize) else { return };
    // A mark at the end belongs to the sentence round the quotation.
    let inner = inner.iter().rposition(|t| !t.kind.is_point()).map_or(inner, |last| &inner[..=last]);
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return };
    let span = Span::new(first.span.start, last.span.end);
    if !BYTES.contains(&span.len()) {
        return;
    }
    if let Some((name, form)) = parts(cx, inner) {
        cx.fact("name", name, form, span);
    }
}

/// The letters of a name, and the name with its points: marks round an inner name follow what is round the whole,
/// and half-width marks are a fault of their own. None where a blank stands for a point.
fn parts(cx: &Paragraph<'_>, inner: &[Token]) -> Option<(String, String)> {
    let (mut letters, mut form) = (String::new(), String::new());
    for (n, token) in inner.iter().enumerate() {
        let text = cx.of(token.span);
        match token.kind {
            K::Han | K::Digit | K::Latin | K::Letter => {
                letters.push_str(text);
                form.push_str(text);
            }
            K::Space | K::WideSpace => {
                let beside = |n: Option<usize>| n.and_then(|n| inner.get(n)).map(|t| t.kind) == Some(K::Han);
                if beside(n.checked_sub(1)) && beside(Some(n + 1)) {
                    return None;
                }
            }
            K::LeftDouble | K::RightDouble | K::LeftSingle | K::RightSingle => {}
            K::LeftTitle | K::RightTitle | K::LeftInnerTitle | K::RightInnerTitle => {}
            K::Comma => form.push('，'),
            K::Semicolon => form.push('；'),
            K::Colon => form.push('：'),
            K::LeftRound => form.push('（'),
            K::RightRound => form.push('）'),
            _ => form.push_str(text),
        }
    }
    Some((letters, form))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for places in Fact::by_key(facts).values() {
        let forms = Fact::grouped(places.iter().copied(), |fact| fact.value.as_str());
        let times = |fact: &Fact| forms.get(fact.value.as_str()).map_or(0, Vec::len);
        // Of two that stand equally often, the one that stands first.
        let Some(main) = places.iter().rev().max_by_key(|fact| times(fact)) else { continue };
        for fact in places.iter().filter(|f| f.value != main.value) {
            let verbatim = cx.book.reading(fact.reading).is_none_or(|r| r.zone == Zone::Verbatim);
            if verbatim {
                continue;
            }
            let finding = Finding::new(fact.place(), Confidence::Likely)
                .arg(card::args::FOUND, fact.value.as_str())
                .arg(card::args::WANT, main.value.as_str())
                .arg(card::args::COUNT, times(main))
                .labelled(main.place(), card::labels::OTHER_FORM);
            cx.push(finding);
        }
    }
}
