//! “杏林启航”人才计划 in one place, “杏林起航”人才计划 in another: quoted names that differ in one character.

use kanwu_plugin::context::{head, near_end};
use kanwu_plugin::index::names::one_apart;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::card::quoted_name_one_apart as card;
use crate::table::name_forms::TELLING_APART;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::RightDouble]), collect, judge);

/// A name has so many characters.
const NAME: std::ops::RangeInclusive<usize> = 4..=16;

/// So many tell by themselves what is named.
const LONG: usize = 8;

/// So many behind a shorter name say what it is the name of.
const THING: usize = 4;

/// What is named alike more often is a series of names.
const MOST: usize = 40;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(close) = cx.tokens.get(i).map(|token| token.span) else { return };
    let Some((_, name)) = near_end(cx.before(close.start)).rsplit_once('“') else { return };
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let count = name.chars().count();
    if !NAME.contains(&count) || !name.chars().all(is_han) {
        return;
    }
    let behind = head(cx.after(close.end), THING);
    let thing = behind.chars().count() == THING && behind.chars().all(is_han);
    let key = if count >= LONG {
        format!("{count}")
    } else if thing {
        format!("{count}{behind}")
    } else {
        return;
    };
    cx.fact("", key, name, Span::new(close.start - name.len() as u32, close.start));
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let mut named: Vec<(&str, Vec<&Fact>)> = Vec::new();
        for fact in facts {
            match named.iter().position(|(name, _)| *name == fact.value.as_str()) {
                Some(at) => named[at].1.push(fact),
                None if named.len() < MOST => named.push((fact.value.as_str(), vec![fact])),
                None => {}
            }
        }
        let letters: Vec<Vec<char>> = named.iter().map(|(name, _)| name.chars().collect()).collect();
        for (a, b) in one_apart(&letters) {
            let (Some(one), Some(two)) = (named.get(a), named.get(b)) else { continue };
            let other = one.0.chars().zip(two.0.chars()).find(|(x, y)| x != y);
            // 东片区 and 西片区, 第一 and 第二 are two things.
            let apart = other.is_none_or(|(x, y)| TELLING_APART.contains(&x) && TELLING_APART.contains(&y));
            if apart || one.0.chars().count() != two.0.chars().count() {
                continue;
            }
            // The rarer, or the later, is the one to ask about.
            let (odd, known) = if one.1.len() < two.1.len() { (one, two) } else { (two, one) };
            let (Some(odd), Some(known)) = (odd.1.first(), known.1.first()) else { continue };
            if odd.reading == known.reading {
                continue;
            }
            let finding = Finding::new(odd.place(), Confidence::Likely)
                .arg(card::args::FOUND, odd.value.as_str())
                .arg(card::args::OTHER, known.value.as_str())
                .labelled_facts(&[*known], card::labels::OTHER);
            cx.push(finding);
        }
    }
}
