//! 7月8日　第三届乡村篮球联赛开赛, 7月8日，区第四届乡村篮球联赛开赛: one event of one day in two sessions.

use kanwu_plugin::context::{head, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Paragraph, Rule, Span,
    Trigger, Triggers,
};

use crate::card::session_on_one_day as card;
use crate::table::retelling::DIVISIONS;
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), collect, judge);

/// What sessions are counted by.
const SESSION: &str = "届";

/// Characters between the day and the session.
const NEAR: usize = 24;

/// An event is known by so many characters of its name.
const EVENT: usize = 2;

/// The name of a place before that of the event is no longer.
const PLACE: usize = 5;

/// The trigger is 第三届.
fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(Item::Ordinal(ordinal)) = paragraph.items.get(i) else { return };
    if ordinal.classifier.is_none_or(|classifier| paragraph.of(classifier) != SESSION) {
        return;
    }
    let Some((month, day)) = day_of(paragraph, i) else { return };
    let after = head(paragraph.after(ordinal.span.end), PLACE + EVENT);
    // 第三届清河区乡村篮球联赛 and 第三届乡村篮球联赛 are one.
    let place = after.char_indices().skip(1).take(PLACE).find(|(_, c)| DIVISIONS.contains(c));
    let event = place.map_or(after, |(at, c)| after.get(at + c.len_utf8()..).unwrap_or_default());
    let event = head(event, EVENT);
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if event.chars().count() < EVENT || !event.chars().all(is_han) {
        return;
    }
    // 职工代表大会 and 职代会 share their first character; the day tells the rest.
    let number = ordinal.number.value;
    cx.fact(
        "",
        format!("{month}.{day}|{}", head(event, 1)),
        FactValue::Words(number.to_string()),
        ordinal.span,
    );
}

/// The day that item `i` is told of: the date before it in its sentence, or right behind its clause.
fn day_of(paragraph: &Paragraph<'_>, i: usize) -> Option<(u8, u8)> {
    let ordinal = paragraph.items.get(i)?.span();
    let start = sentence_start(paragraph, ordinal.start);
    let date = |at: usize| match paragraph.items.get(at)? {
        Item::Date(date) => Some((*date, date.span)),
        Item::DateRange(range) => Some((range.from, range.span)),
        _ => None,
    };
    let before = i.checked_sub(1).and_then(date).filter(|(_, span)| {
        let link = paragraph.of(Span::new(span.end, ordinal.start));
        span.start >= start && link.chars().count() <= NEAR && !link.contains(['。', '；', '\n'])
    });
    let behind = || {
        (i + 1..i + 3).find_map(date).filter(|(_, span)| {
            let link = paragraph.of(Span::new(ordinal.end, span.start));
            link.chars().count() <= NEAR
                && link.ends_with(han::AT)
                && !link.contains(['，', '。', '；', '\n'])
        })
    };
    let (date, _) = before.or_else(behind)?;
    let month = date.month.or_else(|| paragraph.passage().month.filter(|_| date.year.is_none()))?;
    let other_year =
        date.full_year().zip(paragraph.settings.record_year()).is_some_and(|(year, now)| year != now);
    date.day.filter(|_| !other_year).map(|day| (month, day))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let Some(first) = facts.first() else { continue };
        let differs =
            |fact: &&&Fact| fact.reading != first.reading && fact.value.as_str() != first.value.as_str();
        let Some(second) = facts.iter().find(differs) else { continue };
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
}
