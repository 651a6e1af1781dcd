// What the built site gives to revise, read as a learner's page reads it, and what its questions speak of. The checks
// are made from the fiches anew, not from the builder's own reasons.
//
// In: the built site's scripts of reviser/, content/.

import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { site } from '../../support/site.mjs';
import { byId, fiches, fold, related } from '../base.mjs';

const folder = path.join(site, 'reviser');
export let index;
export const packs = new Map();
const ReperesReviser = { index: (value) => (index = value), paquet: (number, items) => packs.set(number, items) };
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.js'))) {
  vm.runInNewContext(fs.readFileSync(path.join(folder, file), 'utf8'), { ReperesReviser });
}
export const items = [...packs.keys()].sort((a, b) => a - b).flatMap((number) => packs.get(number));
export const row = new Map(index.fiches.map((one) => [one[0], one]));
export const unitsOf = (item) => row.get(item.f)[5].map((unit) => index.ues[unit][0]);

export const choicesOf = (item) => (item.t === 'appariement' ? item.c.flat() : item.c ?? []);
export const right = (item) => item.b.map((place) => item.c[place]);
export const wrong = (item) => item.c.filter((_, place) => !item.b.includes(place));
export const asked = items.filter((item) => item.t === 'qcm' || item.t === 'multiple');
export const made = (source) => asked.filter((item) => item.s === source);
export const told = (item) => `${item.i}: ${item.q}`;
export const percent = (part, whole) => Math.round((100 * part.length) / whole.length);

// Words that matter, and one that is another in the plural, the feminine, as an adjective.
const small = new Set(['pour', 'dans', 'avec', 'sans', 'leur', 'plus', 'tous']);
export const words = (text) => fold(text).split(' ').filter((word) => word.length > 3 && !small.has(word));
export const alike = (a, b) => a === b || (Math.min(a.length, b.length) > 6 && a.slice(0, 7) === b.slice(0, 7));

// A choice, as the institution it names.
const institutions = fiches.filter((fiche) => fiche.kind === 'institution');
export const wholeName = ({ titre, sigle }) =>
  (sigle && !fold(titre).includes(fold(sigle)) ? `${titre} (${sigle})` : titre);
export const named = new Map(institutions.flatMap(({ id, front }) => [front.titre, front.sigle, wholeName(front)]
  .filter(Boolean)
  .map((name) => [fold(name), id])));
const parents = (id) => {
  const above = related(byId.get(id), 'fait_partie_de');
  return [...above, ...above.flatMap(parents)];
};
export const family = (a, b) => a === b || parents(a).includes(b) || parents(b).includes(a);
export const names = (id) => {
  const { titre, sigle, alias } = byId.get(id).front;
  return [titre, sigle, ...[alias ?? []].flat()].filter(Boolean).map(fold);
};
