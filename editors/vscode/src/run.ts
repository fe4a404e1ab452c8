/** One run of the program, and what its JSON report says. */

import { spawn } from "node:child_process";

/** How a run ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a program; `cancelled` ends it. Rejects where it can't be started. */
export function run(program: string, args: string[], folder: string, cancelled?: AbortSignal): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, signal: cancelled, windowsHide: true });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (piece: Buffer) => out.push(piece));
    child.stderr.on("data", (piece: Buffer) => err.push(piece));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, out: Buffer.concat(out).toString("utf8"), err: Buffer.concat(err).toString("utf8") }),
    );
  });
}

/** A place of the report: lines and columns from 1, columns in characters. */
interface Position {
  line: number;
  column: number;
}

/** A finding of the report. */
export interface Found {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  path: string;
  range: { start: Position; end: Position };
}

/** The JSON report, as far as it is read here. */
export interface Report {
  files: { path: string }[];
  errors: { path: string; message: string }[];
  diagnostics: Found[];
}

/** Reads a report; `undefined` where the text is none. */
export function readReport(text: string): Report | undefined {
  try {
    const report = JSON.parse(text) as Partial<Report>;
    const whole = Array.isArray(report.files) && Array.isArray(report.diagnostics);
    return whole ? { ...(report as Report), errors: report.errors ?? [] } : undefined;
  } catch {
    return undefined;
  }
}

/** The UTF-16 column, from 0, of a column in characters from 1. */
export function utf16Column(line: string, column: number): number {
  let at = 0;
  for (const character of line) {
    column -= 1;
    if (column <= 0) {
      break;
    }
    at += character.length;
  }
  return at;
}
