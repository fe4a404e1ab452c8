//! What stands for text still to come, and characters that were damaged on the way.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{ends_any, joined, starts_any};
use kanwu_plugin::{
    Confidence, Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers, Variant,
};

use crate::card::placeholder_left as card;
use crate::table::placeholder_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::Replacement, K::Latin, K::LeftLens]).or(Triggers::terms(&TERMS)),
    check,
);

const NOTES: usize = words::NOTE.len();
const DAMAGE: usize = NOTES + words::DAMAGE.len();
const TERMS: [&str; DAMAGE + words::SIGN.len()] = joined(&[words::NOTE, words::DAMAGE, words::SIGN]);

/// A place that is to be filled in, or what is damaged.
struct Left {
    span: Span,
    confidence: Confidence,
    variant: Option<Variant>,
}

impl Left {
    fn certain(span: Span) -> Left {
        Left { span, confidence: Confidence::Certain, variant: None }
    }

    fn likely(span: Span) -> Left {
        Left { span, confidence: Confidence::Likely, variant: None }
    }

    fn damaged(self) -> Left {
        Left { variant: Some(card::variants::DAMAGED), ..self }
    }
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let left = match trigger {
        Trigger::Token(i) => match cx.tokens[i].kind {
            K::Replacement => replacement(cx, i),
            K::Latin => letters(cx, i),
            _ => empty_marker(cx, i),
        },
        Trigger::Term(n, span) if n < NOTES => note(cx, span),
        Trigger::Term(n, span) if n < DAMAGE => Some(Left::certain(span).damaged()),
        Trigger::Term(_, span) => signs(cx, span),
        _ => None,
    };
    let Some(Left { span, confidence, variant }) = left.filter(|left| !is_spoken_of(cx, left.span)) else {
        return;
    };
    let finding = Finding::new(Place::Here(span), confidence).arg(card::args::FOUND, cx.of(span));
    cx.push(match variant {
        Some(variant) => finding.variant(variant),
        None => finding,
    });
}

/// “××”表示隐去姓名: a sign alone in quotation marks, of which the text says what it stands for.
fn is_spoken_of(cx: &LocalContext<'_>, span: Span) -> bool {
    let alone = matches!(cx.char_before(span.start), Some('“' | '‘'));
    let after = cx.after(span.end).strip_prefix(['”', '’']);
    alone && after.is_some_and(|after| starts_any(after, words::STANDS_FOR))
}

/// U+FFFD always; □ only where it stands for one character among Han ones, for forms print it to be ticked.
fn replacement(cx: &LocalContext<'_>, i: usize) -> Option<Left> {
    let span = cx.tokens[i].span;
    if cx.of(span) != "□" {
        return Some(Left::certain(span).damaged());
    }
    let boxes = cx.tokens.iter().filter(|t| t.kind == K::Replacement).take(2).count();
    let within = cx.kind_before(i) == Some(K::Han) && cx.kind_after(i) == Some(K::Han);
    (boxes == 1 && within).then(|| Left::likely(span).damaged())
}

/// XX where a figure or a name is to come; TODO and TBD.
fn letters(cx: &LocalContext<'_>, i: usize) -> Option<Left> {
    let span = cx.tokens[i].span;
    let word = cx.of(span);
    if words::ENGLISH_NOTE.contains(&word) {
        return Some(Left::certain(span));
    }
    let crosses = word.len() >= 2 && word.bytes().all(|b| b == b'X') || words::SMALL_CROSSES.contains(&word);
    let han = |k: Option<K>| matches!(k, Some(K::Han)) || k.is_some_and(K::is_full_mark);
    if !crosses || !(han(cx.kind_before(i)) || han(cx.kind_after(i))) {
        return None;
    }
    let after = cx.after(span.end);
    if starts_any(after, words::AFTER_LETTERS_AS_NAME) || (!is_counted(after) && is_withheld_name(cx, span)) {
        return None;
    }
    let digit =
        matches!(cx.kind_before(i), Some(K::Digit | K::Hyphen)) || matches!(cx.kind_after(i), Some(K::Digit));
    let left = if is_counted(after) { Left::certain(span) } else { Left::likely(span) };
    (!digit).then_some(left)
}

/// ×× and ×××; ??? beside Han text.
fn signs(cx: &LocalContext<'_>, span: Span) -> Option<Left> {
    let term = cx.of(span);
    let mark = term.chars().next()?;
    // The whole run is reported once, from its first mark.
    if cx.char_before(span.start) == Some(mark) {
        return None;
    }
    let run = cx.after(span.start).chars().take_while(|c| *c == mark).count();
    let whole = Span::new(span.start, span.start + (run * mark.len_utf8()) as u32);
    // Three marks and more have been reported by the longer term.
    if term == "××" && run > 2 {
        return None;
    }
    // ＿＿＿万只: a line to be filled in; of the half-width ones only where a figure is to come.
    if matches!(mark, '＿' | '_') {
        let counted = is_counted(cx.after(whole.end));
        return (counted || mark == '＿').then(|| Left::likely(whole));
    }
    // “怎能这样欺骗消费者？？？”: three of them at most may end a sentence of strong feeling.
    if mark == '？' && run == 3 && matches!(cx.char_after(whole.end), Some('”' | '’' | '」')) {
        return None;
    }
    if mark != '×' {
        return Some(Left::likely(whole).damaged());
    }
    if is_counted(cx.after(whole.end)) {
        return Some(Left::certain(whole));
    }
    (!is_withheld_name(cx, whole)).then(|| Left::likely(whole))
}

/// Whether a unit of money or measure follows, so that a figure is to come.
fn is_counted(after: &str) -> bool {
    starts_any(after, words::COUNTED_IN)
}

/// 李××, 王XX: a name withheld; ××案, 被告人××.
fn is_withheld_name(cx: &LocalContext<'_>, span: Span) -> bool {
    let surname =
        cx.char_before(span.start).is_some_and(|c| StructureWords::get().is_name(&format!("{c}某")));
    surname
        || starts_any(cx.after(span.end), words::AFTER_WITHHELD_NAME)
        || ends_any(cx.before(span.start), words::BEFORE_WITHHELD_NAME)
}

/// 待补 as a note, in brackets or at the end of a clause: not 待补种, 有待核实, 待定岗.
fn note(cx: &LocalContext<'_>, span: Span) -> Option<Left> {
    let after = cx.after(span.end);
    let extra = words::NOTE_END.iter().find(|w| after.starts_with(**w)).map_or(0, |w| w.len());
    let whole = Span::new(span.start, span.end + extra as u32);
    let before = cx.token_at(whole.start).and_then(|i| cx.kind_before(i));
    let ends = cx.token_at(whole.end).map(|i| cx.tokens[i].kind);
    let starts_here = cx.token_at(whole.start).is_some_and(|i| cx.tokens[i].span.start == whole.start);
    let ends_here = cx.token_at(whole.end).is_none_or(|i| cx.tokens[i].span.start == whole.end);
    let bracketed = matches!(
        before,
        Some(K::LeftParen | K::LeftRound | K::LeftLens | K::LeftSquare | K::LeftShell | K::LeftWide)
    ) && ends.is_some_and(|k| k.is_closer() || matches!(k, K::RightRound | K::RightSquare));
    if bracketed && starts_here && ends_here {
        return Some(Left::certain(whole));
    }
    let alone = before.is_none_or(|k| k == K::Space || k.is_point())
        && ends.is_none_or(|k| k == K::Space || k.is_point());
    let firm = words::PLAIN_NOTE.contains(&cx.of(span));
    (alone && firm && starts_here && ends_here).then(|| Left::certain(whole))
}

/// 【】 with nothing in it.
fn empty_marker(cx: &LocalContext<'_>, i: usize) -> Option<Left> {
    let mut end = i + 1;
    while cx.kind(end).is_some_and(K::is_space) {
        end += 1;
    }
    let whole = cx.tokens[i].span.join(cx.tokens.get(end)?.span);
    let empty = cx.kind(end) == Some(K::RightLens);
    let spoken_of = ends_any(cx.before(whole.start), words::BEFORE_SIGN)
        && starts_any(cx.after(whole.end), words::AFTER_SIGN);
    (empty && !spoken_of).then(|| Left::certain(whole))
}
