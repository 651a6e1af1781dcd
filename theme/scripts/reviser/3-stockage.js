// Where the progression is kept: localStorage, under a key of this copy of this site (pages opened by double click
// share one storage). Nothing is sent anywhere.
//
// Every change starts from what is stored, so that two tabs never undo one another; what the storage would not take
// stays in `pending` and is offered to it again at the next change. A text that is damaged is set aside whole, under a
// name of its own, before anything takes its place; when it can't be, or when a later version wrote it, nothing is
// written.
(function () {
  "use strict";
  const { progression: ways } = window.ReperesReviser;
  const { racine, site } = document.documentElement.dataset;
  const key = "reperes.revision." + site + new URL(racine || "./", location.href).pathname;
  const examKey = key + ".examen"; // reviser-examen/2-copie.js
  const asideKey = (rank) => key + ".abime-" + rank;
  const asideMax = 9;

  let stored = new Map();
  let pending = new Map();
  let trouble = ""; // the name of its sentence
  let isFrozen = false; // what is stored is not ours to replace
  const followers = [];

  function setAside(text) {
    for (let rank = 1; rank <= asideMax; ++rank) {
      const there = localStorage.getItem(asideKey(rank));
      if (there === text) return true;
      if (there !== null) continue;
      localStorage.setItem(asideKey(rank), text);
      return true;
    }
    return false;
  }

  function read() {
    if (isFrozen) return;
    let text;
    try {
      text = localStorage.getItem(key);
    } catch (refused) {
      trouble = "non-gardee";
      return;
    }
    const { progression, state } = text === null ? { progression: new Map(), state: "whole" } : ways.read(text);
    stored = progression;
    if (state === "whole") return;
    trouble = state === "recent" ? "recente" : "abimee";
    isFrozen = true;
    try {
      isFrozen = state === "recent" || !setAside(text);
    } catch (full) {
      // It stays where it is.
    }
    if (!isFrozen) write();
  }

  function write() {
    if (isFrozen) return;
    const all = ways.merge(stored, pending);
    try {
      localStorage.setItem(key, ways.write(all));
      stored = all;
      pending = new Map();
      if (trouble === "non-gardee") trouble = "";
    } catch (refused) {
      trouble = "non-gardee";
    }
  }

  const all = () => ways.merge(stored, pending);

  // What is added: made from all there is now.
  function change(make) {
    read();
    pending = ways.merge(pending, make(all()));
    write();
  }
  const add = (progression) => change(() => progression);
  const answer = (item, moment, grade) =>
    change((known) => new Map([[item, [ways.entry(known.get(item), moment, grade)]]]));

  // What was set aside, for a file.
  function asides() {
    const found = [];
    try {
      for (let rank = 1; rank <= asideMax; ++rank) found.push(localStorage.getItem(asideKey(rank)));
    } catch (refused) {
      // There is none.
    }
    return found.filter((text) => text !== null);
  }

  function forget() {
    stored = new Map();
    pending = new Map();
    trouble = "";
    isFrozen = false;
    try {
      localStorage.removeItem(key);
      localStorage.removeItem(examKey);
      for (let rank = 1; rank <= asideMax; ++rank) localStorage.removeItem(asideKey(rank));
    } catch (refused) {
      // There was nothing.
    }
  }

  function refresh() {
    const before = ways.write(all()) + trouble;
    read();
    if (ways.write(all()) + trouble !== before) followers.forEach((follower) => follower());
  }
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) refresh();
  });
  addEventListener("pageshow", refresh);
  addEventListener("focus", refresh);

  read();
  Object.assign(window.ReperesReviser, {
    storage: {
      add,
      all,
      answer,
      asides,
      follow: (follower) => followers.push(follower),
      forget,
      trouble: () => trouble,
    },
  });
})();
