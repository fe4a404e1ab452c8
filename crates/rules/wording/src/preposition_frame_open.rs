//! 在专家的指导，; 当洪水来临，; 由五名干部，: the frame of a preposition lacks the word that closes it.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::words::{Word, WordClass as C, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::preposition_frame_open as card;
use crate::clause::{ends_at, mark_after, part_after, part_before};
use crate::table::frame_words::{
    AGENTS, AS_ENDS, AT_PLACE, BODIES, BY, CONDITIONS, EVENTS, GOES_ON, INTO, LIGHT, LIGHT_BEFORE, NOT_INTO,
    ONGOING, ORDERS_FROM, PERSONS, STARTING_POINTS, UNDER, WHEN_ENDS, WHEN_TOLD,
};

/// See the card. Most frames are seen whole at the mark that ends them.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::FullComma, K::FullStop, K::FullSemicolon]).or(Triggers::terms(CONDITIONS)),
    check,
);

/// What a frame holds has so many characters at most.
const LONGEST: usize = 28;

/// A comma and what opens a quotation or a list after it.
const QUOTED: [&str; 2] = ["，“", "，《"];

/// A noun as well as a verb: 主动作为。
const AS: &str = "作为";

/// What a frame lacks, as a message shows it, and where it is.
struct Open {
    span: Span,
    lacks: &'static str,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let open = match trigger {
        Trigger::Token(i) => cx.tokens.get(i).map(|t| t.span).and_then(|mark| at_mark(cx, mark)),
        Trigger::Term(n, condition) => {
            under_condition(cx, condition, CONDITIONS.get(n).copied().unwrap_or_default())
        }
        _ => None,
    };
    if let Some(open) = open {
        let finding = Finding::likely(open.span).arg(card::args::FOUND, cx.of(open.span));
        cx.push(finding.arg(card::args::LACKS, open.lacks));
    }
}

/// What the stretch that ends at the mark lacks.
fn at_mark(cx: &LocalContext<'_>, mark: Span) -> Option<Open> {
    let part = part_before(cx, mark.start);
    let start = mark.start - part.len() as u32;
    let opening = |word: &str| Span::new(start, start + word.len() as u32);
    let closing = |word: &str| Span::new(mark.start - word.len() as u32, mark.start);
    let opened = match part.chars().next()? {
        '在' => under(cx, opening("在")),
        '当' => when(cx, opening("当")),
        '从' => from(cx, opening("从")),
        _ => BY.iter().find(|w| part.starts_with(**w)).and_then(|w| by_order(cx, opening(w))),
    };
    let closed = || {
        if part.ends_with('为')
            && let Some(open) = as_nothing(cx, closing("为"))
        {
            return Some(open);
        }
        if part.ends_with("进行") {
            return light_with_object(cx, closing("进行"));
        }
        if let Some(word) = LIGHT.iter().find(|w| part.ends_with(**w)) {
            return light(cx, closing(word));
        }
        let word = INTO.iter().chain(AS_ENDS).find(|w| part.ends_with(**w));
        word.and_then(|w| into(cx, closing(w), w))
    };
    let by = || {
        let at = start + part.rfind('由')? as u32;
        by_whom(cx, Span::new(at, at + '由'.len_utf8() as u32))
    };
    opened.or_else(closed).or_else(by)
}

/// The frame that begins a clause at `at` and goes to a comma, and the words in it.
fn frame<'a>(cx: &LocalContext<'a>, at: Span) -> Option<(&'a str, Vec<Word>)> {
    let inner = part_after(cx, at.end);
    let whole = cx.of(Span::new(at.start, at.end + inner.len() as u32));
    let opens = part_before(cx, at.start).is_empty() && mark_after(cx, at.end) == Some('，');
    if !opens || inner.is_empty() || inner.chars().count() > LONGEST || inner.contains(['“', '《', '"']) {
        return None;
    }
    let words = segment(whole);
    // 在校, 当地: the preposition is a word of its own.
    (words.first()?.span.len() == at.len()).then_some((whole, words))
}

fn span_of(at: Span, whole: &str) -> Span {
    // The comma too: the word is lost before it.
    Span::new(at.start, at.start + whole.len() as u32 + '，'.len_utf8() as u32)
}

/// 在县农技站的指导，
fn under(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let (whole, words) = frame(cx, at)?;
    let (last, before) = words.split_last()?;
    let name = last.of(whole);
    let inner = before.get(1..)?;
    if inner.is_empty()
        || inner.iter().any(|w| {
            w.class == C::Direction || matches!(w.of(whole), "时" | "对" | "与" | "后" | "不" | "地")
        })
    {
        return None;
    }
    let text = |w: &Word| w.of(whole).to_owned();
    let led = inner.last().map(text).unwrap_or_default();
    let lead = whole.strip_suffix(name)?;
    let open = |lacks| Some(Open { span: span_of(at, whole), lacks });
    let noun_first = inner.first().is_some_and(|w| !matches!(w.class, C::Verb | C::Adverb));
    if !noun_first && led != "的" {
        return None;
    }
    if UNDER.contains(&name) {
        let agent = ends_any(lead, AGENTS) || lead.ends_with('的') && !lead.ends_with("目的");
        let place = AT_PLACE.contains(&name) && !agent;
        let verb = inner.iter().any(|w| w.class == C::Verb && !lead.ends_with('的'));
        let nominal = inner.last().is_some_and(|w| matches!(w.class, C::Noun | C::Nominal | C::Adjective));
        return if !place && !verb && (agent || nominal && !AT_PLACE.contains(&name)) {
            open("下")
        } else {
            None
        };
    }
    let noun_chain = inner
        .iter()
        .any(|w| matches!(w.class, C::Adjective | C::Noun | C::Nominal | C::Pronoun) || w.of(whole) == "的");
    if CONDITIONS.contains(&name)
        && noun_chain
        && (led == "的"
            || inner.last().is_some_and(|w| {
                matches!(w.class, C::Adjective | C::Nominal | C::Noun | C::Pronoun | C::Attribute | C::Verb)
            }) && inner.len() > 1)
    {
        return open("下");
    }
    if ends_any(whole, EVENTS) && inner.len() > 1 {
        return open("上”或“中");
    }
    // 在节日开展走访活动，: what was done there.
    let deed = inner.iter().any(|w| w.class == C::Verb);
    let goes_on = !deed && inner.len() > 1 && inner.last().is_some_and(|w| w.class == C::Nominal)
        || led == "的" && name == "过程";
    if ONGOING.contains(&name) && goes_on {
        return open("中");
    }
    None
}

/// 在高温条件浇筑混凝土
fn under_condition(cx: &LocalContext<'_>, condition: Span, name: &str) -> Option<Open> {
    let before = part_before(cx, condition.start);
    let from = before.rfind('在')?;
    let lead = before.get(from + '在'.len_utf8()..)?;
    let rest = part_after(cx, condition.end);
    const CLOSED: [&str; 10] = ["下", "中", "上", "方面", "里", "内", "时", "期间", "后", "前"];
    if !(2..=8).contains(&lead.chars().count()) || rest.is_empty() || has_any(rest, &CLOSED) {
        return None;
    }
    let frame = before.get(from..)?;
    let alone = segment(frame).first().is_some_and(|w| w.of(frame) == "在");
    let led = before.get(..from)?;
    let words = segment(lead);
    let plain = words
        .iter()
        .all(|w| matches!(w.class, C::Noun | C::Adjective | C::Attribute | C::Nominal | C::Unknown));
    let next = segment(rest);
    let does = |w: &&Word| {
        let nominal = w.class == C::Nominal && matches!(name, "条件" | "情况") && next.len() < 3;
        (w.class == C::Verb || nominal) && w.of(rest).chars().count() > 1
    };
    let deed = next.first().filter(does)?;
    let noun = next.get(1).is_some_and(|w| w.of(rest) == "的");
    let start = condition.start - frame.len() as u32;
    let span = Span::new(start, condition.end + deed.span.len());
    let own = !ends_any(led, &["现", "存", "实", "正", "所", "内", "外", "旨"]) && !name.is_empty();
    (plain && alone && own && !noun).then_some(Open { span, lacks: "下" })
}

/// 当洪水来临，
fn when(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let (whole, words) = frame(cx, at)?;
    if ends_any(whole, WHEN_ENDS) || words.len() < 3 {
        return None;
    }
    let (second, last) = (words.get(1)?, words.last()?);
    let name = second.of(whole);
    // 当干部, 当教师: to be one.
    let person = name.ends_with(PERSONS);
    // A noun that the lexicon does not know is cut into characters: 洪、水.
    let known = name.chars().count() > 1 || words.len() > 3 && words.get(2)?.of(whole).chars().count() == 1;
    let thing = matches!(second.class, C::Noun | C::Pronoun | C::Place | C::Unknown);
    let subject = thing && known && !person;
    let happens = matches!(last.class, C::Verb | C::Adjective) || last.of(whole) == "了";
    if has_any(whole, WHEN_TOLD) {
        return None;
    }
    let after = cx.after(at.start + whole.len() as u32);
    (subject && happens && !after.starts_with("，当"))
        .then_some(Open { span: span_of(at, whole), lacks: "时" })
}

/// 由五名干部，
fn by_whom(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let inner = part_after(cx, at.end);
    let whole = cx.of(Span::new(at.start, at.end + inner.len() as u32));
    let before = part_before(cx, at.start);
    if before.is_empty()
        || inner.chars().count() < 3
        || inner.chars().count() > LONGEST
        || inner.contains(['“', '《'])
    {
        return None;
    }
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) {
        return None;
    }
    let led = segment(before);
    let around = segment(cx.of(Span::new(at.start - before.len() as u32, at.start + whole.len() as u32)));
    let alone = around.iter().any(|w| w.span.start as usize == before.len() && w.span.len() == at.len());
    let thing = led.last().is_some_and(|w| matches!(w.class, C::Noun | C::Nominal))
        && !led.iter().any(|w| matches!(w.class, C::Verb | C::Preposition));
    let words = segment(inner);
    let idle = words.iter().all(|w| {
        let han = matches!(
            w.class,
            C::Noun
                | C::Place
                | C::Attribute
                | C::Adjective
                | C::Measure
                | C::Numeral
                | C::Mark
                | C::Foreign
                | C::Unknown
        );
        han || matches!(w.of(inner), "和" | "与" | "及" | "以及" | "等")
    });
    let who = inner.contains(['、', '和', '名', '位', '与']) || inner.ends_with(BODIES);
    (alone && thing && idle && who)
        .then(|| Open {
            span: Span::new(at.start, at.start + whole.len() as u32), lacks: "组成”或“承担"
        })
}

/// 从群众需求，
fn from(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let (whole, words) = frame(cx, at)?;
    let inner = words.get(1..words.len().saturating_sub(1))?;
    let idle = !inner.iter().any(|w| matches!(w.class, C::Verb | C::Preposition | C::Direction));
    (ends_any(whole, STARTING_POINTS) && idle).then(|| Open { span: span_of(at, whole), lacks: "出发" })
}

/// 按照上级，
fn by_order(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let (whole, words) = frame(cx, at)?;
    let idle = !words.iter().skip(1).any(|w| matches!(w.class, C::Verb | C::Nominal | C::Particle));
    let (last, _) = ORDERS_FROM.iter().map(|w| (*w, w.len())).find(|(w, _)| whole.ends_with(w))?;
    (idle && !last.is_empty()).then(|| Open { span: span_of(at, whole), lacks: "要求”或“部署" })
}

/// 以产业园为，
fn as_nothing(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let before = part_before(cx, at.start);
    let from = before.rfind('以')?;
    if !ends_at(cx, at.end) || before.contains(['“', '《', '”']) {
        return None;
    }
    let start = at.start - (before.len() - from) as u32;
    let span = Span::new(start, at.end);
    let frame = cx.of(span);
    let words = segment(frame);
    let first = words.first().is_some_and(|w| matches!(w.of(frame), "以" | "以此"));
    let last = words.last().is_some_and(|w| w.of(frame) == "为");
    (first && last && words.len() > 2).then_some(Open { span, lacks: "所为之物" })
}

/// 对操场进行，
fn light_with_object(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let before = part_before(cx, at.start);
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) || !ends_at(cx, at.end) {
        return None;
    }
    let words = segment(before);
    let to = words.iter().position(|w| matches!(w.of(before), "对" | "就"))?;
    let last = words.last()?;
    let object = words.len() > to + 1 && matches!(last.class, C::Noun | C::Nominal | C::Place | C::Verb);
    let start = at.start - (before.len() as u32 - words.get(to)?.span.start);
    (object && !ends_any(before, GOES_ON))
        .then_some(Open { span: Span::new(start, at.end), lacks: "所进行之事" })
}

/// 予以，
fn light(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) || !ends_at(cx, at.end) {
        return None;
    }
    let before = part_before(cx, at.start);
    let own = !ends_any(before, LIGHT_BEFORE) && !before.contains(['“', '所']);
    (own && before.chars().count() > 2).then_some(Open { span: at, lacks: "后面的动词或宾语" })
}

/// 将劳动教育纳入，
fn into(cx: &LocalContext<'_>, at: Span, word: &str) -> Option<Open> {
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) || !ends_at(cx, at.end) {
        return None;
    }
    let before = part_before(cx, at.start);
    let led = segment(before).iter().any(|w| matches!(w.of(before), "把" | "将" | "被"));
    let as_one = AS_ENDS.contains(&word) && word.ends_with('为') && word != AS;
    let own = !ends_any(before, NOT_INTO) && !before.contains(['“', '《', '所']);
    // 定为，“……”: the object follows the mark.
    let apart = !cx.after(at.end).starts_with(QUOTED[0]) && !cx.after(at.end).starts_with(QUOTED[1]);
    ((led || as_one && before.chars().count() > 3) && own && apart)
        .then_some(Open { span: at, lacks: "后面的宾语" })
}
