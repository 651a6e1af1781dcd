// Every page: colours, printing, back to top, the « / » shortcut. Nothing is sent anywhere. Kept: the choice of colours
// (localStorage). Sentences come from strings.fr.yml (ReperesMots).
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

  window.ReperesPage = { copy, drawing, make, say, words };
  setUpColours();
  setUpActions();
  addBackToTop();
  addShortcut();
})();
