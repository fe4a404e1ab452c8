// All is there.

desk?.asking(askWho);
frame();
watch();
drawTree();
drawList();
layText();
if (!data.redacted) {
  const first = order.length ? findings[order[0]] : null;
  if (first) goLine(first.at[0]);
}
document.documentElement.dataset.ready = '1';
