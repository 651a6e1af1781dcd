// The repository looks at itself: long lines, stray blanks, dead files, dead links in our own documents, libraries that
// leaked out of their one file, words that belong to somebody's machine.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { filesBelow, root } from '../support/reperes.mjs';

// What git tracks; in a copy without git, everything that is not made by us.
const files = (() => {
  const listed = spawnSync('git', ['-c', `safe.directory=${root}`, 'ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (listed.status === 0 && listed.stdout) {
    return listed.stdout.split('\0').filter((file) => file && fs.existsSync(path.join(root, file)));
  }
  return filesBelow(root).filter((file) => !/(^|\/)(\.git|build|node_modules|site\/www)\//.test(file));
})();
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const isText = (file) => !/\.(png|jpe?g|webp|gif|ico|woff2?|zip|gz)$/.test(file);

// Content of golden tests is what authors do wrong; lock files are npm's.
const ours = files.filter(
  (file) => isText(file) && !/^tests\/(golden\/.+\/|(bench\/)?package-lock)/.test(file) && file !== 'LICENSE',
);
const code = ours.filter((file) =>
  /\.(cpp|h|m?js|css|mustache|sh|cmake)$|(^|\/)CMakeLists\.txt$|^run$|^\.ci\/run$/.test(file),
);

// Says what is wrong, all of it, one a line.
const none = (faults) => assert.ok(!faults.length, `\n${faults.join('\n')}`);

// Lines of `file` that `wrong` objects to, as « file:line: … ».
const linesWhere = (file, wrong) =>
  read(file)
    .split('\n')
    .flatMap((line, index) => (wrong(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 80)}`] : []));

it('no line of code is longer than 120 characters', () => {
  // Rows of a table stay rows: the content model and its vocabulary.
  // So do regular expressions, which cannot be wrapped.
  const isRow = (line) => /^\s+\{+("|institution,)/.test(line) || /^\s+\/.*\/[a-z]*;?$/.test(line);
  const long = (line) => [...line].length > 120 && !/https?:\/\/\S{60}/.test(line) && !isRow(line);
  none(code.filter((file) => !file.endsWith('.mustache')).flatMap((file) => linesWhere(file, long)));
});

it('no tab, no carriage return, no blank at the end of a line, one line end at the end of a file', () => {
  none(code.flatMap((file) => linesWhere(file, (line) => /[ \t\r]$|^\t/.test(line))));
  const unfinished = (file) => {
    const text = read(file);
    return text && (!text.endsWith('\n') || text.endsWith('\n\n'));
  };
  none(ours.filter((file) => /\.(cpp|h|m?js|css|md|csv|yml)$/.test(file) && unfinished(file)));
});

it('nothing names a machine of ours, or was left to be done', () => {
  // Written in two halves, so that this file does not hold what it looks for.
  const words = ['/wo' + 'rk/', '/ho' + 'me/', '/ro' + 'ot/', 'FIX' + 'ME', 'TO' + 'DO', 'XX' + 'X:'];
  none(ours.flatMap((file) => linesWhere(file, (line) => words.some((word) => line.includes(word)))));
});

it('every source is built and every header stands on its own first words', () => {
  const faults = [];
  for (const file of files.filter((name) => /^(builder|search|tests)\/.*\.cpp$/.test(name))) {
    const top = file.split('/')[0];
    const listed = files
      .filter((name) => name.startsWith(`${top}/`) && name.endsWith('CMakeLists.txt'))
      .some((list) => read(list).includes(path.relative(path.dirname(list), file)));
    if (!listed) faults.push(`${file}: dans aucun CMakeLists.txt`);
  }
  for (const file of files.filter((name) => /^(builder|search|tests)\/.*\.h$/.test(name))) {
    const text = read(file);
    if (!text.startsWith('// ')) faults.push(`${file}: ne dit pas d'abord ce qu'il est`);
    if (!text.includes('#pragma once')) faults.push(`${file}: sans #pragma once`);
  }
  for (const file of files.filter((name) => /^(builder|search|tests)\/.*\.(cpp|h)$/.test(name))) {
    for (const [, included] of read(file).matchAll(/^#include "([^"]+)"/gm)) {
      if (!fs.existsSync(path.join(root, included)))
        faults.push(`${file}: « ${included} » n'existe pas depuis la racine`);
    }
  }
  none(faults);
});

it('each library is included in one file of builder/ and one of search/', () => {
  const libraries =
    /^#include <(xapian|cmark|libfyaml|kainjow|mustache|httplib|CLI|utf8proc|xxhash|zlib|archive|zip|zim|nettle|qrencode|nlohmann)\b/gm;
  const users = new Map();
  const note = (library, file) => users.set(library, new Set([...(users.get(library) ?? []), file]));
  for (const file of files.filter((name) => /^(builder|search)\/.*\.(cpp|h)$/.test(name))) {
    for (const [, library] of read(file).matchAll(libraries)) note(`${file.split('/')[0]}: ${library}`, file);
  }
  const shared = [...users]
    .filter(([, inside]) => inside.size > 1)
    .map(([library, inside]) => `${library}: ${[...inside].join(', ')}`);
  none(shared);
  assert.ok(
    [...users.values()].every((inside) => [...inside].every((file) => file.endsWith('.cpp'))),
    'dans un .cpp, jamais un .h',
  );
});

it('our documents lead somewhere: links, anchors, and every path between backquotes', () => {
  const faults = [];
  const slug = (title) =>
    title
      .toLowerCase()
      .replace(/[`*]/g, '')
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .trim()
      .replace(/ /g, '-');
  const anchors = (file) => [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title]) => slug(title));
  for (const file of ours.filter((name) => name.endsWith('.md') && !/^(content|theme)\//.test(name))) {
    const text = read(file).replace(/^```[\s\S]*?^```/gm, '');
    for (const [, target] of text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target)) continue;
      const [to, anchor] = target.split('#');
      const found = to ? path.join(path.dirname(file), to) : file;
      if (!fs.existsSync(path.join(root, found))) faults.push(`${file}: ${target}`);
      else if (anchor && !anchors(found).includes(anchor)) faults.push(`${file}: ${target}`);
    }
    for (const [, named] of text.matchAll(/`((?:builder|search|theme|tests|content)\/[\w./-]+)`/g)) {
      if (!fs.existsSync(path.join(root, named))) faults.push(`${file}: \`${named}\` n'existe pas`);
    }
  }
  none(faults);
});

it('the lock files name no registry, and their packages run on Node 18', () => {
  const lock = JSON.parse(read('tests/package-lock.json'));
  const bench = JSON.parse(read('tests/bench/package-lock.json'));
  const named = Object.entries({ ...lock.packages, ...bench.packages }).filter(([, made]) => made.resolved);
  none(named);
  const version = (name) => lock.packages[`node_modules/${name}`].version.split('.').map(Number);
  assert.ok(version('playwright-core')[1] <= 60 && version('puppeteer-core')[0] === 24);
});
