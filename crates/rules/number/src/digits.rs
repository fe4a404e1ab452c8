//! How the digits of one number are written: 20几家, 1,2345, .5%, 3千人, 3．5.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::{Grouping, Number, NumberForm};
use kanwu_plugin::{
    Applicability, Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, TokenKind as K, Trigger,
    Triggers,
};

use crate::han::han;
use kanwu_plugin::context::starts_any;

pub(crate) const SOME: Rule = Rule::local("digits-with-ji", Triggers::flags(&[ItemFlag::Approximate]), some);
pub(crate) const GROUPING: Rule =
    Rule::local("digits-not-in-threes", Triggers::flags(&[ItemFlag::Grouped]), grouping);
pub(crate) const WIDE_COMMA: Rule =
    Rule::local("full-width-thousands-comma", Triggers::flags(&[ItemFlag::Grouped]), wide_comma);
pub(crate) const ZERO: Rule =
    Rule::local("leading-zero-missing", Triggers::kinds(&[K::Period]), leading_zero);
pub(crate) const POINT: Rule = Rule::local(
    "wrong-decimal-point",
    Triggers::kinds(&[K::FullPeriod, K::MiddleDot]).or(Triggers::terms(STOPS)),
    point,
);
pub(crate) const PLACE: Rule =
    Rule::local("digits-with-place-word", Triggers::flags(&[ItemFlag::Scaled]), place);
pub(crate) const TORN: Rule = Rule::local("number-torn-by-blank", Triggers::flags(&[ItemFlag::Bare]), torn);

/// A full stop before a digit.
const STOPS: &[&str] = &["。0", "。1", "。2", "。3", "。4", "。5", "。6", "。7", "。8", "。9"];

fn number<'a>(cx: &LocalContext<'a>, trigger: Trigger) -> Option<&'a Number> {
    let Trigger::Item(i) = trigger else { return None };
    match cx.paragraph().items.get(i) {
        Some(Item::Quantity(quantity)) => Some(&quantity.number),
        Some(Item::BareNumber(number)) => Some(number),
        _ => None,
    }
}

/// 20几家, 几10万.
fn some(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let number = &quantity.number;
    if !matches!(number.form, NumberForm::Arabic | NumberForm::Mixed) {
        return;
    }
    let word = [quantity.approx_before, quantity.approx_after].into_iter().flatten().find(|a| a.word == "几");
    let Some(word) = word else { return };
    let span = word.span.join(Span::new(
        number.span.start,
        number.scale.map_or(number.span.end, |s| s.span.start.max(number.span.start)),
    ));
    let span =
        if word.span.start < number.span.start { span } else { Span::new(number.span.start, word.span.end) };
    let digits = number.scale.map_or(number.span, |s| Span::new(number.span.start, s.span.start));
    let han = han(number.printed);
    let mut finding = Finding::certain(span).arg("found", cx.of(span));
    // 几10 is 几十, not 几一十.
    let han = han
        .map(|h| if word.span.start < number.span.start { h.trim_start_matches('一').to_owned() } else { h });
    finding = match han {
        Some(han) => finding.arg("want", cx.of(span).replace(cx.of(digits), &han)).fix(digits, han),
        None => finding.arg("want", "汉字数字"),
    };
    cx.push(finding);
}

fn grouping(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = number(cx, trigger).filter(|n| n.grouping == Grouping::Irregular) else { return };
    let text = cx.of(number.span);
    // 1,2345号, 1,2: a list of numbers.
    if starts_any(cx.after(number.span.end), &["号", "、", ","]) {
        return;
    }
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let finding = Finding::certain(number.span).arg("found", text).arg("want", in_threes(&plain));
    cx.push(finding);
}

/// 12345 to 12,345.
fn in_threes(digits: &str) -> String {
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(w, r)| (w, r));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

fn wide_comma(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = number(cx, trigger).filter(|n| n.grouping == Grouping::WideComma) else { return };
    let text = cx.of(number.span);
    let want = text.replace('，', ",");
    let finding =
        Finding::likely(number.span).arg("found", text).arg("want", want.clone()).fix(number.span, want);
    cx.push(finding);
}

fn leading_zero(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let one = cx.token_text(i) == ".";
    let before = cx.kind_before(i);
    let free = matches!(
        before,
        Some(
            K::Han | K::FullComma | K::EnumerationComma | K::WaveDash | K::LeftParen | K::Pipe | K::FullColon
        )
    );
    if !one || !free || cx.kind_after(i) != Some(K::Digit) || cx.tokens[i].span.start == 0 {
        return;
    }
    let end = cx.tokens[i + 1].span.end;
    let unit = cx
        .char_after(end)
        .is_some_and(|c| matches!(c, '%' | '‰' | '％') || ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !unit {
        return;
    }
    let span = Span::new(cx.tokens[i].span.start, end);
    let want = format!("0{}", cx.of(span));
    let finding =
        Finding::certain(span).arg("found", cx.of(span)).arg("want", want).fix(Span::empty(span.start), "0");
    cx.push(finding);
}

/// 3．5, 3。5亿, 3·5%.
fn point(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let i = match trigger {
        Trigger::Token(i) => i,
        Trigger::Term(_, span) => match cx.token_at(span.start) {
            Some(i) => i,
            None => return,
        },
        _ => return,
    };
    if cx.kind_before(i) != Some(K::Digit) || cx.kind_after(i) != Some(K::Digit) {
        return;
    }
    let (left, right) = (cx.tokens[i - 1].span, cx.tokens[i + 1].span);
    let opens = matches!(cx.char_before(left.start), None | Some('\n'));
    let after = cx.after(right.end).trim_start_matches(' ');
    let measured = starts_any(
        after,
        &["%", "％", "‰", "万", "亿", "元", "公里", "千米", "平方", "个百分点", "吨", "米", "公顷"],
    );
    let full = cx.kind(i) == Some(K::FullPeriod);
    let year = left.len() == 4 || right.len() == 4;
    if opens || year && !measured || !(full || measured) || left.len() > 6 {
        return;
    }
    let at = cx.tokens[i].span;
    let span = left.join(right);
    let want = format!("{}.{}", cx.of(left), cx.of(right));
    let mut finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", want).fix(at, ".");
    if !full {
        finding = finding.grade(Applicability::Unsafe);
    }
    cx.push(finding);
}

/// 3千人, 5百万元.
fn place(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = number(cx, trigger) else { return };
    let Some(scale) = number.scale.filter(|s| !matches!(s.power, 4 | 8 | 12)) else { return };
    if number.form == NumberForm::Split || number.form == NumberForm::Han {
        return;
    }
    let word = cx.of(scale.span);
    // 600千字: how publishers count.
    let after = cx.after(scale.span.end).trim_start();
    // 2.5千兆比特: a prefix of the unit. ’97十大新闻: a year, and ten of something.
    let year = cx.char_before(number.span.start) == Some('’');
    if year || after.starts_with(['字', '兆', '大', '佳', '强']) {
        return;
    }
    // 3百分, 5千伏: read as units elsewhere; 12万亿 is a place of its own.
    if !word.starts_with(['十', '百', '千']) {
        return;
    }
    let factor = match word.chars().next() {
        Some('十') => 10,
        Some('百') => 100,
        _ => 1000,
    };
    let Some(value) = number.printed.checked_mul(factor.into()) else { return };
    let rest: String = word.chars().skip(1).collect();
    let want = format!("{}{rest}", value.normalize());
    let first = scale.span.start + word.chars().next().map_or(0, |c| c.len_utf8() as u32);
    let span = Span::new(number.span.start, scale.span.end);
    let edit = Span::new(number.span.start, first);
    let mut finding = Finding::certain(span)
        .arg("found", cx.of(span))
        .arg("want", want)
        .fix(edit, value.normalize().to_string());
    if number.places > 0 || word != "千" {
        finding = finding.grade(Applicability::Unsafe);
    }
    cx.push(finding);
}

/// 5 9号: one number in two pieces.
fn torn(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = number(cx, trigger) else { return };
    let Some(i) = cx.token_at(number.span.end).filter(|i| cx.kind(*i) == Some(K::Space)) else { return };
    if cx.kind_before(i) != Some(K::Digit) || cx.kind_after(i) != Some(K::Digit) {
        return;
    }
    let (left, right) = (cx.tokens[i - 1].span, cx.tokens[i + 1].span);
    let after = cx.after(right.end).trim_start();
    let han_before = cx
        .before(left.start)
        .trim_end()
        .chars()
        .next_back()
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let short = left.len() <= 2 && right.len() == 1;
    let named = starts_any(
        after,
        &["号", "年", "月", "日", "%", "人", "家", "个", "元", "次", "名", "户", "项", "件", "米", "万"],
    );
    if !short || !named || !han_before {
        return;
    }
    let span = left.join(right);
    let want = format!("{}{}", cx.of(left), cx.of(right));
    let finding = Finding::new(Place::Here(span), Confidence::Certain)
        .arg("found", cx.of(span))
        .arg("want", want)
        .fix(cx.tokens[i].span, "");
    cx.push(finding);
}
