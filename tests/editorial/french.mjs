// French that is read at once: short sentences, shorter still in « En clair », and words that a dictionary knows.

import { it } from 'node:test';

import { fiches, figure, folders, none, ofKind, ownSections, sentencesOf, textsOfFiche } from './base.mjs';
import { misspelt, ownWords } from './spelling.mjs';

const sentencesIn = (sections) =>
  sections.flatMap((section) =>
    section.blocks
      .filter((block) => block.kind !== 'row')
      .flatMap((block) => sentencesOf(block.text).map((sentence) => ({ ...sentence, line: block.line }))));
const mean = (sentences) => sentences.reduce((sum, { words }) => sum + words, 0) / Math.max(1, sentences.length);

it('sentences have 25 words at most on average, and none has more than 45', () => {
  const faults = [];
  for (const kind of Object.keys(folders)) {
    const sentences = ofKind(kind).flatMap((fiche) => sentencesIn(ownSections(fiche)));
    figure(`mots par phrase, ${folders[kind]}`, mean(sentences).toFixed(1));
  }
  for (const fiche of fiches) {
    const sentences = sentencesIn(ownSections(fiche));
    if (mean(sentences) > 25) faults.push(`${fiche.file}:1: ${mean(sentences).toFixed(1)} mots par phrase, 25 au plus`);
    for (const { line, words, text } of sentences) {
      if (words > 45) faults.push(`${fiche.file}:${line}: une phrase de ${words} mots : ${text.slice(0, 60)}…`);
    }
  }
  none(faults);
});

it('« En clair » has 12 words a sentence at most on average, and none of more than 20', () => {
  const faults = [];
  for (const fiche of fiches) {
    const sentences = sentencesIn(fiche.sections.filter((section) => section.title === 'En clair'));
    const average = mean(sentences);
    if (average > 12) faults.push(`${fiche.file}:1: « En clair », ${average.toFixed(1)} mots par phrase, 12 au plus`);
    for (const { line, words } of sentences) {
      if (words > 20) faults.push(`${fiche.file}:${line}: « En clair », une phrase de ${words} mots, 20 au plus`);
    }
  }
  none(faults);
});

// Titles of works, names of authors and the ROME's own labels are quoted as they are.
const quoted = (fiche, name) =>
  name.startsWith('sources.') ||
  name === 'auteurs' ||
  (fiche.kind === 'metier' && /^(appellations|anciens_noms)/.test(name));

it('every word is in the French dictionary or in the list of the project', () => {
  const texts = fiches.flatMap((fiche) =>
    textsOfFiche(fiche)
      .filter(({ name }) => !quoted(fiche, name))
      .map(({ at, text }) => ({ place: at, text })));
  const { used, unused, faults } = misspelt(texts);
  figure('mots différents', used.size);
  figure('mots de la liste du projet', ownWords.length);
  figure('mots de la liste sans emploi', `${unused.length} ${unused.join(' ')}`);
  none(faults);
});
