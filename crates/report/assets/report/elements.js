// Elements of the page, and its language.

const en = document.documentElement.lang === 'en';
const t = (zh, english) => (en ? english : zh);
const $ = (id) => document.getElementById(id);

/** An element. Properties that begin with `on` listen; children are elements or text, never markup. */
function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ''));
  return element;
}

/** Gives an element new children. Older browsers of offices lack `replaceChildren`. */
function refill(element, ...children) {
  element.textContent = '';
  element.append(...children);
}
