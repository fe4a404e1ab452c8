//! 20几家, 几10万: 几 beside digits.

use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::digits_with_ji as card;
use crate::han_numeral::whole_in_han;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Approximate]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let number = &quantity.number;
    if !matches!(number.form, NumberForm::Arabic | NumberForm::Mixed) {
        return;
    }
    let approximators = [quantity.approx_before, quantity.approx_after];
    let Some(ji) = approximators.into_iter().flatten().find(|a| a.word == "几") else { return };
    let leads = ji.span.start < number.span.start;
    let digits = number.scale.map_or(number.span, |s| Span::new(number.span.start, s.span.start));
    let span = if leads {
        let end = number.scale.map_or(number.span.end, |s| s.span.start.max(number.span.start));
        ji.span.join(Span::new(number.span.start, end))
    } else {
        Span::new(number.span.start, ji.span.end)
    };
    // 几10 is 几十, not 几一十.
    let han = whole_in_han(number.printed)
        .map(|han| if leads { han.trim_start_matches('一').to_owned() } else { han });
    let finding = Finding::certain(span).arg(card::args::FOUND, cx.of(span));
    cx.push(match han {
        Some(han) => finding.arg(card::args::WANT, cx.of(span).replace(cx.of(digits), &han)).fix(digits, han),
        None => finding.arg(card::args::WANT, "汉字数字"),
    });
}
