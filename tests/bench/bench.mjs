// Times and sizes, into FIGURES.md beside this file: how long a build takes stage by stage, what the search weighs,
// what a question costs, over http and by double click, and the same of Pagefind.
//
//   ./run bench              the project's own content; with the ROME on top when REPERES_DATA names the outside data;
//                            with « Vos droits et démarches » as well when VOSDROITS names it (see corpus.mjs)
//   ./run bench rome …       of contenu, rome, vosdroits, those named
//
// Nothing here passes or fails: figures are read by people, on the machine they were made on.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { answersOfDatabase, baseOf } from '../search/halves.mjs';
import { figuresOf, rankAmong, readRows } from '../search/rows.mjs';
import { filesBelow, root, run, scratchFolder, today } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { ownContent, withRome, withVosdroits } from './corpus.mjs';
import * as pagefind from './pagefind.mjs';
import { serveFolder } from './static.mjs';
import { coldWaits, firstLoads, laterWaits, median, pageWaits, warmWaits } from './visits.mjs';

const rounds = 5;
const questions = [
  'RSA',
  'je ne peux plus payer mon loyer',
  'pole emploi',
  'educateur specialise',
  'perte de papiers',
  'mdph',
  'formation gratuite',
  'nulle part où dormir',
  'K1801',
  'chomage',
];

const number = (value, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const kilobytes = (bytes) => number(bytes / 1000);
const weightOf = (folder, files = filesBelow(folder)) =>
  files.reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0);
const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `|---|${'---:|'.repeat(head.length - 1)}`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  '',
];

function must(given) {
  const done = run(given);
  if (done.status !== 0) throw new Error(`reperes ${given.join(' ')} : ${done.status}\n${done.stderr}`);
  return done;
}

// Milliseconds per stage, median of the rounds; the first build (cold files) aside.
function timeBuilds(content, site) {
  const given = ['build', '--content', content, '--output', site, '--date', today, '--timings'];
  must(given);
  const stages = new Map();
  const walls = [];
  for (let round = 0; round < rounds; ++round) {
    const started = process.hrtime.bigint();
    const { stderr } = must(given);
    walls.push(Number(process.hrtime.bigint() - started) / 1e6);
    for (const [, milliseconds, stage] of stderr.matchAll(/^ *(\d+[.,]\d) ms {2}(.+)$/gm)) {
      stages.set(stage, [...(stages.get(stage) ?? []), Number(milliseconds.replace(',', '.'))]);
    }
  }
  return { stages: [...stages].map(([stage, all]) => [stage, median(all)]), wall: median(walls) };
}

// --- our browser index: which file is what ---------------------------------------------------------------------------
const isText = (file) => /(^|\/)[ft]\d+\.js$/.test(file); // a fiche: its card, and its texts for passages
function familyOf(file) {
  if (file.endsWith('.html')) return 'page';
  if (/\/recherche\/[0-9a-f]+\//.test(file)) return isText(file) ? 'texts' : 'index';
  return file.endsWith('.js') ? 'scripts' : 'styles';
}

// What the cards of results take of the files of fiches: the first part of each fiche.
function cardBytes(folder, files) {
  return files.filter(isText).reduce((sum, file) => {
    const script = fs.readFileSync(path.join(folder, file), 'utf8');
    const fiches = JSON.parse(script.slice(script.indexOf(',') + 1, script.lastIndexOf(')')));
    return fiches.reduce((all, [card]) => all + Buffer.byteLength(JSON.stringify(card)), sum);
  }, 0);
}

function sizesOf(site) {
  const folder = path.join(site, baseOf(site));
  const files = filesBelow(folder);
  const cards = cardBytes(folder, files);
  return {
    files: files.length,
    index: weightOf(folder, files.filter((file) => !isText(file))) + cards,
    texts: weightOf(folder, files.filter(isText)) - cards,
  };
}

// --- visits ----------------------------------------------------------------------------------------------------------
const families = ['page', 'styles', 'scripts', 'index', 'texts'];

// Medians by family and in all, of requests and bytes.
function loadsOf(loads) {
  const of = (family, what) => median(loads.map((load) => load[family]?.[what] ?? 0));
  const totals = (what) => loads.map((load) => Object.values(load).reduce((sum, family) => sum + family[what], 0));
  return {
    split: families.map((family) => ({ requests: of(family, 'requests'), bytes: of(family, 'bytes') })),
    requests: median(totals('requests')),
    bytes: median(totals('bytes')),
    most: Math.max(...totals('bytes')),
  };
}

const isDone = (page) => page.waitForLoadState('networkidle');

async function visitsOf(site) {
  const server = await serveFolder(site);
  const loads = loadsOf(await firstLoads(server, questions, { familyOf, isDone }));
  const http = median(await coldWaits(server.base, questions));
  await server.stop();
  const kiosk = await serve(['--kiosk', '--output', site]);
  const served = median(await coldWaits(kiosk.base, questions));
  await kiosk.stop();
  return {
    loads,
    http,
    served,
    page: median(await pageWaits(site)),
    cold: median(await coldWaits(site, questions)),
    warm: median(await warmWaits(site, questions)),
    later: median(await laterWaits(site, questions)),
  };
}

async function pagefindOf(site, rows) {
  const made = pagefind.indexWithPagefind(site);
  const server = await serveFolder(made.folder);
  const loads = loadsOf(await firstLoads(server, questions, pagefind.visited));
  const http = median(await coldWaits(server.base, questions, pagefind.visited));
  const found = await pagefind.idsOfPagefind(server.base, made.idOf, rows.map(({ text }) => text));
  await server.stop();
  return { ...made, loads, http, ranks: rows.map(({ right }, i) => rankAmong(found[i], right)) };
}

// --- the report ------------------------------------------------------------------------------------------------------
function relevanceTable(rows, engines) {
  const halves = [['A, tuned on', 'A'], ['B, never tuned on', 'B'], ['C, written apart', 'C'], ['all', '']];
  const lines = halves.flatMap(([label, half]) =>
    engines.map(([name, ranks]) => {
      const some = rows.map((row, i) => ({ ...row, rank: ranks[i] })).filter((row) => row.half.startsWith(half));
      return [label, name, some.length, ...figuresOf(some).map((figure) => figure.toFixed(3))];
    }),
  );
  return table(['questions', 'engine', 'number', 'S@1', 'S@5', 'MRR@10'], lines);
}

function beside(ours, sizes, indexing, other) {
  const cost = (visit) => [
    ...families.map((_, i) => `${kilobytes(visit.split[i].bytes)} kB, ${visit.split[i].requests}`),
    `${kilobytes(visit.bytes)} kB, ${visit.requests}`,
    `${kilobytes(visit.most)} kB`,
  ];
  const labels = ['page', 'styles and images', 'code', 'index', 'results: cards, texts, excerpts', 'in all', 'most'];
  const [mine, theirs] = [cost(ours.loads), cost(other.loads)];
  return table(
    ['', 'Repères', `Pagefind ${pagefind.version()}`],
    [
      ['pages indexed', number(other.pages), number(other.pages)],
      ['time to index', `${number(indexing)} ms`, `${number(other.milliseconds)} ms`],
      ['on disk: index, and cards of results', `${kilobytes(sizes.index)} kB`, `${kilobytes(other.index)} kB`],
      ['on disk: texts', `${kilobytes(sizes.texts)} kB`, `${kilobytes(other.texts)} kB`],
      ['files', number(sizes.files), number(other.files)],
      ...labels.map((label, i) => [`first question: ${label}`, mine[i], theirs[i]]),
      ['first question, to the first result', `${number(ours.http)} ms`, `${number(other.http)} ms`],
    ],
  );
}

async function measure(name, content, { judged = false } = {}) {
  const site = path.join(scratchFolder('bench'), 'www');
  const built = timeBuilds(content, site);
  const given = ['build', '--content', content, '--output', site, '--date', today, '--json'];
  const { fiches, pages } = JSON.parse(must(given).stdout);
  const asked = questions.map((question) => {
    const started = process.hrtime.bigint();
    must(['search', question, '--json', '--output', site]);
    return Number(process.hrtime.bigint() - started) / 1e6;
  });
  const sizes = sizesOf(site);
  const visits = await visitsOf(site);
  const rows = judged ? readRows().filter(({ half }) => half !== 'D') : [];
  const other = pagefind.isInstalled() ? await pagefindOf(site, rows) : null;
  const indexing = built.stages.find(([stage]) => stage === 'indexer')[1];
  const ranks = answersOfDatabase(site, rows).map(({ hits, nearest }, i) =>
    nearest ? 0 : rankAmong(hits.map(({ id }) => id), rows[i].right),
  );
  const load = number(os.loadavg()[2], 1);
  const stages = built.stages.map(([stage, milliseconds]) => [stage, number(milliseconds, 1)]);
  return [
    `## ${name}`,
    '',
    `${number(fiches)} fiches, ${number(pages)} pages; load of the machine while measured: ${load}.`,
    '',
    ...table(['stage', 'ms'], [...stages, ['the whole command', number(built.wall, 1)]]),
    ...table(
      ['size', 'kB'],
      [
        ['site, database aside', kilobytes(weightOf(site) - weightOf(path.join(site, '.xapian')))],
        ['browser index and cards of results', kilobytes(sizes.index)],
        ['texts, for passages and phrases', kilobytes(sizes.texts)],
        ['database (`.xapian/`)', kilobytes(weightOf(path.join(site, '.xapian')))],
      ],
    ),
    ...table(
      ['question', 'median, ms'],
      [
        ['`reperes search`, the whole command', number(median(asked), 1)],
        ['the page alone, by double click, until something is painted', number(visits.page)],
        ['page opened on a question, by double click, to the first results', number(visits.cold)],
        ['page open, engine loaded, by double click: a first question', number(visits.warm)],
        ['page open, by double click: a question asked before', number(visits.later)],
        ['page opened on a question, over http', number(visits.http)],
        ['the same from `reperes serve --kiosk`', number(visits.served)],
      ],
    ),
    ...(other ? ['### Beside Pagefind', '', ...beside(visits, sizes, indexing, other)] : []),
    ...(other && judged ? relevanceTable(rows, [['Repères', ranks], ['Pagefind', other.ranks]]) : []),
  ];
}

const processor = os.cpus()[0]?.model.trim() ?? 'unknown';
const introduction = [
  '# Figures',
  '',
  'Made by `./run bench`. They are for comparing two days on one machine, and two searches on one day.',
  '',
  `Machine: ${os.cpus().length} cores (${processor}), ${number(os.totalmem() / 2 ** 30)} GiB.`,
  '',
  'Builds: median of five after a first one. Pages: Chromium, nothing cached; the median over ten questions of the',
  'best of five visits each, from the start of the visit (or from the question) to the results on the screen. Bytes',
  'are those sent, headers included, text compressed with gzip; beside them, the number of requests.',
  '',
  'Pagefind indexes the same pages below `<main>` and is asked by its JavaScript API from a page of a few lines and no',
  'style; both show six results with their excerpts first. Its code holds 60 kB of WebAssembly; it cannot be opened',
  'by double click. Relevance: the questions of `tests/search/relevance.tsv` and `tests/search/unseen.tsv`.',
];
const corpora = [
  { key: 'contenu', name: 'The content', make: () => ownContent },
  { key: 'rome', name: 'The content and the ROME', make: withRome, judged: true },
  {
    key: 'vosdroits',
    name: 'The content, the ROME and « Vos droits et démarches » (F and N of November 2020)',
    make: () => withVosdroits(withRome()),
  },
];

// Each section is written down once measured; those not asked for stay as they were.
const file = path.join(root, 'tests/bench/FIGURES.md');
const sections = new Map();
for (const text of fs.readFileSync(file, 'utf8').split(/^(?=## )/m).slice(1))
  sections.set(text.slice(3, text.indexOf('\n')), text.trimEnd());
const wanted = process.argv.slice(2);
for (const { key, name, make, judged } of corpora) {
  if (wanted.length && !wanted.includes(key)) continue;
  const content = make();
  if (!content) {
    console.error(`${name} : données absentes (REPERES_DATA, VOSDROITS), mesure laissée de côté.`);
    continue;
  }
  sections.set(name, (await measure(name, content, { judged })).join('\n').trimEnd());
  console.log(sections.get(name));
  const known = corpora.filter((corpus) => sections.has(corpus.name)).map((corpus) => sections.get(corpus.name));
  fs.writeFileSync(file, `${[introduction.join('\n'), ...known].join('\n\n')}\n`);
}
