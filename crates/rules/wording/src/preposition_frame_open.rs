//! 在专家的指导，; 当洪水来临，; 由五名干部，: the frame of a preposition lacks the word that closes it.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::words::{Word, WordClass as C, segment};
use kanwu_plugin::text::han::{OF, PERFECT};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::preposition_frame_open as card;
use crate::clause::{ends_at, mark_after, part_after, part_before};
use crate::table::frame_words::{
    AGENTS, AS_ENDS, AS_NOUNS, AT_PLACE, BEFORE_IN, BODIES, BY, CLOSED, CONDITIONS, DISPOSAL, EVENTS,
    GOES_ON, INTO, JOINING, LIGHT, LIGHT_BEFORE, NOT_INTO, NOT_UNDER, ONGOING, ORDERS_FROM, PERSONS,
    STARTING_POINTS, TOWARDS, UNDER, WHEN_ENDS, WHEN_TOLD,
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

// The prepositions, and the verbs that end a frame.
const IN: &str = "在";
const WHEN: &str = "当";
const FROM: &str = "从";
const BY_WHOM: char = '由';
const WITH: &str = "以";
const BE: &str = "为";
const CARRY_OUT: &str = "进行";
/// What a frame with 在 and one with 当 lack.
const BELOW: &str = "下";
const AMID: &str = "中";
const TIME: &str = "时";
/// A noun that ends in 的.
const AIM: &str = "目的";
/// 在……的过程.
const COURSE: &str = "过程";
const NOT: char = '不';
/// 所 makes a noun of a verb.
const THAT: char = '所';

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
    let opened = if part.starts_with(IN) {
        under(cx, opening(IN))
    } else if part.starts_with(WHEN) {
        when(cx, opening(WHEN))
    } else if part.starts_with(FROM) {
        from(cx, opening(FROM))
    } else {
        BY.iter().find(|w| part.starts_with(**w)).and_then(|w| by_order(cx, opening(w)))
    };
    let closed = || {
        if part.ends_with(BE)
            && let Some(open) = as_nothing(cx, closing(BE))
        {
            return Some(open);
        }
        if part.ends_with(CARRY_OUT) {
            return light_with_object(cx, closing(CARRY_OUT));
        }
        if let Some(word) = LIGHT.iter().find(|w| part.ends_with(**w)) {
            return light(cx, closing(word));
        }
        let word = INTO.iter().chain(AS_ENDS).find(|w| part.ends_with(**w));
        word.and_then(|w| into(cx, closing(w), w))
    };
    let by = || {
        let at = start + part.rfind(BY_WHOM)? as u32;
        by_whom(cx, Span::new(at, at + BY_WHOM.len_utf8() as u32))
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
    if inner.is_empty() || inner.iter().any(|w| w.class == C::Direction || NOT_UNDER.contains(&w.of(whole))) {
        return None;
    }
    let text = |w: &Word| w.of(whole).to_owned();
    let led = inner.last().map(text).unwrap_or_default();
    let lead = whole.strip_suffix(name)?;
    let open = |lacks| Some(Open { span: span_of(at, whole), lacks });
    let noun_first = inner.first().is_some_and(|w| !matches!(w.class, C::Verb | C::Adverb));
    let attribute = led.ends_with(OF);
    if !noun_first && !attribute {
        return None;
    }
    if UNDER.contains(&name) {
        let agent = ends_any(lead, AGENTS) || lead.ends_with(OF) && !lead.ends_with(AIM);
        let place = AT_PLACE.contains(&name) && !agent;
        let verb = inner.iter().any(|w| w.class == C::Verb && !lead.ends_with(OF));
        let nominal = inner.last().is_some_and(|w| matches!(w.class, C::Noun | C::Nominal | C::Adjective));
        return if !place && !verb && (agent || nominal && !AT_PLACE.contains(&name)) {
            open(BELOW)
        } else {
            None
        };
    }
    let noun_chain = inner.iter().any(|w| {
        matches!(w.class, C::Adjective | C::Noun | C::Nominal | C::Pronoun) || w.of(whole).ends_with(OF)
    });
    if CONDITIONS.contains(&name)
        && noun_chain
        && (attribute
            || inner.last().is_some_and(|w| {
                matches!(w.class, C::Adjective | C::Nominal | C::Noun | C::Pronoun | C::Attribute | C::Verb)
            }) && inner.len() > 1)
    {
        return open(BELOW);
    }
    if ends_any(whole, EVENTS) && inner.len() > 1 {
        return open("上”或“中");
    }
    // 在节日开展走访活动，: what was done there.
    let deed = inner.iter().any(|w| w.class == C::Verb);
    let goes_on = !deed && inner.len() > 1 && inner.last().is_some_and(|w| w.class == C::Nominal)
        || attribute && name == COURSE;
    if ONGOING.contains(&name) && goes_on {
        return open(AMID);
    }
    None
}

/// 在高温条件浇筑混凝土
fn under_condition(cx: &LocalContext<'_>, condition: Span, name: &str) -> Option<Open> {
    let before = part_before(cx, condition.start);
    let from = before.rfind(IN)?;
    let lead = before.get(from + IN.len()..)?;
    let rest = part_after(cx, condition.end);
    if !(2..=8).contains(&lead.chars().count()) || rest.is_empty() || has_any(rest, CLOSED) {
        return None;
    }
    let frame = before.get(from..)?;
    let alone = segment(frame).first().is_some_and(|w| w.of(frame) == IN);
    let led = before.get(..from)?;
    let words = segment(lead);
    let plain = words
        .iter()
        .all(|w| matches!(w.class, C::Noun | C::Adjective | C::Attribute | C::Nominal | C::Unknown));
    let next = segment(rest);
    let does = |w: &&Word| {
        let nominal = w.class == C::Nominal && AS_NOUNS.contains(&name) && next.len() < 3;
        (w.class == C::Verb || nominal) && w.of(rest).chars().count() > 1
    };
    let deed = next.first().filter(does)?;
    let noun = next.get(1).is_some_and(|w| w.of(rest).ends_with(OF));
    let start = condition.start - frame.len() as u32;
    let span = Span::new(start, condition.end + deed.span.len());
    let own = !ends_any(led, BEFORE_IN) && !name.is_empty();
    (plain && alone && own && !noun).then_some(Open { span, lacks: BELOW })
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
    let happens = matches!(last.class, C::Verb | C::Adjective) || last.of(whole).ends_with(PERFECT);
    if has_any(whole, WHEN_TOLD) {
        return None;
    }
    let after = cx.after(at.start + whole.len() as u32);
    let again = after.strip_prefix('，').is_some_and(|rest| rest.starts_with(WHEN));
    (subject && happens && !again).then_some(Open { span: span_of(at, whole), lacks: TIME })
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
        han || JOINING.contains(&w.of(inner))
    });
    let who = inner.ends_with(PERSONS) || inner.ends_with(BODIES);
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
    let from = before.rfind(WITH)?;
    // 勿以善小而不为: 为 is what is done.
    let done = before.ends_with(NOT);
    if done || !ends_at(cx, at.end) || before.contains(['“', '《', '”']) {
        return None;
    }
    let start = at.start - (before.len() - from) as u32;
    let span = Span::new(start, at.end);
    let frame = cx.of(span);
    let words = segment(frame);
    let first = words.first().is_some_and(|w| w.of(frame).starts_with(WITH));
    let last = words.last().is_some_and(|w| w.of(frame) == BE);
    (first && last && words.len() > 2).then_some(Open { span, lacks: "所为之物" })
}

/// 对操场进行，
fn light_with_object(cx: &LocalContext<'_>, at: Span) -> Option<Open> {
    let before = part_before(cx, at.start);
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) || !ends_at(cx, at.end) {
        return None;
    }
    let words = segment(before);
    let to = words.iter().position(|w| TOWARDS.contains(&w.of(before)))?;
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
    let own = !ends_any(before, LIGHT_BEFORE) && !before.contains(['“', THAT]);
    (own && before.chars().count() > 2).then_some(Open { span: at, lacks: "后面的动词或宾语" })
}

/// 将劳动教育纳入，
fn into(cx: &LocalContext<'_>, at: Span, word: &str) -> Option<Open> {
    if !matches!(mark_after(cx, at.end), Some('，' | '。' | '；')) || !ends_at(cx, at.end) {
        return None;
    }
    let before = part_before(cx, at.start);
    let led = segment(before).iter().any(|w| DISPOSAL.contains(&w.of(before)));
    let as_one = AS_ENDS.contains(&word) && word.ends_with(BE) && word != AS;
    let own = !ends_any(before, NOT_INTO) && !before.contains(['“', '《', THAT]);
    // 定为，“……”: the object follows the mark.
    let apart = !cx.after(at.end).starts_with(QUOTED[0]) && !cx.after(at.end).starts_with(QUOTED[1]);
    ((led || as_one && before.chars().count() > 3) && own && apart)
        .then_some(Open { span: at, lacks: "后面的宾语" })
}
