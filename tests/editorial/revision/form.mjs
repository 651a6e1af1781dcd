// Enough to revise, each item whole, in packs that are a short wait; nothing in a question's form tells its answer.

import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { site } from '../../support/site.mjs';
import { figure, fold, none } from '../base.mjs';
import {
  alike, asked, choicesOf, index, items, packs, percent, right, row, told, unitsOf, words, wrong,
} from './items.mjs';

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

it('a pack is a short wait', () => {
  none(index.paquets.slice(0, -1).flatMap((file) => {
    const bytes = fs.statSync(path.join(site, file)).size;
    return bytes >= 60000 && bytes <= 120000 ? [] : [`${file}: ${bytes} octets`];
  }));
});

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

it('a question that is made has one colon, and nobody « donne l\'accord » to what is not said', () => {
  const said = ({ q }) => q.replace(/«[^»]*»/gu, '').replace(/\s/gu, ' ');
  none(items.filter((item) => item.s !== 'main')
    .filter((item) => said(item).split(' : ').length > 2 || /donne l.accord/u.test(item.q))
    .map(told));
});
