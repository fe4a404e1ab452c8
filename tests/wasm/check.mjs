// Checks a file with the WebAssembly module and writes the report: node check.mjs MODULE FILE NAME > REPORT
import { readFileSync, writeSync } from "node:fs";
import { load } from "./kanwu.mjs";

const [module, file, name] = process.argv.slice(2);
const kanwu = await load(module);
kanwu.put(name, readFileSync(file));
const { bytes } = kanwu.ask({ do: "check", form: "json" });
for (let at = 0; at < bytes.length; at += writeSync(1, bytes, at)) {}
