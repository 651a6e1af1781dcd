// A paper on paper: two versions and their key, laid in the page for the printer. All is set as text, never as HTML.
//
// Choices are lettered in the order in which the version shows them; of a match the right sides are; of an order, the
// steps. The key follows version A; of each question it gives the number and the answer in both.
(function () {
  "use strict";
  const { make } = window.ReperesPage;
  const { answers, questions } = window.ReperesReviser;
  const { phrase, phrases, plural } = questions;
  const twenty = 20; // what a mark is out of
  const letter = (rank) => String.fromCharCode(65 + rank);
  const box = (text) => make("span", { class: "case", "aria-hidden": "true" }, text || "");

  function lettered(rows, text) {
    const lines = rows.map((at, rank) => make("li", {}, box(letter(rank)), make("span", {}, text(at))));
    return make("ul", { class: "copie-choix" }, ...lines);
  }
  const bodies = {
    appariement(item, { rows, rights }) {
      const lefts = rows.map((at) => make("li", {}, box(), make("span", {}, item.c[at][0])));
      const left = make("ul", { class: "copie-choix" }, ...lefts);
      return make(
        "div",
        { class: "copie-paires" },
        left,
        lettered(rights, (at) => item.c[at][1]),
      );
    },
    ordre(item, { rows }) {
      const blanks = make("p", { class: "copie-rangs" }, phrases["dans-l-ordre"] + " ", ...rows.map(() => box()));
      return make(
        "div",
        {},
        lettered(rows, (at) => item.c[at]),
        blanks,
      );
    },
  };
  const choices = (item, { rows }) => lettered(rows, (at) => item.c[at]);

  // What one writes in the boxes.
  const solutions = {
    appariement(item, { rows, rights }) {
      const texts = rights.map((at) => item.c[at][1]);
      return rows.map((at) => letter(texts.indexOf(item.c[at][1]))).join(" ");
    },
    ordre: (item, { rows }) => item.c.map((step, at) => letter(rows.indexOf(at))).join(" "),
  };
  const ticked = (item, { rows }) =>
    item.b
      .map((at) => letter(rows.indexOf(at)))
      .sort()
      .join(" ");
  const solution = (item, laid) => (solutions[item.t] || ticked)(item, laid);

  // In words; pairs in the order in which they are laid.
  const inWords = {
    appariement: (item, { rows }) => rows.map((at) => item.c[at].join(" → ")).join(" ; "),
    ordre: (item) => item.c.map((step, rank) => rank + 1 + ". " + step).join(" "),
  };
  const said = (item, laid) => (inWords[item.t] || (() => item.b.map((at) => item.c[at]).join(" ; ")))(item, laid);

  const blank = (label) => make("span", { class: "a-remplir" }, label + " ");

  function sheet(exam, version, head) {
    let number = 0;
    const parts = version.parts.map(({ title, items }) => {
      const lines = items.map((item) => {
        ++number;
        const body = (bodies[item.t] || choices)(item, answers.laid(item, version.lot(item)));
        const question = make("p", { class: "copie-question" }, make("b", {}, number + ". "), item.q);
        const how = item.t === "qcm" ? [] : [make("p", { class: "note" }, phrases["type-" + item.t])];
        return make("li", {}, question, ...how, body);
      });
      const name = make("h3", {}, title, " ", make("span", { class: "note" }, plural("points", items.length)));
      return make("section", {}, name, make("ol", { class: "copie-questions" }, ...lines));
    });
    const names = ["nom", "prenom", "date"].map((name) => blank(phrases[name]));
    const marks = [number, twenty].map((most) => make("span", { class: "copie-note" }, phrase("sur", { n: most })));
    return make(
      "section",
      { class: "copie", "data-copie": version.name },
      make("h2", {}, phrase("copie", { ue: exam.ue, version: version.name })),
      make("p", { class: "copie-ue" }, exam.title),
      make("p", {}, head + " ", phrases["bareme"]),
      make("p", { class: "copie-noms" }, ...names, ...marks),
      ...parts,
    );
  }

  function key(exam, versions, head) {
    const numbers = versions.map(({ parts }) => parts.flatMap(({ items }) => items));
    const cell = (version, item) => {
      const rank = numbers[versions.indexOf(version)].indexOf(item) + 1;
      return make("td", {}, make("b", {}, String(rank)), " " + solution(item, answers.laid(item, version.lot(item))));
    };
    const line = (item) => {
      const fiche = make("span", { class: "note" }, item.fiche.title);
      const answer = said(item, answers.laid(item, versions[0].lot(item)));
      const sentences = [make("b", {}, answer), " ", ...(item.e && item.e !== answer ? [item.e + " "] : []), fiche];
      return make("tr", {}, ...versions.map((version) => cell(version, item)), make("td", {}, ...sentences));
    };
    const heads = [...versions.map(({ name }) => phrase("version", { version: name })), phrases["reponse-et-fiche"]];
    const table = make(
      "table",
      {},
      make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...numbers[0].map(line)),
    );
    return make(
      "section",
      { class: "copie", "data-copie": "corrige" },
      make("h2", {}, phrase("corrige", { ue: exam.ue })),
      make("p", { class: "copie-ue" }, exam.title),
      make("p", {}, head),
      table,
    );
  }

  Object.assign(window.ReperesReviser, { printed: { key, said, sheet } });
})();
