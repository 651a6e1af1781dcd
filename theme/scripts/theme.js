// Chargé avant l'affichage : applique le choix de couleurs gardé par le lecteur, pour que la page ne clignote pas.
(function () {
  "use strict";
  var racine = document.documentElement;
  racine.classList.add("avec-js");
  try {
    var choix = localStorage.getItem("reperes.theme");
    if (choix === "sombre" || choix === "clair") racine.setAttribute("data-theme", choix);
  } catch (refus) {
    // Stockage interdit : la page suit le réglage du système.
  }
})();
