// « Ma sélection » on every page: the fiches a reader sets aside, their order and notes, and the buttons that do it.
//
// Kept in localStorage only, under a key of this copy of this site (pages opened by double click share one storage).
// A storage that refuses, is full or holds nonsense never breaks a page: the selection then lasts as long as the page,
// and it is said once. Every change starts from what is stored, so that two tabs never undo one another.
(function () {
  "use strict";
  const { drawing, make, say, words } = window.ReperesPage;
  const { racine, site } = document.documentElement.dataset;
  const version = 1;
  const bounds = { fiches: 100, title: 200, note: 2000 };
  const key = "reperes.selection." + site + new URL(racine || "./", location.href).pathname;
  const outline = "M7 4h10v16l-5-4-5 4z";

  const sentence = (name, values) => words[name].replace(/\{(\w+)\}/g, (whole, value) => values[value]);
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
  const empty = () => ({ version, title: "", note: "", layout: "sheet", fiches: [] });

  // What a storage or a file says, held to its bounds; null when it is no selection.
  function clean(value) {
    if (!value || value.version !== version || !Array.isArray(value.fiches)) return null;
    const fiches = new Map();
    for (const entry of value.fiches) {
      const id = entry ? text(entry.id, bounds.title) : "";
      if (id && !fiches.has(id) && fiches.size < bounds.fiches)
        fiches.set(id, { id, title: text(entry.title, bounds.title), note: text(entry.note, bounds.note) });
    }
    return {
      version,
      title: text(value.title, bounds.title),
      note: text(value.note, bounds.note),
      layout: value.layout === "booklet" ? "booklet" : "sheet",
      fiches: [...fiches.values()],
    };
  }

  let kept = empty();
  let trouble = ""; // the sentence about it
  const followers = [];

  function warn(name) {
    if (trouble) return;
    trouble = words[name];
    say(trouble);
  }

  function read() {
    if (trouble === words["selection-non-gardee"]) return; // this page is all there is
    try {
      const stored = localStorage.getItem(key);
      kept = stored === null ? empty() : clean(JSON.parse(stored));
      if (kept) return;
    } catch (refused) {
      if (!(refused instanceof SyntaxError)) return;
    }
    kept = empty();
    forget();
    warn("selection-illisible");
  }

  function write() {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch (refused) {
      trouble = "";
      warn("selection-non-gardee");
    }
  }

  function forget() {
    try {
      localStorage.removeItem(key);
    } catch (refused) {
      // There was nothing.
    }
  }

  const tell = () => [paint, ...followers].forEach((follower) => follower());
  function refresh() {
    const before = JSON.stringify(kept);
    read();
    if (JSON.stringify(kept) !== before) tell();
  }

  function change(edit) {
    read();
    edit(kept);
    write();
    tell();
  }

  const isKept = (id) => kept.fiches.some((entry) => entry.id === id);

  function toggle(id, title) {
    const adding = !isKept(id);
    if (adding && kept.fiches.length >= bounds.fiches) return say(words["selection-pleine"]);
    change((state) => {
      state.fiches = state.fiches.filter((entry) => entry.id !== id);
      if (adding) state.fiches.push({ id, title: text(title, bounds.title), note: "" });
    });
    if (trouble !== words["selection-non-gardee"] || !adding)
      say(sentence(adding ? "selection-ajoutee" : "selection-retiree", { titre: title, n: kept.fiches.length }));
  }

  // --- The buttons: of a fiche (words), of a card and of a result (a drawing and a name). ---

  const titleOf = (button) =>
    button.dataset.titre || button.parentElement.querySelector(".carte-titre, .resultat-titre").textContent;

  function paintButton(button) {
    const pressed = isKept(button.dataset.selection);
    const name = words[pressed ? "selection-retirer" : "selection-ajouter"];
    button.setAttribute("aria-pressed", String(pressed));
    if (button.dataset.titre) {
      button.querySelector("span").textContent = name;
    } else {
      if (!button.firstChild) button.append(drawing(outline));
      button.title = name;
      button.setAttribute("aria-label", name + " : " + titleOf(button));
    }
  }

  function paint() {
    document.querySelectorAll("[data-selection]").forEach(paintButton);
    for (const count of document.querySelectorAll("[data-selection-nombre]")) {
      count.textContent = kept.fiches.length || "";
      count.nextElementSibling.textContent = kept.fiches.length ? words["selection-nombre"] : "";
    }
  }

  // For what is made while the page lives: the button of a result.
  function button(id, parent) {
    const made = make("button", { type: "button", class: "choisir", "data-selection": id });
    parent.append(made);
    paintButton(made);
  }

  document.addEventListener("click", (event) => {
    const clicked = event.target.closest("[data-selection]");
    if (clicked) toggle(clicked.dataset.selection, titleOf(clicked).trim());
  });
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) refresh();
  });
  addEventListener("pageshow", refresh); // back from another page, as it was left
  addEventListener("focus", refresh);

  window.ReperesPage.selection = {
    bounds,
    button,
    change,
    clean,
    follow: (follower) => followers.push(follower),
    state: () => kept,
    trouble: () => trouble,
    version,
  };
  // For whoever leaves a shared machine: everything, notes included.
  window.ReperesPage.forgetSelection = () => {
    kept = empty();
    forget();
    tell();
  };
  read();
  paint();
})();
