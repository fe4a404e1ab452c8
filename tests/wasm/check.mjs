// Checks a file with the WebAssembly module and writes the report: node check.mjs MODULE FILE NAME > REPORT
import { readFileSync, writeSync } from "node:fs";

const [module, file, name] = process.argv.slice(2);
const compiled = await WebAssembly.compile(readFileSync(module));
// A crate that reads archives can ask the page for random numbers, to encrypt; a check never does.
const imports = {};
for (const { module: from, name: what, kind } of WebAssembly.Module.imports(compiled)) {
    if (kind !== "function") throw new Error(`the module asks for a ${kind}, ${from} ${what}`);
    (imports[from] ??= {})[what] = () => {
        throw new Error(`the check called ${what}`);
    };
}
const instance = await WebAssembly.instantiate(compiled, imports);
const { kanwu_begin, kanwu_name, kanwu_byte, kanwu_check, kanwu_report } = instance.exports;
kanwu_begin();
for (const byte of new TextEncoder().encode(name)) kanwu_name(byte);
for (const byte of readFileSync(file)) kanwu_byte(byte);
const length = kanwu_check();
if (length < 0) throw new Error("no report");
const report = Uint8Array.from({ length }, (_, at) => kanwu_report(at));
for (let at = 0; at < length; at += writeSync(1, report, at)) {}
