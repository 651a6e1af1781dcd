// One name, one fiche: titles, sigles, other and former names; and no two summaries that say nearly the same.

import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root } from '../support/reperes.mjs';
import { fiches, figure, fold, none } from './base.mjs';

// The table of sigles says which ones have several meanings.
const ambiguous = new Set(
  fs
    .readFileSync(path.join(root, 'search/vocabulaire/sigles.csv'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith(',"oui"'))
    .map((line) => fold(line.slice(1, line.indexOf('"', 1)))),
);

const namesOf = ({ front, place }) => [
  { what: 'titre', name: front.titre, at: place('titre') },
  ...(front.sigle ? [{ what: 'sigle', name: front.sigle, at: place('sigle') }] : []),
  ...(front.alias ?? []).map((name, n) => ({ what: 'alias', name, at: place('alias', n) })),
  ...(front.anciens_noms ?? []).map((old, n) => ({ what: 'ancien nom', name: old.nom, at: place('anciens_noms', n) })),
];

it('a name belongs to one fiche, unless the table of sigles says it is ambiguous', () => {
  const owners = new Map();
  let names = 0;
  const faults = [];
  for (const fiche of fiches) {
    for (const { what, name, at } of namesOf(fiche)) {
      const key = fold(String(name));
      const owner = owners.get(key);
      names += 1;
      const said = `${at}: « ${name} » (${what})`;
      if (!owner) owners.set(key, { fiche, what });
      else if (owner.fiche === fiche) faults.push(`${said} redit un nom de la fiche (${owner.what})`);
      else if (!ambiguous.has(key)) faults.push(`${said} est déjà un nom de ${owner.fiche.id} (${owner.what})`);
    }
  }
  figure('noms', `${names} pour ${fiches.length} fiches`);
  none(faults);
});

// Words that carry meaning, cut to their first six letters: « accompagne » and « accompagnement » are one.
const empty = new Set(
  'le la les un une des de du et ou au aux en pour par sur dans qui que son sa ses leur leurs est avec ne pas ce cette'
    .split(' '),
);
const carries = (word) => word.length > 1 && !empty.has(word);
const stems = (text) => new Set(fold(text).split(' ').filter(carries).map((word) => word.slice(0, 6)));

it('no two summaries say nearly the same', () => {
  const summaries = fiches
    .filter((fiche) => fiche.front.resume)
    .map((fiche) => ({ fiche, words: stems(fiche.front.resume) }));
  let closest = { share: 0 };
  const faults = [];
  summaries.forEach((one, index) => {
    for (const other of summaries.slice(0, index)) {
      const both = [...one.words].filter((word) => other.words.has(word)).length;
      const share = both / (one.words.size + other.words.size - both);
      if (share > closest.share) closest = { share, names: `${one.fiche.id}, ${other.fiche.id}` };
      if (share >= 0.5) faults.push(`${one.fiche.place('resume')}: résumé presque celui de ${other.fiche.id}`);
    }
  });
  figure('résumés les plus proches', `${(100 * closest.share).toFixed(0)} % de mots communs (${closest.names})`);
  none(faults);
});
