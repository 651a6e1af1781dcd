// axe on a page as it stands, and what sticks out of its screen: a reader on a telephone scrolls one way.

import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url)('axe-core').source;

// A desk, a telephone and the narrowest there is, in both colours.
export const screens = [
  { name: '1280 px, light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: '1280 px, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: '360 px, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: '320 px, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
];

// What there is to object, a line each; none is [].
export async function objections(page, state, options = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (asked) => globalThis.axe.run(document, { resultTypes: ['violations'], ...asked }),
    options,
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${state}: ${id}: ${node.target} ${node.html.slice(0, 120)}`),
  );
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  return sticksOut ? [...found, `${state}: plus large que l'écran`] : found;
}
