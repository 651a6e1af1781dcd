// The values behind « Réviser », out of any page: its first scripts, run as a browser would.
//
// Out: { fsrs, progression, session, answers, papers, sittings } as theme/scripts/ gives them, and numbers drawn from
// a seed.

import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { root } from './reperes.mjs';

const scripts = [
  ...['1-fsrs', '2-progression', '5-seance', '6-reponses'].map((name) => `reviser/${name}.js`),
  ...['1-sujet', '2-copie'].map((name) => `reviser-examen/${name}.js`),
];

// Storage as a browser's, of a tab that keeps nothing.
function noPage() {
  const kept = new Map();
  const localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
  return { document: { documentElement: { dataset: {} } }, location: { href: 'file:///site/' }, localStorage };
}

export function reviser() {
  const window = {};
  const { document, location, localStorage } = noPage();
  // In this realm, so that deepEqual compares what a test wrote with what a script made.
  for (const name of scripts) {
    const text = fs.readFileSync(path.join(root, 'theme/scripts', name), 'utf8');
    const code = `(function (window, document, location, localStorage) {${text}\n})`;
    vm.runInThisContext(code, { filename: name })(window, document, location, localStorage);
  }
  return { ...window.ReperesReviser, localStorage };
}

// Numbers below `most` that look drawn by lot, the same each time.
export const lots = (seed) => reviser().session.lots(`essai ${seed}`);

export const day = 24 * 60 * 60 * 1000;
