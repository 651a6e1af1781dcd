// The same input gives the same bytes: built twice, on one core or two, from another folder, in another locale and time
// zone.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { filesBelow, root, run, scratchFolder, today } from '../support/reperes.mjs';

const here = scratchFolder('determinisme');

// Name and hash of every file of a site; the database's bytes are Xapian's own, its answers are compared below.
const bytesOf = (site) =>
  filesBelow(site)
    .filter((file) => !file.startsWith('.xapian/'))
    .map(
      (file) =>
        `${createHash('sha256')
          .update(fs.readFileSync(path.join(site, file)))
          .digest('hex')} ${file}`,
    );

function build(name, options = [], { cwd = root, env = {}, content = 'content' } = {}) {
  const site = path.join(here, name);
  const done = run(['build', '--content', content, '--output', site, '--date', today, ...options], { cwd, env });
  assert.equal(done.status, 0, done.stderr);
  return site;
}

const questions = [
  'rsa',
  'perdre son emploi',
  'France Travail',
  'je ne peux plus payer mon loyer',
  'educateur',
  'APL',
  'k1801',
];
const answers = (site) => questions.map((question) => run(['search', question, '--json', '--output', site]).stdout);

const first = build('premier');

it('built again on one core', () => {
  const again = build('un-coeur', ['--jobs', '1']);
  assert.deepEqual(bytesOf(again), bytesOf(first));
  assert.deepEqual(answers(again), answers(first));
});

it('built again on more cores than there are', () => {
  assert.deepEqual(bytesOf(build('huit', ['--jobs', '8'])), bytesOf(first));
});

it('built from a copy elsewhere, another locale, another time zone, files made in another order', () => {
  const elsewhere = scratchFolder('ailleurs');
  const copied = filesBelow(path.join(root, 'content')).reverse();
  for (const file of copied) {
    fs.mkdirSync(path.dirname(path.join(elsewhere, 'content', file)), { recursive: true });
    fs.copyFileSync(path.join(root, 'content', file), path.join(elsewhere, 'content', file));
  }
  fs.cpSync(path.join(root, 'theme'), path.join(elsewhere, 'theme'), { recursive: true });
  const env = { LC_ALL: 'C', TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' };
  const again = build('copie', ['--theme', 'theme'], { cwd: elsewhere, env });
  assert.deepEqual(bytesOf(again), bytesOf(first));
  assert.deepEqual(answers(again), answers(first));
});

it('built over itself', () => {
  const before = bytesOf(first);
  build('premier');
  assert.deepEqual(bytesOf(first), before);
});
