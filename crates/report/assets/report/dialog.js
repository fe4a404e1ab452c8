// Dialogs, passing words, files that are saved.

function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A dialog; gives what `take` makes of it, or null. */
function ask(titleText, body, take, yes = t('确定', 'ok'), no = t('取消', 'cancel')) {
  return new Promise((resolve) => {
    let result = null;
    const form = h('form', { method: 'dialog' }, h('h2', null, titleText), body,
      h('div', { class: 'buttons' },
        no === '' ? null : h('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, no),
        h('button', { type: 'submit', class: 'chief', autofocus: true }, yes)));
    form.addEventListener('submit', () => { result = take(form); });
    const dialog = h('dialog', null, form);
    dialog.addEventListener('close', () => { dialog.remove(); resolve(result); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

let toasting;
function toast(text, actionName, action) {
  document.querySelector('.toast')?.remove();
  const element = h('div', { class: 'toast', role: 'status' }, h('span', null, text),
    action ? h('button', { onclick: () => { action(); element.remove(); } }, actionName) : null);
  document.body.append(element);
  clearTimeout(toasting);
  toasting = setTimeout(() => element.remove(), 9000);
}

/** Saves a file by way of the browser's downloads. */
function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
