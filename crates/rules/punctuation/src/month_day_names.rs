//! “五四”运动 and “五四运动”: both forms are right, one of them throughout is better.

use kanwu_plugin::{BookContext, Confidence, Fact, Finding, LocalContext, Rule, Trigger, Triggers};

pub(crate) const RULE: Rule =
    Rule::survey("month-day-name-two-forms", Triggers::terms(&FORMS), collect, judge);

/// Each name with marks round the date and round the whole, by turns.
const FORMS: [&str; 16] = [
    "“五四”运动",
    "“五四运动”",
    "“五四”精神",
    "“五四精神”",
    "“九一八”事变",
    "“九一八事变”",
    "“七七”事变",
    "“七七事变”",
    "“一二·九”运动",
    "“一二·九运动”",
    "“八一”建军节",
    "“八一建军节”",
    "“三八”妇女节",
    "“三八妇女节”",
    "“六一”儿童节",
    "“六一儿童节”",
];

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let (Some(name), Some(form)) = (FORMS.get(n - n % 2), FORMS.get(n)) else { return };
    cx.fact("name", *name, *form, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (date, facts) in Fact::by_key(facts) {
        let (dates, wholes): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.value == date);
        let (most, few) = if dates.len() >= wholes.len() { (dates, wholes) } else { (wholes, dates) };
        let (Some(usual), Some(first)) = (most.first(), few.first()) else { continue };
        let finding = Finding::new(first.place(), Confidence::Guess)
            .arg("found", first.value.as_str())
            .arg("count", few.len().to_string())
            .arg("want", usual.value.as_str())
            .arg("most", most.len().to_string())
            .occurrences(&few, &usual.value);
        cx.push(finding);
    }
}
