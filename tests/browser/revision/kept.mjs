// What is kept: two devices, two tabs, files opened and saved, everything forgotten.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { watch } from '../../support/browsers.mjs';
import { day } from '../../support/reviser.mjs';
import { site } from '../../support/site.mjs';
import {
  answer,
  content,
  evening,
  focused,
  homes,
  isOver,
  newPage,
  open,
  small,
  start,
  stored,
  storedItems,
  text,
  ways,
} from './page.mjs';

describe('what is kept', () => {
  const save = async (page) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-enregistrer]')]);
    assert.match(download.suggestedFilename(), /^revision-2026-11-\d\d\.json$/);
    return fs.readFileSync(await download.path(), 'utf8');
  };
  const give = async (page, content) => {
    const buffer = Buffer.from(content);
    await page.setInputFiles('[data-ouvrir]', { name: 'x.json', mimeType: 'application/json', buffer });
    await page.waitForSelector('[data-message] p');
    const said = await text(page, '[data-message] p');
    await page.evaluate(() => document.querySelector('[data-message]').replaceChildren());
    return said;
  };
  const revise = async (page, wrong = false) => {
    await start(page, { kind: 'cartes', set: 'ue=AST004' });
    while (!(await isOver(page))) await answer(page, { wrong });
    await page.click('[data-revenir]');
  };

  it('two devices that differ are merged, whichever opens the other’s file', async () => {
    const results = [];
    const saved = {};
    for (const [name, days] of [
      ['telephone', 0],
      ['computer', 1],
    ]) {
      const page = await newPage({ acceptDownloads: true, at: new Date(evening.getTime() + days * day) });
      await open(page, small);
      await revise(page, name === 'telephone');
      saved[name] = await save(page);
      await page.close();
    }
    for (const order of [
      ['telephone', 'computer'],
      ['computer', 'telephone'],
      ['computer', 'telephone', 'computer'],
    ]) {
      const page = await newPage({ acceptDownloads: true, at: new Date(evening.getTime() + 2 * day) });
      const faults = watch(page, small);
      await open(page, small);
      for (const name of order) assert.match(await give(page, saved[name]), /^Fichier ouvert : 1 carte/);
      results.push(await save(page));
      assert.deepEqual(faults, []);
      await page.close();
    }
    assert.equal(new Set(results).size, 1);
    const { progression } = ways.read(results[0]);
    assert.equal(progression.get('apl:sigle').length, 4); // missed three times on the one, recalled on the other
  });

  it('everything forgotten, after a question; the file brings it back', async () => {
    for (const [, base] of homes()) {
      const page = await newPage({ acceptDownloads: true });
      const faults = watch(page, base);
      await open(page, base);
      await revise(page);
      const before = await stored(page);
      const file = await save(page);
      assert.equal(file, before);
      await page.click('[data-oublier]');
      await page.keyboard.press('Enter'); // « Garder » is what Enter does
      assert.equal(await stored(page), before);
      await page.click('[data-oublier]');
      await page.click('[data-oui]');
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      assert.match(await focused(page), /^Tout est oublié/);
      assert.match(await text(page, '[data-etat]'), /^Rien encore/);
      await give(page, file);
      assert.equal(await stored(page), before);
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  it('a file that is no progression changes nothing; a damaged one gives what is sound', async () => {
    const page = await newPage();
    await open(page, small);
    await revise(page);
    const before = await stored(page);
    for (const [content, wanted] of [
      ['', /ne vient pas/],
      ['bonjour', /ne vient pas/],
      ['{"format":"reperes-selection","version":1,"fiches":[]}', /ne vient pas/],
      ['{"format":"reperes-revision","version":2}', /plus récente/],
      ['x'.repeat(8_000_001), /trop gros/],
    ]) {
      assert.match(await give(page, content), wanted);
      assert.equal(await stored(page), before);
    }
    const cut = '{"format":"reperes-revision","version":1,"items":{"caf:q1":"8mymq","caf:q2":"8my';
    assert.match(await give(page, cut), /est abîmé : 1 carte ou question a pu être reprise/);
    assert.deepEqual(await storedItems(page), ['apl:sigle', 'caf:q1']);
    await page.close();
  });

  it('two tabs lose nothing of one another, even one that heard nothing', async () => {
    for (const [, base] of homes()) {
      const page = await newPage();
      const deaf = await page.context().newPage();
      await deaf.addInitScript(() => {
        for (const name of ['storage', 'focus', 'pageshow'])
          addEventListener(name, (event) => event.stopImmediatePropagation(), true);
      });
      await open(page, base);
      await open(deaf, base);
      for (const tab of [deaf, page]) {
        await tab.bringToFront();
        await start(tab, { set: 'ue=AST004' });
      }
      const given = [];
      for (const tab of [page, deaf, page, deaf, deaf, page]) {
        await tab.bringToFront();
        given.push((await answer(tab)).i);
      }
      const known = ways.read(await stored(page)).progression;
      const times = [...known.values()].reduce((sum, log) => sum + log.length, 0);
      assert.deepEqual([...known.keys()].sort(), [...new Set(given)].sort());
      assert.equal(times, 6);

      // Forgotten in one tab, the other does not bring it back.
      await page.click('[data-arreter]');
      await page.click('[data-revenir]');
      await page.click('[data-oublier]');
      await page.click('[data-oui]');
      await deaf.bringToFront();
      const last = await answer(deaf);
      assert.deepEqual(await storedItems(page), [last.i]);
      await page.close();
    }
  });

  it('a tab at rest shows what another one did', async () => {
    const page = await newPage();
    const other = await page.context().newPage();
    await open(page, small);
    await open(other, small);
    await start(other, { kind: 'cartes' });
    await answer(other);
    await page.waitForSelector('[value="du="]');
    assert.match(await text(page, '[data-etat]'), /^1 carte ou question déjà vue/);
    await page.close();
  });

  it('what the site no longer has is neither shown nor lost', async () => {
    const page = await newPage({ acceptDownloads: true });
    await open(page, small);
    const log = [ways.entry([], evening.getTime() - 9 * day, 3)];
    const known = ['apl:sigle', 'caf:partie', 'disparue:q'].map((key) => [key, log]);
    assert.match(await give(page, ways.write(new Map(known))), /3 cartes et questions reprises/);
    assert.match(await text(page, '[data-etat]'), /dont 1 qui n’est plus/);
    await page.reload();
    await page.waitForFunction(() => /dont 2/.test(document.querySelector('[data-etat]').textContent));
    assert.equal(await text(page, '.ensemble:has([value="du="]) span span'), '1 à revoir');
    await start(page, { set: 'du=' });
    assert.equal((await answer(page)).i, 'apl:sigle');
    assert.ok(await isOver(page));
    assert.deepEqual(await storedItems(page), ['apl:sigle', 'caf:partie', 'disparue:q']);
    await page.close();
  });

  it('a quiet count of weeks', async () => {
    const page = await newPage();
    await open(page, small);
    const log = [14, 7, 0].reduce((so, days) => [...so, ways.entry(so, evening.getTime() - days * day, 3)], []);
    await give(page, ways.write(new Map([['apl:sigle', log]])));
    assert.match(await text(page, '[data-etat]'), /Cette semaine : 1 jour de révision.*3 semaines de suite/s);
    await page.close();
  });
});
