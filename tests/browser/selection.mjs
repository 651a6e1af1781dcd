// « Ma sélection »: what a reader sets aside, orders, annotates, prints, copies, saves, opens and forgets.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import zlib from 'node:zlib';

import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { buildSite, root, scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';
import { deniedStorages } from '../support/storage.mjs';

// A site of three fiches that tests know by heart; it has a public address and a fiche that changed its name.
const small = (() => {
  const content = scratchFolder('contenu');
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    fs.writeFileSync(path.join(content, name), text);
  };
  write('site.yml', 'nom: Essai\nurl: https://essai.exemple.fr/\n');
  write(
    'dispositifs/aide.md',
    `---
titre: Aide au loyer
sigle: ADL
resume: Paie une partie du loyer.
anciens_ids: [vieille-aide]
publics: [tous-publics]
nature: allocation
conditions: [payer un loyer, habiter en France]
demarche:
  en_ligne: https://www.caisse.exemple.fr
  pieces: [bail, "relevé d'identité bancaire"]
instructeur: caisse
verifie_le: 2026-11-01
sources:
  - {nom: Guide des aides, consulte_le: 2026-10-30}
---
## À quoi ça sert

À payer le loyer.
`,
  );
  write(
    'institutions/caisse.md',
    `---
titre: Caisse d'entraide
resume: Verse des aides.
publics: [familles]
missions: [verser les aides]
acces: {telephone: "3230", site: "https://www.caisse.exemple.fr", horaires: "Mo-Fr 09:00-12:00"}
sources: [{nom: La caisse}]
---
## À quoi ça sert

À verser.
`,
  );
  write(
    'parcours/loyer.md',
    `---
titre: Je ne paie plus mon loyer
question: Que faire ?
resume: Agir vite.
etapes:
  - {si: toujours, fiche: caisse, note: Le jour même.}
  - {si: le loyer est trop cher, fiche: aide}
sources: [{nom: Guide des aides}]
---
## Tout de suite

Agir.
`,
  );
  return buildSite(content);
})();

const five = [
  'dispositifs/apl.html',
  'institutions/caf.html',
  'parcours/perte-d-emploi.html',
  'contacts/ligne-115.html',
  'dispositifs/rsa.html',
];


// Pages of a PDF, whether its objects stand in the open (Chromium) or in compressed streams (Firefox).
function pagesIn(pdf) {
  const open = Buffer.from(pdf).toString('latin1');
  const packed = [...open.matchAll(/\bstream\r?\n([\s\S]*?)endstream/g)].map(([, bytes]) => {
    try {
      return zlib.inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
    } catch (notPacked) {
      return '';
    }
  });
  return [open, ...packed].join('\n').match(/\/Type\s*\/Page\b(?!s)/g).length;
}

const idsShown = (page) =>
  page.$$eval('.choix textarea', (fields) => fields.map((field) => field.id.replace('note-', '')));
const count = (page) => page.$eval('[data-selection-nombre]', (element) => element.textContent);
const said = (page) => page.$eval('.annonce', (element) => element.textContent.replace(/[\u00a0\u202f]/g, ' '));
const ready = (page) => page.waitForSelector('[data-page-selection] [data-corps]:not([hidden])');

async function choose(page, base, addresses) {
  for (const address of addresses) {
    await page.goto(addressOf(base, address));
    await page.click('.fiche-choisir button');
  }
}

async function open(page, base) {
  await page.goto(addressOf(base, 'ma-selection.html'));
  await ready(page);
}

async function filled(page, base, addresses) {
  await choose(page, base, addresses);
  await open(page, base);
  for (let rank = 1; rank <= addresses.length; ++rank)
    await page.waitForSelector(`.choix:nth-child(${rank}) .choix-titre a`);
}

let browser, servers;
before(async () => {
  browser = await launchChromium();
  servers = await Promise.all([site, small].map((output) => serve(['--kiosk', '--output', output])));
});
after(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.stop()));
});

async function newPage(options = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('close', () => context.close().catch(() => {}));
  return page;
}

// What every home and browser shows: chosen from three places, ordered, annotated, kept.
async function journey(page, base) {
  const faults = watch(page, base);
  const pressed = (selector) => page.$eval(selector, (button) => button.getAttribute('aria-pressed'));

  await page.goto(addressOf(base, 'dispositifs/apl.html'));
  assert.equal(await pressed('.fiche-choisir button'), 'false');
  await page.click('.fiche-choisir button');
  assert.equal(await pressed('.fiche-choisir button'), 'true');
  assert.match(await page.$eval('.fiche-choisir', (p) => p.textContent), /Retirer de ma sélection/);
  assert.match(await said(page), /^Ajoutée à votre sélection : Aides au logement.* \(1\)$/);

  await page.goto(addressOf(base, 'institutions/index.html'));
  assert.equal(await count(page), '1');
  await page.click('.choisir[data-selection=caf]');
  const name = await page.$eval('.choisir[data-selection=caf]', (button) => button.getAttribute('aria-label'));
  assert.match(name, /^Retirer de ma sélection.*Caisse/);

  await page.goto(`${addressOf(base, 'recherche.html')}?q=RSA`);
  await page.waitForSelector('.resultat .choisir[data-selection=rsa]');
  await page.click('.resultat .choisir[data-selection=rsa]');
  assert.equal(await count(page), '3');

  await page.click('.lien-selection');
  await ready(page);
  await page.waitForFunction(() => document.querySelectorAll('.choix-titre a').length === 3);
  assert.deepEqual(await idsShown(page), ['apl', 'caf', 'rsa']);

  // By the keyboard; the focus stays on what moved.
  await page.focus('.choix:first-child .geste-descendre');
  await page.keyboard.press('Enter');
  assert.deepEqual(await idsShown(page), ['caf', 'apl', 'rsa']);
  await page.keyboard.press('Enter');
  assert.deepEqual(await idsShown(page), ['caf', 'rsa', 'apl']);
  const focused = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(focused, /^Descendre .*Aides au logement/);
  assert.match(await said(page), /: 3 sur 3$/);
  await page.keyboard.press('Enter'); // the last goes no further
  assert.deepEqual(await idsShown(page), ['caf', 'rsa', 'apl']);

  await page.focus('#note-rsa');
  await page.keyboard.type('Avant le 5 du mois.');
  await page.focus('#carnet-titre');
  await page.keyboard.type('Pour Samira');
  await page.reload();
  await ready(page);
  assert.deepEqual(await idsShown(page), ['caf', 'rsa', 'apl']);
  assert.equal(await page.$eval('#note-rsa', (field) => field.value), 'Avant le 5 du mois.');
  assert.equal(await page.$eval('#carnet-titre', (field) => field.value), 'Pour Samira');

  await page.goto(addressOf(base, 'dispositifs/apl.html'));
  await page.click('.fiche-choisir button');
  assert.match(await said(page), /^Retirée de votre sélection : .* \(2\)$/);
  assert.deepEqual(faults, []);
}

describe('from three places to an ordered list', () => {
  for (const [name, home] of [
    ['chromium', 'file'],
    ['chromium', 'http'],
    ['firefox', 'file'],
  ]) {
    it(`${name}, ${home}`, async () => {
      const own = await openBrowser(name);
      try {
        await journey(await own.newPage(), home === 'file' ? site : servers[0].base);
      } finally {
        await own.close();
      }
    });
  }
});

describe('what is handed over', () => {
  it('as text, whole', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      const clipboard = { writeText: async (text) => void (window.copied = text) };
      Object.defineProperty(navigator, 'clipboard', { value: clipboard });
    });
    const faults = watch(page, small);
    await filled(page, small, ['dispositifs/aide.html', 'institutions/caisse.html', 'parcours/loyer.html']);
    await page.fill('#carnet-titre', 'Pour Samira');
    await page.fill('#carnet-note', 'À vendredi.');
    await page.fill('#note-aide', 'Demander Mme Petit.');
    await page.click('[data-copier]');
    const text = await page.waitForFunction(() => window.copied).then((handle) => handle.jsonValue());
    const day = await page.$eval('[data-carnet-date]', (element) => element.textContent);
    assert.match(day, /^\d{1,2} \p{L}+ \d{4}$/u);
    assert.equal(
      text.replace(day, 'JOUR'),
      `POUR SAMIRA
JOUR

À vendredi.

1. AIDE AU LOYER (ADL)
Dispositif
Paie une partie du loyer.
Nature : Allocation
Publics : Tous publics
Conditions :
  - payer un loyer
  - habiter en France
Démarche :
  En ligne : www.caisse.exemple.fr
  Pièces à apporter :
    - bail
    - relevé d’identité bancaire
Demande instruite par : Caisse d’entraide : 3230, www.caisse.exemple.fr
Vérifié le 1er novembre 2026.
Sources : Guide des aides, 30 octobre 2026
En ligne : https://essai.exemple.fr/dispositifs/aide.html
Note : Demander Mme Petit.

2. CAISSE D’ENTRAIDE
Institution
Verse des aides.
Téléphone : 3230
La joindre :
  Site : www.caisse.exemple.fr
  Horaires : Du lundi au vendredi de 9 h à 12 h
Missions : verser les aides
Publics : Familles
Personne n’a encore relu cette fiche avec ses sources sous les yeux. Vérifiez l’essentiel auprès de la source.
Sources : La caisse
En ligne : https://essai.exemple.fr/institutions/caisse.html

3. JE NE PAIE PLUS MON LOYER
Besoin
Agir vite.
Tout de suite : Agir.
Pas à pas :
  1) Caisse d’entraide, 3230 – Le jour même.
  2) Le loyer est trop cher : Aide au loyer
Personne n’a encore relu cette fiche avec ses sources sous les yeux. Vérifiez l’essentiel auprès de la source.
Sources : Guide des aides
En ligne : https://essai.exemple.fr/parcours/loyer.html
`,
    );
    assert.match(await said(page), /copié/);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('on paper: five fiches in three pages, or in a booklet of one page each behind its first', async () => {
    const page = await newPage();
    const faults = watch(page, site);
    await filled(page, site, five);
    await page.fill('#note-apl', 'Demander Mme Petit.');
    const pagesOf = async (layout) => {
      await page.check(`[name=forme][value=${layout}]`);
      return pagesIn(await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
    };
    assert.equal(await pagesOf('sheet'), 3);
    assert.equal(await pagesOf('booklet'), 6);

    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('body *')].filter(
        (element) =>
          element.getClientRects().length &&
          [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
      );
      return {
        outside: shown.filter((element) => !element.closest('.carnet')).map((element) => element.outerHTML),
        small: shown.filter((element) => parseFloat(getComputedStyle(element).fontSize) < 14 - 0.01).length, // 10.5 pt
        grey: shown.filter((element) => getComputedStyle(element).color !== 'rgb(0, 0, 0)').length,
        fiches: document.querySelectorAll('.carnet-fiche').length,
        lines: document.querySelectorAll('.carnet-lignes span').length > 5,
        note: document.querySelector('.carnet-fiche .carnet-ecrit').textContent,
      };
    });
    assert.deepEqual(printed, {
      outside: [],
      small: 0,
      grey: 0,
      fiches: 5,
      lines: true,
      note: 'Demander Mme Petit.',
    });
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('on paper in Firefox too', async () => {
    const own = await openBrowser('firefox');
    try {
      const page = await own.newPage();
      await filled(page, site, five);
      for (const [layout, wanted] of Object.entries({ sheet: 3, booklet: 6 })) {
        await page.click(`[name=forme][value=${layout}]`);
        assert.equal(pagesIn(await page.pdf({ format: 'A4' })), wanted, layout);
      }
    } finally {
      await own.close();
    }
  });

  it('with the way back to the page where there is a public address, and no such thing elsewhere', async () => {
    const page = await newPage();
    await filled(page, small, ['dispositifs/aide.html']);
    await page.click('[data-apercu]');
    assert.match(await page.getAttribute('.carnet-qr', 'aria-label'), /Aide au loyer/);
    // The black modules of a drawing: « M x y h length » for each run.
    const modules = (selector) =>
      page.$eval(selector, (drawn) =>
        [...drawn.getAttribute('d').matchAll(/M(\d+) (\d+)h(\d+)v1/g)]
          .flatMap(([, x, y, run]) => Array.from({ length: Number(run) }, (_, i) => `${Number(x) + i} ${y}`))
          .join(),
      );
    const here = await modules('.carnet-qr path:last-child');
    assert.ok(here.length > 1000);
    await page.goto(addressOf(small, 'dispositifs/aide.html'));
    assert.equal(here, await modules('.impression-qr path:last-child'));
    await filled(page, site, ['dispositifs/apl.html']);
    assert.equal(await page.locator('.carnet-qr').count(), 0);
    await page.close();
  });
});

describe('what is kept and what is forgotten', () => {
  it('a file saved, everything forgotten, the file opened: all is back', async () => {
    for (const base of [small, servers[1].base]) {
      const page = await newPage({ acceptDownloads: true });
      const faults = watch(page, base);
      await filled(page, base, ['dispositifs/aide.html', 'institutions/caisse.html']);
      await page.fill('#carnet-titre', 'Pour Samira');
      await page.fill('#note-aide', 'Une <b>note</b>\nsur deux lignes.');
      const keys = () => page.evaluate(() => Object.keys(localStorage));
      const kept = () => page.evaluate(() => JSON.parse(Object.values(localStorage)[0]));
      const before = await kept();
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-enregistrer]')]);
      assert.match(download.suggestedFilename(), /^carnet-\d{4}-\d\d-\d\d\.json$/);
      const saved = path.join(scratchFolder('carnet'), 'carnet.json');
      await download.saveAs(saved);
      assert.equal(JSON.parse(fs.readFileSync(saved)).format, 'reperes-selection');

      await page.click('[data-apercu]');
      await page.click('[data-oublier]');
      await page.keyboard.press('Enter'); // « Garder » is what Enter does
      assert.deepEqual(await kept(), before);
      await page.click('[data-oublier]');
      await page.click('[data-oui]');
      assert.ok(await page.isHidden('[data-carnet]'), "l'aperçu d'un carnet vide reste ouvert");
      assert.deepEqual(await keys(), []);
      assert.deepEqual(await idsShown(page), []);
      assert.equal(await page.inputValue('#carnet-titre'), '');
      assert.ok(!(await page.content()).includes('sur deux lignes'), 'la note reste dans la page');

      await page.setInputFiles('[data-ouvrir]', saved);
      await page.waitForSelector('.choix');
      assert.deepEqual(await kept(), before);
      assert.equal(await page.inputValue('#note-aide'), 'Une <b>note</b>\nsur deux lignes.');

      // On a kiosk, one word of the page empties it.
      await page.evaluate(() => window.ReperesPage.forgetSelection());
      assert.deepEqual(await keys(), []);
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  it('a file that is no selection changes nothing and says why; what is gone keeps its line', async () => {
    const page = await newPage();
    const faults = watch(page, small);
    await filled(page, small, ['dispositifs/aide.html']);
    const give = async (text) => {
      const buffer = Buffer.from(text);
      await page.setInputFiles('[data-ouvrir]', { name: 'x.json', mimeType: 'application/json', buffer });
      return page.textContent('[data-message] p');
    };
    const file = (more) => JSON.stringify({ format: 'reperes-selection', version: 1, fiches: [], ...more });
    for (const [text, wanted] of [
      ['{"version":', /abîmé/],
      ['', /abîmé/],
      [file({ fiches: 'aide' }), /abîmé/],
      ['{"version":1,"fiches":[{"id":"caisse"}]}', /ne vient pas/],
      ['[1, 2]', /ne vient pas/],
      ['null', /ne vient pas/],
      [file({ version: 2 }), /plus récente/],
      ['x'.repeat(1000001), /trop gros/],
    ]) {
      assert.match(await give(text), wanted);
      assert.deepEqual(await idsShown(page), ['aide']);
    }

    // A fiche that is gone, one that changed its name, one twice, nonsense between them.
    const gone = { id: 'disparue', title: 'Aide disparue', note: 'Ma note' };
    const mixed = [gone, { id: 'vieille-aide', note: 'Gardée' }, { id: 'caisse' }, { id: 'caisse' }, null, 5, {}];
    assert.match(await give(file({ title: 'Deux', fiches: mixed })), /a pris la place.*3 fiches/);
    assert.deepEqual(await idsShown(page), ['disparue', 'aide', 'caisse']);
    await page.waitForSelector('.choix-perdu');
    assert.match(await page.textContent('.choix-perdu'), /Aide disparue.*n’existe plus/);
    assert.equal(await page.inputValue('#note-disparue'), 'Ma note');
    assert.equal(await page.inputValue('#note-aide'), 'Gardée');
    await page.click('[data-message] button');
    assert.deepEqual(await idsShown(page), ['aide']);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('what is taken away can be put back, note and place', async () => {
    const page = await newPage();
    await filled(page, small, ['dispositifs/aide.html', 'institutions/caisse.html', 'parcours/loyer.html']);
    await page.fill('#note-caisse', 'Au guichet.');
    await page.focus('.choix:nth-child(2) .geste-retirer');
    await page.keyboard.press('Enter');
    assert.deepEqual(await idsShown(page), ['aide', 'loyer']);
    assert.match(await page.textContent('.choix-retire'), /Caisse d’entraide.*n’est plus dans la sélection/);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Annuler');
    await page.keyboard.press('Enter');
    assert.deepEqual(await idsShown(page), ['aide', 'caisse', 'loyer']);
    assert.equal(await page.inputValue('#note-caisse'), 'Au guichet.');
    assert.equal(await page.locator('.choix-retire').count(), 0);
    await page.close();
  });

  it('two tabs are one selection', async () => {
    for (const base of [small, servers[1].base]) {
      const page = await newPage();
      const other = await page.context().newPage();
      await open(page, base);
      await choose(other, base, ['dispositifs/aide.html']);
      await page.waitForSelector('#note-aide');
      await page.fill('#note-aide', 'De la première');
      await choose(other, base, ['institutions/caisse.html']);
      await page.waitForSelector('#note-caisse');
      assert.equal(await page.inputValue('#note-aide'), 'De la première');
      await other.goBack();
      assert.equal(await other.getAttribute('.fiche-choisir button', 'aria-pressed'), 'true');
      await other.click('.fiche-choisir button');
      await page.waitForSelector('#note-aide', { state: 'detached' });
      assert.deepEqual(await idsShown(page), ['caisse']);

      // Even a tab that heard nothing adds to what is kept, not to what it knew.
      const deaf = await page.context().newPage();
      await deaf.addInitScript(() => {
        for (const name of ['storage', 'focus', 'pageshow'])
          addEventListener(name, (event) => event.stopImmediatePropagation(), true);
      });
      await deaf.goto(addressOf(base, 'dispositifs/aide.html'));
      await choose(other, base, ['parcours/loyer.html']);
      await deaf.click('.fiche-choisir button');
      assert.match(await said(deaf), /\(3\)$/);
      await page.waitForSelector('#note-aide');
      assert.deepEqual(await idsShown(page), ['caisse', 'loyer', 'aide']);
      await page.close();
    }
  });

  it('two copies of the site, opened by double click, are two selections', async () => {
    const copy = path.join(scratchFolder('copie'), 'www');
    fs.cpSync(small, copy, { recursive: true });
    const page = await newPage();
    await choose(page, small, ['dispositifs/aide.html']);
    await page.goto(addressOf(copy, 'dispositifs/aide.html'));
    assert.equal(await count(page), '');
    await page.close();
  });
});

describe('where things go wrong', () => {
  for (const [name, deny] of Object.entries(deniedStorages))
    it(`${name}: the page goes on, and says it once`, async () => {
      const page = await newPage();
      await page.addInitScript(deny);
      const faults = watch(page, small);
      await page.goto(addressOf(small, 'dispositifs/index.html'));
      await page.click('.choisir');
      assert.match(await said(page), /n’a pas pu garder/);
      assert.equal(await count(page), '1');
      assert.equal(await page.getAttribute('.choisir', 'aria-pressed'), 'true');
      await page.click('.choisir');
      assert.equal(await count(page), '');
      await open(page, small);
      await page.setInputFiles('[data-ouvrir]', {
        name: 'carnet.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"format":"reperes-selection","version":1,"fiches":[{"id":"aide"},{"id":"caisse"}]}'),
      });
      await page.waitForSelector('#note-caisse');
      assert.match(await page.textContent('[data-ennui]'), /n’a pas pu garder/);
      await page.click('.geste-descendre');
      assert.deepEqual(await idsShown(page), ['caisse', 'aide']);
      assert.deepEqual(faults, []);
      await page.close();
    });

  it('a storage that holds nonsense: said once, and a new start', async () => {
    for (const nonsense of ['{', 'null', '{"version":1}', '{"version":99,"fiches":[]}']) {
      const page = await newPage();
      const faults = watch(page, small);
      await choose(page, small, ['dispositifs/aide.html']);
      await page.evaluate((text) => {
        for (const key of Object.keys(localStorage)) localStorage.setItem(key, text);
      }, nonsense);
      await page.goto(addressOf(small, 'institutions/caisse.html'));
      assert.match(await said(page), /illisible/, nonsense);
      await page.click('.fiche-choisir button');
      assert.match(await said(page), /^Ajoutée.*\(1\)$/);
      await open(page, small);
      assert.deepEqual(await idsShown(page), ['caisse']);
      assert.ok(await page.isHidden('[data-ennui]'));
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  it('a part of the site that cannot be read: said on the line, and tried again', async () => {
    const page = await newPage();
    await choose(page, servers[1].base, ['dispositifs/aide.html']);
    const isPack = /selection\/\d+-\w+\.js$/;
    await page.route(isPack, (route) => route.abort());
    await open(page, servers[1].base);
    await page.waitForSelector('.choix-resume button');
    assert.match(await page.textContent('.choix-resume'), /pas pu être chargé/);
    await page.unroute(isPack);
    await page.click('.choix-resume button');
    await page.waitForSelector('.choix-titre a');
    assert.match(await page.textContent('.choix-resume'), /Paie une partie/);
    await page.close();
  });

  it('what a hostile author wrote is text', async () => {
    const hostile = buildSite(path.join(root, 'tests/golden/html-hostile/content'));
    const page = await newPage();
    const faults = watch(page, hostile);
    const folder = fs.readdirSync(hostile).filter((name) => fs.existsSync(path.join(hostile, name, 'index.html')));
    for (const kind of folder) {
      await page.goto(addressOf(hostile, `${kind}/index.html`));
      for (const button of await page.locator('.choisir').all()) await button.click();
    }
    await open(page, hostile);
    const n = (await idsShown(page)).length;
    assert.ok(n > 0);
    await page.waitForFunction((wanted) => document.querySelectorAll('.choix-titre a').length === wanted, n);
    await page.click('[data-apercu]');
    const foreign = await page.locator('main :is(script, img, iframe, [onerror])').count();
    assert.equal(foreign, 1); // the script of the page's own index
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('without JavaScript: no bookmark anywhere, and the page says why', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    for (const address of ['dispositifs/aide.html', 'dispositifs/index.html']) {
      await page.goto(addressOf(small, address));
      assert.equal(await page.locator('[data-selection]:visible, .lien-selection:visible').count(), 0, address);
    }
    await page.click('.pied a[href$="ma-selection.html"]');
    assert.match(await page.innerText('main'), /a besoin de JavaScript/);
    assert.equal(await page.locator('main button:visible').count(), 0);
    await page.close();
  });
});

it('without a mouse: a question, a filter, a fiche, the selection, the printer', async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => ++window.printed;
  });
  const faults = watch(page, site);
  const tabTo = async (selector) => {
    for (let stop = 0; stop < 200; ++stop) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`jamais atteint : ${selector}`);
  };
  await page.goto(addressOf(site, 'recherche.html'));
  await page.keyboard.type('payer son loyer');
  await page.waitForSelector('.resultat-titre');
  await tabTo('.filtres input');
  const before = await page.textContent('[data-compte]');
  await page.keyboard.press('Space');
  await page.waitForFunction((text) => document.querySelector('[data-compte]').textContent !== text, before);
  await page.waitForSelector('.filtre-actif');
  await tabTo('.resultat-titre');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.fiche-choisir');
  await tabTo('.fiche-choisir button');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.evaluate(() => document.activeElement.blur());
  await tabTo('.lien-selection');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.choix-titre a');
  await tabTo('.choix textarea');
  await page.keyboard.type('À voir ensemble.');
  await tabTo('[data-imprimer-carnet]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.printed === 1);
  assert.equal(await page.textContent('.carnet-fiche .carnet-ecrit'), 'À voir ensemble.');
  assert.deepEqual(faults, []);
  await page.close();
});
