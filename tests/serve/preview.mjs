// The preview follows the files: a change shows, a fault shows while the last good site stays, whatever the way of
// saving.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { binary, environment, run, scratchFolder } from '../support/reperes.mjs';
import { freePort, serve } from '../support/server.mjs';

const fiche = (title, body = 'Du texte.') => `---\ntitre: ${title}\n---\n\n${body}\n`;

function newContent() {
  const folder = scratchFolder('apercu');
  fs.mkdirSync(path.join(folder, 'content/dispositifs'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'content/dispositifs/apl.md'), fiche('Aide personnalisée au logement'));
  return folder;
}

// Asks until the answer pleases. What never comes is a failure of the suite's own time limit, told by name.
async function until(what, ask, pleases) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: toujours ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const page = (base, name) => async () => {
  const answer = await fetch(base + name);
  return { status: answer.status, text: await answer.text() };
};
const state =
  (base, name = 'index.html') =>
  async () =>
    (await fetch(`${base}.reperes/etat.json?page=/${name}`)).json();
const apl = 'dispositifs/apl.html';

for (const way of [[], ['--poll']]) {
  describe(`serve ${way.join(' ')}`, () => {
    it('follows what is saved, renamed, added and removed', async (test) => {
      const folder = newContent();
      const { base, stop } = await serve(way, { cwd: folder });
      test.after(stop);
      const content = path.join(folder, 'content');
      const file = path.join(content, 'dispositifs/apl.md');

      const before = await state(base, apl)();
      fs.writeFileSync(file, fiche('Aide au logement'));
      await until('saved in place', page(base, apl), ({ text }) => text.includes('Aide au logement'));
      assert.notEqual((await state(base, apl)()).page, before.page);

      fs.writeFileSync(`${file}.tmp`, fiche('Aide par renommage'));
      fs.renameSync(`${file}.tmp`, file);
      await until('saved beside, then renamed', page(base, apl), ({ text }) => text.includes('Aide par renommage'));

      fs.mkdirSync(path.join(content, 'institutions/sociales/locales'), { recursive: true });
      fs.writeFileSync(path.join(content, 'institutions/sociales/locales/caf.md'), fiche('Caisse'));
      await until('added in a new folder', page(base, 'institutions/caf.html'), ({ status }) => status === 200);

      fs.renameSync(path.join(content, 'institutions/sociales'), path.join(content, 'institutions/familiales'));
      fs.writeFileSync(path.join(content, 'institutions/familiales/locales/caf.md'), fiche('Caisse après renommage'));
      await until('changed in a renamed folder', page(base, 'institutions/caf.html'), ({ text }) =>
        text.includes('après renommage'),
      );

      fs.writeFileSync(path.join(folder, 'ailleurs.md'), fiche('Venue d’ailleurs'));
      fs.renameSync(path.join(folder, 'ailleurs.md'), path.join(content, 'dispositifs/ailleurs.md'));
      await until('moved in', page(base, 'dispositifs/ailleurs.html'), ({ status }) => status === 200);

      fs.rmSync(path.join(content, 'institutions'), { recursive: true });
      await until('removed', page(base, 'institutions/caf.html'), ({ status }) => status === 404);

      fs.renameSync(content, `${content}.avant`);
      await until('the folder is gone', state(base), ({ failure }) => failure !== null);
      assert.equal((await page(base, apl)()).status, 200, 'the last site stays');
      fs.renameSync(`${content}.avant`, content);
      await until('the folder is back', state(base), ({ failure }) => failure === null);
      fs.writeFileSync(file, fiche('Aide revenue'));
      await until('saved after that', page(base, apl), ({ text }) => text.includes('Aide revenue'));
      assert.equal(await stop(), 0);
    });
  });
}

it('shows the faults while the last good site stays', async (test) => {
  const folder = newContent();
  const { base, stop, said } = await serve([], { cwd: folder });
  test.after(stop);
  const file = path.join(folder, 'content/dispositifs/apl.md');
  const good = await state(base, apl)();
  assert.deepEqual(good.faults, []);

  fs.writeFileSync(file, fiche('Titre « <b>éé</b> »', 'Voir [là](nulle-part).'));
  const { faults, page: same } = await until('a fault', state(base, apl), (now) => now.faults.length > 0);
  assert.equal(same, good.page);
  assert.equal((await page(base, apl)()).status, 200);
  assert.equal(faults.length, 1);
  assert.equal(faults[0].file, 'content/dispositifs/apl.md');
  assert.equal(faults[0].line, 5);
  assert.equal(faults[0].code, 'lien-inconnu');
  assert.match(faults[0].excerpt, /nulle-part/);
  assert.match(said(), /lien-inconnu/);
  assert.match(said(), /le dernier site sans erreur reste en place/);

  fs.writeFileSync(file, fiche('Tout va bien'));
  await until('no fault any more', state(base, apl), (now) => now.faults.length === 0 && now.page !== good.page);
  assert.match((await page(base, apl)()).text, /Tout va bien/);
  assert.equal(await stop(), 0);
});

it('waits for a first good build, its faults in a page', async (test) => {
  const folder = newContent();
  const file = path.join(folder, 'content/dispositifs/apl.md');
  fs.writeFileSync(file, 'sans titre\n');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}/`;
  const child = spawn(binary, ['serve', '--port', String(port)], { cwd: folder, env: environment(), stdio: 'ignore' });
  test.after(() => child.kill('SIGKILL'));
  const ask = () => page(base, '')().catch(() => ({ status: 0, text: '' }));
  const waiting = await until('an answer', ask, ({ status }) => status !== 0);
  assert.equal(waiting.status, 503);
  assert.match(waiting.text, /live\.js/);
  assert.ok((await state(base, '')()).faults.length > 0);
  fs.writeFileSync(file, fiche('Un titre'));
  await until('the site', ask, ({ status }) => status === 200);
  child.kill('SIGTERM');
});

it('shows what another build publishes, and builds again after it', async (test) => {
  const folder = newContent();
  const { base, stop } = await serve(['--no-watch'], { cwd: folder });
  test.after(stop);
  fs.writeFileSync(path.join(folder, 'content/dispositifs/apl.md'), fiche('Bâtie à côté'));
  assert.equal(run(['build'], { cwd: folder }).status, 0);
  await until('the new site', page(base, apl), ({ text }) => text.includes('Bâtie à côté'));
  const { text } = await page(base, apl)();
  assert.ok(!text.includes('/.reperes/'), 'nothing is added when nothing is watched');
  assert.equal(await stop(), 0);
});

it('an output inside the content does not make it build for ever', async (test) => {
  const folder = newContent();
  const inside = path.join(folder, 'content');
  const { base, stop, said } = await serve(['--content', '.', '--output', 'site/www'], { cwd: inside });
  test.after(stop);
  fs.writeFileSync(path.join(inside, 'dispositifs/apl.md'), fiche('Une seule fois'));
  await until('the change', page(base, apl), ({ text }) => text.includes('Une seule fois'));
  await until(
    'a second change',
    async () => {
      fs.writeFileSync(path.join(inside, 'dispositifs/ars.md'), fiche('Deux'));
      return page(base, 'dispositifs/ars.html')();
    },
    ({ status }) => status === 200,
  );
  await stop();
  assert.ok(said().match(/site reconstruit/g).length < 20, said());
});
