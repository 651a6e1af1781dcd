// The analyser in JavaScript gives what the analyser in C++ gives: on golden vectors, on every word of the content, on
// whatever else Unicode holds.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { filesBelow, root } from '../support/reperes.mjs';
import { analyser, drawer, editDistance, linesFor } from './halves.mjs';

const table = (name) => fs.readFileSync(path.join(root, 'search', name), 'utf8');
const tables = { stemming: table('stemming.txt'), phonetics: table('phonetics.txt') };
const { analyse, sound, worthAtMost } = analyser(tables);

function printed(text) {
  const words = analyse(text).map((word) => [word.folded, word.stem, word.capitals ? 'C' : '', sound(word.folded)]);
  return [text, ...words.map((word) => word.join('|'))].join('\t');
}

function compare(lines) {
  const right = linesFor(['analyse'], lines);
  const different = lines.flatMap((line, i) => {
    const given = printed(line.normalize('NFC'));
    return given === right[i] ? [] : [`C++ ${right[i]}\nJS  ${given}`];
  });
  assert.equal(different.length, 0, different.slice(0, 5).join('\n'));
}

it('the golden vectors', () => {
  const lines = fs.readFileSync(path.join(root, 'tests/search/analyse.tsv'), 'utf8').split('\n').slice(0, -1);
  assert.ok(lines.length >= 7);
  for (const line of lines) assert.equal(printed(line.slice(0, line.indexOf('\t'))), line);
});

it('every word of the content and of the vocabulary: 0 differences', () => {
  const files = [...filesBelow(path.join(root, 'content')).map((file) => path.join(root, 'content', file)),
    ...filesBelow(path.join(root, 'search/vocabulaire')).map((file) => path.join(root, 'search/vocabulaire', file))];
  const rome = process.env.REPERES_DATA && path.join(process.env.REPERES_DATA, 'rome/v460');
  if (rome && fs.existsSync(rome)) files.push(...fs.readdirSync(rome).map((file) => path.join(rome, file)));
  const words = new Set();
  for (const file of files.filter((name) => /\.(md|csv|txt|yml)$/.test(name)))
    for (const word of fs.readFileSync(file, 'utf8').split(/[\s"]+/)) if (word) words.add(word);
  assert.ok(words.size > 1000);
  compare([...words]);
});

const pieces = ['é', 'e\u0301', 'œ', 'ﬁ', '²', 'Ⅷ', '١', 'Σ', 'İ', 'ß', 'ẞ', '日', '한', '\u00AD', '\u200D', '😀', "'",
  '’', '-', '.', ' ', '\u00A0', 'l', 'K', '1801', '004', 'A', 'qu', 'jusqu', '𝐀', '\u0345', 'ŉ', 'ǆ', '\t'];
function strange(seed) {
  const { below, one } = drawer(seed);
  const lines = Array.from({ length: 3000 }, () => Array.from({ length: 1 + below(12) }, () => one(pieces)).join(''));
  return lines.filter((line) => line.trim() !== '');
}

it('strange characters', () => compare(strange(7)));

it('a text is never worth more than it is said to be at most', () => {
  const golden = fs.readFileSync(path.join(root, 'tests/search/analyse.tsv'), 'utf8').split(/[\t\n ]/);
  for (const line of [...golden, 'A.P.L.', 'C A F', 'K 1801', 'AST 004', ...strange(13)]) {
    const text = line.normalize('NFC'), worth = new Map(analyse(text).map(({ stem }) => [stem, 1]));
    assert.ok(worthAtMost(worth)(text) >= worth.size, JSON.stringify(text));
  }
});

it('distances', () => {
  const { below, one } = drawer(11);
  const word = () => Array.from({ length: 1 + below(8) }, () => one(['a', 'b', 'c', 'σ'])).join('');
  const pairs = Array.from({ length: 2000 }, () => [word(), word()]);
  const right = linesFor(['distance'], pairs.map((pair) => pair.join('\t')));
  assert.deepEqual(pairs.map(([a, b]) => String(editDistance(a, b, 3))), right);
});
