//! 刀具46把、枪支12、弹药330发: an item of a list without its measure word.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::measure_word_lost_in_list as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Bare, ItemFlag::Other]), check);

/// A name of an item in a list has so many characters at the most, and one at least.
const LONGEST: usize = 6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    // 12、 is read as a mark of a list, too.
    let number = match paragraph.items.get(i) {
        Some(Item::BareNumber(number)) => number.span,
        Some(Item::ListMark(mark)) if paragraph.of(mark.span).ends_with('、') => {
            Span::new(mark.span.start, mark.span.end - '、'.len_utf8() as u32)
        }
        _ => return,
    };
    if !paragraph.of(number).bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let counted = |at: usize| {
        paragraph.quantity(at).filter(|q| {
            q.unit.is_some()
                && !matches!(
                    q.kind(),
                    Some(UnitKind::Percent | UnitKind::Ratio | UnitKind::Time | UnitKind::Angle)
                )
        })
    };
    let Some(before) = i.checked_sub(1).filter(|at| counted(*at).is_some()) else { return };
    // An item before, one after, and in each gap a 顿号 and a name.
    let named = |from: u32, to: u32| {
        paragraph.of(Span::new(from, to)).strip_prefix('、').is_some_and(|name| {
            (2..=LONGEST).contains(&name.chars().count()) && name.chars().all(|c| kind_of(c) == K::Han)
        })
    };
    let (Some(left), Some(right)) = (counted(before), counted(i + 1)) else { return };
    if !named(left.span.end, number.start) || !named(number.end, right.span.start) {
        return;
    }
    cx.push(Finding::likely(number).arg(card::args::FOUND, paragraph.of(number)));
}
