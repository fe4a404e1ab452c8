// The findings, by class; many of a kind fold to one row.

/** As many of a kind, and they fold to one row. */
const FOLD = { must: 20, hard: 4, house: 4, advice: 4, conversion: 1 };
const BATCH = 24;
/** What j and k step through, and how each is brought into the page. */
let order = [];
let hosts = new Map();

/** Brings more rows, and more text, before the eye gets there; they need their panes to be there. */
let more, filling;
function watch() {
  more = new IntersectionObserver((seen) => {
    for (const entry of seen) if (entry.isIntersecting) entry.target.more();
  }, { root: $('list'), rootMargin: '1500px' });
  filling = new IntersectionObserver((seen) => {
    for (const entry of seen) if (entry.isIntersecting) fill(chunks[Number(entry.target.dataset.chunk)]);
  }, { root: $('reader'), rootMargin: '1000px' });
}

/** A list whose rows come as they are needed. */
function host(list) {
  const element = h('div', { class: 'rows' });
  const tail = h('div');
  let done = 0;
  const upTo = (n) => {
    const rest = list.slice(done, n);
    if (rest.length === 0) return;
    done += rest.length;
    tail.before(...rest.map(row));
    if (done >= list.length) more.unobserve(tail);
  };
  tail.more = () => upTo(done + BATCH);
  element.append(tail);
  list.forEach((f, n) => hosts.set(f.i, () => upTo(n + 1)));
  order.push(...list.map((f) => f.i));
  upTo(BATCH);
  if (done < list.length) more.observe(tail);
  return element;
}

function drawList() {
  order = [];
  hosts = new Map();
  more.disconnect();
  const shown = findings.filter((f) => matches(f));
  const groups = new Map(GROUPS.map((g) => [g, []]));
  for (const f of shown) groups.get(f.group).push(f);
  $('app').classList.toggle('cross', filter.cross);
  refill($('rows'), ...(filter.cross ? crossLists(shown) : [about(), ...GROUPS.filter((g) => groups.get(g).length).map((g) => group(g, groups.get(g)))]));
  if (shown.length === 0) {
    $('rows').append(h('p', { class: 'empty' }, findings.length === 0 ? data.nothing : t('没有符合条件的。', 'Nothing of that sort.')));
  }
  $('rows').append(end());
  drawCounts();
  drawTabs();
  $('clear').hidden = !isFiltered();
  $('shown').textContent = isFiltered() ? t(`列出${shown.length}处`, `${shown.length} listed`) : '';
  if (current !== null) {
    const selected = rowOf(current);
    if (selected) unfold(selected, findings[current]);
  }
}

function drawTabs() {
  const count = new Map();
  let all = 0, cross = 0;
  for (const f of findings) {
    if (!matches(f, 'group')) continue;
    all += 1;
    cross += isCross(f);
    count.set(f.group, (count.get(f.group) ?? 0) + 1);
  }
  const tab = (g, text, n) =>
    h('button', { 'data-group': g || 'all', 'aria-pressed': String(!filter.cross && filter.group === g), onclick: () => { set({ group: g, cross: false }); $('tabs').querySelector(`[data-group=${g || 'all'}]`)?.focus(); } },
      text, ' ', h('span', { class: 'count' }, n));
  const used = GROUPS.filter((g) => findings.some((f) => f.group === g));
  refill($('tabs'), tab('', t('全部', 'all'), all), ...used.map((g) => tab(g, groupName(g), count.get(g) ?? 0)),
    data.redacted || !findings.some(isCross) ? '' : h('button', {
      'data-group': 'cross', 'aria-pressed': String(filter.cross),
      title: t('一事两处记述不一的，两句并列', 'one thing told in two ways, both sentences side by side'),
      onclick: () => { set({ group: '', cross: true }); $('tabs').querySelector('[data-group=cross]')?.focus(); },
    }, t('前后核对', 'cross-check'), ' ', h('span', { class: 'count' }, cross)));
}

function drawCounts() {
  const done = findings.filter((f) => stateOf(f)).length;
  $('progress').textContent = t(`已处理 ${done} / ${findings.length}`, `${done} of ${findings.length} decided`);
  if (desk) return desk.counted(findings.filter((f) => stateOf(f) === CHANGE).length);
  const n = own().length;
  $('export').textContent = t('导出处理意见', 'export decisions') + (n ? t(`（${n}）`, ` (${n})`) : '');
}

function group(g, list) {
  const parts = g === 'must' ? byConsequence(list) : [['', list]];
  return h('section', { class: 'group', 'data-group': g, 'aria-label': groupName(g) },
    h('h2', null, groupName(g), h('small', null, t(`${list.length}处`, String(list.length)), groupNote[g] ? ` · ${groupNote[g]}` : '')),
    filter.rule !== '' && list.length > 1 ? h('div', { class: 'kind' }, h('div', { class: 'kind-top' }, h('span', { class: 'kind-open' }, list[0].r.title), bulk(list))) : null,
    parts.flatMap(([name, part]) => [name && h('h3', null, name, h('small', null, t(`${part.length}处`, String(part.length)))), ...rowsOf(g, part)]));
}

/** Findings one by one, and behind them those of which there are many, folded by their rule. */
function rowsOf(g, list) {
  const byRule = new Map();
  for (const f of list) {
    if (!byRule.has(f.rule)) byRule.set(f.rule, []);
    byRule.get(f.rule).push(f);
  }
  const folds = (of) => filter.rule === '' && of.length >= FOLD[g];
  const single = list.filter((f) => !folds(byRule.get(f.rule)));
  const many = [...byRule.values()].filter(folds).sort((a, b) => b.length - a.length);
  return [host(single), ...many.map((of) => kind(g, of))];
}

function kind(g, list) {
  const key = `${g}:${list[0].rule}`;
  const rule = list[0].r;
  const unfolded = open.has(key);
  const done = list.filter((f) => stateOf(f)).length;
  const element = h('div', { class: 'kind', 'data-rule': rule.code },
    h('div', { class: 'kind-top' },
      h('button', {
        class: 'kind-open', 'aria-expanded': String(unfolded),
        onclick: () => {
          if (!open.delete(key)) open.add(key);
          const top = $('list').scrollTop;
          drawList();
          $('list').scrollTop = top;
          document.querySelector(`.kind[data-rule="${rule.code}"] .kind-open`)?.focus();
        },
      }, h('span', { class: 'twist', 'aria-hidden': 'true' }, unfolded ? '▾' : '▸'), rule.title, ' ',
      h('span', { class: 'count' }, t(`${list.length}处`, String(list.length)), done ? t(`，已处理${done}`, `, ${done} decided`) : ''), ' ',
      h('span', { class: 'code' }, rule.code)),
      bulk(list)));
  if (unfolded) element.append(host(list));
  return element;
}

/** 全部处理 */
function bulk(list) {
  const single = list[0].r.single;
  return h('span', { class: 'bulk', role: 'group', 'aria-label': t(`全部处理：${list[0].r.title}`, `decide all: ${list[0].r.title}`) },
    t('全部处理', 'decide all'),
    h('span', { class: 'states' }, STATES.map((s) =>
      h('button', {
        'data-state': s, disabled: s === KEEP && single,
        title: s === KEEP && single ? t('此类须逐条写明理由', 'one by one only, with a reason') : undefined,
        onclick: () => decide(list, s),
      }, stateName(s)))),
    single ? t('不改须逐条', 'keep one by one') : '');
}
