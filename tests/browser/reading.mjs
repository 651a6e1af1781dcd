// Every kind of page is read in silence: an empty console, no request off the site, nothing missing. From a web server
// and opened by double click, in both browsers; and without JavaScript the same words are there.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { buildSite, filesBelow, root } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { pageKinds, site } from '../support/site.mjs';

let server;
before(async () => (server = await serve(['--kiosk', '--output', site])));
after(() => server.stop());

for (const name of ['chromium', 'firefox']) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await openBrowser(name)));
    after(() => browser.close());

    for (const home of ['file', 'http']) {
      it(`reads every kind of page over ${home}`, async () => {
        const base = home === 'file' ? site : server.base;
        const page = await browser.newPage();
        const faults = watch(page, base);
        for (const address of pageKinds) {
          await page.goto(addressOf(base, address), { waitUntil: 'load' });
          const seen = await page.evaluate(() => ({
            title: document.title,
            headings: document.querySelectorAll('h1').length,
            language: document.documentElement.lang,
            styled: getComputedStyle(document.body).fontFamily !== '' && document.styleSheets.length > 0,
          }));
          assert.ok(
            seen.title && seen.headings === 1 && seen.styled && seen.language === 'fr',
            `${address}: ${JSON.stringify(seen)}`,
          );
        }
        await page.close();
        assert.deepEqual(faults, []);
      });
    }

    it('runs nothing of what a hostile author wrote', async () => {
      const hostile = buildSite(path.join(root, 'tests/golden/html-hostile/content'));
      const page = await browser.newPage();
      const faults = watch(page, hostile);
      for (const address of filesBelow(hostile).filter((file) => file.endsWith('.html'))) {
        await page.goto(addressOf(hostile, address), { waitUntil: 'load' });
        const foreign = await page.evaluate(() => ({
          scripts: [...document.scripts].filter((script) => !script.src && script.type !== 'application/ld+json')
            .length,
          frames: document.querySelectorAll('iframe, object, embed, marquee').length,
          handlers: [...document.querySelectorAll('*')].flatMap((element) =>
            element.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
          ),
          addresses: [...document.querySelectorAll('[href], [src], [action]')]
            .map((element) => element.href || element.src || element.action)
            .filter((url) => /^(javascript|vbscript|data):/i.test(String(url))),
        }));
        assert.deepEqual(foreign, { scripts: 0, frames: 0, handlers: [], addresses: [] }, address);
      }
      await page.close();
      assert.deepEqual(faults, []);
    });
  });
}

it('without JavaScript the same words are there, and every way to a fiche', async () => {
  const browser = await launchChromium();
  const words = async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'fr-FR' });
    const page = await context.newPage();
    const faults = watch(page, site);
    const read = {};
    for (const address of pageKinds.filter((kind) => kind !== 'recherche.html')) {
      await page.goto(addressOf(site, address));
      const main = page.locator('main');
      const text = (await main.innerText()).replace(/\s+/g, ' ').trim();
      const links = (await main.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
        .length;
      read[address] = { text, links };
    }
    await context.close();
    assert.deepEqual(faults, []);
    return read;
  };
  const [without, withScripts] = [await words(false), await words(true)];
  await browser.close();
  for (const [address, { text, links }] of Object.entries(without)) {
    assert.ok(text.length > 20, `${address} est vide sans JavaScript`);
    assert.ok(links >= withScripts[address].links - 3, `${address} perd des liens sans JavaScript`);
  }
});
