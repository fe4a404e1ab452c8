//! A session tells what a fresh check tells.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something fails"
)]

use std::sync::OnceLock;

use kanwu_engine::{Registry, Selection};
use kanwu_lint::{Answers, Checker, EditError, Found, Input, KeptBooks, Mode, Session, fix, read};
use kanwu_plugin::Applicability;
use kanwu_text::{Edit, Format, Manuscript, SourceId, SourceSpan, apply};
use proptest::prelude::*;

const TEXT: &str = "# 编辑说明\n\n一、本年鉴记述2022年1月1日至12月31日的情况。\n\n# 农业\n\n## 种植业\n\n【概况】 2022年，\
清河区粮食播种面积12.4万亩,比上年增长10～20%。青石镇、白水乡,等地增产。\n\n【水稻】 2022年，清河区种植水稻3.1万公顷。\n\n\
## 畜牧业\n\n【概况】 全区生猪出栏1.2万头，比上年增加2000头，，增长5％。<!-- page: 12 -->\n";

/// What is typed: letters, marks, breaks, marks of pages and of suppression.
const TYPED: [&str; 12] = [
    "",
    "，",
    ",",
    "。",
    "\n\n",
    "10～20%",
    "<!-- page: 9 -->",
    "<!-- kanwu-ignore PUN: 原文如此 -->",
    "## 综述\n",
    "、等",
    "清河区",
    "(",
];

fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    let families = [
        &kanwu_rules_punctuation::FAMILY,
        &kanwu_rules_number::FAMILY,
        &kanwu_rules_structure::FAMILY,
        &kanwu_rules_consistency::FAMILY,
        &kanwu_engine::FAMILY,
    ];
    REGISTRY.get_or_init(|| Registry::new(&families, Vec::new()).unwrap())
}

fn checker(selection: &Selection) -> Checker<'_> {
    Checker::new(registry(), selection)
}

fn fresh(checker: &Checker<'_>, text: &str) -> Found {
    let source = read(text.as_bytes(), "清河年鉴.md", Format::Markdown).unwrap();
    checker.check(&Manuscript::single(source), &Answers::default())
}

fn manuscript(text: &str) -> Manuscript {
    Manuscript::single(read(text.as_bytes(), "清河年鉴.md", Format::Markdown).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_session_equals_a_fresh_check(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, 0..TYPED.len()), 1..6),
    ) {
        let selection = Selection::default();
        let checker = checker(&selection);
        let mut session = Session::open(checker.clone(), Answers::default(), manuscript(TEXT));
        let mut text = TEXT.to_owned();
        for (at, gone, typed) in edits {
            let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let from = at.index(places.len());
            let span = SourceSpan::of(places[from]..places[(from + gone).min(places.len() - 1)]);
            text = apply(&text, &[Edit::new(span, TYPED[typed])]).unwrap();
            session.edit(SourceId(0), span, TYPED[typed]).unwrap();
            prop_assert_eq!(session.manuscript().sources[0].text.as_str(), text.as_str());
            prop_assert_eq!(session.complete(), &fresh(&checker, &text));
        }
    }
}

#[test]
fn local_findings_come_without_the_book() {
    let selection = Selection::default();
    let mut session = Session::open(checker(&selection), Answers::default(), manuscript(TEXT));
    let local = session.findings().diagnostics;
    assert!(!local.is_empty());
    let is_local = |d: &kanwu_engine::Diagnostic| registry().get(d.rule).unwrap().is_local();
    assert!(local.iter().all(is_local));
    let complete: Vec<_> = session.complete().diagnostics.iter().filter(|d| is_local(d)).cloned().collect();
    assert_eq!(local, complete);
}

#[test]
fn books_that_are_checked_again_tell_what_a_fresh_check_tells() {
    let all = Selection::default();
    let few = Selection { ignore: vec!["PUN".to_owned()], ..Selection::default() };
    let mut kept = KeptBooks::default();
    let longer = TEXT.replace("增产。", "增产,增收。\n\n【小麦】 2022年，清河区种植小麦1.5万公顷。");
    let steps = [
        (TEXT, &all),
        (TEXT, &all),
        (longer.as_str(), &all),
        (TEXT, &all),
        (TEXT, &few),
        ("", &few),
        (TEXT, &few),
    ];
    for (text, selection) in steps {
        let checker = checker(selection);
        kept.begin(&selection.ignore);
        let manuscript = manuscript(text);
        let told = kept.check(&checker, &kanwu_book::parse(&manuscript), &Answers::default());
        assert_eq!(told, fresh(&checker, text));
    }
}

#[test]
fn what_can_not_be_edited_changes_nothing() {
    let selection = Selection::default();
    let mut session = Session::open(checker(&selection), Answers::default(), manuscript("甲，乙。\n"));
    let wrong = SourceSpan::new(1, 3);
    assert_eq!(session.edit(SourceId(0), wrong, "x"), Err(EditError::OutsideText(wrong)));
    assert_eq!(session.edit(SourceId(1), wrong, "x"), Err(EditError::NoSource(SourceId(1))));
    assert_eq!(session.manuscript().sources[0].text, "甲，乙。\n");
}

#[test]
fn one_thread_and_many_tell_the_same() {
    let selection = Selection::default();
    let serial = checker(&selection);
    let parallel = Checker { mode: Mode::Parallel, ..serial.clone() };
    assert_eq!(fresh(&serial, TEXT), fresh(&parallel, TEXT));
}

#[test]
fn fixes_are_made_until_none_is_left_and_told_as_edits_of_the_first_text() {
    let selection = Selection::default();
    let checker = checker(&selection);
    let input = || {
        let source = read(TEXT.as_bytes(), "清河年鉴.md", Format::Markdown).unwrap();
        Input { source, bytes: TEXT.as_bytes().to_vec(), open: true }
    };
    let fixes = fix(&checker, &Answers::default(), vec![input()], Some(Applicability::Safe));
    let (work, after) = (&fixes.files[0], &fixes.after.sources[0]);
    assert!(fixes.settled && work.count > 0);
    assert_eq!(apply(TEXT, &work.edits()).as_deref(), Some(after.text.as_str()));
    assert_eq!(work.written(None).unwrap(), after.text.as_bytes());
    let source = read(after.text.as_bytes(), "清河年鉴.md", Format::Markdown).unwrap();
    let fixed = Input { source, bytes: after.text.clone().into(), open: true };
    let again = fix(&checker, &Answers::default(), vec![fixed], Some(Applicability::Safe));
    assert_eq!(again.files[0].count, 0);
    let closed =
        fix(&checker, &Answers::default(), vec![Input { open: false, ..input() }], Some(Applicability::Safe));
    assert_eq!((closed.files[0].count, closed.after.sources[0].text.as_str()), (0, TEXT));
}
