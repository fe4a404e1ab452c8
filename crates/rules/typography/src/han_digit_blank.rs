//! Blanks between Han characters and digits. The standard asks for none, so where a book mostly has none, those it
//! has are reported, once for each side, with every place.

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span, TokenKind as K, Zone};

use crate::card::han_digit_blank as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Side of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// One form: which side of the number, its blanks, and how many places have none.
struct Form {
    side: Side,
    blanks: Vec<(ReadingId, Span)>,
    without: usize,
}

fn check(cx: &mut BookContext<'_>) {
    let mut before = Form { side: Side::Before, blanks: Vec::new(), without: 0 };
    let mut after = Form { side: Side::After, blanks: Vec::new(), without: 0 };
    for (n, reading) in cx.book.readings.iter().enumerate() {
        if matches!(reading.zone, Zone::Contents | Zone::Chronicle | Zone::Names | Zone::Table) {
            continue;
        }
        let text = reading.text.as_ref();
        before.without += closed(text.as_bytes(), true);
        after.without += closed(text.as_bytes(), false);
        let id = ReadingId(n as u32);
        for at in memchr::memchr_iter(b' ', text.as_bytes()) {
            let (Some(l), Some(r)) = (text[..at].chars().next_back(), text[at + 1..].chars().next()) else {
                continue;
            };
            let span = Span::new(at as u32, at as u32 + 1);
            if kind_of(l) == K::Han && r.is_ascii_digit() {
                before.blanks.push((id, span));
            } else if l.is_ascii_digit() && kind_of(r) == K::Han {
                after.blanks.push((id, span));
            }
        }
    }
    let setting = cx.settings.option(card::NAME, "form");
    for form in [before, after] {
        report(form, setting, cx);
    }
}

/// Places where a Han character and a digit touch. Every Han character of the basic block is three bytes that
/// begin with E4 to E9; bytes are counted because this runs over the whole book.
fn closed(text: &[u8], before: bool) -> usize {
    let han = |w: &[u8]| (0xe4..=0xe9).contains(&w[0]) && w[1] >= 0x80 && w[2] >= 0x80;
    if before {
        text.windows(4).filter(|w| w[3].is_ascii_digit() && han(w)).count()
    } else {
        text.windows(4).filter(|w| w[0].is_ascii_digit() && han(&w[1..])).count()
    }
}

fn report(form: Form, setting: Option<&str>, cx: &mut BookContext<'_>) {
    let Some((reading, span)) = form.blanks.first().copied() else { return };
    let minority = form.blanks.len() <= form.without;
    let wanted = match setting {
        Some("closed") => true,
        Some("blank") => false,
        _ => minority,
    };
    if !wanted {
        return;
    }
    let mut finding = Finding::new(Place::Reading(reading, span), Confidence::Guess)
        .arg(card::args::BLANKS, form.blanks.len())
        .arg(card::args::WITHOUT, form.without);
    if form.side == Side::After {
        finding = finding.variant(card::variants::AFTER);
    }
    for (reading, span) in form.blanks {
        finding = finding.occurrence(Place::Reading(reading, span), "");
    }
    cx.push(finding);
}
