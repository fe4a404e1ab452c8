// Names of what the editor sees.

const CHANGE = '改', KEEP = '不改', HOLD = '待核';
const STATES = [CHANGE, KEEP, HOLD];
const stateName = (s) => (en ? { [CHANGE]: 'change', [KEEP]: 'keep', [HOLD]: 'hold' }[s] : s);
const GROUPS = ['must', 'hard', 'house', 'advice', 'conversion'];
const groupName = (g) => (g === 'must' ? t('必看', 'see first') : words.class[g]);
const groupNote = {
  must: t('姓名职务、数据、日期、目录：请先核', 'names, posts, figures, dates, contents'),
  conversion: t('扫描、转换留下的，不计差错', 'left by scanning and converting; no faults of the book'),
  house: t('不计差错', 'weighs nothing'),
};
