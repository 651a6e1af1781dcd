// The units of a title as a list to tick, and what that comes to: credits obtained, what remains.
//
// Kept in localStorage only, under a key of this copy of this site: the units ticked, whichever title they are ticked
// in. A storage that refuses, is full or holds nonsense never breaks the list: it then lasts as long as the page, and
// that is said once. Every change starts from what is stored, so that two tabs never undo one another.
(function () {
  "use strict";
  const section = document.querySelector("[data-coches]");
  if (!section) return;
  const { make, say } = window.ReperesPage;
  const { racine, site } = document.documentElement.dataset;
  const key = "reperes.unites." + site + new URL(racine || "./", location.href).pathname;
  const version = 1;
  const most = 1000; // ids kept

  const phrases = {};
  for (const line of section.querySelector("[data-phrases]").content.children)
    phrases[line.dataset.cle] = line.textContent;
  const phrase = (name, values) => phrases[name].replace(/\{(\w+)\}/g, (whole, given) => values[given]);
  const part = (name) => section.querySelector("[data-" + name + "]");

  // --- What is kept. ---

  let ticked = new Set();
  let lost = false; // nothing can be kept: this page is all there is

  function clean(value) {
    if (!value || value.version !== version || !Array.isArray(value.units)) return null;
    return new Set(value.units.filter((id) => typeof id === "string" && id.length <= 200).slice(0, most));
  }

  function read() {
    if (lost) return;
    let stored = null;
    try {
      stored = localStorage.getItem(key);
    } catch (refused) {
      return;
    }
    let kept = null;
    try {
      kept = stored === null ? new Set() : clean(JSON.parse(stored));
    } catch (nonsense) {
      kept = null;
    }
    if (!kept) {
      localStorage.removeItem(key);
      say(phrases.illisible);
    }
    ticked = kept || new Set();
  }

  function write() {
    try {
      if (ticked.size) localStorage.setItem(key, JSON.stringify({ version, units: [...ticked].sort() }));
      else localStorage.removeItem(key);
      return true;
    } catch (refused) {
      if (!lost) say(phrases["non-gardee"]);
      lost = true;
      return false;
    }
  }

  // --- The list. ---

  const rows = [...section.querySelectorAll("[data-unite]")].map((line) => {
    const id = line.dataset.unite;
    const box = make("input", { type: "checkbox", id: "case-" + id, "aria-labelledby": "unite-" + id });
    // The label makes a large target of a small box; the unit's name beside it leads to its fiche.
    line.querySelector(".coche-case").replaceWith(make("label", { class: "coche-case", for: box.id }, box));
    box.addEventListener("change", () => change(() => ticked[box.checked ? "add" : "delete"](id)));
    const activity = "activite" in line.dataset;
    return {
      id,
      line,
      box,
      name: activity ? line.querySelector("a").textContent : id,
      credits: Number(line.dataset.credits),
      part: line.closest("[data-partie]") || line, // units of which one counts share theirs
    };
  });
  const parts = [...new Set(rows.map((row) => row.part))].map((own) => rows.filter((row) => row.part === own));

  function paint() {
    for (const row of rows) {
      row.box.checked = ticked.has(row.id);
      row.line.classList.toggle("coche-faite", row.box.checked);
    }
    let obtained = 0;
    let least = 0;
    let greatest = 0;
    const remaining = [];
    for (const units of parts) {
      const done = units.filter((row) => ticked.has(row.id)).map((row) => row.credits);
      const possible = done.length ? [Math.max(...done)] : units.map((row) => row.credits);
      if (done.length) obtained += possible[0];
      else remaining.push(units.map((row) => row.name).join(" " + phrases["ou-bien"] + " "));
      least += Math.min(...possible);
      greatest += Math.max(...possible);
    }
    const total = least === greatest ? String(least) : phrase("ou", { a: greatest, b: least });
    part("bilan").textContent = remaining.length
      ? phrase("bilan", { n: obtained, sur: total })
      : phrase("tout", { n: obtained });
    part("barre").max = greatest;
    part("barre").value = obtained;
    part("reste").hidden = !remaining.length || remaining.length === parts.length;
    part("reste").textContent = phrase("reste", { liste: remaining.join(", ") });
    part("gestes").hidden = !rows.some((row) => row.box.checked) && !undone;
    part("effacer").textContent = phrases[undone ? "annuler" : "effacer"];
  }

  let undone = null; // what « Tout décocher » took away, as long as nothing else is ticked

  function change(edit) {
    read();
    undone = null;
    edit();
    write();
    paint();
  }

  // Units of other titles are none of this list's business: they stay.
  function clear() {
    const own = rows.filter((row) => ticked.has(row.id)).map((row) => row.id);
    change(() => own.forEach((id) => ticked.delete(id)));
    undone = own;
    paint();
    say(phrases.effacee);
  }

  function restore() {
    const again = undone;
    change(() => again.forEach((id) => ticked.add(id)));
    say(phrases.reprise);
  }

  function refresh() {
    const before = [...ticked].sort().join();
    read();
    if ([...ticked].sort().join() !== before) paint();
  }

  part("effacer").addEventListener("click", () => (undone ? restore() : clear()));
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) refresh();
  });
  addEventListener("pageshow", refresh);
  addEventListener("focus", refresh);

  part("bilan-note").textContent = phrases.note;
  part("bilan").setAttribute("role", "status");
  part("barre").hidden = false;
  read();
  paint();
})();
