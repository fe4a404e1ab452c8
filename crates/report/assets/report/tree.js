// The parts of the book, with counts.

const childrenOf = new Map();
nodes.forEach((node, n) => {
  const parent = node.parent ?? -1;
  if (!childrenOf.has(parent)) childrenOf.set(parent, []);
  childrenOf.get(parent).push(n);
});
const firstLine = nodes.map(() => Infinity);
lines.forEach(([, , , node], i) => {
  for (const n of paths[node]) firstLine[n] = Math.min(firstLine[n], i);
});

function drawTree() {
  const counts = nodes.map(() => 0);
  let all = 0;
  for (const f of findings) {
    if (!matches(f, 'node')) continue;
    all += 1;
    for (const n of paths[f.node]) counts[n] += 1;
  }
  const item = (n) => {
    const below = childrenOf.get(n) ?? [];
    const unfolded = openNodes.has(n);
    const twist = below.length === 0
      ? h('span', { class: 'twist' })
      : h('button', {
        class: 'twist', 'aria-expanded': String(unfolded),
        'aria-label': t(`${unfolded ? '收起' : '展开'}${nodeTitle(n)}`, `${unfolded ? 'fold' : 'unfold'} ${nodeTitle(n)}`),
        onclick: () => { if (!openNodes.delete(n)) openNodes.add(n); drawTree(); },
      }, unfolded ? '▾' : '▸');
    return h('li', null,
      h('div', { class: 'node' }, twist, name(n, nodeTitle(n), counts[n])),
      unfolded ? h('ul', null, below.map(item)) : null);
  };
  const name = (n, text, count) =>
    h('button', {
      class: `name${count === 0 ? ' none' : ''}`, 'data-node': n ?? 'all', 'aria-pressed': String(filter.node === n),
      onclick: () => {
        set({ node: filter.node === n ? null : n });
        if (n !== null && filter.node === n) goLine(firstLine[n]);
        closeTree();
        $('tree').querySelector(`[data-node="${n ?? 'all'}"]`)?.focus();
      },
    }, h('span', null, text), h('span', { class: 'count' }, count));
  const at = $('tree').scrollTop;
  refill($('tree'),
    h('button', { class: 'plain only-narrow', onclick: () => { closeTree(); $('show-tree').focus(); } }, t('关闭', 'close')),
    h('div', { class: 'node' }, name(null, t('全书', 'whole book'), all)),
    h('ul', null, (childrenOf.get(-1) ?? []).map(item)));
  $('tree').scrollTop = at;
}
