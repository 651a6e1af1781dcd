// What comes out of the printer: one fiche of each kind, its plain version, a long one. Pages are counted in Chromium's
// own PDF; sizes and colours are read with the page as it prints. Fonts differ from one machine to the next, so that a
// count is a bound, with room.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium } from '../support/browsers.mjs';
import { buildSite, root, scratchFolder } from '../support/reperes.mjs';
import { site } from '../support/site.mjs';

// The same content with and without a public address: what paper says of its page depends on it.
const address = 'https://reperes.exemple.fr/';
const published = (() => {
  const content = scratchFolder('imprime');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  fs.appendFileSync(path.join(content, 'site.yml'), `\nurl: ${address}\n`);
  return buildSite(content);
})();

const sheets = [
  { page: 'institutions/caf.html', most: 1 },
  { page: 'dispositifs/allocations-familiales.html', most: 2 },
  { page: 'dispositifs/rsa.html', most: 2 },
  { page: 'metiers/K1201.html', most: 1 },
  { page: 'ue/AST004.html', most: 1 },
  { page: 'notions/secret-professionnel.html', most: 1 },
  { page: 'parcours/sans-logement-ce-soir.html', most: 2 },
  { page: 'contacts/ligne-115.html', most: 1 },
  { page: 'pages/guide-ecrire-une-fiche.html', most: 3 },
  { page: 'dispositifs/rsa-en-clair.html', most: 1, plain: true },
  { page: 'parcours/sans-logement-ce-soir-en-clair.html', most: 2, plain: true },
];

const navigation = [
  '.bandeau',
  '.fil',
  '.pied',
  '.cote',
  '.voisins',
  '.liens',
  '.questions',
  '.reviser',
  '.noms',
  'nav',
  'button',
  'input',
  '.etiquette-clair',
  '.bouton',
];

// A4 in a browser's pixels, without the margins of the sheet.
const paper = { width: Math.round(((210 - 26) / 25.4) * 96), height: Math.round(((297 - 22) / 25.4) * 96) };

// Every piece of text that prints: its size in points, its contrast on white, and where it stands.
const printedText = () => {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) =>
    [r, g, b]
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility()) continue;
    if (element.closest('.invisible, svg')) continue;
    const style = getComputedStyle(element);
    const [r, g, b, alpha = 1] = parts(style.color);
    let ground = null; // the first ground below the text that isn't transparent
    for (let box = element; box && !ground; box = box.parentElement) {
      const [x, y, z, solid = 1] = parts(getComputedStyle(box).backgroundColor);
      if (solid > 0) ground = [x, y, z];
    }
    found.push({
      text: node.data.trim().slice(0, 40),
      points: Math.round(parseFloat(style.fontSize) * 7.5) / 10,
      contrast: (alpha === 1 ? 1.05 : 0) / (light([r, g, b]) + 0.05),
      white: !ground || ground.every((part) => part === 255),
      body:
        !!element.closest('.texte, .faits, .etapes, .definition, .resume') &&
        !element.closest('.note, .sigle-court, dt, code, sup'),
      fine: !!element.closest('.sources, .impression-adresse'),
      plain: !!element.closest('.texte-clair'),
    });
  }
  return found;
};

const pagesOf = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

describe('print', () => {
  let browser;
  let page;
  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: paper, locale: 'fr-FR', colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
  });
  after(() => browser.close());

  for (const { page: name, most, plain } of sheets) {
    it(name, async () => {
      await page.goto(addressOf(published, name));
      const visible = await page.evaluate(
        (selectors) =>
          [...document.querySelectorAll(selectors.join())]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
            .map((element) => element.outerHTML.slice(0, 80)),
        navigation,
      );
      assert.deepEqual(visible, [], 'ce qui ne sert qu’à l’écran ne s’imprime pas');

      const text = await page.evaluate(printedText);
      assert.ok(text.filter(({ body }) => body).length > 3, 'du texte');
      const least = (piece) => (piece.plain ? 14 : piece.body ? 10.5 : piece.fine ? 9 : 8.9);
      assert.deepEqual(
        text.filter((piece) => piece.points < least(piece)),
        [],
        'corps de 10,5 points, de 14 en clair',
      );
      assert.deepEqual(
        text.filter(({ contrast, white }) => contrast < 4.5 || !white),
        [],
        'noir sur blanc',
      );

      const wayBack = await page.evaluate(() => {
        const code = document.querySelector('.impression-qr svg')?.getBoundingClientRect();
        return { line: document.querySelector('.impression-adresse').innerText, code: code?.width ?? 0 };
      });
      assert.ok(wayBack.line.includes(address + name), wayBack.line);
      assert.match(wayBack.line, /Édité le 23 novembre 2026/);
      assert.ok(wayBack.code >= (20 / 25.4) * 96, `un code de ${wayBack.code} px`);
      assert.match(await page.locator('main').innerText(), /Pas encore vérifié|Vérifié|À jour/);

      const count = pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
      assert.ok(count >= 1 && count <= most, `${count} pages, ${most} au plus`);
      if (plain) assert.ok(text.some((piece) => piece.plain));
    });
  }

  it('most institutions and jobs keep to one page, no fiche takes more than three', async () => {
    const counts = {};
    const chosen = ['institutions', 'metiers', 'dispositifs', 'parcours', 'notions'].flatMap((folder) =>
      fs
        .readdirSync(path.join(site, folder))
        .filter((file) => file.endsWith('.html') && !/^index|-en-clair\.html$/.test(file))
        .filter((file, at) => at % 12 === 0)
        .map((file) => `${folder}/${file}`),
    );
    for (const name of chosen) {
      await page.goto(addressOf(site, name));
      const count = pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
      assert.ok(count <= 3, `${name}: ${count} pages`);
      const folder = path.dirname(name);
      counts[folder] = [...(counts[folder] ?? []), count];
    }
    for (const folder of ['institutions', 'metiers'])
      assert.ok(counts[folder].filter((count) => count === 1).length > 0.9 * counts[folder].length, folder);
  });

  it('without a public address there is neither address nor code', async () => {
    await page.goto(addressOf(site, 'dispositifs/rsa.html'));
    assert.equal(await page.locator('.impression-qr').count(), 0);
    assert.doesNotMatch(await page.locator('.impression-adresse').innerText(), /http/);
  });
});
