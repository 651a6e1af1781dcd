// The two halves of search for the suites that compare them: search_tool (C++) and search/page/, run in Node.
//
// In: SEARCH_TOOL (set by ctest; build/release/search_tool otherwise). Out: the same questions, the answers of each.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { root, run, scratchFolder, today } from '../support/reperes.mjs';

const tool = path.resolve(root, process.env.SEARCH_TOOL ?? 'build/release/search_tool');

export function searchTool(given, input = '') {
  return execFileSync(tool, given, { input, maxBuffer: 1 << 30, encoding: 'utf8' });
}

// The lines that the tool prints for lines.
export function linesFor(given, lines) {
  const out = searchTool(given, lines.map((line) => `${line}\n`).join(''));
  return out.split('\n').slice(0, -1);
}

// A question as a line for the tool: the text, then its filters.
export const line = ({ text, filters = {} }) => {
  const pairs = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => `${facet}=${value}`));
  return pairs.length ? `${text}\t${pairs.join('&')}` : text;
};

export function answersOfDatabase(site, questions) {
  return linesFor(['ask', path.join(site, '.xapian')], questions.map(line)).map((json) => JSON.parse(json));
}

const runScript = (file) => vm.runInThisContext(fs.readFileSync(file, 'utf8'), { filename: file });

// As the build joins them.
const folder = path.join(root, 'search/page');
const scripts = fs.readFileSync(path.join(folder, 'scripts.txt'), 'utf8').trim().split('\n');
const joined = scripts.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('');
vm.runInThisContext(`(function (root) {'use strict';\n${joined}})(globalThis);`, { filename: 'search/page' });
export const { analyser, open, editDistance } = globalThis.ReperesSearch;

// The folder of the browser index of a site, as a page would name it: "recherche/<hash>/".
export function baseOf(site) {
  const [hash] = fs.readdirSync(path.join(site, 'recherche')).filter((name) => /^[0-9a-f]{16}$/.test(name));
  return `recherche/${hash}/`;
}

// A reader as a page has it. `loaded` receives the url of each script; `fails` says which can't be had.
export function readerOf(site, { loaded = () => {}, fails = () => false } = {}) {
  const load = async (url) => {
    loaded(url);
    if (fails(url)) throw Object.assign(new Error('chargement impossible'), { url });
    runScript(path.join(site, url));
  };
  return open({ base: baseOf(site), load });
}

export async function answersOfReader(reader, questions, limit = 20) {
  const answers = [];
  for (const { text, filters } of questions) answers.push(await reader.ask(text, { limit, filters }));
  return answers;
}

// Every text of a browser index: [{ id, kind, title, names, text }], read as the page reads it.
export function fichesOf(site) {
  const folder = path.join(site, baseOf(site));
  const part = (name) => {
    let content;
    const ReperesSearch = { part: (_, value) => { content = value; } };
    vm.runInNewContext(fs.readFileSync(path.join(folder, `${name}.js`), 'utf8'), { ReperesSearch });
    return JSON.parse(JSON.stringify(content));
  };
  const { forms } = part('root'), fiches = [];
  for (let i = 0; fs.existsSync(path.join(folder, `f${i}.js`)); ++i) fiches.push(...part(`f${i}`));
  return fiches.map(([[form, id, title, short], names, sections]) => {
    const [kind] = forms[form], summary = typeof short === 'number' ? sections[0][2].slice(0, short) : short;
    const text = [summary, ...sections.map(([, , own]) => own)].join(' ');
    return { id, kind, title, names: names.map(([name]) => name), text };
  });
}

// The project's content with the ROME imported over it, published; null (and why) where the data are not to be had.
export function siteWithRome() {
  const data = process.env.REPERES_DATA && path.join(process.env.REPERES_DATA, 'rome', 'v460');
  if (!data || !fs.existsSync(data)) return { site: null, why: 'REPERES_DATA ne mène pas aux fichiers du ROME' };
  const folder = scratchFolder('rome');
  const content = path.join(folder, 'content');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  const imported = run(['import', 'rome', data, '--into', content]);
  if (imported.status !== 0) throw new Error(imported.stderr);
  const site = path.join(folder, 'www');
  const built = run(['build', '--content', content, '--output', site, '--date', today]);
  if (built.status !== 0) throw new Error(built.stderr);
  return { site, why: '' };
}

// A few questions drawn by a seed, always the same.
export function drawer(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  const below = (size) => Math.floor((next() / 4294967296) * size);
  const one = (list) => list[below(list.length)];
  return { below, one };
}
