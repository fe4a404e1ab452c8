// A stand-in for the module `vscode`, which only the editor has: as much of it as the extension and its language client
// use. Whatever is not written out here is an event that never comes, or something to dispose of.
"use strict";

const path = require("node:path");
const { pathToFileURL, fileURLToPath } = require("node:url");

class Disposable {
  constructor(does) {
    this.dispose = does ?? (() => {});
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  #listeners = new Set();
  event = (listener, self, disposables) => {
    const called = (value) => listener.call(self, value);
    this.#listeners.add(called);
    const disposable = new Disposable(() => this.#listeners.delete(called));
    disposables?.push(disposable);
    return disposable;
  };
  fire(value) {
    [...this.#listeners].forEach((listener) => listener(value));
  }
  dispose() {
    this.#listeners.clear();
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...at) {
    [this.start, this.end] = at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at;
  }
}

class Uri {
  constructor(scheme, fsPath) {
    Object.assign(this, { scheme, fsPath, path: fsPath, authority: "", query: "", fragment: "" });
  }
  static file = (fsPath) => new Uri("file", fsPath);
  static parse = (text) => new Uri("file", fileURLToPath(text));
  static joinPath = (uri, ...parts) => Uri.file(path.join(uri.fsPath, ...parts));
  toString() {
    return pathToFileURL(this.fsPath).href;
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CancellationTokenSource {
  #emitter = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.#emitter.event };
  cancel() {
    this.token.isCancellationRequested = true;
    this.#emitter.fire();
  }
  dispose() {}
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
CodeActionKind.Empty = new CodeActionKind("");
for (const kind of ["quickfix", "refactor", "source"]) {
  CodeActionKind[{ quickfix: "QuickFix", refactor: "Refactor", source: "Source" }[kind]] = new CodeActionKind(kind);
}

/** A name of which nothing is known: a class, a number of an enumeration, an event, something to dispose of. */
function unknown(name) {
  if (/^on(Did|Will)/.test(name)) {
    return () => new Disposable();
  }
  if (/^[a-z]/.test(name)) {
    return () => new Disposable();
  }
  return new Proxy(class {}, { get: (target, key) => target[key] ?? (typeof key === "symbol" ? undefined : 0) });
}

/** A namespace: what is known of it, and the rest made up. */
function namespace(known) {
  return new Proxy(known, {
    get(target, key) {
      if (typeof key === "string" && !(key in target) && key !== "then" && key !== "__esModule") {
        target[key] = unknown(key);
      }
      return target[key];
    },
  });
}

/** A fresh editor with its settings, folders and documents; `seen` is what the extension did to it. */
function editor({ settings = {}, folders = [], language = "zh-cn" } = {}) {
  const seen = { errors: [], informed: [], opened: [], log: [], items: [], commands: new Map(), collections: [] };
  const events = {};
  const event = (name) => (events[name] ??= new EventEmitter()).event;
  const collection = (name) => {
    const all = new Map();
    const changed = () => events.onDidChangeDiagnostics?.fire({ uris: [] });
    const one = {
      name,
      all,
      set: (uri, found) => (all.set(String(uri), found ?? []), changed()),
      get: (uri) => all.get(String(uri)),
      has: (uri) => all.has(String(uri)),
      delete: (uri) => (all.delete(String(uri)), changed()),
      clear: () => (all.clear(), changed()),
      forEach: (does) => all.forEach((found, uri) => does(Uri.parse(uri), found)),
      dispose: () => all.clear(),
    };
    seen.collections.push(one);
    return one;
  };
  const sections = (section) => ({
    get: (name, otherwise) => settings[section ? `${section}.${name}` : name] ?? otherwise,
    has: (name) => `${section}.${name}` in settings,
    inspect: () => undefined,
  });
  const tabs = [];
  const window = namespace({
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: namespace({ all: [{ tabs }], onDidChangeTabs: event("onDidChangeTabs"), activeTabGroup: { tabs } }),
    createOutputChannel: () => ({
      append: (text) => seen.log.push(text),
      appendLine: (text) => seen.log.push(text),
      ...Object.fromEntries(["show", "clear", "hide", "dispose"].map((name) => [name, () => {}])),
    }),
    createStatusBarItem: () => {
      const item = { show: () => {}, hide: () => {}, dispose: () => {} };
      seen.items.push(item);
      return item;
    },
    showErrorMessage: async (text) => void seen.errors.push(text),
    showWarningMessage: async (text) => void seen.errors.push(text),
    showInformationMessage: async (text) => void seen.informed.push(text),
    withProgress: (_, does) => does({ report: () => {} }, new CancellationTokenSource().token),
    onDidChangeActiveTextEditor: event("onDidChangeActiveTextEditor"),
    onDidChangeVisibleTextEditors: event("onDidChangeVisibleTextEditors"),
  });
  const workspace = namespace({
    textDocuments: [],
    notebookDocuments: [],
    workspaceFolders: folders.map((folder, index) => ({ uri: Uri.file(folder), name: path.basename(folder), index })),
    getConfiguration: sections,
    createFileSystemWatcher: () => namespace({ dispose: () => {} }),
    getWorkspaceFolder: () => undefined,
    applyEdit: async (edit) => (seen.edits ??= []).push(edit),
    ...Object.fromEntries(
      ["onDidOpenTextDocument", "onDidChangeTextDocument", "onDidCloseTextDocument", "onDidSaveTextDocument",
        "onDidChangeConfiguration"].map((name) => [name, event(name)]),
    ),
  });
  const languages = namespace({
    createDiagnosticCollection: collection,
    getDiagnostics: (uri) => seen.collections.flatMap((one) => one.get(uri) ?? []),
    match: (selector, document) =>
      [selector].flat().some((one) =>
        (one.language === undefined || one.language === document.languageId) &&
        (one.scheme === undefined || one.scheme === document.uri.scheme)) ? 10 : 0,
    onDidChangeDiagnostics: event("onDidChangeDiagnostics"),
    registerCodeActionsProvider: (_, provider) => ((seen.actions = provider), new Disposable()),
  });
  const known = {
    version: "1.90.0",
    env: namespace({ language, appName: "test", openExternal: async (uri) => seen.opened.push(uri.fsPath) }),
    l10n: { t: (text, ...args) => text.replace(/\{(\d)\}/g, (_, i) => args[i]) },
    commands: namespace({
      registerCommand: (name, does) => (seen.commands.set(name, does), new Disposable()),
      executeCommand: async (name, ...args) => seen.commands.get(name)?.(...args),
    }),
    window,
    workspace,
    languages,
    extensions: namespace({}),
    Disposable,
    EventEmitter,
    Position,
    Range,
    Uri,
    Diagnostic,
    CancellationTokenSource,
    CodeActionKind,
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    StatusBarAlignment: { Left: 1, Right: 2 },
    ProgressLocation: { SourceControl: 1, Window: 10, Notification: 15 },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    Location: class {
      constructor(uri, range) {
        Object.assign(this, { uri, range });
      }
    },
    DiagnosticRelatedInformation: class {
      constructor(location, message) {
        Object.assign(this, { location, message });
      }
    },
    CodeAction: class {
      constructor(title, kind) {
        Object.assign(this, { title, kind });
      }
    },
    TextEdit: class {
      constructor(range, newText) {
        Object.assign(this, { range, newText });
      }
    },
    WorkspaceEdit: class {
      edits = [];
      set(uri, edits) {
        this.edits.push([uri, edits]);
      }
      replace(uri, range, newText) {
        this.edits.push([uri, [{ range, newText }]]);
      }
    },
    TabInputText: class {
      constructor(uri) {
        this.uri = uri;
      }
    },
    CancellationError: class extends Error {},
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  };
  const fire = (name, value) => events[name]?.fire(value);
  /** Opens a document in the editor, as a user does. */
  const open = (file, text, languageId = "markdown") => {
    const document = {
      uri: Uri.file(file),
      fileName: file,
      languageId,
      version: 1,
      isDirty: false,
      isClosed: false,
      text,
      getText: () => document.text,
      save: async () => true,
    };
    // The editor tells of the tab first, when the document is not there yet.
    tabs.push({ input: new known.TabInputText(document.uri) });
    fire("onDidChangeTabs", { opened: tabs.slice(-1), closed: [], changed: [] });
    workspace.textDocuments.push(document);
    window.activeTextEditor = { document };
    window.visibleTextEditors = [window.activeTextEditor];
    fire("onDidOpenTextDocument", document);
    fire("onDidChangeActiveTextEditor", window.activeTextEditor);
    return document;
  };
  /** Puts `text` between two places of one line, as a user does. */
  const type = (document, line, from, to, text) => {
    const lines = document.text.split("\n");
    lines[line] = lines[line].slice(0, from) + text + lines[line].slice(to);
    document.text = lines.join("\n");
    document.version += 1;
    document.isDirty = true;
    const range = new Range(line, from, line, to);
    fire("onDidChangeTextDocument", { document, contentChanges: [{ range, rangeLength: to - from, text }] });
  };
  return { vscode: namespace(known), seen, settings, fire, open, type };
}

module.exports = { editor };
