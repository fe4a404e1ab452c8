// What the editor has decided.

const KEY = `kanwu:${data.files.join('|')}`;
/** Answers of this browser by finding; those of findings that are no more are kept, but not shown. */
let answers = desk ? desk.answers : read(KEY, {});
let who = read('kanwu:who', { person: '', stage: '' });
const save = () => (desk ? desk.save() : kept.set(KEY, JSON.stringify(answers)));

// What has gone on record since is no longer to be exported.
for (const f of findings) {
  const [a, b] = [answers[f.id], f.state];
  if (a && b && ['state', 'reason', 'person', 'date', 'stage'].every((k) => (a[k] ?? '') === b[k])) delete answers[f.id];
}

const answer = (f) => answers[f.id] ?? f.state ?? null;
const stateOf = (f) => answer(f)?.state ?? '';
const own = () => findings.filter((f) => answers[f.id]);

/** 漏改: it was to be changed, and a later version of the text still has it. */
const isUnmended = (f) => {
  const a = answer(f);
  return a?.state === CHANGE && (desk ? desk.isEarlier(a, f) : !answers[f.id]);
};
