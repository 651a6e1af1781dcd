// The guide's recipes for editors, tried on what the program really says: every fault becomes one problem of VS Code's
// list, at its place, with its code; Vim's list holds the same.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root, run, scratchFolder, today } from '../support/reperes.mjs';

const guide = fs.readFileSync(path.join(root, 'content/pages/guide-corriger-les-fautes.md'), 'utf8');
const block = (language) => guide.split(`\`\`\`${language}\n`)[1].split('\n```')[0];

const cases = ['valeur-inconnue', 'lien-casse', 'titre-absent', 'territoires', 'yaml-tabulation'];

// What is said of a case, as text and as data, from inside the folder that holds its content.
function check(name) {
  const cwd = path.join(root, 'tests/golden', name);
  const given = ['check', '--date', today];
  return { text: run(given, { cwd }).stderr, faults: JSON.parse(run([...given, '--json'], { cwd }).stdout).faults };
}

it('VS Code finds every error and every warning, once', () => {
  const [{ problemMatcher }] = JSON.parse(block('json')).tasks;
  const matchers = problemMatcher.map(({ severity, pattern }) => ({
    ...pattern,
    severity,
    regexp: new RegExp(pattern.regexp),
  }));
  let seen = 0;
  for (const name of cases) {
    const { text, faults } = check(name);
    const found = text.split('\n').flatMap((line) =>
      matchers.flatMap((matcher) => {
        const match = matcher.regexp.exec(line);
        if (!match) return [];
        const at = (index) => (index === undefined ? 0 : Number(match[index]));
        return [
          [match[matcher.file], at(matcher.line), at(matcher.column), matcher.severity, match[matcher.code]].join(':'),
        ];
      }),
    );
    const severities = { erreur: 'error', avertissement: 'warning' };
    const expected = faults
      .filter(({ severity }) => severities[severity])
      .map(({ file, line, column, severity, code }) =>
        [file, line ?? 0, column ?? 0, severities[severity], code].join(':'),
      );
    assert.deepEqual(found.sort(), expected.sort(), name);
    seen += found.length;
  }
  assert.ok(seen > 15, `${seen} fautes seulement`);
});

const hasVim = spawnSync('vim', ['--version']).status === 0;
it('Vim finds them too', { skip: hasVim ? false : 'pas de Vim ici' }, () => {
  const folder = scratchFolder('vim');
  const { text, faults } = check('territoires');
  fs.writeFileSync(path.join(folder, 'fautes.txt'), text);
  fs.writeFileSync(
    path.join(folder, 'essai.vim'),
    `${block('vim')}\ncgetfile fautes.txt\n` +
      `let found = filter(getqflist(), 'v:val.valid')\n` +
      `let lines = map(found, {_, p -> bufname(p.bufnr) . ':' . p.lnum . ':' . p.col . ':' . p.type})\n` +
      `call writefile(lines, 'liste.txt')\nqall!\n`,
  );
  spawnSync('vim', ['-Nu', 'NONE', '-es', '-S', 'essai.vim'], { cwd: folder, timeout: 60_000 });
  const listed = fs.readFileSync(path.join(folder, 'liste.txt'), 'utf8').trim().split('\n');
  const types = { erreur: 'E', avertissement: 'W' };
  assert.deepEqual(
    listed.sort(),
    faults.map(({ file, line, column, severity }) => [file, line, column, types[severity]].join(':')).sort(),
  );
});
