// Files that are dropped or chosen.

const MANUSCRIPT = /\.(md|markdown|txt|docx|docm|pdf)$/i;
/** What offices write in, too: said to be saved as .docx. */
const OTHER = /\.(doc|wps|rtf|odt|wpt|uot)$/i;
const LIST_OF_WORDS = /^words.*\.toml$/i;
const ANSWERS = /^(kanwu\.decisions\.toml|处理意见.*\.(json|toml))$/i;
/** Forms that a unit or an editor has filled in. */
const FORM = /^(退改单|.*校对质疑表).*\.(xlsx|xlsm|csv|docx|docm)$/i;
/** What kanwu made, and what Word and WPS leave while a file is open. */
const MADE = /(\.审校\.(docx|docm|pdf|md|txt)|\.校对\.html)$/i;
const LEFT = /^(~\$|\.)/;

const baseName = (path) => path.split('/').pop();
const inOrder = (a, b) => a.path.localeCompare(b.path, 'zh', { numeric: true });

/** The files of a folder, by its handle: Chromium reads no entry of a folder for a page that is itself a file. */
async function inHandle(handle, path) {
  if (handle.kind === 'file') return [{ path: path + handle.name, file: await handle.getFile() }];
  const files = [];
  for await (const child of handle.values()) files.push(...await inHandle(child, `${path}${handle.name}/`));
  return files;
}

/** The same by its entry, for browsers without handles. */
async function inEntry(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ path: path + entry.name, file }];
  }
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return files;
    for (const one of some) files.push(...await inEntry(one, `${path}${entry.name}/`));
  }
}

/** What was dropped: files, and the name of the folder that they came in. */
async function dropped(transfer) {
  // All is asked at once: what was dropped is gone when the event is over.
  const all = [...transfer.items].filter((item) => item.kind === 'file').map((item) => {
    const entry = item.webkitGetAsEntry?.();
    if (!entry?.isDirectory) return { file: item.getAsFile() };
    return { entry, handle: item.getAsFileSystemHandle?.() };
  });
  const files = [];
  for (const { file, entry, handle } of all) {
    if (file) files.push({ path: file.name, file });
    else if (handle) files.push(...await inHandle(await handle, ''));
    else if (entry) files.push(...await inEntry(entry, ''));
  }
  return { files, folder: all.length === 1 && all[0].entry ? all[0].entry.name : '' };
}

/** What was chosen in a dialog of the browser. */
function chosen(input) {
  const files = [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  const folder = files[0]?.path.includes('/') ? files[0].path.split('/')[0] : '';
  return { files, folder };
}

/** Manuscripts and answers among files, each in order; what lies in a folder beside them is passed over. */
function sorted({ files, folder }) {
  const names = new Set(files.map(({ path }) => path));
  const original = (path) => path.replace(/\.审校(\.[^.]+)$/, '$1');
  const isAnswers = (path) => ANSWERS.test(baseName(path)) || FORM.test(baseName(path));
  const answers = files.filter(({ path }) => isAnswers(path) && !LEFT.test(baseName(path)));
  const manuscripts = files.filter(({ path }) => {
    const name = baseName(path);
    if (LEFT.test(name) || isAnswers(path) || LIST_OF_WORDS.test(name)) return false;
    if (MADE.test(name) && (!MANUSCRIPT.test(name) || names.has(original(path)))) return false;
    return !path.includes('/') || MANUSCRIPT.test(name) || OTHER.test(name);
  });
  const lists = files.filter(({ path }) => LIST_OF_WORDS.test(baseName(path)));
  return { manuscripts: manuscripts.sort(inOrder), answers, lists, folder };
}
