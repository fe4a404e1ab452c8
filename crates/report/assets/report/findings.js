// Findings, prepared: where they stand, what they say.

const cut = (text, n) => (text.length > n ? `${text.slice(0, n)}…` : text);
const textOf = ([line, from, to]) => lines[line][4].slice(from, to);
const fileName = (file) => data.files[file].split('/').pop();
const several = data.files.length > 1;

/** A document has no lines. */
const isDocument = (file) => (data.documents ?? []).includes(file);
const placeName = (file, n) => (isDocument(file) ? t(`第${n}段`, `paragraph ${n}`) : t(`第${n}行`, `line ${n}`));

/** What can't be seen is shown by its number. */
const visible = (text) =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]/g,
    (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

function nodeTitle(n) {
  const node = nodes[n];
  if (node.kind === 'book') return node.title.split('、').map((path) => path.split('/').pop()).join('、');
  if (node.title) return node.title;
  const ordinal = nodes.filter((other, m) => m <= n && other.parent === node.parent && other.kind === node.kind).length;
  const kinds = { category: t('类目', 'category'), section: t('分目', 'section'), entry: t('条目', 'entry') };
  return `${kinds[node.kind] ?? ''}${en ? ' ' : ''}${ordinal}`;
}
const paths = nodes.map((node, n) => [...(node.parent === undefined ? [] : [node.parent]), n]);
nodes.forEach((node, n) => { if (node.parent !== undefined) paths[n] = [...paths[node.parent], n]; });
const pathName = (n) => paths[n].filter((p) => nodes[p].kind !== 'book').map(nodeTitle).join(' › ');
const lineName = ([line]) => {
  const [file, number] = lines[line];
  return `${several ? `${fileName(file)} ` : ''}${placeName(file, number)}`;
};

findings.forEach((f, i) => {
  f.i = i;
  f.related = f.related ?? [];
  f.occurrences = f.occurrences ?? [];
  f.r = rules[f.rule];
  f.group = f.r.must ? 'must' : f.r.class;
  f.node = lines[f.at[0]][3];
  f.words = f.excerpt ?? textOf(f.at);
  const file = lines[f.at[0]][0];
  f.place = `${several ? `${fileName(file)} ` : ''}${f.page === undefined ? '' : t(`第${f.page}页 `, `p. ${f.page} `)}${placeName(file, f.line)}`;
});
function hay(f) {
  if (f.hay === undefined) {
    f.hay = [f.what, f.advice, f.words, f.r.code, f.r.name, f.r.title, f.r.clause, pathName(f.node), f.place]
      .join('\n').toLowerCase();
  }
  return f.hay;
}

/** What stands there, and what would: the words round all edits of a fix, where they lie close together. */
function corrected(f) {
  if (!f.fix || f.fix.edits.length === 0) return null;
  const [line] = f.at;
  const edits = f.fix.edits.slice().sort((a, b) => a[0][1] - b[0][1]);
  const from = Math.min(f.at[1], edits[0][0][1]);
  const to = Math.max(f.at[2], ...edits.map(([at]) => at[2]));
  if (data.redacted || to - from > 80 || edits.some(([at]) => at[0] !== line)) {
    return edits.map(([at, content]) => [data.redacted ? '' : textOf(at), content]);
  }
  let text = '', done = from;
  for (const [[, start, end], content] of edits) {
    text += lines[line][4].slice(done, start) + content;
    done = end;
  }
  return [[textOf([line, from, to]), text + lines[line][4].slice(done, to)]];
}
const orDelete = (text) => (text === '' ? t('（删去）', '(delete)') : visible(text));

/** Findings by line, for the text. */
const onLine = new Map();
for (const f of findings) {
  const line = f.at[0];
  if (!onLine.has(line)) onLine.set(line, []);
  onLine.get(line).push(f);
}
