//! 更新公交车30艘: the measure word belongs to things of another class.

use kanwu_plugin::context::{ends_any, ends_with, starts_with};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::measure_word_of_other_class as card;
use crate::clause::{ends_at, part_after, part_before};
use crate::table::measure_classes::{BEFORE_NUMBER, CLASS, ClassRow, OTHER, TELLING};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity, ItemFlag::Bare]), check);

/// The name of a thing has so many characters at most.
const LONGEST: usize = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let number = match cx.items.get(i) {
        Some(Item::BareNumber(number)) => number,
        Some(Item::Quantity(quantity)) if quantity.range.is_none() => &quantity.number,
        _ => return,
    };
    let start = cx.items[i].span().start;
    let tail = cx.after(number.span.end);
    let plain = tail
        .trim_start_matches(han::MAGNITUDES)
        .trim_start_matches(han::AND_MORE)
        .trim_start_matches(han::MAGNITUDES);
    let at = number.span.end + (tail.len() - plain.len()) as u32;
    let Some(measure) = TELLING.iter().find(|m| starts_with(plain, m)) else { return };
    let end = at + measure.len() as u32;
    let noun = if ends_at(cx, end) {
        // 公交车30艘
        let mut before = part_before(cx, start);
        let one_of_several = cx.before(start - before.len() as u32).ends_with('、');
        for word in BEFORE_NUMBER {
            before = before.strip_suffix(*word).unwrap_or(before);
        }
        // 棉被、照明灯3800件: things of several kinds are counted by a word for all.
        // 改造困难家庭户内管道140户: what the measure counts stands earlier.
        if before.contains(['“', '《', '、']) || before.contains(measure) || one_of_several {
            return;
        }
        before
    } else {
        // 30艘公交车
        let after = part_after(cx, end);
        let words = segment(after);
        let thing = |class: WordClass| {
            matches!(
                class,
                WordClass::Noun
                    | WordClass::Nominal
                    | WordClass::Attribute
                    | WordClass::Adjective
                    | WordClass::Place
            )
        };
        let last = words.iter().take_while(|w| thing(w.class)).last().map_or(0, |w| w.span.end as usize);
        let goes_on = words.iter().find(|w| !thing(w.class));
        let noun = after.get(..last).unwrap_or_default();
        // 127栋中小学、医院建筑: what is counted stands behind the last of several.
        if cx.char_after(end + last as u32) == Some('、') {
            return;
        }
        // 5名国有企业退休职工: the head comes later. 47条水牛参赛: a verb ends the clause.
        let verb_ends = |verb: &Word| {
            let end = verb.span.end as usize;
            verb.class == WordClass::Verb
                && words.iter().all(|w| (w.span.start as usize) < end || w.class == WordClass::Mark)
        };
        let whole = || CLASS.iter().any(|row| row.heads.contains(&noun));
        if goes_on.is_some_and(|w| w.class != WordClass::Mark && !(verb_ends(w) && whole())) {
            return;
        }
        // 一条群众民主监督干部的路子, cut off by a comma: longer ones are clauses.
        if noun.chars().count() > LONGEST {
            return;
        }
        noun
    };
    let Some((row, head)) = class_of(noun) else { return };
    if row.measures.contains(measure) {
        return;
    }
    let span = Span::new(at, end);
    let finding = Finding::likely(span).arg(card::args::FOUND, *measure).arg(card::args::NOUN, head);
    let right = row.measures.first().copied().unwrap_or_default();
    cx.push(finding.arg(card::args::WANT, right).fix(span, right));
}

/// The class of a name by how it ends.
fn class_of(noun: &str) -> Option<(&'static ClassRow, &'static str)> {
    if ends_any(noun, OTHER) {
        return None;
    }
    let heads = CLASS.iter().flat_map(|row| row.heads.iter().map(move |head| (row, *head)));
    heads.filter(|(_, head)| ends_with(noun, head)).max_by_key(|(_, head)| head.len())
}
