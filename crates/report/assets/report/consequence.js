// 必看 by consequence: what does the most harm in print comes first, and within it the order of the book.

const ON_POSTS = /post|term-of-office|roster/;
const ON_NAMES = /body|place|county|name|organ|person|document|honour|quoted|ending|contributor|commemorative/;

const CONSEQUENCES = [
  [t('领导人、固定提法、港澳台和民族', 'leaders, formulas, names of state'), (r) => r.family === 'WRD' && !ON_POSTS.test(r.name) && !/^(body|place|county|historic)-/.test(r.name)],
  [t('姓名、职务、名称', 'persons, posts, names'), (r) => ON_POSTS.test(r.name) || (['CON', 'WRD'].includes(r.family) && ON_NAMES.test(r.name))],
  [t('目录、结构', 'contents, structure'), (r) => r.family === 'TOC' || (r.family === 'STR' && r.name !== 'table-total')],
  [t('数据、日期、待补', 'figures, dates, placeholders'), () => true],
];
/** The contents come after the figures, which all that is left counts as. */
const IN_ORDER = [0, 1, 3, 2];

/** The findings of 必看 by what comes of them: name and list. */
function byConsequence(list) {
  const parts = CONSEQUENCES.map(() => []);
  for (const f of list) parts[CONSEQUENCES.findIndex(([, speaks]) => speaks(f.r))].push(f);
  return IN_ORDER.map((n) => [CONSEQUENCES[n][0], parts[n]]).filter(([, part]) => part.length);
}
