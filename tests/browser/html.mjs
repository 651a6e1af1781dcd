// Every page of the site is valid HTML, by the W3C's own checker: no error.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { it } from 'node:test';

import { buildSite, filesBelow, root } from '../support/reperes.mjs';
import { site } from '../support/site.mjs';

const vnu = createRequire(import.meta.url)('vnu-jar');

function check(folder) {
  const pages = filesBelow(folder).filter((file) => file.endsWith('.html'));
  assert.ok(pages.length, 'aucune page');
  const given = ['-Xss1m', '-jar', vnu, '--errors-only', '--format', 'json', '--stdout', ...pages];
  const done = spawnSync('java', given, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  const messages = JSON.parse(done.stdout).messages.map(
    (message) => `${path.basename(message.url ?? '')}:${message.lastLine}:${message.lastColumn}: ${message.message}`,
  );
  assert.deepEqual(messages, []);
}

it('the content', () => check(site));
it('one fiche of each kind', () => check(buildSite(path.join(root, 'tests/golden/tous-les-genres/content'))));
it('what hostile authors write', () => check(buildSite(path.join(root, 'tests/golden/html-hostile/content'))));
it('one fiche with a title', () => check(buildSite(path.join(root, 'tests/golden/minimal/content'))));
