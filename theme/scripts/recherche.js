// What the search page and the suggestions share: the engine, addresses of results, words left for the fiche.
//
// The engine (ReperesSearch, from search/) is loaded when first needed, by <script>, so that a page opened by double
// click searches too. Everything shown is set as text, never as HTML. Sentences come from strings.fr.yml.
(function () {
  "use strict";
  const { make, words } = window.ReperesPage;
  const { racine, recherche, moteur, suggestions } = document.documentElement.dataset;

  // « {n} résultats » with its names replaced.
  const sentence = (key, names) =>
    Object.entries(names || {}).reduce(
      (text, [name, value]) => text.replace("{" + name + "}", () => value),
      words[key] || key,
    );
  const typographic = (text) => text.replace(/'/g, "’");

  function load(url) {
    return new Promise((ready, fail) => {
      const script = make("script", { src: url });
      script.onload = ready;
      script.onerror = () => {
        script.remove();
        fail(new Error(url));
      };
      document.head.append(script);
    });
  }

  let engine = null;
  function openEngine() {
    if (!recherche) return Promise.reject(new Error("absente"));
    if (!engine) {
      engine = load(racine + moteur)
        .then(() => window.ReperesSearch.open({ base: racine + recherche }))
        .then((reader) => reader.ready.then(() => reader));
      engine.catch(() => {
        engine = null; // the next question tries again
      });
    }
    return engine;
  }

  // The answer, with those typed words that count in it: `typed`.
  function ask(text, options) {
    return openEngine().then((reader) =>
      reader.ask(text, options).then((answer) => {
        const counting = new Set(answer.stems);
        const typed = reader.analyse(text).filter(({ stem }) => counting.has(stem));
        return { ...answer, typed: typed.map(({ begin, end }) => text.slice(begin, end)) };
      }),
    );
  }

  const pageOf = (hit) => racine + hit.url;
  const placeOf = (hit) => pageOf(hit) + (hit.anchor ? "#" + hit.anchor : "");

  // What the fiche will highlight once opened: the words of the passage, and those that were typed.
  function leaveWords(hit, typed) {
    const found = hit.parts.filter((piece) => piece.mark).map((piece) => piece.text);
    try {
      const left = { page: hit.url, words: [...new Set([...found, ...typed])] };
      sessionStorage.setItem("reperes.mots", JSON.stringify(left));
    } catch (refused) {
      // Nothing will be highlighted.
    }
  }

  // A search field that is entered gets its suggestions; on the search page, results stand in the page.
  let suggesting = Boolean(document.querySelector("[data-page-recherche]"));
  function suggest() {
    const field = document.activeElement;
    if (suggesting || !field || !field.matches("form.chercher input")) return;
    suggesting = true;
    load(racine + suggestions).catch(() => {
      suggesting = false; // the next entry tries again
    });
  }

  window.ReperesPage.search = { openEngine, ask, pageOf, placeOf, leaveWords, sentence, typographic };
  addEventListener("focusin", suggest);
  suggest();
})();
