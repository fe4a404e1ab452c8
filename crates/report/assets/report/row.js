// One finding.

function around(f) {
  if (f.excerpt !== undefined) return [marked(visible(cut(f.excerpt, 120)), f)];
  const [line, from, to] = f.at;
  const text = lines[line][4];
  const start = Math.max(0, from - 26), last = Math.min(text.length, Math.max(to, from) + 34);
  const clean = (s) => visible(s.replace(/\*\*|^#+\s+/g, ''));
  return [start > 0 ? '◂' : '', clean(text.slice(start, from)), marked(visible(cut(text.slice(from, to), 90)), f), clean(text.slice(Math.max(to, from), last)), last < text.length ? '▸' : ''];
}
const marked = (text, f) => h('mark', { class: f.severity }, text === '' ? '▏' : text);

function row(f) {
  const a = answer(f);
  const element = h('article', { class: `row ${f.severity}`, 'data-i': f.i, 'data-id': f.id },
    h('div', { class: 'row-top' },
      h('button', { class: 'row-head', 'aria-expanded': 'false', onclick: () => choose(f.i, true) },
        h('span', { class: 'what' }, f.what || f.r.title),
        h('span', { class: 'where' }, h('span', { class: `sev ${f.severity}` }, words.severity[f.severity]), f.place, ' · ', pathName(f.node))),
      h('span', { class: 'states', role: 'group', 'aria-label': t('处理', 'decision') }, STATES.map((s) =>
        h('button', { 'data-state': s, 'aria-pressed': 'false', onclick: () => decide([f], s) }, stateName(s))))),
    filter.cross ? sides(f) : h('p', { class: 'ctx' }, around(f)),
    h('p', { class: 'answer', hidden: true }));
  dress(element, f, a);
  return element;
}

/** Shows a row's state. */
function dress(element, f, a = answer(f)) {
  const state = a?.state ?? '';
  element.classList.toggle('kept', state === KEEP);
  for (const b of element.querySelectorAll('.row-top .states button')) b.setAttribute('aria-pressed', String(b.dataset.state === state));
  const line = element.querySelector('.answer');
  const parts = a ? [a.reason, a.person, a.date, a.stage].filter(Boolean) : [];
  if (a && !answers[f.id]) {
    parts.push(a.in_text ? t('原文注记', 'a comment in the text') : t('已登记', 'on record'));
  }
  if (isUnmended(f)) parts.push(t('漏改，原文未动', '漏改, the text is unchanged'));
  if (!a && f.known) parts.push(t('基线已知', 'known from the baseline'));
  line.hidden = parts.length === 0;
  line.textContent = parts.join(' · ');
}

const rowOf = (i) => $('rows').querySelector(`[data-i="${i}"]`);

/** Selects a finding: its row opens, its text comes into view. */
function choose(i, byHand = false) {
  if (current !== null && current !== i) {
    const old = rowOf(current);
    old?.classList.remove('on');
    old?.querySelector('.detail')?.remove();
    old?.querySelector('.row-head').setAttribute('aria-expanded', 'false');
  } else if (current === i && byHand && rowOf(i)?.querySelector('.detail')) {
    const same = rowOf(i);
    same.classList.remove('on');
    same.querySelector('.detail').remove();
    same.querySelector('.row-head').setAttribute('aria-expanded', 'false');
    current = null;
    return;
  }
  current = i;
  const f = findings[i];
  if (!order.includes(i)) {
    if (!matches(f)) { $('search').value = ''; for (const s of document.querySelectorAll('[data-filter]')) s.value = ''; Object.assign(filter, NONE); }
    open.add(`${f.group}:${f.rule}`);
    drawList();
    drawTree();
  }
  hosts.get(i)?.();
  const element = rowOf(i);
  if (element) {
    unfold(element, f);
    if (!byHand) element.scrollIntoView({ block: 'nearest' });
  }
  show(f);
}

function unfold(element, f) {
  element.classList.add('on');
  element.querySelector('.row-head').setAttribute('aria-expanded', 'true');
  if (!element.querySelector('.detail')) element.append(detail(f));
}

const placeButton = (stretch, text) =>
  h('button', { class: 'link related', 'data-line': stretch[0], onclick: () => goRelated(stretch) },
    text || cut(visible(textOf(stretch)), 24) || lineName(stretch), h('small', null, lineName(stretch)));

function detail(f) {
  const list = h('dl');
  const entry = (name, ...what) => list.append(h('dt', null, name), h('dd', null, ...what));
  const fix = corrected(f);
  if (fix) {
    entry(t('应为', 'write'), fix.slice(0, 6).map(([old, now]) =>
      h('div', { class: 'fix' }, old === '' ? '' : h('del', null, visible(old)), ' ', h('ins', null, orDelete(now)))),
    h('span', { class: 'code' }, words.grade[f.fix.grade]));
  }
  if (f.related.length) entry(t('相关', 'see also'), h('div', { class: 'links' }, f.related.map(([at, text]) => placeButton(at, text))));
  if (f.occurrences.length) {
    const links = h('div', { class: 'links' }, f.occurrences.slice(0, 8).map(([at]) => placeButton(at, '')));
    if (f.occurrences.length > 8) {
      links.append(h('button', { class: 'link', onclick: (e) => e.currentTarget.replaceWith(...f.occurrences.slice(8, 400).map(([at]) => placeButton(at, ''))) },
        t(`共${f.occurrences.length}处，再列`, `${f.occurrences.length} in all: more`)));
    }
    entry(t('各处', 'places'), links);
  }
  entry(t('依据', 'clause'), f.r.clause);
  entry(t('规则', 'rule'), `${f.r.code} ${f.r.name} `, h('span', { class: 'code' }, `${words.class[f.r.class]} · ${words.family[f.r.family]} · ${words.confidence[f.confidence]}`), h('div', null, f.r.why));
  const a = answers[f.id];
  if (a) {
    entry(t('附言', 'remark'), h('input', {
      type: 'text', 'aria-label': t('理由、附言', 'reason or remark'), value: a.reason, required: a.state === KEEP && f.r.single,
      onchange: (e) => { if (e.target.reportValidity()) { a.reason = e.target.value.trim(); settled([f]); } },
    }));
  }
  if (f.r.single) entry(t('注意', 'note'), t('不改须逐条写明理由并署名。', 'Kept one by one only, with reason and name.'));
  if (desk && f.words) entry(t('词表', 'words'), h('button', { class: 'plain add-word', onclick: () => desk.addWord(f) }, t('加入词表', 'add to the words')));
  return h('div', { class: 'detail' },
    f.advice ? h('p', null, f.advice) : null, list,
    data.redacted ? null : h('p', { class: 'to-text' }, h('button', { class: 'plain', onclick: () => { $('reader').classList.add('open'); show(f); } }, t('看原文', 'show the text'))));
}

function goRelated(stretch) {
  $('reader').classList.add('open');
  $('return').hidden = false;
  goLine(stretch[0], stretch);
}
