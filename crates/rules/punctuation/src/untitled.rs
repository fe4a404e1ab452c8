//! Names of documents that lack 《》: 印发关于……的通知, 贯彻2021—2030年……发展规划, 制定2022年……工作要点.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("title-marks-missing", Triggers::terms(&VERBS), check);

/// What is done with a document.
const VERBS: [&str; 12] =
    ["印发", "下发", "制定", "制订", "出台", "修订", "编制", "实施", "贯彻", "落实", "转发", "起草"];

/// What a document is called.
const KINDS: [&str; 18] = [
    "通知",
    "意见",
    "决定",
    "办法",
    "方案",
    "规定",
    "细则",
    "规划",
    "纲要",
    "条例",
    "通告",
    "公告",
    "预案",
    "章程",
    "要点",
    "规则",
    "行动计划",
    "工作计划",
];

/// Titles run from this many characters to that many.
const LENGTH: std::ops::RangeInclusive<usize> = 9..=45;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, verb) = trigger else { return };
    let rest = cx.paragraph().after(verb.end);
    let lead = rest.len() - rest.trim_start_matches(['了', ' ']).len();
    let tail = &rest[lead..];
    let end =
        tail.find(['，', '。', '；', '、', '：', '《', '》', '“', '”', '（', ',', ';']).unwrap_or(tail.len());
    let title = &tail[..end];
    if !LENGTH.contains(&title.chars().count()) || !KINDS.iter().any(|k| title.ends_with(k)) {
        return;
    }
    let about = title.starts_with("关于") && title.contains('的');
    let named = about || names_years(title);
    // What is named by its year or its body alone may be told in general words.
    if !named && !of_a_year(title) && !of_a_body(cx.of(verb), title) {
        return;
    }
    let start = verb.end + lead as u32;
    let span = Span::new(start, start + end as u32);
    let want = format!("《{title}》");
    let finding = if named { Finding::likely(span) } else { Finding::guess(span) };
    let finding = finding.arg("found", title).arg("want", want.clone()).fix(span, want);
    cx.push(finding);
}

/// 2021—2030年……规划: a plan named by its years.
fn names_years(title: &str) -> bool {
    let digits = |s: &str| s.len() == 4 && s.bytes().all(|b| b.is_ascii_digit());
    let years = title.split_once(['—', '-', '～']).is_some_and(|(from, rest)| {
        digits(from) && rest.get(..4).is_some_and(digits) && rest[4..].trim_start().starts_with('年')
    });
    years && ["规划", "纲要"].iter().any(|k| title.ends_with(k))
}

/// 2022年……工作要点: a paper named by its year.
fn of_a_year(title: &str) -> bool {
    let (year, rest) = title.split_at(title.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.trim_start();
    let kinds = ["要点", "方案", "行动计划", "工作计划", "意见"];
    year.len() == 4
        && (rest.starts_with("年度") || rest.starts_with('年'))
        && rest.chars().count() >= LEAST
        && kinds.iter().any(|k| rest.ends_with(k))
}

/// A title without its year has at least so many characters.
const LEAST: usize = 9;

/// 印发区委……工作规则: a regulation named by the body that it is for.
fn of_a_body(verb: &str, title: &str) -> bool {
    let bodies = ["区委", "县委", "市委", "省委", "区政府", "县政府", "市政府", "省政府", "区人大", "区政协"];
    matches!(verb, "印发" | "下发" | "转发")
        && title.chars().count() >= LEAST
        && bodies.iter().any(|b| title.starts_with(b))
        && ["规则", "细则", "办法", "条例", "规定"].iter().any(|k| title.ends_with(k))
}
