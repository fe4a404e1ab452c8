//! A decided finding stays decided while its words stay, wherever they go; changed words open it again.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::common::{registry, root};
use kanwu_book::parse;
use kanwu_engine::{Mode, Selection, run};
use kanwu_plugin::{FindingId, Settings};
use kanwu_text::{Format, Manuscript, Source};
use proptest::prelude::*;

/// A finding as an editor sees it: its rule, the line it stands in, and where in the line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Seen {
    code: String,
    line: String,
    start: usize,
    end: usize,
}

struct Found {
    seen: Seen,
    id: FindingId,
    /// Bytes of the text.
    range: std::ops::Range<usize>,
}

fn found(path: &str, text: &str) -> Vec<Found> {
    let manuscript = Manuscript::single(Source::new(path, Format::Markdown, text));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    run(registry(), &Selection::default(), &settings, &book, Mode::Serial)
        .into_iter()
        .map(|d| {
            let range = d.at.span.range();
            let from = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
            let to = text[range.end..].find('\n').map_or(text.len(), |i| i + range.end);
            let code = registry().get(d.rule).unwrap().card.code.clone();
            let line = text[from..to].to_owned();
            let seen = Seen { code, line, start: range.start - from, end: range.end - from };
            Found { seen, id: d.id, range }
        })
        .collect()
}

fn ids(found: &[Found]) -> HashSet<FindingId> {
    found.iter().map(|f| f.id).collect()
}

/// Nothing that was decided before an edit is open after it, but for what the edit brought: as many findings are
/// open as are not to be seen in the old text.
fn nothing_reopens(before: &[Found], after: &[Found]) -> Result<(), TestCaseError> {
    let mut old: HashMap<&Seen, usize> = HashMap::new();
    for f in before {
        *old.entry(&f.seen).or_default() += 1;
    }
    let decided = ids(before);
    let mut new: HashMap<&str, i64> = HashMap::new();
    let mut stayed = 0;
    for f in after {
        match old.get_mut(&f.seen) {
            Some(n) if *n > 0 => {
                *n -= 1;
                stayed += 1;
            }
            _ => *new.entry(&f.seen.code).or_default() += 1,
        }
        if !decided.contains(&f.id) {
            *new.entry(&f.seen.code).or_default() -= 1;
        }
    }
    for (code, n) in new {
        prop_assert!(n >= 0, "{code}: {} decided findings are open again", -n);
    }
    // A heading moved into the contents takes many findings of structure with it, but never most of the others.
    prop_assert!(stayed * 3 >= before.len(), "only {stayed} of {} stayed", before.len());
    Ok(())
}

fn sample() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| std::fs::read_to_string(root().join("samples/清河年鉴2023.md")).unwrap())
}

fn paragraphs() -> Vec<&'static str> {
    sample().split("\n\n").collect()
}

#[test]
fn a_renamed_file_keeps_its_names() {
    let (before, after) = (found("稿.md", sample()), found("清河/二校.md", sample()));
    assert!(before.len() > 60);
    assert_eq!(ids(&before), ids(&after));
    assert_eq!(ids(&before).len(), before.len());
}

#[test]
fn a_second_fault_of_the_same_words_is_new() {
    let line = "全年增长10～15%。\n\n";
    let (one, two) = (found("a.md", line), found("a.md", &line.repeat(2)));
    assert_eq!(two.len(), 2 * one.len());
    assert_eq!(ids(&two).difference(&ids(&one)).count(), one.len());
}

#[test]
fn a_mark_made_right_beside_a_place_keeps_its_name() {
    let id = |text: &str| {
        let all = found("a.md", text);
        all.iter().find(|f| f.seen.code == "NUM013").unwrap().id
    };
    assert_eq!(id("投资,全年增长10～15%,下降。\n"), id("投资，全年**增长**10～15%， 下降。\n"));
    assert_ne!(id("投资，全年增长10～15%。\n"), id("投资，全年增长10～16%。\n"));
    assert_ne!(id("投资，全年增长10～15%。\n"), id("投资，全年下降10～15%。\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_moved_paragraph_keeps_its_decisions(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let mut parts = paragraphs();
        let moved = parts.remove(from.index(parts.len()));
        parts.insert(to.index(parts.len() + 1), moved);
        nothing_reopens(&found("a.md", sample()), &found("a.md", &parts.join("\n\n")))?;
    }

    #[test]
    fn text_put_in_elsewhere_keeps_all_decisions(
        at in any::<prop::sample::Index>(),
        text in "[甲乙丙丁，。、0-9]{1,60}",
    ) {
        let mut parts = paragraphs();
        parts.insert(at.index(parts.len() + 1), &text);
        nothing_reopens(&found("a.md", sample()), &found("a.md", &parts.join("\n\n")))?;
    }

    #[test]
    fn changed_words_are_open_again(pick in any::<prop::sample::Index>(), with in "[甲乙丙0-9]") {
        let before = found("a.md", sample());
        let wordy: Vec<&Found> =
            before.iter().filter(|f| sample()[f.range.clone()].chars().any(char::is_alphanumeric)).collect();
        let f = wordy[pick.index(wordy.len())];
        let (i, c) = sample()[f.range.clone()].char_indices().find(|(_, c)| c.is_alphanumeric()).unwrap();
        prop_assume!(with != c.to_string());
        let mut text = sample().to_owned();
        let at = f.range.start + i;
        text.replace_range(at..at + c.len_utf8(), &with);
        let shift = with.len() as i64 - c.len_utf8() as i64;
        let end = (f.range.end as i64 + shift) as usize;
        for after in found("a.md", &text) {
            if after.range == (f.range.start..end) && after.seen.code == f.seen.code {
                prop_assert_ne!(after.id, f.id);
            }
        }
    }
}
