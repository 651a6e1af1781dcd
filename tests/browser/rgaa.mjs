// Points of the RGAA and of WCAG 2.2 that a machine can check and that axe leaves out by default, on every kind of
// page, light and dark, at 1280 and 320 px: targets of 24 px (2.5.8), headings in order, text at twice its size without
// loss (1.4.4), spaced text without loss (1.4.12), focus that shows (2.4.7).

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium } from '../support/browsers.mjs';
import { pageKinds, site } from '../support/site.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;
const rules = ['target-size', 'heading-order', 'scrollable-region-focusable', 'link-in-text-block'];

let browser;
before(async () => (browser = await launchChromium()));
after(() => browser.close());

const headingsOutOfOrder = () => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Number(heading.tagName[1]));
  return levels[0] === 1 && levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1) ? [] : levels;
};

// Text cut by its own box, or a page wider than the screen.
const lost = () => {
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth)
    found.push(`large de ${document.documentElement.scrollWidth} px`);
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.closest('svg, .invisible, .table, .menu, select')) continue;
    const style = getComputedStyle(element);
    if (style.clipPath !== 'none' || !element.textContent.trim()) continue;
    const cut = (overflow, inside, box) => /hidden|clip/.test(overflow) && inside > box + 1;
    if (
      cut(style.overflowY, element.scrollHeight, element.clientHeight) ||
      (element !== document.body && cut(style.overflowX, element.scrollWidth, element.clientWidth))
    )
      found.push(`coupé : ${element.className || element.tagName} « ${element.textContent.trim().slice(0, 30)} »`);
  }
  return found;
};

const spaced =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } ' +
  'p { margin-bottom: 2em !important; }';

// A style of the reader's own: the pages' Content-Security-Policy has nothing to say about it.
const lay = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
};

const screens = [
  { name: '1280 px, light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: '1280 px, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: '320 px, light', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  { name: '320 px, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
];

describe('RGAA', { concurrency: 2 }, () => {
  for (const { name, ...screen } of screens)
    it(name, async () => {
      const context = await browser.newContext({ ...screen, locale: 'fr-FR', reducedMotion: 'reduce' });
      const page = await context.newPage();
      const fonts = await context.newCDPSession(page);
      const wrong = [];
      for (const address of pageKinds) {
        await page.goto(addressOf(site, address));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(
          (chosen) => globalThis.axe.run(document, { runOnly: { type: 'rule', values: chosen } }),
          rules,
        );
        for (const { id, nodes } of violations)
          for (const node of nodes) wrong.push(`${address}: ${id}: ${node.target} ${node.html.slice(0, 100)}`);
        const levels = await page.evaluate(headingsOutOfOrder);
        if (levels.length) wrong.push(`${address}: titres ${levels}`);

        // Focus has an outline of two pixels at least on whatever can have it.
        const unmarked = await page.evaluate(() => {
          const stops = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')];
          return stops
            .filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && stop.getClientRects().length)
            .filter((stop) => {
              stop.focus({ focusVisible: true, preventScroll: true });
              const { outlineStyle, outlineWidth } = getComputedStyle(stop);
              return document.activeElement === stop && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2);
            })
            .map((stop) => stop.outerHTML.slice(0, 80));
        });
        for (const stop of unmarked) wrong.push(`${address}: sans marque de focus : ${stop}`);
        await page.evaluate(() => document.activeElement.blur());

        await page.evaluate(lay, spaced);
        for (const loss of await page.evaluate(lost)) wrong.push(`${address}: texte espacé : ${loss}`);
        await page.evaluate(lay, '');

        // The reader's own type twice as large; at 320 px the page is one of 1280 px at 400 % already.
        if (screen.viewport.width === 320) continue;
        await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
        const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
        if (size !== 32) wrong.push(`${address}: le corps est resté de ${size} px`);
        for (const loss of await page.evaluate(lost)) wrong.push(`${address}: texte à 200 % : ${loss}`);
        await fonts.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
      }
      await context.close();
      assert.deepEqual(wrong, []);
    });
});
