//! More pages than the sheets 印张 of the imprint hold, or far fewer.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::sheets_against_pages as card;
use crate::imprint::behind;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

const SHEETS: &str = "印张";

/// Characters of a line of the imprint 版权页, at most.
const LONGEST: usize = 120;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut proofs = book.manuscript.sources.iter().filter_map(|source| source.proof());
    let (Some(proof), None) = (proofs.next(), proofs.next()) else { return };
    let Some(last) = proof.pages.iter().filter_map(|page| page.label).max() else { return };
    let (mut sheets, mut format) = (None, None);
    for block in &book.blocks {
        let text = book.text(block.at);
        if text.chars().nth(LONGEST).is_some() {
            continue;
        }
        let own = sheets_of(text).map(|(hundredths, span)| (hundredths, block.at.part(span)));
        sheets = sheets.or(own);
        // Not the format of another book that the imprint names.
        format = format.or_else(|| format_of(text));
    }
    let (Some((hundredths, at)), Some(format)) = (sheets, format) else { return };
    let held = hundredths * format / 100;
    let pages = proof.pages.len() as u64;
    // Proofs of some parts only have fewer pages than the contents list.
    let whole = book.contents.entries.iter().filter_map(|e| e.page).max().is_some_and(|page| page <= last);
    let fewer = whole && held > pages + (pages / 4).max(format);
    if u64::from(last) <= held && !fewer {
        return;
    }
    let last = if fewer { pages } else { u64::from(last) };
    let finding = Finding::new(Place::Source(at), Confidence::Likely)
        .arg(card::args::FOUND, book.text(at))
        .arg(card::args::FORMAT, format.to_string())
        .arg(card::args::WANT, held.to_string())
        .arg(card::args::LAST, last.to_string());
    cx.push(if fewer { finding.variant(card::variants::FEWER) } else { finding });
}

/// Sheets in hundredths: 印张：20.5. The place is that of the number.
fn sheets_of(text: &str) -> Option<(u64, std::ops::Range<usize>)> {
    let inside = || {
        let behind = text.find(SHEETS)? + SHEETS.len();
        let rest = text.get(behind..)?;
        Some(text.len() - rest.trim_start_matches([' ', '\u{3000}', ':', '：', '\t']).len())
    };
    // 印　　张: blanks widen a label that opens its line.
    let from = behind(text, SHEETS).or_else(inside)?;
    let number: &str = text.get(from..)?.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let hundredths = format!("{part:0<2}").get(..2)?.parse::<u64>().ok()?;
    let sheets = whole.parse::<u64>().ok().filter(|sheets| (1..1000).contains(sheets))?;
    Some((sheets * 100 + hundredths, from..from + number.len()))
}

/// Pages of a side of a sheet: 1/16, 16开.
fn format_of(text: &str) -> Option<u64> {
    const FORMATS: [u64; 6] = [8, 12, 16, 20, 24, 32];
    let slash = text.split("1/").skip(1).find_map(|rest| {
        rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|number| number.parse().ok())
    });
    let named = || {
        let (before, _) = text.split_once('开')?;
        let digits = before.trim_end();
        let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        digits.get(start..)?.parse().ok()
    };
    slash.or_else(named).filter(|format| FORMATS.contains(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imprints_are_read() {
        let text = "开本：889毫米×1194毫米　1/16　印张：20.5　字数：500千字";
        let (hundredths, span) = sheets_of(text).unwrap();
        assert_eq!((hundredths, &text[span]), (2050, "20.5"));
        assert_eq!((format_of(text), format_of("16开"), format_of("开本")), (Some(16), Some(16), None));
        assert_eq!(sheets_of("印张　12").map(|(hundredths, _)| hundredths), Some(1200));
        assert_eq!(sheets_of("印　　张　5.75").map(|(hundredths, _)| hundredths), Some(575));
        assert_eq!(sheets_of("印张"), None);
    }
}
