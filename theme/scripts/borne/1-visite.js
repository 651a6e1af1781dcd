// A kiosk's visit: it ends when nobody has touched anything for a while, or when asked, and leaves nothing behind.
//
// `data-borne="90 15"` on <html>: seconds of rest before the warning, seconds of the warning. Each entry of the history
// carries the number of its visit; sessionStorage holds the number of the present one. An entry of an earlier visit
// (back button, page kept alive by the browser) shows nothing and goes home. Until that is known, the page is hidden.
(function () {
  "use strict";
  const page = window.ReperesPage;
  const { make, words } = page;
  const root = document.documentElement;
  const [restSeconds, warningSeconds] = root.dataset.borne.split(" ").map(Number);
  const base = new URL(root.dataset.racine || "./", location.href).href;
  const home = base + "index.html";
  const isHome = document.body.classList.contains("page-accueil");
  const prefix = "reperes.";
  const visitKey = "reperes.borne.visite";
  const begunKey = "reperes.borne.commencee";

  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }
  function keep(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch (refused) {
      // It holds for this page.
    }
  }

  // --- A window over the page: what leaves the site, what to take away, the warning. ---

  function open({ role, name, title, children, buttons, closed }) {
    const made = make("dialog", {
      class: "borne-fenetre",
      role: role || "dialog",
      "aria-labelledby": name + "-titre",
      "aria-describedby": name + "-texte",
    });
    const text = make("div", { id: name + "-texte" }, ...children);
    const row = make("p", { class: "borne-gestes" });
    for (const [label, act] of buttons) {
      const button = make("button", { type: "button", class: "bouton" }, label);
      button.addEventListener("click", () => {
        made.close();
        if (act) act();
      });
      row.append(button);
    }
    made.append(make("h2", { id: name + "-titre" }, title), text, row);
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close(); // beside the window
    });
    made.addEventListener("close", () => {
      made.remove();
      if (closed) closed();
    });
    document.body.append(made);
    made.showModal();
    row.querySelector("button").focus();
    return made;
  }

  // --- Forgetting. ---

  function clear(nextVisit) {
    for (const name of ["localStorage", "sessionStorage"]) {
      try {
        const storage = window[name];
        for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
      } catch (refused) {
        // There was nothing.
      }
    }
    keep(visitKey, nextVisit);
  }

  function empty() {
    for (const field of document.querySelectorAll("input, textarea")) field.value = "";
    for (const form of document.forms) form.reset();
    scrollTo(0, 0);
  }

  function forget() {
    const next = String(Number(visit()) + 1);
    root.removeAttribute("data-borne-prete");
    page.forgetSelection();
    empty();
    clear(next);
    history.replaceState(null, "");
    addEventListener("pagehide", () => clear(next)); // the last to hear it: what others leave behind goes too
    location.replace(home);
  }

  // --- The history: each entry knows its visit. ---

  const visit = () => recall(visitKey) || "0";
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (state, ...more) => plain({ ...state, visit: visit() }, ...more);
  }
  const isStamped = () => Boolean(history.state) && history.state.visit !== undefined;
  function stamp() {
    if (!isStamped()) history.replaceState(history.state, "");
  }

  function show() {
    if (isStamped() && history.state.visit !== visit()) {
      if (location.href !== home) return location.replace(home);
      empty(); // the home page of an earlier visit: going there would come back here, with the same entry
      history.replaceState(null, "");
    }
    stamp();
    root.dataset.bornePrete = "";
    if (!isHome || recall(begunKey)) rest();
  }
  addEventListener("hashchange", stamp);
  addEventListener("pagehide", () => root.removeAttribute("data-borne-prete"));
  addEventListener("pageshow", (event) => {
    if (event.persisted) show();
  });

  // --- Rest. A home page nobody touched has nothing to forget, and warns nobody. ---

  let timer = 0;
  let warning = null;
  function rest() {
    clearTimeout(timer);
    if (!warning) timer = setTimeout(warn, restSeconds * 1000);
  }

  function warn() {
    let left = warningSeconds;
    const count = make("strong", {}, String(left));
    const [before, after] = words["borne-encore-la"].split("{n}");
    const ticking = setInterval(() => {
      left -= 1;
      count.textContent = String(left);
      if (left > 0) return;
      clearInterval(ticking);
      forget();
    }, 1000);
    warning = open({
      role: "alertdialog",
      name: "borne-repos",
      title: words["borne-encore-la-titre"],
      children: [make("p", {}, before, count, after)],
      buttons: [[words["borne-continuer"]], [words["borne-terminer"], forget]],
      closed: () => {
        clearInterval(ticking);
        warning = null;
        rest();
      },
    });
  }

  function touched() {
    if (!recall(begunKey)) keep(begunKey, "1");
    rest();
  }
  for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "input"])
    addEventListener(name, touched, { capture: true, passive: true });

  page.kiosk = { base, forget, keep, open, recall };
  show();
})();
