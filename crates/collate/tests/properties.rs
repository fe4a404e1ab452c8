//! What holds of any two states.

use kanwu_collate::{
    Asked, Asking, ChangeKind, Collation, Outcome, Paragraph, Place, Stream, collate, expect, settle,
};
use proptest::prelude::*;

fn paragraphs(texts: &[String]) -> Vec<Paragraph<'_>> {
    texts.iter().map(|text| Paragraph::text(text)).collect()
}

fn compared(old: &[String], new: &[String]) -> (Collation, Vec<char>, Vec<char>) {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let (old, new) = (Stream::new(&old), Stream::new(&new));
    let collation = collate(&old, &new);
    let rebuilt = collation.rebuilt(&old, &new);
    (collation, rebuilt, new.chars().to_vec())
}

/// The same text with other blanks, set in other lines.
fn reflowed(texts: &[String], seed: u64) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(seed);
    let blank = |random: &mut fastrand::Rng| [" ", "　", "\u{200b}", "", "", ""][random.usize(..6)];
    texts.iter().map(|text| text.chars().map(|c| format!("{c}{}", blank(&mut random))).collect()).collect()
}

fn book() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[清河区青石镇年增长的，。0-9a-c ]{0,40}", 0..12)
}

proptest! {
    #[test]
    fn changes_make_the_new_state_of_the_old(old in book(), new in book()) {
        let (_, rebuilt, new) = compared(&old, &new);
        prop_assert_eq!(rebuilt, new);
    }

    #[test]
    fn so_they_do_where_paragraphs_are_moved(old in book(), by in 0usize..12, cut in 0usize..12) {
        let mut new = old.clone();
        if !new.is_empty() {
            let by = by % new.len();
            new.rotate_left(by);
            new.remove(cut % old.len());
        }
        let (_, rebuilt, new) = compared(&old, &new);
        prop_assert_eq!(rebuilt, new);
    }

    #[test]
    fn nothing_is_invented_under_reflow(old in book(), seed in any::<u64>()) {
        let (collation, ..) = compared(&old, &reflowed(&old, seed));
        prop_assert!(collation.changes.is_empty(), "{:?}", collation.changes);
    }

    #[test]
    fn other_paragraphs_of_the_same_text_are_no_change_of_it(old in book()) {
        let joined = vec![old.concat()];
        let (collation, ..) = compared(&old, &joined);
        prop_assert!(collation.changes.iter().all(|change| change.kind == ChangeKind::Joined));
        let (collation, ..) = compared(&joined, &old);
        prop_assert!(collation.changes.iter().all(|change| change.kind == ChangeKind::Split));
    }

    #[test]
    fn what_was_asked_and_done_is_done(old in book(), at in any::<prop::sample::Index>(), want in "[甲乙丙]{1,4}") {
        let all = paragraphs(&old);
        prop_assume!(!old.is_empty());
        let paragraph = at.index(old.len());
        let text = &old[paragraph];
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        prop_assume!(!starts.is_empty());
        let start = starts[at.index(starts.len())];
        let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
        let asked = [Asked { at: Place { paragraph, span: start..end }, asking: Asking::Text(want) }];
        let expected = expect(&all, &asked);
        let state = expected.paragraphs();
        let outcome = |new: &[Paragraph<'_>]| {
            let (old, new) = (Stream::new(&state), Stream::new(new));
            let collation = collate(&old, &new);
            let (settled, explained) = settle(&old, &new, &collation, &expected.regions);
            (settled[0].outcome, collation.changes.len() - explained.len())
        };
        prop_assert_eq!(outcome(&state), (Outcome::Done, 0));
        prop_assert_eq!(outcome(&all), (Outcome::Missed, 0));
    }
}
