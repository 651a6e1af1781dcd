// « Garder le site sur cet appareil »: the whole site once the network is gone; one version at a time; nothing before
// the reader asks, nothing left once they take it away.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium, openBrowser, watch } from '../support/browsers.mjs';
import { serveFolder } from '../support/folder_server.mjs';
import { buildSite, filesBelow, run, scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;

let browser;
before(async () => (browser = await launchChromium()));
after(() => browser.close());

async function newContext(options = {}) {
  return browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 }, ...options });
}

// A small site that says its version everywhere: in words, in its style, in a picture whose name never changes.
const colours = { un: '#110000', deux: '#220000', trois: '#330000' };
function versionOf(word, settings = '') {
  const content = scratchFolder(`version-${word}`);
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    fs.writeFileSync(path.join(content, name), text);
  };
  write('site.yml', `nom: Essai\ncouleur: "${colours[word]}"\n${settings}`);
  write('images/mot.svg', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!-- ${word} --></svg>`);
  write('images/fixe.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"></svg>');
  for (const name of ['aide', 'bourse', 'conseil'])
    write(`dispositifs/${name}.md`, `---\ntitre: ${name}\nresume: Version ${word}.\n---\n## Pour qui\n\nMot${word}.\n`);
  return buildSite(content);
}
const versions = Object.fromEntries(Object.keys(colours).map((word) => [word, versionOf(word)]));

const page = (name) => `[data-etat="${name}"]:not([hidden])`;
const shows = (tab, ...names) => tab.waitForSelector(names.map(page).join());
const press = (tab, gesture) => tab.click(`[data-etat]:not([hidden]) [data-geste="${gesture}"]`);
const text = (tab, selector) =>
  tab.$eval(selector, (element) => element.textContent.replace(/[\u00a0\u202f]/g, ' ').trim());
const manifestOf = (folder) => JSON.parse(fs.readFileSync(path.join(folder, '.reperes.json'))).files;
// Everything a reader can ask for: the worker cannot keep itself, robots read elsewhere.
const keepable = (folder) =>
  Object.keys(manifestOf(folder)).filter((file) => !['hors-ligne.js', 'robots.txt', 'sitemap.xml'].includes(file));
const registrations = (tab) => tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const cachesHere = (tab) => tab.evaluate(() => caches.keys());

async function keep(tab, base) {
  await tab.goto(addressOf(base, 'hors-ligne.html'));
  await shows(tab, 'absent');
  await press(tab, 'garder');
  await shows(tab, 'garde');
}

// SHA-256 of what the page is given for each path, as the reader's browser answers it.
const digestsSeen = (tab, paths) =>
  tab.evaluate(async (files) => {
    const seen = {};
    for (const file of files) {
      const answer = await fetch(file.split('/').map(encodeURIComponent).join('/'));
      const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
      seen[file] = [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return seen;
  }, paths);
const digestsIn = (folder, paths) =>
  Object.fromEntries(
    paths.map((file) => [file, createHash('sha256').update(fs.readFileSync(path.join(folder, file))).digest('hex')]),
  );

// The versions that a page shows, in its words, its style and its picture: one, or the test fails.
async function versionShown(tab) {
  const seen = await tab.evaluate(async () => ({
    words: document.querySelector('main').textContent.match(/Mot(un|deux|trois)/)?.[1],
    accent: getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
    picture: (await (await fetch('../fichiers/images/mot.svg')).text()).match(/<!-- (\w+) -->/)?.[1],
  }));
  assert.deepEqual(seen, { words: seen.words, accent: colours[seen.words], picture: seen.words });
  return seen.words;
}

describe('kept, then no server at all', () => {
  for (const name of ['chromium', 'firefox'])
    it(name, async () => {
      const own = await openBrowser(name);
      const server = await serve(['--kiosk', '--output', site]);
      try {
        const tab = await own.newPage();
        const faults = watch(tab, server.base);
        await tab.goto(addressOf(server.base, 'index.html'));
        await tab.goto(addressOf(server.base, 'hors-ligne.html'));
        await shows(tab, 'absent');
        assert.equal(await registrations(tab), 0, 'enregistré avant que le lecteur le demande');
        assert.deepEqual(await cachesHere(tab), []);
        const bytes = keepable(site).reduce((sum, file) => sum + manifestOf(site)[file].size, 0);
        assert.match(await text(tab, page('absent')), new RegExp(`pèse ${Math.round(bytes / 1e6)} Mo`));

        await press(tab, 'garder');
        await shows(tab, 'charge', 'garde');
        await shows(tab, 'garde');
        assert.match(await text(tab, page('garde')), /version du 23 novembre 2026, \d+ Mo/);
        assert.equal((await cachesHere(tab)).length, 1);
        await server.stop();

        // Every file of the manifest, byte for byte: all the fiches, the search, the pictures.
        const files = keepable(site);
        assert.deepEqual(await digestsSeen(tab, files), digestsIn(site, files));

        const addresses = ['', 'dispositifs/', 'dispositifs', 'dispositifs/apl.html?vu=1', 'institutions/caf.html'];
        for (const address of addresses) {
          await tab.goto(addressOf(server.base, address));
          assert.ok(!(await tab.title()).includes('existe pas'), address);
          await tab.waitForSelector('.hors-connexion:not(:empty)');
          assert.match(await text(tab, '.hors-connexion'), /^Hors connexion/);
        }
        assert.equal(new URL(await tab.evaluate(() => location.href)).pathname, '/institutions/caf.html');
        await tab.goto(`${addressOf(server.base, 'recherche.html')}?q=loyer%20impay%C3%A9`);
        await tab.waitForSelector('[data-resultats] .resultat a');
        await tab.click('[data-resultats] .resultat a');
        await tab.waitForSelector('.fiche h1');
        await tab.goto(addressOf(server.base, 'dispositifs/nulle-part.html'));
        assert.match(await tab.title(), /n’existe pas/);
        assert.deepEqual(faults, []);
      } finally {
        await server.stop();
        await own.close();
      }
    });

  it('a part of a file, as players ask for it', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await keep(tab, server.base);
    await server.cut();
    const part = (range) =>
      tab.evaluate(async (asked) => {
        const answer = await fetch('favicon.svg', { headers: { Range: asked } });
        return [answer.status, answer.headers.get('content-range'), await answer.text()];
      }, range);
    const whole = fs.readFileSync(path.join(versions.un, 'favicon.svg'), 'utf8');
    assert.deepEqual(await part('bytes=1-3'), [206, `bytes 1-3/${whole.length}`, 'svg']);
    assert.deepEqual(await part('bytes=9999-'), [416, `bytes */${whole.length}`, '']);
    await context.close();
  });
});

// A look for a newer version that was under way before it was published answers for the old one: the next page looks
// again.
async function opensUntilTold(tab, page) {
  const told = () => tab.waitForSelector('.hors-connexion a', { timeout: 5000 }).catch(() => null);
  for (let times = 0; times < 5; ++times) {
    await tab.goto(page);
    if (await told()) return;
  }
  assert.fail('aucune page ne dit la nouvelle version');
}

describe('an update never mixes versions', () => {
  it('the old one until all of the new one is there, whatever cuts it short', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const reader = await context.newPage();
    const asker = await context.newPage();
    await keep(asker, server.base);
    const fiche = addressOf(server.base, 'dispositifs/aide.html');
    await reader.goto(fiche);
    assert.equal(await versionShown(reader), 'un');

    // A newer version is published: pages say so, and go on.
    server.folder = versions.deux;
    await opensUntilTold(reader, fiche);
    assert.match(await text(reader, '.hors-connexion'), /plus récente/);
    assert.equal(await versionShown(reader), 'un');
    await asker.goto(addressOf(server.base, 'hors-ligne.html'));
    await shows(asker, 'ancienne');
    assert.match(await text(asker, page('ancienne')), /Mettre à jour \(1,\d Mo\)/);

    // Cut in the middle: everything else is there, one page is not.
    let reached;
    const held = new Promise((resolve) => (reached = resolve));
    server.gate = (name) => {
      if (name !== 'dispositifs/conseil.html') return null;
      reached();
      return new Promise(() => {});
    };
    await press(asker, 'garder');
    await held;
    for (const address of ['bourse', 'conseil', 'aide']) {
      await reader.goto(addressOf(server.base, `dispositifs/${address}.html`));
      assert.equal(await versionShown(reader), 'un', address);
    }
    await server.cut();
    await shows(asker, 'ennui');
    assert.match(await text(asker, '[data-ennui="network"]'), /interrompue/);
    assert.ok(await asker.isVisible('[data-encore]'));
    await reader.reload();
    assert.equal(await versionShown(reader), 'un');

    // Taken up again: what is there is not asked for a second time, what has not changed never was.
    server.gate = null;
    server.asked = [];
    const there = await asker.evaluate(async () => {
      const begun = await caches.open((await caches.keys())[1]);
      return (await begun.keys()).map(({ url }) => decodeURI(new URL(url).pathname.slice(1)));
    });
    assert.ok(there.includes('dispositifs/aide.html') && !there.includes('dispositifs/conseil.html'));
    await server.back();
    await press(asker, 'garder');
    await shows(asker, 'prete');
    assert.ok(server.asked.includes('dispositifs/conseil.html'));
    assert.deepEqual(server.asked.filter((name) => there.includes(name)), []);

    // Open pages stay what they are; the next ones are new.
    assert.equal(await versionShown(reader), 'un');
    await reader.waitForSelector('.hors-connexion button');
    assert.equal((await cachesHere(reader)).length, 2);
    await server.cut();
    assert.equal(await versionShown(reader), 'un');
    await reader.goto(addressOf(server.base, 'dispositifs/bourse.html'));
    assert.equal(await versionShown(reader), 'deux');
    await press(asker, 'recharger');
    await shows(asker, 'garde');
    await reader.goto(fiche);
    assert.equal(await versionShown(reader), 'deux');
    await reader.waitForFunction(async () => (await caches.keys()).length === 1);
    const files = keepable(versions.deux);
    await asker.goto(server.base);
    assert.deepEqual(await digestsSeen(asker, files), digestsIn(versions.deux, files));
    await context.close();
  });

  it('what has not changed is copied from the version before', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await keep(tab, server.base);
    server.folder = versions.deux;
    await tab.reload();
    await shows(tab, 'ancienne');
    server.asked = [];
    await press(tab, 'garder');
    await shows(tab, 'prete');
    const [older, newer] = [versions.un, versions.deux].map((folder) => digestsIn(folder, keepable(folder)));
    const changed = Object.keys(newer).filter((file) => newer[file] !== older[file]);
    assert.ok(changed.length < Object.keys(newer).length - 5);
    const lists = /^assets\/hors-ligne-.*\.json$/;
    const asked = server.asked.filter((file) => file !== 'hors-ligne.js' && !lists.test(file));
    assert.deepEqual(asked.sort(), changed.filter((file) => !lists.test(file)).sort());
    await context.close();
  });

  it('a site published again while it is being loaded: the newest, whole', async () => {
    const server = await serveFolder(versions.deux);
    const context = await newContext();
    const tab = await context.newPage();
    server.gate = (name) => {
      if (name === 'dispositifs/conseil.html') server.folder = versions.trois;
    };
    await keep(tab, server.base);
    await server.cut();
    await tab.goto(server.base);
    const files = keepable(versions.trois);
    assert.deepEqual(await digestsSeen(tab, files), digestsIn(versions.trois, files));
    assert.equal((await cachesHere(tab)).length, 1);
    await context.close();
  });
});

describe('when it cannot be', () => {
  it('the network goes during the first copy: said, and taken up again where it stopped', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    await shows(tab, 'absent');
    let left = 20;
    let reached;
    const held = new Promise((resolve) => (reached = resolve));
    server.gate = () => {
      if (left-- > 0) return null;
      reached();
      return new Promise(() => {});
    };
    await press(tab, 'garder');
    await held;
    await server.cut();
    await shows(tab, 'ennui');
    assert.ok(await tab.isHidden('[data-encore]'), 'aucune version n’est gardée');
    server.gate = null;
    await server.back();
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    await shows(tab, 'reprendre');
    server.asked = [];
    await press(tab, 'garder');
    await shows(tab, 'garde');
    const asked = server.asked.filter((name) => name !== 'hors-ligne.js').length;
    assert.ok(asked > 0 && asked < keepable(versions.un).length, `${asked} fichiers demandés`);
    await context.close();
  });

  it('the reader stops it, then takes it away', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    server.gate = (name) => (name === 'dispositifs/conseil.html' ? gate : null);
    await press(tab, 'garder');
    await shows(tab, 'charge');
    assert.match(await text(tab, '.appareil-progres'), /sur \d,\d Mo/);
    await press(tab, 'arreter');
    release();
    await shows(tab, 'reprendre');
    await press(tab, 'retirer');
    await shows(tab, 'retire');
    assert.deepEqual(await cachesHere(tab), []);
    await context.close();
  });

  it('a host that changes the pages on their way', async () => {
    const server = await serveFolder(versions.un);
    server.change = (name, bytes) => (name.endsWith('a-z.html') ? `${bytes}<!-- vu -->` : bytes);
    const context = await newContext();
    const tab = await context.newPage();
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    await press(tab, 'garder');
    await shows(tab, 'ennui');
    assert.match(await text(tab, '[data-ennui="changed"]:not([hidden])'), /son serveur modifie les pages/);
    await context.close();
  });

  it('no room left: said, and room is made again', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    const faults = watch(tab, server.base);
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    const session = await context.newCDPSession(tab);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.base).origin, quotaSize: 60_000 });
    await press(tab, 'garder');
    await shows(tab, 'ennui');
    assert.match(await text(tab, '[data-ennui="full"]:not([hidden])'), /pas assez de place/);
    assert.deepEqual(await cachesHere(tab), []);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('a browser that refuses, or that has no means', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('non', 'SecurityError'));
    });
    await tab.goto(addressOf(server.base, 'hors-ligne.html'));
    await press(tab, 'garder');
    await shows(tab, 'ennui');
    assert.match(await text(tab, '[data-ennui="refused"]:not([hidden])'), /navigation privée/);

    const without = await context.newPage();
    const faults = watch(without, server.base);
    await without.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await without.goto(addressOf(server.base, 'hors-ligne.html'));
    await shows(without, 'incapable');
    await without.goto(addressOf(server.base, 'dispositifs/aide.html'));
    assert.deepEqual(faults, []);
    await context.close();
  });
});

describe('taken away', () => {
  it('all of it, and nothing of a neighbour', async () => {
    const folder = scratchFolder('voisins');
    for (const word of ['un', 'deux']) fs.cpSync(versions[word], path.join(folder, word), { recursive: true });
    const both = await serveFolder(folder);
    const context = await newContext();
    const tab = await context.newPage();
    await keep(tab, `${both.base}un/`);
    await keep(tab, `${both.base}deux/`);
    await tab.evaluate(() => caches.open('à un autre'));
    await tab.goto(`${both.base}un/hors-ligne.html`);
    await shows(tab, 'garde');
    await press(tab, 'retirer');
    await shows(tab, 'retire');
    const names = await cachesHere(tab);
    assert.equal(names.length, 2, names.join(' | '));
    assert.ok(names.includes('à un autre') && names.some((name) => name.startsWith('reperes /deux/ ')));
    await tab.goto(`${both.base}deux/hors-ligne.html`);
    assert.equal(await registrations(tab), 1);

    // Kept again, without a word more than the first time.
    await keep(tab, `${both.base}un/`);
    await both.cut();
    for (const word of ['un', 'deux']) {
      await tab.goto(`${both.base}${word}/dispositifs/aide.html`);
      assert.equal(await versionShown(tab), word);
    }
    await context.close();
  });

  // A worker that takes itself away reloads the pages it held.
  const gone = async (tab) => {
    await tab.waitForFunction(
      async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length,
    );
  };

  it('by the site itself, once it says « hors_ligne: non »', async () => {
    const server = await serveFolder(versions.un);
    const context = await newContext();
    const tab = await context.newPage();
    await keep(tab, server.base);
    server.folder = versionOf('deux', 'hors_ligne: non\n');
    assert.ok(!fs.existsSync(path.join(server.folder, 'hors-ligne.html')));
    await tab.goto(addressOf(server.base, 'dispositifs/aide.html'));
    await tab.waitForFunction(() => document.querySelector('main')?.textContent.includes('Motdeux'));
    await gone(tab);
    await context.close();
  });

  it('by the preview: an author always sees the last page written', async () => {
    const folder = scratchFolder('apercu');
    const file = path.join(folder, 'content/dispositifs/aide.md');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '---\ntitre: Aide\n---\n\nMotun.\n');
    const still = await serve(['--no-watch'], { cwd: folder });
    const context = await newContext();
    const tab = await context.newPage();
    await keep(tab, still.base);
    await still.stop();
    fs.writeFileSync(file, '---\ntitre: Aide\n---\n\nMotdeux.\n');
    const live = await serve([], { cwd: folder, port: still.port });
    await tab.goto(addressOf(still.base, 'dispositifs/aide.html'));
    await tab.waitForFunction(() => document.querySelector('main')?.textContent.includes('Motdeux'));
    await gone(tab);
    await tab.goto(addressOf(still.base, 'hors-ligne.html'));
    await press(tab, 'garder');
    await shows(tab, 'apercu');
    await gone(tab);
    await context.close();
    await live.stop();
  });
});

describe('where it has no place', () => {
  for (const name of ['chromium', 'firefox'])
    it(`opened from a folder in ${name}: nothing registered, nothing said`, async () => {
      const own = await openBrowser(name);
      const tab = await own.newPage();
      const faults = watch(tab, site);
      for (const address of ['index.html', 'dispositifs/apl.html', 'hors-ligne.html'])
        await tab.goto(addressOf(site, address));
      await shows(tab, 'dossier');
      assert.equal(await tab.evaluate(() => document.querySelectorAll('link[rel=manifest]').length), 0);
      assert.deepEqual(faults, []);
      await own.close();
    });

  it('a kiosk and a USB key carry nothing of it', () => {
    const content = path.join(scratchFolder('sans'), 'content/dispositifs');
    fs.mkdirSync(content, { recursive: true });
    fs.writeFileSync(path.join(content, 'aide.md'), '---\ntitre: Aide\n---\n');
    const key = path.join(scratchFolder('cle'), 'cle');
    const made = run(['export', 'cle-usb', '--content', path.dirname(content), '--into', key]);
    assert.equal(made.status, 0, made.stderr);
    for (const folder of [buildSite(path.dirname(content), ['--kiosk']), path.join(key, 'reperes')]) {
      const files = filesBelow(folder);
      assert.ok(files.includes('index.html'));
      assert.deepEqual(files.filter((file) => /hors-ligne|webmanifest|icone-/.test(file)), []);
      assert.doesNotMatch(fs.readFileSync(path.join(folder, 'index.html'), 'utf8'), /hors-ligne/);
    }
  });
});

it('can be installed', async () => {
  const server = await serve(['--kiosk', '--output', site]);
  const context = await newContext();
  const tab = await context.newPage();
  await tab.goto(addressOf(server.base, 'dispositifs/apl.html'));
  const session = await context.newCDPSession(tab);
  const { errors, data, url } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(url, `${server.base}manifest.webmanifest`);
  const manifest = JSON.parse(data);
  assert.deepEqual(
    { name: manifest.name, background: manifest.background_color, theme: manifest.theme_color },
    { name: 'Repères', background: '#faf7f1', theme: '#1d2b3a' },
  );
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A private context installs nothing; that is all there is to object.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
  await context.close();
  await server.stop();
});

describe('axe has nothing to say, whatever the state', () => {
  for (const [name, options] of Object.entries({
    'wide, light': { viewport: { width: 1280, height: 900 } },
    'narrow, dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  }))
    it(name, async () => {
      const context = await newContext({ reducedMotion: 'reduce', ...options });
      const tab = await context.newPage();
      await tab.goto(addressOf(site, 'hors-ligne.html'));
      const blocks = await tab.$$eval('[data-etat]', (found) => found.map(({ dataset }) => dataset.etat));
      const states = [...new Set(blocks)];
      assert.ok(states.length >= 10);
      const found = [];
      await tab.evaluate(axe);
      for (const state of states) {
        const violations = await tab.evaluate(async (shown) => {
          for (const block of document.querySelectorAll('[data-etat]')) block.hidden = block.dataset.etat !== shown;
          for (const line of document.querySelectorAll('[data-ennui], [data-encore], [data-installation]'))
            line.hidden = false;
          document.querySelector('.hors-connexion')?.remove();
          const bar = document.createElement('p');
          bar.className = 'hors-connexion';
          bar.innerHTML = 'Une version plus récente du site existe. <a href="index.html">La mettre</a>';
          document.querySelector('main').prepend(bar);
          return (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations;
        }, state);
        for (const { id, nodes } of violations) found.push(`${state}: ${id}: ${nodes.map(({ html }) => html)}`);
        if (await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
          found.push(`${state}: plus large que l'écran`);
      }
      assert.deepEqual(found, []);
      await context.close();
    });
});
