// One ranking in two languages: the database asked by C++ and the exported scripts asked by reader.js give the same
// answers, whole, to questions made from the content: titles, names, random words, faults, prefixes, phrases, facets.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { answersOfDatabase, answersOfReader, drawer, fichesOf, line, readerOf, siteWithRome } from './halves.mjs';

const letters = 'abcdefghijklmnopqrstuvwxyzé';

function fault(text, { below, one }) {
  if (text.length < 4) return text;
  const at = below(text.length - 1);
  const before = text.slice(0, at), rest = text.slice(at);
  return [before + rest.slice(1), before + one(letters) + rest, before + one(letters) + rest.slice(1),
    before + rest[1] + rest[0] + rest.slice(2)][below(4)];
}

export function questionsFrom(fiches, size, seed = 2026) {
  const draw = drawer(seed), { below, one } = draw;
  const words = [...new Set(fiches.flatMap(({ text }) => text.match(/[\p{L}\p{Nd}]+/gu) ?? []))].sort();
  const times = (share, make) => Array.from({ length: Math.ceil(size * share) }, make);
  const nameOf = (fiche) => one([fiche.title, ...fiche.names]);
  const phrase = () => {
    const parts = one(fiches).text.replace(/["«»“”]/g, ' ').split(/\s+/);
    const at = below(Math.max(1, parts.length - 3));
    return parts.slice(at, at + 2 + below(3)).join(' ');
  };
  const filters = [{ kind: ['dispositif'] }, { kind: ['institution', 'metier'] }, { domaine: ['logement', 'droits'] },
    { domaine: ['emploi'], public: ['jeunes', 'tous-publics'] }, { kind: ['inconnu'] }, { etat: ['a-verifier'] }];
  const texts = [
    ...times(0.15, () => one(fiches).title),
    ...times(0.15, () => nameOf(one(fiches))),
    ...times(0.2, () => Array.from({ length: 1 + below(4) }, () => one(words)).join(' ')),
    ...times(0.15, () => fault(one(fiches).title.toLowerCase(), draw)),
    ...times(0.1, () => fault(one(words), draw)),
    ...times(0.15, () => { const name = nameOf(one(fiches)); return name.slice(0, 1 + below(name.length)); }),
    ...times(0.05, () => `"${phrase()}"`),
    ...times(0.02, () => `${one(words)} « ${phrase()} »`),
    '', '   ', '?', 'où', 'de la', 'zzzz qqqq', 'css', 'CSS', 'AS', 'as', 'poleemploi', 'micro crédit', 'cpn 42',
    'k-1801', 'a.p.l.', 'QUI PAIE MA FORMATION', 'ΣΊΣΥΦΟΣ', '日本', '😀', '"', '"" x', '« »', '<b>loyer</b>',
    '*'.repeat(200),
    '\u202Eloyer', ...letters,
  ].map((text) => text.replace(/[\t\n\r]/g, ' '));
  const start = (title) => title.split(' ').slice(0, 2).join(' ');
  const filtered = times(0.05, () => ({ text: start(one(fiches).title), filters: one(filters) }));
  return [...texts.map((text) => ({ text })), ...filtered];
}

// Keys in one order, so that two answers can be compared as text.
const ordered = (answer) => JSON.stringify(answer, (_, value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);

async function agree(site, size) {
  const questions = questionsFrom(fichesOf(site), size);
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
  await reader.ask('aide au logement', { passages: false });
  const shards = loaded.filter((url) => /\/[dw]\d+\.js$/.test(url));
  assert.ok(shards.length <= 8, shards.join('\n'));
});
