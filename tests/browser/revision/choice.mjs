// What a session asks about: a UE, a kind, fiches, what was missed; nothing in it, or a pack that cannot be read.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { addressOf } from '../../support/browsers.mjs';
import { day } from '../../support/reviser.mjs';
import {
  answer,
  asked,
  chosen,
  evening,
  fiches,
  focused,
  isOver,
  newPage,
  open,
  server,
  small,
  start,
  text,
} from './page.mjs';

describe('what is chosen', () => {
  it('a UE, a kind, a domain, fiches, what was missed, by the address or by hand', async () => {
    const page = await newPage();
    await open(page, small);
    const sets = await page.locator('[name=ensemble]').evaluateAll((all) => all.map(({ value }) => value));
    assert.deepEqual(sets, ['ue=AST004', 'ue=AST005', 'autre']); // nothing seen yet: nothing due, nothing missed
    for (const [hash, set, first, other] of [
      ['#ue=AST005', 'ue=AST005', 'loyer'],
      ['#genre=parcours', 'autre', 'loyer', 'genre=parcours'],
      ['#domaine=logement', 'autre', null, 'domaine=logement'],
      ['#fiche=caf', 'fiches=caf', 'caf'],
      ['#fiche=caf,inconnue,loyer', 'fiches=caf,loyer', null],
      ['#ue=INCONNUE', 'ue=AST004', null],
      ['#%E0%A4%A', 'ue=AST004', null],
    ]) {
      await page.goto('about:blank');
      await open(page, small, hash);
      assert.equal(await chosen(page), set, hash);
      if (other) assert.equal(await page.inputValue('[data-autre]'), other);
      if (!first) continue;
      await start(page);
      for (let rank = 0; rank < 2; ++rank) assert.equal((await answer(page)).f, first, hash);
    }
    await page.close();
  });

  it('what was missed, until it is recalled on another day', async () => {
    const page = await newPage();
    await open(page, small);
    await start(page, { kind: 'cartes' });
    await answer(page, { wrong: true });
    await answer(page);
    assert.ok(await isOver(page));
    await page.click('[data-revenir]');
    const missed = () => text(page, '.ensemble:has([value="rate="]) span span');
    assert.equal(await missed(), '1 à revoir');
    await page.clock.setSystemTime(new Date(evening.getTime() + day));
    await start(page, { set: 'rate=' });
    assert.equal((await answer(page)).i, 'apl:sigle');
    assert.ok(await isOver(page));
    await page.click('[data-revenir]');
    assert.equal(await missed(), 'rien en ce moment');
    await page.close();
  });

  it('nothing in the set: a sentence, where one is', async () => {
    const page = await newPage();
    await open(page, small);
    await start(page, { kind: 'cartes' });
    await answer(page);
    await page.click('[data-revenir]');
    await page.check('[name=ensemble][value="rate="]');
    await page.click('[data-commencer]');
    assert.match(await text(page, '[data-message]'), /^Rien à réviser dans cet ensemble/);
    assert.match(await focused(page), /^Rien à réviser/);
    await page.close();
  });

  it('one’s own selection', async () => {
    const page = await newPage();
    await page.goto(addressOf(small, 'dispositifs/caf.html'));
    await page.click('.fiche-choisir button');
    await open(page, small);
    await page.selectOption('[data-autre]', 'selection=');
    assert.equal(await chosen(page), 'autre');
    await start(page);
    for (let rank = 0; rank < 2; ++rank) assert.equal((await answer(page)).f, 'caf');
    assert.ok(await isOver(page));
    await page.close();
  });

  it('a pack that cannot be read: said, and tried again', async () => {
    const page = await newPage();
    const isPack = /reviser\/0-\w+\.js$/;
    await page.route(isPack, (route) => route.abort());
    await open(page, server.base);
    await page.click('[data-commencer]');
    await page.waitForSelector('[data-message] p');
    assert.match(await text(page, '[data-message]'), /n’a pas pu être chargée/);
    await page.unroute(isPack);
    await start(page);
    assert.ok(await asked(page));
    await page.close();
  });
});
