// What this browser keeps.

/** Kept in the browser where it allows that, else in memory for as long as the page is open. */
const kept = (() => {
  const memory = new Map();
  const plain = { lasting: false, get: (k) => memory.get(k) ?? null, set: (k, v) => memory.set(k, v), remove: (k) => memory.delete(k) };
  try {
    const probe = 'kanwu:probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return {
      lasting: true,
      // What the browser had no room for.
      get: (k) => memory.get(k) ?? localStorage.getItem(k),
      set: (k, v) => {
        try {
          localStorage.setItem(k, v);
          memory.delete(k);
        } catch { memory.set(k, v); }
      },
      remove: (k) => { memory.delete(k); localStorage.removeItem(k); },
    };
  } catch {
    return plain;
  }
})();
const read = (key, otherwise) => {
  try { return JSON.parse(kept.get(key)) ?? otherwise; } catch { return otherwise; }
};
