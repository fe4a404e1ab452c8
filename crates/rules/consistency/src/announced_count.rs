//! “三个固定”，即固定航线、固定船舶…: an announced number against the things that repeat its word.

use kanwu_plugin::context::{before_any, near_end, tail};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::announced_count as card;
use crate::table::contradictions::THAT_IS;
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(THAT_IS), check);

/// The word that is repeated has so many characters.
const WORD: usize = 2;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, opener) = trigger else { return };
    let before = near_end(cx.before(opener.start));
    let announced = before.strip_suffix('”').unwrap_or(before);
    let word = tail(announced, WORD);
    let head = announced.get(..announced.len() - word.len()).unwrap_or_default();
    let Some(counted) = head.strip_suffix(han::PIECE) else { return };
    let Some((at, stated)) = at_end(counted).filter(|(_, n)| (2..=12).contains(n)) else { return };
    let list = before_any(cx.after(opener.end), &['。', '；', '\n', '，']);
    let repeats = |item: &str| item.starts_with(word) || item.ends_with(word);
    let listed = list.split('、').count() as u32;
    if listed < 2 || listed == stated || list.contains(han::AND_SO_ON) || !list.split('、').all(repeats) {
        return;
    }
    let from = opener.start - (before.len() - at) as u32;
    let span = Span::new(from, from + (announced.len() - at) as u32);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::LISTED, listed)
        .labelled(Place::Here(Span::new(opener.end, opener.end + list.len() as u32)), card::labels::LIST);
    cx.push(finding);
}
