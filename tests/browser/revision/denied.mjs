// Storage denied, full, damaged, of a later version: said, and nothing lost that was valid.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { watch } from '../../support/browsers.mjs';
import { deniedStorages } from '../../support/storage.mjs';
import {
  answer,
  browser,
  content,
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

describe('where the browser does not keep', () => {
  for (const [name, deny] of Object.entries(deniedStorages))
    it(`${name}: said, the session goes on, its file can be saved`, async () => {
      const page = await newPage({ acceptDownloads: true });
      await page.addInitScript(deny);
      const faults = watch(page, small);
      await open(page, small);
      await start(page);
      await answer(page);
      assert.match(await text(page, '[data-ennui-seance]'), /ne garde pas vos réponses/);
      while (!(await isOver(page))) await answer(page);
      await page.click('[data-revenir]');
      assert.match(await text(page, '[data-ennui]'), /ne garde pas vos réponses/);
      assert.match(await text(page, '[data-etat]'), /^6 cartes et questions déjà vues/);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-enregistrer]')]);
      const { progression } = ways.read(fs.readFileSync(await download.path(), 'utf8'));
      assert.equal(progression.size, 6);
      assert.deepEqual(faults, []);
      await page.close();
    });

  it('a storage full for a while: what it would not take is kept at the next answer', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (...given) {
        if (window.isFull) throw new DOMException('plein', 'QuotaExceededError');
        return setItem.apply(this, given);
      };
    });
    await open(page, small);
    await start(page);
    const given = [(await answer(page)).i];
    await page.evaluate(() => (window.isFull = true));
    given.push((await answer(page)).i, (await answer(page)).i);
    assert.deepEqual(await storedItems(page), given.slice(0, 1));
    assert.ok(await page.isVisible('[data-ennui-seance]'));
    await page.evaluate(() => (window.isFull = false));
    given.push((await answer(page)).i);
    assert.deepEqual(await storedItems(page), [...given].sort());
    assert.ok(await page.isHidden('[data-ennui-seance]'));
    await page.close();
  });

  it('a damaged text: what is sound is kept, the text is set aside whole, and can be saved', async () => {
    const sound = '{"format":"reperes-revision","version":1,"items":{"apl:sigle":"8mymq","caf:q1":';
    for (const [damaged, kept] of [
      [`${sound}"8my`, ['apl:sigle']],
      [`${sound}"!!"}}`, ['apl:sigle']],
      ['n’importe quoi', []],
      ['null', []],
    ]) {
      const page = await newPage({ acceptDownloads: true });
      const faults = watch(page, small);
      await open(page, small);
      await revisedOnce(page);
      const damage = (content) =>
        page.evaluate((given) => {
          const key = Object.keys(localStorage).find((name) => /^reperes\.revision\..*\/$/.test(name));
          localStorage.setItem(key, given);
        }, content);
      await damage(damaged);
      await page.reload();
      await page.waitForSelector('[data-ennui]:not([hidden])');
      assert.match(await text(page, '[data-ennui]'), /était illisible.*mis de côté/);
      assert.deepEqual(await storedItems(page), kept);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-mis-de-cote]')]);
      assert.equal(fs.readFileSync(await download.path(), 'utf8'), damaged);

      // Said once; the text stays aside, another one would have a place of its own.
      await damage('encore autre chose');
      await page.reload();
      await page.reload();
      assert.ok(await page.isHidden('[data-ennui]'));
      const asides = await page.evaluate(() =>
        Object.keys(localStorage)
          .filter((name) => name.includes('.abime-'))
          .sort()
          .map((name) => localStorage.getItem(name)),
      );
      assert.deepEqual(asides, [damaged, 'encore autre chose']);
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  it('a damaged text that can’t be set aside, or one of a later version, is never overwritten', async () => {
    for (const [kept, full, wanted] of [
      ['{"format":"reperes-revision","version":1,"items":{"apl:sigle":"8my', true, /illisible/],
      ['{"format":"reperes-revision","version":2,"autre":[]}', false, /plus récente/],
    ]) {
      const page = await newPage();
      await open(page, small);
      await revisedOnce(page);
      await page.evaluate((given) => {
        const key = Object.keys(localStorage).find((name) => name.startsWith('reperes.revision.'));
        localStorage.setItem(key, given);
      }, kept);
      if (full) await page.addInitScript(deniedStorages['a storage that is full']);
      await page.reload();
      await page.waitForSelector('[data-ennui]:not([hidden])');
      assert.match(await text(page, '[data-ennui]'), wanted);
      await start(page, { set: 'ue=AST004' });
      while (!(await isOver(page))) await answer(page);
      assert.match(await text(page, '[data-resultat]'), /^6 réponses, dont 6 bonnes/);
      assert.equal(await stored(page), kept);
      await page.close();
    }
  });

  async function revisedOnce(page) {
    await start(page, { kind: 'cartes', set: 'ue=AST004' });
    await answer(page);
  }
});
