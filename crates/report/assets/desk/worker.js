// kanwu, compiled to WebAssembly. The function is sent to a worker as its text, so it uses nothing of this page.

/** Answers messages by calling `reply`. A message is `{ id, module }`, `{ id, files }`, `{ id, request }`, or a request of
 * files that are read for it alone, `{ id, aside, request }`. */
function engine(reply) {
  let compiled = null, kanwu = null, files = [], asked = Promise.resolve();

  async function compile(base64) {
    const text = atob(base64);
    const packed = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    compiled = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  }

  /** A module that has trapped can't be called again: it begins anew, with the files that it had. */
  async function begin() {
    // What reads archives could ask for random numbers, to encrypt; nothing here does. What writes workbooks asks for
    // the time before it is told the one to write.
    const imports = {};
    for (const { module, name } of WebAssembly.Module.imports(compiled)) {
      (imports[module] ??= {})[name] = () => {
        if (name.startsWith('__wbg_now_')) return 0;
        throw new Error(`kanwu asks for ${name}`);
      };
    }
    kanwu = (await WebAssembly.instantiate(compiled, imports)).exports;
    files.forEach(put);
  }

  function fill(...parts) {
    const at = kanwu.kanwu_buffer(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = at;
    for (const part of parts) {
      new Uint8Array(kanwu.memory.buffer).set(part, offset);
      offset += part.length;
    }
  }

  const utf8 = (text) => new TextEncoder().encode(text);

  function put({ name, bytes }) {
    const named = utf8(name);
    fill(named, new Uint8Array(bytes));
    kanwu.kanwu_file(named.length);
  }

  function ask(request) {
    fill(utf8(JSON.stringify(request)));
    const failed = kanwu.kanwu_ask();
    const at = kanwu.kanwu_answer();
    const answer = new Uint8Array(kanwu.memory.buffer).slice(at, at + kanwu.kanwu_answer_length());
    if (failed) throw new Error(new TextDecoder().decode(answer));
    const length = new DataView(answer.buffer).getUint32(0, true);
    const told = JSON.parse(new TextDecoder().decode(answer.subarray(4, 4 + length)));
    return { told, bytes: answer.slice(4 + length), memory: kanwu.memory.buffer.byteLength };
  }

  /** A request of other files, in a memory of its own; the book stays as it is. */
  async function besides(others, request) {
    const here = [kanwu, files];
    try {
      files = others;
      await begin();
      return ask(request);
    } finally {
      [kanwu, files] = here;
    }
  }

  async function answer({ module, files: given, aside, request }) {
    if (module !== undefined) return compile(module);
    if (given !== undefined) {
      files = given;
      // A fresh memory: what the book before took is given back.
      return begin();
    }
    if (aside !== undefined) return besides(aside, request);
    if (kanwu === null) await begin();
    try {
      return ask(request);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) kanwu = null;
      throw error;
    }
  }

  return (message) => {
    // One after another: the module is compiled by the time it is asked.
    asked = asked.then(() => answer(message)).then(
      (done) => reply({ id: message.id, done }, done?.bytes ? [done.bytes.buffer] : []),
      (error) => reply({ id: message.id, error: error instanceof WebAssembly.RuntimeError ? '' : String(error.message ?? error) }, []));
  };
}
