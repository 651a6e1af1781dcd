// « Examen blanc »: a paper sat by keyboard and by touch, its time, what waits when the page is left, its marks, and
// the same paper for a printer; from a server, from file://, offline. The site's own questions, under its own plan.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { objections, screens } from '../support/axe.mjs';
import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';

const evening = new Date(2026, 10, 23, 20, 0);
const minute = 60_000;
const address = 'examen-blanc.html';
const paperOfAst004 = '#ue=AST004&sujet=K7PM';

let browser, server;
before(async () => {
  browser = await launchChromium();
  server = await serve(['--kiosk', '--output', site]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function newPage({ at = evening, ...options } = {}) {
  const context = await browser.newContext({
    ...{ locale: 'fr-FR', viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' },
    ...options,
  });
  await context.clock.install({ time: at });
  const page = await context.newPage();
  page.on('close', () => context.close().catch(() => {}));
  return page;
}
const open = async (page, base = site, hash = paperOfAst004) => {
  await page.goto('about:blank');
  await page.goto(addressOf(base, address) + hash);
  await page.waitForSelector('[data-choix]:not([hidden])');
};
const begin = async (page) => {
  await page.click('[data-commencer]');
  await page.waitForSelector('[data-epreuve]:not([hidden])');
};
const text = async (page, selector) => (await page.textContent(selector)).replace(/[\u00a0\u202f]/g, ' ').trim();
const seen = (page, selector) => page.locator(selector).filter({ visible: true });
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

// The item that is asked, as the site's own packs have it.
const material = (page) =>
  page.evaluate(async () => {
    const { material: all } = window.ReperesReviser;
    const found = await all.items({ kind: 'tout' }, 0);
    return found.map(({ fiche, ...item }) => ({ ...item, title: fiche.title }));
  });
async function asked(page, items) {
  const question = await page.textContent('[data-question]');
  const shown = await page.locator('[data-corps-question]').textContent();
  const texts = ({ t, c }) => (t === 'appariement' ? c.map(([left]) => left) : c);
  return items.find((item) => item.q === question && item.c && texts(item).every((one) => shown.includes(one)));
}

// Lays the right answer, or one that is wrong.
async function answer(page, item, { wrong = false } = {}) {
  const lines = page.locator('[data-corps-question] label span');
  const choose = async (at) => {
    const all = await lines.allTextContents();
    await lines.nth(all.indexOf(item.c[at])).click();
  };
  if (item.b) for (const at of wrong ? [item.c.length - 1] : item.b) await choose(at);
  if (item.t === 'appariement')
    for (const [left, right] of item.c) {
      const field = page.getByLabel(left, { exact: true });
      if (wrong) await field.selectOption({ index: 1 });
      else await field.selectOption(right);
    }
  if (item.t === 'ordre')
    for (let rank = 0; rank < item.c.length; ++rank) {
      const order = await page.locator('.etape-texte').allTextContents();
      for (let at = order.indexOf(item.c[rank]); at > rank; --at)
        await page.locator('.choix-ordre li').nth(at).locator('button').first().click();
    }
}
const next = (page) => page.click('[data-suivante]');
const handIn = async (page) => {
  await page.click('[data-rendre-question] [data-oui]');
  await page.waitForSelector('[data-bilan]:not([hidden])');
};

describe('a paper sat to its end', () => {
  for (const [name, base] of [
    ['file://', () => site],
    ['http, offline once it has begun', () => server.base],
  ])
    it(`everything right, ${name}: 20 sur 20`, async () => {
      const page = await newPage();
      const faults = watch(page, base());
      await open(page, base());
      const items = await material(page);
      await begin(page);
      if (base() !== site) await page.context().setOffline(true);
      const questions = new Set();
      for (let n = 1; n <= 40; ++n) {
        assert.equal(await text(page, '[data-avance]'), `${n} sur 40`);
        const item = await asked(page, items);
        assert.equal(await focused(page), item.q); // what a screen reader says first
        questions.add(item.key);
        await answer(page, item);
        await next(page);
      }
      assert.equal(questions.size, 40);
      assert.equal(await text(page, '[data-rendre-texte]'), 'Toutes les questions ont une réponse.');
      await handIn(page);
      assert.equal(await focused(page), '20 sur 20');
      assert.match(await text(page, '[data-resultat]'), /^40 sur 40 points, en 1 minute\.$/);
      assert.ok(await page.isHidden('[data-a-relire]'));
      const parts = await page.locator('[data-notes] td:last-child').allTextContents();
      assert.deepEqual(parts, ['7 sur 7', '6 sur 6', '5 sur 5', '3 sur 3', '5 sur 5', '3 sur 3', '6 sur 6', '5 sur 5']);
      assert.deepEqual(faults, []);
      await page.close();
    });

  it('by the keyboard alone: numbers choose, Enter goes on, everything is reached', async () => {
    const page = await newPage();
    await open(page);
    const items = await material(page);
    const tabTo = async (selector) => {
      for (let stop = 0; stop < 60; ++stop) {
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`jamais atteint : ${selector}`);
    };
    await tabTo('[name=ue]');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.inputValue('[name=ue]:checked'), 'AST005');
    await tabTo('[data-commencer]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-epreuve]:not([hidden])');
    let given = 0;
    for (let n = 1; n <= 40; ++n) {
      const item = await asked(page, items);
      if (item.b) {
        const lines = await page.locator('[data-corps-question] label span').allTextContents();
        for (const at of item.b) await page.keyboard.press(String(lines.indexOf(item.c[at]) + 1));
        ++given;
      }
      if (n === 3) {
        await tabTo('[data-marquer]');
        await page.keyboard.press('Space');
        await tabTo('[data-suivante]');
      }
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('[data-rendre-question][open]');
    assert.match(await text(page, '[data-rendre-texte]'), /1 question est marquée « à reprendre »\.$/);
    assert.equal(await focused(page), 'Continuer'); // what Enter does hands nothing in
    await page.keyboard.press('Escape');
    await tabTo('.carte-copie summary');
    await page.keyboard.press('Enter');
    await tabTo('.case-question');
    await page.keyboard.press('Enter');
    assert.equal(await text(page, '[data-avance]'), '1 sur 40');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'Rendre la copie');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-bilan]:not([hidden])');
    assert.match(await text(page, '[data-resultat]'), new RegExp(`^${given} sur 40 points`));
    await page.close();
  });

  it('what is wrong is worth nothing, is read again, is corrected, and comes back in « Réviser »', async () => {
    const page = await newPage({ hasTouch: true });
    await open(page);
    const items = await material(page);
    await begin(page);
    const lost = [];
    for (let n = 0; n < 3; ++n) {
      const item = await asked(page, items);
      await answer(page, item, { wrong: n > 0 });
      if (n > 0) lost.push(item);
      await next(page);
    }
    await page.click('[data-rendre]');
    assert.equal(await text(page, '[data-rendre-texte]'), 'Il reste 37 questions sans réponse.');
    await handIn(page);
    assert.equal(await text(page, '[data-note]'), '0,5 sur 20');
    const again = await page.locator('[data-relire] a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    assert.equal(new Set(again.map((href) => href.replace(/#.*/, ''))).size, again.length); // a fiche once
    assert.ok(again.every((href) => fs.existsSync(path.join(site, href.replace(/#.*/, '')))));
    await page.click('[data-deplier]');
    const corrected = page.locator('.corrige-question');
    assert.equal(await corrected.count(), 40);
    const verdicts = await page.locator('.corrige-question summary > span:last-child').allTextContents();
    assert.deepEqual(verdicts.slice(0, 4), ['Juste.', 'Pas tout à fait.', 'Pas tout à fait.', 'Sans réponse.']);
    assert.ok((await corrected.nth(1).textContent()).includes('votre réponse'));
    assert.ok(!(await corrected.nth(5).textContent()).includes('votre réponse'));

    await page.click('.bilan-gestes a');
    await page.waitForSelector('[value="rate="]');
    assert.equal(await page.inputValue('[name=ensemble]:checked'), 'rate=');
    assert.equal(await text(page, '.ensemble:has([value="rate="]) span span'), `${lost.length} à revoir`);
    await page.close();
  });

  it('goes back and forth, marks, and shows it all at a glance', async () => {
    const page = await newPage();
    await open(page);
    const items = await material(page);
    await begin(page);
    assert.equal(await page.getAttribute('[data-precedente]', 'aria-disabled'), 'true');
    await answer(page, await asked(page, items));
    const before = await page
      .locator('[data-corps-question]')
      .evaluate((body) => [...body.querySelectorAll('input')].map(({ checked }) => checked));
    await page.click('[data-marquer]');
    assert.equal(await page.getAttribute('[data-marquer]', 'aria-pressed'), 'true');
    await next(page);
    assert.equal(await page.getAttribute('[data-marquer]', 'aria-pressed'), 'false');
    await page.click('[data-repondues]');
    const names = await page.locator('.case-question').evaluateAll((all) => all.map((one) => one.ariaLabel));
    assert.equal(names[0], 'Question 1, répondue, à reprendre');
    assert.equal(names[1], 'Question 2, sans réponse');
    await page.locator('.case-question').first().click();
    const after = await page
      .locator('[data-corps-question]')
      .evaluate((body) => [...body.querySelectorAll('input')].map(({ checked }) => checked));
    assert.deepEqual(after, before);
    await page.close();
  });
});

describe('the time', () => {
  it('is told, announced towards its end, and hands nothing in by itself; what comes late is told apart', async () => {
    const page = await newPage();
    await open(page);
    const items = await material(page);
    await begin(page);
    assert.equal(await text(page, '[data-temps]'), 'reste 45 min');
    await answer(page, await asked(page, items));
    await page.clock.fastForward(35 * minute + 1000);
    assert.equal(await text(page, '[data-temps]'), 'reste 10 min');
    assert.equal(await text(page, '.annonce'), 'Il reste 10 minutes.');
    await page.clock.fastForward(9.5 * minute);
    assert.match(await text(page, '[data-temps]'), /^reste \d\d s$/);
    await page.clock.fastForward(minute);
    assert.ok(await page.isVisible('[data-fin-question]'));
    await page.click('[data-fin-question] [data-non]');
    assert.equal(await text(page, '[data-temps]'), 'temps écoulé');
    await next(page);
    await answer(page, await asked(page, items));
    await page.clock.fastForward(5 * minute);
    assert.ok(await page.isHidden('[data-fin-question]')); // said once
    await page.click('[data-rendre]');
    await handIn(page);
    assert.match(await text(page, '[data-resultat]'), /^2 sur 40 points, en 51 minutes\.$/);
    assert.equal(await text(page, '[data-retard]'), 'Dont 1 après la fin du temps.');
    await page.close();
  });

  it('may be a third longer, or without end', async () => {
    const page = await newPage();
    await open(page);
    await page.check('#temps-tiers', { force: true });
    await begin(page);
    assert.equal(await text(page, '[data-temps]'), 'reste 60 min');
    await open(page);
    await page.check('#temps-libre', { force: true });
    await begin(page);
    await page.clock.fastForward(600 * minute);
    assert.ok(await page.isHidden('[data-temps]'));
    assert.ok(await page.isHidden('[data-fin-question]'));
    await page.close();
  });
});

describe('a page that was left', () => {
  it('the paper waits, its time running; it is taken up again where it was, or given up', async () => {
    for (const base of [site, server.base]) {
      const page = await newPage();
      await open(page, base);
      const items = await material(page);
      await begin(page);
      const first = await asked(page, items);
      await answer(page, first);
      await next(page);
      const second = await page.textContent('[data-question]');
      await page.clock.fastForward(10 * minute);
      await open(page, base, '');
      const said = await text(page, '[data-reprise-texte]');
      assert.match(said, /^Un examen AST004 est commencé \(sujet K7PM\) : 1 réponse, reste 3[45] min\./);
      await page.click('[data-reprendre]');
      await page.waitForSelector('[data-epreuve]:not([hidden])');
      assert.equal(await page.textContent('[data-question]'), second); // the first without an answer
      await page.click('[data-precedente]');
      assert.equal(await page.textContent('[data-question]'), first.q);
      assert.equal((await page.locator('[data-corps-question] :checked').count()) > 0, Boolean(first.b));
      await open(page, base, '');
      await page.click('[data-abandonner]');
      assert.ok(await page.isHidden('[data-reprise]'));
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      await page.close();
    }
  });

  it('is forgotten with all the rest', async () => {
    const page = await newPage();
    await open(page);
    const items = await material(page);
    await begin(page);
    await answer(page, await asked(page, items));
    await page.goto(addressOf(site, 'reviser.html'));
    await page.click('[data-oublier]');
    await page.click('[data-oui]');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await page.close();
  });

  it('when nothing can be kept, says so, and goes on', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await open(page);
    await begin(page);
    assert.match(await text(page, '[data-oubli]'), /ne garde pas la copie/);
    await page.click('[data-rendre]');
    await handIn(page);
    assert.equal(await text(page, '[data-note]'), '0 sur 20');
    await page.close();
  });
});

describe('which paper', () => {
  it('a code gives the same one in every browser; a bad address gives one all the same', async () => {
    const questions = [];
    for (const name of ['chromium', 'firefox']) {
      const other = await openBrowser(name);
      const page = await other.newPage();
      await page.goto(addressOf(server.base, address) + paperOfAst004);
      await page.waitForSelector('[data-choix]:not([hidden])');
      await page.evaluate(() => document.querySelector('[data-commencer]').click());
      await page.waitForSelector('[data-epreuve]:not([hidden])');
      const all = [];
      for (let n = 0; n < 40; ++n) {
        all.push(await page.evaluate(() => document.querySelector('.seance-corps').textContent));
        if (n < 39) await page.evaluate(() => document.querySelector('[data-suivante]').click());
      }
      questions.push(all);
      await other.close();
    }
    assert.deepEqual(questions[0], questions[1]);
    const page = await newPage();
    for (const hash of ['', '#ue=INCONNUE', '#ue=%3Cb%3E&sujet=%3Cimg%20src=x%3E', '#sujet=&&&=', '#%E0%A4%A']) {
      await open(page, site, hash);
      assert.match(await page.inputValue('[data-code]'), /^[0-9A-Z]{3,12}$/, hash);
      assert.equal(await page.locator('main img').count(), 0);
      await begin(page);
    }
    await page.close();
  });

  it('questions that cannot be read: said, and tried again', async () => {
    const page = await newPage();
    const isPack = /reviser\/\d+-\w+\.js$/;
    await page.route(isPack, (route) => route.abort());
    await open(page, server.base);
    await page.click('[data-commencer]');
    await page.waitForSelector('[data-message] p');
    assert.match(await text(page, '[data-message]'), /n’a pas pu être chargée/);
    await page.unroute(isPack);
    await begin(page);
    await page.close();
  });

  it('is on the page of its unit and in « Réviser », and on none that plans none', async () => {
    const page = await newPage();
    await page.goto(addressOf(site, 'ue/AST005.html'));
    await page.click('.fiche-choisir a:has-text("Examen blanc")');
    await page.waitForSelector('[data-choix]:not([hidden])');
    assert.equal(await page.inputValue('[name=ue]:checked'), 'AST005');
    await page.goto(addressOf(site, 'ue/UEV010.html'));
    assert.equal(await page.locator('a[href*="examen-blanc"]').count(), 0);
    await page.goto(addressOf(site, 'reviser.html'));
    await page.click('.vers-examen a');
    await page.waitForSelector('[data-choix]:not([hidden])');
    await page.close();
  });
});

describe('on paper', () => {
  const printed = async (page, file) => {
    const pdf = path.join(scratchFolder('papier'), file);
    await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
    const said = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    return said.split('\f').slice(0, -1);
  };

  it('two versions and their key, which agree; only what is wanted is printed', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } });
    await open(page);
    const items = await material(page);
    await page.click('[data-papier]');
    await page.waitForSelector('[data-sujet]:not([hidden])');

    // The key, read by its own words: the letter it gives is, on each version, that of a right choice.
    const sheets = {};
    for (const name of ['A', 'B'])
      sheets[name] = await page.locator(`[data-copie=${name}] .copie-questions > li`).evaluateAll((all) =>
        all.map((line) => ({
          question: line.querySelector('.copie-question').textContent.replace(/^\d+\. /, ''),
          choices: [...line.querySelectorAll('.copie-choix li')].map((one) => one.lastChild.textContent),
        })),
      );
    const key = await page
      .locator('[data-copie=corrige] tbody tr')
      .evaluateAll((all) => all.map((line) => [...line.cells].map((cell) => cell.textContent)));
    assert.equal(key.length, 40);
    assert.deepEqual(sheets.A.map(({ question }) => question).sort(), sheets.B.map(({ question }) => question).sort());
    for (const [a, b] of key) {
      const chosen = [a, b].map((cell, rank) => {
        const [number, ...letters] = cell.split(' ');
        const { question, choices } = sheets['AB'[rank]][Number(number) - 1];
        return { question, texts: letters.map((letter) => choices[letter.charCodeAt(0) - 65]).sort() };
      });
      assert.equal(chosen[0].question, chosen[1].question);
      const all = items.filter(({ q, b: right }) => q === chosen[0].question && right);
      if (!all.length) continue; // pairs and orders: read below
      assert.deepEqual(chosen[0].texts, chosen[1].texts);
      assert.ok(
        all.some(
          ({ c, b: right }) =>
            right
              .map((at) => c[at])
              .sort()
              .join() === chosen[0].texts.join(),
        ),
      );
    }

    const both = await printed(page, 'tout.pdf');
    assert.match(both[0], /AST004 · Examen blanc · version A/);
    assert.match(both[0], /Sujet K7PM, tiré des fiches dans leur état du 23 novembre 2026/);
    assert.ok(both.length <= 10, `${both.length} pages`);
    assert.ok(!both.join().includes('Combien de temps'));
    const starts = both.filter((sheet) => /^\s*AST004 · Examen blanc · (version|corrigé)/.test(sheet));
    assert.equal(starts.length, 3); // each begins a page
    await page.uncheck('#imprimer-a');
    await page.uncheck('#imprimer-corrige');
    const one = (await printed(page, 'b.pdf')).join();
    const heads = ['version A', 'version B', 'corrigé'].filter((head) => one.includes(`Examen blanc · ${head}`));
    assert.deepEqual(heads, ['version B']); // the word alone may stand in a question
    await page.uncheck('#imprimer-b');
    assert.ok(await page.isDisabled('[data-lancer-impression]'));
    await page.close();
  });

  it('pairs and orders have boxes to fill, and the key what to write in them', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } });
    const kinds = new Set();
    await open(page);
    // For each of the two, the first paper that has one.
    const wanted = await page.evaluate(async () => {
      const { material: there, papers } = window.ReperesReviser;
      const all = await there.items({ kind: 'tout' }, 0);
      const codes = [...'ABCDEFGHJKMNPQRSTUVWXYZ'].flatMap((one) => [...'ABCDEFGH'].map((two) => one + two));
      const drawn = codes.flatMap((code) => there.exams().map((exam) => ({ code, ...papers.paper(exam, all, code) })));
      const types = (paper) => paper.parts.flatMap((part) => part.items.map(({ t }) => t));
      return ['appariement', 'ordre'].map((type) => {
        const { ue, code } = drawn.find((paper) => types(paper).includes(type));
        return `#ue=${ue}&sujet=${code}`;
      });
    });
    for (const hash of wanted) {
      await open(page, site, hash);
      const items = await material(page);
      await page.click('[data-papier]');
      await page.waitForSelector('[data-sujet]:not([hidden])');
      const [sheet, key] = await page.evaluate(() => [
        [...document.querySelectorAll('[data-copie=A] .copie-questions > li')].map((line) => ({
          question: line.querySelector('.copie-question').textContent.replace(/^\d+\. /, ''),
          lists: [...line.querySelectorAll('.copie-choix')].map((list) =>
            [...list.children].map((one) => one.lastChild.textContent),
          ),
        })),
        [...document.querySelectorAll('[data-copie=corrige] tbody tr td:first-child')].map((cell) => cell.textContent),
      ]);
      for (const cell of key) {
        const [number, ...letters] = cell.split(' ');
        const { question, lists } = sheet[Number(number) - 1];
        const told = (letter, list) => list[letter.charCodeAt(0) - 65];
        if (lists.length === 2) {
          const item = items.find(
            ({ t, q, c }) => t === 'appariement' && q === question && c.every(([left]) => lists[0].includes(left)),
          );
          for (const [rank, left] of lists[0].entries())
            assert.equal(told(letters[rank], lists[1]), item.c.find(([one]) => one === left)[1]);
          kinds.add(item.t);
        } else if (letters.length === lists[0].length && letters.length > 2) {
          const item = items.find(({ t, q }) => t === 'ordre' && q === question);
          if (!item) continue;
          assert.deepEqual(letters.map((letter) => told(letter, lists[0])), item.c); // prettier-ignore
          kinds.add(item.t);
        }
      }
    }
    assert.deepEqual([...kinds].sort(), ['appariement', 'ordre']);
    await page.close();
  });
});

describe('everybody', () => {
  for (const { name, ...screen } of screens)
    it(`axe has nothing to say of any state: ${name}`, async () => {
      const page = await newPage(screen);
      const found = [];
      const look = async (state) =>
        found.push(...(await objections(page, state, { rules: { 'target-size': { enabled: true } } })));
      await open(page);
      await page.locator('.depliant').evaluateAll((all) => all.forEach((one) => (one.open = true)));
      await look('choix');
      await begin(page);
      const types = new Set();
      for (let n = 0; n < 40; ++n) {
        const type = (await page.textContent('[data-origine]')).split('·').pop();
        if (!types.has(type)) await look(type);
        types.add(type);
        const box = page.locator('[data-corps-question] input').first();
        if (await box.count()) await box.click();
        if (n < 39) await next(page);
      }
      await page.click('[data-marquer]');
      await page.click('[data-repondues]');
      await look('toutes les questions');
      await next(page);
      await look('rendre ?');
      await page.keyboard.press('Escape');
      await page.clock.fastForward(46 * minute);
      await look('temps écoulé');
      await page.click('[data-fin-question] [data-oui]');
      await page.click('[data-deplier]');
      await look('bilan');
      await page.click('[data-refaire]');
      await page.click('[data-papier]');
      await page.waitForSelector('[data-sujet]:not([hidden])');
      await look('papier');
      assert.deepEqual(found, []);
      await page.close();
    });

  it('what a screen reader meets, in order', async () => {
    const page = await newPage();
    await open(page);
    await begin(page);
    const outline = (await page.locator('[data-epreuve]').ariaSnapshot()).replace(/[\u00a0\u202f]/g, ' ');
    assert.match(
      outline,
      new RegExp(
        [
          '^- region "Épreuve":',
          '- progressbar "Avancée dans le sujet"',
          '- paragraph: 1 sur 40',
          '- timer: reste 45 min',
          '- button "Rendre la copie"',
          '- paragraph: Protection sociale et solidarité · .+',
          '- heading ".+" \\[level=2\\]',
          '- list:',
        ].join('\\s+'),
      ),
    );
    await page.close();
  });

  it('what a thumb touches is 44 px at least, and stands at the bottom of the screen', async () => {
    const page = await newPage({ hasTouch: true });
    await open(page);
    await begin(page);
    for (const selector of [
      '[data-epreuve] :is(button, label)',
      '[data-choix] :is(button, .ensemble, .segments label)',
    ]) {
      const boxes = await seen(page, selector).evaluateAll((all) =>
        all.map((one) => [one.textContent, one.getBoundingClientRect().height]),
      );
      assert.deepEqual(boxes.filter(([, height]) => height < 44), []); // prettier-ignore
      if (selector.includes('epreuve')) {
        const { y, height } = await page.locator('.seance-gestes').boundingBox();
        assert.ok(y + height >= 700 && y + height <= 741, `les gestes sont à ${y}`);
        await open(page);
      }
    }
    await page.close();
  });

  it('without JavaScript, says what it needs', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(addressOf(site, address));
    assert.match(await page.locator('noscript, main').first().textContent(), /JavaScript/);
    assert.equal(await seen(page, 'main button').count(), 0);
    await page.close();
  });
});
