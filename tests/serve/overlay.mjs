// The faults panel as a reader meets it: it appears, can be read by everybody, closes, and goes away when all is well.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { it } from 'node:test';

import { launchChromium } from '../support/browsers.mjs';
import { scratchFolder } from '../support/reperes.mjs';
import { serve } from '../support/server.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const good = (title) => `---\ntitre: ${title}\n---\n\nDu texte.\n`;

it('the panel of faults', async () => {
  const folder = scratchFolder('panneau');
  const file = path.join(folder, 'content/dispositifs/apl.md');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, good('Aide personnalisée au logement'));
  const server = await serve([], { cwd: folder });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ bypassCSP: false })).newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    const panel = page.getByRole('alertdialog');
    await page.goto(`${server.base}dispositifs/apl.html`);
    await page.getByRole('link').first().focus();

    fs.writeFileSync(
      file,
      '---\ntitre: Un <b>titre</b>\n---\n\nVoir [là](<nulle-part>) et <img src=x onerror=alert(1)>\n',
    );
    await panel.waitFor();
    assert.equal(await panel.getAttribute('aria-labelledby'), 'reperes-live-title');
    assert.match(await panel.innerText(), /Une erreur/);
    assert.match(await panel.innerText(), /content\/dispositifs\/apl\.md:5:/);
    assert.match(await panel.innerText(), /aucune fiche « nulle-part »/);
    assert.match(await panel.locator('pre').innerText(), /\n *\^~*$/);
    assert.equal(await panel.locator('b, img, script').count(), 0, 'what authors write is text');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Fermer');
    assert.equal(await page.locator('h1').innerText(), 'Aide personnalisée au logement', 'the last good site stays');
    if (process.env.REPERES_SCREENSHOTS) {
      await page.screenshot({ path: path.join(process.env.REPERES_SCREENSHOTS, 'faults.png') });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.screenshot({ path: path.join(process.env.REPERES_SCREENSHOTS, 'faults-360.png') });
    }
    // Through the protocol, not a script tag: the policy of the page allows none.
    await page.evaluate(`${axe}; 0`);
    const { violations } = await page.evaluate(() => axe.run('.reperes-live'));
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
      [],
    );

    await page.keyboard.press('Escape');
    assert.equal(await panel.count(), 0);
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY', 'the focus goes back');

    fs.writeFileSync(file, '---\ntitre: [\n---\n');
    await panel.waitFor(); // other faults: it opens again
    await page.getByRole('button', { name: 'Fermer' }).click();
    assert.equal(await panel.count(), 0);

    fs.writeFileSync(file, good('Titre corrigé'));
    await page.getByRole('heading', { level: 1, name: 'Titre corrigé' }).waitFor();
    assert.equal(await panel.count(), 0);
    assert.deepEqual(said, []);
  } finally {
    await browser.close();
    await server.stop();
  }
});
