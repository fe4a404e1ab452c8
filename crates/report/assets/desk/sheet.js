// A form shown in the page: read, narrowed down, saved.

/** A cell: text, or text with a place marked in it. */
function cellOf(cell) {
  if (typeof cell === 'string') return [cell];
  const { before, at, after } = cell;
  return [before, h('mark', null, at || '∧'), after];
}
const plainCell = (cell) => (typeof cell === 'string' ? cell : cell.before + cell.at + cell.after);

/** Shows a form. `by` is the column whose values the rows can be narrowed down to; `saves` are buttons: what they are
 * called, and what gives the name and the bytes of the file. */
function showSheet({ title, head, columns, rows, notes }, by, saves) {
  const body = h('tbody', null);
  const shown = h('span', { class: 'shown', role: 'status' });
  const drawRows = (value) => {
    const some = rows.filter((row) => value === '' || plainCell(row[by]) === value);
    refill(body, ...some.map((row) => h('tr', null, row.map((cell) => h('td', null, cellOf(cell))))));
    shown.textContent = t(`${some.length}行`, `${some.length} rows`);
  };
  const counts = new Map();
  for (const row of rows) counts.set(plainCell(row[by]), (counts.get(plainCell(row[by])) ?? 0) + 1);
  const narrow = counts.size < 2 ? null : h('select', { 'aria-label': t(`按“${columns[by].name}”筛选`, `by ${columns[by].name}`), onchange: (e) => drawRows(e.target.value) },
    h('option', { value: '' }, t(`${columns[by].name}：全部`, `${columns[by].name}: all`)),
    [...counts].map(([value, count]) => h('option', { value }, t(`${value}（${count}）`, `${value} (${count})`))));
  const save = async (make, button) => {
    button.disabled = true;
    try {
      const { name, bytes, type } = await make();
      download(name, bytes, type);
    } catch (error) {
      toast(error.message);
    }
    button.disabled = false;
  };
  const dialog = h('dialog', { class: 'sheet', 'aria-label': title },
    h('header', null, h('h2', null, title),
      narrow, shown,
      saves.map(([name, make]) => h('button', { type: 'button', class: 'plain', onclick: (e) => save(make, e.currentTarget) }, name)),
      h('button', { type: 'button', class: 'chief', id: 'close-sheet', onclick: () => dialog.close() }, t('关闭', 'close'))),
    h('p', { class: 'head' }, head.filter(([, value]) => value !== '').map(([name, value]) => h('span', null, `${name}：${value}`))),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('表', 'table') },
      rows.length === 0 ? null : h('table', null, h('colgroup', null, columns.map(({ width }) => h('col', { style: `width:${width}%` }))),
        h('thead', null, h('tr', null, columns.map(({ name }) => h('th', { scope: 'col' }, name)))), body)),
    h('div', { class: 'notes' }, notes.map((note) => h('p', null, note))));
  drawRows('');
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
