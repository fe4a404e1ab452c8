'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { rules, nodes, lines, findings, words } = data;
  const en = data.lang === 'en';
  const t = (zh, english) => (en ? english : zh);
  const $ = (id) => document.getElementById(id);

  /** An element. Properties that begin with `on` listen; children are elements or text, never markup. */
  function h(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ''));
    return element;
  }

  /** Gives an element new children. Older browsers of offices lack `replaceChildren`. */
  function refill(element, ...children) {
    element.textContent = '';
    element.append(...children);
  }

  // ---------------------------------------------------------------- words

  const CHANGE = '改', KEEP = '不改', HOLD = '待核';
  const STATES = [CHANGE, KEEP, HOLD];
  const stateName = (s) => (en ? { [CHANGE]: 'change', [KEEP]: 'keep', [HOLD]: 'hold' }[s] : s);
  const GROUPS = ['must', 'hard', 'house', 'advice', 'conversion'];
  const groupName = (g) => (g === 'must' ? t('必看', 'see first') : words.class[g]);
  const groupNote = {
    must: t('姓名职务、数据、日期、目录：请先核', 'names, posts, figures, dates, contents'),
    conversion: t('扫描、转换留下的，不计差错', 'left by scanning and converting; no faults of the book'),
    house: t('不计差错', 'weighs nothing'),
  };

  // ---------------------------------------------------------------- what the editor has decided

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
  const byId = new Map(findings.map((f, i) => [f.id, i]));
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

  // ---------------------------------------------------------------- findings, prepared

  const cut = (text, n) => (text.length > n ? `${text.slice(0, n)}…` : text);
  const textOf = ([line, from, to]) => lines[line][4].slice(from, to);
  const fileName = (file) => data.files[file].split('/').pop();
  const several = data.files.length > 1;

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
    return `${several ? `${fileName(file)} ` : ''}${t(`第${number}行`, `line ${number}`)}`;
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
    f.place = `${several ? `${fileName(file)} ` : ''}${f.page === undefined ? '' : t(`第${f.page}页 `, `p. ${f.page} `)}${t(`第${f.line}行`, `line ${f.line}`)}`;
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

  // ---------------------------------------------------------------- filters

  const NONE = { group: '', node: null, family: '', severity: '', rule: '', state: '', query: '' };
  const filter = { ...NONE };
  const inNode = (f, n) => paths[f.node].includes(n);
  function matches(f, but = '') {
    const is = (name, value) => but === name || filter[name] === '' || filter[name] === value;
    if (!is('group', f.group) || !is('family', f.r.family) || !is('severity', f.severity)) return false;
    if (!is('rule', f.r.code)) return false;
    if (but !== 'state' && filter.state !== '' && (filter.state === 'open' ? stateOf(f) !== '' : stateOf(f) !== filter.state)) return false;
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

  // ---------------------------------------------------------------- frame

  let current = null;
  /** Kinds that are folded out. */
  const open = new Set();
  const openNodes = new Set();

  const title = several && data.files.length > 3
    ? t(`${fileName(0)}等${data.files.length}个文件`, `${fileName(0)} and ${data.files.length - 1} more`)
    : data.files.map((_, i) => fileName(i)).join('、') || t('没有书稿', 'no manuscript');
  document.title = t(`${title} 编校检查`, `${title}: proofreading`);

  const option = (value, text) => h('option', { value }, text);
  const select = (name, label, options) =>
    h('select', { 'aria-label': label, 'data-filter': name, onchange: (e) => set({ [name]: e.target.value }) },
      option('', label), options);
  const distinct = (of) => [...new Set(findings.map(of))];

  function frame() {
    const later = (go) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(go, 150); }; };
    const search = h('input', {
      type: 'search', id: 'search', placeholder: t('搜索（/）', 'search (/)'),
      'aria-label': t('在所列各处中搜索', 'search the findings'),
    });
    search.addEventListener('input', later(() => set({ query: search.value.trim().toLowerCase() })));
    const families = distinct((f) => f.r.family).sort().map((f) => option(f, words.family[f]));
    const severities = ['error', 'warning', 'info'].filter((s) => findings.some((f) => f.severity === s))
      .map((s) => option(s, words.severity[s]));
    const kinds = rules.slice().sort((a, b) => (a.code < b.code ? -1 : 1)).map((r) => option(r.code, `${r.code} ${r.title}`));
    const states = [option('open', t('未处理', 'open')), ...STATES.map((s) => option(s, stateName(s)))];
    $('app').append(
      h('header', { class: 'bar' },
        h('h1', null, title, h('small', { id: 'progress' })),
        h('button', { class: 'plain only-narrow', id: 'show-tree', 'aria-expanded': 'false', 'aria-controls': 'tree', onclick: toggleTree }, t('全书', 'book')),
        search,
        h('button', { class: 'chief', id: 'export', onclick: exportAnswers }, t('导出处理意见', 'export decisions')),
        h('button', { class: 'plain', id: 'who', onclick: () => askWho() }, ''),
        h('button', { class: 'plain', id: 'to-print', onclick: () => window.print() }, t('打印质疑表', 'print')),
        h('button', { class: 'plain', id: 'help', 'aria-label': t('帮助', 'help'), onclick: help }, '?')),
      h('div', { class: 'panes' },
        h('nav', { class: 'tree', id: 'tree', 'aria-label': t('全书结构', 'parts of the book') }),
        h('main', { class: 'list', id: 'list' },
          h('div', { class: 'sticky' },
            h('div', { class: 'tabs', id: 'tabs', role: 'group', 'aria-label': t('性质', 'class') }),
            h('button', { class: 'plain filters-more', 'aria-expanded': 'false', onclick: toggleFilters }, t('筛选', 'filter')),
            h('div', { class: 'filters', id: 'filters' },
              select('family', t('类别', 'family'), families),
              select('severity', t('级别', 'severity'), severities),
              select('rule', t('规则', 'rule'), kinds),
              select('state', t('处理', 'state'), states),
              h('button', { class: 'plain', id: 'clear', hidden: true, onclick: clearFilters }, t('清除筛选', 'clear')),
              h('span', { class: 'shown', id: 'shown', role: 'status' }))),
          h('div', { id: 'rows' })),
        h('aside', { class: 'reader', id: 'reader', 'aria-label': t('原文', 'text') },
          h('div', { class: 'reader-top' },
            h('button', { class: 'plain back', onclick: closeReader }, t('返回', 'back')),
            h('span', { class: 'path', id: 'path' }),
            h('button', { class: 'plain', id: 'return', hidden: true, onclick: () => current !== null && show(findings[current]) }, t('回到此处', 'return'))),
          h('div', { class: 'text', id: 'text' }))));
    $('app').classList.toggle('redacted', data.redacted);
    drawWho();
  }

  function drawWho() {
    $('who').textContent = who.person ? [who.person, who.stage].filter(Boolean).join(' · ') : t('署名', 'your name');
  }
  function toggleTree() {
    const isOpen = $('tree').classList.toggle('open');
    $('show-tree').setAttribute('aria-expanded', String(isOpen));
    if (isOpen) $('tree').querySelector('button').focus();
  }
  function closeTree() {
    $('tree').classList.remove('open');
    $('show-tree').setAttribute('aria-expanded', 'false');
  }
  function toggleFilters(e) {
    e.currentTarget.setAttribute('aria-expanded', String($('filters').classList.toggle('open')));
  }
  function clearFilters() {
    $('search').value = '';
    for (const s of document.querySelectorAll('[data-filter]')) s.value = '';
    set({ ...NONE });
  }
  function closeReader() {
    $('reader').classList.remove('open');
    if (current !== null) rowOf(current)?.querySelector('.row-head').focus();
  }

  // ---------------------------------------------------------------- tree

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

  // ---------------------------------------------------------------- list

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
    refill($('rows'), about(), ...GROUPS.filter((g) => groups.get(g).length).map((g) => group(g, groups.get(g))));
    if (shown.length === 0) {
      $('rows').append(h('p', { class: 'empty' }, findings.length === 0 ? t('没有发现差错。', 'Nothing was found.') : t('没有符合条件的。', 'Nothing of that sort.')));
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
    let all = 0;
    for (const f of findings) {
      if (!matches(f, 'group')) continue;
      all += 1;
      count.set(f.group, (count.get(f.group) ?? 0) + 1);
    }
    const tab = (g, text, n) =>
      h('button', { 'data-group': g || 'all', 'aria-pressed': String(filter.group === g), onclick: () => { set({ group: g }); $('tabs').querySelector(`[data-group=${g || 'all'}]`)?.focus(); } },
        text, ' ', h('span', { class: 'count' }, n));
    const used = GROUPS.filter((g) => findings.some((f) => f.group === g));
    refill($('tabs'), tab('', t('全部', 'all'), all), ...used.map((g) => tab(g, groupName(g), count.get(g) ?? 0)));
  }

  function drawCounts() {
    const done = findings.filter((f) => stateOf(f)).length;
    $('progress').textContent = t(`已处理 ${done} / ${findings.length}`, `${done} of ${findings.length} decided`);
    const n = own().length;
    $('export').textContent = t('导出处理意见', 'export decisions') + (n ? t(`（${n}）`, ` (${n})`) : '');
  }

  function about() {
    const said = [];
    if (data.redacted) said.push(h('p', null, t('这份报告不带原文，只带所标文字。', 'This report comes without the text, but for what is marked.')));
    for (const error of data.errors) said.push(h('p', { class: 'sev error' }, error));
    for (const rate of data.rate) {
      const [head, ...under] = rate.head;
      const cells = (row, tag) => h('tr', null, row.map((c) => h(tag, null, c)));
      const [columns, ...rows] = rate.rows;
      const whole = rows[rows.length - 1] ?? [];
      said.push(h('details', { class: 'rate' },
        h('summary', null, several ? `${under.map((u) => u.split('/').pop()).join('')} ` : '', head, t('：', ': '), whole[whole.length - 1] ?? ''),
        several ? h('p', null, under.join(' ')) : null,
        h('div', { class: 'scroll' }, h('table', null, h('thead', null, cells(columns, 'th')), h('tbody', null, rows.map((r) => cells(r, 'td'))))),
        rate.foot.map((line) => h('p', null, line)),
        h('p', null, t('按生成这份报告时的处理意见计算；导出并登记后重新检查，即按新的计算。', 'By the decisions known when this report was made.'))));
    }
    if (!kept.lasting) {
      said.push(h('p', { class: 'sev error' }, t('浏览器不许保存，处理意见只在此页打开时有效：关闭前请导出。', 'The browser keeps nothing: export before you close the page.')));
    }
    return h('div', { class: 'about' }, said);
  }

  function end() {
    return h('section', { class: 'end' },
      data.answered.length ? [h('h2', null, t('已有的处理', 'What has been answered')), h('ul', null, data.answered.map((a) => h('li', null, a)))] : null,
      h('h2', null, t('未检查的', 'What was not checked')),
      h('ul', null, data.unchecked.map((u) => h('li', null, u))),
      h('p', null,
        data.info ? '' : t('提示级的规则未列出（--show info）。', 'Findings of severity info are not listed (--show info). '),
        t('没有列出的不等于合格。', 'What is not listed is not thereby right.')));
  }

  function group(g, list) {
    const byRule = new Map();
    for (const f of list) {
      if (!byRule.has(f.rule)) byRule.set(f.rule, []);
      byRule.get(f.rule).push(f);
    }
    const folds = (of) => filter.rule === '' && of.length >= FOLD[g];
    const single = list.filter((f) => !folds(byRule.get(f.rule)));
    const many = [...byRule.values()].filter(folds).sort((a, b) => b.length - a.length);
    return h('section', { class: 'group', 'data-group': g, 'aria-label': groupName(g) },
      h('h2', null, groupName(g), h('small', null, t(`${list.length}处`, String(list.length)), groupNote[g] ? ` · ${groupNote[g]}` : '')),
      filter.rule !== '' && list.length > 1 ? h('div', { class: 'kind' }, h('div', { class: 'kind-top' }, h('span', { class: 'kind-open' }, list[0].r.title), bulk(list))) : null,
      host(single),
      many.map((of) => kind(g, of)));
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

  function around(f) {
    if (f.excerpt !== undefined) return [marked(visible(cut(f.excerpt, 120)), f)];
    const [line, from, to] = f.at;
    const text = lines[line][4];
    const start = Math.max(0, from - 26), last = Math.min(text.length, Math.max(to, from) + 34);
    const clean = (s) => visible(s.replace(/\*\*|^#+\s+/g, ''));
    return [start > 0 ? '◂' : '', clean(text.slice(start, from)), marked(visible(cut(text.slice(from, to), 90)), f), clean(text.slice(Math.max(to, from), last)), last < text.length ? '▸' : ''];
  }
  const marked = (text, f) => h('mark', { class: f.severity }, text === '' ? '▏' : text);

  function row(f) {
    const a = answer(f);
    const element = h('article', { class: `row ${f.severity}`, 'data-i': f.i, 'data-id': f.id },
      h('div', { class: 'row-top' },
        h('button', { class: 'row-head', 'aria-expanded': 'false', onclick: () => choose(f.i, true) },
          h('span', { class: 'what' }, f.what || f.r.title),
          h('span', { class: 'where' }, h('span', { class: `sev ${f.severity}` }, words.severity[f.severity]), f.place, ' · ', pathName(f.node))),
        h('span', { class: 'states', role: 'group', 'aria-label': t('处理', 'decision') }, STATES.map((s) =>
          h('button', { 'data-state': s, 'aria-pressed': 'false', onclick: () => decide([f], s) }, stateName(s))))),
      h('p', { class: 'ctx' }, around(f)),
      h('p', { class: 'answer', hidden: true }));
    dress(element, f, a);
    return element;
  }

  /** Shows a row's state. */
  function dress(element, f, a = answer(f)) {
    const state = a?.state ?? '';
    element.classList.toggle('kept', state === KEEP);
    for (const b of element.querySelectorAll('.row-top .states button')) b.setAttribute('aria-pressed', String(b.dataset.state === state));
    const line = element.querySelector('.answer');
    const parts = a ? [a.reason, a.person, a.date, a.stage].filter(Boolean) : [];
    if (a && !answers[f.id]) {
      parts.push(a.in_text ? t('原文注记', 'a comment in the text') : t('已登记', 'on record'));
      if (a.state === CHANGE) parts.push(t('漏改，原文未动', '漏改, the text is unchanged'));
    }
    if (!a && f.known) parts.push(t('基线已知', 'known from the baseline'));
    line.hidden = parts.length === 0;
    line.textContent = parts.join(' · ');
  }

  const rowOf = (i) => $('rows').querySelector(`[data-i="${i}"]`);

  /** Selects a finding: its row opens, its text comes into view. */
  function choose(i, byHand = false) {
    if (current !== null && current !== i) {
      const old = rowOf(current);
      old?.classList.remove('on');
      old?.querySelector('.detail')?.remove();
      old?.querySelector('.row-head').setAttribute('aria-expanded', 'false');
    } else if (current === i && byHand && rowOf(i)?.querySelector('.detail')) {
      const same = rowOf(i);
      same.classList.remove('on');
      same.querySelector('.detail').remove();
      same.querySelector('.row-head').setAttribute('aria-expanded', 'false');
      current = null;
      return;
    }
    current = i;
    const f = findings[i];
    if (!order.includes(i)) {
      if (!matches(f)) { $('search').value = ''; for (const s of document.querySelectorAll('[data-filter]')) s.value = ''; Object.assign(filter, NONE); }
      open.add(`${f.group}:${f.rule}`);
      drawList();
      drawTree();
    }
    hosts.get(i)?.();
    const element = rowOf(i);
    if (element) {
      unfold(element, f);
      if (!byHand) element.scrollIntoView({ block: 'nearest' });
    }
    show(f);
  }

  function unfold(element, f) {
    element.classList.add('on');
    element.querySelector('.row-head').setAttribute('aria-expanded', 'true');
    if (!element.querySelector('.detail')) element.append(detail(f));
  }

  const placeButton = (stretch, text) =>
    h('button', { class: 'link related', 'data-line': stretch[0], onclick: () => goRelated(stretch) },
      text || cut(visible(textOf(stretch)), 24) || lineName(stretch), h('small', null, lineName(stretch)));

  function detail(f) {
    const list = h('dl');
    const entry = (name, ...what) => list.append(h('dt', null, name), h('dd', null, ...what));
    const fix = corrected(f);
    if (fix) {
      entry(t('应为', 'write'), fix.slice(0, 6).map(([old, now]) =>
        h('div', { class: 'fix' }, old === '' ? '' : h('del', null, visible(old)), ' ', h('ins', null, orDelete(now)))),
      h('span', { class: 'code' }, words.grade[f.fix.grade]));
    }
    if (f.related.length) entry(t('相关', 'see also'), h('div', { class: 'links' }, f.related.map(([at, text]) => placeButton(at, text))));
    if (f.occurrences.length) {
      const links = h('div', { class: 'links' }, f.occurrences.slice(0, 8).map(([at]) => placeButton(at, '')));
      if (f.occurrences.length > 8) {
        links.append(h('button', { class: 'link', onclick: (e) => e.currentTarget.replaceWith(...f.occurrences.slice(8, 400).map(([at]) => placeButton(at, ''))) },
          t(`共${f.occurrences.length}处，再列`, `${f.occurrences.length} in all: more`)));
      }
      entry(t('各处', 'places'), links);
    }
    entry(t('依据', 'clause'), f.r.clause);
    entry(t('规则', 'rule'), `${f.r.code} ${f.r.name} `, h('span', { class: 'code' }, `${words.class[f.r.class]} · ${words.family[f.r.family]} · ${words.confidence[f.confidence]}`), h('div', null, f.r.why));
    const a = answers[f.id];
    if (a) {
      entry(t('附言', 'remark'), h('input', {
        type: 'text', 'aria-label': t('理由、附言', 'reason or remark'), value: a.reason, required: a.state === KEEP && f.r.single,
        onchange: (e) => { if (e.target.reportValidity()) { a.reason = e.target.value.trim(); settled([f]); } },
      }));
    }
    if (f.r.single) entry(t('注意', 'note'), t('不改须逐条写明理由并署名。', 'Kept one by one only, with reason and name.'));
    return h('div', { class: 'detail' },
      f.advice ? h('p', null, f.advice) : null, list,
      data.redacted ? null : h('p', { class: 'to-text' }, h('button', { class: 'plain', onclick: () => { $('reader').classList.add('open'); show(f); } }, t('看原文', 'show the text'))));
  }

  function goRelated(stretch) {
    $('reader').classList.add('open');
    $('return').hidden = false;
    goLine(stretch[0], stretch);
  }

  // ---------------------------------------------------------------- text

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
  function plain(text, isStart) {
    const out = [];
    const head = isStart && /^(#{1,6}\s+|[-*+]\s+)/.exec(text);
    if (head) {
      out.push(h('span', { class: 'mu' }, head[0]));
      text = text.slice(head[0].length);
    }
    for (const part of text.split(MARKUP)) out.push(MARKUP.test(part) ? h('span', { class: 'mu' }, part) : visible(part));
    return out;
  }

  function line(i, extra) {
    const [, number, kind, , text] = lines[i];
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
      else parts.push(...plain(piece, from === 0));
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

  // ---------------------------------------------------------------- deciding

  function today() {
    const now = new Date();
    const two = (n) => String(n).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** Gives findings a state; asks for what is needed. The same state again takes it back. */
  async function decide(list, state) {
    if (list.length === 1 && answers[list[0].id]?.state === state) return put(list, null);
    if (!who.person && !(await askWho())) return;
    let reason = '';
    if (state === KEEP) {
      reason = await askReason(list);
      if (reason === null) return;
    }
    put(list, { state, reason, person: who.person, stage: who.stage, date: today() });
  }

  function put(list, value) {
    const before = list.map((f) => [f, answers[f.id]]);
    for (const f of list) {
      if (value) answers[f.id] = { ...value, rule: f.r.name, excerpt: f.words };
      else delete answers[f.id];
    }
    settled(list);
    if (list.length > 1) {
      toast(t(`${list.length}处已标“${value.state}”`, `${list.length} marked ${stateName(value.state)}`), t('撤销', 'undo'), () => {
        for (const [f, old] of before) {
          if (old) answers[f.id] = old;
          else delete answers[f.id];
        }
        settled(list);
      });
    }
  }

  function settled(list) {
    save();
    for (const f of list) {
      const element = rowOf(f.i);
      if (element) dress(element, f);
      if (element?.querySelector('.detail') && !element.querySelector('.detail').contains(document.activeElement)) element.querySelector('.detail').replaceWith(detail(f));
      for (const m of $('text').querySelectorAll(`[data-mark="${f.i}"]`)) m.classList.toggle('kept', stateOf(f) === KEEP);
    }
    if (list.length > 1) {
      const top = $('list').scrollTop;
      drawList();
      $('list').scrollTop = top;
    }
    drawCounts();
  }

  /** A dialog; gives what `take` makes of it, or null. */
  function ask(titleText, body, take, yes = t('确定', 'ok'), no = t('取消', 'cancel')) {
    return new Promise((resolve) => {
      let result = null;
      const form = h('form', { method: 'dialog' }, h('h2', null, titleText), body,
        h('div', { class: 'buttons' },
          no === '' ? null : h('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, no),
          h('button', { type: 'submit', class: 'chief', autofocus: true }, yes)));
      form.addEventListener('submit', () => { result = take(form); });
      const dialog = h('dialog', null, form);
      dialog.addEventListener('close', () => { dialog.remove(); resolve(result); });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  async function askWho() {
    const stages = ['供稿', '初审', '复审', '终审', '一校', '二校', '三校', '通读', '付印'];
    const given = await ask(t('由谁处理', 'Who decides'),
      [h('p', null, t('写进处理意见，只问这一次。', 'Goes into the decisions; asked once.')),
        h('label', null, t('姓名', 'name'), h('input', { type: 'text', name: 'person', autofocus: true, required: true, autocomplete: 'name', value: who.person })),
        h('label', null, t('审次、校次（可不填）', 'stage (may be empty)'), h('select', { name: 'stage' }, option('', ''), stages.map((s) => h('option', { value: s, selected: s === who.stage }, s))))],
      (form) => ({ person: form.elements.person.value.trim(), stage: form.elements.stage.value }));
    if (!given || !given.person) return false;
    who = given;
    kept.set('kanwu:who', JSON.stringify(who));
    drawWho();
    return true;
  }

  async function askReason(list) {
    const former = [...new Set(Object.values(answers).map((a) => a.reason).filter(Boolean))].slice(0, 12);
    const f = list[0];
    return ask(list.length > 1 ? t(`这${list.length}处不改的理由`, `Why these ${list.length} stand`) : t('不改的理由', 'Why it stands'),
      [h('p', null, list.length > 1 ? f.r.title : f.what),
        h('label', null, f.r.single ? t('理由（必填）', 'reason (required)') : t('理由', 'reason'),
          h('input', { type: 'text', name: 'reason', autofocus: true, required: f.r.single, list: 'former', autocomplete: 'off', value: list.length === 1 ? answers[f.id]?.reason ?? '' : '' })),
        h('datalist', { id: 'former' }, former.map((r) => h('option', { value: r })))],
      (form) => form.elements.reason.value.trim(), KEEP);
  }

  function exportAnswers() {
    const list = own();
    if (list.length === 0) return toast(t('还没有处理意见。', 'Nothing is decided yet.'));
    const decisions = list.map((f) => {
      const { state, rule, excerpt, reason, person, date, stage } = answers[f.id];
      return { id: f.id, state, rule, excerpt, reason, person, date, stage };
    });
    const name = `处理意见-${fileName(0).replace(/\.[^.]*$/, '')}.json`;
    const url = URL.createObjectURL(new Blob([`${JSON.stringify({ version: 1, decisions }, null, 1)}\n`], { type: 'application/json' }));
    h('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    const quoted = (path) => (/^[\w./\\:\u0080-\uffff-]+$/.test(path) ? path : `"${path}"`);
    const command = `kanwu decide --from ${quoted(name)} --path ${quoted(data.files[0])}`;
    ask(t(`已导出${list.length}处`, `${list.length} exported`),
      [h('p', null, t(`存为“${name}”，在浏览器的下载文件夹。把它移到检查时所在的文件夹，在那里运行：`, `Saved as “${name}” in the browser's downloads. Move it to the folder where you ran the check, and there run:`)),
        h('p', null, h('code', { id: 'command' }, command)),
        h('p', null, t('登记后重新检查，“不改”的不再列出，“待核”的照列，“改”而原文未动的报漏改。', 'Then check again: what is kept is not listed; what was to change and has not is told.'))],
      () => navigator.clipboard?.writeText(command).then(() => toast(t('命令已复制。', 'Copied.')), () => {}), t('复制命令', 'copy the command'), t('关闭', 'close'));
  }

  let toasting;
  function toast(text, actionName, action) {
    document.querySelector('.toast')?.remove();
    const element = h('div', { class: 'toast', role: 'status' }, h('span', null, text),
      action ? h('button', { onclick: () => { action(); element.remove(); } }, actionName) : null);
    document.body.append(element);
    clearTimeout(toasting);
    toasting = setTimeout(() => element.remove(), 9000);
  }

  // ---------------------------------------------------------------- keys

  function help() {
    const keys = [
      ['j / k', t('下一处、上一处', 'next, previous')],
      ['1 2 3', t('改、不改、待核；再按一次取消', 'change 改, keep 不改, hold 待核; again takes it back')],
      ['/', t('搜索', 'search')],
      ['o', t('展开、收起所在的一类', 'unfold or fold this kind')],
      ['e', t('导出处理意见', 'export the decisions')],
      ['p', t('打印质疑表', 'print')],
      ['?', t('本页', 'this page')],
      ['Esc', t('关闭', 'close')],
    ];
    ask(t('用法', 'How to use it'),
      [h('table', null, keys.map(([k, what]) => h('tr', null, h('td', null, h('kbd', null, k)), h('td', null, what)))),
        h('p', null, t('处理意见保存在这台电脑的浏览器里；导出后用 kanwu decide --from 登记，重新检查时“不改”的不再列出。打印的是筛选后列出的各处。',
          'Decisions stay in this browser. Export them and run kanwu decide --from; what is kept is not listed again. What is listed is printed.'))],
      () => true, t('关闭', 'close'), '');
  }

  function step(by) {
    if (order.length === 0) return;
    const at = current === null ? -1 : order.indexOf(current);
    const next = at === -1 ? (by > 0 ? 0 : order.length - 1) : at + by;
    if (order[next] === undefined) return;
    choose(order[next]);
    rowOf(order[next])?.querySelector('.row-head').focus({ preventScroll: true });
  }

  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
    const typing = e.target.matches('input, textarea, select');
    if (e.key === 'Escape') {
      if (typing) e.target.blur();
      else if ($('tree').classList.contains('open')) closeTree();
      else closeReader();
      return;
    }
    if (typing) return;
    const f = current === null ? null : findings[current];
    const act = {
      j: () => step(1), k: () => step(-1), '/': () => $('search').focus(), '?': help, e: exportAnswers, p: () => window.print(),
      1: () => f && decide([f], CHANGE), 2: () => f && decide([f], KEEP), 3: () => f && decide([f], HOLD),
      o: () => (document.activeElement.closest('.kind') ?? (f && rowOf(f.i)?.closest('.kind')))?.querySelector('.kind-open')?.click(),
    }[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });

  // ---------------------------------------------------------------- 校对质疑表

  function drawPrint() {
    const list = findings.filter((f) => matches(f) && (f.group !== 'conversion' || filter.group === 'conversion'));
    const columns = [[t('序号', 'no.'), 4], [t('页', 'page'), 4], [t('行', 'line'), 5], [t('类目/条目', 'category/entry'), 14], [t('原文', 'text'), 17], [t('应为', 'write'), 13], [t('差错类型', 'fault'), 13], [t('依据', 'clause'), 13], [t('处理意见', 'decision'), 17]];
    const cells = (f, n) => {
      const chain = paths[f.node].filter((p) => nodes[p].kind !== 'book');
      const place = [...new Set([chain[0], chain[chain.length - 1]])].map(nodeTitle).join(' / ');
      const want = corrected(f)?.map(([, now]) => orDelete(now)).join('；') ?? f.advice;
      const a = answer(f);
      const said = a ? [stateName(a.state), a.reason, a.person].filter(Boolean).join('，') : '';
      return [n + 1, f.page ?? '', f.line, place, visible(cut(f.words, 80)), cut(want, 120), f.r.title, f.r.clause, said];
    };
    refill($('print'),
      h('h1', null, t('校对质疑表', 'Queries')),
      h('div', { class: 'meta' }, h('span', null, title), h('span', null, who.stage), h('span', null, t('校对：', 'by: '), who.person), h('span', null, today())),
      h('table', null,
        h('colgroup', null, columns.map(([, w]) => h('col', { style: `width:${w}%` }))),
        h('thead', null, h('tr', null, columns.map(([name]) => h('th', null, name)))),
        h('tbody', null, list.map((f, n) => h('tr', null, cells(f, n).map((c, k) => h('td', { class: k < 3 ? 'n' : undefined }, String(c))))))),
      h('p', { class: 'foot' }, t('未检查：', 'Not checked: '), data.unchecked.join(t('；', '; ')), t('。没有列出的不等于合格。', '. What is not listed is not thereby right.')),
      ...data.answered.map((a) => h('p', { class: 'foot' }, a)),
      ...data.rate.map((r) => h('p', { class: 'foot' }, [r.head[0], ...r.foot.slice(0, 3)].join(t('　', ' ')))));
  }
  window.addEventListener('beforeprint', drawPrint);
  window.addEventListener('afterprint', () => refill($('print')));

  // ---------------------------------------------------------------- go

  frame();
  watch();
  drawTree();
  drawList();
  layText();
  if (!data.redacted) {
    const first = order.length ? findings[order[0]] : null;
    if (first) goLine(first.at[0]);
  }
  document.documentElement.dataset.ready = '1';
})();
