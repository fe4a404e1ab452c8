// 对照两个校次: two states of a book, what differs, and whether what was asked for was done.

/** How far a manuscript has come, by what its name says of it. */
const STAGES = [
  [/来稿|供稿|征求意见/, 0], [/初审|初稿/, 10], [/复审|二审/, 20], [/终审|三审|定稿/, 30],
  [/[一1]校|初校/, 41], [/[二2]校/, 42], [/[三3]校/, 43], [/[四4]校/, 44], [/通读|清样/, 50], [/付印/, 60],
];
function isLater(a, b) {
  const rank = ({ path }) => STAGES.findLast(([sign]) => sign.test(baseName(path)))?.[1];
  const [x, y] = [rank(a), rank(b)];
  return x !== undefined && y !== undefined && x !== y ? x > y : a.file.lastModified > b.file.lastModified;
}

/** Two files that are called the same but for their stage are two states of one book. */
function twoStates({ manuscripts, folder }) {
  if (manuscripts.length !== 2 || folder) return null;
  const [a, b] = manuscripts;
  if (titleOf([a], '') !== titleOf([b], '') || baseName(a.path) === baseName(b.path)) return null;
  return isLater(a, b) ? [b, a] : [a, b];
}

/** Asks what two files are that are called alike: gives the states, older first, or null where they are no states. */
async function askStates([old, later]) {
  const radio = (value, text, on) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'as', value, checked: on }), text);
  const [a, b] = [baseName(old.path), baseName(later.path)];
  const as = await ask(t(`《${titleOf([old], '')}》的两个校次？`, 'Two states of one book?'), [
    radio('states', t(`对照：${a}在前，${b}在后`, `compare: ${a} is older than ${b}`), true),
    radio('turned', t(`对照：${b}在前，${a}在后`, `compare: ${b} is older than ${a}`), false),
    radio('files', t('不对照，检查这两个文件', 'check both files'), false),
  ], (form) => form.elements.as.value, t('确定', 'ok'), '');
  if (as === 'files') return null;
  return as === 'turned' ? [later, old] : [old, later];
}

/** Asks for the files of the states. */
async function chooseStates() {
  const here = last ? sorted(last).manuscripts : [];
  const accept = '.docx,.docm,.md,.markdown,.txt,.pdf';
  const file = (name, text, more) => h('label', null, text, h('input', { type: 'file', name, accept, ...more }));
  const radio = (value, text, on) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'here', value, checked: on }), text);
  const given = (input) => [...input?.files ?? []].map((one) => ({ path: one.name, file: one }));
  const chosenStates = await ask(t('对照两个校次', 'Compare two states'), [
    here.length ? h('fieldset', null, h('legend', null, t(`打开着的《${book.title}》是`, `“${book.title}” is`)),
      radio('new', t('后一稿次', 'the newer state'), true), radio('old', t('前一稿次', 'the older state'), false)) : null,
    here.length ? file('other', t('另一稿次', 'the other state'), { required: true })
      : [file('old', t('前一稿次', 'older state'), { required: true }), file('new', t('后一稿次', 'newer state'), { required: true })],
    file('asked', t('修改要求（可不选）：填好的质疑表，带批注的书稿、校样', 'requests, if any: filled forms, commented copies'), { multiple: true, accept: `${accept},.xlsx,.csv` }),
    h('p', null, t('前一稿次里的批注、修订、校样标记和标“改”的处理意见都作为修改要求，逐条看改了没有；都没有的，列出全部不同之处。',
      'Comments, tracked changes and decisions 改 of the older state are requests; where there are none, all differences are told.')),
  ], ({ elements }) => {
    const asked = given(elements.asked);
    if (!here.length) return { old: given(elements.old), later: given(elements.new), asked };
    const other = given(elements.other);
    return elements.here.value === 'new' ? { old: other, later: here, asked } : { old: here, later: other, asked };
  }, t('对照', 'compare'));
  if (chosenStates) await compareStates(chosenStates);
}

/** Answers to the older state: those of the open book, or of one of the same title. */
function answersFor(files) {
  const title = titleOf(files, '');
  if (book && (book.title === title || book.former === title)) return book.answers;
  const known = shelf().find((one) => one.title === title);
  return known ? answersOf(known.id) : {};
}

async function compareStates({ old, later, asked }) {
  const all = [...old, ...later, ...asked];
  const files = await Promise.all(all.map(async ({ path, file }) => ({ name: path, bytes: await file.arrayBuffer() })));
  const numbers = (from, list) => list.map((_, n) => from + n);
  const what = {
    do: 'collate', words: wordsText(), answers: asDecisions(answersFor(old)),
    states: { old: numbers(0, old), new: numbers(old.length, later), asked: numbers(old.length + later.length, asked) },
  };
  toast(t('正在对照……', 'comparing …'));
  const as = (form) => work({ aside: files, request: { ...what, form } });
  try {
    const { bytes } = await as('table');
    document.querySelector('.toast')?.remove();
    const name = `${titleOf(old, '')}-核红`;
    showSheet(JSON.parse(new TextDecoder().decode(bytes)), 1, [
      [t('存表格', 'save .xlsx'), async () => ({ name: `${name}.xlsx`, type: TYPES.xlsx, bytes: (await as('xlsx')).bytes })],
      [t('存网页', 'save .html'), async () => ({ name: `${name}.html`, type: 'text/html', bytes: (await as('html')).bytes })],
    ]);
  } catch (error) {
    toast(error.message);
  }
}
