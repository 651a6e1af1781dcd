// One ranking in two languages: the database asked by C++ and the exported scripts asked by search/page/ give the same
// answers, whole, to questions made from the content (titles, names, random words, faults, prefixes, phrases, facets)
// and to those of people.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { answersOfDatabase, answersOfReader, fichesOf, line, readerOf, siteWithRome } from './halves.mjs';
import { questionsFrom } from './questions.mjs';
import { readRows } from './rows.mjs';

// Keys in one order, so that two answers can be compared as text.
const ordered = (answer) => JSON.stringify(answer, (_, value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);

async function agree(site, size) {
  const questions = [...questionsFrom(fichesOf(site), size), ...readRows().map(({ text }) => ({ text }))];
  const right = answersOfDatabase(site, questions), given = await answersOfReader(readerOf(site), questions);
  const different = questions.flatMap((question, i) => {
    const { stems, ...answer } = given[i];
    return ordered(answer) === ordered(right[i]) ? [] : [line(question)];
  });
  console.log(`${questions.length} questions, ${different.length} réponses différentes`);
  assert.deepEqual(different.slice(0, 10), []);
}

it('the project\'s own content', { skip: !process.env.REPERES_SITE }, () => agree(process.env.REPERES_SITE, 1000));

it('the content with the ROME', async (test) => {
  const { site, why } = siteWithRome();
  if (!site) return test.skip(why);
  await agree(site, 400);
});

it('a script that fails to load is an error, and the next question tries again', async (test) => {
  if (!process.env.REPERES_SITE) return test.skip('REPERES_SITE');
  let broken = true;
  const reader = readerOf(process.env.REPERES_SITE, { fails: (url) => broken && /\/d\d+\.js$/.test(url) });
  await assert.rejects(reader.ask('loyer'), (error) => /d\d+\.js$/.test(error.url));
  broken = false;
  assert.ok((await reader.ask('loyer')).hits.length > 0);
});

it('a question loads few scripts', async (test) => {
  if (!process.env.REPERES_SITE) return test.skip('REPERES_SITE');
  const loaded = [];
  const reader = readerOf(process.env.REPERES_SITE, { loaded: (url) => loaded.push(url) });
  await reader.ask('aide au logement');
  const shards = loaded.filter((url) => /\/[dw]\d+\.js$/.test(url));
  assert.ok(shards.length <= 8, shards.join('\n'));
});
