//! 区粮食局组织储粮，区教育局新建校舍，区广播站更新设备: three bodies, three deeds, and commas between.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::clauses_run_by_comma as card;
use crate::clause::{part_after, part_before, subject_of};
use crate::table::clause_words::LEVELS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullComma]), check);

/// So many clauses in a row, each with a subject of its own.
const ENOUGH: usize = 3;

/// No sentence has more clauses of the kind.
const MOST: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let comma = cx.tokens[i].span;
    let first = part_before(cx, comma.start);
    let Some(actor) = body(cx.of(first)) else { return };
    // The first comma of the row speaks for it.
    let earlier = first.start.checked_sub(3).filter(|at| cx.after(*at).starts_with('，'));
    if earlier.is_some_and(|at| body(cx.of(part_before(cx, at))).is_some()) {
        return;
    }
    let (mut actors, mut commas) = (vec![actor], vec![comma]);
    let mut at = comma.end;
    while actors.len() < MOST {
        let (part, mark) = part_after(cx, at);
        let Some(actor) = body(cx.of(part)) else { break };
        if actors.contains(&actor) {
            break;
        }
        actors.push(actor);
        if mark != Some(K::FullComma) {
            break;
        }
        commas.push(Span::new(part.end, part.end + 3));
        at = part.end + 3;
    }
    if actors.len() < ENOUGH {
        return;
    }
    let mut finding =
        Finding::likely(comma).arg(card::args::FOUND, actors.join("”“")).arg(card::args::COUNT, actors.len());
    for comma in commas.iter().take(actors.len() - 1) {
        finding = finding.fix(*comma, "；");
    }
    cx.push(finding);
}

/// The body that a clause begins with, known by the level it is of: 区粮食局.
fn body(clause: &str) -> Option<&str> {
    subject_of(clause, |subject| subject.starts_with(LEVELS))
}
