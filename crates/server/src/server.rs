//! The loop: messages in, answers and findings out.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use kanwu_card::Waiver;
use kanwu_decision::State;
use kanwu_engine::Diagnostic;
use kanwu_report::excerpt;
use kanwu_text::{Lang, Location, SourceId, SourceSpan};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response};
use lsp_types::notification::{self as told, Notification as _};
use lsp_types::request::{self as asked, Request as _};
use lsp_types::{
    CodeActionParams, CompletionParams, DocumentDiagnosticParams, DocumentDiagnosticReport,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FullDocumentDiagnosticReport,
    GotoDefinitionParams, GotoDefinitionResponse, HoverParams, InitializeParams, MessageType, Position,
    PublishDiagnosticsParams, ReferenceParams, RelatedFullDocumentDiagnosticReport, ServerInfo, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::action::actions;
use crate::book::{Documents, OpenBook, View};
use crate::capabilities::capabilities;
use crate::client::Client;
use crate::command::{DECIDE, Decide};
use crate::completion::completions;
use crate::diagnostic::of_source;
use crate::document::Document;
use crate::hover::hover;
use crate::inbox::Inbox;
use crate::messages::{log, trouble};
use crate::outline::{symbols, target};
use crate::references::references;
use crate::{Asked, Host, Workspace, uri};

/// Why the server had to stop.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The other side does not keep to the protocol.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// What it says of itself can't be read.
    #[error("the parameters of `initialize` can't be read: {0}")]
    Initialize(#[from] serde_json::Error),
    /// The connection is gone.
    #[error("the connection is closed")]
    Closed,
}

/// What comes after a turn of the loop.
enum Next {
    /// What governs the check has changed: all is read again.
    Reload,
    /// The editor has ended the session.
    End,
}

/// Serves an editor until it ends the session. `version` is told to it.
pub fn serve(connection: &Connection, host: &dyn Host, version: &str, lang: Lang) -> Result<(), ServeError> {
    let (id, params) = connection.initialize_start()?;
    let client = Client::of(&serde_json::from_value::<InitializeParams>(params)?, lang);
    let info = ServerInfo { name: "kanwu".to_owned(), version: Some(version.to_owned()) };
    let capabilities = serde_json::to_value(capabilities(client))?;
    connection.initialize_finish(id, json!({ "capabilities": capabilities, "serverInfo": info }))?;
    let mut documents = Documents::new();
    let mut inbox = Inbox::new(connection);
    let mut published = BTreeSet::new();
    loop {
        let rooms = Room::all(host, &documents);
        let server = Server { client, host, rooms: &rooms, books: Vec::new(), unread: HashSet::new() };
        match server.run(&mut inbox, &mut documents, &mut published)? {
            Next::Reload => inbox.log(log::RELOAD.text(client.lang).to_owned())?,
            Next::End => return Ok(()),
        }
    }
}

/// A config, and the workspace that it makes.
struct Room {
    config: Option<PathBuf>,
    workspace: Result<Box<dyn Workspace>, String>,
}

impl Room {
    /// One for each config of the documents that are open.
    fn all(host: &dyn Host, documents: &Documents) -> Vec<Room> {
        let mut rooms: Vec<Room> = Vec::new();
        for path in documents.keys() {
            let config = host.config_of(path);
            if !rooms.iter().any(|room| room.config == config) {
                rooms.push(Room { config, workspace: host.workspace(path) });
            }
        }
        rooms
    }
}

/// What is open, with one set of configs.
struct Server<'r> {
    client: Client,
    host: &'r dyn Host,
    rooms: &'r [Room],
    books: Vec<OpenBook<'r>>,
    /// Documents of which it has been told that they can't be checked.
    unread: HashSet<PathBuf>,
}

impl<'r> Server<'r> {
    fn run(
        mut self,
        inbox: &mut Inbox<'_>,
        documents: &mut Documents,
        published: &mut BTreeSet<PathBuf>,
    ) -> Result<Next, ServeError> {
        // Between `shutdown` and `exit` nothing is done any more.
        let mut ending = false;
        loop {
            if !ending {
                self.open_books(inbox, documents)?;
            }
            let pressing = !ending && self.books.iter().any(|book| book.dirty);
            let message = match inbox.next(pressing) {
                Err(ServeError::Closed) if ending => return Ok(Next::End),
                message => message?,
            };
            match message {
                None => self.tell(inbox, documents, published)?,
                Some(Message::Request(request)) => {
                    let response = match inbox.cancelled.remove(&request.id) {
                        true => refused(request.id, ErrorCode::RequestCanceled, "cancelled"),
                        false if ending => {
                            refused(request.id, ErrorCode::InvalidRequest, "the session has ended")
                        }
                        false if request.method == asked::Shutdown::METHOD => {
                            ending = true;
                            Response::new_ok(request.id, Value::Null)
                        }
                        false => self.answer(inbox, documents, request)?,
                    };
                    inbox.send(response)?;
                }
                Some(Message::Notification(note)) => {
                    if note.method == told::Exit::METHOD {
                        return Ok(Next::End);
                    }
                    if ending {
                        continue;
                    }
                    if let Some(next) = self.note(inbox, documents, note) {
                        return Ok(next);
                    }
                }
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// Reads the manuscripts of documents that belong to none of those that are open.
    fn open_books(&mut self, inbox: &Inbox<'_>, documents: &Documents) -> Result<(), ServeError> {
        for path in documents.keys() {
            if self.books.iter().any(|book| book.source_of(path).is_some()) || self.unread.contains(path) {
                continue;
            }
            let config = self.host.config_of(path);
            let Some(room) = self.rooms.iter().find(|room| room.config == config) else { continue };
            let opened = match &room.workspace {
                Ok(workspace) => OpenBook::open(workspace.as_ref(), path, documents),
                Err(why) => Err(why.clone()),
            };
            match opened {
                Ok(book) if book.source_of(path).is_some() => {
                    let sources = &book.session.manuscript().sources;
                    let files = book.files.len();
                    let characters: usize = sources.iter().map(|source| source.text.chars().count()).sum();
                    let first = book.name();
                    inbox.log(log::Opened { files, characters, first }.text(self.client.lang))?;
                    self.books.push(book);
                }
                // A document that its manuscript does not hold.
                Ok(_) => {
                    self.unread.insert(path.clone());
                }
                Err(why) => {
                    self.unread.insert(path.clone());
                    let path = path.display();
                    let message = trouble::Unread { path: &path, why: &why }.text(self.client.lang);
                    inbox.show(MessageType::WARNING, message)?;
                }
            }
        }
        Ok(())
    }

    /// Takes in what has happened in the editor.
    fn note(&mut self, inbox: &Inbox<'_>, documents: &mut Documents, note: Notification) -> Option<Next> {
        let lang = self.client.lang;
        match note.method.as_str() {
            told::DidOpenTextDocument::METHOD => {
                let opened = read::<told::DidOpenTextDocument>(inbox, lang, note.params)?.text_document;
                let path = uri::path_of(&opened.uri)?;
                let config = self.host.config_of(&path);
                self.drop_book(&path);
                documents.insert(path, Document::new(opened.uri, opened.version, &opened.text));
                return (!self.rooms.iter().any(|room| room.config == config)).then_some(Next::Reload);
            }
            told::DidChangeTextDocument::METHOD => {
                let changed = read::<told::DidChangeTextDocument>(inbox, lang, note.params)?;
                let path = uri::path_of(&changed.text_document.uri)?;
                let document = documents.get_mut(&path)?;
                document.version = changed.text_document.version;
                for event in changed.content_changes {
                    let change = document.change(self.client, event);
                    let book = self.books.iter_mut().find(|book| book.source_of(&path).is_some());
                    if book.is_some_and(|book| !book.edit(&path, document, &change)) {
                        self.drop_book(&path);
                    }
                }
                self.unread.remove(&path);
            }
            told::DidCloseTextDocument::METHOD => {
                let path = uri::path_of(
                    &read::<told::DidCloseTextDocument>(inbox, lang, note.params)?.text_document.uri,
                )?;
                documents.remove(&path);
                self.drop_book(&path);
            }
            told::DidSaveTextDocument::METHOD => {
                let path = uri::path_of(
                    &read::<told::DidSaveTextDocument>(inbox, lang, note.params)?.text_document.uri,
                )?;
                return self.host.governs(&path).then_some(Next::Reload);
            }
            told::DidChangeWatchedFiles::METHOD => {
                let changes = read::<told::DidChangeWatchedFiles>(inbox, lang, note.params)?.changes;
                let paths: Vec<PathBuf> = changes.iter().filter_map(|one| uri::path_of(&one.uri)).collect();
                if paths.iter().any(|path| self.host.governs(path)) {
                    return Some(Next::Reload);
                }
                // What is open holds in place of its file.
                let others = paths.iter().filter(|path| !documents.contains_key(*path));
                others.for_each(|path| self.drop_book(path));
            }
            told::DidChangeConfiguration::METHOD => return Some(Next::Reload),
            _ => {}
        }
        None
    }

    /// Lets go of the manuscript that a file belongs to: it is read again where it is still wanted.
    fn drop_book(&mut self, path: &Path) {
        self.books.retain(|book| book.source_of(path).is_none());
        self.unread.remove(path);
    }

    /// Tells the editor what is found where that may have changed.
    fn tell(
        &mut self,
        inbox: &Inbox<'_>,
        documents: &Documents,
        published: &mut BTreeSet<PathBuf>,
    ) -> Result<(), ServeError> {
        if self.client.pulls {
            self.books.iter_mut().for_each(|book| book.dirty = false);
            if self.client.refreshes {
                let id = RequestId::from("refresh".to_owned());
                let method = asked::WorkspaceDiagnosticRefresh::METHOD.to_owned();
                inbox.send(Request { id, method, params: Value::Null })?;
            }
            return Ok(());
        }
        let mut known = BTreeSet::new();
        for book in &mut self.books {
            known.extend(book.files.iter().cloned());
            if !std::mem::take(&mut book.dirty) {
                continue;
            }
            book.session.complete();
            let found = book.findings();
            let (first, count) = (book.name(), found.len());
            inbox.log(log::Checked { first, found: count }.text(self.client.lang))?;
            let view = View { client: self.client, book, documents };
            for (path, source) in book.files.iter().zip((0..).map(SourceId)) {
                let Some(uri) = view.uri(source) else { continue };
                let version = documents.get(path).map(|document| document.version);
                let diagnostics = of_source(view, &found, source);
                // Of a file that is not open, nothing is told where nothing is found.
                if diagnostics.is_empty() && version.is_none() && !published.contains(path) {
                    continue;
                }
                published.insert(path.clone());
                inbox.notify::<told::PublishDiagnostics>(&PublishDiagnosticsParams {
                    uri,
                    diagnostics,
                    version,
                })?;
            }
        }
        // Of what is not open any more, nothing is shown.
        for path in published.iter().filter(|path| !known.contains(*path)) {
            let Some(uri) = uri::of_path(path) else { continue };
            let none = PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None };
            inbox.notify::<told::PublishDiagnostics>(&none)?;
        }
        published.retain(|path| known.contains(path));
        Ok(())
    }

    fn answer(
        &mut self,
        inbox: &Inbox<'_>,
        documents: &Documents,
        request: Request,
    ) -> Result<Response, ServeError> {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            asked::DocumentDiagnosticRequest::METHOD => self.asked(params, |server, params| {
                let DocumentDiagnosticParams { text_document, .. } = params;
                server.look(documents, &text_document.uri, |view, found, at| {
                    let items = of_source(view, found, at.source);
                    let full = FullDocumentDiagnosticReport { result_id: None, items };
                    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                        full_document_diagnostic_report: full,
                        related_documents: None,
                    })
                })
            }),
            asked::CodeActionRequest::METHOD => self.asked(params, |server, params: CodeActionParams| {
                let range = params.range;
                server.look(documents, &params.text_document.uri, |view, found, at| {
                    let at = within(view, at, range.start, range.end);
                    actions(view, found, at, &params)
                })
            }),
            asked::HoverRequest::METHOD => self.asked(params, |server, params: HoverParams| {
                let place = params.text_document_position_params;
                server.look(documents, &place.text_document.uri, |view, found, at| {
                    hover(view, found, within(view, at, place.position, place.position))
                })
            }),
            asked::DocumentSymbolRequest::METHOD => {
                self.asked(params, |server, params: DocumentSymbolParams| {
                    let DocumentSymbolParams { text_document, .. } = params;
                    server.see(documents, &text_document.uri, |view, at| {
                        DocumentSymbolResponse::Nested(symbols(view, at.source))
                    })
                })
            }
            asked::GotoDefinition::METHOD => self.asked(params, |server, params: GotoDefinitionParams| {
                let place = params.text_document_position_params;
                server.see(documents, &place.text_document.uri, |view, at| {
                    let at = within(view, at, place.position, place.position);
                    target(view, at).map(GotoDefinitionResponse::Scalar)
                })
            }),
            asked::References::METHOD => self.asked(params, |server, params: ReferenceParams| {
                let place = params.text_document_position;
                server.look(documents, &place.text_document.uri, |view, found, at| {
                    references(view, found, within(view, at, place.position, place.position))
                })
            }),
            asked::Completion::METHOD => self.asked(params, |server, params: CompletionParams| {
                let place = params.text_document_position;
                server.see(documents, &place.text_document.uri, |view, at| {
                    completions(view, within(view, at, place.position, place.position))
                })
            }),
            asked::ExecuteCommand::METHOD => match self.execute(documents, params) {
                Ok(()) => Some(Value::Null),
                Err(why) => {
                    let message = trouble::NotDecided { why: &why }.text(self.client.lang);
                    inbox.show(MessageType::WARNING, message.clone())?;
                    return Ok(refused(id, ErrorCode::RequestFailed, &message));
                }
            },
            _ => return Ok(refused(id, ErrorCode::MethodNotFound, "kanwu does not know this request")),
        };
        Ok(match result {
            Some(result) => Response::new_ok(id, result),
            None => refused(id, ErrorCode::InvalidParams, "the parameters can't be read"),
        })
    }

    /// What is made of the parameters of a request; `None` where they can't be read.
    fn asked<P: DeserializeOwned, T: Serialize>(
        &mut self,
        params: Value,
        make: impl FnOnce(&mut Self, P) -> Option<T>,
    ) -> Option<Value> {
        let params = serde_json::from_value(params).ok()?;
        serde_json::to_value(make(self, params)).ok()
    }

    /// Looks at the manuscript of a document; `None` where that is not open or can't be checked.
    fn see<T>(
        &self,
        documents: &Documents,
        uri: &Uri,
        look: impl FnOnce(View<'_>, Location) -> T,
    ) -> Option<T> {
        let path = uri::path_of(uri)?;
        let book = self.books.iter().find(|book| book.source_of(&path).is_some())?;
        let at = Location::new(book.source_of(&path)?, SourceSpan::default());
        Some(look(View { client: self.client, book, documents }, at))
    }

    /// The same, with what is found.
    fn look<T>(
        &mut self,
        documents: &Documents,
        uri: &Uri,
        look: impl FnOnce(View<'_>, &[&Diagnostic], Location) -> T,
    ) -> Option<T> {
        let path = uri::path_of(uri)?;
        let book = self.books.iter_mut().find(|book| book.source_of(&path).is_some())?;
        book.session.complete();
        let found = book.findings();
        let at = Location::new(book.source_of(&path)?, SourceSpan::default());
        Some(look(View { client: self.client, book, documents }, &found, at))
    }

    /// Records an answer. `Err` says why it is not recorded.
    fn execute(&mut self, documents: &Documents, params: Value) -> Result<(), String> {
        let lang = self.client.lang;
        let gone = || trouble::GONE.text(lang).to_owned();
        let params: ExecuteCommandParams = serde_json::from_value(params).map_err(|e| e.to_string())?;
        let decide = Some(&params).filter(|params| params.command == DECIDE);
        let decide = decide.and_then(|params| Decide::read(&params.arguments)).ok_or_else(gone)?;
        let Decide { document, id, state } = decide;
        let book = self.books.iter_mut().find(|book| book.source_of(&document).is_some()).ok_or_else(gone)?;
        book.session.complete();
        let found = book.findings().into_iter().find(|found| found.id == id).ok_or_else(gone)?;
        let card = book.cards.get(found.rule.index()).ok_or_else(gone)?;
        let text = book.session.manuscript().text_at(found.at);
        let decided = book.workspace.decided(state);
        let bare = decided.reason.trim().is_empty() || decided.person.trim().is_empty();
        if state == State::Keep && card.waiver == Waiver::Single && bare {
            return Err(trouble::REASON.text(lang).to_owned());
        }
        let asked = Asked { id, rule: &card.head.name, excerpt: excerpt(card, text).into_owned(), decided };
        book.workspace.decide(&document, &asked)?;
        // Answers stand beside the manuscript, and other books may share them.
        for book in &mut self.books {
            let known = book.files.iter().find(|file| documents.contains_key(*file));
            if let Some(known) = known {
                let answers = book.workspace.answers(known);
                book.session.answer(answers);
                book.dirty = true;
            }
        }
        Ok(())
    }
}

/// What lies between two positions of a source.
fn within(view: View<'_>, at: Location, start: Position, end: Position) -> Location {
    let Some(source) = view.book.source(at.source) else { return at };
    let range = lsp_types::Range { start, end };
    Location::new(at.source, view.client.span(&source.text, source.lines(), range))
}

/// The parameters of a notification. What can't be read is passed over, as nobody waits for an answer, and logged.
fn read<N: told::Notification>(inbox: &Inbox<'_>, lang: Lang, params: Value) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    let read = serde_json::from_value(params).ok();
    if read.is_none() {
        // A connection that is gone is seen where the next message is waited for.
        let _ = inbox.log(log::Unread { method: N::METHOD }.text(lang));
    }
    read
}

fn refused(id: RequestId, code: ErrorCode, message: &str) -> Response {
    Response::new_err(id, code as i32, message.to_owned())
}
