//! Names of documents that lack 《》: 印发关于……的通知, 贯彻2021—2030年……发展规划, 制定2022年……工作要点.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::title_marks_missing as card;
use crate::table::documents::{BODIES, ISSUE, KINDS, PLANS, REGULATIONS, VERBS, YEARLY};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(VERBS), check);

/// Titles run from this many characters to that many.
const LENGTH: std::ops::RangeInclusive<usize> = 9..=45;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, verb) = trigger else { return };
    let rest = cx.paragraph().after(verb.end);
    let lead = rest.len() - rest.trim_start_matches([han::PERFECT, ' ']).len();
    let tail = &rest[lead..];
    let end =
        tail.find(['，', '。', '；', '、', '：', '《', '》', '“', '”', '（', ',', ';']).unwrap_or(tail.len());
    let title = &tail[..end];
    if !LENGTH.contains(&title.chars().count()) || !ends_any(title, KINDS) {
        return;
    }
    let about = title.starts_with("关于") && title.contains(han::OF);
    let named = about || names_years(title);
    // What is named by its year or its body alone may be general words.
    if !named && !of_a_year(title) && !of_a_body(cx.of(verb), title) {
        return;
    }
    let start = verb.end + lead as u32;
    let span = Span::new(start, start + end as u32);
    let want = format!("《{title}》");
    let finding = if named { Finding::likely(span) } else { Finding::guess(span) };
    let finding = finding.arg(card::args::FOUND, title).arg(card::args::WANT, want.clone()).fix(span, want);
    cx.push(finding);
}

/// 2021—2030年……规划: a plan named by its years.
fn names_years(title: &str) -> bool {
    let digits = |s: &str| s.len() == 4 && s.bytes().all(|b| b.is_ascii_digit());
    let years = title.split_once(['—', '-', '～']).is_some_and(|(from, rest)| {
        digits(from) && rest.get(..4).is_some_and(digits) && rest[4..].trim_start().starts_with(han::YEAR)
    });
    years && ends_any(title, PLANS)
}

/// 2022年……工作要点: a paper named by its year.
fn of_a_year(title: &str) -> bool {
    let (year, rest) = title.split_at(title.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.trim_start();
    year.len() == 4
        && (rest.starts_with("年度") || rest.starts_with(han::YEAR))
        && rest.chars().count() >= LEAST
        && ends_any(rest, YEARLY)
}

/// A title without its year has at least so many characters.
const LEAST: usize = 9;

/// 印发区委……工作规则: a regulation named by the body that it is for.
fn of_a_body(verb: &str, title: &str) -> bool {
    ISSUE.contains(&verb)
        && title.chars().count() >= LEAST
        && starts_any(title, BODIES)
        && ends_any(title, REGULATIONS)
}
