// What is packed beside the extension itself: the licences, and, where they are named, the program and the desk page.
//   KANWU_PROGRAM=…/kanwu KANWU_DESK=…/kanwu.html npm run package -- --target linux-x64
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const project = join(here, "..", "..");
for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]) {
  copyFileSync(join(project, name), join(here, name));
}
rmSync(join(here, "bin"), { recursive: true, force: true });
const { KANWU_PROGRAM: program, KANWU_DESK: desk } = process.env;
if (program || desk) {
  mkdirSync(join(here, "bin"));
}
if (program) {
  const name = /\.exe$/i.test(basename(program)) ? "kanwu.exe" : "kanwu";
  copyFileSync(program, join(here, "bin", name));
  chmodSync(join(here, "bin", name), 0o755);
}
if (desk) {
  copyFileSync(desk, join(here, "bin", "kanwu.html"));
}
