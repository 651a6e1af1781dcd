// The search page in a real Chromium and `reperes search --json` give the same ids in the same order, over http and by
// double click: a hundred of the questions of agreement.mjs, phrases in quotes and facets among them.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { addressOf, openBrowser, watch } from '../support/browsers.mjs';
import { runAside } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';
import { answersOfDatabase, fichesOf, line } from './halves.mjs';
import { questionsFrom } from './questions.mjs';

const shownAtOnce = 10;

const evenly = (list, size) => Array.from({ length: size }, (_, i) => list[Math.floor((i * list.length) / size)]);

// The page trims what is typed, and says nothing of an empty field.
function sample() {
  const all = questionsFrom(fichesOf(site), 1000)
    .map(({ text, filters = {} }) => ({ text: text.trim(), filters }))
    .filter(({ text }) => text !== '');
  const isFiltered = ({ filters }) => Object.keys(filters).length > 0;
  const isPhrase = ({ text }) => /["«]/.test(text);
  const plain = all.filter((question) => !isFiltered(question) && !isPhrase(question));
  return [...evenly(plain, 76), ...evenly(all.filter(isPhrase), 12), ...evenly(all.filter(isFiltered), 12)];
}

// The command filters by kind; the other facets are asked of the same engine through search_tool.
async function answerOf({ text, filters }) {
  const { kind = [], ...others } = filters;
  if (Object.keys(others).length || kind.includes('inconnu')) return answersOfDatabase(site, [{ text, filters }])[0];
  const kinds = kind.flatMap((value) => ['--kind', value]);
  const done = await runAside(['search', '--json', '--output', site, ...kinds, '--', text]);
  assert.equal(done.status, 0, `${text}\n${done.stderr}`);
  return JSON.parse(done.stdout);
}

const idsOf = ({ hits }) => hits.slice(0, shownAtOnce).map(({ id }) => id);

async function askPage(page, base, { text, filters }) {
  const parameters = new URLSearchParams({ q: text });
  for (const [facet, values] of Object.entries(filters)) for (const value of values) parameters.append(facet, value);
  await page.goto(`${addressOf(base, 'recherche.html')}?${parameters}`);
  await page.waitForSelector('[data-corps]:not([hidden]) [data-resultats] > ol', { state: 'attached' });
  const isFull = (most) =>
    document.querySelectorAll('.resultat-titre').length >= most || !document.querySelector('.plus');
  await page.waitForFunction(isFull, shownAtOnce);
  return page.$$eval('.resultat-titre', (links) => links.map((link) => link.getAttribute('href')));
}

const questions = sample();
const answers = [];
for (const question of questions) answers.push(await answerOf(question));
const idOfUrl = new Map(answers.flatMap(({ hits }) => hits.map(({ id, url }) => [url, id])));

async function agree(base) {
  const browser = await openBrowser('chromium');
  // A window that shows all ten: the last four are loaded as they come into view.
  const page = await browser.newPage({ viewport: { width: 1280, height: 4000 } });
  const faults = watch(page, base);
  const different = [];
  for (const [i, question] of questions.entries()) {
    const given = (await askPage(page, base, question)).map((url) => idOfUrl.get(url) ?? url);
    const right = idsOf(answers[i]);
    if (given.join() !== right.join()) different.push(`${line(question)}: page ${given} ≠ programme ${right}`);
  }
  await browser.close();
  assert.deepEqual(different, []);
  assert.deepEqual(faults, []);
}

it('the sample holds a hundred questions: phrases, facets, and most have answers', () => {
  assert.equal(new Set(questions.map(line)).size, 100);
  assert.ok(answers.filter(({ nearest, hits }) => !nearest && hits.length > 0).length >= 60);
});

it('opened by double click', () => agree(site));

it('over http', async () => {
  const server = await serve(['--kiosk', '--output', site]);
  await agree(server.base);
  await server.stop();
});
