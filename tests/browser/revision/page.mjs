// « Réviser » under test: a small site with cards of the tests’ own, a page at the evening’s hour, what hands do there.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';

import { addressOf, launchChromium } from '../../support/browsers.mjs';
import { buildSite, filesBelow, scratchFolder } from '../../support/reperes.mjs';
import { reviser } from '../../support/reviser.mjs';
import { serve } from '../../support/server.mjs';

export const { progression: ways } = reviser();

// One item of each kind, and the sentence of its fiche.
export const items = [
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

export const fiches = [
  ['apl', 'Aide personnalisée au logement', 'dispositifs/apl.html', 1, [0], [0]],
  ['caf', 'Caisse d’allocations familiales', 'dispositifs/caf.html', 1, [0], [0]],
  ['loyer', 'Je ne paie plus mon loyer', 'dispositifs/loyer.html', 0, [0], [0, 1]],
];

// Lays cards in place of a site's own: one pack, under the names its pages know.
export function lay(base, wanted) {
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

export const content = (() => {
  const folder = scratchFolder('contenu');
  fs.mkdirSync(path.join(folder, 'dispositifs'));
  for (const id of ['apl', 'caf', 'loyer']) {
    const front = `titre: Fiche ${id}\nrevision:\n  cartes: [{q: "Une question ?", r: "Une réponse."}]`;
    fs.writeFileSync(path.join(folder, `dispositifs/${id}.md`), `---\n${front}\n---\n## Étapes\n\nUn texte.\n`);
  }
  return folder;
})();
export const small = lay(buildSite(content), items);

export let browser, server;
before(async () => {
  browser = await launchChromium();
  server = await serve(['--kiosk', '--output', small]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

export const evening = new Date(2026, 10, 23, 20, 0);

export async function newPage({ at = evening, ...options } = {}) {
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
export const open = async (page, base, more = '') => {
  await page.goto(addressOf(base, 'reviser.html') + more);
  await page.waitForSelector('[data-choix]:not([hidden])');
};
export const homes = () => [
  ['http', server.base],
  ['file://', small],
];

export const text = async (page, selector) => (await page.textContent(selector)).replace(/[\u00a0\u202f]/g, ' ');
export const chosen = (page) => page.$eval('[name=ensemble]:checked', ({ value }) => value);
export const focused = (page) => page.evaluate(() => document.activeElement.textContent);
export const stored = (page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => /^reperes\.revision\.[^ ]*\/$/.test(name));
    return key ? localStorage.getItem(key) : null;
  });
export const storedItems = async (page) => Object.keys(JSON.parse(await stored(page)).items).sort();
export const isOver = (page) => page.isVisible('[data-bilan]');

export async function asked(page) {
  const question = await page.textContent('[data-question]');
  return items.find(({ q }) => q === question);
}

export async function start(page, { set, kind = 'tout', minutes = 10 } = {}) {
  if (set) await page.check(`[name=ensemble][value="${set}"]`);
  await page.locator(`.segments label[for=matiere-${kind}]`).click();
  await page.locator(`.segments label[for=minutes-${minutes}]`).click();
  await page.click('[data-commencer]');
  await page.waitForSelector('[data-seance]:not([hidden])');
}

// Answers what is asked, by touch; returns the item. A wrong answer on demand.
export async function answer(page, { wrong = false } = {}) {
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
export async function sessionByKeyboard(page, base) {
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
