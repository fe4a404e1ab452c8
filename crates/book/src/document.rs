//! Sources in which nothing is marked: a unit's draft, or one document reprinted whole (原文照录).

use crate::lines::Line;
use crate::{BlockKind, StructureWords, squeeze};
use kanwu_text::han;

/// Lines at the head of a source in which a document's title and number stand.
const HEAD: usize = 6;

/// No title has more characters.
const LONGEST: usize = 60;

/// By source: whether no heading and no entry is marked in it, so that titles look like any other line.
pub(crate) fn unmarked(lines: &[Line<'_>], kinds: &[BlockKind]) -> Vec<bool> {
    let mut bare = Vec::new();
    for (line, kind) in lines.iter().zip(kinds) {
        let source = line.at.source.index();
        if bare.len() <= source {
            bare.resize(source + 1, true);
        }
        if matches!(kind, BlockKind::Heading { .. } | BlockKind::EntryHead) {
            bare[source] = false;
        }
    }
    bare
}

/// By source: whether it is one document printed as it was. Nothing is marked in it, and it has the title
/// of a document, a document number, or an address to those it was written for.
pub(crate) fn reprinted(lines: &[Line<'_>], unmarked: &[bool]) -> Vec<bool> {
    let words = StructureWords::get();
    let mut found = vec![false; unmarked.len()];
    for own in lines.chunk_by(|a, b| a.at.source == b.at.source) {
        let Some(source) = own.first().map(|l| l.at.source.index()).filter(|s| unmarked[*s]) else {
            continue;
        };
        let texts: Vec<&str> = own.iter().map(|l| l.text.trim()).collect();
        found[source] = is_titled(&texts, words)
            || texts.iter().take(HEAD).any(|text| is_number(text))
            || texts.iter().any(|text| is_address(text, words));
    }
    found
}

/// Whether one of the first lines is the title of a document, and more than a sentence that ends in a word for one:
/// …关于…的意见, which may begin a line before; a report; or any title with articles under it.
fn is_titled(texts: &[&str], words: &StructureWords) -> bool {
    let head = texts.get(..texts.len().min(HEAD)).unwrap_or_default();
    head.iter().enumerate().any(|(i, text)| {
        let title = squeeze(text);
        let Some(form) = words.document_titles.iter().find(|t| title.ends_with(**t)) else { return false };
        if title.contains(['，', '。', '；']) || title.chars().count() > LONGEST {
            return false;
        }
        let made = |before: &str| words.document_verbs.iter().any(|verb| before.ends_with(verb));
        let name = title.strip_suffix(form).unwrap_or_default();
        let about = |line: &str| line.split_once("关于").is_some_and(|(before, _)| !made(before));
        let report = words.document_reports.iter().any(|r| title.ends_with(r)) && !made(name);
        report
            || about(&title)
            || head.iter().take(i).rev().take(2).any(|line| about(&squeeze(line)))
            || texts.iter().any(|line| line.starts_with("第一条"))
    })
}

/// A document number (发文字号) alone on its line: 青政办发〔2022〕6号.
fn is_number(text: &str) -> bool {
    text.chars().count() <= 20 && text.ends_with(han::NUMBER) && text.contains('〔') && text.contains('〕')
}

/// 各位代表：
fn is_address(text: &str, words: &StructureWords) -> bool {
    words
        .document_addresses
        .iter()
        .any(|a| text.strip_prefix(a).is_some_and(|rest| rest.starts_with(['：', ':', '！', '，'])))
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use crate::{Zone, parse};

    fn zones(text: &str) -> Vec<Zone> {
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        parse(&manuscript).readings.iter().map(|r| r.zone).collect()
    }

    #[test]
    fn one_document_is_verbatim() {
        let report = "政 府 工 作 报 告\n各位代表：\n现在，我代表县人民政府作工作报告。\n";
        assert!(zones(report).iter().all(|z| *z == Zone::Verbatim));
        let notice = "关于做好春季植树工作的通知\n青政办发〔2022〕6号\n近年来，我县植树成绩显著。\n";
        assert!(zones(notice).iter().all(|z| *z == Zone::Verbatim));
    }

    #[test]
    fn a_sentence_on_a_document_is_no_title() {
        for first in [
            "全区各单位认真研究并征求了各方面的意见",
            "区政府出台关于做好防汛工作的意见",
            "区长作工作报告",
            "青石镇制定河道管理办法",
        ] {
            let text = format!("{first}\n近年来，我县植树成绩显著。\n");
            assert!(zones(&text).iter().all(|z| *z == Zone::Prose), "{first}");
        }
        let statute = "青石镇河道管理办法\n第一条　为加强河道管理，制定本办法。\n";
        assert!(zones(statute).iter().all(|z| *z == Zone::Verbatim));
        let broken = "清河区人民政府关于做好\n河道管理工作的意见\n近年来，我区河道整治成绩显著。\n";
        assert!(zones(broken).iter().all(|z| *z == Zone::Verbatim));
    }

    #[test]
    fn a_draft_is_not() {
        let draft = "近年来，我县植树成绩显著。\n2022年，新植树木3万株。\n";
        assert!(zones(draft).iter().all(|z| *z == Zone::Prose));
        let entry = "【春季植树】 2022年，县人民政府印发通知。\n各位代表：\n";
        assert!(zones(entry).contains(&Zone::Prose));
    }
}
