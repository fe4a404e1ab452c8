//! A document that stands in 《》 elsewhere in the book, and here without.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Rule, Span, TokenKind as K,
    Trigger, Triggers,
};

use crate::card::title_marks_missing_here as card;
use crate::clause::ends_part;
use crate::table::documents::KNOWN_KINDS;

/// See the card.
pub const RULE: Rule = Rule::survey(
    card::NAME,
    Triggers::terms(KNOWN_KINDS).or(Triggers::kinds(&[K::LeftTitle])),
    collect,
    judge,
);

/// A title of fewer characters is a word like any other: 办法, 管理办法.
const LEAST: usize = 7;

/// A title has at most so many bytes.
const LONGEST: usize = 150;

/// Facts: a title in title marks.
const TITLED: &str = "titled";

/// Facts: words without title marks that may be a title.
const BARE: &str = "bare";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Token(i) => {
            let Some(pair) = cx.pairing.opened_by(i).filter(|p| !p.mismatched) else { return };
            let (Some(open), Some(close)) = (cx.tokens.get(i), cx.tokens.get(pair.close as usize)) else {
                return;
            };
            let span = Span::new(open.span.end, close.span.start);
            let title = cx.of(span);
            let named = title.chars().count() >= LEAST && ends_any(title, KNOWN_KINDS);
            if named && span.len() as usize <= LONGEST {
                cx.fact(TITLED, title, FactValue::None, span);
            }
        }
        Trigger::Term(_, span) if cx.depth_at(span.start) == 0 => {
            let inner = |k: K| k == K::EnumerationComma || k.is_opener() || k.is_closer();
            let before = &cx.tokens[..cx.tokens.partition_point(|t| t.span.end <= span.start)];
            let from = before.iter().rfind(|t| ends_part(t.kind) || inner(t.kind)).map_or(0, |t| t.span.end);
            let bare = Span::new(from, span.end);
            if (LEAST * 3..=LONGEST).contains(&(bare.len() as usize)) {
                cx.fact(BARE, cx.of(bare), FactValue::None, bare);
            }
        }
        _ => {}
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let titles: Vec<&str> = facts.iter().filter(|f| f.group == TITLED).map(|f| f.key.as_str()).collect();
    for fact in facts.iter().filter(|f| f.group == BARE) {
        let Some(title) = titles.iter().filter(|t| fact.key.ends_with(**t)).max_by_key(|t| t.len()) else {
            continue;
        };
        let count = titles.iter().filter(|t| *t == title).count();
        let span = Span::new(fact.span.end - title.len() as u32, fact.span.end);
        let place = Place::Reading(fact.reading, span);
        let finding = Finding::new(place, Confidence::Likely)
            .arg(card::args::FOUND, *title)
            .arg(card::args::WANT, format!("《{title}》"))
            .arg(card::args::COUNT, count)
            .fix_at(place, format!("《{title}》"));
        cx.push(finding);
    }
}
