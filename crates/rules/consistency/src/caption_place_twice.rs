//! 左二为…，左二为…: two persons at one place of a picture.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::caption_place_twice as card;
use crate::table::captions::{ROWS, SIDES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(SIDES), check);

/// No caption with more places is read.
const MOST: usize = 24;

/// A place in a picture: its row, its side and its number.
type Seat<'a> = (&'a str, &'a str);

/// The trigger is the side, before the number of a place.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, side) = trigger else { return };
    let Some((here, span)) = seat(cx, side) else { return };
    // Each place is compared with those before it.
    let text = cx.before(side.start);
    let earlier = SIDES.iter().flat_map(|side| text.match_indices(side)).take(MOST);
    let first = earlier
        .filter_map(|(at, word)| seat(cx, Span::of(at..at + word.len())))
        .filter(|(other, _)| *other == here)
        .map(|(_, span)| span)
        .min_by_key(|span| span.start);
    let Some(first) = first else { return };
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .labelled(Place::Here(first), card::labels::FIRST);
    cx.push(finding);
}

/// The place of which a side is told: 前排左二. What its row is stands before it, or before the places told so far.
fn seat<'a>(cx: &LocalContext<'a>, side: Span) -> Option<(Seat<'a>, Span)> {
    let text = cx.paragraph().text;
    let rest = text.get(side.end as usize..)?;
    let len: usize =
        rest.chars().take_while(|c| han::is_figure(*c) || c.is_ascii_digit()).map(char::len_utf8).sum();
    if len == 0 || rest.get(len..)?.starts_with([han::PIECE, han::TIME]) {
        return None;
    }
    let before = text.get(..side.start as usize)?;
    let row = ROWS.iter().filter_map(|row| Some((before.rfind(row)?, *row))).max().map_or("", |(_, row)| row);
    let span = Span::new(side.start, side.end + len as u32);
    Some(((row, text.get(side.start as usize..span.end as usize)?), span))
}
