// What is installed: the Debian package in a root of its own, run from there, then purged, which leaves nothing; the
// tarball anywhere; the manual page and bash's completion, which tell all that `--help` tells.
//
// The root here is an empty folder, so that the suite takes seconds: the libraries are this machine's. The clean Debian
// is in tests/endurance/endurance.mjs.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, it } from 'node:test';

import { binary, environment, filesBelow, root as tree, run, scratchFolder, today } from '../support/reperes.mjs';
import { freePort } from '../support/server.mjs';

const folder = scratchFolder('paquet');
const at = (...names) => path.join(folder, ...names);
const tool = (name, given, options = {}) => {
  const done = spawnSync(name, given, { cwd: folder, encoding: 'utf8', env: environment(), ...options });
  return { ...done, said: `${name} ${given.join(' ')}\n${done.stdout}${done.stderr}${done.error ?? ''}` };
};
const must = (name, given, options) => {
  const done = tool(name, given, options);
  assert.equal(done.status, 0, done.said);
  return done.stdout;
};
const without = (name) => (tool(name, ['--version']).error ? `pas de ${name} ici` : false);
const one = (ending) => at('fait', fs.readdirSync(at('fait')).find((name) => name.endsWith(ending)));

let deb, listed;
before(() => {
  must('cpack', ['--config', path.join(path.dirname(binary), 'CPackConfig.cmake'), '-B', at('fait')]);
  deb = one('.deb');
  listed = must('dpkg-deb', ['--fsys-tarfile', deb], { encoding: 'buffer', maxBuffer: 1 << 28 });
  listed = must('tar', ['-t'], { input: listed, encoding: 'utf8' }).split('\n');
});

it('the package holds the program and all that it asks for', () => {
  for (const file of [
    './usr/bin/reperes',
    './usr/lib/systemd/system/reperes.service',
    './usr/share/bash-completion/completions/reperes',
    './usr/share/doc/reperes/copyright',
    './usr/share/man/man1/reperes.1.gz',
  ])
    assert.ok(listed.includes(file), file);
  const shared = { theme: 'theme', content: 'content', vocabulaire: 'search/vocabulaire' };
  for (const [name, from] of Object.entries(shared)) {
    const there = listed.filter((file) => file.startsWith(`./usr/share/reperes/${name}/`) && !file.endsWith('/'));
    const wanted = filesBelow(path.join(tree, from)).filter((file) => file !== 'README.md');
    assert.deepEqual(there.map((file) => file.slice(`./usr/share/reperes/${name}/`.length)).sort(), wanted);
  }
  const field = (name) => must('dpkg-deb', ['--field', deb, name]).trim();
  assert.equal(field('Package'), 'reperes');
  assert.equal(field('Version'), run(['--version']).stdout.split('\n')[0].replace('reperes ', ''));
  assert.match(field('Depends'), /libxapian30.*libzim/);
});

it('installed, it builds what it brought, answers and serves; purged, it leaves nothing', async (test) => {
  const place = at('racine');
  for (const name of ['updates', 'info']) fs.mkdirSync(path.join(place, 'var/lib/dpkg', name), { recursive: true });
  for (const name of ['status', 'available']) fs.writeFileSync(path.join(place, 'var/lib/dpkg', name), '');
  fs.mkdirSync(path.join(place, 'var/lib/private/autre'), { recursive: true });
  const everything = () =>
    fs.readdirSync(place, { recursive: true }).filter((name) => !name.startsWith('var/lib/dpkg')).sort();
  const before = everything();
  const force = ['depends', 'not-root', 'script-chrootless', 'bad-path'].map((name) => `--force-${name}`);
  // dpkg itself is what would run its scripts: they get the root to work in, and touch nothing else.
  const dpkg = (...given) => must('dpkg', [`--root=${place}`, `--log=${at('journal')}`, ...force, ...given]);
  dpkg('--install', deb);
  assert.ok(everything().length > before.length + 400);

  const installed = path.join(place, 'usr/bin/reperes');
  const content = path.join(place, 'usr/share/reperes/content');
  const work = scratchFolder('travail');
  must(installed, ['build', '--content', content, '--date', today], { cwd: work });
  assert.match(must(installed, ['search', 'RSA'], { cwd: work }), /RSA/);
  const port = await freePort();
  const child = spawn(installed, ['serve', '--kiosk', '--port', String(port)], { cwd: work, env: environment() });
  test.after(() => child.kill('SIGKILL'));
  const said = [];
  child.stderr.on('data', (bytes) => said.push(bytes));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', resolve);
    child.on('close', () => reject(new Error(Buffer.concat(said).toString())));
  });
  const answer = await fetch(`http://127.0.0.1:${port}/dispositifs/rsa.html`);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /<h1/);

  // What its service would have made.
  for (const name of ['var/lib/private/reperes/www', 'etc/systemd/system/multi-user.target.wants'])
    fs.mkdirSync(path.join(place, name), { recursive: true });
  fs.symlinkSync('private/reperes', path.join(place, 'var/lib/reperes'));
  fs.symlinkSync('x', path.join(place, 'etc/systemd/system/multi-user.target.wants/reperes.service'));
  dpkg('--remove', 'reperes');
  assert.ok(fs.existsSync(path.join(place, 'var/lib/private/reperes/www')), 'removed is not purged');
  dpkg('--purge', 'reperes');
  const above = (name) => 'etc/systemd/system/multi-user.target.wants'.startsWith(name); // made above
  assert.deepEqual(everything().filter((name) => !above(name)), before);
  assert.doesNotMatch(fs.readFileSync(path.join(place, 'var/lib/dpkg/status'), 'utf8'), /reperes/);
});

it('the tarball runs from wherever it is unpacked', () => {
  must('tar', ['-xzf', one('.tar.gz')]);
  const unpacked = at(fs.readdirSync(folder).find((name) => /^reperes-\d/.test(name)));
  const work = scratchFolder('travail');
  const program = path.join(unpacked, 'bin/reperes');
  must(program, ['build', '--content', path.join(unpacked, 'share/reperes/content'), '--date', today], { cwd: work });
  assert.match(must(program, ['search', 'RSA'], { cwd: work }), /RSA/);
});

// --- the manual and the completion -----------------------------------------------------------------------------------
const optionsOf = (help) => [...new Set([...help.matchAll(/(?<=^\s+|,)--?[a-z][a-z-]*/gm)].map(([name]) => name))];
const listedCommands = run(['--help']).stdout.split(/^Commandes ?:/m)[1];
const commands = [...listedCommands.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);

it('the manual and the completion tell every command and option, and no other', () => {
  assert.ok(commands.includes('build') && commands.includes('kiosk'), commands.join());
  const manual = run(['manual', 'man']).stdout.replaceAll('\\-', '-');
  for (const command of commands) {
    const section = manual.split(`.SS reperes ${command}\n`)[1]?.split(/^\.S[SH] /m)[0];
    assert.ok(section, command);
    const told = optionsOf(run([command, '--help']).stdout).filter((name) => !['-h', '--help'].includes(name));
    const written = [...section.matchAll(/\\fB(--?[a-z][a-z-]*)\\fR/g)].map(([, name]) => name);
    assert.deepEqual(written.sort(), told.sort(), command);
  }
  const complete = (...words) =>
    must('bash', [
      '-c',
      `. <("$0" manual bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _reperes; printf '%s\\n' "\${COMPREPLY[@]}"`,
      binary,
      'reperes',
      ...words,
    ])
      .split('\n')
      .filter(Boolean);
  assert.deepEqual(complete(''), [...optionsOf(run(['--help']).stdout), ...commands]);
  for (const command of commands)
    assert.deepEqual(complete(command, '-').sort(), optionsOf(run([command, '--help']).stdout).sort(), command);
  assert.deepEqual(complete('kiosk', 'install', '--ap'), ['--apply']);
});

it('the manual reads without a warning', { skip: without('man') }, () => {
  const page = at('reperes.1');
  fs.writeFileSync(page, run(['manual', 'man']).stdout);
  const done = tool('man', ['--warnings', '--local-file', page], { env: environment({ MANWIDTH: '80' }) });
  assert.equal(done.stderr, '');
  assert.match(done.stdout, /NOM[\s\S]*SYNOPSIS[\s\S]*CODES DE RETOUR/);
});

it('the scripts pass shellcheck', { skip: without('shellcheck') }, () => {
  const scripts = ['postinst', 'prerm', 'postrm'].map((name) => path.join(tree, 'package/debian', name));
  must('shellcheck', scripts);
  fs.writeFileSync(at('reperes.bash'), run(['manual', 'bash']).stdout);
  must('shellcheck', ['--shell=bash', at('reperes.bash')]);
});

it('lintian finds nothing against the package', { skip: without('lintian') }, () => {
  const done = tool('lintian', ['--allow-root', deb]);
  assert.equal(done.stdout.replace(/^running with root.*\n/, ''), '');
});
