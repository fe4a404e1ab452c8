//! 东经118°75′: minutes and seconds of arc end at 59.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("arc-minutes-past-sixty", Triggers::kinds(&[K::Degree]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let at = paragraph.tokens[i].span;
    let digits = |i: usize| paragraph.token_text(i).parse::<u32>().ok();
    let degrees = i.checked_sub(1).and_then(digits);
    let lat =
        paragraph.before(at.start).trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let limit = if lat.ends_with("纬") {
        90
    } else if lat.ends_with("经") {
        180
    } else {
        360
    };
    let start = i.checked_sub(1).map_or(at.start, |p| paragraph.tokens[p].span.start);
    if limit < 360 && degrees.is_some_and(|d| d > limit) && paragraph.kind_before(i) == Some(K::Digit) {
        let span = Span::new(start, at.end);
        let zh = format!("不过{limit}度");
        let en = format!("ends at {limit} degrees");
        let finding = Finding::certain(span).arg("found", cx.of(span)).arg("why", zh).arg("reason", en);
        cx.push(finding);
        return;
    }
    // 118°75′ and, with an apostrophe for the mark, 118°75'
    let prime = matches!(paragraph.kind(i + 2), Some(K::Prime | K::Apostrophe | K::RightSingle));
    if prime && digits(i + 1).is_some_and(|m| m > 59) {
        let span = Span::new(start, paragraph.tokens[i + 2].span.end);
        let finding = Finding::certain(span)
            .arg("found", cx.of(span))
            .arg("why", "分、秒不过59")
            .arg("reason", "minutes and seconds of arc end at 59");
        cx.push(finding);
    }
}
