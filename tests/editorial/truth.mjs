// What a fiche says can be traced: sources, amounts, numbers; and it names no person to call.

import { it } from 'node:test';

import { fiches, figure, none, ofKind, textsOfFiche } from './base.mjs';

const sourced = (fiche) => (fiche.front.sources ?? []).some((source) => /^https?:\/\//.test(source.url ?? ''));

// The manual of the program is its own source.
const manual = (fiche) => fiche.kind === 'page' && fiche.front.sources?.[0]?.nom === 'Documentation de Repères';

it('95 % of the fiches have a source with an address, the others say that they are general knowledge', () => {
  const asked = fiches.filter((fiche) => !manual(fiche));
  const without = asked.filter((fiche) => !sourced(fiche));
  const share = 100 * (1 - without.length / asked.length);
  figure('fiches sourcées', `${share.toFixed(1)} % de ${asked.length}`);
  none([
    ...without
      .filter((fiche) => !fiche.front.sources?.some((source) => source.nom === 'Connaissances générales, à vérifier'))
      .map((fiche) => `${fiche.place('sources')}: ni adresse, ni « Connaissances générales, à vérifier »`),
    ...(share < 95 ? [`${share.toFixed(1)} % de fiches sourcées, 95 % attendus`] : []),
  ]);
});

it('only a person verifies', () => {
  none(fiches
    .filter((fiche) => fiche.front.verifie_le && !fiche.front.verifie_par)
    .map((fiche) => `${fiche.place('verifie_le')}: « verifie_le » sans « verifie_par »`));
});

// Amounts that are names, not figures.
const named = /100 % Santé|1 % logement|permis à 1 € par jour/gi;
const amount = /\d[\d\s.,]*\s?(€|euros?(?!\p{L})|%)/u;

it('an amount stands beside a source, and an amount in euros beside its year', () => {
  let amounts = 0;
  none(fiches.flatMap((fiche) => {
    const dated = (text) => /\b20\d\d\b/.test(text);
    return textsOfFiche(fiche).flatMap(({ at, text, around }) => {
      const found = amount.exec(text.replace(named, ''));
      if (!found) return [];
      amounts += 1;
      return [
        ...(sourced(fiche) ? [] : [`${at}: « ${found[0].trim()} » sur une fiche sans source`]),
        ...(found[1] === '%' || dated(around) ? [] : [`${at}: « ${found[0].trim()} » sans son année`]),
      ];
    });
  }));
  figure('montants et taux', amounts);
});

const digits = (text) => String(text).replace(/^\+33/, '0').replace(/\D/g, '');
const lines = ofKind('contact').filter((fiche) => fiche.front.nature === 'ligne');
const shapes = [
  /\+33 ?[1-9](?: ?\d\d){4}/,
  /0[1-9](?:[ .]?\d\d){4}/,
  /0 ?[1-9]\d\d(?: ?\d\d){3}/,
  /0 \d{3} \d{3} \d{3}/,
  /116 ?\d{3}/,
  /3\d ?\d\d/,
].map((shape) => shape.source).join('|');
const phone = new RegExp(`(?<![\\p{L}\\d./-])(?:${shapes})(?![\\p{L}\\d%-]| ?[%€])`, 'gu');

it('a telephone number is one that the base gives, on a fiche that has a source', () => {
  const known = new Set([
    ...ofKind('contact').map((fiche) => fiche.front.telephone),
    ...ofKind('institution').map((fiche) => fiche.front.acces?.telephone),
    ...lines.flatMap((fiche) => [...(fiche.front.anciens_noms ?? []).map((old) => old.nom)]),
  ].filter(Boolean).map(digits));
  let numbers = 0;
  none(fiches.flatMap((fiche) =>
    textsOfFiche(fiche).flatMap(({ at, text }) =>
      [...text.matchAll(phone)].flatMap(([number]) => {
        numbers += 1;
        return [
          ...(sourced(fiche) ? [] : [`${at}: le ${number} sur une fiche sans source`]),
          ...(known.has(digits(number)) ? [] : [`${at}: le ${number} n'est à aucune ligne ni institution de la base`]),
        ];
      }))));
  figure('numéros de téléphone cités', numbers);
});

it('a line has a number, an official site, a source, and says that the number is to be verified', () => {
  none(lines.flatMap((fiche) => [
    ...(fiche.front.telephone ? [] : [`${fiche.file}:1: une ligne sans « telephone »`]),
    ...(fiche.front.site ? [] : [`${fiche.file}:1: une ligne sans « site »`]),
    ...(sourced(fiche) ? [] : [`${fiche.file}:1: une ligne sans source`]),
    ...(/vérifi/.test(fiche.body) ? [] : [`${fiche.file}:1: ne dit pas que le numéro est à vérifier`]),
  ]));
});

// « M. Untel », a mailbox in somebody's name. Authors of notions are not contacts.
const civility = /(?:^|[\s(«])(?:M\.|Mme|Mlle|Mr|Monsieur|Madame|Dr|Docteur)\s+\p{Lu}[\p{Ll}'-]+/u;
const mailbox = /\b([\p{L}\d-]+)[._]([\p{L}\d-]+)@[\w-]+(?:\.[\w-]+)+/u;
const role = /^(?:accueil|contact|info|secretariat|formation|service|mission|direction|antenne|agence|guichet)/;

it('nobody is named as a contact', () => {
  none(fiches.flatMap((fiche) => {
    const faults = textsOfFiche(fiche).flatMap(({ at, text }) => {
      const person = civility.exec(text);
      return person ? [`${at}: « ${person[0].trim()} » nomme une personne`] : [];
    });
    fiche.lines.forEach((line, index) => {
      const found = mailbox.exec(line);
      if (found && !role.test(found[1])) {
        faults.push(`${fiche.file}:${index + 1}: « ${found[0]} » est l'adresse d'une personne`);
      }
    });
    return faults;
  }));
});
