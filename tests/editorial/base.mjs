// The shipped base, read for what it says: every fiche of content/, its front matter as values, its body as sections,
// blocks and sentences, each piece knowing its file and line.
//
// In: content/. Out: `fiches`, in the order of their files; `byId`. Whether the files are well formed is the business
// of `reperes check`.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';

import { filesBelow, root, run, scratchFolder } from '../support/reperes.mjs';

// The kinds and their folders, in the model's order.
export const folders = {
  institution: 'institutions',
  dispositif: 'dispositifs',
  metier: 'metiers',
  ue: 'ue',
  notion: 'notions',
  parcours: 'parcours',
  contact: 'contacts',
  page: 'pages',
};

// Words of a Markdown line as a reader sees them: no link target, no emphasis, no list mark, no code.
const shown = (line) =>
  line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<https?:[^>]*>/g, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '')
    .replace(/^\s*(?:[-+*]|\d+[.)])\s+/, '')
    .replace(/^\s*(?:>\s?)+/, '')
    .replace(/\|/g, ' ')
    .trim();

// The body cut at its headings, and each section into blocks: a paragraph, a list item, a row of a table.
function sectionsOf(lines, firstLine) {
  const sections = [{ title: '', line: firstLine, blocks: [] }];
  let fenced = false;
  let open = null; // the block that the next plain line continues
  lines.forEach((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      open = null;
      return;
    }
    if (fenced) return;
    const at = firstLine + index;
    const heading = /^##\s+(.*?)\s*$/.exec(line);
    if (heading) {
      sections.push({ title: heading[1].replaceAll('’', "'"), line: at, blocks: [] });
      open = null;
      return;
    }
    if (!line.trim() || /^#/.test(line) || /^\s*\|?[\s:|-]*-{3}[\s:|-]*$/.test(line)) {
      open = null;
      return;
    }
    const kind = /^\s*\|/.test(line) ? 'row' : /^\s*(?:[-+*]|\d+[.)])\s/.test(line) ? 'item' : 'text';
    if (kind === 'text' && open && open.kind !== 'row') {
      open.text += ` ${shown(line)}`;
      open.lines.push({ line: at, text: shown(line) });
      return;
    }
    open = { kind, line: at, text: shown(line), lines: [{ line: at, text: shown(line) }] };
    sections.at(-1).blocks.push(open);
  });
  return sections;
}

// Every text of the front matter that a reader sees, with its line: not identifiers, addresses nor choices.
const unread = new Set([
  ...['relations', 'instructeur', 'institution', 'fiche', 'ue', 'certification', 'mobilite', 'rome_parent'],
  ...['fiches', 'genres'],
  ...['anciens_ids', 'id_externe', 'code', 'code_rome', 'version_rome', 'licence'],
  ...['url', 'site', 'en_ligne', 'simulateur', 'courriel'],
  ...['domaines', 'thematiques', 'publics', 'territoire', 'nature', 'etat', 'visibilite', 'frais', 'horaires'],
  ...['modes_accueil', 'modes_mobilisation', 'mobilisable_par'],
]);

function textsOf(value, at, name = '', found = []) {
  if (typeof value === 'string') found.push({ name, text: value, line: at.line(at.path) });
  else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      const inside = (step) => ({ ...at, path: [...at.path, step] });
      if (Array.isArray(value)) textsOf(inner, inside(Number(key)), name, found);
      else if (!unread.has(key)) textsOf(inner, inside(key), name ? `${name}.${key}` : key, found);
    }
  }
  return found;
}

function read(kind, file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const parts = /^---\n([\s\S]*?\n)---\n?/.exec(text);
  if (!parts) throw new Error(`${file}:1: pas d'en-tête`);
  const counter = new LineCounter();
  const document = parseDocument(parts[1], { lineCounter: counter });
  if (document.errors.length) throw new Error(`${file}: ${document.errors[0].message}`);
  const line = (place) => {
    const node = document.getIn(place, true);
    return node?.range ? counter.linePos(node.range[0]).line + 1 : 1;
  };
  const front = document.toJS() ?? {};
  const bodyLine = parts[0].split('\n').length;
  const body = text.slice(parts[0].length);
  const id = path.basename(file, '.md');
  return {
    kind,
    id,
    file,
    front,
    body,
    lines: text.split('\n'),
    place: (...where) => `${file}:${where.length ? line(where) : 1}`,
    sections: sectionsOf(body.split('\n'), bodyLine),
    texts: textsOf(front, { path: [], line }),
    links: [...body.matchAll(/\]\(([^)\s#:]+)(?:#[^)\s]*)?\)/g)].map((found) => found[1]),
  };
}

export const fiches = Object.entries(folders).flatMap(([kind, folder]) =>
  fs
    .readdirSync(path.join(root, 'content', folder), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => read(kind, `content/${folder}/${name}`)));
export const byId = new Map(fiches.map((fiche) => [fiche.id, fiche]));
export const ofKind = (kind) => fiches.filter((fiche) => fiche.kind === kind);

// Everything a reader sees, with its place, the name of its field ('' in the body) and the text around it.
export const textsOfFiche = (fiche) => [
  ...fiche.texts.map(({ name, text, line }) => {
    const around = `${fiche.front.titre} ${text}`;
    return { at: `${fiche.file}:${line}`, name, text, around };
  }),
  ...fiche.sections.flatMap((section) => {
    const around = [section.title, ...section.blocks.map((block) => block.text)].join(' ');
    return [
      { at: `${fiche.file}:${section.line}`, name: '', text: section.title, around },
      ...section.blocks.flatMap((block) =>
        block.lines.map(({ line, text }) => ({ at: `${fiche.file}:${line}`, name: '', text, around }))),
    ];
  }),
];

// The text under the kind's own headings: without « En clair », which says it a second time.
export const ownSections = (fiche) => fiche.sections.filter((section) => section.title !== 'En clair');
export const wordsOf = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
export const lengthOf = (fiche) =>
  ownSections(fiche)
    .flatMap((section) => section.blocks)
    .reduce((sum, block) => sum + wordsOf(block.text).length, 0);

// Sentences of running text. Rows of tables are not read as sentences; « ; » and « : » do not end one.
export const sentencesOf = (text) =>
  text
    .replace(/\b(art|al|cf|ex|p|M|n)\.\s/g, '$1 ')
    .split(/(?<=[.!?…»])\s+(?=[«(]?\s*[\p{Lu}\d])/u)
    .flatMap((part) => part.split(/(?<=[.!?…])\s+(?=«)/u))
    .map((text) => ({ text, words: wordsOf(text).length }))
    .filter(({ words }) => words);

// What a relation names: a list of ids, or of {id, …}.
const idsOf = (value) => [value ?? []].flat().map((one) => (typeof one === 'string' ? one : one.id));
export const related = (fiche, name) => {
  const own = idsOf(fiche.front.relations?.[name]);
  return name === 'instruit_par' ? [...new Set([...own, ...idsOf(fiche.front.instructeur)])] : own;
};

// Every tie between two fiches that a page shows as a relation, seen from both ends.
export const ties = (() => {
  const found = new Map(fiches.map((fiche) => [fiche.id, new Set()]));
  const tie = (from, to) => {
    if (from === to || !found.has(to)) return;
    found.get(from).add(to);
    found.get(to).add(from);
  };
  for (const fiche of fiches) {
    for (const name of Object.keys(fiche.front.relations ?? {})) {
      related(fiche, name).forEach((id) => tie(fiche.id, id));
    }
    for (const name of ['instructeur', 'institution', 'ue', 'certification', 'mobilite', 'rome_parent']) {
      idsOf(fiche.front[name]).forEach((id) => tie(fiche.id, id));
    }
    for (const step of fiche.front.etapes ?? []) tie(fiche.id, step.fiche);
  }
  return found;
})();

// The headings of a kind as the model has them: those of a new fiche.
export const headingsOf = (() => {
  const known = new Map();
  return (kind) => {
    if (!known.has(kind)) {
      const folder = scratchFolder('titres');
      const made = run(['new', kind, 'A1000', '--content', folder]);
      if (made.status !== 0) throw new Error(made.stderr);
      const text = fs.readFileSync(filesBelow(folder).map((file) => path.resolve(folder, file))[0], 'utf8');
      known.set(kind, [...text.matchAll(/^## (.*)$/gm)].map((found) => found[1]));
    }
    return known.get(kind);
  };
})();

export const fold = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, ' ').trim();

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// Says what is wrong, all of it, one a line.
export const none = (faults) => assert.ok(!faults.length, `${faults.length} fautes\n${faults.join('\n')}`);

// A figure of the base, printed with the others when the tests are over.
const figures = [];
export const figure = (name, value) => figures.push([name, value]);
process.on('exit', () => {
  const width = Math.max(...figures.map(([name]) => name.length));
  console.log(`\n${figures.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')}`);
});
