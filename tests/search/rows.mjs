// The questions of relevance.tsv (halves A and B), unseen.tsv (C) and everyday.tsv (D), and the figures of how they
// were answered.
//
// S@1: the first hit is right; S@5: one of the first five is; MRR: mean of 1 / rank of the first right hit, 0 beyond
// the tenth.

import fs from 'node:fs';
import path from 'node:path';

import { root } from '../support/reperes.mjs';

const linesOf = (file) => fs.readFileSync(path.join(root, 'tests/search', file), 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

export function readRows() {
  const seen = new Map();
  const rowOf = (line) => {
    const [group, text, ids] = line.split('\t');
    return { group, text, right: ids.split('|') };
  };
  const tuned = linesOf('relevance.tsv').map(rowOf).map((row) => {
    const number = (seen.get(row.group) ?? 0) + 1;
    seen.set(row.group, number);
    return { ...row, half: number % 2 ? 'A' : 'B' };
  });
  const half = (letter, file) => linesOf(file).map(rowOf).map((row) => ({ ...row, half: letter }));
  return [...tuned, ...half('C', 'unseen.tsv'), ...half('D', 'everyday.tsv')];
}

// The rank of the first right id among the first ten; 0 when there is none.
export const rankAmong = (ids, right) => ids.slice(0, 10).findIndex((id) => right.includes(id)) + 1;

// [S@1, S@5, MRR@10] of rows with their rank.
export function figuresOf(rows) {
  const share = (test) => rows.filter(test).length / rows.length;
  return [share(({ rank }) => rank === 1), share(({ rank }) => rank >= 1 && rank <= 5),
    rows.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / rows.length];
}
