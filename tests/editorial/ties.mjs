// The base as a whole: what the lists ask is there, each fiche is tied to others, and `reperes check --strict` has
// nothing to say.

import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { root, run, today } from '../support/reperes.mjs';
import { byId, fiches, figure, folders, none, ofKind, related, ties } from './base.mjs';

const rows = fs
  .readFileSync(path.join(root, 'tests/editorial/listes.tsv'), 'utf8')
  .split('\n')
  .map((line, index) => ({ at: `tests/editorial/listes.tsv:${index + 1}`, line }))
  .filter(({ line }) => line && !line.startsWith('#'))
  .map(({ at, line }) => {
    const [kind, list, entry, ids] = line.split('\t');
    return { at, kind, list, entry, ids: ids.split(' ') };
  });
const extra = 'en plus';

// How many entries the lists have; a grouped entry counts as one.
const entries = { institution: 111, dispositif: 150, metier: 34, ue: 18, notion: 70, parcours: 20, contact: 24 };

it('every entry of the lists is carried by a fiche, and every fiche is in the lists or has a reason', () => {
  const faults = [];
  const carried = new Map();
  for (const { at, kind, entry, ids } of rows) {
    for (const id of ids) {
      if (byId.get(id)?.kind !== kind) {
        faults.push(`${at}: « ${entry} » : ${id} n'est pas une fiche de content/${folders[kind]}`);
      }
      if (carried.has(id)) faults.push(`${at}: ${id} est déjà à ${carried.get(id)}`);
      carried.set(id, at);
    }
  }
  for (const fiche of fiches.filter((one) => one.kind !== 'page' && !carried.has(one.id))) {
    faults.push(`${fiche.file}:1: absente de tests/editorial/listes.tsv (une ligne « en plus », avec sa raison)`);
  }
  for (const [kind, expected] of Object.entries(entries)) {
    const own = rows.filter((row) => row.kind === kind);
    const listed = own.filter((row) => row.list !== extra);
    const more = own.filter((row) => row.list === extra).reduce((sum, row) => sum + row.ids.length, 0);
    const split = listed.reduce((sum, row) => sum + row.ids.length, 0) - listed.length;
    const sum = `${listed.length} entrées + ${split} de groupes partagés + ${more} en plus`;
    figure(folders[kind], `${ofKind(kind).length} fiches = ${sum}`);
    if (listed.length !== expected) {
      faults.push(`tests/editorial/listes.tsv: ${listed.length} entrées de genre ${kind}, ${expected} attendues`);
    }
  }
  figure('pages', ofKind('page').length);
  none(faults);
});

it('a notion is tied to the unit whose list it is in', () => {
  none(rows
    .filter(({ kind, list }) => kind === 'notion' && list !== extra)
    .flatMap(({ list, ids }) => ids.map((id) => ({ list, fiche: byId.get(id) })))
    .filter(({ fiche }) => fiche)
    .filter(({ list, fiche }) => !fiche.front.ue?.includes(list))
    .filter(({ list, fiche }) => !related(byId.get(list), 'enseigne').includes(fiche.id))
    .map(({ list, fiche }) => `${fiche.place('ue')}: n'est pas reliée à ${list}`));
});

// Shares below which the base may not fall again. Not every scheme has a decision or an appeal: a course, a charity's
// parcel, a contract.
const floors = { opere_par: 90, finance_par: 90, instruit_par: 93, decide_par: 73, recours_devant: 78 };

it('a scheme names who operates, funds, examines, decides and hears the appeal', () => {
  const schemes = ofKind('dispositif');
  none(Object.entries(floors).flatMap(([relation, floor]) => {
    const without = schemes.filter((fiche) => !related(fiche, relation).length);
    const share = 100 * (1 - without.length / schemes.length);
    figure(`dispositifs avec ${relation}`, `${share.toFixed(1)} %`);
    if (share >= floor) return [];
    const names = without.map(({ id }) => id).join(' ');
    return [`${relation}: ${share.toFixed(1)} %, ${floor} % attendus ; sans : ${names}`];
  }));
});

it('each institution shows two schemes at least', () => {
  none(ofKind('institution').flatMap((fiche) => {
    const schemes = [...ties.get(fiche.id)].filter((id) => byId.get(id).kind === 'dispositif');
    return schemes.length < 2 ? [`${fiche.file}:1: ${schemes.length} dispositif en relation, 2 attendus`] : [];
  }));
});

it('a need has steps that are fiches; an emergency starts with a line to call', () => {
  none(ofKind('parcours').flatMap((fiche) => {
    const steps = fiche.front.etapes ?? [];
    const first = byId.get(steps[0]?.fiche);
    return [
      ...(steps.length < 3 ? [`${fiche.place('etapes')}: ${steps.length} étapes, 3 attendues`] : []),
      ...steps.flatMap((step, n) =>
        byId.has(step.fiche) ? [] : [`${fiche.place('etapes', n)}: ${step.fiche} n'est pas une fiche`]),
      ...(fiche.front.urgence === 3 && first?.front.nature !== 'ligne'
        ? [`${fiche.place('etapes')}: urgence 3, la première étape est une ligne à appeler`]
        : []),
    ];
  }));
});

it('no fiche is an orphan: another one leads to it', () => {
  const reached = new Set(fiches.flatMap((fiche) => fiche.links.filter((id) => id !== fiche.id)));
  none(fiches
    .filter((fiche) => !reached.has(fiche.id) && !ties.get(fiche.id).size)
    .map((fiche) => `${fiche.file}:1: aucune fiche n'y mène`));
});

it('reperes check --strict: no error, no warning, notes on freshness only', () => {
  const checked = run(['check', '--strict', '--json', '--date', today]);
  const { faults } = JSON.parse(checked.stdout);
  const fresh = new Set(['a-verifier', 'a-reverifier', 'perime']);
  const told = faults.filter(({ severity, code }) => severity !== 'note' || !fresh.has(code));
  figure('reperes check', `${told.length} fautes, ${faults.length - told.length} notes de fraîcheur`);
  none(told.map(({ file, line, severity, message, code }) => `${file}:${line}: ${severity}: ${message} [${code}]`));
  none(checked.status === 0 ? [] : [`reperes check --strict: état ${checked.status}`]);
});
