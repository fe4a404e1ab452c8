// 改, 不改, 待核.

/** Gives findings a state; asks for what is needed. The same state again takes it back. */
async function decide(list, state) {
  if (list.length === 1 && answers[list[0].id]?.state === state) return put(list, null);
  if (!who.person && !(await askWho())) return;
  let reason = '';
  if (state === KEEP) {
    reason = await askReason(list);
    if (reason === null) return;
  }
  put(list, { state, reason, person: who.person, stage: who.stage, date: today() });
}

function put(list, value) {
  const before = list.map((f) => [f, answers[f.id]]);
  for (const f of list) {
    if (value) answers[f.id] = { ...value, rule: f.r.name, excerpt: f.words, ...(desk ? { at: desk.print(f) } : {}) };
    else delete answers[f.id];
  }
  settled(list);
  if (list.length > 1) {
    toast(t(`${list.length}处已标“${value.state}”`, `${list.length} marked ${stateName(value.state)}`), t('撤销', 'undo'), () => {
      for (const [f, old] of before) {
        if (old) answers[f.id] = old;
        else delete answers[f.id];
      }
      settled(list);
    });
  }
}

function settled(list) {
  save();
  for (const f of list) {
    const element = rowOf(f.i);
    if (element) dress(element, f);
    if (element?.querySelector('.detail') && !element.querySelector('.detail').contains(document.activeElement)) element.querySelector('.detail').replaceWith(detail(f));
    for (const m of $('text').querySelectorAll(`[data-mark="${f.i}"]`)) m.classList.toggle('kept', stateOf(f) === KEEP);
  }
  if (list.length > 1) {
    const top = $('list').scrollTop;
    drawList();
    $('list').scrollTop = top;
  }
  drawCounts();
}

async function askWho() {
  const stages = ['供稿', '初审', '复审', '终审', '一校', '二校', '三校', '通读', '付印'];
  const given = await ask(t('由谁处理', 'Who decides'),
    [h('p', null, t('写进处理意见，只问这一次。', 'Goes into the decisions; asked once.')),
      h('label', null, t('姓名', 'name'), h('input', { type: 'text', name: 'person', autofocus: true, required: true, autocomplete: 'name', value: who.person })),
      h('label', null, t('审次、校次（可不填）', 'stage (may be empty)'), h('select', { name: 'stage' }, option('', ''), stages.map((s) => h('option', { value: s, selected: s === who.stage }, s))))],
    (form) => ({ person: form.elements.person.value.trim(), stage: form.elements.stage.value }));
  if (!given || !given.person) return false;
  who = given;
  kept.set('kanwu:who', JSON.stringify(who));
  drawWho();
  return true;
}

async function askReason(list) {
  const former = [...new Set(Object.values(answers).map((a) => a.reason).filter(Boolean))].slice(0, 12);
  const f = list[0];
  return ask(list.length > 1 ? t(`这${list.length}处不改的理由`, `Why these ${list.length} stand`) : t('不改的理由', 'Why it stands'),
    [h('p', null, list.length > 1 ? f.r.title : f.what),
      h('label', null, f.r.single ? t('理由（必填）', 'reason (required)') : t('理由', 'reason'),
        h('input', { type: 'text', name: 'reason', autofocus: true, required: f.r.single, list: 'former', autocomplete: 'off', value: list.length === 1 ? answers[f.id]?.reason ?? '' : '' })),
      h('datalist', { id: 'former' }, former.map((r) => h('option', { value: r })))],
    (form) => form.elements.reason.value.trim(), KEEP);
}

function exportAnswers() {
  if (desk) return desk.saveAnswers();
  const list = own();
  if (list.length === 0) return toast(t('还没有处理意见。', 'Nothing is decided yet.'));
  const decisions = list.map((f) => {
    const { state, rule, excerpt, reason, person, date, stage } = answers[f.id];
    return { id: f.id, state, rule, excerpt, reason, person, date, stage };
  });
  const name = `处理意见-${fileName(0).replace(/\.[^.]*$/, '')}.json`;
  download(name, `${JSON.stringify({ version: 1, decisions }, null, 1)}\n`, 'application/json');
  const quoted = (path) => (/^[\w./\\:\u0080-\uffff-]+$/.test(path) ? path : `"${path}"`);
  const command = `kanwu decide --from ${quoted(name)} --path ${quoted(data.files[0])}`;
  ask(t(`已导出${list.length}处`, `${list.length} exported`),
    [h('p', null, t(`存为“${name}”，在浏览器的下载文件夹。把它移到检查时所在的文件夹，在那里运行：`, `Saved as “${name}” in the browser's downloads. Move it to the folder where you ran the check, and there run:`)),
      h('p', null, h('code', { id: 'command' }, command)),
      h('p', null, t('登记后重新检查，“不改”的不再列出，“待核”的照列，“改”而原文未动的报漏改。', 'Then check again: what is kept is not listed; what was to change and has not is told.'))],
    () => navigator.clipboard?.writeText(command).then(() => toast(t('命令已复制。', 'Copied.')), () => {}), t('复制命令', 'copy the command'), t('关闭', 'close'));
}
