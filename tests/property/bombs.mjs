// Content made to hurt: each of these once took minutes, gigabytes or the stack. All that is asked is an end, in the
// ordinary way, with a list of faults a person can read. (ctest's own time limit is the only clock.)

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { run, scratchFolder, today } from '../support/reperes.mjs';

const header = '---\ntitre: Bombe\n---\n\n';
const repeat = (text, times) => text.repeat(times);
const lines = (times, line) => Array.from({ length: times }, (_, n) => line(n)).join('\n');

const bombs = {
  'many headings of one name': header + repeat('## a\n', 200000),
  'refused links on one line': header + repeat('[x](javascript:a) ', 50000),
  'HTML on one line': header + repeat('<b>', 300000),
  'quotes within quotes': header + repeat('> ', 200000) + 'x',
  'lists within lists': header + lines(600, (n) => `${repeat('  ', n)}- x`),
  'unknown links on one line': header + repeat('[a](b)', 150000),
  'unknown links on many lines': header + lines(60000, (n) => `- [a](b${n})`),
  'emphasis never closed': header + repeat('*a ', 300000),
  'brackets never closed': header + repeat('![[', 300000),
  'references defined over and over': `${header}${repeat('[a]: b\n', 140000)}${repeat('[a] ', 1000)}`,
  'references whose address is elsewhere':
    `${header}[r]: https://exemple.fr/nulle-part\n\n` + lines(200, () => repeat('[x][r] ', 700)),
  addresses: header + repeat('www._', 20000),
  'mail addresses': header + repeat('a@', 200000),
  'a table too wide': `${header}${repeat('|x', 1000)}|\n${repeat('|-', 1000)}|\n${repeat('|a|\n', 3000)}`,
  'tables, each just small enough':
    header + repeat(`${repeat('|x', 300)}|\n${repeat('|-', 300)}|\n${repeat('|a|\n', 300)}\n`, 200),
  'code marks': header + lines(1400, (n) => repeat('`', n % 700)),
  'six thousand aliases': `---\ntitre: Bombe\nalias: [${lines(6000, (n) => `n${n}`).replaceAll('\n', ', ')}]\n---\n`,
  'brackets in the front matter': `---\ntitre: Bombe\nalias: ${repeat('[', 50000)}\n---\n`,
  'braces in the front matter': `---\ntitre: Bombe\nalias: ${repeat('{a: ', 10000)}\n---\n`,
  'unknown fields': `---\ntitre: Bombe\n${lines(5000, (n) => `champ${n}: x`)}\n---\n`,
  'a title of sixty thousand letters': `---\ntitre: ${repeat('é', 30000)}\n---\n`,
  'one word': header + repeat('a', 900000),
  'combining marks': header + repeat('e\u0301\u0301\u0301', 100000),
  'direction marks': header + repeat('\u202e\u2066x', 100000),
  'every fiche linked to every other': header + lines(2000, () => '[x](bombe)'),
};

for (const [name, text] of Object.entries(bombs)) {
  it(name, () => {
    const place = scratchFolder('bombe');
    fs.mkdirSync(path.join(place, 'content/pages'), { recursive: true });
    fs.writeFileSync(path.join(place, 'content/pages/bombe.md'), text);
    const done = run(['build', '--json', '--date', today], { cwd: place });
    assert.ok(done.status === 0 || done.status === 1, `status ${done.status}\n${done.stderr.slice(0, 1000)}`);
    const { faults } = JSON.parse(done.stdout);
    assert.ok(faults.length <= 101, `${faults.length} fautes`);
    fs.rmSync(place, { recursive: true });
  });
}

it('a circle of ten thousand replacements', () => {
  const place = scratchFolder('chaine');
  fs.mkdirSync(path.join(place, 'content/pages'), { recursive: true });
  const count = 10000;
  for (let n = 0; n < count; ++n) {
    const relations = `relations:\n  remplace_par: [p${(n + 1) % count}]\n`;
    fs.writeFileSync(path.join(place, `content/pages/p${n}.md`), `---\ntitre: Page ${n}\n${relations}---\n`);
  }
  const done = run(['check', '--json', '--date', today], { cwd: place });
  assert.equal(done.status, 1);
  assert.deepEqual(
    JSON.parse(done.stdout).faults.map((fault) => fault.code),
    ['cycle'],
  );
});
