// Are the right fiches first? Asks every row of relevance.tsv (halves A and B) and of unseen.tsv (C: written apart from
// the ranking, never tuned on) of the content with the ROME, and compares the figures
// with those of relevance-figures.tsv: a group that falls below fails. Where the data of the ROME are absent it says
// so.
//
//   node tests/search/relevance.mjs              the test
//   node tests/search/relevance.mjs --show       also the rows of half A that are not right first
//   node tests/search/relevance.mjs --write      writes the figures down (after reading them)
//
// S@1: the first hit is right; S@5: one of the first five is; MRR: mean of 1 / rank of the first right hit, 0 beyond
// the tenth.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root } from '../support/reperes.mjs';
import { answersOfDatabase, siteWithRome } from './halves.mjs';

const figuresFile = path.join(root, 'tests/search/relevance-figures.tsv');
const slack = 0.02;  // how far below its written figure a group may fall: less than one question of most groups

const linesOf = (file) => fs.readFileSync(path.join(root, 'tests/search', file), 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

function readRows() {
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
  return [...tuned, ...linesOf('unseen.tsv').map(rowOf).map((row) => ({ ...row, half: 'C' }))];
}

function rankOf(answer, right) {
  const at = answer.hits.slice(0, 10).findIndex((hit) => right.includes(hit.id));
  return at < 0 || answer.nearest ? 0 : at + 1;
}

function figuresOf(rows) {
  const share = (test) => rows.filter(test).length / rows.length;
  return [share(({ rank }) => rank === 1), share(({ rank }) => rank >= 1 && rank <= 5),
    rows.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / rows.length];
}

function tableOf(rows) {
  const lines = ['groupe\tmoitié\tquestions\tS@1\tS@5\tMRR@10'];
  for (const half of ['A', 'B', 'C'])
    for (const group of [...new Set(rows.map((row) => row.group)), 'ensemble']) {
      const some = rows.filter((row) => row.half === half && (group === 'ensemble' || row.group === group));
      lines.push([group, half, some.length, ...figuresOf(some).map((figure) => figure.toFixed(3))].join('\t'));
    }
  return `${lines.join('\n')}\n`;
}

const { site, why } = siteWithRome();
const rows = site ? readRows() : [];
const answers = site ? answersOfDatabase(site, rows) : [];
rows.forEach((row, i) => { row.rank = rankOf(answers[i], row.right); });

if (process.argv.includes('--show'))
  rows.forEach(({ half, group, text, right, rank }, i) => {
    const first = answers[i].hits.slice(0, 4).map((hit) => hit.id).join(' ');
    if (half === 'A' && rank !== 1) console.log([group, text, right.join('|'), rank, first].join('\t'));
  });
if (site) console.log(tableOf(rows));
if (site && process.argv.includes('--write')) fs.writeFileSync(figuresFile, tableOf(rows));

it('at least 300 questions, none without an answer', { skip: why || false }, () => {
  assert.ok(rows.length >= 300);
  assert.deepEqual(rows.filter((_, i) => answers[i].hits.length === 0), []);
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
