//! A book that is edited at random: what its session tells is what a fresh check tells.

use std::ops::Range;

use kanwu_engine::Selection;
use kanwu_lint::{Answers, Checker, Found, Mode, Session, read};
use kanwu_text::{Edit, Format, Manuscript, Source, SourceId, SourceSpan, apply};

use crate::fuzz::rules;
use crate::script::Script;

/// What is typed.
const TYPED: [&str; 28] = [
    "，",
    ",",
    "。",
    "、",
    "“",
    "）",
    "(",
    "区",
    "2022年",
    "10～20%",
    "比上年增长5%",
    "清河区人民政府",
    "\n",
    "\n\n",
    "\n\n【概况】 ",
    "\n\n# 农业\n\n",
    "\n\n## 综述\n\n",
    "\n\n| 项目 | 数量 |\n|---|---|\n| 学校 | 15 |\n\n",
    "\n\n一、",
    "<!-- page: 9 -->",
    "<!-- kanwu-ignore PUN: 原文如此 -->",
    "<!-- kanwu-ignore-start NUM -->",
    "**",
    "```\n",
    "[^1]",
    "李某　区委书记（2022.03—）",
    "3月5日，",
    "……12\n",
];

/// A book is not let grow beyond this.
const LONGEST: usize = 80_000;

/// Takes a book of some files through the edits that `bytes` stand for, and compares after each `often` of them. Panics
/// where a session tells something else than a fresh check.
pub fn edit(texts: &[&str], bytes: &[u8], often: usize) {
    let selection = Selection { preview: true, ..Selection::default() };
    let mode = if bytes.len().is_multiple_of(2) { Mode::Parallel } else { Mode::Serial };
    let checker = Checker { mode, ..Checker::new(rules(), &selection) };
    let mut texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let mut session = Session::open(checker.clone(), Answers::default(), manuscript(&texts));
    let mut script = Script::new(bytes);
    let mut undo: Vec<(usize, SourceSpan, String)> = Vec::new();
    let mut at = 0;
    for done in 1.. {
        let source = script.below(texts.len());
        let Some(text) = texts.get(source) else { return };
        let edits = match script.byte() % 16 {
            15 if !undo.is_empty() => {
                let (source, span, content) = undo.pop().expect("it is not empty");
                vec![(source, span, content)]
            }
            kind => edits(text, kind, &mut at, &mut script)
                .into_iter()
                .map(|(span, new)| (source, span, new))
                .collect(),
        };
        for (source, span, content) in edits {
            let Some(text) = texts.get_mut(source) else { continue };
            let old = text.get(span.range()).expect("edits lie on characters").to_owned();
            *text = apply(text, &[Edit::new(span, content.as_str())]).expect("an edit within the text");
            session.edit(SourceId(source as u32), span, &content).expect("an edit within the text");
            undo.push((source, SourceSpan::new(span.start, span.start + content.len() as u32), old));
        }
        // What is undone later must fit: only the last edits can be.
        undo.drain(..undo.len().saturating_sub(8));
        let over = script.is_over();
        if done % often == 0 || over {
            let fresh = checker.check(&manuscript(&texts), &Answers::default());
            same(session.complete(), &fresh, done);
            let local = Session::open(checker.clone(), Answers::default(), manuscript(&texts)).findings();
            same(&session.findings(), &local, done);
        } else if done % 3 == 0 {
            session.complete();
        }
        if over {
            return;
        }
    }
}

/// Edits of one kind, to be made one after another.
fn edits(text: &str, kind: u8, at: &mut usize, script: &mut Script<'_>) -> Vec<(SourceSpan, String)> {
    let insert = |at: usize, new: &str| vec![(SourceSpan::of(at..at), new.to_owned())];
    let remove = |range: Range<usize>| vec![(SourceSpan::of(range), String::new())];
    if text.len() > LONGEST {
        return remove(stretch(text, script.below(text.len()), LONGEST / 2));
    }
    match kind {
        // On and on at one place.
        0..=4 => {
            let place = boundary(text, *at);
            let new = script.one_of(&TYPED);
            *at = place + new.len();
            insert(place, new)
        }
        5 | 6 => {
            *at = boundary(text, script.below(text.len() + 1));
            insert(*at, script.one_of(&TYPED))
        }
        7 | 8 => {
            let most = usize::from(script.byte()) / 4;
            remove(stretch(text, script.below(text.len() + 1), most))
        }
        // Pasting.
        9 => {
            let most = script.below(2000);
            let copied = stretch(text, script.below(text.len() + 1), most);
            let copied = text.get(copied).unwrap_or_default().to_owned();
            insert(boundary(text, script.below(text.len() + 1)), &copied)
        }
        // An entry that is moved.
        10 | 11 => {
            let heads: Vec<usize> = text.match_indices("\n【").map(|(i, _)| i + 1).collect();
            let Some(from) = heads.get(script.below(heads.len())) else { return Vec::new() };
            let end = heads.iter().find(|head| *head > from).copied().unwrap_or(text.len());
            let entry = text.get(*from..end).unwrap_or_default().to_owned();
            let others: Vec<usize> =
                heads.iter().copied().filter(|head| !(*from..end).contains(head)).collect();
            let Some(to) = others.get(script.below(others.len())) else { return Vec::new() };
            let to = if *to < *from { *to } else { *to - entry.len() };
            vec![(SourceSpan::of(*from..end), String::new()), (SourceSpan::of(to..to), entry)]
        }
        // A line of the first pages, where spec and contents stand.
        12 | 13 => {
            let first = boundary(text, script.below(text.len().min(9000)));
            let end = text.get(first..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| first + n);
            match script.byte() % 3 {
                0 => remove(first..end),
                1 => insert(
                    end,
                    script.one_of(&["\n", "…………12", "1", "一、", "\n## 农　业\n", "至2021年12月31日"]),
                ),
                _ => insert(first, script.one_of(&TYPED)),
            }
        }
        _ => {
            let breaks: Vec<usize> = text.match_indices("\n\n").map(|(i, _)| i).collect();
            match breaks.get(script.below(breaks.len())) {
                Some(at) => remove(*at..*at + 2),
                None => insert(0, "\n\n"),
            }
        }
    }
}

/// The next character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// A stretch of so many bytes at most.
fn stretch(text: &str, from: usize, most: usize) -> Range<usize> {
    let from = boundary(text, from);
    from..boundary(text, from + most).max(from)
}

/// The rules that read more of a book than they say, and so would not look again where they must.
pub fn rules_that_read_more(texts: &[&str]) -> Vec<String> {
    let selection = Selection::default();
    let checker = Checker::new(rules(), &selection);
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    kanwu_engine::rules_that_read_more(rules(), &manuscript(&texts), |book| checker.settings(book))
}

fn manuscript(texts: &[String]) -> Manuscript {
    let source = |(n, text): (usize, &String)| -> Source {
        read(text.as_bytes(), &format!("{n}.md"), Format::Markdown).expect("text can be read")
    };
    Manuscript { sources: texts.iter().enumerate().map(source).collect() }
}

fn same(told: &Found, fresh: &Found, done: usize) {
    if told == fresh {
        return;
    }
    let only = |a: &Found, b: &Found| {
        let all = a.diagnostics.iter().filter(|d| !b.diagnostics.contains(d)).take(3);
        all.map(|d| format!("{} {d:?}", rules().get(d.rule).map_or("", |rule| &rule.card.head.code)))
            .collect::<Vec<_>>()
    };
    panic!(
        "after edit {done}: only the session {:#?}, only the check {:#?}",
        only(told, fresh),
        only(fresh, told)
    );
}
