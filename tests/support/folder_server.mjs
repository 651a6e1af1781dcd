// A web server as plain as those that host such sites: one folder, over HTTP on this machine. It can be held, changed
// and cut in the middle of a visit, which `reperes serve` cannot.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

// `server.folder` may be replaced; `server.asked` lists the paths asked for; `server.gate(path)` is waited for before
// an answer; `server.change(path, bytes)` is what a meddling host does to them.
export async function serveFolder(folder) {
  const sockets = new Set();
  const server = { folder, asked: [], gate: null, change: null };
  const listener = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://site').pathname).slice(1);
    server.asked.push(name);
    if (server.gate) await server.gate(name);
    const file = path.join(server.folder, name === '' || name.endsWith('/') ? `${name}index.html` : name);
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Absent\n');
      return;
    }
    const bytes = fs.readFileSync(file);
    response.writeHead(200, {
      'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    });
    response.end(request.method === 'HEAD' ? '' : (server.change?.(name, bytes) ?? bytes));
  });
  listener.unref(); // gone with the suite
  listener.on('connection', (socket) => {
    socket.unref();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port) => new Promise((resolve) => listener.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = listener.address();
  server.base = `http://127.0.0.1:${port}/`;
  // The network goes, in the middle of whatever is under way; and comes back.
  server.cut = () =>
    new Promise((resolve) => {
      listener.close(resolve);
      for (const socket of sockets) socket.destroy();
    });
  server.back = () => listen(port);
  return server;
}
