//! What a rank is told of: 青石镇工业总产值55.1亿元，居全区第一位.

use kanwu_plugin::Book;
use kanwu_plugin::context::{ends_with, find_any, has_any, last_end};
use kanwu_plugin::index::facts::{Observation, Origin, plain, rank_scope};
use kanwu_plugin::text::han;

use crate::table::fact_words::{CHANGED, MEASURED, RANK_SUBJECTS, RANKED, WHOLE};

/// A rank as the text tells it.
pub(crate) struct Ranked<'b> {
    /// Among what: 全区, 全市市级医院.
    pub scope: &'b str,
    /// What is ranked: 工业总产值.
    pub subject: String,
    /// The place or body that it is of, where its clause names one.
    pub body: Option<&'b str>,
    /// Whether its clause says that it is of the whole place.
    pub whole: bool,
    /// The sentence up to the rank.
    pub sentence: &'b str,
}

/// What a fact of ranks tells.
pub(crate) fn ranked<'b>(book: &'b Book<'_>, fact: &Observation) -> Option<Ranked<'b>> {
    let Origin::Prose { reading, span, .. } = fact.origin else { return None };
    let text = book.reading(reading)?.text.get(..span.start as usize)?;
    let (words, scope) = text.split_at_checked(rank_scope(text)?)?;
    let mut bare = words;
    while let Some(word) = RANKED.iter().filter(|word| ends_with(bare, word)).max_by_key(|word| word.len()) {
        bare = bare.strip_suffix(word).unwrap_or_default();
    }
    let sentence = bare.rsplit(['。', '；', '\n', '】']).next()?;
    let mut clauses = sentence.trim_end_matches(['，', '、']).rsplit(['，', '、', '：']);
    let clause = without_figure(clauses.next()?.trim());
    // 工业投资增长11.2%，增速列全市第五: the measure is of what the clause before tells.
    let measure = plain(clause);
    let (clause, subject) = if MEASURED.contains(&measure.as_str()) {
        let earlier = clauses.next()?;
        let at = find_any(earlier, CHANGED).map_or(earlier.len(), |(at, _)| at);
        let named = without_figure(earlier.get(..at)?.trim());
        (named, format!("{}{measure}", plain(named)))
    } else {
        (clause, measure)
    };
    let body = last_end(clause, RANK_SUBJECTS).and_then(|end| clause.get(..end));
    Some(Ranked { scope, subject, body, whole: has_any(clause, WHOLE), sentence })
}

/// 工业总产值 of 工业总产值55.1亿元.
fn without_figure(clause: &str) -> &str {
    let figure = |c: char| c.is_ascii_digit() || c == '.';
    let Some(last) = clause.rfind(figure) else { return clause };
    let head = clause.get(..=last).unwrap_or_default().trim_end_matches(figure);
    // 青石镇2022年茶叶产量: a year is none of the thing's figures.
    let of_year = clause.get(last + 1..).is_some_and(|rest| rest.starts_with(han::YEAR));
    if head.trim().is_empty() || of_year { clause } else { head }
}
