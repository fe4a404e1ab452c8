/** What the command palette offers. */

import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";

import * as vscode from "vscode";

import { findDesk } from "./program";
import { run } from "./run";
import { type Server } from "./server";
import { ignoreArguments, languageArguments, surroundings } from "./settings";
import { checkWorkspace, isOpen } from "./workspace";

/** Registers the commands. */
export function registerCommands(
  context: vscode.ExtensionContext,
  server: Server,
  log: vscode.OutputChannel,
): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection("kanwu-workspace");
  const commands: Record<string, () => Promise<unknown> | void> = {
    "kanwu.checkWorkspace": () => told(log, () => check(server, shown, log)),
    "kanwu.openReport": () => told(log, () => openReport(server)),
    "kanwu.openDesk": () => told(log, () => openDesk(context, server)),
    "kanwu.restart": () => server.restart(),
    "kanwu.showLog": () => log.show(),
  };
  return vscode.Disposable.from(
    shown,
    // A document that is opened or changed is the server's; what the check said of it is old.
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isOpen(document.uri.fsPath)) {
        shown.delete(document.uri);
      }
    }),
    vscode.workspace.onDidSaveTextDocument((document) => shown.delete(document.uri)),
    ...Object.entries(commands).map(([name, does]) => vscode.commands.registerCommand(name, does)),
  );
}

/** Says aloud what went wrong. */
async function told(log: vscode.OutputChannel, does: () => Promise<void>): Promise<void> {
  try {
    await does();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.appendLine(message);
    void vscode.window.showErrorMessage(message);
  }
}

function program(server: Server): string {
  const found = server.program();
  if (found === undefined) {
    throw new Error(vscode.l10n.t("kanwu is not found. Install it, or name it in the settings."));
  }
  return found;
}

async function check(
  server: Server,
  shown: vscode.DiagnosticCollection,
  log: vscode.OutputChannel,
): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    throw new Error(vscode.l10n.t("Open a folder first."));
  }
  const checked = await during(vscode.l10n.t("Checking the workspace"), (cancelled) =>
    checkWorkspace(program(server), shown, log, cancelled),
  );
  if (checked === undefined) {
    return;
  }
  const { files, findings } = checked;
  void vscode.window.showInformationMessage(
    findings === 0
      ? vscode.l10n.t("Nothing found in {0} files.", files)
      : vscode.l10n.t("{0} findings in {1} files; see Problems.", findings, files),
  );
}

async function openReport(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== "file") {
    throw new Error(vscode.l10n.t("Open a manuscript first."));
  }
  const file = document.uri.fsPath;
  if (document.isDirty && !(await document.save())) {
    const name = path.basename(file);
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} is not saved; the report is of what was saved last.", name),
    );
  }
  // Not beside the manuscript: whoever only wants to look should find nothing new in the folder.
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "kanwu-"));
  const report = path.join(folder, `${path.parse(file).name}.html`);
  const ended = await during(vscode.l10n.t("Writing the report"), (cancelled) => {
    const args = ["check", path.basename(file), "--quiet", "--output-format", "short", "--output", `html=${report}`];
    const all = [...args, ...languageArguments(), ...ignoreArguments()];
    return run(program(server), all, path.dirname(file), cancelled);
  });
  if (ended === undefined) {
    return;
  }
  await fs.access(report).catch(() => {
    throw new Error(ended.err.trim() || vscode.l10n.t("kanwu can't be started: {0}", String(ended.code)));
  });
  await vscode.env.openExternal(vscode.Uri.file(report));
}

async function openDesk(context: vscode.ExtensionContext, server: Server): Promise<void> {
  const page = findDesk(surroundings(context, "deskPage"), server.program());
  if (page === undefined) {
    throw new Error(vscode.l10n.t("The desk page kanwu.html is not found. Name it in the settings."));
  }
  await vscode.env.openExternal(vscode.Uri.file(page));
}

/** Shows that something is being done, with a button to end it; `undefined` where it was ended. */
async function during<T>(title: string, does: (cancelled: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await does(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  });
}
