// A plain web server of a folder, for comparing two searches: HTTP/1.1, connections kept, text compressed with gzip as
// any server does, what is compressed already left as it is. It counts what it sends.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export async function serveFolder(folder) {
  const compressed = new Map();
  const compress = (file) => {
    if (!compressed.has(file)) compressed.set(file, zlib.gzipSync(fs.readFileSync(file)));
    return compressed.get(file);
  };
  let sent = []; // { path, bytes }, headers included
  const answer = (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    const isThere = fs.existsSync(file) && fs.statSync(file).isFile();
    const type = types[path.extname(file)];
    const bytes = !isThere ? Buffer.alloc(0) : type ? compress(file) : fs.readFileSync(file);
    const before = request.socket.bytesWritten;
    response.on('finish', () => sent.push({ path: pathname, bytes: request.socket.bytesWritten - before }));
    response.writeHead(isThere ? 200 : 404, {
      'Content-Type': type ?? 'application/octet-stream',
      'Content-Length': bytes.length,
      ...(isThere && type ? { 'Content-Encoding': 'gzip' } : {}),
    });
    response.end(bytes);
  };
  const server = http.createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    taken: () => sent.splice(0),
    stop: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  };
}
