//! Messages between the server and an editor.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, RequestId};
use lsp_types::notification::{self as told, Notification as _};
use lsp_types::{LogMessageParams, MessageType, ShowMessageParams};
use serde::Serialize;

use crate::ServeError;

/// While a text is being typed nothing is checked: it is once nothing has come for so long.
const QUIET: Duration = Duration::from_millis(150);

/// Messages that have come and have not been looked at.
pub(crate) struct Inbox<'c> {
    pub connection: &'c Connection,
    waiting: VecDeque<Message>,
    /// Requests that are not wanted any more.
    pub cancelled: HashSet<RequestId>,
}

impl<'c> Inbox<'c> {
    /// With nothing in it.
    pub(crate) fn new(connection: &'c Connection) -> Inbox<'c> {
        Inbox { connection, waiting: VecDeque::new(), cancelled: HashSet::new() }
    }

    /// The next message. `None` where nothing has come for a while; it waits for ever where that is not `pressing`.
    pub(crate) fn next(&mut self, pressing: bool) -> Result<Option<Message>, ServeError> {
        self.take_in();
        if self.waiting.is_empty() {
            let receiver = &self.connection.receiver;
            let message = match pressing {
                true => match receiver.recv_timeout(QUIET) {
                    Ok(message) => message,
                    Err(e) if e.is_timeout() => return Ok(None),
                    Err(_) => return Err(ServeError::Closed),
                },
                false => receiver.recv().map_err(|_| ServeError::Closed)?,
            };
            self.waiting.push_back(message);
            self.take_in();
        }
        Ok(self.waiting.pop_front())
    }

    /// Takes in all that has come by now, so that a request which is cancelled is not worked at.
    fn take_in(&mut self) {
        for message in self.connection.receiver.try_iter() {
            match cancels(&message) {
                Some(id) => {
                    self.cancelled.insert(id);
                }
                None => self.waiting.push_back(message),
            }
        }
        // What was cancelled after its answer had gone.
        let asked = |id: &RequestId| {
            self.waiting
                .iter()
                .any(|message| matches!(message, Message::Request(request) if request.id == *id))
        };
        self.cancelled.retain(asked);
    }

    pub(crate) fn send(&self, message: impl Into<Message>) -> Result<(), ServeError> {
        self.connection.sender.send(message.into()).map_err(|_| ServeError::Closed)
    }

    pub(crate) fn notify<N: told::Notification>(&self, params: &N::Params) -> Result<(), ServeError>
    where
        N::Params: Serialize,
    {
        self.send(Notification { method: N::METHOD.to_owned(), params: serde_json::to_value(params)? })
    }

    /// Writes a line into the editor's log of the server.
    pub(crate) fn log(&self, message: String) -> Result<(), ServeError> {
        self.notify::<told::LogMessage>(&LogMessageParams { typ: MessageType::INFO, message })
    }

    /// Shows the user a message.
    pub(crate) fn show(&self, typ: MessageType, message: String) -> Result<(), ServeError> {
        self.notify::<told::ShowMessage>(&ShowMessageParams { typ, message })
    }
}

/// The request that a message cancels.
fn cancels(message: &Message) -> Option<RequestId> {
    let Message::Notification(note) = message else { return None };
    let id = (note.method == told::Cancel::METHOD).then(|| note.params.get("id").cloned()).flatten()?;
    serde_json::from_value(id).ok()
}
