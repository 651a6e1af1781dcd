// A file made by `reperes export zim`: sound for zimcheck, read by the real kiwix-serve, our own search in it as good
// as outside, Kiwix's own search with and without accents, pages that need no script.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { openBrowser } from '../support/browsers.mjs';
import { environment, root, run, runAside, scratchFolder, today } from '../support/reperes.mjs';
import { freePort } from '../support/server.mjs';
import { site } from '../support/site.mjs';

const tool = (name, args) => spawnSync(name, args, { encoding: 'utf8', env: environment(), maxBuffer: 1 << 28 });
const carry = (into, more = []) => run(['export', 'zim', '--into', into, '--date', today, ...more]);

const get = (url) =>
  new Promise((resolve, reject) => {
    http
      .get(url, { agent: false }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({ status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() });
        });
      })
      .on('error', reject);
  });

async function kiwix(file) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}/`;
  const child = spawn('kiwix-serve', ['--address', '127.0.0.1', '--port', String(port), file], {
    env: environment(),
    stdio: 'ignore',
  });
  let ended = false;
  child.on('exit', () => (ended = true));
  process.on('exit', () => child.kill('SIGKILL'));
  while (!(await get(base).catch(() => null))) {
    assert.ok(!ended, 'kiwix-serve stopped');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { base, book: `${base}${path.basename(file, '.zim')}/`, stop: () => child.kill('SIGKILL') };
}

const questions = fs
  .readFileSync(path.join(root, 'tests/search/mission.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t')[1])
  .slice(0, 10);

const file = path.join(scratchFolder('zim'), 'reperes.zim');
let server;
before(async () => {
  const done = carry(file);
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stderr, /^\d+ entrées et \d+ redirections, [\d,]+ Mo dans .*reperes\.zim\n$/);
  server = await kiwix(file);
});
after(() => server?.stop());

describe('the file', () => {
  it('zimcheck has nothing to say', () => {
    const done = tool('zimcheck', ['--all', file]);
    assert.equal(done.status, 0, done.stdout);
    assert.doesNotMatch(done.stdout, /ERROR|WARNING/);
  });

  it('its metadata are complete', async () => {
    const meta = async (name) => {
      const answer = await get(`${server.base}raw/${path.basename(file, '.zim')}/meta/${name}`);
      assert.equal(answer.status, 200, name);
      assert.ok(answer.text, name);
      return answer;
    };
    const text = async (name) => (await meta(name)).text;
    assert.equal(await text('Language'), 'fra');
    assert.equal(await text('Date'), today);
    assert.equal(await text('Title'), 'Repères');
    assert.equal(await text('Name'), 'reperes_fr_all');
    for (const name of ['Creator', 'Publisher', 'Tags', 'Scraper', 'Flavour', 'License']) await meta(name);
    assert.ok([...(await text('Description'))].length <= 80);
    assert.match(await text('LongDescription'), /fiches et sigles .* 23 novembre 2026\.$/);
    assert.match(await text('Counter'), /text\/html=\d+/);
    const picture = (await meta('Illustration_48x48@1')).bytes;
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [48, 48]);
  });

  it('the same content gives the same bytes', () => {
    const again = path.join(scratchFolder('zim'), 'autre-nom.zim');
    assert.equal(carry(again, ['--jobs', '1']).status, 0);
    assert.ok(fs.readFileSync(again).equals(fs.readFileSync(file)));
    assert.deepEqual(fs.readdirSync(path.dirname(again)), ['autre-nom.zim'], 'nothing is left beside it');
  });

  it('what stands there and is no ZIM stays; an older ZIM is replaced', () => {
    const folder = scratchFolder('zim');
    const letter = path.join(folder, 'lettre.zim');
    fs.writeFileSync(letter, 'à moi');
    const refused = carry(letter);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /lettre\.zim n'est pas un fichier ZIM : il reste tel quel/);
    assert.equal(fs.readFileSync(letter, 'utf8'), 'à moi');
    assert.equal(carry(path.join(folder, 'site')).status, 2);
    const old = path.join(folder, 'vieux.zim');
    fs.copyFileSync(file, old);
    assert.equal(run(['export', 'zim', '--into', old, '--date', '2026-12-01']).status, 0);
    assert.ok(!fs.readFileSync(old).equals(fs.readFileSync(file)));
  });
});

describe('in kiwix-serve', () => {
  it('our search page gives the ids of `reperes search`, on ten questions', async () => {
    const browser = await openBrowser('chromium');
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('response', (answer) => {
      if (answer.status() >= 400) faults.push(`${answer.status()} ${answer.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.base) && !request.url().startsWith('data:')) faults.push(request.url());
    });
    // Kiwix's bar brings an old jQuery, which tries inline handlers: our policy refuses them, and nothing is lost.
    page.on('console', (message) => {
      if (!/inline event handler/.test(message.text())) faults.push(message.text());
    });
    for (const question of questions) {
      const done = await runAside(['search', question, '--json', '--output', site]);
      const expected = JSON.parse(done.stdout).hits.map((hit) => hit.id);
      await page.goto(`${server.book}recherche.html?q=${encodeURIComponent(question)}`);
      await page.waitForSelector('[data-corps]:not([hidden]) [data-resultats] > *');
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll('.resultat-titre')].map((link) =>
          link.getAttribute('href').replace(/^.*\/|\.html$/g, ''),
        ),
      );
      const depth = Math.min(shown.length, expected.length);
      assert.ok(depth > 0, question);
      assert.deepEqual(shown.slice(0, depth), expected.slice(0, depth), question);
    }
    await browser.close();
    assert.deepEqual(faults, []);
  });

  it("Kiwix's own box proposes other names of a fiche", async () => {
    const browser = await openBrowser('chromium');
    const page = await browser.newPage();
    await page.goto(`${server.book}index.html`);
    await page.type('#kiwixsearchbox', 'pole emp');
    await page.waitForSelector('.ui-autocomplete li');
    assert.match(await page.evaluate(() => document.querySelector('.ui-autocomplete').textContent), /Pôle emploi/);
    await page.goto(`${server.book}noms/france-travail/pole-emploi`);
    assert.match(page.url(), /institutions\/france-travail\.html$/);
    await browser.close();
  });

  it('a former address leads on', async () => {
    const content = scratchFolder('contenu');
    fs.mkdirSync(path.join(content, 'notions'));
    fs.writeFileSync(path.join(content, 'site.yml'), 'url: https://exemple.fr/base/\n');
    fs.writeFileSync(path.join(content, 'notions/neuf.md'), '---\ntitre: Neuf\nanciens_ids: [vieux]\n---\n');
    const small = path.join(scratchFolder('zim'), 'petit.zim');
    assert.equal(carry(small, ['--content', content]).status, 0);
    assert.equal(tool('zimcheck', [small]).status, 0, 'with a public address too');
    const other = await kiwix(small);
    const answer = await get(`${other.book}notions/vieux.html`);
    other.stop();
    assert.equal(answer.status, 302);
    assert.match(answer.headers.location, /\/notions\/neuf\.html$/);
  });

  it("Kiwix's own search finds words with and without accents, elided or not, and no menu", async () => {
    const found = async (words) => {
      const book = path.basename(file, '.zim');
      const query = `content=${book}&pageLength=100&pattern=${encodeURIComponent(words)}`;
      const { text } = await get(`${server.base}search?${query}`);
      return [...text.matchAll(/<a href="([^"]+\.html)"/g)].map(([, link]) => link.replace(/^.*\/|\.html$/g, ''));
    };
    for (const words of ['hébergement', 'hebergement']) assert.ok((await found(words)).includes('chrs'), words);
    for (const words of ['école', 'ecole', "l'école"]) assert.ok((await found(words)).length > 3, words);
    for (const words of ['œuvre', 'oeuvre']) assert.ok((await found(words)).length > 3, words);
    for (const words of ['pôle emploi', 'pole emploi'])
      assert.ok((await found(words)).includes('france-travail'), words);
    assert.deepEqual(await found('"aller au contenu"'), [], 'the skip link of every page');
  });

  it('pages are read and walked without scripts', async () => {
    const browser = await openBrowser('chromium');
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${server.book}index.html`);
    await page.click('a[href="a-z.html"]');
    await page.click('a[href="dispositifs/apl.html"]');
    assert.match(await page.textContent('h1'), /logement/);
    assert.ok((await page.textContent('main')).length > 1000);
    await browser.close();
  });
});
