/** The item in the status bar: whether the server runs, and how many findings the open manuscript has. */

import * as vscode from "vscode";
import { State } from "vscode-languageclient/node";

import { type Server } from "./server";

/** Shows the item until it is disposed of. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("kanwu", vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t("kanwu");
  const refresh = () => fill(item, server.state);
  refresh();
  item.show();
  return vscode.Disposable.from(
    item,
    server.onState(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.languages.onDidChangeDiagnostics(refresh),
  );
}

function fill(item: vscode.StatusBarItem, state: State): void {
  const name = vscode.l10n.t("kanwu");
  if (state !== State.Running) {
    const starting = state === State.Starting;
    item.text = `${starting ? "$(loading~spin)" : "$(circle-slash)"} ${name}`;
    item.tooltip = vscode.l10n.t(
      starting ? "The language server is starting" : "The language server is not running",
    );
    item.command = starting ? "kanwu.showLog" : "kanwu.restart";
    return;
  }
  const uri = vscode.window.activeTextEditor?.document.uri;
  const findings = uri === undefined ? [] : vscode.languages.getDiagnostics(uri);
  const count = findings.filter((one) => one.source === "kanwu").length;
  item.text = `$(checklist) ${name} ${count}`;
  item.tooltip = vscode.l10n.t("{0} findings in this manuscript", count);
  item.command = "workbench.actions.view.problems";
}
