// axe finds nothing to say on any kind of page, search results included: light and dark, on a wide screen and on the
// narrowest.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { objections } from '../support/axe.mjs';
import { addressOf, launchChromium } from '../support/browsers.mjs';
import { pageKinds, site } from '../support/site.mjs';


let browser;
before(async () => (browser = await launchChromium()));
after(() => browser.close());

// The search page with something on it: many results, an ambiguous sigle, a correction, nothing good.
const answers = ['logement', 'ASS', 'chomaje', 'xyzzy'].map((question) => `recherche.html?q=${question}`);

const screens = [
  { name: 'wide, light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'wide, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'narrow, light', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  { name: 'narrow, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
];

describe('axe', { concurrency: 2 }, () => {
  for (const { name, ...screen } of screens) {
    it(name, async () => {
      const context = await browser.newContext({ ...screen, locale: 'fr-FR', reducedMotion: 'reduce' });
      const page = await context.newPage();
      const found = [];
      const look = async (address) => found.push(...(await objections(page, address)));
      for (const address of [...pageKinds, ...answers]) {
        await page.goto(
          addressOf(site, address.split('?')[0]) + (address.includes('?') ? `?${address.split('?')[1]}` : ''),
        );
        if (address.includes('?')) await page.waitForSelector('[data-corps]:not([hidden]) [data-resultats] > *');
        await look(address);
      }

      // A selection with something in it: its list, its sheet, a line taken away, the question before all is forgotten.
      await page.goto(addressOf(site, 'dispositifs/index.html'));
      for (const rank of [0, 1, 2]) await page.locator('.choisir').nth(rank).click();
      await look('dispositifs/index.html, signets posés');
      await page.goto(addressOf(site, 'ma-selection.html'));
      await page.waitForSelector('.choix:nth-child(3) .choix-titre a');
      await page.click('[data-apercu]');
      await look('ma-selection.html, trois fiches');
      await page.click('.geste-retirer');
      await look('ma-selection.html, une de retirée');
      await page.click('[data-oublier]');
      await look('ma-selection.html, tout oublier ?');
      await context.close();
      assert.deepEqual(found, []);
    });
  }
});
