//! `kanwu contents`: the contents pages beside the body, as a table, JSON, CSV or a form, or set anew.

use std::io::{self, Write};
use std::path::PathBuf;

use kanwu_book::{Book, Level};
use kanwu_desk::{ContentsCheck, ContentsLine, contents_lines};
use kanwu_report::PaperFormat;
use kanwu_text::Lang;

use crate::cli::{Cli, ContentsArgs, ContentsFormat, Target};
use crate::commands::papers::{title, today};
use crate::commands::put_table::put_table;
use crate::commands::ready::with_book;
use crate::load::Request;
use crate::messages::contents as said;
use crate::{Exit, Ui, table};

/// Runs the command.
pub(crate) fn run_contents(ui: &mut Ui<'_>, cli: &Cli, args: &ContentsArgs) -> io::Result<Exit> {
    let form = form(args.output_format);
    let Target { output, .. } = &args.target;
    let packed = matches!(form, Some(PaperFormat::Docx | PaperFormat::Xlsx));
    if packed && output.is_none() && ui.terminal {
        return ui.fail(said::WORKBOOK.text(ui.lang));
    }
    let (mut bytes, mut inputs) = (Vec::new(), Vec::new());
    let mut check = ContentsCheck::new(title(&args.file), today(), ui.lang);
    let request = Request::one(&args.file).whole();
    let exit = with_book(ui, cli, &request, |ui, book, _| {
        inputs.extend(book.manuscript.sources.iter().map(|source| PathBuf::from(&source.path)));
        match form {
            Some(_) => check.add(book),
            None if args.write => write_anew(&mut bytes, book)?,
            None => write(&mut bytes, book, args.output_format, ui.lang)?,
        }
        Ok(())
    })?;
    if inputs.is_empty() {
        return Ok(exit);
    }
    if let Some(form) = form {
        check.paper().write(&mut bytes, form)?;
    }
    let Some(path) = output else { return ui.out.write_all(&bytes).map(|()| exit) };
    match put_table(ui, &args.target, path, &bytes, &inputs)? {
        Ok(()) => Ok(exit),
        Err(message) => ui.fail(message),
    }
}

/// The form that is asked for; none for what is listed.
fn form(format: ContentsFormat) -> Option<PaperFormat> {
    match format {
        ContentsFormat::Table | ContentsFormat::Json | ContentsFormat::Csv => None,
        ContentsFormat::Html => Some(PaperFormat::Html),
        ContentsFormat::Xlsx => Some(PaperFormat::Xlsx),
        ContentsFormat::Docx => Some(PaperFormat::Docx),
    }
}

/// Writes the reconciled table.
fn write(out: &mut Vec<u8>, book: &Book<'_>, format: ContentsFormat, lang: Lang) -> io::Result<()> {
    let lines = contents_lines(book);
    match format {
        ContentsFormat::Json => table::json(out, &lines),
        ContentsFormat::Csv => csv(out, &lines),
        _ => {
            let head = said::COLUMNS.text(lang);
            let mut rows = vec![head.map(str::to_owned).to_vec()];
            rows.extend(lines.iter().map(|l| row(l, lang)));
            table::write(out, &rows)
        }
    }
}

/// Writes the contents anew: titles and order of the body, pages as printed. An estimate is never written.
fn write_anew(out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
    let mut lines = contents_lines(book);
    lines.retain(|l| l.body.is_some());
    lines.sort_by_key(|l| l.body.as_ref().map(|(_, at)| (at.source, at.span.start)));
    for line in &lines {
        let title = line.body.as_ref().map_or(line.title.as_str(), |(t, _)| t.as_str());
        let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let page = match (line.page, line.verdict.doubts_page()) {
            (Some(page), false) => page.to_string(),
            (Some(page), true) => format!("{page}〔待核〕"),
            (None, _) if line.rank == Level::Category => String::new(),
            (None, _) => "〔待核〕".to_owned(),
        };
        match line.rank {
            Level::Category if page.is_empty() => writeln!(out, "\n## {title}\n")?,
            Level::Category => writeln!(out, "\n## {title}\t{page}\n")?,
            Level::Section => writeln!(out, "**{title}**\t{page}")?,
            Level::Entry => writeln!(out, "{title}\t{page}")?,
        }
    }
    Ok(())
}

fn row(line: &ContentsLine, lang: Lang) -> Vec<String> {
    let indent = match line.rank {
        Level::Category => "",
        Level::Section => "  ",
        Level::Entry => "    ",
    };
    let number = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    let title: String = line.title.chars().take(30).collect();
    let more = if title.len() < line.title.len() { "…" } else { "" };
    vec![
        format!("{indent}{title}{more}"),
        number(line.page),
        number(line.line),
        number(line.body_line),
        line.stands(),
        line.verdict.name(lang).to_owned(),
    ]
}

fn csv(out: &mut dyn Write, lines: &[ContentsLine]) -> io::Result<()> {
    writeln!(out, "level,title,page,line,body_line,page_found,page_low,page_high,verdict")?;
    let number = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    for line in lines {
        let [low, high] = line.page_estimate.map_or([None, None], |e| e.map(Some));
        let verdict = serde_json::to_value(line.verdict).ok();
        writeln!(
            out,
            "{},\"{}\",{},{},{},{},{},{},{}",
            line.level,
            line.title.replace('"', "\"\""),
            number(line.page),
            number(line.line),
            number(line.body_line),
            number(line.page_found),
            number(low),
            number(high),
            verdict.as_ref().and_then(|v| v.as_str()).unwrap_or_default(),
        )?;
    }
    Ok(())
}
