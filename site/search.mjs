// Searches the built site with the site's own search, outside a browser:
//   node site/search.mjs FOLDER WORD[=PAGE]...
// prints the pages that each word leads to, best first. Exit code 1 where the page is not among the first five.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [folder, ...words] = process.argv.slice(2);
const workers = join(folder, "assets/javascripts/workers");
const file = readdirSync(workers).find((name) => /^search\..*\.js$/.test(name));
const index = JSON.parse(readFileSync(join(folder, "search/search_index.json"), "utf8"));

// As much of a web worker as it uses.
const answers = [];
const listeners = [];
const place = new URL(`file://${join(process.cwd(), workers, file)}`);
const worker = vm.createContext({
  console, URL, setTimeout,
  location: place,
  addEventListener: (name, does) => name === "message" && listeners.push(does),
  postMessage: (message) => answers.push(message),
});
worker.self = worker;
worker.importScripts = (...scripts) =>
  scripts.forEach((script) => vm.runInContext(readFileSync(new URL(script, place), "utf8"), worker));
worker.document = { currentScript: { src: String(place) } };
vm.runInContext(readFileSync(join(workers, file), "utf8"), worker);

async function ask(message) {
  answers.length = 0;
  for (const listener of [...listeners, worker.onmessage].filter(Boolean)) {
    await listener({ data: message });
  }
  while (answers.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return answers[0].data;
}

// 0: set up, 2: ask.
await ask({ type: 0, data: { ...index, options: { suggest: false } } });
let missed = false;
for (const asked of words) {
  const [word, page = ""] = asked.split("=");
  const { items } = await ask({ type: 2, data: word });
  const pages = items.slice(0, 5).map(([first]) => `${first.location}`);
  console.log(`${word}: ${pages.join("  ") || "nothing"}`);
  missed ||= !pages.some((one) => one.startsWith(page));
}
process.exit(missed ? 1 : 0);
