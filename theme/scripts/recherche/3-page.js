// The search page: results as one types, filters, all of it in the address: to be shared, and for « back » to work.
//
// Keys: arrows go from the field through the results, Enter opens, Escape comes back to the field, then empties it.
(function () {
  "use strict";
  const page = document.querySelector("[data-page-recherche]");
  if (!page) return;
  const { make, words } = window.ReperesPage;
  const { ask, button, countOf, makeFilters, messages, row } = window.ReperesPage.search;
  const pageSize = 10;
  const patience = 150; // milliseconds before the page says that it searches
  const firstShown = 6; // fill a screen; the others of the first ten come as one scrolls

  const form = page.querySelector("form");
  const field = form.querySelector("input");
  const count = page.querySelector("[data-compte]");
  const body = page.querySelector("[data-corps]");
  const area = page.querySelector("[data-resultats]");
  const otherWays = page.querySelector("[data-sans-recherche]");
  const baseTitle = document.title;
  const filters = makeFilters(page.querySelector("[data-filtres]"), () => search());
  let turn = 0; // of questions: only the last one's answer is shown
  let shown = 0; // results on the page

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") || "";
    filters.read(parameters);
  }

  function writeAddress(text) {
    const parameters = new URLSearchParams();
    if (text) parameters.set("q", text);
    filters.write(parameters);
    const query = parameters.toString();
    history.replaceState({ shown }, "", location.pathname + (query ? "?" + query : ""));
    document.title = text ? text + " – " + baseTitle : baseTitle;
  }

  // Two frames after the results: what is drawn beside them or written for later must not hold them up.
  const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work, 30));

  function show(answer, text) {
    const askExactly = () => {
      field.value = '"' + text.replace(/"/g, "") + '"';
      search();
      field.focus();
    };
    const list = make("ol", {}, ...answer.hits.map((hit) => row(hit, answer.typed)));
    shown = answer.hits.length;
    count.textContent = countOf(answer);
    area.replaceChildren(...messages(answer, text, { isFiltered: filters.count() > 0, askExactly }), list);
    if (shown < answer.total) area.append(moreButton(list, text, answer.total));
    filters.hold();
    body.hidden = false;
    otherWays.hidden = answer.total > 0 && !answer.nearest; // nothing found: needs and lists, below
  }

  function moreButton(list, text, total) {
    const made = button("bouton plus", words["afficher-plus"], () => load(pageSize, true));
    function load(limit, takesFocus) {
      made.disabled = true;
      ask(text, { limit, offset: shown, filters: filters.chosen }).then((answer) => {
        if (!made.isConnected) return; // another question was asked meanwhile
        const rows = answer.hits.map((hit) => row(hit, answer.typed));
        list.append(...rows);
        shown += rows.length;
        writeAddress(text);
        if (takesFocus && rows.length) rows[0].querySelector(".resultat-titre").focus();
        made.disabled = false;
        if (shown >= total || !rows.length) made.remove();
      }, showFailure);
    }
    if (shown < pageSize) {
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        load(pageSize - shown, false);
      });
      seen.observe(made);
    }
    return made;
  }

  // A part that can't be loaded is no empty result: it says so, and offers to try again.
  function showFailure(reason) {
    const missing = reason && reason.message === "absente";
    count.textContent = missing ? words.absente : words.panne;
    const message = make("div", { class: "message message-panne" }, make("strong", {}, count.textContent));
    if (!missing)
      message.append(
        make("p", {}, words["panne-aide"]),
        button("bouton", words.reessayer, () => search()),
      );
    area.replaceChildren(message);
    filters.empty();
    body.hidden = false;
    otherWays.hidden = false;
  }

  function search(limit) {
    const text = field.value.trim();
    const mine = ++turn;
    if (!text && !filters.count()) {
      count.textContent = "";
      body.hidden = true;
      otherWays.hidden = false;
      shown = 0;
      writeAddress("");
      return Promise.resolve();
    }
    if (body.hidden)
      setTimeout(() => {
        if (mine === turn && body.hidden) count.textContent = words["recherche-en-cours"];
      }, patience);
    return ask(text, { limit: Math.max(firstShown, limit || 0), offset: 0, filters: filters.chosen }).then(
      (answer) => {
        if (mine !== turn) return;
        show(answer, text);
        afterPaint(() => {
          if (mine !== turn) return;
          filters.show(answer);
          writeAddress(text);
        });
      },
      (reason) => {
        if (mine === turn) showFailure(reason);
      },
    );
  }

  page.addEventListener("keydown", (event) => {
    const links = [...area.querySelectorAll(".resultat-titre")];
    const rank = links.indexOf(document.activeElement);
    if (event.target !== field && rank < 0) return;
    if (event.key === "ArrowDown" && links[rank + 1]) {
      links[rank + 1].focus();
    } else if (event.key === "ArrowUp" && rank >= 0) {
      (links[rank - 1] || field).focus();
    } else if (event.key === "Escape" && rank >= 0) {
      field.focus();
    } else if (event.key === "Escape" && field.value) {
      field.value = "";
      search();
    } else {
      return;
    }
    event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search().then(() => {
      const first = area.querySelector(".resultat-titre");
      if (first && document.activeElement === field) first.focus();
    });
  });
  field.addEventListener("input", () => search());
  addEventListener("popstate", () => {
    readAddress();
    search();
  });

  // Coming back from a fiche: the same results at the same height.
  const heightKey = "reperes.hauteur";
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(heightKey, JSON.stringify([location.search, scrollY]));
    } catch (refused) {
      // The page will open at its top.
    }
  });
  function restoreHeight() {
    try {
      const [query, height] = JSON.parse(sessionStorage.getItem(heightKey) || "[]");
      if (query === location.search) scrollTo(0, height);
    } catch (refused) {
      // At the top, then.
    }
  }

  const shownBefore = history.state && history.state.shown;
  readAddress();
  search(shownBefore).then(() => {
    if (shownBefore) restoreHeight();
  });
  if (!field.value) field.focus({ preventScroll: true });
})();
