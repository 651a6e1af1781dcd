// Are the right fiches first? Asks every row of relevance.tsv of an index and prints the figures by group and half.
//
//   node tests/search/relevance.mjs INDEX [--verbose]        INDEX: the .xapian folder of a site with the ROME
//
// S@1: the first hit is right; S@5: one of the first five is; MRR: mean of 1 / rank of the first right hit, 0 beyond 10.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

export function readRows() {
  const seen = new Map();
  return fs.readFileSync(path.join(here, 'relevance.tsv'), 'utf8').split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [group, query, ids] = line.split('\t');
      const number = (seen.get(group) || 0) + 1;
      seen.set(group, number);
      return { group, query, right: ids.split('|'), half: number % 2 ? 'A' : 'B' };
    });
}

export function askAll(tool, index, queries) {
  const out = execFileSync(tool, ['ask', index], { input: queries.join('\n') + '\n', maxBuffer: 1 << 30, encoding: 'utf8' });
  return out.trimEnd().split('\n').map(line => JSON.parse(line));
}

export function rankOf(answer, right) {
  const at = answer.hits.slice(0, 10).findIndex(hit => right.includes(hit.id));
  return at < 0 || answer.nearest ? 0 : at + 1;
}

export function figures(ranked) {
  const share = test => ranked.filter(test).length / ranked.length;
  return {
    queries: ranked.length,
    first: share(({ rank }) => rank === 1),
    five: share(({ rank }) => rank >= 1 && rank <= 5),
    mrr: ranked.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / ranked.length,
    empty: ranked.filter(({ answer }) => answer.hits.length === 0).length,
  };
}

export function table(ranked) {
  const groups = [...new Set(ranked.map(row => row.group)), 'ensemble'];
  const lines = ['groupe\tmoitié\tquestions\tpremière\tcinq premières\tMRR@10\tvides'];
  for (const half of ['A', 'B'])
    for (const group of groups) {
      const rows = ranked.filter(row => row.half === half && (group === 'ensemble' || row.group === group));
      const f = figures(rows);
      lines.push([group, half, f.queries, f.first.toFixed(3), f.five.toFixed(3), f.mrr.toFixed(3), f.empty].join('\t'));
    }
  return lines.join('\n') + '\n';
}

export function measure(tool, index) {
  const rows = readRows(), answers = askAll(tool, index, rows.map(row => row.query));
  return rows.map((row, i) => ({ ...row, answer: answers[i], rank: rankOf(answers[i], row.right) }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ranked = measure(process.env.SEARCH_TOOL || 'search_tool', process.argv[2]);
  if (process.argv[3] === '--verbose')
    for (const { half, group, query, right, rank, answer } of ranked)
      if (half === 'A' && rank !== 1)
        console.log(`${group}\t${query}\t${right.join('|')}\t${rank}\t${answer.hits.slice(0, 4).map(hit => hit.id).join(' ')}`);
  console.log(table(ranked));
}
