//! “五四”运动 and “五四运动”: both forms are right, one of them throughout is better.

use kanwu_rule::{BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Wake, Woken};

pub(crate) const RULE: Rule = Rule::survey(
    "month-day-name-two-forms",
    &["found", "count", "want", "most"],
    Wake::terms(&FORMS),
    collect,
    judge,
);

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

fn collect(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Term(n, span) = woken else { return };
    let (Some(name), Some(form)) = (FORMS.get(n - n % 2), FORMS.get(n)) else { return };
    cx.fact("name", *name, *form, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for [date, whole] in FORMS.as_chunks::<2>().0 {
        let of = |form: &str| facts.iter().filter(|f| f.value == form).collect::<Vec<_>>();
        let (dates, wholes) = (of(date), of(whole));
        let (few, want, most) =
            if dates.len() >= wholes.len() { (wholes, date, dates) } else { (dates, whole, wholes) };
        let Some(first) = few.first() else { continue };
        let mut finding = Finding::new(Place::Reading(first.reading, first.span), Confidence::Guess)
            .arg("found", first.value.as_str())
            .arg("count", few.len().to_string())
            .arg("want", *want)
            .arg("most", most.len().to_string());
        for fact in &few {
            finding = finding.occurrence(Place::Reading(fact.reading, fact.span), *want);
        }
        cx.push(finding);
    }
}
