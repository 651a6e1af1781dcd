// The essentials of the fiches of a selection, read from the packs of selection/ when one of them is wanted.
//
// fiche(id) → the fiche, null when this version of the site has none of that name; fails when its pack can't be read.
(function () {
  "use strict";
  const { make } = window.ReperesPage;
  const { racine } = document.documentElement.dataset;
  const known = new Map();
  const loading = new Map(); // path → promise
  let packs = null; // [first id, path], in the order of ids
  let former = new Map();

  // Called by the scripts of selection/.
  window.ReperesPage.packs = (index) => {
    packs = index.packs;
    former = new Map(index.former);
  };
  window.ReperesPage.pack = (fiches) => fiches.forEach((fiche) => known.set(fiche.id, fiche));

  function load(path) {
    return new Promise((ready, fail) => {
      const script = make("script", { src: racine + path });
      script.onload = ready;
      script.onerror = () => {
        script.remove();
        loading.delete(path);
        fail(new Error(path));
      };
      document.head.append(script);
    });
  }

  const present = (id) => former.get(id) || id;

  function fiche(id) {
    if (!packs) return Promise.reject(new Error("selection/"));
    const name = present(id);
    const before = packs.filter(([first]) => first <= name);
    if (!before.length) return Promise.resolve(null);
    const path = before[before.length - 1][1];
    if (!loading.has(path)) loading.set(path, load(path));
    return loading.get(path).then(() => known.get(name) || null);
  }

  window.ReperesPage.carnet = { fiche, present };
})();
