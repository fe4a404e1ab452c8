// The WebAssembly module under Node, called as the page calls it.
import { readFileSync } from "node:fs";

/** Gives `put(name, bytes)` and `ask(request)`. */
export async function load(module) {
    const compiled = await WebAssembly.compile(readFileSync(module));
    // A crate that reads archives can ask the page for random numbers, to encrypt; kanwu never does.
    const imports = {};
    for (const { module: from, name: what, kind } of WebAssembly.Module.imports(compiled)) {
        if (kind !== "function") throw new Error(`the module asks for a ${kind}, ${from} ${what}`);
        // The writer of workbooks asks for the time before it is told the one to write.
        (imports[from] ??= {})[what] = () => {
            if (what.startsWith("__wbg_now_")) return 0;
            throw new Error(`kanwu called ${what}`);
        };
    }
    const kanwu = (await WebAssembly.instantiate(compiled, imports)).exports;
    const fill = (bytes) => {
        const at = kanwu.kanwu_buffer(bytes.length);
        new Uint8Array(kanwu.memory.buffer).set(bytes, at);
    };
    return {
        put(name, bytes) {
            const named = new TextEncoder().encode(name);
            fill(Buffer.concat([named, bytes]));
            kanwu.kanwu_file(named.length);
        },
        ask(request) {
            fill(new TextEncoder().encode(JSON.stringify(request)));
            const failed = kanwu.kanwu_ask();
            const at = kanwu.kanwu_answer();
            const answer = Buffer.from(kanwu.memory.buffer.slice(at, at + kanwu.kanwu_answer_length()));
            if (failed) throw new Error(answer.toString());
            const length = answer.readUInt32LE(0);
            return { told: JSON.parse(answer.subarray(4, 4 + length)), bytes: answer.subarray(4 + length) };
        },
        memory: () => kanwu.memory.buffer.byteLength,
    };
}
