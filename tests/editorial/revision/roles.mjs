// Who does what, who hears the appeal, what goes with what: right and wrong answers by everything that the fiches say.

import { it } from 'node:test';

import { byId, fiches, fold, none, related } from '../base.mjs';
import { alike, family, items, made, named, names, right, told, wholeName, words, wrong } from './items.mjs';

it('no wrong answer on who does what is true by the fiches', () => {
  const relations = { 'qui-assure': 'opere_par', 'qui-decide': 'decide_par', 'qui-finance': 'finance_par',
    recours: 'recours_devant' };
  none(Object.entries(relations).flatMap(([source, relation]) => made(source).flatMap((item) => {
    const truly = related(byId.get(item.f), relation);
    const unknown = item.c.filter((choice) => !named.has(fold(choice)));
    if (unknown.length) return [`${told(item)}: ${unknown} ne nomme aucune institution`];
    const ids = (choices) => choices.map((choice) => named.get(fold(choice)));
    const missing = ids(right(item)).filter((id) => !truly.includes(id));
    const true_ = ids(wrong(item)).filter((id) => truly.some((one) =>
      family(id, one) || names(id).some((name) => names(one).includes(name))));
    return [...missing.map((id) => `${told(item)}: ${id} n'est pas vrai`),
      ...true_.map((id) => `${told(item)}: ${id} est vrai aussi`)];
  })));
});

// The fields of a fiche, and who does something in each.
const fieldsOf = ({ front }) => new Set([
  ...(front.domaines ?? []), ...(front.thematiques ?? []).map((one) => one.split('--')[0]),
  ...(front.publics ?? []).filter((one) => one !== 'tous-publics')]);
const doing = ['opere_par', 'decide_par', 'finance_par'];
const working = new Map();
for (const fiche of fiches) {
  for (const field of fieldsOf(fiche)) {
    if (!working.has(field)) working.set(field, new Set());
    doing.flatMap((relation) => related(fiche, relation)).forEach((id) => working.get(field).add(id));
  }
}
const isCourt = (id) => /^(tribunal|cour|juge|conseil de prud|pole social)/.test(fold(byId.get(id).front.titre));

it('a wrong answer on who does what is of the field, of the whole country, and nowhere on the fiche', () => {
  const sources = ['qui-assure', 'qui-decide', 'qui-finance'];
  none(sources.flatMap(made).flatMap((item) => {
    const fiche = byId.get(item.f);
    const ids = wrong(item).map((choice) => named.get(fold(choice)));
    const rights = right(item).map((choice) => named.get(fold(choice)));
    const near = new Set([...fieldsOf(fiche)].flatMap((field) => [...working.get(field)]));
    // Who pays and does not decide, or the other way, is the best of wrong answers.
    const apart = item.s === 'qui-finance' ? [] : ['opere_par', 'decide_par'].flatMap((one) => related(fiche, one));
    // Who pays an allocation, its relations say whole; elsewhere a name in the text may mean « this one too ».
    const onFiche = new Set([...Object.keys(fiche.front.relations).flatMap((one) => related(fiche, one)),
      ...(fiche.front.nature === 'allocation' ? [] : fiche.links)].filter((id) => !apart.includes(id)));
    const isCommon = (id) => rights.every((one) => isCourt(one) || isCourt(id) ||
      !related(byId.get(one), 'fait_partie_de').some((whole) =>
        related(byId.get(id), 'fait_partie_de').includes(whole)));
    return ids.flatMap((id) => [
      ...(near.has(id) || (isCourt(id) && rights.some(isCourt)) ? [] : [`${told(item)}: ${id} n'est pas du domaine`]),
      ...(byId.get(id).front.territoire.codes.includes('france') ? [] : [`${told(item)}: ${id} est d'ailleurs`]),
      ...(onFiche.has(id) ? [`${told(item)}: la fiche nomme ${id}`] : []),
      ...(isCommon(id) ? [] : [`${told(item)}: ${id} fait partie du même ensemble`]),
    ]);
  }));
});

const roles = ['qui-assure', 'qui-decide', 'qui-finance', 'recours'];

it('no court pays nor runs a right: it is a wrong answer to who decides, when a court does, and to where one contests',
  () => {
    none(roles.flatMap(made).flatMap((item) => {
      const courts = (choices) => choices.filter((choice) => isCourt(named.get(fold(choice))));
      const mayBe = item.s === 'recours' || (item.s === 'qui-decide' && courts(right(item)).length > 0);
      return mayBe ? [] : courts(wrong(item)).map((choice) => `${told(item)}: ${choice}`);
    }));
  });

it('who does what is said by whole names, unless one tells the answer', () => {
  const room = 76;
  none(roles.flatMap(made).flatMap((item) => {
    const { titre, sigle } = byId.get(item.f).front;
    const subject = words(`${titre} ${sigle ?? ''}`);
    const front = (choice) => byId.get(named.get(fold(choice))).front;
    const tells = right(item).some((choice) =>
      words(wholeName(front(choice))).some((one) => subject.some((two) => alike(one, two))));
    return item.c
      .filter((choice) => !tells && choice === front(choice).sigle && choice !== front(choice).titre)
      .filter((choice) => wholeName(front(choice)).length <= room)
      .map((choice) => `${told(item)}: ${choice}`);
  }));
});

it('two right answers on who does what are two', () => {
  none(['qui-assure', 'qui-decide', 'qui-finance'].flatMap(made).filter((item) => {
    const ids = right(item).map((choice) => named.get(fold(choice)));
    return ids.some((one) => ids.some((two) => one !== two && family(one, two)));
  }).map(told));
});

it('what every tie of a relation has to add in a note, no question leaves out', () => {
  const relations = { 'qui-assure': 'opere_par', 'qui-decide': 'decide_par', 'qui-finance': 'finance_par' };
  none(Object.entries(relations).flatMap(([source, relation]) => made(source).filter((item) => {
    const { nature, relations: own } = byId.get(item.f).front;
    const isPaid = nature === 'allocation' || nature === 'aide-financiere';
    const ties = [own[relation]].flat();
    const isPart = ties.length > 1 && ties.some((tie) => tie.note) && (!isPaid || source === 'qui-finance');
    return isPart || (!isPaid && ties.every((tie) => tie.note));
  })).map(told));
});

// « Suspendu », « déduit », « le relais », « à taux plein »: one does not go with the other in some way, or for a time.
it('two rights said not to go together are so, plainly: no note, and no sentence of theirs tells a case', () => {
  const byHalves = /suspend|déduit|taux (plein|partiel)|relais|compte (alors )?dans|droit nouveau|différentiel/u;
  const sentences = (fiche) => fiche.sections.flatMap(({ blocks }) => blocks.flatMap(({ text }) =>
    text.split(/(?<=[.;])\s+/u)));
  none(items.filter((item) => item.s === 'cumul' && item.c[0] === 'Faux').flatMap((item) => {
    const pair = [item.f, item.i.slice(item.f.length + ':cumul-'.length)].map((id) => byId.get(id));
    return pair.flatMap((fiche, n) => {
      const other = pair[1 - n];
      const tie = [fiche.front.relations?.exclut ?? []].flat().find((one) => (one.id ?? one) === other.id);
      const isNamed = (text) => [other.front.titre, other.front.sigle].filter(Boolean)
        .some((name) => ` ${fold(text)} `.includes(` ${fold(name)} `));
      const cases = sentences(fiche).filter((text) => byHalves.test(text) && isNamed(text));
      return [...(tie?.note || tie?.si ? ['une note le nuance'] : []), ...cases].map((why) => `${told(item)}: ${why}`);
    });
  }));
});

it('what a judge decides is appealed: no question on where it is contested', () => {
  none(made('recours').filter((item) => related(byId.get(item.f), 'decide_par').some(isCourt)).map(told));
});

it('where one contests depends on no case that the question does not tell', () => {
  none(made('recours').filter((item) => [byId.get(item.f).front.relations.recours_devant].flat().every(({ si }) => si))
    .map(told));
});
