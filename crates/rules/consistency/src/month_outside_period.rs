//! 四季度，……9月: a month that is none of the period that its sentence opens with.

use kanwu_plugin::context::{before_any, has_any, sentence_start};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::month_outside_period as card;
use crate::table::counting::{OTHER_TIME, PERIOD_WORDS, PERIODS, RANGE_MARKS};
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(PERIOD_WORDS), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let Some(row) = PERIODS.iter().find(|row| row.word == cx.of(word)) else { return };
    let (Ok(first), Ok(last)) = (row.first.parse::<u32>(), row.last.parse::<u32>()) else { return };
    if let Some(span) = months_in_brackets(cx.after(word.end), word.end, (first, last)) {
        push(cx, word, span);
        return;
    }
    let start = sentence_start(cx.paragraph(), word.start).max(cx.reading.head.end.min(word.start));
    let opens = Span::new(start, word.start).of_text(cx.text);
    let after = cx.after(word.end);
    if !opens.trim().is_empty() || !after.starts_with('，') {
        return;
    }
    let sentence = before_any(after, &['。', '；', '\n']);
    if has_any(sentence, OTHER_TIME) {
        return;
    }
    let months = sentence.match_indices(han::MONTH).filter_map(|(at, _)| {
        let (from, month) = at_end(&sentence[..at])?;
        let plain = sentence[from..at].bytes().all(|b| b.is_ascii_digit());
        (plain && (1..=12).contains(&month)).then_some((from, at, month))
    });
    let Some((from, to, _)) = months.into_iter().find(|(.., m)| *m < first || *m > last) else { return };
    let base = word.end as usize;
    let month = Span::of(base + from..base + to + han::MONTH.len_utf8());
    push(cx, word, month);
}

fn push(cx: &mut LocalContext<'_>, word: Span, month: Span) {
    let finding = Finding::likely(word)
        .arg(card::args::FOUND, cx.of(word))
        .arg(card::args::MONTH, cx.of(month))
        .labelled(Place::Here(month), card::labels::MONTH);
    cx.push(finding);
}

/// 上半年（1—8月）: months in brackets right behind the period, of which one is none of it.
fn months_in_brackets(after: &str, end: u32, (first, last): (u32, u32)) -> Option<Span> {
    let inner = after.strip_prefix(['（', '('])?;
    let inner = inner.get(..inner.find(['）', ')'])?)?;
    let months = inner.strip_suffix(han::MONTH)?;
    let mark = RANGE_MARKS.iter().find(|mark| months.contains(**mark))?;
    let (from, to) = months.split_once(mark)?;
    let (from, to) = (from.trim_end_matches(han::MONTH).parse::<u32>().ok()?, to.parse::<u32>().ok()?);
    let month = (1..=12).contains(&from) && (1..=12).contains(&to);
    let start = end as usize + '（'.len_utf8();
    (month && (from < first || to > last)).then(|| Span::of(start..start + inner.len()))
}
