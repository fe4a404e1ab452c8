//! 党中央国务院, 区委区政府: joint names without 顿号, where the book parts them elsewhere.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
};

use crate::card::joint_names_run_together as card;
use crate::table::joint_names::{JOINT_NAME, ONE_NAME};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(&TERMS), collect, judge);

/// Each name together and apart, by turns.
const TERMS: [&str; 2 * JOINT_NAME.len()] = {
    let mut terms = [""; 2 * JOINT_NAME.len()];
    let mut i = 0;
    while i < JOINT_NAME.len() {
        terms[2 * i] = JOINT_NAME[i].together;
        terms[2 * i + 1] = JOINT_NAME[i].apart;
        i += 1;
    }
    terms
};

/// Facts: a name run together.
const TOGETHER: &str = "together";

/// Facts: a name parted.
const APART: &str = "apart";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    if starts_any(cx.after(span.end), ONE_NAME) {
        return;
    }
    let Some(name) = JOINT_NAME.get(n / 2) else { return };
    cx.fact(if n % 2 == 0 { TOGETHER } else { APART }, name.together, FactValue::None, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (name, facts) in Fact::by_key(facts) {
        let (together, apart): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|f| f.group == TOGETHER);
        let Some(joint) = JOINT_NAME.iter().find(|joint| joint.together == name) else { continue };
        // The names of the highest bodies are never run together; for others the book's habit decides.
        if !joint.always && (apart.len() < 3 || apart.len() < together.len() * 2) {
            continue;
        }
        for fact in together {
            let at = joint.apart.find('、').map_or(0, |n| n as u32) + fact.span.start;
            let finding = Finding::new(fact.place(), Confidence::Likely)
                .arg(card::args::FOUND, joint.together)
                .arg(card::args::WANT, joint.apart)
                .fix_at(Place::Reading(fact.reading, Span::empty(at)), "、");
            cx.push(finding);
        }
    }
}
