//! 90年代初: a decade without its century. 上世纪80年代: a century named from today.

use kanwu_plugin::context::{has_any, sentence_before};
use kanwu_plugin::reading::date::{DateDigits, DateReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::decade_without_century as card;
use crate::date_check::check_date;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let decade = date.decade?;
    if let Some(word) = date.century_word {
        let span = date.span.join(word);
        let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(span));
        return Some(finding.variant(card::variants::WORD));
    }
    let before = sentence_before(cx.paragraph(), date.span.start);
    let stated = decade >= 100 || date.century.is_some() || has_any(before, words::CENTURY);
    if stated || date.digits == DateDigits::Han {
        return None;
    }
    Some(Finding::guess(date.span).arg(card::args::FOUND, cx.of(date.span)))
}
