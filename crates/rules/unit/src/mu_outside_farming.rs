//! 亩: no legal unit. Books keep it for farming, by their editorial spec; land for industry goes by 公顷.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};

use crate::card::mu_outside_farming as card;
use crate::conversion::converted;
use crate::table::land_use as words;
use crate::unit_parts::{number_and_unit, units};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::NotLegal]), check);

/// How far back and on the text may say what the land is for, in characters.
const BACK: usize = 100;
const ON: usize = 12;

/// The unit to write where the quantity is not converted.
const HECTARE: &str = "公顷";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Land {
    Farm,
    Built,
    Unknown,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Quantity(quantity) = &paragraph.items[i] else { return };
    let Some(head) = units(quantity).map(|u| u.head).find(|p| p.id.unit().key == "mu") else { return };
    let compound = quantity.unit.as_ref().is_some_and(|u| !u.rest.is_empty());
    if compound || starts_any(paragraph.after(head.span.end), words::PER_MU) {
        return;
    }
    let keeps = paragraph.settings.spec.keeps_mu.as_ref().map(|k| k.value);
    let confidence = match (keeps, land(paragraph, quantity.span.start, head.span.end)) {
        (Some(true), Land::Farm) => return,
        (Some(_), Land::Built) => Confidence::Likely,
        (Some(false), _) => Confidence::Likely,
        _ => Confidence::Guess,
    };
    let span = number_and_unit(quantity);
    let want = converted(quantity, head.id.unit());
    let mut finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, want.as_deref().unwrap_or(HECTARE));
    if keeps != Some(true) {
        finding = finding.variant(card::variants::NO_CLAUSE);
    }
    if let Some(want) = want {
        finding = finding.fix(span, want);
    }
    cx.push(finding);
}

/// What the land is for: the nearest word decides, of those after it in the clause, then of those before it;
/// then the chapter.
fn land(paragraph: &Paragraph<'_>, start: u32, end: u32) -> Land {
    let stops = |c: &char| matches!(c, '，' | '。' | '；' | ',' | ';' | '、');
    let clause: String = paragraph.after(end).chars().take(ON).take_while(|c| !stops(c)).collect();
    if has_any(&clause, words::FARMING) {
        return Land::Farm;
    }
    if has_any(&clause, words::BUILDING) {
        return Land::Built;
    }
    let back = tail(paragraph.before(start), BACK);
    let last = |words: &[&str]| words.iter().filter_map(|w| back.rfind(w).map(|at| at + w.len())).max();
    match (last(words::FARMING), last(words::BUILDING)) {
        (Some(farm), Some(built)) if farm >= built => return Land::Farm,
        (Some(_), None) => return Land::Farm,
        (_, Some(_)) => return Land::Built,
        (None, None) => {}
    }
    let mut titles = [paragraph.entry, paragraph.section, paragraph.category].into_iter().flatten();
    if titles.any(|title| has_any(title, words::FARMING_TITLE)) { Land::Farm } else { Land::Unknown }
}
