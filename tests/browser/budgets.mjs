// What a page may weigh and do, one of each kind: bytes as a server compresses them, no request off the site, nothing
// that moves once it is drawn, an empty console.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { addressOf, launchChromium, watch } from '../support/browsers.mjs';
import { serve } from '../support/server.mjs';
import { pageKinds, site } from '../support/site.mjs';

const budget = { html: 30_000, css: 20_000, js: 25_000 }; // bytes, gzip

const weight = (file) => gzipSync(fs.readFileSync(path.join(site, file)), { level: 9 }).length;

let server;
let browser;
before(async () => {
  server = await serve(['--kiosk', '--output', site]);
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await server.stop();
});

// Layout shifts since the page began, once fonts are there and two frames have passed.
const shifts = () =>
  new Promise((resolve) => {
    const seen = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    document.fonts.ready.then(() =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          resolve(
            seen.map(({ value, sources }) => ({
              value,
              what: sources.map(({ node }) => node?.className ?? node?.nodeName),
            })),
          ),
        ),
      ),
    );
  });

describe('budgets', () => {
  for (const width of [360, 1280])
    it(`every kind of page at ${width} px`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'fr-FR' });
      const page = await context.newPage();
      const faults = watch(page, server.base);
      const wrong = [];
      for (const address of pageKinds) {
        const files = new Set();
        const note = (request) => files.add(decodeURIComponent(new URL(request.url()).pathname.slice(1)));
        page.on('request', note);
        await page.goto(addressOf(server.base, address), { waitUntil: 'load' });
        const moved = await page.evaluate(shifts);
        page.off('request', note);
        if (moved.length) wrong.push(`${address}: bouge ${JSON.stringify(moved)}`);
        // The index of the search and that of what to revise are data: they have budgets of their own.
        const isData = (file) => /^(recherche|reviser)\//.test(file);
        const all = [...files].filter((file) => !isData(file) && fs.existsSync(path.join(site, file)));
        const sum = (end) => all.filter((file) => file.endsWith(end)).reduce((total, file) => total + weight(file), 0);
        const weights = { html: weight(address), css: sum('.css'), js: sum('.js') };
        assert.ok(weights.css > 0 && weights.js > 0, `${address}: rien n'a été pesé`);
        for (const [what, most] of Object.entries(budget))
          // Lists and tables of the whole site hold all of it; a fiche is what the budget of HTML is for.
          if (weights[what] > most && !(what === 'html' && !address.includes('/')))
            wrong.push(`${address}: ${what} ${weights[what]} octets, ${most} au plus`);
      }
      await context.close();
      assert.deepEqual(wrong, []);
      assert.deepEqual(faults, []);
    });
});
