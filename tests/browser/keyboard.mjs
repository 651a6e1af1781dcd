// The whole way without a mouse: skip link, menu, search, a result, back. Focus is always somewhere a person can see.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium, watch } from '../support/browsers.mjs';
import { pageKinds, site } from '../support/site.mjs';

let browser;
before(async () => (browser = await launchChromium()));
after(() => browser.close());

// What has the focus: its name, whether it can be seen, and whether its focus shows.
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const shows = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    // What stands on top in its middle: itself, something inside it, or what holds it.
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
      tag: element.tagName.toLowerCase(),
      name: (element.getAttribute('aria-label') || element.textContent || element.getAttribute('name') || '')
        .trim()
        .slice(0, 60),
      href: element.getAttribute('href'),
      seen:
        box.width > 0 &&
        box.height > 0 &&
        box.bottom > 0 &&
        box.top < innerHeight &&
        !!top &&
        (element.contains(top) || top.contains(element)),
      shows,
    };
  });

describe('keyboard', () => {
  it('every stop of Tab is visible and shows its focus, on every kind of page', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const wrong = [];
    for (const address of pageKinds) {
      await page.goto(addressOf(site, address));
      await page.evaluate(() => (document.activeElement.blur(), window.scrollTo(0, 0)));
      let stop = 0;
      for (; stop < 40; ++stop) {
        await page.keyboard.press('Tab');
        const at = await focused(page);
        if (at.tag === 'body' || at.tag === 'html') break;
        if (!at.seen || !at.shows)
          wrong.push(
            `${address}: ${at.tag} « ${at.name} »${at.seen ? '' : ' hors de vue'}${at.shows ? '' : ' sans marque'}`,
          );
      }
      if (stop < 10) wrong.push(`${address}: ${stop} arrêts seulement`);
    }
    await page.close();
    assert.deepEqual(wrong, []);
  });

  it('the first stop skips to the content', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf(site, 'a-z.html'));
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).href, '#contenu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
    await page.close();
  });

  it('from the home page: type, Enter, walk to the first result, open it', async () => {
    const page = await browser.newPage();
    const faults = watch(page, site);
    await page.goto(addressOf(site, 'index.html'));
    await page.keyboard.press('/');
    assert.equal((await focused(page)).tag, 'input', '« / » mène à la recherche');
    await page.keyboard.type('aide au logement');
    await page.keyboard.press('Enter');
    await page.waitForURL(/recherche\.html\?q=/);
    await page.waitForSelector('.resultat-titre');
    const first = await page.getAttribute('.resultat-titre', 'href');
    let at;
    for (let stop = 0; stop < 60 && at?.href !== first; ++stop) {
      await page.keyboard.press('Tab');
      at = await focused(page);
    }
    assert.equal(at.href, first);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('recherche.html'));
    assert.equal(await page.locator('h1').count(), 1);
    await page.goBack();
    await page.waitForSelector('.resultat-titre');
    assert.deepEqual(faults, []);
    await page.close();
  });
});
