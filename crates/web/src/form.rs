//! A filled form: what it answers of the findings of a book.

use std::path::Path;

use kanwu_desk::{form_answers, is_answered, not_a_form, unit_of};
use kanwu_engine::Registry;
use kanwu_lint::{Answers, KeptBooks};
use kanwu_plugin::Decided;
use kanwu_text::Lang;
use serde_json::{Value, json};

use crate::check::{How, checked};
use crate::desk::{File, Reply, answer};

/// The answers of the form; how many rows that are answered stand nowhere in the book (`lost`), and how many answers need
/// a reason that the form does not give (`refused`).
pub(crate) fn read_form(
    registry: &Registry,
    files: &[File],
    form: &File,
    how: How,
    date: &str,
) -> Result<Reply, String> {
    let rows = kanwu_report::read_form(&form.bytes)
        .map_err(|why| format!("{}：{}", form.name, not_a_form(why, Lang::Zh)))?;
    let name = Path::new(&form.name).file_name().unwrap_or_default().to_string_lossy();
    let read = Decided { date: date.to_owned(), ..Decided::kept("", false) };
    checked(registry, files, how, &Answers::default(), &mut KeptBooks::default(), |run, _, _| {
        let mut used = vec![false; rows.len()];
        let (mut all, mut refused): (Vec<Value>, usize) = (Vec::new(), 0);
        for (book, found) in &run.manuscripts {
            for one in form_answers(book, found, &rows) {
                let (Some(row), Some(finding)) = (rows.get(one.row), found.get(one.finding)) else {
                    continue;
                };
                let Some(card) = registry.get(finding.rule).map(|rule| &rule.card) else { continue };
                let decision = one.decision(row, unit_of(&name), &read, (book, finding, card));
                used.get_mut(one.row).into_iter().for_each(|used| *used = true);
                match decision.may_answer(card) {
                    true => all.push(answer(finding.id, &decision)),
                    false => refused += 1,
                }
            }
        }
        let lost = rows.iter().zip(&used).filter(|(row, used)| is_answered(row) && !**used).count();
        let told = json!({ "version": 1, "decisions": all, "lost": lost, "refused": refused });
        Ok(Reply { told, bytes: Vec::new() })
    })
}
