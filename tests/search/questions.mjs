// Questions made from the content, always the same for a seed: titles, names, random words, faults, beginnings, phrases
// in quotes, facets, and what nobody should type.
//
// In: the fiches of a site (fichesOf). Out: [{ text, filters? }], grouped by family.

import { drawer } from './halves.mjs';

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
