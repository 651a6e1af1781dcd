// The real `reperes serve` on a free port, ready when it answers; stopped with the test.

import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';

import { binary, environment, root } from './reperes.mjs';

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const answers = (url) =>
  new Promise((resolve) => {
    const request = http.get(url, { agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    request.on('error', () => resolve(false));
  });

// A suite that is told to stop takes its servers along.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// Starts the server and resolves to { base, child, said, stop } once the home page answers.
export async function serve(options = [], { cwd = root, port: wanted } = {}) {
  const port = wanted ?? (await freePort());
  const base = `http://127.0.0.1:${port}/`;
  const child = spawn(binary, ['serve', '--port', String(port), ...options], {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  let ended = null;
  child.stdout.on('data', (bytes) => said.push(bytes));
  child.stderr.on('data', (bytes) => said.push(bytes));
  const exit = new Promise((resolve) => child.on('close', (code, signal) => resolve((ended = signal ?? code))));
  process.on('exit', () => child.kill('SIGKILL'));
  while (!(await answers(base))) {
    if (ended !== null) throw new Error(`reperes serve s'est arrêté (${ended}) :\n${Buffer.concat(said)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const stop = async () => {
    child.kill('SIGTERM');
    return exit;
  };
  return { base, port, child, said: () => Buffer.concat(said).toString(), stop };
}
