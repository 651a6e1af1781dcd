// Questions by hand: what is read out of its order, or far from its fiche.

import { it } from 'node:test';

import { none } from '../base.mjs';
import { asked, items, told } from './items.mjs';

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
