// La recherche vue du lecteur : suggestions dans les champs de chaque page, et la page de recherche.
// Le moteur (ReperesSearch, écrit avec l'index) n'est chargé qu'au premier besoin, par <script> : cela vaut aussi pour une
// page ouverte d'un double clic. Tout texte affiché est posé comme texte, jamais comme HTML.
(function () {
  "use strict";
  const { element, mots } = window.ReperesPage;
  const racine = document.documentElement.dataset.racine || "";
  const base = document.documentElement.dataset.recherche || "";
  const parPage = 10;
  const facettes = ["kind", "domaine", "public", "territoire", "certification", "etat"];
  const valeursVisibles = 7;

  const dire = (cle, noms) => Object.entries(noms || {}).reduce(
    (phrase, [nom, valeur]) => phrase.replace("{" + nom + "}", () => valeur), mots[cle] || cle);
  const joli = (texte) => texte.replace(/'/g, "’");

  // --- Le moteur ---

  let moteur = null;
  function charger(adresse) {
    return new Promise((pret, panne) => {
      const script = element("script", { src: adresse });
      script.onload = pret;
      script.onerror = () => { script.remove(); panne(new Error(adresse)); };
      document.head.append(script);
    });
  }
  function ouvrir() {
    if (!base) return Promise.reject(new Error("absente"));
    if (!moteur) {
      moteur = charger(racine + document.documentElement.dataset.moteur)
        .then(() => window.ReperesSearch.open({ base: racine + base }))
        .then((lecteur) => lecteur.ready.then(() => lecteur));
      moteur.catch(() => { moteur = null; });  // la prochaine demande réessaie
    }
    return moteur;
  }
  // D'abord les titres ; les passages viennent ensuite (`passages`), quand leurs textes sont là.
  const demander = (texte, options) => ouvrir().then((lecteur) => lecteur.ask(texte, { ...options, passages: false }));
  const passages = (reponse) => ouvrir().then((lecteur) => lecteur.passages(reponse));

  const adresse = (resultat) => racine + resultat.url + (resultat.anchor ? "#" + resultat.anchor : "");

  // Ce que la fiche ouverte surlignera : les mots du passage, et ceux qui ont été tapés.
  function laisserLesMots(resultat, texte) {
    const trouves = (resultat.parts || []).filter((morceau) => morceau.mark).map((morceau) => morceau.text);
    const tapes = texte.split(/[^\p{L}\p{Nd}\p{Mn}]+/u).filter((mot) => mot.length > 3);
    try {
      sessionStorage.setItem("reperes.mots", JSON.stringify({ page: resultat.url, mots: [...new Set([...trouves, ...tapes])] }));
    } catch (refus) { /* pas de surlignage */ }
  }

  // --- Suggestions sous un champ (accueil et bandeau) ---

  function suggerer(formulaire) {
    const champ = formulaire.querySelector("input[name=q]");
    const boite = champ.closest(".champ") || formulaire;
    const liste = element("ul", { class: "suggestions", role: "listbox", id: champ.id + "-suggestions", "aria-label": mots.suggestions });
    const annonce = element("span", { class: "invisible", role: "status" });
    liste.hidden = true;
    boite.append(liste, annonce);
    for (const [nom, valeur] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": liste.id, "aria-autocomplete": "list" }))
      champ.setAttribute(nom, valeur);
    let tour = 0;
    let choisie = -1;

    const fermer = () => {
      liste.hidden = true;
      choisie = -1;
      champ.setAttribute("aria-expanded", "false");
      champ.removeAttribute("aria-activedescendant");
    };
    const choisir = (rang) => {
      const options = [...liste.children];
      choisie = (rang + options.length + 1) % (options.length + 1);
      if (choisie === options.length) choisie = -1;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === choisie)));
      if (choisie < 0) champ.removeAttribute("aria-activedescendant");
      else {
        champ.setAttribute("aria-activedescendant", options[choisie].id);
        options[choisie].scrollIntoView({ block: "nearest" });
      }
    };
    const montrer = (reponse, texte) => {
      liste.replaceChildren(...reponse.hits.map((resultat, rang) => {
        const option = element("li", { role: "option", id: liste.id + "-" + rang, "aria-selected": "false", class: "suggestion genre-" + resultat.kind },
          element("strong", {}, joli(resultat.title)), element("span", {}, mots["genre-" + resultat.kind] || resultat.kind));
        option.dataset.adresse = adresse(resultat);
        option.resultat = resultat;
        return option;
      }));
      const tout = element("li", { role: "option", id: liste.id + "-tout", "aria-selected": "false", class: "suggestion suggestion-tout" }, dire("voir-tout", { texte }));
      tout.dataset.adresse = formulaire.action.split("?")[0] + "?q=" + encodeURIComponent(texte);
      liste.append(tout);
      choisie = -1;
      liste.hidden = false;
      champ.setAttribute("aria-expanded", "true");
      annonce.textContent = dire("n-suggestions", { n: liste.children.length });
    };
    const aller = (option) => {
      if (option.resultat) laisserLesMots(option.resultat, champ.value);
      location.href = option.dataset.adresse;
    };

    champ.addEventListener("focus", () => ouvrir().catch(() => {}), { once: true });
    champ.addEventListener("input", () => {
      const texte = champ.value.trim();
      const mien = ++tour;
      if (texte.length < 2) return fermer();
      demander(texte, { limit: 6, offset: 0, filters: {} }).then((reponse) => {
        if (mien === tour && document.activeElement === champ) montrer(reponse, texte);
      }, fermer);  // en panne : le champ reste un simple formulaire
    });
    champ.addEventListener("keydown", (touche) => {
      if (touche.key === "Escape" && !liste.hidden) {
        touche.preventDefault();
        fermer();
      } else if ((touche.key === "ArrowDown" || touche.key === "ArrowUp") && !liste.hidden) {
        touche.preventDefault();
        choisir(choisie + (touche.key === "ArrowDown" ? 1 : -1));
      } else if (touche.key === "Enter" && choisie >= 0) {
        touche.preventDefault();
        aller(liste.children[choisie]);
      }
    });
    liste.addEventListener("pointerdown", (clic) => clic.preventDefault());
    liste.addEventListener("click", (clic) => {
      const option = clic.target.closest(".suggestion");
      if (option) aller(option);
    });
    champ.addEventListener("blur", fermer);
  }

  // --- La page de recherche ---

  function pageDeRecherche(page) {
    const formulaire = page.querySelector("form");
    const champ = formulaire.querySelector("input");
    const compte = page.querySelector("[data-compte]");
    const corps = page.querySelector("[data-corps]");
    const zoneFiltres = page.querySelector("[data-filtres]");
    const zone = page.querySelector("[data-resultats]");
    const autres = page.querySelector("[data-sans-recherche]");
    const titreDuSite = document.title;
    const large = matchMedia("(min-width: 56rem)");
    let tour = 0;
    let montres = [];
    let filtres = {};
    let depliees = new Set();
    let filtresOuverts = large.matches;

    function lireAdresse() {
      const parametres = new URLSearchParams(location.search);
      champ.value = parametres.get("q") || "";
      filtres = {};
      for (const facette of facettes) {
        const valeurs = parametres.getAll(facette).filter(Boolean);
        if (valeurs.length) filtres[facette] = valeurs;
      }
    }

    function ecrireAdresse(texte) {
      const parametres = new URLSearchParams();
      if (texte) parametres.set("q", texte);
      for (const facette of facettes) for (const valeur of filtres[facette] || []) parametres.append(facette, valeur);
      const suite = parametres.toString();
      history.replaceState({ montres: montres.length }, "", location.pathname + (suite ? "?" + suite : ""));
      document.title = texte ? texte + " – " + titreDuSite : titreDuSite;
    }

    const nombreDeFiltres = () => Object.values(filtres).reduce((somme, valeurs) => somme + valeurs.length, 0);

    function basculer(facette, valeur, actif) {
      const restantes = (filtres[facette] || []).filter((autre) => autre !== valeur);
      if (actif) restantes.push(valeur);
      if (restantes.length) filtres[facette] = restantes;
      else delete filtres[facette];
      chercher();
    }

    function bouton(classe, texte, action, nom) {
      const cree = element("button", { type: "button", class: classe }, texte);
      if (nom) cree.setAttribute("aria-label", nom);
      cree.addEventListener("click", action);
      return cree;
    }

    function montrerFiltres(reponse) {
      const tenait = document.activeElement && zoneFiltres.contains(document.activeElement) ? document.activeElement.id : "";
      const groupes = [];
      const actifs = element("ul", { class: "filtres-actifs" });
      for (const facette of facettes) {
        const valeurs = (reponse.facets || []).filter((entree) => entree.facet === facette);
        const prises = filtres[facette] || [];
        for (const valeur of prises) {
          const connue = valeurs.find((entree) => entree.value === valeur);
          const nom = joli((connue && connue.label) || valeur);
          if (!connue) valeurs.push({ facet: facette, value: valeur, label: nom, count: 0 });
          actifs.append(element("li", {}, bouton("filtre-actif", nom, () => basculer(facette, valeur, false), dire("retirer", { nom }))));
        }
        if (valeurs.length < 2 && !prises.length) continue;
        const cases = valeurs.map((entree) => {
          const id = "f-" + facette + "-" + entree.value;
          const coche = element("input", { type: "checkbox", id });
          coche.checked = prises.includes(entree.value);
          coche.addEventListener("change", () => basculer(facette, entree.value, coche.checked));
          return element("label", { for: id, class: entree.count ? "" : "sans" }, coche, joli(entree.label || entree.value), element("span", { class: "nombre" }, String(entree.count)));
        });
        const caches = depliees.has(facette) ? [] : cases.slice(valeursVisibles).filter((ligne) => !ligne.querySelector("input").checked);
        for (const ligne of caches) ligne.hidden = true;
        const groupe = element("fieldset", {}, element("legend", {}, mots["facette-" + facette] || facette), ...cases);
        if (caches.length > 1) {
          groupe.append(bouton("lien-bouton", dire("plus-de-valeurs", { n: caches.length }), (clic) => {
            depliees.add(facette);
            for (const ligne of caches) ligne.hidden = false;
            caches[0].querySelector("input").focus();
            clic.target.remove();
          }));
        } else for (const ligne of caches) ligne.hidden = false;
        groupes.push(groupe);
      }
      const nombre = nombreDeFiltres();
      if (nombre > 1) actifs.append(element("li", {}, bouton("filtre-actif filtre-tout", mots["tout-retirer"], () => { filtres = {}; chercher(); })));
      const pli = element("details", {}, element("summary", {}, mots.filtrer + (nombre ? " (" + nombre + ")" : "")), ...groupes);
      pli.open = filtresOuverts || nombre > 0;
      pli.addEventListener("toggle", () => { filtresOuverts = pli.open; });
      zoneFiltres.replaceChildren(...(nombre ? [actifs] : []), ...(groupes.length ? [pli] : []));
      const revenu = tenait && document.getElementById(tenait);
      if (revenu) revenu.focus();
    }

    function ligne(resultat) {
      const etat = mots["etat-" + resultat.state];
      const entete = element("p", { class: "resultat-genre" }, mots["genre-" + resultat.kind] || resultat.kind);
      if (etat && resultat.kind !== "sigle") entete.append(element("span", { class: "etat etat-" + resultat.state }, etat));
      const item = element("li", { class: "resultat genre-" + resultat.kind }, entete,
        element("a", { class: "resultat-titre", href: racine + resultat.url }, joli(resultat.title)));
      if (resultat.summary) item.append(element("p", {}, joli(resultat.summary)));
      return item;
    }

    // Le passage, la partie où il se trouve et la raison, posés sous le résultat quand leurs textes sont chargés.
    function completer(reponse, lignes, texte) {
      passages(reponse).then(() => reponse.hits.forEach((resultat, rang) => {
        const item = lignes[rang];
        if (resultat.parts.length) {
          item.append(element("p", { class: "resultat-passage" },
            ...resultat.parts.map((morceau) => (morceau.mark ? element("mark", {}, joli(morceau.text)) : joli(morceau.text)))));
        }
        if (resultat.anchor && resultat.section)
          item.append(element("a", { class: "resultat-partie", href: adresse(resultat) }, joli(dire("partie", { titre: resultat.section }))));
        for (const raison of resultat.why) item.append(element("p", { class: "resultat-pourquoi" }, joli(raison)));
        item.addEventListener("click", (clic) => { if (clic.target.closest("a")) laisserLesMots(resultat, texte); });
      }), () => { /* les titres suffisent */ });
    }

    function messages(reponse, texte) {
      const lignes = [];
      if (reponse.meanings.length) {
        lignes.push(element("div", { class: "message message-sens" },
          element("p", {}, element("strong", {}, dire("sens", { sigle: reponse.meanings[0].sigle }))),
          element("ul", {}, ...reponse.meanings.map((sens) => {
            const nom = joli(sens.expansion);
            const dit = sens.url ? element("a", { href: racine + sens.url }, nom) : nom;
            return element("li", {}, dit, sens.domain ? element("span", { class: "note" }, mots["domaine-" + sens.domain] || sens.domain) : "");
          }))));
      }
      if (reponse.corrected) {
        const exact = () => { champ.value = '"' + texte.replace(/"/g, "") + '"'; chercher(); champ.focus(); };
        lignes.push(element("p", { class: "message" }, dire("corrige", { corrige: reponse.corrected }), " ; ",
          bouton("lien-bouton", dire("plutot", { texte }), exact), "."));
      }
      // Ce que les sens d'un sigle et la correction disent déjà n'est pas redit.
      const compris = reponse.understood.filter((entree) => entree.became && entree.became !== entree.typed &&
        entree.reason !== "correction" && !(entree.reason === "sigle" && reponse.meanings.length));
      if (compris.length) {
        lignes.push(element("div", { class: "message" }, ...compris.slice(0, 4).map((entree) => element("p", {},
          "« " + joli(entree.typed) + " » : ", element("strong", {}, joli(entree.became)),
          entree.note ? element("span", { class: "note" }, joli(entree.note)) : ""))));
      }
      if (reponse.nearest) lignes.push(element("p", { class: "message" }, mots["les-plus-proches"]));
      else if (!reponse.total) lignes.push(element("p", { class: "message" }, nombreDeFiltres() ? mots["rien-avec-filtres"] : mots["aucun-resultat"]));
      return lignes.length ? [element("div", { class: "messages" }, ...lignes)] : [];
    }

    function montrer(reponse, texte) {
      montres = reponse.hits;
      const n = String(reponse.total);
      compte.textContent = reponse.nearest ? dire(reponse.total < 2 ? "un-proche" : "proches", { n })
        : !reponse.total ? mots["aucun-resultat"] : dire(reponse.total < 2 ? "un-resultat" : "resultats", { n });
      const liste = element("ol", {}, ...montres.map((resultat) => ligne(resultat)));
      zone.replaceChildren(...messages(reponse, texte), liste);
      completer(reponse, [...liste.children], texte);
      if (montres.length < reponse.total) {
        const plus = bouton("bouton plus", mots["afficher-plus"], () => {
          plus.disabled = true;
          demander(texte, { limit: parPage, offset: montres.length, filters: filtres }).then((suite) => {
            const lignes = suite.hits.map((resultat) => ligne(resultat));
            liste.append(...lignes);
            completer(suite, lignes, texte);
            montres = montres.concat(suite.hits);
            ecrireAdresse(texte);
            if (lignes.length) lignes[0].querySelector("a").focus();
            plus.disabled = false;
            if (montres.length >= reponse.total || !lignes.length) plus.remove();
          }, enPanne);
        });
        zone.append(plus);
      }
      montrerFiltres(reponse);
      corps.hidden = false;
      autres.hidden = true;
    }

    function enPanne(raison) {
      const absente = raison && raison.message === "absente";
      compte.textContent = absente ? mots.absente : mots.panne;
      const message = element("div", { class: "message message-panne" }, element("p", {}, element("strong", {}, compte.textContent)));
      if (!absente) {
        message.append(element("p", {}, mots["panne-aide"]), bouton("bouton", mots.reessayer, () => chercher(), ""));
        autres.hidden = false;
      }
      zone.replaceChildren(message);
      zoneFiltres.replaceChildren();
      corps.hidden = false;
    }

    function chercher(options) {
      const texte = champ.value.trim();
      const mien = ++tour;
      if (!texte && !nombreDeFiltres()) {
        compte.textContent = "";
        corps.hidden = true;
        autres.hidden = false;
        montres = [];
        ecrireAdresse("");
        return Promise.resolve();
      }
      if (corps.hidden) compte.textContent = mots["recherche-en-cours"];
      return demander(texte, { limit: Math.max(parPage, (options && options.montres) || 0), offset: 0, filters: filtres }).then((reponse) => {
        if (mien !== tour) return;
        montrer(reponse, texte);
        ecrireAdresse(texte);
      }, (raison) => { if (mien === tour) enPanne(raison); });
    }

    function clavier(touche) {
      const liens = [...zone.querySelectorAll(".resultat-titre")];
      const rang = liens.indexOf(document.activeElement);
      if (touche.target !== champ && rang < 0) return;
      if (touche.key === "ArrowDown" && liens[rang + 1]) {
        touche.preventDefault();
        liens[rang + 1].focus();
      } else if (touche.key === "ArrowUp" && rang >= 0) {
        touche.preventDefault();
        (liens[rang - 1] || champ).focus();
      } else if (touche.key === "Escape") {
        if (rang >= 0) champ.focus();
        else if (champ.value) { champ.value = ""; chercher(); }
        touche.preventDefault();
      }
    }

    formulaire.addEventListener("submit", (envoi) => {
      envoi.preventDefault();
      chercher().then(() => {
        const premier = zone.querySelector(".resultat-titre");
        if (premier && document.activeElement === champ) premier.focus();
      });
    });
    champ.addEventListener("input", () => chercher());
    page.addEventListener("keydown", clavier);
    addEventListener("popstate", () => { lireAdresse(); chercher(); });
    addEventListener("pagehide", () => {
      try { sessionStorage.setItem("reperes.hauteur", JSON.stringify([location.search, scrollY])); } catch (refus) { /* tant pis */ }
    });

    lireAdresse();
    const retour = history.state && history.state.montres;
    chercher({ montres: retour }).then(() => {
      try {
        const [suite, hauteur] = JSON.parse(sessionStorage.getItem("reperes.hauteur") || "[]");
        if (retour && suite === location.search) scrollTo(0, hauteur);
      } catch (refus) { /* on reste en haut */ }
    });
    if (!champ.value) champ.focus({ preventScroll: true });
  }

  const page = document.querySelector("[data-page-recherche]");
  if (page) pageDeRecherche(page);
  else document.querySelectorAll("form.chercher").forEach(suggerer);
})();
