/** Checks all that is in the workspace, open or not, and shows it under Problems. */

import * as fs from "node:fs";
import * as path from "node:path";

import * as vscode from "vscode";

import { readReport, run, utf16Column, type Found } from "./run";
import { ignoreArguments, languageArguments } from "./settings";

/** What a check of the workspace came to. */
export interface Checked {
  files: number;
  findings: number;
}

/** Runs `kanwu check` in each folder. Findings of documents that are open are left to the server. */
export async function checkWorkspace(
  program: string,
  shown: vscode.DiagnosticCollection,
  log: vscode.OutputChannel,
  cancelled?: AbortSignal,
): Promise<Checked> {
  const all = new Map<string, vscode.Diagnostic[]>();
  let [files, findings] = [0, 0];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const root = folder.uri.fsPath;
    const args = ["check", "--output-format", "json", "--quiet", ...languageArguments(), ...ignoreArguments()];
    const ended = await run(program, args, root, cancelled);
    const report = readReport(ended.out);
    if (report === undefined) {
      throw new Error(ended.err.trim() || `${program}: ${ended.code}`);
    }
    for (const error of report.errors) {
      log.appendLine(`${error.path}: ${error.message}`);
    }
    files += report.files.length;
    findings += report.diagnostics.length;
    for (const [file, found] of byFile(report.diagnostics)) {
      const at = path.resolve(root, file);
      all.set(at, found.map((one) => diagnostic(one, lines(at))));
    }
  }
  shown.clear();
  for (const [file, diagnostics] of all) {
    if (!isOpen(file)) {
      shown.set(vscode.Uri.file(file), diagnostics);
    }
  }
  return { files, findings };
}

/** Whether the server looks after a file: it sees what is typed, the check what is saved. */
export function isOpen(file: string): boolean {
  const served = ["markdown", "plaintext"];
  return vscode.workspace.textDocuments.some((one) => one.uri.fsPath === file && served.includes(one.languageId));
}

function byFile(all: Found[]): Map<string, Found[]> {
  const files = new Map<string, Found[]>();
  for (const one of all) {
    const here = files.get(one.path) ?? [];
    here.push(one);
    files.set(one.path, here);
  }
  return files;
}

/** The lines of a text; none of a Word document or a proof, whose places the editor can't show. */
function lines(file: string): string[] {
  const text = /\.(md|markdown|txt)$/i.test(file) ? fs.readFileSync(file, "utf8") : "";
  return text.split(/\r?\n/);
}

function diagnostic(found: Found, lines: string[]): vscode.Diagnostic {
  const at = ({ line, column }: { line: number; column: number }) =>
    new vscode.Position(line - 1, utf16Column(lines[line - 1] ?? "", column));
  const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    info: vscode.DiagnosticSeverity.Information,
  };
  const range = new vscode.Range(at(found.range.start), at(found.range.end));
  const one = new vscode.Diagnostic(range, found.message, severities[found.severity]);
  one.code = found.code;
  one.source = "kanwu";
  return one;
}
