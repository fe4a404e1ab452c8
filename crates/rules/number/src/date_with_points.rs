//! 2022.3.5 in running text.

use kanwu_plugin::reading::date::{DateForm, DateReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::date_with_points as card;
use crate::date_check::check_date;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if date.form != DateForm::Dotted || date.year_digits != 4 || !date.is_possible() {
        return None;
    }
    // A version, a code: 2022.3.5.1, V2022.3.5
    let code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    let part =
        cx.char_before(date.span.start).is_some_and(code) || cx.char_after(date.span.end).is_some_and(code);
    if part || !cx.text.contains(['，', '。', '；']) {
        return None;
    }
    let want = format!("{year}年{month}月{day}日");
    let finding = Finding::likely(date.span).arg(card::args::FOUND, cx.of(date.span));
    Some(finding.arg(card::args::WANT, want.clone()).fix(date.span, want))
}
