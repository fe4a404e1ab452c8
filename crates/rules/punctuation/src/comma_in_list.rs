//! 宣传栏、LED屏，微信等平台: a comma between items of one list, where what follows it says nothing by itself.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::clause::{ends_in_thing, names_things, part_after, part_before, says_nothing};

pub(crate) const RULE: Rule = Rule::local("comma-within-list", Triggers::terms(&WORDS), check);

/// What stands at the end of a list: 等, 以及, a source, and the closers of frames.
const WORDS: [&str; 10] =
    ["等", "，以及", "精神", "组成", "构成", "为主", "为重点", "于一体", "进行", "开展"];

/// How the list begins that each closer of a frame ends: 由……组成, 以……为主, 集……于一体, 对……进行.
const OPENERS: [&str; 7] = ["由", "由", "以", "以", "集", "对", "对"];

/// After 等 and the word for all items so many bytes may stand.
const TAIL: u32 = 30;

/// What 精神 is of: A讲话，B精神 are two of one kind.
const SOURCES: [&str; 7] = ["讲话", "论述", "指示", "批示", "精神", "重要思想", "文件"];

/// How a clause goes on whose subject the list is.
const PREDICATES: [&str; 14] =
    ["均", "都", "也", "共", "已", "分别", "全部", "为", "是", "有", "被", "相继", "先后", "陆续"];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let commas = match n {
        0 => before_etc(cx, span),
        1 => before_as_well(cx, span),
        2 => sources(cx, span),
        n => OPENERS.get(n - 3).map_or(Vec::new(), |opener| framed(cx, span, opener)),
    };
    let (Some(first), Some(last)) = (commas.first(), commas.last()) else { return };
    let whole = Span::new(*first, part_after(cx, last + '，'.len_utf8() as u32).0.end);
    let mut finding = Finding::likely(Span::new(*first, *last + '，'.len_utf8() as u32));
    finding = finding.arg("found", cx.of(whole)).arg("want", cx.of(whole).replace('，', "、"));
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
    let subject =
        mark == Some(K::FullComma) && PREDICATES.iter().any(|p| cx.after(tail.end + 3).starts_with(p));
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
    if !SOURCES.iter().any(|s| before.ends_with(s)) || !names_things(cx.of(part)) {
        return Vec::new();
    }
    vec![comma]
}

/// 由A、B，C组成: nothing is said between the opener of the frame and its closer.
fn framed(cx: &LocalContext<'_>, closer: Span, opener: &str) -> Vec<u32> {
    let part = part_before(cx, closer.start);
    let Some(comma) = comma_before(cx, part) else { return Vec::new() };
    let before = cx.of(part_before(cx, comma));
    let Some((_, list)) = before.split_once(opener) else { return Vec::new() };
    let lists = list.contains('、') && says_nothing(list) && says_nothing(cx.of(part));
    if lists { vec![comma] } else { Vec::new() }
}

/// The full comma that a part follows, as the byte it begins at.
fn comma_before(cx: &LocalContext<'_>, part: Span) -> Option<u32> {
    let comma = part.start.checked_sub('，'.len_utf8() as u32)?;
    let outside = cx.depth_at(comma) == 0;
    (cx.char_before(part.start) == Some('，') && outside).then_some(comma)
}

/// Whether the part after a comma but adds a thing to what stands before it. Where a part is a list of its own
/// (粮食、副食品供应，子女入学、就业，婚姻等), the comma parts lists, and that is its office, but where 等各种 sums up
/// all of them.
fn joins(cx: &LocalContext<'_>, comma: u32, part: Span) -> bool {
    let before = cx.of(part_before(cx, comma));
    let closed = before.rsplit('、').next().is_some_and(|last| last.contains(['和', '及', '与']));
    let text = cx.of(part);
    let own = text.contains('、') && !text.contains("等各");
    let lists = own || before.contains('、') && closed;
    !lists && ends_in_thing(cx.before(comma)) && names_things(text)
}
