// Words that neither hunspell's French dictionary nor the project knows.
//
// In: texts with their places. Out: « place: word » for every occurrence, the words used, those of the list that
// nothing uses. hunspell reads one word a line, elisions already cut off (« l'aah » is « aah »), so that what it says
// can be laid at a line. The project knows the sigles of the search's table, and `mots.txt`: names, words of the trade.
// A compound that the dictionary lacks is right when each of its parts is.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { root } from '../support/reperes.mjs';

const linesOf = (file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n');

export const ownWords = linesOf('tests/editorial/mots.txt')
  .flatMap((line) => line.replace(/#.*/, '').split(/\s+/))
  .filter(Boolean);

const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);

// « DALO » of the table may be written « Dalo ».
const sigles = linesOf('search/vocabulaire/sigles.csv')
  .slice(1)
  .map((line) => line.split('"')[1] ?? '')
  .flatMap((sigle) => sigle.split(/[\s-]+/))
  .flatMap((sigle) => [sigle, sigle.slice(0, 1) + sigle.slice(1).toLowerCase()]);

const elision = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)/i;
const address = new RegExp(
  [
    /https?:\S+|www\.\S+|[\w.-]+@[\w.-]+/,
    /[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:fr|org|com|eu|md|yml|html|csv)(?![\p{L}\d])(?:\/\S*)?/u,
  ].map((pattern) => pattern.source).join('|'),
  'giu',
);

// The words of a text as they are looked up: letters with inner hyphens and apostrophes, no code, no number.
export function wordsToSpell(text) {
  return [...text.replaceAll('’', "'").replace(address, ' ').matchAll(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu)]
    .map(([word]) => {
      let rest = word;
      while (elision.test(rest)) rest = rest.replace(elision, '');
      return rest;
    })
    .filter((word) => word.length > 1 && !/\d/.test(word));
}

// Throws when hunspell or its dictionary is missing: a check that cannot look must not pass.
function unknownOf(words) {
  const asked = spawnSync('hunspell', ['-d', 'fr', '-i', 'utf-8', '-l'], {
    input: `${words.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 26,
  });
  if (asked.error || asked.status !== 0 || /Can't open/.test(asked.stderr)) {
    const why = asked.error?.message ?? asked.stderr;
    throw new Error(`hunspell ne répond pas (paquets hunspell et hunspell-fr) : ${why}`);
  }
  return new Set(asked.stdout.split('\n').filter(Boolean));
}

const parts = (word) => word.split(/['-]/).filter((part) => part.length > 1);

export function misspelt(texts) {
  const known = new Set([...ownWords, ...ownWords.map(capital), ...sigles]);
  const found = texts.flatMap(({ place, text }) => wordsToSpell(text).map((word) => ({ place, word })));
  const used = new Set(found.flatMap(({ word }) => [word, ...parts(word)]));
  const unknown = unknownOf([...used].filter((word) => !known.has(word)));
  const wrong = (word) => !known.has(word) && unknown.has(word);
  const faults = found.filter(({ word }) => wrong(word) && (!/['-]/.test(word) || parts(word).some(wrong)));
  const unused = ownWords.filter((word) => !used.has(word) && !used.has(capital(word)));
  return { used, unused, faults: faults.map(({ place, word }) => `${place}: ${word}`) };
}
