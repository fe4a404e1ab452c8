/** The language server, as the editor runs it. */

import * as vscode from "vscode";
import { LanguageClient, State, type Executable } from "vscode-languageclient/node";

import { findProgram } from "./program";
import { ignoreArguments, languageArguments, surroundings } from "./settings";

/** Starts, stops and restarts `kanwu server`. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private readonly changed = new vscode.EventEmitter<State>();
  /** Tells of every change of state. */
  readonly onState = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.OutputChannel,
  ) {}

  get state(): State {
    return this.client?.state ?? State.Stopped;
  }

  /** The program; `undefined` where there is none. */
  program(): string | undefined {
    return findProgram(surroundings(this.context, "path"));
  }

  async start(): Promise<void> {
    const program = this.program();
    if (program === undefined) {
      this.changed.fire(State.Stopped);
      // Nobody waits for the answer: it may come hours later.
      void this.tellMissing();
      return;
    }
    const run: Executable = { command: program, args: ["server", ...languageArguments(), ...ignoreArguments()] };
    this.log.appendLine(`${program} ${run.args?.join(" ") ?? ""}`);
    const client = new LanguageClient("kanwu", "kanwu", run, {
      documentSelector: ["markdown", "plaintext"].flatMap((language) =>
        ["file", "untitled"].map((scheme) => ({ language, scheme })),
      ),
      // Config, answers and house packs are all TOML; they hold at once when they are saved.
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.toml") },
      outputChannel: this.log,
    });
    this.client = client;
    client.onDidChangeState((change) => this.changed.fire(change.newState));
    try {
      await client.start();
    } catch (error) {
      this.log.appendLine(String(error));
      void vscode.window.showErrorMessage(vscode.l10n.t("kanwu can't be started: {0}", String(error)));
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.stop();
    } catch (error) {
      // A server that has died already can't be asked to end.
      this.log.appendLine(String(error));
    }
    this.changed.fire(State.Stopped);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async tellMissing(): Promise<void> {
    const [settings, how] = [vscode.l10n.t("Open settings"), vscode.l10n.t("How to install")];
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t("kanwu is not found. Install it, or name it in the settings."),
      settings,
      how,
    );
    if (chosen === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "kanwu.path");
    } else if (chosen === how) {
      const readme = vscode.Uri.joinPath(this.context.extensionUri, "README.md");
      await vscode.commands.executeCommand("markdown.showPreview", readme);
    }
  }
}
