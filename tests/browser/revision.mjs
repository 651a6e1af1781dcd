// « Réviser »: sessions by keyboard and by touch, what is kept and what happens when it can't be, from a server, from
// file://, offline. The cards are the test's own, laid in place of those of a small site; the real ones come last.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { objections, screens } from '../support/axe.mjs';
import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { buildSite, filesBelow, scratchFolder } from '../support/reperes.mjs';
import { day, reviser } from '../support/reviser.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';

const { progression: ways } = reviser();

// One item of each kind, and the sentence of its fiche.
const items = [
  { i: 'apl:sigle', f: 'apl', t: 'carte', q: 'Que veut dire APL ?', r: 'Aide personnalisée au logement.' },
  { i: 'apl:q1', f: 'apl', t: 'qcm', q: 'Qui verse l’APL ?', c: ['La Caf', 'La mairie', 'Le bailleur'], b: [0] },
  { i: 'caf:q1', f: 'caf', t: 'vrai-faux', q: 'La Caf verse le RSA.', c: ['Vrai', 'Faux'], b: [0] },
  { i: 'caf:q2', f: 'caf', t: 'multiple', q: 'La Caf verse…', c: ['l’APL', 'le RSA', 'la retraite'], b: [0, 1] },
  {
    ...{ i: 'loyer:o', f: 'loyer', t: 'ordre', q: 'Dans quel ordre ?', a: '#etapes' },
    c: ['Prévenir le bailleur', 'Demander un plan', 'Saisir le FSL'],
  },
  {
    ...{ i: 'loyer:a', f: 'loyer', t: 'appariement', q: 'Qui fait quoi ?' },
    c: [
      ['Caf', 'verse les aides'],
      ['FSL', 'aide à payer'],
      ['Ccapex', 'coordonne'],
    ],
  },
].map((item) => ({ s: 'main', e: `La phrase de la fiche, pour ${item.i}.`, ...item }));

const fiches = [
  ['apl', 'Aide personnalisée au logement', 'dispositifs/apl.html', 1, [0], [0]],
  ['caf', 'Caisse d’allocations familiales', 'dispositifs/caf.html', 1, [0], [0]],
  ['loyer', 'Je ne paie plus mon loyer', 'dispositifs/loyer.html', 0, [0], [0, 1]],
];

// Lays cards in place of a site's own: one pack, under the names its pages know.
function lay(base, wanted) {
  const [pack, index] = filesBelow(path.join(base, 'reviser')).sort();
  const put = (name, text) => fs.writeFileSync(path.join(base, 'reviser', name), text);
  const counted = fiches.map((fiche) => {
    const own = wanted.filter(({ f }) => f === fiche[0]);
    const cards = own.filter(({ t }) => t === 'carte').length;
    return [...fiche, 0, cards, own.length - cards];
  });
  const given = {
    version: 1,
    ues: [
      ['AST004', 'Institutions et acteurs'],
      ['AST005', 'Méthodes'],
    ],
    genres: [
      ['parcours', 'Besoins'],
      ['dispositif', 'Aides et droits'],
    ],
    domaines: [['logement', 'Logement']],
    fiches: counted,
    paquets: [`reviser/${pack}`],
  };
  put(index, `ReperesReviser.index(${JSON.stringify(given)});\n`);
  put(pack, `ReperesReviser.paquet(0, ${JSON.stringify(wanted)});\n`);
  return base;
}

const content = (() => {
  const folder = scratchFolder('contenu');
  fs.mkdirSync(path.join(folder, 'dispositifs'));
  for (const id of ['apl', 'caf', 'loyer']) {
    const front = `titre: Fiche ${id}\nrevision:\n  cartes: [{q: "Une question ?", r: "Une réponse."}]`;
    fs.writeFileSync(path.join(folder, `dispositifs/${id}.md`), `---\n${front}\n---\n## Étapes\n\nUn texte.\n`);
  }
  return folder;
})();
const small = lay(buildSite(content), items);

let browser, server;
before(async () => {
  browser = await launchChromium();
  server = await serve(['--kiosk', '--output', small]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

const evening = new Date(2026, 10, 23, 20, 0);

async function newPage({ at = evening, ...options } = {}) {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.clock.install({ time: at });
  const page = await context.newPage();
  page.on('close', () => context.close().catch(() => {}));
  return page;
}
const open = async (page, base, more = '') => {
  await page.goto(addressOf(base, 'reviser.html') + more);
  await page.waitForSelector('[data-choix]:not([hidden])');
};
const homes = () => [
  ['http', server.base],
  ['file://', small],
];

const text = async (page, selector) => (await page.textContent(selector)).replace(/[\u00a0\u202f]/g, ' ');
const chosen = (page) => page.$eval('[name=ensemble]:checked', ({ value }) => value);
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const stored = (page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => /^reperes\.revision\.[^ ]*\/$/.test(name));
    return key ? localStorage.getItem(key) : null;
  });
const storedItems = async (page) => Object.keys(JSON.parse(await stored(page)).items).sort();
const isOver = (page) => page.isVisible('[data-bilan]');

async function asked(page) {
  const question = await page.textContent('[data-question]');
  return items.find(({ q }) => q === question);
}

async function start(page, { set, kind = 'tout', minutes = 10 } = {}) {
  if (set) await page.check(`[name=ensemble][value="${set}"]`);
  await page.locator(`.segments label[for=matiere-${kind}]`).click();
  await page.locator(`.segments label[for=minutes-${minutes}]`).click();
  await page.click('[data-commencer]');
  await page.waitForSelector('[data-seance]:not([hidden])');
}

// Answers what is asked, by touch; returns the item. A wrong answer on demand.
async function answer(page, { wrong = false } = {}) {
  const item = await asked(page);
  if (item.t === 'carte') {
    await page.click('.geste-montrer');
    await page.click(wrong ? '.geste-a-revoir-note' : '.geste-bien');
    return item;
  }
  const choose = (at) => page.locator('.choix-reponses li', { hasText: item.c[at] }).click();
  if (item.t === 'qcm' || item.t === 'vrai-faux') await choose(wrong ? item.c.length - 1 : 0);
  if (item.t === 'multiple') for (const at of wrong ? [2] : [0, 1]) await choose(at);
  if (item.t === 'appariement')
    for (const [left, right] of item.c)
      await page.getByLabel(left, { exact: true }).selectOption(wrong ? 'coordonne' : right);
  if (item.t === 'ordre') {
    const upTo = async (rank) => {
      const line = page.locator('.choix-ordre li', { hasText: item.c[rank] });
      const place = async () => line.evaluate((li) => [...li.parentElement.children].indexOf(li));
      while ((await place()) > rank) await line.getByRole('button', { name: 'Monter' }).click();
    };
    for (const rank of [0, 1, 2]) await upTo(rank);
    if (wrong) await page.locator('.choix-ordre li').first().getByRole('button', { name: 'Descendre' }).click();
  }
  if (await page.isVisible('.geste-valider')) await page.click('.geste-valider');
  await page.click('.geste-continuer');
  return item;
}

// A whole session by the keyboard alone, from the button « Commencer ».
async function sessionByKeyboard(page, base) {
  const tabTo = async (selector) => {
    for (let stop = 0; stop < 60; ++stop) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`jamais atteint : ${selector}`);
  };
  await tabTo('[name=ensemble]');
  assert.equal(await chosen(page), 'ue=AST004');
  await tabTo('[name=minutes]');
  await page.keyboard.press('ArrowRight');
  await tabTo('[data-commencer]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-seance]:not([hidden])');
  if (base.startsWith('http')) await page.context().setOffline(true); // all there is to read has been read

  const seen = [];
  while (!(await isOver(page))) {
    const item = await asked(page);
    seen.push(item.t);
    assert.equal(await focused(page), item.q); // what is asked is what a screen reader says first
    if (item.t === 'carte') {
      await page.keyboard.press('Space');
      assert.match(await focused(page), /Aide personnalisée au logement\./);
      await page.keyboard.press('3');
      continue;
    }
    if (item.t === 'qcm' || item.t === 'vrai-faux') {
      const lines = await page.locator('.choix-un span:last-child').allTextContents();
      await page.keyboard.press(String(lines.indexOf(item.c[0]) + 1));
    } else if (item.t === 'multiple') {
      const lines = await page.locator('.choix-coche span').allTextContents();
      for (const right of item.b) await page.keyboard.press(String(lines.indexOf(item.c[right]) + 1));
      await page.keyboard.press('Enter');
    } else if (item.t === 'appariement') {
      for (let pair = 0; pair < item.c.length; ++pair) {
        await tabTo(`.paire:nth-child(${pair + 1}) select`);
        const left = await page.textContent(`.paire:nth-child(${pair + 1}) label`);
        await page.keyboard.type(item.c.find(([name]) => name === left)[1]);
      }
      await tabTo('.geste-valider');
      await page.keyboard.press('Enter');
    } else {
      // The lines that should come first go up, one step after the other; the focus stays on the arrow.
      for (const rank of [0, 1]) {
        const places = async () => page.locator('.etape-texte').allTextContents();
        const at = (await places()).indexOf(item.c[rank]);
        if (at === rank) continue;
        await page.evaluate(() => document.querySelector('[data-question]').focus());
        await tabTo(`.choix-ordre li:nth-child(${at + 1}) button:first-child`);
        for (let step = at; step > rank; --step) await page.keyboard.press('Enter');
        assert.equal((await places()).indexOf(item.c[rank]), rank);
      }
      await tabTo('.geste-valider');
      await page.keyboard.press('Enter');
    }
    assert.match(await text(page, '[role=status][data-retour]'), /^Juste\. ?La phrase de la fiche, pour /);
    assert.equal(await focused(page), 'Continuer');
    await page.keyboard.press('Enter');
  }
  return seen;
}

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

describe('where the browser does not keep', () => {
  const denied = {
    'a storage that refuses': () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('non', 'SecurityError');
        },
      }),
    'a storage that is full': () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('plein', 'QuotaExceededError');
      };
    },
  };
  for (const [name, deny] of Object.entries(denied))
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
      if (full) await page.addInitScript(denied['a storage that is full']);
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
