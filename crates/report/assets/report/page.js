// The data.

const { rules, nodes, lines, findings, words } = data;
