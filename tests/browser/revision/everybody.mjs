// Everybody: axe, a screen reader, thumbs, no JavaScript, hostile authors, Firefox.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { objections, screens } from '../../support/axe.mjs';
import { addressOf, openBrowser, watch } from '../../support/browsers.mjs';
import { buildSite } from '../../support/reperes.mjs';
import { answer, asked, content, fiches, isOver, items, lay, newPage, open, small, start, text } from './page.mjs';

describe('everybody', () => {
  for (const { name, ...screen } of screens)
    it(`axe has nothing to say of any state: ${name}`, async () => {
      const page = await newPage(screen);
      const found = [];
      const seen = new Set();
      const look = async (state) => {
        if (seen.has(state)) return;
        seen.add(state);
        found.push(...(await objections(page, state, { rules: { 'target-size': { enabled: true } } })));
      };
      await open(page, small);
      await look('choix');
      await start(page);
      while (!(await isOver(page))) {
        const item = await asked(page);
        await look(`${item.t}, demandé`);
        if (item.t === 'carte') {
          await page.keyboard.press('Space');
          await look('carte, réponse');
          await page.keyboard.press('1');
          continue;
        }
        if (item.t === 'appariement')
          for (const field of await page.locator('.paire select').all()) await field.selectOption('coordonne');
        if (await page.locator('.choix-coche').count()) await page.keyboard.press('3');
        if (await page.locator('.choix-un').count()) await page.keyboard.press('2');
        else await page.click('.geste-valider');
        await look(`${item.t}, répondu`);
        await page.keyboard.press('Enter');
      }
      await look('bilan');
      await page.click('[data-revenir]');
      await look('choix, après');
      await page.click('[data-oublier]');
      await look('tout oublier ?');
      assert.equal(seen.size, 16); // six items asked and answered, and four more
      assert.deepEqual(found, []);
      await page.close();
    });

  it('what a screen reader meets, in order', async () => {
    const page = await newPage();
    await open(page, small, '#fiche=apl');
    await start(page);
    const outline = async () => (await page.locator('[data-seance]').ariaSnapshot()).replace(/[\u00a0\u202f]/g, ' ');
    if ((await asked(page)).t === 'carte') await answer(page);
    assert.match(
      await outline(),
      new RegExp(
        [
          '^- region "Séance de révision":',
          '  - progressbar "Temps passé"',
          '  - paragraph: n° \\d · encore 10 min',
          '  - button "Arrêter"',
          '  - paragraph: Une seule bonne réponse',
          '  - heading "Qui verse l’APL \\?" \\[level=2\\]',
          '  - list:',
          '    - listitem:',
          '      - button "(La Caf|La mairie|Le bailleur)"',
        ].join('\\s+'),
      ),
    );
    await page.keyboard.press('1');
    const feedback = /- status:\s+- paragraph: (Juste|Pas tout à fait)\.[\s\S]+- link "Aide personnalisée/;
    assert.match(await outline(), feedback);
    await page.close();
  });

  it('what a thumb touches in a session is 44 px at least', async () => {
    const page = await newPage({ hasTouch: true });
    await open(page, small);
    await start(page);
    const little = [];
    const measure = async () => {
      const boxes = await page
        .locator('[data-seance] :is(button, select, label, input)')
        .evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility() && !one.matches('label input, .paire label'))
            .map((one) => ({ name: one.className || one.tagName, height: one.getBoundingClientRect().height })),
        );
      little.push(...boxes.filter(({ height }) => height < 44));
    };
    while (!(await isOver(page))) {
      await measure();
      await answer(page);
    }
    assert.deepEqual(little, []);
    await page.close();
  });

  it('what has the focus, and what has just been answered, is not under the bar of gestures', async () => {
    const page = await newPage({ viewport: { width: 360, height: 560 } });
    await open(page, small);
    await start(page);
    const hidden = [];
    const look = async (selector) => {
      const [top, bottom, bar] = await page.evaluate((wanted) => {
        const seen = document.querySelector(wanted).getBoundingClientRect();
        return [seen.top, seen.bottom, document.querySelector('.seance-gestes').getBoundingClientRect().top];
      }, selector);
      if (top < 0 || bottom > bar + 1) hidden.push(`${await page.textContent('[data-origine]')}: ${selector}`);
    };
    while (!(await isOver(page))) {
      const { t } = await asked(page);
      for (let stop = 0; stop < 12; ++stop) {
        await page.keyboard.press('Tab');
        const isInside = await page.evaluate(() => document.activeElement.matches('.seance-corps *'));
        if (isInside) await look(':focus');
      }
      if (t === 'carte') {
        await page.click('.geste-montrer');
        await look('.reponse-texte');
        await page.click('.geste-bien');
        continue;
      }
      for (const field of await page.locator('.paire select').all()) await field.selectOption('coordonne');
      if (t === 'multiple') await page.locator('.choix-coche').first().click();
      if (t === 'qcm' || t === 'vrai-faux') await page.locator('.choix-un').first().click();
      else await page.click('.geste-valider');
      await look('.verdict');
      await page.click('.geste-continuer');
      if ((await page.textContent('[data-avance]')).startsWith('n° 9')) await page.click('[data-arreter]');
    }
    assert.deepEqual(hidden, []);
    await page.close();
  });

  it('what a hostile author wrote is text', async () => {
    const nasty = '<img src=x onerror=alert(1)>';
    const hostile = lay(
      buildSite(content),
      items.map((item) => ({ ...item, q: `${nasty} ${item.q}`, e: nasty, ...(item.r && { r: nasty }) })),
    );
    const page = await newPage();
    const faults = watch(page, hostile);
    await open(page, hostile);
    await start(page, { kind: 'cartes' });
    await page.keyboard.press('Space');
    assert.equal(await text(page, '.reponse-texte'), nasty);
    assert.equal(await page.locator('main :is(img, iframe)').count(), 0);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('without JavaScript: a sentence, and the way to the fiches where questions are read', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(addressOf(small, 'reviser.html'));
    assert.match(await page.innerText('main'), /ont besoin de JavaScript.*au bas des fiches/s);
    assert.equal(await page.locator('main :is(button, input, select):visible').count(), 0);
    await page.click('main .puces a');
    await page.click('.carte-titre');
    assert.equal(await page.locator('.carte-revision summary').count(), 1);
    await page.close();
  });
});

it('Firefox too, by double click: a card answered by the keyboard is kept', async () => {
  const own = await openBrowser('firefox');
  try {
    const page = await own.newPage({ width: 360, height: 740 });
    const faults = watch(page, small);
    await page.goto(`${addressOf(small, 'reviser.html')}#fiche=apl`);
    await page.waitForSelector('[data-choix]:not([hidden])');
    await page.click('label[for=matiere-cartes]');
    await page.click('[data-commencer]');
    await page.waitForSelector('.geste-montrer');
    await page.keyboard.press(' ');
    await page.waitForSelector('.geste-bien');
    assert.match(await page.$eval('[data-reponse]', (answer) => answer.textContent), /^Aide personnalisée/);
    await page.keyboard.press('3');
    await page.waitForSelector('[data-bilan]:not([hidden])');
    const kept = await page.evaluate(() => JSON.parse(Object.values(localStorage)[0]).items);
    assert.deepEqual(Object.keys(kept), ['apl:sigle']);
    assert.deepEqual(faults, []);
  } finally {
    await own.close();
  }
});
