// Keys.

function help() {
  const keys = [
    ['j / k', t('下一处、上一处', 'next, previous')],
    ['1 2 3', t('改、不改、待核；再按一次取消', 'change 改, keep 不改, hold 待核; again takes it back')],
    ['/', t('搜索', 'search')],
    ['o', t('展开、收起所在的一类', 'unfold or fold this kind')],
    ['e', desk ? t('存处理意见', 'save the decisions') : t('导出处理意见', 'export the decisions')],
    ['p', t('打印质疑表', 'print')],
    ['?', t('本页', 'this page')],
    ['Esc', t('关闭', 'close')],
  ];
  ask(t('用法', 'How to use it'),
    [h('table', null, keys.map(([k, what]) => h('tr', null, h('td', null, h('kbd', null, k)), h('td', null, what)))),
      h('p', null, desk ? desk.help : t('处理意见保存在这台电脑的浏览器里；导出后用 kanwu decide --from 登记，重新检查时“不改”的不再列出。打印的是筛选后列出的各处。',
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
}, { signal: desk?.signal });
