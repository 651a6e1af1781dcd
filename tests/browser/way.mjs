// The way most people go, click after click: home, a domain, a fiche, its plain version, the fiche again. With scripts
// and without, over http and by double click, in both browsers. Without scripts no button is shown that would do
// nothing.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';

let server;
before(async () => (server = await serve(['--kiosk', '--output', site])));
after(() => server.stop());

const steps = [
  { link: 'main a[href$="domaines/logement.html"]', leads: /\/domaines\/logement\.html$/ },
  { link: 'main a[href$="dispositifs/apl.html"]', leads: /\/dispositifs\/apl\.html$/ },
  { link: 'a#en-clair', leads: /\/dispositifs\/apl-en-clair\.html$/ },
  { link: 'main a.bouton', leads: /\/dispositifs\/apl\.html$/ },
];

// Where a click on the link leads, its words read on the way: each page has a heading, each link can be seen.
async function walk(page, base) {
  await page.goto(addressOf(base, 'index.html'), { waitUntil: 'load' });
  const headings = [await page.$eval('h1', (heading) => heading.innerText)];
  for (const { link, leads } of steps) {
    const shown = await page.$eval(link, (element) => element.getBoundingClientRect().height > 0);
    assert.ok(shown, `${link} ne se voit pas`);
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.$eval(link, (element) => element.click())]);
    assert.match(page.url(), leads);
    headings.push(await page.$eval('h1', (heading) => heading.innerText));
  }
  assert.ok(headings.every(Boolean) && new Set(headings).size >= 3, headings.join(' / '));
}

const scripted = ['[data-imprimer]', '[data-copier-adresse]', '[data-theme-bascule]', '[data-selection]', '.ancre'];
const seen = (page, selectors) =>
  page.$$eval(selectors.join(), (all) =>
    all.filter((element) => element.getClientRects().length).map((element) => element.outerHTML.slice(0, 80)),
  );

for (const name of ['chromium', 'firefox'])
  describe(name, () => {
    let browser;
    before(async () => (browser = await openBrowser(name)));
    after(() => browser.close());

    for (const home of ['file', 'http'])
      it(`from the home page to a fiche over ${home}`, async () => {
        const base = home === 'file' ? site : server.base;
        const page = await browser.newPage();
        const faults = watch(page, base);
        await walk(page, base);
        assert.ok((await seen(page, ['[data-imprimer]'])).length > 0, 'avec les scripts, on peut imprimer');
        await page.close();
        assert.deepEqual(faults, []);
      });
  });

describe('without JavaScript', () => {
  let browser;
  before(async () => (browser = await launchChromium()));
  after(() => browser.close());

  for (const home of ['file', 'http'])
    it(`the same way over ${home}, and no button that does nothing`, async () => {
      const base = home === 'file' ? site : server.base;
      const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
      const page = await context.newPage();
      const faults = watch(page, base);
      await walk(page, base);
      for (const address of ['index.html', 'dispositifs/apl.html', 'dispositifs/apl-en-clair.html', 'a-z.html']) {
        await page.goto(addressOf(base, address));
        assert.deepEqual(await seen(page, scripted), [], address);
      }
      // The search says what it needs, and other ways in.
      await page.goto(addressOf(base, 'recherche.html'));
      assert.match(await page.locator('main').innerText(), /JavaScript/i);
      assert.ok((await page.locator('main a[href]').count()) > 2);
      await context.close();
      assert.deepEqual(faults, []);
    });
});
