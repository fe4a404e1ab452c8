//! Each output whole, on one small manuscript.

use std::time::Duration;

use kanwu_book::parse;
use kanwu_card::StoredCard;
use kanwu_plugin::{Diagnostic, State};
use kanwu_text::lines::display_width;
use kanwu_text::{AmbiguousWidth, Format, Lang, Location, Manuscript, Source, SourceId, SourceSpan};
use proptest::prelude::*;

use crate::{
    Checked, Checkstyle, Coverage, Csv, Extent, FileError, Full, Github, Gitlab, Json, JsonLines, Junit,
    Markdown, Only, Options, Rdjson, Reporter, SarifLog, Short, Statistics, Totals, Xlsx, explain, sample,
    whole,
};

/// The sample.
const TWO_FILES: Extent = Extent { manuscripts: 1, files: 2 };

/// Functions that write a whole report.
macro_rules! outputs {
    ($($name:ident: $make:expr;)*) => {
        $(fn $name(out: &mut Vec<u8>, checked: &Checked<'_>, options: &Options) -> std::io::Result<()> {
            let make: fn(&Options) -> Box<dyn Reporter> = |options| Box::new($make(options));
            whole(&mut *make(options), out, checked, options.lang)
        })*
    };
}

outputs! {
    full: Full::new;
    short: Short::new;
    json: Json::new;
    jsonl: JsonLines::new;
    sarif: SarifLog::new;
    github: Github::new;
    gitlab: Gitlab::new;
    junit: Junit::new;
    checkstyle: Checkstyle::new;
    rdjson: Rdjson::new;
    markdown: Markdown::new;
    csv: (|options: &Options| Csv::new(options, TWO_FILES));
    xlsx: (|options: &Options| Xlsx::new(options, TWO_FILES));
    statistics: Statistics::new;
    statistics_json: Statistics::json;
}

fn summary(out: &mut Vec<u8>, checked: &Checked<'_>, options: &Options) -> std::io::Result<()> {
    let mut totals = Totals::new(options.lang);
    totals.add(checked);
    crate::summary(out, checked, &totals, options)
}

fn with<R>(
    manuscript: &Manuscript,
    findings: &[Diagnostic],
    cards: &[StoredCard],
    look: impl FnOnce(&Checked<'_>) -> R,
) -> R {
    let book = parse(manuscript);
    look(&Checked {
        manuscripts: vec![(&book, findings)],
        cards: cards.iter().collect(),
        errors: vec![FileError {
            path: "坏.md".to_owned(),
            zh: "不是文本".to_owned(),
            en: "not text".to_owned(),
        }],
        elapsed: Duration::from_millis(1234),
        only: None,
        coverage: Coverage::default(),
    })
}

type Output = fn(&mut Vec<u8>, &Checked<'_>, &Options) -> std::io::Result<()>;

fn written(output: Output, options: &Options) -> String {
    with(&sample::manuscript(), &sample::findings(), &sample::cards(), |checked| {
        let mut out = Vec::new();
        output(&mut out, checked, options).unwrap();
        String::from_utf8(out).unwrap()
    })
}

fn english() -> Options {
    Options { lang: Lang::En, ..Options::default() }
}

#[test]
fn json_document() {
    let text = written(json, &Options::default());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["version"], 1);
    insta::assert_snapshot!(text);
    assert!(!text.contains("13900001234"));
}

#[test]
fn json_document_in_english_with_info() {
    let options = Options { show_info: true, ..english() };
    insta::assert_snapshot!(written(json, &options));
}

#[test]
fn json_lines_are_those_of_the_document() {
    let document = written(json, &Options::default());
    let lines = written(jsonl, &Options::default());
    let (error, findings) = {
        let mut all: Vec<&str> = lines.lines().collect();
        (all.pop().unwrap(), all)
    };
    assert_eq!(findings.len(), 5);
    for line in findings {
        assert!(document.contains(line));
    }
    assert_eq!(error, r#"{"error":{"path":"坏.md","message":"不是文本"}}"#);
}

#[test]
fn full_in_chinese() {
    let text = written(full, &Options::default());
    assert!(!text.contains("13900001234"));
    insta::assert_snapshot!(text);
}

#[test]
fn full_in_english_unfolded_and_narrow() {
    let options = Options { fold_conversion: false, width: 50, ..english() };
    insta::assert_snapshot!(written(full, &options));
}

#[test]
fn full_where_quotation_marks_are_wide() {
    let options = Options { ambiguous: AmbiguousWidth::Two, show_info: true, ..Options::default() };
    insta::assert_snapshot!(written(full, &options));
}

#[test]
fn full_in_colour() {
    let options = Options { color: true, ..Options::default() };
    let text = written(full, &options);
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9m错误[NUM013"), "{first:?}");
}

#[test]
fn short_in_both_languages() {
    insta::assert_snapshot!(written(short, &Options::default()));
    insta::assert_snapshot!(written(short, &Options { fold_conversion: false, ..english() }));
}

#[test]
fn summary_in_both_languages() {
    insta::assert_snapshot!(written(summary, &Options::default()));
    insta::assert_snapshot!(written(summary, &english()));
}

#[test]
fn what_findings_were_narrowed_to_is_told() {
    let names = |n: usize| (0..n).map(|i| format!("{i}.md")).collect::<Vec<_>>();
    let mut told = Vec::new();
    for (since, files) in [(None, 1), (None, 4), (Some("HEAD~1"), 0), (Some("HEAD~1"), 2)] {
        with(&sample::manuscript(), &sample::findings(), &sample::cards(), |checked| {
            let only = Some(Only { since: since.map(str::to_owned), files: names(files) });
            let checked = Checked {
                manuscripts: checked.manuscripts.clone(),
                cards: checked.cards.clone(),
                errors: Vec::new(),
                elapsed: checked.elapsed,
                only,
                coverage: Coverage::default(),
            };
            for options in [Options::default(), english()] {
                let mut out = Vec::new();
                summary(&mut out, &checked, &options).unwrap();
                told.push(String::from_utf8(out).unwrap().lines().nth(1).unwrap().to_owned());
            }
        });
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn answers_are_told() {
    let mut findings = sample::findings();
    for (d, state) in
        findings.iter_mut().zip([State::Hold, State::Hold, State::Change, State::Keep, State::Keep])
    {
        d.state = Some(sample::decided(state));
    }
    findings[1].state = None;
    findings[1].known = true;
    with(&sample::manuscript(), &findings, &sample::cards(), |checked| {
        for show_kept in [false, true] {
            let options = Options { show_kept, fold_conversion: false, ..Options::default() };
            let mut out = Vec::new();
            short(&mut out, checked, &options).unwrap();
            summary(&mut out, checked, &options).unwrap();
            insta::assert_snapshot!(String::from_utf8(out).unwrap());
        }
        let mut out = Vec::new();
        json(&mut out, checked, &Options::default()).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["diagnostics"].as_array().unwrap().len(), 2);
        assert_eq!(value["waived"][0]["decision"]["person"], "王编辑");
        let mut out = Vec::new();
        jsonl(&mut out, checked, &english()).unwrap();
        let waived =
            String::from_utf8(out).unwrap().lines().filter(|l| l.starts_with("{\"waived\":{")).count();
        assert_eq!(waived, 1);
    });
}

#[test]
fn summary_of_nothing() {
    let text = with(&sample::manuscript(), &[], &[], |checked| {
        let mut out = Vec::new();
        summary(&mut out, checked, &Options::default()).unwrap();
        String::from_utf8(out).unwrap()
    });
    assert!(text.contains("没有发现差错"));
    assert!(text.contains("未检查：图片（1幅）"));
}

/// Everything that is text.
const OUTPUTS: [(&str, Output); 14] = [
    ("full", full),
    ("short", short),
    ("json", json),
    ("jsonl", jsonl),
    ("sarif", sarif),
    ("github", github),
    ("gitlab", gitlab),
    ("junit", junit),
    ("checkstyle", checkstyle),
    ("rdjson", rdjson),
    ("markdown", markdown),
    ("csv", csv),
    ("statistics", statistics),
    ("statistics_json", statistics_json),
];

#[test]
fn outputs_for_programs_and_forms() {
    let before = ["full", "short", "json", "jsonl"];
    for (name, output) in OUTPUTS.iter().filter(|(name, _)| !before.contains(name)) {
        insta::assert_snapshot!(format!("{name}_in_chinese"), written(*output, &Options::default()));
        let options = Options { show_info: true, fold_conversion: false, ..english() };
        insta::assert_snapshot!(format!("{name}_in_english_whole"), written(*output, &options));
    }
}

#[test]
fn no_output_shows_a_number_of_a_person() {
    for (name, output) in OUTPUTS {
        let text = written(output, &Options { width: 160, fold_conversion: false, ..Options::default() });
        assert!(!text.contains("00001234"), "{name}");
    }
}

#[test]
fn outputs_for_people_list_no_more_than_asked() {
    let options = Options { max_findings: Some(1), ..Options::default() };
    for output in [full, short, github, markdown] as [Output; 4] {
        let text = written(output, &options);
        assert!(text.contains("另有3处未列出"), "{text}");
        assert!(text.contains("一段拆成两段"), "{text}");
    }
    // The others are whole.
    for output in [json, sarif, gitlab, junit, checkstyle, rdjson] as [Output; 6] {
        assert_eq!(written(output, &options), written(output, &Options::default()));
    }
}

#[test]
fn workbooks_are_the_same_bytes_each_time() {
    let made = || {
        with(&sample::manuscript(), &sample::findings(), &sample::cards(), |checked| {
            let mut out = Vec::new();
            xlsx(&mut out, checked, &Options::default()).unwrap();
            out
        })
    };
    assert_eq!(made(), made());
}

fn explained(code: &str, lang: Lang) -> String {
    let mut out = Vec::new();
    explain(&mut out, &sample::card(code), lang, false).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn explained_in_chinese() {
    insta::assert_snapshot!(explained("NUM013", Lang::Zh));
    insta::assert_snapshot!(explained("PUN004", Lang::Zh));
}

#[test]
fn explained_in_english() {
    insta::assert_snapshot!(explained("PUN004", Lang::En));
}

proptest! {
    #[test]
    fn any_place_is_told_truly(
        text in "[甲，“1a　\u{e5e5}\n\r\u{0}𠀀#|]{0,120}",
        places in prop::collection::vec((0usize..300, 0usize..40), 0..8),
        width in 0usize..90,
    ) {
        let floor = |mut i: usize| {
            i = i.min(text.len());
            while !text.is_char_boundary(i) {
                i -= 1;
            }
            i
        };
        let cards = sample::cards();
        let findings: Vec<Diagnostic> = places
            .iter()
            .map(|&(a, n)| {
                let span = floor(a)..floor(a + n);
                sample::finding(&cards[0], 0, span.clone()).fix("乙").related(span, "此处", "here").0
            })
            .collect();
        let source = Source::new("a.md", Format::Markdown, text.as_str());
        let manuscript = Manuscript::single(source);
        let lines = manuscript.sources[0].lines();
        with(&manuscript, &findings, &cards, |checked| {
            let options = Options { width, ..Options::default() };
            let mut out = Vec::new();
            json(&mut out, checked, &options).unwrap();
            let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
            let all = value["diagnostics"].as_array().unwrap();
            prop_assert_eq!(all.len(), findings.len());
            let mut last = 0;
            for d in all {
                let point = |at: &str| {
                    let p = &d["range"][at];
                    let [line, column, offset] =
                        ["line", "column", "offset"].map(|n| u32::try_from(p[n].as_u64().unwrap()).unwrap());
                    (kanwu_text::Position { line, column }, offset)
                };
                let ((start, from), (end, to)) = (point("start"), point("end"));
                prop_assert_eq!(d["excerpt"].as_str().unwrap(), &text[from as usize..to as usize]);
                prop_assert_eq!(start, lines.position(&text, from));
                prop_assert_eq!(end, lines.position(&text, to));
                prop_assert_eq!(&d["fix"]["edits"][0]["range"], &d["range"]);
                prop_assert_eq!(&d["related"][0]["range"], &d["range"]);
                prop_assert!(last <= from);
                last = from;
            }
            let mut drawn = Vec::new();
            full(&mut drawn, checked, &options).unwrap();
            let drawn = String::from_utf8(drawn).unwrap();
            for line in drawn.lines().filter(|l| l.contains('│') && l.starts_with(|c: char| c.is_ascii_digit())) {
                prop_assert!(display_width(line, AmbiguousWidth::One) <= width.max(16 + 6), "{}", line);
            }
            Ok(())
        })?;
    }

    #[test]
    fn places_outside_the_text_do_no_harm(start in 0u32..2000, len in 0u32..2000, source in 0u32..4) {
        let cards = sample::cards();
        let mut made = sample::finding(&cards[0], 0, 0..0).0;
        made.at = Location::new(SourceId(source), SourceSpan::new(start, start + len));
        for options in [Options::default(), Options { ambiguous: AmbiguousWidth::Two, ..english() }] {
            with(&sample::manuscript(), std::slice::from_ref(&made), &cards, |checked| {
                for (_, output) in OUTPUTS.into_iter().chain([("summary", summary as Output)]) {
                    let mut out = Vec::new();
                    prop_assert!(output(&mut out, checked, &options).is_ok());
                    prop_assert!(String::from_utf8(out).is_ok());
                }
                let mut out = Vec::new();
                json(&mut out, checked, &options).unwrap();
                prop_assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok());
                Ok(())
            })?;
        }
    }
}
