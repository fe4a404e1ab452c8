//! A manuscript that is open in the editor, and its places as the editor names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanwu_card::{HouseWords, StoredCard};
use kanwu_engine::Diagnostic;
use kanwu_lint::Session;
use kanwu_text::{Edit, Format, Location, Source, SourceId};
use lsp_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::client::Client;
use crate::document::{Change, Document};
use crate::{OpenTexts, Workspace, uri};

/// The documents that are open, by absolute path.
pub(crate) type Documents = BTreeMap<PathBuf, Document>;

/// A manuscript of which a document is open.
pub(crate) struct OpenBook<'w> {
    pub workspace: &'w dyn Workspace,
    pub session: Session<'w>,
    pub files: Vec<PathBuf>,
    /// Whether the editor has not been told what is found since the last edit.
    pub dirty: bool,
    pub cards: Vec<&'w StoredCard>,
    /// Words that the office has settled.
    pub words: Arc<HouseWords>,
}

impl<'w> OpenBook<'w> {
    /// Reads the manuscript that `document` belongs to. `Err` says why it can't be read.
    pub(crate) fn open(
        workspace: &'w dyn Workspace,
        document: &Path,
        documents: &Documents,
    ) -> Result<OpenBook<'w>, String> {
        let texts: OpenTexts =
            documents.iter().map(|(path, open)| (path.clone(), open.text.clone().into_bytes())).collect();
        let opened = workspace.read(document, &texts)?;
        let checker = workspace.checker();
        let (cards, words) = (checker.cards(), Arc::clone(&checker.words));
        let session = Session::open(checker, workspace.answers(document), opened.manuscript);
        Ok(OpenBook { workspace, session, files: opened.files, dirty: true, cards, words })
    }

    /// The name of its first file, for the log.
    pub(crate) fn name(&self) -> String {
        let first = self.files.first().and_then(|file| file.file_name());
        first.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    pub(crate) fn source_of(&self, path: &Path) -> Option<SourceId> {
        self.files.iter().position(|file| file == path).map(|at| SourceId(at as u32))
    }

    pub(crate) fn source(&self, id: SourceId) -> Option<&Source> {
        self.session.manuscript().sources.get(id.index())
    }

    /// Does what was done in a document; false where the manuscript does not follow, and must be read again.
    pub(crate) fn edit(&mut self, path: &Path, document: &Document, change: &Change) -> bool {
        let Some(source) = self.source_of(path) else { return false };
        self.dirty = true;
        self.session.edit(source, change.at, &change.text).is_ok()
            && self.source(source).is_some_and(|source| source.text == document.text)
    }

    /// What is found and has not been settled; what is known of the text as it was is not looked for again.
    pub(crate) fn findings(&self) -> Vec<&Diagnostic> {
        let all = self.session.completed().map_or(&[][..], |found| &found.diagnostics);
        all.iter().filter(|found| !found.is_kept() && !found.known).collect()
    }
}

/// A manuscript as the editor sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'v> {
    pub client: Client,
    pub book: &'v OpenBook<'v>,
    pub documents: &'v Documents,
}

impl View<'_> {
    /// A source as the editor names it; `None` for one that it can't show as text.
    pub(crate) fn uri(&self, source: SourceId) -> Option<Uri> {
        let path = self.book.files.get(source.index())?;
        let format = self.book.source(source)?.format;
        if !matches!(format, Format::Markdown | Format::Plain) {
            return None;
        }
        self.documents.get(path).map(|document| document.uri.clone()).or_else(|| uri::of_path(path))
    }

    pub(crate) fn range(&self, at: Location) -> Option<Range> {
        let source = self.book.source(at.source)?;
        Some(self.client.range(&source.text, source.lines(), at.span))
    }

    pub(crate) fn location(&self, at: Location) -> Option<lsp_types::Location> {
        Some(lsp_types::Location { uri: self.uri(at.source)?, range: self.range(at)? })
    }

    /// Edits as the editor makes them; `None` where one of them lies in what it can't show.
    pub(crate) fn edits(&self, edits: &[Edit<Location>]) -> Option<WorkspaceEdit> {
        let mut by_source: BTreeMap<SourceId, Vec<OneOf<TextEdit, _>>> = BTreeMap::new();
        for edit in edits {
            let text = TextEdit { range: self.range(edit.at)?, new_text: edit.content.clone() };
            by_source.entry(edit.at.source).or_default().push(OneOf::Left(text));
        }
        let mut changes = Vec::new();
        for (source, edits) in by_source {
            let version = self.book.files.get(source.index()).and_then(|path| self.documents.get(path));
            let text_document = OptionalVersionedTextDocumentIdentifier {
                uri: self.uri(source)?,
                version: version.map(|document| document.version),
            };
            changes.push(TextDocumentEdit { text_document, edits });
        }
        Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes)), ..Default::default() })
    }
}
