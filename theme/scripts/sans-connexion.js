// A kept site, on every page: says that the network is gone, and that a newer version is there. This script reads
// nothing: the worker (hors-ligne/ouvrier.js) tells. Where nothing is kept there is no worker, no word, no request.
(function () {
  "use strict";
  const { make, words } = window.ReperesPage;
  const root = document.documentElement;
  if (root.dataset.horsLigne === undefined || !location.protocol.startsWith("http")) return;
  const home = new URL(root.dataset.racine || "./", location.href).href;
  const script = home + "hors-ligne.js";
  const followers = [];
  const main = document.getElementById("contenu");
  const bar = make("p", { class: "hors-connexion", role: "status" });
  let state = null;

  function workersOf() {
    try {
      return navigator.serviceWorker;
    } catch (refused) {
      return undefined;
    }
  }
  const workers = workersOf();
  const isOurs = (worker) => Boolean(worker) && worker.scriptURL === script;

  // A page that is left at once asks for nothing: a worker that takes over while the next one is being opened may leave
  // that one waiting for good (seen in Chromium on a machine with much to do).
  const readingTime = 1500;
  const update = () =>
    workers
      .getRegistration(home)
      .then((found) => found && found.update())
      .catch(() => {});

  // « 11 Mo », « 1,4 Mo »: as builder/render_offline.cpp writes it.
  function megabytes(bytes) {
    const tenths = Math.max(1, Math.round(bytes / 100000));
    const shown = tenths < 100 ? (tenths / 10).toFixed(1).replace(".", ",") : String(Math.round(tenths / 10));
    return shown + "\u00a0Mo";
  }

  // What there is to say, the gravest first.
  function sentence() {
    if (!state || !state.kept) return [];
    if (!state.network || !navigator.onLine) return [words["hors-connexion"]];
    if (document.querySelector("[data-page-hors-ligne]")) return []; // it says more
    if (state.stale) {
      const again = make("button", { type: "button", class: "bouton" }, words.recharger);
      again.addEventListener("click", () => location.reload());
      return [words["version-prete"] + " ", again];
    }
    if (!state.version || state.version.digest === state.kept || state.loading) return [];
    const link = make("a", { href: home + "hors-ligne.html" }, words["version-voir"]);
    return [words["version-recente"] + " ", link];
  }

  function show() {
    const said = sentence();
    const text = said.map((piece) => piece.textContent || piece).join("");
    if (bar.textContent === text) return;
    if (!bar.isConnected) main.prepend(bar);
    bar.replaceChildren(...said);
  }

  window.ReperesPage.device = { home, isOurs, followers, megabytes, script, workers };
  if (!workers) return;
  workers.addEventListener("message", ({ source, data }) => {
    if (!isOurs(source) || !data || !data.reperes) return;
    if (data.reperes.gone) return location.reload();
    state = data.reperes;
    show();
    if (state.fresh) setTimeout(update, readingTime);
    for (const follow of followers) follow(state, source);
    return undefined;
  });
  workers.startMessages();
  addEventListener("online", show);
  addEventListener("offline", show);
  if (isOurs(workers.controller)) workers.controller.postMessage({ ask: "look" });
})();
