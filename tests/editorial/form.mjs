// The form of a fiche: the headings of its kind, a summary that adds to the title, a length one reads, « En clair »,
// cards and quizzes.

import { it } from 'node:test';

import { fiches, figure, fold, folders, headingsOf, lengthOf, median, none, ofKind, ownSections } from './base.mjs';

// « À savoir » is for what remains to be said; a scheme that is closed has no delay any more.
const mayLack = (fiche) => ['À savoir', ...(fiche.front.etat === 'historique' ? ['Délais'] : [])];

it('each fiche has the headings of its kind, in their order, and no other', () => {
  none(fiches.filter((fiche) => fiche.kind !== 'page').flatMap((fiche) => {
    const expected = headingsOf(fiche.kind);
    const optional = mayLack(fiche);
    const found = ownSections(fiche).filter((section) => section.title);
    const titles = found.map((section) => section.title);
    const inOrder = expected.filter((title) => titles.includes(title));
    return [
      ...expected
        .filter((title) => !optional.includes(title) && !titles.includes(title))
        .map((title) => `${fiche.file}:1: il manque « ## ${title} »`),
      ...found
        .filter((section) => !expected.includes(section.title))
        .map((section) => `${fiche.file}:${section.line}: « ## ${section.title} » n'est pas une section de ce genre`),
      ...found
        .filter((section, index) => expected.includes(section.title) && titles.indexOf(section.title) !== index)
        .map((section) => `${fiche.file}:${section.line}: « ## ${section.title} » est là deux fois`),
      ...inOrder
        .filter((title, index) => titles.filter((one) => expected.includes(one))[index] !== title)
        .slice(0, 1)
        .map((title) => `${fiche.file}:1: « ## ${title} » n'est pas à sa place`),
      ...found
        .filter((section) => !section.blocks.length)
        .map((section) => `${fiche.file}:${section.line}: « ## ${section.title} » est vide`),
    ];
  }));
});

it('« En clair » comes last, and at least 40 fiches have one', () => {
  const plain = fiches.filter((fiche) => fiche.sections.some((section) => section.title === 'En clair'));
  none(plain
    .filter((fiche) => fiche.sections.at(-1).title !== 'En clair')
    .map((fiche) => `${fiche.file}:1: « ## En clair » est la dernière section`));
  figure('fiches avec « En clair »', plain.length);
  none(plain.length < 40 ? [`${plain.length} fiches ont « En clair », 40 au moins sont attendues`] : []);
});

it('a summary has 200 characters at most and is not the title again', () => {
  none(fiches.flatMap((fiche) => {
    const { titre, resume } = fiche.front;
    if (!resume) return [`${fiche.place('titre')}: pas de résumé`];
    const at = fiche.place('resume');
    const length = [...resume].length;
    const said = fold(resume);
    const again = said.startsWith(`${fold(titre)} `) || said === fold(titre) || fold(titre).includes(said);
    return [
      ...(length > 200 ? [`${at}: résumé de ${length} caractères, 200 au plus`] : []),
      ...(again ? [`${at}: le résumé redit le titre`] : []),
    ];
  }));
});

// Words under the kind's headings. One fiche may fall outside; a stub or a treatise may not.
const range = {
  institution: [120, 300],
  dispositif: [200, 450],
  metier: [120, 300],
  ue: [120, 300],
  notion: [200, 400],
  parcours: [120, 300],
  contact: [60, 150],
};

it('fiches are as long as their use asks', () => {
  const faults = [];
  for (const [kind, [low, high]] of Object.entries(range)) {
    const middle = median(ofKind(kind).map(lengthOf));
    figure(`longueur médiane, ${folders[kind]}`, `${middle} mots (${low} à ${high})`);
    if (middle < low || middle > high) {
      faults.push(`content/${folders[kind]}: ${middle} mots au milieu, attendu ${low} à ${high}`);
    }
    for (const fiche of ofKind(kind)) {
      const words = lengthOf(fiche);
      if (words < low * 0.75 || words > high * 1.25) {
        faults.push(`${fiche.file}:1: ${words} mots, attendu ${low} à ${high}`);
      }
    }
  }
  none(faults);
});

it('each notion is revised with 3 to 6 cards and 2 to 4 quiz questions that explain', () => {
  none(ofKind('notion').flatMap((fiche) => {
    const { cartes = [], qcm = [] } = fiche.front.revision ?? {};
    const at = fiche.place('revision');
    const same = (one) => one.bonnes?.some((right) => one.fausses?.some((wrong) => fold(wrong) === fold(right)));
    return [
      ...(cartes.length < 3 || cartes.length > 6 ? [`${at}: ${cartes.length} cartes, 3 à 6 attendues`] : []),
      ...(qcm.length < 2 || qcm.length > 4 ? [`${at}: ${qcm.length} questions à choix, 2 à 4 attendues`] : []),
      ...cartes.flatMap((one, n) => {
        const here = fiche.place('revision', 'cartes', n);
        return one.q && one.r ? [] : [`${here}: carte sans question ou réponse`];
      }),
      ...qcm.flatMap((one, n) => {
        const here = fiche.place('revision', 'qcm', n);
        return [
          ...(one.bonnes?.length && one.fausses?.length ? [] : [`${here}: il faut une bonne et une mauvaise réponse`]),
          ...(one.retour ? [] : [`${here}: pas d'explication (retour)`]),
          ...(same(one) ? [`${here}: la même réponse est bonne et mauvaise`] : []),
        ];
      }),
    ];
  }));
  const all = ofKind('notion').map((fiche) => fiche.front.revision ?? {});
  figure('cartes des notions', all.reduce((sum, one) => sum + (one.cartes?.length ?? 0), 0));
  figure('questions à choix des notions', all.reduce((sum, one) => sum + (one.qcm?.length ?? 0), 0));
});
