// The mock exams: what their plans say, and many papers drawn from them.

import { it } from 'node:test';

import { lots, reviser } from '../../support/reviser.mjs';
import { figure, fold, none } from '../base.mjs';
import { index, items } from './items.mjs';

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
