//! 依据清政办发〔2024〕17号文件立项，2021年6月动工: a work that began before the document that it rests on.

use kanwu_plugin::context::{near_end, sentence_after, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::document_after_its_work as card;
use crate::table::contradictions::{BEGUN, RESTING_ON};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(RESTING_ON), check);

/// The number of a document stands so near behind the word, in bytes.
const NEAR: usize = 150;

/// Between the number and the date of the work stand so many characters.
const BETWEEN: usize = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let rest = sentence_after(cx.paragraph(), word.end);
    let Some(open) = rest.find('〔').filter(|at| *at <= NEAR) else { return };
    let inner = open + '〔'.len_utf8();
    let Some(year) = rest.get(inner..inner + 4).and_then(|year| year.parse::<i32>().ok()) else { return };
    let Some(end) = rest.get(inner..).and_then(|number| number.find(han::NUMBER)) else { return };
    let end = inner + end + han::NUMBER.len_utf8();
    let document = Span::new(word.end + open as u32, word.end + end as u32);
    let next = cx.items.partition_point(|item| item.span().start < document.end);
    let date = cx.items.get(next..).unwrap_or_default().iter().find_map(|item| match item {
        Item::Date(date) if date.full_year().is_some() => Some(*date),
        _ => None,
    });
    let Some(date) = date else { return };
    let link = cx.of(Span::new(document.end, date.span.start));
    let near = link.chars().count() <= BETWEEN && !link.contains(['。', '；', '（', '\n']);
    // 对2021年开工的茶场给予补助: what began then is none that the document began.
    let after = cx.after(date.span.end).trim_start_matches('，');
    let begun =
        BEGUN.iter().any(|verb| after.strip_prefix(verb).is_some_and(|rest| !rest.starts_with(han::OF)));
    if !near || !begun || date.full_year().is_none_or(|started| started >= year) {
        return;
    }
    let number = tail(near_end(cx.before(document.end)), NUMBER).trim_start_matches(|c: char| c != '〔');
    let finding = Finding::likely(date.span)
        .arg(card::args::FOUND, cx.of(date.span))
        .arg(card::args::NUMBER, number)
        .arg(card::args::YEAR, year)
        .labelled(Place::Here(document), card::labels::DOCUMENT);
    cx.push(finding);
}

/// The number of a document with its year has so many characters.
const NUMBER: usize = 12;
