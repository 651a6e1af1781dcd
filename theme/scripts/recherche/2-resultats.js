// How an answer looks: one line per result, and above them what the reader should know of how the question was read.
(function () {
  "use strict";
  const { make, selection, words } = window.ReperesPage;
  const { button, leaveWords, pageOf, placeOf, sentence, typographic } = window.ReperesPage.search;
  const understoodMax = 4;

  // Kind, title, summary; the passage found and where it stands; why this fiche.
  function row(hit, typed) {
    const header = make("p", { class: "resultat-genre" }, words["genre-" + hit.kind] || hit.kind);
    const state = hit.kind !== "sigle" && words["etat-" + hit.state];
    if (state) header.append(make("span", { class: "etat etat-" + hit.state }, state));
    const title = make("a", { class: "resultat-titre", href: pageOf(hit) }, typographic(hit.title));
    const item = make("li", { class: "resultat genre-" + hit.kind }, header, title);
    if (hit.summary) item.append(make("p", {}, typographic(hit.summary)));
    const pieces = hit.parts.map(({ mark, text: piece }) =>
      mark ? make("mark", {}, typographic(piece)) : typographic(piece),
    );
    if (pieces.length) item.append(make("p", { class: "resultat-passage" }, ...pieces));
    if (hit.anchor && hit.section) {
      const place = sentence("partie", { titre: typographic(hit.section) });
      item.append(make("a", { class: "resultat-partie", href: placeOf(hit) }, place));
    }
    for (const reason of hit.why) item.append(make("p", { class: "resultat-pourquoi" }, typographic(reason)));
    if (hit.kind !== "sigle") selection.button(hit.id, item);
    item.addEventListener("click", (event) => {
      if (event.target.closest("a")) leaveWords(hit, typed);
    });
    return item;
  }

  const message = (...children) => make("div", { class: "message" }, ...children);
  const note = (text) => (text ? make("span", { class: "note" }, typographic(text)) : "");

  function meaningsOf(answer) {
    const lines = answer.meanings.map((meaning) => {
      const name = typographic(meaning.expansion);
      const shown = meaning.url ? make("a", { href: pageOf(meaning) }, name) : name;
      return make("li", {}, shown, " ", note(words["domaine-" + meaning.domain] || meaning.domain));
    });
    const title = sentence("sens", { sigle: answer.meanings[0].sigle });
    const made = message(make("p", {}, make("strong", {}, title)), make("ul", {}, ...lines));
    made.classList.add("message-sens");
    return made;
  }

  // `askExactly`: asks the words as typed, without correction.
  function messages(answer, text, { isFiltered, askExactly }) {
    const lines = [];
    if (answer.meanings.length) lines.push(meaningsOf(answer));
    if (answer.corrected) {
      const exactly = button("lien-bouton", sentence("plutot", { texte: text }), askExactly);
      lines.push(message(make("p", {}, sentence("corrige", { corrige: answer.corrected }), " ; ", exactly, ".")));
    }
    // What the meanings and the correction say already is not said twice.
    const isNews = (entry) =>
      entry.became &&
      entry.became !== entry.typed &&
      entry.reason !== "correction" &&
      !(entry.reason === "sigle" && answer.meanings.length);
    const understood = answer.understood.filter(isNews).slice(0, understoodMax);
    // A situation told in several words: a line for all of them, the results say which led to them.
    const needs = understood.filter(({ reason }) => reason === "courant");
    const told = needs.length > 1 ? understood.filter((entry) => !needs.includes(entry)) : understood;
    if (understood.length) {
      const line = ({ typed, became, note: why }) =>
        make("p", {}, "« " + typographic(typed) + " » : ", make("strong", {}, typographic(became)), " ", note(why));
      const paragraphs = told.map(line);
      if (told !== understood) {
        const first = [...new Set(needs.map(({ became }) => became.split(" ; ")[0]))].join(" ; ");
        paragraphs.push(make("p", {}, words["cherche-aussi"] + " : ", make("strong", {}, typographic(first))));
      }
      lines.push(message(...paragraphs));
    }
    if (answer.nearest) lines.push(message(words["les-plus-proches"]));
    else if (!answer.total) lines.push(message(isFiltered ? words["rien-avec-filtres"] : words["aucun-resultat"]));
    return lines.length ? [make("div", { class: "messages" }, ...lines)] : [];
  }

  function countOf(answer) {
    const n = String(answer.total);
    if (answer.nearest || !answer.total) return words["aucun-resultat"];
    return sentence(answer.total < 2 ? "un-resultat" : "resultats", { n });
  }

  Object.assign(window.ReperesPage.search, { row, messages, countOf });
})();
