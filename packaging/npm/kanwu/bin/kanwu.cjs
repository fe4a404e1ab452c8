#!/usr/bin/env node
// Runs the program, which the package of this platform brings.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const name = `@kanwu/cli-${process.platform}-${process.arch}`;

function program() {
  if (process.env.KANWU_BINARY) {
    return process.env.KANWU_BINARY;
  }
  try {
    return require.resolve(`${name}/kanwu${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    return undefined;
  }
}

const path = program();
if (path === undefined) {
  process.stderr.write(
    `kanwu: 没有装上${name}：npm 可能设了不装 optionalDependencies，或没有这个平台的程序。\n` +
      `kanwu: ${name} is not installed: either npm was told to omit optional dependencies, or there is no ` +
      "program for this platform.\n",
  );
  process.exit(2);
}
const child = spawn(path, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
// The terminal sends these to the program, too; it decides how to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  process.stderr.write(`kanwu: ${error.message}\n`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
