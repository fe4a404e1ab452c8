//! 2022年（癸卯年）: the cyclical name of another year.

use kanwu_plugin::context::{has_any, head};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::ganzhi_against_year as card;
use crate::table::calendar_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::GANZHI), check);

/// How far on a word may say that the date lies before the lunar new year, in characters.
const NEAR: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, name) = trigger else { return };
    let after = cx.after(name.end);
    // 壬寅虎年: the animal goes with the name.
    if let Some(animal) =
        words::ANIMAL.iter().position(|a| after.strip_prefix(a).is_some_and(|s| s.starts_with(han::YEAR)))
    {
        if animal != n % words::ANIMAL.len() {
            let with = words::ANIMAL.get(n % words::ANIMAL.len()).copied().unwrap_or_default();
            report(cx, name, with, cx.of(name));
        }
        return;
    }
    // 光绪二十四年（戊戌，1898年）
    let noted = cx.before(name.start).ends_with(['（', '(']).then(|| after.strip_prefix('，')).flatten();
    let Some(rest) = after.strip_prefix(han::YEAR).or(noted) else { return };
    let led = year_before(cx.before(name.start));
    let followed = noted.or_else(|| rest.strip_prefix(['（', '('])).and_then(year_at);
    let Some(year) = led.or(followed) else { return };
    let cycle = words::GANZHI.len() as i32;
    let place = |year: i32| (year - 4).rem_euclid(cycle) as usize;
    let turn = has_any(head(rest, NEAR), words::BEFORE_NEW_YEAR);
    if place(year) == n || (turn && place(year - 1) == n) {
        return;
    }
    let want = words::GANZHI.get(place(year)).copied().unwrap_or_default();
    report(cx, name, want, &year.to_string());
}

fn report(cx: &mut LocalContext<'_>, name: Span, want: &str, year: &str) {
    let finding = Finding::likely(name)
        .arg(card::args::FOUND, cx.of(name))
        .arg(card::args::YEAR, year)
        .arg(card::args::WANT, want);
    cx.push(finding);
}

/// 2022年（ before the name: the year.
fn year_before(before: &str) -> Option<i32> {
    let text = before.strip_suffix(['（', '(']).unwrap_or(before);
    let digits = text.strip_suffix([han::YEAR, '，'])?;
    let from = digits.len().checked_sub(4)?;
    year_at(&format!("{}年", digits.get(from..)?))
        .filter(|_| !digits.get(..from).unwrap_or_default().ends_with(|c: char| c.is_ascii_digit()))
}

/// 2022年 at the beginning of a text: the year.
fn year_at(text: &str) -> Option<i32> {
    let digits = text.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    text.get(4..)?.starts_with([han::YEAR, '）', ')']).then(|| digits.parse().ok()).flatten()
}
