//! 四个意识 and other short forms with numbers, and any other words, which the book quotes everywhere else.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::bare;

pub(crate) const RULE: Rule = Rule::survey(
    "quotation-marks-missing",
    Triggers::terms(&TERMS).or(Triggers::kinds(&[TokenKind::LeftDouble])),
    collect,
    judge,
);

/// Short forms that stand in quotation marks.
const TERMS: [&str; 39] = [
    "四个意识",
    "四个自信",
    "两个维护",
    "两个确立",
    "四个全面",
    "五位一体",
    "三重一大",
    "三会一课",
    "双减",
    "双随机、一公开",
    "双随机一公开",
    "放管服",
    "一网通办",
    "六稳",
    "六保",
    "一带一路",
    "三公",
    "四史",
    "三严三实",
    "两学一做",
    "一岗双责",
    "三管三必须",
    "四不两直",
    "两不愁三保障",
    "四议一公开",
    "扫黄打非",
    "一窗受理",
    "最多跑一次",
    "互联网+",
    "八五",
    "七五",
    "三农",
    "两优一先",
    "三项制度",
    "五级书记",
    "四风",
    "双碳",
    "双创",
    "三区三线",
];

/// So often must the book quote other words before a bare place is a lapse: its habit is all that is known.
const ENOUGH: usize = 4;

/// And to each bare place there must be so many quoted ones.
const TIMES: usize = 4;

/// Words in quotation marks that may be a term, in characters.
const TERM: std::ops::RangeInclusive<usize> = 3..=10;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Term(n, span) => short_form(cx, n, span),
        Trigger::Token(i) => quotation(cx, i),
        _ => {}
    }
}

fn short_form(cx: &mut LocalContext<'_>, n: usize, span: Span) {
    let Some(term) = TERMS.get(n) else { return };
    // 八五折: a discount.
    if cx.after(span.end).starts_with('折') {
        return;
    }
    let open = cx.char_before(span.start);
    let close = cx.char_after(span.end);
    let quoted =
        matches!(open, Some('“' | '‘' | '「' | '『')) || matches!(close, Some('”' | '’' | '」' | '』'));
    // Within a longer quotation or title the outer marks serve.
    if !quoted && cx.depth_at(span.start) > 0 {
        return;
    }
    cx.fact("term", *term, if quoted { "quoted" } else { "bare" }, span);
}

fn quotation(cx: &mut LocalContext<'_>, i: usize) {
    let (open, word, close) = (cx.tokens.get(i), cx.tokens.get(i + 1), cx.tokens.get(i + 2));
    let (Some(open), Some(word), Some(close)) = (open, word, close) else { return };
    let whole = word.kind == TokenKind::Han && close.kind == TokenKind::RightDouble;
    if whole && TERM.contains(&(word.span.len() as usize / 3)) && !TERMS.contains(&cx.of(word.span)) {
        cx.fact("words", cx.of(word.span), "", Span::new(open.span.start, close.span.end));
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (term, facts) in Fact::by_key(facts.iter().filter(|f| f.group == "term")) {
        let (bare, quoted): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.value == "bare");
        // The short forms are quoted everywhere in print; the book need but do so too.
        if !quoted.is_empty() && quoted.len() >= bare.len() {
            for fact in bare {
                report(cx, term, quoted.len(), fact.place());
            }
        }
    }
    let words: Vec<(&str, usize)> = Fact::by_key(facts.iter().filter(|f| f.group == "words"))
        .into_iter()
        .map(|(word, quoted)| (word, quoted.len()))
        .filter(|(word, quoted)| *quoted >= ENOUGH && is_name(word))
        .collect();
    let bare = bare::places(cx.book, words.iter().map(|(word, _)| *word));
    for (n, (word, quoted)) in words.into_iter().enumerate() {
        let here: Vec<_> = bare.iter().filter(|place| place.word == n).collect();
        if here.len() * TIMES <= quoted {
            for place in here {
                report(cx, word, quoted, Place::Reading(place.reading, place.span));
            }
        }
    }
}

/// Whether quoted words are a name rather than something done (为民办实事), which is also told without marks.
fn is_name(words: &str) -> bool {
    !segment(words).first().is_some_and(|w| {
        matches!(w.class, WordClass::Verb | WordClass::Preposition | WordClass::Adverb | WordClass::Pronoun)
    })
}

fn report(cx: &mut BookContext<'_>, term: &str, quoted: usize, place: Place) {
    let finding = Finding::new(place, Confidence::Likely)
        .arg("found", term)
        .arg("count", quoted.to_string())
        .fix_at(place, format!("“{term}”"));
    cx.push(finding);
}
