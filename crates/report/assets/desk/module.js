// Work that is done beside the page.

const waiting = new Map();
let calls = 0;

function answered({ id, done, error }) {
  const call = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) return call.resolve(done);
  call.reject(new Error(error || t('刊误内部出错，这份书稿未能查完。请换一种格式另存再试。', 'kanwu failed on this manuscript.')));
}

/** Sends messages to a worker, or to this thread where the browser allows no worker. */
const send = (() => {
  const here = () => engine((message) => answered(message));
  try {
    const source = `'use strict';\n${engine}\nconst take = engine((message, moved) => postMessage(message, moved));\nonmessage = (e) => take(e.data);`;
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onmessage = (e) => answered(e.data);
    let broken = null;
    const sent = [];
    worker.onerror = (e) => {
      e.preventDefault();
      if (broken) return;
      // Not even begun: what was sent is done here.
      broken = here();
      sent.forEach((message) => broken(message));
    };
    return (message) => {
      if (broken) return broken(message);
      sent.push(message);
      // What was sent before the first answer came is kept, in case the worker never begins.
      if (waiting.size === 0) sent.length = 0;
      worker.postMessage(message);
    };
  } catch {
    return here();
  }
})();

/** Gives a promise of what comes of a message. */
function work(message) {
  const id = ++calls;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    send({ id, ...message });
  });
}
const request = (what) => work({ request: what });

/** Compiled while the first files are looked for. */
const opened = work({ module: $('module').textContent });
$('module').remove();
opened.then(() => {
  document.documentElement.dataset.module = 'ready';
  performance.mark('module');
}, () => {});
opened.catch((error) => refill($('app'), h('p', { class: 'empty' }, t('这个浏览器太旧，打不开刊误：', 'This browser is too old for kanwu: '), error.message)));
