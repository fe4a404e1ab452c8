// The office's words: words.toml, kept in this browser for all its books, and given to the command line as a file.

const WORDS = 'kanwu:words';
const wordsText = () => kept.get(WORDS) ?? '';

const LISTS = [
  ['allow', t('允许：不报', 'allowed')],
  ['wrong', t('误写，正写是', 'wrong; right is')],
  ['watch', t('重点词：凡出现都提请看一眼', 'to be looked at')],
  ['people', t('人名', 'person')],
  ['bodies', t('机构名', 'body')],
];

/** Puts words into the list; what contradicts it is told, and the list stays. */
async function putWords(text, add = {}) {
  const { told, bytes } = await request({ do: 'words', text, add });
  kept.set(WORDS, new TextDecoder().decode(bytes));
  return told;
}

const countsOf = (told) => t(`允许${told.allow}，误写${told.wrong}，重点词${told.watch}，人名${told.people}，机构名${told.bodies}`,
  `${told.allow} allowed, ${told.wrong} wrong, ${told.watch} watched, ${told.people} persons, ${told.bodies} bodies`);

/** Takes over lists that were dropped: what is in them already is not put in again. Gives what is to be said of it. */
async function takeWords(files) {
  const said = [];
  for (const { path, file } of files) {
    try {
      // What this browser had beside it stays.
      const { told: dropped } = await request({ do: 'words', text: await file.text() });
      const told = await putWords(wordsText(), dropped.words);
      said.push(t(`词表已读入：${countsOf(told)}。`, `Words taken over: ${countsOf(told)}.`));
    } catch (error) {
      said.push(`${baseName(path)}：${error.message}`);
    }
  }
  return said.join(' ');
}

/** 加入词表, from a finding: which list, and the right form of what is wrong. */
async function addWord(f) {
  const fix = f.fix?.edits?.length === 1 ? f.fix.edits[0][1] : '';
  const given = await ask(t('加入词表', 'Add to the words'), [
    h('label', null, t('词', 'word'), h('input', { type: 'text', name: 'word', required: true, autocomplete: 'off', value: f.words ?? '' })),
    h('label', null, t('算作', 'as'), h('select', { name: 'list' }, LISTS.map(([value, name]) => h('option', { value }, name)))),
    h('label', null, t('正写（误写才填）', 'right form (of a wrong one)'), h('input', { type: 'text', name: 'right', autocomplete: 'off', value: fix })),
    h('p', null, t('词表存在这台电脑的浏览器里，各书通用；必看的不因词表而不报。', 'The words are kept in this browser for all books; what is 必看 stays.')),
  ], (form) => ({ word: form.elements.word.value.trim(), list: form.elements.list.value, right: form.elements.right.value.trim() }));
  if (!given || given.word === '') return;
  const { word, list, right } = given;
  if (list === 'wrong' && right === '') return toast(t('误写要填正写。', 'A wrong form needs its right one.'));
  const entry = list === 'wrong' ? { wrong: word, right } : list === 'watch' ? { word } : word;
  try {
    await putWords(wordsText(), { [list]: [entry] });
  } catch (error) {
    return toast(error.message);
  }
  if (last) take(last, { oneBook: page.oneBook, info: page.info });
}

/** The list: how many words, to be saved or emptied. */
async function showWords() {
  const { told } = await request({ do: 'words', text: wordsText() });
  const rows = LISTS.map(([key, name]) => h('div', null, h('dt', null, name), h('dd', null, told.words[key].map((w) => (w.wrong ? `${w.wrong}＝${w.right}` : w.word ?? w)).join('、') || t('没有', 'none'))));
  const what = await ask(t('词表', 'Words'), [
    h('dl', { class: 'words' }, rows),
    h('p', null, t('把 words.toml 拖进来即并入；在发现的详情里点“加入词表”即加一个。存下的 words.toml 放在书稿旁，命令行也读。', 'Drop a words.toml to take it over; the command line reads the same file.')),
    h('p', null, h('button', { type: 'button', class: 'plain', onclick: (e) => { kept.remove(WORDS); e.target.closest('dialog').close(); if (last) take(last, { oneBook: page.oneBook, info: page.info }); } }, t('清空词表', 'empty the list'))),
  ], () => true, t('存成 words.toml', 'save words.toml'), t('关闭', 'close'));
  if (what) download('words.toml', wordsText(), 'application/toml');
}
