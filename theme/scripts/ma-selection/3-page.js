// The page « Ma sélection »: the fiches in order, their notes, and what one does with them.
(function () {
  "use strict";
  const { copy, drawing, forgetSelection, make, say, selection } = window.ReperesPage;
  const { carnetText, drawCarnet, fiche, phrase, phrases, present } = window.ReperesPage.carnet;
  const page = document.querySelector("[data-page-selection]");
  const part = (name) => page.querySelector("[data-" + name + "]");
  const list = part("liste");
  const titleField = part("titre-carnet");
  const noteField = part("note-carnet");
  const sheet = part("carnet");
  const file = { format: "reperes-selection", bytesMax: 1000000 };
  const patience = 1000; // milliseconds
  const outlines = {
    monter: "M12 19V5m-6 6 6-6 6 6",
    descendre: "M12 5v14m-6-6 6 6 6-6",
    retirer: "M6 6l12 12M18 6 6 18",
  };

  const fiches = new Map(); // id → the fiche, null when it is gone; absent as long as it isn't loaded
  const failed = new Set(); // ids whose pack could not be read
  const rows = new Map(); // id → { item, … }
  let removed = null; // { entry, rank }: may still be put back
  let typing = false;

  // --- One line of the list. ---

  function gesture(name, title, action) {
    const made = make("button", { type: "button", class: "bouton geste-" + name }, drawing(outlines[name]));
    made.append(make("span", {}, phrases["geste-" + name]));
    made.setAttribute("aria-label", phrase(name, { titre: title }));
    made.addEventListener("click", () => made.getAttribute("aria-disabled") !== "true" && action(made));
    return made;
  }

  function makeRow({ id, title }) {
    const row = { item: make("li", { class: "choix" }), kind: make("p", { class: "choix-genre" }) };
    row.title = make("p", { class: "choix-titre" }, title);
    row.summary = make("p", { class: "choix-resume" });
    const { note } = selection.bounds;
    row.note = make("textarea", { id: "note-" + id, rows: "2", maxlength: String(note), autocomplete: "off" });
    const label = make("label", { for: row.note.id }, phrases["geste-note"]);
    label.append(make("span", { class: "invisible" }, phrase("pour", { titre: title })));
    row.up = gesture("monter", title, (button) => move(id, -1, button));
    row.down = gesture("descendre", title, (button) => move(id, 1, button));
    const away = gesture("retirer", title, () => remove(id));
    const gestures = make("div", { class: "choix-gestes" }, row.up, row.down, away);
    row.item.append(row.kind, row.title, row.summary, make("p", { class: "choix-note" }, label, row.note), gestures);
    row.note.addEventListener("input", () => type((state) => (entryOf(state, id).note = row.note.value)));
    return row;
  }

  const entryOf = (state, id) => state.fiches.find((entry) => entry.id === id) || {};

  function fillRow(row, { id }) {
    const known = fiches.get(id);
    row.item.classList.toggle("choix-perdu", known === null);
    if (known) {
      if (row.title.firstElementChild) return;
      row.item.classList.add("genre-" + known.kind);
      row.kind.textContent = known.kindLabel;
      const link = make("a", { href: known.page }, known.title);
      const sigle = known.sigle ? [" ", make("span", { class: "sigle-court" }, known.sigle)] : [];
      row.title.replaceChildren(link, ...sigle);
      row.summary.textContent = known.summary || "";
    } else if (failed.has(id)) {
      const again = make("button", { type: "button", class: "lien-bouton" }, phrases.reessayer);
      again.addEventListener("click", () => loadAll(true));
      row.summary.replaceChildren(phrases.manque + " ", again);
    } else {
      row.summary.textContent = known === null ? phrases.disparue : phrases["en-cours"];
    }
  }

  // --- The whole, drawn again after each change; a line keeps its element, and what one is writing in is left. ---

  const setValue = (field, value) => {
    if (field.value !== value && field !== document.activeElement) field.value = value;
  };
  const isDisabled = (button, value) => button.setAttribute("aria-disabled", String(value));

  function preview(shown) {
    sheet.classList.toggle("visible", shown);
    part("apercu").setAttribute("aria-expanded", String(shown));
    part("fermer-apercu").hidden = !shown;
  }

  function draw() {
    const state = selection.state();
    const isEmpty = !state.fiches.length && !removed;
    const hasWords = state.title || state.note;
    part("vide").hidden = !isEmpty;
    for (const area of page.querySelectorAll("[data-atelier]")) area.hidden = isEmpty && !hasWords;
    if (isEmpty && !hasWords) preview(false);
    part("ennui").textContent = selection.trouble();
    part("ennui").hidden = !selection.trouble();
    setValue(titleField, state.title);
    setValue(noteField, state.note);
    for (const choice of page.querySelectorAll("[name=forme]")) choice.checked = choice.value === state.layout;

    for (const id of [...rows.keys()])
      if (!state.fiches.some((entry) => entry.id === id)) {
        rows.get(id).item.remove();
        rows.delete(id);
      }
    const items = state.fiches.map((entry, rank) => {
      if (!rows.has(entry.id)) rows.set(entry.id, makeRow(entry));
      const row = rows.get(entry.id);
      fillRow(row, entry);
      setValue(row.note, entry.note);
      isDisabled(row.up, rank === 0);
      isDisabled(row.down, rank === state.fiches.length - 1);
      return row.item;
    });
    if (removed) items.splice(Math.min(removed.rank, items.length), 0, removed.item);
    const isAsLong = items.length === list.children.length;
    const isInPlace = isAsLong && items.every((item, rank) => item === list.children[rank]);
    if (!isInPlace) list.replaceChildren(...items);
    if (!typing) drawSheet();
  }

  const entries = () => selection.state().fiches.map((entry) => ({ ...entry, fiche: fiches.get(entry.id) || null }));
  const drawSheet = () => drawCarnet(sheet, selection.state(), entries());

  function loadAll(again) {
    const missing = selection.state().fiches.filter(({ id }) => !fiches.has(id) && (again || !failed.has(id)));
    const loaded = missing.map(({ id }) =>
      fiche(id).then(
        (found) => {
          fiches.set(id, found);
          failed.delete(id);
        },
        () => failed.add(id),
      ),
    );
    return missing.length ? Promise.all(loaded).then(draw) : Promise.resolve();
  }

  // --- What one does. ---

  function type(edit) {
    typing = true;
    selection.change(edit);
    typing = false;
  }

  function settle() {
    removed = null;
    part("message").replaceChildren();
  }

  // The button moves with its line: the page scrolls as much, so that it stays under the hand.
  function move(id, step, button) {
    settle();
    const before = button.getBoundingClientRect().top;
    selection.change(({ fiches: all }) => {
      const from = all.findIndex((entry) => entry.id === id);
      if (from >= 0 && all[from + step]) all.splice(from + step, 0, ...all.splice(from, 1));
    });
    button.focus({ preventScroll: true });
    scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
    const all = selection.state().fiches;
    const rank = all.findIndex((entry) => entry.id === id);
    say(phrase("rang", { titre: all[rank].title, rang: rank + 1, n: all.length }));
  }

  // The line leaves a word behind, with the way back; the keyboard stays where it was.
  function remove(id) {
    settle();
    const rank = selection.state().fiches.findIndex((entry) => entry.id === id);
    const entry = selection.state().fiches[rank];
    const back = make("button", { type: "button", class: "bouton", "aria-describedby": "retiree" }, phrases.annuler);
    const word = make("p", { id: "retiree" }, phrase("retiree", { titre: entry.title }));
    removed = { rank, item: make("li", { class: "choix-retire" }, word, back) };
    back.addEventListener("click", () => {
      settle();
      selection.change((state) => state.fiches.splice(Math.min(rank, state.fiches.length), 0, entry));
      rows.get(id).note.focus();
    });
    selection.change((state) => (state.fiches = state.fiches.filter((other) => other.id !== id)));
    back.focus();
  }

  function tellBelow(text, undo) {
    const shown = [make("p", {}, text)];
    if (undo) {
      const back = make("button", { type: "button", class: "bouton" }, phrases.annuler);
      back.addEventListener("click", undo);
      shown.push(back);
    }
    part("message").replaceChildren(...shown);
  }

  // Local day, as in the name of a file.
  function day() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function save() {
    const content = JSON.stringify({ format: file.format, ...selection.state() }, null, 1) + "\n";
    const link = make("a", { download: "carnet-" + day() + ".json" });
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // The selection in a file, or the name of what is wrong with it.
  function parse(text) {
    let value = null;
    try {
      value = JSON.parse(text);
    } catch (notJson) {
      return { wrong: "fichier-abime" };
    }
    if (!value || value.format !== file.format) return { wrong: "fichier-etranger" };
    if (value.version > selection.version) return { wrong: "fichier-recent" };
    const state = selection.clean(value);
    return state ? { state } : { wrong: "fichier-abime" };
  }

  function open(chosen) {
    if (!chosen) return;
    settle();
    const whole = chosen.size > file.bytesMax ? Promise.resolve(null) : chosen.text();
    whole.then((text) => {
      const { wrong, state } = text === null ? { wrong: "fichier-gros" } : parse(text);
      if (wrong) return tellBelow(phrases[wrong]);
      const before = JSON.parse(JSON.stringify(selection.state()));
      const wasEmpty = !before.fiches.length && !before.title && !before.note;
      const put = (wanted) => selection.change((kept) => Object.assign(kept, wanted));
      put(state);
      const n = state.fiches.length;
      const count = n === 1 ? phrases["une-fiche"] : phrase("n-fiches", { n });
      const undo = () => {
        put(before);
        part("message").replaceChildren();
      };
      tellBelow(phrase(wasEmpty ? "ouverte" : "ouverte-remplace", { n: count }), wasEmpty ? null : undo);
    });
  }

  function setUp() {
    titleField.addEventListener("input", () => type((state) => (state.title = titleField.value)));
    noteField.addEventListener("input", () => type((state) => (state.note = noteField.value)));
    page.addEventListener("change", (event) => {
      if (event.target.name === "forme") selection.change((state) => (state.layout = event.target.value));
      else drawSheet(); // what was being written
    });
    addEventListener("beforeprint", drawSheet);
    part("imprimer-carnet").addEventListener("click", () => loadAll(true).then(() => window.print()));
    part("apercu").addEventListener("click", () => {
      const shown = !sheet.classList.contains("visible");
      preview(shown);
      if (!shown) return;
      sheet.scrollIntoView();
      part("fermer-apercu").focus({ preventScroll: true });
    });
    part("fermer-apercu").addEventListener("click", () => {
      preview(false);
      part("apercu").focus();
    });
    part("copier").addEventListener("click", () =>
      loadAll(true).then(() => copy(carnetText(selection.state(), entries()), phrases["texte-copie"])),
    );
    part("enregistrer").addEventListener("click", save);
    part("ouvrir").addEventListener("change", ({ target }) => {
      open(target.files[0]);
      target.value = "";
    });
    const dialog = part("confirmation");
    part("oublier").addEventListener("click", () => dialog.showModal());
    part("non").addEventListener("click", () => dialog.close());
    part("oui").addEventListener("click", () => {
      dialog.close();
      settle();
      forgetSelection();
      tellBelow(phrases.oubliee);
      part("message").focus();
    });
  }

  // A fiche that changed its name is followed under the new one.
  function followNames() {
    const isOld = ({ id }, state) => present(id) !== id && !state.fiches.some((other) => other.id === present(id));
    if (!selection.state().fiches.some((entry) => isOld(entry, selection.state()))) return;
    selection.change((state) => {
      for (const entry of state.fiches) if (isOld(entry, state)) entry.id = present(entry.id);
    });
  }

  // The list of packs is a script below this one: both have run when the document is ready.
  addEventListener("DOMContentLoaded", () => {
    setUp();
    selection.follow(() => {
      followNames();
      draw();
      loadAll();
    });
    followNames();
    draw();
    // All at once, so that nothing moves under the reader; without waiting for what is slow to come.
    const show = () => {
      part("corps").hidden = false;
    };
    setTimeout(show, patience);
    loadAll().then(show);
  });
})();
