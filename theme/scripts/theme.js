// Runs before the page is shown: applies the colours the reader chose, so that the page never flashes, and says that
// scripts run, so that nothing moves when the others come.
(function () {
  "use strict";
  const root = document.documentElement;
  root.dataset.scripts = ""; // what needs them may be seen
  try {
    const choice = localStorage.getItem("reperes.theme");
    if (choice === "sombre" || choice === "clair") root.dataset.theme = choice;
  } catch (refused) {
    // No storage: the page follows the system.
  }

  // What makes the site an application; in a folder, a browser would refuse it aloud.
  if (root.dataset.horsLigne !== undefined && location.protocol.startsWith("http")) {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = (root.dataset.racine || "") + "manifest.webmanifest";
    document.head.append(link);
  }

  // On a kiosk, whoever is quicker than its scripts clicks and types in vain: nothing is guarded yet.
  const refuse = (event) => {
    if (root.dataset.bornePrete !== undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  if (root.dataset.borne)
    for (const name of ["click", "auxclick", "mousedown", "keydown", "submit", "contextmenu", "dragstart"])
      addEventListener(name, refuse, { capture: true });
})();
