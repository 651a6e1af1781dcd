// The search page and `reperes search` answer alike: same first ids, over file:// in both browsers, for the questions
// the project set itself.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { addressOf, openBrowser, watch } from '../support/browsers.mjs';
import { root, runAside } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';

const rows = fs
  .readFileSync(path.join(root, 'tests/search/mission.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([row, query, expected]) => ({ row, query, expected }));

// What the search page shows for a question: the ids of its results, in order.
async function askPage(page, base, query) {
  await page.goto(`${addressOf(base, 'recherche.html')}?q=${encodeURIComponent(query)}`, { waitUntil: 'load' });
  await page.waitForSelector('[data-corps]:not([hidden]) [data-resultats] > *');
  return page.evaluate(() =>
    [...document.querySelectorAll('.resultat-titre')].map((link) =>
      link.getAttribute('href').replace(/^.*\/|\.html$/g, ''),
    ),
  );
}

describe('mission', () => {
  let answers;
  before(async () => {
    answers = new Map();
    for (const { query } of rows) {
      const done = await runAside(['search', query, '--json', '--output', site]);
      assert.equal(done.status, 0, done.stderr);
      answers.set(
        query,
        JSON.parse(done.stdout).hits.map((hit) => hit.id),
      );
    }
  });

  it('the expected fiche is first on every row', () => {
    const wrong = rows.filter(({ query, expected }) => answers.get(query)[0] !== expected);
    assert.deepEqual(
      wrong.map(({ row, query, expected }) => `${row} ${query}: ${expected} ≠ ${answers.get(query)[0]}`),
      [],
    );
  });

  for (const name of ['chromium', 'firefox']) {
    it(`the page opened by double click gives the same ids in ${name}`, async () => {
      const browser = await openBrowser(name);
      const page = await browser.newPage();
      const faults = watch(page, site);
      const differences = [];
      for (const { row, query } of rows) {
        const shown = await askPage(page, site, query);
        const expected = answers.get(query);
        const depth = Math.min(shown.length, expected.length);
        if (!depth || shown.slice(0, depth).join() !== expected.slice(0, depth).join()) {
          differences.push(`${row} ${query}: page ${shown.slice(0, 5)} ≠ programme ${expected.slice(0, 5)}`);
        }
      }
      await browser.close();
      assert.deepEqual(differences, []);
      assert.deepEqual(faults, []);
    });
  }

  it('so does the page over http', async () => {
    const server = await serve(['--kiosk', '--output', site]);
    const browser = await openBrowser('chromium');
    const page = await browser.newPage();
    const faults = watch(page, server.base);
    for (const { query } of rows.slice(0, 10)) {
      const shown = await askPage(page, server.base, query);
      assert.deepEqual(shown, answers.get(query).slice(0, shown.length), query);
    }
    await browser.close();
    await server.stop();
    assert.deepEqual(faults, []);
  });
});

describe('what was understood is told above the results', () => {
  let browser, page;
  before(async () => {
    browser = await openBrowser('chromium');
    page = await browser.newPage({ width: 360, height: 740 });
  });
  after(() => browser.close());

  async function told(query) {
    await askPage(page, site, query);
    const lines = await page.$$eval('.message p', (found) => found.map(({ textContent }) => textContent.trim()));
    return lines.map((line) => line.replace(/[\u00a0\u202f]/g, ' '));
  }

  it('an old name, with its date', async () => {
    assert.deepEqual(await told('pole emploi'), ['« Pôle emploi » : France Travail depuis le 01/01/2024']);
  });

  it('a need by all that answers it; several, on one line', async () => {
    assert.deepEqual(await told('femme battue'), [
      '« femme battue » : violences conjugales ; 3919 ; ordonnance de protection ; CIDFF',
    ]);
    assert.deepEqual(await told("à la rue avec mon bébé, on a plus d'argent"), ['Cherché aussi : 115 ; PMI ; RSA']);
    assert.deepEqual(await told('mon mari me frappe et me menace'), ['Cherché aussi : subir des violences']);
  });

  it('a familiar word, not at all; a fault, with the way back', async () => {
    assert.deepEqual(await told('un boulot'), []);
    assert.deepEqual(await told('domicilliation'), ['Résultats pour domiciliation ; chercher plutôt domicilliation.']);
  });
});
