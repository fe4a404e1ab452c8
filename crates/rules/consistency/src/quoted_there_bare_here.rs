//! “721”工作法 in two places, 721工作法 in one.

use std::collections::BTreeMap;

use kanwu_plugin::context::{near_end, tail};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, TokenKind, Trigger,
    Triggers, text,
};

use crate::card::quoted_there_bare_here as card;
use crate::table::contradictions::QUOTED_THINGS;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(QUOTED_THINGS), collect, judge);

/// Characters between the closing mark and the thing: “清河红”调解室, “清河红”民事调解室.
const LINK: usize = 4;

/// No quoted name is longer.
const LONGEST: usize = 10;

/// A quoted name has so many characters: shorter ones are words.
const SHORTEST: usize = 3;

/// So often a name is quoted where it is expected to be.
const SUPPORT: usize = 2;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let before = near_end(cx.before(word.start));
    let near = tail(before, LINK + 1);
    if let Some((_, link)) = near.rsplit_once('”') {
        let closed = before.get(..before.len() - link.len() - '”'.len_utf8()).unwrap_or_default();
        let Some((_, name)) = tail(closed, LONGEST + 1).rsplit_once('“') else { return };
        let plain = name.chars().all(|c| c.is_alphanumeric()) && link.chars().all(is_han);
        // A word of two characters is told from others by the thing right behind it: “云剑”行动.
        let least = if link.is_empty() { SHORTEST - 1 } else { SHORTEST };
        if !plain || name.chars().count() < least {
            return;
        }
        let from = word.start - (link.len() + '”'.len_utf8() + name.len() + '“'.len_utf8()) as u32;
        cx.fact("quoted", format!("{name}{link}{}", cx.of(word)), FactValue::None, Span::new(from, word.end));
        return;
    }
    let run = tail(before, LONGEST + LINK);
    let from = run.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + mark_len(run, at));
    let run = run.get(from..).unwrap_or_default();
    if run.chars().count() < SHORTEST - 1 || cx.paragraph().depth_at(word.start) > 0 {
        return;
    }
    let span = Span::new(word.start - run.len() as u32, word.end);
    cx.fact("bare", format!("{run}{}", cx.of(word)), FactValue::None, span);
}

fn mark_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

fn is_han(c: char) -> bool {
    text::kind_of(c) == TokenKind::Han
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let quoted: BTreeMap<&str, Vec<&Fact>> = Fact::by_key(facts.iter().filter(|f| f.group == "quoted"));
    if quoted.is_empty() {
        return;
    }
    let mut bare: BTreeMap<&str, Vec<(&Fact, Span)>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.group == "bare") {
        let words = fact.key.as_str();
        let ends = words.char_indices().filter_map(|(at, _)| words.get(at..));
        if let Some(name) = ends.into_iter().find_map(|end| quoted.get_key_value(end)).map(|(name, _)| *name)
        {
            let span = Span::new(fact.span.end - name.len() as u32, fact.span.end);
            // 计划 and 培养计划 end one place.
            let places = bare.entry(name).or_default();
            if places.iter().all(|(known, at)| (known.reading, *at) != (fact.reading, span)) {
                places.push((fact, span));
            }
        }
    }
    for (name, places) in bare {
        let (Some(marked), Some((fact, span))) = (quoted.get(name), places.first()) else { continue };
        if marked.len() < SUPPORT || marked.len() < 2 * places.len() {
            continue;
        }
        let finding = Finding::new(kanwu_plugin::Place::Reading(fact.reading, *span), Confidence::Likely)
            .arg(card::args::FOUND, name)
            .arg(card::args::COUNT, marked.len())
            .labelled_facts(&marked.iter().take(1).copied().collect::<Vec<_>>(), card::labels::QUOTED);
        cx.push(finding);
    }
}
