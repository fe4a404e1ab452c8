//! 刘少其旧居: nearly the name of a leader or martyr of the past, where the text tells that it is about such.

use kanwu_plugin::context::{has_any, head, sentence_after, sentence_before, tail};
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::historic_name_wrong::{NAME, args, variants};
use crate::formula_context::worded;
use crate::table::historic_names::{CONTEXT, PERSON};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The first two characters of each name, then the last two, so that the table says what triggers the rule.
const TERMS: [&str; 2 * PERSON.len()] = {
    let mut terms = [""; 2 * PERSON.len()];
    let mut i = 0;
    while i < PERSON.len() {
        terms[i] = PERSON[i].head;
        terms[i + PERSON.len()] = PERSON[i].tail;
        i += 1;
    }
    terms
};

/// How many characters beside a name are cut into words.
const BESIDE: usize = 3;

/// Whether a word of the lexicon reaches into what stands there from one side.
fn in_word(cx: &LocalContext<'_>, span: Span) -> bool {
    let before = tail(cx.before(span.start), BESIDE);
    let from = span.start - before.len() as u32;
    let window = Span::new(from, span.end + head(cx.after(span.end), BESIDE).len() as u32);
    let text = cx.of(window);
    segment(text).iter().filter(|word| word.class != WordClass::Unknown).any(|word| {
        let word = Span::new(word.span.start + from, word.span.end + from);
        word.overlaps(span) && !span.contains(word)
    })
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, two) = trigger else { return };
    let Some(row) = PERSON.get(i % PERSON.len()) else { return };
    let (right, stands, span) = if i < PERSON.len() {
        let Some(stands) = cx.after(two.end).chars().next() else { return };
        (row.name.chars().next_back(), stands, Span::new(two.start, two.end + stands.len_utf8() as u32))
    } else {
        let Some(stands) = cx.before(two.start).chars().next_back() else { return };
        (row.name.chars().next(), stands, Span::new(two.start - stands.len_utf8() as u32, two.end))
    };
    let Some(right) = right.filter(|right| *right != stands) else { return };
    if !look_alike(right, stands) && !sound_alike(right, stands) {
        return;
    }
    let about = has_any(sentence_before(cx.paragraph(), span.start), CONTEXT)
        || has_any(sentence_after(cx.paragraph(), span.end), CONTEXT);
    // 持续|向前 is no 徐向前: the character belongs to a word.
    if in_word(cx, span) {
        return;
    }
    // Another name of the table that stands there is right: 刘志敏 beside 方志敏 would be somebody else's.
    let named = PERSON.iter().any(|other| other.name == cx.of(span));
    if !about || named {
        return;
    }
    let finding = Finding::likely(span).arg(args::FOUND, cx.of(span)).arg(args::WANT, row.name);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
