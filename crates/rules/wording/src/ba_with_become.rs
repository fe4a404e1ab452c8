//! 把活动成为途径: 把 needs a verb that does something to its object, and 成为 does nothing.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::ba_with_become as card;
use crate::table::verb_frames::{BECOME, CHANGED};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(BECOME), check);

/// The word that leads the object.
const BA: &str = "把";

/// Between the two so many bytes at the most.
const LONGEST: usize = 90;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, become_) = trigger else { return };
    let before = &cx.tokens[..cx.tokens.partition_point(|t| t.span.end <= become_.start)];
    let ends = |kind: K| kind.is_point() || kind == K::Newline;
    let start = before.iter().rfind(|t| ends(t.kind)).map_or(0, |t| t.span.end);
    let clause = cx.of(Span::new(start, become_.end));
    let Some(ba) = clause.rfind(BA).filter(|at| clause.len() - at <= LONGEST) else { return };
    let from = &clause[ba..];
    let words = segment(from);
    let mut last = words.iter().rev();
    // 建成为, 打造成为: the verb that 把 needs stands before it.
    let (Some(word), Some(object), Some(first)) = (last.next(), last.next(), words.first()) else { return };
    let thing = matches!(object.class, WordClass::Noun | WordClass::Nominal | WordClass::Place);
    let alone = first.of(from) == BA && words.len() > 2;
    let done = words.iter().skip(1).any(|w| w.class == WordClass::Verb && !BECOME.contains(&w.of(from)));
    let made = ends_any(object.of(from), CHANGED);
    if !BECOME.contains(&word.of(from)) || made || !thing || !alone || done {
        return;
    }
    let at = start + ba as u32;
    let mark = Span::new(at, at + BA.len() as u32);
    let found = Span::new(at, become_.end);
    cx.push(Finding::likely(found).arg(card::args::FOUND, cx.of(found)).fix(mark, "使"));
}
