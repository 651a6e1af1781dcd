// Are the right fiches first? Asks every row of relevance.tsv (halves A and B), of unseen.tsv (C: written apart from
// the ranking, never tuned on) and of everyday.tsv (D: tuned on) of the content with the ROME, and compares the figures
// with those of relevance-figures.tsv: a group that falls below fails. Where the data of the ROME are absent it says
// so.
//
//   node tests/search/relevance.mjs              the test
//   node tests/search/relevance.mjs --show       also the rows of A and D that are not right first
//   node tests/search/relevance.mjs --write      writes the figures down (after reading them)

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root } from '../support/reperes.mjs';
import { answersOfDatabase, siteWithRome } from './halves.mjs';
import { figuresOf, rankAmong, readRows } from './rows.mjs';

const figuresFile = path.join(root, 'tests/search/relevance-figures.tsv');
const slack = 0.02;  // how far below its written figure a group may fall: less than one question of most groups

function tableOf(rows) {
  const lines = ['groupe\tmoitié\tquestions\tS@1\tS@5\tMRR@10'];
  for (const half of ['A', 'B', 'C', 'D'])
    for (const group of [...new Set(rows.map((row) => row.group)), 'ensemble']) {
      const some = rows.filter((row) => row.half === half && (group === 'ensemble' || row.group === group));
      lines.push([group, half, some.length, ...figuresOf(some).map((figure) => figure.toFixed(3))].join('\t'));
    }
  return `${lines.join('\n')}\n`;
}

const { site, why } = siteWithRome();
const rows = site ? readRows() : [];
const answers = site ? answersOfDatabase(site, rows) : [];
rows.forEach((row, i) => {
  const { hits, nearest } = answers[i];
  row.rank = nearest ? 0 : rankAmong(hits.map((hit) => hit.id), row.right);
});

if (process.argv.includes('--show'))
  rows.forEach(({ half, group, text, right, rank }, i) => {
    const first = answers[i].hits.slice(0, 4).map((hit) => hit.id).join(' ');
    if ('AD'.includes(half) && rank !== 1) console.log([group, text, right.join('|'), rank, first].join('\t'));
  });
if (site) console.log(tableOf(rows));
if (site && process.argv.includes('--write')) fs.writeFileSync(figuresFile, tableOf(rows));

it('at least 300 questions, none without an answer', { skip: why || false }, () => {
  assert.ok(rows.length >= 300);
  assert.deepEqual(rows.filter((_, i) => answers[i].hits.length === 0), []);
});

it('no question that was tuned on is among those that never were', () => {
  const tuned = new Set(rows.filter(({ half }) => half === 'D').map(({ text }) => text.toLowerCase()));
  assert.deepEqual(rows.filter(({ half, text }) => half === 'C' && tuned.has(text.toLowerCase())), []);
});

it('no group falls below its figures', { skip: why || false }, () => {
  const cells = (table) => table.trimEnd().split('\n').slice(1).map((line) => line.split('\t'));
  const written = cells(fs.readFileSync(figuresFile, 'utf8'));
  const floors = new Map(written.map(([group, half, , ...f]) => [group + half, f.map(Number)]));
  for (const [group, half, , ...f] of cells(tableOf(rows)))
    f.map(Number).forEach((figure, i) => {
      const floor = floors.get(group + half);
      assert.ok(figure >= floor[i] - slack, `${group} ${half} : ${f} au lieu de ${floor}`);
    });
});

for (const part of ['B', 'C'])
  it(`${part}, never tuned on: MRR@10 ≥ 0.90, first ≥ 85 %, in the first five ≥ 95 %`, { skip: why || false }, () => {
    const [first, five, mrr] = figuresOf(rows.filter(({ half }) => half === part));
    assert.ok(mrr >= 0.9 && first >= 0.85 && five >= 0.95, `${first} ${five} ${mrr}`);
  });
