// Pagefind over the same pages, for comparison: the pages of the fiches that our own search knows, as they are in the
// site, indexed below <main>; asked by its JavaScript API from a page of a few lines, the data of the first six
// results fetched at once, each shown when it comes.
//
// In: a built site. Out: a folder to serve, what it weighs, how to ask it.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { filesBelow, root, scratchFolder } from '../support/reperes.mjs';
import { withChromium } from './visits.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, 'node_modules/.bin/pagefind');
const tool = path.resolve(root, process.env.SEARCH_TOOL ?? 'build/release/search_tool');

const shownFirst = 6; // as many as our page shows before it is scrolled
const page = `<!DOCTYPE html>
<html lang="fr">
<meta charset="utf-8">
<title>Pagefind</title>
<input id="q" type="search">
<ol></ol>
<script type="module" src="chercher.js"></script>
</html>
`;
const script = `import * as pagefind from './pagefind/pagefind.js';
const list = document.querySelector('ol');
async function ask(text, most) {
  const { results } = await pagefind.search(text);
  const shown = results.slice(0, most);
  const rows = shown.map(() => list.appendChild(document.createElement('li')));
  return Promise.all(shown.map(async (result, i) => {
    const row = rows[i];
    const { url, meta, excerpt } = await result.data();
    const link = row.appendChild(document.createElement('a'));
    link.className = 'trouve';
    link.href = url;
    link.textContent = meta.title;
    row.appendChild(document.createElement('p')).innerHTML = excerpt;
    return url;
  }));
}
globalThis.ask = ask;
const question = new URLSearchParams(location.search).get('q');
if (question) await ask(question, ${shownFirst});
document.documentElement.dataset.fini = '';
`;

export const isInstalled = () => fs.existsSync(program);
export const version = () =>
  JSON.parse(fs.readFileSync(path.join(here, 'node_modules/pagefind/package.json'), 'utf8')).version;

export function indexWithPagefind(site) {
  const folder = path.join(scratchFolder('pagefind'), 'www');
  const known = execFileSync(tool, ['list', path.join(site, '.xapian')], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const pages = known.trimEnd().split('\n').map((line) => line.split('\t'));
  for (const [, url] of pages) {
    fs.mkdirSync(path.dirname(path.join(folder, url)), { recursive: true });
    fs.copyFileSync(path.join(site, url), path.join(folder, url));
  }
  const started = process.hrtime.bigint();
  execFileSync(program, ['--site', folder, '--root-selector', 'main', '--keep-index-url', '--silent']);
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  const bundle = path.join(folder, 'pagefind');
  const files = filesBelow(bundle);
  const index = files.filter((file) => /^index\/|pf_meta$|entry\.json$/.test(file));
  const texts = files.filter((file) => file.startsWith('fragment/'));
  const size = (some) => some.reduce((sum, file) => sum + fs.statSync(path.join(bundle, file)).size, 0);
  fs.writeFileSync(path.join(folder, 'chercher.html'), page);
  fs.writeFileSync(path.join(folder, 'chercher.js'), script);
  const idOf = new Map(pages.map(([id, url]) => [`/${url}`, id]));
  return {
    folder,
    idOf,
    pages: pages.length,
    milliseconds,
    files: index.length + texts.length,
    index: size(index),
    texts: size(texts),
  };
}

// How visits.mjs visits it.
export const visited = {
  addressFor: (base, question) => `${base}chercher.html?q=${encodeURIComponent(question)}`,
  selector: 'a.trouve',
  isDone: (shown) => shown.waitForSelector('html[data-fini]', { state: 'attached' }),
  familyOf(file) {
    if (/chercher\.(html|js)$/.test(file)) return 'page';
    if (/\/pagefind(-worker)?\.js$|\/wasm\./.test(file)) return 'scripts';
    return file.includes('/fragment/') ? 'texts' : 'index';
  },
};

// The ids of the first ten results of each question, in order.
export const idsOfPagefind = (base, idOf, questions) =>
  withChromium((visit) =>
    visit(async (shown) => {
      await shown.goto(`${base}chercher.html`);
      await visited.isDone(shown);
      const urls = await shown.evaluate(async (texts) => {
        const all = [];
        for (const text of texts) {
          document.querySelector('ol').replaceChildren();
          all.push(await globalThis.ask(text, 10));
        }
        return all;
      }, questions);
      return urls.map((found) => found.map((url) => idOf.get(new URL(url, base).pathname)));
    }),
  );
