// The site under test: the project's own content, built once by ctest (REPERES_SITE) or now, and what its pages are.

import fs from 'node:fs';
import path from 'node:path';

import { buildSite, filesBelow } from './reperes.mjs';

export const site = process.env.REPERES_SITE ?? buildSite('content');

export const pages = filesBelow(site).filter((file) => file.endsWith('.html'));

const size = (page) => fs.statSync(path.join(site, page)).size;

// One page of each kind: every page at the top, and in each folder its index and its two longest pages.
export const pageKinds = (() => {
  const folders = new Map();
  for (const page of pages) {
    const folder = path.dirname(page);
    folders.set(folder, [...(folders.get(folder) ?? []), page]);
  }
  const chosen = [];
  for (const [folder, inside] of [...folders].sort()) {
    if (folder === '.') {
      chosen.push(
        ...inside.filter((page) => !page.startsWith('sigle-')),
        ...inside.filter((page) => page.startsWith('sigle-')).slice(0, 1),
      );
      continue;
    }
    const index = inside.filter((page) => path.basename(page) === 'index.html');
    const longest = inside
      .filter((page) => !index.includes(page))
      .sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
    chosen.push(...index, ...longest.slice(0, 2));
  }
  return chosen;
})();
