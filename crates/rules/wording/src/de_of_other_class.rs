//! 打磨地光滑, 熟练得操作, 伪造得标签: a particle that does not fit the classes of the words beside it.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::de_of_other_class as card;
use crate::clause::ends_at;
use crate::table::de_words::{COMPLEMENTS, FEELINGS, MANNERS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&[ADVERBIAL, COMPLEMENT]), check);

const ATTRIBUTE: &str = "的";
const ADVERBIAL: &str = "地";
const COMPLEMENT: &str = "得";

/// So many characters on each side are cut into words.
const ROUND: usize = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let particle = cx.of(span).to_owned();
    let (before, after) = (tail(cx.before(span.start), ROUND), head(cx.after(span.end), ROUND));
    let text = format!("{before}{particle}{after}");
    let words = segment(&text);
    let at = before.len() as u32;
    // 土地, 获得: the particle is a word of its own.
    let Some(n) = words.iter().position(|w| w.span.start == at && w.of(&text) == particle) else { return };
    let (Some(previous), Some(next)) = (n.checked_sub(1).and_then(|n| words.get(n)), words.get(n + 1)) else {
        return;
    };
    let (led, follows) = (previous.of(&text), next.of(&text));
    let is_long = |text: &str| text.chars().nth(1).is_some();
    if !is_long(led) || !is_long(follows) {
        return;
    }
    let verb = |word: &Word| matches!(word.class, WordClass::Verb | WordClass::Nominal);
    let want = if particle == ADVERBIAL {
        // 打磨地光滑，
        let state = COMPLEMENTS.iter().filter(|c| after.starts_with(**c)).max_by_key(|c| c.len());
        let ends = state.is_some_and(|c| ends_at(cx, span.end + c.len() as u32));
        (ends && verb(previous) && !MANNERS.contains(&led)).then_some(COMPLEMENT)
    } else if MANNERS.contains(&led) && !COMPLEMENTS.contains(&follows) {
        // 熟练得操作织机: the verb has an object.
        let object = words.get(n + 2).is_some_and(|w| w.class == WordClass::Noun && is_long(w.of(&text)));
        (next.class == WordClass::Verb && object).then_some(ADVERBIAL)
    } else {
        // 伪造得标签
        let noun = |word: &Word| word.class == WordClass::Noun && is_long(word.of(&text));
        let feels = FEELINGS.contains(&led) || COMPLEMENTS.iter().any(|c| after.starts_with(*c));
        (previous.class == WordClass::Verb && noun(next) && !feels).then_some(ATTRIBUTE)
    };
    let Some(want) = want else { return };
    let start = span.start - led.len() as u32;
    let place = Span::new(start, span.end);
    let finding = Finding::likely(place).arg(card::args::FOUND, cx.of(place));
    cx.push(finding.arg(card::args::WANT, format!("{led}{want}")).fix(span, want));
}
