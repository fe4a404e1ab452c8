//! 环卫所安垃圾箱320个: of a verb of two characters one is left.

use kanwu_plugin::context::head;
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::verb_cut_short as card;
use crate::clause::part_before;
use crate::table::verbs_cut_short::{BODIES, HALVES, NO_VERB, USED_ALONE};

/// See the card. A deed is told with a figure: 安垃圾箱320个, 举首届比赛.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::items(), check);

/// The subject, the verb and its object have so many characters at most.
const LONGEST: usize = 26;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(item) = cx.items.get(i) else { return };
    let at = item.span().start;
    let part = part_before(cx, at);
    if part.chars().count() > LONGEST || !part.contains(HALVES) {
        return;
    }
    // 举首届: the figure may stand right behind the verb.
    let rest = format!("{part}{}", head(cx.after(at), 4));
    let words = segment(&rest);
    let from = at - part.len() as u32;
    for (n, word) in words.iter().enumerate().skip(1) {
        if word.span.start as usize >= part.len() {
            break;
        }
        let Some(c) = half(*word, &rest) else { continue };
        let (Some(subject), Some(object)) = (words.get(n - 1), words.get(n + 1)) else { continue };
        let body = subject.of(&rest).ends_with(BODIES)
            && (n > 1 || subject.of(&rest).chars().count() > 1)
            && subject.class != WordClass::Verb;
        let text = object.of(&rest);
        let long = text.chars().count() > 1 && !text.starts_with(|c: char| c.is_ascii_digit());
        let thing = matches!(
            object.class,
            WordClass::Noun
                | WordClass::Attribute
                | WordClass::Adjective
                | WordClass::Nominal
                | WordClass::Numeral
        );
        if !body
            || !long
            || !thing
            || NO_VERB.iter().any(|w| rest.get(word.span.start as usize..).is_some_and(|r| r.starts_with(w)))
        {
            continue;
        }
        if USED_ALONE.contains(&c) && object.class == WordClass::Nominal {
            continue;
        }
        let span = Span::new(from + word.span.start, from + object.span.end);
        if span.end > at + 12 {
            continue;
        }
        let mark = Span::new(span.start, span.start + word.span.len());
        cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::VERB, cx.of(mark)));
        return;
    }
}

fn half(word: Word, text: &str) -> Option<char> {
    let mut chars = word.of(text).chars();
    let c = chars.next().filter(|c| HALVES.contains(c))?;
    chars.next().is_none().then_some(c)
}
