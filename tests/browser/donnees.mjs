// What machines read of a fiche: JSON-LD that parses, with the fields written here, from a browser under the pages' own
// Content-Security-Policy, and in silence.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { addressOf, launchChromium, watch } from '../support/browsers.mjs';
import { buildSite, root, scratchFolder } from '../support/reperes.mjs';
import { site } from '../support/site.mjs';

let browser;
before(async () => (browser = await launchChromium()));
after(() => browser.close());

async function dataOf(base, address) {
  const page = await browser.newPage();
  const faults = watch(page, base);
  await page.goto(addressOf(base, address), { waitUntil: 'load' });
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
  await page.close();
  assert.deepEqual(faults, []);
  return blocks.map((block) => JSON.parse(block));
}

const expected = [
  {
    address: 'dispositifs/rsa.html',
    type: 'GovernmentService',
    fields: ['name', 'alternateName', 'description', 'serviceType', 'audience', 'provider', 'availableChannel'],
  },
  {
    address: 'institutions/caf.html',
    type: 'Organization',
    fields: ['name', 'alternateName', 'description', 'url', 'telephone'],
  },
  {
    address: 'metiers/K1201.html',
    type: 'Occupation',
    fields: ['name', 'alternateName', 'description', 'occupationalCategory', 'occupationLocation'],
  },
];

describe('JSON-LD', () => {
  for (const { address, type, fields } of expected)
    it(address, async () => {
      const [data, ...more] = await dataOf(site, address);
      assert.deepEqual(more, []);
      assert.equal(data['@context'], 'https://schema.org');
      assert.equal(data['@type'], type);
      for (const field of fields) assert.ok(data[field]?.length || data[field]?.['@type'], `${address}: ${field}`);
      assert.equal(data.mainEntityOfPage, undefined, 'pas d’adresse publique, pas d’adresse');
    });

  it('says no more of a need, a line or a notion', async () => {
    for (const address of ['parcours/sans-logement-ce-soir', 'contacts/ligne-115', 'notions/secret-professionnel'])
      assert.deepEqual(await dataOf(site, `${address}.html`), [], address);
  });

  it('gives the page’s address when the site has one', async () => {
    const content = path.join(scratchFolder('donnees'), 'content');
    fs.cpSync(path.join(root, 'tests/golden/tous-les-genres/content'), content, { recursive: true });
    fs.appendFileSync(path.join(content, 'site.yml'), '\nurl: https://reperes.exemple.fr/\n');
    const [data] = await dataOf(buildSite(content), 'institutions/caf.html');
    assert.equal(data.mainEntityOfPage, 'https://reperes.exemple.fr/institutions/caf.html');
  });

  it('a hostile title stays a title', async () => {
    const content = path.join(scratchFolder('donnees'), 'content');
    const title = `</script><script>alert(1)</script><!-- & ]]> \\" '`;
    const written = JSON.stringify(title);
    fs.mkdirSync(path.join(content, 'institutions'), { recursive: true });
    fs.writeFileSync(
      path.join(content, 'institutions/hostile.md'),
      `---\ntitre: ${written}\nresume: ${written}\nalias: [${written}]\n---\n\nx\n`,
    );
    const built = buildSite(content);
    const html = fs.readFileSync(path.join(built, 'institutions/hostile.html'), 'utf8');
    const inside = html.split('<script type="application/ld+json">')[1].split('</script>')[0];
    assert.doesNotMatch(inside, /[<>&]/);
    const [data] = await dataOf(built, 'institutions/hostile.html');
    assert.deepEqual([data.name, data.description, data.alternateName], [title, title, [title]]);
  });
});
