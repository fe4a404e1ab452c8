//! 青石海关于2003年设立 in one place, 建关10周年 in 2023 in another.

use kanwu_plugin::context::{ends_any, has_any, head, sentence_before};
use kanwu_plugin::reading::Item;
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, Trigger, Triggers,
};

use crate::card::anniversary_against_founding_elsewhere as card;
use crate::table::counting::ANNIVERSARY;
use crate::table::founding::{
    BEGUN_AGAIN, BEGUN_HEADS, BEGUN_IN, BEGUN_OR_ANNIVERSARY, FEASTED, PRINTED, THIS_VOLUME,
};
use crate::table::reckoning::FEASTS;
use crate::whole_number::at_end;
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(BEGUN_OR_ANNIVERSARY), collect, judge);

/// Facts: something was founded in a year.
const FOUNDED: &str = "founded";

/// Facts: its anniversary was kept in a year.
const KEPT: &str = "kept";

/// A body is known by so many characters, with which its name begins.
const BODY: usize = 4;

/// Its name has no more.
const LONGEST: usize = 16;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    if ANNIVERSARY.contains(&cx.of(word)) {
        kept(cx, word);
    } else {
        founded(cx, word);
    }
}

/// 青石海关于2003年7月1日设立
fn founded(cx: &mut LocalContext<'_>, word: Span) {
    let paragraph = cx.paragraph();
    // 建于1952年 has its year behind the word, 1952年成立 before it.
    let first = BEGUN_IN.contains(&cx.of(word));
    let at = paragraph.items.partition_point(|item| item.span().end <= word.start);
    let at = if first { Some(at) } else { at.checked_sub(1) };
    let Some(Item::Date(date)) = at.and_then(|i| paragraph.items.get(i)) else { return };
    let beside = if first { date.span.start == word.end } else { date.span.end == word.start };
    let (Some(year), true) = (date.full_year(), beside) else { return };
    // 始建于 holds 建于: the longer word tells it.
    if first && ends_any(cx.before(word.start), BEGUN_HEADS) {
        return;
    }
    let place = date.span.join(word);
    let before = sentence_before(paragraph, place.start);
    let clause = before
        .rsplit(['，', '；', '：', '\n', '】', '　'])
        .next()
        .unwrap_or_default()
        .trim_start_matches(['*', ' ']);
    let body = clause.strip_suffix(han::AT).unwrap_or(clause);
    // 《渔港文学》季刊，1982年创刊: a periodical is named before.
    let body = if body.chars().count() < BODY || body.contains('》') {
        sole_title(before).unwrap_or(body)
    } else {
        sole_title(before).filter(|_| PRINTED.contains(&cx.of(word))).unwrap_or(body)
    };
    if (BODY..=LONGEST).contains(&body.chars().count()) && !ends_any(body, BEGUN_AGAIN) {
        cx.fact(FOUNDED, head(body, BODY), figure(body, year), place);
    }
}

/// The one title that a text has, with its marks.
fn sole_title(text: &str) -> Option<&str> {
    let (open, close) = (text.find('《')?, text.find('》')?);
    let rest = text.get(close + '》'.len_utf8()..)?;
    (!rest.contains('《')).then(|| text.get(open..close + '》'.len_utf8())).flatten()
}

/// 2023年，青石海关举办建关10周年展览
fn kept(cx: &mut LocalContext<'_>, word: Span) {
    let paragraph = cx.paragraph();
    let before = cx.before(word.start);
    let Some((at, _)) = at_end(before) else { return };
    let lead = before.get(..at).unwrap_or_default();
    if !ends_any(lead, FEASTS) {
        return;
    }
    let years = paragraph.items.iter().take_while(|item| item.span().end as usize <= at);
    let year = years.filter_map(|item| match item {
        Item::Date(date) => date.full_year(),
        _ => None,
    });
    let sentence = sentence_before(paragraph, at as u32);
    // 本卷出版时: a yearbook is printed in the year after the one that it records.
    let printed = i32::from(has_any(sentence, THIS_VOLUME));
    let recorded = || cx.settings.record_year().map(|year| year + printed);
    let Some(year) = year.last().filter(|_| printed == 0).or_else(recorded) else { return };
    let clause = sentence.rsplit(['，', '；', '：', '\n']).next().unwrap_or_default();
    // 《渔港文学》举行创刊30周年读者会: the title stands right before the feast.
    let feast = FEASTS.iter().find_map(|feast| clause.strip_suffix(feast)).unwrap_or(clause);
    let named = FEASTED.iter().find_map(|verb| feast.strip_suffix(verb)).unwrap_or(feast);
    if let Some(title) = named.rfind('《').and_then(|open| named.get(open..)).filter(|t| t.ends_with('》'))
    {
        cx.fact(KEPT, head(title, BODY), figure(title, year), Span::of(at..word.end as usize));
        return;
    }
    let Some(verb) = FEASTED.iter().filter_map(|verb| clause.find(verb)).min() else { return };
    let body = clause.get(..verb).unwrap_or_default().trim();
    if body.chars().count() >= BODY {
        cx.fact(KEPT, head(body, BODY), figure(body, year), Span::of(at..word.end as usize));
    }
}

fn figure(body: &str, year: i32) -> FactValue {
    FactValue::Words(format!("{year}|{body}"))
}

/// Year and body of a fact.
fn read(fact: &Fact) -> Option<(i32, &str)> {
    let (year, body) = fact.value.as_str().split_once('|')?;
    Some((year.parse().ok()?, body))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let (kept, founded): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|fact| fact.group == KEPT);
        for fact in kept {
            let Some((now, body)) = read(fact) else { continue };
            let words = words_of(cx, fact);
            let Some((_, stated)) = words.strip_suffix(ANNIVERSARY[0]).and_then(at_end) else { continue };
            let of_body: Vec<(i32, &Fact)> = (founded.iter())
                .filter_map(|other| {
                    let (year, name) = read(other)?;
                    (body.starts_with(name) && other.reading != fact.reading && year < now)
                        .then_some((year, *other))
                })
                .collect();
            let fits = of_body.iter().any(|(year, _)| i64::from(now - year) == i64::from(stated));
            let Some((year, other)) = of_body.first().filter(|_| !fits) else { continue };
            let finding = Finding::new(fact.place(), Confidence::Likely)
                .arg(card::args::BODY, body)
                .arg(card::args::FOUND, words.as_str())
                .arg(card::args::FIRST, format!("{year}{}", han::YEAR))
                .arg(card::args::WANT, now - year)
                .labelled_facts(&[*other], card::labels::FOUNDED);
            cx.push(finding);
        }
    }
}
