//! Messages of an editor in any order, well and badly formed: the server answers each request once, and ends when it is
//! told to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanwu_card::HouseWords;
use kanwu_decision::{Decided, State};
use kanwu_engine::Selection;
use kanwu_lint::{Answers, Checker, read};
use kanwu_server::{Asked, Host, OpenTexts, Opened, Workspace, serve};
use kanwu_text::{Format, Lang, Manuscript};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

use crate::fuzz::rules;
use crate::script::Script;

/// The first three are files of one book.
const FILES: [&str; 6] = ["a.md", "b.md", "c.md", "d.md", "e.txt", "none.md"];

const TEXTS: [&str; 10] = [
    "",
    "# 目录\n\n综合……………1\n\n农业……………3\n\n# 综合\n\n清河区有学校15所,学生3600人。\n",
    "# 农业\n\n## 概况\n\n【种植业】 粮食总产量2.4万吨,比上年增长10～20%。\n",
    "📖,\r\n清河区\r",
    "，",
    "清河",
    "\n\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
    "<!-- kanwu-ignore PUN -->\n",
    "。",
];

/// What stands where something else is wanted.
const ODD: [&str; 8] =
    ["null", "7", "[]", "{}", "\"a\"", "[null]", "{\"textDocument\":7}", "{\"changes\":[{}]}"];

const REQUESTS: [&str; 12] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "textDocument/documentSymbol",
    "workspace/executeCommand",
    "textDocument/formatting",
    "initialize",
    "$/none",
    "",
];

const NOTIFICATIONS: [&str; 8] = [
    "textDocument/didSave",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeConfiguration",
    "$/cancelRequest",
    "initialized",
    "$/none",
    "textDocument/didOpen",
    "textDocument/didChange",
];

/// Sends the messages that `bytes` stand for. Panics where the server fails, or owes an answer in the end.
pub fn send(bytes: &[u8]) {
    let (server, client) = Connection::memory();
    let mut script = Script::new(bytes);
    let mut editor = Editor { next: 0, waiting: Vec::new() };
    let first = editor.first(&mut script);
    std::thread::scope(|scope| {
        // The connection ends with the thread.
        let served = scope.spawn(move || serve(&server, &Books, "0", Lang::Zh));
        let Connection { sender, receiver } = client;
        let heard = scope.spawn(move || receiver.iter().collect::<Vec<Message>>());
        let mut alive = first.into_iter().all(|message| sender.send(message).is_ok());
        while alive && !script.is_over() {
            alive = sender.send(editor.message(&mut script)).is_ok();
        }
        // Now and then all that is found is waited for.
        if bytes.len().is_multiple_of(16) {
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        let end = [editor.request("shutdown", Value::Null), notification("exit", Value::Null)];
        alive &= end.into_iter().all(|message| sender.send(message).is_ok());
        drop(sender);
        let served = served.join().expect("the server does not panic");
        assert!(alive && served.is_ok(), "the server lasts to the end: {served:?}");
        let heard = heard.join().expect("all can be heard");
        for id in &editor.waiting {
            let answers =
                heard.iter().filter(|message| matches!(message, Message::Response(r) if r.id == *id));
            assert_eq!(answers.count(), 1, "each request is answered once: {id}");
        }
    });
}

struct Editor {
    next: i32,
    /// Requests that are to be answered.
    waiting: Vec<RequestId>,
}

impl Editor {
    fn request(&mut self, method: &str, params: Value) -> Message {
        self.next += 1;
        self.waiting.push(self.next.into());
        Message::Request(Request { id: self.next.into(), method: method.to_owned(), params })
    }

    /// How an editor begins.
    fn first(&mut self, script: &mut Script<'_>) -> [Message; 2] {
        let kind = script.byte();
        let encodings = if kind & 1 == 0 { json!(["utf-16"]) } else { json!(["utf-8", "utf-16"]) };
        let mut capabilities = json!({ "general": { "positionEncodings": encodings } });
        if kind & 2 != 0 {
            capabilities["textDocument"] = json!({ "diagnostic": {} });
            capabilities["workspace"] = json!({ "diagnostics": { "refreshSupport": kind & 4 != 0 } });
        }
        let hello = self.request("initialize", json!({ "capabilities": capabilities }));
        [hello, notification("initialized", json!({}))]
    }

    fn message(&mut self, script: &mut Script<'_>) -> Message {
        let document = json!({ "uri": uri(script), "version": script.byte() });
        match script.byte() % 12 {
            0 | 1 => {
                let document = json!({ "uri": document["uri"], "languageId": "markdown", "version": 1, "text": script.one_of(&TEXTS) });
                notification("textDocument/didOpen", json!({ "textDocument": document }))
            }
            2..=5 => {
                let change = |script: &mut Script<'_>| {
                    let mut change = json!({ "text": script.one_of(&TEXTS) });
                    if !script.byte().is_multiple_of(4) {
                        change["range"] = range(script);
                    }
                    change
                };
                let changes: Vec<Value> = (0..=script.byte() % 3).map(|_| change(script)).collect();
                let params = json!({ "textDocument": document, "contentChanges": changes });
                notification("textDocument/didChange", params)
            }
            6 => notification("textDocument/didClose", json!({ "textDocument": document })),
            7 => {
                let method = script.one_of(&NOTIFICATIONS);
                let params = match method {
                    "$/cancelRequest" => json!({ "id": self.next - i32::from(script.byte() % 3) }),
                    "workspace/didChangeWatchedFiles" => {
                        json!({ "changes": [{ "uri": uri(script), "type": 2 }] })
                    }
                    "textDocument/didSave" => json!({ "textDocument": document }),
                    _ => odd(script),
                };
                notification(method, params)
            }
            8 => {
                let method = script.one_of(&REQUESTS);
                let params = odd(script);
                self.request(method, params)
            }
            _ => {
                let place = position(script);
                let params = json!({
                    "textDocument": document,
                    "position": place,
                    "range": range(script),
                    "context": { "diagnostics": [], "includeDeclaration": true },
                    "command": "kanwu.decide",
                    "arguments": [{ "uri": document["uri"], "id": "0123456789abcdef", "state": "不改" }],
                });
                let method = script.one_of(&REQUESTS);
                self.request(method, params)
            }
        }
    }
}

fn notification(method: &str, params: Value) -> Message {
    Message::Notification(Notification { method: method.to_owned(), params })
}

fn uri(script: &mut Script<'_>) -> String {
    match script.byte() {
        255 => "untitled:1".to_owned(),
        254 => "file:///%ff".to_owned(),
        253 => "file:///book/kanwu.toml".to_owned(),
        n => format!("file:///book/{}", FILES[usize::from(n) % FILES.len()]),
    }
}

fn position(script: &mut Script<'_>) -> Value {
    match script.byte() {
        255 => json!({ "line": u32::MAX, "character": u32::MAX }),
        line => json!({ "line": line % 12, "character": script.byte() % 40 }),
    }
}

fn range(script: &mut Script<'_>) -> Value {
    json!({ "start": position(script), "end": position(script) })
}

fn odd(script: &mut Script<'_>) -> Value {
    serde_json::from_str(script.one_of(&ODD)).expect("they are JSON")
}

/// Manuscripts that are nowhere but in the editor.
struct Books;

impl Host for Books {
    fn config_of(&self, document: &Path) -> Option<PathBuf> {
        document.ends_with("d.md").then(|| PathBuf::from("/book/kanwu.toml"))
    }

    fn workspace(&self, document: &Path) -> Result<Box<dyn Workspace>, String> {
        match document.ends_with("e.txt") {
            true => Err("不检查".to_owned()),
            false => Ok(Box::new(Book { selection: Selection::default(), words: Arc::new(words()) })),
        }
    }

    fn governs(&self, file: &Path) -> bool {
        file.ends_with("kanwu.toml")
    }
}

fn words() -> HouseWords {
    HouseWords {
        bodies: vec!["清河区人民政府".to_owned(), "清河年鉴".to_owned()], ..HouseWords::default()
    }
}

struct Book {
    selection: Selection,
    words: Arc<HouseWords>,
}

impl Workspace for Book {
    fn checker(&self) -> Checker<'_> {
        Checker { words: Arc::clone(&self.words), ..Checker::new(rules(), &self.selection) }
    }

    fn read(&self, document: &Path, open: &OpenTexts) -> Result<Opened, String> {
        let together = |path: &Path| FILES[..3].iter().any(|name| path.ends_with(name));
        let mut files: BTreeMap<&Path, &[u8]> =
            open.iter().map(|(path, text)| (path.as_path(), text.as_slice())).collect();
        files.retain(|path, _| *path == document || (together(path) && together(document)));
        let source = |(path, text): (&&Path, &&[u8])| {
            read(text, &path.display().to_string(), Format::Markdown).map_err(|e| e.to_string())
        };
        let sources = files.iter().map(source).collect::<Result<_, _>>()?;
        let files = files.into_keys().map(Path::to_owned).collect();
        Ok(Opened { manuscript: Manuscript { sources }, files })
    }

    fn answers(&self, _: &Path) -> Answers {
        Answers::default()
    }

    fn decide(&self, document: &Path, _: &Asked<'_>) -> Result<(), String> {
        if document.ends_with("b.md") { Err("只读".to_owned()) } else { Ok(()) }
    }

    fn decided(&self, state: State) -> Decided {
        Decided { state, ..Decided::kept("", false) }
    }
}
