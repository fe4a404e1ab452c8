// The extension under a stand-in for the editor, against a real `kanwu server` where KANWU_PROGRAM names a program.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { after, test } = require("node:test");

const { editor } = require("./vscode.cjs");

const here = path.join(__dirname, "..");
const program = process.env.KANWU_PROGRAM && path.resolve(process.env.KANWU_PROGRAM);
const server = { skip: program ? false : "KANWU_PROGRAM names no program" };
const FAULTY = "# 综合\n\n清河区有学校15所,学生3600人。\n";
const folders = [];

/** A folder with these files. */
function folder(files = {}) {
  const made = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kanwu-test-")));
  folders.push(made);
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(made, name), text);
  }
  return made;
}
after(() => folders.forEach((one) => fs.rmSync(one, { recursive: true, force: true })));

/** Starts the extension in a fresh editor; it ends with the test. */
async function start(t, options) {
  const extensionPath = folder();
  const stand = editor(options);
  const load = Module._load;
  Module._load = function (name, ...rest) {
    return name === "vscode" ? stand.vscode : load.call(this, name, ...rest);
  };
  const built = path.join(here, "dist", "extension.js");
  delete require.cache[built];
  const extension = require(built);
  const context = { subscriptions: [], extensionPath, extensionUri: stand.vscode.Uri.file(extensionPath) };
  t.after(async () => {
    await extension.deactivate();
    context.subscriptions.forEach((one) => one.dispose());
    Module._load = load;
  });
  await extension.activate(context);
  const found = (document) =>
    stand.vscode.languages.getDiagnostics(document.uri).map((one) => String(one.code?.value ?? one.code));
  return { ...stand, found };
}

/** Waits until a thing holds. */
async function until(holds) {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never: ${holds}`);
}

test("both languages say the same things", () => {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(here, name), "utf8"));
  const [english, chinese] = ["package.nls.json", "package.nls.zh-cn.json"].map(read);
  assert.deepEqual(Object.keys(chinese), Object.keys(english));
  const manifest = fs.readFileSync(path.join(here, "package.json"), "utf8");
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((one) => one[1]);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());

  const code = fs.readdirSync(path.join(here, "src")).map((name) => fs.readFileSync(path.join(here, "src", name), "utf8"));
  const calls = code.join("\n").match(/l10n\.t\(\s*(starting \? )?"[^"]+"( : "[^"]+")?/g);
  const said = new Set(calls.flatMap((call) => call.match(/"[^"]+"/g)).map((one) => JSON.parse(one)));
  const told = Object.keys(read("l10n/bundle.l10n.zh-cn.json"));
  assert.deepEqual(told.filter((text) => !code.some((file) => file.includes(JSON.stringify(text)))), []);
  assert.deepEqual([...said].filter((text) => !told.includes(text)), []);
});

test("commands of the manifest are those of the code", async (t) => {
  const { contributes } = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));
  const { seen } = await start(t, { settings: { "kanwu.path": "/nowhere/kanwu" } });
  assert.deepEqual([...seen.commands.keys()].sort(), contributes.commands.map((one) => one.command).sort());
});

test("a program that is not there is told, and nothing else is run", async (t) => {
  const { seen } = await start(t, { settings: { "kanwu.path": "/nowhere/kanwu" } });
  assert.match(seen.errors[0], /is not found/);
  assert.equal(seen.items[0].command, "kanwu.restart");
});

test("the extension's own program goes before the one on PATH", () => {
  const built = path.join(folder(), "program.cjs");
  const esbuild = require("esbuild");
  esbuild.buildSync({ entryPoints: [path.join(here, "src/program.ts")], outfile: built, format: "cjs" });
  const { findProgram, findDesk } = require(built);
  const [extension, bin] = [folder(), folder({ kanwu: "", "kanwu.html": "" })];
  const around = { named: "", extension, workspace: bin, env: { PATH: bin }, platform: "linux" };
  assert.equal(findProgram(around), path.join(bin, "kanwu"));
  assert.equal(findDesk(around, path.join(bin, "kanwu")), path.join(bin, "kanwu.html"));
  fs.mkdirSync(path.join(extension, "bin"));
  fs.writeFileSync(path.join(extension, "bin", "kanwu"), "");
  assert.equal(findProgram(around), path.join(extension, "bin", "kanwu"));
  assert.equal(findProgram({ ...around, named: "./kanwu" }), path.join(bin, "kanwu"));
  assert.equal(findProgram({ ...around, named: "kanwu" }), path.join(bin, "kanwu"));
  assert.equal(findProgram({ ...around, named: "./another" }), undefined);
  assert.equal(findProgram({ ...around, platform: "win32" }), undefined);
});

test("findings follow what is typed, and a fix is offered", server, async (t) => {
  const at = folder({ "a.md": FAULTY });
  const live = await start(t, { settings: { "kanwu.path": program }, folders: [at] });
  const document = live.open(path.join(at, "a.md"), FAULTY);
  await until(() => live.found(document).includes("PUN001"));
  assert.match(live.seen.items[0].text, /1$/);

  const [finding] = live.vscode.languages.getDiagnostics(document.uri);
  assert.equal(finding.source, "kanwu");
  assert.equal(finding.range.start.character, 9);
  assert.match(finding.message, /半角/);
  const { token } = new live.vscode.CancellationTokenSource();
  const context = { diagnostics: [finding], triggerKind: 1, only: undefined };
  const actions = await live.seen.actions.provideCodeActions(document, finding.range, context, token);
  const edits = actions.flatMap((one) => one.edit?.edits ?? []).flatMap(([, all]) => all);
  assert.ok(edits.some((edit) => edit.newText === "，"), JSON.stringify(actions.map((one) => one.title)));

  live.type(document, 2, 9, 10, "，");
  await until(() => live.found(document).length === 0);
});

test("settings restart the server: language, families left out", server, async (t) => {
  const at = folder({ "a.md": FAULTY });
  const live = await start(t, { settings: { "kanwu.path": program, "kanwu.language": "en" }, folders: [at] });
  const document = live.open(path.join(at, "a.md"), FAULTY);
  await until(() => live.found(document).includes("PUN001"));
  assert.doesNotMatch(live.vscode.languages.getDiagnostics(document.uri)[0].message, /半角/);
  live.settings["kanwu.ignore"] = ["PUN"];
  live.fire("onDidChangeConfiguration", { affectsConfiguration: (name) => name === "kanwu.ignore" });
  await until(() => live.seen.log.some((line) => line.includes("--ignore PUN")));
  await until(() => / 0$/.test(live.seen.items[0].text));
});

test("the workspace is checked, and documents that are open are left to the server", server, async (t) => {
  // 𬭚 is two code units of UTF-16.
  const at = folder({ "甲.md": FAULTY, "乙.md": FAULTY.replace("清河区", "𬭚河区"), "丙.md": "# 综合\n" });
  const live = await start(t, { settings: { "kanwu.path": program }, folders: [at] });
  const open = live.open(path.join(at, "甲.md"), FAULTY);
  await until(() => live.found(open).length === 1);
  await live.seen.commands.get("kanwu.checkWorkspace")();
  assert.deepEqual(live.seen.errors, []);
  assert.equal(live.seen.informed.length, 1);
  assert.match(live.seen.informed[0], /in 3 files/);
  assert.equal(live.found(open).length, 1);
  const [other] = live.vscode.languages.getDiagnostics(live.vscode.Uri.file(path.join(at, "乙.md")));
  assert.equal(other.code, "PUN001");
  assert.equal(other.range.start.character, 10);
});

test("report and desk page are opened", server, async (t) => {
  const at = folder({ "a.md": FAULTY, "kanwu.html": "<title>desk</title>" });
  const page = path.join(at, "kanwu.html");
  const live = await start(t, { settings: { "kanwu.path": program, "kanwu.deskPage": page }, folders: [at] });
  live.open(path.join(at, "a.md"), FAULTY);
  await live.seen.commands.get("kanwu.openReport")();
  await live.seen.commands.get("kanwu.openDesk")();
  assert.deepEqual(live.seen.errors, []);
  const [report, desk] = live.seen.opened;
  assert.match(fs.readFileSync(report, "utf8"), /清河区/);
  assert.equal(desk, page);
  assert.deepEqual(fs.readdirSync(at).sort(), ["a.md", "kanwu.html"]);
});

test("the server is started again", server, async (t) => {
  const at = folder({ "a.md": FAULTY });
  const live = await start(t, { settings: { "kanwu.path": program }, folders: [at] });
  const document = live.open(path.join(at, "a.md"), FAULTY);
  await until(() => live.found(document).length === 1);
  await live.seen.commands.get("kanwu.restart")();
  await until(() => live.found(document).length === 1);
  assert.deepEqual(live.seen.errors, []);
});
