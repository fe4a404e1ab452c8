// Checks a file with the WebAssembly module and writes the report: node check.mjs MODULE FILE NAME > REPORT
import { readFileSync, writeSync } from "node:fs";

const [module, file, name] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const { kanwu_begin, kanwu_name, kanwu_byte, kanwu_check, kanwu_report } = instance.exports;
kanwu_begin();
for (const byte of new TextEncoder().encode(name)) kanwu_name(byte);
for (const byte of readFileSync(file)) kanwu_byte(byte);
const length = kanwu_check();
if (length < 0) throw new Error("no report");
const report = Uint8Array.from({ length }, (_, at) => kanwu_report(at));
for (let at = 0; at < length; at += writeSync(1, report, at)) {}
