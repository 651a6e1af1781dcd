// Several indexes answer as the whole would, whole answers alike: two halves in a list, on servers of Xapian, some
// here and some there; and a copy kept by replication. What is missing, damaged or hostile is refused in a sentence.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import { filesBelow, root, run, runAside, scratchFolder, today } from '../support/reperes.mjs';
import { freePort, serve } from '../support/server.mjs';
import { site } from '../support/site.mjs';
import { linesFor, searchTool } from './halves.mjs';
import { readRows } from './rows.mjs';

const folder = scratchFolder('reseau');
const at = (name) => path.join(folder, name);
searchTool(['split', path.join(site, '.xapian'), path.join(root, 'search/vocabulaire'), folder]);

const questions = [...new Set(readRows().map(({ text }) => text)), 'zzzz qqqq', '"aide au logement"', 'ASS'];
const answersOf = (index) => linesFor(['ask', index], questions);
const whole = answersOf(at('whole'));

function list(name, ...lines) {
  fs.writeFileSync(at(name), lines.map((line) => `${line}\n`).join(''));
  return at(name);
}

// --- Xapian's own servers --------------------------------------------------------------------------------------------
const started = [];
after(() => started.forEach((child) => child.kill('SIGKILL')));
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));

const answersAt = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket.destroy() && true));
    socket.on('error', () => resolve(false));
  });

// Starts one on a free port; resolves to the port once something listens there.
async function start(program, ...given) {
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--interface', '127.0.0.1', ...given], { stdio: 'ignore' });
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  started.push(child);
  while (!(await answersAt(port))) {
    assert.ok(!ended, `${program} ${given.join(' ')}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return port;
}

const remote = (port) => `remote 127.0.0.1:${port}`;

describe('two halves give the answers of the whole', () => {
  const alike = (index) => {
    const given = answersOf(index);
    const different = questions.filter((_, i) => given[i] !== whole[i]);
    assert.deepEqual(different, []);
  };

  it('from a list, in either order', () => {
    alike(list('deux', '# deux dossiers', '', 'auto first', 'glass second'));
    alike(list('retournes', `auto ${at('second')}`, 'auto first'));
  });

  it('from a list of lists', () => {
    list('un', 'auto first');
    alike(list('listes', 'auto un', 'auto second'));
  });

  it('from servers, each with its half', async () => {
    const [one, two] = [await start('xapian-tcpsrv', at('first')), await start('xapian-tcpsrv', at('second'))];
    alike(list('serveurs', remote(one), remote(two)));
    alike(list('ici-et-la', 'auto first', remote(two)));
  });

  it('from one server with both', async () => {
    alike(list('serveur', remote(await start('xapian-tcpsrv', at('first'), at('second')))));
  });

  it('from the command', async () => {
    list('deux', 'auto first', 'auto second');
    for (const text of questions.slice(0, 12)) {
      const [one, both] = await Promise.all(
        ['whole', 'deux'].map((index) => runAside(['search', '--json', '--index', at(index), '--', text])),
      );
      assert.equal(one.status, 0, one.stderr);
      assert.equal(both.stdout, one.stdout, text);
    }
  });
});

describe('the server of the site answers for several indexes', () => {
  const asked = (base, text) => fetch(`${base}.reperes/recherche.json?q=${encodeURIComponent(text)}`);

  it('with the bytes of the command, whether they are here or on servers, many at once', async (test) => {
    const far = await start('xapian-tcpsrv', at('second'));
    const { base, stop } = await serve([
      ...['--kiosk', '--output', site, '--index', list('servis', 'auto first', remote(far))],
    ]);
    test.after(stop);
    const some = questions.slice(0, 40);
    const answers = await Promise.all(some.map(async (text) => (await asked(base, text)).text()));
    for (const [i, text] of some.entries()) {
      const said = await runAside(['search', '--json', '--index', at('whole'), '--', text]);
      assert.equal(answers[i], said.stdout, text);
    }
    for (const wrong of ['', ' ', 'a'.repeat(1001)]) assert.equal((await asked(base, wrong)).status, 400);
    assert.equal((await fetch(`${base}.reperes/recherche.json?q=%FF`)).status, 400);
    started.find((child) => child.spawnargs.includes(String(far))).kill('SIGKILL');
    const gone = await asked(base, 'logement');
    assert.equal(gone.status, 503);
    assert.match((await gone.json()).erreur, /ne répond pas|a cessé/);
    assert.equal((await fetch(base)).status, 200, 'the site stays');
  });

  it('and not at all when it was not asked to', async (test) => {
    const { base, stop } = await serve(['--kiosk', '--output', site]);
    test.after(stop);
    assert.equal((await asked(base, 'logement')).status, 404);
  });
});

describe('replication', () => {
  it('copies of two halves give the answers of the whole', async () => {
    const port = await start('xapian-replicate-server', folder);
    for (const half of ['first', 'second']) {
      const given = ['--host', '127.0.0.1', '--port', String(port), '--master', half, '--one-shot', '--quiet'];
      const done = spawnSync('xapian-replicate', [...given, '--reader-time', '0', at(`copie-${half}`)]);
      assert.equal(done.status, 0, String(done.stderr));
    }
    const given = answersOf(list('copies', 'auto copie-first', 'auto copie-second'));
    assert.deepEqual(questions.filter((_, i) => given[i] !== whole[i]), []);
  });

  it('a copy follows the published site', async () => {
    const content = at('content');
    const published = at('site/www');
    const fiche = (name, title) => {
      fs.mkdirSync(path.join(content, 'dispositifs'), { recursive: true });
      fs.writeFileSync(path.join(content, 'dispositifs', `${name}.md`), `---\ntitre: ${title}\n---\n\nTexte.\n`);
    };
    const build = () => {
      const done = run(['build', '--content', content, '--output', published, '--date', today]);
      assert.equal(done.status, 0, done.stderr);
    };
    const idsFor = (text) => {
      const done = run(['search', '--json', '--index', at('copie'), text]);
      assert.equal(done.status, 0, done.stderr);
      return JSON.parse(done.stdout).hits.map(({ id }) => id);
    };
    fiche('bicyclette', 'Bicyclette');
    build();
    const port = await start('xapian-replicate-server', path.dirname(published));
    const replicate = () => {
      const given = ['--host', '127.0.0.1', '--port', String(port), '--master', 'www/.xapian', '--one-shot', '--quiet'];
      const done = spawnSync('xapian-replicate', [...given, '--reader-time', '0', at('copie')], { encoding: 'utf8' });
      assert.equal(done.status, 0, done.stderr);
    };
    replicate();
    assert.deepEqual(idsFor('bicyclette'), ['bicyclette']);
    fiche('trottinette', 'Trottinette');
    build();
    assert.deepEqual(idsFor('bicyclette'), ['bicyclette']); // the copy answers while the site moves on
    replicate();
    assert.deepEqual(idsFor('trottinette').slice(0, 1), ['trottinette']);
  });
});

// --- refusals --------------------------------------------------------------------------------------------------------
// One French sentence, one hint at most, status 2; nothing of the library's English.
function assertRefused(done, expected) {
  assert.equal(done.status, 2, `${done.status} ${done.stdout.slice(0, 200)} ${done.stderr}`);
  assert.match(done.stderr, /^reperes: [^\n]+\n(aide: [^\n]+\n)?$/);
  assert.doesNotMatch(done.stderr, /Couldn't|Failed|Error|No such|Xapian::|Expected|unknown|Bad/);
  if (expected) assert.match(done.stderr, expected);
}
const ask = (index) => run(['search', 'logement', '--json', '--index', index]);

describe('what is refused', () => {
  const closed = freePort();
  const cases = {
    'a path that leads nowhere': [() => at('absent'), /« [^»]*absent » n'existe pas/],
    'an empty list': [() => list('vide', '', '# rien'), /est vide/],
    'a text that is no list': [() => list('texte', 'Bonjour.'), /texte, ligne 1 : .* ne nomme pas un index/],
    'a part that is missing': [() => list('manque', 'auto first', 'auto third'), /« [^»]*third » n'existe pas/],
    'a part without an index': [
      () => fs.mkdirSync(at('dossier')) ?? list('sans', 'auto first', 'auto dossier'),
      /« [^»]*dossier » ne contient pas d'index/,
    ],
    'a list that names itself': [() => list('boucle', 'auto first', 'auto boucle'), /se nomme elle-même/],
    'a list too long': [() => list('longue', ...Array(65).fill('auto first')), /plus de 64 index/],
    'a file too big': [() => list('grosse', '#'.repeat(70000)), /n'est ni le dossier d'un index ni une liste/],
    'a port that is none': [() => list('port', 'remote localhost:99999'), /ligne 1 : .* MACHINE:PORT/],
    'a server that is not there': [
      async () => list('parti', 'auto first', remote(await closed)),
      async () => new RegExp(`le serveur d'index « 127.0.0.1:${await closed} » ne répond pas`),
    ],
    'a server that speaks something else': [
      async () => {
        const server = net.createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n'));
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        after(() => server.close());
        return list('autre', remote(server.address().port));
      },
      /./,
    ],
  };
  for (const [name, [make, expected]] of Object.entries(cases))
    it(name, async () => {
      const index = await make();
      const done = await runAside(['search', 'logement', '--json', '--index', index]);
      assertRefused(done, typeof expected === 'function' ? await expected() : expected);
    });

  it('a line that would start a program starts none', () => {
    const mark = at('marque');
    const hostile = list('programme', `remote :touch ${mark}`);
    assertRefused(ask(hostile), /seul un serveur peut être nommé/);
    const bad = at('hostile');
    fs.mkdirSync(bad);
    fs.copyFileSync(hostile, path.join(bad, '.xapian'));
    assertRefused(run(['search', 'logement', '--output', bad]));
    fs.rmSync(path.join(bad, '.xapian'));
    fs.mkdirSync(path.join(bad, '.xapian'));
    fs.copyFileSync(hostile, path.join(bad, '.xapian/XAPIANDB'));
    assertRefused(run(['search', 'logement', '--output', bad]));
    assert.ok(!fs.existsSync(mark));
  });

  it('indexes of two analysers are not read together', () => {
    fs.cpSync(at('second'), at('ancien'), { recursive: true });
    const done = spawnSync('xapian-metadata', ['set', at('ancien'), 'reperes:analyseur', '999'], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    assertRefused(ask(list('melange', 'auto first', 'auto ancien')), /vient d'une autre version de Repères/);
  });
});

describe('a damaged index never ends in a crash', () => {
  const every = (step, first, mask) => (bytes) => bytes.map((byte, i) => (i % step === first ? byte ^ mask : byte));
  const damages = {
    cut: (bytes) => bytes.subarray(0, bytes.length >> 1),
    emptied: () => Buffer.alloc(0),
    zeroed: (bytes) => Buffer.alloc(bytes.length),
    ...Object.fromEntries(
      [[97, 5, 0x5a], [97, 50, 0x5a], [1013, 300, 0xff], [1013, 900, 0x80], [211, 17, 0x01], [4099, 77, 0x40]].map(
        (drawn) => [`scrambled ${drawn}`, every(...drawn)],
      ),
    ),
  };
  for (const file of filesBelow(at('first')).filter((name) => name.endsWith('.glass') || name === 'iamglass'))
    for (const [name, damage] of [...Object.entries(damages), ['taken away', null]])
      it(`${file} ${name}`, () => {
        const broken = at(`${file}-${name}`);
        fs.cpSync(at('first'), broken, { recursive: true });
        const target = path.join(broken, file);
        if (damage) fs.writeFileSync(target, damage(fs.readFileSync(target)));
        else fs.rmSync(target);
        for (const index of [broken, list('avec', `auto ${broken}`, 'auto second')]) {
          const done = ask(index);
          if (done.status !== 0) assertRefused(done);
          else assert.ok(Array.isArray(JSON.parse(done.stdout).hits));
        }
        fs.rmSync(broken, { recursive: true });
      });
});
