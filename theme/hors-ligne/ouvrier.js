// The service worker of a site that a reader keeps: answers from the version kept, and loads a newer one beside it when
// asked. The builder writes one line before this, « const version = { digest, list, files, bytes } »: the newest
// version there is; null when nothing may be kept any more (`hors_ligne: non`, an author's preview).
//
// A version is a cache of its own, named after the folder of the site and the digest of its list of files. It counts
// from the moment it holds its record, which is put last: what was cut short before that is taken up again, never read.
// A page opened before the change goes on reading the version it came from; the record names these pages. A file is
// taken only if its bytes have the digest that the list says: a site that changes while it is loaded mixes nothing.
(function () {
  "use strict";
  const home = self.registration.scope;
  const prefix = "reperes " + new URL(home).pathname + " "; // an address holds no space: nobody else's name begins so
  const own = version && prefix + version.digest;
  const lanes = 6; // files asked for at once
  const mark = "x-reperes"; // the digest of a file, among its headers
  const headersKept = ["content-type", "content-security-policy", "referrer-policy", "permissions-policy"];

  const address = (path) => home + path.split("/").map(encodeURIComponent).join("/");
  const record = home + "?version";
  const names = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));

  let held; // promise of { name, digest, bytes, list, clients: Map of page → its older cache }, of null
  let loading = null; // { done, total } in bytes
  let stopped = false;
  let trouble = ""; // network, changed, full
  let left = null; // bytes to load for the newest version, once measured
  let network = true;
  const opened = new Set(); // pages that began while another version was being loaded

  // --- What is kept. ---

  async function find() {
    let best = null;
    for (const name of await names()) {
      const found = await caches.match(record, { cacheName: name });
      if (!found || (best && best.name === own)) continue;
      const { clients, ...facts } = await found.json();
      best = { ...facts, name, clients: new Map(clients) };
    }
    return best;
  }

  const kept = () => (held = held || find());

  async function note({ name, clients, ...facts }) {
    const cache = await caches.open(name);
    await cache.put(record, new Response(JSON.stringify({ ...facts, clients: [...clients] })));
  }

  const pages = async (includeUncontrolled) =>
    (await self.clients.matchAll({ type: "window", includeUncontrolled })).filter(({ url }) => url.startsWith(home));

  // Versions that no page reads any more go.
  async function tidy() {
    const now = await kept();
    if (!now || !now.clients.size) return;
    const open = new Set((await pages(false)).map(({ id }) => id));
    for (const id of [...now.clients.keys()]) if (!open.has(id)) now.clients.delete(id);
    await note(now);
    await sweep(now);
  }

  async function sweep(now) {
    const read = new Set([now.name, own, ...now.clients.values()]);
    for (const name of await names()) if (!read.has(name)) await caches.delete(name);
  }

  // --- Answers. ---

  // The file that an address asks for, whatever follows « ? »: « …/dispositifs/?x » → its index.html.
  function asked(url) {
    let path = new URL(url).pathname.slice(new URL(home).pathname.length);
    try {
      path = decodeURIComponent(path);
    } catch (malformed) {
      /* asked for as it is */
    }
    return address(path === "" || path.endsWith("/") ? path + "index.html" : path);
  }

  // Players and readers of documents ask for a part: « bytes=0-99 ».
  async function part(request, whole) {
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
    if (!range) return whole;
    const bytes = await whole.arrayBuffer();
    const first = Number(range[1]);
    const last = Math.min(range[2] ? Number(range[2]) : Infinity, bytes.byteLength - 1);
    const headers = new Headers(whole.headers);
    if (first > last) {
      headers.set("content-range", "bytes */" + bytes.byteLength);
      return new Response(null, { status: 416, headers });
    }
    headers.set("content-range", "bytes " + first + "-" + last + "/" + bytes.byteLength);
    return new Response(bytes.slice(first, last + 1), { status: 206, headers });
  }

  async function answer(event) {
    const { request, clientId, resultingClientId } = event;
    const now = await kept();
    if (!now) return fetch(request);
    const isPage = request.mode === "navigate";
    if (isPage && loading) opened.add(resultingClientId);
    const cacheName = (!isPage && now.clients.get(clientId)) || now.name;
    const wanted = asked(request.url);
    const found = await caches.match(wanted, { cacheName });
    if (found) return part(request, found);
    if (!isPage) return fetch(request);
    if (await caches.match(wanted + "/index.html", { cacheName })) return Response.redirect(wanted + "/");
    return fetch(request).catch(() => Response.redirect(address("404.html")));
  }

  // --- Loading. ---

  const fault = (name) => Object.assign(new Error(name), { trouble: name });

  async function digestOf(bytes) {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...sum.subarray(0, version.digest.length / 2)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Asked again past every cache on the way when the first answer is not the file of the list. The status does not
  // matter, the bytes do: a server may well answer 404 with 404.html. A redirection leaves no trace in what is kept.
  async function download(url, digest) {
    for (const cache of ["no-cache", "reload"]) {
      const response = await fetch(url, { cache });
      network = true;
      const bytes = await response.arrayBuffer();
      if ((await digestOf(bytes)) === digest) {
        const headers = new Headers({ [mark]: digest });
        for (const name of headersKept) if (response.headers.has(name)) headers.set(name, response.headers.get(name));
        return new Response(bytes, { headers });
      }
      if (response.status >= 500) throw fault("network");
    }
    throw fault("changed");
  }

  // The same file of another version.
  async function copy(url, digest, others) {
    for (const cacheName of others) {
      const found = await caches.match(url, { cacheName });
      if (found && found.headers.get(mark) === digest) return found;
    }
    return null;
  }

  // The files of the newest version, [path, bytes, digest] each.
  async function readList() {
    const url = address(version.list);
    const found = (await caches.match(url, { cacheName: own })) || (await download(url, version.digest));
    const again = found.clone();
    return { files: (await found.json()).files, response: again };
  }

  async function load() {
    const before = await kept();
    if (before && before.name === own) return;
    const { files, response } = await readList();
    const cache = await caches.open(own);
    await cache.put(address(version.list), response);
    const here = new Set((await cache.keys()).map(({ url }) => url));
    const others = (await names()).filter((name) => name !== own);
    let next = 0;
    let failure = null;
    const lane = async () => {
      while (next < files.length && !failure && !stopped) {
        const [path, size, digest] = files[next++];
        const url = address(path);
        try {
          if (!here.has(url)) await cache.put(url, (await copy(url, digest, others)) || (await download(url, digest)));
          advance(size);
        } catch (error) {
          failure = failure || error;
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (failure) throw failure;
    if (!stopped) await adopt(before);
  }

  // All is there: this is the version from now on, but for the pages that are open.
  async function adopt(before) {
    const { digest, bytes, list } = version;
    const now = { name: own, digest, bytes, list, clients: new Map() };
    const remember = (id) => now.clients.set(id, before.clients.get(id) || before.name);
    if (before) for (const { id } of await pages(false)) remember(id);
    await note(now);
    if (before) opened.forEach(remember);
    held = Promise.resolve(now);
    if (before) await note(now);
    await sweep(now);
  }

  function advance(bytes) {
    const percent = () => Math.floor((100 * loading.done) / loading.total);
    const shown = percent();
    loading.done += bytes;
    if (percent() !== shown) tell();
  }

  const troubleOf = (error) => (error.name === "QuotaExceededError" ? "full" : error.trouble || "network");

  // --- What pages ask, and what they are told. ---

  async function tell(more) {
    const now = await kept();
    const { digest = "", bytes = 0 } = now || {};
    const facts = { version, kept: digest, keptBytes: bytes, loading, trouble, left, network };
    for (const page of await pages(true))
      page.postMessage({ reperes: { ...facts, stale: Boolean(now && now.clients.has(page.id)), ...more } });
  }

  // A page opens: is the network there? If so the page has the browser look for a newer worker (`fresh`): a worker that
  // does it itself is made to wait.
  async function look() {
    await tidy();
    await tell();
    const answered = await fetch(self.location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    network = Boolean(answered);
    await tell({ fresh: Boolean(answered && answered.ok) });
  }

  // How much there is to load. Whoever asks begins anew: what went wrong before is told by what is missing.
  async function weigh() {
    if (!loading) trouble = "";
    await measure();
  }

  async function measure() {
    left = null;
    if (version) {
      try {
        const now = await kept();
        const older = now && (await caches.match(address(now.list), { cacheName: now.name }));
        const known = new Map((older ? (await older.json()).files : []).map(([path, , digest]) => [path, digest]));
        const here = new Set();
        if ((await names()).includes(own))
          for (const { url } of await (await caches.open(own)).keys()) here.add(url);
        const missing = (await readList()).files.filter(
          ([path, , digest]) => known.get(path) !== digest && !here.has(address(path)),
        );
        left = missing.reduce((sum, [, size]) => sum + size, 0);
      } catch (unknown) {
        /* no network: nobody knows */
      }
    }
    await tell();
  }

  async function keep() {
    if (!version || loading) return tell();
    loading = { done: 0, total: version.bytes };
    stopped = false;
    trouble = "";
    await tell();
    try {
      await load();
    } catch (error) {
      trouble = troubleOf(error);
      if (trouble === "full") await caches.delete(own); // room again for others
    }
    loading = null;
    opened.clear();
    await measure();
    if (trouble === "changed") await tell({ fresh: true }); // there is perhaps a newer version
  }

  async function stop() {
    stopped = true;
  }

  async function remove() {
    stopped = true;
    held = Promise.resolve(null);
    for (const name of await names()) await caches.delete(name);
    await tell({ removed: true });
    await self.registration.unregister();
  }

  // A worker never waits: what is kept does not change with it.
  self.addEventListener("install", () => self.skipWaiting());

  async function wake() {
    if (version) {
      await self.clients.claim();
      return tell();
    }
    held = Promise.resolve(null);
    for (const name of await names()) await caches.delete(name);
    await tell();
    const shown = await pages(false);
    await self.registration.unregister();
    for (const page of shown) page.postMessage({ reperes: { gone: true } }); // what they show is no more
  }
  self.addEventListener("activate", (event) => event.waitUntil(wake()));

  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (version && method === "GET" && url.startsWith(home)) event.respondWith(answer(event));
  });

  const acts = new Map(Object.entries({ look, weigh, keep, stop, remove }));
  self.addEventListener("message", (event) => {
    const act = acts.get(event.data && event.data.ask);
    if (act) event.waitUntil(act());
  });
})();
