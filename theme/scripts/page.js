// Toutes les pages : couleurs, impression, liens des titres, retour en haut, raccourci « / », mots trouvés surlignés.
// Rien n'est envoyé nulle part ; seul le choix des couleurs est gardé (localStorage), et les mots cherchés le temps de la
// visite (sessionStorage). Les phrases viennent de strings.fr.yml (ReperesMots).
(function () {
  "use strict";
  const mots = window.ReperesMots || {};
  const racine = document.documentElement;

  function element(nom, attributs, ...enfants) {
    const cree = document.createElement(nom);
    for (const [cle, valeur] of Object.entries(attributs || {})) cree.setAttribute(cle, valeur);
    cree.append(...enfants);
    return cree;
  }

  function dessin(trace) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const chemin = document.createElementNS("http://www.w3.org/2000/svg", "path");
    chemin.setAttribute("d", trace);
    svg.append(chemin);
    return svg;
  }

  // Une annonce pour les lecteurs d'écran, et un mot bref à l'écran.
  let annonce = null;
  function dire(texte) {
    if (!annonce) {
      annonce = element("p", { class: "annonce", role: "status" });
      document.body.append(annonce);
    }
    annonce.textContent = texte;
    clearTimeout(dire.fin);
    dire.fin = setTimeout(() => { annonce.textContent = ""; }, 2500);
  }

  function couleurs() {
    const bouton = document.querySelector("[data-theme-bascule]");
    if (!bouton) return;
    const systeme = matchMedia("(prefers-color-scheme: dark)");
    const sombre = () => (racine.dataset.theme ? racine.dataset.theme === "sombre" : systeme.matches);
    const nommer = () => {
      bouton.querySelector("span").textContent = sombre() ? mots["theme-clair"] : mots["theme-sombre"];
    };
    bouton.hidden = false;
    nommer();
    systeme.addEventListener("change", nommer);
    bouton.addEventListener("click", () => {
      const choix = sombre() ? "clair" : "sombre";
      racine.dataset.theme = choix;
      nommer();
      try {
        localStorage.setItem("reperes.theme", choix);
      } catch (refus) { /* le choix vaut pour cette page */ }
    });
  }

  function copier(texte) {
    const fini = () => dire(mots.copie);
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(texte).then(fini, () => copierAncien(texte, fini));
    } else {
      copierAncien(texte, fini);
    }
  }

  // Sans presse-papiers (fichier ouvert d'un double clic) : une zone de texte, sélectionnée puis copiée.
  function copierAncien(texte, fini) {
    const zone = element("textarea", { class: "invisible", "aria-hidden": "true", tabindex: "-1" });
    zone.value = texte;
    document.body.append(zone);
    zone.select();
    const copie = document.execCommand("copy");
    zone.remove();
    if (copie) fini();
  }

  function actions() {
    for (const bloc of document.querySelectorAll("[data-actions]")) bloc.hidden = false;
    for (const bouton of document.querySelectorAll("[data-imprimer]")) bouton.addEventListener("click", () => window.print());
    for (const bouton of document.querySelectorAll("[data-copier-adresse]"))
      bouton.addEventListener("click", () => copier(location.href.replace(/#.*$/, "")));
  }

  function liensDesTitres() {
    for (const titre of document.querySelectorAll(".texte h2[id], .texte h3[id]")) {
      const nom = mots["copier-lien"] + " : " + titre.textContent;
      const bouton = element("button", { type: "button", class: "ancre", "aria-label": nom, title: mots["copier-lien"] },
        dessin("M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5"));
      bouton.addEventListener("click", () => {
        history.replaceState(history.state, "", "#" + titre.id);
        copier(location.href);
      });
      titre.append(bouton);
    }
  }

  function retourEnHaut() {
    if (document.documentElement.scrollHeight < 3 * innerHeight) return;
    const lien = element("a", { href: "#contenu", class: "haut-de-page", "aria-label": "Haut de page" }, dessin("M12 19V5m-6 6 6-6 6 6"));
    lien.hidden = true;
    document.body.append(lien);
    addEventListener("scroll", () => { lien.hidden = scrollY < 2 * innerHeight; }, { passive: true });
    lien.addEventListener("click", (evenement) => {
      evenement.preventDefault();
      scrollTo(0, 0);
      document.getElementById("contenu").focus({ preventScroll: true });
    });
  }

  function raccourci() {
    addEventListener("keydown", (touche) => {
      if (touche.key !== "/" || touche.ctrlKey || touche.metaKey || touche.altKey) return;
      if (touche.target.closest("input, textarea, select, [contenteditable]")) return;
      const champ = document.querySelector(".chercher input");
      if (!champ) return;
      touche.preventDefault();
      champ.focus();
      champ.select();
    });
  }

  // --- Mots trouvés : la page de recherche laisse les mots du résultat ouvert, la fiche les surligne. ---

  const replier = (texte) => texte.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");

  function surligner(cherches) {
    const corps = document.querySelector(".fiche");
    if (!corps) return;
    const voulus = new Set(cherches.map(replier).filter((mot) => mot.length > 2));
    if (!voulus.size) return;
    const marche = document.createTreeWalker(corps, NodeFilter.SHOW_TEXT, {
      acceptNode: (noeud) => (noeud.parentElement.closest("button, script, mark, .cote, .voisins, .fiche-tete")
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const noeuds = [];
    while (marche.nextNode()) noeuds.push(marche.currentNode);
    for (const noeud of noeuds) {
      const morceaux = noeud.data.split(/([\p{L}\p{Nd}\p{Mn}]+)/u);
      if (!morceaux.some((morceau, rang) => rang % 2 && voulus.has(replier(morceau)))) continue;
      noeud.replaceWith(...morceaux.map((morceau, rang) =>
        (rang % 2 && voulus.has(replier(morceau)) ? element("mark", {}, morceau) : morceau)));
    }
    addEventListener("keydown", function effacer(touche) {
      if (touche.key !== "Escape") return;
      removeEventListener("keydown", effacer);
      for (const marque of document.querySelectorAll(".fiche mark")) marque.replaceWith(marque.textContent);
      corps.normalize();
    });
  }

  function motsTrouves() {
    try {
      const laisse = JSON.parse(sessionStorage.getItem("reperes.mots") || "null");
      sessionStorage.removeItem("reperes.mots");
      if (laisse && decodeURI(location.pathname).endsWith("/" + laisse.page)) surligner(laisse.mots);
    } catch (refus) { /* rien à surligner */ }
  }

  window.ReperesPage = { element, dire, mots };
  couleurs();
  actions();
  liensDesTitres();
  retourEnHaut();
  raccourci();
  motsTrouves();
})();
