// A key made by `reperes export cle-usb`: names that FAT keeps, fingerprints that sha256sum reads, damage told in plain
// words, updates that copy what changed, and a site that opens by double click in both browsers.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';

import { addressOf, openBrowser, watch } from '../support/browsers.mjs';
import { environment, filesBelow, run, scratchFolder, today } from '../support/reperes.mjs';

const copy = (from) => {
  const to = path.join(scratchFolder('cle'), 'cle');
  fs.cpSync(from, to, { recursive: true });
  return to;
};
const carry = (into, { content = 'content', date = today } = {}) =>
  run(['export', 'cle-usb', '--content', content, '--into', into, '--date', date]);
const check = (key) => run(['check', '--cle', key]);
const tool = (name, args, cwd) => spawnSync(name, args, { cwd, encoding: 'utf8', env: environment() });

// A small base for what is done many times.
const fiche = (title, more = '') => `---\ntitre: ${title}\n---\n${more}`;
function smallContent(files = {}) {
  const folder = scratchFolder('contenu');
  const all = { 'dispositifs/apl.md': fiche('Aide au logement'), 'notions/droit.md': fiche('Droit'), ...files };
  for (const [name, text] of Object.entries(all)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('the key of the base that ships', () => {
  let key;
  let files;
  before(() => {
    key = path.join(scratchFolder('cle'), 'cle');
    const done = carry(key);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stderr, /^\d+ fichiers copiés sur \d+ \([\d,]+ Mo sur [\d,]+ Mo\) dans .*\n.*Ouvrir\.html/);
    files = filesBelow(key);
  });

  it('a person sees five names, and the database stays at home', () => {
    assert.deepEqual(fs.readdirSync(key).sort(), [
      "Mode d'emploi.html",
      'Ouvrir.html',
      'SHA256SUMS',
      'Verifier.html',
      'aide',
      'reperes',
    ]);
    assert.ok(!files.some((file) => file.includes('.xapian')));
  });

  it('every name is one that FAT, exFAT and NTFS keep', () => {
    const wrong = files.filter(
      (file) =>
        file.length > 240 ||
        file.split('/').some(
          (name) =>
            /[<>:"\\|?*\u0000-\u001f]/.test(name) ||
            /[. ]$/.test(name) ||
            /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ||
            Buffer.byteLength(name) > 200,
        ),
    );
    assert.deepEqual(wrong, []);
    assert.equal(new Set(files.map((file) => file.normalize('NFC').toUpperCase())).size, files.length);
  });

  it('sha256sum agrees with every fingerprint, and every file has one', () => {
    const done = tool('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], key);
    assert.equal(done.status, 0, done.stdout + done.stderr);
    const named = fs.readFileSync(path.join(key, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      named.map((line) => line.slice(66)).sort(),
      files.filter((file) => !['SHA256SUMS', 'aide/cle-usb.txt'].includes(file)),
    );
  });

  it('it goes through a real FAT disk and comes back the same', () => {
    const image = path.join(scratchFolder('fat'), 'disque.img');
    fs.closeSync(fs.openSync(image, 'w'));
    fs.truncateSync(image, 512 * 2 ** 20);
    const made = tool('/usr/sbin/mkfs.fat', ['-F', '32', image]);
    assert.equal(made.status, 0, made.stderr);
    const names = fs.readdirSync(key).map((name) => path.join(key, name));
    const there = tool('mcopy', ['-s', '-i', image, ...names, '::']);
    assert.equal(there.status, 0, there.stderr);
    const back = scratchFolder('retour');
    assert.equal(tool('mcopy', ['-s', '-n', '-i', image, '::*', back]).status, 0);
    assert.deepEqual(filesBelow(back), files);
    assert.equal(check(back).status, 0);
  });

  it('an update copies nothing when nothing changed', () => {
    const done = carry(key);
    assert.match(done.stderr, /est déjà à jour : \d+ fichiers/);
    assert.equal(done.status, 0);
  });

  it('damage is told in plain words, and the next copy mends it', () => {
    const damaged = copy(key);
    const page = path.join(damaged, 'reperes/dispositifs/apl.html');
    const bytes = fs.readFileSync(page);
    bytes[bytes.length >> 1] ^= 1;
    fs.writeFileSync(page, bytes);
    fs.rmSync(path.join(damaged, 'reperes/a-z.html'));
    fs.writeFileSync(path.join(damaged, 'reperes/intrus.exe'), 'x');
    fs.writeFileSync(path.join(damaged, 'vacances.jpg'), 'x');
    const told = check(damaged);
    assert.equal(told.status, 1);
    assert.equal(
      told.stdout,
      'reperes/a-z.html manque\n' +
        "reperes/dispositifs/apl.html n'est plus tel qu'il a été copié\n" +
        'reperes/intrus.exe est en trop : il ne vient pas de Repères\n',
    );
    assert.match(told.stderr, /la copie est abîmée : 1 fichier manque, 1 fichier a changé, 1 fichier est en trop/);
    assert.match(told.stderr, /1 autre fichier est sur la clé, sans la gêner : vacances\.jpg/);
    assert.match(tool('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], damaged).stdout, /apl\.html: FAILED/);
    assert.match(carry(damaged).stderr, /^3 fichiers copiés/);
    fs.rmSync(path.join(damaged, 'reperes/intrus.exe'));
    const mended = check(damaged);
    assert.equal(mended.status, 0, mended.stdout);
    assert.match(mended.stderr, /la copie est intacte : \d+ fichiers vérifiés/);
    assert.ok(fs.existsSync(path.join(damaged, 'vacances.jpg')));
  });

  for (const name of ['chromium', 'firefox']) {
    it(`opened by double click in ${name}: search to print, and nothing outside the folder`, async () => {
      const moved = copy(key); // the key as another machine sees it
      const browser = await openBrowser(name);
      const page = await browser.newPage();
      const faults = watch(page, moved);
      await page.goto(addressOf(moved, 'Ouvrir.html'));
      await page.waitForSelector('main form[role=search] input[type=search]');
      assert.equal(page.url(), addressOf(moved, 'reperes/index.html'));
      await page.goto(`${addressOf(moved, 'reperes/recherche.html')}?q=aide+au+loyer`);
      await page.waitForSelector('.resultat-titre');
      const count = () => page.evaluate(() => document.querySelectorAll('.resultat-titre').length);
      const titles = await count();
      assert.ok(titles > 3);
      await page.evaluate(() => document.querySelector('[data-filtres] input[type=checkbox]').click());
      await page.waitForSelector('.filtres-actifs');
      await page.evaluate(() => document.querySelector('.resultat .choisir').click());
      await page.evaluate(() => document.querySelector('.resultat-titre').click());
      await page.waitForSelector('body.page-fiche h1');
      assert.ok((await page.pdf()).length > 10_000, 'la fiche imprimée');
      await page.goto(addressOf(moved, 'reperes/ma-selection.html'));
      await page.waitForSelector('.choix .choix-titre a');
      assert.ok((await page.pdf()).length > 10_000, 'le carnet imprimé');
      for (const file of ["Mode d'emploi.html", 'Verifier.html']) {
        await page.goto(addressOf(moved, file));
        await page.waitForSelector('h1');
      }
      await browser.close();
      assert.deepEqual(faults, []);
    });
  }

  it('the page that checks says the same as the command, on a machine without it', async () => {
    const damaged = copy(key);
    const browser = await openBrowser('chromium');
    const page = await browser.newPage();
    const faults = watch(page, damaged);
    const show = async () => {
      await page.goto(addressOf(damaged, 'Verifier.html'));
      await page.setInputFiles('#dossier', damaged);
      await page.waitForSelector('[data-cas]:not([hidden])');
      return page.evaluate(() => ({
        verdict: document.querySelector('[data-cas]:not([hidden])').dataset.cas,
        lists: Object.fromEntries(
          [...document.querySelectorAll('[data-liste]:not([hidden])')].map((list) => [
            list.dataset.liste,
            [...list.querySelectorAll('li')].map((line) => line.textContent),
          ]),
        ),
      }));
    };
    assert.deepEqual(await show(), { verdict: 'intacte', lists: {} });
    fs.appendFileSync(path.join(damaged, 'reperes/index.html'), ' ');
    fs.rmSync(path.join(damaged, 'reperes/sigles.html'));
    fs.writeFileSync(path.join(damaged, 'aide/intrus.js'), 'x');
    fs.writeFileSync(path.join(damaged, 'vacances.jpg'), 'x');
    assert.deepEqual(await show(), {
      verdict: 'abimee',
      lists: {
        manquent: ['reperes/sigles.html'],
        changes: ['reperes/index.html'],
        'en-trop': ['aide/intrus.js'],
        autres: ['vacances.jpg'],
      },
    });
    fs.writeFileSync(path.join(damaged, 'SHA256SUMS'), 'abc\n');
    assert.equal((await show()).verdict, 'illisible');
    fs.rmSync(path.join(damaged, 'SHA256SUMS'));
    assert.equal((await show()).verdict, 'ailleurs');
    await browser.close();
    assert.deepEqual(faults, []);
  });
});

describe('a small key', () => {
  it('an update writes what changed and touches nothing else', () => {
    const content = smallContent();
    const key = path.join(scratchFolder('cle'), 'cle');
    assert.equal(carry(key, { content }).status, 0);
    const stamp = (file) => {
      const { ino, mtimeMs } = fs.statSync(path.join(key, file));
      return `${ino} ${mtimeMs}`;
    };
    const before = new Map(filesBelow(key).map((file) => [file, [stamp(file), fs.readFileSync(path.join(key, file))]]));
    fs.writeFileSync(path.join(content, 'notions/droit.md'), fiche('Droit', '\n## Ce que c\'est\n\nUne règle.\n'));
    fs.rmSync(path.join(content, 'dispositifs/apl.md'));
    const done = carry(key, { content });
    assert.equal(done.status, 0, done.stderr);
    const after = filesBelow(key);
    const changed = after.filter((file) => !before.get(file)?.[1].equals(fs.readFileSync(path.join(key, file))));
    // The marker says « en cours » and « complète » again at each copy; it is no file of the site.
    const touched = after.filter((file) => before.get(file)?.[0] !== stamp(file) && file !== 'aide/cle-usb.txt');
    assert.deepEqual(touched, changed);
    assert.ok(changed.length < after.length, 'something stayed');
    const removed = [...before.keys()].filter((file) => !after.includes(file)).length;
    assert.ok(!after.includes('reperes/dispositifs/apl.html'));
    const [, copied, total, gone] = /^(\d+) fichiers copiés sur (\d+) .*, (\d+) retirés? /.exec(done.stderr);
    assert.deepEqual([+copied, +total, +gone], [changed.length, after.length - 1, removed]);
    assert.equal(check(key).status, 0);
  });

  it('a copy that was interrupted is told, then finished', () => {
    const content = smallContent();
    const key = path.join(scratchFolder('cle'), 'cle');
    carry(key, { content });
    const marker = path.join(key, 'aide/cle-usb.txt');
    fs.writeFileSync(marker, fs.readFileSync(marker, 'utf8').replace('complète', 'en cours'));
    fs.rmSync(path.join(key, 'reperes/index.html'));
    const told = check(key);
    assert.equal(told.status, 1);
    assert.match(told.stderr, /^la dernière copie ne s'est pas terminée\n/);
    assert.match(carry(key, { content }).stderr, /^la copie précédente avait été interrompue : elle est finie\n/);
    assert.equal(check(key).status, 0);
  });

  it('a folder that holds something else is refused and left alone', () => {
    const folder = scratchFolder('photos');
    fs.writeFileSync(path.join(folder, 'lettre.txt'), 'à moi');
    const done = carry(folder, { content: smallContent() });
    assert.equal(done.status, 2);
    assert.match(done.stderr, /n'est pas vide, et ce n'est pas une clé faite par Repères : rien n'a été copié\naide: /);
    assert.deepEqual(filesBelow(folder), ['lettre.txt']);
  });

  it('a name that a key would not keep is refused, with the file that bears it', () => {
    // Fine in a site of its own, too long once below the key's folder.
    const name = `${'a'.repeat(60)}/${'b'.repeat(60)}/${'c'.repeat(84)}.png`;
    const long = smallContent({ [`images/${name}`]: 'x' });
    assert.equal(run(['check', '--content', long]).status, 0);
    for (const [content, file] of [
      [long, `reperes/fichiers/images/${name}`.slice(0, 100)],
      [smallContent({ 'images/a:b.png': 'x' }), 'fichiers/images/a:b.png'],
      [smallContent({ 'notions/con.md': fiche('Con') }), 'le nom « con » est réservé'],
      [smallContent({ 'notions/Droit.md': fiche('Droit') }), "l'identifiant « droit » est déjà celui de"],
    ]) {
      const key = path.join(scratchFolder('cle'), 'cle');
      const done = carry(key, { content });
      assert.equal(done.status, 1, done.stderr);
      assert.ok(done.stderr.includes(file), done.stderr);
      assert.ok(!fs.existsSync(key), 'nothing is written');
    }
  });

  it('a site with a public address is carried too, without what only a server needs', () => {
    const content = smallContent({ 'site.yml': 'url: https://exemple.fr/base/\n' });
    const key = path.join(scratchFolder('cle'), 'cle');
    const done = carry(key, { content });
    assert.equal(done.status, 0, done.stderr);
    assert.ok(!filesBelow(key).some((file) => /404\.html|robots\.txt|sitemap\.xml/.test(file)));
    assert.match(fs.readFileSync(path.join(key, "Mode d'emploi.html"), 'utf8'), /https:\/\/exemple\.fr\/base\//);
  });

  it('a content with faults leaves the key as it was', () => {
    const content = smallContent();
    const key = path.join(scratchFolder('cle'), 'cle');
    carry(key, { content });
    fs.writeFileSync(path.join(content, 'notions/faux.md'), '---\ntitre: [\n---\n');
    assert.equal(carry(key, { content }).status, 1);
    assert.equal(check(key).status, 0);
  });
});
