// Before a session: what to revise, how, for how long; and one's own progress, its file, its end.
(function () {
  "use strict";
  const { make, selection } = window.ReperesPage;
  const { material, progression: ways, questions, storage } = window.ReperesReviser;
  const { phrase, phrases, plural } = questions;
  const page = document.querySelector("[data-page-reviser]");
  const part = (name) => page.querySelector("[data-" + name + "]");
  const file = { bytesMax: 8000000 };
  const unitsMax = 3; // in the open; the others in the list

  const today = () => ways.dayAt(Date.now());
  const counted = ({ cards, questions: asked }) =>
    [cards && plural("cartes", cards), asked && plural("questions", asked)].filter(Boolean).join(", ");

  // « #ue=AST004 », « #fiche=apl,caf », « #du » → a set, if this site has something of it.
  function wanted() {
    const [[kind, value] = []] = new URLSearchParams(location.hash.slice(1));
    if (kind === "du" || kind === "rate") return { kind };
    if (kind === "fiche") return { kind: "fiches", value: value.split(",").filter(material.fiche) };
    return Object.values(material.sets())
      .flat()
      .find((set) => set.kind === kind && set.value === value);
  }
  const codeOf = ({ kind, value = "" }) => kind + "=" + value;
  function setOf(code) {
    const at = code.indexOf("=");
    const kind = code.slice(0, at);
    const value = code.slice(at + 1);
    if (kind === "selection") return { kind: "fiches", value: selection.state().fiches.map(({ id }) => id) };
    return { kind, value: kind === "fiches" ? value.split(",") : value };
  }

  function radio(set, name, ...more) {
    const id = "ensemble-" + codeOf(set);
    const words = make("span", {}, make("strong", {}, name), ...more.map((line) => make("span", {}, line)));
    const made = make("input", { type: "radio", name: "ensemble", value: codeOf(set), id });
    return make("label", { for: id, class: "ensemble" }, made, words);
  }

  // --- The sets. ---

  function drawSets() {
    const before = page.querySelector("[name=ensemble]:checked");
    const others = part("autre").value;
    const sets = material.sets();
    const known = material.states();
    const n = (test) => [...known.values()].filter(test).length;
    const due = n((state) => ways.isDue(state, today()));
    const missed = n((state) => state.missed);
    const lines = [];
    const asked = wanted();
    if (asked && asked.kind === "fiches" && asked.value.length) {
      const titles = asked.value.map((id) => material.fiche(id).title);
      const name = titles.length === 1 ? titles[0] : phrase("fiches", { n: titles.length });
      lines.push(radio(asked, name, counted(material.counts(asked))));
    }
    if (known.size) {
      lines.push(radio({ kind: "du" }, phrases.du, due ? plural("a-revoir", due) : phrases["rien-du"]));
      lines.push(radio({ kind: "rate" }, phrases.rate, missed ? plural("a-revoir", missed) : phrases["rien-rate"]));
    }
    const biggest = [...sets.ue].sort((a, b) => b.cards + b.questions - a.cards - a.questions).slice(0, unitsMax);
    const units = sets.ue.filter((set) => biggest.includes(set) || (asked && codeOf(asked) === codeOf(set)));
    for (const set of units) lines.push(radio(set, set.value, set.label, counted(set)));
    part("ensembles").replaceChildren(...lines);

    const group = (label, list) =>
      make("optgroup", { label }, ...list.map((set) => make("option", { value: codeOf(set) }, set.label)));
    const all = [make("option", { value: "tout=" }, phrases.tout)];
    const chosen = selection.state().fiches.filter(({ id }) => material.fiche(id)).length;
    if (chosen) all.push(make("option", { value: "selection=" }, phrase("selection", { n: chosen })));
    const rest = sets.ue.filter((set) => !units.includes(set));
    const named = rest.map((set) => ({ ...set, label: set.value + " " + set.label }));
    if (named.length) all.push(group(phrases["par-ue"], named));
    all.push(group(phrases["par-genre"], sets.genre), group(phrases["par-domaine"], sets.domaine));
    part("autre").replaceChildren(...all);

    const check = (code) => {
      const there = [...page.querySelectorAll("[name=ensemble]")].find(({ value }) => value === code);
      if (there) there.checked = true;
      return there;
    };
    const isInList = (code) => [...part("autre").options].some(({ value }) => value === code);
    if (isInList(others)) part("autre").value = others;
    if (before && check(before.value)) return;
    if (asked && check(codeOf(asked))) return;
    if (asked && isInList(codeOf(asked))) part("autre").value = codeOf(asked);
    else if ((due && check("du=")) || (units[0] && check(codeOf(units[0])))) return;
    check("autre");
  }

  function chosen() {
    const { value } = page.querySelector("[name=ensemble]:checked");
    const pick = (name) => page.querySelector("[name=" + name + "]:checked").value;
    return {
      set: setOf(value === "autre" ? part("autre").value : value),
      kind: pick("matiere"),
      minutes: Number(pick("minutes")),
    };
  }

  // --- One's progress. ---

  function drawProgress() {
    const known = storage.all();
    const { weeks, thisWeek } = ways.habit(known, today());
    const lines = [known.size ? plural("vues", known.size) : phrases["rien-vu"]];
    const gone = known.size - material.states().size;
    if (gone) lines.push(plural("disparues", gone));
    if (thisWeek) lines.push(plural("cette-semaine", thisWeek));
    if (weeks > 1) lines.push(phrase("semaines", { n: weeks }));
    part("etat").replaceChildren(...lines.map((line) => make("li", {}, line)));
    part("mis-de-cote").hidden = !storage.asides().length;
    const trouble = storage.trouble();
    part("ennui").textContent = trouble && phrases[trouble];
    part("ennui").hidden = !trouble;
  }

  function draw() {
    drawSets();
    drawProgress();
  }

  function tell(text) {
    part("message").replaceChildren(make("p", {}, text));
  }

  // Local day, as in the name of a file.
  function day() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  function download(content, name) {
    const link = make("a", { download: name });
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function open(chosenFile) {
    if (!chosenFile) return;
    if (chosenFile.size > file.bytesMax) return tell(phrases["fichier-gros"]);
    const { progression, state } = ways.read(await chosenFile.text());
    if (state === "foreign" || state === "recent") return tell(phrases["fichier-" + state]);
    storage.add(progression);
    draw();
    tell(plural(state === "damaged" ? "ouvert-abime" : "ouvert", progression.size));
  }

  function setUp() {
    part("enregistrer").addEventListener("click", () =>
      download(ways.write(storage.all()), "revision-" + day() + ".json"),
    );
    part("mis-de-cote").addEventListener("click", () =>
      storage.asides().forEach((text, rank) => download(text, "revision-abimee-" + (rank + 1) + ".txt")),
    );
    part("ouvrir").addEventListener("change", ({ target }) => {
      open(target.files[0]);
      target.value = "";
    });
    part("autre").addEventListener("change", () => {
      page.querySelector("[name=ensemble][value=autre]").checked = true;
    });
    const dialog = part("confirmation");
    part("oublier").addEventListener("click", () => dialog.showModal());
    part("non").addEventListener("click", () => dialog.close());
    part("oui").addEventListener("click", () => {
      dialog.close();
      storage.forget();
      draw();
      tell(phrases.oubliee);
      part("message").focus();
    });
  }

  Object.assign(window.ReperesReviser, { choice: { chosen, draw, page, part, setUp, today } });
})();
