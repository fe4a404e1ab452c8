//! 宣传栏、LED屏，微信等平台: a comma between items of one list, where what follows it is no clause.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_within_list as card;
use crate::clause::{ends_in_thing, has_no_predicate, names_things, part_after, part_before};
use crate::table::list_words::{CONJUNCTIONS, LIST_ENDS, PREDICATES, SOURCES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&WORDS), check);

/// What stands at the end of a list.
const WORDS: [&str; LIST_ENDS.len()] = {
    let mut words = [""; LIST_ENDS.len()];
    let mut i = 0;
    while i < LIST_ENDS.len() {
        words[i] = LIST_ENDS[i].word;
        i += 1;
    }
    words
};

/// After 等 and the word for all items so many bytes may stand.
const TAIL: u32 = 30;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(end) = LIST_ENDS.get(n) else { return };
    let commas = match (end.kind, end.opener) {
        ("etc", _) => before_etc(cx, span),
        ("as-well", _) => before_as_well(cx, span),
        ("source", _) => sources(cx, span),
        (_, Some(opener)) => framed(cx, span, opener),
        _ => return,
    };
    let (Some(first), Some(last)) = (commas.first(), commas.last()) else { return };
    let whole = Span::new(*first, part_after(cx, last + '，'.len_utf8() as u32).0.end);
    let mut finding = Finding::likely(Span::new(*first, *last + '，'.len_utf8() as u32));
    finding =
        finding.arg(card::args::FOUND, cx.of(whole)).arg(card::args::WANT, cx.of(whole).replace('，', "、"));
    for comma in commas {
        finding = finding.fix(Span::new(comma, comma + '，'.len_utf8() as u32), "、");
    }
    cx.push(finding);
}

/// A、B，C等D: C and D name things, and the sentence ends or goes on with another clause.
fn before_etc(cx: &LocalContext<'_>, etc: Span) -> Vec<u32> {
    let Some(comma) = comma_before(cx, part_before(cx, etc.start)) else { return Vec::new() };
    let (tail, mark) = part_after(cx, etc.end);
    if tail.len() > TAIL || !matches!(mark, Some(K::FullComma | K::FullStop | K::FullSemicolon)) {
        return Vec::new();
    }
    let subject = mark == Some(K::FullComma) && starts_any(cx.after(tail.end + 3), PREDICATES);
    let listed = cx.of(part_before(cx, comma)).contains('、');
    let name = Span::new(comma + 3, tail.end);
    if subject || !listed || !joins(cx, comma, name) {
        return Vec::new();
    }
    vec![comma]
}

/// A，B，以及C: what stands before 以及 names things, and so does all that a comma parts from it likewise.
fn before_as_well(cx: &LocalContext<'_>, and: Span) -> Vec<u32> {
    let mut commas = Vec::new();
    let mut part = part_before(cx, and.start);
    while let Some(comma) = comma_before(cx, part).filter(|comma| joins(cx, *comma, part)) {
        commas.insert(0, comma);
        part = part_before(cx, comma);
    }
    commas
}

/// 贯彻某讲话，某会议精神，: both are objects of one verb.
fn sources(cx: &LocalContext<'_>, word: Span) -> Vec<u32> {
    if !cx.after(word.end).starts_with(['，', '。', '；']) {
        return Vec::new();
    }
    let part = part_before(cx, word.end);
    let Some(comma) = comma_before(cx, part) else { return Vec::new() };
    let before = cx.of(part_before(cx, comma));
    if !ends_any(before, SOURCES) || !names_things(cx.of(part)) {
        return Vec::new();
    }
    vec![comma]
}

/// 由A、B，C组成: there is no predicate between the opener of the frame and its closer.
fn framed(cx: &LocalContext<'_>, closer: Span, opener: &str) -> Vec<u32> {
    let part = part_before(cx, closer.start);
    let Some(comma) = comma_before(cx, part) else { return Vec::new() };
    let before = cx.of(part_before(cx, comma));
    let Some((_, list)) = before.split_once(opener) else { return Vec::new() };
    let lists = list.contains('、') && has_no_predicate(list) && has_no_predicate(cx.of(part));
    if lists { vec![comma] } else { Vec::new() }
}

/// The full comma that a part follows, as the byte it begins at.
fn comma_before(cx: &LocalContext<'_>, part: Span) -> Option<u32> {
    let comma = part.start.checked_sub('，'.len_utf8() as u32)?;
    let outside = cx.depth_at(comma) == 0;
    (cx.char_before(part.start) == Some('，') && outside).then_some(comma)
}

/// Whether the part after a comma only adds a thing to what stands before it. Where a part is a list of its own
/// (粮食、副食品供应，子女入学、就业，婚姻等), the comma rightly parts lists, unless 等各种 sums up
/// all of them.
fn joins(cx: &LocalContext<'_>, comma: u32, part: Span) -> bool {
    let before = cx.of(part_before(cx, comma));
    let closed = before.rsplit('、').next().is_some_and(|last| last.contains(CONJUNCTIONS));
    let text = cx.of(part);
    let own = text.contains('、') && !text.contains("等各");
    let lists = own || before.contains('、') && closed;
    !lists && ends_in_thing(cx.before(comma)) && names_things(text)
}
