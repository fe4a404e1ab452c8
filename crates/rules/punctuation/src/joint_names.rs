//! 党中央国务院, 区委区政府: joint names without 顿号, where the book parts them elsewhere.

use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
};

pub(crate) const RULE: Rule =
    Rule::survey("joint-names-run-together", Triggers::terms(&TERMS), collect, judge);

/// Each name together and apart, by turns.
const TERMS: [&str; 24] = [
    "党中央国务院",
    "党中央、国务院",
    "省委省政府",
    "省委、省政府",
    "市委市政府",
    "市委、市政府",
    "区委区政府",
    "区委、区政府",
    "县委县政府",
    "县委、县政府",
    "党委政府",
    "党委、政府",
    "党工委管委会",
    "党工委、管委会",
    "重要讲话重要指示批示",
    "重要讲话、重要指示批示",
    "重要论述重要指示批示",
    "重要论述、重要指示批示",
    "镇党委镇政府",
    "镇党委、镇政府",
    "乡党委乡政府",
    "乡党委、乡政府",
    "全面振兴全方位振兴",
    "全面振兴、全方位振兴",
];

/// Names that hold the two together.
const WITHIN: [&str; 6] = ["信访局", "督查室", "办公室", "机关", "文件", "研究室"];

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    if WITHIN.iter().any(|w| cx.after(span.end).starts_with(w)) {
        return;
    }
    let Some(name) = TERMS.get(n - n % 2) else { return };
    let form = if n % 2 == 0 { "together" } else { "apart" };
    cx.fact("names", *name, form, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (name, facts) in Fact::by_key(facts) {
        let (together, apart): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|f| f.value == "together");
        let Some([found, want]) = TERMS.as_chunks::<2>().0.iter().find(|[term, _]| *term == name) else {
            continue;
        };
        // The names of the highest bodies are never run together; for others the book's habit decides.
        let always = ["党中央国务院", "重要讲话重要指示批示"].contains(found);
        if !always && (apart.len() < 3 || apart.len() < together.len() * 2) {
            continue;
        }
        for fact in together {
            let at = want.find('、').map_or(0, |n| n as u32) + fact.span.start;
            let finding = Finding::new(fact.place(), Confidence::Likely)
                .arg("found", *found)
                .arg("want", *want)
                .arg("count", apart.len().to_string())
                .fix_at(Place::Reading(fact.reading, Span::empty(at)), "、");
            cx.push(finding);
        }
    }
}
