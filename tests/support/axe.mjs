// axe on a page as it stands, and what sticks out of its screen: a reader on a telephone scrolls one way.

import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url)('axe-core').source;

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
