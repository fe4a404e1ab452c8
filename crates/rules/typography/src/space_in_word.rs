//! A blank between two Han characters of running text. It is a fault for certain where the book writes the same
//! characters without it; joint issuers, slogans, padded names and two-line titles keep theirs.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::{cost, segment};
use kanwu_plugin::{
    Applicability, BookContext, Confidence, Fact, Finding, LocalContext, Reads, Rule, TokenKind as K,
    Trigger, Triggers, Zone,
};

use crate::blanks::{is_blank, is_running, near_start};
use crate::card::space_in_word as card;
use crate::table::leaning_words as words;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::kinds(&[K::Space]), collect, judge).reads(Reads::COUNTS);

/// Two characters that the book writes side by side so often are a word, and not the chance meeting of two. A
/// character that stands alone beside the blank meets nothing by chance: once is enough.
const ENOUGH: usize = 3;

/// So many characters on each side are cut into words, and the text must be so much likelier without the blank, in
/// eighths of a bit.
const ROUND: usize = 4;
const LIKELY: u32 = 40;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let han = cx.kind_before(i) == Some(K::Han) && cx.kind_after(i) == Some(K::Han);
    if !han || !is_blank(cx, i) {
        return;
    }
    let (left, right) = (tail(cx.token_text(i - 1), 2), head(cx.token_text(i + 1), 2));
    let alone = |text: &str| text.chars().count() == 1;
    let padded = (alone(cx.token_text(i - 1)) || alone(cx.token_text(i + 1))) && !leans(left, right);
    let group = if cx.zone() == Zone::Table {
        if padded {
            return;
        }
        "cell"
    } else if is_running(cx) && splits_word(cx.token_text(i - 1), cx.token_text(i + 1)) {
        "word"
    } else if is_running(cx) && !near_start(cx, span.start) {
        if padded { "padded" } else { "text" }
    } else {
        return;
    };
    if let Some(word) = whole(left, right) {
        cx.count(&word);
    }
    if matches!(group, "padded" | "text") {
        cx.count(&pair(left, right));
    }
    cx.fact(group, left, right, span);
}

/// Two characters on each side of the blank; `None` where one side has only one.
fn whole(left: &str, right: &str) -> Option<String> {
    let joined = format!("{left}{right}");
    (joined.chars().count() == 4).then_some(joined)
}

/// The character on each side of the blank.
fn pair(left: &str, right: &str) -> String {
    format!("{}{}", tail(left, 1), head(right, 1))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for fact in facts {
        let known = whole(&fact.key, &fact.value).is_some_and(|word| cx.index.times(&word) > 0);
        let often = if fact.group == "padded" { 1 } else { ENOUGH };
        let word = || is_word(cx, &fact.key, &fact.value, often);
        let confidence = match (fact.group, known, leans(&fact.key, &fact.value)) {
            ("text" | "word", true, _) => Confidence::Certain,
            ("word", false, _) | ("text", false, true) | ("cell", true, _) => Confidence::Likely,
            ("text" | "padded", false, _) if word() => Confidence::Likely,
            ("text", false, false) => Confidence::Guess,
            _ => continue,
        };
        let mut finding = Finding::new(fact.place(), confidence)
            .arg(card::args::FOUND, format!("{} {}", fact.key, fact.value))
            .arg(card::args::WANT, format!("{}{}", fact.key, fact.value))
            .fix_at(fact.place(), "");
        if confidence != Confidence::Certain {
            finding = finding.grade(Applicability::Unsafe);
        }
        cx.push(finding);
    }
}

/// Whether a word of the lexicon stands across the blank, and the text is far likelier with it than without.
fn splits_word(left: &str, right: &str) -> bool {
    let (left, right) = (tail(left, ROUND), head(right, ROUND));
    let joined = format!("{left}{right}");
    let at = left.len() as u32;
    let across = segment(&joined).iter().any(|w| w.span.start < at && at < w.span.end);
    across && cost(&joined) + LIKELY <= cost(left) + cost(right)
}

/// Whether one side is a word that leans on the other.
fn leans(left: &str, right: &str) -> bool {
    left.ends_with(words::LEANS_ON) || right.starts_with(words::LEANS_BACK)
}

/// Whether the two characters at the blank are a word of the book, and no padded name in a list.
fn is_word(cx: &BookContext<'_>, left: &str, right: &str, often: usize) -> bool {
    let pair = pair(left, right);
    let ends = right.chars().nth(1).is_none();
    !(ends && StructureWords::get().is_name(&pair)) && cx.index.times(&pair) >= often
}
