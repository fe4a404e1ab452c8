/** The settings of the extension. */

import * as vscode from "vscode";

import { type Surroundings } from "./program";

/** Settings that the server is started with. A change of one restarts it. */
export const OF_SERVER = ["kanwu.path", "kanwu.language", "kanwu.ignore"];

/** Arguments of every run of the program. */
export function languageArguments(): string[] {
  const set = read<string>("language", "auto");
  const chinese = set === "zh" || (set === "auto" && vscode.env.language.toLowerCase().startsWith("zh"));
  return ["--lang", chinese ? "zh" : "en"];
}

/** Rules that are left out. */
export function ignoreArguments(): string[] {
  const rules = read<string[]>("ignore", []).filter((rule) => rule !== "");
  return rules.length === 0 ? [] : ["--ignore", rules.join(",")];
}

/** What the search for a file of ours looks at; `setting` names the file. */
export function surroundings(context: vscode.ExtensionContext, setting: "path" | "deskPage"): Surroundings {
  return {
    named: read<string>(setting, "").trim(),
    extension: context.extensionPath,
    workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    env: process.env,
    platform: process.platform,
  };
}

function read<T>(name: string, otherwise: T): T {
  return vscode.workspace.getConfiguration("kanwu").get<T>(name, otherwise);
}
