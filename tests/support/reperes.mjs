// What every suite in Node needs: where the program is, how to run it, scratch folders that clean up after themselves.
//
// In: REPERES_BINARY (set by ctest; build/release/reperes otherwise). Nothing here waits for a fixed time.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = path.resolve(root, process.env.REPERES_BINARY ?? 'build/release/reperes');

// The day on which all tests take place: outputs never depend on when they are run.
export const today = '2026-11-23';

// A folder of its own for a test, removed when the process ends.
const scratch = [];
process.on('exit', () => scratch.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));
export function scratchFolder(name = 'essai') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `reperes-${name}-`));
  scratch.push(folder);
  return folder;
}

// The environment of the program under test: no colours, French messages whatever the locale, nothing inherited by
// chance.
export function environment(extra = {}) {
  const { PATH, HOME, TMPDIR, ASAN_OPTIONS, JAVA_HOME } = process.env;
  const given = { PATH, HOME, TMPDIR, ASAN_OPTIONS, JAVA_HOME, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...extra };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

// Runs `reperes ARGUMENTS…` to its end. A signal shows as status « signal SIGSEGV ».
export function run(given, { cwd = root, env = {}, input = '' } = {}) {
  const done = spawnSync(binary, given, { cwd, input, env: environment(env), maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return {
    status: done.signal ? `signal ${done.signal}` : done.status,
    stdout: done.stdout.toString(),
    stderr: done.stderr.toString(),
  };
}

// The same without blocking, for suites that run cases side by side.
export function runAside(given, { cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, given, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: [], stderr: [] };
    child.stdout.on('data', (bytes) => said.stdout.push(bytes));
    child.stderr.on('data', (bytes) => said.stderr.push(bytes));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        status: signal ? `signal ${signal}` : code,
        stdout: Buffer.concat(said.stdout).toString(),
        stderr: Buffer.concat(said.stderr).toString(),
      }),
    );
  });
}

// Every file below a folder, relative, sorted; [] when there is no such folder.
export function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  const found = [];
  const walk = (below) => {
    for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(name);
      else found.push(name);
    }
  };
  walk('');
  return found.sort();
}

// Builds a content folder into a scratch site and returns the site's folder; throws with what was said if it fails.
export function buildSite(content, options = []) {
  const site = path.join(scratchFolder('site'), 'www');
  const done = run(['build', '--content', content, '--output', site, '--date', today, ...options]);
  if (done.status !== 0) throw new Error(`build --content ${content}: status ${done.status}\n${done.stderr}`);
  return site;
}
