// What is listed.

const NONE = { group: '', cross: false, node: null, family: '', severity: '', rule: '', state: '', query: '' };
const filter = { ...NONE };
const inState = (f, state) => (state === 'open' ? stateOf(f) === '' : state === 'unmended' ? isUnmended(f) : stateOf(f) === state);
const inNode = (f, n) => paths[f.node].includes(n);
function matches(f, but = '') {
  const is = (name, value) => but === name || filter[name] === '' || filter[name] === value;
  if (!is('group', f.group) || !is('family', f.r.family) || !is('severity', f.severity)) return false;
  if (filter.cross && but !== 'group' && !isCross(f)) return false;
  if (!is('rule', f.r.code)) return false;
  if (but !== 'state' && filter.state !== '' && !inState(f, filter.state)) return false;
  if (but !== 'node' && filter.node !== null && !inNode(f, filter.node)) return false;
  return filter.query === '' || filter.query.split(/\s+/).every((w) => hay(f).includes(w));
}
const isFiltered = () => Object.keys(NONE).some((k) => filter[k] !== NONE[k]);

function set(changes) {
  Object.assign(filter, changes);
  drawList();
  drawTree();
  $('list').scrollTop = 0;
}
