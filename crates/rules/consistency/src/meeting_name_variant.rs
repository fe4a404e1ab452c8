//! A meeting that its entry's title names in one way, and the entry's first sentence or 大事记 in another.

use kanwu_plugin::context::{self, has_any, sentence_start, starts_any};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
    Zone,
};

use crate::card::meeting_name_variant as card;
use crate::table::meetings::{BODY_ENDS, COMPARED, EASILY_LOST, OTHER_MEETINGS, SPOKEN_OF};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(COMPARED), collect, judge);

/// A name is read so many characters back.
const LONGEST: usize = 30;

/// A first sentence that names its meeting later than so many bytes does not begin with it.
const FIRST: u32 = 400;

/// Facts: a meeting in the title of an entry.
const TITLE: &str = "title";

/// Facts: a meeting in the first sentence of an entry.
const SENTENCE: &str = "sentence";

/// Facts: a meeting in 大事记.
const CHRONICLE: &str = "chronicle";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let head = cx.reading.head;
    let chronicle = cx.zone() == Zone::Chronicle;
    if (head.is_empty() && !chronicle) || span.start > head.end + FIRST {
        return;
    }
    let before = cx.before(span.start).chars().rev().take(LONGEST);
    let size: usize = before.take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let name = Span::new(span.start - size as u32, span.end);
    let after = cx.after(span.end);
    if head.has(span.start) {
        if after.starts_with('】') {
            cx.fact(TITLE, cx.of(name), FactValue::None, name);
        }
        return;
    }
    // 传达全市经济工作会议精神 is about another meeting.
    if sentence_start(cx.paragraph(), span.start) <= head.end && !starts_any(after, SPOKEN_OF) {
        cx.fact(if chronicle { CHRONICLE } else { SENTENCE }, cx.of(name), FactValue::None, name);
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let of = |group: &'static str| facts.iter().filter(move |f| f.group == group);
    let sentences = Fact::grouped(of(SENTENCE), |f| f.reading);
    let chronicle = Fact::grouped(of(CHRONICLE), |f| without_work(&f.key));
    for title in of(TITLE) {
        let own = sentences.get(&title.reading).map(Vec::as_slice).unwrap_or_default();
        if !own.iter().any(|other| name_end(&other.key) == name_end(&title.key)) {
            for other in own {
                compare(cx, title, other, |word| !has_any(word, OTHER_MEETINGS));
            }
        }
        for other in chronicle.get(&without_work(&title.key)).into_iter().flatten() {
            compare(cx, title, other, |word| EASILY_LOST.contains(&word));
        }
    }
}

/// The end of a name as it is with or without 工作.
fn without_work(name: &str) -> String {
    let short = EASILY_LOST.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    context::tail(&short, 6).to_owned()
}

/// The end of a name, by which the same name is known.
fn name_end(name: &str) -> &str {
    context::tail(name, 12)
}

fn compare(cx: &mut BookContext<'_>, title: &Fact, other: &Fact, lost: impl Fn(&str) -> bool) {
    let Some(variant) = variant(&title.key, &other.key).filter(|v| lost(&v.word)) else { return };
    let at = Span::new(other.span.end - variant.other.len() as u32, other.span.end);
    let name = Span::new(title.span.end - variant.title.len() as u32, title.span.end);
    let finding = Finding::new(Place::Reading(other.reading, at), Confidence::Likely)
        .arg(card::args::FOUND, variant.other)
        .arg(card::args::WANT, variant.title)
        .arg(card::args::WORD, variant.word)
        .labelled(Place::Reading(title.reading, name), card::labels::ENTRY_TITLE);
    cx.push(finding);
}

/// Two names of one meeting, as far as they are alike, and the word that one of them lacks.
struct Variant<'a> {
    title: &'a str,
    other: &'a str,
    word: String,
}

/// Reads two names from the end: alike up to a word that only one has, and alike again before it.
fn variant<'a>(title: &'a str, other: &'a str) -> Option<Variant<'a>> {
    let (a, b): (Vec<char>, Vec<char>) = (title.chars().rev().collect(), other.chars().rev().collect());
    let end = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    [(1, 0), (2, 0), (0, 1), (0, 2)].into_iter().find_map(|(x, y)| {
        let (rest_a, rest_b) = (a.get(end + x..)?, b.get(end + y..)?);
        let alike = rest_a.iter().zip(rest_b).take_while(|(x, y)| x == y).count();
        let longer = if x > 0 { &a } else { &b };
        let word: String = longer.get(end..end + x + y)?.iter().rev().collect();
        // 区委工作会议 is not 区委会议.
        let of_work =
            EASILY_LOST.contains(&word.as_str()) && !rest_a.first().is_some_and(|c| BODY_ENDS.contains(c));
        let enough = alike >= 4 && (end >= 4 || of_work);
        let part = |name: &'a str, chars: &[char], skipped: usize| {
            let size: usize = chars.iter().take(end + skipped + alike).map(|c| c.len_utf8()).sum();
            name.get(name.len() - size..).unwrap_or_default()
        };
        enough.then(|| Variant { title: part(title, &a, x), other: part(other, &b, y), word })
    })
}
