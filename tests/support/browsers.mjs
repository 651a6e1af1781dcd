// Chromium and Firefox, as Debian packages them, each with a fresh profile and no habit of calling home.
//
// In: a page's address. Out: a page and the list of what went wrong while it was read: console messages, uncaught
// errors, requests that left the site. A test ends with that list being empty.

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { scratchFolder } from './reperes.mjs';

const firstThatExists = (...files) => files.find((file) => fs.existsSync(file)) ?? files[0];

export const chromiumOptions = {
  executablePath: firstThatExists('/usr/bin/chromium', '/usr/bin/chromium-browser'),
  args: [
    '--no-sandbox', // the tests may run as root, in a container
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-features=OptimizationHints,MediaRouter,Translate',
  ],
};

export const launchChromium = () => chromium.launch(chromiumOptions);

// The browser as a person opens it, with the profile it has: what an administrator's rules hold.
export const openChromiumOf = (executablePath) =>
  chromium.launchPersistentContext(scratchFolder('profil'), { ...chromiumOptions, executablePath });

export const launchFirefox = () =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: firstThatExists('/usr/bin/firefox-esr', '/usr/bin/firefox'),
    headless: true,
    userDataDir: scratchFolder('firefox'),
    extraPrefsFirefox: {
      'app.update.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'extensions.update.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.prefetch-next': false,
      'toolkit.telemetry.enabled': false,
    },
  });

// The same few words for both drivers: what the tests of reading and searching need of a browser.
export async function openBrowser(name) {
  if (name === 'firefox') {
    const browser = await launchFirefox();
    return {
      name,
      newPage: async ({ width = 1280, height = 900 } = {}) => {
        const page = await browser.newPage();
        await page.setViewport({ width, height });
        return page;
      },
      close: () => browser.close(),
    };
  }
  const browser = await launchChromium();
  return {
    name,
    newPage: async ({ width = 1280, height = 900, ...more } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'fr-FR', ...more });
      const page = await context.newPage();
      page.on('close', () => context.close().catch(() => {}));
      return page;
    },
    close: () => browser.close(),
  };
}

// Address of a page of a site: `base` is a folder (opened by double click) or « http://127.0.0.1:PORT/ ».
export const addressOf = (base, page) =>
  base.startsWith('http') ? new URL(page, base).href : pathToFileURL(path.join(base, page)).href;

// Leaving a page while its icon is still on the way is no fault of the page. Firefox says it as an error of the page,
// without an address, when a service worker answers; a worker's own faults name the address asked for.
const leftOnTheWay = /ABORTED|^Failed to load ‘’\. A ServiceWorker intercepted the request/;

// Watches a page from now on; `faults` fills up as things go wrong. Both drivers send the same events.
export function watch(page, base) {
  const home = base.startsWith('http') ? base : `${pathToFileURL(path.resolve(base)).href}/`;
  const faults = [];
  page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', ({ message }) => leftOnTheWay.test(message) || faults.push(`erreur: ${message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialogue: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith('data:') && url !== 'about:blank') faults.push(`requête: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (!leftOnTheWay.test(why)) faults.push(`échec: ${request.url()} ${why}`);
  });
  return faults;
}
