// A kiosk: whatever a visitor does, the site stays; once the visitor has gone, nothing of the visit does.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { objections } from '../support/axe.mjs';
import { addressOf, launchChromium, watch } from '../support/browsers.mjs';
import { buildSite, filesBelow, root, scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';


// The project's own content, with a public address.
const site = (() => {
  const content = path.join(scratchFolder('borne'), 'content');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  fs.appendFileSync(path.join(content, 'site.yml'), '\nurl: https://reperes.exemple.fr/\n');
  return buildSite(content, ['--kiosk']);
})();

let browser, server;
before(async () => {
  browser = await launchChromium();
  server = await serve(['--kiosk', '--output', site]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function newPage(base, { at = 'index.html', clock = false, ...options } = {}) {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  if (clock) await context.clock.install();
  const page = await context.newPage();
  const faults = watch(page, base);
  context.on('page', (popup) => faults.push(`fenêtre: ${popup.url()}`));
  page.on('download', (download) => faults.push(`téléchargement: ${download.url()}`));
  page.on('close', () => context.close().catch(() => {}));
  await page.goto(addressOf(base, at));
  // The browser of a kiosk opens on its home page: nothing stands before it.
  const session = await context.newCDPSession(page);
  await session.send('Page.resetNavigationHistory');
  await shown(page);
  return { page, faults, context };
}

const shown = (page) => page.waitForSelector(':root[data-borne-prete]', { state: 'attached' });
const homes = () => [
  { name: 'http', base: server.base },
  { name: 'file://', base: site },
];

// Numbers that look drawn by lot, the same each time (mulberry32).
function lots(seed) {
  return (most) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * most);
  };
}

const keys = [
  ...['Control+p', 'Control+s', 'Control+o', 'Control+u', 'Control+n', 'Meta+k', 'Alt+Home', 'Alt+d', 'F1', 'F7'],
  ...['Tab', 'Enter', 'Escape', '/', 'Shift+Enter', 'Control+Enter', 'ArrowDown', 'Backspace', 'Space', 'ContextMenu'],
];

// One act of a visitor, on whatever is on the screen.
async function act(page, lot) {
  const oneOf = async (selector) => {
    const seen = await page.locator(selector).filter({ visible: true }).all();
    return seen.length ? seen[lot(seen.length)] : null;
  };
  const soon = { timeout: 3000, noWaitAfter: true, force: true };
  const modifiers = [[], [], [], ['Control'], ['Shift'], ['Alt'], ['Meta'], ['Control', 'Shift']];
  const follow = async () => (await oneOf('main a[href]'))?.click(soon);
  const acts = [
    follow,
    follow,
    async () => (await oneOf('a[href]'))?.click({ ...soon, modifiers: modifiers[lot(modifiers.length)] }),
    async () => (await oneOf('a[href^=http], a[href^="tel:"], a[href^="mailto:"], .numero'))?.click(soon),
    async () => (await oneOf('a[href]'))?.click({ ...soon, button: ['middle', 'right'][lot(2)] }),
    async () => (await oneOf('button, label'))?.click({ ...soon, modifiers: modifiers[lot(modifiers.length)] }),
    async () => page.keyboard.press(keys[lot(keys.length)]),
    async () => page.evaluate((step) => history.go(step), [-1, -1, -2, 1][lot(4)]),
    async () => page.mouse.click(lot(1280), lot(900), { button: ['left', 'right', 'middle'][lot(3)] }),
    async () => page.mouse.wheel(0, 200 + lot(2000)),
    async () => {
      const field = await oneOf('input[type=search], input[type=text], textarea');
      if (!field) return;
      await field.click(soon);
      await page.keyboard.type(['loyer impayé', 'RSA', 'https://exemple.fr', "l'école"][lot(4)]);
      if (lot(2)) await page.keyboard.press('Enter');
    },
    async () => {
      const box = await (await oneOf('a[href]'))?.boundingBox();
      if (!box) return;
      await page.mouse.move(box.x + 3, box.y + 3);
      await page.mouse.down();
      await page.mouse.move(lot(1280), lot(900), { steps: 3 });
      await page.mouse.up();
    },
  ];
  // A page that goes while it is being acted upon is no fault; a browser may then forget to answer the hand it had.
  const done = acts[lot(acts.length)]().catch((error) => {
    if (!/detached|destroyed|navigat|Timeout|not visible|outside|closed/i.test(error.message)) throw error;
  });
  let patience;
  await Promise.race([done, new Promise((resolve) => (patience = setTimeout(resolve, 5000)))]);
  clearTimeout(patience);
}

it('a kiosk, which forgets, has nothing of what a learner must keep', () => {
  const learners = filesBelow(site).filter((file) => /reviser|examen/.test(file));
  assert.deepEqual(learners, ['pages/guide-examen-blanc.html', 'pages/guide-reviser.html']);
});

describe('two hundred acts of a visitor never leave the site', () => {
  for (const place of [0, 1]) {
    it(['http', 'file://'][place], async () => {
      const { base } = homes()[place];
      const inside = addressOf(base, '');
      const { page, faults, context } = await newPage(base);
      const lot = lots(2026 + place);
      const met = new Set();
      for (let count = 0; count < 200; ++count) {
        await act(page, lot);
        await page.waitForLoadState('domcontentloaded');
        assert.deepEqual(faults, [], `acte ${count}`);
        assert.ok(page.url().startsWith(inside), `acte ${count}: ${page.url()}`);
        assert.match(page.url().split(/[?#]/)[0], /(\.html|:\d+\/)$/, `acte ${count}`);
        met.add(page.url());
      }
      assert.equal(context.pages().length, 1);
      assert.ok(met.size > 20, `${met.size} pages seulement`);
    });
  }
});

it('an address that leaves is shown, with its code, and the focus comes back', async () => {
  for (const { base } of homes()) {
    const { page, faults } = await newPage(base, { at: 'dispositifs/apl.html' });
    const seen = async (selector) => {
      const link = page.locator(selector).filter({ visible: true }).first();
      const href = await link.getAttribute('href');
      const code = await link.getAttribute('data-qr');
      await link.click();
      const window_ = page.locator('.borne-fenetre');
      const text = (await window_.textContent()).replace(/[\u00a0\u202f]/g, ' ');
      const [side, digits] = code.split(':');
      const bits = [...digits].map((digit) => parseInt(digit, 16).toString(2)).join('');
      const wanted = bits.replaceAll('0', '').length;
      const drawn = await window_.locator('.borne-qr path').last().getAttribute('d');
      assert.equal(drawn.match(/M/g).length, wanted, `${href}: ${side} modules de côté`);
      await window_.getByRole('button', { name: 'Fermer' }).click();
      assert.ok(await link.evaluate((element) => element === document.activeElement), `${href}: focus`);
      return { href, text };
    };
    const outside = await seen('main a[href^=http]');
    assert.match(outside.text, /Un site à ouvrir chez vous/);
    assert.ok(outside.text.includes(decodeURI(outside.href)), outside.text);
    await page.goto(addressOf(base, 'contacts/ligne-115.html'));
    const call = await seen('main a[href^="tel:"]');
    assert.match(call.text, /Un numéro à appeler.*115/);

    // The page itself, by its public address; no printer here.
    await page.click('.borne-bouton:has-text("Emporter")');
    const carried = await page.textContent('.borne-fenetre');
    assert.match(carried, /https:\/\/reperes\.exemple\.fr\/contacts\/ligne-115\.html/);
    assert.doesNotMatch(carried, /Imprimer/);
    for (const useless of ['[data-imprimer]', '[data-copier-adresse]', '.ancre'])
      assert.equal(await page.locator(useless).filter({ visible: true }).count(), 0, useless);
    assert.deepEqual(faults, []);
    await page.close();
  }
});

it('menus, new windows, copies and keys of the browser are refused', async () => {
  const { page } = await newPage(site, { at: 'dispositifs/apl.html' });
  const isRefused = (name, made) =>
    page.evaluate(
      ([event, type, detail]) =>
        !document.querySelector('main a').dispatchEvent(
          new window[type](event, { bubbles: true, cancelable: true, ...detail }),
        ),
      [name, ...made],
    );
  for (const name of ['contextmenu', 'dragstart', 'drop', 'copy', 'cut'])
    assert.ok(await isRefused(name, ['Event', {}]), name);
  const [ctrlKey, altKey, metaKey] = [true, true, true];
  for (const detail of [{ key: 'F1' }, { key: 'p', ctrlKey }, { key: 'Home', altKey }, { key: 's', metaKey }])
    assert.ok(await isRefused('keydown', ['KeyboardEvent', detail]), JSON.stringify(detail));
  for (const detail of [{ key: 'a' }, { key: 'a', ctrlKey }, { key: 'Enter' }, { key: 'ArrowLeft', altKey }])
    assert.ok(!(await isRefused('keydown', ['KeyboardEvent', detail])), JSON.stringify(detail));
  assert.equal(await page.evaluate(() => window.open('index.html')), null);
  await page.close();
});

// What a visitor may leave behind.
const leftBehind = (page) =>
  page.evaluate(() => ({
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => !/visite$/.test(key)),
    fields: [...document.querySelectorAll('input, textarea')].map((field) => field.value).filter(Boolean),
    count: document.querySelector('[data-selection-nombre]').textContent,
    size: document.documentElement.dataset.taille,
    contrast: document.documentElement.hasAttribute('data-contraste'),
    scroll: scrollY,
    query: location.search + location.hash,
    words: /loyer/.test(document.querySelector('main').textContent) && document.querySelectorAll('mark').length,
  }));
const nothing = { storage: [], fields: [], count: '', size: '0', contrast: false, scroll: 0, query: '', words: 0 };

async function visitEverything(page, base) {
  await page.fill('#q', 'loyer');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.resultat-titre');
  await page.locator('.resultat .choisir').first().click();
  await page.locator('.resultat-titre').first().click();
  await page.waitForSelector('.fiche');
  await shown(page);
  await page.click('.borne-bouton:has-text("Agrandir")');
  await page.click('.borne-bouton:has-text("Contraste")');
  await page.evaluate(() => (location.hash = document.querySelector('h2[id]').id));
  await page.click('.lien-selection');
  await page.waitForSelector('.choix textarea');
  await page.fill('#carnet-note', 'Un secret.');
  await page.locator('.choix textarea').first().fill('Un autre secret.');
  assert.ok((await leftBehind(page)).storage.length > 2);
  assert.ok(page.url().startsWith(addressOf(base, 'ma-selection.html')));
}

async function isForgotten(page, base) {
  const home = addressOf(base, 'index.html');
  await page.waitForURL(home);
  await shown(page);
  assert.deepEqual(await leftBehind(page), nothing);
  const entries = await page.evaluate(() => history.length);
  assert.ok(entries > 3);
  for (let back = 1; back < entries; ++back) {
    await page.evaluate(() => history.back());
    await page.waitForURL(home);
    await shown(page);
    assert.deepEqual(await leftBehind(page), { ...nothing, storage: (await leftBehind(page)).storage });
    assert.equal(await page.locator('.page-accueil').count(), 1);
  }
}

it('after ninety seconds of rest it warns, after fifteen more everything is forgotten', async () => {
  for (const { base } of homes()) {
    const { page, faults } = await newPage(base, { clock: true });
    const dialog = page.getByRole('alertdialog');

    // A home page that nobody touched warns nobody.
    await page.clock.fastForward(600_000);
    assert.equal(await dialog.count(), 0);

    await visitEverything(page, base);
    await page.clock.fastForward(30_000);
    assert.equal(await dialog.count(), 0, 'trop tôt');
    await page.clock.fastForward(60_000);
    await dialog.waitFor();
    assert.match(await dialog.textContent(), /la borne efface cette visite/);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Continuer');
    await page.clock.runFor(5_000);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.clock.runFor(20_000);
    assert.equal(await dialog.count(), 0, 'continuer');
    assert.equal(await page.inputValue('#carnet-note'), 'Un secret.');

    await page.clock.fastForward(90_000);
    await dialog.waitFor();
    await page.clock.runFor(15_000);
    await isForgotten(page, base);
    assert.deepEqual(faults, []);
    await page.close();
  }
});

it('« Terminer » forgets at once; a page kept alive by the browser goes home when it comes back', async () => {
  for (const { base } of homes()) {
    const { page, faults } = await newPage(base);
    await visitEverything(page, base);
    await page.click('.borne-bouton:has-text("Terminer")');
    await isForgotten(page, base);

    await page.goto(addressOf(base, 'dispositifs/apl.html'));
    await shown(page);
    await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      if (getComputedStyle(document.body).visibility !== 'hidden') throw new Error('visible');
      sessionStorage.setItem('reperes.borne.visite', '99');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    await page.waitForURL(addressOf(base, 'index.html'));
    assert.deepEqual(faults, []);
    await page.close();
  }
});

it('the keyboard on the screen opens under a finger, writes « é » where the caret is, and finds', async () => {
  for (const { base } of homes()) {
    const { page, faults } = await newPage(base, { at: 'recherche.html', hasTouch: true });
    const key = (name) => page.locator('.clavier').getByRole('button', { name, exact: true });
    const keyboard = page.locator('.clavier');
    const value = () => page.inputValue('#q');
    assert.ok(!(await keyboard.isVisible()));
    await page.tap('#q');
    await keyboard.waitFor();
    for (const letter of 'sant') await key(letter).tap();
    await key('é').tap();
    assert.equal(await value(), 'santé');
    await page.waitForFunction(() => /sant/i.test(document.querySelector('.resultat')?.textContent ?? ''));

    await page.evaluate(() => document.querySelector('#q').setSelectionRange(0, 1));
    await key('Majuscule').tap();
    await key('É').tap();
    assert.equal(await value(), 'Éanté');
    await key('z').tap();
    await key('Effacer').tap();
    await key('Effacer').tap();
    assert.equal(await value(), 'anté');
    await key('Espace').tap();
    await page.keyboard.type('x'); // a real one goes on working
    assert.equal(await value(), ' xanté');
    await key('Fermer').tap();
    assert.ok(!(await keyboard.isVisible()));

    // By its button, on the home page; « Valider » asks.
    await page.goto(addressOf(base, 'index.html'));
    await page.click('.borne-bouton:has-text("Clavier")');
    for (const letter of 'rsa') await key(letter).click();
    await key('Valider').click();
    await page.waitForURL(/recherche\.html\?q=rsa$/);
    await page.waitForSelector('.resultat-titre');
    assert.deepEqual(faults, []);
    await page.close();
  }
});

it('axe has nothing to say of the bar, the keyboard, the windows, in each colour and size', async () => {
  const found = [];
  for (const screen of [
    { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  ]) {
    const { page } = await newPage(site, { at: 'dispositifs/apl.html', clock: true, ...screen });
    const look = async (what) => found.push(...(await objections(page, what)));
    await look('barre');
    await page.click('.borne-bouton:has-text("Clavier")');
    await look('clavier');
    await page.click('.borne-bouton:has-text("Contraste")');
    await page.click('.borne-bouton:has-text("Agrandir")');
    await look('contraste');
    await page.click('.borne-bouton:has-text("Emporter")');
    await look('emporter');
    await page.keyboard.press('Escape');
    await page.clock.fastForward(90_000);
    await page.getByRole('alertdialog').waitFor();
    await look('repos');
    await page.close();
  }
  assert.deepEqual(found, []);
});

it('every target outside a sentence is 44 pixels high and wide', async () => {
  const { page } = await newPage(site);
  const small = new Set();
  const folders = ['', 'dispositifs/', 'institutions/', 'metiers/', 'parcours/', 'contacts/', 'notions/'];
  const pages = filesBelow(site).filter((file) => file.endsWith('.html'));
  const chosen = folders.flatMap((folder) => [
    `${folder}index.html`,
    ...pages.filter((file) => folder && file.startsWith(folder) && !file.endsWith('index.html')).slice(0, 1),
  ]);
  for (const address of [...chosen, 'recherche.html?q=logement', 'a-z.html', 'sigles.html', 'ma-selection.html']) {
    const [file, query] = address.split('?');
    await page.goto(addressOf(site, file) + (query ? `?${query}` : ''));
    await shown(page);
    if (query) await page.waitForSelector('.resultat-titre');
    await page.click('.borne-bouton:has-text("Clavier")');
    const faults = await page.evaluate(() => {
      const lengthOf = (element) => element.textContent.trim().length;
      const targets = 'a[href], button, input:not(label input), textarea, summary, label:has(input), label.bouton';
      return [...document.querySelectorAll(targets)].flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        const parent = target.parentElement;
        const isInSentence = getComputedStyle(target).display === 'inline' && lengthOf(parent) > lengthOf(target) + 8;
        if (!width || isInSentence || target.closest('.invisible, .evitement')) return [];
        if (height >= 43.9 && width >= 43.9) return [];
        const name = `${target.localName}.${target.className} < ${parent.localName}.${parent.className}`;
        return [`${name} ${Math.round(width)} × ${Math.round(height)} « ${target.textContent.trim().slice(0, 30)} »`];
      });
    });
    for (const fault of faults) small.add(`${file}: ${fault}`);
  }
  await page.close();
  assert.deepEqual([...small], []);
});
