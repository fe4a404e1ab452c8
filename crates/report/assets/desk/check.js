// A manuscript on the desk: checked, and shown as the report.

/** The book on the desk: id, title, answers by finding. */
let book = null;
/** The run as it is shown, and how it was made. */
let page = {};
/** What was dropped last. */
let last = null;
let listening = null;

const seconds = (ms) => (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
const megabytes = (bytes) => Math.ceil(bytes / 1048576);

/** Reads what was dropped, checks it and shows what was found. */
async function take(drop, how = {}) {
  const { manuscripts, answers, lists, folder } = sorted(drop);
  const states = drop === last ? null : twoStates({ manuscripts, folder });
  const order = states && await askStates(states);
  if (order) return compareStates({ old: [order[0]], later: [order[1]], asked: [] });
  if (manuscripts.length === 0) {
    if (lists.length) {
      const said = await takeWords(lists);
      if (last) await take(last, { oneBook: page.oneBook, info: page.info });
      return toast(said);
    }
    if (answers.length && book) return takeAnswers(answers, false).then(draw);
    return toast(t('这里没有书稿：可以放 .docx、.md、.txt、.pdf。', 'No manuscript here: .docx, .md, .txt or .pdf.'));
  }
  const began = performance.now();
  const bar = progress(manuscripts);
  try {
    await opened;
    const said = lists.length && drop !== last ? await takeWords(lists) : '';
    const files = [];
    for (const { path, file } of manuscripts) {
      bar.tell(t(`读入 ${files.length + 1} / ${manuscripts.length}：${baseName(path)}`, `reading ${files.length + 1} of ${manuscripts.length}`));
      files.push({ name: path, bytes: await file.arrayBuffer() });
    }
    await work({ files });
    bar.tell(t(`检查${manuscripts.length > 1 ? `${manuscripts.length}个文件` : baseName(manuscripts[0].path)}`, 'checking'));
    const oneBook = how.oneBook ?? manuscripts.length > 1;
    const info = how.info ?? false;
    const { told, bytes, memory } = await request({ do: 'check', form: 'page', 'one-book': oneBook, info, words: wordsText() });
    bar.tell(t('排列', 'laying out'));
    const data = JSON.parse(new TextDecoder().decode(bytes));
    // By file of the report, its number on the desk: what could not be read has no place in the report.
    const read = data.files.map((path) => manuscripts.findIndex((one) => one.path === path));
    page = { ...data, read, prints: read.map((n) => told.prints[n]), oneBook, info, took: performance.now() - began, memory };
    // In the order of the book, which need not be that of the names of its files.
    page.findings = data.findings.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
    openBook(titleOf(manuscripts, folder), data);
    last = drop;
    draw();
    if (answers.length) {
      await takeAnswers(answers, true);
      tally();
      draw();
    } else greet();
    if (said) toast(said);
  } catch (error) {
    bar.fail(error.name === 'NotReadableError' || error.name === 'NotFoundError' ? t('文件已改动或移走，请重新拖进来。', 'The file has changed or gone: drop it again.') : error.message);
  }
}

/** Takes the answers of the book that these findings are of. */
function openBook(title, data) {
  const known = bookOf(title, data.findings);
  const answers = answersOf(known.id);
  book = { id: known.id, title, fresh: known.fresh === true, former: known.title, answers, stored: true };
  book.save = () => {
    book.stored = keepBook(book, book.answers);
    if (!book.stored) toast(t('浏览器存不下处理意见：请马上点“存处理意见”存成文件。', 'The browser can not keep the decisions: save them to a file.'));
  };
  tally();
}

/** What has become of answers to an earlier version. */
function tally() {
  const there = new Set(page.findings.map((f) => f.id));
  const change = Object.entries(book.answers).filter(([, a]) => a.state === '改');
  const unmended = page.findings.filter((f) => book.answers[f.id]?.state === '改' && isEarlier(book.answers[f.id], f)).length;
  book.tally = { all: Object.keys(book.answers).length, mended: change.filter(([id]) => !there.has(id)).length, unmended };
}

const printOf = (f) => page.prints[page.lines[f.at[0]][0]];
const isEarlier = (a, f) => a.at !== undefined && a.at !== printOf(f);

/** Says whose answers were taken up. */
function greet() {
  const { all, mended, unmended } = book.tally;
  if (all === 0) return;
  const away = () => {
    book = { ...book, id: `${Date.now().toString(36)}`, answers: {}, fresh: true };
    book.save = () => { book.stored = keepBook(book, book.answers); };
    tally();
    draw();
  };
  toast(t(`接上《${book.former}》的${all}处处理意见${mended ? `，已改${mended}处` : ''}${unmended ? `，漏改${unmended}处` : ''}。`,
    `${all} decisions on “${book.former}” taken up; ${mended} changed, ${unmended} not.`), t('不是这本书', 'another book'), away);
}

/** Shows the report. */
function draw() {
  listening?.abort();
  listening = new AbortController();
  document.documentElement.dataset.desk = 'report';
  report({ ...page, findings: page.findings.map(({ ...f }) => f) }, {
    signal: listening.signal,
    addWord,
    answers: book.answers,
    save: () => book.save(),
    print: printOf,
    isEarlier,
    saveAnswers,
    asking: (askWho) => { page.askWho = askWho; },
    buttons,
    counted: (n) => { $('apply').textContent = t('应用处理', 'apply') + (n ? t(`（${n}）`, ` (${n})`) : ''); },
    said: about,
    infoButton: () => h('button', { class: 'plain', id: 'with-info', onclick: () => take(last, { oneBook: page.oneBook, info: true }) }, t('列出提示级的', 'list them')),
    help: t('处理意见按书保存在这台电脑的浏览器里，换一稿拖进来还在；另存为 kanwu.decisions.toml 可以给同事，也可以给命令行。书稿不离开这台电脑。',
      'Decisions are kept in this browser by book. Nothing leaves this computer.'),
  });
}

/** The buttons of the bar. */
function buttons() {
  return [
    h('button', { class: 'chief', id: 'apply', onclick: applyAnswers, title: t('标“改”的写进书稿的副本', 'writes what is marked 改 into a copy') }, ''),
    h('button', { class: 'plain', id: 'paper', onclick: savePaper }, t('出表', 'forms')),
    h('button', { class: 'plain', id: 'verify', onclick: verify }, t('核对', 'verify')),
    h('button', { class: 'plain', id: 'words', onclick: showWords }, t('词表', 'words')),
    h('button', { class: 'plain', id: 'save-answers', onclick: saveAnswers }, t('存处理意见', 'save decisions')),
    h('button', { class: 'plain', id: 'another', onclick: start }, t('换稿', 'another')),
  ];
}

/** 核对: what is looked over as a whole. */
async function verify() {
  const kinds = [
    ['cross', t('前后核对', 'said in two places'), t('一事两处记述不同的，两句并排看。', 'One thing told in two places, side by side.'), () => document.querySelector('#tabs [data-group=cross]')?.click() ?? toast(t('没有前后不一的。', 'Nothing disagrees.'))],
    ['contents', t('目录核对', 'contents'), t('目录逐行对正文题名和实页。', 'The contents, line by line, beside the book.'), () => makePaper('contents', 'json')],
    ['statistics', t('全书统计', 'statistics'), t('各类目、各供稿者的字数、条目、图表和发现。', 'What each category and contributor has.'), () => makePaper('statistics', 'json')],
    ['collate', t('对照两个校次', 'two states'), t('两稿不同在哪里，要改的改了没有。', 'What differs, and whether what was asked for was done.'), chooseStates],
  ];
  let next = null;
  const pick = (go) => (e) => { next = go; e.target.closest('dialog').close(); };
  await ask(t('核对', 'Verify'), h('ul', { class: 'kinds' }, kinds.map(([id, name, what, go]) =>
    h('li', null, h('button', { type: 'button', class: 'plain', id: `verify-${id}`, onclick: pick(go) }, name), h('span', null, what)))), () => null, t('关闭', 'close'), '');
  await next?.();
}

/** What stands over the list. */
function about() {
  const { all, mended, unmended } = book.tally;
  return [
    h('p', { id: 'took' }, t(`《${book.title}》${page.files.length > 1 ? `，${page.files.length}个文件${page.oneBook ? '作为一本书' : '各自检查'}` : ''}，${page.characters.toLocaleString()}字，用时${seconds(page.took)}秒，内存${megabytes(page.memory)}兆。书稿没有离开这台电脑。`,
      `${page.characters} characters, ${seconds(page.took)} s, ${megabytes(page.memory)} MB. Nothing left this computer.`),
    page.files.length > 1 ? [' ', h('button', { class: 'plain', id: 'as-book', onclick: () => take(last, { oneBook: !page.oneBook, info: page.info }) },
      page.oneBook ? t('改为各自检查', 'check each by itself') : t('改为一本书', 'check as one book'))] : null),
    all && (mended || unmended) ? h('p', { id: 'tally' }, t(`上一稿标“改”的：已改${mended}处，`, `Of what was to be changed, ${mended} are, `),
      h('span', { class: unmended ? 'sev error' : '' }, t(`漏改${unmended}处`, `${unmended} are not`)), t('。', '.')) : null,
    book.stored ? null : h('p', { class: 'sev error' }, t('浏览器存不下处理意见，关闭前请存成文件。', 'The browser can not keep the decisions: save them before you close the page.')),
  ].filter(Boolean);
}

/** A bar that says how far the work has come. */
function progress(manuscripts) {
  listening?.abort();
  document.querySelector('.toast')?.remove();
  document.documentElement.dataset.desk = 'working';
  const said = h('p', { role: 'status', id: 'working' }, '');
  refill($('app'), h('main', { class: 'desk' }, h('h1', null, titleOf(manuscripts, '')), h('progress', { 'aria-label': t('进度', 'progress') }), said));
  return {
    tell: (text) => { said.textContent = text; },
    fail: (text) => {
      document.documentElement.dataset.desk = 'failed';
      refill($('app'), h('main', { class: 'desk' }, h('h1', null, t('没有查完', 'Not finished')), h('p', { class: 'sev error', role: 'alert' }, text),
        h('p', null, h('button', { class: 'chief', onclick: start }, t('返回', 'back')))));
    },
  };
}
