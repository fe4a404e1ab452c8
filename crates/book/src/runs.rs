//! Runs of items: an enumeration by paragraphs, recognised as a whole.

use kanwu_text::ReadingSpan;
use kanwu_text::han;

use crate::{BlockKind, Reading, ReadingId};

/// How the ordinal of an item is written; a run keeps to one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemForm {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1. or 1．
    Arabic,
    /// 1、
    ArabicComma,
    /// （1）
    BracketedArabic,
    /// 1）
    HalfBracketed,
    /// ①
    Circled,
    /// A.
    Letter,
    /// 一是
    HanIs,
    /// 一要
    HanWants,
    /// 第一，
    Ordinal,
    /// 其一，
    HanAmong,
}

/// One item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunItem {
    /// Its paragraph.
    pub reading: ReadingId,
    /// The value of its ordinal.
    pub value: u32,
    /// The ordinal and its marks (bytes of the reading).
    pub ordinal: ReadingSpan,
    /// Whether the next paragraph is the next item, or the item is the last: nothing stands below it.
    pub alone: bool,
}

/// An enumeration: paragraphs that open with ordinals of one form, counting up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// How its ordinals are written.
    pub form: ItemForm,
    /// Its items in order, two at least.
    pub items: Vec<RunItem>,
    /// The paragraph before the first item, where it is one of running text.
    pub lead: Option<ReadingId>,
}

/// The runs of a book, in order of their first items. `apart` says whether two readings stand in different entries.
pub(crate) fn gather(
    readings: &[Reading<'_>],
    apart: impl Fn(&Reading<'_>, &Reading<'_>) -> bool,
) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    // Open runs, the outermost first.
    let mut open: Vec<usize> = Vec::new();
    let mut before: Option<usize> = None;
    for (n, reading) in readings.iter().enumerate() {
        let text = matches!(
            reading.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::NameLine | BlockKind::EntryHead
        );
        let tabular =
            matches!(reading.kind, BlockKind::TableRow | BlockKind::TableTitle | BlockKind::Caption);
        if tabular {
            continue;
        }
        if !text || before.is_some_and(|b| apart(&readings[b], reading)) {
            open.clear();
        }
        let last = before.replace(n);
        let found = if reading.kind == BlockKind::EntryHead { None } else { item(&reading.text) };
        let Some((form, value, ordinal)) = found.filter(|_| text) else { continue };
        let here = RunItem { reading: ReadingId(n as u32), value, ordinal, alone: false };
        let same = open.iter().position(|run| {
            out[*run].form == form && out[*run].items.last().is_some_and(|i| goes_on(i.value, value))
        });
        match same {
            Some(depth) => {
                open.truncate(depth + 1);
                let run = &mut out[open[depth]];
                if let Some(item) = run.items.last_mut() {
                    item.alone = last == Some(item.reading.index());
                }
                run.items.push(here);
            }
            None => {
                open.retain(|run| out[*run].form != form);
                let lead = last.filter(|l| {
                    !apart(&readings[*l], reading)
                        && matches!(readings[*l].kind, BlockKind::Paragraph | BlockKind::EntryHead)
                });
                let lead = lead.map(|l| ReadingId(l as u32));
                open.push(out.len());
                out.push(Run { form, items: vec![here], lead });
            }
        }
    }
    out.retain(|run| run.items.len() > 1);
    for run in &mut out {
        if let Some(item) = run.items.last_mut() {
            item.alone = true;
        }
    }
    out
}

/// Whether an item may follow another of its run: the next one, or, by a slip, one near it.
fn goes_on(before: u32, value: u32) -> bool {
    value > 1 && value <= before + 2 && value + 1 >= before
}

const HAN: &str = "一二三四五六七八九十";

/// The ordinal that a paragraph opens with: its form, value and bytes.
pub fn item(text: &str) -> Option<(ItemForm, u32, ReadingSpan)> {
    let body = text.trim_start_matches([' ', '　']);
    let from = text.len() - body.len();
    let first = body.chars().next()?;
    let to = |rest: &str| ReadingSpan::of(from..text.len() - rest.len());
    if let n @ 1..=20 = (first as u32).wrapping_sub(0x245f) {
        return Some((ItemForm::Circled, n, to(&body[first.len_utf8()..])));
    }
    if first.is_ascii_uppercase() {
        let rest = body[1..].strip_prefix(['.', '．', '、'])?;
        return Some((ItemForm::Letter, first as u32 - 'A' as u32 + 1, to(rest)));
    }
    if let Some(inner) = body.strip_prefix(han::ORDINAL) {
        let (value, rest, han) = figure(inner)?;
        let rest = rest.strip_prefix(['，', '、']).filter(|_| han)?;
        return Some((ItemForm::Ordinal, value, to(rest)));
    }
    if let Some(inner) = body.strip_prefix('其') {
        let (value, rest, han) = figure(inner)?;
        let rest = rest.strip_prefix(['，', '、']).filter(|_| han)?;
        return Some((ItemForm::HanAmong, value, to(rest)));
    }
    let inner = body.strip_prefix(['（', '(']);
    let (value, rest, han) = figure(inner.unwrap_or(body))?;
    if inner.is_some() {
        let rest = rest.strip_prefix(['）', ')'])?;
        let form = if han { ItemForm::BracketedHan } else { ItemForm::BracketedArabic };
        return Some((form, value, to(rest)));
    }
    let mark = rest.chars().next()?;
    let after = &rest[mark.len_utf8()..];
    let form = match (han, mark) {
        (true, '、') => ItemForm::Han,
        (true, '是') => ItemForm::HanIs,
        (true, '要') => ItemForm::HanWants,
        (false, '、') => ItemForm::ArabicComma,
        (false, '）' | ')') => ItemForm::HalfBracketed,
        (false, '.' | '．') if !after.starts_with(|c: char| c.is_ascii_digit()) => ItemForm::Arabic,
        _ => return None,
    };
    Some((form, value, to(after)))
}

/// The figure that a text opens with, up to 99: its value, the rest, and whether it is written in Han.
fn figure(text: &str) -> Option<(u32, &str, bool)> {
    let arabic = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&arabic) {
        return Some((text[..arabic].parse().ok()?, &text[arabic..], false));
    }
    let rest = text.trim_start_matches(|c| HAN.contains(c));
    let digits: Vec<u32> = text[..text.len() - rest.len()]
        .chars()
        .filter_map(|c| HAN.chars().position(|h| h == c))
        .map(|n| n as u32 + 1)
        .collect();
    let value = match digits.as_slice() {
        [n] => *n,
        [10, unit @ 1..=9] => 10 + unit,
        [tens @ 1..=9, 10] => tens * 10,
        [tens @ 1..=9, 10, unit @ 1..=9] => tens * 10 + unit,
        _ => return None,
    };
    Some((value, rest, true))
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;
    use crate::parse;

    fn runs(text: &str) -> Vec<(ItemForm, Vec<u32>, bool)> {
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        let values = |run: &Run| run.items.iter().map(|i| i.value).collect();
        book.runs.iter().map(|run| (run.form, values(run), run.lead.is_some())).collect()
    }

    #[test]
    fn a_run_is_found_whole() {
        let text = "区里采取以下措施：\n\n（一）清理账目；\n\n（二）盘点存货；\n\n（三）公布方案。\n";
        assert_eq!(runs(text), [(ItemForm::BracketedHan, vec![1, 2, 3], true)]);
        assert_eq!(runs("①清理账目；\n②盘点存货。\n"), [(ItemForm::Circled, vec![1, 2], false)]);
        assert_eq!(runs("一是清理账目；\n二是盘点存货。\n"), [(ItemForm::HanIs, vec![1, 2], false)]);
    }

    #[test]
    fn runs_may_stand_in_runs() {
        let text = "一、清理账目。\n1. 查收入。\n2. 查支出。\n二、盘点存货。\n1. 查仓库。\n2. 查货场。\n";
        let found = runs(text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], (ItemForm::Han, vec![1, 2], false));
        assert_eq!(found[1], (ItemForm::Arabic, vec![1, 2], true));
        assert_eq!(found[2], (ItemForm::Arabic, vec![1, 2], true));
    }

    #[test]
    fn figures_are_no_ordinals() {
        assert!(runs("2.5万人参加。\n3.5万人受益。\n").is_empty());
        assert!(runs("三农工作。\n四季常青。\n").is_empty());
    }
}
