//! 120名毕业生中96人升学，升学率为85%: a rate against its part and whole.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};

use crate::card::rate_against_part as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// Characters between the whole and its part.
const NEAR: usize = 16;

/// What a share of things done is called behind their verb: 完成率.
const RATE: &str = "率";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(whole_at) = i.checked_sub(2) else { return };
    let (Some(whole), Some(part), Some(rate)) =
        (paragraph.quantity(whole_at), paragraph.quantity(i - 1), paragraph.quantity(i))
    else {
        return;
    };
    let of = paragraph.between(whole_at, i - 1);
    let named = paragraph.between(i - 1, i);
    let Some((done, called)) = named.split_once('，') else { return };
    let Some(rest) = called.strip_prefix(done).filter(|_| !done.is_empty()) else { return };
    let counted = [whole, part].iter().all(|q| q.kind() == Some(UnitKind::Count));
    let one = of.ends_with('中') && of.chars().count() <= NEAR && !of.contains(['，', '。', '；']);
    let rated = rest.trim_end_matches(han::LEADS).strip_prefix(RATE) == Some("");
    if !rated || !counted || !one {
        return;
    }
    let figures = Figure::of(part).zip(Figure::of(whole)).zip(Figure::of(rate));
    let Some(((part_figure, whole_figure), printed)) = figures else { return };
    let Some(share) = part_figure.percent_of(whole_figure).filter(|share| !share.agrees(printed)) else {
        return;
    };
    let want = share.value.round_dp(u32::from(rate.number.places));
    let finding = Finding::likely(rate.span)
        .arg(card::args::FOUND, cx.of(rate.span))
        .arg(card::args::WANT, format!("{want}%"))
        .labelled(Place::Here(part.span), card::labels::FIGURE)
        .labelled(Place::Here(whole.span), card::labels::FIGURE);
    cx.push(finding);
}
