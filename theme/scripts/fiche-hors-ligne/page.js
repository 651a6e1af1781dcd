// The page « Garder le site sur cet appareil »: shows one of its states, and asks the worker for what the reader wants.
// Nothing is registered, and nothing loaded, before the reader asks.
(function () {
  "use strict";
  const { device } = window.ReperesPage;
  const page = document.querySelector("[data-page-hors-ligne]");
  const blocks = [...page.querySelectorAll("[data-etat]")];
  const each = (name, act) => page.querySelectorAll("[data-" + name + "]").forEach(act);
  let wished = false; // the reader asked, here, for a version
  let asked = ""; // the version the worker was asked to load
  let installation = null; // the browser's own question, held back

  function show(name) {
    const from = document.activeElement && document.activeElement.closest("[data-etat]");
    for (const block of blocks) block.hidden = block.dataset.etat !== name;
    if (from && from.hidden) blocks.find((block) => !block.hidden).focus(); // what had the focus is no longer there
  }

  // Which trouble, and whether a version remains.
  function showTrouble(which, stillKept) {
    each("ennui", (line) => (line.hidden = line.dataset.ennui !== which));
    each("encore", (line) => (line.hidden = !stillKept));
    show("ennui");
  }

  function showState(state) {
    const { version, kept, keptBytes, loading, left, trouble, removed, stale } = state;
    if (!version) return show("apercu");
    if (removed) return show("retire");
    const rest = left === null ? version.bytes : left;
    each("taille", (text) => (text.textContent = device.megabytes(version.bytes)));
    each("taille-gardee", (text) => (text.textContent = device.megabytes(keptBytes)));
    each("reste", (text) => (text.textContent = device.megabytes(rest)));
    if (loading) {
      each("progres", (bar) => {
        bar.max = loading.total;
        bar.value = loading.done;
      });
      each("fait", (text) => (text.textContent = device.megabytes(loading.done)));
      return show("charge");
    }
    if (trouble && kept !== version.digest) return showTrouble(trouble, kept);
    if (kept === version.digest) return show(stale ? "prete" : "garde");
    if (kept) return show("ancienne");
    return show(rest < version.bytes ? "reprendre" : "absent");
  }

  // A version may appear while the one before is being loaded: what was asked for is the newest.
  function follow(state, worker) {
    const { version, kept, loading, trouble, removed } = state;
    if (removed || !version || kept === version.digest) wished = false;
    if (wished && !loading && asked !== version.digest) {
      asked = version.digest;
      worker.postMessage({ ask: "keep" });
    } else if (!wished || loading || trouble) {
      showState(state);
    }
  }

  // The worker of a registration, at work.
  function awake({ active, waiting, installing }) {
    const worker = installing || waiting || active;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve(worker);
        if (worker.state === "redundant") reject(new TypeError("redundant"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
  }

  async function find() {
    const registration = await device.workers.getRegistration(device.home);
    return registration && registration.scope === device.home ? registration : null;
  }

  async function keep() {
    wished = true;
    asked = "";
    const before = await find().catch(() => null);
    try {
      const registration = await device.workers.register(device.script, { scope: device.home });
      const worker = await awake(registration);
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
      worker.postMessage({ ask: "weigh" });
    } catch (refused) {
      // A script that does not come is a TypeError; everything else is a browser that will not.
      if (before && before.active) before.active.postMessage({ ask: "weigh" });
      else if (wished) showTrouble(refused.name === "TypeError" ? "network" : "refused", false);
    }
  }

  async function ask(what) {
    wished = false;
    const registration = await find();
    if (registration && registration.active) registration.active.postMessage({ ask: what });
    else show("absent");
  }

  const acts = {
    garder: keep,
    arreter: () => ask("stop"),
    retirer: () => ask("remove"),
    recharger: () => location.reload(),
    installer: () => installation && installation.prompt(),
  };
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-geste]");
    if (button) acts[button.dataset.geste]();
  });

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installation = event;
    each("installation", (block) => (block.hidden = false));
  });
  addEventListener("appinstalled", () => each("installation", (block) => (block.hidden = true)));

  if (location.protocol === "file:") return show("dossier");
  if (!device || !device.workers || !window.isSecureContext) return show("incapable");
  device.followers.push(follow);
  find().then(
    (registration) => (registration && registration.active ? ask("weigh") : show("absent")),
    () => show("incapable"),
  );
})();
