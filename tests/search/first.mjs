// The questions the base was made for: the fiche of first.tsv comes first, from the database and from the scripts.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root } from '../support/reperes.mjs';
import { answersOfDatabase, answersOfReader, readerOf } from './halves.mjs';

const site = process.env.REPERES_SITE;
const rows = fs.readFileSync(path.join(root, 'tests/search/first.tsv'), 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

function check(questions, answers) {
  const wrong = answers.flatMap((answer, i) =>
    answer.hits[0]?.id === rows[i][1] ? [] : [`${questions[i].text} : ${answer.hits[0]?.id} au lieu de ${rows[i][1]}`]);
  assert.deepEqual(wrong, []);
}

const asked = (change) => rows.map(([text]) => ({ text: change(text) }));
const withoutAccents = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();

it('as written', { skip: !site }, async () => {
  const questions = asked((text) => text);
  check(questions, answersOfDatabase(site, questions));
  check(questions, await answersOfReader(readerOf(site), questions));
});

it('without accents or capitals', { skip: !site }, () => {
  const questions = asked(withoutAccents);
  check(questions, answersOfDatabase(site, questions));
});
