//! Files, and what is done with them.

use std::sync::Arc;

use kanwu_decision::{Changes, Decision, Decisions, merge_words, read_words};
use kanwu_desk::{How as Written, Remarks, Scope, copy};
use kanwu_engine::Registry;
use kanwu_lint::{Answers, Checker, KeptBooks, apply};
use kanwu_plugin::{FindingId, HouseWords};
use kanwu_report::{Checked, Extent, Options, PaperFormat};
use kanwu_rules::FAMILIES;
use kanwu_text::{Lang, SourceId};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use crate::check::{How, check, checked, inputs, selection};
use crate::collate::collate;
use crate::form::read_form;
use crate::paper::made;
use crate::request::{self, PaperForm, Request};

/// A file as the page has it.
#[derive(Debug)]
pub(crate) struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files that were put on the desk, in order.
#[derive(Debug, Default)]
pub struct Desk {
    files: Vec<File>,
    /// What is known of them from the last check.
    kept: KeptBooks,
    words: Words,
}

/// What comes of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// What is told of it.
    pub told: Value,
    /// The file that was asked for; empty where none was.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// Four bytes for how many bytes of JSON follow, the lowest first, the JSON, and the file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let told = self.told.to_string();
        let mut out = u32::try_from(told.len()).unwrap_or_default().to_le_bytes().to_vec();
        out.extend(told.into_bytes());
        out.extend(self.bytes);
        out
    }
}

impl Desk {
    /// Puts a file behind those that there are.
    pub fn put(&mut self, name: String, bytes: Vec<u8>) {
        self.files.push(File { name, bytes });
    }

    /// Does what is asked for, which is a [`Request`] as JSON.
    ///
    /// # Errors
    /// Why it can't be done, for people to read.
    pub fn ask(&mut self, request: &[u8]) -> Result<Reply, String> {
        let request = serde_json::from_slice(request).map_err(|e| e.to_string())?;
        match request {
            Request::Clear => {
                self.files.clear();
                self.kept = KeptBooks::default();
                Ok(Reply::default())
            }
            Request::Check { form, info, one_book, answers, words } => {
                let how = How { info, one_book, words: self.words.of(&words)? };
                let bytes = check(&registry()?, &self.files, (form, how), &laid(answers)?, &mut self.kept)?;
                // By which a file is known from an earlier version of it.
                let prints = self.files.iter().map(|file| format!("{:016x}", xxh3_64(&file.bytes)));
                Ok(Reply { told: json!({ "prints": prints.collect::<Vec<String>>() }), bytes })
            }
            Request::Apply { file, one_book, answers, tracked, remarks, date, words } => {
                let answers = laid(answers)?;
                let how = How { info: true, one_book, words: self.words.of(&words)? };
                self.apply(file, &how, &answers, Written { date: &date, tracked }, remarks)
            }
            Request::Paper { paper, form, info, one_book, answers, words, of } => {
                let how = How { info, one_book, words: self.words.of(&words)? };
                let registry = registry()?;
                let tell = |run: &Checked<'_>, extent: Extent, options: &Options| {
                    let (paper, told) = made(paper, of, run, extent, options);
                    let mut bytes = Vec::new();
                    if let Some(paper) = paper {
                        paper.write(&mut bytes, format(form)).map_err(|e| e.to_string())?;
                    }
                    Ok(Reply { told, bytes })
                };
                checked(&registry, &self.files, how, &laid(answers)?, &mut self.kept, tell)
            }
            Request::Collate { states, answers, words, form } => {
                let how = How { info: false, one_book: true, words: self.words.of(&words)? };
                collate(&registry()?, &self.files, &states, how, (&laid(answers)?, form))
            }
            Request::Words { text, add } => {
                let (text, all) =
                    merge_words(Some(&text), &add).map_err(|e| e.message(Lang::Zh).to_owned())?;
                let told = json!({
                    "allow": all.allow.len(), "wrong": all.wrong.len(), "watch": all.watch.len(),
                    "people": all.people.len(), "bodies": all.bodies.len(), "words": all,
                });
                Ok(Reply { told, bytes: text.into_bytes() })
            }
            Request::WriteAnswers { answers, was } => {
                let set = decisions(answers)?.iter().map(|(id, one)| (id, one.clone())).collect();
                let changes = Changes { set, ..Changes::default() };
                let text = changes.merge(was.as_deref()).map_err(|e| e.message(Lang::Zh).to_owned())?;
                Ok(Reply { told: Value::Null, bytes: text.into_bytes() })
            }
            Request::ReadForm { one_book, words, date } => {
                let how = How { info: true, one_book, words: self.words.of(&words)? };
                let Some((form, files)) = self.files.split_last() else { return Err("no form".to_owned()) };
                read_form(&registry()?, files, form, how, &date)
            }
            Request::ReadAnswers { text } => {
                let text = text.trim_start_matches('\u{feff}').trim_start();
                let read = if text.starts_with('{') {
                    Decisions::from_json(text)
                } else {
                    Decisions::from_toml(text)
                };
                let read = read.map_err(|e| e.message(Lang::Zh).to_owned())?;
                let all: Vec<Value> = read.iter().map(|(id, one)| answer(id, one)).collect();
                Ok(Reply { told: json!({ "version": 1, "decisions": all }), bytes: Vec::new() })
            }
        }
    }

    fn apply(
        &self,
        file: usize,
        run: &How,
        answers: &Answers,
        how: Written<'_>,
        remarks: request::Remarks,
    ) -> Result<Reply, String> {
        let registry = registry()?;
        let selection = selection(run.info);
        let checker = Checker { words: Arc::clone(&run.words), ..Checker::new(&registry, &selection) };
        let (inputs, at) = inputs(&self.files, file, run.one_book)?;
        let done = apply(&checker, answers, inputs);
        let Some(work) = done.fixes.files.get(at) else { return Err("no such file".to_owned()) };
        let source = SourceId(u32::try_from(at).unwrap_or_default());
        let scope = match remarks {
            request::Remarks::Decided => Some(Scope::Decided(&done.made)),
            request::Remarks::All => Some(Scope::All(&done.made)),
            request::Remarks::None => None,
        };
        let cards = checker.cards();
        let said = scope.map_or_else(Vec::new, |scope| {
            Remarks { fixes: &done.fixes, cards: &cards, lang: Lang::Zh, scope, fold: false }.of(source, work)
        });
        let written = copy(work, &said, how).map_err(|e| e.message(Lang::Zh))?;
        let made: Vec<String> = done.made.iter().map(ToString::to_string).collect();
        let told = json!({ "made": made, "remarks": written.remarks, "changes": written.changes });
        Ok(Reply { told, bytes: written.bytes })
    }
}

/// An answer as the page has it.
pub(crate) fn answer(id: FindingId, one: &Decision) -> Value {
    let d = &one.decided;
    json!({
        "id": id.to_string(), "state": d.state.as_str(), "rule": one.rule, "excerpt": one.excerpt,
        "reason": d.reason, "person": d.person, "date": d.date, "stage": d.stage,
    })
}

fn format(form: PaperForm) -> PaperFormat {
    match form {
        PaperForm::Docx => PaperFormat::Docx,
        PaperForm::Xlsx => PaperFormat::Xlsx,
        PaperForm::Html => PaperFormat::Html,
        PaperForm::Json => PaperFormat::Json,
    }
}

/// Answers as a report exports them; none where the page has none.
fn decisions(answers: Value) -> Result<Decisions, String> {
    if answers.is_null() {
        return Ok(Decisions::default());
    }
    Decisions::from_json(&answers.to_string()).map_err(|e| e.message(Lang::Zh).to_owned())
}

/// The office's words, read anew only where the page has others than at the request before.
#[derive(Debug, Default)]
struct Words {
    text: String,
    read: Arc<HouseWords>,
}

impl Words {
    fn of(&mut self, text: &str) -> Result<Arc<HouseWords>, String> {
        if self.text != text {
            self.read = read_words(text).map(Arc::new).map_err(|e| e.message(Lang::Zh).to_owned())?;
            text.clone_into(&mut self.text);
        }
        Ok(Arc::clone(&self.read))
    }
}

fn registry() -> Result<Registry, String> {
    Registry::new(&FAMILIES, Vec::new()).map_err(|e| e.to_string())
}

fn laid(answers: Value) -> Result<Answers, String> {
    Ok(Answers { decisions: decisions(answers)?, ..Answers::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(desk: &mut Desk, request: Value) -> Result<Reply, String> {
        desk.ask(request.to_string().as_bytes())
    }

    fn found(desk: &mut Desk) -> Vec<Value> {
        let reply = asked(desk, json!({ "do": "check", "form": "json" })).unwrap();
        let report: Value = serde_json::from_slice(&reply.bytes).unwrap();
        report["diagnostics"].as_array().unwrap().clone()
    }

    fn said(name: &str, bytes: &[u8]) -> String {
        let mut desk = Desk::default();
        desk.put(name.to_owned(), bytes.to_vec());
        let reply = asked(&mut desk, json!({ "do": "check", "form": "json" })).unwrap();
        String::from_utf8(reply.bytes).unwrap()
    }

    const TEXT: &str = "# 综合\n\n清河区,青石镇。\n\n粮食增产15～30%,油料减产。\n";

    #[test]
    fn what_can_not_be_read_is_told_in_the_report() {
        assert!(said("a.md", "# 综合\n\n清河区,青石镇。\n".as_bytes()).contains("half-width-mark"));
        assert!(said("a.md", b"PK\x03\x04\0").contains("\"errors\":[{"));
        assert!(said("a.pdf", b"").contains("\"errors\":[{"));
    }

    #[test]
    fn a_filled_form_answers_the_findings_of_the_book() {
        let mut desk = Desk::default();
        desk.put("a.md".to_owned(), TEXT.as_bytes().to_vec());
        let first = found(&mut desk)[0]["id"].clone();
        let form = "序号,原句,单位答复\n1,\"清河区⟦,⟧青石镇。\",改\n2,书里没有这一句。,改\n";
        desk.put("退改单-区农业农村局.csv".to_owned(), form.as_bytes().to_vec());
        let told = asked(&mut desk, json!({ "do": "read-form", "date": "2026-11-30" })).unwrap().told;
        let answers = told["decisions"].as_array().unwrap();
        assert_eq!((answers.len(), &told["lost"]), (1, &json!(1)));
        assert_eq!((&answers[0]["id"], &answers[0]["state"]), (&first, &json!("改")));
        assert_eq!(
            (&answers[0]["person"], &answers[0]["date"]),
            (&json!("区农业农村局"), &json!("2026-11-30"))
        );
    }

    #[test]
    fn what_is_answered_to_be_changed_is_changed_and_nothing_else() {
        let mut desk = Desk::default();
        desk.put("a.md".to_owned(), TEXT.as_bytes().to_vec());
        let found = found(&mut desk);
        let comma = found.iter().find(|d| d["name"] == "half-width-mark").unwrap();
        let answer = json!({ "id": comma["id"], "state": "改", "rule": "half-width-mark", "excerpt": ",",
            "reason": "", "person": "王编辑", "date": "2026-11-25", "stage": "" });
        let answers = json!({ "version": 1, "decisions": [answer] });
        let request = json!({ "do": "apply", "file": 0, "answers": answers, "tracked": true, "remarks": "decided",
            "date": "2026-11-25T08:00:00Z" });
        let reply = asked(&mut desk, request).unwrap();
        assert_eq!(String::from_utf8(reply.bytes).unwrap(), TEXT.replacen(',', "，", 1));
        assert_eq!(reply.told["made"], json!([comma["id"]]));

        let text = asked(&mut desk, json!({ "do": "write-answers", "answers": answers })).unwrap().bytes;
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("state = \"改\""), "{text}");
        let read = asked(&mut desk, json!({ "do": "read-answers", "text": text })).unwrap().told;
        assert_eq!(read, answers);
        let sheet = json!({ "do": "paper", "paper": "queries", "form": "json", "answers": answers,
            "of": { "book": "清河年鉴", "stage": "二校", "person": "王编辑", "date": "2026-11-25" } });
        let sheet: Value = serde_json::from_slice(&asked(&mut desk, sheet).unwrap().bytes).unwrap();
        // What is to be corrected is no question.
        assert_eq!(sheet["rows"].as_array().unwrap().len(), found.len() - 1);
        assert_eq!(sheet["head"][0], json!(["书名", "清河年鉴"]));
    }
}
