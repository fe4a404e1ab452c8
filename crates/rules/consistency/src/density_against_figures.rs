//! 面积1860平方千米，人口45.2万人，人口密度每平方千米283人: a density against people and area.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::in_root;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::density_against_figures as card;
use crate::clause_words::clause_words;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{AREA, DENSITY, PER_SQUARE_KILOMETRE, POPULATION};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(DENSITY), check);

/// So many items back people and area may stand.
const REACH: usize = 10;

/// Square metres in a square kilometre.
const SQUARE_KILOMETRE: i64 = 1_000_000;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let at = paragraph.items.partition_point(|item| item.span().start < word.end);
    let Some(density) = paragraph.quantity(at).filter(|q| is_plain(q)) else { return };
    let link = paragraph.of(Span::new(word.end, density.span.start));
    let per = has_any(link, PER_SQUARE_KILOMETRE)
        || has_any(paragraph.of(density.span), PER_SQUARE_KILOMETRE)
        || starts_any(paragraph.after(density.span.end), PER_SQUARE_KILOMETRE);
    if !per || link.contains(['，', '。', '；']) {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let earlier = |of: &dyn Fn(&Quantity, &str) -> bool| {
        let mut found = (at.saturating_sub(REACH)..at).filter_map(|i| {
            let quantity = paragraph.quantity(i).filter(|q| is_plain(q))?;
            (quantity.span.start >= start && of(quantity, named(paragraph, i))).then_some(quantity)
        });
        // Of two none is surely that of the density.
        found.next().filter(|_| found.next().is_none())
    };
    let area = earlier(&|q, name| q.kind() == Some(UnitKind::Area) && ends_any(name, AREA));
    let people = earlier(&|q, name| q.kind() == Some(UnitKind::Count) && ends_any(name, POPULATION));
    let (Some(area), Some(people)) = (area, people) else { return };
    let Some((_, ground)) = in_root(area) else { return };
    let want =
        Figure::of(people).and_then(|people| people.over(ground)?.times(Decimal::from(SQUARE_KILOMETRE)));
    let (Some(want), Some(printed)) = (want, Figure::rounded(&density.number)) else { return };
    // Offices reckon with unrounded figures: one per cent of room is left.
    let room = want.value / Decimal::ONE_HUNDRED;
    let wide = Figure { low: want.low - room, value: want.value, high: want.high + room };
    if wide.agrees(printed) {
        return;
    }
    let places = u32::from(density.number.places);
    let finding = Finding::likely(density.span)
        .arg(card::args::FOUND, paragraph.of(density.span))
        .arg(card::args::PEOPLE, paragraph.of(people.span))
        .arg(card::args::AREA, paragraph.of(area.span))
        .arg(card::args::WANT, want.value.round_dp(places).normalize().to_string())
        .labelled(Place::Here(people.span), card::labels::FIGURE)
        .labelled(Place::Here(area.span), card::labels::FIGURE);
    cx.push(finding);
}

/// What item `i` is a figure of, by the words before it in its clause.
fn named<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    clause_words(paragraph, i).trim_end().trim_end_matches(han::LEADS).trim_end_matches(han::COUNTED)
}
