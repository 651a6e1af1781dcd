// Times and sizes, into FIGURES.md beside this file: how long a build takes stage by stage, what the search weighs,
// what a first question costs.
//
//   ./run bench          the project's own content, and with the ROME on top when REPERES_DATA names the outside data
//
// Nothing here passes or fails: figures are read by people, on the machine they were made on.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { addressOf, launchChromium } from '../support/browsers.mjs';
import { filesBelow, root, run, scratchFolder, today } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';

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

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const number = (value, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const weight = (folder) => filesBelow(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0);

function must(given) {
  const done = run(given);
  if (done.status !== 0) throw new Error(`reperes ${given.join(' ')}\n${done.stderr}`);
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

// What a browser that has never seen the site loads for a first question, and how long it waits, over http on this
// machine.
async function firstQuestions(site) {
  const server = await serve(['--kiosk', '--output', site]);
  const browser = await launchChromium();
  const bytes = [];
  const waits = [];
  for (const question of questions) {
    const context = await browser.newContext({ locale: 'fr-FR' });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let loaded = 0;
    network.on('Network.loadingFinished', (event) => (loaded += event.encodedDataLength));
    const started = process.hrtime.bigint();
    await page.goto(`${addressOf(server.base, 'recherche.html')}?q=${encodeURIComponent(question)}`);
    await page.waitForFunction(() => document.querySelector('.resultat-titre'));
    waits.push(Number(process.hrtime.bigint() - started) / 1e6);
    await page.waitForLoadState('networkidle');
    bytes.push(loaded);
    await context.close();
  }
  await browser.close();
  await server.stop();
  return { bytes: median(bytes), most: Math.max(...bytes), wait: median(waits) };
}

async function measure(name, content) {
  const site = path.join(scratchFolder('bench'), 'www');
  const built = timeBuilds(content, site);
  const { fiches, pages } = JSON.parse(
    must(['build', '--content', content, '--output', site, '--date', today, '--json']).stdout,
  );
  const asked = questions.map((question) => {
    const started = process.hrtime.bigint();
    must(['search', question, '--json', '--output', site]);
    return Number(process.hrtime.bigint() - started) / 1e6;
  });
  const first = await firstQuestions(site);
  return [
    `## ${name}`,
    '',
    `${number(fiches)} fiches, ${number(pages)} pages.`,
    '',
    '| stage | ms |',
    '|---|---:|',
    ...built.stages.map(([stage, milliseconds]) => `| ${stage} | ${number(milliseconds, 1)} |`),
    `| the whole command | ${number(built.wall, 1)} |`,
    '',
    '| size | kB |',
    '|---|---:|',
    `| site, database aside | ${number((weight(site) - weight(path.join(site, '.xapian'))) / 1000)} |`,
    `| browser index (\`recherche/\`) | ${number(weight(path.join(site, 'recherche')) / 1000)} |`,
    `| database (\`.xapian/\`) | ${number(weight(path.join(site, '.xapian')) / 1000)} |`,
    '',
    '| question | |',
    '|---|---:|',
    `| \`reperes search\`, the whole command, median | ${number(median(asked), 1)} ms |`,
    `| first question in Chromium over http, to the first result, median | ${number(first.wait)} ms |`,
    `| bytes it loads, page and styles included, median | ${number(first.bytes / 1000)} kB |`,
    `| bytes it loads, most | ${number(first.most / 1000)} kB |`,
    '',
  ];
}

const processor = os.cpus()[0]?.model.trim() ?? 'unknown';
const report = [
  '# Figures',
  '',
  'Made by `./run bench`; medians of five builds after a first one. They are for comparing two days on one machine.',
  '',
  `Machine: ${os.cpus().length} cores (${processor}), ${number(os.totalmem() / 2 ** 30)} GiB.`,
  '',
  ...(await measure('The content', path.join(root, 'content'))),
];
if (process.env.REPERES_DATA) {
  const both = path.join(scratchFolder('bench-rome'), 'content');
  fs.cpSync(path.join(root, 'content'), both, { recursive: true });
  must(['import', 'rome', path.join(process.env.REPERES_DATA, 'rome/v460'), '--into', both]);
  report.push(...(await measure('The content and the ROME', both)));
} else {
  console.error('REPERES_DATA absent : la mesure avec le ROME est laissée de côté.');
}
const text = `${report.join('\n').trimEnd()}\n`;
fs.writeFileSync(path.join(root, 'tests/bench/FIGURES.md'), text);
process.stdout.write(text);
