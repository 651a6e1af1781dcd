// The browser of a terminal, held by the rules that `reperes kiosk install` writes: it shows the site, and neither
// another address, nor a file of the machine, nor a page of its own; it keeps no download.
//
// Chromium reads its rules from /etc/chromium and nowhere else. They are laid over that folder for this one process, in
// a mount namespace of its own: the machine's /etc is never written to. One rule alone is lifted, the one that closes
// the developer's tools: it is by them that a test drives a browser.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { chromiumOptions, openChromiumOf } from '../support/browsers.mjs';
import { buildSite, run, scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';

const apart = process.getuid() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
const overEtc = 'mount --bind "$0" /etc/chromium && exec "$@"';
const canMount =
  fs.existsSync('/etc/chromium') &&
  spawnSync('unshare', [...apart, 'sh', '-c', overEtc, scratchFolder('vide'), 'true']).status === 0;

describe('a browser under the rules', { skip: canMount ? false : 'ni espace de montage ni Chromium ici' }, () => {
  const folder = scratchFolder('regles');
  const asked = []; // of the server elsewhere
  let site, elsewhere, away, rules;

  before(async () => {
    fs.mkdirSync(path.join(folder, 'content/dispositifs'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'content/dispositifs/apl.md'), '---\ntitre: Aide au logement\n---\n\nTexte.\n');
    // A plain site, whose pages hold nobody back: what holds here is the rules.
    site = await serve(['--kiosk', '--output', buildSite(path.join(folder, 'content'))]);
    elsewhere = http.createServer((request, response) => {
      asked.push(request.url);
      response.end('ailleurs');
    });
    await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    away = `http://127.0.0.1:${elsewhere.address().port}/`;
    const made = run(['kiosk', 'install', '--into', path.join(folder, 'borne'), '--port', String(site.port)]);
    assert.equal(made.status, 0, made.stderr);
    const file = path.join(folder, 'borne/etc/chromium/policies/managed/reperes-borne.json');
    rules = JSON.parse(fs.readFileSync(file, 'utf8'));
  });
  after(async () => {
    elsewhere?.close();
    await site?.stop();
  });

  // A page of Chromium under these rules.
  async function open(test, held) {
    const etc = path.join(scratchFolder('etc'), 'chromium');
    fs.mkdirSync(path.join(etc, 'policies/managed'), { recursive: true });
    fs.writeFileSync(path.join(etc, 'policies/managed/reperes-borne.json'), JSON.stringify(held));
    const launcher = path.join(etc, 'lance');
    const line = `exec unshare ${apart.join(' ')} sh -c '${overEtc}' '${etc}' ${chromiumOptions.executablePath} "$@"`;
    fs.writeFileSync(launcher, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    const browser = await openChromiumOf(launcher);
    test.after(() => browser.close());
    return browser.pages()[0] ?? browser.newPage();
  }
  const drivable = () => ({ ...rules, DeveloperToolsAvailability: 1 });

  // How a page fares when it is sent to an address.
  const sent = (page, address) =>
    page.goto(address).then(
      () => 'ok',
      (error) => /ERR_[A-Z_]+/.exec(error.message)?.[0] ?? error.message,
    );
  const refused = 'ERR_BLOCKED_BY_ADMINISTRATOR';

  it('without them, what is elsewhere is reached', async (test) => {
    const page = await open(test, {});
    for (const address of [away, 'file:///etc/hostname', 'chrome://version/'])
      assert.equal(await sent(page, address), 'ok', address);
    assert.ok(asked.includes('/'));
  });

  it('the site is shown, and nothing else', async (test) => {
    asked.length = 0;
    let page = await open(test, drivable());
    assert.equal(await sent(page, site.base), 'ok');
    assert.match(await page.title(), /Repères/);
    // Sent by a page of the site itself, then from the address bar.
    await page.evaluate((address) => location.assign(address), away);
    await page.waitForURL((url) => !url.href.startsWith(site.base));
    for (const address of [
      away,
      `http://localhost:${site.port}/`,
      'file:///etc/hostname',
      'data:text/html,ailleurs',
      `view-source:${site.base}`,
    ])
      assert.equal(await sent(page, address), refused, address);
    // Its own pages: refused too, unless the browser ends rather than open one in a private window.
    for (const address of ['chrome://version/', 'chrome://downloads/', 'devtools://devtools/bundled/inspector.html']) {
      const fared = await sent(page, address);
      assert.ok(fared === refused || /has been closed/.test(fared), `${address} ${fared}`);
      if (fared !== refused) page = await open(test, drivable());
    }
    assert.deepEqual(asked, []);
  });

  it('no download is kept', async (test) => {
    const save = async (page) => {
      await page.goto(site.base);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.evaluate(() => {
          const link = document.createElement('a');
          Object.assign(link, { href: 'index.html', download: 'copie.html' });
          document.body.append(link);
          link.click();
        }),
      ]);
      return download.failure();
    };
    assert.equal(await save(await open(test, { ...drivable(), DownloadRestrictions: 0 })), null);
    assert.equal(await save(await open(test, drivable())), 'canceled');
  });});
