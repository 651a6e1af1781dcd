// The real server, asked by raw sockets what no browser would ask: every answer is the expected status, nothing outside
// the manifest is ever sent, and the server still stands at the end.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { after, before, it } from 'node:test';

import { binary, buildSite, environment, run, scratchFolder } from '../support/reperes.mjs';
import { freePort, serve } from '../support/server.mjs';

let server, folder, site;
const secret = 'ceci ne se montre pas';

before(async () => {
  folder = scratchFolder('serveur');
  fs.mkdirSync(path.join(folder, 'content/dispositifs'), { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'content/dispositifs/apl.md'),
    '---\ntitre: Aide personnalisée au logement\n---\n\nDu texte.\n',
  );
  fs.writeFileSync(path.join(folder, 'secret.txt'), secret);
  site = path.join(folder, 'site/www');
  server = await serve([], { cwd: folder });
  fs.writeFileSync(path.join(site, 'secret.html'), secret);
  fs.symlinkSync(path.join(folder, 'secret.txt'), path.join(site, 'lien.html'));
});
after(() => server.stop());

// Sends these pieces, one packet each, and resolves to all that comes back until the server closes. `patient`: the
// second and later ones only once something has come back, so that they are packets of their own for sure.
function send(pieces, { patient = false } = {}) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1');
    const got = [];
    const text = () => Buffer.concat(got).toString('latin1');
    socket.on('data', (bytes) => {
      got.push(bytes);
      if (patient) next();
    });
    socket.on('error', (error) => (['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve(text()) : reject(error)));
    socket.on('close', () => resolve(text()));
    socket.setNoDelay(true);
    const next = () => {
      if (socket.destroyed || !pieces.length) return;
      socket.write(pieces.shift(), () => patient || setImmediate(next));
    };
    socket.on('connect', next);
  });
}

const host = () => `127.0.0.1:${server.port}`;

// One request with these headers; the answer taken apart.
async function ask(target, { method = 'GET', headers = {}, hostName = host(), raw = '' } = {}) {
  const lines = Object.entries({ Host: hostName, Connection: 'close', ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}\r\n`),
  );
  return parse(await send([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${raw}`, 'latin1')]));
}

function parse(text) {
  const end = text.indexOf('\r\n\r\n');
  const [first, ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4), text };
}

const utf8 = (text) => Buffer.from(text, 'latin1').toString('utf8');
const responses = (text) => (text.match(/^HTTP\/1\.1 \d/gm) ?? []).length;

it('answers what is published', async () => {
  for (const target of [
    '/',
    '/index.html',
    '/recherche.html',
    '/dispositifs/apl.html',
    '/dispositifs/',
    '/?q=apl',
    '/%69ndex.html',
  ]) {
    const { status, headers, body } = await ask(target);
    assert.equal(status, 200, target);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8', target);
    assert.equal(body.length, Number(headers['content-length']), target);
  }
  const moved = await ask('/dispositifs');
  assert.equal(moved.status, 301);
  assert.equal(moved.headers.location, '/dispositifs/');
});

it('says 404 in the site’s own words, with links that hold at any depth', async () => {
  for (const target of ['/404', '/nulle/part/ici', '/INDEX.HTML', '/index.html/', '/dispositifs/apl']) {
    const { status, body } = await ask(target);
    assert.equal(status, 404, target);
    assert.match(utf8(body), /<h1/);
    for (const [, address] of body.matchAll(/ (?:href|src|action)="([^"]*)"/g))
      assert.match(address, /^(\/|#|https?:|mailto:)/, `${target}: ${address}`);
  }
});

it('never leaves the manifest', async () => {
  const targets = [
    '/.xapian/',
    '/.xapian/postlist.glass',
    '/.xapian/iamglass',
    '/.reperes.json',
    '/secret.html',
    '/lien.html',
    '/../secret.txt',
    '/../../secret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/..%2f..%2fsecret.txt',
    '/.%2e/secret.txt',
    '/dispositifs/../../../secret.txt',
    '//secret.txt',
    '//etc/passwd',
    '/..\\..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/index.html%00.png',
    '/%00',
    '/index.html%00',
    '/%252e%252e/secret.txt',
    '/./../secret.txt',
    '/dispositifs//apl.html',
    '/%c0%ae%c0%ae/secret.txt',
    '/~',
    '/assets/',
    '/recherche/',
  ];
  for (const target of targets) {
    const { status, body } = await ask(target);
    assert.ok([400, 404].includes(status), `${target}: ${status}`);
    assert.ok(!body.includes(secret), target);
    assert.ok(!body.includes(folder), target);
  }
});

it('only GET and HEAD', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const { status, headers } = await ask('/', { method });
    assert.equal(status, 405, method);
    assert.equal(headers.allow, 'GET, HEAD', method);
  }
  const odd = ['TRACE', 'CONNECT', 'PRI', 'get', 'GETT', 'PROPFIND'];
  for (const { status } of await Promise.all(odd.map((method) => ask('/', { method }))))
    assert.ok([400, 405].includes(status));
});

it('refuses bodies, and never takes them for a request (smuggling)', async () => {
  const hidden = `GET /recherche.html HTTP/1.1\r\nHost: ${host()}\r\n\r\n`;
  const head = (more) => `GET / HTTP/1.1\r\nHost: ${host()}\r\n${more}\r\n\r\n`;
  const cases = [
    [head(`Content-Length: ${hidden.length}`) + hidden],
    [head(`Content-Length: ${hidden.length}`), hidden],
    [head('Content-Length: 0'), hidden],
    [head('Content-Length: -1'), hidden],
    [head('Transfer-Encoding: chunked'), '0\r\n\r\n', hidden],
    [head('Transfer-Encoding: chunked'), 'ffffffffffffffff\r\n', hidden],
    [head('Transfer-Encoding: chunked'), '-5\r\nabc\r\n', hidden],
    [head(`Content-Length: 5\r\nTransfer-Encoding: chunked`), '0\r\n\r\n', hidden],
    [head('Content-Length: 1000000000'), Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)],
    [head('Expect: 100-continue\r\nContent-Length: 5'), 'abcde', hidden],
    [`POST / HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: ${hidden.length}\r\n\r\n`, hidden],
    [head('Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100').replace('GET', 'POST'), hidden],
  ];
  for (const pieces of cases) {
    const named = String(pieces[0]).split('\r\n').slice(0, 4).join(' | ');
    for (const patient of [false, true]) {
      const text = (await send([...pieces], { patient })).replace(/^HTTP\/1\.1 (100|417) .*\r\n\r\n/, '');
      assert.ok(responses(text) <= 1, named);
      if (text) assert.ok([400, 405].includes(parse(text).status), `${named}: ${text.slice(0, 40)}`);
      assert.ok(!/<title>/.test(text), named);
    }
  }
});

it('only names it knows as host (DNS rebinding)', async () => {
  for (const hostName of [host(), `localhost:${server.port}`, `LOCALHOST:${server.port}`, `[::1]:${server.port}`])
    assert.equal((await ask('/', { hostName })).status, 200, hostName);
  for (const hostName of [
    'mechant.example',
    `mechant.example:${server.port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1.example:${server.port}`,
    `192.168.1.1:${server.port}`,
    `localhost:${server.port}:${server.port}`,
    `[::2]:${server.port}`,
    `127.0.0.1%00:${server.port}`,
  ])
    assert.equal((await ask('/', { hostName })).status, 421, hostName);
  assert.equal((await ask('/', { hostName: null })).status, 400);
  assert.equal((await ask('/', { hostName: '' })).status, 400);
  assert.equal((await ask('/', { hostName: [host(), host()] })).status, 400);
  assert.equal((await ask('/', { hostName: [host(), 'mechant.example'] })).status, 400);
});

it('only targets that start with a slash', async () => {
  for (const target of [
    `http://${'mechant.example'}/`,
    `http://${host()}/`,
    '*',
    'index.html',
    '?q',
    'file:///etc/passwd',
  ])
    assert.ok([400, 404].includes((await ask(target)).status), target);
});

it('bounds headers and addresses', async () => {
  const many = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, 'a']));
  assert.equal((await ask('/', { headers: many(50) })).status, 200);
  assert.equal((await ask('/', { headers: many(200) })).status, 431);
  assert.equal((await ask('/', { headers: many(20000) })).status, 431);
  assert.equal((await ask('/', { headers: { 'X-Long': 'a'.repeat(20000) } })).status, 400);
  assert.equal((await ask(`/${'a'.repeat(20000)}`)).status, 414);
  assert.equal((await ask(`/?q=${'a*+'.repeat(2000)}`)).status, 200);
  assert.equal((await ask('/', { headers: { REMOTE_ADDR: '1.2.3.4' } })).status, 200);
});

it('writes no header of the client’s making', async () => {
  for (const target of [
    '/dispositifs%0d%0aX-Injecte:%20oui',
    '/%0d%0aX-Injecte:%20oui',
    '/?page=%0d%0aX-Injecte:%20oui',
    '/.reperes/etat.json?page=%0d%0aX-Injecte:%20oui',
  ])
    assert.ok(!('x-injecte' in (await ask(target)).headers), target);
});

it('one range, cut rightly; many ranges, never', async () => {
  const whole = (await ask('/')).body;
  const part = async (range, more = {}) => ask('/', { headers: { Range: range, ...more } });
  const expect206 = async (range, from, to) => {
    const { status, headers, body } = await part(range);
    assert.equal(status, 206, range);
    assert.equal(headers['content-range'], `bytes ${from}-${to}/${whole.length}`, range);
    assert.equal(body, whole.slice(from, to + 1), range);
  };
  const last = whole.length - 1;
  await expect206('bytes=0-0', 0, 0);
  await expect206('bytes=10-19', 10, 19);
  await expect206(`bytes=${last}-`, last, last);
  await expect206('bytes=-5', last - 4, last);
  await expect206(`bytes=-${whole.length * 2}`, 0, last);
  await expect206('bytes=5-99999999', 5, last);
  for (const range of [
    'bytes=-0',
    `bytes=${whole.length}-`,
    'bytes=18446744073709551615-',
    'bytes=99999999999999999999999-',
    'bytes=0-1,2-3',
    'bytes=0-,0-',
    `bytes=${Array(200).fill('0-').join(',')}`,
  ]) {
    const { status, body } = await part(range);
    assert.equal(status, 416, range);
    assert.ok(body.length < 100, range);
  }
  for (const range of ['bytes=5-2', 'bytes=a-b', 'octets=0-1', 'bytes=', 'bytes=-', `bytes=${'1'.repeat(3000)}`])
    assert.ok([200, 416].includes((await part(range)).status), range);
  const tag = (await ask('/')).headers.etag;
  assert.equal((await part('bytes=0-0', { 'If-Range': tag })).status, 206);
  assert.equal((await part('bytes=0-0', { 'If-Range': '"autre"' })).status, 200);
  assert.equal((await part('bytes=0-0', { 'Accept-Encoding': 'gzip' })).headers['content-encoding'], undefined);
  assert.equal((await part(['bytes=0-0', 'bytes=1-1'])).status, 416);
});

it('HEAD says what GET says, without the body', async () => {
  for (const target of ['/', '/nulle-part', '/recherche.html', '/favicon.svg']) {
    const [get, head] = [await ask(target), await ask(target, { method: 'HEAD' })];
    assert.equal(head.status, get.status);
    assert.equal(head.body, '');
    assert.deepEqual(head.headers, get.headers);
  }
});

it('compresses once, tags each form, and answers 304', async () => {
  const plain = await ask('/');
  const packed = await ask('/', { headers: { 'Accept-Encoding': 'br, gzip' } });
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(packed.body.length < plain.body.length);
  const { gunzipSync } = await import('node:zlib');
  assert.equal(gunzipSync(Buffer.from(packed.body, 'latin1')).toString('latin1'), plain.body);
  assert.notEqual(packed.headers.etag, plain.headers.etag);
  assert.equal(plain.headers.vary, 'Accept-Encoding');
  assert.equal((await ask('/', { headers: { 'Accept-Encoding': 'gzip;q=0' } })).headers['content-encoding'], undefined);
  for (const tag of [plain.headers.etag, `W/${plain.headers.etag}`, `"x", ${plain.headers.etag}`, '*']) {
    const { status, body, headers } = await ask('/', { headers: { 'If-None-Match': tag } });
    assert.equal(status, 304, tag);
    assert.equal(body, '');
    assert.equal(headers.etag, plain.headers.etag);
  }
  assert.equal((await ask('/', { headers: { 'If-None-Match': '"autre"' } })).status, 200);
});

it('sends the headers of a careful server', async () => {
  for (const target of ['/', '/nulle-part', '/.reperes/etat.json?page=/']) {
    const { headers } = await ask(target);
    assert.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self'; /);
    assert.match(headers['content-security-policy'], /frame-ancestors 'self'$/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.match(headers['permissions-policy'], /camera=\(\)/);
    assert.equal(headers.server, undefined);
    assert.equal(headers['exception_what'], undefined);
  }
  const { body, headers } = await ask('/');
  assert.equal(headers['cache-control'], 'no-cache');
  const [, style] = body.match(/<link[^>]* href="([^"]+\.css)"/);
  assert.equal((await ask(`/${style}`)).headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.match((await ask('/favicon.svg')).headers['content-security-policy'], /sandbox/);
});

it('keeps the faults of the content for its own pages', async () => {
  const state = '/.reperes/etat.json?page=/';
  assert.equal((await ask(state)).status, 200);
  assert.equal(
    (await ask(state, { headers: { Origin: `http://${host()}`, 'Sec-Fetch-Site': 'same-origin' } })).status,
    200,
  );
  for (const headers of [
    { Origin: 'http://mechant.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])
    assert.equal((await ask(state, { headers })).status, 403, JSON.stringify(headers));
  const odd = await ask('/.reperes/etat.json?page=%3Cscript%3E%22%5C%E2%80%AE');
  assert.ok(!odd.body.includes('<'));
  JSON.parse(utf8(odd.body));
  assert.equal((await ask('/.reperes/')).status, 404);
});

it('keeps one connection for many requests', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const once = () =>
    new Promise((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port: server.port, path: '/recherche.html', agent }, (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode, reused: request.reusedSocket }));
      });
      request.on('error', reject);
    });
  const answers = [];
  for (let i = 0; i < 8; i++) answers.push(await once());
  agent.destroy();
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array(8).fill(200),
  );
  assert.deepEqual(
    answers.map(({ reused }) => reused),
    [false, ...Array(7).fill(true)],
  );
});

it('survives noise, and twenty clients that drip', async () => {
  const hello = Buffer.from('160301020001000200fc0303', 'hex');
  let seed = 7;
  const noise = (length) =>
    Buffer.from(Array.from({ length }, () => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16) & 255));
  const pieces = [
    hello,
    noise(3000),
    noise(20),
    '\r\n\r\n',
    'GET',
    'GET /\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nHost ${host()}\r\n\r\n`,
    ': \r\n\r\n',
    'GET / HTTP/1.1\r\n\0\0: a\r\n\r\n',
  ];
  for (const text of await Promise.all(pieces.map((piece) => send([piece, '\r\n\r\n']))))
    assert.ok(!text.includes('<title>'));
  const drips = Array.from({ length: 20 }, () => {
    const socket = net.connect(server.port, '127.0.0.1').on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nX: ');
    const timer = setInterval(() => socket.write('a'), 200);
    socket.on('close', () => clearInterval(timer));
    return socket;
  });
  for (let i = 0; i < 5; i++) assert.equal((await ask('/')).status, 200);
  drips.forEach((socket) => socket.destroy());
});

it('a published file replaced by a link is not followed', async () => {
  const output = buildSite(path.join(folder, 'content'));
  fs.rmSync(path.join(output, 'a-z.html'));
  fs.symlinkSync(path.join(folder, 'secret.txt'), path.join(output, 'a-z.html'));
  const other = await serve(['--kiosk', '--output', output], { cwd: folder });
  try {
    const answer = await fetch(`${other.base}a-z.html`);
    assert.equal(answer.status, 404);
    assert.ok(!(await answer.text()).includes(secret));
    const home = await (await fetch(other.base)).text();
    assert.ok(!home.includes('.reperes/'), 'a kiosk adds nothing to its pages');
    assert.equal((await fetch(`${other.base}.reperes/etat.json`)).status, 404);
  } finally {
    assert.equal(await other.stop(), 0);
  }
});

it('what stands in the way is told in one sentence', async () => {
  const fails = (options, sentence, cwd = folder) => {
    const done = run(['serve', ...options], { cwd });
    assert.equal(done.status, 2, options.join(' '));
    assert.match(done.stderr, sentence);
    assert.equal(done.stdout, '');
    assert.equal(done.stderr.split('\n').filter((line) => line.startsWith('reperes: ')).length, 1);
  };
  fails(['--port', String(server.port)], new RegExp(`^reperes: le port ${server.port} est déjà pris$`, 'm'));
  fails(['--port', String(server.port), '--address', '0.0.0.0'], /est déjà pris/);
  fails(['--port', '0', '--address', 'pas une adresse'], /est inconnue/);
  fails(['--port', '0', '--address', '192.0.2.1'], /n'est pas une adresse de cette machine/);
  fails(['--port', '0', '--content', 'absent'], /absent/);
  fails(['--port', '0', '--kiosk', '--output', 'absent'], /aucun site publié dans absent/);
  fails(['--port', '0', '--output', folder], /reste tel quel|ne peut pas remplacer/);
  if (process.getuid() !== 0) fails(['--port', '80'], /réservé au système|déjà pris/);
});

it('content with faults and no site: told, status 1, when nothing is watched', async () => {
  const broken = scratchFolder('fautes');
  fs.mkdirSync(path.join(broken, 'content/dispositifs'), { recursive: true });
  fs.writeFileSync(path.join(broken, 'content/dispositifs/apl.md'), 'sans titre\n');
  const done = run(['serve', '--no-watch', '--port', String(await freePort())], { cwd: broken });
  assert.equal(done.status, 1);
  assert.match(done.stderr, /erreur/);
});

it('stops cleanly on SIGINT and SIGTERM', async () => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const other = await serve(['--output', path.join(folder, `sortie-${signal}`)], { cwd: folder });
    const over = new Promise((resolve) => other.child.on('close', (code, by) => resolve(by ?? code)));
    other.child.kill(signal);
    assert.equal(await over, 0, signal);
  }
});

it('still stands', async () => {
  assert.equal((await ask('/')).status, 200);
  assert.equal(spawnSync(binary, ['--version'], { env: environment() }).status, 0);
});
