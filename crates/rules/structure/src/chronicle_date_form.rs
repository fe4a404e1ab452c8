//! 6号 in a chronicle that writes 6日 elsewhere.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::chronicle_date_form as card;
use crate::chronicle::{figure, is_chronicle, mark, place_in};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let lines = book
        .blocks
        .iter()
        .filter(|b| is_chronicle(book, b) && matches!(b.kind, BlockKind::Paragraph | BlockKind::EntryHead));
    let (mut days, mut others) = (0, Vec::new());
    for block in lines {
        let line = book.text(block.at);
        let body = line.trim_start_matches(['*', ' ', '　', '【']);
        let Some((_, mut at)) = figure(body, 0) else { continue };
        if let Some((han::MONTH, next)) = mark(body, at) {
            let Some((_, end)) = figure(body, next) else { continue };
            at = end;
        }
        match mark(body, at) {
            Some((han::DAY, _)) => days += 1,
            Some((han::NUMBER, next)) => {
                let lead = line.len() - body.len();
                let from = next - han::NUMBER.len_utf8();
                let (at, sign) = (place_in(block, lead, next), place_in(block, lead + from, next - from));
                others.push((at, sign, &body[..from]));
            }
            _ => {}
        }
    }
    if days <= others.len() {
        return;
    }
    for (at, sign, head) in others {
        let finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg(card::args::FOUND, format!("{head}号"))
            .arg(card::args::WANT, format!("{head}日"))
            .fix_at(Place::Source(sign), "日");
        cx.push(finding);
    }
}
