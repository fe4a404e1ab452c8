// 校对质疑表: what is printed.

function drawPrint() {
  const list = findings.filter((f) => matches(f) && (f.group !== 'conversion' || filter.group === 'conversion'));
  const columns = [[t('序号', 'no.'), 4], [t('页', 'page'), 4], [data.files.every((_, file) => isDocument(file)) ? t('段', 'par.') : t('行', 'line'), 5], [t('类目/条目', 'category/entry'), 14], [t('原文', 'text'), 17], [t('应为', 'write'), 13], [t('差错类型', 'fault'), 13], [t('依据', 'clause'), 13], [t('处理意见', 'decision'), 17]];
  const cells = (f, n) => {
    const chain = paths[f.node].filter((p) => nodes[p].kind !== 'book');
    const place = [...new Set([chain[0], chain[chain.length - 1]])].map(nodeTitle).join(' / ');
    const want = corrected(f)?.map(([, now]) => orDelete(now)).join('；') ?? `${f.what}${f.advice}`;
    const a = answer(f);
    const said = a ? [stateName(a.state), a.reason, a.person].filter(Boolean).join('，') : '';
    return [n + 1, f.page ?? '', f.line, place, around(f), want, f.r.title, f.r.clause, said];
  };
  refill($('print'),
    h('h1', null, t('校对质疑表', 'Queries')),
    h('div', { class: 'meta' }, h('span', null, title), h('span', null, who.stage), h('span', null, t('校对：', 'by: '), who.person), h('span', null, today())),
    h('table', null,
      h('colgroup', null, columns.map(([, w]) => h('col', { style: `width:${w}%` }))),
      h('thead', null, h('tr', null, columns.map(([name]) => h('th', null, name)))),
      h('tbody', null, list.map((f, n) => h('tr', null, cells(f, n).map((c, k) => h('td', { class: k < 3 ? 'n' : undefined }, Array.isArray(c) ? c : String(c))))))),
    ...(data.only ? [h('p', { class: 'foot' }, data.only)] : []),
    h('p', { class: 'foot' }, t('未检查：', 'Not checked: '), data.unchecked.join(t('；', '; ')), t('。没有列出的不等于合格。', '. What is not listed is not thereby right.')),
    ...data.answered.map((a) => h('p', { class: 'foot' }, a)),
    ...data.rate.map((r) => h('p', { class: 'foot' }, [r.head[0], ...r.foot.slice(0, 3)].join(t('　', ' ')))));
}
window.addEventListener('beforeprint', drawPrint, { signal: desk?.signal });
window.addEventListener('afterprint', () => refill($('print')), { signal: desk?.signal });
