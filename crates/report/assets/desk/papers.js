// What an editor takes away: copies with the corrections in them, the sheet of queries.

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};
const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
const copyName = (path) => baseName(path).replace(/(\.审校)?(\.[^.]+)$/, '.审校$2');
const kindOf = (path) => (/\.pdf$/i.test(path) ? 'pdf' : /\.doc[xm]$/i.test(path) ? 'docx' : 'text');

/** 应用处理: the corrections answered 改, and no others, into a copy of each file. */
async function applyAnswers() {
  const counted = page.files.map((path, file) => {
    const own = page.findings.filter((f) => page.lines[f.at[0]][0] === file && book.answers[f.id]);
    const state = (s) => own.filter((f) => book.answers[f.id].state === s).length;
    return { path, change: state('改'), hold: state('待核') };
  });
  const total = (key) => counted.reduce((sum, c) => sum + c[key], 0);
  const [change, hold] = [total('change'), total('hold')];
  if (change + hold === 0) {
    return toast(t('还没有标“改”或“待核”的。逐处点“改”“不改”“待核”，再应用处理。', 'Nothing is marked 改 or 待核 yet.'));
  }
  const kinds = new Set(counted.filter((c) => c.change + c.hold).map((c) => kindOf(c.path)));
  const choice = (name, value, text, on) => h('label', { class: 'choice' }, h('input', { type: 'radio', name, value, checked: on }), text);
  const how = await ask(t('应用处理', 'Apply the decisions'), [
    h('p', null, t(`标“改”的${change}处写进书稿的副本，原文件不动；“不改”和未处理的不写。`, `${change} marked 改 go into a copy; nothing else does.`)),
    kinds.has('docx') ? h('fieldset', null, h('legend', null, t('怎样改', 'how')),
      choice('tracked', 'yes', t('修订痕迹（可逐处接受、拒绝）', 'as tracked changes'), true),
      choice('tracked', '', t('直接改，不留痕迹', 'in place'), false)) : null,
    kinds.has('docx') || kinds.has('pdf') ? h('fieldset', null, h('legend', null, t('批注', 'comments')),
      choice('remarks', 'decided', t(`“改”和“待核”的（${change + hold}处）`, `on 改 and 待核 (${change + hold})`), true),
      choice('remarks', 'all', t('未处理的也写', 'on what is undecided, too'), false),
      choice('remarks', 'none', t('不写批注', 'none'), false)) : null,
    kinds.has('pdf') ? h('p', null, t('校样（PDF）不改文字，只写批注。', 'A proof takes comments only.')) : null,
    kinds.has('text') ? h('p', null, t('文本稿直接改在副本里，批注见质疑表。', 'A text is corrected in place; see the sheet for comments.')) : null,
  ], (form) => ({ tracked: form.elements.tracked?.value !== '', remarks: form.elements.remarks?.value ?? 'none' }), t('存为副本', 'save a copy'));
  if (!how) return;
  const said = [];
  for (const [file, { path, change: c, hold: d }] of counted.entries()) {
    if (c + d === 0 && how.remarks !== 'all') continue;
    if (kindOf(path) === 'text' && c === 0) continue;
    try {
      const { told, bytes } = await request({
        do: 'apply', file: page.read[file], 'one-book': page.oneBook, answers: asDecisions(book.answers), date: now(), words: wordsText(), ...how,
      });
      download(copyName(path), bytes, TYPES[kindOf(path)] ?? 'text/plain');
      const left = c - told.made.length;
      said.push([copyName(path), t(`改${told.made.length}处`, `${told.made.length} changed`),
        told.remarks ? t(`批注${told.remarks}条`, `${told.remarks} comments`) : '',
        left > 0 && kindOf(path) !== 'pdf' ? t(`${left}处没有现成改法或彼此相连，请手工改`, `${left} to be changed by hand`) : ''].filter(Boolean).join('，'));
    } catch (error) {
      said.push(`${baseName(path)}：${error.message}`);
    }
  }
  await ask(t('已存到浏览器的下载文件夹', 'Saved to the downloads'), [h('ul', { id: 'saved' }, said.map((line) => h('li', null, line))),
    h('p', null, t('改好后把新的一稿再拖进来：处理意见还在，没改到的列为漏改。', 'Drop the next version here: the decisions are kept, and what was not changed is told.'))], () => true, t('知道了', 'ok'), '');
}

/** The forms that can be made. */
const PAPERS = [
  ['queries', t('质疑表', 'queries'), t('校对质疑表：列未处理的和“待核”的，责编答复留空待填。“改”“不改”的不列。', 'What is undecided or held, with room for the answers.')],
  ['returns', t('退改单', 'returned'), t('退改单：每个供稿单位一份，列“待核”的和拿不准的，留单位答复、经办、审签、盖章。', 'For each contributing unit: what is held or doubtful, with room for its answers.')],
  ['acceptance', t('来稿验收', 'received'), t('来稿验收：一份来稿一行，缺不缺概况、数据、署名、图片说明，有没有超出记述时限的。', 'A line a contribution: what it lacks.')],
  ['contents', t('目录核对', 'contents'), t('目录核对：目录一行一行对正文的题名和实页，正文有而目录无的列在最后。', 'The contents, line by line, beside the book.')],
  ['statistics', t('全书统计', 'statistics'), t('全书统计：各类目、各供稿者的字数、条目、表格、图片和各类发现。', 'What each category and contributor has.')],
  ['press', t('付印检查', 'before print'), t('付印检查：待核、漏改、必看未处理、待补、修订批注、目录各项还剩几处，“不改”的名单，未检查的，供三审签字。', 'What is left before print, and what is kept by whom.')],
];

/** 出表: a form, with who asks in its head. */
async function savePaper() {
  if (!who().person && !(await page.askWho())) return;
  const radio = (name, value, text, on) => h('label', null, h('input', { type: 'radio', name, value, checked: on }), text);
  const how = await ask(t('出表', 'Forms'), [
    h('fieldset', null, h('legend', null, t('哪种表', 'which')), PAPERS.map(([name, , what], n) => radio('paper', name, what, n === 0))),
    h('fieldset', null, h('legend', null, t('格式', 'format')),
      radio('form', 'xlsx', t('表格（.xlsx）', 'workbook (.xlsx)'), true), radio('form', 'docx', 'Word（.docx）', false),
      radio('form', 'json', t('先在这里看', 'show it here'), false)),
  ], (f) => ({ paper: f.elements.paper.value, form: f.elements.form.value }), t('存表', 'save'));
  if (!how) return;
  await makePaper(how.paper, how.form);
}

const paperName = (paper) => PAPERS.find(([key]) => key === paper)[1];

/** A form as a file, or as JSON to be shown. */
function paperAs(paper, form, unit = 0) {
  const { person, stage } = who();
  return request({
    do: 'paper', paper, form, 'one-book': page.oneBook, info: page.info, answers: asDecisions(book.answers), words: wordsText(),
    of: { book: book.title, stage, person, date: today(), unit },
  });
}

/** The column by which a form that is shown can be narrowed down. */
const NARROWED = { contents: 6, queries: 2, press: 0 };

function showPaper(paper, bytes, unit, name) {
  const save = (form) => async () => ({ name: `${name}.${form}`, bytes: (await paperAs(paper, form, unit)).bytes, type: TYPES[form] });
  showSheet(JSON.parse(new TextDecoder().decode(bytes)), NARROWED[paper] ?? 0, [
    [t('存表格', 'save .xlsx'), save('xlsx')], [t('存Word', 'save .docx'), save('docx')]]);
}

/** Saves a form, or shows it. */
async function makePaper(paper, form) {
  const name = paperName(paper);
  const { told, bytes } = await paperAs(paper, form);
  const whole = `${book.title}-${name}`;
  if (paper !== 'returns') return form === 'json' ? showPaper(paper, bytes, 0, whole) : download(`${whole}.${form}`, bytes, TYPES[form]);
  if (told.length === 0) return toast(t('没有要退给供稿单位核对的。', 'Nothing to be returned.'));
  // One press a file: a browser asks before it lets a page save many.
  const save = async (unit) => {
    const made = (await paperAs(paper, form, unit)).bytes;
    const own = `${name}-${told[unit]}`;
    return form === 'json' ? showPaper(paper, made, unit, own) : download(`${own}.${form}`, made, TYPES[form]);
  };
  await ask(t(`${told.length}个供稿单位的退改单`, `${told.length} units`), h('ul', { class: 'units' }, told.map((unit, n) =>
    h('li', null, h('span', null, unit), h('button', { type: 'button', class: 'plain', onclick: () => save(n) }, form === 'json' ? t('看', 'show') : t('存', 'save'))))), () => true, t('关闭', 'close'), '');
}
const who = () => read('kanwu:who', { person: '', stage: '' });
