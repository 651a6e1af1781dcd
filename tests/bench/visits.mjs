// What a question costs in Chromium: time until results stand on the screen, bytes and requests of a first visit.
//
// In: where the site is (a folder, opened by double click, or an address) and questions. Out: milliseconds, one a
// question: the best of several visits, since whatever else the machine does only adds to them.

import { addressOf, launchChromium } from '../support/browsers.mjs';

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const visitsOfEach = 5;
const searchPage = (base, question) =>
  addressOf(base, 'recherche.html') + (question === undefined ? '' : `?q=${encodeURIComponent(question)}`);

// Runs in the page. `resultShown()` resolves, to the time since the visit began, once a result is on the screen: in the
// task after the frame after it came.
function watchResults(selector) {
  globalThis.resultShown = () =>
    new Promise((resolve) => {
      const painted = () => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(0);
      };
      const look = () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        requestAnimationFrame(painted);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      look();
    });
  globalThis.firstShown = globalThis.resultShown();
}

// Runs in the page, the field ready: asks, and says how long the results took.
async function askInPage(text) {
  const field = document.querySelector('#q');
  document.querySelector('[data-resultats]').replaceChildren();
  const started = performance.now();
  const shown = globalThis.resultShown();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return (await shown) - started;
}

export async function withChromium(work) {
  const browser = await launchChromium();
  // A page of its own, with nothing kept from the one before.
  const visit = async (look, selector = '.resultat-titre') => {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      await page.addInitScript(watchResults, selector);
      return await look(page);
    } finally {
      await context.close();
    }
  };
  try {
    await visit((page) => page.goto('about:blank')); // the first page of a browser pays for the browser
    return await work(visit);
  } finally {
    await browser.close();
  }
}

async function bestOf(questions, look, selector) {
  const best = questions.map(() => Infinity);
  await withChromium(async (visit) => {
    for (let round = 0; round < visitsOfEach; ++round)
      for (const [i, question] of questions.entries())
        best[i] = Math.min(best[i], await visit((page) => look(page, question), selector));
  });
  return best;
}

// The page alone, without a question, until something is painted.
export const pageWaits = (base) =>
  bestOf([undefined], async (page) => {
    await page.goto(searchPage(base));
    return page.evaluate(
      () =>
        new Promise((resolve) => {
          const seen = (list) => list.getEntriesByName('first-contentful-paint').forEach((at) => resolve(at.startTime));
          new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
        }),
    );
  });

// The question is in the address: page, code and index are all to be loaded.
export const coldWaits = (base, questions, { addressFor = searchPage, selector } = {}) =>
  bestOf(
    questions,
    async (page, question) => {
      await page.goto(addressFor(base, question));
      return page.evaluate(() => globalThis.firstShown);
    },
    selector,
  );

// The page is open and the engine loaded, as after the field got the focus; then the whole question comes at once.
export const warmWaits = (base, questions) =>
  bestOf(questions, async (page, question) => {
    await page.goto(searchPage(base));
    await page.focus('#q');
    await page.evaluate(() => globalThis.ReperesPage.search.openEngine());
    return page.evaluate(askInPage, question);
  });

// A page that has been searching for a while: the questions one after another, the second time round.
export const laterWaits = (base, questions) =>
  withChromium((visit) =>
    visit(async (page) => {
      await page.goto(searchPage(base));
      for (const question of questions) await page.evaluate(askInPage, question);
      const best = [];
      for (const question of questions) best.push(await page.evaluate(askInPage, question));
      return best;
    }),
  );

// What first questions load from a server of static.mjs: for each, { family: { requests, bytes } }.
export const firstLoads = (server, questions, { addressFor = searchPage, familyOf, isDone, selector }) =>
  withChromium(async (visit) => {
    const loads = [];
    for (const question of questions) {
      server.taken();
      await visit(async (page) => {
        await page.goto(addressFor(server.base, question));
        await isDone(page);
      }, selector);
      const families = {};
      for (const { path, bytes } of server.taken()) {
        families[familyOf(path)] ??= { requests: 0, bytes: 0 };
        families[familyOf(path)].requests += 1;
        families[familyOf(path)].bytes += bytes;
      }
      loads.push(families);
    }
    return loads;
  });
