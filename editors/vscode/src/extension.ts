/** kanwu in Visual Studio Code. */

import * as vscode from "vscode";

import { registerCommands } from "./commands";
import { Server } from "./server";
import { OF_SERVER } from "./settings";
import { showStatus } from "./status";

let server: Server | undefined;

/** Called by the editor when the first manuscript is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("kanwu");
  const started = new Server(context, log);
  server = started;
  context.subscriptions.push(
    log,
    started,
    showStatus(started),
    registerCommands(context, started, log),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (OF_SERVER.some((name) => change.affectsConfiguration(name))) {
        void started.restart();
      }
    }),
  );
  await started.start();
}

/** Called by the editor before it ends. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
