// The base that ships: a session on what it has, and what its pages weigh.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { addressOf, watch } from '../../support/browsers.mjs';
import { filesBelow } from '../../support/reperes.mjs';
import { site } from '../../support/site.mjs';
import { chosen, newPage } from './page.mjs';

describe('on the base that ships', () => {
  it('from a UE and from a fiche, a session on what it has', async () => {
    const page = await newPage();
    const faults = watch(page, site);
    for (const [from, set] of [
      ['ue/AST004.html', 'ue=AST004'],
      ['notions/non-recours.html', 'fiches=non-recours'],
    ]) {
      await page.goto(addressOf(site, from));
      await page.click('.reviser-lien a');
      await page.waitForSelector('[data-choix]:not([hidden])');
      assert.equal(await chosen(page), set);
      await page.click('[data-commencer]');
      await page.waitForSelector('[data-seance]:not([hidden])');
      assert.ok((await page.textContent('[data-question]')).length > 5);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('weighs little: its own script 15 kB at most, its index 20 kB, a pack 40 kB', () => {
    const weights = (folder, name) =>
      filesBelow(path.join(site, folder))
        .filter((file) => name.test(file))
        .map((file) => gzipSync(fs.readFileSync(path.join(site, folder, file)), { level: 9 }).length);
    for (const [folder, name, most] of [
      ['assets', /^reviser-\w+\.js$/, 15_000],
      ['reviser', /^index-\w+\.js$/, 20_000],
      ['reviser', /^\d+-\w+\.js$/, 40_000],
    ]) {
      const found = weights(folder, name);
      assert.ok(found.length > 0, `${name}`);
      for (const weight of found) assert.ok(weight <= most, `${name}: ${weight}`);
    }
  });
});
