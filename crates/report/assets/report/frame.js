// The bar, the panes and the filters.

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
  const states = [option('open', t('未处理', 'open')), ...STATES.map((s) => option(s, stateName(s))), option('unmended', t('漏改', 'to be changed, unchanged'))];
  refill($('app'), 
    h('header', { class: 'bar' },
      h('h1', null, title, h('small', { id: 'progress' })),
      h('button', { class: 'plain only-narrow', id: 'show-tree', 'aria-expanded': 'false', 'aria-controls': 'tree', onclick: toggleTree }, t('全书', 'book')),
      search,
      desk ? desk.buttons() : h('button', { class: 'chief', id: 'export', onclick: exportAnswers }, t('导出处理意见', 'export decisions')),
      h('button', { class: 'plain', id: 'who', onclick: () => askWho() }, ''),
      desk ? null : h('button', { class: 'plain', id: 'to-print', onclick: () => window.print() }, t('打印质疑表', 'print')),
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
      h('aside', { class: 'reader', id: 'reader', tabindex: '0', 'aria-label': t('原文', 'text') },
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
