// What stands over and under the list: the error rate, what was answered, what was not checked.

/** Before 三校 the rate is told to those who unfold it: of a draft it says little. */
const isLate = () => ['三校', '通读', '付印'].includes(who.stage);

function about() {
  const said = [];
  if (data.redacted) said.push(h('p', null, t('这份报告不带原文，只带所标文字。', 'This report comes without the text, but for what is marked.')));
  if (data.only) said.push(h('p', null, data.only));
  if (desk) said.push(...desk.said());
  for (const error of data.errors) said.push(h('p', { class: 'sev error' }, error));
  for (const off of data.required) said.push(h('p', { class: 'sev error' }, off));
  for (const rate of data.rate) {
    const [head, ...under] = rate.head;
    const cells = (row, tag) => h('tr', null, row.map((c) => h(tag, null, c)));
    const [columns, ...rows] = rate.rows;
    const whole = rows[rows.length - 1] ?? [];
    said.push(h('details', { class: 'rate' },
      h('summary', null, several ? `${under.map((u) => u.split('/').pop()).join('')} ` : '', head, isLate() ? [t('：', ': '), h('span', { class: 'whole' }, whole[whole.length - 1] ?? '')] : null),
      several ? h('p', null, under.join(' ')) : null,
      h('div', { class: 'scroll' }, h('table', null, h('thead', null, cells(columns, 'th')), h('tbody', null, rows.map((r) => cells(r, 'td'))))),
      rate.foot.map((line) => h('p', null, line)),
      desk ? null : h('p', null, t('按生成这份报告时的处理意见计算；导出并登记后重新检查，即按新的计算。', 'By the decisions known when this report was made.'))));
  }
  if (!kept.lasting) {
    said.push(h('p', { class: 'sev error' }, t('浏览器不许保存，处理意见只在此页打开时有效：关闭前请导出。', 'The browser keeps nothing: export before you close the page.')));
  }
  return h('div', { class: 'about' }, said);
}

function end() {
  return h('section', { class: 'end' },
    data.answered.length ? [h('h2', null, t('已有的处理', 'What has been answered')), h('ul', null, data.answered.map((a) => h('li', null, a)))] : null,
    h('h2', null, t('未检查的', 'What was not checked')),
    h('ul', null, [...data.unchecked, ...data.coverage].map((u) => h('li', null, u))),
    h('p', null,
      data.info ? '' : desk ? [t('提示级的未列出。', 'Findings of severity info are not listed. '), desk.infoButton()] : t('提示级的规则未列出（--show info）。', 'Findings of severity info are not listed (--show info). '),
      t('没有列出的不等于合格。', 'What is not listed is not thereby right.')));
}
