// A fiche: links of its headings, found words highlighted. Kept, from the result that was opened until its fiche has
// read them (sessionStorage): the words of that result.
(function () {
  "use strict";
  const { copy, drawing, make, words } = window.ReperesPage;

  function linkHeadings() {
    for (const heading of document.querySelectorAll(".texte h2[id], .texte h3[id]")) {
      const name = words["copier-lien"] + " : " + heading.textContent;
      const button = make(
        "button",
        { type: "button", class: "ancre", "aria-label": name, title: words["copier-lien"] },
        drawing(
          "M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
        ),
      );
      button.addEventListener("click", () => {
        history.replaceState(history.state, "", "#" + heading.id);
        copy(location.href, words.copie);
      });
      heading.append(button);
    }
  }

  // --- Found words: the search page leaves those of the result that is opened, the fiche highlights them. ---

  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae");

  function highlight(asked) {
    const body = document.querySelector(".fiche");
    if (!body) return;
    const wanted = new Set(asked.map(fold).filter((word) => word.length > 2));
    if (!wanted.size) return;
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement.closest("button, script, mark, .cote, .voisins, .fiche-tete")
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const pieces = node.data.split(/([\p{L}\p{Nd}\p{Mn}]+)/u);
      if (!pieces.some((piece, rank) => rank % 2 && wanted.has(fold(piece)))) continue;
      node.replaceWith(
        ...pieces.map((piece, rank) => (rank % 2 && wanted.has(fold(piece)) ? make("mark", {}, piece) : piece)),
      );
    }
    addEventListener("keydown", function clear(event) {
      if (event.key !== "Escape") return;
      removeEventListener("keydown", clear);
      for (const mark of document.querySelectorAll(".fiche mark")) mark.replaceWith(mark.textContent);
      body.normalize();
    });
  }

  function highlightFound() {
    try {
      const left = JSON.parse(sessionStorage.getItem("reperes.mots") || "null");
      sessionStorage.removeItem("reperes.mots");
      if (left && decodeURI(location.pathname).endsWith("/" + left.page)) highlight(left.words);
    } catch (refused) {
      /* nothing to highlight */
    }
  }

  linkHeadings();
  highlightFound();
})();
