//! Names of documents that lack 《》: 印发关于……的通知, 贯彻2021—2030年……发展规划.

use kanwu_rule::{Finding, LocalContext, Rule, Span, Wake, Woken};

pub(crate) const RULE: Rule =
    Rule::local("title-marks-missing", &["found", "want"], Wake::terms(&VERBS), check);

/// What is done with a document.
const VERBS: [&str; 12] =
    ["印发", "下发", "制定", "制订", "出台", "修订", "编制", "实施", "贯彻", "落实", "转发", "起草"];

/// What a document is called.
const KINDS: [&str; 14] = [
    "通知", "意见", "决定", "办法", "方案", "规定", "细则", "规划", "纲要", "条例", "通告", "公告", "预案",
    "章程",
];

/// Titles run from this many characters to that many.
const LENGTH: std::ops::RangeInclusive<usize> = 9..=45;

fn check(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Term(_, verb) = woken else { return };
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
    if !about && !names_years(title) {
        return;
    }
    let start = verb.end + lead as u32;
    let span = Span::new(start, start + end as u32);
    let want = format!("《{title}》");
    let finding = Finding::likely(span).arg("found", title).arg("want", want.clone()).fix(span, want);
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
