/** Where the program and the desk page are: named in the settings, carried by the extension, or on PATH. */

import * as fs from "node:fs";
import * as path from "node:path";

/** What the search looks at. */
export interface Surroundings {
  /** What the settings name; may be empty. */
  named: string;
  /** Folder of the extension. */
  extension: string;
  /** Folder of the workspace, from which a relative path in the settings counts. */
  workspace: string | undefined;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}

/** The program; `undefined` where there is none. A program that the settings name is never replaced by another. */
export function findProgram(around: Surroundings): string | undefined {
  if (around.named !== "") {
    return existing(resolved(around.named, around));
  }
  const name = around.platform === "win32" ? "kanwu.exe" : "kanwu";
  const carried = path.join(around.extension, "bin", name);
  return existing(carried) ?? onPath(name, around.env);
}

/** The page `kanwu.html`, beside the program where the extension has none. */
export function findDesk(around: Surroundings, program: string | undefined): string | undefined {
  if (around.named !== "") {
    return existing(resolved(around.named, around));
  }
  const places = [path.join(around.extension, "bin")];
  if (program !== undefined) {
    places.push(path.dirname(fs.realpathSync(program)), path.dirname(program));
  }
  return places.map((place) => existing(path.join(place, "kanwu.html"))).find((page) => page !== undefined);
}

function resolved(named: string, around: Surroundings): string {
  const home = around.env.HOME ?? around.env.USERPROFILE;
  if (home !== undefined && /^~[/\\]/.test(named)) {
    return path.join(home, named.slice(2));
  }
  // A bare name is looked up like any command.
  if (!/[/\\]/.test(named)) {
    return onPath(named, around.env) ?? named;
  }
  return path.resolve(around.workspace ?? "", named);
}

function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? env.Path ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => existing(path.join(folder, name))).find((file) => file !== undefined);
}

function existing(file: string): string | undefined {
  try {
    return fs.statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
