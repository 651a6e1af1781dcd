// The bar at the foot of a kiosk: home, size of the text, contrast, keyboard, what to take away, the end of the visit.
(function () {
  "use strict";
  const { drawing, kiosk, make, say, words } = window.ReperesPage;
  const root = document.documentElement;
  const sizes = [100, 125, 150, 175]; // percent; styles/borne/ has one rule for each
  const [sizeKey, contrastKey] = ["reperes.borne.taille", "reperes.borne.contraste"];

  let rank = Number(kiosk.recall(sizeKey) || 0);
  let isStrong = kiosk.recall(contrastKey) === "1";

  function apply() {
    root.dataset.taille = String(rank);
    root.toggleAttribute("data-contraste", isStrong);
    contrast.setAttribute("aria-pressed", String(isStrong));
  }
  function resize(step) {
    rank = Math.min(Math.max(rank + step, 0), sizes.length - 1);
    kiosk.keep(sizeKey, String(rank));
    apply();
    say(words["borne-taille"].replace("{n}", sizes[rank]));
  }

  function button(name, outline, act) {
    const made = make(
      "button",
      { type: "button", class: "borne-bouton" },
      drawing(outline),
      make("span", {}, words["borne-" + name]),
    );
    made.addEventListener("click", act);
    return made;
  }

  const canonical = document.querySelector("link[rel=canonical]");
  const printing = () => kiosk.canPrint && [[words["borne-imprimer"], () => window.print()]];
  const takeAway = () =>
    canonical
      ? kiosk.takeAway("page", canonical.href, canonical.dataset.qr, printing() || [])
      : window.print();

  const contrast = button("contraste", "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16", () => {
    isStrong = !isStrong;
    kiosk.keep(contrastKey, isStrong ? "1" : "0");
    apply();
  });
  const bar = make(
    "div",
    { class: "borne-barre" },
    button("accueil", "M4 11 12 4l8 7v9h-5v-6H9v6H4z", () => (location.href = kiosk.base + "index.html")),
    button("reduire", "M3 18 8 6l5 12M5 14h6M16 12h5", () => resize(-1)),
    button("agrandir", "M3 18 8 6l5 12M5 14h6M16 12h5M18.5 9.5v5", () => resize(1)),
    contrast,
    button("clavier", "M3 6h18v12H3zM7 10h0M11 10h0M15 10h0M8 14h8", () => kiosk.keyboard.toggle()),
  );
  if (canonical || kiosk.canPrint)
    bar.append(button(canonical ? "emporter" : "imprimer", "M12 4v11m-5-5 5 5 5-5M5 20h14", takeAway));
  bar.append(button("terminer", "M5 12h12m-5-5 5 5-5 5M20 5v14", kiosk.forget));

  const foot = make("section", { class: "borne-bas", "aria-label": words["borne-barre"] }, kiosk.keyboard.element, bar);
  document.body.append(foot);
  new ResizeObserver(() => root.style.setProperty("--borne-bas", foot.offsetHeight + "px")).observe(foot);

  apply();
})();
