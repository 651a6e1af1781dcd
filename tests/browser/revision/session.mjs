// Whole sessions: by the keyboard, by touch, offline; what is shown after an answer, and when it ends.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { watch } from '../../support/browsers.mjs';
import { day } from '../../support/reviser.mjs';
import {
  answer,
  asked,
  chosen,
  evening,
  focused,
  homes,
  isOver,
  items,
  newPage,
  open,
  sessionByKeyboard,
  small,
  start,
  storedItems,
  text,
} from './page.mjs';

describe('a whole session', () => {
  for (const [name] of [['http'], ['file://']])
    it(`by the keyboard, ${name}, and offline once it has begun`, async () => {
      const base = Object.fromEntries(homes())[name];
      const page = await newPage();
      const faults = watch(page, base);
      await open(page, base);
      const seen = await sessionByKeyboard(page, base);
      assert.deepEqual([...seen].sort(), ['appariement', 'carte', 'multiple', 'ordre', 'qcm', 'vrai-faux']);
      assert.equal(await focused(page), 'Séance terminée');
      assert.equal(await text(page, '[data-resultat]'), '6 réponses, dont 6 bonnes.');
      assert.ok(await page.isHidden('[data-a-relire]'));
      assert.deepEqual(await storedItems(page), items.map(({ i }) => i).sort());
      assert.deepEqual(faults, []);
      await page.close();
    });

  it('by touch, everything wrong: what was right is shown, comes back, and is listed to be read again', async () => {
    const page = await newPage({ hasTouch: true });
    const faults = watch(page, small);
    await open(page, small);
    await start(page);
    const seen = [];
    while (!(await isOver(page))) {
      const { height, y } = await page.locator('.seance-gestes').boundingBox();
      assert.ok(y + height >= 700, `les gestes sont à ${y}`);
      const item = await asked(page);
      seen.push(item.i);
      await answer(page, { wrong: true });
    }
    assert.equal(seen.length, 18); // each three times
    assert.equal(await text(page, '[data-resultat]'), '18 réponses, dont 0 bonne.');
    assert.equal(await text(page, '[data-suite]'), 'Demain, 6 cartes et questions reviendront.');
    const links = await page.locator('.relectures a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    assert.deepEqual(links.sort(), [
      'dispositifs/apl.html',
      'dispositifs/caf.html',
      'dispositifs/loyer.html',
      'dispositifs/loyer.html#etapes',
    ]);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('shows right and wrong by words, with the sentence of the fiche and the way to it', async () => {
    const page = await newPage();
    await open(page, small);
    await start(page, { kind: 'questions' });
    for (let rank = 0; rank < 5; ++rank) {
      const item = await asked(page);
      const href = `dispositifs/${item.f}.html${item.a ?? ''}`;
      if (item.t === 'qcm') {
        await page.locator('.choix-un', { hasText: 'La mairie' }).click();
        const lines = (await page.locator('.choix-montre').allTextContents()).sort();
        assert.deepEqual(lines, ['La Cafbonne réponse', 'La mairievotre réponse', 'Le bailleur']);
        assert.match(await text(page, '[data-retour]'), /^Pas tout à fait\.La réponse : La Caf/);
      } else if (item.t === 'ordre') {
        await page.click('.geste-valider'); // never laid in the right order
        assert.match(await text(page, '[data-retour]'), /^Pas tout à fait/);
        assert.deepEqual(await page.locator('.etape-texte').allTextContents(), item.c);
      } else if (item.t === 'appariement') {
        await page.click('.geste-valider');
        const missing = () => document.activeElement.matches('.paire:first-child select');
        assert.ok(await page.evaluate(missing));
        for (const field of await page.locator('.paire select').all()) await field.selectOption('coordonne');
        await page.click('.geste-valider');
        assert.match(await text(page, '.choix-reponses'), /La réponse : verse les aides/);
      } else if (item.t === 'multiple') {
        await page.click('.geste-valider');
        assert.equal(await page.locator('.geste-valider').count(), 1); // nothing was checked
        await page.locator('.choix-coche', { hasText: 'l’APL' }).click();
        await page.click('.geste-valider'); // one of two is not all
        assert.match(await text(page, '[data-retour]'), /^Pas tout à fait/);
      } else {
        const order = await page.locator('.choix-un span:last-child').allTextContents();
        assert.deepEqual(order, ['Vrai', 'Faux']);
        await page.keyboard.press('1');
      }
      assert.ok((await text(page, '[data-retour]')).includes(`La phrase de la fiche, pour ${item.i}.`));
      assert.equal(await page.getAttribute('[data-retour] a', 'href'), href);
      await page.keyboard.press('Enter');
    }
    await page.close();
  });

  it('a card says when each answer brings it back, and keeps its word', async () => {
    const page = await newPage();
    await open(page, small, '#fiche=apl');
    assert.equal(await chosen(page), 'fiches=apl');
    await start(page, { kind: 'cartes' });
    assert.equal(await page.textContent('[data-reponse]'), '');
    await page.keyboard.press('3'); // not before the answer has been seen
    assert.ok(await page.isVisible('.geste-montrer'));
    await page.keyboard.press('Space');
    assert.deepEqual(await page.locator('.geste').allTextContents(), [
      'À revoirdemain',
      'Difficiledemain',
      'Bien2 jours',
      'Facile8 jours',
    ]);
    await page.keyboard.press('4');
    assert.ok(await isOver(page));
    for (const [days, due] of [
      [7, 'rien pour aujourd’hui'],
      [8, '1 à revoir'],
    ]) {
      await page.clock.setSystemTime(new Date(evening.getTime() + days * day));
      await page.goto('about:blank');
      await open(page, small);
      assert.equal(await text(page, '.ensemble:has([value="du="]) span span'), due);
    }
    assert.equal(await chosen(page), 'du=');
    await page.close();
  });

  it('ends when its minutes are over, the item at hand answered', async () => {
    const page = await newPage();
    await open(page, small);
    await start(page, { minutes: 5 });
    for (let minute = 1; minute <= 3; ++minute) {
      assert.ok(!(await isOver(page)));
      await page.clock.fastForward(100_000);
      await answer(page);
    }
    assert.ok(await isOver(page));
    assert.match(await text(page, '[data-resultat]'), /^3 réponses/);
    await page.click('[data-encore]');
    assert.ok(await page.isVisible('[data-seance]'));
    await page.click('[data-arreter]');
    assert.equal(await text(page, '[data-resultat]'), 'Rien pour cette fois.');
    await page.click('[data-revenir]');
    assert.ok(await page.isVisible('[data-choix]'));
    await page.close();
  });

  it('nothing moves by itself between what is asked and what is touched', async () => {
    const page = await newPage();
    await open(page, small);
    const places = () =>
      page
        .locator('main *')
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().top));
    const look = async (state) => {
      const before = await places();
      await page.clock.runFor(5000);
      assert.deepEqual(await places(), before, state);
    };
    await look('choix');
    await start(page);
    while (!(await isOver(page))) {
      const { t } = await asked(page);
      await look(`${t}, demandé`);
      if (t === 'carte') await page.click('.geste-montrer');
      if (t === 'carte') await look('carte, réponse');
      await (t === 'carte' ? page.click('.geste-bien') : answer(page));
    }
    await look('bilan');
    await page.close();
  });
});
