// What takes minutes, by `./run endurance`: the Debian package on a clean Debian 12.
//
// debootstrap makes the smallest Debian in a scratch folder, from the mirror this machine uses; the package is
// installed there by apt, with the libraries it names and nothing else; it builds, answers, serves; purged with what
// came for it, no file is left. Needs root.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { binary, environment, scratchFolder } from '../support/reperes.mjs';
import { freePort } from '../support/server.mjs';

const folder = scratchFolder('debian');
const debian = path.join(folder, 'racine');

function must(name, given) {
  const start = Date.now();
  const done = spawnSync(name, given, { encoding: 'utf8', env: environment(), maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, `${name} ${given.join(' ')}\n${done.stdout}\n${done.stderr}${done.error ?? ''}`);
  return { said: done.stdout, seconds: ((Date.now() - start) / 1000).toFixed(0) };
}
// A command inside, with a /proc of its own; what it leaves running ends with it.
const inside = (script) => {
  const apart = ['--mount', '--pid', '--fork', '--kill-child', `--mount-proc=${debian}/proc`];
  const set = 'set -eu; export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin;';
  return must('unshare', [...apart, 'chroot', debian, 'bash', '-c', `${set} ${script}`]);
};
// Every file but what apt and dpkg keep of any installation: their lists, their logs, the cache of libraries.
const everything = () =>
  inside('find / -xdev -path /proc -prune -o -print').said
    .split('\n')
    .filter((file) => !/^\/(var\/(lib\/(dpkg|apt)|cache|log)|tmp|etc\/ld\.so\.cache)(\/|$)/.test(file))
    .sort();

const skip = process.getuid() ? 'il faut les droits de root' : false;

it('the package on a clean Debian 12', { skip }, async (test) => {
  must('cpack', ['--config', path.join(path.dirname(binary), 'CPackConfig.cmake'), '-G', 'DEB', '-B', folder]);
  const made = must('debootstrap', ['--variant=minbase', 'bookworm', debian]);
  test.diagnostic(`debootstrap : ${made.seconds} s`);
  const deb = fs.readdirSync(folder).find((name) => name.endsWith('.deb'));
  fs.copyFileSync(path.join(folder, deb), path.join(debian, 'tmp', deb));
  inside('apt-get -q update');
  const before = everything();
  const installed = inside(`apt-get -q -y --no-install-recommends install /tmp/${deb}`);
  const after = everything();
  test.diagnostic(`apt-get install : ${installed.seconds} s, ${after.length - before.length} fichiers de plus`);

  inside('mkdir /tmp/t; cd /tmp/t; cp -r /usr/share/reperes/content .; reperes build; reperes search RSA | grep RSA');
  const port = await freePort();
  const served = inside(`cd /tmp/t
    coproc SERVER { exec reperes serve --kiosk --port ${port}; }
    read -r line <&"\${SERVER[0]}"
    exec 3<>/dev/tcp/127.0.0.1/${port}
    printf 'GET /dispositifs/rsa.html HTTP/1.1\\r\\nHost: 127.0.0.1:${port}\\r\\nConnection: close\\r\\n\\r\\n' >&3
    cat <&3`);
  assert.match(served.said, /^HTTP\/1\.1 200 OK[\s\S]*<h1/);

  inside('apt-get -q -y purge reperes; apt-get -q -y autoremove --purge');
  const left = everything();
  assert.deepEqual(left.filter((file) => !before.includes(file)), []);
  assert.deepEqual(before.filter((file) => !left.includes(file)), []);
});
