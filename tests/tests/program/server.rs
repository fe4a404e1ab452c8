//! `kanwu server`: a scripted editor over standard input and output.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::common::{command, kanwu, text};

/// So long a machine may take that does other things as well.
const PATIENCE: Duration = Duration::from_secs(60);

const FIRST: &str = "# 综合\n\n清河区有学校15所,学生3600人。\n";

struct Editor {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Message>,
    folder: PathBuf,
    next: i32,
}

impl Editor {
    fn start(folder: &Path, capabilities: Value, args: &[&str]) -> (Editor, Value) {
        let mut child = command(folder, &[&["server"], args].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, from) = channel();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut out) {
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
        let to = child.stdin.take();
        let folder = folder.canonicalize().unwrap();
        let mut editor = Editor { child, to, from, folder, next: 0 };
        let told = editor.ask("initialize", json!({ "capabilities": capabilities })).unwrap();
        editor.tell("initialized", json!({}));
        (editor, told)
    }

    fn send(&mut self, message: impl Into<Message>) {
        message.into().write(self.to.as_mut().unwrap()).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    fn request(&mut self, method: &str, params: Value) -> i32 {
        self.next += 1;
        self.send(Request { id: self.next.into(), method: method.to_owned(), params });
        self.next
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.request(method, params);
        self.answer(id)
    }

    fn answer(&mut self, id: i32) -> Result<Value, (i32, String)> {
        loop {
            if let Message::Response(Response { id: of, response_result }) = self.message()
                && of == id.into()
            {
                return response_result.map_err(|e| (e.code, e.message));
            }
        }
    }

    fn message(&self) -> Message {
        self.from.recv_timeout(PATIENCE).unwrap()
    }

    /// The next notification of this name.
    fn told(&self, method: &str) -> Value {
        loop {
            if let Message::Notification(note) = self.message()
                && note.method == method
            {
                return note.params;
            }
        }
    }

    /// The codes of the findings that are next told of a file.
    fn codes(&self, name: &str) -> Vec<String> {
        let uri = self.uri(name);
        loop {
            let told = self.told("textDocument/publishDiagnostics");
            if told["uri"] == json!(uri) {
                return codes(&told["diagnostics"]);
            }
        }
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.display())
    }

    fn open(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts `text` in the place of what stands from one position to another.
    fn type_in(&mut self, name: &str, from: (u32, u32), to: (u32, u32), text: &str) {
        let range = json!({ "start": position(from), "end": position(to) });
        let uri = self.uri(name);
        self.next += 1;
        let params = json!({
            "textDocument": { "uri": uri, "version": self.next },
            "contentChanges": [{ "range": range, "text": text }],
        });
        self.tell("textDocument/didChange", params);
    }

    fn at(&self, name: &str, at: (u32, u32)) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": position(at) })
    }

    fn actions(&mut self, name: &str, at: (u32, u32), only: Option<&str>) -> Vec<Value> {
        let range = json!({ "start": position(at), "end": position(at) });
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let uri = self.uri(name);
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        let told = self.ask("textDocument/codeAction", params).unwrap();
        told.as_array().unwrap().clone()
    }

    /// Ends the session as an editor does.
    fn end(mut self) {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        drop(self.to.take());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn position((line, character): (u32, u32)) -> Value {
    json!({ "line": line, "character": character })
}

fn codes(diagnostics: &Value) -> Vec<String> {
    let all = diagnostics.as_array().unwrap();
    all.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn findings_follow_what_is_typed() {
    let folder = folder(&[("a.md", FIRST)]);
    let (mut editor, told) = Editor::start(folder.path(), json!({}), &[]);
    assert_eq!(told["capabilities"]["positionEncoding"], "utf-16");
    editor.open("a.md", FIRST);
    let uri = editor.uri("a.md");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["version"]), (&json!(uri), &json!(1)));
    let one = &told["diagnostics"][0];
    assert_eq!(
        (&one["code"], &one["source"], &one["severity"]),
        (&json!("PUN001"), &json!("kanwu"), &json!(1))
    );
    assert_eq!(one["range"], json!({ "start": position((2, 9)), "end": position((2, 10)) }));
    assert!(one["message"].as_str().unwrap().contains("半角"), "{one}");

    // The text of the editor holds, and not that of the file.
    editor.type_in("a.md", (2, 9), (2, 10), "，");
    assert_eq!(editor.codes("a.md"), [""; 0]);
    editor.type_in("a.md", (2, 17), (2, 17), "其中女生１８００人");
    assert_eq!(editor.codes("a.md").len(), 1);

    // All places of a finding, for an editor that lists references.
    let mut at = editor.at("a.md", (2, 21));
    at["context"] = json!({ "includeDeclaration": true });
    let places = editor.ask("textDocument/references", at).unwrap();
    assert_eq!(places[0]["uri"], json!(uri), "{places}");

    // A document that is closed shows nothing any more.
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    editor.open("b.md", "# 综合\n");
    assert_eq!(editor.codes("a.md"), [""; 0]);
    editor.end();
}

#[test]
fn families_are_left_out() {
    let folder = folder(&[("a.md", FIRST)]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &["--ignore", "PUN,UNI"]);
    editor.open("a.md", FIRST);
    assert_eq!(editor.codes("a.md"), [""; 0]);
    editor.end();
}

#[test]
fn a_quick_fix_all_safe_fixes_and_answers() {
    let folder = folder(&[("a.md", FIRST), ("kanwu.toml", "[decisions]\nperson = \"甲\"\n")]);
    let utf8 = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let (mut editor, told) = Editor::start(folder.path(), utf8, &["--lang", "en"]);
    assert_eq!(told["capabilities"]["positionEncoding"], "utf-8");
    editor.open("a.md", FIRST);
    assert_eq!(editor.codes("a.md"), ["PUN001"]);
    let actions = editor.actions("a.md", (2, 23), Some("quickfix"));
    assert_eq!(
        titles(&actions),
        ["Write “，”", "Answer 改 (PUN001)", "Answer 不改 (PUN001)", "Answer 待核 (PUN001)"]
    );
    let edit = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": editor.uri("a.md"), "version": 1 }));
    let range = json!({ "start": position((2, 23)), "end": position((2, 24)) });
    assert_eq!(edit["edits"], json!([{ "range": range, "newText": "，" }]));
    let all = editor.actions("a.md", (0, 0), Some("source.fixAll"));
    assert_eq!((all.len(), &all[0]["kind"]), (1, &json!("source.fixAll.kanwu")));
    assert_eq!(all[0]["edit"]["documentChanges"][0]["edits"], edit["edits"]);

    let keep = actions[2]["command"].clone();
    let asked = json!({ "command": keep["command"], "arguments": keep["arguments"] });
    editor.ask("workspace/executeCommand", asked.clone()).unwrap();
    assert_eq!(editor.codes("a.md"), [""; 0]);
    let kept = std::fs::read_to_string(folder.path().join("kanwu.decisions.toml")).unwrap();
    assert!(kept.contains("不改") && kept.contains("甲"), "{kept}");
    // It is answered already.
    assert!(editor.ask("workspace/executeCommand", asked).unwrap_err().1.contains("gone"));
    // The command line sees the answer.
    let out = kanwu(folder.path(), &["check", "a.md", "--output-format", "short"]);
    assert!(!text(&out.stdout).contains("PUN001"));
    editor.end();
}

#[test]
fn reasons_outline_and_contents() {
    let book = "# 目录\n\n综合……………1\n\n农业……………3\n\n# 综合\n\n## 概况\n\n【概况】 清河区辖6个镇。\n\n\
                # 农业\n\n【种植业】 粮食总产量2.4万吨,比上年增长3%。\n";
    let folder = folder(&[]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &["--isolated"]);
    editor.open("b.md", book);
    let at = editor.at("b.md", (14, 16));
    let told = editor.ask("textDocument/hover", at).unwrap();
    let said = told["contents"]["value"].as_str().unwrap();
    assert!(said.contains("PUN001") && said.contains("15834"), "{said}");
    let nothing = editor.at("b.md", (0, 0));
    assert_eq!(editor.ask("textDocument/hover", nothing).unwrap(), Value::Null);

    let document = json!({ "textDocument": { "uri": editor.uri("b.md") } });
    let tree = editor.ask("textDocument/documentSymbol", document).unwrap();
    let names = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&tree), ["综合", "农业"]);
    assert_eq!(names(&tree[0]["children"]), ["概况"]);
    assert_eq!(names(&tree[1]["children"]), ["种植业"]);

    let line = editor.at("b.md", (4, 0));
    let target = editor.ask("textDocument/definition", line).unwrap();
    assert_eq!(target["range"]["start"]["line"], 12, "{target}");
    editor.end();
}

#[test]
fn words_of_the_office_are_offered() {
    let words = "people = [\"沈砚秋\"]\nbodies = [\"清河区人民政府\", \"清河区人民法院\"]\n\n\
                 [[wrong]]\nwrong = \"清和区\"\nright = \"清河区\"\n";
    let folder = folder(&[("words.toml", words)]);
    let (mut editor, told) = Editor::start(folder.path(), json!({}), &[]);
    assert!(told["capabilities"]["completionProvider"].is_object());
    editor.open("a.md", "# 综合\n\n📖会议由清河\n\n清和区\n\n沈\n\n完\n");
    let mut offered = |at| {
        let at = editor.at("a.md", at);
        let told = editor.ask("textDocument/completion", at).unwrap();
        assert_eq!(told["isIncomplete"], true);
        told["items"].as_array().unwrap().clone()
    };
    let labels = |items: &[Value]| -> Vec<String> {
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    let items = offered((2, 7));
    assert_eq!(labels(&items), ["清河区人民政府", "清河区人民法院", "清河区"]);
    let range = json!({ "start": position((2, 5)), "end": position((2, 7)) });
    assert_eq!(items[0]["textEdit"], json!({ "range": range, "newText": "清河区人民政府" }));
    assert!(items[0]["detail"].as_str().unwrap().contains("机构名"), "{}", items[0]);
    // What must not stand leads to what must.
    assert_eq!(labels(&offered((4, 3))), ["清河区"]);
    assert_eq!(labels(&offered((6, 1))), ["沈砚秋"]);
    assert_eq!(labels(&offered((8, 1))), [""; 0]);
    editor.end();
}

#[test]
fn all_places_of_a_name_and_of_a_figure_are_listed() {
    let text = "# 综合\n\n清河区区长顾云川出席会议。2022年，清河区粮食产量12.4万吨。\n\n\
                # 农业\n\n区长顾云川到青石镇调研。\n\n2022年，全区粮食产量12.4万吨，增长3%。\n";
    let folder = folder(&[]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &["--isolated"]);
    editor.open("a.md", text);
    let mut lines = |at| -> Vec<u64> {
        let mut at = editor.at("a.md", at);
        at["context"] = json!({ "includeDeclaration": true });
        let told = editor.ask("textDocument/references", at).unwrap();
        told.as_array().unwrap().iter().map(|one| one["range"]["start"]["line"].as_u64().unwrap()).collect()
    };
    assert_eq!(lines((2, 6)), [2, 6]);
    assert_eq!(lines((8, 12)), [2, 8]);
    assert_eq!(lines((0, 2)), [0; 0]);
    editor.end();
}

#[test]
fn an_editor_that_asks_is_not_told() {
    let folder = folder(&[]);
    let pulls = json!({ "textDocument": { "diagnostic": {} } });
    let (mut editor, told) = Editor::start(folder.path(), pulls, &["--isolated"]);
    assert_eq!(told["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    editor.open("a.md", FIRST);
    let document = json!({ "textDocument": { "uri": editor.uri("a.md") } });
    let report = editor.ask("textDocument/diagnostic", document.clone()).unwrap();
    assert_eq!((&report["kind"], codes(&report["items"])), (&json!("full"), vec!["PUN001".to_owned()]));
    // What is cancelled before it is reached is not worked at, and everything else is answered.
    let first = editor.request("textDocument/diagnostic", document.clone());
    editor.tell("$/cancelRequest", json!({ "id": first }));
    let last = editor.request("textDocument/diagnostic", document);
    match editor.answer(first) {
        Ok(report) => assert_eq!(report["kind"], "full"),
        Err((code, _)) => assert_eq!(code, -32800),
    }
    assert_eq!(editor.answer(last).unwrap()["kind"], "full");
    editor.end();
}

#[test]
fn a_config_that_changes_and_one_that_is_wrong() {
    let folder = folder(&[("kanwu.toml", "")]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &[]);
    editor.open("a.md", FIRST);
    assert_eq!(editor.codes("a.md"), ["PUN001"]);
    let config = editor.uri("kanwu.toml");
    let changed = json!({ "changes": [{ "uri": config, "type": 2 }] });
    std::fs::write(folder.path().join("kanwu.toml"), "[lint]\nignore = [\"PUN001\"]\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(editor.codes("a.md"), [""; 0]);
    std::fs::write(folder.path().join("kanwu.toml"), "[lint\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", changed.clone());
    let said = editor.told("window/showMessage");
    let said = said["message"].as_str().unwrap();
    assert!(said.contains("没有检查") && said.contains("kanwu.toml"), "{said}");
    std::fs::write(folder.path().join("kanwu.toml"), "").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", changed);
    assert_eq!(editor.codes("a.md"), ["PUN001"]);
    editor.end();
}

#[test]
fn a_book_of_several_files_is_one() {
    let config = "[manuscript]\nfiles = [\"a.md\", \"b.md\"]\n";
    let second = "# 农业\n\n粮食总产量2.4万吨，比上年增长3%。\n";
    let folder = folder(&[("kanwu.toml", config), ("a.md", FIRST), ("b.md", second)]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &[]);
    editor.open("b.md", &second.replace('，', ","));
    // What stands in a file that is not open is told as well.
    let mut told =
        [editor.told("textDocument/publishDiagnostics"), editor.told("textDocument/publishDiagnostics")];
    told.sort_by_key(|one| one["uri"].as_str().map(str::to_owned));
    assert!(told[0]["uri"].as_str().unwrap().ends_with("a.md") && told[0]["version"].is_null());
    assert_eq!(codes(&told[1]["diagnostics"]), ["PUN001"]);
    editor.open("a.md", "# 综合\n");
    assert_eq!(editor.codes("a.md"), [""; 0]);
    editor.end();
}

#[test]
fn no_order_of_messages_ends_the_server() {
    let folder = folder(&[]);
    let (mut editor, _) = Editor::start(folder.path(), json!({}), &["--isolated"]);
    let uri = editor.uri("a.md");
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": uri, "version": 3 }, "contentChanges": [] }),
    );
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": "untitled:1" } }));
    editor.tell("textDocument/didOpen", json!({ "textDocument": 7 }));
    editor.tell("$/cancelRequest", json!({ "id": "none" }));
    editor.tell("$/unknown", json!([1]));
    editor.send(Response::new_ok(99.into(), Value::Null));
    assert_eq!(editor.ask("textDocument/hover", json!({})).unwrap_err().0, -32602);
    assert_eq!(editor.ask("textDocument/formatting", json!({})).unwrap_err().0, -32601);
    let at = editor.at("none.md", (0, 0));
    assert_eq!(editor.ask("textDocument/hover", at).unwrap(), Value::Null);
    let asked = json!({ "command": "kanwu.decide", "arguments": [{ "uri": uri, "id": "1", "state": "改" }] });
    assert!(editor.ask("workspace/executeCommand", asked).is_err());
    editor.open("a.md", FIRST);
    editor.open("a.md", FIRST);
    // Far beyond the end.
    editor.type_in("a.md", (900, 900), (2, 1), "。");
    editor.type_in("a.md", (0, 0), (900, 0), "");
    editor.type_in("a.md", (0, 0), (0, 0), FIRST);
    let uri = editor.uri("a.md");
    loop {
        let told = editor.told("textDocument/publishDiagnostics");
        if told["uri"] == json!(uri) && codes(&told["diagnostics"]) == ["PUN001"] {
            break;
        }
    }
    editor.end();
}
