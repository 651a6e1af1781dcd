// A selection as something to hand over: the sheets to print, and a text for a message.
//
// Both take entries: { title, note, fiche } in order, `fiche` null when it is gone. All is set as text, never as HTML.
(function () {
  "use strict";
  const { make } = window.ReperesPage;
  const phrases = {};
  for (const line of document.querySelector("[data-phrases]").content.children)
    phrases[line.dataset.cle] = line.textContent;
  const phrase = (key, values) => phrases[key].replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  const linesToWrite = 24; // the sheet shows as many as there is room for
  const today = () => new Date().toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" });
  const nameOf = ({ fiche, title }) => (fiche ? fiche.title + (fiche.sigle ? " (" + fiche.sigle + ")" : "") : title);
  const sourcesOf = (fiche) => [...new Set(fiche.sources || [])].join(" ; ");

  // --- On paper. ---

  // The code comes as its modules, four to a hexadecimal digit, row by row; around it, the quiet zone of the standard.
  function drawQr(fiche) {
    const [side, digits] = fiche.qr;
    const quiet = 4;
    const size = side + 2 * quiet;
    let black = "";
    for (let at = 0; at < side * side; ++at)
      if ((parseInt(digits[at >> 2], 16) >> (3 - (at & 3))) & 1)
        black += "M" + ((at % side) + quiet) + " " + (Math.floor(at / side) + quiet) + "h1v1h-1z";
    const make = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const svg = make("svg", { class: "carnet-qr", viewBox: "0 0 " + size + " " + size, role: "img" });
    svg.setAttribute("shape-rendering", "crispEdges");
    svg.setAttribute("aria-label", phrase("qr", { titre: fiche.title }));
    const white = "M0 0h" + size + "v" + size + "H0z";
    svg.append(make("path", { fill: "#fff", d: white }), make("path", { fill: "#000", d: black }));
    return svg;
  }

  function list(name, values) {
    if (values.length < 2) return values.map((value) => make("p", {}, value));
    const items = values.map((value) => make("li", {}, value));
    return [make(name === "etapes" ? "ol" : "ul", {}, ...items)];
  }

  function drawFact(fact) {
    const inside = (fact.inside || []).map(drawFact);
    return make(
      "div",
      { class: "carnet-fait carnet-fait-" + fact.name },
      make("dt", {}, fact.label),
      make("dd", {}, ...list(fact.name, fact.values || []), ...(inside.length ? [make("dl", {}, ...inside)] : [])),
    );
  }

  // What was written, then lines for a pen.
  function drawNotes(note) {
    const written = note ? [make("p", { class: "carnet-ecrit" }, note)] : [];
    const lines = Array.from({ length: linesToWrite }, () => make("span"));
    const ruled = make("div", { class: "carnet-lignes", "aria-hidden": "true" }, ...lines);
    return make("div", { class: "carnet-notes" }, make("h4", {}, phrases.notes), ...written, ruled);
  }

  function drawFiche(entry, rank) {
    const { fiche, note } = entry;
    const title = make("h3", {}, make("span", { class: "carnet-rang" }, String(rank + 1)), nameOf(entry));
    if (!fiche)
      return make(
        "section",
        { class: "carnet-fiche" },
        make("div", { class: "carnet-fiche-tete" }, make("div", {}, title, make("p", {}, phrases.disparue))),
        drawNotes(note),
      );
    const head = make("div", {}, make("p", { class: "carnet-genre" }, fiche.kindLabel), title);
    if (fiche.summary) head.append(make("p", { class: "carnet-resume" }, fiche.summary));
    const access = make("div", { class: "carnet-acces" });
    if (fiche.number) access.append(make("p", { class: "carnet-numero" }, fiche.number));
    if (fiche.qr) access.append(drawQr(fiche));
    const trust = [make("p", {}, fiche.checked)];
    if (sourcesOf(fiche)) trust.push(make("p", {}, phrase("source", { sources: sourcesOf(fiche) })));
    if (fiche.address) trust.push(make("p", { class: "carnet-adresse" }, fiche.address));
    return make(
      "section",
      { class: "carnet-fiche genre-" + fiche.kind },
      make("div", { class: "carnet-fiche-tete" }, head, access),
      make("dl", { class: "carnet-faits" }, ...(fiche.facts || []).map(drawFact)),
      drawNotes(note),
      make("div", { class: "carnet-confiance" }, ...trust),
    );
  }

  function drawCarnet(area, { title, note, layout }, entries) {
    const part = (name) => area.querySelector("[data-carnet-" + name + "]");
    area.dataset.carnet = layout;
    part("titre").textContent = title || phrases["titre-carnet"];
    part("date").textContent = today();
    part("note").textContent = note;
    part("sommaire").replaceChildren(
      make("h3", {}, phrases.sommaire),
      make("ol", {}, ...entries.map((entry) => make("li", {}, nameOf(entry)))),
      ...drawNotes("").childNodes,
    );
    part("fiches").replaceChildren(...entries.map(drawFiche));
  }

  // --- In a message. ---

  function factLines(fact, indent) {
    const values = fact.values || [];
    const inside = fact.inside || [];
    const label = indent + fact.label + " : ";
    if (values.length === 1 && !inside.length) return [label + values[0]];
    const numbered = (value, rank) => (fact.name === "etapes" ? rank + 1 + ") " : "- ") + value;
    return [
      label.trimEnd(),
      ...values.map((value, rank) => indent + "  " + numbered(value, rank)),
      ...inside.flatMap((sub) => factLines(sub, indent + "  ")),
    ];
  }

  function ficheText(entry, rank) {
    const { fiche, note } = entry;
    const lines = [rank + 1 + ". " + nameOf(entry).toLocaleUpperCase("fr-FR")];
    if (!fiche) lines.push(phrases.disparue);
    else {
      lines.push(fiche.kindLabel);
      if (fiche.summary) lines.push(fiche.summary);
      if (fiche.number) lines.push(phrase("telephone", { numero: fiche.number }));
      for (const fact of fiche.facts || []) lines.push(...factLines(fact, ""));
      lines.push(fiche.checked);
      if (sourcesOf(fiche)) lines.push(phrase("source", { sources: sourcesOf(fiche) }));
      if (fiche.address) lines.push(phrase("en-ligne", { adresse: fiche.address }));
    }
    if (note) lines.push(phrases["geste-note"] + " : " + note);
    return lines.join("\n");
  }

  // Telephones and mail programs don't all know the spaces of typography.
  function carnetText({ title, note }, entries) {
    const head = [(title || phrases["titre-carnet"]).toLocaleUpperCase("fr-FR"), today()].join("\n");
    const whole = [head, ...(note ? [note] : []), ...entries.map(ficheText)].join("\n\n") + "\n";
    return whole.replace(/[\u00a0\u202f]/g, " ");
  }

  Object.assign(window.ReperesPage.carnet, { carnetText, drawCarnet, phrase, phrases, today });
})();
