// Every page: colours, printing, links of headings, back to top, the « / » shortcut, found words highlighted.
// Nothing is sent anywhere. Kept: the choice of colours (localStorage) and the words of the last result opened, until
// its fiche has read them (sessionStorage). Sentences come from strings.fr.yml (ReperesMots).
(function () {
  "use strict";
  const words = window.ReperesMots || {};
  const root = document.documentElement;

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function drawing(outline) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", outline);
    svg.append(path);
    return svg;
  }

  // A word on the screen, read out too: its place is there before the first word, or readers would not hear it.
  const notice = make("p", { class: "annonce", role: "status" });
  document.body.append(notice);
  function say(text) {
    notice.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => {
      notice.textContent = "";
    }, 2500);
  }

  function setUpColours() {
    const button = document.querySelector("[data-theme-bascule]");
    if (!button) return;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "sombre" : system.matches);
    const label = () => {
      button.querySelector("span").textContent = isDark() ? words["theme-clair"] : words["theme-sombre"];
    };
    label();
    system.addEventListener("change", label);
    button.addEventListener("click", () => {
      const choice = isDark() ? "clair" : "sombre";
      root.dataset.theme = choice;
      label();
      try {
        localStorage.setItem("reperes.theme", choice);
      } catch (refused) {
        /* it holds for this page */
      }
    });
  }

  function copy(text, said) {
    const done = () => say(said);
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, () => copyByHand(text, done));
    } else {
      copyByHand(text, done);
    }
  }

  // Without the clipboard API (a file opened by double click): a text area, selected then copied.
  function copyByHand(text, done) {
    const area = make("textarea", { class: "invisible", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (copied) done();
  }

  function setUpActions() {
    for (const block of document.querySelectorAll("[data-actions]")) block.hidden = false;
    for (const button of document.querySelectorAll("[data-imprimer]"))
      button.addEventListener("click", () => window.print());
    for (const button of document.querySelectorAll("[data-copier-adresse]"))
      button.addEventListener("click", () => copy(location.href.replace(/#.*$/, ""), words.copie));
  }

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

  function addBackToTop() {
    if (document.documentElement.scrollHeight < 3 * innerHeight) return;
    const link = make(
      "a",
      { href: "#contenu", class: "haut-de-page", "aria-label": words["haut-de-page"] },
      drawing("M12 19V5m-6 6 6-6 6 6"),
    );
    link.hidden = true;
    document.getElementById("contenu").append(link); // inside a landmark
    addEventListener(
      "scroll",
      () => {
        link.hidden = scrollY < 2 * innerHeight;
      },
      { passive: true },
    );
    link.addEventListener("click", (event) => {
      event.preventDefault();
      scrollTo(0, 0);
      document.getElementById("contenu").focus({ preventScroll: true });
    });
  }

  function addShortcut() {
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      const field = document.querySelector(".chercher input");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
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

  window.ReperesPage = { copy, drawing, make, say, words };
  setUpColours();
  setUpActions();
  linkHeadings();
  addBackToTop();
  addShortcut();
  highlightFound();
})();
