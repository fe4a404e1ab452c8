// The text, laid out as the eye gets there.

const CHUNK = 30;
const chunks = [];

function layText() {
  if (data.redacted) return;
  for (let from = 0; from < lines.length; from += CHUNK) {
    const to = Math.min(lines.length, from + CHUNK);
    let height = 0;
    for (let i = from; i < to; i++) height += Math.ceil((lines[i][4].length + 1) / 30) * 31 + 6;
    const element = h('div', { class: 'chunk', 'data-chunk': chunks.length, style: `min-height:${height}px;contain-intrinsic-size:auto ${height}px` });
    chunks.push({ from, to, element, full: false });
    filling.observe(element);
  }
  $('text').append(...chunks.map((c) => c.element));
}

function fill(chunk) {
  if (!chunk || chunk.full) return;
  chunk.full = true;
  filling.unobserve(chunk.element);
  const made = [];
  for (let i = chunk.from; i < chunk.to; i++) made.push(line(i));
  chunk.element.append(...made);
  chunk.element.style.minHeight = '';
}

const MARKUP = /(\*\*|\t|\|)/;
/** Markup stands pale; that of a document, which its editor has never seen, is left out. */
function plain(text, isStart, ofDocument) {
  const out = [];
  const markup = (part) => { if (!ofDocument || !/^[#*]/.test(part)) out.push(h('span', { class: 'mu' }, part)); };
  const head = isStart && /^(#{1,6}\s+|[-*+]\s+)/.exec(text);
  if (head) {
    markup(head[0]);
    text = text.slice(head[0].length);
  }
  for (const part of text.split(MARKUP)) {
    if (MARKUP.test(part)) markup(part);
    else out.push(visible(part));
  }
  return out;
}

function line(i, extra) {
  const [file, number, kind, , text] = lines[i];
  const element = h('p', { class: `l ${kind}`, 'data-l': i, 'data-n': number });
  const spans = (onLine.get(i) ?? []).map((f) => ({ from: f.at[1], to: f.at[2], f }));
  if (extra) spans.push({ from: extra[1], to: extra[2], f: null });
  const cuts = [...new Set([0, text.length, ...spans.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b);
  const parts = [];
  const empties = (at) => spans.filter((s) => s.from === s.to && s.from === at).forEach((s) => parts.push(span('▏', s)));
  for (let n = 0; n < cuts.length; n++) {
    const [from, to] = [cuts[n], cuts[n + 1]];
    empties(from);
    if (to === undefined) break;
    // The shortest finding is what the eye is to see.
    const over = spans.filter((s) => s.from <= from && s.to >= to && s.from < s.to).sort((a, b) => (a.f === null ? -1 : b.f === null ? 1 : a.to - a.from - (b.to - b.from)))[0];
    const piece = text.slice(from, to);
    if (over) parts.push(span(visible(piece), over));
    else parts.push(...plain(piece, from === 0, isDocument(file)));
  }
  element.append(...parts);
  return element;
}

function span(text, { f }) {
  if (f === null) return h('mark', { class: 'related' }, text);
  const look = f.r.class === 'conversion' ? 'conversion' : f.severity;
  const element = h('mark', { class: `${look}${stateOf(f) === KEEP ? ' kept' : ''}${current === f.i ? ' on' : ''}`, 'data-mark': f.i, onclick: () => { choose(f.i); $('reader').classList.remove('open'); } }, text);
  return element;
}

function redrawLine(i, extra) {
  const old = $('text').querySelector(`[data-l="${i}"]`);
  if (old) old.replaceWith(line(i, extra));
}

let lit = null;
/** Brings a line of the text into view. */
function goLine(i, extra) {
  if (data.redacted || !lines[i]) return;
  const at = Math.floor(i / CHUNK);
  for (const n of [at, at + 1, at - 1]) fill(chunks[n]);
  if (lit !== null) redrawLine(lit);
  lit = i;
  redrawLine(i, extra);
  const element = $('text').querySelector(`[data-l="${i}"]`);
  element.classList.add('at');
  const target = element.querySelector(extra ? 'mark.related' : 'mark.on') ?? element;
  target.scrollIntoView({ block: 'center' });
  // Lines above may have been laid out only now.
  requestAnimationFrame(() => target.scrollIntoView({ block: 'center' }));
  $('path').textContent = pathName(lines[i][3]);
}
function show(f) {
  $('return').hidden = true;
  goLine(f.at[0]);
}
