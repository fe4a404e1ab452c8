//! The editor's report: one file that opens by double-click, offline.
//!
//! The page is three assets (frame, style, program) and the run as JSON. Text stands in it once, by line;
//! places are a line's index and UTF-16 units in it, as the browser counts.
//!
//! The program is a function of the run. The report calls it once; the desk, a page with the whole of kanwu in it,
//! calls the same function each time it has checked a manuscript.

mod data;
mod desk;
mod lines;

use std::io::{self, Write};

use kanwu_text::Lang;

use crate::{Checked, Extent, Options, RateOptions, Reporter, Totals, printable};
pub use desk::desk;

const FRAME: &str = include_str!("../../assets/report.html");
const STYLE: &str = include_str!("../../assets/report.css");
/// What the report may do: reach nothing, be sent nowhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
/// What follows the program in the report.
const START: &str = "report(JSON.parse(document.getElementById('data').textContent), null);";
/// Before the function: what the report and the desk share.
const SHARED: [&str; 3] = [
    include_str!("../../assets/report/elements.js"),
    include_str!("../../assets/report/dialog.js"),
    include_str!("../../assets/report/storage.js"),
];
/// Parts of one function.
const PROGRAM: [&str; 17] = [
    include_str!("../../assets/report/page.js"),
    include_str!("../../assets/report/words.js"),
    include_str!("../../assets/report/answers.js"),
    include_str!("../../assets/report/findings.js"),
    include_str!("../../assets/report/filter.js"),
    include_str!("../../assets/report/frame.js"),
    include_str!("../../assets/report/tree.js"),
    include_str!("../../assets/report/consequence.js"),
    include_str!("../../assets/report/list.js"),
    include_str!("../../assets/report/about.js"),
    include_str!("../../assets/report/row.js"),
    include_str!("../../assets/report/crosscheck.js"),
    include_str!("../../assets/report/text.js"),
    include_str!("../../assets/report/decide.js"),
    include_str!("../../assets/report/keys.js"),
    include_str!("../../assets/report/print.js"),
    include_str!("../../assets/report/start.js"),
];

/// The page. With [`Options::redact`] the only text of the manuscript in it is that of the findings. The rate is left
/// out where there is nothing to count it by.
#[derive(Debug)]
pub struct Html {
    options: Options,
    page: data::Gathered,
    framed: bool,
}

impl Html {
    /// With nothing in it.
    pub fn new(options: &Options, extent: Extent, rate: Option<&RateOptions>) -> Html {
        Html { options: *options, page: data::Gathered::new(options, extent, rate), framed: true }
    }

    /// The run alone, as JSON, for a page that has the program already.
    #[must_use]
    pub fn bare(self) -> Html {
        Html { framed: false, ..self }
    }
}

impl Reporter for Html {
    fn part(&mut self, _: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        self.page.add(part, &self.options);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()> {
        let mut data = Vec::new();
        printable::json(&mut data, &self.page.page(run, totals, &self.options))?;
        let data = String::from_utf8_lossy(&data);
        if !self.framed {
            return out.write_all(data.as_bytes());
        }
        let data = format!("<script type=\"application/json\" id=\"data\">{}</script>", in_script(&data));
        frame(out, &Slots { policy: POLICY, style: &[STYLE], data: &data, then: &[START] }, self.options.lang)
    }
}

/// What stands in the frame beside the program.
struct Slots<'s> {
    policy: &'s str,
    style: &'s [&'s str],
    data: &'s str,
    /// Behind the program.
    then: &'s [&'s str],
}

fn frame(out: &mut dyn Write, slots: &Slots<'_>, lang: Lang) -> io::Result<()> {
    let mut rest = FRAME;
    while let Some((before, after)) = rest.split_once("{{") {
        out.write_all(before.as_bytes())?;
        let Some((slot, after)) = after.split_once("}}") else { break };
        match slot {
            "lang" => out.write_all(if lang == Lang::En { b"en" } else { b"zh-CN" })?,
            "policy" => out.write_all(slots.policy.as_bytes())?,
            "style" => parts(out, slots.style)?,
            "program" => {
                out.write_all(b"'use strict';\n{\n")?;
                parts(out, &SHARED)?;
                out.write_all(b"function report(data, desk) {\n")?;
                parts(out, &PROGRAM)?;
                out.write_all(b"}\n")?;
                parts(out, slots.then)?;
                out.write_all(b"}")?;
            }
            "data" => out.write_all(slots.data.as_bytes())?,
            _ => {}
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn parts(out: &mut dyn Write, parts: &[&str]) -> io::Result<()> {
    parts.iter().try_for_each(|part| {
        out.write_all(part.as_bytes())?;
        out.write_all(b"\n")
    })
}

/// JSON that may stand in a `<script>`: nothing in it ends the element or opens a comment, and no line ends that
/// JavaScript knows and JSON does not.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use kanwu_book::Book;
    use kanwu_plugin::Diagnostic;
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;
    use crate::{Coverage, Scheme, sample};

    fn page(manuscript: &Manuscript, findings: &[Diagnostic], options: &Options) -> String {
        let book: Book<'_> = kanwu_book::parse(manuscript);
        let cards = sample::cards();
        let checked = Checked {
            manuscripts: vec![(&book, findings)],
            cards: cards.iter().collect(),
            errors: Vec::new(),
            elapsed: Duration::ZERO,
            only: None,
            coverage: Coverage::default(),
        };
        let rate = RateOptions {
            scheme: Scheme::named(Scheme::DEFAULT).unwrap(),
            page: None,
            pages: None,
            limit: rust_decimal::Decimal::ONE,
        };
        let mut out = Vec::new();
        let mut report = Html::new(options, Extent::ONE, Some(&rate));
        crate::whole(&mut report, &mut out, &checked, options.lang).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn data(page: &str) -> serde_json::Value {
        let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
        let (json, _) = rest.split_once("</script>").unwrap();
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_data_of_the_sample() {
        let options = Options { show_info: true, ..Options::default() };
        let page = page(&sample::manuscript(), &sample::findings(), &options);
        insta::assert_json_snapshot!(data(&page));
    }

    #[test]
    fn the_page_asks_nothing_of_the_network() {
        let page = page(&sample::manuscript(), &sample::findings(), &Options::default());
        for sign in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(sign), "{sign}");
        }
        assert!(!page.contains("{{"));
    }

    #[test]
    fn text_does_not_end_the_script() {
        let text = "# 农业\n\n## 种植业\n\n**【概况】** </script><!--\u{2028}\n";
        let manuscript = Manuscript::single(Source::new("甲.md", Format::Markdown, text));
        let page = page(&manuscript, &[], &Options::default());
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(!page.contains('\u{2028}'));
        let lines = data(&page)["lines"].to_string();
        assert!(lines.contains("</script><!--\u{2028}"), "{lines}");
    }

    #[test]
    fn a_redacted_page_holds_the_findings_text_alone() {
        let options = Options { redact: true, ..Options::default() };
        let page = page(&sample::manuscript(), &sample::findings(), &options);
        assert!(page.contains("15～30%"));
        for text in ["青石镇", "种植业", "林长制", "13900001234"] {
            assert!(!page.contains(text), "{text}");
        }
    }
}
