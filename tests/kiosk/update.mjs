// Keeping terminals up to date, as the guide says: every command of « Tenir une borne à jour » is run here, in its
// order, from a folder, from a key, from a web server; and a server that shows a folder never shows a mixture.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, it } from 'node:test';

import { binary, environment, filesBelow, root, run, scratchFolder, today } from '../support/reperes.mjs';
import { freePort, serve } from '../support/server.mjs';

const fiche = (title) => `---\ntitre: ${title}\n---\n\nTexte.\n`;
const page = 'dispositifs/apl.html', other = 'dispositifs/are.html';

async function until(what, ask, pleases) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: toujours ${JSON.stringify(answer).slice(0, 300)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

// A machine that builds: its content, as of a version, published in site/borne.
function publish(place, version, given = ['--kiosk', '--output', 'site/borne']) {
  fs.mkdirSync(path.join(place, 'content/dispositifs'), { recursive: true });
  fs.writeFileSync(path.join(place, 'content/dispositifs/apl.md'), fiche(`Logement ${version}`));
  fs.writeFileSync(path.join(place, 'content/dispositifs/are.md'), fiche(`Retour ${version}`));
  const done = run(['build', '--date', today, ...given], { cwd: place });
  assert.equal(done.status, 0, done.stderr);
}

it('a copy under way, file by file, is not shown before it is whole', async (test) => {
  const place = scratchFolder('melange');
  const [built, shown] = [path.join(place, 'site/borne'), path.join(place, 'montre')];
  publish(place, 'un');
  fs.cpSync(built, shown, { recursive: true });
  const { base, stop, said } = await serve(['--kiosk', '--output', shown]);
  test.after(stop);
  const texts = async () => Promise.all([page, other].map(async (name) => (await fetch(base + name)).text()));
  const versions = async () => (await texts()).map((text) => /<title>[^<]* (un|deux)/.exec(text)?.[1]).join(' ');
  assert.equal(await versions(), 'un un');
  publish(place, 'deux');
  // The manifest first, as a plain copy in the order of names does; then one page of the two.
  for (const name of ['.reperes.json', page]) fs.copyFileSync(path.join(built, name), path.join(shown, name));
  await until('the copy is seen', said, (text) => text.includes('une copie est en cours'));
  assert.equal(await versions(), 'un un');
  fs.cpSync(built, shown, { recursive: true });
  await until('the new site', versions, (now) => now !== 'un un');
  assert.equal(await versions(), 'deux deux');
});

describe('the guide, command by command', () => {
  const guide = fs.readFileSync(path.join(root, 'content/pages/guide-tenir-a-jour.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, text]) => text.trim());
  const place = scratchFolder('guide');
  const at = (...names) => path.join(place, ...names);
  const bin = at('bin');
  fs.mkdirSync(bin);
  fs.symlinkSync(binary, path.join(bin, 'reperes'));
  fs.symlinkSync(binary, at('run'));
  fs.writeFileSync(path.join(bin, 'sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  const installed = run(['kiosk', 'install', '--into', at('borne'), '--site', at('machine/site')], { cwd: place });
  assert.equal(installed.status, 0, installed.stderr);
  fs.symlinkSync(at('borne/usr/local/sbin/reperes-borne-maj'), path.join(bin, 'reperes-borne-maj'));

  // The guide's own words, with the places and ports of this test in them.
  const places = { '/media/cle': at('cle'), '/mnt/partage': at('partage'), 'serveur:/var/www': at('var-www') };
  const here = (line, more = {}) =>
    Object.entries({ ...places, ...more }).reduce((text, [from, to]) => text.replaceAll(from, to), line);
  const done = new Set();
  const start = (line, more, options) => {
    assert.ok(blocks.some((block) => block.split('\n').includes(line)), `le guide ne dit plus : ${line}`);
    done.add(line);
    return spawn('bash', ['-euc', here(line, more)], {
      cwd: place,
      env: environment({ PATH: `${bin}:${process.env.PATH}` }),
      ...options,
    });
  };
  const ended = (child) =>
    new Promise((resolve) => {
      const said = [];
      child.stdout.on('data', (bytes) => said.push(bytes));
      child.stderr.on('data', (bytes) => said.push(bytes));
      child.on('close', (status) => resolve({ status, said: Buffer.concat(said).toString() }));
    });
  const obey = async (line, more) => {
    const { status, said } = await ended(start(line, more));
    assert.equal(status, 0, `${line}\n${said}`);
    return said;
  };
  const rebuild = async (version) => {
    publish(place, version, ['--output', 'site/brouillon']); // writes the fiches
    await obey('./run build --kiosk --output site/borne');
    await obey('./run check --output site/borne');
  };
  const shown = () => fs.readFileSync(at('machine/site', page), 'utf8');

  it('from a folder, from a key, from a web server; what is damaged changes nothing', async (test) => {
    fs.mkdirSync(at('machine'));
    fs.mkdirSync(at('cle'));
    fs.mkdirSync(at('partage'));
    await rebuild('partage');
    await obey('rsync -a --delete site/borne/ /mnt/partage/borne/');
    await obey('sudo reperes-borne-maj /mnt/partage/borne');
    assert.match(shown(), /Logement partage/);
    const { base, stop } = await serve(['--kiosk', '--output', at('machine/site')]);
    test.after(stop);
    const follows = (version) =>
      until(version, async () => (await fetch(base + page)).text(), (text) => text.includes(`Logement ${version}`));

    await rebuild('clé');
    await obey('rsync -rt --delete --modify-window=2 site/borne/ /media/cle/borne/');
    fs.rmSync(at('cle/borne', other));
    const broken = await ended(start('sudo reperes-borne-maj /media/cle/borne'));
    assert.equal(broken.status, 1);
    assert.match(broken.said, /are\.html manque\n[\s\S]*le site de la borne reste tel quel/);
    assert.match(shown(), /Logement partage/);
    await obey('rsync -rt --delete --modify-window=2 site/borne/ /media/cle/borne/');
    await obey('sudo reperes-borne-maj /media/cle/borne');
    await follows('clé');

    await rebuild('web');
    await obey('tar -czf borne.tar.gz -C site/borne .');
    const web = http.createServer((request, response) => {
      if (request.url !== '/borne.tar.gz') return response.writeHead(404).end();
      return fs.createReadStream(at('borne.tar.gz')).pipe(response);
    });
    await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
    test.after(() => web.close());
    const webPlace = { 'https://exemple.fr': `http://127.0.0.1:${web.address().port}` };
    await obey('sudo reperes-borne-maj https://exemple.fr/borne.tar.gz', webPlace);
    await follows('web');
    const absent = spawn('reperes-borne-maj', [`${webPlace['https://exemple.fr']}/absent.tar.gz`], {
      env: environment({ PATH: `${bin}:${process.env.PATH}` }),
    });
    assert.notEqual((await ended(absent)).status, 0);
    assert.match(shown(), /Logement web/);
    assert.deepEqual(fs.readdirSync(at('machine')), ['site'], 'nothing is left beside');
  });

  it('the web server goes from one site to the next', async () => {
    fs.mkdirSync(at('var-www'));
    for (const version of ['un', 'deux']) {
      publish(place, version, []);
      await obey('rsync -a --delete --exclude=.xapian site/www/ serveur:/var/www/reperes.nouveau/');
      const change = blocks.flatMap((block) => block.split('\n')).find((line) => line.startsWith('ssh serveur '));
      const remote = /^ssh serveur '(.*)'$/.exec(change)[1];
      done.add(change);
      const child = spawn('bash', ['-euc', remote.replace('/var/www', at('var-www'))], { env: environment() });
      assert.equal((await ended(child)).status, 0, remote);
      const there = at('var-www/reperes');
      assert.match(fs.readFileSync(path.join(there, page), 'utf8'), new RegExp(`Logement ${version}`));
      assert.deepEqual(fs.readdirSync(at('var-www')), ['reperes']);
      assert.equal(run(['check', '--output', there]).status, 0);
    }
  });

  it('the keys that are lent', async () => {
    fs.rmSync(at('cle'), { recursive: true });
    await obey('./run export cle-usb --kiosk --into /media/cle');
    await obey('./run check --cle /media/cle');
  });

  it("a network of centres: an index copied, an index on a server, both asked as one", async (test) => {
    const ports = { 7010: String(await freePort()), 7011: String(await freePort()), 8080: String(await freePort()) };
    const stays = async (line, ready, cwd = place) => {
      const child = start(line, ports, { cwd, stdio: 'ignore', detached: true });
      test.after(() => process.kill(-child.pid, 'SIGKILL'));
      await until(line, ready, Boolean);
    };
    const listens = (port) => async () =>
      fetch(`http://127.0.0.1:${port}/`).then(() => true, (error) => error.cause?.code !== 'ECONNREFUSED');
    publish(place, 'un', []);
    await stays('xapian-replicate-server --interface 127.0.0.1 --port 7010 site', listens(ports[7010]));
    await obey(
      'xapian-replicate --host 127.0.0.1 --port 7010 --master www/.xapian --one-shot --reader-time 0 copie',
      ports,
    );
    // The other centre has fiches of its own.
    const far = at('ailleurs');
    fs.mkdirSync(path.join(far, 'content/dispositifs'), { recursive: true });
    fs.writeFileSync(path.join(far, 'content/dispositifs/mobilite.md'), fiche('Logement mobile'));
    assert.equal(run(['build', '--date', today], { cwd: far }).status, 0);
    await stays('xapian-tcpsrv --interface 127.0.0.1 --port 7011 site/www/.xapian', listens(ports[7011]), far);
    const list = blocks.find((block) => block.startsWith('auto copie'));
    done.add('auto copie').add('remote 127.0.0.1:7011');
    fs.writeFileSync(at('centres.txt'), `${here(list, ports)}\n`);
    const said = await obey('./run search --index centres.txt logement', ports);
    assert.match(said, /Logement un/);
    assert.match(said, /Logement mobile/);
    await stays('./run serve --index centres.txt --port 8080', async () =>
      fetch(`http://127.0.0.1:${ports[8080]}/`).then(({ ok }) => ok, () => false));
    const answer = await obey('curl "http://127.0.0.1:8080/.reperes/recherche.json?q=logement"', ports);
    const { hits } = JSON.parse(answer.slice(answer.indexOf('{"')));
    const titles = hits.map(({ title }) => title);
    assert.deepEqual(titles.filter((title) => title.startsWith('Logement')).sort(), ['Logement mobile', 'Logement un']);
  });

  it('nothing else is told in the guide', () => {
    const told = blocks.flatMap((block) => block.split('\n')).filter((line) => line.trim());
    assert.deepEqual(told.filter((line) => !done.has(line)), []);
  });
});
