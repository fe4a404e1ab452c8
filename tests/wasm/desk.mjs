// What the page asks of the module, on a text and a document: check, apply, the form of queries, answers as a file.
// node desk.mjs MODULE TEXT DOCUMENT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { load } from "./kanwu.mjs";

const [module, text, document] = process.argv.slice(2);
const kanwu = await load(module);
const date = "2026-11-25T08:00:00Z";

for (const [file, name] of [[text, "清河.md"], [document, "清河.docx"]]) {
    const before = readFileSync(file);
    kanwu.ask({ do: "clear" });
    kanwu.put(name, before);
    const page = JSON.parse(kanwu.ask({ do: "check", form: "page" }).bytes);
    assert.deepEqual(page.files, [name]);
    const fixable = page.findings.filter((f) => f.fix?.edits.length).slice(0, 5);
    const held = page.findings.filter((f) => !f.fix).slice(0, 3);
    assert.ok(fixable.length === 5 && held.length === 3, name);
    const answer = (state) => (f) => ({
        id: f.id, state, rule: page.rules[f.rule].name, excerpt: "", reason: "", person: "王编辑", date: "2026-11-25", stage: "二校",
    });
    const answers = { version: 1, decisions: [...fixable.map(answer("改")), ...held.map(answer("待核"))] };

    const plain = { do: "apply", file: 0, answers, tracked: false, remarks: "none", date };
    const copy = kanwu.ask(plain);
    assert.ok(copy.told.made.length >= 4, `${name}: ${copy.told.made.length} made`);
    assert.notDeepEqual(copy.bytes, before);
    assert.deepEqual(kanwu.ask(plain).bytes, copy.bytes, "the same bytes each time");
    const none = kanwu.ask({ ...plain, answers: { version: 1, decisions: held.map(answer("待核")) } });
    assert.deepEqual(none.bytes, before, "what is held changes nothing");
    if (name.endsWith(".docx")) {
        const tracked = kanwu.ask({ ...plain, tracked: true, remarks: "decided" }).told;
        assert.equal(tracked.remarks, fixable.length + held.length);
        assert.ok(tracked.changes >= copy.told.made.length);
    }
    // In the copy they are no longer found, and nothing else has gone.
    kanwu.ask({ do: "clear" });
    kanwu.put(name, copy.bytes);
    const after = JSON.parse(kanwu.ask({ do: "check", form: "page" }).bytes);
    const ids = new Set(after.findings.map((f) => f.id));
    assert.ok(copy.told.made.every((id) => !ids.has(id)), name);
    assert.ok(held.every((f) => ids.has(f.id)), `${name}: answers outlive the changes`);

    const head = { book: "清河年鉴", stage: "二校", person: "王编辑", date: "2026-11-25" };
    const form = { do: "paper", paper: "queries", answers, of: head };
    for (const kind of ["xlsx", "docx"]) assert.equal(kanwu.ask({ ...form, form: kind }).bytes.subarray(0, 2).toString(), "PK");
    const rows = JSON.parse(kanwu.ask({ ...form, form: "json" }).bytes).rows;
    assert.ok(rows.length > 3 && rows[0].length === 8);

    const toml = kanwu.ask({ do: "write-answers", answers }).bytes.toString();
    assert.equal(toml.match(/\[\[decision\]\]/g).length, 8);
    assert.equal(kanwu.ask({ do: "read-answers", text: toml }).told.decisions.length, 8);
    assert.throws(() => kanwu.ask({ do: "read-answers", text: "version = 9" }));
    console.log(`tests/wasm: ${name}: ${copy.told.made.length} changed, ${rows.length} queries`);
}
