// 前后核对: one thing told in two places, both sentences side by side.

/** A finding of consistency that another line contradicts. */
const isCross = (f) => f.r.family === 'CON' && f.related.some(([at]) => at[0] !== f.at[0]);

/** What is worked through one after another. The names of rules say of what they speak. */
const TOPICS = [
  ['posts', t('人名与职务', 'persons and posts'), (name) => /person|post|term-of-office/.test(name)],
  ['names', t('名称、文件', 'names and documents'), (name) => /name|quoted|honour|document|ending|session/.test(name)],
  ['facts', t('数字、日期、事件', 'figures, dates, events'), () => true],
];
const topicOf = (f) => TOPICS.find(([, , speaks]) => speaks(f.r.name))[0];

/** So many characters of a sentence stand on either side of the place. */
const SIDE = 60;

/** The sentence round a place: its text, and where the place stands in it. */
function sentence([line, from, to]) {
  const text = lines[line][4];
  const first = Math.max(text.lastIndexOf('。', from - 1) + 1, from - SIDE, 0);
  const stop = text.indexOf('。', to);
  const last = Math.min(stop === -1 ? text.length : stop + 1, to + SIDE);
  const start = first + /^[\s*#|]*/.exec(text.slice(first, from))[0].length;
  return { text: text.slice(start, last), from: from - start, to: to - start };
}

/** Whether each character of either text is outside their longest common part. */
function differences(a, b) {
  const wide = b.length + 1;
  const common = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * wide + j] = a[i] === b[j]
        ? common[(i + 1) * wide + j + 1] + 1
        : Math.max(common[(i + 1) * wide + j], common[i * wide + j + 1]);
    }
  }
  const inA = new Array(a.length).fill(true), inB = new Array(b.length).fill(true);
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { inA[i++] = false; inB[j++] = false; }
    else if (common[(i + 1) * wide + j] >= common[i * wide + j + 1]) i++;
    else j++;
  }
  // Where little is common, all differs, and nothing is gained by marking it.
  const alike = 2 * common[0] >= Math.min(a.length, b.length);
  return alike ? [inA, inB] : [[], []];
}

/** A sentence with its place marked, and in the place the characters that differ. */
function told({ text, from, to }, differs, look) {
  const inside = [];
  for (let i = from; i < to;) {
    let end = i + 1;
    while (end < to && differs[end - from] === differs[i - from]) end++;
    const piece = visible(text.slice(i, end));
    inside.push(differs[i - from] ? h('b', { class: 'differs' }, piece) : piece);
    i = end;
  }
  return h('p', { class: 'ctx' }, visible(text.slice(0, from)),
    h('mark', { class: look }, inside.length ? inside : '▏'), visible(text.slice(to)));
}

/** No longer places are compared character by character. */
const COMPARED = 400;

/** Both sentences of a finding; further places follow as links. */
function sides(f) {
  const [[at, label], ...rest] = f.related.filter(([place]) => place[0] !== f.at[0]);
  const [here, there] = [sentence(f.at), sentence(at)];
  const inPlace = (of) => of.text.slice(of.from, of.to);
  const short = Math.max(inPlace(here).length, inPlace(there).length) <= COMPARED;
  const [inHere, inThere] = short ? differences(inPlace(here), inPlace(there)) : [[], []];
  const side = (name, stretch, of, differs, look) => h('div', { class: 'side' },
    h('div', { class: 'side-top' }, name, ' ', placeButton(stretch, pathName(lines[stretch[0]][3]))),
    told(of, differs, look));
  return h('div', { class: 'sides' },
    side(t('此处', 'here'), f.at, here, inHere, f.severity),
    side(label || t('他处', 'elsewhere'), at, there, inThere, 'related'),
    rest.length ? h('div', { class: 'links' }, rest.slice(0, 6).map(([place, text]) => placeButton(place, text))) : null);
}

/** The lists to work through. */
function crossLists(shown) {
  return TOPICS.map(([key, name]) => [key, name, shown.filter((f) => topicOf(f) === key)])
    .filter(([, , list]) => list.length)
    .map(([key, name, list]) => h('section', { class: 'group', 'data-topic': key, 'aria-label': name },
      h('h2', null, name, h('small', null, t(`${list.length}处 · 两处记述不一，哪处对由编者核定`, `${list.length} · which is right is for the editor to find`))),
      host(list)));
}
