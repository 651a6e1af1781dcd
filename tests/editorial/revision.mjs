// What the base gives to revise, read as a learner's page reads it: enough of it, well formed, its questions silent on
// their answers, its wrong answers wrong by everything that the fiches say.
//
// In: the built site's scripts of reviser/, content/. The checks are made from the fiches anew, not from the builder's
// own reasons.

import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import vm from 'node:vm';

import { byId, fiches, figure, fold, none, related, ties } from './base.mjs';
import { lots, reviser } from '../support/reviser.mjs';
import { site } from '../support/site.mjs';

const folder = path.join(site, 'reviser');
let index;
const packs = new Map();
const ReperesReviser = { index: (value) => (index = value), paquet: (number, items) => packs.set(number, items) };
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.js'))) {
  vm.runInNewContext(fs.readFileSync(path.join(folder, file), 'utf8'), { ReperesReviser });
}
const items = [...packs.keys()].sort((a, b) => a - b).flatMap((number) => packs.get(number));
const row = new Map(index.fiches.map((one) => [one[0], one]));
const unitsOf = (item) => row.get(item.f)[5].map((unit) => index.ues[unit][0]);

const choicesOf = (item) => (item.t === 'appariement' ? item.c.flat() : item.c ?? []);
const right = (item) => item.b.map((place) => item.c[place]);
const wrong = (item) => item.c.filter((_, place) => !item.b.includes(place));
const asked = items.filter((item) => item.t === 'qcm' || item.t === 'multiple');
const made = (source) => asked.filter((item) => item.s === source);
const told = (item) => `${item.i}: ${item.q}`;
const percent = (part, whole) => Math.round((100 * part.length) / whole.length);

it('enough for an evening: 300 cards and 150 questions for AST004 and AST005, 100 of them by hand', () => {
  const taught = items.filter((item) => unitsOf(item).some((unit) => unit === 'AST004' || unit === 'AST005'));
  const cards = taught.filter((item) => item.t === 'carte');
  const questions = taught.filter((item) => item.t !== 'carte');
  const byHand = questions.filter((item) => item.s === 'main');
  figure('cartes, AST004 et AST005', cards.length);
  figure('questions, AST004 et AST005', `${questions.length}, dont ${byHand.length} écrites à la main`);
  figure('cartes et questions en tout', items.length);
  none([
    ...(cards.length < 300 ? [`${cards.length} cartes`] : []),
    ...(questions.length < 150 ? [`${questions.length} questions`] : []),
    ...(byHand.length < 100 ? [`${byHand.length} questions écrites à la main`] : []),
  ]);
});

it('every exercise is there', () => {
  const there = new Set(items.map((item) => item.t));
  none(['carte', 'qcm', 'multiple', 'vrai-faux', 'appariement', 'ordre'].filter((kind) => !there.has(kind)));
});

it('an item is whole: an id of its own, no empty text, two to six choices told apart, the right ones first', () => {
  const seen = new Set();
  none(items.flatMap((item) => {
    const choices = item.t === 'appariement' ? item.c.map(([left]) => left) : choicesOf(item);
    const texts = [item.q, ...(item.r === undefined ? [] : [item.r]), ...choicesOf(item)];
    const faults = [
      ...(seen.has(item.i) ? ['id en double'] : []),
      ...(item.i.startsWith(`${item.f}:`) && row.has(item.f) ? [] : ['id sans sa fiche']),
      ...(texts.every((text) => text.trim()) ? [] : ['texte vide']),
      ...((item.t === 'carte') === (item.r !== undefined) ? [] : ['réponse']),
      ...(item.t === 'carte' || (choices.length >= 2 && choices.length <= 6) ? [] : [`${choices.length} choix`]),
      ...(new Set(choices.map(fold)).size === choices.length ? [] : ['deux choix égaux']),
      ...(!item.b || item.b.every((place, n) => place === n && n < item.c.length - 1) ? [] : ['bonnes mal rangées']),
    ];
    seen.add(item.i);
    return faults.map((fault) => `${told(item)}: ${fault}`);
  }));
});

it('the index counts what the packs hold, and says in which one', () => {
  none(index.fiches.flatMap(([id, , page, , , , pack, cards, questions]) => {
    const own = items.filter((item) => item.f === id);
    const inPack = packs.get(pack).filter((item) => item.f === id).length;
    const found = own.filter((item) => item.t === 'carte').length;
    const whole = inPack === own.length && found === cards && own.length - found === questions;
    return whole && fs.existsSync(path.join(site, page)) ? [] : [`${id}: ${page}, paquet ${pack}`];
  }));
});

it('an anchor is a section of the page', () => {
  const pages = new Map();
  const page = (id) => {
    if (!pages.has(id)) pages.set(id, fs.readFileSync(path.join(site, row.get(id)[2]), 'utf8'));
    return pages.get(id);
  };
  none(items
    .filter((item) => item.a && !page(item.f).includes(`id="${item.a.slice(1)}"`))
    .map((item) => `${told(item)}: ${item.a}`));
});

// Words that matter, and one that is another in the plural, the feminine, as an adjective.
const small = new Set(['pour', 'dans', 'avec', 'sans', 'leur', 'plus', 'tous']);
const words = (text) => fold(text).split(' ').filter((word) => word.length > 3 && !small.has(word));
const alike = (a, b) => a === b || (Math.min(a.length, b.length) > 6 && a.slice(0, 7) === b.slice(0, 7));

it('a question that is made does not hold its answer', () => {
  const asking = / : (qui |devant |comment |pour quel|qu.est-ce |quel )/u;
  none(asked.filter((item) => item.s !== 'main' && item.s !== 'sigle').flatMap((item) => {
    const subject = words(item.q.replace(/\s/gu, ' ').split(asking)[0]);
    const answers = right(item).flatMap(words);
    return answers.some((word) => subject.some((other) => alike(word, other))) ? [`${told(item)} ${right(item)}`] : [];
  }));
});

it('a question by hand does not hold its answer whole', () => {
  none(asked
    .filter((item) => item.s === 'main')
    .filter((item) => right(item).some((one) => one.length > 8 && fold(item.q).includes(fold(one))))
    .map(told));
});

it('the form does not tell: the longest is seldom right, a statement is true or false', () => {
  const isLongest = (item) => wrong(item).every((one) => one.length < item.c[0].length);
  const single = items.filter((item) => item.t === 'qcm');
  const byHand = single.filter((item) => item.s === 'main');
  const all = percent(single.filter(isLongest), single);
  const hand = percent(byHand.filter(isLongest), byHand);
  figure('la bonne réponse est la plus longue', `${all} % des questions, ${hand} % de celles écrites à la main`);
  const statements = items.filter((item) => item.t === 'vrai-faux');
  const shares = [...new Set(statements.map((item) => item.s))].map((source) => {
    const own = statements.filter((item) => item.s === source);
    return [source, percent(own.filter((item) => item.c[0] === 'Vrai'), own)];
  });
  none([
    ...(all > 35 ? [`${all} %`] : []),
    ...(hand > 35 || hand < 10 ? [`à la main : ${hand} %`] : []),  // never would tell as much as always
    ...shares.filter(([, share]) => share < 30 || share > 60).map(([source, share]) => `${source}: ${share} % vrai`),
  ]);
});

it('a question that is made says what is decided, and of which kind its answer is', () => {
  none(asked.filter((item) => /: (qui décide|comment dit-on)[^\p{L}]*$/u.test(item.q)).map(told));
});

// A choice, as the institution it names.
const institutions = fiches.filter((fiche) => fiche.kind === 'institution');
const wholeName = ({ titre, sigle }) => (sigle && !fold(titre).includes(fold(sigle)) ? `${titre} (${sigle})` : titre);
const named = new Map(institutions.flatMap(({ id, front }) => [front.titre, front.sigle, wholeName(front)]
  .filter(Boolean)
  .map((name) => [fold(name), id])));
const parents = (id) => {
  const above = related(byId.get(id), 'fait_partie_de');
  return [...above, ...above.flatMap(parents)];
};
const family = (a, b) => a === b || parents(a).includes(b) || parents(b).includes(a);
const names = (id) => {
  const { titre, sigle, alias } = byId.get(id).front;
  return [titre, sigle, ...[alias ?? []].flat()].filter(Boolean).map(fold);
};

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
    return !isPaid && [own[relation]].flat().every((tie) => tie.note);
  })).map(told));
});

it('a question that is made has one colon, and nobody « donne l\'accord » to what is not said', () => {
  const said = ({ q }) => q.replace(/«[^»]*»/gu, '').replace(/\s/gu, ' ');
  none(items.filter((item) => item.s !== 'main')
    .filter((item) => said(item).split(' : ').length > 2 || /donne l.accord/u.test(item.q))
    .map(told));
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

it('where one contests depends on no case that the question does not tell', () => {
  none(made('recours').filter((item) => [byId.get(item.f).front.relations.recours_devant].flat().every(({ si }) => si))
    .map(told));
});

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

// --- By hand: what is read out of its order, or far from its fiche. ---

it('a choice has no pronoun whose noun is in another choice, or nowhere', () => {
  const pronoun = /(^|[^\p{L}-])(elle|elles|lui|leur nom|à sa place)(?!\p{L})|^(la|les) (?!personne)\p{L}+e\s/u;
  const byHand = asked.filter((item) => item.s === 'main');
  none(byHand.flatMap((item) => item.c.filter((choice) => {
    const found = pronoun.exec(choice);
    if (!found) return false;
    const before = `${item.q} ${choice.slice(0, found.index + 1)}`;
    if (/(^|[^\p{L}])personnes?(?!\p{L})/u.test(before)) return false;
    const isElsewhere = item.c.some((other) => other !== choice && /(^|\s)la personne(?!\p{L})/u.test(other));
    return isElsewhere || (found[2] && !/(^|[^\p{L}])(une?|la|le|cette|ce)\s\p{L}+/iu.test(before));
  }).map((choice) => `${told(item)}: ${choice}`)));
});

it('a question on a law names it', () => {
  const isNamed = /loi (2002-2|du \d|contre les exclusions|pour le plein emploi)|handicap de 2005/u;
  const means = /(la|cette) loi(?!\p{L})|-t-elle|[Qq]ui l.a /u;
  none(items
    .filter((item) => item.s === 'main' && item.f.startsWith('loi-'))
    .filter((item) => means.test(item.q) && !isNamed.test(item.q.replace(/\s/gu, ' ')))
    .map(told));
});

it('a pack is a short wait', () => {
  none(index.paquets.slice(0, -1).flatMap((file) => {
    const bytes = fs.statSync(path.join(site, file)).size;
    return bytes >= 60000 && bytes <= 120000 ? [] : [`${file}: ${bytes} octets`];
  }));
});

// --- The mock exams. ---

const { papers } = reviser();
const exams = (index.examens ?? []).map(([unit, minutes, parts]) => ({
  ue: index.ues[unit][0],
  minutes,
  parts: parts.map(([title, questions, numbers]) => ({
    title,
    questions,
    fiches: numbers.map((number) => index.fiches[number][0]),
  })),
}));
const questionsWithKeys = items.filter((item) => item.t !== 'carte').map((item) => ({ ...item, key: item.i }));
const drawn = exams.flatMap((exam) =>
  Array.from({ length: 50 }, (_, seed) => {
    const code = papers.draw(lots(`examen ${seed}`));
    return { exam, code, parts: papers.paper(exam, questionsWithKeys, code).parts };
  }),
);

it('AST004 and AST005 plan an exam that asks about each of their notions, once and for all', () => {
  none(['AST004', 'AST005'].flatMap((code) => {
    const exam = exams.find(({ ue }) => ue === code);
    if (!exam) return [`${code}: pas d'examen`];
    const asked = new Set(exam.parts.flatMap((part) => part.fiches));
    const isTaught = ([, , , kind, , units, , , questions]) =>
      index.genres[kind][0] === 'notion' && questions > 0 && units.some((unit) => index.ues[unit][0] === code);
    const left = index.fiches.filter((fiche) => isTaught(fiche) && !asked.has(fiche[0]));
    return left.map(([id]) => `${code}: ${id} n'est dans aucune partie`);
  }));
});

it('a paper has what its plan says, each fiche of a part once as long as there are others', () => {
  figure('sujets tirés', drawn.length);
  none(drawn.flatMap(({ exam, code, parts }) => {
    const all = parts.flatMap((part) => part.items.map((item) => item.i));
    const faults = parts.flatMap((part, rank) => {
      const { questions, fiches: from } = exam.parts[rank];
      const different = new Set(part.items.map((item) => item.f)).size;
      return [
        ...(part.items.length === questions ? [] : [`${part.items.length} questions au lieu de ${questions}`]),
        ...(different < Math.min(questions, from.length) ? [`${part.title}: ${different} fiches`] : []),
      ];
    });
    if (new Set(all).size !== all.length) faults.push('une question deux fois');
    return faults.map((fault) => `${exam.ue} ${code}: ${fault}`);
  }));
});

it('no question of a paper is answered in the words of another', () => {
  const answered = ({ t, b, c }) => (t === 'qcm' || t === 'multiple' ? b.map((at) => fold(c[at])) : []);
  none(drawn.flatMap(({ exam, code, parts }) => {
    const all = parts.flatMap((part) => part.items);
    return all.flatMap((item) =>
      answered(item)
        .filter((text) => text.length >= 4)
        .flatMap((text) =>
          all
            .filter((other) => other !== item && fold(other.q).includes(text))
            .map((other) => `${exam.ue} ${code}: ${item.i} dans ${other.i}`),
        ),
    );
  }));
});
