//! 四个意识 and other short forms with numbers, which the book quotes everywhere else.

use kanwu_rule::{BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Wake, Woken};

pub(crate) const RULE: Rule =
    Rule::survey("quotation-marks-missing", &["found", "count"], Wake::terms(&TERMS), collect, judge);

/// Short forms that stand in quotation marks.
const TERMS: [&str; 40] = [
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
    "双拥",
    "双创",
    "三区三线",
];

/// So often must the book quote a term before a bare one is a lapse.
const ENOUGH: usize = 3;

fn collect(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Term(n, span) = woken else { return };
    let Some(term) = TERMS.get(n) else { return };
    let open = cx.char_before(span.start);
    let close = cx.char_after(span.end);
    let quoted = matches!(open, Some('“' | '‘')) || matches!(close, Some('”' | '’'));
    // Within a longer quotation or title the outer marks serve.
    if !quoted && cx.depth_at(span.start) > 0 {
        return;
    }
    cx.fact("term", *term, if quoted { "quoted" } else { "bare" }, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for fact in facts.iter().filter(|f| f.value == "bare") {
        let same = || facts.iter().filter(|f| f.key == fact.key);
        let quoted = same().filter(|f| f.value == "quoted").count();
        let bare = same().count() - quoted;
        if quoted < ENOUGH || quoted < bare * 3 {
            continue;
        }
        let finding = Finding::new(Place::Reading(fact.reading, fact.span), Confidence::Likely)
            .arg("found", fact.key.as_str())
            .arg("count", quoted.to_string())
            .fix_at(Place::Reading(fact.reading, fact.span), format!("“{}”", fact.key));
        cx.push(finding);
    }
}
