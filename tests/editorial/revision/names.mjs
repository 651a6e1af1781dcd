// Sigles, old names, definitions, publics, pairs to match: one answer fits, and its words are not in the question.

import { it } from 'node:test';

import { byId, fiches, fold, none, related, ties } from '../base.mjs';
import { alike, family, items, made, named, names, right, told, words, wrong } from './items.mjs';

it('a sigle is not told by its initials, and no other one fits its description', () => {
  const operated = fiches.map((fiche) => new Set(related(fiche, 'opere_par')));
  const holder = (sigle) => fiches.filter(({ front }) => front.sigle && fold(front.sigle) === fold(sigle));
  const mayFit = (a, b) => family(a, b) || operated.some((set) => set.has(a) && set.has(b)) ||
    names(a).some((name) => names(b).includes(name));
  const says = (text, sigle) => ` ${fold(text)} `.includes(` ${fold(sigle)} `);
  const faults = made('sigle').flatMap((item) => {
    const { front } = byId.get(item.f);
    const wrongs = wrong(item).flatMap((sigle) => holder(sigle).map((fiche) => [sigle, fiche.id]));
    return [
      ...(item.c[0] === front.sigle && !item.c.some((one) => says(item.q, one)) ? [] : ['un sigle est dit']),
      ...(wrongs.length === wrong(item).length ? [] : ['un sigle inconnu, ou qui en dit deux']),
      ...(wrong(item).length === 3 ? [] : [`${wrong(item).length} mauvaises réponses`]),
      ...(wrongs.filter(([, id]) => byId.get(id).kind === byId.get(item.f).kind).length >= 2 ? []
        : ['seul de son genre']),
      ...(fold(item.e).includes(fold(front.resume)) ? [] : ['le retour ne dit pas ce que c\'est']),
      ...wrong(item).filter((one) => fold(one)[0] !== fold(front.sigle)[0]).map((one) => `${one} commence autrement`),
      ...wrongs.filter(([, id]) => mayFit(id, item.f)).map(([one]) => `${one} convient aussi`),
    ].map((fault) => `${told(item)}: ${fault}`);
  });
  const matches = items.filter((item) => item.s === 'sigle' && item.t === 'appariement');
  const tells = ({ c }) => c.some(([text]) => c.some(([, sigle]) => says(text, sigle)));
  none([...faults, ...matches.filter(tells).map(told)]);
});

it('a description does not spell its sigle: by the words of the name, or by initials', () => {
  const isSmall = new Set(['les', 'des', 'une', 'aux', 'par', 'sur', 'son', 'ses', 'qui', 'que', 'pour', 'dans', 'avec',
    'sans', 'leur', 'dont', 'entre', 'tout', 'tous', 'toute', 'plus', 'ans', 'est', 'pas', 'leurs', 'cette', 'etre']);
  const list = (text) => fold(text).split(/[^a-z0-9]+/).filter((word) => word.length > 2 && !isSmall.has(word));
  const isOne = (a, b) => a === b || (Math.min(a.length, b.length) > 4 &&
    a.slice(0, Math.min(a.length, b.length, 9) - 2) === b.slice(0, Math.min(a.length, b.length, 9) - 2));
  const spelled = (description, sigle, name) => {
    const said = list(description);
    const meant = list(name);
    const known = meant.filter((word) => said.some((other) => isOne(word, other))).length;
    let at = 0;
    const letters = fold(sigle).replace(/[^a-z]/g, '');
    for (const word of said) if (word[0] === letters[at]) at += 1;
    return (known >= 2 && known >= meant.length - 1) ||
      (letters.length > 2 && said[0]?.[0] === letters[0] && at >= letters.length - (letters.length > 3 ? 1 : 0));
  };
  const description = (text) => text.replace(/^[^«]*«\s*|\s*»[^»]*$/gu, '');
  const expansion = (text, sigle) => text.split(/[.;] /).find((part) => part.startsWith(`${sigle} :`) ||
    part.startsWith(`${sigle}\u00a0:`))?.slice(sigle.length + 2) ?? '';
  none([
    ...made('sigle').filter((item) => spelled(description(item.q), item.c[0], expansion(item.e, item.c[0]))),
    ...items.filter((item) => item.s === 'sigle' && item.t === 'appariement').filter((item) =>
      item.c.some(([text, sigle]) => spelled(text, sigle, expansion(item.e ?? '', sigle)))),
  ].map(told));
});

it('no pair of a match is true the other way', () => {
  const byTitle = new Map(fiches.map((fiche) => [fold(fiche.front.titre), fiche]));
  none(items.filter((item) => item.t === 'appariement').flatMap((item) => {
    const rights = item.c.map((pair) => fold(pair[1]));
    if (new Set(rights).size !== rights.length) return [`${told(item)}: deux fois la même réponse`];
    if (item.s !== 'qui-assure') return [];
    return item.c.flatMap(([left]) => {
      const fiche = byTitle.get(fold(left)) ?? byTitle.get(fold(left.replace(/ \([^)]*\)$/u, '')));
      if (!fiche) return [`${told(item)}: ${left} ne nomme aucun dispositif`];
      const fitting = item.c.filter((pair) => related(fiche, 'opere_par').some((id) =>
        family(id, named.get(fold(pair[1])))));
      return fitting.length === 1 ? [] : [`${told(item)}: ${fitting.length} réponses pour ${left}`];
    });
  }));
});

it('no wrong public is one of the fiche, no wrong notion fits the words, no old name leads two ways', () => {
  const publics = made('public').filter((item) => byId.get(item.f).front.publics.length !== right(item).length);
  // A notion that the fiche is tied to is a good wrong answer when it is another kind of thing, of another name.
  const kindOf = (fiche) => fold(fiche.front.definition ?? '').split(' ')[0];
  const titleOf = (fiche) => fold(fiche.front.titre.split(' : ')[0]);
  const shareAWord = (a, b) => words(titleOf(a)).some((one) => words(titleOf(b)).some((two) => alike(one, two)));
  const notions = made('definition').filter((item) => {
    const fiche = byId.get(item.f);
    const near = new Set([...fiche.links, ...(ties.get(item.f) ?? [])]);
    return wrong(item).map(fold).some((title) => {
      const other = fiches.find((one) => one.kind === 'notion' && titleOf(one) === title);
      const isLaw = (one) => titleOf(one).startsWith('loi ');
      return !other || isLaw(other) !== isLaw(fiche) ||
        shareAWord(other, fiche) ||
        (near.has(other.id) && kindOf(other) === kindOf(fiche));
    });
  });
  const likeOld = made('ancien-nom').filter((item) => {
    const old = fold(item.q.split(/\s: /u)[0]);
    const like = fiches.filter(({ front }) => (front.anciens_noms ?? []).some(({ nom }) => fold(nom).startsWith(old)));
    return wrong(item).some((choice) => like.some(({ front }) => fold(choice).startsWith(fold(front.titre))));
  });
  const holders = (old) => fiches.filter(({ front }) =>
    (front.anciens_noms ?? []).some(({ nom }) => fold(nom) === fold(old))).length;
  const olds = made('ancien-nom').filter((item) => holders(item.q.split(/\s: /u)[0]) !== 1);
  none([...publics, ...notions, ...likeOld, ...olds].map(told));
});

it('a definition names no author of its notion, and three other titles could answer it', () => {
  const isVerb = (text) => /^\p{L}+(er|ir) /u.test(text);
  none(made('definition').flatMap((item) => {
    const { auteurs = [] } = byId.get(item.f).front;
    const definition = item.q.replace(/^[^«]*«\s*/u, '');
    return [
      ...auteurs.filter((author) => fold(item.q).includes(fold(author))),
      ...(wrong(item).length === 3 ? [] : [`${wrong(item).length} mauvaises réponses`]),
      ...(isVerb(definition) ? wrong(item).filter((choice) => !isVerb(`${choice} `)) : []),
      ...wrong(item).filter((choice) => /^\p{Lu}{3}/u.test(choice)),
    ].map((fault) => `${told(item)}: ${fault}`);
  }));
});
