// The course in view: a title as a list to tick, a unit's glossary and who does what around it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { objections } from '../support/axe.mjs';
import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { buildSite, scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';
import { deniedStorages } from '../support/storage.mjs';


// A title of a certificate (6), a choice (6 or 4) and an activity (30), with another title that shares a unit.
const files = (() => {
  const unit = (id, title, more) => [
    `ue/${id}.md`,
    `---\ntitre: ${title}\nresume: Une unité.\ncode: ${id}\nsources: [{nom: Brochure}]\n${more}\n---\n`,
  ];
  return [
    ['site.yml', 'nom: Essai\nurl: https://essai.exemple.fr/\n'],
    unit('T1', 'Premier titre', 'nature: titre\ncredits: 42'),
    unit('T2', 'Second titre', 'nature: titre\ncredits: 6'),
    unit('C1', 'Certificat', 'nature: certificat\ncredits: 6\ncertification: [T1]'),
    unit('A1', 'Accueillir', 'nature: ue\ncredits: 6\ncertification: [C1, T1, T2]'),
    unit('D1', 'Géographie', 'nature: ue\ncredits: 6\ncertification: [T1]\nrelations: {au_choix_avec: [D2]}'),
    unit('D2', 'Travail', 'nature: ue\ncredits: 4\ncertification: [T1]'),
    unit('G1', 'Expérience', 'nature: uas\ncredits: 30\ncertification: [T1]\nobjectifs: [justifier de 18 mois]'),
  ];
})();
const built = (options = []) => {
  const content = scratchFolder('cours');
  for (const [name, text] of files) {
    fs.mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    fs.writeFileSync(path.join(content, name), text);
  }
  return buildSite(content, options);
};
const small = built();

const bilan = (page) => page.textContent('[data-bilan]');
const reste = (page) => page.$eval('[data-reste]', (line) => (line.hidden ? '' : line.textContent));
const ticked = (page) =>
  page.$$eval('.coche input', (boxes) => boxes.filter((box) => box.checked).map((box) => box.id));
const kept = (page) => page.evaluate(() => Object.entries(localStorage));
const said = (page) => page.$eval('.annonce', (line) => line.textContent);
const normal = (text) => text.replace(/[\u00a0\u202f]/g, ' ');

let browser, server;
before(async () => {
  browser = await launchChromium();
  server = await serve(['--kiosk', '--output', small]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function newPage(options = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('close', () => context.close().catch(() => {}));
  return page;
}

async function journey(page, base) {
  const faults = watch(page, base);
  await page.goto(addressOf(base, 'ue/T1.html'));
  assert.equal(normal(await bilan(page)), '0 crédits obtenus sur 42 ou 40');
  assert.equal(await reste(page), '');
  await page.click('#case-A1');
  assert.equal(normal(await bilan(page)), '6 crédits obtenus sur 42 ou 40');
  assert.equal(normal(await reste(page)), 'Il reste : D1 ou D2, Expérience.');
  await page.click('#case-D2');
  assert.equal(normal(await bilan(page)), '10 crédits obtenus sur 40');
  await page.click('#case-D1'); // of a choice, one counts
  assert.equal(normal(await bilan(page)), '12 crédits obtenus sur 42');
  await page.click('#case-G1');
  assert.equal(normal(await bilan(page)), 'Tout est coché : 42 crédits.');
  assert.equal(await reste(page), '');

  // Kept, and the same unit is ticked in another title.
  await page.reload();
  assert.equal((await ticked(page)).length, 4);
  await page.goto(addressOf(base, 'ue/T2.html'));
  assert.deepEqual(await ticked(page), ['case-A1']);

  // What is taken away comes back; units of the other title stay where they were.
  await page.click('[data-effacer]');
  assert.deepEqual(await ticked(page), []);
  assert.match((await kept(page))[0][1], /\["D1","D2","G1"\]/);
  await page.click('[data-effacer]');
  assert.deepEqual(await ticked(page), ['case-A1']);
  await page.goto(addressOf(base, 'ue/T1.html'));
  await page.click('[data-effacer]');
  assert.deepEqual(await kept(page), []);
  assert.deepEqual(faults, []);
}

describe('a title as a list to tick', () => {
  for (const name of ['chromium', 'firefox'])
    for (const home of ['http', 'file://'])
      it(`${name}, ${home}: ticked, counted, kept, taken away`, async () => {
        const opened = await openBrowser(name);
        const page = await opened.newPage();
        if (name === 'firefox') {
          page.textContent = (selector) => page.$eval(selector, (element) => element.textContent);
        }
        await journey(page, home === 'http' ? server.base : small);
        await opened.close();
      });

  it('by keyboard, with a name a reader hears and a place large enough', async () => {
    const page = await newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(addressOf(small, 'ue/T1.html'));
    await page.focus('#case-A1');
    await page.keyboard.press('Space');
    assert.deepEqual(await ticked(page), ['case-A1']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'case-D1');
    assert.equal(await page.getByRole('checkbox', { name: 'A1 Accueillir' }).count(), 1);
    assert.equal(await page.getByRole('status').filter({ hasText: 'crédits obtenus' }).count(), 1);
    for (const label of await page.locator('label.coche-case').all()) {
      const { width, height } = await label.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    }
    await page.close();
  });

  it('two tabs are one list', async () => {
    const page = await newPage();
    await page.goto(addressOf(server.base, 'ue/T1.html'));
    const other = await page.context().newPage();
    await other.goto(addressOf(server.base, 'ue/T1.html'));
    await other.click('#case-A1');
    await page.waitForSelector('#case-A1:checked');
    await page.click('#case-G1');
    assert.match((await kept(page))[0][1], /\["A1","G1"\]/);
    await page.close();
  });

  it('a storage that holds nonsense: said once, and a new start', async () => {
    for (const nonsense of ['{', 'null', '{"version":9,"units":["A1"]}', '{"version":1,"units":"A1"}']) {
      const page = await newPage();
      const faults = watch(page, small);
      await page.goto(addressOf(small, 'ue/T1.html'));
      await page.click('#case-A1');
      await page.evaluate((text) => {
        for (const key of Object.keys(localStorage)) localStorage.setItem(key, text);
      }, nonsense);
      await page.reload();
      assert.match(await said(page), /illisibles/, nonsense);
      assert.deepEqual(await ticked(page), []);
      await page.click('#case-D1');
      await page.reload();
      assert.deepEqual(await ticked(page), ['case-D1']);
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  for (const [name, deny] of Object.entries(deniedStorages))
    it(`${name}: the list goes on, and says it once`, async () => {
      const page = await newPage();
      await page.addInitScript(deny);
      const faults = watch(page, small);
      await page.goto(addressOf(small, 'ue/T1.html'));
      await page.click('#case-A1');
      assert.match(await said(page), /n’a pas pu garder vos cases/);
      await page.click('#case-G1');
      assert.equal(normal(await bilan(page)), '36 crédits obtenus sur 42 ou 40');
      assert.deepEqual(faults, []);
      await page.close();
    });

  it('without JavaScript: a plain list, with what it comes to', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(addressOf(small, 'ue/T1.html'));
    assert.equal(normal(await bilan(page)), '42 crédits avec D1, 40 crédits avec D2');
    assert.equal(await page.locator('.coche').count(), 4);
    assert.equal(await page.locator('.unites :is(button, input, progress):visible').count(), 0);
    await page.close();
  });

  it('a kiosk shows the list and keeps nothing of it', async () => {
    const kiosk = built(['--kiosk']);
    const page = await newPage();
    const faults = watch(page, kiosk);
    await page.goto(addressOf(kiosk, 'ue/T1.html'));
    assert.equal(await page.locator('.coche').count(), 4);
    assert.equal(await page.locator('.unites :is(button, input, progress)').count(), 0);
    assert.deepEqual((await kept(page)).filter(([key]) => key.includes('unites')), []);
    assert.deepEqual(faults, []);
    await page.close();
  });
});

describe('the course that ships', () => {
  it('CPN42 is 120 credits, or 118, of fifteen parts', async () => {
    const page = await newPage();
    await page.goto(addressOf(site, 'ue/CPN42.html'));
    assert.equal(normal(await bilan(page)), '0 crédits obtenus sur 120 ou 118');
    assert.equal(await page.locator('.coche').count(), 16);
    assert.equal(await page.locator('.coche-choix .coche').count(), 2);
    for (const [option, total] of Object.entries({ UEV010: 120, TET006: 118 })) {
      await page.click(`#case-${option}`);
      assert.match(await bilan(page), new RegExp(`sur ${total}$`));
      await page.click(`#case-${option}`);
    }
    assert.match(await page.textContent('.unites'), /18 mois/);
    await page.close();
  });

  it('a unit shows its notions, its glossary, the fiches that serve it and the situations', async () => {
    const page = await newPage();
    const faults = watch(page, site);
    await page.goto(addressOf(site, 'ue/AST004.html'));
    assert.equal(await page.locator('.cours-liste a').count(), 41);
    for (const group of ['institutions', 'dispositifs', 'parcours'])
      assert.ok((await page.locator(`h3#servent-${group}`).count()) === 1, group);
    await page.click('.porte:has-text("Glossaire")');
    assert.equal(await page.locator('.glossaire:not(.glossaire-sigles) dt').count(), 41);
    assert.ok((await page.locator('.glossaire-sigles dt').count()) > 20);
    await page.goBack();
    await page.click('.porte:has-text("Qui fait quoi")');
    assert.deepEqual(faults, []);

    // What the drawing says, the table says: institution by institution, the numbers that are not nothing.
    const drawn = await page.$$eval('.acteurs-nombre', (texts) => texts.map((text) => Number(text.textContent)));
    const rows = await page.$$eval('#tableau ~ details tbody tr', (lines) =>
      lines.map((line) => [...line.querySelectorAll('td')].map((cell) => Number(cell.textContent) || 0)),
    );
    assert.ok(rows.length > 20);
    assert.deepEqual(drawn, rows.slice(0, 20).flat().filter((number) => number > 0));
    const sums = (at) => rows.reduce((total, row) => total + row[at], 0);
    const names = await page.$$eval('#droits ~ details tbody tr', (lines) =>
      lines.map((line) =>
        [...line.querySelectorAll('td')].map(({ textContent: text }) => (text === '–' ? 0 : text.split(', ').length)),
      ),
    );
    for (const role of [0, 1, 2, 3, 4])
      assert.equal(sums(role), names.reduce((total, row) => total + row[role], 0), `rôle ${role}`);
    await page.close();
  });

  const screens = [
    { name: 'wide, light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { name: 'wide, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    { name: 'telephone, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
    { name: 'telephone, dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  ];
  for (const { name, ...screen } of screens)
    it(`axe, ${name}`, async () => {
      const page = await newPage({ ...screen, reducedMotion: 'reduce' });
      const found = [];
      for (const address of ['CPN42', 'AST004', 'AST004-glossaire', 'AST004-qui-fait-quoi', 'UEV010-qui-fait-quoi']) {
        await page.goto(addressOf(site, `ue/${address}.html`));
        if (address === 'CPN42') for (const id of ['AST004', 'UAS003', 'TET006']) await page.check(`#case-${id}`);
        await page.$$eval('main details', (all) => all.forEach((one) => (one.open = true)));
        found.push(...(await objections(page, address)));
        // Words of the drawing stay legible: 10 px at least on the smallest screen it is made for.
        for (const text of await page.locator('.acteurs text').all())
          if ((await text.boundingBox()).height < 10) found.push(`${address}: trop petit: ${await text.textContent()}`);
      }
      assert.deepEqual(found, []);
      await page.close();
    });

  it('on paper: the boxes as they were ticked, the map on one page', async () => {
    const page = await newPage({ viewport: { width: 695, height: 1039 } });
    const pages = async () => {
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    };
    const seen = (selector) => page.locator(selector).filter({ visible: true }).count();
    await page.goto(addressOf(site, 'ue/CPN42.html'));
    await page.check('#case-AST004');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await seen('.coche input'), 16);
    assert.equal(await seen('.unites :is(button, progress)'), 0);
    assert.ok(await page.isVisible('[data-reste]'));
    assert.ok((await pages()) <= 2);
    for (const [address, most] of [
      ['AST004-qui-fait-quoi', 1],
      ['AST004-glossaire', 5],
    ]) {
      await page.goto(addressOf(site, `ue/${address}.html`));
      const count = await pages();
      assert.ok(count >= 1 && count <= most, `${address} : ${count} pages`);
    }
    assert.ok(await seen('.glossaire dt'));
    await page.close();
  });
});
