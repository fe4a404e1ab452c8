// Makes the packages for npm of programs that are built:
//   node packaging/npm/make.mjs FOLDER TARGET=PROGRAM...
// writes the package of each platform, such as @kanwu/cli-linux-x64, and the package `kanwu`, which names those of them
// that are given here as optional dependencies. Then `npm publish` or `npm pack` in each folder below FOLDER.
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PLATFORMS = {
  "x86_64-unknown-linux-musl": ["linux", "x64"],
  "x86_64-unknown-linux-gnu": ["linux", "x64"],
  "aarch64-unknown-linux-musl": ["linux", "arm64"],
  "loongarch64-unknown-linux-musl": ["linux", "loong64"],
  "x86_64-pc-windows-msvc": ["win32", "x64"],
  "x86_64-pc-windows-gnu": ["win32", "x64"],
  "aarch64-apple-darwin": ["darwin", "arm64"],
  "x86_64-apple-darwin": ["darwin", "x64"],
};

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, "..", "..");
const [version] = readFileSync(join(project, "Cargo.toml"), "utf8").match(/(?<=\[workspace\.package\]\nversion = ")[^"]+/);
const main = JSON.parse(readFileSync(join(here, "kanwu/package.json"), "utf8"));
const licences = ["LICENSE-MIT", "LICENSE-APACHE"];

const [folder, ...programs] = process.argv.slice(2);
if (!folder || programs.length === 0) {
  throw new Error("make.mjs FOLDER TARGET=PROGRAM...");
}

function write(at, manifest) {
  writeFileSync(join(at, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  licences.forEach((name) => copyFileSync(join(project, name), join(at, name)));
}

function fresh(name) {
  const at = join(folder, name);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  return at;
}

main.version = version;
for (const one of programs) {
  const [target, program] = [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)];
  const platform = PLATFORMS[target];
  if (platform === undefined) {
    throw new Error(`no platform of npm is known for ${target}`);
  }
  const [os, cpu] = platform;
  const name = `@kanwu/cli-${os}-${cpu}`;
  const file = os === "win32" ? "kanwu.exe" : "kanwu";
  const at = fresh(`cli-${os}-${cpu}`);
  copyFileSync(program, join(at, file));
  chmodSync(join(at, file), 0o755);
  writeFileSync(join(at, "README.md"), `The program \`kanwu\` for ${os} on ${cpu}. Install the package \`kanwu\`.\n`);
  const { description, license } = main;
  write(at, { name, version, description, license, os: [os], cpu: [cpu], files: [file], preferUnplugged: true });
  main.optionalDependencies[name] = version;
}
const at = fresh("kanwu");
cpSync(join(here, "kanwu"), at, { recursive: true });
write(at, main);
