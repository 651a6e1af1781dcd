// Golden tests: a folder goes in, whole messages and whole files come out, through the real binary.
//
//   node tests/golden/golden.mjs [CASE…]                       all cases, or those named
//   REPERES_UPDATE=1 node tests/golden/golden.mjs [CASE…]      rewrites what is expected; the diff is the review
//
// A case is a folder; README.md beside this file tells what may stand in it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { environment, filesBelow, root, runAside, scratchFolder, today } from '../support/reperes.mjs';

const home = path.join(root, 'tests/golden');
const update = process.env.REPERES_UPDATE === '1';
const named = process.argv.slice(2);
const cases = fs
  .readdirSync(home, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (!named.length || named.includes(entry.name)))
  .map((entry) => entry.name)
  .sort();

const read = (file, otherwise = '') => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : otherwise);

// Every file of a site with its hash. The database's bytes are Xapian's own affair.
function fingerprint(site) {
  return filesBelow(site)
    .filter((file) => !file.startsWith('.xapian/'))
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(fs.readFileSync(path.join(site, file)))
          .digest('hex')}`,
    )
    .join('\n');
}

// How many pages the theme makes of a content, and how heavy they are, is the theme's affair: those two numbers are not
// compared.
const steady = (text) =>
  text.replace(/\b\d+ pages?, \d+,\d Mo\b/g, 'N pages, N Mo').replace(/"(pages|bytes)":\d+/g, '"$1":0');

// Where two texts part, with what follows on either side: short enough to be read in a log.
function mustEqual(got, wanted, name) {
  if (got === wanted) return;
  const [is, was] = [(got ?? '(rien)').split('\n'), (wanted ?? '(rien)').split('\n')];
  let line = 0;
  while (line < was.length && is[line] === was[line]) ++line;
  const after = (lines, sign) => lines.slice(line, line + 8).map((text) => `${sign} ${text.slice(0, 300)}`);
  assert.fail([`${name}, ligne ${line + 1} :`, ...after(was, '-'), ...after(is, '+')].join('\n'));
}

// A command line as the case writes it: words between spaces, quotes around what holds spaces.
const words = (line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]);

async function play(folder) {
  const place = scratchFolder('golden');
  const copy = (from) => fs.existsSync(from) && fs.cpSync(from, place, { recursive: true });
  if (fs.existsSync(path.join(folder, 'content'))) {
    fs.cpSync(path.join(folder, 'content'), path.join(place, 'content'), { recursive: true });
  }
  const make = path.join(folder, 'make.sh');
  if (fs.existsSync(make)) {
    const made = spawnSync('bash', ['-eu', make], { cwd: place, env: environment(), encoding: 'utf8' });
    assert.equal(made.status, 0, `make.sh: ${made.stderr}`);
  }

  const said = { stdout: '', stderr: '', status: '' };
  const lines = read(path.join(folder, 'command'), 'build\n').split('\n').filter(Boolean);
  for (const [index, line] of lines.entries()) {
    copy(path.join(folder, `step-${index + 1}`));
    const [name, ...rest] = words(line);
    const dated = ['build', 'check'].includes(name) && !rest.includes('--date') ? ['--date', today] : [];
    const before = fingerprint(path.join(place, 'site/www'));
    const done = await runAside([name, ...rest, ...dated], { cwd: place });
    // The law that needs no expected file: what fails changes nothing.
    if (done.status !== 0 || name === 'check') {
      assert.equal(fingerprint(path.join(place, 'site/www')), before, `« ${line} » : site/www a changé`);
    }
    const mark = lines.length > 1 ? `$ reperes ${line}\n` : '';
    said.stdout += done.stdout && mark + steady(done.stdout);
    said.stderr += mark + steady(done.stderr);
    said.status += `${done.status}\n`;
  }
  assert.ok(!said.stderr.includes(place) && !said.stdout.includes(place), 'un message montre un chemin de la machine');
  return { place, said };
}

// « + page: text » must stand in the page, « - page: text » must not; « + page » and « - page »: the page is there or
// not. « *.html » means every page; texts are sought as they are.
function holdClaims(file, site) {
  for (const claim of read(file)
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))) {
    const [, sign, page, text] = claim.match(/^([+-]) (\S+?)(?:: (.*))?$/) ?? assert.fail(`pages: « ${claim} » ?`);
    const found = page === '*.html' ? filesBelow(site).filter((name) => name.endsWith('.html')) : [page];
    if (text === undefined) {
      assert.equal(fs.existsSync(path.join(site, page)), sign === '+', claim);
      continue;
    }
    for (const name of found) {
      const holds = read(path.join(site, name)).toLowerCase().includes(text.toLowerCase());
      assert.equal(holds, sign === '+', `${name}: ${claim}`);
    }
  }
}

describe('golden', { concurrency: 2 }, () => {
  assert.ok(cases.length, 'aucun cas');
  for (const name of cases) {
    it(name, async () => {
      const folder = path.join(home, name);
      const { place, said } = await play(folder);
      for (const stream of ['stderr', 'stdout', 'status']) {
        const file = path.join(folder, stream);
        if (!update) mustEqual(said[stream], read(file), `${name}/${stream}`);
        else if (said[stream]) fs.writeFileSync(file, said[stream]);
        else fs.rmSync(file, { force: true });
      }
      const expected = path.join(folder, 'expected');
      for (const file of filesBelow(expected)) {
        if (update) fs.copyFileSync(path.join(place, file), path.join(expected, file));
        else mustEqual(read(path.join(place, file), null), read(path.join(expected, file)), `${name}/${file}`);
      }
      holdClaims(path.join(folder, 'pages'), path.join(place, 'site/www'));
      fs.rmSync(place, { recursive: true, force: true });
    });
  }
});
