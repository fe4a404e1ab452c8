//! 大事记: a line dated in another year than the volume records.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::chronicle_year_differs as card;
use crate::chronicle::{is_chronicle, place_in};
use crate::record_period_differs::title_year;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many lines of another year are the way of the chronicle.
const MOST: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    // A volume is named for the year that it records or for the year in which it comes out.
    let years = match (&book.spec.period, title_year(book)) {
        (Some(period), _) => period.value.from.0..=period.value.to.0,
        (None, Some(year)) => year - 1..=year,
        (None, None) => return,
    };
    let text =
        |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem);
    let lines: Vec<_> = book.blocks.iter().filter(|b| is_chronicle(book, b) && text(b.kind)).collect();
    let odd: Vec<_> = lines
        .iter()
        .filter_map(|block| {
            let line = book.text(block.at);
            let body = line.trim_start_matches(['*', ' ', '　', '【', '-']);
            let (_, len) = year(body).filter(|(year, _)| !years.contains(year))?;
            Some(place_in(block, line.len() - body.len(), len))
        })
        .collect();
    if odd.len() > MOST || odd.len() * 3 > lines.len() {
        return;
    }
    for at in odd {
        let finding = Finding::new(Place::Source(at), Confidence::Likely);
        cx.push(finding.arg(card::args::FOUND, book.text(at)));
    }
}

/// The year of a full date at the head of a line, and the bytes of its year: 2021年2月3日.
fn year(body: &str) -> Option<(i32, usize)> {
    let figure = body.get(..4).filter(|f| f.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = body[4..].strip_prefix(han::YEAR)?;
    let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = month.len() < rest.len() && month.starts_with(han::MONTH);
    let year = figure.parse().ok().filter(|year| (1900..2100).contains(year))?;
    dated.then_some((year, 4 + han::YEAR.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_date_is_read() {
        assert_eq!(year("2021年2月3日，开工"), Some((2021, 7)));
        assert_eq!(year("2021年，开工"), None);
        assert_eq!(year("2月3日，开工"), None);
    }
}
