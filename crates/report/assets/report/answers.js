// What the editor has decided.

/** Kept in the browser where it allows that, else in memory for as long as the page is open. */
const kept = (() => {
  const memory = new Map();
  const plain = { lasting: false, get: (k) => memory.get(k) ?? null, set: (k, v) => memory.set(k, v) };
  try {
    const probe = 'kanwu:probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return {
      lasting: true,
      get: (k) => localStorage.getItem(k),
      set: (k, v) => {
        try { localStorage.setItem(k, v); } catch { memory.set(k, v); }
      },
    };
  } catch {
    return plain;
  }
})();
const read = (key, otherwise) => {
  try { return JSON.parse(kept.get(key)) ?? otherwise; } catch { return otherwise; }
};
const KEY = `kanwu:${data.files.join('|')}`;
/** Answers of this browser by finding; those of findings that are no more are kept, but not shown. */
let answers = read(KEY, {});
let who = read('kanwu:who', { person: '', stage: '' });
const save = () => kept.set(KEY, JSON.stringify(answers));

// What has gone on record since is no longer to be exported.
for (const f of findings) {
  const [a, b] = [answers[f.id], f.state];
  if (a && b && ['state', 'reason', 'person', 'date', 'stage'].every((k) => (a[k] ?? '') === b[k])) delete answers[f.id];
}

const answer = (f) => answers[f.id] ?? f.state ?? null;
const stateOf = (f) => answer(f)?.state ?? '';
const own = () => findings.filter((f) => answers[f.id]);
