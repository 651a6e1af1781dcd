// `reperes kiosk install` as an administrator would judge it: units that systemd understands, a script that the shell's
// checker finds nothing against, a folder that goes in place once, file by file, and away again.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { environment, filesBelow, run, scratchFolder } from '../support/reperes.mjs';

const tool = (name, ...given) => spawnSync(name, given, { encoding: 'utf8', env: environment() });
const without = (name) => (tool(name, '--version').error ? `pas de ${name} ici` : false);

const home = scratchFolder('borne');
const at = (...names) => path.join(home, ...names);
const kiosk = (...given) => run(['kiosk', ...given], { cwd: home });
const units = ['reperes-borne.service', 'reperes-borne-ecran.service'];

// A root with what the units name, and a file that is somebody else's beside each of ours.
function newRoot(name) {
  const used = ['reperes', 'cage', 'Xwayland', 'chromium', 'curl'].map((name) => `usr/bin/${name}`);
  const programs = [...used, 'bin/bash'];
  const others = ['etc/chromium/master_preferences', 'etc/pam.d/login', 'etc/systemd/system/autre.conf'];
  for (const file of [...programs, ...others]) {
    fs.mkdirSync(path.dirname(at(name, file)), { recursive: true });
    fs.writeFileSync(at(name, file), file, { mode: programs.includes(file) ? 0o755 : 0o644 });
  }
  return at(name);
}
const everything = (folder) =>
  fs.readdirSync(folder, { recursive: true }).sort().map((name) => {
    const { mode, ino, mtimeMs } = fs.lstatSync(path.join(folder, name));
    return { name, mode: (mode & 0o7777).toString(8), stamp: `${ino} ${mtimeMs}` };
  });
const names = (folder) => everything(folder).map(({ name }) => name);

assert.equal(kiosk('install').status, 0);

it('what is put in place is the folder, right by right; a second time changes nothing; remove leaves nothing', () => {
  const root = newRoot('racine');
  const before = names(root);
  const first = kiosk('install', '--apply', '--root', root);
  assert.equal(first.status, 0, first.stderr);
  const added = filesBelow(root).filter((file) => !before.includes(file));
  assert.deepEqual(added, filesBelow(at('borne')).filter((file) => file !== 'LISEZMOI.txt'));
  for (const file of added) {
    assert.ok(first.stdout.includes(`écrit      ${root}/${file}\n`), file);
    const mode = (fs.statSync(path.join(root, file)).mode & 0o7777).toString(8);
    assert.equal(mode, file.includes('/sbin/') ? '755' : '644', file);
  }
  assert.doesNotMatch(first.stdout, /à installer/);
  const between = everything(root);
  const second = kiosk('install', '--apply', '--root', root);
  assert.equal(second.status, 0);
  assert.equal(second.stdout.match(/^déjà là {4}/gm).length, added.length);
  assert.doesNotMatch(second.stdout, /^(écrit|remplacé)/m);
  assert.deepEqual(everything(root), between);
  assert.equal(kiosk('remove', '--root', root).status, 0);
  const left = names(root).filter((name) => !before.includes(name));
  assert.deepEqual(left, ['etc/sysusers.d', 'usr/local', 'usr/local/sbin'], "Debian's own folders");
  assert.deepEqual(before.filter((name) => !names(root).includes(name)), []);
});

it('what its reader changed or took away is what is put in place', () => {
  const root = newRoot('relue');
  assert.equal(kiosk('install', '--into', 'relu').status, 0);
  fs.appendFileSync(at('relu/etc/sysusers.d/reperes-borne.conf'), '# relu\n');
  fs.rmSync(at('relu/usr/local/sbin/reperes-borne-maj'));
  const done = kiosk('install', '--apply', '--into', 'relu', '--root', root);
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /^écarté {5}relu\/usr\/local\/sbin\/reperes-borne-maj$/m);
  assert.match(fs.readFileSync(path.join(root, 'etc/sysusers.d/reperes-borne.conf'), 'utf8'), /# relu\n$/);
  assert.ok(!fs.existsSync(path.join(root, 'usr/local/sbin/reperes-borne-maj')));
});

it('a link in the way is not followed, and a terminal that is on is not taken apart', () => {
  const root = newRoot('liens');
  fs.mkdirSync(path.join(root, 'etc/sysusers.d'));
  fs.symlinkSync(at('ailleurs'), path.join(root, 'etc/sysusers.d/reperes-borne.conf'));
  const refused = kiosk('install', '--apply', '--root', root);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /reperes-borne\.conf n'est pas un fichier ordinaire : il reste tel quel/);
  assert.ok(!fs.existsSync(at('ailleurs')));
  fs.rmSync(path.join(root, 'etc/sysusers.d/reperes-borne.conf'));
  assert.equal(kiosk('install', '--apply', '--root', root).status, 0);
  const wants = path.join(root, 'etc/systemd/system/multi-user.target.wants');
  fs.mkdirSync(wants);
  fs.symlinkSync('/etc/systemd/system/reperes-borne.service', path.join(wants, 'reperes-borne.service'));
  const on = kiosk('remove', '--root', root);
  assert.equal(on.status, 2);
  assert.match(on.stderr, /encore allumée : rien n'a été retiré\naide: d'abord : systemctl disable --now/);
  assert.ok(fs.existsSync(path.join(root, 'etc/systemd/system/reperes-borne.service')));
});

it('the machine itself is for root alone', { skip: process.getuid() ? false : "l'essai tourne en root" }, () => {
  for (const given of [['install', '--apply'], ['remove']]) {
    const done = kiosk(...given);
    assert.equal(done.status, 2);
    const hint = `aide: sudo reperes kiosk ${given.join(' ')}\n`;
    assert.equal(done.stderr, `reperes: seul l'utilisateur root peut changer la machine\n${hint}`);
  }
});

it('systemd finds nothing to say of the units', { skip: without('systemd-analyze') }, () => {
  const root = newRoot('verifiee');
  assert.equal(kiosk('install', '--apply', '--root', root).status, 0);
  // The units of the system, which ours name.
  const system = '/usr/lib/systemd/system';
  fs.cpSync(fs.existsSync(system) ? system : '/lib/systemd/system', path.join(root, system), { recursive: true });
  const done = tool('systemd-analyze', 'verify', '--man=no', `--root=${root}`, ...units);
  const about = done.stderr.split('\n').filter((line) => line.includes('reperes-borne'));
  assert.deepEqual(about, []);
});

it("the rules parse, name this site alone, and close every other way", () => {
  const rules = JSON.parse(fs.readFileSync(at('borne/etc/chromium/policies/managed/reperes-borne.json'), 'utf8'));
  for (const address of ['*', 'chrome://*', 'devtools://*', 'view-source:*'])
    assert.ok(rules.URLBlocklist.includes(address), address);
  assert.deepEqual(rules.URLAllowlist, ['http://127.0.0.1:8080']);
  const expected = { DownloadRestrictions: 3, DeveloperToolsAvailability: 2, IncognitoModeAvailability: 2 };
  for (const [name, value] of Object.entries({ ...expected, PrintingEnabled: false, TranslateEnabled: false }))
    assert.equal(rules[name], value, name);
  const printing = run(['kiosk', 'install', '--print', '--into', 'imprime'], { cwd: home });
  assert.equal(printing.status, 0, printing.stderr);
  const file = 'imprime/etc/chromium/policies/managed/reperes-borne.json';
  assert.equal(JSON.parse(fs.readFileSync(at(file), 'utf8')).PrintingEnabled, true);
  const screen = fs.readFileSync(at('imprime/etc/systemd/system/reperes-borne-ecran.service'), 'utf8');
  assert.match(screen, /--kiosk-printing/);
});

it('the scripts pass shellcheck', { skip: without('shellcheck') }, () => {
  const done = tool('shellcheck', at('borne/usr/local/sbin/reperes-borne-maj'));
  assert.equal(done.status, 0, done.stdout);
});
