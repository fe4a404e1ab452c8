// Answers kept in this browser by book. A book is known again by its findings, whatever its file is called.

const SHELF = 'kanwu:books';
const bookKey = (id) => `kanwu:book:${id}`;

/** Books that have answers: `{ id, title, day, count }`. */
const shelf = () => read(SHELF, []);
const answersOf = (id) => read(bookKey(id), {});

/** Keeps the answers of a book, and puts it first. Says whether the browser took them. */
function keepBook({ id, title }, all) {
  const count = Object.keys(all).length;
  const rest = shelf().filter((book) => book.id !== id);
  const list = count === 0 ? rest : [{ id, title, day: today(), count }, ...rest];
  const text = JSON.stringify(all);
  kept.set(bookKey(id), text);
  kept.set(SHELF, JSON.stringify(list));
  return kept.lasting && localStorage.getItem(bookKey(id)) === text;
}

function dropBook(id) {
  keepBook({ id, title: '' }, {});
  kept.remove(bookKey(id));
}

/** Stages, numbers, days and what is said of copies stand at the end of a name; the title is what is before. */
const TAIL = /[\s._·—\-]*[（(【[]?(第?[一二三四五六\d]+[校审]样?|[初复终]审稿?|通读稿?|清样|付印样?|送审稿?|修[改订]稿?|征求意见稿|定稿|终稿|最终版?|审校|校对|副本|备份|v\d+(\.\d+)*|第?[一二三四五\d]+[版稿]|\d{6,8}|\d{1,2}月\d{1,2}日|\d{1,2})[）)】\]]?$/i;

function titleOf(files, folder) {
  let title = folder || baseName(files[0]?.path ?? '').replace(/\.[^.]*$/, '');
  for (;;) {
    const shorter = title.replace(TAIL, '');
    if (shorter === '' || shorter === title) return title;
    title = shorter;
  }
}

/** So many answers to findings that are there make it the same book. */
const ENOUGH = 3;

/** The book whose answers belong to these findings; a new one where there is none. */
function bookOf(title, findings) {
  const there = new Set(findings.map((f) => f.id));
  let best = null, most = 0;
  for (const book of shelf()) {
    const all = Object.entries(answersOf(book.id));
    const hits = all.filter(([id]) => there.has(id)).length;
    // What was to be changed may be gone, so that only the rest can speak against a book of the same title.
    const stay = all.filter(([, a]) => a.state !== '改').length;
    const same = book.title === title && (hits > 0 || stay < ENOUGH);
    const points = hits + (same ? 1e6 : 0);
    if ((same || hits >= ENOUGH) && points > most) [best, most] = [book, points];
  }
  return best ?? { id: `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`, title, fresh: true };
}
