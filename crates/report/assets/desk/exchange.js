// Answers as files: kanwu.decisions.toml, which the command line reads too, and those of a colleague.

const FIELDS = ['state', 'reason', 'person', 'date', 'stage'];

/** As the module reads them. */
function asDecisions(all) {
  const decisions = Object.entries(all).map(([id, a]) => ({
    id, state: a.state, rule: a.rule ?? '', excerpt: a.excerpt ?? '',
    reason: a.reason ?? '', person: a.person ?? '', date: a.date ?? '', stage: a.stage ?? '',
  }));
  return { version: 1, decisions };
}

async function saveAnswers() {
  const count = Object.keys(book.answers).length;
  if (count === 0) return toast(t('还没有处理意见。', 'Nothing is decided yet.'));
  const { bytes } = await request({ do: 'write-answers', answers: asDecisions(book.answers) });
  download('kanwu.decisions.toml', bytes, 'application/toml');
  toast(t(`已存${count}处处理意见：kanwu.decisions.toml，放在书稿旁，下次一起拖进来。`, `${count} decisions saved as kanwu.decisions.toml.`));
}

/** The answers of a filled form to the book on the desk, which is checked beside the page for it. */
async function readForm(path, file) {
  const files = [];
  for (const one of [...sorted(last).manuscripts, { path, file }]) files.push({ name: one.path, bytes: await one.file.arrayBuffer() });
  const { told } = await work({ aside: files, request: { do: 'read-form', 'one-book': page.oneBook, words: wordsText(), date: today() } });
  const said = [];
  if (told.lost) said.push(t(`${baseName(path)}：${told.lost}行答复没有找到所指的文字，请自己看一遍。`, `${baseName(path)}: the text of ${told.lost} answered rows was not found.`));
  if (told.refused) said.push(t(`${baseName(path)}：${told.refused}行答“不改”而没有写理由，未并入。`, `${baseName(path)}: ${told.refused} rows answered 不改 without a reason were left out.`));
  return { ...told, said };
}

/** Takes over the answers of files; where two people have answered differently, it is asked whose holds. What comes
 * beside a manuscript was given to an earlier version of it, what comes alone to the one that is open. */
async function takeAnswers(files, beside) {
  const given = (id, answer) => {
    const f = beside ? null : page.findings.find((one) => one.id === id);
    return { ...answer, at: f ? printOf(f) : '' };
  };
  let added = 0, same = 0;
  const conflicts = [];
  const notes = [];
  for (const { path, file } of files) {
    let told;
    try {
      if (FORM.test(baseName(path))) told = await readForm(path, file);
      else ({ told } = await request({ do: 'read-answers', text: await file.text() }));
    } catch (error) {
      toast(`${baseName(path)}：${error.message}`);
      continue;
    }
    notes.push(...told.said ?? []);
    for (const { id, ...theirs } of told.decisions) {
      const ours = book.answers[id];
      if (!ours) {
        book.answers[id] = given(id, theirs);
        added += 1;
      } else if (ours.state === theirs.state) same += 1;
      else conflicts.push([id, ours, theirs]);
    }
  }
  const taken = conflicts.length ? await settle(conflicts, given) : 0;
  book.save();
  if (files.length) {
    const sum = t(`并入${added + taken}处处理意见，${same}处相同${conflicts.length ? `，${conflicts.length}处两人不同，已定` : ''}。`, `${added + taken} decisions taken over, ${same} the same, ${conflicts.length} settled.`);
    toast([sum, ...notes].join(' '));
  }
}

const saidBy = (a) => [stateWord(a.state), a.reason, a.person, a.date].filter(Boolean).join(' · ');
const stateWord = (s) => (en ? { 改: 'change', 不改: 'keep', 待核: 'hold' }[s] : s);

/** Which of two answers holds, one by one; gives how many of theirs were taken. */
async function settle(conflicts, given) {
  const where = (id) => page.findings?.find((f) => f.id === id)?.what;
  const rows = conflicts.map(([id, ours, theirs], n) => h('fieldset', null,
    h('legend', null, where(id) ?? theirs.excerpt ?? theirs.rule),
    h('label', null, h('input', { type: 'radio', name: `c${n}`, value: 'ours', checked: true }), t('本机：', 'here: '), saidBy(ours)),
    h('label', null, h('input', { type: 'radio', name: `c${n}`, value: 'theirs' }), t('文件：', 'file: '), saidBy(theirs))));
  const all = (value) => (e) => e.target.closest('form').querySelectorAll(`input[value=${value}]`).forEach((i) => { i.checked = true; });
  const picked = await ask(t(`${conflicts.length}处两人处理不同`, `${conflicts.length} decided differently`), [
    h('p', null, h('button', { type: 'button', class: 'plain', onclick: all('ours') }, t('都用本机的', 'all from here')), ' ',
      h('button', { type: 'button', class: 'plain', onclick: all('theirs') }, t('都用文件的', 'all from the file'))),
    h('div', { class: 'conflicts' }, rows),
  ], (form) => conflicts.filter((_, n) => form.elements[`c${n}`].value === 'theirs'));
  for (const [id, , theirs] of picked ?? []) book.answers[id] = given(id, theirs);
  return picked?.length ?? 0;
}
