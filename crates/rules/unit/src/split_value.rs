//! 1米81: number and unit torn apart.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("value-split-by-unit", Triggers::terms(TERMS), check);

const TERMS: &[&str] = &["米0", "米1", "米2", "米3", "米4", "米5", "米6", "米7", "米8", "米9"];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, at) = trigger else { return };
    let unit_end = at.end - 1;
    let rest = cx.after(unit_end);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let next = rest.get(digits..).and_then(|r| r.chars().next());
    let ends = next.is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '的' | '）' | '高' | '长' | '宽'));
    let whole = cx.before(at.start).bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at.start - whole as u32;
    let joined = cx.char_before(start).is_some_and(|c| c == '.' || c.is_ascii_alphabetic());
    if !(1..=2).contains(&digits) || !(1..=3).contains(&whole) || !ends || joined {
        return;
    }
    let span = Span::new(start, unit_end + digits as u32);
    let decimals = rest.get(..digits).unwrap_or_default();
    let want = format!("{}.{decimals}米", cx.of(Span::new(start, at.start)));
    let finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", want.clone()).fix(span, want);
    cx.push(finding);
}
