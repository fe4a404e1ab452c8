// The desk before a manuscript lies on it.

function start() {
  listening?.abort();
  last = null;
  document.documentElement.dataset.desk = 'start';
  document.title = t('刊误：年鉴书稿检查', 'kanwu');
  $('app').className = '';
  document.querySelector('.toast')?.remove();
  const pick = (attributes, id) => {
    const input = h('input', { type: 'file', id, hidden: true, onchange: () => input.files.length && take(chosen(input)), ...attributes });
    return input;
  };
  const one = pick({ multiple: true, accept: '.docx,.docm,.md,.markdown,.txt,.pdf,.toml,.json,.xlsx,.csv' }, 'pick-files');
  const many = pick({ webkitdirectory: true }, 'pick-folder');
  const known = shelf();
  refill($('app'), h('main', { class: 'desk' },
    h('h1', null, t('刊误', 'kanwu'), h('small', null, t('年鉴书稿检查', 'a proofreader for yearbooks'))),
    h('div', { class: 'drop', id: 'drop' },
      h('p', { class: 'big' }, t('把书稿拖到这里', 'Drop a manuscript here')),
      h('p', null, t('.docx、.md、.txt、.pdf，一份或一个文件夹。.doc、.wps 请先另存为 .docx。', '.docx, .md, .txt, .pdf; one, or a folder.')),
      h('p', null, h('button', { class: 'chief', onclick: () => one.click() }, t('选文件', 'choose files')), ' ',
        h('button', { class: 'plain', onclick: () => many.click() }, t('选文件夹', 'choose a folder')), ' ',
        h('button', { class: 'plain', id: 'states', onclick: () => opened.then(chooseStates) }, t('对照两个校次', 'compare two states')), one, many)),
    h('ol', { class: 'steps' },
      h('li', null, t('逐处点“改”“不改”“待核”。', 'Decide on each: 改, 不改, 待核.')),
      h('li', null, t('点“应用处理”，只把标“改”的写进副本（修订痕迹）。', 'Apply: what is marked 改 goes into a copy.')),
      h('li', null, t('改完的新一稿再拖进来：处理意见还在，漏改列出。', 'Drop the next version: the decisions are still there.'))),
    known.length ? h('section', { class: 'shelf' }, h('h2', null, t('这台电脑上有处理意见的书', 'Books with decisions')),
      h('ul', null, known.map((b) => h('li', null, h('span', null, `《${b.title}》`), h('small', null, t(`${b.count}处，${b.day}`, `${b.count}, ${b.day}`)),
        h('button', { class: 'plain', onclick: () => forget(b) }, t('删除', 'delete')))))) : null,
    kept.lasting ? null : h('p', { class: 'sev error' }, t('浏览器不许保存，处理意见只在此页打开时有效：关闭前请存成文件。', 'The browser keeps nothing: save before you close the page.')),
    h('p', { class: 'foot' }, t('不联网，不安装，书稿不离开这台电脑。', 'No network, nothing installed; the manuscript stays on this computer.'))));
}

async function forget(b) {
  const yes = await ask(t('删除处理意见', 'Delete the decisions'), [h('p', null, t(`《${b.title}》的${b.count}处处理意见将从浏览器删除，不能恢复。`, `${b.count} decisions on “${b.title}” go for good.`))], () => true, t('删除', 'delete'));
  if (!yes) return;
  dropBook(b.id);
  start();
}

// Files may be dropped anywhere; a browser would open them in the place of the page.
for (const name of ['dragover', 'dragenter']) {
  document.addEventListener(name, (e) => {
    if (![...e.dataTransfer.types].includes('Files')) return;
    e.preventDefault();
    e.dataTransfer.dropEffect = 'copy';
    document.documentElement.dataset.over = '1';
  });
}
document.addEventListener('dragleave', (e) => { if (e.relatedTarget === null) delete document.documentElement.dataset.over; });
document.addEventListener('drop', async (e) => {
  e.preventDefault();
  delete document.documentElement.dataset.over;
  try {
    take(await dropped(e.dataTransfer));
  } catch {
    toast(t('这个浏览器不许读拖入的文件夹：请点“选文件夹”。', 'This browser reads no folder that is dropped: choose it instead.'));
  }
});

// What a press of a button could not do.
window.addEventListener('unhandledrejection', (e) => toast(e.reason?.message ?? String(e.reason)));

start();
document.documentElement.dataset.ready = '1';
performance.mark('ready');
