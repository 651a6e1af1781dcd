// The values behind « Réviser », out of any page: its first scripts, run as a browser would.
//
// Out: { fsrs, progression, session } as theme/scripts/reviser/ gives them, and numbers drawn from a seed.

import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { root } from './reperes.mjs';

const folder = path.join(root, 'theme/scripts/reviser');
const script = (name) => fs.readFileSync(path.join(folder, name), 'utf8');

export function reviser() {
  const window = {};
  // In this realm, so that deepEqual compares what a test wrote with what a script made.
  for (const name of ['1-fsrs.js', '2-progression.js', '5-seance.js'])
    vm.runInThisContext(`(function (window) {${script(name)}\n})`, { filename: name })(window);
  return window.ReperesReviser;
}

// Numbers below `most` that look drawn by lot, the same each time.
export const lots = (seed) => reviser().session.lots(`essai ${seed}`);

export const day = 24 * 60 * 60 * 1000;
